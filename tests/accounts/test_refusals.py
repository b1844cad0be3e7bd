"""A refusal for several reasons, told in a row."""

import pytest

from iomtrack.accounts.errors import ActionError


@pytest.mark.parametrize(
    ("problems", "told"),
    [
        ({"starts_on": ["Give a year."], "ends_on": ["No period holds it."]}, "Give a year. No period holds it."),
        ({"a": ["line 3", "line 4"]}, "line 3; line 4"),
        ("Only this.", "Only this."),
        ({}, ""),
    ],
)
def test_sentences_follow_one_another(problems, told):
    assert str(ActionError(problems)) == told
