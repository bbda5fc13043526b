"""The alerts as a Django application."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Says on start where the names that the pages show stand, so that they can be revealed."""

    name = "custodes.web.alerts"
    label = "alerts"
    verbose_name = "Alerts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare that names stand on alerts, and what waits there for a second person."""
        from custodes.web.accounts.second import WAITING
        from custodes.web.alerts.names import bearing
        from custodes.web.alerts.waiting import waiting
        from custodes.web.pseudonyms.bearers import BEARERS

        if bearing not in BEARERS:
            BEARERS.append(bearing)
        if waiting not in WAITING:
            WAITING.append(waiting)
