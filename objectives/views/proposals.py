"""Proposing a programme that is missing, and going back to what one was logging."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from objectives.actions.programmes import propose
from objectives.forms.programme_steps import ProposalForm
from objectives.models import Evidence
from objectives.permissions import Capability, may
from objectives.queries.evidence import own_draft
from objectives.views.vocabularies import take


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.PROPOSE_PROGRAMME))
def programme_propose(request: UserRequest) -> HttpResponse:
    """Propose a programme; from a draft (`?entry=`), which is put under it and gone on with, and under the title that
    was typed there (`?title=`)."""
    asked = request.POST.get("entry") or request.GET.get("entry", "")
    entry = own_draft(request.user, asked)
    posting = getattr(request.user, "posting", None)
    initial = {
        "title": request.GET.get("title", ""),
        "lead_office": posting.office if posting else None,
        "entry": entry.reference if entry else "",
    }
    form = ProposalForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if take(form, lambda: propose(content=form.to_input(), by=request.user, code=code, entry=entry, once=True)):
            return proposed_response(request, entry)
    context = {"form": form, "entry": entry}
    return render(request, "objectives/programmes/propose.html", context, status=422 if form.errors else 200)


def proposed_response(request: UserRequest, entry: Evidence | None) -> HttpResponse:
    """Back to the draft that it was missed in, or to the list of programmes."""
    if entry is None:
        messages.success(request, _("The programme is proposed. It can be logged under at once."))
        return redirect("programme_list")
    messages.success(request, _("The programme is proposed, and %(reference)s is under it.") % vars(entry))
    return redirect("evidence_edit", entry.reference)
