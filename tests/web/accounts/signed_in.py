"""People signed in as a browser would be, having just proved who they are."""

from django.test import Client

from custodes.web.accounts.models import User
from web.accounts.people import sign_in

BACKEND = "custodes.web.accounts.adapter.Backend"


def signed_in(who: User, *, stepped_up: bool = True) -> Client:
    """A client of that person; `stepped_up`: the password was typed just now."""
    client = Client()
    if stepped_up:
        assert sign_in(client, who).status_code == 302
    else:
        client.force_login(who, backend=BACKEND)
    return client


def page(answer) -> str:
    """The text of an answer."""
    return answer.content.decode()
