"""Amending what is in force, and the wording of a day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.amendment import AmendmentInput, TranslationInput, add_translation, amend_wording
from objectives.actions.drafts import Stale
from objectives.models import Amendment, AuditEvent, Element
from objectives.queries.editor import seal
from objectives.queries.wording import Wording, changes, wording_on, wordings_on
from tests import factories
from tests.objectives.drafts import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def element(elements):
    return elements["O1"]


def refused(act, **arguments):
    with pytest.raises(ActionError) as error:
        act(**arguments)
    return error.value.problems


def content(**changes):
    values = {
        "language": "en",
        "wording": "to do more",
        "effective_on": date(2026, 8, 1),
        "reason": "The Council decided so.",
        "source_symbol": "MC/2400",
        "source_paragraph": "3",
    }
    return AmendmentInput(**{**values, **changes})


def test_an_amendment_changes_the_wording_and_keeps_the_earlier_one(element, administrator):
    amendment = amend_wording(
        element=element, content=content(), by=administrator, read=seal("to do what O1 asks for;")
    )

    element.refresh_from_db()
    assert element.wording == "to do more"
    assert (amendment.number, amendment.before, amendment.after, amendment.by) == (
        1,
        "to do what O1 asks for;",
        "to do more",
        administrator,
    )
    assert str(amendment.element.framework) == "MC/INF/274"
    event = AuditEvent.objects.get()
    assert (event.action, event.before["wording"], event.after["reason"]) == (
        "element.amend",
        "to do what O1 asks for;",
        "The Council decided so.",
    )


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"wording": " "}, {"wording": ["Give the new wording, word for word."]}),
        (
            {"wording": "to do what O1 asks for; "},
            {"wording": ["This is the wording as it stands. Change it, or leave the page."]},
        ),
        ({"reason": "\n"}, {"reason": ["Say why the wording is amended."]}),
        (
            {"effective_on": date(2026, 9, 22)},
            {"effective_on": ["This day is still to come. Amend the wording once it has changed."]},
        ),
        (
            {"effective_on": date(2004, 11, 3)},
            {"effective_on": ["MC/INF/274 dates from 4 November 2004. Give that day or a later one."]},
        ),
        ({"language": "fr"}, {"": ["O1 is not worded in this language. Add a translation."]}),
    ],
)
def test_what_is_wrong_with_an_amendment_is_told_by_field(element, administrator, changed, problems):
    assert refused(amend_wording, element=element, content=content(**changed), by=administrator) == problems
    assert not Amendment.objects.exists()


def test_the_first_day_is_that_of_the_adoption_where_it_is_known(element, administrator):
    element.framework.adopted_on = date(2004, 12, 1)
    element.framework.save()

    problems = refused(
        amend_wording, element=element, content=content(effective_on=date(2004, 11, 30)), by=administrator
    )

    assert problems == {"effective_on": ["MC/INF/274 dates from 1 December 2004. Give that day or a later one."]}


def test_an_amendment_does_not_reach_back_before_the_last_one_of_its_language(element, administrator):
    amend_wording(element=element, content=content(), by=administrator)
    before = content(wording="again", effective_on=date(2026, 7, 31))

    assert refused(amend_wording, element=element, content=before, by=administrator) == {
        "effective_on": ["The wording was last amended on 1 August 2026. Give that day or a later one."]
    }
    amend_wording(element=element, content=content(wording="on the same day"), by=administrator)
    assert list(element.amendments.values_list("number", "after")) == [(1, "to do more"), (2, "on the same day")]
    assert wording_on(element, date(2026, 7, 31)).text == "to do what O1 asks for;"


def test_each_language_has_its_own_days(element, administrator):
    add_translation(
        element=element, content=TranslationInput("fr", "Services", "fournir des services", True), by=administrator
    )
    amend_wording(element=element, content=content(), by=administrator)

    amend_wording(
        element=element,
        content=content(language="fr", wording="faire plus", effective_on=date(2026, 7, 1)),
        by=administrator,
    )

    element.refresh_from_db()
    assert element.wording == "to do more"
    assert element.translations == {"fr": {"label": "Services", "wording": "faire plus", "official": True}}
    assert wording_on(element, date(2026, 6, 30), "fr").text == "fournir des services"
    assert wording_on(element, date(2026, 6, 30), "es") == Wording("")


def test_a_translation_is_added_once_and_with_all_its_words(element, administrator):
    assert refused(add_translation, element=element, content=TranslationInput("fr", "", " "), by=administrator) == {
        "label": ["Give it a short name."],
        "wording": ["Give the wording in this language."],
    }

    add_translation(element=element, content=TranslationInput("fr", "Services", "fournir"), by=administrator)

    assert AuditEvent.objects.get().action == "element.translate"
    assert refused(
        add_translation, element=element, content=TranslationInput("fr", "Autres", "autre"), by=administrator
    ) == {"": ["O1 is worded in this language already. Amend that wording."]}


def test_who_read_an_older_wording_is_told(element, administrator):
    amend_wording(element=element, content=content(), by=administrator)

    with pytest.raises(Stale):
        amend_wording(
            element=element,
            content=content(wording="mine"),
            by=administrator,
            read=seal("to do what O1 asks for;"),
        )


def test_what_retained_an_amended_element_in_a_draft_is_refined_from_then_on(element, administrator):
    draft = make_draft(supersedes=element.framework)
    heir = factories.ElementFactory(framework=draft, wording=element.wording)
    thread = factories.LineageFactory(ancestor=element, descendant=heir)

    amend_wording(element=element, content=content(), by=administrator)

    thread.refresh_from_db()
    assert thread.kind == "refined"


@pytest.mark.parametrize("status", ["draft", "superseded"])
def test_only_what_is_in_force_is_amended(element, administrator, status):
    element.framework.status = status
    element.framework.save()

    told = {"": ["MC/INF/274 is not in force: only the wording of a framework in force is amended."]}
    assert refused(amend_wording, element=element, content=content(), by=administrator) == told
    assert refused(add_translation, element=element, content=TranslationInput("fr", "A", "a"), by=administrator) == told


def test_administrators_alone_amend(element, reviewer):
    with pytest.raises(NotPermitted):
        amend_wording(element=element, content=content(), by=reviewer)
    with pytest.raises(NotPermitted):
        add_translation(element=element, content=TranslationInput("fr", "A", "a"), by=reviewer)


def test_the_wording_of_a_day_says_what_amended_it_and_what_changed_it_since(element):
    first = factories.AmendmentFactory(
        element=element, effective_on=date(2026, 7, 1), before="as adopted", after="second"
    )
    second = factories.AmendmentFactory(
        element=element, number=2, effective_on=date(2026, 8, 1), before="second", after=element.wording
    )

    assert [wording_on(element, day) for day in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 1))] == [
        Wording("as adopted", None, first),
        Wording("second", first, second),
        Wording(element.wording, second, None),
    ]
    assert [change.amendment for change in changes(element)] == [second, first]


def test_the_wordings_of_many_elements_take_one_query(framework):
    for number in range(30):
        factories.AmendmentFactory(element=factories.ElementFactory(framework=framework, position=10 + number))
    elements = list(framework.elements.select_related("framework"))

    with CaptureQueriesContext(connection) as queries:
        found = wordings_on(elements, date(2026, 6, 30))

    assert len(queries) == 1
    assert [found[one.pk].text for one in elements][-1] == "to help"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    days=st.lists(st.dates(date(2020, 1, 1), date(2020, 1, 9)), max_size=6),
    asked=st.dates(date(2019, 12, 31), date(2020, 1, 10)),
)
def test_whatever_is_amended_a_day_has_the_wording_that_it_had(db, administrator, days, asked):
    """Amend in order of time, and note what stood at the end of the day asked for."""
    element = factories.ElementFactory(framework__issued_on=date(2019, 1, 1))
    expected = element.wording
    for number, day in enumerate(sorted(days)):
        amend_wording(element=element, content=content(wording=f"wording {number}", effective_on=day), by=administrator)
        if day <= asked:
            expected = f"wording {number}"

    found = Element.objects.select_related("framework").get(pk=element.pk)
    assert wording_on(found, asked).text == expected
