"""What every file format here shares: strict, frozen models, and their errors in plain words at their place."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from objectives.exchange.located import Located, Place, Problem

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def as_day(value: Any) -> Any:
    """A day of the calendar, written 2004-11-04."""
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "not a day")


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Text40 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Text60 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Text80 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Text120 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Text150 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150)]
Text160 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Text200 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text300 = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=12)]
LongCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=20)]
Code40 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=40)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=80)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254, to_lower=True)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]
Day = Annotated[date, BeforeValidator(as_day)]


class Strict(BaseModel):
    """A set of fields: no others are allowed, and none changes once read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


FileModel = TypeVar("FileModel", bound=Strict)

MESSAGES: dict[str, Promise] = {
    "missing": gettext_lazy("is required"),
    "day": gettext_lazy("must be a day such as 2004-11-04, not “%(input)s”"),
    "string_type": gettext_lazy("must be text"),
    "string_too_short": gettext_lazy("is empty"),
    "string_too_long": gettext_lazy("is longer than %(max_length)s characters"),
    "string_pattern_mismatch": gettext_lazy("“%(input)s” is not written as this field wants it"),
    "enum": gettext_lazy("“%(input)s” is none of %(expected)s"),
    "literal_error": gettext_lazy("must be %(expected)s, not “%(input)s”"),
    "code": gettext_lazy("“%(input)s” is no code: letters, digits, “.”, “-” and “_” alone, such as “%(proposal)s”"),
    "name": gettext_lazy(
        "“%(input)s” is no code: letters from a to z, digits, “-” and “_” alone, such as “%(proposal)s”"
    ),
    "language": gettext_lazy("“%(input)s” is no language code; write en, fr, ar, pt-BR or zh-Hans, for example"),
    "language_case": gettext_lazy("“%(input)s” is written “%(proposal)s”"),
    "languages": gettext_lazy("has more than three languages, the original among them"),
    "decimal_type": gettext_lazy("must be a number"),
    "decimal_parsing": gettext_lazy("“%(input)s” is not a number; write it plainly, such as 4100 or 12.5"),
    "finite_number": gettext_lazy("“%(input)s” is not a number; write it plainly, such as 4100 or 12.5"),
    "decimal_max_digits": gettext_lazy("has more than %(max_digits)s digits"),
    "decimal_whole_digits": gettext_lazy("has more than %(whole_digits)s digits before the point"),
    "decimal_max_places": gettext_lazy("has more than %(decimal_places)s decimal places"),
    "int_type": gettext_lazy("must be a whole number"),
    "int_parsing": gettext_lazy("“%(input)s” is not a whole number"),
    "greater_than_equal": gettext_lazy("must be %(ge)s or more"),
    "less_than_equal": gettext_lazy("must be %(le)s or less"),
    "bool_type": gettext_lazy("must be true or false"),
    "bool_parsing": gettext_lazy("must be true or false, not “%(input)s”"),
    "model_type": gettext_lazy("must be a set of fields"),
    "dict_type": gettext_lazy("must be a set of fields"),
    "tuple_type": gettext_lazy("must be a list, each entry beginning with a dash"),
    "too_short": gettext_lazy("must have at least one entry"),
    "too_long": gettext_lazy("has more than %(max_length)s entries"),
}


def validate(model: type[FileModel], located: Located) -> tuple[FileModel | None, list[Problem]]:
    """The file as its model, or every field that does not fit it."""
    try:
        return model.model_validate(located.data), []
    except ValidationError as error:
        names = field_names(model)
        return None, [located.problem(_place(one), _explain(one, names)) for one in error.errors()]


def field_names(model: type[BaseModel]) -> frozenset[str]:
    """The names of all fields of a model and of those inside it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for part in parts for name in part.get("properties", {}))


def _place(error: ErrorDetails) -> Place:
    return tuple(step for step in error["loc"] if step != "[key]")


def _explain(error: ErrorDetails, names: frozenset[str]) -> str:
    if error["type"] == "extra_forbidden":
        return _unknown_field(str(error["loc"][-1]), names)
    if error["type"] not in MESSAGES:
        return error["msg"]
    message = str(MESSAGES[error["type"]])
    if isinstance(error.get("input"), list | dict) and "%(input)s" in message:
        return _("must be one value, and no list or set of fields")
    values = {"input": str(error.get("input"))[:60], **error.get("ctx", {})}
    values["expected"] = str(values.get("expected", "")).replace(" or ", ", ")
    return message % values


def _unknown_field(name: str, names: frozenset[str]) -> str:
    near = get_close_matches(name, sorted(names - {name}), n=1)
    if near:
        return _("is not a field here; did you mean “%(name)s”?") % {"name": near[0]}
    return _("is not a field here")
