from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "iomtrack.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        import_module("iomtrack.accounts.checks")  # registers them
