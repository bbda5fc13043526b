"""Elastic Common Schema events to accesses and contacts."""

from collections.abc import Mapping
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from custodes.schema import Accesses, Contacts, Table
from custodes.sources.base import JsonDocument, JsonLines, Reading, Source
from custodes.sources.ecs.actions import ACTIONS_BY_NAME, ACTIONS_BY_TYPE, CATEGORIES
from custodes.sources.json_rows import md5, spellings, with_fields
from custodes.sources.mail import across_the_border, addresses
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

READINGS: dict[str, Reading] = {
    "jsonl": JsonLines(),
    "array": JsonDocument(),
    "response": JsonDocument(("hits", "hits")),
}

FIELDS: dict[str, tuple[str, ...]] = {
    "given": ("@timestamp",),
    "id": ("event.id",),
    "action": ("event.action",),
    "type": ("event.type",),
    "category": ("event.category",),
    "outcome": ("event.outcome",),
    "product": ("event.dataset", "service.name", "event.module"),
    "login": ("user.name", "user.id", "user.email"),
    "record": ("file.path", "url.path", "url.full", "url.original"),
    "person": ("labels.person",),
    "incident": ("labels.incident",),
    "reason": ("event.reason",),
    "terminal": ("client.domain", "source.domain"),
    "address": ("client.ip", "source.ip"),
    "query": ("url.query", "url.full", "url.original"),
    "sender": ("email.from.address", "email.from", "email.sender.address"),
    "to": ("email.to.address", "email.to"),
    "copied": ("email.cc.address", "email.cc"),
    "hidden": ("email.bcc.address", "email.bcc"),
    "message_id": ("email.message_id",),
    "direction_given": ("email.direction",),
}
"""Field to the ECS names it is read from, in order; each may be nested or written with dots."""

SETTABLE = ("login", "record", "person", "incident", "reason", "terminal")


class Ecs(Source):
    """Events in the Elastic Common Schema: uses of records as accesses, mail as contacts.

    Where to export it: Elasticsearch or OpenSearch by any dump that writes one event or one hit
    (`_source`, `_id`) a line (`format = "jsonl"`); the answer of a search as it is (`"response"`);
    an array of events (`"array"`). Field names may be nested, written with dots, or both.

    The action follows `event.action`, then `actions`; where neither knows the word, `event.type`
    counts if `event.category` is one that holds records. The access is `event.id`, then the hit's
    `_id`; the login `user.name`; the record the file's or the request's path; person and incident
    `labels.person` and `labels.incident`, or what a pattern finds in the path and the query,
    which is not kept: name other fields with `login`, `record`, `person`, `incident`. Mail
    (`email.*`) is taken when `domains` are set, on its way across the force's border. Failed
    events (`event.outcome`) and all others are passed over.

    Unreliable: `event.action` has no fixed words, so check what was passed over; a web server's
    log holds one event a request, and one page may make many. An access that names no record, no
    person and no incident is refused, which mostly means that a setting names the wrong field.
    """

    id = "ecs"
    version = 1
    title = "Elastic Common Schema events"
    fills = (Accesses, Contacts)
    passed_over = "not a use of a record, failed, or a message that stays inside"
    options: ClassVar[Mapping[str, str]] = {
        "format": '"jsonl" (one event or hit a line, the default), "array" or "response".',
        "system": "The system's name; without it event.dataset.",
        "login": "Field of the login.",
        "record": "Field of the record's reference.",
        "person": "Field of the person's reference.",
        "incident": "Field of the incident's reference.",
        "reason": "Field of the reason that was given.",
        "terminal": "Field of the terminal.",
        "person_pattern": "Regular expression whose group finds a person in record and query.",
        "incident_pattern": "Regular expression whose group finds an incident there.",
        "record_kind": "Kind of record, where it is not a person's or an incident's.",
        "actions": f'Words of event.action to actions, or "{PASSED_OVER}".',
        "domains": "The force's mail domains; without them no contacts are taken.",
        "force_networks": "The force's networks (CIDR); without them `remote` is unknown.",
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        given = Settings(self.id, self.options, self.settings)
        self.reading = READINGS[given.word("format", tuple(READINGS), "jsonl")]
        self.system = given.text("system")
        self.paths = {name: given.path(name) for name in SETTABLE}
        self.person_pattern = given.pattern("person_pattern")
        self.incident_pattern = given.pattern("incident_pattern")
        self.kind = given.word("record_kind", RECORD_KINDS, "")
        own = given.words_for("actions", ACTIONS, PASSED_OVER)
        self.actions = ACTIONS_BY_NAME | {_hyphens(word): action for word, action in own.items()}
        self.domains = given.domains("domains")
        self.networks = given.networks("force_networks")
        given.done()

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """Raw rows (`document`: one event or hit) to accesses and, with domains, contacts."""
        fields: dict[str, tuple[str, ...]] = {"hit": ("$._id",)}
        for name, names in FIELDS.items():
            chosen = self.paths.get(name, "")
            plain = [p for n in ((chosen,) if chosen else names) for p in spellings(n)]
            fields[name] = (*plain, *(p.replace("$", "$._source", 1) for p in plain))
        events = with_fields(raw, raw.document, fields)
        events = events.mutate(
            at=moment_of(events.given),
            at_given=ibis.coalesce(events.broken, events.given),
            reference=ibis.coalesce(events.id, events.hit, md5(events.document)),
        )
        done = (events.outcome.lower() != "failure").fill_null(True)
        events = events.filter(events.broken.notnull() | done)
        shaped: dict[type[Table], ir.Table] = {Accesses: self._accesses(events)}
        if self.domains:
            shaped[Contacts] = self._contacts(events)
        return shaped

    def _accesses(self, events: ir.Table) -> ir.Table:
        """Events that use a record, and rows that are no JSON."""
        searched = events.record.fill_null("") + "\n" + events.query.fill_null("")
        word = events.action.lower().re_replace(r"[\s_]+", "-")
        by_name = word.cases(*self.actions.items())
        holds_records = ibis.or_(*(_holds(events.category, c) for c in CATEGORIES))
        by_type = ibis.cases(*((_holds(events.type, t), a) for t, a in ACTIONS_BY_TYPE.items()))
        used = events.mutate(
            action=ibis.coalesce(by_name, ibis.ifelse(holds_records, by_type, None)).nullif(
                PASSED_OVER
            ),
            person=ibis.coalesce(events.person, found_by(self.person_pattern, searched)),
            incident=ibis.coalesce(events.incident, found_by(self.incident_pattern, searched)),
        )
        used = used.filter(used.broken.notnull() | used.action.notnull())
        return used.select(
            "line",
            "at",
            "at_given",
            "login",
            "action",
            "record",
            "person",
            "incident",
            "terminal",
            "reason",
            access=used.reference,
            system=ibis.literal(self.system) if self.system else used["product"],
            record_kind=record_kind(used.person, used.incident, self.kind),
            remote=remote(used.address, self.networks),
        )

    def _contacts(self, events: ir.Table) -> ir.Table:
        """Mail between a force mailbox and an address outside."""
        sent = events.mutate(
            message=ibis.coalesce(events.message_id, events.reference),
            sender=addresses(events.sender),
            recipients=addresses(events.to, events.copied, events.hidden),
            channel=ibis.literal("email"),
        )
        inside = sent.direction_given.lower().isin(("internal", "external"))
        across = across_the_border(sent.filter(~inside.fill_null(False)), self.domains)
        contrary = ibis.ifelse(across.direction == "out", "inbound", "outbound")
        forged = (across.direction_given.lower() == contrary).fill_null(False)
        return across.filter(~forged).select(
            "line", "at", "at_given", "contact", "device", "other", "direction", "channel"
        )


def _hyphens(word: str) -> str:
    """A feed's word as the table is keyed."""
    return "-".join(word.replace("_", " ").split())


def _holds(words: ir.Value, word: str) -> ir.Value:
    """Whether a field, one word or the JSON of a list of them, holds a word."""
    return words.lower().re_search(rf'(^|["\s]){word}($|["\s])').fill_null(False)
