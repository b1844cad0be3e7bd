"""The door that Celery uses. A task takes a primary key, calls one action, and may run twice or never."""

from __future__ import annotations

from celery import shared_task

from objectives.actions import account_letters, reminders, scanning


@shared_task(name="objectives.send_reminder")
def send_reminder(pk: int) -> None:
    reminders.send_reminder(pk=pk)


@shared_task(name="accounts.send_letter")
def send_account_letter(pk: int) -> None:
    account_letters.send_account_letter(pk=pk)


@shared_task(name="objectives.scan_attachment")
def scan_attachment(pk: int) -> None:
    scanning.scan(pk=pk)
