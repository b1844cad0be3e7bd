"""The counters that the database keeps: right after every write, whoever makes it, and however many at once."""

import contextlib
import random
import threading
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from objectives import tallying
from objectives.actions import evidence as actions
from objectives.enums import EVIDENCE_MOVES, Answer, EvidenceStatus, Qualifier
from objectives.models import (
    AuditEvent,
    Contribution,
    ElementTally,
    Evidence,
    Figure,
    IndicatorTally,
)
from objectives.queries.figures import reported_figures
from objectives.queries.overview import period_overview
from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db


def kept_of_elements():
    return {
        (one.period_id, one.element_id): (one.accepted, one.awaiting)
        for one in ElementTally.objects.all()
        if one.accepted or one.awaiting
    }


def fresh_of_elements():
    counted = Counter(
        Contribution.objects.filter(evidence__status__in=["accepted", "submitted"]).values_list(
            "evidence__period_id", "element_id", "evidence__status"
        )
    )
    places = {(period, element) for period, element, _status in counted}
    return {place: (counted[*place, "accepted"], counted[*place, "submitted"]) for place in places}


def kept_of_indicators():
    columns = ("figures", "total", "over", "about", "not_applicable")
    latest = ("latest_on", "latest_evidence", "latest_value", "latest_qualifier")
    highest = tuple(name.replace("latest", "highest") for name in latest)
    return {
        (one.period_id, one.indicator_id): tuple(getattr(one, name) for name in (*columns, *latest, *highest))
        for one in IndicatorTally.objects.all()
        if one.figures or one.not_applicable
    }


def fresh_of_indicators(periods):
    found = {}
    for period in periods:
        skipped = Counter(
            Figure.objects.filter(
                evidence__status="accepted", evidence__period=period, answer="not_applicable"
            ).values_list("indicator_id", flat=True)
        )
        reported = reported_figures(period)
        for indicator in {*skipped, *reported}:
            figures = sorted(reported.get(indicator, []), key=lambda one: (one.on, one.evidence_id))
            highest = max(figures, key=lambda one: one.value, default=None)
            qualifiers = Counter(one.qualifier for one in figures)
            found[period.pk, indicator] = (
                len(figures),
                int(sum((one.value for one in figures), Decimal(0)) * 10_000),
                qualifiers["over"],
                qualifiers["about"],
                skipped[indicator],
                *spread(figures[-1] if figures else None),
                *spread(highest),
            )
    return found


def spread(figure):
    return (figure.on, figure.evidence_id, figure.value, figure.qualifier) if figure else (None,) * 4


@pytest.fixture
def periods(period, framework):
    earlier = factories.PeriodFactory(
        framework=framework, code="2026-Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30)
    )
    return [period, earlier]


class Walker:
    """Does anything that anybody could do to records, at random, by the ORM or by bare SQL."""

    def __init__(self, seed, periods, elements, indicators):
        self.random = random.Random(seed)
        self.periods, self.elements, self.indicators = periods, elements, indicators
        self.people = {
            "author": factories.UserFactory(),
            "office": factories.OfficeFactory(),
            "framework": periods[0].framework,
        }
        self.reviewer = factories.UserFactory(role="reviewer")
        self.steps = [
            self.add, self.add, self.add, self.move, self.move, self.move, self.move_many, self.contribute,
            self.part_with, self.report, self.report, self.revise, self.retract, self.redate, self.transfer,
            self.delete, self.sweep,
        ]  # fmt: skip

    def walk(self, number):
        for _step in range(number):
            self.random.choice(self.steps)()

    def any_of(self, model):
        rows = list(model.objects.order_by("pk"))
        return self.random.choice(rows) if rows else None

    def add(self):
        status = self.random.choice(EvidenceStatus.values)
        traits = {status: True} if status in ("submitted", "returned", "accepted") else {}
        period = self.random.choice(self.periods)
        factories.EvidenceFactory(period=period, ends_on=self.day(period), **self.people, **traits)
        self.contribute()
        self.report()

    def day(self, period):
        return period.starts_on + timedelta(days=self.random.randrange(2))

    def move(self):
        if one := self.any_of(Evidence):
            self.set_status([one.pk], self.random.choice(EvidenceStatus.values))

    def move_many(self):
        self.set_status([one.pk for one in Evidence.objects.all() if self.random.random() < 0.5], "accepted")

    def set_status(self, keys, status):
        stamps = {"submitted_at": "2026-09-01T00:00Z", "reviewed_at": "2026-09-02T00:00Z", "reviewer": self.reviewer}
        Evidence.objects.filter(pk__in=keys).update(status=status, **stamps)

    def contribute(self):
        one, element = self.any_of(Evidence), self.random.choice(self.elements)
        if one and not Contribution.objects.filter(evidence=one, element=element).exists():
            Contribution.objects.create(evidence=one, element=element)

    def part_with(self):
        if one := self.any_of(Contribution):
            one.delete()

    def report(self):
        one, indicator = self.any_of(Evidence), self.random.choice(self.indicators)
        if one and not Figure.objects.filter(evidence=one, indicator=indicator).exists():
            Figure.objects.create(evidence=one, indicator=indicator, **self.answer())

    def answer(self):
        answer = self.random.choice([Answer.VALUE, Answer.VALUE, Answer.VALUE, *Answer])
        value = Decimal(self.random.choice([0, 1, 1, 25_000, 333_333, -70_001])) / self.random.choice([1, 10_000])
        return {
            "answer": answer,
            "value": value if answer == Answer.VALUE else None,
            "qualifier": self.random.choice(Qualifier.values),
        }

    def revise(self):
        if one := self.any_of(Figure):
            Figure.objects.filter(pk=one.pk).update(**self.answer())

    def retract(self):
        if one := self.any_of(Figure):
            one.delete()

    def redate(self):
        if one := self.any_of(Evidence):
            one.starts_on = one.ends_on = self.day(one.period)
            one.save()

    def transfer(self):
        if one := self.any_of(Evidence):
            period = self.random.choice(self.periods)
            day = self.day(period)
            Evidence.objects.filter(pk=one.pk).update(period=period, starts_on=day, ends_on=day)

    def delete(self):
        if one := self.any_of(Evidence):
            one.delete()

    def sweep(self):
        """Parent first, as no Django code would do it."""
        if one := self.any_of(Evidence):
            with connection.cursor() as cursor:
                for table, column in (
                    ("objectives_evidence", "id"),
                    ("objectives_contribution", "evidence_id"),
                    ("objectives_figure", "evidence_id"),
                ):
                    cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [one.pk])


@pytest.mark.parametrize("seed", range(12))
def test_the_tallies_are_a_fresh_count_after_anything_that_anybody_does(seed, periods, elements):
    indicators = [factories.IndicatorFactory(element=elements["O1"]) for _ in range(2)]
    walker = Walker(seed, periods, list(elements.values()), indicators)

    for _leg in range(8):
        walker.walk(12)

        assert kept_of_elements() == fresh_of_elements()
        assert kept_of_indicators() == fresh_of_indicators(periods)


def test_the_walk_does_reach_figures_of_every_kind(periods, elements):
    indicators = [factories.IndicatorFactory(element=elements["O1"]) for _ in range(2)]
    walker, seen = Walker(1, periods, list(elements.values()), indicators), set()

    for _leg in range(30):
        walker.walk(10)
        seen |= {
            (one.figures > 1, one.over > 0, one.about > 0, one.not_applicable > 0, one.latest_evidence is None)
            for one in IndicatorTally.objects.all()
        }

    assert [{kind[place] for kind in seen} for place in range(5)] == [{False, True}] * 5


# --- by the steps that people take ------------------------------------------------------------------


def standing(elements):
    tallies = ElementTally.objects.filter(element=elements["O1"]).values_list("accepted", "awaiting")
    return next(iter(tallies), (0, 0))


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("draft", (0, 0)),
        ("submitted", (0, 1)),
        ("returned", (0, 0)),
        ("accepted", (1, 0)),
        ("withdrawn", (0, 0)),
    ],
)
def test_an_entry_counts_by_its_status(status, counts, entry, elements):
    entry(status)

    assert standing(elements) == counts


def test_every_status_that_an_entry_can_reach_is_tested_above():
    assert {after for moves in EVIDENCE_MOVES.values() for after in moves} | {"draft"} == set(EvidenceStatus)


def test_saving_a_draft_writes_no_tally(entry):
    entry("draft")

    assert not ElementTally.objects.exists()


# --- many at once ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_no_count_is_lost_where_two_accept_at_once(content, elements, indicator, recorder, reviewer, nairobi):
    content = entries.complete(elements["O1"], nairobi, indicator)
    waiting = [entries.in_status("submitted", content, by=recorder, reviewer=reviewer) for _ in range(20)]
    failures = []

    def accept(mine):
        try:
            for one in mine:
                actions.accept(evidence=one, by=reviewer)
        except Exception as error:  # an error in a thread would be lost
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(mine,)) for mine in (waiting[::2], waiting[1::2])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert standing(elements) == (20, 0)
    assert IndicatorTally.objects.get(indicator=indicator).total == 20 * 40 * 10_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite whoever writes is alone")
def test_two_that_accept_in_opposite_orders_go_one_after_the_other(content, elements, recorder, reviewer, nairobi):
    """Each accepts an entry of one element before the other goes on to it: without turns, they wait in a circle."""
    waiting = {
        code: [
            entries.in_status("submitted", entries.complete(elements[code], nairobi), by=recorder, reviewer=reviewer)
            for _ in range(2)
        ]
        for code in ("O1", "O2")
    }
    meeting = threading.Barrier(2)

    def accept(mine):
        with transaction.atomic():
            actions.accept(evidence=mine[0], by=reviewer)
            with contextlib.suppress(threading.BrokenBarrierError):  # the other one waits for its turn
                meeting.wait(1)
            actions.accept(evidence=mine[1], by=reviewer)

    failures = at_once(accept, [(waiting["O1"][0], waiting["O2"][0]), (waiting["O2"][1], waiting["O1"][1])])

    assert failures == []
    assert set(kept_of_elements().values()) == {(2, 0)}
    assert kept_of_elements() == fresh_of_elements()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite whoever writes is alone")
def test_many_that_accept_many_in_any_order_never_deadlock(content, elements, indicator, recorder, reviewer, nairobi):
    rng = random.Random(4)
    loads = []
    for _ in range(6):
        contents = [
            entries.complete(one, nairobi, indicator if one == elements["O1"] else None) for one in elements.values()
        ]
        loads.append([entries.in_status("submitted", one, by=recorder, reviewer=reviewer) for one in contents * 2])
        rng.shuffle(loads[-1])

    def accept(mine):
        with transaction.atomic():
            for one in mine:
                actions.accept(evidence=one, by=reviewer)

    assert at_once(accept, loads) == []
    assert set(kept_of_elements().values()) == {(12, 0)}
    assert kept_of_elements() == fresh_of_elements()
    assert IndicatorTally.objects.get(indicator=indicator).figures == 12


def at_once(work, loads):
    """Work on each load in a thread with its own connection; what failed."""
    failures = []

    def do(load):
        try:
            work(load)
        except Exception as error:  # an error in a thread would be lost
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(load,)) for load in loads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


# --- putting right ------------------------------------------------------------------------------------


def rebuild():
    output = StringIO()
    call_command("rebuild_tallies", stdout=output)
    return output.getvalue().splitlines()


def test_a_rebuild_of_what_is_right_finds_nothing(entry):
    entry("accepted")
    before = kept_of_elements()

    assert rebuild() == ["All tallies are right."]
    assert kept_of_elements() == before
    assert not AuditEvent.objects.filter(action="tallies.rebuild").exists()


@pytest.mark.parametrize("seed", range(3))
def test_a_recount_comes_to_what_the_triggers_kept(seed, periods, elements):
    indicators = [factories.IndicatorFactory(element=elements["O1"]) for _ in range(2)]
    Walker(seed, periods, list(elements.values()), indicators).walk(100)
    kept = (kept_of_elements(), kept_of_indicators())

    assert rebuild() == ["All tallies are right."]
    assert (kept_of_elements(), kept_of_indicators()) == kept


def test_a_rebuild_says_where_the_tallies_differed_and_puts_them_right(entry, period, elements, indicator):
    one = entry("accepted")
    factories.FigureFactory(evidence=one, indicator=indicator, value=7)
    ElementTally.objects.update(accepted=5)
    IndicatorTally.objects.update(total=10_000)

    found = rebuild()

    figure = f"latest_on 2026-09-15, latest_evidence {one.pk}, latest_value 7.0000, latest_qualifier exact"
    figure = f"{figure}, {figure.replace('latest', 'highest')}"
    assert found == [
        "2026-Q3, O1: accepted 5 stood, where it is accepted 1.",
        f"2026-Q3, O1: O1.1: figures 1, total 10000, {figure} stood, where it is figures 1, total 70000, {figure}.",
        "2 tallies were wrong and are right.",
    ]
    assert AuditEvent.objects.get(action="tallies.rebuild").after["O1"] == {"accepted": 1, "awaiting": 0}
    assert rebuild() == ["All tallies are right."]
    assert [row.accepted for row in period_overview(period.framework, period)] == [1, 0, 0]


# --- where they stand ---------------------------------------------------------------------------------


def test_every_trigger_stands_after_all_migrations():
    assert tallying.missing(connection) == []


def test_a_trigger_that_is_missing_is_put_back(entry, elements):
    with connection.cursor() as cursor:
        on = " ON objectives_evidence" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER tally_evidence_update{on}")
    entry("accepted")

    assert rebuild()[0] == "The trigger tally_evidence_update was missing and is back."
    assert tallying.missing(connection) == []
    assert standing(elements) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_a_migration_may_build_a_table_of_evidence_anew_around_the_triggers():
    field = models.CharField(max_length=20, default="")
    before = ProjectState.from_apps(models_of())
    operations = tallying.around([migrations.AddField("evidence", "of_the_suite", field)])

    for_ward = apply(before, operations)
    assert tallying.missing(connection) == []

    apply(for_ward, tallying.around([migrations.RemoveField("evidence", "of_the_suite")]))
    assert tallying.missing(connection) == []


def models_of():
    return Evidence._meta.apps


def apply(state, operations):
    """Run a migration of these operations; the state after it."""
    migration = migrations.Migration("of_the_suite", "objectives")
    migration.operations = operations
    with connection.schema_editor() as editor:
        return migration.apply(state.clone(), editor)
