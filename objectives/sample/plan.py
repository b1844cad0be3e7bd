"""What happened in the sample year: a pure function of the day and the seed. Nothing here touches the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeAlias

from objectives.enums import EvidenceStatus
from objectives.sample.activities import Activity, activities, reasons, shares
from objectives.sample.breakdown import Part, broken_down
from objectives.sample.offices import HOME_OFFICE, OFFICES, SampleOffice
from objectives.sample.quarters import Quarter, entry_counts, quarters_up_to

SEED = 2004
BUSY = {HOME_OFFICE: 14, "BOG": 10}  # how many entries of the open quarter are these offices'
SILENT_ELEMENT = "R6"  # nobody logs anything for it in the newest closed quarter
SILENT_INDICATOR = "O7.2"  # nor reports this indicator
DRAFTS, RETURNS, WAITING = 0.25, 0.2, 0.15  # shares of an open quarter's entries; the first two of busy offices alone
DAYS_OF_YEAR = 366
NEXT_DOOR = 0.15  # the share of entries that reach into a neighbouring country
FURTHER_ELEMENTS = 0.75  # how often an activity serves each element beyond its main ones
UNASSESSED = "R4"  # and this element is not assessed for that quarter
STAFF_STATUSES = (
    *[EvidenceStatus.DRAFT] * 3,
    EvidenceStatus.RETURNED,
    *[EvidenceStatus.SUBMITTED] * 2,
    *[EvidenceStatus.ACCEPTED] * 3,
)


Choice: TypeAlias = tuple[Activity, SampleOffice, str]  # a kind of work, by an office, in one of its places


@dataclass(frozen=True)
class PlannedEntry:
    """One entry as its office would type it, and where it ends up. `by_staff` marks the development account's own."""

    office: SampleOffice
    quarter: Quarter
    status: EvidenceStatus
    title: str
    description: str
    starts_on: date
    ends_on: date
    countries: tuple[str, ...]
    serves: tuple[tuple[str, str], ...]
    figure: tuple[str, int] | None
    source: str
    reason: str = ""
    by_staff: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """The figure broken down, where its indicator is."""
        if self.figure is None:
            return ()
        indicator, number = self.figure
        random = Random(f"{SEED} {self.office.code} {self.title} {self.ends_on}")  # noqa: S311 as below
        return broken_down(random, number, shares().get(indicator, {}))


def plan(today: date) -> list[PlannedEntry]:
    """Some 400 entries over the four quarters up to a day, oldest first; the same for the same day."""
    random = Random(f"{SEED} {today.isoformat()}")  # noqa: S311 invented data, not a secret
    kinds = activities()
    entries: list[PlannedEntry] = []
    for quarter, number in zip(quarters_up_to(today), entry_counts(today), strict=True):
        is_newest_closed = quarter.next == quarters_up_to(today)[-1]
        fitting = [kind for kind in kinds if not (is_newest_closed and is_left_out(kind))]
        last_day = min(quarter.ends_on, today)
        entries += quarter_entries(random, fitting, quarter, number, last_day, is_open=quarter.ends_on >= today)
    return entries


def is_left_out(kind: Activity) -> bool:
    """Whether an activity would fill a gap that is left on purpose."""
    return SILENT_ELEMENT in kind.serves or (kind.figure is not None and kind.figure.indicator == SILENT_INDICATOR)


def quarter_entries(
    random: Random, kinds: list[Activity], quarter: Quarter, number: int, last_day: date, *, is_open: bool
) -> list[PlannedEntry]:
    """A quarter's entries by date. No office does the same thing in the same place twice in a quarter."""
    chosen = choose(random, kinds, number, at_least=BUSY if is_open else {})
    offices = [office.code for _kind, office, _place in chosen]
    statuses = open_statuses(random, offices) if is_open else [(EvidenceStatus.ACCEPTED, False)] * number
    rows = list(zip(chosen, statuses, strict=True))
    random.shuffle(rows)
    span = (last_day - quarter.starts_on).days
    days = sorted(quarter.starts_on + timedelta(days=random.randint(0, span)) for _row in rows)
    return [
        entry(random, choice, quarter, day, status=status, by_staff=by_staff)
        for (choice, (status, by_staff)), day in zip(rows, days, strict=True)
    ]


def choose(random: Random, kinds: list[Activity], number: int, *, at_least: dict[str, int]) -> list[Choice]:
    """What is done where: first as many as asked for of the offices named, then of all the others."""
    choices = [(kind, office, place) for kind in kinds for office in OFFICES for place in office.places]
    choices = [choice for choice in choices if choice[0].only in (None, choice[1].code)]
    chosen: list[Choice] = []
    for code, count in at_least.items():
        chosen += random.sample([choice for choice in choices if choice[1].code == code], count)
    others = [choice for choice in choices if choice[1].code not in at_least]
    return chosen + random.sample(others, number - len(chosen))


def open_statuses(random: Random, offices: list[str]) -> list[tuple[EvidenceStatus, bool]]:
    """Where the entries of the open quarter stand, and which are the staff account's (the home office's first ones)."""
    own = len([code for code in offices if code == HOME_OFFICE])
    mine = [(status, True) for status in STAFF_STATUSES[:own]]
    return mine + [(status_of(random, code), False) for code in offices[len(mine) :]]


def status_of(random: Random, office: str) -> EvidenceStatus:
    """Most is accepted; drafts and returned entries are the busy offices' alone."""
    chance = random.random()
    if office in BUSY and chance < DRAFTS:
        return EvidenceStatus.DRAFT
    if office in BUSY and chance < DRAFTS + RETURNS:
        return EvidenceStatus.RETURNED
    return EvidenceStatus.SUBMITTED if chance > 1 - WAITING else EvidenceStatus.ACCEPTED


def entry(
    random: Random,
    choice: Choice,
    quarter: Quarter,
    ends_on: date,
    *,
    status: EvidenceStatus,
    by_staff: bool,
) -> PlannedEntry:
    """One entry: texts filled in, the number in them the figure reported."""
    kind, office, place = choice
    figure = reported(random, kind, ends_on)
    slots = {"place": place, "groups": random.randint(2, 6), "number": f"{figure[1]:,}" if figure else ""}
    starts_on = max(quarter.starts_on, ends_on - timedelta(days=random.randint(*kind.days) - 1))
    return PlannedEntry(
        office=office,
        quarter=quarter,
        status=status,
        title=random.choice(kind.titles).format(**slots),
        description=f"{random.choice(kind.done).format(**slots)}\n\n{random.choice(kind.more).format(**slots)}",
        starts_on=starts_on,
        ends_on=ends_on,
        countries=(office.country, office.neighbour) if random.random() < NEXT_DOOR else (office.country,),
        serves=served(random, kind),
        figure=figure,
        source=f"{kind.source} {office.code}/{ends_on:%Y/%m}/{random.randint(11, 98)}",
        reason=random.choice(reasons()) if status == EvidenceStatus.RETURNED else "",
        by_staff=by_staff,
    )


def reported(random: Random, kind: Activity, day: date) -> tuple[str, int] | None:
    """The figure that an entry reports; what one office alone counts grows with the calendar year."""
    if kind.figure is None:
        return None
    lowest, highest = kind.figure.lowest, kind.figure.highest
    if kind.only:
        return kind.figure.indicator, lowest + (highest - lowest) * day.timetuple().tm_yday // DAYS_OF_YEAR
    return kind.figure.indicator, random.randint(lowest, highest)


def served(random: Random, kind: Activity) -> tuple[tuple[str, str], ...]:
    """Always the first element and the one that the figure is for; each other one in three cases out of four."""
    first = next(iter(kind.serves))
    kept = {first, kind.figure.indicator.split(".")[0] if kind.figure else first}
    return tuple((code, how) for code, how in kind.serves.items() if code in kept or random.random() < FURTHER_ELEMENTS)
