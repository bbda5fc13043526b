"""Whatever a row holds, no shape fails: it is taken, refused or passed over, never twice."""

import json
from collections.abc import Mapping
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.sources.base import Delimited, Source
from custodes.sources.cef import Cef
from custodes.sources.ecs import Ecs
from custodes.sources.fhir_audit import FhirAudit
from custodes.sources.m365_audit import M365Audit
from custodes.sources.ocsf import Ocsf
from custodes.store.engines.duckdb import connect

FORCE = {"force_networks": ["10.0.0.0/8", "2001:db8::/32"], "incident_pattern": r"(NS-\d+)"}
MAIL = FORCE | {"domains": ["northshire.police.uk"], "person_pattern": r"(P\d+)"}

SOURCES: dict[str, Source] = {
    "m365_audit csv": M365Audit(MAIL),
    "m365_audit": M365Audit(MAIL | {"format": "jsonl"}),
    "ocsf": Ocsf(MAIL | {"person": "unmapped.person", "actions": {"other": "print"}}),
    "ecs": Ecs(MAIL | {"record": 'labels."case.ref"'}),
    "cef": Cef(FORCE | {"person": "Nominal Ref"}),
    "fhir_audit": FhirAudit(FORCE),
}

NAMES_TEXT = """
Id CreationTime Operation UserId UserType Workload ObjectId ClientIP Members Recipients QueryText
MailboxOwnerUPN Item class_uid activity_id type_uid time time_dt status_id metadata uid actor user
name resources email from to cc direction_id unmapped person event action category type outcome
@timestamp labels case.ref url path source ip _source _id resourceType resource id recorded agent
requestor who reference identifier value entity what role code patient outcome subtype recorded
event.action user.name email.to.address
"""
NAMES = NAMES_TEXT.split()

TELLING_TEXT = """
FileAccessed SearchQueryPerformed MailItemsAccessed Send ChatCreated view search AuditEvent true
a@northshire.police.uk b@example.org Patient/P1 Practitioner/k 10.1.2.3 2001:db8::1 ::1 [::1]:80
2026-03-01T10:00:00Z 2026-03-01T10:00:00 1772359200000 99999999999999999999 -1 NS-12 P10 R E 1 8
600501 6005 4009 {} [] null "
"""
TELLING = st.sampled_from(TELLING_TEXT.split())
SCALARS = st.one_of(
    TELLING,
    st.text(max_size=12),
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
    ),
    max_leaves=12,
)
EVENTS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=10).map(json.dumps)
PIECES_TEXT = r"""
CEF:0|;|;|v|p|1|id|view|3|;rt=;cs1=;cs1Label=;Nominal Ref;suser=;externalId=;\;\\;\=;\|;\n;=;
1772359200000;Mar 01 2026 10:00:00;Jan 01 0000 00:00:00 BST;dtz=;UTC;src=10.1.2.3;act=view
"""
PIECES = st.sampled_from([*PIECES_TEXT.replace("\n", "").split(";"), "\x01", "\x02"])
LINES = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=14).map(" ".join)
CEF_LINES = LINES.map(lambda rest: "CEF:0|v|p|1|id|view|3|" + rest)
DOCUMENTS = st.lists(
    st.one_of(EVENTS, CEF_LINES, LINES, VALUES.map(json.dumps), st.text(max_size=40)),
    min_size=1,
    max_size=12,
)


def compiled(source: Source) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The SQL of each shape over a relation `raw`, made once, as the take-in makes it."""
    delimited = isinstance(source.reading, Delimited)
    columns = (*source.needs, *source.maybe) if delimited else ("document",)
    raw = ibis.table({"line": "int64"} | dict.fromkeys(columns, "string"), name="raw")
    backend = connect()
    return columns, {
        table.name: str(backend.compile(rows)) for table, rows in source.shape(raw).items()
    }


SHAPES = {name: compiled(source) for name, source in SOURCES.items()}
ENGINE = connect(threads=1)


@pytest.mark.parametrize("name", SOURCES)
@given(rows=DOCUMENTS)
def test_no_row_stops_a_file(name: str, rows: list[str]) -> None:
    columns, shapes = SHAPES[name]
    raw: dict[str, Any] = {"line": list(range(len(rows)))}
    raw |= {column: pa.array(rows, pa.string()) for column in columns}
    ENGINE.con.register("raw", pa.table(raw))
    for table, sql in shapes.items():
        found = ENGINE.con.execute(sql).to_arrow_table().to_pylist()
        assert {r["line"] for r in found} <= set(raw["line"])
        key = "access" if table == "accesses" else "contact"
        keys = [(r["line"], r[key]) for r in found]
        assert len(set(keys)) == len(keys), "one row gave the same fact twice"
        for row in found:
            assert row["at"] is None or row["at_given"] is not None
    ENGINE.con.unregister("raw")


@pytest.mark.parametrize("name", ["m365_audit", "m365_audit csv", "ocsf", "ecs", "fhir_audit"])
@given(text=st.text(max_size=60))
def test_what_is_no_json_object_is_refused_and_says_so(name: str, text: str) -> None:
    columns, shapes = SHAPES[name]
    try:
        if isinstance(json.loads(text), dict):
            return
    except ValueError:
        pass
    raw = {"line": [1]} | {column: pa.array([text], pa.string()) for column in columns}
    ENGINE.con.register("raw", pa.table(raw))
    [row] = ENGINE.con.execute(shapes["accesses"]).to_arrow_table().to_pylist()
    assert row["at"] is None
    assert row["at_given"].startswith("not JSON: ")
    ENGINE.con.unregister("raw")
