"""The door that Celery uses. A task takes a primary key, calls one action, and may run twice or never."""

from __future__ import annotations

from celery import shared_task

from reports.actions import composing, rendering, sending


@shared_task(name="reports.compose_edition")
def compose_edition(pk: int) -> None:
    composing.compose(pk=pk)


@shared_task(name="reports.render_rendition")
def render_rendition(pk: int) -> None:
    rendering.render(pk=pk)


@shared_task(name="reports.send_delivery")
def send_delivery(pk: int) -> None:
    sending.send_delivery(pk=pk)


@shared_task(name="reports.send_notice")
def send_notice(pk: int) -> None:
    sending.send_notice(pk=pk)
