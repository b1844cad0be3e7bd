"""What a person is here for, and where their account stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    RECORDER = "recorder", _("Staff")
    REVIEWER = "reviewer", _("Reviewer")
    FOCAL_POINT = "focal_point", _("Focal point")
    ADMINISTRATOR = "administrator", _("Administrator")
    DELEGATE = "delegate", _("Delegate")
    AUDITOR = "auditor", _("Auditor")
    SERVICE = "service", _("Service account")

    @property
    def word(self) -> str:
        """What programs read: the word of the screens. The database, and the audit's own copies, keep "recorder"."""
        return "staff" if self == Role.RECORDER else str(self.value)


class LetterKind(models.TextChoices):
    INVITATION = "invitation", _("Invitation")
    NEW_PASSWORD = "new_password", _("Link to choose a new password")
    NOTICE = "notice", _("Notice")  # worded already: what django-allauth tells a person of their account


class TokenScope(models.TextChoices):
    """What a personal token lets a program do in its person's name."""

    READ = "read", _("Read")
    WRITE = "write", _("Read, log and submit")


class AccountStatus(models.TextChoices):
    """Where an account stands. It follows from the other columns (User.status) and is not kept."""

    NOT_INVITED = "not_invited", _("Not invited")  # no password, and no link to choose one was ever mailed
    INVITED = "invited", _("Invited")
    EXPIRED = "expired", _("Invitation expired")
    ACTIVE = "active", _("Active")
    DEACTIVATED = "deactivated", _("Deactivated")
