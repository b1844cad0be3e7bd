"""What every page needs to know of the site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from iomtrack.accounts.access import page_to_return_to
from iomtrack.accounts.models import User
from iomtrack.accounts.organization import organization_here
from objectives import permissions as record
from objectives.queries.periods import site_has_sample
from reports import permissions as reporting
from reports.queries import editions_to_sign_off

IN_A_LINE = 6  # links
ORGANIZATION = lazy(organization_here, str)()  # a translated sentence of a template calls no function in it
LESS_OFTEN = frozenset({"programme_list", "office_list", "portal", "people", "state_list", "audit_list"})


@dataclass(frozen=True)
class NavigationItem:
    """A link of the main navigation."""

    label: str
    url: str
    is_current: bool
    waiting: int = 0  # how many things there wait for this person


@dataclass(frozen=True)
class Navigation:
    """The main navigation: what stands in the head of each page, and what it keeps under "More"."""

    first: list[NavigationItem]
    further: list[NavigationItem]

    @property
    def is_in_further(self) -> bool:
        """Whether the page at hand is one that is kept there."""
        return any(item.is_current for item in self.further)


def site(request: HttpRequest) -> dict[str, Any]:
    """The organization's name, the page itself, whether there is sample data here, and where this person can go.

    Templates call the functions where they need them: each cell of a list is a template of its own.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return of_any_page(request)
    return of_any_page(request) | {
        "site_has_sample": site_has_sample,
        "navigation": partial(navigation, user, request.path),
    }


def of_any_page(request: HttpRequest) -> dict[str, Any]:
    """What every page shows to everybody: whose it is, and the languages, each named in itself."""
    return {
        "organization": ORGANIZATION,
        "languages_offered": settings.LANGUAGES,
        "page_here": partial(page_to_return_to, request),
    }


def navigation(user: User, path: str) -> Navigation:
    """The pages that this person's role may open, with the one that holds `path` marked.

    Where they are more than one line takes in any language, those that are opened less often stand under "More".
    """
    places: list[tuple[str, str, bool]] = [
        (_("Home"), "home", record.may(user, record.Capability.VIEW_RECORD)),
        (_("Evidence"), "evidence_list", record.may(user, record.Capability.VIEW_RECORD)),
        (_("Review"), "review", record.may(user, record.Capability.REVIEW_EVIDENCE)),
        (_("Frameworks"), "framework_list", record.may(user, record.Capability.VIEW_RECORD)),
        (_("Programmes"), "programme_list", record.may(user, record.Capability.VIEW_RECORD)),
        (_("Offices"), "office_list", record.may(user, record.Capability.VIEW_RECORD)),
        (_("Editions"), "edition_list", reporting.may(user, reporting.Capability.VIEW_EDITIONS)),
        (_("Reports"), "portal", reporting.may(user, reporting.Capability.READ_ISSUED)),
        (_("People"), "people", record.may(user, record.Capability.VIEW_PEOPLE)),
        (_("States"), "state_list", record.may(user, record.Capability.MANAGE_PEOPLE)),
        (_("Audit"), "audit_list", record.may(user, record.Capability.VIEW_AUDIT)),
    ]
    waiting = {"edition_list": editions_to_sign_off(user)}
    open_to_them = [(label, name, reverse(name)) for label, name, allowed in places if allowed]
    items = {
        name: NavigationItem(label, url, path == url or (url != "/" and path.startswith(url)), waiting.get(name, 0))
        for label, name, url in open_to_them
    }
    rare = LESS_OFTEN if len(items) > IN_A_LINE else frozenset[str]()
    return Navigation(
        [item for name, item in items.items() if name not in rare],
        [item for name, item in items.items() if name in rare],
    )
