"""The documents of the alerts as Django knows them."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """Nothing happens on start."""

    name = "custodes.web.packs"
    label = "packs"
    default_auto_field = "django.db.models.BigAutoField"
