"""What British operators call the columns of an itemised bill, and the kinds of things billed.

A habit is one operator's or reseller's way of laying a bill out. Names match whatever their
capitals, blanks and punctuation. To read a bill that has no habit here, name its columns in the
feed: `columns = { number = "CLI", other = "Dialled", … }`.
"""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Habit:
    """One way of laying out a bill. `at` is one column or a date and a time; `direction` and
    `kind` may be missing: every row is then a call made."""

    number: str
    at: tuple[str, ...]
    other: str
    seconds: str = ""
    kind: str = ""
    direction: str = ""
    destination: str = ""
    also: tuple[str, ...] = field(default=())

    def needs(self) -> tuple[str, ...]:
        """The columns without which a bill is not of this habit."""
        return (self.number, *self.at, self.other)

    def columns(self) -> tuple[str, ...]:
        """Every column it reads."""
        rest = (self.seconds, self.kind, self.direction, self.destination)
        return (*self.needs(), *(name for name in rest if name))


HABITS: dict[str, Habit] = {
    "statement": Habit(
        number="Phone Number",
        at=("Call Date", "Call Time"),
        other="Number Called",
        seconds="Duration (hh:mm:ss)",
        kind="Type",
        destination="Destination",
    ),
    "installation": Habit(
        number="Installation No",
        at=("Date", "Time"),
        other="Called No",
        seconds="Duration",
        kind="Charge Code",
        destination="Destination",
    ),
    "account": Habit(
        number="Mobile Number",
        at=("Date and Time",),
        other="Number Dialled",
        seconds="Duration (secs)",
        kind="Call Type",
        direction="Direction",
        destination="Description",
    ),
    "usage": Habit(
        number="Subscriber Number",
        at=("Usage Date",),
        other="Other Party",
        seconds="Length",
        kind="Usage Type",
        direction="Incoming/Outgoing",
        destination="Usage Description",
    ),
    "wholesale": Habit(
        number="Customer Identifier",
        at=("Call Date", "Call Time"),
        other="Telephone Number Dialled",
        seconds="Duration",
        kind="Call Type",
        destination="Description",
    ),
    "switch": Habit(
        number="Calling Number",
        at=("Start Time",),
        other="Called Number",
        seconds="Duration",
        kind="Service",
        direction="Direction",
    ),
}
"""By name. `statement` and `account`: monthly statements of mobile operators; `installation`: a
fixed line's call file; `usage`: managed-service reports; `wholesale`: resellers' files on the
model of the industry's call record standard; `switch`: a telephone exchange's own call records,
whose calls received have the force's number as the one called."""

CHANNELS: dict[str, tuple[str, ...]] = {
    "call": ("voice", "call", "calls", "voicecall", "telephony", "landline", "mobile", "local",
             "national", "v"),
    "text": ("sms", "text", "texts", "textmessage", "mms", "picturemessage", "multimedia", "s", "m",
             "smsmms"),
}  # fmt: skip
"""What a bill's type of row means, in small letters without blanks. A type that is not here and
is not passed over is refused, so that a new word is seen."""

NOT_A_CONTACT = r"(?i)\b(data|gprs|internet|wap|wi-?fi|broadband|premium|international|subscription|charge|charges|rental|directory|voicemail|credit|discount|service)\b"  # noqa: E501
"""Types and destinations that are not somebody in particular: data, premium services, calls
abroad billed as such, charges, one's own voicemail."""

INWARD = ("in", "incoming", "inbound", "received", "mt", "terminating", "i", "from")
OUTWARD = ("out", "outgoing", "outbound", "made", "dialled", "mo", "originating", "sent", "o", "to")

DATES = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y",
         "%d %B %Y", "%a %d %b %Y", "%d%m%Y")  # fmt: skip
TIMES = ("%H:%M:%S", "%H:%M", "%H.%M", "%H%M%S", "%I:%M:%S %p", "%I:%M %p", "%I:%M%p")
"""British bills give the day first. A bill with another order wants `time_formats`."""

FORMATS = ("iso", *(f"{date} {time}" for date in DATES for time in TIMES))


def folded(word: str) -> str:
    """A word as CHANNELS writes it: small letters, no blanks or punctuation."""
    return re.sub(r"[\W_]+", "", word.casefold())
