"""What a worker kept in English is read in one's own language; what one person reads is kept in theirs."""

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override

from iomtrack.accounts.characters import too_long
from iomtrack.work import claims
from iomtrack.work.errors import WorkFailed
from iomtrack.work.retelling import retold, retold_whole
from objectives.models import AuditEvent, ExportJob, State
from reports.delivery.letters import notice_letter
from reports.enums import NoticeKind
from reports.models import Notice
from tests import factories

SENTENCE = "The account is closed, so this letter was not sent."
WITH_VALUES = "The PDF could not be filed: %(reason)s."


def in_french(message: str) -> str:
    with override("fr"):
        return gettext(message)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_sentence_is_told_anew_with_the_values_that_were_put_into_it(language: str) -> None:
    kept = "\n".join([SENTENCE, WITH_VALUES % {"reason": "no space"}, "554 5.7.1 refused (ab%s)"])
    with override(language):
        assert gettext(SENTENCE) != SENTENCE
        assert retold(kept) == "\n".join(
            [gettext(SENTENCE), gettext(WITH_VALUES) % {"reason": "no space"}, "554 5.7.1 refused (ab%s)"]
        )


def test_in_english_it_stays_as_it_is() -> None:
    assert retold(SENTENCE) == SENTENCE


def test_singular_and_plural_are_told_by_their_own() -> None:
    forms = (
        "%(number)s entry is counted for %(code)s, but the register lists %(listed)s.",
        "%(number)s entries are counted for %(code)s, but the register lists %(listed)s.",
    )
    for number in (1, 5):
        values = {"number": number, "code": "O1", "listed": 3}
        with override("en"):
            kept = ngettext(*forms, number) % values
        with override("fr"):
            assert retold(kept) == ngettext(*forms, number) % values
            assert retold(kept) != kept


@pytest.mark.parametrize("text", ["Returned", "Merged", "No evidence for Kenya yet", "", "Sent on Monday"])
def test_what_a_person_typed_stays_in_their_words(text: str) -> None:
    with override("fr"):
        assert retold_whole(text) == text


def test_pages_tell_anew_by_a_filter() -> None:
    page = Template("{% load retelling %}{{ kept|retold }}|{{ kept|retold_if_whole }}|{{ other|retold }}")
    with override("fr"):
        said = page.render(Context({"kept": SENTENCE, "other": "<b>"}))
    assert said == f"{in_french(SENTENCE)}|{in_french(SENTENCE)}|&lt;b&gt;"


@pytest.mark.django_db
def test_an_administrator_is_told_in_their_language_what_has_stopped(administrator: Any) -> None:
    administrator.language = "fr"
    administrator.save()
    told = {"kind": NoticeKind.STOPPED, "problem": SENTENCE, "email": administrator.email}
    notice = Notice(edition=factories.EditionFactory(), user=administrator, message_id="<1@localhost>", **told)

    letter = notice_letter(notice)
    assert in_french(SENTENCE) in letter.body
    assert SENTENCE not in letter.body
    assert in_french(SENTENCE) in str(letter.alternatives[0][0])


@pytest.mark.django_db
def test_a_worker_words_what_one_person_reads_in_their_language(recorder: Any) -> None:
    recorder.language = "es"
    recorder.save()
    job = factories.ExportJobFactory(by=recorder)

    def fail(_row: ExportJob) -> None:
        raise WorkFailed(gettext(SENTENCE), permanent=True)

    claims.run(ExportJob, job.pk, make=fail, keep=lambda *_made: None, tell_stopped=lambda *_what: None)
    job.refresh_from_db()
    with override("es"):
        assert job.error == gettext(SENTENCE)


@pytest.mark.django_db
def test_the_audit_names_things_in_one_language_whoever_acts(recorder: Any) -> None:
    state = State.objects.create(iso="DE", name="Germany")
    with override("fr"):
        assert str(state) == "Allemagne"
        event = AuditEvent.objects.record(by=recorder, action="state.set_language", on=state)
    assert event.object_label == "Germany"


@pytest.mark.parametrize(("kept_in", "language"), [("en", "fr"), ("fr", "es"), ("es", "en")])
def test_days_in_it_are_told_anew_too(kept_in: str, language: str) -> None:
    message = "The last day is before the first day. Give %(day)s or later."

    def worded(one: str) -> str:
        with override(one):
            return gettext(message) % {"day": date_format(date(2026, 10, 11), "DATE_FORMAT")}

    with override(language):
        assert retold(worded(kept_in), kept_in) == worded(language)


def test_a_day_that_somebody_wrote_stays_as_it_was_written() -> None:
    kept = "“11 October 2026” is not known here. Write a code of the list, such as NBO."

    with override("fr"):
        assert "«\u202f11 October 2026\u202f»" in retold(kept).replace("\xa0", "\u202f")


def test_what_a_box_is_called_in_it_is_told_anew() -> None:
    def worded(language: str) -> str:
        with override(language):
            return too_long(gettext("In one line"), "x" * 205, 200)

    with override("fr"):
        assert retold(worded("en")) == worded("fr")
        assert gettext("In one line") in worded("fr")


def test_two_messages_behind_one_another_are_told_one_by_one() -> None:
    def worded(language: str) -> str:
        with override(language):
            due = gettext("Evidence of the period “%(period)s” was due on %(day)s.")
            day = date_format(date(2026, 10, 11), "DATE_FORMAT")
            ask = gettext("An administrator can unlock it for your office: ask %(names)s.")
            return f"{due % {'period': 'Q3', 'day': day}} {ask % {'names': 'B. Field'}}"

    with override("fr"):
        assert retold(worded("en")) == worded("fr")
