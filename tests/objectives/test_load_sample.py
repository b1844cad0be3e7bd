"""The sample year: complete, marked, believable, and made once."""

import re
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from iomtrack.accounts.development import STAFF
from objectives.enums import EvidenceStatus, PeriodStatus
from objectives.models import Assessment, Evidence, Framework, Indicator, Office, Period, Target
from objectives.queries.figures import values_for
from objectives.queries.parts import mismatches, parts_for
from objectives.queries.periods import current_period
from objectives.sample.activities import assessments
from objectives.sample.plan import SILENT_ELEMENT, SILENT_INDICATOR, UNASSESSED, plan
from objectives.sample.quarters import ENTRIES, Quarter, entry_counts, quarters_up_to
from tests.once import Once

DAYS = [date(2026, 1, 1), date(2026, 2, 28), date(2026, 11, 23), date(2027, 12, 31)]


@pytest.mark.parametrize("today", DAYS)
def test_the_four_quarters_end_with_the_one_that_holds_the_day(today: date) -> None:
    quarters = quarters_up_to(today)

    assert quarters[-1].starts_on <= today <= quarters[-1].ends_on
    assert [one.next for one in quarters[:-1]] == quarters[1:]


@pytest.mark.parametrize("today", DAYS)
def test_some_400_entries_are_spread_over_the_quarters(today: date) -> None:
    counts = entry_counts(today)

    assert sum(counts) == ENTRIES
    assert min(counts) >= 30


@pytest.mark.parametrize("today", DAYS)
def test_the_same_day_gives_the_same_year(today: date) -> None:
    assert plan(today) == plan(today)


@pytest.mark.parametrize("today", DAYS)
def test_nothing_is_planned_that_has_not_happened_yet(today: date) -> None:
    entries = plan(today)

    assert max(entry.ends_on for entry in entries) <= today
    assert all(entry.quarter.starts_on <= entry.starts_on <= entry.ends_on for entry in entries)
    assert all(entry.ends_on <= entry.quarter.ends_on for entry in entries)


@pytest.mark.parametrize("today", DAYS)
def test_texts_are_filled_in_and_short_enough(today: date) -> None:
    for entry in plan(today):
        texts = (entry.title, entry.description, *(how for _code, how in entry.serves))

        assert not any(mark in text for text in texts for mark in "{}")
        assert len(entry.title) <= 120
        assert 1 <= len(entry.serves) <= 4


def test_a_figure_in_the_text_is_the_figure_reported() -> None:
    told = [
        entry
        for entry in plan(date(2026, 11, 23))
        if entry.figure and entry.figure[0] in ("O1.1", "O2.1", "O3.1", "O7.1")
    ]

    assert told
    assert all(f"{entry.figure[1]:,}" in entry.title + entry.description for entry in told)


@pytest.mark.parametrize("today", DAYS)
def test_figures_are_broken_down_into_parts_that_add_up(today: date) -> None:
    seen = set()
    for entry in plan(today):
        sums: Counter[str] = Counter()
        for dimension, _category, part in entry.parts:
            sums[dimension] += part
            seen.add((entry.figure and entry.figure[0], dimension))

        assert min((part for *_of, part in entry.parts), default=0) >= 0
        assert set(sums.values()) <= {entry.figure and entry.figure[1]}
    assert seen == {
        ("O1.1", "sex"),
        ("O1.1", "age-group"),
        ("O3.1", "sex"),
        ("O7.1", "sex"),
        ("O7.1", "age-group"),
    }


def test_quarters_follow_one_another_over_the_new_year() -> None:
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2027, 1).previous == Quarter(2026, 4)
    assert Quarter(2026, 4).ends_on == date(2026, 12, 31)


def load(*commands: str) -> None:
    for command in commands:
        call_command(*command.split(), verbosity=0, stdout=StringIO())


@pytest.fixture(scope="module")
def sample(once: Once) -> Framework:
    """The framework with its sample year, as `make run` sets it up."""
    return once(load_year)


def load_year() -> Framework:
    symbols = sorted(settings.BASE_DIR.glob("objectives/data/frameworks/*.yaml"))
    load("load_states", "load_dimensions", "load_accounts")
    call_command("load_framework", *(str(path) for path in symbols), verbosity=0, stdout=StringIO())
    load("load_sample", "load_people")
    return Framework.objects.get(symbol="MC/INF/274")


@pytest.mark.django_db
def test_the_sample_year_stands_as_planned(sample: Framework) -> None:
    periods = list(sample.periods.order_by("starts_on"))
    newest_closed, newest = periods[-2:]

    assert [one.status for one in periods] == [*[PeriodStatus.CLOSED] * 3, PeriodStatus.OPEN]
    assert newest.starts_on <= timezone.localdate() <= newest.ends_on
    assert current_period(sample) == newest
    assert Evidence.objects.count() == ENTRIES
    assert set(Evidence.objects.filter(period__in=periods[:-1]).values_list("status", flat=True)) == {"accepted"}

    # all of it is marked
    for model in (Evidence, Period, Assessment, Target):
        assert not model.objects.filter(is_sample=False).exists()
    assert Office.objects.filter(is_sample=True).count() == 8

    # the staff account's home has something to show
    own = Counter(Evidence.objects.filter(author__email=STAFF.email).values_list("status", flat=True))
    assert (own[EvidenceStatus.DRAFT], own[EvidenceStatus.RETURNED], own[EvidenceStatus.SUBMITTED]) == (3, 1, 2)
    returned = Evidence.objects.filter(status=EvidenceStatus.RETURNED)
    assert all(entry.decisions.last().reason for entry in returned)

    # the open quarter is being assessed, and its focal points are named
    assert dict(Assessment.objects.filter(period=newest).values_list("element__code", "status")) == {
        "O3": "submitted",
        "O7": "draft",
    }
    assert set(Assessment.objects.exclude(period=newest).values_list("status", flat=True)) == {"approved"}
    assert [one.code for one in sample.elements.filter(focal_points=None)] == ["R5"]
    assert newest.takes_evidence_on(timezone.localdate())

    # gaps were left on purpose
    assert not Evidence.objects.filter(period=newest_closed, contributions__element__code=SILENT_ELEMENT).exists()
    assert not Assessment.objects.filter(period=newest_closed, element__code=UNASSESSED).exists()
    assert Indicator.objects.get(code=SILENT_INDICATOR).pk not in values_for(newest_closed, Indicator.objects.all())


@pytest.mark.django_db
def test_the_values_of_the_sample_year_are_broken_down_without_a_rest(sample: Framework) -> None:
    indicators = Indicator.objects.filter(code__in=["O1.1", "O3.1", "O7.1"])

    for period in sample.periods.all():
        values, parts = values_for(period, indicators), parts_for(period, indicators)
        for one in indicators:
            dimensions = {"O3.1": ["sex"]}.get(one.code, ["sex", "age-group"])
            if period.status == PeriodStatus.CLOSED:
                assert [breakdown.dimension.code for breakdown in parts[one.pk]] == dimensions
            assert mismatches(one, values[one.pk].value, parts[one.pk]) == () if one.pk in values else True


@pytest.mark.django_db
def test_assessments_tell_as_many_entries_and_offices_as_count(sample: Framework) -> None:
    told, counted = {}, {}
    for one in Assessment.objects.select_related("element", "period").prefetch_related("texts"):
        narrative = one.texts.get().narrative
        place = (one.period.code, one.element.code)
        told[place] = [int(number) for number in re.findall(r"\d+", narrative)]
        entries = Evidence.objects.counted().filter(period=one.period, contributions__element=one.element)
        counted[place] = [entries.count(), entries.values("office").distinct().order_by("office").count()]

    assert told == counted
    numbers = re.compile(r"\b(\d+|one|two|three|four|five|six|seven|eight) (entry|entries|offices?)\b", re.IGNORECASE)
    assert not any(numbers.search(text) for one in assessments() for text in (one.narrative, one.challenges))


@pytest.mark.django_db
def test_loading_again_changes_nothing(sample: Framework) -> None:
    load("load_sample", "load_people")

    assert Evidence.objects.count() == ENTRIES
    assert sample.periods.count() == 4


@pytest.mark.django_db
def test_offices_are_called_as_their_cities_are_in_each_language(sample: Framework) -> None:
    cairo = Office.objects.get(code="CAI")

    assert [cairo.name_in(language) for language in ("en", "fr", "es")] == ["Cairo", "Le Caire", "El Cairo"]
