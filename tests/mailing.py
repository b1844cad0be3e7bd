"""The worker's part with letters about accounts, in the test itself."""

from iomtrack.accounts.models import AccountLetter
from iomtrack.work.claims import waiting
from objectives.actions.account_letters import send_account_letter


def deliver() -> None:
    """Send what waits, as a worker would that is woken for each."""
    for pk in waiting(AccountLetter):
        send_account_letter(pk=pk)
