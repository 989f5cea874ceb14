"""Django's entry to authoring."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    """The authoring app registers its blocks and providers when it is ready."""

    name = "rodtrad.features.authoring"
    label = "authoring"
    verbose_name = "Tekster"

    def ready(self) -> None:
        """Register what documents may use."""
        from rodtrad.features.authoring import blocks, providers  # noqa: F401
