"""The evidence form as a browser's windows hold it, and send it while one types."""

from typing import Any

from django.test import Client

from objectives.models import Evidence
from tests import pages

TYPED = "/evidence/typed/"


def boxes(response: Any) -> dict[str, object]:
    """What a page's form would send, as it stands: the text boxes, the hidden ones, and what is ticked."""
    tree = pages.read(response)
    found: dict[str, Any] = {}
    for box in tree.xpath("//form[contains(@class, 'sheet')]//input[@name]"):
        kind = box.get("type", "text")
        if kind in ("checkbox", "radio"):
            if box.get("checked") is not None:
                found.setdefault(box.get("name"), []).append(box.get("value"))
        elif kind not in ("file", "submit"):
            found[box.get("name")] = box.get("value", "")
    for box in tree.xpath("//form[contains(@class, 'sheet')]//textarea[@name]"):
        found[box.get("name")] = box.text.lstrip("\n") if box.text else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def window(client: Client, address: str) -> dict[str, object]:
    """A form opened in a window."""
    return boxes(client.get(address))


def turned(sent: dict[str, object], **typed: object) -> dict[str, object]:
    """What a window sends after some more was typed."""
    return {**sent, **typed, "turn": str(int(str(sent["turn"])) + 1)}


def edit(evidence: Evidence) -> str:
    """The address of an entry's form."""
    return f"/evidence/{evidence.reference}/edit/"
