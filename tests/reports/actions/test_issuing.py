"""When an edition is out, and to whom it goes."""

from reports.actions.issuing import issue
from reports.models import Delivery, Rendition
from reports.queries import recipients_of
from tests.factories import UserFactory
from tests.reports.world import CLOSED_AT, make_edition, make_recipient


def ready(world):
    """A signed-off edition whose PDF is on file."""
    edition = make_edition(world, "signed_off")
    Rendition.objects.create(
        edition=edition, language="en", state="rendered", file="a.pdf", sha256="a" * 64, rendered_at=CLOSED_AT
    )
    return edition


def test_issuing_writes_one_delivery_for_each_active_recipient_of_a_member_state(world, queued):
    make_recipient("BI")
    make_recipient("TZ", email="second@tz.example.org")
    make_recipient("FR", is_active=False)
    make_recipient("VA", standing="neither")
    edition = ready(world)

    assert issue(edition_id=edition.pk) is True
    assert issue(edition_id=edition.pk) is False

    assert [(one.email, one.state) for one in Delivery.objects.order_by("pk")] == [
        ("mission@bi.example.org", "pending"),
        ("second@tz.example.org", "pending"),
    ]


def test_nothing_is_issued_while_a_pdf_is_missing(world, queued):
    edition = ready(world)
    Rendition.objects.create(edition=edition, language="fr")

    assert issue(edition_id=edition.pk) is False
    assert Delivery.objects.count() == 0


def test_a_recipient_gets_their_own_language_or_else_the_first(world, queued):
    edition = ready(world)
    Rendition.objects.create(
        edition=edition, language="fr", state="rendered", file="b.pdf", sha256="b" * 64, rendered_at=CLOSED_AT
    )
    make_recipient("BI", language="fr")
    make_recipient("TZ", language="es")

    issue(edition_id=edition.pk)

    sent = {one.recipient.state.iso: one.rendition.language for one in Delivery.objects.all()}
    assert sent == {"BI": "fr", "TZ": "en"}


def test_a_report_for_one_state_goes_to_its_recipients_alone(world, queued):
    home, _other = make_recipient("BI"), make_recipient("TZ")
    world.definition.audience = "one_state"
    world.definition.save()
    edition = ready(world)
    edition.for_state = home.state
    edition.save()

    assert list(recipients_of(edition)) == [home]


def test_a_person_whose_account_is_deactivated_is_not_written_to(world):
    open_account = make_recipient("BI", user=UserFactory())
    make_recipient("TZ", user=UserFactory(is_active=False))
    without_account = make_recipient("UG")

    assert list(recipients_of(make_edition(world, "signed_off"))) == [open_account, without_account]
