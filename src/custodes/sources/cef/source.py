"""CEF lines to accesses."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from custodes.schema import Accesses, Table
from custodes.sources.base import Source, TextLines
from custodes.sources.cef.actions import ACTIONS_BY_WORD, FAILURES
from custodes.sources.cef.lines import (
    clock_of,
    first_of,
    taken_apart,
    time_of,
    value_named,
    value_of,
    zone_of,
)
from custodes.sources.json_rows import md5, once
from custodes.sources.moments import moment_of
from custodes.sources.networks import remote
from custodes.sources.references import (
    ACTIONS,
    PASSED_OVER,
    RECORD_KINDS,
    found_by,
    record_kind,
)
from custodes.sources.settings import Settings
from custodes.vocabulary.errors import shown

TIMES = ("rt", "end", "start")
RECORDS = ("fileId", "filePath", "fname", "request")
NAMED = ("login", "record", "person", "incident", "reason", "terminal")


class Cef(Source):
    """Lines in the Common Event Format, with or without a syslog prefix: uses of records.

    Where to export it: the syslog files that a SIEM connector (ArcSight, Sentinel, QRadar) is
    fed from, one event a line.

    The action is what the word in `act` stands for, else the event's name, else its class;
    `actions` adds the system's own words. The time is `rt`, then `end`, then `start`; the login
    `suser`; the access `externalId`, else a digest of the line. The record is `fileId`,
    `filePath`, `fname` or `request`. Where person, incident, record, login, reason or terminal
    stand elsewhere, a setting names the key (`duser`) or the label of a custom string
    (`cs1Label=Nominal Ref`: write `Nominal Ref`); a pattern can find person and incident in the
    record instead. Lines with other actions, failed ones, and those of other products than
    `products` are passed over; a line without a CEF header is refused.

    Unreliable: times often carry no zone; set `zone` to the zone of the machine that writes them.
    In the hour that the autumn change repeats, they are read as winter time. A line without
    `externalId` that a relay has sent twice with different syslog prefixes is one access, because
    the prefix is left out of the digest. Two equal events in the same second are one access too.
    """

    id = "cef"
    version = 1
    title = "Common Event Format lines"
    fills = (Accesses,)
    passed_over = "not a use of a record, failed, or of another product"
    options: ClassVar[Mapping[str, str]] = {
        "system": "The system's name; without it the product in the header.",
        "products": "Products (header) whose lines are taken; without it all.",
        "zone": "Zone of times that carry none (default Europe/London).",
        "encoding": "Encoding of the file (default utf-8).",
        "login": "Key or label of the login (default suser).",
        "record": "Key or label of the record's reference.",
        "person": "Key or label of the person's reference.",
        "incident": "Key or label of the incident's reference.",
        "reason": "Key or label of the reason that was given (default reason).",
        "terminal": "Key or label of the terminal (default shost).",
        "person_pattern": "Regular expression whose group finds a person in the record.",
        "incident_pattern": "Regular expression whose group finds an incident in the record.",
        "record_kind": "Kind of record, where it is not a person's or an incident's.",
        "actions": f'The system\'s words to actions, or "{PASSED_OVER}".',
        "force_networks": "The force's networks (CIDR); without them `remote` is unknown.",
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        given = Settings(self.id, self.options, self.settings)
        self.system = given.text("system")
        self.products = given.texts("products")
        self.zone = given.zone("zone", "Europe/London")
        self.reading = TextLines(given.text("encoding", "utf-8"))
        self.names = {name: given.text(name) for name in NAMED}
        for name, value in self.names.items():
            if re.search(r"[=|\\]", value):
                given.mistake(f"cannot read {name} = {shown(value)} as a key or a label")
        self.person_pattern = given.pattern("person_pattern")
        self.incident_pattern = given.pattern("incident_pattern")
        self.kind = given.word("record_kind", RECORD_KINDS, "")
        self.actions = ACTIONS_BY_WORD | given.words_for("actions", ACTIONS, PASSED_OVER)
        self.networks = given.networks("force_networks")
        given.done()

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """Raw rows (`document`: one line) to accesses."""
        lines = taken_apart(raw)
        ext = lines.extension
        lines = lines.mutate(
            given=once(first_of(TIMES, ext)),
            device_zone=once(value_of("dtz", ext)),
            address=once(value_of("src", ext)),
            act=once(value_of("act", ext).lower()),
            outcome=once(value_of("outcome", ext).lower()),
            record=once(self._named("record", ext, RECORDS)),
            event=once(lines.document.re_extract(r"CEF:.*$", 0)),
        )
        ext = lines.extension
        words = (lines.act, lines.name.lower(), lines.event_class.lower())
        action = ibis.coalesce(*(w.cases(*self.actions.items()) for w in words))
        events = lines.mutate(
            action=once(action.nullif(PASSED_OVER)),
            clock=once(clock_of(lines.given)),
            zone=once(ibis.coalesce(zone_of(lines.given), lines.device_zone)),
            person=once(
                ibis.coalesce(
                    self._named("person", ext), found_by(self.person_pattern, lines.record)
                )
            ),
            incident=once(
                ibis.coalesce(
                    self._named("incident", ext), found_by(self.incident_pattern, lines.record)
                )
            ),
        )
        failed = events.outcome.isin(FAILURES).fill_null(False)
        taken = events.action.notnull() & ~failed
        if self.products:
            taken = taken & events["product"].isin(self.products)
        events = events.filter(events.broken.notnull() | taken)
        ext = events.extension
        return {
            Accesses: events.select(
                "line",
                "action",
                "record",
                "person",
                "incident",
                at=ibis.coalesce(
                    moment_of(events.given), time_of(events.clock, events.zone, self.zone)
                ),
                at_given=ibis.coalesce(events.broken, events.given),
                access=ibis.coalesce(value_of("externalId", ext), md5(events.event)),
                system=ibis.literal(self.system) if self.system else events["product"],
                login=self._named("login", ext, ("suser",)),
                record_kind=record_kind(events.person, events.incident, self.kind),
                terminal=self._named("terminal", ext, ("shost",)),
                remote=remote(events.address, self.networks),
                reason=self._named("reason", ext, ("reason",)),
            )
        }

    def _named(self, what: str, extension: ir.Value, otherwise: tuple[str, ...] = ()) -> ir.Value:
        """What the feed's setting names, else the first of the usual keys."""
        if self.names[what]:
            return value_named(self.names[what], extension)
        return first_of(otherwise, extension) if otherwise else ibis.null("string")
