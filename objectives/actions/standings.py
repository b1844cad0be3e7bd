"""Keeping the list of States: when each became a member or an observer, when that ended, and its language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import OfficialLanguage, Standing
from objectives.models import AuditEvent, State, StateStanding
from objectives.permissions import Capability, require

DAY = timedelta(days=1)


@dataclass(frozen=True)
class StandingInput:
    """What a State was from a day on, and until when; `until` is None while it lasts."""

    standing: str
    since: date
    until: date | None = None

    @property
    def name(self) -> str:
        """The standing in words."""
        return str(Standing(self.standing).label)


@dataclass(frozen=True)
class StateHistory:
    """All of a State's standings as they are and as they are to be, in order; and the language that it is to have."""

    state: State
    before: tuple[StandingInput, ...]
    after: tuple[StandingInput, ...]
    language: str

    @property
    def language_name(self) -> str:
        return str(OfficialLanguage(self.language).label)

    @property
    def is_unchanged(self) -> bool:
        return self.before == self.after and self.language == self.state.language


@transaction.atomic
def begin_standing(*, state: State, standing: str, since: date, by: User) -> StateStanding | None:
    """From a day on a State is a member, an observer or neither: what it was until then ends the day before.

    Returns the new row; None for "neither", which is kept as no row at all. Raises ActionError, by field, where the
    day is not after the beginning of everything recorded, or where nothing would change.
    """
    require(by, Capability.MANAGE_PEOPLE)
    State.objects.select_for_update().get(pk=state.pk)  # one history at a time
    last = StateStanding.objects.filter(state=state).order_by("-since").first()
    if problems := _refusals(last, standing, since):
        raise ActionError(problems)
    before = _snapshot(last)
    if last and (last.until is None or last.until >= since):
        last.until = since - DAY
        last.save(update_fields=["until"])
    begun = None
    if standing != Standing.NEITHER:
        begun = StateStanding.objects.create(state=state, standing=standing, since=since)
    AuditEvent.objects.record(
        by=by, action="state.begin_standing", on=state, before=before, after={"standing": standing, "since": since}
    )
    return begun


def _refusals(last: StateStanding | None, standing: str, since: date) -> dict[str, list[str]]:
    """What speaks against a standing from a day on, where `last` is the latest on record."""
    if last and last.since >= since:
        words = {"standing": last.get_standing_display(), "day": date_format(last.since, "DATE_FORMAT")}
        return {
            "since": [_("It is recorded as %(standing)s since %(day)s. Give a later day, or correct that.") % words]
        }
    lasts = last is not None and (last.until is None or last.until >= since)
    if lasts and last is not None and last.until is not None:
        words = {"standing": last.get_standing_display(), "day": date_format(last.until, "DATE_FORMAT")}
        return {"since": [_("It is recorded as %(standing)s until %(day)s. Correct that first.") % words]}
    if standing == (last.standing if lasts and last else Standing.NEITHER):
        return {"standing": [_("It is that already on this day.")]}
    return {}


@transaction.atomic
def correct_standing(*, entry: StateStanding, content: StandingInput, reason: str, by: User) -> StateStanding:
    """Put a recorded standing right. Raises ActionError, by field: without a reason, and where it overlaps another."""
    require(by, Capability.MANAGE_PEOPLE)
    entry = _lock(entry)
    problems: dict[str, list[str]] = _reason_problems(reason)
    if content.until and content.until < content.since:
        problems["until"] = [_("The last day is before the first day.")]
    elif other := _overlapping(entry, content):
        words = {"standing": other.get_standing_display(), "day": date_format(other.since, "DATE_FORMAT")}
        problems["since"] = [_("These days overlap those as %(standing)s since %(day)s.") % words]
    if problems:
        raise ActionError(problems)
    before = _snapshot(entry)
    entry.standing, entry.since, entry.until = content.standing, content.since, content.until
    entry.save()
    after = asdict(content) | {"reason": reason.strip()}
    AuditEvent.objects.record(by=by, action="state.correct_standing", on=entry.state, before=before, after=after)
    return entry


@transaction.atomic
def remove_standing(*, entry: StateStanding, reason: str, by: User) -> None:
    """Take a standing that never was from the record. Raises ActionError without a reason.

    What was taken from it since it was read is left at that.
    """
    require(by, Capability.MANAGE_PEOPLE)
    try:
        entry = _lock(entry)
    except StateStanding.DoesNotExist:
        return
    if problems := _reason_problems(reason):
        raise ActionError(problems)
    before = _snapshot(entry)
    entry.delete()
    AuditEvent.objects.record(
        by=by, action="state.remove_standing", on=entry.state, before=before, after={"reason": reason.strip()}
    )


@transaction.atomic
def load_standings(*, histories: Sequence[StateHistory], by: User) -> None:
    """Give States these histories and languages, all or none. No standing on record may be missing from its history.

    Raises ActionError where a State is no longer what its history says it was before.
    """
    require(by, Capability.MANAGE_PEOPLE)
    keys = [one.state.pk for one in histories]
    states = {one.pk: one for one in State.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    for one in histories:
        _load(one, states[one.state.pk], by)


def _load(history: StateHistory, state: State, by: User) -> None:
    """The standings that stand are changed first, so that none that is added overlaps one as it was."""
    rows = {row.since: row for row in StateStanding.objects.filter(state=state).order_by("since")}
    stands = tuple(StandingInput(row.standing, row.since, row.until) for row in rows.values())
    if (stands, state.language) != (history.before, history.state.language):
        raise ActionError(
            _("%(state)s was changed by somebody else meanwhile. Load the file again.") % {"state": state}
        )
    for content in history.after:
        if row := rows.get(content.since):
            row.standing, row.until = content.standing, content.until
            row.save()
    added = [content for content in history.after if content.since not in rows]
    StateStanding.objects.bulk_create(StateStanding(state=state, **asdict(content)) for content in added)
    before = {"standings": [asdict(content) for content in history.before], "language": state.language}
    after = {"standings": [asdict(content) for content in history.after], "language": history.language}
    state.language = history.language
    state.save(update_fields=["language"])
    AuditEvent.objects.record(by=by, action="state.load_standings", on=state, before=before, after=after)


@transaction.atomic
def set_language(*, state: State, language: str, by: User) -> State:
    """In which language a State gets its mail and its reports. Raises ActionError where it is none of the official."""
    require(by, Capability.MANAGE_PEOPLE)
    if language not in OfficialLanguage.values:
        raise ActionError({"language": [_("Choose one of the official languages.")]})
    state = State.objects.select_for_update().get(pk=state.pk)
    before, state.language = state.language, language
    if before != language:
        state.save(update_fields=["language"])
        AuditEvent.objects.record(
            by=by, action="state.set_language", on=state, before={"language": before}, after={"language": language}
        )
    return state


def _lock(entry: StateStanding) -> StateStanding:
    """The row as it stands now, with its State's history held until the transaction ends."""
    State.objects.select_for_update().get(pk=entry.state_id)
    return StateStanding.objects.select_related("state").get(pk=entry.pk)


def _reason_problems(reason: str) -> dict[str, list[str]]:
    return {} if reason.strip() else {"reason": [_("Say why, so that whoever reads the record can follow it.")]}


def _overlapping(entry: StateStanding, content: StandingInput) -> StateStanding | None:
    others = StateStanding.objects.filter(state=entry.state_id).exclude(pk=entry.pk)
    begun = others.filter(since__lte=content.until) if content.until else others
    return begun.filter(Q(until__isnull=True) | Q(until__gte=content.since)).first()


def _snapshot(entry: StateStanding | None) -> dict[str, Any] | None:
    return {"standing": entry.standing, "since": entry.since, "until": entry.until} if entry else None
