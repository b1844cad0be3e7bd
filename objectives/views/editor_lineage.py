"""Recording, while a draft is edited, where its elements come from and what became of the earlier ones."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from objectives.actions.element_lineage import discontinue, set_lineage, take_up_again
from objectives.enums import FrameworkStatus
from objectives.forms.lineage import DiscontinueForm, LineageForm, discontinue_initial, lineage_initial
from objectives.models import Lineage
from objectives.queries.editor import seal, threads_of
from objectives.views.attempts import Attempt
from objectives.views.editor import manages, tree_address
from objectives.views.frameworks import find_element_or_404, find_framework_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_lineage(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """The threads of an element of a draft. "more" asks for the form with a further row."""
    element = find_element_or_404(slug, code)
    framework = element.framework
    if request.method != "POST" and framework.status != FrameworkStatus.DRAFT:
        return redirect(element)
    if framework.supersedes is None:
        raise Http404
    ancestors = list(framework.supersedes.elements.order_by("position"))
    threads = list(element.ancestry.order_by("ancestor__position", "id").select_related("ancestor"))
    rows = sum(1 for name in request.POST if name.startswith("kind_")) or len(threads)
    if "more" in request.POST:
        form = LineageForm(initial=request.POST.dict(), ancestors=ancestors, rows=rows + 1)
        attempt = Attempt(request, form, request.POST.get("read", ""))
    else:
        data = request.POST if request.method == "POST" else None
        form = LineageForm(data, initial=lineage_initial(threads), ancestors=ancestors, rows=rows)
        attempt = Attempt(request, form, seal(threads_of(element)))
    if attempt.succeeds(
        lambda: set_lineage(element=element, threads=form.to_input(), by=request.user, read=attempt.sent)
    ):
        messages.success(request, _("The lineage of %(code)s is saved.") % {"code": element.code})
        return redirect(tree_address(framework, element.code, "lineage"))
    return attempt.page("objectives/editor/lineage.html", framework=framework, element=element, ancestors=ancestors)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_earlier(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """What became of an element of the superseded framework that has no heir. "undo" takes the statement back."""
    framework = find_framework_or_404(slug)
    if request.method != "POST" and framework.status != FrameworkStatus.DRAFT:
        return redirect(framework)
    ancestor = framework.supersedes.elements.filter(code=code).first() if framework.supersedes else None
    if ancestor is None:
        raise Http404
    if "undo" in request.POST and framework.status == FrameworkStatus.DRAFT:
        take_up_again(framework=framework, ancestor=ancestor, by=request.user)
        messages.success(request, _("It is open again what became of %(code)s.") % {"code": code})
        return redirect("editor", slug)
    thread = Lineage.objects.filter(discontinued_in=framework, ancestor=ancestor).first()
    form = DiscontinueForm(request.POST if request.method == "POST" else None, initial=discontinue_initial(thread))
    attempt = Attempt(request, form, "")
    if attempt.succeeds(
        lambda: discontinue(framework=framework, ancestor=ancestor, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("%(code)s is discontinued.") % {"code": code})
        return redirect("editor", slug)
    return attempt.page("objectives/editor/earlier.html", framework=framework, element=ancestor, thread=thread)
