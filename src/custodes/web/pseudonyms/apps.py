"""The pseudonyms as Django knows them."""

from django.apps import AppConfig


class PseudonymsConfig(AppConfig):
    """Nothing happens on start."""

    name = "custodes.web.pseudonyms"
    label = "pseudonyms"
    default_auto_field = "django.db.models.BigAutoField"
