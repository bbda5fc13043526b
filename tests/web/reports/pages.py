"""Somebody of the unit at a browser, who has just proved who they are."""

from django.test import Client

from web.accounts.people import sign_in


def signed_in(who):
    """By the form that people use."""
    client = Client()
    assert sign_in(client, who).status_code == 302
    return client
