"""A record that was saved elsewhere while one typed: both texts, field by field, and the choice between them."""

from __future__ import annotations

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from objectives.forms.comparing import carried, chosen, differences, is_decided
from objectives.forms.ticket import Ticket, as_data, new_page
from objectives.models import Evidence, FormDraft
from objectives.permissions import Capability, may
from objectives.queries.co_authors import last_saved_by, writes
from objectives.queries.evidence import evidence_page
from objectives.queries.form_drafts import typed_in_form
from objectives.views import kept_typing


def decided(data: QueryDict, evidence: Evidence) -> QueryDict | None:
    """What was sent, with what was chosen of two texts put in its place; None where nothing was sent."""
    return (chosen(evidence, data) if is_decided(data) else data) or None


def conflict_response(request: UserRequest, evidence: Evidence, problems: list[str]) -> HttpResponse:
    """409: nothing is saved, what was typed is kept, and both texts are shown. `problems` are those of files."""
    data = decided(request.POST, evidence) or request.POST
    ticket = kept_typing.sent_ticket(request)
    row = kept_typing.keep(request, ticket, data) if ticket else None
    return both(request, evidence, data, row, ticket, problems=problems, status=409)


@require_safe
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_compare(request: UserRequest, reference: str) -> HttpResponse:
    """A record that one writes beside what one typed and did not save (`?typed=` chooses among several)."""
    evidence = evidence_page(request.user, reference)
    if evidence is None or not writes(request.user, evidence):
        raise Http404
    kept_typing.give_back(request)
    rows = typed_in_form(request.user, evidence=evidence)
    row = next((one for one in rows if str(one.pk) == request.GET.get("typed")), rows[0] if rows else None)
    if row is None:
        return redirect(evidence)
    ticket = Ticket(
        request.user.pk, evidence.framework_id, new_page(), reference=evidence.reference, begun=(row.pk, row.turn)
    )
    return both(request, evidence, as_data(row.fields), row, ticket)


def both(
    request: UserRequest,
    evidence: Evidence,
    data: QueryDict,
    row: FormDraft | None,
    ticket: Ticket | None,
    *,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of both texts."""
    context = {
        "evidence": evidence,
        "differences": differences(evidence, data),
        "carried": carried(data),
        "ticket": ticket.signed() if ticket else "",
        "turn": row.turn if row else 0,
        "row": row,
        "problems": problems or [],
        "saver": last_saved_by(evidence) or evidence.author,
    }
    return render(request, "objectives/evidence_compare.html", context, status=status)
