"""The submissions as a Django application."""

from django.apps import AppConfig


class SubmissionConfig(AppConfig):
    """Keeps what was prepared, signed and sent to the inspectorate, frozen as it was signed."""

    name = "custodes.web.submission"
    label = "submission"
    verbose_name = "Submission"
    default_auto_field = "django.db.models.BigAutoField"
