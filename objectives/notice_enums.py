"""What people hear of by mail, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What people hear of by mail."""

    RETURNED = "returned", _("An entry of mine is returned or withdrawn")
    REVIEW = "review", _("An entry waits for my review")
    ACCEPTED = "accepted", _("An entry of mine is accepted")
    REMARK = "remark", _("A remark in a conversation that I take part in")
    SHARED = "shared", _("A colleague asks me to write an entry with them")


class NoticeTime(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("In one letter a day")
    NEVER = "never", _("Not by mail")


USUAL_TIMES = {
    NoticeKind.RETURNED: NoticeTime.AT_ONCE,
    NoticeKind.REVIEW: NoticeTime.DAILY,
    NoticeKind.ACCEPTED: NoticeTime.DAILY,
    NoticeKind.REMARK: NoticeTime.DAILY,
    NoticeKind.SHARED: NoticeTime.AT_ONCE,
}
