"""Django's entry to the budget."""

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    """The budget app registers its blocks and providers when it is ready."""

    name = "rodtrad.features.budget"
    label = "budget"
    verbose_name = "Budsjett og økonomiplan"

    def ready(self) -> None:
        """Register what documents may use."""
        from rodtrad.features.budget import blocks, providers  # noqa: F401
