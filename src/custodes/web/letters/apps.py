"""The letters as a Django application."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Keeps letters and their templates, and what was published of a round."""

    name = "custodes.web.letters"
    label = "letters"
    verbose_name = "Letters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what waits here for a second person."""
        from custodes.web.accounts.second import WAITING
        from custodes.web.letters.waiting import waiting

        if waiting not in WAITING:
            WAITING.append(waiting)
