"""Who signs in, and how: accounts, attempts, second factors, single sign-on. A part of base.py."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "iomtrack.accounts.forms.SignInForm",
    "change_password": "iomtrack.accounts.forms.ChangePasswordForm",
    "reset_password": "iomtrack.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "iomtrack.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "iomtrack.accounts.forms.ConfirmForm",
}
ACCOUNT_ADAPTER = "iomtrack.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE; nobody is asked
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # its letter offers a sign-up, which there is not
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "iomtrack.accounts.tokens.LinkTokenGenerator"  # noqa: S105 a class's name
PASSWORD_RESET_TIMEOUT = env.int("LINK_HOURS", default=72) * 3600  # of invitations too

# Attempts, by address of the network or of the person: the tenth failed sign-in a minute from one place is refused,
# and the sixth in five minutes at one account.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "9/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
}
# Counted in the database, so that every process and machine counts the same attempts; CACHE_URL names another cache.
CACHES = {"default": env.cache_url("CACHE_URL", default="dbcache://cache")}
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    CACHES["default"]["BACKEND"] = "iomtrack.busy.PatientDatabaseCache"
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100_000}  # so many that none is pushed out before its time

# The interface for programs: how many requests one token has in a minute (m), an hour (h) or a day (d)
API_RATE = env.str("API_RATE", default="600/m")

# A second factor: an authenticator app or security keys, and recovery codes for when they are lost
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)  # of reviewers and administrators
MFA_ADAPTER = "iomtrack.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "iomtrack"
MFA_TOTP_TOLERANCE = 1  # a clock that is half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is verified by the link of the invitation that was sent to it
MFA_FORMS = {
    "authenticate": "iomtrack.accounts.forms.CodeForm",
    "reauthenticate": "iomtrack.accounts.forms.ConfirmCodeForm",
    "activate_totp": "iomtrack.accounts.forms.ActivateAppForm",
    "deactivate_totp": "iomtrack.accounts.forms.RemoveAppForm",
    "add_webauthn": "iomtrack.accounts.forms.AddKeyForm",
    "edit_webauthn": "iomtrack.accounts.forms.RenameKeyForm",
    "generate_recovery_codes": "iomtrack.accounts.forms.NewCodesForm",
    "authenticate_webauthn": "iomtrack.accounts.forms.KeyForm",
    "reauthenticate_webauthn": "iomtrack.accounts.forms.ConfirmKeyForm",
}

# Single sign-on by OpenID Connect, off unless its server is named
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_NAME = env.str("OIDC_NAME", default="single sign-on")


def oidc_apps(server_url: str) -> list[dict[str, Any]]:
    """The one OpenID Connect provider as django-allauth takes it, or none where no server is named."""
    if not server_url:
        return []
    missing = [name for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET") if not env.str(name, default="")]
    if missing:
        raise ImproperlyConfigured(f"OIDC_SERVER_URL is set, so {' and '.join(missing)} must be set too.")
    app = {"provider_id": "oidc", "client_id": env.str("OIDC_CLIENT_ID"), "secret": env.str("OIDC_CLIENT_SECRET")}
    return [{**app, "name": OIDC_NAME, "settings": {"server_url": server_url}}]


SOCIALACCOUNT_ADAPTER = "iomtrack.accounts.adapter.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": oidc_apps(OIDC_SERVER_URL)}}
