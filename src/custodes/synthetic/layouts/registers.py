"""Exports of the force's registers, each with the column names and words of its own system."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custodes.synthetic.days import to_wall
from custodes.synthetic.layouts.delimited import write_delimited
from custodes.synthetic.layouts.feeds import Feed
from custodes.synthetic.layouts.labels import iso
from custodes.synthetic.layouts.tables import Tables


@dataclass(frozen=True)
class Register:
    """One export: the table it holds, its file, its own names, words and habits of writing."""

    table: str
    file: str
    system: str
    owner: str
    columns: Mapping[str, str]
    delimiter: str = ","
    encoding: str = "utf-8"
    uk_times: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Their word for each of ours, by column."""

    @property
    def feed(self) -> Feed:
        """What `force.toml` says of it."""
        settings: dict[str, object] = {
            "table": self.table,
            "format": "delimited",
            "delimiter": self.delimiter,
        }
        if self.encoding != "utf-8":
            settings["encoding"] = self.encoding
        if self.uk_times:
            settings |= {"zone": "Europe/London", "time_formats": ["%d/%m/%Y %H:%M:%S"]}
        settings["columns"] = dict(self.columns)
        if self.words:
            settings["values"] = {
                column: {theirs: ours for ours, theirs in words.items()}
                for column, words in self.words.items()
            }
        name = self.table.replace("_", "-")
        return Feed(name, "mapped", self.file, self.system, self.owner, 2_000, settings)


REGISTERS: tuple[Register, ...] = (
    Register(
        "exclusions",
        "registers/never_analysed.csv",
        "custodes",
        "Head of Professional Standards",
        {"kind": "WHAT", "value": "VALUE", "reason": "WHY"},
    ),
    Register(
        "staff",
        "hr/establishment.csv",
        "hr",
        "Head of People Services",
        {
            "staff": "COLLAR_NO",
            "kind": "EMPLOYEE_GROUP",
            "role": "ROLE_TITLE",
            "unit": "TEAM",
            "supervisor": "LINE_MANAGER",
            "from": "POST_START",
            "to": "POST_END",
        },
        words={
            "kind": {
                "officer": "Police Officer",
                "pcso": "PCSO",
                "staff": "Police Staff",
                "contractor": "Agency",
            }
        },
    ),
    Register(
        "logins",
        "it/accounts.csv",
        "directory",
        "Head of ICT",
        {"login": "Account", "system": "Application", "staff": "EmployeeID", "from": "Created",
         "to": "Disabled"},
    ),
    Register(
        "devices",
        "it/device_register.csv",
        "assets",
        "Head of ICT",
        {"device": "Asset", "kind": "Class", "number": "Number", "staff": "IssuedTo",
         "from": "Issued", "to": "Returned"},
        delimiter="\t",
    ),
    Register(
        "persons",
        "rms/nominals.csv",
        "rms",
        "Records manager",
        {"person": "NOMINAL_REF", "sex": "SEX", "born_year": "YOB"},
        delimiter="|",
        words={"sex": {"F": "Female", "M": "Male", "X": "Unspecified"}},
    ),
    Register(
        "vulnerabilities",
        "rms/warning_markers.csv",
        "rms",
        "Records manager",
        {"person": "NOMINAL_REF", "flag": "MARKER", "from": "SET_ON", "to": "CLEARED_ON"},
        delimiter="|",
        words={"flag": {"da": "DA VICTIM", "so": "SO VICTIM", "mental_health": "MH"}},
    ),
    Register(
        "person_numbers",
        "rms/contact_details.csv",
        "rms",
        "Records manager",
        {"person": "NOMINAL_REF", "number": "CONTACT", "from": "VALID_FROM", "to": "VALID_TO"},
        delimiter="|",
    ),
    Register(
        "person_links",
        "rms/associations.csv",
        "rms",
        "Records manager",
        {"person": "NOMINAL_1", "other": "NOMINAL_2", "kind": "LINK", "confidence": "CONF"},
        delimiter="|",
    ),
    Register(
        "incidents",
        "cad/incidents.csv",
        "cad",
        "Head of Contact Management",
        {
            "incident": "Incident No",
            "kind": "Closing Class",
            "opened": "Opened",
            "closed": "Closed",
            "reopened": "Reopened",
            "outcome": "Result",
            "place": "Location",
        },
        delimiter=";",
        encoding="cp1252",
        uk_times=("opened", "closed", "reopened"),
    ),
    Register(
        "involvements",
        "rms/involvements.csv",
        "rms",
        "Records manager",
        {"incident": "INCIDENT_NO", "person": "NOMINAL_REF", "role": "ROLE",
         "known_at": "ADDED_AT"},
        delimiter="|",
    ),
    Register(
        "purposes",
        "rms/assignments.csv",
        "rms",
        "Records manager",
        {
            "purpose": "TASK_NO",
            "kind": "TASK_TYPE",
            "staff": "ASSIGNED_TO",
            "unit": "ASSIGNED_UNIT",
            "role": "ASSIGNED_ROLE",
            "person": "NOMINAL_REF",
            "incident": "INCIDENT_NO",
            "start": "VALID_FROM",
            "end": "VALID_TO",
            "made_by": "CREATED_BY",
            "made_at": "CREATED_AT",
            "known_at": "REPLICATED_AT",
        },
        delimiter="|",
        words={"kind": {"officer_in_case": "OIC", "custody": "CUSTODY RECORD"}},
    ),
    Register(
        "duties",
        "dms/duties.csv",
        "dms",
        "Resource management unit",
        {
            "staff": "Collar",
            "start": "Start",
            "end": "Finish",
            "status": "Code",
            "known_at": "Entered",
        },
        uk_times=("start", "end", "known_at"),
        words={
            "status": {
                "duty": "DUTY",
                "overtime": "OT",
                "court": "CRT",
                "leave": "ANN",
                "sick": "SICK",
                "rest": "RD",
            }
        },
    ),
    Register(
        "logged_contacts",
        "rms/victim_contact_log.csv",
        "rms",
        "Records manager",
        {"staff": "OFFICER", "person": "NOMINAL_REF", "at": "CONTACT_AT",
         "incident": "INCIDENT_NO"},
        delimiter="|",
    ),
    Register(
        "recordings",
        "bwv/clips.csv",
        "bwv",
        "Digital evidence manager",
        {"device": "Camera", "start": "Recorded from", "end": "Recorded to"},
    ),
)  # fmt: skip


def write_registers(folder: Path, tables: Tables) -> dict[str, int]:
    """Write every register under `folder`, and give the rows of each file."""
    counts: dict[str, int] = {}
    for register in REGISTERS:
        path = folder / register.file
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = [_theirs(part, register) for part in tables.slices(register.table)]
        text = io.BytesIO()
        counts[register.file] = write_delimited(text, parts, delimiter=register.delimiter)
        held = text.getvalue()
        if register.encoding != "utf-8":
            held = held.decode().encode(register.encoding)
        path.write_bytes(held)
    return counts


def _theirs(part: pa.Table, register: Register) -> pa.Table:
    """Our columns under their names, with their words and their way of writing times."""
    columns: dict[str, pa.Array] = {}
    for ours, theirs in register.columns.items():
        column = part.column(ours).combine_chunks()
        if ours in register.uk_times:
            column = uk_time(column)
        for word, said in register.words.get(ours, {}).items():
            column = pc.if_else(pc.equal(column, word), said, column)
        columns[theirs] = column
    return pa.table(columns)


def uk_time(column: pa.Array) -> pa.Array:
    """ISO text in UTC as a London clock and a British hand would write it."""
    date, clock = uk_date_and_time(column)
    return pc.binary_join_element_wise(date, clock, " ")


def uk_date_and_time(column: pa.Array) -> tuple[pa.Array, pa.Array]:
    """ISO text in UTC as a British date and a London clock's time."""
    moments = pc.utf8_slice_codeunits(column, 0, 19).cast(pa.timestamp("s")).cast(pa.int64())
    known = pc.fill_null(moments, -1).to_numpy(zero_copy_only=False)
    text = iso(np.where(known < 0, known, to_wall(known)), wall=True)
    parts = [pc.utf8_slice_codeunits(text, *where) for where in ((8, 10), (5, 7), (0, 4))]
    return pc.binary_join_element_wise(*parts, "/"), pc.utf8_slice_codeunits(text, 11, 19)
