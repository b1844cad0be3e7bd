from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from objectives.searching.stored import teach


class ObjectivesConfig(AppConfig):
    name = "objectives"
    verbose_name = _("What we know")

    def ready(self) -> None:
        connection_created.connect(teach)
