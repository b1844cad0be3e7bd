"""Logging evidence by its form: what is saved, what is said, and that nothing typed is lost."""

import re
from uuid import uuid4

import pytest

from objectives.models import Evidence
from tests import factories, pages
from tests.objectives.views.evidence_form.sending import NEW, check, edit, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def targets_missing(client, evidence, response):
    """The links of what is missing that lead nowhere in the entry's form, which says the same at its fields."""
    form = client.get(f"{edit(evidence)}?missing=yes")
    assert sorted(pages.error_links(form)) == sorted(
        (target.partition("#")[2], message) for target, message in pages.error_links(response)
    )
    assert (form.status_code, pages.faults(form.content.decode())) == (200, [])
    ids = pages.read(form).xpath("//@id")
    return [target for target, _message in pages.error_links(response) if target.partition("#")[2] not in ids]


def link_targets_missing(response):
    """The error summary's links that lead nowhere."""
    ids = pages.read(response).xpath("//@id")
    return [target for target, _message in pages.error_links(response) if target and target not in ids]


def test_the_form_offers_the_framework_in_force_and_ones_own_office(client, period, elements, indicator, nairobi):
    response = client.get(NEW, follow=True)

    tree = pages.read(response)
    assert tree.xpath("//input[@name='contributions']/@value") == ["O1", "O2", "R1"]
    assert tree.xpath("//input[@name='office']/@value") == ["Nairobi (NBO)"]
    assert tree.xpath("//input[@name='figure-O1:O1.1']") == []  # only the figures of chosen elements are asked for
    assert "The open period is “Third quarter of 2026”: 1 July 2026 to 30 September 2026." in pages.main(response)


def test_without_a_framework_in_force_the_form_says_so(client):
    assert "No framework is in force" in pages.main(client.get(NEW))


def test_one_of_several_frameworks_can_be_chosen(client, framework):
    other = factories.ElementFactory(code="X1", framework__slug="other").framework

    offered = [
        pages.read(client.get(f"{NEW}?framework={slug}", follow=True)).xpath("//input[@name='contributions']/@value")
        for slug in (other.slug, framework.slug)
    ]

    assert offered == [["X1"], ["O1", "O2", "R1"]]


def test_an_entry_is_checked_and_submitted(client, typed, recorder):
    checked, response = submit(client, NEW, typed)

    evidence = Evidence.objects.get()
    assert (evidence.status, evidence.author, checked.redirect_chain[0][0], response.redirect_chain[0][0]) == (
        "submitted",
        recorder,
        check(evidence),
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


@pytest.mark.parametrize(("button", "then"), [("save", ""), ("check", "check/")])
def test_a_form_sent_twice_makes_one_entry(client, typed, button, then):
    answers = [client.post(NEW, {**typed, button: "yes"}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [f"/evidence/EV-2026-0001/{then}"] * 2
    assert Evidence.objects.count() == 1


def test_an_entry_submitted_twice_is_submitted_once(client, typed):
    checked = client.post(NEW, {**typed, "check": "yes"})

    answers = [client.post(checked.headers["Location"], {"submit": "yes"}, follow=True) for _ in range(2)]

    assert [pages.messages(answer) for answer in answers] == [
        ["EV-2026-0001 is submitted for review."],
        ["EV-2026-0001 was submitted already; nothing was logged twice."],
    ]
    assert Evidence.objects.get().decisions.count() == 1


def test_what_cannot_be_submitted_yet_is_kept_as_a_draft_and_shown_again(client, typed):
    checked, response = submit(client, NEW, {**typed, "title": "", "citation": "", "how-O1": ""})

    evidence = Evidence.objects.get()
    assert (checked.status_code, response.status_code, evidence.status, evidence.description) == (
        200,
        422,
        "draft",
        "Forty officials were trained.",
    )
    for page in (checked, response):
        assert pages.error_links(page) == [
            (f"{edit(evidence)}?missing=yes#id_title", "Say in one line what was done."),
            (f"{edit(evidence)}?missing=yes#id_how-O1", "Say in one line how it served O1."),
            (
                f"{edit(evidence)}?missing=yes#id_citation",
                "Give a source: a document, or an address where it can be checked.",
            ),
        ]
        assert "EV-2026-0001 is saved as a draft." in pages.main(page)
        assert pages.read(page).xpath("//title/text()")[0].startswith("Error: ")
        assert pages.faults(page.content.decode()) == []
    assert targets_missing(client, evidence, response) == []


def test_what_makes_no_sense_is_not_saved_and_shown_again_as_typed(client, typed, indicator):
    response = client.post(NEW, {**typed, "figure-O1:O1.1": "N/A", "starts_on": "soon", "check": "yes"})

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
    "programme": "0",
    "countries": ["0"],
    "countries-add": "0",
    "contributions": ["O9", "O1"],
    "how-O1": "x" * 301,
    "figure-O1:O1.1": "N/A",
    "citation": "x" * 301,
    "paragraph": "x" * 61,
    "url": "nowhere",
}


def test_each_error_is_listed_with_a_link_to_its_field_and_stands_there_too(client, framework, period, indicator):
    response = client.post(NEW, {**EVERY_ERROR, "check": "yes"})

    links = pages.error_links(response)
    assert len(links) == len(EVERY_ERROR)
    assert link_targets_missing(response) == []
    named = [message.removeprefix("O1.1, Persons assisted: ") for _target, message in links]
    assert sorted(pages.field_errors(response)) == sorted(named)
    assert pages.faults(response.content.decode()) == []


def test_each_error_of_an_empty_submission_has_its_link(client, framework, period):
    _checked, response = submit(client, NEW, {"token": str(uuid4()), "office": ""})

    evidence = Evidence.objects.get()
    assert [target for target, _message in pages.error_links(response)] == [
        f"{edit(evidence)}?missing=yes#{target}"
        for target in (
            "id_title",
            "id_description",
            "id_office",
            "id_starts_on",
            "id_ends_on",
            "id_contributions_field",
            "id_citation",
        )
    ]
    assert targets_missing(client, evidence, response) == []
    assert pages.faults(response.content.decode()) == []


def test_a_draft_is_changed_and_submitted(client, entry, typed):
    evidence = entry()

    submit(client, edit(evidence), {**typed, "title": "Anew", "contributions": ["R1"], "how-R1": "So."})

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
    submit(client, edit(evidence), {**typed, "title": "Training in Nairobi, put right"})

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
    typed = {**typed, "token": str(uuid4())}
    submit(client, NEW, typed)

    for _sending in range(2):
        submit(client, NEW, {**typed, "title": "Training of officials, second course"})

    assert sorted(Evidence.objects.values_list("title", "status")) == sorted(
        [(typed["title"], "submitted"), ("Training of officials, second course", "submitted")]
    )
