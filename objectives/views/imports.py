"""Spreadsheets of evidence: the template, uploading one, what was found in it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.uploads import lost_files
from iomtrack.work.errors import WorkFailed
from objectives.actions import imports as actions
from objectives.actions.import_again import bring_again, brought_again
from objectives.actions.import_undoing import in_the_way
from objectives.exchange.spreadsheets.writing import rows_to_fix, template
from objectives.files.errors import FileRefused
from objectives.forms.imports import CorrectionForm, ImportForm, too_large
from objectives.import_enums import IMPORT_MOVES, DecimalMark, ImportLanding, ImportState, RowOutcome
from objectives.models import ImportBatch
from objectives.permissions import Capability, may
from objectives.queries.imports import (
    corrections_of,
    counts_of,
    find_import,
    frameworks_to_import,
    import_list,
    rows_of,
    rows_to_mind,
    undoing,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def may_see(user: Any) -> bool:
    """Whether there can be imports for this person to see."""
    return may(user, Capability.LOG_EVIDENCE) or may(user, Capability.VIEW_AUDIT)


@require_safe
@open_to(may_see)
def imports(request: UserRequest) -> HttpResponse:
    """The imports that one may see, newest first."""
    page = import_list(request.user, before=place(request, "before"))
    context = {
        "page": page,
        "may_upload": may(request.user, Capability.LOG_EVIDENCE),
        "sees_all": may(request.user, Capability.VIEW_AUDIT),
    }
    return render(request, "objectives/import_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def import_new(request: UserRequest) -> HttpResponse:
    """Download a template, and upload a file."""
    frameworks = frameworks_to_import()
    initial = {"framework": request.GET.get("framework", ""), "landing": ImportLanding.DRAFT}
    form = ImportForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        frameworks=frameworks,
        initial={**initial, "decimal_mark": DecimalMark.POINT},
    )
    if request.method == "POST":
        answer = take_in(request, form)
        if answer:
            return answer
    context = {"form": form, "frameworks": frameworks}
    return render(request, "objectives/import_new.html", context, status=422 if form.errors else 200)


def take_in(
    request: UserRequest, form: ImportForm | CorrectionForm, corrects: ImportBatch | None = None
) -> HttpResponse | None:
    """Keep what was uploaded, and go to its page; None where something has to be put right first."""
    lost = lost_files(request)
    if not form.is_valid():
        if lost and "file" in form.errors:
            form.errors["file"].clear()
            form.add_error("file", too_large() if lost[0][1] == "too large" else no_room())
        return None
    cleaned = form.cleaned_data
    how = {name: getattr(corrects, name) for name in ("landing", "decimal_mark")} if corrects else {
        "landing": cleaned["landing"],
        "decimal_mark": cleaned["decimal_mark"] or DecimalMark.POINT,
        "charset": cleaned["charset"],
    }  # fmt: skip
    try:
        batch = actions.upload_once(
            form_key=cleaned["form_key"],
            framework=corrects.framework if corrects else cleaned["framework"],
            name=cleaned["file"].name or "",
            file=cleaned["file"],
            kind=form.kind,
            by=request.user,
            corrects=corrects,
            **how,
        )
    except ActionError as error:
        form.take_problems({"file": [message for found in error.problems.values() for message in found]})
        return None
    return redirect(batch)


def no_room() -> str:
    """What is said where the disk is full."""
    return _("The file could not be stored just now: there is no room left. Upload it again in a while.")


@require_safe
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def import_template(request: UserRequest, slug: str) -> HttpResponseBase:
    """The template of a framework."""
    framework = next((one for one in frameworks_to_import() if one.slug == slug), None)
    if framework is None:
        raise Http404
    return spreadsheet(template(framework), f"evidence-{framework.slug}.xlsx")


def spreadsheet(file: IO[bytes], name: str) -> FileResponse:
    """A spreadsheet to save."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(may_see)
def import_detail(request: UserRequest, pk: int) -> HttpResponse:
    """Where an import stands, and its rows; POST brings the rows that were put right."""
    batch = find_or_404(request.user, pk)
    form = CorrectionForm()
    if request.method == "POST":
        if batch.by_id != request.user.pk or not may(request.user, Capability.LOG_EVIDENCE):
            raise Http404
        form = CorrectionForm(request.POST, request.FILES)
        answer = take_in(request, form, corrects=batch)
        if answer:
            return answer
    return detail_response(request, batch, form)


def detail_response(request: UserRequest, batch: ImportBatch, form: CorrectionForm) -> HttpResponse:
    """The page of an import; `form` is for the rows that were put right."""
    counts = counts_of(batch)
    outcome = request.GET.get("rows", "")
    if outcome not in RowOutcome.values:
        outcome = next((name for name, _words, number in counts if number), RowOutcome.NEW)
    is_own = batch.by_id == request.user.pk and may(request.user, Capability.LOG_EVIDENCE)
    corrections = corrections_of(batch)
    context = {
        "corrections": corrections,
        "batch": batch,
        "counts": counts,
        "outcome": outcome,
        "page": rows_of(batch, outcome, after=place(request, "after"), before=place(request, "before")),
        "form": form,
        "is_own": is_own,
        "may_confirm": is_own and batch.state == ImportState.READY and not batch.has_nothing_to_do,
        "may_drop": is_own and may_drop(batch) and not corrections,
        "may_check": is_own and may_check(batch) and not corrections,
        "to_mind": rows_to_mind(batch) if may_have_faults(batch) else [],
        "may_undo": is_own and batch.state == ImportState.WRITTEN and not batch.has_nothing_to_do,
        "again": brought_again(batch) if batch.state == ImportState.UNDONE else None,
        "in_the_way": in_the_way(batch) if batch.state == ImportState.WRITTEN else "",
        "percent": min(100, 100 * batch.done // batch.total) if batch.total else 0,
    }
    return render(request, "objectives/import.html", context, status=422 if form.errors else 200)


def may_have_faults(batch: ImportBatch) -> bool:
    """Whether a file waits for a yes with which it may become drafts that cannot be submitted as they are."""
    return batch.state == ImportState.READY and batch.landing == ImportLanding.DRAFT


def may_drop(batch: ImportBatch) -> bool:
    """Whether a file stands so that it can be thrown away."""
    return ImportState.DROPPED in IMPORT_MOVES[batch.state] and batch.written_at is None


def may_check(batch: ImportBatch) -> bool:
    """Whether a file stands so that checking it again may find something else."""
    return batch.state in (ImportState.FAULTY, ImportState.FAILED)


@never_cache
@require_safe
@open_to(may_see)
def import_progress(request: UserRequest, pk: int) -> JsonResponse:
    """How far the worker is, for the page's script."""
    batch = find_or_404(request.user, pk)
    return JsonResponse(
        {"state": batch.state, "under_way": batch.is_under_way, "done": batch.done, "total": batch.total}
    )


@require_safe
@open_to(may_see)
def import_fix(request: UserRequest, pk: int) -> HttpResponseBase:
    """The rows to put right, as a file."""
    batch = find_or_404(request.user, pk)
    if not batch.refused or batch.state == ImportState.DROPPED:
        raise Http404
    try:
        return spreadsheet(rows_to_fix(batch), _("to-put-right-%(number)s.xlsx") % {"number": batch.pk})
    except (FileRefused, WorkFailed) as error:
        messages.error(request, str(error))
        return redirect(batch)


def step(act: Callable[..., ImportBatch]) -> Any:
    """A view that takes a step with one's own import, and comes back to its page."""

    @require_POST
    @open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
    def view(request: UserRequest, pk: int) -> HttpResponse:
        batch = find_or_404(request.user, pk)
        if batch.by_id != request.user.pk:
            raise Http404
        return stepped(request, batch, act)

    return view


def stepped(request: UserRequest, batch: ImportBatch, act: Callable[..., ImportBatch]) -> HttpResponse:
    """Take a step, and come back to the page of the import, or go on to that of the one that it made."""
    try:
        return redirect(act(batch=batch, by=request.user))
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(batch)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def import_undo(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether an import is to be undone, with what goes and what stays; and have it undone."""
    batch = find_or_404(request.user, pk)
    if batch.by_id != request.user.pk:
        raise Http404
    if request.method == "POST":
        return stepped(request, batch, actions.take_back)
    problem = in_the_way(batch) if batch.state == ImportState.WRITTEN else _("Only what was imported can be undone.")
    if problem or batch.has_nothing_to_do:
        messages.warning(request, problem or _("Nothing was written by this import, so there is nothing to undo."))
        return redirect(batch)
    return render(request, "objectives/import_undo.html", {"batch": batch, "kinds": undoing(batch)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def import_drop(request: UserRequest, pk: int) -> HttpResponse:
    """Ask whether a file is to be thrown away, and have it thrown away."""
    batch = find_or_404(request.user, pk)
    if batch.by_id != request.user.pk:
        raise Http404
    if request.method == "POST":
        return stepped(request, batch, actions.throw_away)
    if problem := actions.why_kept(batch):
        messages.warning(request, problem)
        return redirect(batch)
    return render(request, "objectives/import_drop.html", {"batch": batch})


import_confirm = step(actions.confirm)
import_check = step(actions.check_again)
import_again = step(bring_again)


def find_or_404(user: User, pk: int) -> ImportBatch:
    """An import that this person may see."""
    found = find_import(user, pk)
    if found is None:
        raise Http404
    return found


def place(request: UserRequest, name: str) -> int | None:
    """A place in a list, as an address gives it; None where it gives none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None  # noqa: PLR2004
