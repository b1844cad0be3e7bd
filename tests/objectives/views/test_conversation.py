"""Returning with parts, talking, and comparing versions, over HTTP."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from objectives.actions import evidence as actions
from objectives.actions.review import remark, send_back
from objectives.models import AuditEvent, Evidence, EvidenceRemark
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def client(client_for, reviewer):
    return client_for(reviewer)


@pytest.fixture
def returned(entry, reviewer):
    """The title came back with a note, the contribution without one."""
    fields = {"title": "Say how many.", "how-O1": ""}
    return send_back(evidence=entry("submitted"), reason="Two things.", by=reviewer, fields=fields)


def listed(tree):
    return [pages.words(item) for item in tree.xpath(".//*[@id='returned']//li")]


def post(client, evidence, step, **typed):
    return client.post(f"/evidence/{evidence.reference}/{step}/", typed, follow=True)


# --- returning ----------------------------------------------------------------------------------------


def test_a_reviewer_ticks_the_parts_of_this_record(client, entry):
    tree = pages.read(client.get(entry("submitted").get_absolute_url()))

    boxes = tree.xpath("//fieldset[@id='id_parts']//input[@type='checkbox']/@value")
    assert boxes[0] == "title"
    assert "how-O1" in boxes
    assert not [one for one in boxes if one.startswith("how-") and one != "how-O1"]


def test_what_is_ticked_or_written_on_comes_back(client, entry):
    evidence = entry("submitted")

    post(client, evidence, "return", reason="Two things.", parts=["how-O1"], **{"note-title": "Say how many."})

    assert Evidence.objects.get().decisions.last().fields == {"title": "Say how many.", "how-O1": ""}


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"parts": ["how-O2"]}, ("id_parts", "This choice is not on the list any more. Choose again.")),
        (
            {"note-title": "x" * 301},
            ("id_note-title", "“In one line” is 1 character too long: it has 301, and 300 fit. Shorten it."),
        ),
    ],
)
def test_what_cannot_be_marked_is_said_at_its_place_and_nothing_typed_is_lost(client, entry, typed, problem):
    evidence = entry("submitted")

    response = post(client, evidence, "return", reason="See the parts.", **typed)

    tree = pages.read(response)
    assert (response.status_code, Evidence.objects.get().status) == (422, "submitted")
    assert pages.error_links(response) == [problem]
    assert tree.get_element_by_id("id_reason").text_content().strip() == "See the parts."
    assert tree.get_element_by_id("id_note-title").get("value", "") == typed.get("note-title", "")
    assert pages.faults(response.content.decode()) == []


def test_the_author_sees_what_came_back_on_the_record_with_links_to_the_form(client_for, recorder, returned):
    tree = pages.read(client_for(recorder).get(returned.get_absolute_url()))

    assert listed(tree) == ["In one line : Say how many.", "How it served O1"]
    assert tree.xpath("//*[@id='returned']//li/a/@href") == [
        f"/evidence/{returned.reference}/edit/#id_title",
        f"/evidence/{returned.reference}/edit/#id_how-O1",
    ]


def test_and_on_the_form_with_links_to_its_fields(client_for, recorder, returned):
    response = client_for(recorder).get(f"/evidence/{returned.reference}/edit/")

    tree = pages.read(response)
    assert listed(tree) == ["In one line : Say how many.", "How it served O1"]
    assert tree.xpath("//*[@id='returned']//li/a/@href") == ["#id_title", "#id_how-O1"]
    assert pages.faults(response.content.decode()) == []


def test_what_came_back_stands_beside_its_field_too(client_for, recorder, returned):
    tree = pages.read(client_for(recorder).get(f"/evidence/{returned.reference}/edit/"))

    notes = tree.xpath("//*[@class='came-back']")
    assert [(one.getparent().xpath(".//label/text()")[0], pages.words(one)) for one in notes] == [
        ("In one line", "To put right: Say how many."),
        ("How it served O1", "To put right: see the reason at the top."),
    ]


def test_parts_that_the_form_no_longer_has_are_told_without_a_link(client_for, recorder, reviewer, entry, elements):
    evidence = send_back(
        evidence=entry("submitted"), reason="See.", by=reviewer, fields={"how-O1": "Why?", "files": "One is missing."}
    )
    evidence.contributions.all().delete()
    elements["O1"].code = "O9"
    elements["O1"].save()

    response = client_for(recorder).get(f"/evidence/{evidence.reference}/edit/")

    assert listed(pages.read(response)) == ["How it served O1 : Why?", "Files : One is missing."]
    assert pages.faults(response.content.decode()) == []


# --- what changed since ----------------------------------------------------------------------------------


def test_the_reviewer_sees_at_once_what_changed_since_it_was_returned(client, returned, content, recorder):
    actions.save(evidence=returned, content=replace(content, title="Forty trained in Nairobi"), by=recorder)
    actions.submit(evidence=returned, by=recorder)

    tree = pages.read(client.get(returned.get_absolute_url()))

    (changed,) = tree.find_class("changed")
    assert pages.words(changed.xpath(".//dt")[0]) == "In one line"
    assert "[left out: Training ]" in pages.words(changed)
    assert "[added: Forty trained ]" in pages.words(changed)


def test_resubmitting_without_a_change_is_said_too(client, returned, recorder):
    actions.submit(evidence=returned, by=recorder)

    assert "What changed since it was returned Nothing differs." in pages.main(client.get(returned.get_absolute_url()))


def test_what_was_never_returned_says_nothing_of_it(client, entry):
    assert "What changed since" not in pages.main(client.get(entry("submitted").get_absolute_url()))


def test_any_two_versions_are_compared(client, returned, content, recorder, reviewer):
    for number, title in enumerate(("Second title", "Third title")):
        if number:
            send_back(evidence=returned, reason="Again.", by=reviewer)
        actions.save(evidence=returned, content=replace(content, title=title), by=recorder)
        actions.submit(evidence=returned, by=recorder)
    address = f"/evidence/{returned.reference}/versions/"

    def compared(query):
        return pages.words(pages.read(client.get(address + query)).find_class("changes")[0])

    assert compared("") == "In one line [left out: Second ] [added: Third ] title"
    assert "Training" in compared("?from=1&to=2")
    assert "Third" in compared("?from=1&to=3")
    assert "From version 2 to version 3" in pages.main(client.get(f"{address}?from=x&to=99"))
    assert "From version 1 to version 1" in pages.main(client.get(f"{address}?from=x&to=1"))


def test_a_draft_has_no_versions_to_compare(client_for, recorder, entry):
    page = client_for(recorder).get(f"/evidence/{entry('draft').reference}/versions/")

    assert "No version is kept yet" in pages.main(page)


# --- remarks ----------------------------------------------------------------------------------------------


def test_remarks_and_decisions_stand_in_one_line_of_time(client_for, recorder, reviewer, entry, time_machine):
    evidence = entry("submitted")
    for minute, (who, text) in enumerate(((reviewer, "Which law?"), (recorder, "That of 1998."))):
        time_machine.move_to(f"2026-09-21T10:0{minute + 1}:00+00:00", tick=False)
        remark(evidence=evidence, text=text, field="how-O1", by=who)
    time_machine.move_to("2026-09-21T10:05:00+00:00", tick=False)
    actions.accept(evidence=evidence, by=reviewer)

    tree = pages.read(client_for(recorder).get(evidence.get_absolute_url()))

    assert [pages.words(item)[:30] for item in tree.xpath("//ol[@class='history']/li")] == [
        "Begun by Recorder, 21 Septembe",
        "Awaiting review · Recorder, 21",
        "Remark · Reviewer, 21 Septembe",
        "Remark · Recorder, 21 Septembe",
        "Accepted · Reviewer, 21 Septem",
    ]


@pytest.mark.parametrize("who", ["recorder", "colleague", "reviewer", "administrator"])
def test_a_remark_is_written_on_the_page(client_for, cast, entry, who):
    evidence = entry("submitted")

    response = post(client_for(cast[who]), evidence, "remarks", text="Which law?", field="")

    assert pages.messages(response) == [f"Your remark stands on {evidence.reference}."]
    assert "Which law?" in pages.main(response)


@pytest.mark.parametrize(("who", "reads"), [("auditor", True), ("outsider", False), ("focal_point", False)])
def test_others_write_none_and_auditors_alone_read_them(client_for, cast, entry, recorder, who, reads):
    evidence = entry("accepted")
    remark(evidence=evidence, text="Which law?", by=recorder)
    client = client_for(cast[who])

    page = client.get(evidence.get_absolute_url())

    assert ("Which law?" in pages.main(page)) == reads
    assert not pages.read(page).xpath("//form[contains(@action, '/remarks/')]")
    assert post(client, evidence, "remarks", text="Hello").status_code == 404
    assert client.get(f"/evidence/{evidence.reference}/versions/").status_code == (200 if reads else 404)
    assert EvidenceRemark.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"text": ""}, ("id_text", "Write what you have to say.")),
        (
            {"text": "x" * 2001},
            ("id_text", "“Your remark” is 1 character too long: it has 2,001, and 2,000 fit. Shorten it."),
        ),
        (
            {"text": "Why?", "field": "status"},
            ("id_field", "This choice is not on the list any more. Choose again."),
        ),
    ],
)
def test_what_is_no_remark_comes_back_with_the_error_at_its_place(client, entry, typed, problem):
    response = post(client, entry("submitted"), "remarks", **typed)

    assert (response.status_code, pages.error_links(response)) == (422, [problem])
    assert pages.faults(response.content.decode()) == []
    assert not EvidenceRemark.objects.exists()


def test_a_long_remark_is_shown_again(client, entry):
    response = post(client, entry("submitted"), "remarks", text="x" * 100_000)

    assert pages.read(response).get_element_by_id("id_text").text_content().strip() == "x" * 100_000
    assert factories.EvidenceRemarkFactory(evidence=Evidence.objects.get()).text == "Which law is meant?"


# --- a remark that is sent twice ------------------------------------------------------------------------


def test_a_remark_that_is_sent_twice_is_said_once(client, entry):
    evidence = entry("submitted")

    answers = [post(client, evidence, "remarks", text="How many were women?\r\n", field="title") for _ in range(2)]

    assert [pages.messages(one) for one in answers] == [[f"Your remark stands on {evidence.reference}."]] * 2
    assert [one.text for one in evidence.remarks.all()] == ["How many were women?"]
    assert AuditEvent.objects.filter(action="evidence.remark").count() == 1


@pytest.mark.parametrize("between", [{"text": "And men?"}, {"text": "How many?", "field": "title"}])
def test_what_is_said_again_after_something_else_stands_again(client, entry, between):
    evidence = entry("submitted")

    for typed in ({"text": "How many?"}, between, {"text": "How many?"}):
        post(client, evidence, "remarks", **typed)

    assert evidence.remarks.count() == 3


def test_a_question_may_be_asked_again_later(client, entry, reviewer):
    evidence, before = entry("submitted"), timezone.now() - timedelta(minutes=11)
    EvidenceRemark.objects.create(evidence=evidence, text="Any news?", by=reviewer, at=before)

    post(client, evidence, "remarks", text="Any news?")

    assert evidence.remarks.count() == 2
