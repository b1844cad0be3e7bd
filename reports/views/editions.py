"""Editions, for those who see and manage them: preview, introduction, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.lists import arrange
from iomtrack.work.letters import LetterState
from reports.actions import editions as actions
from reports.actions.retry import retry as retry_action
from reports.content.errors import ContentError
from reports.content.facts import ReportContent
from reports.content.frozen import content_of, load
from reports.document import DocumentError, compose
from reports.document.numbers import language_name
from reports.document.pdf import render as render_pdf
from reports.enums import EditionState, RenditionState
from reports.forms import IntroductionForm
from reports.models import Delivery, Edition, Notice, Rendition
from reports.permissions import Capability, may
from reports.queries import (
    edition_with_its_ledger,
    editions,
    frameworks_without_report,
    ledger_of,
    recipients_by_state,
)
from reports.tables import EditionTable

NAMED_RECIPIENTS = 12


@dataclass(frozen=True)
class Language:
    """A language of an edition, with its name in the reader's own."""

    code: str
    name: str


@dataclass(frozen=True)
class IntroductionSheet:
    """The introduction of an edition in one language, to edit."""

    language: Language
    form: IntroductionForm
    kept: str = ""  # what somebody else has saved meanwhile, to be put together with what was typed


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_EDITIONS))
def edition_list(request: UserRequest) -> HttpResponse:
    """Every edition, newest period first."""
    table = arrange(request, EditionTable(editions(request.user)))
    may_define = may(request.user, Capability.MANAGE_DEFINITIONS)
    context = {
        "table": table,
        "may_define": may_define,
        "without_report": frameworks_without_report() if may_define else [],
    }
    return render(request, "reports/edition_list.html", context)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_EDITIONS))
def edition(request: UserRequest, pk: int) -> HttpResponse:
    """One edition: what it states, its introduction, its PDFs and their deliveries."""
    return edition_response(request, find(request, pk))


def edition_response(
    request: UserRequest, found: Edition, rejected: IntroductionSheet | None = None, unsaved: str = ""
) -> HttpResponse:
    """The page of an edition; `rejected` is an introduction to show again with its errors, `unsaved` one that came too
    late."""
    awaiting = found.state == EditionState.AWAITING_SIGN_OFF
    may_write = awaiting and may(request.user, Capability.MANAGE_EDITIONS)
    recipients = recipients_by_state(found) if awaiting else []
    context = {
        "edition": found,
        "languages": languages_of(found),
        "introduction_forms": introduction_sheets(found, rejected) if may_write else [],
        "may_sign_off": awaiting and may(request.user, Capability.SIGN_OFF),
        "may_compose_again": found.state in (EditionState.AWAITING_SIGN_OFF, EditionState.STOPPED)
        and may(request.user, Capability.SIGN_OFF),
        "may_retry": may(request.user, Capability.SIGN_OFF) and bool(stopped_parts(found)),
        "recipient_count": len(recipients),
        "recipients": recipients[:NAMED_RECIPIENTS],
        "ledger": ledger_of(found),
        "gaps": gaps_in(load(found.content)) if awaiting and found.content else [],
        "unsaved": unsaved,
    }
    return render(request, "reports/edition.html", context, status=409 if unsaved else 422 if rejected else 200)


def too_late(request: UserRequest, found: Edition, problem: ActionError) -> HttpResponse:
    """The edition as it stands now, and why nothing was done; an introduction that was typed can be copied there."""
    messages.error(request, str(problem))
    now, typed = find(request, found.pk), request.POST.get("introduction", "").strip()
    is_known = not typed or typed.split() in [text.split() for text in now.introductions.values()]
    return redirect(now) if is_known else edition_response(request, now, unsaved=typed)


@dataclass(frozen=True)
class StoppedParts:
    """What has stopped of an edition: PDFs, deliveries, and letters to administrators."""

    renditions: tuple[Rendition, ...]
    deliveries: tuple[Delivery, ...]
    notices: tuple[Notice, ...]

    def __bool__(self) -> bool:
        return bool(self.renditions or self.deliveries or self.notices)


def stopped_parts(found: Edition) -> StoppedParts:
    """What can be tried again of an edition."""
    renditions = list(found.renditions.all())
    deliveries = [delivery for rendition in renditions for delivery in rendition.deliveries.all()]
    return StoppedParts(
        renditions=tuple(one for one in renditions if one.state == RenditionState.STOPPED),
        deliveries=tuple(one for one in deliveries if one.state == LetterState.STOPPED),
        notices=tuple(found.notices.filter(state=LetterState.STOPPED)),
    )


def gaps_in(content: ReportContent) -> list[str]:
    """What the report has to state as missing, in words, for whoever signs it off."""
    elements = content.elements
    not_assessed = [one.code for one in elements if one.assessment is None]
    silent = [one.code for one in elements if not one.entries]
    unreported = [one.title for element in elements for one in element.indicators if one.value is None]
    found = (
        (_("Not assessed: %(names)s"), not_assessed),
        (_("Without evidence: %(names)s"), silent),
        (_("No figure reported: %(names)s"), unreported),
    )
    return [message % {"names": ", ".join(names)} for message, names in found if names]


def languages_of(found: Edition) -> list[Language]:
    """The languages that an edition is made in."""
    reader = get_language() or "en"
    return [Language(code, language_name(code, reader)) for code in found.definition.languages]


def introduction_sheets(found: Edition, rejected: IntroductionSheet | None) -> list[IntroductionSheet]:
    """A form for each language's introduction."""
    return [
        rejected
        if rejected and rejected.language == one
        else IntroductionSheet(
            one,
            IntroductionForm(
                initial={name: found.introductions.get(one.code, "") for name in ("introduction", "read")},
                auto_id=f"id_{one.code}_%s",
            ),
        )
        for one in languages_of(found)
    ]


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_EDITIONS))
def preview(request: UserRequest, pk: int, language: str) -> HttpResponse:
    """The edition as it would be issued, marked as a draft."""
    found = find(request, pk)
    if language not in found.definition.languages or not found.content:
        raise Http404
    try:
        pdf = render_pdf(compose(content_of(found), language, draft=True))
    except (ContentError, DocumentError) as error:
        messages.error(request, str(error))
        return redirect(found)
    name = f"draft-{found.definition.code}-{found.period.code}.pdf"
    shown_as = {"Content-Disposition": str(content_disposition_header(False, name))}
    return HttpResponse(pdf, content_type="application/pdf", headers=shown_as)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_EDITIONS))
def introduction(request: UserRequest, pk: int, language: str) -> HttpResponse:
    """Write the introduction in one language."""
    found = find(request, pk)
    known = next((one for one in languages_of(found) if one.code == language), None)
    if known is None:
        raise Http404
    form = IntroductionForm(request.POST, auto_id=f"id_{language}_%s")
    if not form.is_valid() and found.state == EditionState.AWAITING_SIGN_OFF:
        return edition_response(request, found, IntroductionSheet(known, form))
    return save_introduction(request, found, known, form) or done(request, found, _("The introduction is saved."))


def save_introduction(
    request: UserRequest, found: Edition, language: Language, form: IntroductionForm
) -> HttpResponse | None:
    """Save it; None where that was done. Where somebody else saved another, the page again with both texts."""
    words = form.cleaned_data
    try:
        actions.edit_introduction(
            edition=found,
            language=language.code,
            text=words.get("introduction", ""),
            read=words["read"] if "read" in form.data else None,
            by=request.user,
        )
    except ActionError as error:
        if "introduction" not in error.problems:
            return too_late(request, found, error)
        form.take_problems(error.problems)
        found.refresh_from_db(fields=["introductions"])
        kept = found.introductions.get(language.code, "")
        data = request.POST.copy()
        data["read"] = kept
        form.data = data
        return edition_response(request, found, IntroductionSheet(language, form, kept))
    return None


def done(request: UserRequest, found: Edition, message: str) -> HttpResponse:
    """Back to the edition, with what was done."""
    messages.success(request, message)
    return redirect(found)


@require_POST
@open_to(lambda user: may(user, Capability.SIGN_OFF))
def compose_again(request: UserRequest, pk: int) -> HttpResponse:
    """Compose an edition anew from the record as it is now."""
    found = find(request, pk)
    try:
        actions.compose_again(edition=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is being composed again."))
    return redirect(found)


@require_POST
@open_to(lambda user: may(user, Capability.SIGN_OFF))
def retry(request: UserRequest, pk: int) -> HttpResponse:
    """Try again what has stopped of an edition."""
    found = find(request, pk)
    try:
        stopped = stopped_parts(found)
        for rendition in stopped.renditions:
            retry_action(row=rendition, by=request.user)
        for delivery in stopped.deliveries:
            retry_action(row=delivery, by=request.user)
        for notice in stopped.notices:
            retry_action(row=notice, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("What had stopped is tried again."))
    return redirect(found)


def find(request: UserRequest, pk: int) -> Edition:
    """The edition, or 404 where it does not exist for this person."""
    found = edition_with_its_ledger(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
