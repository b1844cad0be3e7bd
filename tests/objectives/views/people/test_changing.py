"""Who people are is changed, and the way in is closed and opened."""

import pytest

from tests import pages
from tests.objectives.views.people.page import facts, history, offered, person

pytestmark = pytest.mark.django_db


def test_the_form_of_a_change_holds_what_stands(admin, delegate, kenya):
    page = pages.read(admin.get(person(delegate, "change")))

    held = [page.get_element_by_id(f"id_{name}").get("value") for name in ("email", "name")]
    chosen = [option.get("value") for option in page.xpath("//option[@selected]")]
    assert (held, chosen) == (["delegate@example.org", "Delegate"], ["delegate", "", str(kenya.pk), "en"])


def test_a_change_is_kept_and_shown(admin, recorder, bogota):
    typed = {"email": recorder.email, "name": "Renamed", "role": "reviewer", "language": "en", "office": bogota.pk}
    response = admin.post(person(recorder, "change"), typed, follow=True)

    assert pages.messages(response) == ["Kept."]
    assert "Active · Reviewer" in pages.main(response)
    assert facts(response) == ["Name: Recorder → Renamed", "Role: Staff → Reviewer", "Office: Nairobi → Bogotá"]


def test_ones_own_role_is_refused_at_its_field(admin, administrator):
    typed = {"email": administrator.email, "name": "Administrator", "role": "auditor", "language": "en"}
    response = admin.post(person(administrator, "change"), typed)

    assert response.status_code == 422
    assert pages.error_links(response) == [
        ("id_role", "You cannot do this to your own account. Ask another administrator.")
    ]


def test_closing_an_account_without_a_reason_asks_for_one(admin, recorder):
    response = admin.post(person(recorder, "deactivate"), {"reason": ""})

    assert response.status_code == 422
    assert pages.error_links(response) == [("id_reason", "Say why, so that others can understand it later.")]
    assert pages.faults(response.content.decode()) == []


def test_an_account_is_closed_and_opened_again(admin, recorder):
    closed = admin.post(person(recorder, "deactivate"), {"reason": "On leave."}, follow=True)
    opened = admin.post(person(recorder, "reactivate"), follow=True)

    assert pages.messages(closed) == ["Recorder can no longer sign in."]
    assert pages.messages(opened) == ["Recorder can sign in again."]
    assert history(opened) == ["Reactivated", "Deactivated"]


def test_a_lost_second_factor_is_taken_away(admin, reviewer):
    reviewer.authenticator_set.create(type="totp", data={"secret": "x"})
    before = offered(admin.get(person(reviewer)))

    response = admin.post(person(reviewer, "second-factor"), follow=True)

    assert "Second factor" in before
    assert pages.messages(response) == ["Reviewer has no second factor now."]
    assert "Second factor" not in offered(response)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("invite-again", "Only a person who has not accepted their invitation yet can be invited again."),
        ("reactivate", "Recorder is active already."),
        ("second-factor", "Recorder has no second factor."),
    ],
)
def test_what_cannot_be_done_is_told(admin, recorder, act, told):
    assert pages.messages(admin.post(person(recorder, act), follow=True)) == [told]


def test_a_service_account_has_no_page(admin, service):
    assert admin.get(person(service)).status_code == 404
