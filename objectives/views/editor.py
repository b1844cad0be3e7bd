"""A framework while it is a draft: beginning it, its tree, its head, and putting it in force."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.element_tree import step_element
from objectives.actions.framework_copy import copy_framework
from objectives.actions.framework_draft import edit_framework, new_framework
from objectives.actions.lifecycle import put_in_force
from objectives.enums import FrameworkStatus
from objectives.forms.framework import (
    AdoptForm,
    HeadForm,
    NewFrameworkForm,
    NextFrameworkForm,
    adopt_initial,
    head_initial,
)
from objectives.models import Element, Framework
from objectives.permissions import Capability, may
from objectives.queries.editor import editor_rows, head_of, left_out, seal
from objectives.queries.readiness import lacks, remarks
from objectives.tree import Step
from objectives.views.attempts import Attempt
from objectives.views.frameworks import find_framework_or_404


def manages(user: User) -> bool:
    """Whether this person may edit frameworks."""
    return may(user, Capability.MANAGE_FRAMEWORKS)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def framework_new(request: UserRequest) -> HttpResponse:
    """Begin a framework."""
    form = NewFrameworkForm(request.POST if request.method == "POST" else None)
    attempt, made = Attempt(request, form, ""), []
    if attempt.succeeds(lambda: made.append(new_framework(content=form.to_input(), by=request.user))):
        messages.success(request, _("%(symbol)s is begun, as a draft. Add its elements.") % {"symbol": made[0]})
        return redirect("editor", made[0].slug)
    return attempt.page("objectives/editor/framework_new.html")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def framework_next(request: UserRequest, slug: str) -> HttpResponse:
    """Start the next strategy as a copy of this one."""
    source = find_framework_or_404(slug)
    if source.status == FrameworkStatus.DRAFT:
        raise Http404
    form = NextFrameworkForm(request.POST if request.method == "POST" else None)
    attempt, made = Attempt(request, form, ""), []
    if attempt.succeeds(lambda: made.append(copy_framework(source=source, content=form.to_input(), by=request.user))):
        message = _("%(symbol)s is begun, as a copy of %(source)s. Each element is retained until you word it anew.")
        messages.success(request, message % {"symbol": made[0], "source": source})
        return redirect("editor", made[0].slug)
    return attempt.page("objectives/editor/framework_next.html", source=source)


@require_safe
@open_to(manages)
def editor(request: UserRequest, slug: str) -> HttpResponse:
    """The tree of a draft, with all that can be done to each element. `?at=O3&do=up` has the focus on that button."""
    framework = find_framework_or_404(slug)
    if framework.status != FrameworkStatus.DRAFT:
        return redirect(framework)
    context = {
        "framework": framework,
        "rows": editor_rows(framework),
        "left_out": left_out(framework),
        "lacks": len(lacks(framework)),
        "at": request.GET.get("at", ""),
        "do": request.GET.get("do", "edit"),
    }
    return render(request, "objectives/editor/tree.html", context)


def tree_address(framework: Framework, code: str = "", do: str = "edit") -> str:
    """The tree, with the focus where the work goes on."""
    query = f"?{urlencode({'at': code, 'do': do})}" if code else ""
    return reverse("editor", args=[framework.slug]) + query


@require_POST
@open_to(manages)
def editor_move(request: UserRequest, slug: str) -> HttpResponse:
    """Move an element by one step: `step` says which and how, "up O3"."""
    framework = find_framework_or_404(slug)
    step, _space, code = request.POST.get("step", "").partition(" ")
    element = framework.elements.filter(code=code).first()
    if element is None or step not in list(Step):
        raise Http404
    element.framework = framework
    try:
        has_moved = step_element(element=element, step=Step(step), by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, where_it_stands(element, has_moved=has_moved))
    return redirect(tree_address(framework, code, step))


def where_it_stands(element: Element, *, has_moved: bool) -> str:
    """What is said after a step: "O3 is now 2 of 8, below O1."."""
    found = Element.objects.select_related("parent").get(pk=element.pk)
    siblings = list(
        Element.objects.filter(framework=element.framework, parent=found.parent)
        .order_by("position")
        .values_list("code", flat=True)
    )
    place = {"code": found.code, "number": siblings.index(found.code) + 1, "all": len(siblings)}
    if not has_moved:
        return _("%(code)s stays %(number)s of %(all)s: it cannot go further that way.") % place
    if found.parent:
        return _("%(code)s is now %(number)s of %(all)s, below %(parent)s.") % {**place, "parent": found.parent.code}
    return _("%(code)s is now %(number)s of %(all)s on the first level.") % place


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_head(request: UserRequest, slug: str) -> HttpResponse:
    """What is said of a draft as a whole."""
    framework = find_framework_or_404(slug)
    if request.method != "POST" and framework.status != FrameworkStatus.DRAFT:
        return redirect(framework)
    kinds = list(dict.fromkeys(framework.elements.order_by("position").values_list("kind", flat=True)))
    data = request.POST if request.method == "POST" else None
    form = HeadForm(data, framework=framework, kinds=kinds, initial=head_initial(framework))
    attempt, saved = Attempt(request, form, seal(head_of(framework))), []
    if attempt.succeeds(
        lambda: saved.append(
            edit_framework(framework=framework, content=form.to_input(), by=request.user, read=attempt.sent)
        )
    ):
        messages.success(request, _("%(symbol)s is saved.") % {"symbol": saved[0]})
        return redirect("editor", saved[0].slug)
    return attempt.page("objectives/editor/head.html", framework=framework)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def framework_adopt(request: UserRequest, slug: str) -> HttpResponse:
    """Put a draft in force, or read what it lacks."""
    framework = find_framework_or_404(slug)
    if request.method != "POST" and framework.status != FrameworkStatus.DRAFT:
        return redirect(framework)
    form = AdoptForm(request.POST if request.method == "POST" else None, initial=adopt_initial(framework))
    attempt = Attempt(request, form, "")
    if attempt.succeeds(lambda: put_in_force(framework=framework, by=request.user, **form.cleaned_data)):
        messages.success(request, _("%(symbol)s is in force.") % {"symbol": framework})
        return redirect(framework)
    return attempt.page(
        "objectives/editor/adopt.html", framework=framework, lacks=lacks(framework), remarks=remarks(framework)
    )
