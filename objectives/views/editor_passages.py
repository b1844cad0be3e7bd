"""The passages of its mandate that a draft quotes: adding, wording, reordering and removing them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from objectives.actions.framework_passages import set_passages
from objectives.enums import FrameworkStatus
from objectives.forms.passages import PassagesForm, count_of, passages_initial, rearranged
from objectives.queries.editor import seal
from objectives.views.attempts import Attempt
from objectives.views.editor import manages
from objectives.views.frameworks import find_framework_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_passages(request: UserRequest, slug: str) -> HttpResponse:
    """The passages of a draft. "rearrange" asks for the form in another order, or with one more, before it is saved."""
    framework = find_framework_or_404(slug)
    if request.method != "POST" and framework.status != FrameworkStatus.DRAFT:
        return redirect(framework)
    initial, at = passages_initial(framework), None
    if "rearrange" in request.POST:
        initial, at = rearranged(request.POST, request.POST["rearrange"], framework.symbol)
        form = PassagesForm(initial=initial, passages=count_of(initial))
        attempt = Attempt(request, form, request.POST.get("read", ""))
    else:
        standing, data = seal(framework.passages), request.POST if request.method == "POST" else None
        is_stale = data is not None and data.get("read", standing) != standing  # then room for what another added
        rows = max(count_of(initial) if is_stale else 0, count_of(data or initial))
        form = PassagesForm(data, initial=initial, passages=rows)
        attempt = Attempt(request, form, standing)
    if attempt.succeeds(
        lambda: set_passages(framework=framework, passages=form.to_input(), by=request.user, read=attempt.sent)
    ):
        messages.success(request, _("The passages of %(symbol)s are saved.") % {"symbol": framework})
        return redirect("editor", framework.slug)
    if at is not None:
        form.fields[f"heading_{at}"].widget.attrs["autofocus"] = True
    return attempt.page("objectives/editor/passages.html", framework=framework)
