"""The accounts as Django knows them."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Second factors come and go through a library that tells of it by signal and no other way."""

    name = "custodes.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for second factors that were added, replaced or removed."""
        from allauth.mfa import signals

        from custodes.web.accounts.sign_in import second_factor_changed

        for signal in (
            signals.authenticator_added,
            signals.authenticator_reset,
            signals.authenticator_removed,
        ):
            signal.connect(second_factor_changed, dispatch_uid="accounts.second-factor")
