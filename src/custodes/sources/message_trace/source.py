"""Exchange message trace to contacts: who outside the force a mailbox wrote to, or heard from."""

from collections.abc import Mapping
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from custodes.schema import Contacts, Table
from custodes.sources.base import Delimited, Source
from custodes.sources.delimiters import delimiter_in
from custodes.sources.expressions import tidy
from custodes.sources.header_names import first_filled
from custodes.sources.mail import across_the_border, addresses
from custodes.sources.settings import Settings
from custodes.sources.written_times import mistaken_format, moment_in
from custodes.vocabulary.errors import shown

COLUMNS: dict[str, tuple[str, ...]] = {
    "at": (
        "Received", "Date", "origin_timestamp_utc", "origin_timestamp", "date_time",
        "Received Date Time", "Received (UTC)", "Date (UTC)",
    ),
    "sender": ("Sender Address", "Sender"),
    "recipients": ("Recipient Address", "Recipient", "Recipients", "recipient_status"),
    "status": ("Status", "Delivery Status"),
    "message": ("Message Id", "Internet Message Id", "Network Message Id", "Message Trace Id"),
}  # fmt: skip
"""What each part is called by the admin centre, PowerShell, Graph and the downloadable reports;
any capitals, with or without blanks."""

NOT_DELIVERED = ("failed", "quarantined", "expanded", "resolved")
"""States that reach nobody themselves: a list that was expanded or an alias that was resolved has
rows of its own for the mailboxes behind it."""

NOT_DELIVERED_TO = r"(?i)##.*(fail|quarantin|expand|resolve)"
"""The same in a report that writes `jo@example.org##Receive, Fail` for each recipient."""

ISO = ("iso",)
TWELVE_HOUR = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p")
DAY_FIRST = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M")
NO_SENDER = "<>"
"""What a notice of non-delivery gives as its sender."""


class MessageTrace(Source):
    """Exchange message trace: mail between a force mailbox and an address outside.

    Where to export it: Exchange admin centre, *Mail flow*, *Message trace*, *Export* (summary,
    enhanced summary or extended report); `Get-MessageTraceV2 | Export-Csv`; an Exchange server's
    tracking log with the same columns. UTF-16 reports want `encoding = "utf-16"`.

    A sender in one of `domains` makes an outward contact, its device the sender's mailbox; a
    recipient there makes an inward one, its device the recipient's. Each address outside is one
    contact, so that a mail to three people is three; the same message in two exports is one.
    Passed over: mail between force mailboxes, mail that touches none, what failed or was
    quarantined, and the rows of lists and aliases, whose mailboxes have rows of their own.

    The subject, the size and the address of the machine are never read: content is off.

    Times are UTC: ISO 8601, or `3/31/2026 9:05:00 AM` (a clock of twelve hours is read month
    first), or `31/03/2026 09:05:00` (one of twenty-four, day first); `time_formats` overrides.

    Unreliable: a forwarded or shared mailbox names nobody at the keyboard; mail from a newsletter
    or another force is a contact like any other until an exclusion or a purpose says otherwise;
    delivery to the junk folder counts, since it can be read there.
    """

    id = "message_trace"
    version = 1
    title = "Exchange message trace"
    fills = (Contacts,)
    maybe = tuple(name for names in COLUMNS.values() for name in names)
    passed_over = "between force mailboxes, not of the force, or not delivered"
    options: ClassVar[Mapping[str, str]] = {
        "domains": "The force's mail domains, such as northshire.police.uk. Required.",
        "time_formats": "strptime formats of the time column, in place of those above.",
        "encoding": 'The encoding of the file; "utf-8" unless set.',
        "delimiter": "The character between columns; as found unless set.",
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        told = Settings(self.id, {**self.options, "system": ""}, self.settings)
        self.domains = told.domains("domains")
        if not self.domains and "domains" not in self.settings:
            told.mistake('needs `domains`, such as domains = ["northshire.police.uk"]')
        self.time_formats = told.texts("time_formats")
        for spelled in self.time_formats:
            if clause := mistaken_format(spelled):
                told.mistake(f"cannot use {shown(spelled)} in `time_formats`: it {clause}")
        self.reading = Delimited(
            delimiter=delimiter_in(told),
            encoding=told.text("encoding", "utf-8"),
            any_spelling=True,
        )
        told.done()

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """Messages across the border; a row without a time, a sender or a reference is refused."""
        read = raw.select(
            "line", **{part: first_filled(raw, names) for part, names in COLUMNS.items()}
        )
        read = read.filter(~read.status.fill_null("").lower().isin(NOT_DELIVERED))
        mail = read.mutate(
            at_given=ibis.coalesce(read.at, ibis.literal(_none_of("at"))),
            at=self._moment(read.at),
            sender=addresses(read.sender),
            recipients=addresses(
                read.recipients.split(";")
                .filter(lambda to: ~to.re_search(NOT_DELIVERED_TO))
                .join(" ; ")
            ),
            message=read.message.re_replace(r"^<+|>+$", "").nullif(""),
            unsent=read.sender == NO_SENDER,
            asked=read.recipients,
        )
        incomplete = (
            (mail.sender.length() == 0) & ~mail.unsent.fill_null(False)
        ) | mail.message.isnull() | mail.asked.isnull()  # fmt: skip
        mail = mail.mutate(incomplete=incomplete)
        met = across_the_border(mail.filter(~mail.incomplete), self.domains)
        columns = ("line", "at", "at_given", "contact", "device", "other", "direction")
        taken = met.select(*columns).mutate(channel=ibis.literal("email"))
        broken = mail.filter(mail.incomplete).select("line", "message", "sender", "asked")
        nothing = {column: ibis.null("string") for column in columns[3:]}
        refused = broken.select(
            "line",
            at=ibis.null("timestamp"),
            at_given=ibis.cases(
                (broken.message.isnull(), _none_of("message")),
                (broken.asked.isnull(), _none_of("recipients")),
                else_=_none_of("sender"),
            ),
            **nothing,
            channel=ibis.null("string"),
        )
        return {Contacts: taken.union(refused)}

    def _moment(self, given: ir.Value) -> ir.Value:
        if self.time_formats:
            return moment_in(tidy(given), self.time_formats, "UTC")
        return ibis.ifelse(
            given.re_search(r"(?i)[ap]m$"),
            moment_in(given, TWELVE_HOUR, "UTC"),
            moment_in(given, (*ISO, *DAY_FIRST), "UTC"),
        )


def _none_of(part: str) -> str:
    return f"nothing in a column for the {part} ({', '.join(COLUMNS[part])})"
