"""The closed lists of reporting, and the moves that its state machines allow."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Section(models.TextChoices):
    """The sections of a report, in the order of a Council paper."""

    INTRODUCTION = "introduction", _("Introduction")
    MANDATE = "mandate", _("The framework and its mandate")
    ASSESSMENT = "assessment", _("Assessment")
    REVISIONS = "revisions", _("What has been revised, and why")
    GAPS = "gaps", _("Gaps and difficulties of measurement")
    INDICATORS = "indicators", _("Indicators")
    REGISTER = "register", _("Register of evidence")
    SERIES = "series", _("The longer series")


ANNEXES = (Section.INDICATORS, Section.REGISTER, Section.SERIES)
STANDARD = tuple(section for section in Section if section != Section.SERIES)  # what a report has unless it says


class Audience(models.TextChoices):
    ALL_MEMBERS = "all_members", _("All Member States")
    ONE_STATE = "one_state", _("One State")


class Rhythm(models.TextChoices):
    EVERY_PERIOD = "every_period", _("When a period closes")


class EditionState(models.TextChoices):
    DUE = "due", _("Due")
    COMPOSING = "composing", _("Being composed")
    AWAITING_SIGN_OFF = "awaiting", _("Awaiting sign-off")
    SIGNED_OFF = "signed_off", _("Signed off, being rendered")
    ISSUED = "issued", pgettext_lazy("an edition", "Issued")
    STOPPED = "stopped", _("Stopped")


EDITION_MOVES: dict[str, frozenset[str]] = {
    EditionState.DUE: frozenset({EditionState.COMPOSING}),
    EditionState.COMPOSING: frozenset({EditionState.AWAITING_SIGN_OFF, EditionState.DUE, EditionState.STOPPED}),
    EditionState.AWAITING_SIGN_OFF: frozenset({EditionState.SIGNED_OFF, EditionState.DUE}),
    EditionState.SIGNED_OFF: frozenset({EditionState.ISSUED}),
    EditionState.ISSUED: frozenset(),
    EditionState.STOPPED: frozenset({EditionState.DUE}),
}


class RenditionState(models.TextChoices):
    PENDING = "pending", _("Waiting to be rendered")
    RENDERING = "rendering", _("Being rendered")
    RENDERED = "rendered", _("Rendered")
    STOPPED = "stopped", _("Stopped")


RENDITION_MOVES: dict[str, frozenset[str]] = {
    RenditionState.PENDING: frozenset({RenditionState.RENDERING}),
    RenditionState.RENDERING: frozenset({RenditionState.RENDERED, RenditionState.PENDING, RenditionState.STOPPED}),
    RenditionState.RENDERED: frozenset(),
    RenditionState.STOPPED: frozenset({RenditionState.PENDING}),
}


class NoticeKind(models.TextChoices):
    """What an administrator is told by mail."""

    SIGN_OFF = "sign_off", _("An edition awaits sign-off")
    STOPPED = "stopped", _("Work has stopped")
