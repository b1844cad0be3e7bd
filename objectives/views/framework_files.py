"""Framework files: taking one home, and loading one: it is checked whole, shown, and loaded on a yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.models import User
from objectives.actions.framework_upload import hold_upload
from objectives.exchange.framework_export import framework_text
from objectives.exchange.framework_words import added_lines, changed_lines, counts, sentence
from objectives.exchange.frameworks import load_held, preview_upload
from objectives.exchange.located import FilesRefused, path_of
from objectives.forms.framework_file import FrameworkFileForm
from objectives.models import FrameworkUpload
from objectives.permissions import Capability, may
from objectives.views.frameworks import find_framework_or_404

SHOWN_PROBLEMS = 200


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def framework_export(request: UserRequest, slug: str) -> HttpResponse:
    """A framework as the file that would load it."""
    found = find_framework_or_404(slug)
    response = HttpResponse(framework_text(found), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.yaml"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def framework_load(request: UserRequest) -> HttpResponse:
    """Choose a file. It is checked whole: its errors are shown, or what loading it would change."""
    form = FrameworkFileForm(request.POST, request.FILES) if request.method == "POST" else FrameworkFileForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "objectives/framework_load.html", {"form": form}, status=422 if form.errors else 200)
    name, content = form.cleaned_data["file"].name, form.cleaned_data["file"].read()
    try:
        preview_upload(name, content)
    except FilesRefused as refused:
        return refusal(request, name, refused)
    return redirect(hold_upload(name=name, content=content, by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def framework_load_checked(request: UserRequest, pk: int) -> HttpResponse:
    """What a checked file would change, and the button that loads it."""
    upload = find_upload_or_404(pk, request.user)
    if upload.framework is not None:
        return redirect(upload.framework)
    try:
        if request.method == "POST":
            return load(request, upload)
        changes = preview_upload(upload.name, bytes(upload.content))
    except FilesRefused as refused:  # what it was checked against has changed since
        return refusal(request, upload.name, refused)
    context = {
        "upload": upload,
        "changes": changes,
        "head": next((row.after for row in changes.rows if row.key == ("framework",)), None),
        "counts": counts(changes),
        "added": added_lines(changes),
        "changed": changed_lines(changes),
    }
    return render(request, "objectives/framework_load_checked.html", context)


def load(request: UserRequest, upload: FrameworkUpload) -> HttpResponse:
    """Load a checked file, and go to its framework."""
    changes = load_held(upload, by=request.user)
    if changes is not None:
        messages.success(request, sentence(changes))
    upload.refresh_from_db()
    assert upload.framework is not None
    return redirect(upload.framework)


def refusal(request: UserRequest, name: str, refused: FilesRefused) -> HttpResponse:
    """The errors of a file, each with its line and place, and the way to choose it again."""
    shown = refused.problems[:SHOWN_PROBLEMS]
    context = {
        "form": FrameworkFileForm(),
        "name": name,
        "problems": [(one.line, path_of(one.place), one.message) for one in shown],
        "number": len(refused.problems),
        "advice": refused.advice,
        "more": len(refused.problems) - len(shown),
    }
    return render(request, "objectives/framework_load.html", context, status=422)


def find_upload_or_404(pk: int, user: User) -> FrameworkUpload:
    """An upload of one's own."""
    found = FrameworkUpload.objects.select_related("framework").filter(pk=pk, by=user).first()
    if found is None:
        raise Http404
    return found
