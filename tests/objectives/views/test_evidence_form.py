"""Logging evidence by its form: what is saved, what is said, and that nothing typed is lost."""

import re
from uuid import uuid4

import pytest

from objectives.models import Evidence
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

NEW = "/evidence/new/"


@pytest.fixture
def typed(nairobi, period, elements) -> dict[str, object]:
    """A complete form."""
    return {
        "token": str(uuid4()),
        "title": "Training in Nairobi",
        "description": "Forty officials were trained.",
        "starts_on": "2026-09-15",
        "ends_on": "2026-09-15",
        "office": str(nairobi.pk),
        "contributions": ["O1"],
        "how-O1": "Officials know the law.",
        "citation": "Training report",
    }


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


def edit(evidence):
    return f"/evidence/{evidence.reference}/edit/"


def link_targets_missing(response):
    """The error summary's links that lead nowhere."""
    ids = pages.read(response).xpath("//@id")
    return [target for target, _message in pages.error_links(response) if target and target not in ids]


def test_the_form_offers_the_framework_in_force_and_ones_own_office(client, period, elements, indicator, nairobi):
    response = client.get(NEW, follow=True)

    tree = pages.read(response)
    assert tree.xpath("//input[@name='contributions']/@value") == ["O1", "O2", "R1"]
    assert tree.xpath("//select[@name='office']/option[@selected]/@value") == [str(nairobi.pk)]
    assert tree.xpath("//input[@name='figure-O1:O1.1']/@inputmode") == ["decimal"]
    assert "The open period is Third quarter of 2026: 1 July 2026 to 30 September 2026." in pages.main(response)


def test_without_a_framework_in_force_the_form_says_so(client):
    assert "No framework is in force" in pages.main(client.get(NEW))


def test_one_of_several_frameworks_can_be_chosen(client, framework):
    other = factories.ElementFactory(code="X1", framework__slug="other").framework

    offered = [
        pages.read(client.get(f"{NEW}?framework={slug}", follow=True)).xpath("//input[@name='contributions']/@value")
        for slug in (other.slug, framework.slug)
    ]

    assert offered == [["X1"], ["O1", "O2", "R1"]]


def test_an_entry_is_submitted(client, typed, recorder):
    response = client.post(NEW, {**typed, "submit": "yes"}, follow=True)

    evidence = Evidence.objects.get()
    assert (evidence.status, evidence.author, response.redirect_chain[0][0]) == (
        "submitted",
        recorder,
        evidence.get_absolute_url(),
    )
    assert pages.messages(response) == ["EV-2026-0001 is submitted for review."]


def test_an_entry_is_saved_as_a_draft(client, typed):
    response = client.post(NEW, {**typed, "save": "yes"}, follow=True)

    assert Evidence.objects.get().status == "draft"
    assert pages.messages(response) == ["EV-2026-0001 is saved as a draft."]


def test_an_empty_form_is_saved_as_a_draft(client, framework):
    response = client.post(NEW, {"token": str(uuid4()), "save": "yes"}, follow=True)

    assert pages.messages(response) == ["EV-2026-0001 is saved as a draft."]
    assert "(no title yet)" in pages.main(response)


@pytest.mark.parametrize("button", ["save", "submit"])
def test_a_form_sent_twice_makes_one_entry(client, typed, button):
    answers = [client.post(NEW, {**typed, button: "yes"}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/evidence/EV-2026-0001/"] * 2
    assert (Evidence.objects.count(), Evidence.objects.get().decisions.count()) == (1, 1 if button == "submit" else 0)


def test_what_cannot_be_submitted_yet_is_kept_as_a_draft_and_shown_again(client, typed):
    response = client.post(NEW, {**typed, "title": "", "citation": "", "how-O1": "", "submit": "yes"})

    evidence = Evidence.objects.get()
    assert (response.status_code, evidence.status, evidence.description) == (
        422,
        "draft",
        "Forty officials were trained.",
    )
    assert pages.error_links(response) == [
        ("id_title", "Say in one line what was done."),
        ("id_how-O1", "Say in one line how it served O1."),
        ("id_citation", "Give a source: a document, or an address where it can be checked."),
    ]
    assert "What you typed is saved as EV-2026-0001; it is not submitted yet." in pages.main(response)
    assert pages.read(response).xpath("//form[@class='sheet']/@action") == [edit(evidence)]
    assert pages.read(response).xpath("//title/text()")[0].startswith("Error: ")


def test_what_makes_no_sense_is_not_saved_and_shown_again_as_typed(client, typed, indicator):
    response = client.post(NEW, {**typed, "figure-O1:O1.1": "N/A", "starts_on": "soon", "submit": "yes"})

    tree = pages.read(response)
    assert (response.status_code, Evidence.objects.count()) == (422, 0)
    assert [target for target, _message in pages.error_links(response)] == ["id_starts_on", "id_figure-O1:O1.1"]
    assert tree.xpath("//input[@name='figure-O1:O1.1']/@value") == ["N/A"]
    assert tree.xpath("//input[@name='starts_on']/@value") == ["soon"]
    assert tree.xpath("//input[@name='title']/@value") == ["Training in Nairobi"]
    assert tree.xpath("//textarea[@name='description']")[0].text_content().strip() == "Forty officials were trained."
    assert tree.xpath("//input[@name='contributions'][@checked]/@value") == ["O1"]
    assert tree.xpath("//input[@name='how-O1']/@value") == ["Officials know the law."]


EVERY_ERROR = {
    "title": "x" * 201,
    "description": "x" * 10_001,
    "starts_on": "soon",
    "ends_on": "later",
    "office": "0",
    "countries": ["0"],
    "contributions": ["O9"],
    "how-O1": "x" * 301,
    "figure-O1:O1.1": "N/A",
    "citation": "x" * 301,
    "paragraph": "x" * 61,
    "url": "nowhere",
}


def test_each_error_is_listed_with_a_link_to_its_field_and_stands_there_too(client, framework, period, indicator):
    response = client.post(NEW, {**EVERY_ERROR, "submit": "yes"})

    links = pages.error_links(response)
    assert len(links) == len(EVERY_ERROR)
    assert link_targets_missing(response) == []
    named = [message.removeprefix("O1, Persons assisted: ") for _target, message in links]
    assert sorted(pages.field_errors(response)) == sorted(named)
    assert pages.faults(response.content.decode()) == []


def test_each_error_of_an_empty_submission_has_its_link(client, framework, period):
    response = client.post(NEW, {"token": str(uuid4()), "office": "", "submit": "yes"})

    assert [target for target, _message in pages.error_links(response)] == [
        "id_title",
        "id_description",
        "id_starts_on",
        "id_ends_on",
        "id_office",
        "id_contributions_field",
        "id_citation",
    ]
    assert link_targets_missing(response) == []
    assert pages.faults(response.content.decode()) == []


def test_a_draft_is_changed_and_submitted(client, entry, typed):
    evidence = entry()

    client.post(edit(evidence), {**typed, "title": "Anew", "contributions": ["R1"], "how-R1": "So.", "submit": "yes"})

    evidence.refresh_from_db()
    assert (evidence.title, evidence.status) == ("Anew", "submitted")
    assert list(evidence.contributions.values_list("element__code", "how")) == [("R1", "So.")]


def test_the_form_of_a_kept_entry_shows_what_it_holds(client, entry):
    tree = pages.read(client.get(edit(entry())))

    assert tree.xpath("//input[@name='title']/@value") == ["Training in Nairobi"]
    assert tree.xpath("//input[@name='ends_on']/@value") == ["2026-09-15"]
    assert tree.xpath("//input[@name='contributions'][@checked]/@value") == ["O1"]
    assert tree.xpath("//input[@name='citation']/@value") == ["Training report"]


def test_a_returned_entry_shows_its_reason_and_goes_to_review_again(client, entry, typed):
    evidence = entry("returned")

    shown = [pages.main(client.get(url)) for url in (evidence.get_absolute_url(), edit(evidence))]
    client.post(edit(evidence), {**typed, "submit": "yes"})

    assert all("Returned by Reviewer on 21 September 2026: The days are wrong." in text for text in shown)
    evidence.refresh_from_db()
    assert evidence.status == "submitted"
    assert "Returned by Reviewer on 21 September 2026:" not in pages.main(client.get(evidence.get_absolute_url()))


@pytest.mark.parametrize("status", ["submitted", "accepted", "withdrawn"])
def test_what_has_gone_to_review_is_not_changed(client, entry, typed, status):
    evidence = entry(status)

    response = client.post(edit(evidence), {**typed, "title": "Anew", "save": "yes"}, follow=True)

    evidence.refresh_from_db()
    assert evidence.title == "Training in Nairobi"
    assert pages.messages(response) == ["This entry can no longer be changed: it has been submitted."]


def test_the_form_is_given_an_address_of_its_own(client, framework):
    response = client.get(f"{NEW}?framework=x")

    assert response.status_code == 302
    assert re.fullmatch(r"/evidence/new/\?framework=x&form=[0-9a-f-]{36}", response["Location"])


def test_going_back_to_log_what_is_alike_makes_another_entry_and_the_same_again_makes_none(client, typed):
    typed = {**typed, "token": str(uuid4()), "submit": "yes"}
    client.post(NEW, typed)

    for _sending in range(2):
        client.post(NEW, {**typed, "title": "Training of officials, second course"})

    assert sorted(Evidence.objects.values_list("title", "status")) == sorted(
        [(typed["title"], "submitted"), ("Training of officials, second course", "submitted")]
    )


# --- figures, parts and themes ------------------------------------------------------------------------


@pytest.fixture
def sex(indicator):
    """O1.1 is broken down by sex."""
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    for place, code in enumerate(("female", "male")):
        factories.CategoryFactory(dimension=dimension, code=code, label=code.title(), position=place)
    indicator.dimensions.add(dimension)
    return dimension


def test_answers_parts_and_themes_are_submitted_and_shown_on_the_record(client, typed, framework, sex):
    theme = factories.TermFactory(vocabulary__framework=framework, label="Returns")
    figures = {
        "figure-O1:O1.1": "1,040",
        "answer-O1:O1.1": "about",
        "part-O1:O1.1:sex:female": "1000",
        "part-O1:O1.1:sex:male": "40",
    }

    response = client.post(NEW, {**typed, **figures, "terms": [theme.pk], "submit": "yes"}, follow=True)

    assert "Themes Returns" in pages.main(response)
    assert "about 1,040" in pages.main(response)
    assert [int(part.value) for part in Evidence.objects.get().figures.get().parts.all()] == [1000, 40]


def test_an_answer_that_is_no_number_is_shown_as_what_it_is(client, typed, indicator):
    response = client.post(NEW, {**typed, "answer-O1:O1.1": "not_applicable", "submit": "yes"}, follow=True)

    assert "Persons assisted not applicable persons" in pages.main(response)


def test_parts_that_do_not_add_up_are_told_and_kept_in_the_draft(client, typed, sex):
    figures = {"figure-O1:O1.1": "40", "part-O1:O1.1:sex:female": "25"}

    response = client.post(NEW, {**typed, **figures, "submit": "yes"})

    assert pages.error_links(response) == [
        (
            "id_figure-O1:O1.1",
            "O1, Persons assisted: By sex, the parts add up to 25: 15 less than the total of 40.",
        )
    ]
    assert (Evidence.objects.get().status, Evidence.objects.get().figures.get().parts.count()) == ("draft", 1)
    assert pages.read(response).xpath("//details[@class='parts'][@open]//input/@value") == ["25"]
    assert pages.faults(response.content.decode()) == []


def test_a_figure_that_dwarfs_all_that_is_known_is_asked_about_once(client, typed, indicator):
    factories.TargetFactory(indicator=indicator, value=100)
    big = {**typed, "figure-O1:O1.1": "12,000,000", "submit": "yes"}

    asked = client.post(NEW, big)
    evidence = Evidence.objects.get()
    box = pages.read(asked).xpath("//input[@name='sure-figure-O1:O1.1']")[0]
    confirmed = client.post(edit(evidence), {**big, box.get("name"): box.get("value")}, follow=True)

    assert pages.error_links(asked) == [
        (
            "id_figure-O1:O1.1",
            "O1, Persons assisted: 12,000,000 is more than 100 times the target (100). Is it right?",
        )
    ]
    assert (evidence.status, evidence.figures.get().value, box.get("checked")) == ("draft", 12_000_000, None)
    assert pages.faults(asked.content.decode()) == []
    assert pages.messages(confirmed) == [f"{evidence.reference} is submitted for review."]


def test_what_is_missing_is_told_together_with_what_is_asked(client, typed, indicator):
    factories.TargetFactory(indicator=indicator, value=1)

    response = client.post(NEW, {**typed, "figure-O1:O1.1": "101", "title": "", "submit": "yes"})

    assert [target for target, _message in pages.error_links(response)] == ["id_title", "id_figure-O1:O1.1"]


def test_a_draft_is_saved_without_being_asked(client, typed, indicator):
    factories.TargetFactory(indicator=indicator, value=1)

    response = client.post(NEW, {**typed, "figure-O1:O1.1": "1000000", "save": "yes"}, follow=True)

    assert pages.messages(response) == ["EV-2026-0001 is saved as a draft."]


def test_the_form_of_a_kept_entry_shows_its_answer(client, typed, indicator):
    client.post(NEW, {**typed, "figure-O1:O1.1": "40", "answer-O1:O1.1": "over", "save": "yes"})

    tree = pages.read(client.get(edit(Evidence.objects.get())))

    assert tree.xpath("//input[@name='figure-O1:O1.1']/@value") == ["40"]
    assert tree.xpath("//select[@name='answer-O1:O1.1']/option[@selected]/@value") == ["over"]


def test_the_parts_of_a_percentage_are_taken_whatever_they_come_to(client, typed, indicator, sex):
    indicator.unit, indicator.aggregation = "per cent", "latest"
    indicator.save()
    form = pages.main(client.get(NEW, follow=True))
    parts = {"figure-O1:O1.1": "40", "part-O1:O1.1:sex:female": "65"}

    page = pages.main(client.post(NEW, {**typed, **parts, "submit": "yes"}, follow=True))

    assert ("add up" in form, "If you know the figure of each part." in form) == (False, True)
    assert ("Female 65" in page, "total of" in page) == (True, False)
