"""Several figures of one programme, month after month, typed into a grid."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions import evidence as actions
from objectives.actions.monthly import keep_month
from objectives.colons import colon
from objectives.forms.checking import question
from objectives.forms.monthly import MonthlySheet, indicators_in
from objectives.forms.typed import said
from objectives.models import Evidence, Framework, Indicator, Programme
from objectives.permissions import Capability, may
from objectives.queries.choosing import Programmes
from objectives.queries.evidence_parts import figure_of, label_of, titles_of
from objectives.queries.monthly import indicators_named, indicators_to_ask, open_months, reported
from objectives.queries.offices import own_office
from objectives.queries.periods import framework_at_hand, frameworks_in_force
from objectives.queries.plausibility import doubts
from objectives.views import kept_typing
from objectives.views.logging import missing

Told = tuple[Evidence, list[str]]  # an entry, and what it lacks


@require_http_methods(["GET", "HEAD", "POST"])
@kept_typing.keeps_typing
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_quick(request: UserRequest) -> HttpResponse:
    """The grid of a programme (`?programme=CODE`), with the indicators that it reported before and those added.

    `?indicator=O1/O1.1` adds one; `?add=words` finds those to add.
    """
    frameworks = frameworks_in_force()
    framework = framework_at_hand(frameworks, request.GET.get("framework", ""))
    if framework is None:
        return render(request, "objectives/evidence_no_framework.html")
    words = request.GET.get("programme", "").strip()
    finder = Programmes(request.user)
    programme = finder.exactly(words) if words else None
    if programme is None:
        found = [(one.code, finder.label(one)) for one in (finder.matching(words) if words else finder.recent())]
        context = {"framework": framework, "words": words, "found": found}
        return render(
            request, "objectives/evidence_quick_choose.html", context, status=404 if words and not found else 200
        )
    return grid(request, framework, programme)


def grid(request: UserRequest, framework: Framework, programme: Programme) -> HttpResponse:
    """The grid of one programme, and what is typed into it, now or before."""
    token, is_sent = str(uuid4()), request.method == "POST"
    window = None if is_sent else kept_typing.opening(request, framework, token=token, programme=programme)
    typed_before = window.data if window else None
    chosen, words = request.GET.getlist("indicator")[:40], request.GET.get("add", "")
    chosen += [one for one in indicators_in(typed_before or request.POST) if one not in chosen]
    named = indicators_named(framework, words)
    there = indicators_to_ask(framework, programme, chosen) if words.strip() and not is_sent else None
    if len(named) == 1:
        chosen = [*chosen, code_of(named[0])]
    indicators = indicators_to_ask(framework, programme, chosen)
    data = request.POST if is_sent else typed_before
    token = window.ticket.token if window else token
    form = sheet_of(request, framework, programme, indicators, data=data, token=token)
    if is_sent and form.is_valid():
        return saved(request, form)
    window = window or kept_typing.shown_again(request, form, None, programme)
    window.show(form)
    context = {
        "form": form,
        "office": form.typed_box("office"),
        "rows": form.rows(),
        "broken_down": [one.code for one in indicators if getattr(one, "is_broken_down", False)],
        "months": form.months,
        "framework": framework,
        "programme": programme,
        "action": request.get_full_path(),
        "chosen": list(dict.fromkeys(chosen)),
        "words": words,
        "nothing": nothing_to_add(words, named, there),
        "window": window,
        "passed_over": form.passed_over() if form.is_bound else [],
        "named": [] if len(named) == 1 else [(code_of(one), one) for one in named[:20] if one not in indicators],
    }
    return render(request, "objectives/evidence_quick.html", context, status=422 if form.errors else 200)


def nothing_to_add(words: str, named: list[Indicator], there: list[Indicator] | None) -> str:
    """Why words add nothing to the grid, and what to do; "" where they do, or none were sent (`there` is None)."""
    if there is None or any(one not in there for one in named):
        return ""
    if named:
        return _("What matches “%(text)s” is in the grid already.") % {"text": said(words)}
    return _(
        "No indicator matches “%(text)s”. Type fewer words, other words of its title, or its code. If it is missing, "
        "ask an administrator to add it."
    ) % {"text": said(words)}


def sheet_of(
    request: UserRequest,
    framework: Framework,
    programme: Programme,
    indicators: list[Indicator],
    *,
    data: QueryDict | None,
    token: str,
) -> MonthlySheet:
    """The grid as it was sent, as it was typed before, or as it begins."""
    months = open_months(framework)
    return MonthlySheet(
        data,
        by=request.user,
        framework=framework,
        programme=programme,
        months=months,
        indicators=indicators,
        there=reported(request.user, programme, framework, months, sent_token(request)),
        initial={"office": own_office(request.user), "token": token},
    )


def sent_token(request: UserRequest) -> str:
    """The mark of the grid that was sent; "" where it has none."""
    try:
        return str(UUID(request.POST.get("token", "")))
    except ValueError:
        return ""


def code_of(indicator: Indicator) -> str:
    """An indicator as an address names it."""
    return f"{indicator.element.code}/{indicator.code}"


def saved(request: UserRequest, form: MonthlySheet) -> HttpResponse:
    """An entry for each month with figures, once for each sending of the grid; submitted, if that is asked for.

    One lands at the grid again: it shows what is reported by now, and links to the entries.
    """
    token = form.cleaned_data["token"] or uuid4()
    sent, kept = [], []
    for month, content in form.to_inputs():
        entry = keep_month(framework=form.framework, month=month, content=content, by=request.user, token=str(token))
        if not entry.is_editable:
            continue
        lacks = submitted(request, entry) if "submit" in request.POST else []
        if "submit" in request.POST and not lacks:
            sent.append((entry, lacks))
        else:
            kept.append((entry, lacks))
    kept_typing.settle_grid(request)
    tell(request, sent, kept)
    if lost := form.passed_over():
        said = _("Reported by somebody else meanwhile, and not saved again: %(cells)s.")
        messages.warning(request, said % {"cells": "; ".join(lost)})
    rows = [("indicator", code_of(one)) for one in form.indicators]
    asked = [("framework", form.framework.slug), ("programme", form.programme.code), *rows]
    return redirect(f"{reverse('evidence_quick')}?{urlencode(asked)}")


def submitted(request: UserRequest, entry: Evidence) -> list[str]:
    """Send an entry to review; what is missing or has to be confirmed first, or nothing where it is sent."""
    asked = doubts(entry.figures.select_related("indicator__element"))
    if not asked:
        try:
            actions.submit(evidence=entry, by=request.user)
        except ActionError as error:
            return said_of(entry, error.problems)
        return []
    questions = [f"{figure_of(one.figure.indicator)}{colon()}{question(one)}" for one in asked]
    return [*said_of(entry, missing(request, entry)), *questions]


def said_of(entry: Evidence, problems: dict[str, list[str]]) -> list[str]:
    """The problems of an entry; one of a figure says which."""
    titles = titles_of(entry)
    named = {name: f"{label_of(name, titles)}{colon()}" if name in titles else "" for name in problems}
    return [f"{named[name]}{message}" for name, messages in problems.items() for message in messages]


def tell(request: UserRequest, sent: list[Told], kept: list[Told]) -> None:
    """Say what became of the months, each with a link to its entry, and what is next."""
    if sent:
        message = ngettext(
            "%(number)s entry is submitted for review: %(entries)s. There is nothing more to do.",
            "%(number)s entries are submitted for review: %(entries)s. There is nothing more to do.",
            len(sent),
        )
        messages.success(request, listing(message, sent, "evidence"))
    if kept and "submit" in request.POST:
        message = ngettext(
            "%(number)s entry is saved as a draft and not submitted yet. Open it, and see to this: %(entries)s",
            "%(number)s entries are saved as drafts and not submitted yet. Open each, and see to this: %(entries)s",
            len(kept),
        )
        messages.warning(request, listing(message, kept, "evidence_check"))
    elif kept:
        message = ngettext(
            "%(number)s entry is saved as a draft: %(entries)s. Next: open it, check it and submit it for review.",
            "%(number)s entries are saved as drafts: %(entries)s. Next: open each, check it and submit it for review.",
            len(kept),
        )
        messages.success(request, listing(message, kept, "evidence_check"))


def listing(message: str, entries: list[Told], page: str) -> SafeString:
    """A message on the entries of some months, each with a link to a page of it, and what it lacks."""
    rows = []
    for one, lacks in entries:
        month = date_format(one.ends_on, "YEAR_MONTH_FORMAT") if one.ends_on else ""
        after = f"{colon()}{' '.join(lacks)}" if lacks else ""
        rows.append((reverse(page, args=[one.reference]), month, one.reference, after))
    between = " " if any(lacks for _one, lacks in entries) else ", "
    named = format_html_join(between, '<a href="{}">{} ({})</a>{}', rows)
    return mark_safe(escape(message) % {"number": len(entries), "entries": named})  # noqa: S308 all of it is escaped
