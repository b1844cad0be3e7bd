"""Choosing what one hears of by mail, and when."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from objectives.actions.notices import choose
from objectives.forms.notices import NoticeForm
from objectives.models import NoticeSetting
from objectives.permissions import Capability, may


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def notice_settings(request: UserRequest) -> HttpResponse:
    """What I hear of by mail."""
    kept = dict(NoticeSetting.objects.filter(user=request.user).values_list("kind", "when"))
    form = NoticeForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        choose(times=form.cleaned_data, by=request.user)
        messages.success(request, _("Your choice is kept."))
        return redirect("notice_settings")
    status = 422 if form.errors else 200
    return render(request, "objectives/notices.html", {"form": form}, status=status)
