"""Two administrators decide on one proposed programme: the second is told who decided, and nothing typed is lost."""

import pytest

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


def test_a_page_that_was_open_under_the_code_of_before_leads_on(admin, other, proposed):
    admin.post("/programmes/PROPOSED-1/confirm/", {"code": "HELP-1"})

    assert other.get("/programmes/PROPOSED-1/")["Location"] == "/programmes/HELP-1/"
    assert other.get("/programmes/PROPOSED-2/").status_code == 404


def test_a_reason_that_is_wanting_is_still_told_at_its_field(admin, proposed):
    response = admin.post("/programmes/PROPOSED-1/retire/", {"reason": " "})

    assert (response.status_code, pages.error_links(response)[0][0]) == (422, "id_reason")
