"""The interface for other programs as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Says on start that tokens let somebody in, so that they are taken back with the sessions."""

    name = "custodes.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare how many tokens somebody holds, and how they are taken back."""
        from custodes.web.accounts.ways_in import WAYS_IN
        from custodes.web.api.actions import TOKENS

        if TOKENS not in WAYS_IN:
            WAYS_IN.append(TOKENS)
