"""Django's entry to the accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts app."""

    name = "rodtrad.features.accounts"
    label = "accounts"
    verbose_name = "Regnskap og budsjett"
