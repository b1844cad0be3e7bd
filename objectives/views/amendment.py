"""Amending the wording of an element in force, in the original language or another."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from objectives.actions.amendment import add_translation, amend_wording
from objectives.enums import FrameworkStatus, WordingLanguage
from objectives.forms.amendment import AmendForm, TranslationForm
from objectives.models import Element
from objectives.queries.editor import seal
from objectives.queries.wording import last_amendment, own_wording
from objectives.views.attempts import Attempt
from objectives.views.editor import manages
from objectives.views.frameworks import find_element_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(manages)
def amend(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Amend the wording in `?language=`, the original one without it; where there is none yet, add it."""
    element = find_element_or_404(slug, code)
    if request.method != "POST" and element.framework.status != FrameworkStatus.IN_FORCE:
        return redirect(element)
    language = request.GET.get("language", element.framework.language)
    if language not in WordingLanguage.values:
        raise Http404
    if own_wording(element, language):
        return _amend(request, element, WordingLanguage(language))
    return _translate(request, element, WordingLanguage(language))


def _amend(request: UserRequest, element: Element, language: WordingLanguage) -> HttpResponse:
    standing = own_wording(element, language)
    form = AmendForm(
        request.POST if request.method == "POST" else None,
        initial={"wording": standing, "effective_on": timezone.localdate()},
    )
    attempt = Attempt(request, form, seal(standing))
    if attempt.succeeds(
        lambda: amend_wording(element=element, content=form.to_input(language), by=request.user, read=attempt.sent)
    ):
        messages.success(request, _("The wording of %(code)s is amended.") % {"code": element.code})
        return redirect(element)
    return attempt.page(
        "objectives/editor/amend.html",
        **_common(element, language),
        standing=standing,
        last=last_amendment(element, language),
    )


def _translate(request: UserRequest, element: Element, language: WordingLanguage) -> HttpResponse:
    form = TranslationForm(request.POST if request.method == "POST" else None)
    attempt = Attempt(request, form, "")
    if attempt.succeeds(lambda: add_translation(element=element, content=form.to_input(language), by=request.user)):
        messages.success(request, _("%(code)s is worded in a further language.") % {"code": element.code})
        return redirect(element)
    return attempt.page("objectives/editor/translate.html", **_common(element, language))


def _common(element: Element, language: WordingLanguage) -> dict[str, object]:
    return {
        "element": element,
        "framework": element.framework,
        "language": language,
        "languages": WordingLanguage,
        "is_original": language == element.framework.language,
    }
