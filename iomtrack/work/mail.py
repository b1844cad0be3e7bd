"""Handing a letter to the mail server, and understanding what it answers."""

from __future__ import annotations

from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage

PERMANENT = 500  # RFC 5321, section 4.2.1: a 5yz reply means that to try again as it stands is no use


class MailError(Exception):
    """A letter did not leave. `permanent`: the server will never take it for this address."""

    def __init__(self, problem: str, *, permanent: bool) -> None:
        self.permanent = permanent
        super().__init__(problem)


def message_id(*parts: object) -> str:
    """A Message-ID made of what the letter is, so that sending it twice is seen to be one letter."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return f"<{'.'.join(str(part) for part in ('iomtrack', *parts))}@{domain}>"


def send(message: EmailMessage) -> None:
    """Hand a letter over. Raises MailError with the server's own words where it was not taken.

    Permanent is what concerns this letter alone: its recipient or its text refused for good, or an address that is
    none. A server that is away, or that refuses the sender or the sign-in, may take it later.
    """
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        answers = list(error.recipients.values())
        permanent = bool(answers) and all(code >= PERMANENT for code, _text in answers)
        raise MailError("; ".join(_answer(*answer) for answer in answers), permanent=permanent) from error
    except SMTPDataError as error:
        raise MailError(_answer(error.smtp_code, error.smtp_error), permanent=error.smtp_code >= PERMANENT) from error
    except (SMTPException, OSError) as error:
        raise MailError(f"{type(error).__name__}: {error}", permanent=False) from error
    except ValueError as error:
        raise MailError(str(error), permanent=True) from error


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {words}".strip()
