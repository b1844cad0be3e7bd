"""Who did what, to what, and when. Rows are added and never changed: the database refuses (migrations 0002, 0008)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from iomtrack.accounts.models import User
from objectives.audit_words import index_event, index_many
from objectives.models.inserting import insert_for_keys

LONGEST_LABEL = 200  # characters
INDEXED = ("at", "by_id", "action", "object_type", "object_id", "object_label", "before", "after")


class ActionGroup(models.Func):
    """What an action's name says before its point: "evidence" of "evidence.submit". An index holds it.

    It is written without parameters, so that the databases recognize in it the expression of the index.
    """

    SQL = {
        "sqlite": "substr(%(expressions)s, 1, instr(%(expressions)s, '.') - 1)",
        "postgresql": "split_part(%(expressions)s, '.', 1)",
    }
    template = SQL["sqlite"]
    output_field = models.CharField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        return self.as_sql(compiler, connection, template=self.SQL["postgresql"])


class AuditEventManager(models.Manager["AuditEvent"]):
    """The one place that writes audit events."""

    def record(
        self,
        *,
        by: User,
        action: str,
        on: models.Model,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> AuditEvent:
        """Add an event. `action` reads as "evidence.submit"; `before` and `after` hold what changed."""
        with override(settings.LANGUAGE_CODE):  # whatever the person reads: names are of one language
            event = self.create(
                by=by,
                action=action,
                object_type=on._meta.label_lower,
                object_id=str(on.pk),
                object_label=str(getattr(on, "as_named", on))[:LONGEST_LABEL],
                before=_plain(before),
                after=_plain(after),
            )
        index_event(event.pk, tuple(getattr(event, name) for name in INDEXED))
        return event

    def record_many(
        self,
        *,
        by: User,
        action: str,
        of: type[models.Model],
        events: Iterable[tuple[int, str, dict[str, Any] | None, dict[str, Any] | None]],
    ) -> None:
        """Add an event of one action for each object of a kind: its key, what it is called, what stood there before
        and after. A few statements."""
        kind, now = of._meta.label_lower, timezone.now()
        with override(settings.LANGUAGE_CODE):
            told = [
                (str(key), label[:LONGEST_LABEL], _as_json(before), _as_json(after))
                for key, label, before, after in events
            ]
        numbers = insert_for_keys(
            AuditEvent, INDEXED, [(now, by.pk, action, kind, key, label, *texts) for key, label, *texts in told]
        )
        index_many(
            (number, (now, by.pk, action, kind, key, label, _read(before), _read(after)))
            for number, (key, label, before, after) in zip(numbers, told, strict=True)
        )


class AuditEvent(models.Model):
    """One write by one person: an action's name, its object, and what stood there before and after."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    action = models.CharField(_("action"), max_length=60)
    object_type = models.CharField(_("kind of object"), max_length=60)
    object_id = models.CharField(_("object"), max_length=60)
    object_label = models.CharField(_("name of the object"), max_length=LONGEST_LABEL)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    objects = AuditEventManager()

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["-id"]
        indexes = [  # each ends with the order of the list, so that a page of it is read and no more
            models.Index(fields=["object_type", "object_id", "at"], name="audit_of_object_by_time"),
            models.Index(fields=["object_type", "at"], name="audit_of_kind_by_time"),
            models.Index(fields=["by", "at"], name="audit_of_person_by_time"),
            models.Index(ActionGroup("action"), "at", name="audit_of_group_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.action} {self.object_label}"


def _plain(values: dict[str, Any] | None) -> Any:
    """Values as JSON holds them: dates and decimals as text."""
    return _read(_as_json(values))


def _as_json(values: dict[str, Any] | None) -> str | None:
    return None if values is None else json.dumps(values, cls=DjangoJSONEncoder)


def _read(text: str | None) -> Any:
    return None if text is None else json.loads(text)
