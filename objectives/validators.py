"""What must hold of a record before it goes to review. Messages say what to do, by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from objectives.amounts import amount_text
from objectives.enums import DatePrecision
from objectives.models import Contribution, Element, Evidence, Figure, FigurePart, Indicator, Period
from objectives.queries.parts import Mismatch, mismatch
from objectives.queries.unlocks import who_unlocks

LONGEST_DESCRIPTION = 10_000  # characters
PARTS = (
    Prefetch("contributions", Contribution.objects.select_related("element")),
    Prefetch("figures", Figure.objects.select_related("indicator__element")),
    Prefetch("figures__parts", FigurePart.objects.select_related("category__dimension")),
    "sources",
)
EARLIEST = date(1951, 1, 1)  # the Organization's founding (MC/INF/274, paragraph 7)


def figure_name(element: Element, indicator: Indicator) -> str:
    """The form field of an indicator's figure. Its codes are parted by what none can hold, as "A-B" is a code too."""
    return f"figure-{element.code}:{indicator.code}"


def submission_problems(evidence: Evidence, *, today: date, may_be_late: bool = False) -> dict[str, list[str]]:
    """Problems by form field ("title", "contributions", "how-O3", …); an empty dict when it is ready.

    `may_be_late`: neither a deadline that is past nor a closed period stands in the way. Parts of the record that were
    read before are not read again.
    """
    prefetch_related_objects([evidence], *PARTS)
    contributions = [(one.element.code, one.how) for one in evidence.contributions.all()]
    problems: dict[str, list[str]] = defaultdict(list)
    for field, message in (
        *word_problems(evidence),
        *date_problems(evidence, today=today, may_be_late=may_be_late),
        *contribution_problems(contributions),
        *part_problems(evidence),
        *source_problems(bool(evidence.sources.all())),
    ):
        problems[field].append(message)
    return dict(problems)


def word_problems(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """What is missing of the words, and of who did it. No query."""
    if not evidence.title.strip():
        yield "title", _("Say in one line what was done.")
    if not evidence.description.strip():
        yield "description", _("Describe what was done.")
    if evidence.office_id is None:
        yield "office", _("Choose the office that did it.")


def contribution_problems(contributions: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What is missing of the elements that it served (code, and how). No query."""
    if not contributions:
        yield "contributions", _("Choose at least one objective or role that it served.")
    for code, how in contributions:
        if not how.strip():
            yield f"how-{code}", _("Say in one line how it served %(code)s.") % {"code": code}


def source_problems(has_source: bool) -> Iterator[tuple[str, str]]:
    """That a source is missing. No query."""
    if not has_source:
        yield "citation", _("Give a source: a document, or an address where it can be checked.")


def part_problems(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """By how much the parts of a figure do not add up to it."""
    for figure in evidence.figures.all():
        for one in mismatch(figure) if figure.parts.all() else ():
            yield figure_name(figure.indicator.element, figure.indicator), miss_text(one, figure.indicator.decimals)


def miss_text(found: Mismatch, decimals: int) -> str:
    """ "By sex, the parts add up to 198: 16 less than the total of 214." """
    message = (
        _("By %(dimension)s, the parts add up to %(sum)s: %(difference)s less than the total of %(total)s.")
        if found.missing > 0
        else _("By %(dimension)s, the parts add up to %(sum)s: %(difference)s more than the total of %(total)s.")
    )
    return message % {
        "dimension": found.dimension.name_here[:1].lower() + found.dimension.name_here[1:],
        "sum": amount_text(found.come_to, decimals),
        "difference": amount_text(abs(found.missing), decimals),
        "total": amount_text(found.come_to + found.missing, decimals),
    }


def date_problems(evidence: Evidence, *, today: date, may_be_late: bool) -> list[tuple[str, str]]:
    """What is wrong with the days and the period they fall in."""
    starts_on, ends_on = evidence.starts_on, evidence.ends_on
    problems: list[tuple[str, str]] = []
    if starts_on is None:
        problems.append(("starts_on", _("Give the first day.")))
    elif starts_on < EARLIEST:
        problems.append(("starts_on", _("Give a year from 1951 on.")))
    if ends_on is None:
        return [*problems, ("ends_on", _("Give the last day; it may be the same as the first."))]
    if starts_on is not None and ends_on < starts_on:
        problems.append(("ends_on", reversed_dates(starts_on)))
    elif ends_on > today and evidence.date_precision == DatePrecision.DAY:
        problems.append(("ends_on", _("The last day is in the future. Log what is done when it is done.")))
    elif evidence.period is None:
        problems.append(
            ("ends_on", _("No reporting period of %(framework)s holds this day.") % {"framework": evidence.framework})
        )
    elif not (may_be_late or evidence.period.takes_evidence_on(today)):
        problems.append(("ends_on", too_late(evidence.period)))
    return problems


def reversed_dates(starts_on: date) -> str:
    """The message for a last day that is before the first."""
    day = date_format(starts_on, "DATE_FORMAT")
    return _("The last day is before the first day. Give %(day)s or later.") % {"day": day}


def too_late(period: Period) -> str:
    """The message for evidence that comes when its period takes none: since when, and whom to ask."""
    return f"{since_when(period)} {ask_for_an_unlock()}"


def since_when(period: Period) -> str:
    """Since when a period takes no evidence: its deadline, or that it is closed."""
    if period.is_open and period.deadline:
        return _("Evidence of the period “%(period)s” was due on %(day)s.") % {
            "period": period.label_here,
            "day": date_format(period.deadline, "DATE_FORMAT"),
        }
    return _("The period “%(period)s”, which holds this day, is closed.") % {"period": period.label_here}


def ask_for_an_unlock() -> str:
    """What to do about it, with the names of those who can."""
    names = who_unlocks()
    if not names:
        return _("An administrator can unlock it for your office.")
    return _("An administrator can unlock it for your office: ask %(names)s.") % {"names": names}
