"""Django's entry to publishing."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The app that keeps the register of published editions."""

    name = "rodtrad.features.publishing"
    label = "publishing"
    verbose_name = "Publisering"
