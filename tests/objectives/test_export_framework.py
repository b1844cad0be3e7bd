"""A framework is written to the file that would load it, or one clear line says why not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from objectives.exchange.framework_export import framework_text
from objectives.models import Framework
from tests import factories
from tests.objectives.exchange.conftest import example

pytestmark = pytest.mark.django_db

PLAN = example("framework-file.md")


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    call_command("load_framework", str(path), stdout=StringIO())
    return Framework.objects.get()


def test_it_is_written_to_the_screen(plan):
    out = StringIO()
    call_command("export_framework", "WRC/2030", stdout=out)
    assert out.getvalue() == framework_text(plan)


def test_it_is_written_to_a_file(plan, tmp_path):
    path, out = tmp_path / "out.yaml", StringIO()
    call_command("export_framework", "WRC/2030", "--output", str(path), stdout=out)
    assert path.read_text(encoding="utf-8") == framework_text(plan)
    assert out.getvalue() == f"{path}: WRC/2030.\n"


def test_an_unknown_symbol_is_told_with_those_that_are_known(plan):
    with pytest.raises(CommandError) as error:
        call_command("export_framework", "WRC/2040")
    assert str(error.value) == "There is no framework “WRC/2040”. Known are: WRC/2030."
    assert error.value.returncode == 2


def test_a_file_that_cannot_be_written_is_told(plan, tmp_path):
    with pytest.raises(CommandError) as error:
        call_command("export_framework", "WRC/2030", "--output", str(tmp_path))
    assert str(error.value) == f"{tmp_path} cannot be written: Is a directory."
    assert error.value.returncode == 2


def test_fields_stand_in_the_order_of_their_description_and_defaults_are_left_out(plan):
    lines = framework_text(plan).splitlines()
    top = [line.partition(":")[0] for line in lines if line and line[0] not in " #-"]
    assert top == [
        "format",
        "symbol",
        "title",
        "language",
        "status",
        "issued_on",
        "adopted_on",
        "adopted_by",
        "translations",
        "passages",
        "chapeaux",
        "vocabularies",
        "dimensions",
        "elements",
        "indicators",
        "lineage",
        "amendments",
    ]
    assert not [line for line in lines if "direction: increase" in line or "decimals" in line]


def test_long_wordings_are_folded_and_short_ones_stand_on_their_line(plan):
    element = plan.elements.get(code="1")
    element.wording = " ".join(["rivers are clean from source to mouth"] * 9)
    element.save()

    text = framework_text(plan)

    assert "    wording: >-\n      rivers are clean from source to mouth" in text
    assert "    wording: treatment plants are built\n" in text
    assert max(map(len, text.splitlines())) <= 130


def test_the_sample_is_left_out(plan):
    indicator = factories.IndicatorFactory(element=plan.elements.get(code="1"), code="SAMPLE", is_sample=True)
    factories.TargetFactory(indicator=indicator, is_sample=True)
    factories.TargetFactory(indicator=plan.elements.get(code="2").indicators.get(), value=777, is_sample=True)

    text = framework_text(plan)

    assert "SAMPLE" not in text
    assert "777" not in text


def test_a_target_of_a_period_says_its_day_too(plan, tmp_path):
    period = factories.PeriodFactory(framework=plan, code="2030", starts_on="2030-01-01", ends_on="2030-12-31")
    path = tmp_path / "plan.yaml"
    target = '  - element: "2"\n    code: "2.1"\n    targets:\n      - value: 5\n        period: 2030\n'
    path.write_text(PLAN.replace('  - element: "2"\n    code: "2.1"\n', target), encoding="utf-8")

    call_command("load_framework", str(path), stdout=StringIO())

    assert plan.elements.get(code="2").indicators.get().targets.get().period == period
    assert "      - value: 5\n        due_on: 2030-12-31\n        period: '2030'\n" in framework_text(plan)


def test_line_ends_as_a_browser_sends_them_come_back_as_they_were(plan, tmp_path):
    element = plan.elements.get(code="1a")
    element.wording = "less waste reaches the rivers;\r\nnone reaches the lakes\x0b"
    element.save()
    path, out = tmp_path / "out.yaml", StringIO()
    path.write_text(framework_text(plan), encoding="utf-8")

    call_command("load_framework", str(path), stdout=out)

    assert out.getvalue() == "WRC/2030: nothing to change\n"
