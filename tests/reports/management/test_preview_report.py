import os
import sys
from io import StringIO

import pypdfium2
import pytest
from django.core.management import ManagementUtility, call_command

from objectives.models import AssessmentText, AuditEvent, Period
from reports.models import Edition, Rendition


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def call(*arguments):
    """The exit status and what was said on standard error, as a shell sees them."""
    errors, kept = StringIO(), sys.stderr
    sys.stderr = errors
    try:
        ManagementUtility(["manage.py", "preview_report", *arguments]).execute()
    except SystemExit as stop:
        return stop.code, errors.getvalue()
    finally:
        sys.stderr = kept
    return 0, errors.getvalue()


def test_it_writes_a_draft_and_touches_no_edition(world, tmp_path):
    output = tmp_path / "preview.pdf"

    call_command("preview_report", "assessment", "1995-2004", language="en", output=output, stdout=StringIO())

    text = text_of(output)
    assert "Assessment of the plan" in text
    assert "draft" in text.lower()
    assert (Edition.objects.count(), Rendition.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)


def test_the_same_records_give_the_same_bytes(world, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        call_command("preview_report", "assessment", "1995-2004", output=tmp_path / name, stdout=StringIO())

    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def open_period(world):
    Period.objects.update(status="open", closed_at=None, closed_by=None)


def lose_narratives(world):
    AssessmentText.objects.all().delete()


def nothing(world):
    pass


@pytest.mark.parametrize(
    ("arrange", "arguments", "message"),
    [
        (nothing, ["other", "1995-2004"], "There is no report “other”. Known are: assessment."),
        (nothing, ["assessment", "1999"], "This report has no period “1999”. Known are: 1995-2004."),
        (
            nothing,
            ["assessment", "1995-2004", "--language", "tlh"],
            "This report has no language “tlh”. It is made in: en.",
        ),
        (open_period, ["assessment", "1995-2004"], "1995-2004 is still open. Close the period first."),
        (
            lose_narratives,
            ["assessment", "1995-2004"],
            "The assessment of O1 has no narrative in the language en. "
            "The assessment of O2 has no narrative in the language en. "
            "The assessment of O3 has no narrative in the language en.",
        ),
    ],
    ids=["unknown definition", "unknown period", "unknown language", "open period", "missing narratives"],
)
def test_a_call_that_cannot_be_answered_says_why_in_one_line(world, tmp_path, arrange, arguments, message):
    arrange(world)
    output = tmp_path / "preview.pdf"

    status, errors = call(*arguments, "--output", str(output))

    assert (status, errors) == (2, f"CommandError: {message}\n")
    assert not output.exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing/preview.pdf", "No such file or directory"), ("folder", "Is a directory")],
)
def test_a_file_that_cannot_be_written_leaves_nothing_behind(world, tmp_path, name, reason):
    (tmp_path / "folder").mkdir()
    output = tmp_path / name

    status, errors = call("assessment", "1995-2004", "--output", str(output))

    assert (status, errors) == (2, f"CommandError: {output} cannot be written: {reason}.\n")
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_full_disk_leaves_the_earlier_file_as_it_was(world, tmp_path, monkeypatch):
    output = tmp_path / "preview.pdf"
    output.write_bytes(b"earlier")

    def full(_handle):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)

    status, errors = call("assessment", "1995-2004", "--output", str(output))

    assert (status, errors) == (2, f"CommandError: {output} cannot be written: No space left on device.\n")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("preview.pdf", b"earlier")]
