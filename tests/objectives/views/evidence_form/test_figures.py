"""Figures, their parts and themes in the form for evidence: what is taken, what is asked about, and what is shown."""

import pytest

from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Evidence
from tests import factories, pages
from tests.objectives.views.evidence_form.sending import NEW, check, edit, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


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

    _checked, response = submit(client, NEW, {**typed, **figures, "terms": [theme.pk]})

    assert "Themes Returns" in pages.main(response)
    assert "about 1,040" in pages.main(response)
    assert [int(part.value) for part in Evidence.objects.get().figures.get().parts.all()] == [1000, 40]


def test_an_answer_that_is_no_number_is_shown_as_what_it_is(client, typed, indicator):
    _checked, response = submit(client, NEW, {**typed, "answer-O1:O1.1": "not_applicable"})

    assert "Persons assisted not applicable persons" in pages.main(response)


def test_parts_that_do_not_add_up_are_told_and_kept_in_the_draft(client, typed, sex):
    figures = {"figure-O1:O1.1": "40", "part-O1:O1.1:sex:female": "25"}

    _checked, response = submit(client, NEW, {**typed, **figures})

    evidence = Evidence.objects.get()
    assert pages.error_links(response) == [
        (
            f"{edit(evidence)}?missing=yes#id_figure-O1:O1.1",
            "O1.1, Persons assisted: By sex, the parts add up to 25: 15 less than the total of 40.",
        )
    ]
    assert (evidence.status, evidence.figures.get().parts.count()) == ("draft", 1)
    form = client.get(edit(evidence))
    assert pages.read(form).xpath("//details[@class='parts'][@open]//input/@value") == ["25"]
    assert pages.faults(response.content.decode()) == []


def test_what_is_wrong_with_a_figure_is_told_with_the_reader_s_colon(client, recorder, typed, sex):
    User.objects.filter(pk=recorder.pk).update(language="fr")
    figures = {"figure-O1:O1.1": "40", "part-O1:O1.1:sex:female": "25"}

    _checked, response = submit(client, NEW, {**typed, **figures})

    ((_target, told),) = pages.error_links(response)
    assert told.startswith("O1.1, Persons assisted : Par sex, la somme des parts est de 25")


def test_a_figure_that_dwarfs_all_that_is_known_is_asked_about_once(client, typed, indicator):
    factories.TargetFactory(indicator=indicator, value=100)
    question = "O1.1, Persons assisted: 12,000,000 is more than 100 times the target (100). Is it right?"

    checked, refused = submit(client, NEW, {**typed, "figure-O1:O1.1": "12,000,000"})
    evidence = Evidence.objects.get()
    box = pages.read(checked).xpath("//input[@name='sure-figure-O1:O1.1']")[0]
    confirmed = client.post(check(evidence), {box.get("name"): "on"}, follow=True)

    assert (pages.error_links(checked), question in pages.main(checked)) == ([], True)
    assert pages.error_links(refused) == [("id_sure-figure-O1:O1.1", question)]
    assert (evidence.status, evidence.figures.get().value, box.get("checked")) == ("draft", 12_000_000, None)
    assert pages.faults(checked.content.decode()) == pages.faults(refused.content.decode()) == []
    assert pages.messages(confirmed) == [f"{evidence.reference} is submitted for review."]
    assert evidence.figures.get().is_confirmed
    event = AuditEvent.objects.get(action="evidence.submitted")
    assert event.after["confirmed"] == {"O1/O1.1": "12000000.0000"}


def test_what_is_missing_is_told_together_with_what_is_asked(client, typed, indicator):
    factories.TargetFactory(indicator=indicator, value=1)

    _checked, response = submit(client, NEW, {**typed, "figure-O1:O1.1": "101", "title": ""})

    assert [target.rpartition("#")[2] for target, _message in pages.error_links(response)] == [
        "id_title",
        "id_sure-figure-O1:O1.1",
    ]


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
    form = pages.main(client.get(f"{NEW}?element=O1", follow=True))
    parts = {"figure-O1:O1.1": "40", "part-O1:O1.1:sex:female": "65"}

    page = pages.main(submit(client, NEW, {**typed, **parts})[1])

    assert ("add up" in form, "If you know the figure of each part." in form) == (False, True)
    assert ("Female 65" in page, "total of" in page) == (True, False)
