"""Opening, changing, unlocking and closing periods over HTTP, and reminding those they wait for."""

from datetime import date

import pytest

from objectives.enums import EvidenceStatus
from objectives.models import Evidence, Period, PeriodUnlock, Reminder
from tests import factories, pages
from tests.pages import sound

pytestmark = pytest.mark.django_db

FRAMEWORK = "/frameworks/mc-inf-274"
NEW, Q3 = f"{FRAMEWORK}/periods/new/", f"{FRAMEWORK}/periods/2026-Q3/"
TYPED = {"label": "Fourth quarter", "code": "2026-Q4", "starts_on": "2026-10-01", "ends_on": "2026-12-31"}


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


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
        ("id_starts_on", "These days overlap Third quarter of 2026."),
        ("id_deadline", "Evidence cannot be due before the period starts."),
    ]
    assert pages.read(response).xpath("//input[@name='starts_on']/@value") == ["2026-09-30"]
    assert sound(response)


# --- where it stands --------------------------------------------------------------------------------


def cells(response, code):
    """The cells of an element's row on the page of a period."""
    (row,) = pages.read(response).xpath(f"//table[contains(@class, 'standing')]//tr[.//span[.='{code}']]")
    return [pages.words(cell) for cell in row.xpath("td")]


def missing(response):
    return pages.words(pages.read(response).find_class("missing")[0])


def test_a_period_says_where_it_stands(client, period, elements):
    for number, status in enumerate(("accepted", "submitted", "returned"), start=1):
        factories.EvidenceFactory.create_batch(number, framework=period.framework, **{status: True})
    factories.EvidenceFactory.create_batch(4, framework=period.framework)

    text = pages.main(client.get(Q3))

    assert "Open · 1 July 2026 – 30 September 2026" in text
    assert "1 accepted 2 awaiting review 3 returned 4 drafts" in text


def test_each_element_says_what_it_has_and_whom_it_waits_for(client, period, elements, indicator, recorder, reviewer):
    factories.IndicatorFactory(element=elements["O1"])
    factories.FocalPointFactory(element=elements["O1"], user=recorder)
    entry = factories.EvidenceFactory(framework=period.framework, accepted=True, reviewer=reviewer)
    factories.FigureFactory(evidence=entry, indicator=indicator)
    waiting = factories.EvidenceFactory(framework=period.framework, submitted=True)
    for one in (entry, waiting):
        factories.ContributionFactory(evidence=one, element=elements["O1"])
    factories.AssessmentFactory(element=elements["O2"], period=period, assessed_by=recorder, submitted=True)
    factories.AssessmentFactory(element=elements["R1"], period=period, assessed_by=reviewer, finding="met")

    response = client.get(Q3)

    assert cells(response, "O1") == [
        "1 1 awaiting review",
        "1 of 2 reported",
        "not begun Assess O1",
        "Reviewer to review Recorder to assess, for figures",
    ]
    assert cells(response, "O2") == [
        "none",
        "none expected",
        "Awaiting approval Decide O2",
        "Reviewer to approve no focal point for evidence",
    ]
    assert cells(response, "R1")[2:] == ["Approved Met See it R1", "no focal point for evidence"]
    assert sound(response)


def test_the_top_says_what_is_missing_before_the_report_can_be_composed(client, period, elements, indicator):
    factories.DefinitionFactory(framework=period.framework, languages=["en", "fr"])
    factories.EvidenceFactory.create_batch(2, framework=period.framework, submitted=True)
    factories.AssessmentTextFactory(assessment__element=elements["O1"], assessment__period=period)
    factories.AssessmentFactory(element=elements["O2"], period=period, draft=True)

    assert missing(client.get(Q3)) == (
        "Before the report can be composed "
        "The period has to be closed; its report is then composed within minutes. "
        "2 entries await review and must be decided on first. "
        "No narrative in French: O1. "
        "What the report would state as a gap "
        "Not assessed R1 Assessment in draft O2 No accepted evidence O1, O2, R1 Figures not reported 1 of 1"
    )


def test_of_nothing_recorded_that_is_said(client, period, elements):
    assert "Nothing is recorded yet: no evidence, no figure and no assessment." in missing(client.get(Q3))


def test_a_closed_period_that_lacks_nothing_says_so(client, framework, elements):
    closed = factories.PeriodFactory(framework=framework, closed=True)
    for element in elements.values():
        factories.AssessmentTextFactory(assessment__element=element, assessment__period=closed)
        entry = factories.EvidenceFactory(framework=framework, accepted=True)
        factories.ContributionFactory(evidence=entry, element=element)

    assert missing(client.get(Q3)) == (
        "Before the report can be composed Nothing more is needed. "
        "What the report would state as a gap "
        "Nothing: every element has evidence, figures and an approved assessment."
    )


@pytest.mark.parametrize("who", ["recorder", "reviewer"])
def test_managing_is_offered_to_administrators_alone(client_for, cast, period, elements, who):
    tree = pages.read(client_for(cast[who]).get(Q3))

    assert not tree.xpath("//main//form | //main//a[contains(@href, '/close/') or contains(@href, '/unlock/')]")


# --- closing ----------------------------------------------------------------------------------------


def test_closing_shows_first_what_is_missing(client, period, elements):
    factories.EvidenceFactory(framework=period.framework, returned=True)
    factories.EvidenceFactory(framework=period.framework)

    response = client.get(f"{Q3}close/")

    text = pages.main(response)
    assert "Close Third quarter of 2026?" in text
    assert "Not assessed O1, O2, R1" in missing(response)
    assert "Drafts (1) and returned entries (1) will not count; they stay with their authors." in text
    assert Period.objects.get().is_open
    assert sound(response)


def test_a_period_is_closed_and_says_by_whom(client, period):
    response = client.post(f"{Q3}close/", follow=True)

    assert pages.messages(response) == [
        "Third quarter of 2026 is closed. The reports that are defined for it are composed within minutes."
    ]
    assert "Closed by Administrator on" in pages.main(response)
    assert not pages.read(response).xpath("//a[contains(@href, '/close/')]")


def test_a_period_with_waiting_entries_stays_open(client, period):
    factories.EvidenceFactory(framework=period.framework, submitted=True)

    offered = pages.read(client.get(f"{Q3}close/"))
    response = client.post(f"{Q3}close/", follow=True)

    assert (offered.xpath("//main//form"), Period.objects.get().status) == ([], "open")
    assert "1 entry awaits review and must be decided on first." in pages.words(offered)
    assert pages.messages(response) == ["1 entry awaits review. Accept or return it first."]


def test_closing_twice_says_that_it_is_closed(client, period):
    client.post(f"{Q3}close/", follow=True)

    assert pages.messages(client.post(f"{Q3}close/", follow=True)) == ["Third quarter of 2026 is closed already."]
    assert client.get(f"{Q3}close/").status_code == 302


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


@pytest.fixture
def late(period, time_machine):
    """The period's deadline was yesterday."""
    time_machine.move_to("2026-10-16T10:00:00+00:00", tick=False)
    Period.objects.update(deadline=date(2026, 10, 15))


UNLOCK = {"office": "", "last_day": "2026-10-20", "reason": "The road was cut."}


def test_a_period_is_unlocked_listed_and_locked_again(client, late, nairobi):
    response = client.post(f"{Q3}unlock/", {**UNLOCK, "office": nairobi.pk}, follow=True)
    held = PeriodUnlock.objects.get()

    listed = pages.words(pages.read(response).get_element_by_id("late"))
    assert pages.messages(response) == ["Evidence may come late until 20 October 2026."]
    assert "Nairobi The road was cut. Administrator 16 October 2026 20 October 2026 in force 0 End it now" in listed

    response = client.post(f"{Q3}unlock/{held.pk}/end/", follow=True)
    listed = pages.words(pages.read(response).get_element_by_id("late"))
    assert pages.messages(response) == ["The unlock has ended."]
    assert "ended by Administrator on 16 October 2026" in listed
    assert "End it now" not in listed


def test_what_an_unlock_lacks_is_listed_with_links(client, late):
    empty = client.post(f"{Q3}unlock/", {"office": ""})
    past = client.post(f"{Q3}unlock/", {**UNLOCK, "last_day": "2026-10-15"})
    unknown = client.post(f"{Q3}unlock/", {**UNLOCK, "office": "0"})
    long = client.post(f"{Q3}unlock/", {**UNLOCK, "reason": "x" * 2_001})

    assert pages.error_links(empty) == [
        ("id_last_day", "Give the last day on which it may come."),
        ("id_reason", "Say why evidence may come late."),
    ]
    assert pages.error_links(past) == [("id_last_day", "This day is past. Give today or later.")]
    assert [target for target, _message in pages.error_links(unknown)] == ["id_office"]
    assert [target for target, _message in pages.error_links(long)] == ["id_reason"]
    assert sound(empty)


def test_where_nothing_is_locked_the_page_says_so(client, period):
    response = client.post(f"{Q3}unlock/", {**UNLOCK, "last_day": "2999-12-31"})

    assert pages.error_links(response) == [
        ("", "Nothing is locked: the period is open, and no day is set by which evidence is due.")
    ]


def test_an_unlock_that_ended_does_not_end_again_and_anothers_is_not_found(client, late, framework):
    held = factories.PeriodUnlockFactory(period=Period.objects.get())
    client.post(f"{Q3}unlock/{held.pk}/end/", follow=True)
    again = client.post(f"{Q3}unlock/{held.pk}/end/", follow=True)

    assert pages.messages(again) == ["This unlock has ended already."]
    assert client.post(f"{Q3}unlock/{factories.PeriodUnlockFactory().pk}/end/").status_code == 404


# --- what staff are told ----------------------------------------------------------------------------

DRAFT = {"title": "Training", "description": "It was held.", "starts_on": "2026-09-01", "ends_on": "2026-09-02"}
WAS_DUE = "Evidence of Third quarter of 2026 was due on 15 October 2026."
ASK = "An administrator can unlock it for your office: ask Administrator."


def submit(client, office):
    typed = {**DRAFT, "office": office.code, "contributions": ["O1"], "how-O1": "It helped.", "citation": "Report"}
    form = "/evidence/new/?form=6f1c2d3e-0000-4000-8000-000000000001"
    return client.post(client.post(form, {**typed, "check": "yes"}).url, {"submit": "yes"})


def test_evidence_that_comes_late_is_told_when_it_was_due_and_whom_to_ask(
    client_for, recorder, administrator, nairobi, late, elements
):
    response = submit(client_for(recorder), nairobi)

    entry = Evidence.objects.get()
    assert pages.error_links(response) == [
        (f"/evidence/{entry.reference}/edit/?missing=yes#id_ends_on", f"{WAS_DUE} {ASK}")
    ]
    assert entry.status == EvidenceStatus.DRAFT


@pytest.mark.parametrize("address", ["/", "/evidence/new/?form=6f1c2d3e-0000-4000-8000-000000000001"])
def test_before_they_type_staff_are_told_that_it_is_late(client_for, recorder, administrator, late, elements, address):
    assert f"{WAS_DUE} {ASK} Until then you can save drafts." in pages.main(client_for(recorder).get(address))


def test_staff_of_an_unlocked_office_are_told_until_when(client_for, recorder, outsider, nairobi, late, elements):
    factories.PeriodUnlockFactory(period=Period.objects.get(), office=nairobi, reason="The road was cut.")

    told = "Evidence of Third quarter of 2026 may come late until"
    assert told in pages.main(client_for(recorder).get("/"))
    assert told not in pages.main(client_for(outsider).get("/"))


def test_what_came_late_says_so_on_its_page_and_in_lists(client_for, recorder, reviewer, nairobi, late, elements):
    held = factories.PeriodUnlockFactory(period=Period.objects.get(), reason="The road was cut.", by__name="Ada")

    submit(client_for(recorder), nairobi)

    entry = Evidence.objects.get()
    assert (entry.status, entry.unlock) == (EvidenceStatus.SUBMITTED, held)
    shown = pages.main(client_for(reviewer).get(entry.get_absolute_url()))
    assert "Came late Submitted on 16 October 2026, by leave of Ada: The road was cut." in shown
    assert f"{entry.reference} · late" in pages.main(client_for(reviewer).get("/review/"))


def test_home_says_when_evidence_is_due_and_when_it_was(client_for, recorder, period, time_machine):
    Period.objects.update(deadline=date(2026, 10, 15))
    said = {}
    for day in ("2026-10-15", "2026-10-16"):
        time_machine.move_to(f"{day}T10:00:00+00:00", tick=False)
        said[day] = pages.main(client_for(recorder).get("/"))

    assert "Evidence is due on 15 October 2026." in said["2026-10-15"]
    assert "Evidence was due on 15 October 2026." in said["2026-10-16"]


# --- reminding --------------------------------------------------------------------------------------


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
