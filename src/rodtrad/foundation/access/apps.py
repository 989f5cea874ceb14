"""Django's entry to access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The access app."""

    name = "rodtrad.foundation.access"
    label = "access"
    verbose_name = "Tilgang"
