"""The forms of signing in, with their errors listed at the top as everywhere."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor
from allauth.mfa.recovery_codes import forms as codes
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as key
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.letters import write_new_password
from iomtrack.accounts.sheets import Sheet

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "code": _("Code"),
    "name": _("Name of the key"),
}


class PlainSheet(Sheet):
    """Labels stand above their boxes, not in them, and links stand beside the button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            if name in ("password", "oldpassword"):
                field.help_text = ""
            if name == "code":
                field.widget.attrs |= {"class": "short", "inputmode": "numeric", "autocomplete": "one-time-code"}


class SignInForm(PlainSheet, forms.LoginForm):
    """E-mail and password."""


class ChangePasswordForm(PlainSheet, forms.ChangePasswordForm):
    """The old password, and the new one twice."""


class ResetPasswordForm(PlainSheet, forms.ResetPasswordForm):
    """The address that a link is sent to. Whether anybody has it is not asked here, so that nothing tells."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Write the letter for the worker to send."""
        return write_new_password(self.clean_email()).email


class ResetPasswordKeyForm(PlainSheet, forms.ResetPasswordKeyForm):
    """The new password, twice; an account's first one is not called new."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.user is not None and not self.user.has_usable_password():
            self.fields["password1"].label, self.fields["password2"].label = _("Password"), _("Password (again)")


class ConfirmForm(PlainSheet, forms.ReauthenticateForm):
    """The password once more, before what is sensitive."""


# --- the second factor ------------------------------------------------------------------------------


class CodeForm(PlainSheet, factor.AuthenticateForm):
    """A code of the app, or a recovery code, at sign-in."""


class ConfirmCodeForm(PlainSheet, factor.ReauthenticateForm):
    """A code of the app, or a recovery code, before what is sensitive."""


class ActivateAppForm(PlainSheet, app.ActivateTOTPForm):
    """The first code of an app that has read the picture."""


class RemoveAppForm(PlainSheet, app.DeactivateTOTPForm):
    """Nothing to fill in."""


class NewCodesForm(PlainSheet, codes.GenerateRecoveryCodesForm):
    """Nothing to fill in."""


@contextmanager
def refusing_nonsense() -> Iterator[None]:
    """Answers that no security key gave, such as made-up ones, are refused like wrong ones, whatever they hold."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AddKeyForm(PlainSheet, key.AddWebAuthnForm):
    """What a new security key answered, and a name for it."""

    def clean(self) -> Any:
        with refusing_nonsense():
            return super().clean()


class RenameKeyForm(PlainSheet, key.EditWebAuthnForm):
    """Another name for a security key."""


class KeyForm(PlainSheet, key.AuthenticateWebAuthnForm):
    """What a security key answered, at sign-in."""

    def clean_credential(self) -> Any:
        with refusing_nonsense():
            return super().clean_credential()


class ConfirmKeyForm(KeyForm, key.ReauthenticateWebAuthnForm):
    """What a security key answered, before what is sensitive."""
