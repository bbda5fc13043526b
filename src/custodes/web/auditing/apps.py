"""The audit's pages as a Django application."""

from django.apps import AppConfig


class AuditingConfig(AppConfig):
    """Shows what `audit` keeps, and keeps why it was taken out."""

    name = "custodes.web.auditing"
    label = "auditing"
    verbose_name = "Audit pages"
    default_auto_field = "django.db.models.BigAutoField"
