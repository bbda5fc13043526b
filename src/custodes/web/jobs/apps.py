"""The jobs as a Django application."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Keeps what was asked for, how far it is, and what came of it."""

    name = "custodes.web.jobs"
    label = "jobs"
    verbose_name = "Jobs"
    default_auto_field = "django.db.models.BigAutoField"
