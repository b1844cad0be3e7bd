"""A record that was read and is sent back: what only the site says of it is held against what stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from iomtrack.rest.problems import Fault, Problem, pointer_to
from objectives.api.shapes import AttachmentOut, EvidenceOut
from objectives.api.typed import Content, EvidenceChangeIn, EvidenceIn, FigureIn, NewEvidenceIn

OF_A_FILE = ("id", "name", "size", "sha256", "content_type")  # a scan goes on by itself


def require_as_it_stands(typed: EvidenceIn | NewEvidenceIn, stands: EvidenceOut) -> None:
    """Raise Problem 422 at each field that is not changed here and says something else than the record does."""
    message = _(
        "The record says something else here, which cannot be changed so. Send it as it was read, or leave it out."
    )
    refuse([name for name in typed.sent_back if plain(getattr(typed, name)) != plain(getattr(stands, name))], message)


def require_source(typed: NewEvidenceIn) -> None:
    """Raise Problem 422 where a new record comes with what only the site says, and not with whose that is."""
    message = _(
        "Only the site says this. Leave it out, or send the “reference” of the record that it was read from too."
    )
    refuse([name for name in typed.sent_back if typed.reference is None], message)


def refuse(names: list[str], message: str) -> None:
    """Raise Problem 422 at these fields, if there are any."""
    if names:
        faults = [Fault(pointer=pointer_to(name), detail=message) for name in names]
        raise Problem(422, _("Some of it does not fit. Nothing was kept."), faults)


def plain(value: Any) -> Any:
    """A value so that it equals what was read of it: a moment is given to the millisecond."""
    if isinstance(value, datetime):
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    if isinstance(value, list):
        return sorted((plain(one) for one in value), key=str)
    if isinstance(value, AttachmentOut):
        return [getattr(value, name) for name in OF_A_FILE]
    return value


def filled(change: EvidenceChangeIn, stands: EvidenceOut) -> Content:
    """A record with what is to change of it, and the rest as it stands. A figure that stands is asked for no more."""
    rest = {name: getattr(stands, name) for name in Content.model_fields if name not in change.model_fields_set}
    if "figures" in rest:
        rest["figures"] = [FigureIn.model_construct(**dict(one)) for one in stands.figures]
    return change.model_copy(update=rest)
