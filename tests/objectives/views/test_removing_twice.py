"""What is taken away by a button that is pressed twice: the second press leads where the first does, and says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.actions import indicator, saved_filters, standings, vocabulary
from objectives.models import Element, Framework, Office, Period, SavedFilter, Term
from tests import factories, pages
from tests.conftest import make_person
from tests.objectives import entries
from tests.objectives.entries import audited

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
Clients = Callable[[User | None], Client]
Pressed = tuple[User, str, dict[str, str], str]  # by whom, where the form leads, what it sends, what it says once more
UNSAVED = "Nothing of it stands unsaved any more."


@pytest.fixture
def of_staff(
    elements: dict[str, Element], period: Period, nairobi: Office, recorder: User, colleague: User, reviewer: User
) -> list[Pressed]:
    framework = elements["O1"].framework
    file = factories.AttachmentFactory(evidence__author=recorder, name="Report.pdf")
    kept = factories.SavedFilterFactory(owner=recorder, name="Mine")
    typed = factories.FormDraftFactory(person=recorder, framework=framework, fields={"title": ["A visit"]})
    shared = factories.EvidenceFactory(author=colleague)
    factories.CoAuthorFactory(evidence=shared, user=recorder)
    stepped_back = f"{recorder.name} writes {shared.reference} no longer. What was written stays."
    correction = entries.correction("draft", entries.complete(elements["O1"], nairobi), by=recorder, reviewer=reviewer)
    return [
        (recorder, f"{file.evidence.get_absolute_url()}attachments/{file.pk}/remove/", {}, gone("Report.pdf")),
        (recorder, f"/evidence/filters/{kept.pk}/delete/", {}, gone("Mine")),
        (recorder, f"/evidence/typed/{typed.pk}/discard/", {}, UNSAVED),
        (recorder, f"{shared.get_absolute_url()}together/", {"go": str(recorder.pk)}, stepped_back),
        (recorder, f"{correction.get_absolute_url()}give-up/", {}, gone(correction.reference)),
    ]


@pytest.fixture
def of_administrators(administrator: User, framework: Framework) -> list[Pressed]:
    draft = factories.FrameworkFactory(status="draft")
    term = factories.TermFactory(vocabulary__framework=framework, label="Shelter")
    counted = factories.IndicatorFactory(element=factories.ElementFactory(framework=draft))
    going = factories.ElementFactory(framework=draft, code="O9")
    standing = factories.StateStandingFactory()
    words = f"/frameworks/{framework.slug}/vocabularies/{term.vocabulary.code}/{term.code}/remove/"
    measured = f"/frameworks/{draft.slug}/indicators/{counted.element.code}/{counted.code}/remove/"
    why = {"remove": "yes", "why_removed": "Another State was meant."}
    state = f"/states/{standing.state.iso}/standing/{standing.pk}/"
    return [
        (administrator, words, {}, gone("Shelter")),
        (administrator, measured, {}, gone(str(counted))),
        (administrator, f"/frameworks/{draft.slug}/edit/elements/{going.code}/remove/", {}, gone("O9")),
        (administrator, state, why, "This standing is gone from the record already."),
    ]


def gone(name: str) -> str:
    return f"“{name}” is gone already."


def test_who_presses_twice_is_led_where_the_first_press_leads_and_told_that_it_is_gone(
    of_staff: list[Pressed], of_administrators: list[Pressed], client_for: Clients
) -> None:
    found, first = [], []
    for who, address, sent, _said in [*of_staff, *of_administrators]:
        once, again = (client_for(who).post(address, sent, follow=True) for _ in range(2))
        first.append((address, once.redirect_chain))
        said = pages.messages(again)[0] if again.status_code == 200 else ""
        found.append((address, again.redirect_chain, said))

    assert [chain for _address, chain in first if not chain] == []
    pressed = [*of_staff, *of_administrators]
    expected = [(*one, said) for one, (*_rest, said) in zip(first, pressed, strict=True)]
    assert found == expected


def test_strangers_are_not_told_that_it_was_there(
    of_staff: list[Pressed], of_administrators: list[Pressed], client_for: Clients
) -> None:
    colleague = make_person("another-recorder", "recorder")
    found = []
    for who, address, sent, _said in [*of_staff, *of_administrators]:
        client_for(who).post(address, sent)
        found.append((address, client_for(colleague).post(address, sent).status_code))

    assert {address: status for address, status in found if status != 404} == {}


def test_another_administrator_is_not_told_either(of_administrators: list[Pressed], client_for: Clients) -> None:
    other = make_person("other-administrator", "administrator")
    for who, address, sent, _said in of_administrators:
        client_for(who).post(address, sent)
        assert client_for(other).post(address, sent).status_code == 404


def test_a_script_that_removes_a_file_twice_is_given_the_files_that_are_left(
    recorder: User, client_for: Clients
) -> None:
    file = factories.AttachmentFactory(evidence__author=recorder)
    address = f"{file.evidence.get_absolute_url()}attachments/{file.pk}/remove/"

    answers = [client_for(recorder).post(address, headers={"accept": "application/json"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()


def test_two_presses_at_the_same_moment_take_it_away_once(recorder: User, administrator: User) -> None:
    kept = factories.SavedFilterFactory(owner=recorder)
    term = factories.TermFactory()
    counted = factories.IndicatorFactory(element__framework__status="draft")
    standing = factories.StateStandingFactory()
    read_before = [
        SavedFilter.objects.get(pk=kept.pk),
        Term.objects.get(pk=term.pk),
        type(counted).objects.get(pk=counted.pk),
        type(standing).objects.get(pk=standing.pk),
    ]

    for filtered, worded, measured, stood in ([kept, term, counted, standing], read_before):
        saved_filters.delete_filter(saved=filtered, by=recorder)
        vocabulary.remove_term(term=worded, by=administrator)
        indicator.remove_indicator(indicator=measured, by=administrator)
        standings.remove_standing(entry=stood, reason="Another was meant.", by=administrator)

    assert audited() == ["saved_filter.delete", "term.remove", "indicator.remove", "state.remove_standing"]
