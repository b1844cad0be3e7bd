"""What a form does not ask for cannot be set by it: the same rows are written, whatever else is sent along."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client

from iomtrack.accounts.models import User
from tests import pages
from tests.factories import PASSWORD
from tests.safety.attacks import Target

pytestmark = pytest.mark.django_db

NEW = "another-long-one-1951"
APPS = ("accounts", "objectives", "reports")
VOLATILE = {"password", "object_id", "form_token", "message_id", "digest", "file", "claim", "occasion", "lease"}
PROVISIONAL = re.compile(r"PROPOSED-\d+")  # a code that has the key of its row in it
KEYS_IN_EVENTS = {"unlock", "expires_at"}  # keys of rows, which no database gives a second time, and moments
HOSTILE = {
    "id": "1",
    "pk": "1",
    "reference": "EV-1951-0001",
    "form_token": "taken",
    "status": "accepted",
    "state": "issued",
    "author": "{other}",
    "author_id": "{other}",
    "reviewer": "{other}",
    "reviewer_id": "{other}",
    "by": "{other}",
    "user": "{other}",
    "assessed_by": "{other}",
    "closed_by": "{other}",
    "signed_off_by": "{other}",
    "set_by": "{other}",
    "role": "administrator",
    "is_superuser": "on",
    "is_staff": "on",
    "is_active": "on",
    "is_sample": "on",
    "touches_sample": "on",
    "framework": "{framework}",
    "framework_id": "{framework}",
    "period": "{period}",
    "period_id": "{period}",
    "element": "{element}",
    "element_id": "{element}",
    "basis": "stated",
    "submitted_at": "2001-01-01T00:00:00Z",
    "reviewed_at": "2001-01-01T00:00:00Z",
    "closed_at": "2001-01-01T00:00:00Z",
    "issued_at": "2001-01-01T00:00:00Z",
    "created_at": "2001-01-01T00:00:00Z",
    "content": "{{}}",
    "sha256": "0" * 64,
    "revision": "9",
    "attempts": "9",
    "error": "none",
    "for_state": "1",
    "audience": "one_state",
}

Keys = dict[str, set[Any]]


def every_model() -> list[type[models.Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]


def keys_there_are() -> Keys:
    """The primary keys of every table."""
    return {model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in every_model()}


def rows_of_everything(known: Keys) -> dict[str, list[str]]:
    """All rows of all tables, without what differs between two runs: moments, salts, and the keys of new rows."""
    return {
        model._meta.label: sorted(
            PROVISIONAL.sub("PROPOSED-new", repr(dict(_plain(model, row, known))))
            for row in model._base_manager.values()
        )
        for model in every_model()
    }


def _plain(model: type[models.Model], row: dict[str, Any], known: Keys) -> Iterator[tuple[str, Any]]:
    for field in model._meta.concrete_fields:
        value = row[field.attname]
        table = field.related_model or (model if field.primary_key else None)
        if field.name in VOLATILE or isinstance(value, datetime):
            continue
        if table is not None and value is not None and value not in known.get(table._meta.label, {value}):
            value = "new"
        if field.name == "file" and str(value).startswith(("attachments/", "imports/")):
            value = "a name by chance"
        if isinstance(value, dict):
            value = {name: what for name, what in value.items() if name not in KEYS_IN_EVENTS}
        yield field.name, value


def asked_for(target: Target, client: Client) -> set[str]:
    """The names of the boxes of a form, as its page shows them and as the table fills them in."""
    page = client.get(target.url)
    shown = pages.read(page).xpath("//main//@name") if page.status_code == 200 else []
    return {*target.form, *shown}


def written_by(target: Target, client: Client, form: dict[str, Any], known: Keys) -> tuple[int, dict[str, list[str]]]:
    """What a form's answer and all rows are afterwards; then it is undone."""
    for file in [value for value in form.values() if hasattr(value, "seek")]:
        file.seek(0)
    with transaction.atomic():
        response = client.post(target.url, form)
        rows = rows_of_everything(known)
        transaction.set_rollback(True)
    return response.status_code, rows


@pytest.mark.alike
def test_no_form_writes_what_it_does_not_ask_for(
    every_target: list[Target], client_for: Callable[[User | None], Client], cast: dict[str, User]
) -> None:
    site = {model.__name__.lower(): model._base_manager.order_by("pk").first() for model in every_model()}
    others = {name: site[name].pk for name in ("framework", "period", "element")}
    hostile = {name: value.format(other=cast["outsider"].pk, **others) for name, value in HOSTILE.items()}
    known = keys_there_are()

    changed = {}
    for target in [target for target in every_target if target.row.method == "POST" and target.form]:
        client = client_for(target.person)
        legitimate = asked_for(target, client)
        added = {name: value for name, value in hostile.items() if name not in legitimate}
        plain = written_by(target, client, target.form, known)
        attacked = written_by(target, client, {**target.form, **added}, known)
        changed[str(target)] = {
            label: (plain[1][label], rows) for label, rows in attacked[1].items() if rows != plain[1][label]
        } or (attacked[0] - plain[0])

    assert changed == dict.fromkeys(changed, 0)


def test_these_forms_write_something(every_target: list[Target], client_for: Callable[[User | None], Client]) -> None:
    known = keys_there_are()
    before = rows_of_everything(known)
    forms = {target.row.name: target for target in every_target if target.row.method == "POST" and target.form}

    idle = [
        name
        for name, target in forms.items()
        if written_by(target, client_for(target.person), target.form, known)[1] == before
    ]

    assert idle == []


@pytest.mark.parametrize(
    "added", [{"role": "administrator"}, {"is_superuser": "on"}, {"email": "taken@example.org"}, {"user": "{other}"}]
)
def test_changing_ones_password_changes_nothing_else(
    added: dict[str, str], recorder: User, cast: dict[str, User], client_for: Callable[[User], Client]
) -> None:
    fields = ("pk", "email", "role", "is_superuser", "is_active")
    before = list(User.objects.order_by("pk").values(*fields))
    others = dict(User.objects.exclude(pk=recorder.pk).values_list("pk", "password"))
    sent = {name: value.format(other=cast["outsider"].pk) for name, value in added.items()}

    client_for(recorder).post(
        "/accounts/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, **sent}
    )

    recorder.refresh_from_db()
    assert recorder.check_password(NEW)
    assert list(User.objects.order_by("pk").values(*fields)) == before
    assert dict(User.objects.exclude(pk=recorder.pk).values_list("pk", "password")) == others
