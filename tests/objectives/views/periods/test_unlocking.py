"""Evidence that comes late: the period is unlocked for it, and staff are told."""

from datetime import date

import pytest

from objectives.enums import EvidenceStatus
from objectives.models import Evidence, Period, PeriodUnlock
from tests import factories, pages
from tests.objectives.views.periods.addresses import Q3
from tests.pages import sound

pytestmark = pytest.mark.django_db

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
WAS_DUE = "Evidence of the period “Third quarter of 2026” was due on 15 October 2026."
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

    told = "Evidence of the period “Third quarter of 2026” may come late until"
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
