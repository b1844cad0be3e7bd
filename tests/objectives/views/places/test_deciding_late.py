"""Two administrators decide on one proposed programme: the second is told who decided, and nothing typed is lost."""

import pytest

from objectives.actions import programmes
from objectives.views import programmes as views
from tests import factories, pages
from tests.conftest import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(client_for):
    return client_for(make_person("other-administrator", "administrator"))


@pytest.fixture
def proposed(recorder):
    return factories.ProgrammeFactory(code="PROPOSED-1", title="Help desk", proposed=True, proposed_by=recorder)


def late(response):
    return pages.words(pages.read(response).get_element_by_id("late"))


def test_who_confirms_second_is_led_to_it_by_its_code_of_before(admin, other, proposed):
    admin.post("/programmes/PROPOSED-1/confirm/", {"code": "HELP-1"})

    response = other.post("/programmes/PROPOSED-1/confirm/", {"code": "HELP-2"})

    proposed.refresh_from_db()
    assert (response.status_code, proposed.code) == (409, "HELP-1")
    assert late(response).startswith("Administrator decided on ")
    assert late(response).endswith(": Programme confirmed. Your own decision was not taken. What you typed: HELP-2")
    assert pages.messages(response) == ["HELP-1 Help desk is confirmed already."]
    assert pages.sound(response)


def test_who_turns_down_what_was_turned_down_keeps_the_reason(admin, other, proposed):
    admin.post("/programmes/PROPOSED-1/retire/", {"reason": "It is RET-1."})

    response = other.post("/programmes/PROPOSED-1/retire/", {"reason": "Nobody pays for it."})

    proposed.refresh_from_db()
    assert (response.status_code, proposed.retired_reason) == (409, "It is RET-1.")
    assert late(response).endswith("What you typed: Nobody pays for it.")


def hidden(client, address, *, action):
    """What a form of a page sends by itself, as the page stands now."""
    inputs = f"//form[contains(@action, '{action}')]//input[@type='hidden']"
    return {one.get("name"): one.get("value") for one in pages.read(client.get(address)).xpath(inputs)}


def test_who_turns_down_what_was_confirmed_meanwhile_is_told_and_it_stays(admin, other, proposed):
    sent = hidden(other, "/programmes/PROPOSED-1/", action="/retire/")
    admin.post("/programmes/PROPOSED-1/confirm/", {"code": "HELP-1"})

    response = other.post("/programmes/PROPOSED-1/retire/", {**sent, "reason": "Nobody pays for it."})

    proposed.refresh_from_db()
    assert (response.status_code, proposed.status) == (409, "active")
    assert late(response).endswith(
        ": Programme confirmed. Your own decision was not taken. What you typed: Nobody pays for it."
    )
    assert pages.sound(response)


def test_who_merges_what_was_confirmed_meanwhile_is_told_and_it_stays(admin, other, proposed):
    factories.ProgrammeFactory(code="RET-1", title="Return")
    sent = hidden(other, "/programmes/PROPOSED-1/merge/?into=RET-1", action="/merge/")
    admin.post("/programmes/PROPOSED-1/confirm/", {"code": "HELP-1"})

    response = other.post("/programmes/PROPOSED-1/merge/", sent)

    proposed.refresh_from_db()
    assert (response.status_code, proposed.status) == (409, "active")
    assert late(response).endswith(": Programme confirmed. Your own decision was not taken.")


@pytest.mark.parametrize(("act", "sent"), [("retire", {"reason": "Nobody pays for it."}), ("merge", {"into": "RET-1"})])
def test_so_is_who_decides_at_the_very_moment_at_which_it_is_confirmed(
    admin, administrator, proposed, monkeypatch, act, sent
):
    factories.ProgrammeFactory(code="RET-1", title="Return")
    take = views.take

    def confirmed_just_before(form, action):
        programmes.confirm(programme=proposed, code="HELP-1", by=administrator)
        return take(form, action)

    monkeypatch.setattr(views, "take", confirmed_just_before)

    response = admin.post(f"/programmes/PROPOSED-1/{act}/", {"proposed": "yes", **sent})

    proposed.refresh_from_db()
    assert (response.status_code, proposed.status) == (409, "active")
    assert pages.messages(response) == ["HELP-1 Help desk is confirmed already."]
    assert ": Programme confirmed. Your own decision was not taken." in late(response)


def test_a_confirmed_programme_is_retired_as_ever(admin, proposed):
    admin.post("/programmes/PROPOSED-1/confirm/", {"code": "HELP-1"})
    sent = hidden(admin, "/programmes/HELP-1/", action="/retire/")

    admin.post("/programmes/HELP-1/retire/", {**sent, "reason": "It is over."})

    proposed.refresh_from_db()
    assert proposed.status == "retired"


def test_a_page_that_was_open_under_the_code_of_before_leads_on(admin, other, proposed):
    admin.post("/programmes/PROPOSED-1/confirm/", {"code": "HELP-1"})

    assert other.get("/programmes/PROPOSED-1/")["Location"] == "/programmes/HELP-1/"
    assert other.get("/programmes/PROPOSED-2/").status_code == 404


def test_a_reason_that_is_wanting_is_still_told_at_its_field(admin, proposed):
    response = admin.post("/programmes/PROPOSED-1/retire/", {"reason": " "})

    assert (response.status_code, pages.error_links(response)[0][0]) == (422, "id_reason")
