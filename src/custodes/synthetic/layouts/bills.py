"""Two operators' itemised bills, with habits of their own, and the force's message trace."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custodes.synthetic.days import to_wall
from custodes.synthetic.layouts.delimited import write_delimited
from custodes.synthetic.layouts.feeds import Feed
from custodes.synthetic.layouts.labels import DOMAIN, digits, joined, picked
from custodes.synthetic.layouts.registers import uk_date_and_time, uk_time
from custodes.synthetic.layouts.tables import Tables
from custodes.synthetic.phone import CALL, EMAIL, OUT

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]

FEEDS: tuple[Feed, ...] = (
    Feed("bill-first", "phone_bill", "billing/first_*.csv", "mobile billing", "Head of ICT"),
    Feed("bill-second", "phone_bill", "billing/second_*.csv", "mobile billing", "Head of ICT"),
    Feed(
        "message-trace",
        "message_trace",
        "mail/trace_*.csv",
        "mail",
        "Head of ICT",
        settings={"domains": [DOMAIN]},
    ),
)


def write_bills(folder: Path, tables: Tables) -> dict[str, int]:
    """Write the bills and the traces under `folder`, one of each a month, with their rows."""
    rows = tables.force.contacts
    collar = tables.force.scene.force.collar[rows["staff"]]
    month = to_wall(rows["at"]).astype("datetime64[s]").astype("datetime64[M]")
    mail = rows["channel"] == EMAIL
    # The first operator's bills show only what a customer pays for: what went out.
    first = ~mail & (collar % 3 == 0) & (rows["direction"] == OUT)
    second = ~mail & (collar % 3 != 0)
    counts: dict[str, int] = {}
    for mine, where, write in (
        (first, "billing/first_{}.csv", _first),
        (second, "billing/second_{}.csv", _second),
        (mail, "mail/trace_{}.csv", _trace),
    ):
        for one in np.unique(month[mine]):
            path = folder / where.format(one)
            path.parent.mkdir(parents=True, exist_ok=True)
            which = np.flatnonzero(mine & (month == one))
            write(path, tables, which)
            counts[str(path.relative_to(folder))] = len(which)
    return counts


def alike(tables: Tables) -> list[tuple[str, str, int]]:
    """The rows of each bill that say the same as one before: a bill numbers nothing, so that two
    texts to one number in a second cannot be told apart, and one of them is passed over."""
    rows = tables.force.contacts
    collar = tables.force.scene.force.collar[rows["staff"]]
    month = to_wall(rows["at"]).astype("datetime64[s]").astype("datetime64[M]")
    billed = (rows["channel"] != EMAIL) & ((collar % 3 != 0) | (rows["direction"] == OUT))
    which = np.flatnonzero(billed)
    told = ("at", "staff", "other_kind", "other", "direction", "channel", "seconds")
    keys = np.stack([rows[name][which].astype(np.int64) for name in told])
    _, first = np.unique(keys, axis=1, return_index=True)
    again = np.delete(which, first)
    files = [f"billing/{'first' if collar[n] % 3 == 0 else 'second'}_{month[n]}.csv" for n in again]
    fault = "passed over: a row that the bill cannot tell from another"
    return [(name, fault, files.count(name)) for name in sorted(set(files))]


def _first(path: Path, tables: Tables, which: Numbers) -> None:
    rows = tables.force.contacts
    text = tables.contacts(which)
    date, clock = uk_date_and_time(text["at"])
    call = rows["channel"][which] == CALL
    seconds = np.maximum(rows["seconds"][which], 0)
    length = joined(
        digits(seconds // 3600, 2), ":", digits(seconds // 60 % 60, 2), ":", digits(seconds % 60, 2)
    )
    number = picked(tables.labels.mobile, rows["staff"][which])
    theirs = {
        "Phone Number": pc.utf8_replace_slice(number, 0, 3, "0"),
        "Call Date": date,
        "Call Time": clock,
        "Number Called": _spelt(text["other"], which),
        "Duration (hh:mm:ss)": pc.if_else(pa.array(call), length, "00:00:00"),
        "Cost": pa.array(["0.000"] * len(which)),
        "Type": pc.if_else(pa.array(call), "Voice", "SMS"),
    }
    write_delimited(path, [pa.table(theirs)])


def _second(path: Path, tables: Tables, which: Numbers) -> None:
    rows = tables.force.contacts
    text = tables.contacts(which)
    call = pa.array(rows["channel"][which] == CALL)
    number = picked(tables.labels.mobile, rows["staff"][which])
    theirs = {
        "User Number": joined(
            "+44 (0)", pc.utf8_slice_codeunits(number, 3, 7), " ",
            pc.utf8_slice_codeunits(number, 7, 13),
        ),
        "Date and Time": uk_time(text["at"]),
        "Direction": pc.if_else(pc.equal(text["direction"], "out"), "Outgoing", "Incoming"),
        "Other Number": _spelt(text["other"], which),
        "Duration (seconds)": pc.fill_null(text["seconds"], "0"),
        "Call Type": pc.if_else(call, "Voice", "Text"),
    }  # fmt: skip
    write_delimited(path, [pa.table(theirs)])


def _spelt(number: pa.Array, which: Numbers) -> pa.Array:
    """The same numbers in three spellings by turns."""
    national = pc.utf8_replace_slice(number, 0, 3, "0")
    spaced = joined(
        "+44 ", pc.utf8_slice_codeunits(number, 3, 7), " ", pc.utf8_slice_codeunits(number, 7, 13)
    )
    abroad = pc.utf8_replace_slice(number, 0, 1, "00")
    return pc.choose(pa.array(which % 3), national, spaced, abroad)


def _trace(path: Path, tables: Tables, which: Numbers) -> None:
    text = tables.contacts(which)
    sent = pc.equal(text["direction"], "out")
    theirs = {
        "Received": text["at"],
        "SenderAddress": pc.if_else(sent, text["device"], text["other"]),
        "RecipientAddress": pc.if_else(sent, text["other"], text["device"]),
        "Subject": pa.array(["(not shown)"] * len(which)),
        "Status": pa.array(["Delivered"] * len(which)),
        "MessageId": joined("<", text["contact"], f"@{DOMAIN}>"),
        "Size": digits(which % 90_000 + 2_000, 5),
    }
    write_delimited(path, [pa.table(theirs)])
