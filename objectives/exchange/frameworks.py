"""Loading framework files: all of them are checked, and then all are saved, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.models import User
from objectives.actions.framework import Changes, preview_framework, save_framework
from objectives.actions.framework_changes import FrameworkRefused, Neighbour, compare
from objectives.actions.framework_input import FrameworkInput
from objectives.actions.framework_upload import mark_loaded
from objectives.actions.record import FRAMEWORK_FILES, service_account
from objectives.exchange.framework_checks import element_codes, structure
from objectives.exchange.framework_details import details
from objectives.exchange.framework_entries import MOST, FrameworkFile
from objectives.exchange.framework_file import as_input
from objectives.exchange.located import FilesRefused, Located, Place, Problem, read, read_content
from objectives.exchange.schema import validate
from objectives.models import Framework, FrameworkUpload


@dataclass(frozen=True)
class LeftAlone:
    """A framework that stands, and a file of it that says something else."""

    symbol: str
    file: str


@dataclass(frozen=True)
class _Sound:
    """A file without faults of its own, and what it asks for."""

    located: Located
    content: FrameworkInput

    def problems(self, refused: Iterable[tuple[Place, str]]) -> list[Problem]:
        """What was refused of it, each at its line."""
        return [self.located.problem(place, message) for place, message in refused]


def load_frameworks(files: Sequence[str], *, by: User | None = None) -> list[Changes]:
    """Load framework files in one transaction, earlier frameworks first. Returns what changed, a row for each file.

    `by` is who answers for it; without one, a service account does. Raises FilesRefused, with every problem at its
    place, before anything is written.
    """
    whole, sound, problems = _checked([read(file) for file in files])
    beside = {located.text("symbol"): _neighbour(located) for located in whole if located.text("symbol")}
    differs = False
    for one in sound:
        comparison = compare(one.content, beside=beside)
        problems += one.problems(comparison.refused)
        differs |= comparison.differs
    if problems:
        raise FilesRefused(problems, files, advice=_advice() if differs else "")
    return _save(sound, by, files)


def load_new_frameworks(files: Sequence[str], *, by: User | None = None) -> tuple[list[Changes], list[LeftAlone]]:
    """Load the files of frameworks that are not there yet, as `load_frameworks` does, and leave alone what stands.

    Gives what changed, and where a file says something else than what stands. Raises FilesRefused for a new one alone.
    """
    standing = set(Framework.objects.values_list("symbol", flat=True))
    symbols = {file: located.text("symbol") if (located := read(file)[0]) else "" for file in files}
    new = [file for file in files if symbols[file] not in standing]
    changes = load_frameworks(new, by=by) if new else []
    return changes, [LeftAlone(symbols[file], file) for file in files if file not in new and _differs(file)]


def _differs(file: str) -> bool:
    """Whether loading a file of a framework that stands would change it, or be refused."""
    _whole, sound, problems = _checked([read(file)])
    if problems:
        return True
    comparison = compare(sound[0].content)
    return bool(comparison.refused or comparison.changes or comparison.superseded)


def _advice() -> str:
    return _(
        "What stands in the database stays. Change it on the framework's page, an official wording by an amendment; or "
        "export it first (manage.py export_framework, or “Download as a file”), and write the change into that file."
    )


def preview_upload(name: str, content: bytes) -> Changes:
    """What loading an uploaded file would change; nothing is written. Raises FilesRefused as loading would."""
    _whole, sound, problems = _checked([read_content(name, content)])
    if problems:
        raise FilesRefused(problems, [name])
    try:
        return preview_framework(content=sound[0].content)
    except FrameworkRefused as refused:
        raise _as_told(refused, sound[0], [name]) from None


@transaction.atomic
def load_held(upload: FrameworkUpload, *, by: User) -> Changes | None:
    """Load a file that was held, once: None where it was loaded already. Raises FilesRefused as loading does."""
    held = FrameworkUpload.objects.select_for_update().get(pk=upload.pk)
    if held.is_loaded:
        return None
    changes = load_upload(held.name, bytes(held.content), by=by)
    assert changes.framework is not None
    mark_loaded(upload=held, framework=changes.framework, by=by)
    return changes


def load_upload(name: str, content: bytes, *, by: User) -> Changes:
    """Load one uploaded file, checked whole. Raises FilesRefused before anything is written."""
    _whole, sound, problems = _checked([read_content(name, content)])
    if problems:
        raise FilesRefused(problems, [name])
    return _save(sound, by, [name])[0]


def _checked(
    read_files: Iterable[tuple[Located | None, list[Problem]]],
) -> tuple[list[Located], list[_Sound], list[Problem]]:
    """The files that could be read, those of them without fault of their own, and every problem of all of them."""
    problems: list[Problem] = []
    whole: list[Located] = []
    for located, found in read_files:
        problems += found
        whole += [located] if located is not None else []
    sound = [one for located in whole if (one := _check(located, problems))]
    return whole, sound, problems + _given_twice(whole)


def _check(located: Located, problems: list[Problem]) -> _Sound | None:
    file, faults = validate(FrameworkFile, located)
    is_too_long = any(len(rows) > MOST for rows in located.data.values() if isinstance(rows, list))
    found = () if is_too_long else (*structure(located), *details(located))
    faults += [located.problem(place, message) for place, message in found]
    problems += faults
    return _Sound(located, as_input(file)) if file and not faults else None


def _neighbour(located: Located) -> Neighbour:
    try:
        issued_on = date.fromisoformat(located.text("issued_on"))
    except ValueError:
        issued_on = None
    return Neighbour(frozenset(element_codes(located)), issued_on)


def _given_twice(whole: Iterable[Located]) -> list[Problem]:
    first: dict[str, Located] = {}
    problems = []
    for located in whole:
        symbol = located.text("symbol")
        if symbol and first.setdefault(symbol, located) is not located:
            message = _("%(symbol)s is in %(file)s already") % {"symbol": symbol, "file": first[symbol].file}
            problems.append(located.problem(("symbol",), message))
    return problems


def _as_told(refused: FrameworkRefused, one: _Sound, files: Sequence[str]) -> FilesRefused:
    return FilesRefused(one.problems(refused.refused), files, advice=_advice() if refused.differs else "")


@transaction.atomic
def _save(sound: list[_Sound], by: User | None, files: Sequence[str]) -> list[Changes]:
    by = by or service_account(FRAMEWORK_FILES)
    changes: dict[str, Changes] = {}
    for one in sorted(sound, key=lambda one: one.content.issued_on):
        try:
            changes[one.located.file] = save_framework(content=one.content, by=by)
        except FrameworkRefused as refused:
            raise _as_told(refused, one, files) from None
    return [changes[one.located.file] for one in sound]
