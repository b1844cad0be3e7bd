"""A later report says which entries of earlier ones were corrected or withdrawn since: read from the PDF, as a delegate
would."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from objectives.actions import evidence as actions
from objectives.actions.correction import correct
from objectives.actions.evidence import FigureInput
from reports.content.build import build
from reports.content.facts import Amount
from reports.content.frozen import dump, load
from reports.document import compose
from reports.document.pdf import render
from reports.enums import STANDARD
from tests import factories
from tests.objectives import entries
from tests.reports.document.conftest import read

pytestmark = pytest.mark.django_db
TWICE = "It was logged twice."
WHY = "Two were counted twice."
ACCEPTED, REPORTED, CORRECTED = ("2026-09-21T10:00:00Z", "2026-10-05T10:00:00Z", "2026-10-12T10:00:00Z")


@pytest.fixture
def definition(framework):
    return factories.DefinitionFactory(framework=framework, sections=list(STANDARD), languages=["en", "fr"])


@pytest.fixture
def first(time_machine, elements, indicator, period, recorder, reviewer, nairobi):
    """Forty persons, accepted in the third quarter."""
    time_machine.move_to(ACCEPTED)
    content = entries.complete(elements["O1"], nairobi, indicator)
    return entries.in_status("accepted", content, by=recorder, reviewer=reviewer)


@pytest.fixture
def reported(definition, period, first, administrator):
    """The report on the third quarter, signed off."""
    return factories.EditionFactory(
        definition=definition,
        period=period,
        state="signed_off",
        content={"evidence": []},
        content_sha256="a" * 64,
        composed_at=REPORTED,
        signed_off_at=REPORTED,
        signed_off_by=administrator,
    )


@pytest.fixture
def later(framework, elements, nairobi, recorder, reported):
    """The fourth quarter, with an entry of its own."""
    period = factories.PeriodFactory(
        framework=framework, code="2026-Q4", label="Q4", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31)
    )
    own = factories.EvidenceFactory(framework=framework, period=period, office=nairobi, accepted=True)
    factories.ContributionFactory(evidence=own, element=elements["O1"])
    return period


def put_right(first, content, *, by, reviewer):
    """Correct the entry by the steps that people take."""
    correction = correct(evidence=first, reason=WHY, by=by)
    actions.save(evidence=correction, content=content, by=by)
    return actions.accept(evidence=actions.submit(evidence=correction, by=by), by=reviewer)


@pytest.fixture
def corrected(time_machine, later, first, elements, indicator, nairobi, recorder, reviewer):
    """It was thirty-eight, and has another title."""
    time_machine.move_to(CORRECTED)
    figures = (FigureInput(indicator, Decimal(38)),)
    content = replace(entries.complete(elements["O1"], nairobi), figures=figures, title="Training, put right")
    return put_right(first, content, by=recorder, reviewer=reviewer)


def content_of(definition, period):
    words = {"en": "An introduction.", "fr": "Une introduction."}
    return replace(build(definition, period, draft=True), introductions=words)


def text_in(content, language):
    return " ".join(" ".join(read(render(compose(content, language)))).split())


def test_it_names_the_entry_and_what_its_figure_was_and_is_and_when_and_why(corrected, definition, later):
    (fact,) = content_of(definition, later).corrections

    assert (fact.reference, fact.corrected_on, fact.reason, fact.parts) == (
        corrected.reference,
        date(2026, 10, 12),
        WHY,
        ("title",),
    )
    (figure,) = fact.figures
    assert (figure.element, figure.indicator, figure.before, figure.after) == (
        "O1",
        "O1.1",
        Amount(Decimal(40), "exact"),
        Amount(Decimal(38), "exact"),
    )


def test_the_pdf_says_so_in_its_language(corrected, definition, later):
    text = text_in(content_of(definition, later), "en")

    assert "Since the last report, one entry of an earlier period was corrected" in text
    assert f"{corrected.reference}, “Training, put right”, on 12 October 2026." in text
    assert "O1, Persons assisted: it was 40 persons, and is now 38 persons." in text
    assert "Changed besides: Title." in text
    assert f"Reason given: “{WHY}”" in text


def test_both_languages_state_the_same_figures_from_the_same_frozen_facts(corrected, definition, later):
    frozen = load(dump(content_of(definition, later)))

    for language in ("en", "fr"):
        text = text_in(frozen, language)
        assert "40" in text
        assert "38" in text


def test_what_was_corrected_before_that_report_or_is_of_this_period_is_not_told(
    time_machine, first, elements, indicator, nairobi, recorder, reviewer, reported, definition, later
):
    content = replace(entries.complete(elements["O1"], nairobi, indicator), title="In time")
    time_machine.move_to("2026-09-28T10:00:00Z")
    put_right(first, content, by=recorder, reviewer=reviewer)

    time_machine.move_to(CORRECTED)

    assert content_of(definition, later).corrections == ()


def test_without_an_earlier_report_nothing_is_told(corrected, reported, definition, later):
    reported.delete()

    assert content_of(definition, later).corrections == ()


def test_what_was_first_accepted_after_that_report_is_no_correction_of_it(corrected, reported, definition, later):
    type(reported).objects.update(composed_at="2026-09-01T10:00:00Z")

    assert content_of(definition, later).corrections == ()


def test_what_was_put_back_as_it_was_is_not_told(
    time_machine, corrected, definition, later, elements, indicator, nairobi, recorder, reviewer
):
    time_machine.move_to("2026-10-13T10:00:00Z")
    put_right(corrected, entries.complete(elements["O1"], nairobi, indicator), by=recorder, reviewer=reviewer)

    assert content_of(definition, later).corrections == ()


def test_a_figure_that_was_taken_away_is_a_dash_and_not_zero(
    time_machine, later, first, elements, nairobi, recorder, reviewer, definition
):
    time_machine.move_to(CORRECTED)
    put_right(first, entries.complete(elements["O1"], nairobi), by=recorder, reviewer=reviewer)

    text = text_in(content_of(definition, later), "en")

    assert "it was 40 persons, and is now –." in text


def test_of_an_internal_entry_nothing_but_its_reference_and_the_day_is_a_fact(
    time_machine, later, first, elements, indicator, nairobi, recorder, reviewer, definition
):
    time_machine.move_to(CORRECTED)
    secret = replace(entries.complete(elements["O1"], nairobi, indicator), title="A secret", sensitivity="internal")
    put_right(first, secret, by=recorder, reviewer=reviewer)

    content = content_of(definition, later)

    (fact,) = content.corrections
    assert (fact.title, fact.reason, fact.figures, fact.parts, fact.is_internal) == ("", "", (), (), True)
    assert "A secret" not in str(dump(content))
    assert WHY not in str(dump(content))
    assert f"{first.reference} (internal, not shared with Members), on 12 October 2026." in text_in(content, "en")


# --- withdrawn --------------------------------------------------------------------------------------


@pytest.fixture
def withdrawn(time_machine, later, first, reviewer):
    time_machine.move_to(CORRECTED)
    return actions.withdraw(evidence=first, reason=TWICE, by=reviewer)


def test_it_names_an_entry_that_was_withdrawn_since_the_last_report_and_when_and_why(withdrawn, definition, later):
    (fact,) = content_of(definition, later).withdrawals

    assert (fact.reference, fact.title, fact.withdrawn_on, fact.reason, fact.is_internal) == (
        withdrawn.reference,
        "Training in Nairobi",
        date(2026, 10, 12),
        TWICE,
        False,
    )


def test_the_pdf_says_what_was_withdrawn(withdrawn, definition, later):
    text = text_in(content_of(definition, later), "en")

    assert "Since the last report, one entry of an earlier period was withdrawn and counts no longer" in text
    assert f"{withdrawn.reference}, “Training in Nairobi”, on 12 October 2026. Reason given: “{TWICE}”" in text


def test_what_was_corrected_and_then_withdrawn_is_told_once_as_withdrawn(
    time_machine, corrected, reviewer, definition, later
):
    time_machine.move_to("2026-10-13T10:00:00Z")
    actions.withdraw(evidence=corrected, reason=TWICE, by=reviewer)

    content = content_of(definition, later)

    assert content.corrections == ()
    assert [(one.title, one.withdrawn_on) for one in content.withdrawals] == [
        ("Training, put right", date(2026, 10, 13))
    ]


def test_of_an_internal_entry_that_was_withdrawn_nothing_but_its_reference_and_the_day_is_a_fact(
    time_machine, corrected, reviewer, definition, later, elements, indicator, nairobi, recorder
):
    secret = replace(entries.complete(elements["O1"], nairobi, indicator), title="A secret", sensitivity="internal")
    time_machine.move_to("2026-10-13T10:00:00Z")
    kept = put_right(corrected, secret, by=recorder, reviewer=reviewer)
    actions.withdraw(evidence=kept, reason=TWICE, by=reviewer)

    content = content_of(definition, later)

    (fact,) = content.withdrawals
    assert (fact.title, fact.reason, fact.is_internal) == ("", "", True)
    assert ("A secret" in str(dump(content)), TWICE in str(dump(content))) == (False, False)
    text = text_in(content, "en")
    assert f"{kept.reference} (internal, not shared with Members), on 13 October 2026." in text


@pytest.mark.parametrize(
    ("frozen_at", "why"), [("2026-09-01T10:00:00Z", "it did not count yet"), ("2026-10-20T10:00:00Z", "it was told")]
)
def test_a_withdrawal_that_the_last_report_did_not_count_or_knew_of_is_not_told(
    withdrawn, reported, definition, later, frozen_at, why
):
    type(reported).objects.update(composed_at=frozen_at)

    assert content_of(definition, later).withdrawals == ()


def test_of_this_period_no_withdrawal_is_told(
    time_machine, elements, nairobi, recorder, reviewer, reported, definition, later
):
    time_machine.move_to("2026-10-02T10:00:00Z")
    own = entries.complete(elements["O1"], nairobi, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 1))
    entry = entries.in_status("accepted", own, by=recorder, reviewer=reviewer)
    time_machine.move_to(CORRECTED)
    actions.withdraw(evidence=entry, reason=TWICE, by=reviewer)

    assert content_of(definition, later).withdrawals == ()


def test_an_edition_that_was_frozen_before_withdrawals_were_told_reads_and_looks_as_it_did(
    withdrawn, definition, later
):
    content = replace(content_of(definition, later), version=1)
    kept = dump(content)
    del kept["withdrawals"]

    old = load(kept)

    assert old.withdrawals == ()
    text = text_in(old, "en")
    assert "withdrawn" not in text
    assert "· Edition 0 ·" in text
