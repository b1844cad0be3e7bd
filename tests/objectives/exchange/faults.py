"""A framework file with one fault: what the command says of it."""

from objectives.models import Framework
from tests.objectives.exchange.conftest import line_of


def assert_told(fault, plan, write, refusal):
    """Edit the plan, load it, and find the message at its line; nothing is written."""
    old, new, marker, told = fault
    assert plan.count(old) >= 1
    text = plan.replace(old, new, 1)
    file = write(text)
    line = line_of(marker, text) + (marker.startswith("    kind"))

    lines = refusal("load_framework", file)

    assert f"{file}:{line}: {told}" in lines
    assert not Framework.objects.exists()
