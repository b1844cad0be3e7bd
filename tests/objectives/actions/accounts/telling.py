"""What an account is changed to, and what is told of it."""

from objectives.actions.accounts import AccountInput
from objectives.models import AuditEvent, Delegation, Posting


def problems(error):
    return error.value.problems


def last_event():
    event = AuditEvent.objects.first()
    return event.action, event.before, event.after


def content_of(user, **fields):
    posting = Posting.objects.filter(user=user).first()
    delegation = Delegation.objects.filter(user=user).first()
    as_is = AccountInput(
        email=user.email,
        name=user.name,
        role=user.role,
        language=user.language,
        office=posting and posting.office,
        state=delegation and delegation.state,
    )
    return AccountInput(**{**vars(as_is), **fields})
