"""The audit page: who did what to what, before and after; filters, and paging by key."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from objectives.models import AuditEvent
from tests import pages
from tests.objectives.audit import seal_up_to

pytestmark = pytest.mark.django_db


def shown(response):
    return pages.rows(response)


def test_the_newest_stands_first_with_who_when_and_what_changed(client, colleagues):
    response = client.get("/audit/")

    assert shown(response) == ["Evidence returned", "Office rename", "User note"]
    text = pages.main(response)
    assert "EV-2026-0007 Reviewer 3 Sep 2026, 09:00:00" in text
    assert "Status: Awaiting review → Returned" in text
    assert "Name: NBO → Nairobi" in text


def test_each_changed_field_stands_on_the_list_with_what_differs_or_by_its_name(client, administrator):
    same = "word " * 60
    AuditEvent.objects.record(
        by=administrator,
        action="evidence.save",
        on=administrator,
        before={"aa": f"{same}was this", **{f"f{number}": 0 for number in range(6)}},
        after={"aa": f"{same}became that", **{f"f{number}": 1 for number in range(6)}},
    )

    text = pages.main(client.get("/audit/"))

    assert "Aa: … word word word word was this → … word word word word became that" in text
    assert "F4: 0 → 1" in text
    assert "Changed too: F5" in text


def test_a_row_that_is_cut_leads_to_the_whole_change(client, administrator):
    for after in ({"aa": "short"}, {"aa": "word " * 60}, {f"f{number}": 1 for number in range(7)}):
        AuditEvent.objects.record(by=administrator, action="user.note", on=administrator, before={}, after=after)

    cells = pages.read(client.get("/audit/")).xpath("//tbody/tr/td[last()]")[:3]

    assert [[link.text_content() for link in cell.xpath(".//a")] for cell in cells] == [
        ["The whole change: User note, Administrator"],
        ["The whole change: User note, Administrator"],
        [],
    ]
    event = AuditEvent.objects.latest("pk")
    assert cells[0].xpath(".//a/@href") == [f"/audit/{event.pk}/"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("who=reviewer@example.org", ["Evidence returned"]),
        ("who=RECORDER", ["Office rename"]),
        ("who=example.org", ["Evidence returned", "Office rename", "User note"]),
        ("group=office", ["Office rename"]),
        ("kind=accounts.user", ["User note"]),
        ("object=2026-0007", ["Evidence returned"]),
        ("object=nairobi", ["Office rename"]),
        ("since=2026-09-02", ["Evidence returned", "Office rename"]),
        ("until=2026-09-02", ["Office rename", "User note"]),
        ("since=2026-09-02&until=2026-09-02", ["Office rename"]),
        ("text=Société", ["Evidence returned"]),
        ("text=%E2%80%9CSoci", ["Evidence returned"]),
        ("text=days+wrong", ["Evidence returned"]),
        ("text=days+right", []),
        ("text=returned", ["Evidence returned"]),
        ("text=%25", []),
        ("group=office&who=reviewer@example.org", []),
        ("group=office&kind=objectives.office&who=recorder", ["Office rename"]),
        ("group=office&who=example.org&text=NBO", ["Office rename"]),
        ("of=objectives.office:0", []),
    ],
)
def test_the_list_is_narrowed(client, colleagues, query, expected):
    assert shown(client.get(f"/audit/?{query}")) == expected


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("who=nobody", ("id_who", "Nobody here has this name or address.")),
        (
            "who=" + "x" * 151,
            ("id_who", "“Who: name or e-mail” is 1 character too long: it has 151, and 150 fit. Shorten it."),
        ),
        ("group=x", ("id_group", "This choice is not on the list any more. Choose again.")),
        ("kind=x", ("id_kind", "This choice is not on the list any more. Choose again.")),
        (
            "object=" + "x" * 201,
            ("id_object", "“Object or reference” is 1 character too long: it has 201, and 200 fit. Shorten it."),
        ),
        ("since=soon", ("id_since", "This is not a day of the calendar. Write it as 2026-09-14.")),
        ("until=2026-13-01", ("id_until", "This is not a day of the calendar. Write it as 2026-09-14.")),
        ("since=2026-09-02&until=2026-09-01", ("id_until", "The last day is before the first day.")),
        (
            "text=" + "x" * 201,
            ("id_text", "“Words in the event” is 1 character too long: it has 201, and 200 fit. Shorten it."),
        ),
    ],
)
def test_what_is_wrong_with_a_filter_stands_at_its_place(client, colleagues, query, error):
    for response in (client.get(f"/audit/?{query}"), client.post(f"/audit/export/csv/?{query}")):
        assert (response.status_code, pages.error_links(response)) == (422, [error])
        assert pages.faults(response.content.decode()) == []
    assert not AuditEvent.objects.filter(action="audit.export").exists()


def test_a_list_without_a_fitting_event_says_so(client, colleagues):
    assert "No event fits these filters." in pages.main(client.get("/audit/?text=zebra"))


# --- paging by key ----------------------------------------------------------------------------------


def follow(client, response, name):
    (link,) = [a.get("href") for a in pages.read(response).iter("a") if pages.words(a) == name]
    return client.get(f"/audit/{link}")


def labels(response):
    return [pages.words(node) for node in pages.read(response).xpath("//td[1]/div")]


@pytest.mark.parametrize("query", ["", "who=example.org", "group=person&kind=accounts.user"])
def test_older_and_newer_lead_through_all_without_gap_or_double(client, sixty, query):
    first = client.get(f"/audit/?{query}")
    second = follow(client, first, "Older")
    third = follow(client, second, "Older")
    back = follow(client, third, "Newer")

    numbers = [
        [int(a.get("href").split("/")[2]) for a in pages.read(one).find_class("row-title")]
        for one in (first, second, third)
    ]
    assert [number for one in numbers for number in one] == [event.pk for event in reversed(sixty)]
    assert [len(one) for one in numbers] == [25, 25, 10]
    assert pages.rows(back) == pages.rows(second)
    assert pages.rows(follow(client, back, "Newer")) == pages.rows(first)
    assert "Older" not in pages.main(third)
    assert "Newer" not in pages.main(first)


@pytest.mark.parametrize("place", ["x", "2026-09-01", "_5", "2026-09-01T00:00:00_x", "9" * 400])
def test_a_place_that_is_none_is_the_beginning(client, sixty, place):
    assert len(shown(client.get("/audit/", {"before": place}))) == 25


def test_a_search_finds_what_is_oldest_among_many(client, administrator):
    oldest = AuditEvent.objects.record(
        by=administrator, action="office.add", on=administrator, after={"name": "Namanga"}
    )
    for _number in range(60):
        AuditEvent.objects.record(by=administrator, action="office.add", on=administrator)

    response = client.get("/audit/?text=namanga")

    assert [int(a.get("href").split("/")[2]) for a in pages.read(response).find_class("row-title")] == [oldest.pk]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("societe", True),
        ("SOCIÉTÉ", True),
        ("soc", True),
        ("ociete", False),
        ("l'œuvre", True),
        ("x' | 'y", False),
        ('" OR "', False),
        ("*", False),
        ("31/12", True),
        ("_", False),
    ],
)
def test_words_are_found_whole_or_by_their_beginning(client, administrator, typed, is_found):
    said = "Pour la Société: l'œuvre du 31/12."
    AuditEvent.objects.record(by=administrator, action="office.add", on=administrator, after={"said": [said, {"n": 1}]})

    assert len(shown(client.get("/audit/", {"text": typed}))) == int(is_found)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "who=administrator",
        "group=person",
        "kind=accounts.user",
        "text=zebra",
        "who=administrator&group=person&text=1",
    ],
)
def test_no_query_reads_more_than_an_index_gives_it(client, sixty, query):
    with CaptureQueriesContext(connection) as made:
        client.get(f"/audit/?{query}")
    reading = [
        one["sql"]
        for one in made.captured_queries
        if one["sql"].startswith("SELECT") and "objectives_audit" in one["sql"]
    ]

    assert reading
    assert all("LIMIT" in sql or '"id" IN (' in sql for sql in reading)
    assert not any("COUNT(" in sql.upper() for sql in reading)
    if connection.vendor == "sqlite":
        plans = [step for sql in reading for step in plan(sql)]
        assert [step for step in plans if step.startswith("SCAN") and "USING" not in step] == []
        assert [
            step for step in plans if "TEMP B-TREE" in step and "RIGHT PART" not in step and '"id" IN' not in step
        ] == []


def plan(sql):
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
        return [row[3] for row in cursor.fetchall() if "auditevent" in row[3]]


# --- one event ----------------------------------------------------------------------------------------


def test_an_event_shows_each_field_before_and_after_and_leads_to_its_object(client, colleagues):
    response = client.get(f"/audit/{colleagues['entry'].pk}/")

    text = pages.main(response)
    assert "Status Awaiting review Returned" in text
    assert "Reason – The days of the “Société” are wrong." in text
    links = {pages.words(a): a.get("href") for a in pages.read(response).get_element_by_id("main").iter("a")}
    assert links["All that was done to it"] == f"/audit/?of=objectives.evidence:{colleagues['entry'].object_id}"
    assert links["EV-2026-0007"] == "/evidence/EV-2026-0007/"
    assert "waits for the next one" in text
    assert shown(client.get(links["All that was done to it"])) == ["Evidence returned"]


def test_it_leads_to_what_its_reader_may_see(client, administrator, framework):
    event = AuditEvent.objects.record(by=administrator, action="framework.load", on=framework)

    links = [a.get("href") for a in pages.read(client.get(f"/audit/{event.pk}/")).iter("a")]

    assert "/frameworks/mc-inf-274/" in links


def test_an_event_of_a_kind_that_is_no_more_is_still_read(client, administrator):
    AuditEvent.objects.create(by=administrator, action="thing.done", object_type="gone.thing", object_id="x", after=[1])

    event = AuditEvent.objects.get()

    assert "gone.thing done" in pages.main(client.get(f"/audit/{event.pk}/"))


def test_words_that_differ_are_marked(client, administrator):
    event = AuditEvent.objects.record(
        by=administrator,
        action="evidence.save",
        on=administrator,
        before={"title": "A visit to Namanga", "same": 1},
        after={"title": "Two visits to Namanga", "same": 1},
    )

    tree = pages.read(client.get(f"/audit/{event.pk}/"))

    assert [pages.words(node) for node in tree.iter("del")] == ["A visit"]
    assert [pages.words(node) for node in tree.iter("ins")] == ["Two visits"]
    assert "1 field stayed as it was" in pages.words(tree)


def test_an_event_names_the_seal_that_holds_it(client, colleagues):
    seal = seal_up_to(2)[1]

    assert f"2 September 2026 {seal.digest}" in pages.main(client.get(f"/audit/{colleagues['office'].pk}/"))
    assert "waits for the next one" in pages.main(client.get(f"/audit/{colleagues['entry'].pk}/"))


def test_the_page_shows_the_last_seal_and_says_when_one_is_missing(client, colleagues, time_machine):
    assert "No day is sealed yet" in pages.main(client.get("/audit/"))
    seal = seal_up_to(2)[-1]

    time_machine.move_to("2026-09-04T01:00:00Z", tick=False)
    in_time = pages.main(client.get("/audit/"))
    time_machine.move_to("2026-09-04T03:00:00Z", tick=False)
    late = pages.main(client.get("/audit/"))

    assert f"Sealed up to the end of 2 September 2026. Digest to note elsewhere: {seal.digest}" in in_time
    assert "is the worker running?" not in in_time
    assert "The seal of a later day is missing: is the worker running?" in late
