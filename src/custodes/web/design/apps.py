"""The design system as a Django application, so that its assets and templates are found."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Brings no tables: `static/` and `jinja2/` alone."""

    name = "custodes.web.design"
    label = "design"
    verbose_name = "Design system"
