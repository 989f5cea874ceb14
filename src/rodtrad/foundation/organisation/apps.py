"""Django's entry to the organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The organisation app."""

    name = "rodtrad.foundation.organisation"
    label = "organisation"
    verbose_name = "Organisasjon"
