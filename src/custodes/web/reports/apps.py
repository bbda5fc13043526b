"""The reading side of reports as a Django application."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Keeps reports sealed, and in the clear only what the work on them needs."""

    name = "custodes.web.reports"
    label = "reports"
    verbose_name = "Reports"
    default_auto_field = "django.db.models.BigAutoField"
