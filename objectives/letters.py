"""What waits for a person, in words with links: on the page of a period, and in the letter that reminds of it."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from objectives.enums import Errand, EvidenceStatus
from objectives.models import Period, Reminder
from objectives.queries.waiting import Todo


def said(todo: Todo) -> str:
    """A thing that waits, in a few words: "Assess O3"."""
    parts = {"number": todo.number, "element": todo.element}
    words = {
        Errand.REVIEW: ngettext("Review %(number)s entry", "Review %(number)s entries", todo.number),
        Errand.APPROVE: _("Approve or return the assessment of %(element)s"),
        Errand.ASSESS: _("Assess %(element)s"),
        Errand.RETURNED: ngettext(
            "Put right %(number)s entry that came back", "Put right %(number)s entries that came back", todo.number
        ),
        Errand.DRAFTS: ngettext("Submit %(number)s draft", "Submit %(number)s drafts", todo.number),
        Errand.EVIDENCE: _("See that evidence comes in for %(element)s: there is none yet"),
        Errand.FIGURES: ngettext(
            "See that %(number)s figure of %(element)s is reported",
            "See that %(number)s figures of %(element)s are reported",
            todo.number,
        ),
    }
    return words[Errand(todo.kind)] % parts


def address(todo: Todo, period: Period) -> str:
    """Where it can be done."""
    slug = period.framework.slug
    if todo.kind == Errand.REVIEW:
        return reverse("review")
    if todo.kind in (Errand.RETURNED, Errand.DRAFTS):
        status = EvidenceStatus.RETURNED if todo.kind == Errand.RETURNED else EvidenceStatus.DRAFT
        return f"{reverse('evidence_list')}?author=me&status={status}&period={period.pk}"
    if todo.kind in (Errand.ASSESS, Errand.APPROVE):
        return reverse("assess", args=[slug, todo.element, period.code])
    return f"{reverse('element', args=[slug, todo.element])}?period={period.code}"


def reminder_letter(reminder: Reminder) -> EmailMultiAlternatives:
    """One letter on all that waited when the reminder was asked for, in its reader's language."""
    period, site = reminder.period, settings.SITE_URL.rstrip("/")
    todos = [Todo(**one) for one in reminder.errands]
    with override(reminder.user.language):
        subject = _("What waits for you: %(period)s") % {"period": period.label}
        if period.is_sample:
            subject = _("[Sample data] %(subject)s") % {"subject": subject}
        context = {
            "period": period,
            "name": reminder.user.name,
            "asked_by": reminder.asked_by.name,
            "lines": [(said(todo), f"{site}{address(todo, period)}") for todo in todos],
            "link": f"{site}{period.get_absolute_url()}",
            "organization": settings.ORGANIZATION,
            "subject": subject,
        }
        message = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string("email/reminder.txt", context).strip() + "\n",
            to=[reminder.email],
            headers={"Message-ID": reminder.message_id, "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("email/reminder.html", context), "text/html")
    return message
