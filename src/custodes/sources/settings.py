"""The settings of a feed, checked before a row is read, every mistake told at once."""

import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pyarrow as pa
import pyarrow.compute as pc

from custodes.sources.json_rows import json_path
from custodes.vocabulary.errors import UserError, closest, shown

Network = IPv4Network | IPv6Network

EVERY_FEED = ("source", "files", "owner", "legal_basis", "purpose", "retention_days")
"""What a feed says of itself whatever its source; the take-in reads these."""


class Settings:
    """What one feed sets, read option by option; `done` raises UserError naming every mistake."""

    def __init__(self, source: str, options: Mapping[str, str], given: Mapping[str, Any]) -> None:
        self.source = source
        self.given = given
        self.mistakes: list[str] = []
        known = [*options, *EVERY_FEED]
        for name in given:
            if name not in known:
                near = closest(name, list(options)) or f"; it has {', '.join(options)}"
                self.mistake(f"has no setting {shown(name)}{near}")

    def mistake(self, clause: str) -> None:
        """Notes a mistake; the clause follows the name of the source."""
        self.mistakes.append(f"Source {self.source} {clause}.")

    def done(self) -> None:
        """Raises UserError with a sentence for each mistake noted, if there is any."""
        if self.mistakes:
            raise UserError(" ".join(self.mistakes))

    def text(self, name: str, default: str = "") -> str:
        """A text; `default` where it is not set."""
        value = self.given.get(name, default)
        if not isinstance(value, str) or (name in self.given and not value.strip()):
            self.mistake(f"wants text for `{name}`, not {shown(value)}")
            return default
        return value.strip()

    def word(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """One of the allowed words."""
        value = self.text(name, default)
        if value not in (*allowed, default):
            self.mistake(
                f"does not know {name} = {shown(value)}; write one of {', '.join(allowed)}"
            )
            return default
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.given.get(name, [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list | tuple) or not all(
            isinstance(v, str) and v.strip() for v in values
        ):
            self.mistake(f'wants a list of texts for `{name}`, such as ["a", "b"]')
            return ()
        return tuple(v.strip() for v in values)

    def path(self, name: str) -> str:
        """A dotted path into a JSON document, or empty."""
        value = self.text(name)
        if value:
            try:
                json_path(value)
            except ValueError:
                self.mistake(
                    f"cannot read {name} = {shown(value)} as a path; "
                    "write one such as resources[0].data.person"
                )
                return ""
        return value

    def pattern(self, name: str, *, groups: int = 1) -> str:
        """A regular expression with so many groups, or empty."""
        value = self.text(name)
        if not value:
            return ""
        try:
            compiled = re.compile(value)
            pc.match_substring_regex(pa.array([""]), value)
        except (re.error, pa.ArrowInvalid) as fault:
            why = str(fault).splitlines()[0]
            self.mistake(
                f"cannot use {name} = {shown(value)} as a regular expression ({why}); "
                "look-ahead and back references are not available"
            )
            return ""
        if compiled.groups != groups:
            wanted = "one group in brackets, which finds the reference" if groups else "no group"
            self.mistake(f"wants {wanted} in {name} = {shown(value)}; it has {compiled.groups}")
            return ""
        return value

    def networks(self, name: str) -> tuple[Network, ...]:
        """Networks in CIDR form. A network of IPv6 must end on a multiple of 16 bits."""
        found: list[Network] = []
        for text in self.texts(name):
            try:
                network = ip_network(text, strict=False)
            except ValueError:
                self.mistake(f"cannot read {shown(text)} in `{name}`; write 10.0.0.0/8")
                continue
            if network.version == 6 and network.prefixlen % 16:
                self.mistake(f"wants {shown(text)} in `{name}` to end in /16, /32, /48 or /64")
                continue
            found.append(network)
        return tuple(found)

    def domains(self, name: str) -> tuple[str, ...]:
        """Mail domains in small letters, without an @."""
        domains = tuple(text.lower().lstrip("@") for text in self.texts(name))
        for domain in domains:
            if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain):
                self.mistake(
                    f"cannot read {shown(domain)} in `{name}` as a mail domain; "
                    "write northshire.police.uk"
                )
        return domains

    def zone(self, name: str, default: str) -> str:
        """The name of a time zone."""
        value = self.text(name, default)
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.mistake(f"does not know the zone {shown(value)}; write Europe/London or UTC")
            return default
        return value

    def words_for(self, name: str, allowed: tuple[str, ...], otherwise: str = "") -> dict[str, str]:
        """A table of the system's words, in small letters, to ours or to `otherwise`."""
        value = self.given.get(name, {})
        if not isinstance(value, Mapping):
            self.mistake(f'wants a table for `{name}`, such as {{ "OPEN NOMINAL" = "view" }}')
            return {}
        accepted = (*allowed, otherwise) if otherwise else allowed
        for theirs, ours in value.items():
            if ours not in accepted:
                self.mistake(
                    f"cannot turn {shown(theirs)} into {shown(ours)} in `{name}`; "
                    f"write one of {', '.join(accepted)}"
                )
        return {str(k).strip().lower(): str(v) for k, v in value.items() if v in accepted}
