"""NUL characters in what is pasted: nobody sees them, so that no form is refused for them, and none is kept."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import AuditEvent
from tests import pages
from tests.factories import PASSWORD, EvidenceFactory
from tests.safety.attacks import REFUSED, Target, with_query

pytestmark = pytest.mark.django_db
Clients = Callable[[User | None], Client]
# Forms with words: the box that they are pasted into, and what the form lacks or has wrong when it is shown again.
TYPED = {
    "assess": ("narrative", {"finding": "no such"}),
    "assess_reopen": ("reason", None),
    "definition_new": ("title", {"sections": []}),
    "dimension_new": ("name", {"place-1": "first"}),
    "edition_introduction": ("introduction", None),
    "editor_add": ("wording", {"code": ""}),
    "editor_passages": ("text_0", {"heading_0": "x" * 2_000}),
    "evidence_remark": ("text", {"field": "no such"}),
    "evidence_return": ("reason", {"parts": ["no such"]}),
    "indicator_new": ("title", {"code": ""}),
    "office_change": ("name_en", {"kind": ""}),
    "period_unlock": ("reason", {"last_day": "soon"}),
    "programme_new": ("title_en", {"code": ""}),
    "programme_propose": ("title", {"code": "a b"}),
    "term_retire": ("reason", None),
    "vocabulary_new": ("name", None),
}
ASKED = "text=a%00b&period=%00&next=%00&sort=%00title&page=1%00&form=%00&office=1%00&status=%0%000"
WITHOUT = "text=ab&period=&next=&sort=title&page=1&form=&office=1&status="
PASTED, SOUND = "Forty\0 officials \0were trained.\0", "Forty officials were trained."


def form_at(name: str, found: list[Target]) -> Target:
    """The form of a page, as somebody may send it."""
    return next(
        one
        for one in found
        if (one.row.name, one.row.method) == (name, "POST") and set(one.row.expected.values()) - REFUSED - {"422"}
    )


def with_nul(value: Any) -> Any:
    """What a form sends, with a NUL character at the end of each text."""
    if isinstance(value, list):
        return [with_nul(one) for one in value]
    return f"{value}\0" if isinstance(value, str) else value


def test_what_is_pasted_is_answered_as_if_there_were_no_nul_in_it(
    every_target: list[Target], quiet_client_for: Clients
) -> None:
    forms = [one for one in every_target if one.row.method == "POST"]
    sound = {str(one): one.send(quiet_client_for(one.person)).status_code for one in forms}

    pasted = {
        str(one): one.send(quiet_client_for(one.person), data=with_nul_in_all(one.form)).status_code for one in forms
    }

    assert pasted == sound


def with_nul_in_all(form: dict[str, Any]) -> dict[str, Any]:
    return {name: with_nul(value) for name, value in form.items()}


@pytest.mark.parametrize("name", TYPED)
def test_it_is_kept_without(name: str, every_target: list[Target], quiet_client_for: Clients) -> None:
    target, (box, _wrong) = form_at(name, every_target), TYPED[name]

    with transaction.atomic():
        sent = quiet_client_for(target.person).post(target.url, {**target.form, box: PASTED})
        kept = [json.dumps(one.after) + one.object_label for one in AuditEvent.objects.all()]

    assert sent.status_code == 302
    assert any(SOUND in text for text in kept)
    assert not any("\\u0000" in text for text in kept)


@pytest.mark.parametrize("name", [name for name, (_box, wrong) in TYPED.items() if wrong])
def test_it_stands_in_its_box_where_something_else_has_to_be_put_right(
    name: str, every_target: list[Target], quiet_client_for: Clients
) -> None:
    target, (box, wrong) = form_at(name, every_target), TYPED[name]

    shown = quiet_client_for(target.person).post(target.url, {**target.form, **wrong, box: PASTED})

    assert shown.status_code in (200, 422)
    typed = pages.read(shown).xpath(f"//textarea[@name='{box}']/text() | //input[@name='{box}']/@value")
    assert [str(one).strip() for one in typed] == [SOUND]


def test_what_an_address_asks_for_is_asked_without(every_target: list[Target], quiet_client_for: Clients) -> None:
    read = [one for one in every_target if one.row.method == "GET"]
    found = {
        str(one): [
            quiet_client_for(one.person).get(with_query(one.url, asked)).status_code for asked in (ASKED, WITHOUT)
        ]
        for one in read
    }

    assert {place: statuses for place, statuses in found.items() if len(set(statuses)) > 1 or 400 in statuses} == {}


def test_a_search_finds_what_it_would_find_without(client_for: Clients, recorder: User) -> None:
    EvidenceFactory(author=recorder, title="Training of judges")

    shown = client_for(recorder).get("/evidence/?text=jud%00ges")

    assert pages.main(shown).count("Training of judges") == 1
    assert pages.read(shown).xpath("//input[@name='text']/@value") == ["judges"]


def test_a_link_to_another_site_is_none_after_it_was_taken_out(client: Client, recorder: User) -> None:
    form = {"login": recorder.email, "password": PASSWORD}

    sent = client.post("/accounts/sign-in/?next=/%00/elsewhere.example/", form)

    assert sent["Location"].startswith("/")
    assert not sent["Location"].startswith("//")
