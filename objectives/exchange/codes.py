"""How codes, languages and numbers are written in a file, and what is said of those that are not."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any
from unicodedata import normalize

from babel import Locale
from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

CODE = re.compile(r"[\w.-]*[^\W_][\w.-]*")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
TWO_LETTERS, SCRIPT, REGION = 2, 4, 2
LONGEST_TAG = 35
LANGUAGES = frozenset(Locale("en").languages)  # as CLDR names them: every language of two letters


def as_code(value: Any) -> Any:
    """A code of an element or an indicator: letters and digits of any script, with “.”, “-” and “_”."""
    if not isinstance(value, str):
        return value
    code = normalize("NFC", value.strip())
    if code and not CODE.fullmatch(code):
        proposal = re.sub(r"[^\w.]+", "-", code).strip("-._") or "1"
        raise PydanticCustomError("code", "no code", {"proposal": proposal})
    return code


def as_name(value: Any) -> Any:
    """A code of a vocabulary, a term, a dimension or a category, which stands in addresses."""
    if not isinstance(value, str):
        return value
    name = value.strip()
    if name and not NAME.fullmatch(name):
        plain = normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
        proposal = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_") or "area-1"
        raise PydanticCustomError("name", "no name", {"proposal": proposal})
    return name


def as_language(value: Any) -> Any:
    """A language by its BCP 47 tag, in the case that the standard recommends: pt-BR, zh-Hans."""
    if not isinstance(value, str):
        return value
    tag = value.strip()
    first = tag.partition("-")[0].lower()
    if not TAG.fullmatch(tag) or len(tag) > LONGEST_TAG or (len(first) == TWO_LETTERS and first not in LANGUAGES):
        raise PydanticCustomError("language", "no language")
    if tag != canonical_tag(tag):
        raise PydanticCustomError("language_case", "not so", {"proposal": canonical_tag(tag)})
    return tag


def canonical_tag(tag: str) -> str:
    """A BCP 47 tag in the recommended case: language small, Script with a capital, REGION in capitals."""
    first, *rest = tag.lower().split("-")
    return "-".join([first, *(_cased(part) for part in rest)])


def _cased(part: str) -> str:
    if len(part) == REGION:
        return part.upper()
    return part.title() if len(part) == SCRIPT and part.isalpha() else part


def as_number(value: Any) -> Any:
    """A number in plain digits, with a point before its decimals."""
    if not isinstance(value, str):
        return value
    if not NUMBER.fullmatch(value.strip()):
        raise PydanticCustomError("decimal_parsing", "no number")
    try:
        return Decimal(value.strip())
    except InvalidOperation:  # digits beyond all measure
        raise PydanticCustomError("decimal_parsing", "no number") from None


ElementCode = Annotated[str, StringConstraints(min_length=1, max_length=20), BeforeValidator(as_code)]
IndicatorCode = Annotated[str, StringConstraints(min_length=1, max_length=30), BeforeValidator(as_code)]
Name40 = Annotated[str, StringConstraints(min_length=1, max_length=40), BeforeValidator(as_name)]
Name60 = Annotated[str, StringConstraints(min_length=1, max_length=60), BeforeValidator(as_name)]
Language = Annotated[str, BeforeValidator(as_language)]
Number = Annotated[Decimal, Field(max_digits=18, decimal_places=4), BeforeValidator(as_number)]
