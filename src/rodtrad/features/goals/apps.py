"""Django's entry to goals."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """The goals app registers its blocks and providers when it is ready."""

    name = "rodtrad.features.goals"
    label = "goals"
    verbose_name = "Mål"

    def ready(self) -> None:
        """Register what documents may use."""
        from rodtrad.features.goals import blocks, providers  # noqa: F401
