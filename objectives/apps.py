from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from objectives import audit_words
from objectives.searching import stored


class ObjectivesConfig(AppConfig):
    name = "objectives"
    verbose_name = _("What we know")

    def ready(self) -> None:
        connection_created.connect(stored.teach)
        connection_created.connect(audit_words.teach)
