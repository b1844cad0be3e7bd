"""Signing an edition off: asked once more on a page that says what is signed, and final after that."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from reports.actions import editions as actions
from reports.content.facts import ReportContent
from reports.enums import EditionState
from reports.forms import IntroductionForm, SignOffForm
from reports.models import Edition
from reports.permissions import Capability, may
from reports.queries import recipients_of
from reports.views.editions import (
    IntroductionSheet,
    done,
    edition_response,
    find,
    gaps_in,
    languages_of,
    save_introduction,
    too_late,
)


@require_POST
@open_to(lambda user: may(user, Capability.SIGN_OFF))
def sign_off(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether an edition is to be signed off as it stood on the page that was read; confirmed, sign it off."""
    found = find(request, pk)
    if has_unsaved_introduction(request, found):
        return introduction_saved(request, found)
    read = request.POST.get("content_sha256", "")
    try:
        content = actions.ready_to_sign_off(found, read=read)
        form = SignOffForm(request.POST) if "confirm" in request.POST else SignOffForm()
        if not form.is_valid():
            return confirm_response(request, found, content, form)
        actions.sign_off(edition=found, read=read, by=request.user)
    except ActionError as error:
        return too_late(request, found, error)
    return done(request, found, _("Signed off. The PDF is being rendered, and is then delivered."))


def confirm_response(request: UserRequest, found: Edition, content: ReportContent, form: SignOffForm) -> HttpResponse:
    """What is signed off, to whom it goes and when, and what it will say is missing, with the one question."""
    context = {
        "edition": found,
        "content": content,
        "languages": languages_of(found),
        "recipient_count": recipients_of(found).count(),
        "gaps": gaps_in(content),
        "form": form,
    }
    return render(request, "reports/sign_off.html", context, status=422 if form.errors else 200)


def introduction_saved(request: UserRequest, found: Edition) -> HttpResponse:
    """The page of the edition again: its introduction was changed there, and is to be read before it is signed."""
    first = languages_of(found)[0]
    form = IntroductionForm(request.POST, auto_id=f"id_{first.code}_%s")
    if not form.is_valid():
        return edition_response(request, found, IntroductionSheet(first, form))
    saved = _("The introduction had changed and is saved now. Read the preview, then sign off again.")
    return save_introduction(request, found, first, form) or done(request, found, saved)


def has_unsaved_introduction(request: UserRequest, found: Edition) -> bool:
    """Whether the introduction on the page that was read is another one than what is kept."""
    typed = request.POST.get("introduction", "").split()
    read = request.POST.get("read", "").split()
    kept = found.introductions.get(found.definition.languages[0], "").split()
    is_typed = bool(typed) and typed != read
    return is_typed and found.state == EditionState.AWAITING_SIGN_OFF and typed != kept
