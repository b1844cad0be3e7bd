"""Periods: where one stands, opening, changing, unlocking and closing it, and reminding those it waits for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions.period import close_period, edit_period, open_period
from objectives.actions.reminders import Reminded, remind
from objectives.actions.unlock import end_unlock, unlock
from objectives.forms.period import PeriodEditForm, PeriodForm, UnlockForm
from objectives.models import Framework, Period, PeriodUnlock
from objectives.permissions import Capability, may
from objectives.queries.languages import language_name
from objectives.queries.unlocks import unlocks_of
from objectives.queries.waiting import Missing, period_page
from objectives.views.frameworks import find_framework_or_404


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def period(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Where a period stands: every element, what is missing, whom it waits for, and what may come late."""
    found = find_period_or_404(slug, code)
    page = period_page(found)
    context = {
        "period": found,
        "framework": found.framework,
        "page": page,
        "narratives": narratives_missing(page.missing),
        "others": [one for one in page.people if one.user.pk != request.user.pk],
        "unlocks": unlocks_of(found),
        "may_manage": may(request.user, Capability.MANAGE_PERIODS),
        "may_write": may(request.user, Capability.WRITE_ASSESSMENT),
    }
    return render(request, "objectives/period.html", context)


def narratives_missing(missing: Missing) -> list[tuple[str, str]]:
    """By language: the elements whose approved assessment has no narrative in it."""
    codes: dict[str, list[str]] = {}
    for element, language in missing.narratives:
        codes.setdefault(language, []).append(element)
    return [(language_name(language), ", ".join(found)) for language, found in codes.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PERIODS))
def period_new(request: UserRequest, slug: str) -> HttpResponse:
    """Open a period of a framework."""
    framework = find_framework_or_404(slug)
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = try_to_open(request, framework, form)
        if opened:
            return redirect(opened)
    context = {"framework": framework, "form": form}
    return render(request, "objectives/period_form.html", context, status=422 if form.errors else 200)


def try_to_open(request: UserRequest, framework: Framework, form: PeriodForm) -> Period | None:
    """Open the period, or put the action's problems into the form."""
    try:
        opened = open_period(framework=framework, content=form.to_input(), by=request.user)
    except ActionError as error:
        form.take_problems(error.problems)
        return None
    messages.success(request, _("%(period)s is open.") % {"period": opened.label_here})
    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PERIODS))
def period_edit(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Name an open period anew, or set another deadline."""
    found = find_period_or_404(slug, code)
    form = PeriodEditForm(request.POST or None, initial={"label": found.label, "deadline": found.deadline})
    if request.method == "POST" and form.is_valid():
        try:
            changed = edit_period(period=found, by=request.user, **form.cleaned_data)
        except ActionError as error:
            form.take_problems(error.problems)
        else:
            messages.success(request, _("%(period)s is saved.") % {"period": changed.label_here})
            return redirect(found)
    context = {"period": found, "framework": found.framework, "form": form}
    return render(request, "objectives/period_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PERIODS))
def period_unlock(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Let evidence of a period come late."""
    found = find_period_or_404(slug, code)
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = unlock(period=found, content=form.to_input(), by=request.user)
        except ActionError as error:
            form.take_problems(error.problems)
        else:
            day = date_format(made.last_day, "DATE_FORMAT")
            messages.success(request, _("Evidence may come late until %(day)s.") % {"day": day})
            return redirect(found)
    context = {"period": found, "framework": found.framework, "form": form}
    return render(request, "objectives/period_unlock.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_PERIODS))
def period_end_unlock(request: UserRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """End an unlock early."""
    found = find_period_or_404(slug, code)
    held = PeriodUnlock.objects.filter(period=found, pk=pk).first()
    if held is None:
        raise Http404
    try:
        end_unlock(unlock=held, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The unlock has ended."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PERIODS))
def period_close(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Close a period, having seen what is missing."""
    found = find_period_or_404(slug, code)
    if request.method != "POST":
        page = period_page(found)
        context = {
            "period": found,
            "framework": found.framework,
            "page": page,
            "narratives": narratives_missing(page.missing),
        }
        return render(request, "objectives/period_close.html", context) if found.is_open else redirect(found)
    try:
        close_period(period=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        closed = _("%(period)s is closed. The reports that are defined for it are composed within minutes.")
        messages.success(request, closed % {"period": found.label_here})
    return redirect(found)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_PERIODS))
def period_remind(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """Remind one person (`person`) or, without one, everybody whom something waits for."""
    found = find_period_or_404(slug, code)
    person = request.POST.get("person", "")
    if person and not person.isdecimal():
        raise Http404
    tell(request, remind(period=found, by=request.user, only={int(person)} if person else None))
    return redirect(f"{found.get_absolute_url()}#waiting")


def tell(request: UserRequest, reminded: Reminded) -> None:
    """Say whom a letter goes to, and who had one today already."""
    number = len(reminded.now)
    if number:
        message = ngettext("A reminder goes to %(names)s.", "Reminders go to %(names)s.", number)
        messages.success(request, message % {"names": ", ".join(one.user.name for one in reminded.now)})
    for one in reminded.before:
        when = date_format(localtime(one.created_at), "DATETIME_FORMAT")
        message = _("%(name)s was last reminded on %(time)s. One letter a day is enough.")
        messages.warning(request, message % {"name": one.user.name, "time": when})
    if not number and not reminded.before:
        messages.info(request, _("Nobody else is waited for."))


def find_period_or_404(slug: str, code: str) -> Period:
    found = Period.objects.select_related("framework", "closed_by").filter(framework__slug=slug, code=code).first()
    if found is None:
        raise Http404
    return found
