"""A period is opened, and its name and deadline are changed."""

from datetime import date

import pytest

from objectives.models import Period
from tests import factories, pages
from tests.objectives.views.periods.addresses import NEW, Q3
from tests.pages import sound

pytestmark = pytest.mark.django_db

TYPED = {"label": "Fourth quarter", "code": "2026-Q4", "starts_on": "2026-10-01", "ends_on": "2026-12-31"}


# --- opening ----------------------------------------------------------------------------------------


def test_a_period_is_opened(client, framework):
    response = client.post(NEW, TYPED, follow=True)

    opened = Period.objects.get()
    assert (opened.code, opened.starts_on, opened.deadline) == ("2026-Q4", date(2026, 10, 1), None)
    assert (pages.messages(response), response.redirect_chain[0][0]) == (
        ["Fourth quarter is open."],
        opened.get_absolute_url(),
    )


def test_what_an_empty_form_lacks_is_listed_with_links(client, framework):
    response = client.post(NEW, {"label": " "})

    assert response.status_code == 422
    assert pages.error_links(response) == [
        ("id_label", "Give the period a name."),
        ("id_code", "Give the period a code."),
        ("id_starts_on", "Give the first day."),
        ("id_ends_on", "Give the last day."),
    ]
    assert sound(response)


def test_what_the_action_refuses_stands_at_its_fields_with_what_was_typed(client, period):
    response = client.post(NEW, {**TYPED, "code": "2026-Q3", "starts_on": "2026-09-30", "deadline": "2026-01-01"})

    assert (response.status_code, Period.objects.count()) == (422, 1)
    assert pages.error_links(response) == [
        ("id_code", "This framework has a period 2026-Q3 already."),
        ("id_starts_on", "These days overlap the period “Third quarter of 2026”."),
        ("id_deadline", "Evidence cannot be due before the period starts."),
    ]
    assert pages.read(response).xpath("//input[@name='starts_on']/@value") == ["2026-09-30"]
    assert sound(response)


# --- name, deadline, unlocking ----------------------------------------------------------------------


def test_a_deadline_is_set_and_shown(client, period):
    response = client.post(f"{Q3}edit/", {"label": "Summer of 2026", "deadline": "2026-10-15"}, follow=True)

    assert pages.messages(response) == ["Summer of 2026 is saved."]
    assert "evidence due 15 October 2026" in pages.main(response)


def test_what_a_change_lacks_stands_at_its_field(client, period):
    response = client.post(f"{Q3}edit/", {"label": " ", "deadline": "2026-01-01"})
    again = client.post(f"{Q3}edit/", {"label": "Summer", "deadline": "2026-01-01"})

    assert (response.status_code, again.status_code) == (422, 422)
    assert pages.error_links(response) == [("id_label", "Give the period a name.")]
    assert pages.error_links(again) == [("id_deadline", "Evidence cannot be due before the period starts.")]
    assert sound(again)


def test_a_closed_period_is_not_changed(client, framework):
    factories.PeriodFactory(framework=framework, closed=True)

    response = client.post(f"{Q3}edit/", {"label": "Summer"})

    assert pages.error_links(response) == [("", "Third quarter of 2026 is closed, and can no longer be changed.")]
