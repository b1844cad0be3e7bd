"""Whatever the audit shows of a change is in the reader's language: fields, and values that are kept as codes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import override

from objectives.deeds import GROUPS, VERBS
from objectives.enums import Answer, Qualifier, Standing
from objectives.models import AuditEvent
from objectives.notice_enums import NoticeKind, NoticeTime
from objectives.queries.evidence_parts import PART_NAMES
from objectives.recorded import FIELDS, VALUES
from objectives.templatetags.audit import changes
from reports.enums import Section
from tests.recorded import Source

APPS = ("iomtrack", "objectives", "reports")
COLON = "\N{NO-BREAK SPACE}: "  # in French
ROWS_ALONE = {"author_id", "edit_number", "office_id", "period_id", "programme_id", "unlock_id"}  # told to no audit


@pytest.fixture(scope="module")
def source() -> Source:
    return Source(settings.BASE_DIR, APPS)


def shown(kind: str, before: Any, after: Any, language: str = "fr") -> list[tuple[str, str, str]]:
    """The fields of an event as a person reads them: the name, and both sides."""
    event = AuditEvent(object_type=kind, action="evidence.save", before=before, after=after)
    with override(language):
        return [(one.label, one.before, one.after) for one in changes(event)]


def test_every_field_that_is_told_has_words(source: Source) -> None:
    assert len(source.fields) > 120
    assert {
        name: sorted(files) for name, files in source.fields.items() if name not in FIELDS.keys() | ROWS_ALONE
    } == {}


def test_all_of_them_can_be_translated() -> None:
    said = [
        *VERBS.values(),
        *GROUPS.values(),
        *FIELDS.values(),
        *(word for words in VALUES.values() for word in words.values()),
    ]
    names = {"CSV"}  # alike in every language

    assert [word for word in said if not isinstance(word, Promise) and str(word) not in names] == []


def every_enum(base: type) -> Iterator[type]:
    for one in base.__subclasses__():
        yield one
        yield from every_enum(one)


def test_two_kinds_of_a_name_do_not_call_a_code_differently() -> None:
    """A list of choices that is told under the same name as another must not take its words."""
    kinds = [
        one
        for one in every_enum(TextChoices)
        if one.__name__ in ("ElementKind", "LineageKind", "BudgetKind", "OfficeKind")
    ]
    codes = [code for kind in kinds for code in kind.values]

    assert len(kinds) == 4
    assert sorted(codes) == sorted(set(codes))


def in_french(*words: object) -> list[str]:
    with override("fr"):
        return [str(word) for word in words]


def test_a_figure_is_told_in_words() -> None:
    figure = {
        "indicator": "O1/O1.1",
        "answer": "not_reported",
        "value": None,
        "qualifier": "about",
        "parts": {"sex/f": 3},
    }

    ((_label, _before, after),) = shown("objectives.evidence", None, {"figures": [figure]})

    names = in_french(*(FIELDS[name] for name in figure))
    answer, about = in_french(Answer.NOT_REPORTED.label, Qualifier.ABOUT.label)
    values = ["O1/O1.1", answer, "–", about, f"sex/f{COLON}3"]
    assert after == " · ".join(f"{name}{COLON}{value}" for name, value in zip(names, values, strict=True))
    assert answer != "Not reported"


def test_a_list_of_codes_is_told_in_words() -> None:
    told = shown("reports.definition", None, {"sections": ["gaps"], "languages": ["en", "fr"]})

    assert [after for _label, _before, after in told] == [*in_french(Section.GAPS.label), "Anglais\nFrançais"]


def test_what_hangs_on_no_field_of_its_model_is_told_in_words() -> None:
    ((_label, before, after),) = shown("objectives.state", {"standing": "observer"}, {"standing": "member"})

    assert [before, after] == in_french(Standing.OBSERVER.label, Standing.MEMBER.label)


def test_wishes_for_notices_are_told_in_words() -> None:
    ((label, before, after),) = shown("accounts.user", {"returned": "daily"}, {"returned": "at_once"})

    assert [label, before, after] == in_french(
        NoticeKind.RETURNED.label, NoticeTime.DAILY.label, NoticeTime.AT_ONCE.label
    )


def test_parts_of_an_entry_that_a_reviewer_marks_are_told_by_their_names() -> None:
    ((_label, _before, after),) = shown(
        "objectives.evidence", None, {"fields": {"starts_on": "Which day?", "terms": ""}}
    )

    first, second = in_french(PART_NAMES["starts_on"], PART_NAMES["terms"])
    assert after.splitlines() == [f"{first}{COLON}Which day?", f"{second}{COLON}–"]


def test_what_the_site_said_itself_is_told_anew_and_what_a_person_typed_is_not() -> None:
    ours = "The worker was lost in the middle of the work."

    told = shown("objectives.importbatch", {"error": ours}, {"reason": "The figure is not that of the source."})

    assert ours not in {before for _label, before, _after in told}
    assert "The figure is not that of the source." in {after for _label, _before, after in told}


def test_codes_that_are_somebodys_own_stay() -> None:
    assert shown("objectives.evidence", None, {"contributions": [["O1", "new"]], "terms": ["member"]}) == [
        (label, "", after)
        for (label, _b, _a), after in zip(
            shown("objectives.evidence", None, {"contributions": 1, "terms": 1}), ("O1 · new", "member"), strict=True
        )
    ]
