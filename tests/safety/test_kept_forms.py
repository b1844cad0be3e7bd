"""Whatever the form: what is typed and sent after the session has ended is shown again, and nothing is done."""

from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import AuditEvent
from tests.safety.attacks import Target

pytestmark = pytest.mark.django_db

NOT_OF_A_PERSON = ("account_", "mfa_", "openid_connect_", "kept_form", "api-", "form_draft")


def texts(target: Target) -> list[str]:
    """What somebody types into the form of an address: texts of several words."""
    return [value for value in target.form.values() if isinstance(value, str) and len(value.split()) > 1]


def forms_with_text(every_target: list[Target]) -> list[Target]:
    posted = [one for one in every_target if one.row.method == "POST" and one.person is not None]
    return [one for one in posted if texts(one) and not one.row.name.startswith(NOT_OF_A_PERSON)]


def shown_after(target: Target, client: Client) -> str:
    """The page that a person comes back to, who sent a form after their session had ended."""
    assert target.person is not None
    client.get("/portal/")
    client.session.flush()
    sent = client.post(target.url, target.form)
    client.force_login(target.person)
    return unescape(client.get(unquote(sent["Location"].partition("next=")[2]), follow=True).content.decode())


def lost_of(target: Target, client: Client) -> list[str]:
    """The texts that they do not find there."""
    page = shown_after(target, client)
    return [text for text in texts(target) if text not in page]


def test_what_was_typed_into_any_form_is_shown_again(
    every_target: list[Target], client_for: Callable[[User | None], Client]
) -> None:
    before = AuditEvent.objects.count()
    targets = forms_with_text(every_target)

    lost = {str(target): missing for target in targets if (missing := lost_of(target, client_for(target.person)))}

    assert len({one.row.name for one in targets}) > 20
    assert lost == {}
    assert AuditEvent.objects.count() == before
