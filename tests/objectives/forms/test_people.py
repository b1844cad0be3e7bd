"""What the forms of people tell of what was typed."""

import pytest

from objectives.forms.people import DeactivateForm, PersonForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(nairobi):
    return {"email": "a@example.org", "name": "A", "role": "recorder", "language": "en", "office": str(nairobi.pk)}


def test_a_whole_form_says_nothing(typed, nairobi):
    form = PersonForm(typed)

    assert form.errors == {}
    assert form.to_input().office == nairobi


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"email": ""}, {"email": ["Give the person’s e-mail address."]}),
        ({"email": "no address"}, {"email": ["Enter a valid email address."]}),
        (
            {"email": f"{'x' * 60}@{'y' * 60}.{'z' * 60}.{'w' * 60}.{'v' * 20}.org"},
            {"email": ["“E-mail address” is 14 characters too long: it has 268, and 254 fit. Shorten it."]},
        ),
        ({"name": " "}, {"name": ["Give the person’s name."]}),
        ({"name": "x" * 151}, {"name": ["“Name” is 1 character too long: it has 151, and 150 fit. Shorten it."]}),
        ({"role": ""}, {"role": ["Choose one of the roles."]}),
        ({"role": "service"}, {"role": ["Choose one of the roles."]}),
        ({"language": ""}, {"language": ["This field is required."]}),
        ({"language": "xx"}, {"language": ["This choice is not on the list any more. Choose again."]}),
        ({"office": "0"}, {"office": ["This choice is not on the list any more. Choose again."]}),
        ({"state": "0"}, {"state": ["This choice is not on the list any more. Choose again."]}),
    ],
)
def test_each_field_tells_what_is_wrong(typed, fields, told):
    assert PersonForm({**typed, **fields}).errors == told


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("", ["Say why, so that others can understand it later."]),
        ("x" * 2001, ["“Reason” is 1 character too long: it has 2,001, and 2,000 fit. Shorten it."]),
    ],
)
def test_closing_an_account_wants_a_reason_of_some_length(reason, told):
    assert DeactivateForm({"reason": reason}).errors == {"reason": told}
