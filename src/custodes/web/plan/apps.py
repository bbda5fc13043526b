"""The plan as a Django application."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Keeps the lines of the plan with all their versions, the evidence, documents and criteria."""

    name = "custodes.web.plan"
    label = "plan"
    verbose_name = "Plan"
    default_auto_field = "django.db.models.BigAutoField"
