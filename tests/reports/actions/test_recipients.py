"""Keeping the contacts of States."""

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.models import AuditEvent
from reports.actions.recipients import RecipientInput, add_delegate, add_recipient, change_recipient, set_active
from reports.models import Recipient
from tests import factories

pytestmark = pytest.mark.django_db

MISSION = RecipientInput("Permanent Mission", "Mission@KE.example.org ", "fr")


def test_a_contact_is_added_and_one_address_is_one(kenya, administrator):
    added = add_recipient(state=kenya, content=MISSION, by=administrator)

    assert (added.name, added.email, added.language, added.user) == (
        "Permanent Mission",
        "mission@ke.example.org",
        "fr",
        None,
    )
    with pytest.raises(ActionError) as refused:
        add_recipient(state=kenya, content=RecipientInput("Other", "MISSION@ke.example.org"), by=administrator)
    assert refused.value.problems == {"email": ["This address is a contact of Kenya already."]}
    event = AuditEvent.objects.get()
    assert (event.action, event.after["email"], event.after["state"]) == (
        "recipient.add",
        "mission@ke.example.org",
        "KE",
    )


def test_another_state_may_have_the_same_address(kenya, colombia, administrator):
    for state in (kenya, colombia):
        add_recipient(state=state, content=MISSION, by=administrator)

    assert Recipient.objects.count() == 2


def test_a_delegate_becomes_a_contact_with_nothing_typed_again(kenya, delegate, administrator):
    added = add_delegate(state=kenya, user=delegate, by=administrator)

    assert (added.name, added.email, added.user) == ("Delegate", "delegate@example.org", delegate)
    assert added.reads == kenya.language


def test_a_contact_by_the_address_of_a_delegate_is_known_as_the_same(kenya, delegate, other_delegate, administrator):
    own = add_recipient(state=kenya, content=RecipientInput("D.", "DELEGATE@example.org"), by=administrator)
    other = add_recipient(state=kenya, content=RecipientInput("O.", other_delegate.email), by=administrator)

    assert (own.user, other.user) == (delegate, None)


def test_a_delegate_of_another_state_is_none_of_this(kenya, other_delegate, administrator):
    with pytest.raises(ActionError, match="Other-Delegate is not a delegate of Kenya"):
        add_delegate(state=kenya, user=other_delegate, by=administrator)


def test_a_contact_is_put_right(kenya, administrator):
    contact = add_recipient(state=kenya, content=MISSION, by=administrator)
    add_recipient(state=kenya, content=RecipientInput("Other", "other@ke.example.org"), by=administrator)

    change_recipient(recipient=contact, content=RecipientInput("Mission", "new@ke.example.org"), by=administrator)
    change_recipient(recipient=contact, content=RecipientInput("Mission", "NEW@ke.example.org"), by=administrator)
    with pytest.raises(ActionError, match="already"):
        change_recipient(recipient=contact, content=RecipientInput("Mission", "other@ke.example.org"), by=administrator)

    contact.refresh_from_db()
    assert (contact.name, contact.email, contact.language) == ("Mission", "new@ke.example.org", "")
    (event,) = AuditEvent.objects.filter(action="recipient.change")
    assert (event.before["email"], event.after["email"]) == ("mission@ke.example.org", "new@ke.example.org")


def test_a_contact_gets_no_more_reports_and_gets_them_again(kenya, administrator):
    contact = add_recipient(state=kenya, content=MISSION, by=administrator)

    for is_active in (False, False, True):
        set_active(recipient=contact, is_active=is_active, by=administrator)

    assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True))[1:] == [
        "recipient.deactivate",
        "recipient.activate",
    ]


def test_a_contact_without_a_language_reads_that_of_its_state():
    state = factories.StateFactory(language="fr")

    assert factories.RecipientFactory(state=state, language="").reads == "fr"
    assert factories.RecipientFactory(state=state, language="es").reads == "es"


def test_only_administrators_keep_contacts(kenya, reviewer, delegate, administrator):
    contact = add_recipient(state=kenya, content=MISSION, by=administrator)
    for call in (
        lambda: add_recipient(state=kenya, content=MISSION, by=reviewer),
        lambda: add_delegate(state=kenya, user=delegate, by=reviewer),
        lambda: change_recipient(recipient=contact, content=MISSION, by=reviewer),
        lambda: set_active(recipient=contact, is_active=False, by=reviewer),
    ):
        with pytest.raises(NotPermitted):
            call()
