"""FHIR AuditEvents, R4 and R5, to accesses."""

from collections.abc import Mapping
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from custodes.schema import Accesses, Table
from custodes.sources.base import JsonDocument, JsonLines, Reading, Source
from custodes.sources.expressions import field
from custodes.sources.fhir_audit.actions import (
    ACTIONS_BY_CODE,
    ACTIONS_BY_LETTER,
    FAILURES,
    PATIENT_ROLE,
)
from custodes.sources.json_rows import elements_at, md5, with_fields
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
    "bundle": JsonDocument(("entry",)),
    "events": JsonDocument(),
    "jsonl": JsonLines(),
}

FIELDS: dict[str, tuple[str, ...]] = {
    "kind": ("resourceType",),
    "id": ("id",),
    "recorded": ("recorded",),
    "occurred": ("occurredDateTime", "occurredPeriod.start", "period.start"),
    "letter": ("action",),
    "subtype": (
        "subtype[0].code",
        "code.coding[0].code",
        "subtype[1].code",
        "code.coding[1].code",
    ),
    "type": ("type.code", "category[0].coding[0].code"),
    "outcome": ("outcome.code.code", "outcome"),
    "patient": ("patient.identifier.value", "patient.reference"),
    "encounter": ("encounter.identifier.value", "encounter.reference"),
    "observer": ("source.site", "source.observer.display", "source.observer.identifier.value"),
    "reason": (
        "purposeOfEvent[0].text",
        "purposeOfEvent[0].coding[0].display",
        "purposeOfEvent[0].coding[0].code",
        "authorization[0].text",
        "authorization[0].coding[0].display",
        "authorization[0].coding[0].code",
    ),
}
"""Field to the paths it is read from, R4's and R5's; they stand under `resource` in a bundle."""


VERSION = r"/_history/.*$"
"""The end of a reference to one version of a resource."""


class FhirAudit(Source):
    """AuditEvents of a FHIR server or an IHE BALP repository, R4 and R5: who looked at whose
    record.

    Where to export it: a search for AuditEvent saved as it is answered, one Bundle a file or one
    a line (`format = "bundle"`); single events or an array of them (`"events"`); bulk data, one
    event a line (`"jsonl"`).

    The login is the agent that asked (`requestor`): its identifier, `altId`, reference or name.
    The person is the patient (the entity with the patient's role, or one that refers to a
    Patient; R5's `patient`), without `Patient/`; an event about three patients is three accesses.
    The record is the first other entity that refers to something; what was searched for is not
    kept. The action follows the event's code, then its letter. Passed over: other resources in
    the bundle, events that no person asked for, patients who look at their own record, and what
    failed.

    Unreliable: many servers write the client program as the requestor, and the person only in a
    second agent. `purposeOfEvent` mostly holds one fixed code. `recorded` may be later than the
    look itself where a device was off line; `occurred`, `period` count before it.
    """

    id = "fhir_audit"
    version = 1
    title = "FHIR AuditEvents"
    fills = (Accesses,)
    passed_over = "not an AuditEvent, not asked for by a person, or failed"
    options: ClassVar[Mapping[str, str]] = {
        "format": '"bundle" (the default), "events" or "jsonl".',
        "system": "The system's name; without it the event's source.",
        "incident_pattern": "Regular expression whose group finds an incident in the references.",
        "record_kind": "Kind of record, where it is not a person's or an incident's.",
        "actions": f'Codes of the event to actions, or "{PASSED_OVER}".',
        "force_networks": "The force's networks (CIDR); without them `remote` is unknown.",
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        given = Settings(self.id, self.options, self.settings)
        self.reading = READINGS[given.word("format", tuple(READINGS), "bundle")]
        self.system = given.text("system")
        self.incident_pattern = given.pattern("incident_pattern")
        self.kind = given.word("record_kind", RECORD_KINDS, "")
        self.actions = ACTIONS_BY_CODE | given.words_for("actions", ACTIONS, PASSED_OVER)
        self.networks = given.networks("force_networks")
        given.done()

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """Raw rows (`document`: a bundle's entry or an event) to accesses."""
        fields = {
            name: tuple(f"$.{root}{path}" for path in paths for root in ("resource.", ""))
            for name, paths in FIELDS.items()
        }
        events = with_fields(raw, raw.document, fields)
        events = events.filter(events.broken.notnull() | (events.kind == "AuditEvent"))
        agents, entities = (_elements(events, name) for name in ("agent", "entity"))
        who = _requestor(agents)
        events = events.mutate(
            action=self._action(events),
            login=_login(who),
            address=ibis.coalesce(field(who, "network.address"), field(who, "networkString")),
            patients=_patients(entities, events.patient),
            record=ibis.coalesce(_record(entities), events.encounter),
            has_agents=agents.length() > 0,
            nobody=who.isnull() | _is_patient(field(who, "who.reference")),
            references=entities.map(_what).filter(lambda r: r.notnull()).join("\n"),
        )
        failed = events.outcome.lower().isin(FAILURES).fill_null(False)
        nobody = events.has_agents & events.nobody
        events = events.filter(
            events.broken.notnull()
            | (~failed & ~nobody.fill_null(False) & (events.action != PASSED_OVER).fill_null(True))
        )
        return {Accesses: self._accesses(events)}

    def _action(self, events: ir.Table) -> ir.Value:
        """By the more exact code, then the type's, then the letter; "none" to pass over."""
        codes = (events.subtype, events.type)
        by_code = [code.lower().cases(*self.actions.items()) for code in codes]
        return ibis.coalesce(*by_code, events.letter.lower().cases(*ACTIONS_BY_LETTER.items()))

    def _accesses(self, events: ir.Table) -> ir.Table:
        """One row for each patient of an event, or one where it names none."""
        several = events.patients.length() > 1
        nobody = ibis.array([ibis.null("string")])
        each = events.mutate(
            several=several,
            person=ibis.ifelse(events.patients.length() > 0, events.patients, nobody),
        ).unnest("person")
        incident = found_by(
            self.incident_pattern,
            each.references.fill_null("") + "\n" + each.encounter.fill_null(""),
        )
        reference = ibis.coalesce(each.id, md5(each.document))
        occurred = moment_of(each.occurred)
        return each.select(
            "line",
            "login",
            "action",
            "record",
            "person",
            "reason",
            at=ibis.coalesce(occurred, moment_of(each.recorded)),
            at_given=ibis.coalesce(each.broken, each.recorded, each.occurred),
            access=ibis.ifelse(each.several, reference + "/" + each.person, reference),
            system=ibis.literal(self.system) if self.system else each.observer,
            record_kind=record_kind(each.person, incident, self.kind),
            incident=incident,
            remote=remote(each.address, self.networks),
        )


def _elements(events: ir.Table, name: str) -> ir.Value:
    """The members of an event's array, each as JSON, whether or not a bundle's entry wraps it."""
    document = ibis.ifelse(events.broken.isnull(), events.document, ibis.null("string"))
    wrapped = elements_at(document, ibis.literal(f"$.resource.{name}[*]"))
    bare = elements_at(document, ibis.literal(f"$.{name}[*]"))
    return ibis.ifelse(wrapped.length() > 0, wrapped, bare)


def _requestor(agents: ir.Value) -> ir.Value:
    """The agent that asked, as JSON; where several did, the first who is a person by reference."""
    asked = agents.filter(lambda a: field(a, "requestor") == "true")
    people = asked.filter(
        lambda a: field(a, "who.reference").re_search(r"(^|/)(Practitioner|Person|Patient)")
    )
    return ibis.coalesce(people[0], asked[0])


def _login(agent: ir.Value) -> ir.Value:
    """How an agent is known: identifier, `altId`, reference, name, in that order."""
    return ibis.coalesce(
        field(agent, "who.identifier.value"),
        field(agent, "altId"),
        _id_of(field(agent, "who.reference")),
        field(agent, "name"),
        field(agent, "who.display"),
    )


def _what(entity: ir.Value) -> ir.Value:
    """What an entity refers to, by reference (of any version) or identifier."""
    reference = field(entity, "what.reference").re_replace(VERSION, "")
    return ibis.coalesce(reference, field(entity, "what.identifier.value"))


def _is_patient(reference: ir.Value) -> ir.Value:
    """Whether a reference is to a Patient."""
    return reference.re_search(r"(^|/)Patient/").fill_null(False)


def _is_patient_entity(entity: ir.Value) -> ir.Value:
    """Whether an entity is the patient: by role (R4, R5), type or reference."""
    role = ibis.coalesce(field(entity, "role.code"), field(entity, "$.role.coding[0].code"))
    return (
        (role == PATIENT_ROLE).fill_null(False)
        | (field(entity, "what.type") == "Patient").fill_null(False)
        | _is_patient(field(entity, "what.reference"))
    )


def _patients(entities: ir.Value, named: ir.Value) -> ir.Value:
    """The patients' references, each once, in order; R5's own field where no entity has one."""
    found = (
        entities.filter(lambda e: _is_patient_entity(e))
        .map(
            lambda e: ibis.coalesce(
                field(e, "what.identifier.value"), _id_of(field(e, "what.reference"))
            )
        )
        .filter(lambda p: p.notnull())
        .unique()
        .sort()
    )
    own = ibis.ifelse(named.notnull(), ibis.array([_id_of(named)]), None)
    return ibis.ifelse(found.length() > 0, found, own)


def _record(entities: ir.Value) -> ir.Value:
    """The first entity that is not the patient and refers to something."""
    others = entities.filter(lambda e: ~_is_patient_entity(e)).map(_what)
    return others.filter(lambda r: r.notnull())[0]


def _id_of(reference: ir.Value) -> ir.Value:
    """`https://server/Patient/123/_history/2` as `123`; other text as it is."""
    bare = reference.re_replace(VERSION, "").re_replace(r"^urn:(uuid|oid):", "")
    return bare.re_replace(r"^.*/", "").nullif("")
