"""A person who signs in by e-mail. The bottom layer: it knows nothing of frameworks or reports."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomtrack.accounts.enums import AccountStatus, LetterKind, Role, TokenScope
from iomtrack.work.letters import Letter


class UserManager(BaseUserManager["User"]):
    """Makes people; an e-mail address is one whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A saved user. Without a password no one can sign in as it. Raises ValueError without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator, for `manage.py createsuperuser`."""
        return self.create_user(email, password, **{"role": Role.ADMINISTRATOR, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, or a service account that stands for a source of records and cannot sign in."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(
        pgettext_lazy("an account", "role"), max_length=20, choices=Role.choices, default=Role.RECORDER
    )
    language = models.CharField(_("language"), max_length=5, default="en")
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True)
    invitation_sent_at = models.DateTimeField(_("invitation sent at"), null=True, blank=True)
    session_round = models.PositiveIntegerField(
        default=0, help_text=_("Raised to end every session of the account, and every link that was mailed to it.")
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_for_each_email"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_is_known"),
            models.CheckConstraint(
                condition=models.Q(invitation_sent_at__isnull=True)
                | models.Q(invited_at__isnull=False, invitation_sent_at__gte=models.F("invited_at")),
                name="invitation_is_sent_after_it_is_made",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def status(self) -> AccountStatus:
        """Where the account stands. An invitation is accepted by a password or a first sign-in."""
        if not self.is_active:
            return AccountStatus.DEACTIVATED
        if self.last_login is not None or self.has_usable_password():
            return AccountStatus.ACTIVE
        if self.invited_at is None:
            return AccountStatus.NOT_INVITED
        return AccountStatus.INVITED if self.invited_at > oldest_good_link() else AccountStatus.EXPIRED

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is checked against at each request: it ends with the password, and with the round."""
        seed = f"{self.password}:{self.session_round}"
        return salted_hmac("iomtrack.accounts.session", seed, secret=secret, algorithm="sha256").hexdigest()


class AccountLetter(Letter):
    """A letter about an account. No row holds a link: it is made when the letter is sent, and stands in the mail alone.

    An invitation has a person and the moment of the invitation. A letter with a link to choose a new password has only
    the address that somebody typed; whether anybody has it is asked when it is sent. A notice is worded when it is
    written, and its words are wiped when it has left or was stopped.
    """

    TASK: ClassVar[str] = "accounts.send_letter"
    WIPED: ClassVar[tuple[str, ...]] = ("subject", "body")

    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="letters",
        null=True,
        blank=True,
    )
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)

    class Meta(Letter.Meta):
        abstract = False
        verbose_name = _("letter about an account")
        verbose_name_plural = _("letters about accounts")
        ordering = ["-id"]
        constraints = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(fields=["user", "invited_at"], name="one_letter_of_an_invitation"),
            models.CheckConstraint(condition=models.Q(kind__in=LetterKind.values), name="accountletter_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(kind="invitation", user__isnull=False, invited_at__isnull=False)
                | (~models.Q(kind="invitation") & models.Q(user__isnull=True, invited_at__isnull=True)),
                name="accountletter_of_invitation_says_whose",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="notice", state__in=["pending", "sending"]) | models.Q(subject="", body=""),
                name="accountletter_keeps_no_words_for_long",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Personal tokens."""

    def good(self) -> ApiTokenQuerySet:
        """Those that open the interface now: not ended, not expired, of an open account whose sessions go on."""
        return self.filter(
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
            user__is_active=True,
            session_round=models.F("user__session_round"),
        )


class ApiToken(models.Model):
    """What a program shows in its person's name. The token itself is shown once, and only its SHA-256 is kept.

    It ends with the account, and with all sessions of it: whoever changes a person's role ends it too.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(_("scope"), max_length=5, choices=TokenScope.choices, default=TokenScope.READ)
    digest = models.CharField(max_length=64, unique=True)
    session_round = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("ended"), null=True, blank=True)
    counted_from = models.DateTimeField(null=True, editable=False)  # when the first of the requests now counted came
    counted = models.PositiveIntegerField(default=0, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal token")
        verbose_name_plural = _("personal tokens")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(scope__in=TokenScope.values), name="token_scope_is_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="token_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_good(self) -> bool:
        """Whether it opens the interface now, as far as the token itself goes."""
        return (
            self.revoked_at is None
            and self.expires_at > timezone.now()
            and self.session_round == self.user.session_round
        )


class ApiAnswer(models.Model):
    """What a request with an Idempotency-Key was answered, so that sending it again does nothing twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the request
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("answer of the interface")
        verbose_name_plural = _("answers of the interface")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_for_each_key")]

    def __str__(self) -> str:
        return self.key


def oldest_good_link() -> datetime:
    """When a link that expires now was mailed: older ones are no longer good."""
    return timezone.now() - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
