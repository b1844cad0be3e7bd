"""Vocabularies: everyone on the staff reads them, administrators extend them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.sheets import Sheet
from objectives.actions import vocabulary as actions
from objectives.forms.vocabulary import RetireForm, TermForm, VocabularyForm, initial_of
from objectives.models import Term
from objectives.permissions import Capability, may
from objectives.queries.vocabulary import find_term, find_vocabulary, vocabularies
from objectives.views.frameworks import find_framework_or_404
from objectives.views.gone import gone_already


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def vocabulary_list(request: UserRequest, slug: str) -> HttpResponse:
    """The vocabularies of a framework, with how often each term is used."""
    framework = find_framework_or_404(slug)
    context = {
        "framework": framework,
        "vocabularies": vocabularies(framework),
        "may_manage": may(request.user, Capability.MANAGE_FRAMEWORKS),
    }
    return render(request, "objectives/vocabulary_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def vocabulary_new(request: UserRequest, slug: str) -> HttpResponse:
    """Begin a vocabulary."""
    framework = find_framework_or_404(slug)
    form = VocabularyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = take(
            form, lambda: actions.add_vocabulary(framework=framework, name=form.cleaned_data["name"], by=request.user)
        )
        if done:
            messages.success(request, _("The vocabulary is made. Add its terms."))
            return redirect("vocabulary_list", slug)
    context = {"form": form, "framework": framework, "heading": _("A new vocabulary"), "button": _("Make it")}
    return render(request, "objectives/vocabulary_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def term_new(request: UserRequest, slug: str, vocabulary: str) -> HttpResponse:
    """Add a term."""
    found = find_vocabulary(slug, vocabulary)
    if found is None:
        raise Http404
    form = TermForm(request.POST or None, framework=found.framework, translations={})
    if request.method == "POST" and form.is_valid():
        done = take(form, lambda: actions.add_term(vocabulary=found, content=form.to_input(), by=request.user))
        if done:
            messages.success(request, _("%(term)s is added.") % {"term": form.cleaned_data["label"]})
            return redirect("vocabulary_list", slug)
    heading = _("A new term of “%(vocabulary)s”") % {"vocabulary": found.name}
    context = {"form": form, "framework": found.framework, "heading": heading, "button": _("Add the term")}
    return render(request, "objectives/vocabulary_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def term(request: UserRequest, slug: str, vocabulary: str, code: str) -> HttpResponse:
    """Change a term, or see what else can be done with it."""
    found = find_term_or_404(slug, vocabulary, code)
    framework = found.vocabulary.framework
    form = TermForm(
        request.POST or None, initial=initial_of(found), framework=framework, translations=found.translations
    )
    if request.method == "POST" and form.is_valid():
        done = take(form, lambda: actions.change_term(term=found, content=form.to_input(), by=request.user))
        if done:
            messages.success(request, _("%(term)s is saved.") % {"term": form.cleaned_data["label"]})
            return redirect("vocabulary_list", slug)
    return term_response(request, found, form, RetireForm())


def term_response(request: UserRequest, found: Term, form: TermForm, retiring: RetireForm) -> HttpResponse:
    """The page of a term; a form with errors is shown again."""
    context = {
        "term": found,
        "framework": found.vocabulary.framework,
        "form": form,
        "retiring": retiring,
        "uses": found.evidence.count(),
    }
    bad = form.errors or retiring.errors
    return render(request, "objectives/term.html", context, status=422 if bad else 200)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def term_retire(request: UserRequest, slug: str, vocabulary: str, code: str) -> HttpResponse:
    """Retire a term, with a reason."""
    found = find_term_or_404(slug, vocabulary, code)
    retiring = RetireForm(request.POST)
    if retiring.is_valid():
        reason = retiring.cleaned_data["reason"]
        if take(retiring, lambda: actions.retire_term(term=found, reason=reason, by=request.user)):
            messages.success(request, _("%(term)s is retired.") % {"term": found.label})
            return redirect("vocabulary_list", slug)
    form = TermForm(initial=initial_of(found), framework=found.vocabulary.framework, translations=found.translations)
    return term_response(request, found, form, retiring)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def term_restore(request: UserRequest, slug: str, vocabulary: str, code: str) -> HttpResponse:
    """Offer a retired term again."""
    found = find_term_or_404(slug, vocabulary, code)
    try:
        actions.restore_term(term=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(term)s is offered again.") % {"term": found.label})
    return redirect("vocabulary_list", slug)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def term_remove(request: UserRequest, slug: str, vocabulary: str, code: str) -> HttpResponse:
    """Delete a term that was never used."""
    found = find_term(slug, vocabulary, code)
    if found is None:
        framework = find_framework_or_404(slug)
        return gone_already(
            request, reverse("vocabulary_list", args=[framework.slug]), "term.remove", before__code=code
        )
    try:
        actions.remove_term(term=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(term)s is removed.") % {"term": found.label})
    return redirect("vocabulary_list", slug)


def take(form: Sheet, action: Callable[[], object]) -> bool:
    """Whether the action was done; its problems are put into the form."""
    try:
        action()
    except ActionError as error:
        form.take_problems(error.problems)
        return False
    return True


def find_term_or_404(slug: str, vocabulary: str, code: str) -> Term:
    found = find_term(slug, vocabulary, code)
    if found is None:
        raise Http404
    return found
