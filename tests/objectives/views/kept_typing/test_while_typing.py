"""What is typed into the evidence form is kept while one types."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from objectives.actions import tick
from objectives.models import AuditEvent, Evidence, FormDraft
from tests import pages
from tests.objectives.windows import TYPED, edit, turned, window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "elements")]


def test_what_is_typed_is_kept_as_it_stands_and_makes_no_record_and_no_event(client, new):
    typed = turned(window(client, new), title="A visit", starts_on="soon", **{"how-O1": "By <b>hand</b>"})

    response = client.post(TYPED, typed)

    answer = response.json()
    assert (response.status_code, answer["turn"], answer["open"], answer["changed"]) == (200, 1, True, "")
    assert (Evidence.objects.count(), AuditEvent.objects.count()) == (0, 0)
    again = window(client, new)
    assert {name: again[name] for name in ("title", "starts_on", "how-O1")} == {
        "title": "A visit",
        "starts_on": "soon",
        "how-O1": "By <b>hand</b>",
    }


def test_the_form_says_what_it_kept_and_accuses_nobody_yet(client, new):
    client.post(TYPED, turned(window(client, new), starts_on="soon"))

    response = client.get(new)

    assert response.status_code == 200
    assert "it is filled in below. It is not saved yet." in pages.main(response)
    assert pages.error_links(response) == []


def test_a_window_that_goes_on_with_what_was_kept_leaves_one_text(client, new):
    client.post(TYPED, turned(window(client, new), title="One"))

    client.post(TYPED, turned(window(client, new), title="One, two"))

    assert [row.title for row in FormDraft.objects.unfinished()] == ["One, two"]


def test_what_was_gone_on_with_elsewhere_does_not_come_back_when_its_window_sends_it_late(client, new):
    early = turned(window(client, new), title="One")
    client.post(TYPED, early)
    client.post(new, {**window(client, new), "title": "One, two", "save": "yes"})

    answer = client.post(TYPED, early).json()

    assert (answer["open"], FormDraft.objects.unfinished().exists()) == (False, False)


def test_what_comes_late_does_not_write_over_what_came_first(client, new):
    opened = window(client, new)
    client.post(TYPED, {**opened, "title": "One, two", "turn": "2"})

    answer = client.post(TYPED, {**opened, "title": "One", "turn": "1"}).json()

    assert (answer["turn"], FormDraft.objects.get().title) == (2, "One, two")


def test_keeping_costs_eight_queries_at_most(client, new, entry):
    opened = window(client, edit(entry))
    client.post(TYPED, turned(opened, title="One"))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.post(TYPED, {**opened, "title": "Two", "turn": "9"})

    assert len(queries) <= 8


def test_nobody_else_sees_or_discards_what_is_typed(client, client_for, new, colleague, reviewer, administrator):
    client.post(TYPED, turned(window(client, new), title="A secret"))
    row = FormDraft.objects.get()

    for person in (colleague, reviewer, administrator):
        other = client_for(person)
        assert "A secret" not in other.get(new).content.decode()
        assert "A secret" not in other.get(TYPED).content.decode()
        assert "unfinished" not in pages.main(other.get("/"))
        assert other.post(f"{TYPED}{row.pk}/discard/").status_code == 404
    assert FormDraft.objects.count() == 1


def test_a_form_that_another_person_opened_is_refused(client, client_for, new, colleague):
    typed = turned(window(client, new), title="Mine")

    response = client_for(colleague).post(TYPED, typed)

    assert (response.status_code, FormDraft.objects.count()) == (409, 0)
    assert response.json() == {"problem": "This form was opened by somebody else, or too long ago."}


@pytest.mark.parametrize("ticket", ["", "x", "a:b:c", "x" * 100_000])
def test_without_a_ticket_of_the_site_nothing_is_kept(client, new, ticket):
    response = client.post(TYPED, {**window(client, new), "ticket": ticket, "title": "A"})

    assert (response.status_code, FormDraft.objects.count()) == (409, 0)


def test_only_fields_of_the_form_are_kept(client, new):
    client.post(TYPED, turned(window(client, new), title="A", is_superuser="on", submit="yes", detach="1"))

    assert not {"is_superuser", "submit", "detach", "ticket", "seen", "turn", "token"} & {
        *FormDraft.objects.get().fields
    }


def test_more_than_is_kept_is_refused_in_words(client, new):
    response = client.post(TYPED, turned(window(client, new), description="é" * 150_000))

    assert (response.status_code, FormDraft.objects.count()) == (413, 0)
    assert "Save the form as a draft." in response.json()["problem"]


def test_a_window_that_sends_too_often_is_told_to_wait(client, new):
    opened = window(client, new)

    answers = [client.post(TYPED, {**opened, "turn": str(turn)}).status_code for turn in range(1, 36)]

    assert answers == [200] * 31 + [429] * 4


def test_one_form_too_many_is_refused(client, new, settings: SimpleNamespace):
    settings.FORM_DRAFTS_MOST = 1
    client.post(TYPED, turned(window(client, new), title="One"))

    response = client.post(TYPED, turned(window(client, f"/evidence/new/?form={uuid4()}"), title="Two"))

    assert (response.status_code, FormDraft.objects.count()) == (413, 1)


@pytest.mark.parametrize("turn", ["", "-1", "x", "9" * 40, "1.5", "١"])
def test_a_turn_that_is_no_number_breaks_nothing(client, new, turn):
    response = client.post(TYPED, {**window(client, new), "seen": turn, "turn": turn, "title": "A"})

    assert (response.status_code, FormDraft.objects.get().title) == (200, "A")


def test_the_home_page_counts_unfinished_forms_and_leads_back_to_them(client, new):
    client.post(TYPED, turned(window(client, new), title="A visit"))

    home = client.get("/")
    link = pages.read(client.get(TYPED)).xpath("//ul[contains(@class, 'unfinished')]//a")[0]

    assert "1 unfinished form, not saved" in pages.main(home)
    assert (link.text, window(client, link.get("href"))["title"]) == ("A visit", "A visit")


def test_what_was_typed_can_be_discarded(client, new):
    client.post(TYPED, turned(window(client, new), title="A visit"))

    response = client.post(f"{TYPED}{FormDraft.objects.get().pk}/discard/", follow=True)

    assert pages.messages(response) == ["What you had typed and not saved is discarded."]
    left = FormDraft.objects.values_list("is_open", "fields")
    assert (window(client, new)["title"], list(left)) == ("", [(False, {})])


def test_what_nobody_goes_on_with_is_thrown_away_after_thirty_days(client, new):
    for days in (29, 31):
        client.post(TYPED, turned(window(client, f"/evidence/new/?form={uuid4()}"), title=f"{days} days"))
        FormDraft.objects.filter(fields__title=[f"{days} days"]).update(
            updated_at=timezone.now() - timedelta(days=days)
        )

    tick.tick()

    assert [row.title for row in FormDraft.objects.all()] == ["29 days"]
