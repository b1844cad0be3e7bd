"""Who may, by role. In which state one may is the state machine's to say (objectives/enums.py)."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.accounts.permissions import holds_role, require_role


class Capability(models.TextChoices):
    """What a person can do with what we know, each said in a sentence for the page of roles."""

    VIEW_RECORD = "view_record", _("See the home page, frameworks, evidence and assessments")
    VIEW_ALL_EVIDENCE = "view_all_evidence", _("See the evidence of every office in every status, drafts included")
    LOG_EVIDENCE = "log_evidence", _("Log evidence, and change and submit one’s own")
    REVIEW_EVIDENCE = "review_evidence", _("Accept, return and withdraw the evidence of others")
    WRITE_ASSESSMENT = (
        "write_assessment",
        _("Assess any objective or role for a period; a focal point may assess those that it is named for"),
    )
    APPROVE_ASSESSMENT = "approve_assessment", _("Approve, return and reopen the assessments of others")
    MANAGE_PERIODS = "manage_periods", _("Open and close reporting periods")
    MANAGE_FRAMEWORKS = "manage_frameworks", _("Load and change frameworks")
    MANAGE_PEOPLE = (
        "manage_people",
        _("Say which office a person works for and which State a delegate reads for; keep the list of States"),
    )
    MANAGE_PROGRAMMES = (
        "manage_programmes",
        _("Keep offices and programmes: make, change, merge, retire and restore them; confirm what staff propose"),
    )
    PROPOSE_PROGRAMME = "propose_programme", _("Propose a programme that is missing")
    MANAGE_ACCOUNTS = "manage_accounts", _("Invite people, change their role, deactivate their account")
    VIEW_PEOPLE = "view_people", _("See who has an account, in which role, and when they last signed in")
    VIEW_AUDIT = "view_audit", _("See who did what, and when")
    WATCH_FILES = "watch_files", _("See which attached files are infected or could not be scanned")
    SCAN_FILES = "scan_files", _("Have attached files scanned again")


STAFF = frozenset({Role.RECORDER, Role.REVIEWER, Role.FOCAL_POINT, Role.ADMINISTRATOR})
SERVICE = frozenset({Role.SERVICE})  # accounts that stand for a loaded file; nobody signs in as one

CAPABILITIES: dict[Capability, frozenset[Role]] = {
    Capability.VIEW_RECORD: STAFF | {Role.AUDITOR},
    Capability.VIEW_ALL_EVIDENCE: frozenset({Role.REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR}),
    Capability.LOG_EVIDENCE: STAFF | SERVICE,
    Capability.REVIEW_EVIDENCE: frozenset({Role.REVIEWER, Role.ADMINISTRATOR}) | SERVICE,
    Capability.WRITE_ASSESSMENT: frozenset({Role.REVIEWER, Role.ADMINISTRATOR}) | SERVICE,
    Capability.APPROVE_ASSESSMENT: frozenset({Role.REVIEWER, Role.ADMINISTRATOR}) | SERVICE,
    Capability.MANAGE_PERIODS: frozenset({Role.ADMINISTRATOR}) | SERVICE,
    Capability.MANAGE_FRAMEWORKS: frozenset({Role.ADMINISTRATOR}) | SERVICE,
    Capability.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}) | SERVICE,
    Capability.MANAGE_PROGRAMMES: frozenset({Role.ADMINISTRATOR}) | SERVICE,
    Capability.PROPOSE_PROGRAMME: STAFF,
    Capability.MANAGE_ACCOUNTS: frozenset({Role.ADMINISTRATOR}) | SERVICE,
    Capability.VIEW_PEOPLE: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    Capability.VIEW_AUDIT: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    Capability.WATCH_FILES: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    Capability.SCAN_FILES: frozenset({Role.ADMINISTRATOR}),
}


def require(user: User, capability: Capability) -> None:
    """Raise NotPermitted unless this person's role has a capability. Actions call it; views ask `may`."""
    require_role(user, CAPABILITIES[capability])


def may(user: User | AnonymousUser, capability: Capability) -> bool:
    """Whether this person's role has a capability."""
    return holds_role(user, CAPABILITIES[capability])
