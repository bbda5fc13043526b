"""The runs as a Django application."""

from django.apps import AppConfig


class RunsConfig(AppConfig):
    """Keeps which runs the pages know of, and what was measured of coverage."""

    name = "custodes.web.runs"
    label = "runs"
    verbose_name = "Runs"
    default_auto_field = "django.db.models.BigAutoField"
