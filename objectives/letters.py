"""What waits for a person, in words with links: on the page of a period, and in the letter that reminds of it."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from iomtrack.accounts.languages import language_of
from iomtrack.accounts.organization import organization_here
from objectives.enums import Errand, EvidenceStatus
from objectives.models import NoticeDigest, Period, Reminder, ReviewNotice
from objectives.notice_enums import NoticeKind
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
    with override(language_of(reminder.user)):
        subject = _("What waits for you: %(period)s") % {"period": period.label_here}
        if period.is_sample:
            subject = _("[Sample data] %(subject)s") % {"subject": subject}
        context = {
            "period": period,
            "name": reminder.user.name,
            "asked_by": reminder.asked_by.name,
            "lines": [(said(todo), f"{site}{address(todo, period)}") for todo in todos],
            "link": f"{site}{period.get_absolute_url()}",
            "organization": organization_here(),
            "subject": subject,
        }
        message = EmailMultiAlternatives(
            subject=" ".join(filter(None, subject.splitlines())),
            body=render_to_string("email/reminder.txt", context).strip() + "\n",
            to=[reminder.email],
            headers={"Message-ID": reminder.message_id, "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("email/reminder.html", context), "text/html")
    return message


def digest_letter(digest: NoticeDigest) -> EmailMultiAlternatives:
    """One letter on what happened to records that concern its reader, in their language, each with a link."""
    site = settings.SITE_URL.rstrip("/")
    notices = list(digest.notices.select_related("evidence", "by").order_by("at", "id"))
    with override(language_of(digest.user)):
        lines = [(told(one), f"{site}{_where(one)}") for one in notices]
        subject = ngettext("%(n)s piece of news on evidence", "%(n)s pieces of news on evidence", len(lines))
        subject = told(notices[0], with_note=False) if len(lines) == 1 else subject % {"n": len(lines)}
        is_sample = any(one.evidence.is_sample for one in notices)
        if is_sample:
            subject = _("[Sample data] %(subject)s") % {"subject": subject}
        context = {
            "name": digest.user.name,
            "lines": lines,
            "is_sample": is_sample,
            "settings_link": f"{site}{reverse('notice_settings')}",
            "organization": organization_here(),
            "subject": subject,
        }
        message = EmailMultiAlternatives(
            subject=Truncator(" ".join(filter(None, subject.splitlines()))).chars(150),
            body=render_to_string("email/digest.txt", context).strip() + "\n",
            to=[digest.email],
            headers={"Message-ID": digest.message_id, "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("email/digest.html", context), "text/html")
    return message


def told(notice: ReviewNotice, *, with_note: bool = True) -> str:
    """What happened, in a sentence: "Ada returned EV-2026-0012 “Training”: The days are wrong." """
    evidence = notice.evidence
    if notice.imported_id is not None:
        return ngettext(
            "%(who)s imported an entry that waits for your review",
            "%(who)s imported %(number)s entries that wait for your review",
            notice.entries,
        ) % {"who": notice.by.name, "number": number_format(notice.entries, force_grouping=True)}
    words = {
        NoticeKind.RETURNED: _("%(who)s returned %(what)s: %(note)s"),
        NoticeKind.REVIEW: _("%(who)s submitted %(what)s for review"),
        NoticeKind.ACCEPTED: _("%(who)s accepted %(what)s"),
        NoticeKind.REMARK: _("%(who)s remarked on %(what)s: %(note)s"),
        NoticeKind.SHARED: _("%(who)s asks you to write %(what)s together"),
    }
    message = words[NoticeKind(notice.kind)]
    if notice.kind == NoticeKind.RETURNED and evidence.status == EvidenceStatus.WITHDRAWN:
        message = _("%(who)s withdrew %(what)s: %(note)s")
    if not with_note:
        message = message.partition("%(note)s")[0].rstrip().removesuffix(":").rstrip()  # a space before it in French
    title = Truncator(" ".join(evidence.title.split())).chars(80)
    return message % {
        "who": notice.by.name,
        "what": _("%(reference)s “%(title)s”") % {"reference": evidence.reference, "title": title},
        "note": Truncator(" ".join(notice.note.split())).chars(300),
    }


def _where(notice: ReviewNotice) -> str:
    """Where the reader of a notice goes on: the record, or all that waits."""
    return reverse("review") if notice.imported_id is not None else notice.evidence.get_absolute_url()
