"""What is exported and brought in elsewhere is the same record again."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from objectives.actions import evidence as actions
from objectives.actions.evidence import EvidenceInput, FigureInput
from objectives.exchange.evidence_export.making import text_of, workbook_of
from objectives.models import Evidence, Framework
from tests import factories
from tests.objectives import sheets
from tests.site import make_sex

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

BROUGHT_IN = [
    "external_reference",
    "title",
    "description",
    "beneficiaries",
    "sensitivity",
    "starts_on",
    "ends_on",
    "date_precision",
    "office",
    "programme",
    "countries",
    "themes",
    "elements",
    "sources",
    "figures",
]
LETTERS = st.sampled_from("aé中=+-@'\"“,;|#% 0＝")
LINE = st.text(LETTERS, max_size=30).map(lambda text: " ".join(text.split()))
WORDS = st.lists(LINE, max_size=3).map(lambda lines: "\n".join(lines).strip())
DAYS = st.integers(0, 80).map(lambda days: date(2026, 7, 1) + timedelta(days=days))
NUMBERS = st.integers(0, 10**12) | st.decimals(0, 10**9, places=2, allow_nan=False)
FIGURES = (
    st.none()
    | st.sampled_from(["not_reported", "not_applicable"])
    | st.tuples(NUMBERS, st.sampled_from(["exact", "over", "about"]), st.booleans())
)


@st.composite
def records(draw: Callable[..., Any]) -> dict[str, Any]:
    """What one record says; a formula or a quotation mark may stand anywhere."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return {
        "is_named": draw(st.booleans()),
        "title": draw(LINE),
        "description": draw(WORDS),
        "beneficiaries": draw(LINE),
        "sensitivity": draw(st.sampled_from(["shareable", "internal"])),
        "days": (first, last),
        "precision": draw(st.sampled_from(["day", "month", "year", "period"])),
        "countries": draw(st.booleans()),
        "programme": draw(st.booleans()),
        "themes": draw(st.booleans()),
        "hows": draw(st.dictionaries(st.sampled_from(["O2", "R1"]), LINE, max_size=2)),
        "figure": draw(FIGURES),
        "sources": draw(
            st.lists(
                st.tuples(LINE.filter(bool), LINE, st.sampled_from(["", "https://example.org/a?b=1,2"])), max_size=2
            )
        ),
    }


@pytest.fixture
def made(framework, elements, indicator, nairobi, kenya, period, recorder, today) -> Callable[..., None]:
    """Writes records down."""
    sex = make_sex()
    indicator.dimensions.add(sex)
    indicator.decimals = 2
    indicator.save()
    programme = factories.ProgrammeFactory(code="RET-1")
    term = factories.TermFactory(code="return", vocabulary__code="areas", vocabulary__framework=framework)
    uganda = factories.StateFactory(iso="UG", name="Uganda")

    def make(number: int, said: dict[str, Any]) -> None:
        content = EvidenceInput(
            title=said["title"],
            description=said["description"],
            beneficiaries=said["beneficiaries"],
            sensitivity=said["sensitivity"],
            starts_on=said["days"][0],
            ends_on=said["days"][1],
            date_precision=said["precision"],
            office=nairobi,
            programme=programme if said["programme"] else None,
            countries=(kenya, uganda) if said["countries"] else (),
            terms=(term,) if said["themes"] else (),
            contributions=((elements["O1"], "=1"), *((elements[one], how) for one, how in said["hows"].items())),
            figures=tuple(figures(said["figure"])),
            sources=tuple(said["sources"]),
        )
        entry = actions.create(framework=framework, content=content, by=recorder)
        if said["is_named"]:
            Evidence.objects.filter(pk=entry.pk).update(external_reference=f"NBO-{number}")

    def figures(said: Any) -> Any:
        if isinstance(said, str):
            yield FigureInput(indicator, None, answer=said)
        elif said is not None:
            value, qualifier, has_parts = said
            parts = ((sex.categories.get(code="female"), Decimal(value)),) if has_parts else ()
            yield FigureInput(indicator, Decimal(value), qualifier=qualifier, parts=parts)

    return make


def told(framework: Framework) -> list[dict[str, Any]]:
    """All records as programs get them: what another site can take of each."""
    lines = "".join(text_of(framework.evidence.all(), "jsonl", "record", with_mark=False)).splitlines()
    found = [{name: value for name, value in json.loads(line).items() if name in BROUGHT_IN} for line in lines]
    return sorted(found, key=lambda one: one["external_reference"])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(said=st.lists(records(), min_size=1, max_size=3))
def test_an_export_read_in_elsewhere_gives_the_same_records(made, framework, recorder, form, said):
    with transaction.atomic():
        for number, one in enumerate(said):
            made(number, one)
        before = told(framework)
        entries = framework.evidence.all()
        if form == "csv":
            data = "".join(text_of(entries, "csv", "record", with_mark=True)).encode()
        else:
            with workbook_of(entries, "record") as file:
                data = file.read()
        again = sheets.checked(framework, data, by=recorder)
        assert (again.state, again.unchanged, again.total) == ("ready", len(said), len(said)), sheets.said(again)
        framework.evidence.all().delete()

        sheets.imported(framework, data, by=recorder, landing="draft")

        assert told(framework) == before
        transaction.set_rollback(True)
