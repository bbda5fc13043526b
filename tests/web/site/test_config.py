"""The configuration: every problem at once, each naming its variable."""

from pathlib import Path

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.site.config import config_from


def test_nothing_set_is_safe():
    config = config_from({})
    assert config.https
    assert not config.demonstration
    assert config.database == {}
    assert config.hosts == ("127.0.0.1", "localhost", "[::1]")
    assert config.home == Path("custodes-home").absolute()
    assert config.sqlite == config.home / "web" / "custodes.sqlite3"


def test_every_problem_is_told_at_once():
    with pytest.raises(UserError) as told:
        config_from(
            {
                "CUSTODES_HTTPS": "perhaps",
                "CUSTODES_HOSTS": "a b",
                "CUSTODES_DATABASE": "mysql://somewhere/x",
                "CUSTODES_WITNESSES": "/one",
            }
        )
    for name in ("CUSTODES_HTTPS", "CUSTODES_HOSTS", "CUSTODES_DATABASE", "CUSTODES_WITNESSES"):
        assert name in str(told.value)


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({"CUSTODES_WITNESSES": "one:two"}, "not a whole path"),
        ({"CUSTODES_HOME": "/h", "CUSTODES_WITNESSES": "/h/one:/two"}, "lies in the home"),
        ({"CUSTODES_DATABASE": "postgresql://host/"}, "write postgresql://"),
        (
            {"CUSTODES_DEMONSTRATION": "yes", "CUSTODES_HOSTS": "ccu.example"},
            "served to this machine alone",
        ),
    ],
)
def test_what_cannot_be_is_refused(environment, why):
    with pytest.raises(UserError, match=why):
        config_from(environment)


def test_a_demonstration_is_not_encrypted():
    assert not config_from({"CUSTODES_DEMONSTRATION": "yes"}).https


def test_a_database_is_named_by_its_address():
    text = "postgresql://cu%40st:p%2Fw@db.example:5433/custodes?sslmode=verify-full"
    assert config_from({"CUSTODES_DATABASE": text}).database == {
        "NAME": "custodes",
        "USER": "cu@st",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_a_database_may_be_behind_a_socket():
    found = config_from({"CUSTODES_DATABASE": "postgresql://u:@/custodes?host=/run/pg"}).database
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/pg", "", {})
