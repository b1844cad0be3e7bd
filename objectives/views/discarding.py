"""Throwing one's own draft away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions.discarding import discard, is_discardable
from objectives.permissions import Capability, may
from objectives.queries.co_authors import co_authors_of
from objectives.queries.evidence import form_entry
from objectives.views.gone import gone_already


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_discard(request: UserRequest, reference: str) -> HttpResponse:
    """Ask whether a draft is to be discarded, and discard it."""
    evidence = form_entry(request.user, reference)
    if evidence is None:
        return gone_already(request, "evidence_list", "evidence.discard", object_label=reference)
    if evidence.author_id != request.user.pk:
        raise Http404
    if not is_discardable(evidence):
        messages.warning(request, _("Only a draft that was never submitted can be discarded."))
        return redirect(evidence)
    if request.method != "POST":
        files = evidence.attachments.present().count()
        context = {"evidence": evidence, "files": files, "co_authors": co_authors_of(evidence)}
        return render(request, "objectives/evidence_discard.html", context)
    try:
        discard(evidence=evidence, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(evidence)
    messages.success(request, _("%(reference)s is discarded.") % {"reference": reference})
    return redirect("evidence_list")
