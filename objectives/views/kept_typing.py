"""What is typed into the evidence form or monthly figures, until it is saved: kept, found again, given back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import form_drafts as actions
from objectives.forms.evidence import EvidenceForm
from objectives.forms.monthly import MonthlySheet
from objectives.forms.ticket import Ticket, as_data, new_page, read_ticket, typing_of
from objectives.models import Evidence, FormDraft, Framework, Programme
from objectives.permissions import Capability, may
from objectives.queries.form_drafts import edit_known_to, entry_of_form, typed_in_form, typed_in_grid

HELD = "typed"  # in the session of a visitor: what they sent after their own had ended
HELD_MOST = 4
NUL = "\x00"
View = Callable[..., HttpResponseBase]
KeptForm = EvidenceForm | MonthlySheet


# --- a form that is shown ---------------------------------------------------------------------------


@dataclass
class Opening:
    """A form about to be shown: its ticket, and what was typed into it before and not saved.

    `filled` is the unfinished text that it is filled in with; `others` stand in other windows, or were begun from an
    earlier state of the record, and are shown beside.
    """

    ticket: Ticket
    seen: int
    turn: int
    filled: FormDraft | None = None
    others: list[FormDraft] = field(default_factory=list)

    @property
    def data(self) -> QueryDict | None:
        """What to fill the form in with; None to leave it as it is."""
        return as_data({**self.filled.fields, "token": [self.ticket.token]}) if self.filled else None

    def show(self, form: KeptForm) -> None:
        """Leave what was typed unchecked for now: nobody has asked to send it."""
        if self.filled:
            form.hush()


def opening(
    request: HttpRequest,
    framework: Framework,
    *,
    token: str = "",
    evidence: Evidence | None = None,
    programme: Programme | None = None,
) -> Opening:
    """What a form is shown with for the first time. One query, and more only where something was typed before.

    The monthly figures of a programme go on under the token that those had which were typed before.
    """
    assert isinstance(request.user, User)
    give_back(request)
    edit, reference = (evidence.edit_number, evidence.reference) if evidence else (0, "")
    if programme is not None:
        rows = typed_in_grid(request.user, programme, framework)
    else:
        rows = typed_in_form(request.user, token=token, evidence=evidence) if token or evidence else []
    fitting = [one for one in rows if one.seen >= edit]
    filled = next((one for one in fitting if str(one.pk) == request.GET.get("typed")), fitting[0] if fitting else None)
    ticket = Ticket(
        request.user.pk,
        framework.pk,
        new_page(),
        token="" if reference else (filled.token if programme and filled else token),
        reference=reference,
        begun=(filled.pk, filled.turn) if filled else None,
        programme=programme.pk if programme else None,
    )
    others = [one for one in rows if one is not filled]
    return Opening(ticket, seen=edit, turn=filled.turn if filled else 0, filled=filled, others=others)


def shown_again(
    request: HttpRequest, form: KeptForm, evidence: Evidence | None, programme: Programme | None = None
) -> Opening:
    """What a form that was sent is shown with again, beside its errors: the same window goes on.

    Its text is kept, unless it was saved as a draft.
    """
    ticket = sent_ticket(request)
    if ticket is None:
        token = str(request.POST.get("token", ""))[:36]
        return opening(request, form.framework, token=token, evidence=evidence, programme=programme)
    typing = typing_of(ticket, request.POST)
    row = None if form.kept else keep_sent(request)
    return Opening(ticket, seen=typing.seen, turn=row.turn if row else typing.turn)


# --- a form that was sent ---------------------------------------------------------------------------


def sent_ticket(request: HttpRequest) -> Ticket | None:
    """The ticket that a form was sent with, if it is this person's."""
    ticket = read_ticket(request.POST.get("ticket", ""))
    return ticket if ticket is not None and ticket.person == request.user.pk else None


def edit_seen(request: HttpRequest) -> int | None:
    """Which edit of the record the text that was sent was begun from; None where the form does not say."""
    posted, ticket = edit_read(request), sent_ticket(request)
    if ticket is None:
        return posted
    assert isinstance(request.user, User)
    return max(posted or 0, edit_known_to(request.user, ticket.page))


def edit_read(request: HttpRequest) -> int | None:
    """Which edit of the record the page showed that was sent; None where it does not say."""
    text = request.POST.get("seen", "")
    return int(text[:9]) if text.isascii() and text.isdecimal() else None


def keep_sent(request: HttpRequest) -> FormDraft | None:
    """Keep what was sent and cannot be saved as it stands. None where the form has no ticket, or it is too long."""
    ticket = sent_ticket(request)
    return keep(request, ticket, request.POST) if ticket else None


def keep(request: HttpRequest, ticket: Ticket, data: QueryDict) -> FormDraft | None:
    """Keep what a window sent, for the person who has signed in."""
    user = request.user
    if not isinstance(user, User) or ticket.person != user.pk or not may(user, Capability.LOG_EVIDENCE):
        return None
    entry = entry_of_form(user, token=ticket.token, reference=ticket.reference)
    try:
        return actions.keep_typing(typing=typing_of(ticket, data), evidence=entry, by=user, is_latest=True)
    except ActionError:
        return None


def settle(request: HttpRequest, evidence: Evidence) -> None:
    """What was sent is saved as a record."""
    ticket = sent_ticket(request)
    if ticket is not None and isinstance(request.user, User):
        actions.settle(typing=typing_of(ticket, request.POST), evidence=evidence, by=request.user)


def settle_grid(request: HttpRequest) -> None:
    """The monthly figures that were sent are saved as entries."""
    ticket = sent_ticket(request)
    if ticket is not None and isinstance(request.user, User):
        actions.settle_grid(typing=typing_of(ticket, request.POST), by=request.user)


# --- a form that was sent after the session had ended -----------------------------------------------


def keeps_typing(view: View) -> View:
    """Around a view that takes the form: what a visitor sends waits for them to sign in, and they come back to it."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or isinstance(request.user, User):
            return view(request, *args, **kwargs)
        ticket = hold(request)
        if ticket is None:
            return view(request, *args, **kwargs)
        messages.info(request, _("Your session has ended. What you typed is kept: sign in, and go on with it."))
        return redirect_to_login(address_of(ticket))

    return kept


def hold(request: HttpRequest) -> Ticket | None:
    """Keep what a visitor sent in their session, for the person who was given the form alone. None: it is not kept."""
    ticket = read_ticket(request.POST.get("ticket", ""))
    if ticket is None or not is_text(request.POST):
        return None
    typing = typing_of(ticket, request.POST)
    if actions.is_too_long(typing.fields):
        return None
    body = as_data({**typing.fields, "seen": [str(typing.seen)], "turn": [str(typing.turn)]}).urlencode()
    held = [one for one in request.session.get(HELD, []) if one["page"] != ticket.page]
    request.session[HELD] = [*held, {"page": ticket.page, "ticket": ticket.signed(), "data": body}][-HELD_MOST:]
    return ticket


def give_back(request: HttpRequest) -> None:
    """After signing in: what the visitor sent becomes an unfinished form of the person who typed it; else it goes."""
    if HELD not in request.session:
        return
    for one in request.session.pop(HELD):
        ticket = read_ticket(one["ticket"])
        if ticket is not None:
            keep(request, ticket, QueryDict(one["data"]))


def rescue(request: HttpRequest) -> str:
    """Keep what came with a form that is refused as out of date: where it is gone on with, or "".

    The ticket says to whom the site gave this form, and no other site can make one: so it is safe to keep the text,
    which is all that happens, without the form's other token.
    """
    ticket = read_ticket(request.POST.get("ticket", ""))
    if ticket is None or not is_text(request.POST):
        return ""
    if isinstance(request.user, User):
        row = keep(request, ticket, request.POST)
        return row.get_absolute_url() if row else ""
    return address_of(ticket) if hold(request) else ""


def is_text(data: QueryDict) -> bool:
    """Whether there is no NUL character in it: a form that is refused has not been asked yet."""
    return not any(NUL in text for name, values in data.lists() for text in (name, *values))


def address_of(ticket: Ticket) -> str:
    """Where the form of a ticket stands."""
    if ticket.reference:
        return reverse("evidence_edit", args=[ticket.reference])
    framework = Framework.objects.filter(pk=ticket.framework).first()
    slug = {"framework": framework.slug} if framework else {}
    programme = Programme.objects.filter(pk=ticket.programme).first() if ticket.programme else None
    if programme is not None:
        return f"{reverse('evidence_quick')}?{urlencode({**slug, 'programme': programme.code})}"
    return f"{reverse('evidence_new')}?{urlencode({**slug, 'form': ticket.token})}"
