"""Rows that go to review at once: counted, kept as versions, and told to their reviewers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iomtrack.accounts.models import User
from objectives.actions import evidence as evidence_actions
from objectives.actions import imports as actions
from objectives.actions.evidence_versions import frozen
from objectives.exchange.spreadsheets import work
from objectives.models import ElementTally, Evidence, EvidenceVersion, Framework, ReviewNotice
from tests import factories
from tests.objectives import sheets
from tests.objectives.entries import audited

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


def test_rows_can_go_to_review_at_once_and_are_counted(framework: Framework, recorder: User) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")

    entry = Evidence.objects.get()
    assert entry.status == "submitted"
    assert [(one.before, one.after, one.by) for one in entry.decisions.all()] == [("draft", "submitted", recorder)]
    assert ElementTally.objects.get(element__code="O1").awaiting == 1
    assert audited() == ["import.upload", "import.confirm", "evidence.import", "import.write"]


def test_what_goes_to_review_keeps_the_version_that_one_entry_by_itself_would(
    framework: Framework, recorder: User, rich: dict[str, object]
) -> None:
    sheets.imported(framework, sheets.xlsx(rich, sheets.sound(2)), by=recorder, landing="submitted")

    for entry in Evidence.objects.all():
        (version,) = entry.versions.all()
        as_of_one = EvidenceVersion(evidence=entry, number=9, content=frozen(entry), by=recorder)
        as_of_one.save()
        as_of_one.refresh_from_db()
        assert (version.number, version.by) == (1, recorder)
        assert version.content == as_of_one.content


def test_a_returned_entry_that_is_handed_in_by_a_file_has_a_second_version(
    framework: Framework, recorder: User, reviewer: User
) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")
    evidence_actions.send_back(evidence=Evidence.objects.get(), reason="Say where.", by=reviewer)

    sheets.imported(framework, sheets.xlsx(sheets.sound(title="Training at Nairobi")), by=recorder, landing="submitted")

    versions = Evidence.objects.get().versions.order_by("number")
    assert [(one.number, one.content["title"]) for one in versions] == [
        (1, "Training in Nairobi"),
        (2, "Training at Nairobi"),
    ]


def test_each_reviewer_is_told_once_of_all_that_waits_for_them(
    framework: Framework, recorder: User, reviewer: User
) -> None:
    focal = factories.UserFactory(role="reviewer", name="Focal")
    factories.FocalPointFactory(element=framework.elements.get(code="R1"), user=focal)
    rows = [sheets.sound(1), sheets.sound(2), sheets.sound(3, serves_1="R1")]

    batch = sheets.imported(framework, sheets.xlsx(*rows), by=recorder, landing="submitted")

    first = Evidence.objects.earliest("pk")
    told = {(one.user, one.kind, one.evidence, one.entries, one.imported) for one in ReviewNotice.objects.all()}
    assert told == {(reviewer, "review", first, 2, batch), (focal, "review", first, 3, batch)}


def test_handing_in_ten_times_as_many_takes_as_many_queries(
    framework: Framework, recorder: User, reviewer: User
) -> None:
    def queries(start: int, number: int) -> int:
        rows = [sheets.sound(one) for one in range(start, start + number)]
        batch = sheets.checked(framework, sheets.xlsx(*rows), by=recorder, landing="submitted")
        actions.confirm(batch=batch, by=recorder)
        with CaptureQueriesContext(connection) as found:
            work.work(pk=batch.pk)
        return len(found)

    queries(900, 1)  # the year's first reference is given out
    assert queries(100, 40) == queries(1, 4)
