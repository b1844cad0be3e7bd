"""Writing an entry together: whom its author lets write it, and who has its form open just now."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import co_authors as actions
from objectives.forms.co_authors import ColleagueForm
from objectives.models import Evidence
from objectives.permissions import Capability, may
from objectives.queries.co_authors import co_authors_of, last_saved_by, shared_entry, who_has_it_open, writers_of
from objectives.queries.day_words import moment
from objectives.queries.evidence import form_entry
from objectives.views.gone import gone_already


@dataclass(frozen=True)
class Together:
    """Of an entry that several write, what its form says: who else writes it, and who has it open now, in words."""

    names: str
    open_now: str


def together(request: UserRequest, evidence: Evidence) -> Together | None:
    """The same, of an entry that `form_entry` found; None where its author alone writes it. No query."""
    others = [one for one in writers_of(evidence) if one.key != request.user.pk]
    if not others:
        return None
    return Together(", ".join(one.name for one in others), in_words([one.name for one in others if one.has_it_open]))


def open_now(evidence: Evidence, user: User) -> str:
    """Which others have the form of an entry open, in words. One query."""
    return in_words(who_has_it_open(evidence, user))


def in_words(names: list[str]) -> str:
    """ "Ada Lovelace has this form open too."; "" where nobody has."""
    if not names:
        return ""
    message = ngettext("%(names)s has this form open too.", "%(names)s have this form open too.", len(names))
    return message % {"names": ", ".join(names)}


def saved_meanwhile(evidence: Evidence, user: User) -> str:
    """That an entry was saved since a form of it was opened: by whom, and when. One query."""
    saver = last_saved_by(evidence)
    said = {"reference": evidence.reference, "when": moment(evidence.updated_at)}
    if saver is not None and saver.pk != user.pk:
        return _("%(who)s saved %(reference)s on %(when)s. Both texts are kept.") % {**said, "who": saver.name}
    return _("%(reference)s was saved in another window or on another device, on %(when)s. Both texts are kept.") % said


@require_POST
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_open(request: UserRequest, reference: str) -> HttpResponse:
    """From a form of a shared entry that is open, now and then: {open, changed, link} in words, each "" at best.

    `seen` is the edit that the form was opened with. 404 where the entry is not written together, or no longer.
    """
    evidence = shared_entry(request.user, reference)
    if evidence is None:
        raise Http404
    actions.keep_open(evidence=evidence, by=request.user)
    seen = request.POST.get("seen", "")
    is_behind = seen.isascii() and seen.isdecimal() and int(seen[:9]) < evidence.edit_number
    return JsonResponse(
        {
            "open": open_now(evidence, request.user),
            "changed": saved_meanwhile(evidence, request.user) if is_behind else "",
            "link": reverse("evidence", args=[evidence.reference]) if is_behind else "",
        }
    )


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_share(request: UserRequest, reference: str) -> HttpResponse:
    """Who writes an entry with its author: the author names colleagues and lets them go, a colleague may step back."""
    evidence = form_entry(request.user, reference)
    if evidence is None:  # who has stepped back may press once more
        said = said_no_longer(request.user, reference)
        return gone_already(request, "evidence_list", "evidence.unshare", said=said, object_label=reference)
    form = ColleagueForm(request.POST if "name" in request.POST else None, by=request.user, evidence=evidence)
    if request.method == "POST" and (answer := answer_to(request, form, evidence)):
        return answer
    is_author = evidence.author_id == request.user.pk
    context = {
        "form": form,
        "evidence": evidence,
        "box": form.typed_box("colleague"),
        "co_authors": co_authors_of(evidence),
        "is_author": is_author,
        "may_name": is_author and evidence.is_editable,
    }
    return render(request, "objectives/evidence_share.html", context, status=422 if form.errors else 200)


def answer_to(request: UserRequest, form: ColleagueForm, evidence: Evidence) -> HttpResponse | None:
    """What follows a name that was given or taken away; None where a problem remains."""
    if "name" not in request.POST:
        return let_go(request, evidence)
    if not form.is_valid():
        return None
    colleague = form.cleaned_data["colleague"]
    try:
        actions.name_colleague(evidence=evidence, colleague=colleague, by=request.user)
    except ActionError as error:
        form.take_problems(error.problems)
        return None
    said = {"name": colleague.name, "reference": evidence.reference}
    messages.success(request, _("%(name)s can write %(reference)s too.") % said)
    return redirect("evidence_share", evidence.reference)


def let_go(request: UserRequest, evidence: Evidence) -> HttpResponse:
    """Take a name away: whose it is stands in the button (`go`)."""
    asked = request.POST.get("go", "")
    colleague = next((one for one in co_authors_of(evidence) if str(one.pk) == asked), None)
    if colleague is None:
        return redirect("evidence_share", evidence.reference)
    try:
        actions.let_go(evidence=evidence, colleague=colleague, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(evidence)
    messages.success(request, said_no_longer(colleague, evidence.reference))
    return redirect("evidence_list" if colleague.pk == request.user.pk else evidence)


def said_no_longer(colleague: User, reference: str) -> str:
    """That somebody has stopped writing an entry."""
    said = {"name": colleague.name, "reference": reference}
    return _("%(name)s writes %(reference)s no longer. What was written stays.") % said
