"""The start page as a Django application; it keeps nothing of its own."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Reads the audit to see which tasks a person has done."""

    name = "custodes.web.home"
    label = "home"
    verbose_name = "Start page"
