"""What is done once a minute for what we know: what waits, or whose worker died, is set going again (law 1)."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from iomtrack.accounts.letters import forget_old_letters
from iomtrack.accounts.models import AccountLetter
from iomtrack.rest.once import forget_old_answers
from iomtrack.work.queue import sweep
from objectives.actions import exports, iati, notices, programme_words, reminders, scanning
from objectives.actions.co_authors import forget_open_forms
from objectives.actions.form_drafts import forget_old_typing
from objectives.models import Attachment, ExportJob, IatiUpload, ImportBatch, NoticeDigest, ProgrammeWords, Reminder
from objectives.searching.gaps import index_new


def tick() -> None:
    """Wake a worker for every letter and every file that waits.

    Unlocks need nothing: each holds until the moment that it names.
    """
    notices.write_digests()
    sweep((Reminder, AccountLetter, NoticeDigest), tell_stopped=reminders.tell_nobody)
    scanning.take_up_unscanned()
    sweep((Attachment, ImportBatch), tell_stopped=scanning.tell_nobody)
    exports.expire_exports()
    sweep((ExportJob,), tell_stopped=exports.tell_nobody)
    iati.forget_old_uploads()
    sweep((IatiUpload,), tell_stopped=iati.tell_nobody)
    sweep((ProgrammeWords,), tell_stopped=programme_words.tell_nobody)
    programme_words.forget_written_words()
    index_new(turn=int(timezone.now().timestamp() // settings.TICK_SECONDS))
    forget_old_letters()
    forget_old_answers()
    forget_old_typing()
    forget_open_forms()
