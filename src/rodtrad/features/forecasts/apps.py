"""Django's entry to forecasts."""

from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    """The forecasts app registers its blocks and providers when it is ready."""

    name = "rodtrad.features.forecasts"
    label = "forecasts"
    verbose_name = "Framskrivinger"

    def ready(self) -> None:
        """Register what documents may use."""
        from rodtrad.features.forecasts import blocks, providers  # noqa: F401
