"""The elements of a draft, one at a time: adding, wording, moving, splitting, merging, removing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions.element_draft import add_element, edit_element, remove_element
from objectives.actions.element_tree import branch_codes, merge_elements, move_element, split_element
from objectives.enums import ElementKind, FrameworkStatus
from objectives.forms.element import ElementForm, MergeForm, MoveForm, SplitForm, element_initial
from objectives.models import Element, Framework
from objectives.queries.editor import content_of, free_code, seal
from objectives.queries.framework import find_element
from objectives.tree import Place
from objectives.views.attempts import Attempt
from objectives.views.editor import manages, tree_address, where_it_stands
from objectives.views.frameworks import find_element_or_404, find_framework_or_404
from objectives.views.gone import gone, gone_already

BESIDE = {"after": Place.AFTER, "below": Place.BELOW}


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_add(request: UserRequest, slug: str) -> HttpResponse:
    """Add an element: `?after=O3`, `?below=O3`, or at the end of the first level."""
    framework = find_framework_or_404(slug)
    if request.method != "POST" and framework.status != FrameworkStatus.DRAFT:
        return redirect(framework)
    place, beside = _asked_place(request, framework)
    initial = _suggested(framework, place, beside)
    form = ElementForm(request.POST if request.method == "POST" else None, framework=framework, initial=initial)
    attempt, made = Attempt(request, form, ""), []
    if attempt.succeeds(
        lambda: made.append(
            add_element(framework=framework, content=form.to_input(), by=request.user, place=place, beside=beside)
        )
    ):
        messages.success(request, _("%(code)s is added.") % {"code": made[0].code})
        return redirect(tree_address(framework, made[0].code))
    return attempt.page("objectives/editor/element.html", framework=framework, place=place.value, beside=beside)


def _asked_place(request: UserRequest, framework: Framework) -> tuple[Place, Element | None]:
    """Where the address says that an element is to stand. One that was removed since leaves the end."""
    for name, place in BESIDE.items():
        if code := request.GET.get(name):
            return place, framework.elements.filter(code=code).first()
    return Place.BELOW, None


def _suggested(framework: Framework, place: Place, beside: Element | None) -> dict[str, str]:
    """What a new element is likely to be: of the kind of the one beside it, with the next free code."""
    kind = beside.kind if beside else ElementKind.OBJECTIVE.value
    above = beside if place == Place.BELOW else (beside.parent if beside else None)
    return {
        "code": free_code(framework, kind, above),
        "kind": kind,
        "source_symbol": framework.symbol,
        "source_paragraph": beside.source_paragraph if beside and beside.source_symbol == framework.symbol else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_element(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Word an element of a draft."""
    element = find_element(slug, code)
    if element is None:
        return _removed(request, slug, code)
    if away := _past_draft(request, element):
        return away
    data = request.POST if request.method == "POST" else None
    form = ElementForm(data, framework=element.framework, initial=element_initial(element))
    attempt, saved = Attempt(request, form, seal(content_of(element))), []
    if attempt.succeeds(
        lambda: saved.append(edit_element(element=element, content=form.to_input(), by=request.user, read=attempt.sent))
    ):
        messages.success(request, _("%(code)s is saved.") % {"code": saved[0].code})
        return redirect(tree_address(element.framework, saved[0].code))
    return attempt.page("objectives/editor/element.html", framework=element.framework, element=element)


def _removed(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """What was typed for an element that somebody removed meanwhile, ready to be added again."""
    framework = find_framework_or_404(slug)
    if request.method != "POST":
        raise Http404
    form = ElementForm(request.POST, framework=framework)
    form.add_error(None, _("%(code)s was removed in the meantime. Save to add it again, at the end.") % {"code": code})
    return Attempt(request, form, "").page("objectives/editor/element.html", framework=framework)


def _past_draft(request: UserRequest, element: Element) -> HttpResponse | None:
    """Where to go instead, once the framework is in force. What was sent is answered by the action's refusal."""
    is_draft = element.framework.status == FrameworkStatus.DRAFT
    return None if is_draft or request.method == "POST" else redirect(element)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_place(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Put an element beside any other."""
    element = find_element_or_404(slug, code)
    if away := _past_draft(request, element):
        return away
    others = list(element.framework.elements.exclude(pk=element.pk).order_by("position"))
    form = MoveForm(request.POST if request.method == "POST" else None, others=others)
    attempt = Attempt(request, form, "")
    if attempt.succeeds(
        lambda: move_element(
            element=element, place=Place(form.cleaned_data["place"]), beside=form.chosen, by=request.user
        )
    ):
        messages.success(request, where_it_stands(element, has_moved=True))
        return redirect(tree_address(element.framework, element.code))
    return attempt.page("objectives/editor/place.html", framework=element.framework, element=element)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_split(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Make two or more elements of one. "more" asks for the form with a further part."""
    element = find_element_or_404(slug, code)
    if away := _past_draft(request, element):
        return away
    first = {"code_0": element.code, "label_0": element.label, "wording_0": element.wording}
    initial = first | {"code_1": free_code(element.framework, element.kind, element.parent)}
    parts = sum(1 for name in request.POST if name.startswith("code_"))
    if "more" in request.POST:
        form = SplitForm(initial=request.POST.dict(), parts=parts + 1)
        attempt = Attempt(request, form, request.POST.get("read", ""))
    else:
        form = SplitForm(request.POST if request.method == "POST" else None, initial=initial, parts=parts)
        attempt = Attempt(request, form, seal(content_of(element)))
    if attempt.succeeds(
        lambda: split_element(element=element, parts=form.to_input(), by=request.user, read=attempt.sent)
    ):
        message = _("%(code)s is split into %(number)s.") % {"code": element.code, "number": len(form.parts)}
        messages.success(request, message)
        return redirect(tree_address(element.framework, form.cleaned_data["code_0"]))
    return attempt.page("objectives/editor/split.html", framework=element.framework, element=element)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_merge(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Make one element of several."""
    element = find_element_or_404(slug, code)
    if away := _past_draft(request, element):
        return away
    others = list(element.framework.elements.exclude(pk=element.pk).order_by("position"))
    initial = {"label": element.label, "wording": element.wording}
    form = MergeForm(request.POST if request.method == "POST" else None, others=others, initial=initial)
    attempt = Attempt(request, form, seal(content_of(element)))
    if attempt.succeeds(
        lambda: merge_elements(
            element=element,
            others=form.chosen,
            label=form.cleaned_data["label"],
            wording=form.cleaned_data["wording"],
            by=request.user,
            read=attempt.sent,
        )
    ):
        codes = ", ".join(form.cleaned_data["others"])
        messages.success(request, _("%(codes)s became part of %(code)s.") % {"codes": codes, "code": element.code})
        return redirect(tree_address(element.framework, element.code))
    return attempt.page("objectives/editor/merge.html", framework=element.framework, element=element, others=others)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def editor_remove(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Take an element out of a draft, after a look at what goes with it."""
    element = find_element(slug, code)
    if element is None:
        editor = reverse("editor", args=[find_framework_or_404(slug).slug])
        return gone_already(request, editor, "element.remove", said=gone(code), before__has_key=code)
    if away := _past_draft(request, element):
        return away
    problem = ""
    if request.method == "POST":
        try:
            remove_element(element=element, by=request.user)
        except ActionError as error:
            problem = str(error)
        else:
            messages.success(request, _("%(code)s is removed.") % {"code": code})
            return redirect("editor", slug)
    context = {"framework": element.framework, "element": element, "codes": branch_codes(element), "problem": problem}
    return render(request, "objectives/editor/remove.html", context, status=422 if problem else 200)
