"""What British operators call the columns of an itemised bill, and the kinds of things billed.

A habit is one operator's or reseller's way of laying a bill out. Names match whatever their
capitals, blanks and punctuation. To read a bill that has no habit here, name its columns in the
feed: `columns = { number = "CLI", other = "Dialled", … }`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from custodes.sources.reading.header import folded


@dataclass(frozen=True)
class Habit:
    """One way of laying out a bill. `at` is one column, or a date and a time; where `direction` is
    missing every row was made, and where `kind` is missing it was a call. `swaps`: a call received
    has the force's number as the one called."""

    number: str
    at: tuple[str, ...]
    other: str
    seconds: str = ""
    kind: str = ""
    direction: str = ""
    destination: str = ""
    swaps: bool = False

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
    "user": Habit(
        number="User Number",
        at=("Date and Time",),
        other="Other Number",
        seconds="Duration (seconds)",
        kind="Call Type",
        direction="Direction",
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
        swaps=True,
    ),
}
"""By name. `statement`, `account` and `user`: monthly statements of mobile operators;
`installation`: a fixed line's call file; `usage`: managed-service reports; `wholesale`: files of
resellers on the model of the industry's call record standard; `switch`: a telephone exchange's own
call records, which have the caller first."""

NOT_A_CONTACT = (
    r"(?i)^[dg]$|\b(data|gprs|internet|wap|broadband|premium|subscription|charges?|rental|directory"
    r"|voice-?mail|credit|discount)\b"
)
"""Types and destinations that are nobody in particular: data (D, G), premium services, charges,
directory enquiries, one's own voicemail."""

TEXT = r"(?i)^[sm]$|\b(sms|mms|e?ms|texts?|picture|messages?|messaging)\b"
CALL = r"(?i)^v$|\b(voice|calls?|telephony|landline|mobile|local|national|international|fixed)\b"
"""What a bill's type of row means, tried in this order after NOT_A_CONTACT. A type that none of
them knows is refused, so that a new word is seen and named in `kinds`."""

INWARD = r"(?i)^(i|mt)$|^(in|in-?coming|in-?bound|received|terminat\w+)\b"
OUTWARD = r"(?i)^(o|mo)$|^(out|out-?going|out-?bound|made|sent|dialled|originat\w+)\b"
INWARD_KIND = r"(?i)\b(incoming|inbound|received)\b"
"""A bill without a column of direction may still say in the type that a call was received."""

DATES = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y",
         "%d %B %Y", "%a %d %b %Y", "%d%m%Y")  # fmt: skip
TIMES = ("%H:%M:%S", "%H:%M", "%H.%M", "%H%M%S", "%I:%M:%S %p", "%I:%M %p", "%I:%M%p")
"""British bills give the day first. A bill with another order wants `time_formats`."""

FORMATS = ("iso", *(f"{date} {time}" for date in DATES for time in TIMES))


def layout_of(columns: Sequence[str]) -> str | None:
    """The name of the habit that a header has all the needed columns of, or None."""
    there = {folded(name) for name in columns}
    fitting = (name for name, h in HABITS.items() if {folded(n) for n in h.needs()} <= there)
    return next(fitting, None)
