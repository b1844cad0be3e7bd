"""Every error of a record file is told with its file, line and place, and then nothing is written."""

from io import StringIO

import pytest
from django.core.management import call_command

from iomtrack.accounts.models import User
from objectives.models import Assessment, Dimension, Evidence, Indicator, Office, Period
from tests.objectives.exchange.conftest import line_of
from tests.objectives.exchange.record_faults import ENTRY, FAULTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(plan, write, administrator):
    """The framework that the record is of, whose indicator is broken down by sex, and one person."""
    call_command("load_framework", write(plan, "plan.yaml"), stdout=StringIO())
    call_command("load_dimensions", stdout=StringIO())
    Indicator.objects.get(code="1a1.1").dimensions.add(Dimension.objects.get(code="sex"))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_at_its_line_and_place(fault, loaded, record, write, refusal):
    old, new, marker, told = FAULTS[fault]
    assert old in record
    text = record.replace(old, new, 1)
    file, people = write(text), User.objects.count()

    lines = refusal("load_record", file)

    assert f"{file}:{line_of(marker, text)}: {told}" in lines
    assert [model.objects.count() for model in (Evidence, Assessment, Period, Office)] == [0, 0, 0, 0]
    assert User.objects.count() == people


def test_one_faulty_file_keeps_the_others_of_its_call_out(loaded, record, write, refusal):
    sound = write(record, "sound.yaml")
    faulty = write(record.replace(ENTRY, "other").replace("value: 13", "value: many"), "faulty.yaml")

    lines = refusal("load_record", sound, faulty)

    assert [line.split(":")[0] for line in lines] == [faulty]
    assert not Evidence.objects.exists()


def test_a_key_given_in_two_files_is_told(loaded, record, write, refusal):
    first, second = write(record, "first.yaml"), write(record, "second.yaml")

    assert refusal("load_record", first, second) == [
        f"{second}:{line_of(ENTRY, record)}: evidence[0].key: “{ENTRY}” is in {first} already"
    ]


def test_a_refusal_in_mid_load_undoes_what_was_written(loaded, record, write, refusal):
    """Another person's entry awaits review, so that the period cannot be closed."""
    file = write(record)
    call_command("load_record", write(record.replace("    close: true\n", ""), "open.yaml"), stdout=StringIO())
    Evidence.objects.update(status="submitted", external_reference="elsewhere")

    assert refusal("load_record", file) == [
        f"{file}:{line_of('close', record)}: periods[0].close: 1 entry awaits review. Accept or return it first."
    ]
    assert Evidence.objects.count() == 1
