"""Taking evidence out: a small list at once, a large one from the page of exports."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions import exports as actions
from objectives.exchange.evidence_export.making import CONTENT_TYPES, text_of, workbook_of
from objectives.exchange_enums import ExportFormat, ExportShape, ExportState
from objectives.filters import EvidenceFilter
from objectives.forms.exports import ExportForm, filters_of, filterset_of, in_words
from objectives.models import Evidence, ExportJob
from objectives.permissions import Capability, may
from objectives.queries.exports import exports_of, has_more_than, still_covers

INITIAL = {"form": ExportFormat.XLSX, "shape": ExportShape.RECORD, "with_mark": True}


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def export_new(request: UserRequest) -> HttpResponseBase:
    """Take out the list whose filters stand in the address: at once, or by the worker where it is long."""
    filters = filters_of(request.GET)
    filterset = filterset_of(request.user, filters)
    form = ExportForm(request.POST) if request.method == "POST" else ExportForm(initial=INITIAL)
    if not filterset.is_valid():
        return form_response(request, form, filterset, filters)
    if request.method != "POST" or not form.is_valid():
        return form_response(request, form, filterset, filters)
    if has_more_than(filterset.qs, settings.EXPORT_AT_ONCE):
        return queued(request, form, filterset, filters)
    chosen = form.cleaned_data
    actions.note_export(filters=filters, form=chosen["form"], shape=chosen["shape"], by=request.user)
    return sent(filterset.qs, chosen["form"], chosen["shape"], with_mark=chosen["with_mark"])


def form_response(request: UserRequest, form: ExportForm, filterset: EvidenceFilter, filters: str) -> HttpResponse:
    """The form, or what is wrong with it or with the filters."""
    is_valid = filterset.is_valid()
    context = {
        "form": form,
        "filters": filters,
        "filters_are_valid": is_valid,
        "words": in_words(filterset) if is_valid else [],
        "is_large": is_valid and has_more_than(filterset.qs, settings.EXPORT_AT_ONCE),
        "at_once": settings.EXPORT_AT_ONCE,
        "days": settings.EXPORT_KEPT_DAYS,
    }
    return render(request, "objectives/export_form.html", context, status=422 if form.errors or not is_valid else 200)


def queued(request: UserRequest, form: ExportForm, filterset: EvidenceFilter, filters: str) -> HttpResponse:
    """Have the worker make it, and go to the page where it can be fetched."""
    try:
        actions.request_export(filters=filters, by=request.user, **form.cleaned_data)
    except ActionError as error:
        form.take_problems(error.problems)
        return form_response(request, form, filterset, filters)
    messages.success(request, _("The export is being made. It can be fetched from this page when it is ready."))
    return redirect("export_list")


def sent(entries: QuerySet[Evidence], form: str, shape: str, *, with_mark: bool) -> HttpResponseBase:
    """A file, sent while it is read; a workbook is written first."""
    name = f"evidence-{timezone.localdate()}.{form}"
    if form == ExportFormat.XLSX:
        return FileResponse(
            workbook_of(entries, shape),
            as_attachment=True,
            filename=name,
            content_type=CONTENT_TYPES[ExportFormat.XLSX],
        )
    response = StreamingHttpResponse(
        text_of(entries, form, shape, with_mark=with_mark), content_type=CONTENT_TYPES[ExportFormat(form)]
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def export_list(request: UserRequest) -> HttpResponse:
    """One's own exports: what waits, what is ready, what is gone."""
    exports = list(exports_of(request.user))
    under_way = any(one.state in (ExportState.WAITING, ExportState.MAKING) for one in exports)
    context = {"exports": exports, "under_way": under_way, "days": settings.EXPORT_KEPT_DAYS}
    return render(request, "objectives/export_list.html", context)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def export_file(request: UserRequest, pk: int) -> HttpResponseBase:
    """The file of one's own export, as long as one may still see all that is in it."""
    job = find(request, pk)
    if job.state != ExportState.READY or job.expires_at <= timezone.now():
        messages.warning(request, _("This export is not there. Export the list again."))
        return redirect("export_list")
    if not still_covers(request.user, job.scope):
        messages.warning(request, _("You can see less than when this export was made. Export the list again."))
        return redirect("export_list")
    response = FileResponse(
        job.file.open("rb"),
        as_attachment=True,
        filename=job.name,
        content_type=CONTENT_TYPES[ExportFormat(job.form)],
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def export_remove(request: UserRequest, pk: int) -> HttpResponse:
    """Delete one's own export before its time."""
    try:
        actions.remove_export(job=find(request, pk), by=request.user)
    except ActionError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The export is deleted."))
    return redirect("export_list")


def find(request: UserRequest, pk: int) -> ExportJob:
    """One's own export, or 404."""
    job = ExportJob.objects.visible_to(request.user).filter(pk=pk).first()
    if job is None:
        raise Http404
    return job
