"""Itemised phone bills to contacts: whom a work phone rang or texted, and who rang it."""

from collections.abc import Mapping
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from custodes.schema import Contacts, Table
from custodes.sources.base import Delimited, Source, Workbook
from custodes.sources.delimiters import delimiter_in
from custodes.sources.durations import seconds_in
from custodes.sources.expressions import tidy
from custodes.sources.header_names import first_filled
from custodes.sources.json_rows import md5
from custodes.sources.phone_bill.habits import (
    CALL,
    FORMATS,
    HABITS,
    INWARD,
    INWARD_KIND,
    NOT_A_CONTACT,
    OUTWARD,
    TEXT,
    Habit,
)
from custodes.sources.phone_bill.numbers import one_form
from custodes.sources.settings import Settings
from custodes.sources.written_times import mistaken_format, moment_in
from custodes.vocabulary.errors import closest, shown

PARTS = ("number", "at", "other", "seconds", "kind", "direction", "destination")
CHANNELS = ("call", "text")
NEITHER = "none"


class PhoneBill(Source):
    """An itemised bill of work phones: calls and texts, by number, time and length.

    Where to export it: the operator's billing portal, as CSV or Excel, with every call itemised;
    free calls and texts within a bundle must be included, or most contacts are missing. Bills
    show what was made; calls received are there only where the operator adds them.

    The layouts of several operators are known and told apart by their columns, in any order and
    whatever their capitals and blanks: date and time in one column or two, length as `hh:mm:ss`,
    `mm:ss` or seconds, a direction or none (every row was then made). Another layout is read by
    naming its columns in `columns`. Rows for data, premium services, charges and the phone's own
    voicemail are passed over; a type of row that is not known is refused, so that it is seen.

    The device is the billed number itself, in international form; who holds it stands in
    `devices.number`. A contact's reference is made from the number, the other number, the time,
    direction, kind and length, so that a call itemised in two overlapping bills is one contact:
    two texts to one number in the same second (or minute, where the bill gives no seconds) are
    one too.

    Unreliable: times are the operator's, to the second or the minute, on a local clock; the hour
    that the autumn change repeats is read as its second passing. Long texts are billed as several.
    Messages over the internet (WhatsApp, Teams) never reach a bill.
    """

    id = "phone_bill"
    version = 1
    title = "Itemised phone bill"
    fills = (Contacts,)
    maybe = tuple(dict.fromkeys(name for h in HABITS.values() for name in h.columns()))
    passed_over = "data, a premium service, a charge or voicemail: no contact with anybody"
    options: ClassVar[Mapping[str, str]] = {
        "habit": f"Which layout it is, when it must not be told from the columns: "
        f"{', '.join(HABITS)}.",
        "columns": "The columns of a layout of its own: `number`, `at` (one, or a date and a "
        "time), `other`, and where there are such `seconds`, `kind`, `direction`, `destination`.",
        "number": "The billed number, for a bill that has no column for it.",
        "kinds": 'The operator\'s types of row, each "call", "text" or "none" (passed over).',
        "zone": "The clock of its times; Europe/London unless set.",
        "time_formats": "strptime formats of its times, in place of British day-first ones.",
        "format": '"delimited" unless "excel".',
        "sheet": "The sheet of a workbook; the first unless set.",
        "delimiter": "The character between columns; as found unless set.",
        "encoding": 'The encoding of the file; "utf-8" unless set.',
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        told = Settings(self.id, {**self.options, "system": ""}, self.settings)
        self.zone = told.zone("zone", "Europe/London")
        self.number = told.text("number")
        self.kinds = told.words_for("kinds", CHANNELS, NEITHER)
        self.time_formats = told.texts("time_formats") or FORMATS
        for spelled in self.time_formats:
            if clause := mistaken_format(spelled):
                told.mistake(f"cannot use {shown(spelled)} in `time_formats`: it {clause}")
        self.habits = tuple(HABITS.values())
        if "columns" in self.settings:
            self.habits = _own_habit(told, self.settings["columns"], bool(self.number))
        elif name := told.text("habit"):
            if name in HABITS:
                self.habits = (HABITS[name],)
            else:
                near = closest(name, list(HABITS)) or f"; it has {', '.join(HABITS)}"
                told.mistake(f"does not know the habit {shown(name)}{near}")
        if len(self.habits) == 1:
            [habit] = self.habits
            needs = tuple(n for n in habit.needs() if n and not (self.number and n == habit.number))
            rest = tuple(n for n in habit.columns() if n and n not in needs)
            vars(self).update(needs=needs, maybe=rest)
        if told.word("format", ("delimited", "excel"), "delimited") == "excel":
            self.reading = Workbook(sheet=told.text("sheet") or None, any_spelling=True)
        else:
            self.reading = Delimited(
                delimiter=delimiter_in(told),
                encoding=told.text("encoding", "utf-8"),
                any_spelling=True,
            )
        told.done()

    def shape(self, raw: ir.Table) -> Mapping[type[Table], ir.Table]:
        """A contact for each call and text; rows for anything else are left out."""
        bill = raw.select(
            "line",
            number=ibis.literal(self.number)
            if self.number
            else first_filled(raw, self._called("number")),
            at=self._time(raw),
            other=first_filled(raw, self._called("other")),
            seconds=first_filled(raw, self._called("seconds")),
            kind=first_filled(raw, self._called("kind")),
            direction=first_filled(raw, self._called("direction")),
            destination=first_filled(raw, self._called("destination")),
            swaps=first_filled(raw, [h.number for h in self.habits if h.swaps]).notnull(),
        )
        bill = bill.mutate(channel=self._channel(bill)).filter(lambda b: b.channel != NEITHER)
        direction = ibis.cases(
            (bill.direction.re_search(INWARD), "in"),
            (bill.direction.re_search(OUTWARD), "out"),
            (bill.direction.notnull(), bill.direction),
            (bill.kind.re_search(INWARD_KIND), "in"),
            else_="out",
        )
        received = bill.swaps & (direction == "in")
        named = bill.mutate(
            direction=direction,
            ours=ibis.ifelse(received, bill.other, bill.number),
            theirs=ibis.ifelse(received, bill.number, bill.other),
            moment=moment_in(bill.at, self.time_formats, self.zone),
            lasted=ibis.ifelse(bill.channel == "call", bill.seconds, ibis.null("string")),
        )
        timed = named.mutate(device=one_form(named.ours), length=seconds_in(named.lasted))
        itself = ibis.literal("|").join(
            [
                timed.device.fill_null(""),
                one_form(timed.theirs).fill_null(""),
                timed.moment.cast("string").fill_null(""),
                timed.direction,
                timed.channel,
                timed.length.cast("string").fill_null(""),
            ]
        )
        return {
            Contacts: timed.select(
                "line",
                contact=ibis.literal("bill-") + md5(itself),
                at=timed.moment,
                at_given=timed.at.fill_null(self._no_time()),
                device=timed.device,
                other=timed.theirs,
                direction=timed.direction,
                channel=timed.channel,
                seconds=timed.length,
                seconds_given=timed.lasted,
            )
        }

    def _called(self, part: str) -> list[str]:
        return [name for h in self.habits if (name := getattr(h, part))]

    def _time(self, raw: ir.Table) -> ir.Value:
        """The text of the time: one column's, or a date's and a time's with a blank between."""
        texts = []
        for columns in dict.fromkeys(sorted((h.at for h in self.habits), key=len)):
            there = [tidy(raw[name]) for name in columns if name in raw.columns]
            if len(there) == len(columns):
                texts.append(_day_and_clock(there[0], there[1]) if len(there) == 2 else there[0])
        return ibis.coalesce(*texts) if texts else ibis.null("string")

    def _no_time(self) -> str:
        columns = dict.fromkeys(" and ".join(h.at) for h in self.habits)
        return f"nothing in a column for the time ({', or '.join(columns)})"

    def _channel(self, bill: ir.Table) -> ir.Value:
        """What kind of contact a row is; an unknown type as it stands, to be refused."""
        own = [(bill.kind.lower() == theirs, ours) for theirs, ours in self.kinds.items()]
        return ibis.cases(
            *own,
            (bill.kind.re_search(NOT_A_CONTACT), NEITHER),
            (bill.destination.re_search(NOT_A_CONTACT), NEITHER),
            (bill.kind.re_search(TEXT), "text"),
            (bill.kind.re_search(CALL), "call"),
            (bill.kind.isnull(), "call"),
            else_=bill.kind,
        )


def _day_and_clock(day: ir.Value, clock: ir.Value) -> ir.Value:
    """A date and a time of day as one text, without what a spreadsheet adds to either."""
    return day.re_replace(r"[T ]00:00(:00)?(\.0+)?$", "") + " " + clock.re_replace(
        r"^\d{4}-\d{2}-\d{2}[T ]", ""
    )  # fmt: skip


def _own_habit(told: Settings, given: object, has_number: bool) -> tuple[Habit, ...]:
    """The habit that a feed declares in `columns`, its mistakes noted."""
    if not isinstance(given, Mapping):
        told.mistake('wants a table for `columns`, such as { number = "CLI", other = "Dialled" }')
        return ()
    for part in given:
        if part not in PARTS:
            near = closest(str(part), list(PARTS)) or f"; it has {', '.join(PARTS)}"
            told.mistake(f"has no {shown(part)} in `columns`{near}")
    at = given.get("at", ())
    at = (at,) if isinstance(at, str) else tuple(at) if isinstance(at, list | tuple) else ()
    if len(at) not in (1, 2) or not all(isinstance(name, str) and name for name in at):
        told.mistake('wants `at` in `columns`: one column, or two such as ["Date", "Time"]')
        at = ("",)
    named = {part: given.get(part, "") for part in PARTS if part != "at"}
    for part, name in named.items():
        if not isinstance(name, str):
            told.mistake(f"wants the name of one column for `{part}`, not {shown(name)}")
            named[part] = ""
    for part in ("number", "other"):
        if not named[part] and not (part == "number" and has_number):
            told.mistake(f"wants the column of the {part} in `columns`")
    return (Habit(at=at, **named),)
