"""Every error of every framework file of a call is told, and then nothing is written."""

import pytest

from objectives.models import Framework, Lineage
from tests.objectives.exchange.conftest import line_of

pytestmark = pytest.mark.django_db

OLDER = "    ancestor_framework: WRC/2020\n"


def test_a_file_with_many_faults_tells_them_all_in_the_order_of_its_lines(plan, write, refusal):
    text = plan.replace("kind: output", "kind: product").replace("parent: 1a\n", "parent: 1b\n")
    file = write(text.replace("title: Rivers", "titel: Rivers", 1))

    lines = refusal("load_framework", file)

    assert [line.split(": ")[1] for line in lines] == ["title", "titel", "elements[2].kind", "elements[2].parent"]


def test_a_list_beyond_all_measure_is_told_in_one_line(plan, write, refusal):
    rows = "  - {code: a, kind: output, parent: a, label: A, wording: a, paragraph: 1}\n" * 5001
    text = plan.replace("elements:\n", f"elements:\n{rows}")
    file = write(text)

    assert refusal("load_framework", file) == [
        f"{file}:{line_of('elements:', text)}: elements: has more than 5000 entries"
    ]


def test_one_faulty_file_keeps_the_others_of_its_call_out(plan, write, refusal):
    sound = write(plan, "sound.yaml")
    faulty = write(plan.replace("WRC/2030", "WRC/2040").replace("kind: new", "kind: fresh"), "faulty.yaml")

    lines = refusal("load_framework", sound, faulty)

    assert [line.split(":")[0] for line in lines] == [faulty]
    assert not Framework.objects.exists()


def test_a_framework_given_in_two_files_is_told(plan, write, refusal):
    first, second = write(plan, "first.yaml"), write(plan, "second.yaml")

    lines = refusal("load_framework", first, second)

    assert lines == [f"{second}:2: symbol: WRC/2030 is in {first} already"]


def test_an_ancestor_that_a_file_of_the_same_call_lacks_is_told(plan, write, refusal):
    older = plan.replace("WRC/2030", "WRC/2020").replace("issued_on: 2025", "issued_on: 2015")
    newer = plan.replace("kind: new", "kind: retained\n    ancestor: 9\n" + OLDER.rstrip())
    file = write(newer, "newer.yaml")

    lines = refusal("load_framework", file, write(older, "older.yaml"))

    assert lines == [f"{file}:{line_of('ancestor: 9', newer)}: lineage[0].ancestor: WRC/2020 has no element “9”"]
    assert not Lineage.objects.exists()


def test_an_ancestor_framework_issued_later_is_told(plan, write, refusal):
    older = plan.replace("WRC/2030", "WRC/2020")
    newer = plan.replace("status: in_force", "status: in_force\nsupersedes: WRC/2020")
    file = write(newer, "newer.yaml")

    lines = refusal("load_framework", file, write(older, "older.yaml"))

    assert lines == [f"{file}:10: supersedes: WRC/2020 was not issued before this framework"]
