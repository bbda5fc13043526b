"""OCSF events (Datastore, API and Email Activity) to accesses and contacts."""

from collections.abc import Mapping
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from custodes.schema import Accesses, Contacts, Table
from custodes.sources.base import JsonDocument, JsonLines, Reading, Source
from custodes.sources.json_rows import json_path, md5, with_fields
from custodes.sources.mail import across_the_border, addresses
from custodes.sources.moments import moment_of
from custodes.sources.networks import remote
from custodes.sources.ocsf.activities import (
    ACTIVITIES,
    API,
    DATASTORE,
    EMAIL,
    FAILURE,
    INBOUND,
    INTERNAL,
    MESSAGES,
    OUTBOUND,
)
from custodes.sources.references import (
    ACTIONS,
    PASSED_OVER,
    RECORD_KINDS,
    action_for,
    found_by,
    record_kind,
)
from custodes.sources.settings import Settings

READINGS: dict[str, Reading] = {"jsonl": JsonLines(), "array": JsonDocument()}

FIELDS: dict[str, tuple[str, ...]] = {
    "class_uid": ("$.class_uid",),
    "activity": ("$.activity_id",),
    "type_uid": ("$.type_uid",),
    "activity_name": ("$.activity_name", "$.type_name"),
    "operation": ("$.api.operation",),
    "given": ("$.time", "$.time_dt"),
    "status": ("$.status_id",),
    "uid": ("$.metadata.uid",),
    "product": ("$.metadata.product.name", "$.metadata.log_name"),
    "login": ("$.actor.user.name", "$.actor.user.uid", "$.actor.user.email_addr"),
    "record": (
        "$.resources[0].uid",
        "$.resource.uid",
        "$.databucket.file.uid",
        "$.databucket.file.path",
        "$.resources[0].name",
        "$.databucket.uid",
        "$.table.uid",
        "$.databucket.name",
        "$.table.name",
    ),
    "query": ("$.query_info.query_string",),
    "url": ("$.http_request.url.url_string", "$.http_request.url.path"),
    "terminal": ("$.src_endpoint.hostname", "$.src_endpoint.name", "$.device.hostname"),
    "address": ("$.src_endpoint.ip",),
    "direction_id": ("$.direction_id",),
    "message_uid": ("$.email.message_uid", "$.message_trace_uid", "$.email.uid"),
    "sender": ("$.email.from", "$.email.smtp_from", "$.from"),
    "to": ("$.email.to", "$.email.smtp_to", "$.to"),
    "copied": ("$.email.cc",),
    "hidden": ("$.email.bcc",),
}


class Ocsf(Source):
    """Events in the Open Cybersecurity Schema Framework, version 1: Datastore Activity (6005) and
    API Activity (6003) as accesses, Email Activity (4009) as contacts.

    Where to export it: any log pipeline or data lake that writes OCSF as JSON, one event a line
    (`format = "jsonl"`) or in one array (`"array"`). OCSF has no class for telephone calls.

    The action follows `type_uid`; activities it does not name follow `actions`. The access is
    `metadata.uid`; the login `actor.user.name`, then `uid`, then `email_addr`, unless `login` names
    another field; the record the first resource, file, bucket or table, unless `record` does. The
    person and the incident stand in fields of their own (`person`, `incident`: paths such as
    `unmapped.person_ref` or `resources[0].data.person`) or are found by a pattern in the record,
    the query and the address of the request; query and address are not kept. A message's
    direction follows the force's `domains`; one marked inbound that claims a force sender is
    passed over, because its sender is forged. Failed events, internal messages and all other
    classes are passed over.

    Unreliable: producers fill the same field differently; look at some events before choosing
    `login` and `record`. Of an event with several resources the first is taken. Without
    `metadata.uid` the access is known by a digest of the whole event, so that the same event
    written twice in different order is two.
    """

    id = "ocsf"
    version = 1
    title = "OCSF events"
    fills = (Accesses, Contacts)
    passed_over = "another class or activity, failed, or a message that stays inside"
    options: ClassVar[Mapping[str, str]] = {
        "format": '"jsonl" (one event a line, the default) or "array".',
        "system": "The system's name; without it the product's.",
        "login": "Path of the login.",
        "record": "Path of the record's reference.",
        "person": "Path of the person's reference.",
        "incident": "Path of the incident's reference.",
        "reason": "Path of the reason that was given.",
        "person_pattern": "Regular expression whose group finds a person in record, query or URL.",
        "incident_pattern": "Regular expression whose group finds an incident there.",
        "record_kind": "Kind of record, where it is not a person's or an incident's.",
        "actions": f'Activity names or API operations to actions, or "{PASSED_OVER}".',
        "domains": "The force's mail domains; without them no contacts are taken.",
        "force_networks": "The force's networks (CIDR); without them `remote` is unknown.",
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        given = Settings(self.id, self.options, self.settings)
        self.reading = READINGS[given.word("format", tuple(READINGS), "jsonl")]
        self.system = given.text("system")
        self.paths = {
            name: given.path(name) for name in ("login", "record", "person", "incident", "reason")
        }
        self.person_pattern = given.pattern("person_pattern")
        self.incident_pattern = given.pattern("incident_pattern")
        self.kind = given.word("record_kind", RECORD_KINDS, "")
        self.actions = given.words_for("actions", ACTIONS, PASSED_OVER)
        self.domains = given.domains("domains")
        self.networks = given.networks("force_networks")
        given.done()

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """Raw rows (`document`: one event) to accesses and, with domains, contacts."""
        fields = dict(FIELDS)
        fields |= {name: (json_path(path),) for name, path in self.paths.items() if path}
        events = with_fields(raw, raw.document, fields)
        class_uid = _whole(events.class_uid)
        type_uid = ibis.coalesce(
            _whole(events.type_uid), class_uid * 100 + _whole(events.activity).fill_null(0)
        )
        events = events.mutate(
            type_uid=type_uid.cast("string"),
            class_uid=ibis.coalesce(class_uid, type_uid // 100),
            at=moment_of(events.given),
            at_given=ibis.coalesce(events.broken, events.given),
        )
        done = (events.status != FAILURE).fill_null(True)
        events = events.filter(events.broken.notnull() | done)
        shaped: dict[type[Table], ir.Table] = {Accesses: self._accesses(events)}
        if self.domains:
            shaped[Contacts] = self._contacts(events)
        return shaped

    def _accesses(self, events: ir.Table) -> ir.Table:
        """Datastore and API activities that use a record, and rows that are no JSON."""

        def own(name: str, pattern: str = "") -> ir.Value:
            at_path = events[name] if self.paths[name] else ibis.null("string")
            return ibis.coalesce(at_path, found_by(pattern, searched))

        searched = (
            events.record.fill_null("")
            + "\n"
            + events.query.fill_null("")
            + "\n"
            + events.url.fill_null("")
        )
        named = ibis.coalesce(
            *(_listed(word, self.actions) for word in (events.activity_name, events.operation))
        )
        action = ibis.coalesce(named, action_for(events.type_uid, ACTIVITIES)).nullif(PASSED_OVER)
        used = events.mutate(
            action=ibis.ifelse(events.class_uid.isin((DATASTORE, API)), action, None),
            person=own("person", self.person_pattern),
            incident=own("incident", self.incident_pattern),
            reason=own("reason"),
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
            access=ibis.coalesce(used.uid, md5(used.document)),
            system=ibis.literal(self.system) if self.system else used["product"],
            record_kind=record_kind(used.person, used.incident, self.kind),
            remote=remote(used.address, self.networks),
        )

    def _contacts(self, events: ir.Table) -> ir.Table:
        """Mail between a force mailbox and an address outside."""
        sent = events.filter(
            events.class_uid == EMAIL,
            events.type_uid.isin(MESSAGES),
            (events.direction_id != INTERNAL).fill_null(True),
        )
        sent = sent.mutate(
            message=ibis.coalesce(sent.message_uid, sent.uid, md5(sent.document)),
            sender=addresses(sent.sender),
            recipients=addresses(sent.to, sent.copied, sent.hidden),
            channel=ibis.literal("email"),
        )
        across = across_the_border(sent, self.domains)
        contrary = ibis.ifelse(across.direction == "out", INBOUND, OUTBOUND)
        across = across.filter((across.direction_id != contrary).fill_null(True))
        return across.select(
            "line", "at", "at_given", "contact", "device", "other", "direction", "channel"
        )


def _listed(word: ir.Value, actions: dict[str, str]) -> ir.Value:
    """What the feed's own `actions` say of a word, "none" included; null where nothing."""
    return word.lower().cases(*actions.items()) if actions else ibis.null("string")


def _whole(text: ir.Value) -> ir.Value:
    """A class, activity or type as a number; null for anything that cannot be one."""
    return text.try_cast("int32").cast("int64")
