"""What comes back to an author, part by part; what is said on a record; and the versions that are kept of it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import evidence as actions
from objectives.actions.evidence import FigureInput
from objectives.actions.review import remark, send_back
from objectives.models import AuditEvent, EvidenceDecision, EvidenceRemark
from objectives.queries.conversation import returned_fields
from objectives.queries.evidence_parts import parts_of
from objectives.queries.versions import changes
from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(content, indicator, recorder):
    """A submitted entry with a figure."""
    evidence = entries.draft(replace(content, figures=(FigureInput(indicator, Decimal(40)),)), by=recorder)
    return actions.submit(evidence=evidence, by=recorder)


# --- the parts that come back -------------------------------------------------------------------------


def test_a_record_s_parts_are_those_of_every_record_and_each_contribution_and_figure_of_its_own(full):
    assert [part.name for part in parts_of(full)] == [
        "title",
        "description",
        "beneficiaries",
        "sensitivity",
        "starts_on",
        "office",
        "programme",
        "countries",
        "terms",
        "contributions",
        "how-O1",
        "figure-O1:O1.1",
        "citation",
        "files",
    ]


def test_a_return_keeps_the_parts_that_it_is_about_in_the_record_s_order(full, reviewer):
    fields = {"figure-O1:O1.1": " Not 4,000?\n", "title": ""}

    evidence = send_back(evidence=full, reason="See the parts.", by=reviewer, fields=fields)

    decision = evidence.decisions.last()
    assert list(decision.fields.items()) == [("title", ""), ("figure-O1:O1.1", "Not 4,000?")]
    assert AuditEvent.objects.latest("id").after["fields"] == decision.fields
    assert returned_fields(evidence) == decision.fields


def test_nothing_is_marked_once_it_is_submitted_anew(full, reviewer, recorder):
    evidence = send_back(evidence=full, reason="See the title.", by=reviewer, fields={"title": ""})
    evidence = actions.submit(evidence=evidence, by=recorder)

    assert returned_fields(evidence) == {}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"how-O2": ""}, "This entry has no such part."),
        ({"status": ""}, "This entry has no such part."),
        ({"title": "x" * 301}, "A note can have 300 characters at most."),
    ],
)
def test_what_is_no_part_of_the_record_cannot_come_back(full, reviewer, fields, message):
    with pytest.raises(ActionError) as refusal:
        send_back(evidence=full, reason="Why?", by=reviewer, fields=fields)

    full.refresh_from_db()
    assert refusal.value.problems == {"fields": [message]}
    assert (full.status, EvidenceDecision.objects.filter(after="returned").exists()) == ("submitted", False)


# --- versions -----------------------------------------------------------------------------------------


def test_each_time_that_it_is_handed_in_is_a_version(full, content, reviewer, recorder):
    evidence = send_back(evidence=full, reason="See the title.", by=reviewer)
    actions.save(evidence=evidence, content=replace(content, title="Forty officials trained in Nairobi"), by=recorder)
    actions.submit(evidence=evidence, by=recorder)

    first, second = evidence.versions.all()
    assert [(one.number, one.by, one.at) for one in (first, second)] == [
        (1, recorder, timezone.now()),
        (2, recorder, timezone.now()),
    ]
    assert (first.content["title"], second.content["title"]) == (
        "Training in Nairobi",
        "Forty officials trained in Nairobi",
    )
    assert [change.name for change in changes(first.content, second.content)] == ["title", "figure-O1:O1.1"]


def test_a_draft_has_no_version_and_a_decision_makes_none(entry):
    assert entry("draft").versions.count() == 0
    assert entry("withdrawn").versions.count() == 1


def test_a_refused_submission_leaves_no_version(content, recorder):
    evidence = entries.draft(replace(content, title=""), by=recorder)

    with pytest.raises(ActionError):
        actions.submit(evidence=evidence, by=recorder)

    assert evidence.versions.count() == 0


# --- remarks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["recorder", "colleague", "reviewer", "administrator"])
def test_the_author_colleagues_and_reviewers_talk(entry, cast, who):
    evidence = entry("submitted")

    made = remark(evidence=evidence, text=" Which law?\r\nOf 1998? ", field="how-O1", by=cast[who])

    assert (made.text, made.field, made.by, made.at) == ("Which law?\nOf 1998?", "how-O1", cast[who], timezone.now())
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.by, event.after) == (
        "evidence.remark",
        cast[who],
        {"remark": "Which law?\nOf 1998?", "field": "how-O1"},
    )


@pytest.mark.parametrize("who", ["outsider", "focal_point", "auditor", "delegate", "inactive"])
@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_nobody_else_does(entry, cast, who, status):
    with pytest.raises(NotPermitted):
        remark(evidence=entry(status), text="Hello", by=cast[who])
    assert not EvidenceRemark.objects.exists()


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"text": " \n "}, {"text": ["Write what you have to say."]}),
        ({"text": "x" * 2001}, {"text": ["A remark can have 2000 characters at most."]}),
        ({"text": "Why?", "field": "how-O9"}, {"field": ["This entry has no such part."]}),
    ],
)
def test_what_is_no_remark_is_refused_at_its_place(entry, recorder, typed, problems):
    with pytest.raises(ActionError) as refusal:
        remark(evidence=entry("submitted"), by=recorder, **typed)

    assert refusal.value.problems == problems


def test_colleagues_of_an_office_that_was_merged_go_on_talking(entry, nairobi, outsider, bogota):
    evidence = entry("submitted")
    nairobi.merged_into, nairobi.retired_on, nairobi.retired_reason = bogota, "2026-01-01", "Merged."
    nairobi.save()

    assert remark(evidence=evidence, text="Ours now.", by=outsider).by == outsider
    assert factories.EvidenceFactory(framework=evidence.framework).remarks.count() == 0
