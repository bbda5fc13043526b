"""The audit as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """No ready(): what guards the tables is in the database and in the connection."""

    name = "custodes.web.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
