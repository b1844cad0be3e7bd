from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "iomtrack.accounts"
    label = "accounts"
    verbose_name = "Accounts"
