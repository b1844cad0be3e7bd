"""Files of an entry: taken in one request each, shown, handed out, and removed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.lists import arrange
from iomtrack.downloads import handed_out
from iomtrack.uploads import lost_files
from objectives.actions import attachments as actions
from objectives.actions import scanning
from objectives.colons import colon
from objectives.enums import ScanState
from objectives.models import Attachment, Evidence
from objectives.permissions import Capability, may
from objectives.queries.attachments import attachment_for, open_file, removed_by, to_look_after
from objectives.queries.co_authors import writes
from objectives.queries.evidence import evidence_page
from objectives.tables.attachments import WatchTable
from objectives.views.gone import gone, told_gone

PLACE = "#attachments"
READ_AT_ONCE = 2 * settings.ATTACHMENTS_MOST  # files of one form; each picture is written anew


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def attachment_list(request: UserRequest, reference: str) -> HttpResponse:
    """The files of an entry, for a page that asks again; or one more of them, from who writes it."""
    evidence = evidence_page(request.user, reference)
    if evidence is None:
        raise Http404
    if request.method == "POST":
        return attachment_add(request, evidence)
    return as_json(request, evidence) if wants_json(request) else redirect(evidence.get_absolute_url() + PLACE)


def attachment_add(request: UserRequest, evidence: Evidence) -> HttpResponse:
    """Take in what was sent: 201 with the files as they stand, or why not; a plain form goes back to the entry."""
    if not writes(request.user, evidence):
        raise Http404
    number, problems, again = take_in(request, evidence)
    if not number and not problems:
        problems = [_("Choose a file first.")]
    if wants_json(request):
        return refusal(problems, again) if problems else as_json(request, evidence, status=201)
    tell(request, number, problems)
    return redirect(evidence.get_absolute_url() + PLACE)


def tell(request: UserRequest, number: int, problems: list[str]) -> None:
    """Say on the next page what became of the files."""
    if number:
        messages.success(
            request, ngettext("%(n)s file is attached.", "%(n)s files are attached.", number) % {"n": number}
        )
    for problem in problems:
        messages.error(request, problem)


def take_in(request: UserRequest, evidence: Evidence) -> tuple[int, list[str], bool]:
    """Attach each file that came with a form: how many, what is wrong with the others, and whether to send them again.

    The problems name their files.
    """
    number, problems, again = 0, [], False
    for name, why in lost_files(request):
        again = again or why == "no room"
        problems.append(f"{name}{colon()}{actions.not_kept() if why == 'no room' else actions.too_large()}")
    files = request.FILES.getlist("files")
    for file in files[:READ_AT_ONCE]:
        try:
            take_one(request, evidence, file)
        except ActionError as error:
            again = again or isinstance(error, actions.NotKept)
            problems.append(f"{file.name}{colon()}{error}")
        else:
            number += 1
    if left := len(files[READ_AT_ONCE:]):
        problems.append(
            ngettext(
                "%(number)s further file was not looked at. Attach a few at a time.",
                "%(number)s further files were not looked at. Attach a few at a time.",
                left,
            )
            % {"number": left}
        )
    return number, problems, again


def take_one(request: UserRequest, evidence: Evidence, file: UploadedFile) -> None:
    """Attach one file. Raises ActionError; what is too large is not read at all."""
    if (file.size or 0) > settings.ATTACHMENT_MOST_BYTES:
        raise ActionError(actions.too_large())
    attached = actions.attach(evidence=evidence, name=file.name or "", data=file.read(), by=request.user)
    if attached.state == ScanState.INFECTED:
        raise ActionError(_("The scanner found %(what)s in this very file.") % {"what": attached.signature})


def change_files(request: UserRequest, evidence: Evidence) -> list[str]:
    """What the form of an entry asks of its files: to remove or leave out those ticked, to attach those chosen.

    The problems, each with the name of its file.
    """
    problems = []
    for ticked in request.POST.getlist("detach"):
        found = attachment_for(request.user, evidence.reference, int(ticked[:18])) if ticked.isdecimal() else None
        if found is not None:
            try:
                actions.remove(attachment=found, by=request.user)
            except ActionError as error:
                problems.append(f"{found.name}{colon()}{error}")
    return [*problems, *leave_out(request, evidence), *take_in(request, evidence)[1]]


def leave_out(request: UserRequest, evidence: Evidence) -> list[str]:
    """What the form of a correction asks of the files of the corrected entry: the problems, if any."""
    if evidence.corrects_id is None or "corrected-files" not in request.POST:
        return []
    keys = [int(one[:18]) for one in request.POST.getlist("leave-out") if one.isascii() and one.isdecimal()]
    try:
        actions.leave_out(correction=evidence, files=keys, by=request.user)
    except ActionError as error:
        return [str(error)]
    return []


def limits() -> dict[str, int]:
    """What the box for files says, and its script goes by: bytes of a file, and files of an entry."""
    return {"bytes": settings.ATTACHMENT_MOST_BYTES, "files": settings.ATTACHMENTS_MOST}


def wants_json(request: UserRequest) -> bool:
    """Whether a script asks, and not a browser for a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def as_json(request: UserRequest, evidence: Evidence, status: int = 200) -> JsonResponse:
    """The files of an entry as its form shows them, and whether any of them is still to change."""
    files = list(evidence.attachments.present())
    context = {
        "evidence": evidence,
        "attachments": files,
        "may_change": evidence.is_editable and writes(request.user, evidence),
        "in_form": True,
    }
    unsettled = any(one.state in (ScanState.WAITING, ScanState.SCANNING) for one in files)
    html = render_to_string("objectives/_attachment_list.html", context, request)
    return JsonResponse({"html": html, "unsettled": unsettled}, status=status)


def refusal(problems: list[str], again: bool) -> JsonResponse:
    """Why a file was not attached: 503 where the same may go well in a while."""
    return JsonResponse({"problem": " ".join(problems)}, status=503 if again else 422)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def attachment(request: UserRequest, reference: str, pk: int) -> HttpResponseBase:
    """The file itself, to be saved and never shown within the site; 404 until its scan is over."""
    found = find(request, reference, pk)
    file = open_file(found)
    if file is None:
        raise Http404
    return handed_out(file, name=found.name, kind=found.content_type, charset=found.charset, size=found.size)


@require_POST
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def attachment_remove(request: UserRequest, reference: str, pk: int) -> HttpResponse:
    """Take a file off an entry that one writes."""
    found = attachment_for(request.user, reference, pk)
    if found is None:
        return removed_already(request, reference, pk)
    if not writes(request.user, found.evidence):
        raise Http404
    try:
        actions.remove(attachment=found, by=request.user)
    except ActionError as error:
        if wants_json(request):
            return refusal([str(error)], again=False)
        messages.error(request, str(error))
    else:
        if wants_json(request):
            return as_json(request, found.evidence)
        messages.success(request, _("%(name)s is removed.") % {"name": found.name})
    return redirect(found.evidence.get_absolute_url() + PLACE)


def removed_already(request: UserRequest, reference: str, pk: int) -> HttpResponse:
    """Tell who took a file off an entry before, and presses once more; 404 for everybody else."""
    found = removed_by(request.user, reference, pk)
    if found is None:
        raise Http404
    if wants_json(request):
        return as_json(request, found.evidence)
    return told_gone(request, found.evidence.get_absolute_url() + PLACE, gone(found.name))


@require_POST
@open_to(lambda user: may(user, Capability.SCAN_FILES))
def attachment_retry(request: UserRequest, reference: str, pk: int) -> HttpResponse:
    """Have a file scanned again."""
    found = find(request, reference, pk)
    try:
        scanning.scan_again(attachment=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(name)s waits to be scanned again.") % {"name": found.name})
    return redirect("file_watch")


@require_safe
@open_to(lambda user: may(user, Capability.WATCH_FILES))
def file_watch(request: UserRequest) -> HttpResponse:
    """Files that were infected, could not be scanned, or still wait."""
    table = arrange(request, WatchTable(to_look_after(), may_retry=may(request.user, Capability.SCAN_FILES)))
    return render(request, "objectives/file_watch.html", {"table": table, "has_scanner": bool(settings.CLAMAV_URL)})


def find(request: UserRequest, reference: str, pk: int) -> Attachment:
    """The file, or 404 where it does not exist for this person."""
    found = attachment_for(request.user, reference, pk)
    if found is None:
        raise Http404
    return found
