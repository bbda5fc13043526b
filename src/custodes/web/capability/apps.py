"""Capability and capacity as a Django application."""

from django.apps import AppConfig


class CapabilityConfig(AppConfig):
    """Keeps the registers of the unit, its reviews and its threat assessments."""

    name = "custodes.web.capability"
    label = "capability"
    verbose_name = "Capability and capacity"
    default_auto_field = "django.db.models.BigAutoField"
