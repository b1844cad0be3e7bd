"""What leaves the site: letters are in the language of whoever reads them; what programs read is in none."""

from collections.abc import Callable, Iterator

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import translation

from iomtrack.accounts.letters import _worded, write_invitation, write_new_password
from iomtrack.accounts.models import User
from objectives.letters import digest_letter, reminder_letter
from objectives.models import Element, Office, Period, Reminder
from objectives.notice_enums import NoticeKind as Told
from reports.delivery.letters import delivery_letter, notice_letter
from reports.document import compose
from reports.enums import NoticeKind
from reports.models import Notice
from tests import factories
from tests.objectives.entries import complete, in_status
from tests.reports.document import papers

AUTOMATIC = "This message was sent automatically. Please do not answer it."


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    with translation.override("en"):
        yield


def reader(language: str, **fields: object) -> User:
    return factories.UserFactory(language=language, email="reader@example.org", **fields)


def invitation(language: str) -> EmailMultiAlternatives:
    person = reader(language, password=None)
    person.invited_at = person.date_joined
    person.save()
    return _worded(write_invitation(person))  # type: ignore[return-value]


def new_password(language: str) -> EmailMultiAlternatives:
    return _worded(write_new_password(reader(language).email))  # type: ignore[return-value]


def reminder(language: str) -> EmailMultiAlternatives:
    person, period = reader(language), factories.PeriodFactory()
    errands = [{"kind": "assess", "number": 1, "element": "O1"}]
    asked = {"asked_by": factories.UserFactory(), "asked_on": "2026-11-01", "errands": errands}
    return reminder_letter(
        Reminder(period=period, user=person, email=person.email, message_id="<1@localhost>", **asked)
    )


def digest(language: str) -> EmailMultiAlternatives:
    sent = factories.NoticeDigestFactory(user=reader(language))
    factories.ReviewNoticeFactory(user=sent.user, digest=sent, kind=Told.RETURNED)
    return digest_letter(sent)


def delivery(language: str) -> EmailMultiAlternatives:
    return delivery_letter(factories.DeliveryFactory(recipient=factories.RecipientFactory(language=language)))


def stopped(language: str) -> EmailMultiAlternatives:
    told = {"kind": NoticeKind.STOPPED, "problem": "Out of paper.", "email": "reader@example.org"}
    return notice_letter(Notice(edition=factories.EditionFactory(), user=reader(language), message_id="<1@l>", **told))


def to_sign_off(language: str) -> EmailMultiAlternatives:
    told = {"kind": NoticeKind.SIGN_OFF, "email": "reader@example.org"}
    return notice_letter(Notice(edition=factories.EditionFactory(), user=reader(language), message_id="<1@l>", **told))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("letter", [invitation, reminder, digest, delivery, stopped, to_sign_off])
def test_a_letter_is_in_its_reader_s_language_and_not_in_that_of_whoever_caused_it(
    letter: Callable[[str], EmailMultiAlternatives], language: str
) -> None:
    with translation.override("en"):
        message = letter(language)
    with translation.override(language):
        said = translation.gettext(AUTOMATIC)

    markup = str(message.alternatives[0][0])
    assert said != AUTOMATIC
    assert (said in message.body, said in markup, f'<html lang="{language}">' in markup) == (True, True, True)
    assert [text for text in ("Dear ", AUTOMATIC) if text in message.body + markup] == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_letter_with_a_link_for_a_new_password_is_in_its_reader_s_language(language: str) -> None:
    message = new_password(language)

    with translation.override("en"):
        english = new_password_text(message)
    assert message.body != english
    assert "/accounts/password/reset/key/" in message.body


def new_password_text(message: EmailMultiAlternatives) -> str:
    """The letter as an English reader of the same address gets it."""
    User.objects.filter(email=message.to[0]).update(language="en")
    return str(_worded(write_new_password(message.to[0])).body)  # type: ignore[union-attr]


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_is_the_same_in_every_language(
    form: str,
    client: Client,
    recorder: User,
    reviewer: User,
    elements: dict[str, Element],
    nairobi: Office,
    period: Period,
) -> None:
    entry = in_status("accepted", complete(elements["O1"], nairobi), by=recorder, reviewer=reviewer)
    indicator = factories.IndicatorFactory(element=elements["O1"], decimals=1)
    factories.FigureFactory(evidence=entry, indicator=indicator, value="1234.5")
    client.force_login(recorder)
    written = {}
    for language in ("en", "fr", "es"):
        User.objects.filter(pk=recorder.pk).update(language=language)
        response = client.post("/exports/new/", {"form": form, "shape": "record"})
        written[language] = b"".join(response.streaming_content).decode()

    assert "1234.5" in written["en"]
    assert written["fr"] == written["en"]
    assert written["es"] == written["en"]


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_report_is_the_same_whatever_language_is_spoken_around_it(language: str) -> None:
    english = compose(papers.sample(), "en")

    with translation.override(language):
        assert compose(papers.sample(), "en") == english
