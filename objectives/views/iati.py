"""IATI: an activity file in, which is checked, shown, and loaded on a yes; a framework's results out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions import iati as actions
from objectives.exchange.iati.uploads import read_upload
from objectives.exchange.iati.writing import results_file
from objectives.exchange_enums import IatiState
from objectives.forms.iati import IatiFileForm
from objectives.models import IatiUpload
from objectives.permissions import Capability, may
from objectives.views.frameworks import find_framework_or_404

LATEST = 10  # files on the page


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def iati_upload(request: UserRequest) -> HttpResponse:
    """Choose a file. A small one is checked at once, a large one by the worker."""
    form = IatiFileForm(request.POST, request.FILES) if request.method == "POST" else IatiFileForm()
    if request.method == "POST" and form.is_valid():
        file, form_key = form.cleaned_data["file"], form.cleaned_data["form_key"]
        name = file.name or "activities.xml"
        upload = actions.hold_once(form_key=form_key, name=name, file=file, by=request.user)
        read_if_small(upload)
        return redirect(upload)
    context = {"form": form, "uploads": IatiUpload.objects.filter(by=request.user)[:LATEST]}
    return render(request, "objectives/iati_upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def iati_checked(request: UserRequest, pk: int) -> HttpResponse:
    """What a file would do, or did, element by element; what is wrong with it; and the button that loads it."""
    upload = IatiUpload.objects.filter(pk=pk, by=request.user).first()
    if upload is None:
        raise Http404
    if request.method == "POST":
        try:
            read_if_small(actions.confirm_upload(upload=upload, by=request.user))
        except ActionError as error:
            messages.warning(request, str(error))
        return redirect(upload)
    numbers = upload.report.get("numbers")
    context = {
        "upload": upload,
        "report": upload.report,
        "changes_nothing": not any(numbers[one] for one in ("added", "changed", "retired")) if numbers else False,
        "is_waiting": upload.state in (IatiState.WAITING, IatiState.WORKING),
    }
    return render(request, "objectives/iati_checked.html", context)


def read_if_small(upload: IatiUpload) -> None:
    """A small file need not wait for a worker; whichever of the two is first does it."""
    if upload.size <= settings.IATI_AT_ONCE_BYTES:
        read_upload(pk=upload.pk)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def iati_results(request: UserRequest, slug: str) -> HttpResponseBase:
    """The results of a framework as an IATI activity file, sent while it is written; `?sample=yes` takes sample data
    too, and marks it."""
    framework = find_framework_or_404(slug)
    try:
        content = results_file(framework, with_sample=request.GET.get("sample") == "yes")
    except ActionError as error:
        messages.warning(request, str(error))
        return redirect(framework)
    response = StreamingHttpResponse(content, content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{framework.slug}-iati.xml"'
    return response
