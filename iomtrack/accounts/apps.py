from importlib import import_module

from django.apps import AppConfig

from iomtrack import ordinals


class AccountsConfig(AppConfig):
    name = "iomtrack.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        import_module("iomtrack.accounts.checks")  # registers them
        ordinals.install()
