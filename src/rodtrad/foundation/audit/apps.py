"""Django's entry to the audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit app."""

    name = "rodtrad.foundation.audit"
    label = "audit"
    verbose_name = "Hendelseslogg"
