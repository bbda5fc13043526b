"""The audit trails of five systems, each in the format that its system writes."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custodes.synthetic.days import to_wall
from custodes.synthetic.layouts.delimited import write_delimited
from custodes.synthetic.layouts.labels import joined
from custodes.synthetic.layouts.registers import uk_date_and_time, uk_time
from custodes.synthetic.layouts.tables import Tables
from custodes.synthetic.layouts.trails import M365, OCSF, RMS_KINDS, RMS_WORDS, TITLES
from custodes.synthetic.layouts.workbook import write_workbook
from custodes.synthetic.workforce import SYSTEM

SITE = "https://northmoor.sharepoint.example/sites/casefile"


def write_audits(folder: Path, tables: Tables) -> dict[str, int]:
    """Write every system's trail under `folder`, one file a month, and give the rows of each."""
    counts: dict[str, int] = {}
    for system, where, write in (
        ("rms", "rms/audit/audit_{}.csv", _rms),
        ("custody", "custody/audit_{}.xlsx", _custody),
        ("cad", "cad/audit/events_{}.jsonl.gz", _cad),
        ("intel", "intel/audit_{}.cef", _intel),
        ("casefile", "m365/AuditLog_{}.csv", _casefile),
    ):
        for month, which in _months(tables, system):
            path = folder / where.format(month)
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, pa.table(tables.accesses(which)))
            counts[str(path.relative_to(folder))] = len(which)
    return counts


def _months(
    tables: Tables, system: str
) -> Iterator[tuple[str, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    """The look-ups of one system by the month that its own clock shows."""
    rows = tables.force.accesses
    mine = np.flatnonzero(rows["system"] == SYSTEM[system])
    months = to_wall(rows["at"][mine]).astype("datetime64[s]").astype("datetime64[M]")
    for month in np.unique(months):
        yield str(month), mine[months == month]


def _said(column: pa.ChunkedArray, words: dict[str, str]) -> pa.Array:
    """Our words as the system's own."""
    plain = column.combine_chunks()
    place = pc.index_in(plain, pa.array(list(words)))
    return pa.array(list(words.values())).take(place)


def _rms(path: Path, rows: pa.Table) -> None:
    date, clock = uk_date_and_time(rows["at"].combine_chunks())
    theirs = {
        "EVENT_NO": rows["access"],
        "EVENT_DATE": date,
        "EVENT_TIME": clock,
        "USER_ID": rows["login"],
        "EVENT_TYPE": _said(rows["action"], RMS_WORDS),
        "OBJECT_TYPE": _said(rows["record_kind"], RMS_KINDS),
        "OBJECT_REF": rows["record"],
        "NOMINAL_REF": rows["person"],
        "OCCURRENCE_REF": rows["incident"],
        "WORKSTATION": rows["terminal"],
        "VPN": pc.if_else(pc.equal(rows["remote"], "1"), "Y", "N"),
        "REASON": rows["reason"],
    }
    write_delimited(path, [pa.table(theirs)], delimiter="|")


def _custody(path: Path, rows: pa.Table) -> None:
    theirs = {
        "Audit ID": rows["access"],
        "Date and time": uk_time(rows["at"].combine_chunks()),
        "User": rows["login"],
        "Action": _said(rows["action"], TITLES),
        "Custody record": rows["record"],
        "Detainee": rows["person"],
        "Occurrence": rows["incident"],
        "Terminal": rows["terminal"],
    }
    write_workbook(path, "Audit", pa.table(theirs))


def _cad(path: Path, rows: pa.Table) -> None:
    action = rows["action"].combine_chunks()
    activity = pc.fill_null(_said(rows["action"], OCSF), "99")
    millis = _millis(rows["at"].combine_chunks())
    lines = joined(
        '{"class_uid":6005,"category_uid":6,"activity_id":', activity,
        ',"activity_name":"', _said(pa.chunked_array([action]), TITLES),
        '","type_uid":6005', pc.utf8_lpad(activity, 2, "0"),
        ',"severity_id":1,"status_id":1,"time":', millis,
        ',"metadata":{"uid":"', _plain(rows["access"]),
        '","version":"1.3.0","product":{"name":"cad","vendor_name":"Northmoor"}}',
        ',"actor":{"user":{"name":"', _plain(rows["login"]),
        '"}},"src_endpoint":{"hostname":"', _plain(rows["terminal"]),
        '"},"resources":[{"uid":"', _plain(rows["record"]),
        '","type":"', _plain(rows["record_kind"]),
        '"}],"unmapped":{', _member("nominal_ref", rows["person"]),
        _comma(rows), _member("incident_no", rows["incident"]), "}}\n",
    )  # fmt: skip
    text = "".join(lines.to_pylist()).encode()
    path.write_bytes(gzip.compress(text, 1, mtime=0))


def _intel(path: Path, rows: pa.Table) -> None:
    record = pc.fill_null(_plain(rows["record"]), "")
    nominal = pc.fill_null(joined(" cs1Label=Nominal Ref cs1=", _plain(rows["person"])), "")
    occurrence = pc.fill_null(joined(" cs2Label=Occurrence Ref cs2=", _plain(rows["incident"])), "")
    reason = pc.fill_null(joined(" reason=", _plain(rows["reason"])), "")
    action = _said(rows["action"], TITLES)
    lines = joined(
        "CEF:0|Northmoor|intel|4.2|", pc.utf8_upper(action), "|", action,
        "|3|externalId=", _plain(rows["access"]), " rt=", _millis(rows["at"].combine_chunks()),
        " suser=", _plain(rows["login"]), " act=", pc.utf8_lower(action), " outcome=success",
        " shost=", _plain(rows["terminal"]), " fileId=", record, nominal, occurrence, reason, "\n",
    )  # fmt: skip
    path.write_bytes("".join(lines.to_pylist()).encode())


def _casefile(path: Path, rows: pa.Table) -> None:
    created = pc.utf8_slice_codeunits(rows["at"].combine_chunks(), 0, 19)
    case = pc.fill_null(joined("/case/", _plain(rows["incident"])), "/unfiled")
    nominal = pc.fill_null(joined("/nominal/", _plain(rows["person"])), "")
    operation = pc.fill_null(_said(rows["action"], M365), "FileAccessed")
    audit = joined(
        '{"CreationTime":"', created, '","Id":"', _plain(rows["access"]),
        '","Operation":"', operation, '","OrganizationId":"northmoor","RecordType":6,'
        '"UserType":0,"Version":1,"Workload":"SharePoint","ClientIP":"10.20.0.5","UserId":"',
        _plain(rows["login"]), '","ObjectId":"', SITE, case, nominal, '/file.docx"}',
    )  # fmt: skip
    theirs = {
        "RecordId": rows["access"],
        "CreationDate": joined(created, "Z"),
        "RecordType": pa.array(["6"] * rows.num_rows),
        "Operation": operation,
        "UserId": rows["login"],
        "AuditData": audit,
    }
    text = io.BytesIO()
    write_delimited(text, [pa.table(theirs)], quoted=True)
    path.write_bytes(text.getvalue())


def _plain(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks()


def _millis(column: pa.Array) -> pa.Array:
    moments = pc.utf8_slice_codeunits(column, 0, 19).cast(pa.timestamp("s")).cast(pa.int64())
    return pc.multiply(moments, 1_000).cast(pa.string())


def _member(name: str, column: pa.ChunkedArray) -> pa.Array:
    """One member of a JSON object, or nothing where there is no value."""
    return pc.fill_null(joined(f'"{name}":"', _plain(column), '"'), "")


def _comma(rows: pa.Table) -> pa.Array:
    both = pc.and_(pc.is_valid(_plain(rows["person"])), pc.is_valid(_plain(rows["incident"])))
    return pc.if_else(both, ",", "")
