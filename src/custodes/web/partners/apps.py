"""The register of partners as a Django application."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Keeps partners, the dated evidence of each link, and counts of what was reported."""

    name = "custodes.web.partners"
    label = "partners"
    verbose_name = "Partners"
    default_auto_field = "django.db.models.BigAutoField"
