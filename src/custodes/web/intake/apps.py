"""The intake as Django knows it."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Sealed reports and the messages of their threads."""

    name = "custodes.web.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
