"""The first page after signing in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.enums import Role
from objectives.permissions import Capability, may
from objectives.queries.attachments import file_news
from objectives.queries.home import elements_without_evidence, office_of, own_waiting, waiting_for
from objectives.queries.overview import period_overview
from objectives.queries.periods import current_period, framework_at_hand, frameworks_in_force
from objectives.queries.programmes import programmes_with_stopped_words
from objectives.queries.queue import MOST_COUNTED
from objectives.queries.stages import with_stages
from objectives.views.kept_typing import give_back


@require_safe
@open_to(lambda user: user.role == Role.DELEGATE or may(user, Capability.VIEW_RECORD))
def home(request: UserRequest) -> HttpResponse:
    """What waits for me, and where each objective and role stands (`?framework=` chooses among several in force).

    A delegate's home is the portal. Nothing waits for an auditor, who writes nothing.
    """
    if request.user.role == Role.DELEGATE:
        return redirect("portal")
    give_back(request)
    frameworks = frameworks_in_force()
    framework = framework_at_hand(frameworks, request.GET.get("framework", ""))
    period = current_period(framework) if framework else None
    office = office_of(request.user)
    context = {
        "framework": framework,
        "frameworks": frameworks,
        "period": period,
        "office": office,
        "waiting": waiting_for(request.user, period, office),
        "files": file_news(request.user),
        "may_watch_files": may(request.user, Capability.WATCH_FILES),
        "unfound": programmes_with_stopped_words() if may(request.user, Capability.MANAGE_PROGRAMMES) else [],
        "is_late": period is not None and period.is_open and not period.takes_evidence_on(timezone.localdate()),
        "without_evidence": elements_without_evidence(period, office) if period and office else [],
        "rows": with_stages(period_overview(framework, period, with_texts=False), period) if framework else [],
        "may_log": may(request.user, Capability.LOG_EVIDENCE),
        "may_manage_periods": may(request.user, Capability.MANAGE_PERIODS),
        "most_counted": MOST_COUNTED,
        "reviews": may(request.user, Capability.REVIEW_EVIDENCE),
    }
    return render(request, "objectives/home.html", context)


@require_safe
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def own_entries(request: UserRequest) -> HttpResponse:
    """My entries that await review: for whom each waits, and how long."""
    return render(request, "objectives/own_waiting.html", {"own_waiting": own_waiting(request.user)})
