"""A number as people type it: what can be read in one way is taken, all else is told what to write."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from objectives.amounts import amount_text
from objectives.forms.fields import NumberField
from objectives.forms.numbers import LARGEST, as_typed, plain, read_number
from objectives.numbers import COMMA, decimal_mark

LATIN, ARABIC, PERSIAN, DEVANAGARI = "0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"


def refusal(typed: str, decimals: int = 0, may_answer: bool = True) -> str:
    with pytest.raises(ValidationError) as refused:
        read_number(typed, decimals=decimals, may_answer=may_answer)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1250", "1250"),
        (" 1250 ", "1250"),
        ("0", "0"),
        ("007", "7"),
        ("1,100", "1100"),
        ("8 410", "8410"),
        ("8\u00a0410", "8410"),
        ("8\u202f410", "8410"),
        ("8'410", "8410"),
        ("8’410", "8410"),
        ("1,234,567", "1234567"),
        ("12.", "12"),
        ("٣", "3"),
        ("١٬٢٥٠", "1250"),
        ("\u200f١٢\u200e", "12"),
        ("\ufeff12\x00", "12"),
        ("１２", "12"),
        ("99999999999999", "99999999999999"),
    ],
)
def test_what_can_be_read_in_one_way_is_taken(typed: str, value: str) -> None:
    assert read_number(typed, decimals=0) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "decimals", "value"),
    [
        ("12,5", 1, "12.5"),
        ("1250,5", 1, "1250.5"),
        ("1 234,5", 1, "1234.5"),
        ("1\u202f234,5", 1, "1234.5"),
        ("1\u00a0234\u00a0567,25", 2, "1234567.25"),
        ("1.234,5", 1, "1234.5"),
        ("1.234.567", 0, "1234567"),
        ("1’234,5", 1, "1234.5"),
        (",5", 1, "0.5"),
        ("12,", 0, "12"),
        ("0,500", 3, "0.5"),
        ("1,125", 3, "1.125"),
        ("1250", 0, "1250"),
        ("1 250", 0, "1250"),
        ("12.5", 1, "12.5"),
        ("1,234.5", 1, "1234.5"),
        ("1,234,567", 0, "1234567"),
        ("١٢٫٥", 1, "12.5"),
    ],
)
def test_where_decimals_stand_after_a_comma_what_can_be_read_in_one_way_is_taken(
    typed: str, decimals: int, value: str
) -> None:
    assert read_number(typed, decimals=decimals, mark=COMMA) == Decimal(value)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "1.234,567.8", "1,00,000", "1.2.3", "1 234.567,8", "1,234 567"])
def test_where_decimals_stand_after_a_comma_what_can_be_read_in_two_ways_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_number(typed, decimals=2, mark=COMMA)
    assert refused.value.messages == [TWO_WAYS.replace("@", typed)]


@pytest.mark.parametrize(
    ("typed", "decimals", "message"),
    [
        ("12,5", 0, "“12,5” has decimals, and this is counted in whole numbers. Write 1250 or 1 250."),
        ("12.5", 0, "“12,5” has decimals, and this is counted in whole numbers. Write 1250 or 1 250."),
        ("12,55", 1, "Give 1 decimal place at most, such as 12.5. “12,55” has 2."),
    ],
)
def test_too_many_decimals_after_a_comma_are_told(typed: str, decimals: int, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_number(typed, decimals=decimals, mark=COMMA)
    assert refused.value.messages == [message]


@pytest.mark.parametrize(("language", "written"), [("en", "1234.5"), ("fr", "1234,5"), ("es", "1234,5")])
def test_a_box_is_filled_and_read_in_the_reader_s_language(language: str, written: str) -> None:
    field = NumberField(decimals=1)
    with override(language):
        assert field.prepare_value(Decimal("1234.5000")) == written
        assert field.clean(written) == Decimal("1234.5")
        assert not field.has_changed(Decimal("1234.5"), written)


@given(st.decimals(min_value=0, max_value=LARGEST, places=4), st.sampled_from(["en", "fr", "es"]))
@example(Decimal("1.125"), "fr")
@example(Decimal("1.250"), "en")
def test_what_a_page_shows_is_read_as_what_it_is(value: Decimal, language: str) -> None:
    with override(language):
        assert read_number(as_typed(value), decimals=4, mark=decimal_mark()) == value
        assert read_number(amount_text(value, 4), decimals=4, mark=decimal_mark()) == value


@pytest.mark.parametrize("typed", ["", "  ", "\u00a0", "\u200b"])
def test_an_empty_box_says_nothing(typed: str) -> None:
    assert read_number(typed, decimals=0) is None


@pytest.mark.parametrize(("typed", "value"), [("12.5", "12.5"), (".5", "0.5"), ("1,234.5", "1234.5"), ("١٢٫٥", "12.5")])
def test_decimals_stand_after_a_point(typed: str, value: str) -> None:
    assert read_number(typed, decimals=1) == Decimal(value)


TWO_WAYS = (
    "“@” can be read in more than one way. Write the number without marks between its digits, and decimals after a"
    " point: 1250 or 1250.5."
)
NOT_REPORTED = "“@” is not a number. Give a number, or choose “not reported” beside it."
NOT_APPLICABLE = "“@” is not a number. Give a number, or choose “not applicable” beside it."
NONE = "“@” is not a number. Write 0 if there were none, or choose “not reported” beside it."
POINT = "“@” has a point in it, and this is counted in whole numbers. Write 1250 or 1,250, not 1.250."
POWER = "“@” is a power. Write the number out in digits, such as 1250000."
DIGITS = "“@” is not written in plain digits. Write it so, such as 1250 or 0.5."
NEGATIVE = "A figure cannot be less than 0. Choose “not reported” beside it when there is none to report."
LARGE = "This number is too large to be a figure of one entry."
REFUSED = [
    ("N/A", NOT_APPLICABLE),
    ("n.a.", NOT_APPLICABLE),
    ("not applicable", NOT_APPLICABLE),
    ("yes", NOT_REPORTED),
    ("see description", NOT_REPORTED),
    ("--", NOT_REPORTED),
    ("∞", NOT_REPORTED),
    ("NaN", NOT_REPORTED),
    ("Infinity", NOT_REPORTED),
    ("0x10", NOT_REPORTED),
    ("100%d", "“@” is more than a number. Write 100 alone, without “%d”."),
    ("none", NONE),
    ("Zero", NONE),
    ("1.234,5", TWO_WAYS),
    ("1,5", TWO_WAYS),
    ("0,500", TWO_WAYS),
    ("1,10,0", TWO_WAYS),
    ("1,00,000", TWO_WAYS),
    ("1,234 567", TWO_WAYS),
    ("12 34", TWO_WAYS),
    ("1e9", POWER),
    ("1e99", POWER),
    ("3 x 10^6", POWER),
    ("½", DIGITS),
    ("10²", DIGITS),
    ("五", DIGITS),
    ("1٣", DIGITS),
    ("about 200", "“@” is more than a number. Write 200, and choose “about” beside it."),
    ("~200", "“@” is more than a number. Write 200, and choose “about” beside it."),
    ("over 4,100", "“@” is more than a number. Write 4,100, and choose “over” beside it."),
    ("200+", "“@” is more than a number. Write 200, and choose “over” beside it."),
    ("12 people", "“@” is more than a number. Write 12 alone, without “people”."),
    ("45%", "“@” is more than a number. Write 45 alone, without “%”."),
    ("USD 300 each", "“@” is more than a number. Write 300 alone, without “USD … each”."),
    ("+5", "“@” has a sign before it. Give the number itself, not by how much it grew."),
    ("-3", NEGATIVE),
    ("−3", NEGATIVE),
    ("-1e99", NEGATIVE),
    ("12.5", POINT),
    ("1.100", POINT),
    ("999999999999999", LARGE),
]


@pytest.mark.parametrize(("typed", "message"), REFUSED)
def test_all_else_is_told_what_to_write(typed: str, message: str) -> None:
    assert refusal(typed) == message.replace("@", typed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("N/A", "“N/A” is not a number. Write it in digits, such as 1250."),
        ("about 200", "“about 200” is more than a number. Write 200 alone, without “about”."),
        ("-3", "This cannot be less than 0."),
    ],
)
def test_where_no_answer_stands_beside_the_box_none_is_named(typed: str, message: str) -> None:
    assert refusal(typed, may_answer=False) == message


@pytest.mark.parametrize(
    ("typed", "decimals", "message"),
    [
        ("12.55", 1, "Give 1 decimal place at most, such as 12.5. “12.55” has 2."),
        ("12.555", 2, "Give 2 decimal places at most. “12.555” has 3."),
    ],
)
def test_there_are_no_more_decimals_than_the_indicator_has(typed: str, decimals: int, message: str) -> None:
    assert refusal(typed, decimals) == message


def test_a_message_quotes_no_more_than_a_line() -> None:
    quoted, _mark, rest = refusal("word " * 40).partition("”")

    assert (quoted, rest) == (
        f"“{('word ' * 40)[:39]}…",
        " is not a number. Give a number, or choose “not reported” beside it.",
    )


@pytest.mark.parametrize(
    ("value", "text"), [("214.0000", "214"), ("12.5000", "12.5"), ("0.0000", "0"), ("100", "100"), ("1E+3", "1000")]
)
def test_a_kept_number_is_shown_as_it_is_typed(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


numbers = st.decimals(min_value=0, max_value=LARGEST, places=2, allow_nan=False, allow_infinity=False)


@given(number=numbers)
def test_what_we_write_we_read_back(number: Decimal) -> None:
    shown = (plain(number), number_format(number, decimal_pos=2, force_grouping=True))

    assert [read_number(text, decimals=2) for text in shown] == [number, number]


@given(number=st.integers(0, int(LARGEST)), digits=st.sampled_from([ARABIC, PERSIAN, DEVANAGARI]))
def test_the_digits_of_any_one_script_are_read(number: int, digits: str) -> None:
    assert read_number(str(number).translate(str.maketrans(LATIN, digits)), decimals=0) == number


@given(typed=st.text() | st.text(alphabet="0123456789.,' -+e%/٣½", max_size=12), may_answer=st.booleans())
@example("%(typed)s", True)
@example("%s", False)
def test_whatever_is_typed_is_a_number_or_nothing_or_refused_in_words(typed: str, may_answer: bool) -> None:
    try:
        value = read_number(typed, decimals=2, may_answer=may_answer)
    except ValidationError as refused:
        value = Decimal(len(refused.messages[0]))  # words there are
    assert value is None or (value.is_finite() and 0 <= value <= LARGEST and value == round(value, 2))
