import pytest
from django.test.utils import CaptureQueriesContext

from iomtrack.accounts.enums import Role
from objectives.models import Delegation
from reports.models import Delivery, Rendition
from reports.queries import edition_with_its_ledger, editions, portal
from tests.reports.world import CLOSED_AT, make_edition, make_recipient, make_user


def issued(world, revision=0, **fields):
    """An issued edition with its PDF."""
    edition = make_edition(world, "issued", revision=revision, **fields)
    Rendition.objects.create(
        edition=edition, language="en", state="rendered", file="a.pdf", sha256="a", rendered_at=CLOSED_AT
    )
    return edition


def deliver(edition, recipient, state="pending"):
    rendition = edition.renditions.get()
    return Delivery.objects.create(
        rendition=rendition,
        recipient=recipient,
        email=recipient.email,
        state=state,
        message_id=f"<{rendition.pk}.{recipient.pk}@localhost>",
        sent_at=CLOSED_AT if state == "sent" else None,
    )


def test_a_list_counts_what_was_sent(world):
    edition = issued(world)
    deliver(edition, make_recipient("BI"), "sent")
    deliver(edition, make_recipient("TZ"), "pending")

    (row,) = editions(world.administrator)

    assert (row.recipients, row.sent, row.has_stopped_work) == (2, 1, False)


@pytest.mark.parametrize("what", ["edition", "rendition", "delivery"])
def test_a_list_says_where_work_has_stopped(world, what):
    edition = issued(world)
    delivery = deliver(edition, make_recipient("BI"))
    rows = {"delivery": delivery, "rendition": edition.renditions.get(), "edition": edition}
    type(rows[what]).objects.update(
        state="stopped",
        **({"issued_at": None, "signed_off_at": None, "signed_off_by": None} if what == "edition" else {}),
    )

    (row,) = editions(world.administrator)

    assert row.has_stopped_work is True


def test_a_delegate_sees_what_was_issued_to_all_or_to_their_state_and_nothing_else(world):
    delegate = make_user("delegate", Role.DELEGATE)
    home, other = make_recipient("BI").state, make_recipient("TZ").state
    Delegation.objects.create(user=delegate, state=home)
    to_all = issued(world)
    make_edition(world, "awaiting", revision=1)
    world.definition.pk, world.definition.code, world.definition.audience = None, "brief", "one_state"
    world.definition.save()
    own = issued(world, for_state=home)
    issued(world, revision=1, for_state=other)

    assert {one.edition for one in portal(delegate)} == {to_all, own}


@pytest.mark.parametrize("number", [1, 30])
def test_lists_take_the_same_number_of_queries_at_any_length(world, connection_of_test, number):
    recipient = make_recipient("BI")
    for revision in range(number):
        deliver(issued(world, revision=revision), recipient)

    with CaptureQueriesContext(connection_of_test) as of_editions:
        assert (
            len([(str(row), row.sent, row.period.framework.symbol) for row in editions(world.administrator)]) == number
        )
    with CaptureQueriesContext(connection_of_test) as of_portal:
        assert len([(str(row), row.edition.touches_sample) for row in portal(world.administrator)]) == number
    with CaptureQueriesContext(connection_of_test) as of_ledger:
        for edition in edition_with_its_ledger(world.administrator):
            assert [[one.recipient.state.iso for one in each.deliveries.all()] for each in edition.renditions.all()]

    assert (len(of_editions), len(of_portal), len(of_ledger)) == (1, 1, 3)
