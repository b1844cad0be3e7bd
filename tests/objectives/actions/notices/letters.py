"""Who was told, and the letters that went out."""

from django.core import mail

from objectives.actions.notices import send_digest
from objectives.models import ReviewNotice


def told():
    """The notices there are: (to whom, of what), in order."""
    return [(one.user.name, one.kind) for one in ReviewNotice.objects.order_by("id")]


def deliver(queued):
    """What a worker does that is woken for each letter."""
    for name, pk in queued:
        if name == "objectives.send_digest":
            send_digest(pk=pk)
    queued.clear()
    letters, mail.outbox[:] = list(mail.outbox), []
    return letters
