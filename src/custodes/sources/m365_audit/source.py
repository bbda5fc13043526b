"""Microsoft 365 unified audit log to accesses and contacts."""

from collections.abc import Mapping
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from custodes.schema import Accesses, Contacts, Table
from custodes.sources.base import Delimited, JsonDocument, JsonLines, Reading, Source
from custodes.sources.expressions import tidy
from custodes.sources.json_rows import md5, with_fields
from custodes.sources.m365_audit.operations import (
    CONTACTS,
    FAILED,
    IN_A_MAILBOX,
    NOT_PEOPLE,
    OPERATIONS,
)
from custodes.sources.mail import across_the_border, addresses
from custodes.sources.moments import moment_of
from custodes.sources.networks import remote
from custodes.sources.references import (
    ACTIONS,
    PASSED_OVER,
    RECORD_KINDS,
    action_for,
    found_by,
    record_kind,
)
from custodes.sources.settings import Settings

READINGS: dict[str, Reading] = {"csv": Delimited(), "jsonl": JsonLines(), "array": JsonDocument()}

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("$.Id",),
    "created": ("$.CreationTime",),
    "operation": ("$.Operation",),
    "user": ("$.UserId",),
    "user_type": ("$.UserType",),
    "workload": ("$.Workload",),
    "result": ("$.ResultStatus",),
    "object": ("$.ObjectId",),
    "site": ("$.SiteUrl",),
    "folder": ("$.SourceRelativeUrl",),
    "file": ("$.SourceFileName",),
    "query": ("$.QueryText", "$.SearchQueryText"),
    "owner": ("$.MailboxOwnerUPN",),
    "address": ("$.ClientIP", "$.ClientIPAddress", "$.ActorIpAddress"),
    "machine": ("$.DeviceName", "$.MachineId"),
    "to": ("$.Recipients", "$.Item.Recipients", "$.To"),
    "copied": ("$.Cc", "$.CC"),
    "hidden": ("$.Bcc", "$.BCC"),
    "members": ("$.Members",),
}


class M365Audit(Source):
    """The unified audit log of Microsoft 365: who opened, downloaded, changed or searched for
    files in SharePoint and OneDrive, who opened another's mailbox, and whom outside the force a
    message went to.

    Where to export it: Purview portal, *Audit*, a search, *Export* (`format = "csv"`; also what
    `Search-UnifiedAuditLog | Export-Csv` writes); the records alone one a line (`"jsonl"`); the
    Management Activity API's answers (`"array"`).

    An access is one operation on one object. Its login is the user name in small letters, its
    record the object's address; the person and the incident are what `person_pattern` and
    `incident_pattern` find in that address, or in the words of a search, which are not kept.
    Passed over: sign-ins, sharing and administration; what an application, a service or Microsoft
    itself did; one's own mailbox; what failed; a search that names nothing.

    Unreliable: `FileAccessed` is written once in five minutes for the same user and file, and
    also when a program, not a person, opens a file (previews, sync); mailbox reads are bundled in
    two-minute groups. Rows come up to a day late. A cell that Excel has cut at 32,767 characters
    is no longer JSON and is refused: export without opening it. `Send` names no recipients in
    most tenants and `MessageSent` only domains; where no address is written there is no contact,
    so read the message trace for mail. Of Teams, mostly `ChatCreated` names who is in the chat.
    """

    id = "m365_audit"
    version = 1
    title = "Microsoft 365 unified audit log"
    fills = (Accesses, Contacts)
    needs: ClassVar[tuple[str, ...]] = ("AuditData",)
    maybe: ClassVar[tuple[str, ...]] = ("RecordId", "Identity", "CreationDate", "CreationTime")
    passed_over = "not a use of a record, nor a message across the force's border"
    options: ClassVar[Mapping[str, str]] = {
        "format": '"csv" (the portal\'s export, the default), "jsonl" or "array".',
        "system": "The system's name; without it the workload's (SharePoint, OneDrive, …).",
        "person_pattern": "Regular expression whose group finds a person, e.g. /nominal/(P\\d+)/.",
        "incident_pattern": "Regular expression whose group finds an incident.",
        "only": "Regular expression: only objects that match it are taken.",
        "record_kind": "Kind of record, where it is not a person's or an incident's by pattern.",
        "actions": f'Operations to other actions, or "{PASSED_OVER}" to pass over.',
        "domains": "The force's mail domains; without them no contacts are taken.",
        "force_networks": "The force's networks (CIDR); without them `remote` is unknown.",
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        given = Settings(self.id, self.options, self.settings)
        self.format = given.word("format", tuple(READINGS), "csv")
        self.system = given.text("system")
        self.person_pattern = given.pattern("person_pattern")
        self.incident_pattern = given.pattern("incident_pattern")
        self.only = given.pattern("only", groups=0)
        self.kind = given.word("record_kind", RECORD_KINDS, "")
        self.actions = {op.lower(): action for op, action in OPERATIONS.items()}
        self.actions |= given.words_for("actions", ACTIONS, PASSED_OVER)
        self.domains = given.domains("domains")
        self.networks = given.networks("force_networks")
        given.done()
        self.reading = READINGS[self.format]
        if self.format != "csv":
            self.needs = self.maybe = ()  # type: ignore[misc]

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """Raw rows (with `AuditData`, or `document`) to accesses and, with domains, contacts."""
        entries = self._entries(raw)
        shaped: dict[type[Table], ir.Table] = {Accesses: self._accesses(entries)}
        if self.domains:
            shaped[Contacts] = self._contacts(entries)
        return shaped

    def _entries(self, raw: ir.Table) -> ir.Table:
        """What people did: each row's fields, its time, login and reference."""
        csv = self.format == "csv"
        document = raw.AuditData if csv else raw.document
        fields = with_fields(raw, document, FIELDS)
        given, reference = fields.created, fields.id
        if csv:
            given = ibis.coalesce(given, tidy(fields.CreationTime), tidy(fields.CreationDate))
            reference = ibis.coalesce(reference, tidy(fields.RecordId), tidy(fields.Identity))
        login = fields.user.lower().split("|")
        entries = fields.mutate(
            at=ibis.ifelse(
                fields.broken.isnull(), moment_of(given, without_zone_is_utc=True), ibis.null()
            ),
            at_given=ibis.coalesce(fields.broken, given),
            reference=ibis.coalesce(reference, md5(document)),
            login=login[login.length() - 1],
            operation=fields.operation.lower(),
        )
        machine = (
            entries.user_type.isin(NOT_PEOPLE)
            | entries.login.isin(("app@sharepoint", "s-1-5-18"))
            | entries.login.startswith("sharepoint\\")
        )
        failed = entries.result.lower().isin(FAILED)
        return entries.filter(
            entries.broken.notnull() | ~(machine.fill_null(False) | failed.fill_null(False))
        )

    def _accesses(self, entries: ir.Table) -> ir.Table:
        """Operations that use a record, and the rows that are no JSON, to be refused."""
        in_mailbox = entries.operation.isin([name.lower() for name in IN_A_MAILBOX])
        file = entries.site + entries.folder.fill_null("") + "/" + entries.file
        mailbox = ibis.ifelse(in_mailbox, "mailbox " + entries.owner.lower(), ibis.null("string"))
        record = ibis.coalesce(mailbox, entries.object, file, entries.site)
        searched = record.fill_null("") + "\n" + entries.query.fill_null("")
        used = entries.mutate(
            action=action_for(entries.operation, self.actions),
            record=record,
            person=found_by(self.person_pattern, searched),
            incident=found_by(self.incident_pattern, searched),
        )
        own = in_mailbox & (entries.owner.lower() == entries.login)
        nothing = (
            (used.action == "search")
            & used.record.isnull()
            & used.person.isnull()
            & used.incident.isnull()
        )
        taken = used.action.notnull() & ~own.fill_null(False) & ~nothing
        if self.only:
            taken = taken & used.record.re_search(self.only).fill_null(False)
        used = used.filter(used.broken.notnull() | taken)
        return used.select(
            "line",
            "at",
            "at_given",
            "login",
            "action",
            "record",
            "person",
            "incident",
            access=used.reference,
            system=ibis.literal(self.system) if self.system else used.workload,
            record_kind=record_kind(used.person, used.incident, self.kind),
            terminal=used.machine,
            remote=remote(used.address, self.networks),
        )

    def _contacts(self, entries: ir.Table) -> ir.Table:
        """Messages that name an address outside the force."""
        channels = {name.lower(): channel for name, channel in CONTACTS.items()}
        sent = entries.mutate(
            channel=action_for(entries.operation, channels),
            sender=addresses(entries.login),
            recipients=addresses(entries.to, entries.copied, entries.hidden, entries.members),
            message=entries.reference,
        )
        sent = sent.filter(sent.channel.notnull())
        across = across_the_border(sent, self.domains)
        return across.select(
            "line", "at", "at_given", "contact", "device", "other", "direction", "channel"
        )
