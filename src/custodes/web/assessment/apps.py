"""The assessments as a Django application."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Keeps rounds, what two assessors found, what stands, and what forces sent and answered."""

    name = "custodes.web.assessment"
    label = "assessment"
    verbose_name = "Assessment"
    default_auto_field = "django.db.models.BigAutoField"
