"""`manage.py load_people`: the office and the State of the development accounts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from iomtrack.accounts.development import ADMINISTRATOR, DELEGATE, FOCAL_POINT, REVIEWER, STAFF
from iomtrack.accounts.models import User
from objectives.actions.people import accredit, post
from objectives.actions.standings import begin_standing
from objectives.enums import OfficeKind, Standing
from objectives.models import Delegation, Office, Posting, State
from objectives.queries.states import standing_of
from objectives.sample.offices import HOME_OFFICE

DELEGATE_STATE = "CH"


class Command(BaseCommand):
    """Staff to a sample office (Headquarters where there is none), the rest to Headquarters; the delegate to a State.

    Whoever has an office or a State keeps it.
    """

    help = "Post the development accounts to an office or a State. Refused under production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("This is for the accounts of a development installation only.")
        post_everyone()
        self.stdout.write("The development accounts have their office or State.")


@transaction.atomic
def post_everyone() -> None:
    """Give each development account its office or its State. Raises CommandError where something is not loaded yet."""
    headquarters, _made = Office.objects.get_or_create(
        code="HQ", defaults={"name": "Headquarters", "kind": OfficeKind.HEADQUARTERS}
    )
    field = Office.objects.filter(code=HOME_OFFICE).first() or headquarters
    administrator = person(ADMINISTRATOR.email)
    posts = ((STAFF, field), (FOCAL_POINT, headquarters), (REVIEWER, headquarters), (ADMINISTRATOR, headquarters))
    for account, office in posts:
        user = person(account.email)
        if not Posting.objects.filter(user=user).exists():
            post(user=user, office=office, by=administrator)
    if not Delegation.objects.filter(user=person(DELEGATE.email)).exists():
        accredit(user=person(DELEGATE.email), state=member(by=administrator), by=administrator)


def member(*, by: User) -> State:
    """The delegate's State, a member from today: without it no report for Members would be addressed to it."""
    state = State.objects.filter(iso=DELEGATE_STATE).first()
    if state is None:
        raise CommandError("The list of States is not loaded: run `manage.py load_states` first.")
    today = timezone.localdate()
    if standing_of(state, today) != Standing.MEMBER:
        begin_standing(state=state, standing=Standing.MEMBER, since=today, by=by)
    return state


def person(email: str) -> User:
    """The account of an address. Raises CommandError where it was not made."""
    user = User.objects.filter(email=email).first()
    if user is None:
        raise CommandError(f"There is no account {email}: run `manage.py load_accounts` first.")
    return user
