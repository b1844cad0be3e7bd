"""What the evidence form sends while one types, and unfinished forms that are thrown away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import form_drafts as actions
from objectives.actions.co_authors import keep_open
from objectives.forms.ticket import typing_of
from objectives.models import Evidence, FormDraft
from objectives.permissions import Capability, may
from objectives.queries.form_drafts import entry_of_form, own_window, typed_in_form, unfinished_forms
from objectives.views.co_authors import open_now, saved_meanwhile
from objectives.views.gone import told_gone
from objectives.views.kept_typing import give_back, sent_ticket


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def form_draft(request: UserRequest) -> HttpResponse:
    """One's unfinished forms, to go on with from any device; or, from a window that shows a form, what stands in it."""
    if request.method == "POST":
        return keep_window(request)
    give_back(request)
    return render(request, "objectives/form_drafts.html", {"unfinished": unfinished_forms(request.user)})


def keep_window(request: UserRequest) -> HttpResponse:
    """Keep what stands in a window of the evidence form. The answer says what to tell whoever types.

    {at, turn, draft, open, changed, compare, others}: when it was kept, the window's last turn, the key of what is
    kept, whether it is unsaved still, where the record or another window of the form has gone on meanwhile, what
    happened in words and where both texts stand, and who else has the form open now. A refusal is {problem}, with 413
    where it is too long, 429 where it comes too often, and 409 where the form is another person's.
    """
    ticket = sent_ticket(request)
    if ticket is None:
        return JsonResponse({"problem": _("This form was opened by somebody else, or too long ago.")}, status=409)
    entry = entry_of_form(request.user, token=ticket.token, reference=ticket.reference)
    if ticket.reference and entry is None:
        raise Http404
    try:
        row = actions.keep_typing(typing=typing_of(ticket, request.POST), evidence=entry, by=request.user)
    except ActionError as error:
        status = 429 if isinstance(error, actions.TooOften) else 413
        return JsonResponse({"problem": str(error)}, status=status)
    news = changed(entry, row, request.user) if row.is_open else ""
    elsewhere = "" if news else other_window(request, row, entry)
    answer = {
        "at": row.updated_at.isoformat(),
        "turn": row.turn,
        "draft": row.pk,
        "open": row.is_open,
        "changed": news or elsewhere,
        "compare": f"{reverse('evidence_compare', args=[entry.reference])}?typed={row.pk}" if news and entry else "",
        "others": others(request, entry),
    }
    return JsonResponse(answer)


def others(request: UserRequest, entry: Evidence | None) -> str:
    """Who else has the form of a record open that several write, in words; "" of any other. Two queries, or none."""
    if entry is None or not getattr(entry, "is_shared", False):
        return ""
    keep_open(evidence=entry, by=request.user)
    return open_now(entry, request.user)


def changed(entry: Evidence | None, row: FormDraft, user: User) -> str:
    """That the record was saved elsewhere since the text was begun; "" where it was not."""
    if entry is None or row.seen >= entry.edit_number:
        return ""
    return saved_meanwhile(entry, user)


def other_window(request: UserRequest, row: FormDraft, entry: Evidence | None) -> str:
    """That the same form stands unsaved in another window too; "" where it does not."""
    others = [one for one in typed_in_form(request.user, token=row.token, evidence=entry) if one.pk != row.pk]
    if not others:
        return ""
    return _("You are filling in this form in another window or on another device too. Both texts are kept.")


@require_POST
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def form_draft_discard(request: UserRequest, pk: int) -> HttpResponse:
    """Throw away one's own unfinished form, and go to the form as it is without."""
    draft = own_window(request.user, pk)
    if draft is None:
        raise Http404
    grid = draft.get_absolute_url() if draft.programme else ""
    address = grid or (draft.evidence.get_absolute_url() if draft.evidence else reverse("home"))
    if not draft.is_open:
        return told_gone(request, address, _("Nothing of it stands unsaved any more."))
    actions.discard(draft=draft, by=request.user)
    messages.success(request, _("What you had typed and not saved is discarded."))
    return redirect(address)
