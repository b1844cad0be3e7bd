"""What is loaded into a site that holds nothing yet."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from objectives.models import Evidence
from tests.objectives.test_official_frameworks import OURS

pytestmark = pytest.mark.django_db


def test_without_a_framework_it_says_what_to_load():
    with pytest.raises(CommandError, match="load_framework"):
        call_command("load_sample")

    assert not Evidence.objects.exists()


def test_both_load_in_one_call_whatever_their_order():
    out = StringIO()
    call_command("load_framework", *reversed(OURS), stdout=out)
    assert out.getvalue().splitlines() == [
        "MC/INF/274: 15 elements, 0 indicators, 9 threads, 4 vocabularies, 31 terms added",
        "MC/1842: 22 elements, 4 indicators, 0 threads added",
    ]
