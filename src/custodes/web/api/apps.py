"""The interface for other programs as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Nothing happens on start."""

    name = "custodes.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
