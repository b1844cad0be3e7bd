"""Monthly figures of a programme: each month has an entry, and what comes later goes into it while it is a draft."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.correction import content_of
from objectives.actions.evidence import create_once, save
from objectives.actions.evidence_content import EvidenceInput, FigureInput, holds
from objectives.actions.evidence_moves import lock
from objectives.enums import Answer, DatePrecision
from objectives.models import Element, Evidence, Framework
from objectives.queries.monthly import Month, own_drafts


def keep_month(*, framework: Framework, month: Month, content: EvidenceInput, by: User, token: str) -> Evidence:
    """The entry of a month, which says what the grid `token` was sent with: the one that this grid made or filled
    before, or the person's own draft of that month, or else a new one. Outside of any transaction, as `create_once` is.

    What a draft says beside it stays; one that nobody has touched since this grid made it says what was sent last.
    """
    token = f"{token}:{month.code}"
    made = Evidence.objects.filter(form_token=f"{by.pk}:{token}", author=by).first()
    if made is not None and made.is_editable and made.edit_number == 1:
        return made if holds(made, content) else _saved(made, content, by)
    entry = made if made is not None and (made.is_editable or says(made, content)) else None
    if entry is None and content.programme is not None:
        entry = own_drafts(by, content.programme, framework, [month], office=content.office).get(month.code)
    if entry is None:
        entry, is_new = create_once(framework=framework, content=content, by=by, token=token)
        if is_new:
            return entry
    if says(entry, content) or not entry.is_editable:
        return entry
    return _saved(entry, content, by, adds=True, form_token="" if made else f"{by.pk}:{token}")


def _saved(entry: Evidence, content: EvidenceInput, by: User, *, adds: bool = False, form_token: str = "") -> Evidence:
    try:
        return _save(entry, content, by, adds, form_token)
    except ActionError:  # it was submitted meanwhile
        entry.refresh_from_db()
        return entry


@transaction.atomic
def _save(entry: Evidence, content: EvidenceInput, by: User, adds: bool, form_token: str) -> Evidence:
    """Save a draft; with `form_token` the same grid, sent twice, finds it again."""
    entry = lock(entry)
    if form_token:
        Evidence.objects.filter(pk=entry.pk).update(form_token=form_token)
    return save(evidence=entry, content=together(content_of(entry), content) if adds else content, by=by)


def says(entry: Evidence, content: EvidenceInput) -> bool:
    """Whether an entry says all of this, whatever it says beside it."""
    kept = content_of(entry)
    return together(kept, content) == kept


def together(kept: EvidenceInput, more: EvidenceInput) -> EvidenceInput:
    """What a draft says, and what is added. Nothing that stands is lost but the number for which another is given."""
    days = [day for day in (kept.ends_on, more.ends_on) if day is not None]
    return replace(
        kept,
        title=kept.title or more.title,
        description=_words(kept.description, more.description),
        ends_on=max(days) if days and kept.date_precision == DatePrecision.MONTH else kept.ends_on,
        office=kept.office or more.office,
        contributions=_served(kept, more),
        figures=_figures(kept.figures, more.figures),
        sources=(*kept.sources, *_new_sources(kept, more)),
    )


def _words(kept: str, more: str) -> str:
    """Two descriptions as paragraphs of one."""
    return kept if more.strip() in kept else f"{kept}\n\n{more}".strip()


def _new_sources(kept: EvidenceInput, more: EvidenceInput) -> list[tuple[str, str, str]]:
    named = {citation for citation, _paragraph, _url in kept.sources}
    return [one for one in more.sources if one[0] not in named]


def _served(kept: EvidenceInput, more: EvidenceInput) -> tuple[tuple[Element, str], ...]:
    """What it serves by both. That it had no figures is not said any more where it gives one."""
    lines = dict(kept.contributions)
    for element, how in more.contributions:
        if lines.get(element, "") in ("", how_line(more, gave=False)):
            lines[element] = how
    return tuple(lines.items())


def _figures(kept: tuple[FigureInput, ...], more: tuple[FigureInput, ...]) -> tuple[FigureInput, ...]:
    """The figures of both; another number keeps the parts of the one that it takes the place of, which are asked about
    if they do not add up to it."""
    figures = {one.indicator: one for one in kept}
    for one in more:
        parts = figures[one.indicator].parts if one.indicator in figures and one.answer == Answer.VALUE else ()
        figures[one.indicator] = replace(one, parts=one.parts or parts)
    return tuple(figures.values())


def how_line(content: EvidenceInput, *, gave: bool) -> str:
    """How an element was served by monthly figures, in a line: they were given, or there were none."""
    words = _("It gave the figures of %(month)s.") if gave else _("It had no figures of %(month)s to give.")
    return words % {"month": date_format(content.ends_on, "YEAR_MONTH_FORMAT")} if content.ends_on else ""
