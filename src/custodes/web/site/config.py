"""What an installation decides about its web pages, read once from the environment."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from custodes.vocabulary.errors import UserError, shown

T = TypeVar("T")
YES, NO = ("1", "yes", "true", "on"), ("", "0", "no", "false", "off")
HOST = re.compile(r"\.?[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]")
LOCAL = ("127.0.0.1", "localhost", "[::1]")
EXIT = "https://www.bbc.co.uk/weather"
"""Where a reporter goes who leaves in a hurry; a link that they follow, and never fetched here."""


@unique
class Part(StrEnum):
    """Which part of Custodes a process serves: each with its own host name, database and secret."""

    CASE = "case"
    INTAKE = "intake"


@dataclass(frozen=True)
class IdentityProvider:
    """The force's own identity provider, by which people sign in; `secret` is a file.

    `second_factor` says whose counts: `ours`, or `theirs` where the provider says there was one.
    """

    issuer: str
    client: str
    secret: Path
    second_factor: str


@dataclass(frozen=True)
class Config:
    """The decisions, typed. Each names its variable; `docs/how-to/serve.md` tells them to people.

    `database` is empty for SQLite in the home, else the parameters of a PostgreSQL connection.
    `witnesses` are folders into which checkpoints of the audit are dropped. `proxy` is the address
    of the one machine whose word we take that the outer connection is encrypted. `scanner` is the
    socket of a clamd beside the intake; without one no file counts as scanned.
    """

    home: Path
    demonstration: bool
    https: bool
    hosts: tuple[str, ...]
    database: Mapping[str, Any]
    witnesses: tuple[Path, ...]
    proxy: str
    part: Part = Part.CASE
    scanner: Path | None = None
    exit: str = EXIT
    provider: IdentityProvider | None = None

    @property
    def folder(self) -> Path:
        """Where the web keeps its own: the database, the secret and the audit's key."""
        return self.home / ("intake" if self.part is Part.INTAKE else "web")

    @property
    def sqlite(self) -> Path:
        """The database where no PostgreSQL is named."""
        name = "intake" if self.part is Part.INTAKE else "custodes"
        return self.folder / f"{name}.sqlite3"

    @property
    def secret(self) -> Path:
        """The file of the secret that signs sessions and forms."""
        return self.folder / "secret.key"

    @property
    def audit_key(self) -> Path:
        """The file of the key that signs checkpoints of the audit."""
        return self.folder / "audit.key"

    @property
    def keyring(self) -> Path:
        """The unit's keyring, on the case side."""
        return self.folder / "keyring.json"

    @property
    def inbox(self) -> Path:
        """Sealed envelopes that came from the intake, until whoever reads reports takes them."""
        return self.folder / "inbox"

    @property
    def outbox(self) -> Path:
        """Sealed answers, until the intake is known to keep them."""
        return self.folder / "outbox"

    @property
    def other_key(self) -> Path:
        """The public key with which the other side of a hand-over signs its lists."""
        return self.folder / "other-side.key"

    @property
    def public_keys(self) -> Path:
        """The file of public keys to which the intake seals."""
        return self.folder / "public.json"


def config_from(environment: Mapping[str, str]) -> Config:
    """The configuration that the variables state.

    Raises UserError with every problem at once, each naming its variable.
    """
    problems: list[str] = []

    def read(name: str, otherwise: T, reader: Callable[[str], T]) -> T:
        text = environment.get(name, "").strip()
        if not text:
            return otherwise
        try:
            return reader(text)
        except ValueError as error:
            problems.append(f"{name}: {error}")
            return otherwise

    demonstration = read("CUSTODES_DEMONSTRATION", False, _switch)
    config = Config(
        home=Path(environment.get("CUSTODES_HOME", "").strip() or "custodes-home").absolute(),
        demonstration=demonstration,
        https=read("CUSTODES_HTTPS", not demonstration, _switch),
        hosts=read("CUSTODES_HOSTS", LOCAL, _hosts),
        database=read("CUSTODES_DATABASE", {}, _database),
        witnesses=read("CUSTODES_WITNESSES", (), _folders),
        proxy=read("CUSTODES_PROXY", "127.0.0.1", str),
        part=read("CUSTODES_ROLE", Part.CASE, _part),
        scanner=read("CUSTODES_CLAMD", None, _socket),
        exit=read("CUSTODES_EXIT", EXIT, _exit),
        provider=_identity_provider(environment, problems),
    )
    problems += [
        f"CUSTODES_WITNESSES: {folder} lies in the home; a witness is outside the unit"
        for folder in config.witnesses
        if folder.is_relative_to(config.home)
    ]
    if demonstration and set(config.hosts) - set(LOCAL):
        problems.append(
            "CUSTODES_HOSTS: a demonstration is served to this machine alone, because it signs in "
            "without a second factor"
        )
    if problems:
        raise UserError(
            "The web pages cannot be served as they are set: " + "; ".join(problems) + "."
        )
    return config


def _switch(text: str) -> bool:
    if text.lower() in YES + NO:
        return text.lower() in YES
    raise ValueError(f"{shown(text)} is neither yes nor no")


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    wrong = [name for name in names if not HOST.fullmatch(name)]
    if wrong:
        raise ValueError(f"{shown(wrong[0])} is not a host name; write names with commas between")
    return names


def _part(text: str) -> Part:
    try:
        return Part(text.lower())
    except ValueError:
        raise ValueError(f"{shown(text)} is neither case nor intake") from None


def _socket(text: str) -> Path | None:
    if not Path(text).is_absolute():
        raise ValueError(f"{shown(text)} is not the whole path of a socket")
    return Path(text)


def _exit(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"{shown(text)} is not the address of a page")
    return text


def _folders(text: str) -> tuple[Path, ...]:
    folders = tuple(Path(part.strip()) for part in text.split(os.pathsep) if part.strip())
    if len(folders) < 2:
        raise ValueError(f"names {len(folders)} folder; two witnesses or more can contradict us")
    wrong = [folder for folder in folders if not folder.is_absolute()]
    if wrong:
        raise ValueError(f"{wrong[0]} is not a whole path")
    return folders


def _database(text: str) -> dict[str, Any]:
    """The parameters of `postgresql://user:password@host:port/name`, as Django takes them."""
    parts = urlsplit(text)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise ValueError("write postgresql://user:password@host:5432/name")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A folder stands for a Unix socket in it.
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def _identity_provider(
    environment: Mapping[str, str], problems: list[str]
) -> IdentityProvider | None:
    """The provider where one is named; what is amiss with it goes among the problems."""
    parts = ("ISSUER", "CLIENT", "SECRET_FILE")
    given = {part: environment.get(f"CUSTODES_OIDC_{part}", "").strip() for part in parts}
    if not any(given.values()):
        return None
    problems += [
        f"CUSTODES_OIDC_{part}: is missing, where the others are set"
        for part, text in given.items()
        if not text
    ]
    issuer = urlsplit(given["ISSUER"])
    local = issuer.scheme == "http" and issuer.hostname in LOCAL
    if given["ISSUER"] and not (issuer.hostname and (issuer.scheme == "https" or local)):
        problems.append("CUSTODES_OIDC_ISSUER: write https://host, as the provider names itself")
    secret = Path(given["SECRET_FILE"])
    if given["SECRET_FILE"] and not (secret.is_absolute() and secret.is_file()):
        problems.append(f"CUSTODES_OIDC_SECRET_FILE: {secret} is no file by its whole path")
    factor = environment.get("CUSTODES_OIDC_SECOND_FACTOR", "").strip() or "ours"
    if factor not in ("ours", "theirs"):
        problems.append("CUSTODES_OIDC_SECOND_FACTOR: write ours or theirs")
    return IdentityProvider(given["ISSUER"], given["CLIENT"], secret, factor)
