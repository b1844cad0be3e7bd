"""Whom a token acts for, in the words of the screens."""

import pytest

from iomtrack.accounts.enums import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "role"), [("recorder", "staff"), ("focal_point", "focal_point"), ("reviewer", "reviewer")]
)
def test_a_role_is_called_what_the_screens_call_it(program_of, cast, who, role):
    answer = program_of(cast[who]).get("/me")

    assert answer.json()["role"] == role


def test_the_word_that_the_database_keeps_for_staff_is_not_read_by_programs():
    assert "recorder" not in [role.word for role in Role]
