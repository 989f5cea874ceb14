"""Django's entry to the batches."""

from django.apps import AppConfig


class BatchesConfig(AppConfig):
    """The batches app."""

    name = "rodtrad.foundation.batches"
    label = "batches"
    verbose_name = "Innleste filer"
