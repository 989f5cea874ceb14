"""Django's entry to the budget."""

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    """The budget app."""

    name = "rodtrad.features.budget"
    label = "budget"
    verbose_name = "Budsjett og økonomiplan"
