"""Those whom a period waits for are reminded."""

import pytest

from objectives.models import Reminder
from tests import factories, pages
from tests.objectives.views.periods.addresses import FRAMEWORK, Q3
from tests.pages import sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(period, elements, recorder, colleague, administrator):
    """O1 waits for the recorder, O2 for the colleague, R1 for the administrator."""
    for code, user in (("O1", recorder), ("O2", colleague), ("R1", administrator)):
        factories.FocalPointFactory(element=elements[code], user=user)


def test_the_people_waited_for_are_listed_with_links_and_buttons(client, waiting):
    response = client.get(Q3)
    section = pages.read(response).get_element_by_id("waiting")

    rows = [pages.words(row) for row in section.xpath(".//tbody/tr")]
    assert rows == [
        "Administrator Administrator Assess R1 See that evidence comes in for R1: there is none yet never you",
        "Colleague Staff Assess O2 See that evidence comes in for O2: there is none yet never Remind Colleague",
        "Recorder Staff Assess O1 See that evidence comes in for O1: there is none yet never Remind Recorder",
    ]
    assert "Remind all 2 people" in pages.words(section)
    assert f"{FRAMEWORK}/elements/O1/assess/2026-Q3/" in section.xpath(".//td//a/@href")
    assert sound(response)


def test_one_is_reminded_and_the_second_click_says_when(client, waiting, recorder, time_machine):
    time_machine.move_to("2026-09-21T10:05:00+00:00", tick=False)
    first, second = (client.post(f"{Q3}remind/", {"person": recorder.pk}, follow=True) for _click in range(2))

    assert pages.messages(first) == ["A reminder goes to Recorder."]
    assert pages.messages(second) == [
        "Recorder was last reminded on 21 September 2026, 10:05. One letter a day is enough."
    ]
    assert [one.user for one in Reminder.objects.all()] == [recorder]


def test_all_are_reminded_at_once(client, waiting):
    response = client.post(f"{Q3}remind/", follow=True)

    assert pages.messages(response) == ["Reminders go to Colleague, Recorder."]
    assert Reminder.objects.count() == 2


def test_where_nobody_else_is_waited_for_that_is_said(client, framework, elements, administrator):
    factories.PeriodFactory(framework=framework, closed=True, closed_by=administrator)

    assert pages.messages(client.post(f"{Q3}remind/", follow=True)) == ["Nobody else is waited for."]


def test_a_letter_that_did_not_leave_is_told_with_why_and_can_be_tried_again(client, waiting, recorder, period):
    factories.ReminderFactory(period=period, user=recorder, state="stopped", error="550 No such mailbox")

    section = pages.words(pages.read(client.get(Q3)).get_element_by_id("waiting"))
    response = client.post(f"{Q3}remind/", {"person": recorder.pk}, follow=True)

    assert "The letter did not leave. 550 No such mailbox Try again Recorder" in section
    assert pages.messages(response) == ["A reminder goes to Recorder."]
    assert Reminder.objects.get().state == "pending"


def test_a_person_that_is_none_is_not_found(client, waiting):
    assert [client.post(f"{Q3}remind/", {"person": typed}).status_code for typed in ("x", "²", "-1")] == [404] * 3
