"""One's own tokens for programs."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import ApiToken
from objectives.actions import tokens as actions
from objectives.forms.token import TokenForm
from objectives.permissions import Capability, may

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: True)
def token_list(request: UserRequest) -> HttpResponse:
    """One's tokens, and a form for a new one. The secret of a new one is shown on this answer alone."""
    form = TokenForm(request.POST or None, may_log=may(request.user, Capability.LOG_EVIDENCE))
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = actions.make(**form.cleaned_data, by=request.user)
        except ActionError as error:
            if isinstance(error, actions.MadeBefore):
                form = with_another_key(request, form)
            form.take_problems(error.problems)
        else:
            form = TokenForm(may_log=may(request.user, Capability.LOG_EVIDENCE))
    tokens = ApiToken.objects.select_related("user").filter(user=request.user)[:SHOWN]
    context = {"form": form, "tokens": tokens, "secret": secret}
    return render(request, "objectives/token_list.html", context, status=422 if form.errors else 200)


def with_another_key(request: UserRequest, form: TokenForm) -> TokenForm:
    """The same form with a key of its own: sent again it makes another token."""
    return TokenForm({**request.POST.dict(), "form_key": str(uuid4())}, may_log=form.may_log)


@require_POST
@open_to(lambda user: True)
def token_end(request: UserRequest, pk: int) -> HttpResponse:
    """End one of one's tokens."""
    token = ApiToken.objects.filter(user=request.user, pk=pk).first()
    if token is None:
        raise Http404
    actions.end(token=token, by=request.user)
    messages.success(request, _("“%(name)s” is ended: no program gets in with it any more.") % {"name": token.name})
    return redirect("token_list")
