"""The door that Celery uses. A task takes a primary key, calls one action, and may run twice or never."""

from __future__ import annotations

from celery import shared_task

from objectives.actions import account_letters, notices, programme_words, reminders, scanning
from objectives.exchange.evidence_export import making
from objectives.exchange.iati import uploads
from objectives.exchange.spreadsheets import work
from objectives.forms.exports import narrowed


@shared_task(name="objectives.send_reminder")
def send_reminder(pk: int) -> None:
    reminders.send_reminder(pk=pk)


@shared_task(name="accounts.send_letter")
def send_account_letter(pk: int) -> None:
    account_letters.send_account_letter(pk=pk)


@shared_task(name="objectives.scan_attachment")
def scan_attachment(pk: int) -> None:
    scanning.scan(pk=pk)


@shared_task(name="objectives.import_batch")
def import_batch(pk: int) -> None:
    work.work(pk=pk)


@shared_task(name="objectives.make_export")
def make_export(pk: int) -> None:
    making.make_export(pk=pk, narrow=narrowed)


@shared_task(name="objectives.read_iati")
def read_iati(pk: int) -> None:
    uploads.read_upload(pk=pk)


@shared_task(name="objectives.send_digest")
def send_digest(pk: int) -> None:
    notices.send_digest(pk=pk)


@shared_task(name="objectives.write_programme_words")
def write_programme_words(pk: int) -> None:
    programme_words.write_words(pk=pk)
