"""Records of other organizations are loaded from files, and again without harm."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from objectives.models import Dimension, Evidence, Figure, Indicator, Office, Programme
from objectives.queries.budgets import Money, budget_of
from tests.objectives.exchange.conftest import example, line_of

pytestmark = pytest.mark.django_db

EXAMPLE = example("record-file.md")


@pytest.fixture
def load(tmp_path):
    """Loads a text as a record of the example's framework; gives what the command says."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(example("framework-file.md"), encoding="utf-8")
    call_command("load_framework", str(plan), stdout=StringIO())

    def load_text(text):
        path, out = tmp_path / "record.yaml", StringIO()
        path.write_text(text, encoding="utf-8")
        call_command("load_record", str(path), stdout=out)
        return out.getvalue().strip()

    return load_text


def test_the_example_of_the_page_loads_and_loads_again(load):
    assert load(EXAMPLE) == "WRC/2030: 1 entry, 1 assessment added; 1 period opened, 1 period closed"
    assert load(EXAMPLE) == "WRC/2030: nothing to change"


def test_what_is_new_in_an_open_period_is_added(load):
    text = EXAMPLE.replace("    close: true\n", "")
    load(text)
    second = text[text.index("  - key:") : text.index("assessments:")].replace("wrc/plant-at-aville", "wrc/second")
    assert load(text.replace("assessments:", f"{second}assessments:")) == (
        "WRC/2030: 1 entry, 0 assessments added; 0 periods opened, 0 periods closed"
    )
    assert load(EXAMPLE) == "WRC/2030: 0 entries, 0 assessments added; 0 periods opened, 1 period closed"


def test_what_is_new_for_a_closed_period_is_refused(load, tmp_path):
    load(EXAMPLE)
    text = EXAMPLE.replace("wrc/plant-at-aville", "wrc/second").replace("- element: 1a1", "- element: 1a")
    with pytest.raises(CommandError) as error:
        load(text)
    assert str(error.value).splitlines() == [
        f"{tmp_path}/record.yaml:{line_of('wrc/second', text)}: evidence[0]: "
        "First half of 2026 is closed, and this is not in it",
        f"{tmp_path}/record.yaml:{line_of('- element: 1a', text)}: assessments[0]: "
        "First half of 2026 is closed, and this is not in it",
    ]
    assert Evidence.objects.count() == 1


def test_other_days_for_a_period_that_stands_are_refused(load, tmp_path):
    load(EXAMPLE)
    text = EXAMPLE.replace("starts_on: 2026-01-01", "starts_on: 2026-01-02")
    with pytest.raises(CommandError) as error:
        load(text)
    assert str(error.value) == (
        f"{tmp_path}/record.yaml:{line_of('starts_on', text)}: periods[0].starts_on: "
        "“2026-H1” is open from 2026-01-01 to 2026-06-30 already"
    )


def test_an_office_that_stands_keeps_its_name(load):
    Office.objects.create(code="HQ", name="Seat")
    load(EXAMPLE)
    assert list(Office.objects.values_list("name", flat=True)) == ["Seat"]


def test_the_accounts_of_a_record_cannot_sign_in(load):
    load(EXAMPLE)
    entry = Evidence.objects.get()
    assert [(one.role, one.has_usable_password()) for one in (entry.author, entry.reviewer)] == [("service", False)] * 2


def test_answers_and_parts_are_loaded(load):
    call_command("load_dimensions", stdout=StringIO())
    Indicator.objects.get(code="1a1.1").dimensions.add(Dimension.objects.get(code="sex"))
    broken_down = EXAMPLE.replace("value: 13", "value: 13, qualifier: over, parts: {sex: {female: 7, male: 6}}")

    load(broken_down)

    figure = Figure.objects.get()
    assert (figure.value, figure.qualifier, figure.answer) == (13, "over", "value")
    assert {part.category.code: int(part.value) for part in figure.parts.all()} == {"female": 7, "male": 6}


@pytest.mark.parametrize("answer", ["not_reported", "not_applicable"])
def test_why_there_is_no_figure_is_loaded(load, answer):
    load(EXAMPLE.replace("value: 13", f"answer: {answer}"))

    assert (Figure.objects.get().answer, Figure.objects.get().value) == (answer, None)


def test_a_record_brings_its_programmes_and_loads_again_without_harm(load):
    programmes = """programmes:
  - code: WASTE-1
    title: Waste of three towns
    lead_office: HQ
    donors: [{name: River Fund}]
    budgets:
      - {amount: 100, currency: EUR, starts_on: 2026-01-01, ends_on: 2026-12-31}
      - {amount: 80, currency: EUR, starts_on: 2026-01-01, ends_on: 2026-12-31, kind: revised}

periods:"""
    text = EXAMPLE.replace("periods:", programmes, 1).replace("    date:", "    programme: WASTE-1\n    date:", 1)
    named = "name: Headquarters, kind: headquarters, translations: {fr: {name: Siège}}"
    text = text.replace("name: Headquarters", named)

    load(text)

    assert load(text) == "WRC/2030: nothing to change"
    programme = Programme.objects.get()
    assert Evidence.objects.get().programme == programme
    assert (programme.title, programme.lead_office.kind) == ("Waste of three towns", "headquarters")
    with translation.override("fr"):
        assert str(programme.lead_office) == "Siège"
    assert budget_of(programme) == (Money("EUR", Decimal(80)),)
