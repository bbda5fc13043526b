"""FHIR AuditEvents: R4, R5 and BALP's patient, who asked, and what is not a look at a record."""

import json

import pytest

from custodes.sources.fhir_audit import FhirAudit
from custodes.vocabulary.errors import UserError
from sources.shaping import accesses, agree, documents, given, raw_rows, refused

FORCE = {"force_networks": ["10.0.0.0/8"], "incident_pattern": r"(NS-\d{4}-\d+)", "system": "ehr"}

SEEN = """
access     | at                  | login  | action | record_kind | record                          | person | incident      | remote | reason
-----------+---------------------+--------+--------+-------------+---------------------------------+--------+---------------+--------+----------------------
f-1        | 2026-03-01T10:00:00 | n.osei | view   | person      | Observation/obs-9               | P10442 |               | 0      | treatment
f-2/P10442 | 2026-03-01T10:00:00 | n.osei | search | person      |                                 | P10442 |               |        |
f-2/P20001 | 2026-03-01T10:00:00 | n.osei | search | person      |                                 | P20001 |               |        |
f-6        |                     | n.osei | edit   | person      |                                 | P10442 |               |        |
f-7        | 2026-03-01T09:58:00 | n.osei | view   | person      | Condition/c-1                   | P30003 |               | 1      | fitness for detention
f-9        | 2026-03-01T10:07:00 | n.osei | export | incident    | DocumentReference/NS-2026-00917 |        | NS-2026-00917 |        |
"""  # noqa: E501


def test_a_bundle() -> None:
    source = FhirAudit(FORCE)
    rows = accesses(source, raw_rows(source, given("fhir_audit", "bundle.json")))
    agree(rows, SEEN)
    assert [(r["access"], r["at_given"]) for r in refused(rows)] == [("f-6", "2026-03-01")]
    assert "bmV2ZXIga2VwdA" not in str(rows), "what was searched for is not kept"


def test_bulk_lines_say_the_same_and_a_broken_one_is_refused() -> None:
    source = FhirAudit({**FORCE, "format": "jsonl"})
    rows = accesses(source, raw_rows(source, given("fhir_audit", "bulk.ndjson")))
    agree(rows[:-1], SEEN)
    assert rows[-1]["at_given"] == 'not JSON: {"resourceType":"AuditEvent","id"'
    assert rows[-1] in refused(rows)


def test_a_single_event() -> None:
    source = FhirAudit({**FORCE, "format": "events"})
    rows = accesses(source, raw_rows(source, given("fhir_audit", "single.json")))
    agree(rows, "\n".join(SEEN.strip().splitlines()[:3]))


def event(**changes: object) -> str:
    whole: dict[str, object] = {
        "resourceType": "AuditEvent",
        "id": "f-1",
        "action": "R",
        "recorded": "2026-03-01T10:00:00Z",
        "agent": [{"who": {"reference": "Practitioner/n.osei"}, "requestor": True}],
        "entity": [{"what": {"reference": "Patient/P1"}}],
    }
    return json.dumps(whole | changes)


def test_the_person_at_the_keyboard_counts_before_the_program() -> None:
    agents = [
        {"who": {"reference": "Device/app"}, "requestor": True},
        {"who": {"reference": "Practitioner/n.osei"}, "requestor": True},
    ]
    [row] = accesses(FhirAudit(), documents(event(agent=agents)))
    assert row["login"] == "n.osei"


ACTIONS = [
    ("C", None, "edit"),
    ("R", None, "view"),
    ("U", None, "edit"),
    ("D", None, "edit"),
    ("E", None, "view"),
    ("E", "search", "search"),
    ("E", "search-type", "search"),
    ("R", "vread", "view"),
    ("R", "no-such-code", "view"),
]


def test_actions() -> None:
    raw = documents(
        *(
            event(action=letter, subtype=[{"code": code}] if code else [])
            for letter, code, _ in ACTIONS
        )
    )
    assert [row["action"] for row in accesses(FhirAudit(), raw)] == [a for _, _, a in ACTIONS]


@pytest.mark.parametrize("outcome", ["4", "8", "12", {"code": {"code": "fatal"}}])
def test_what_failed_is_passed_over(outcome: object) -> None:
    assert accesses(FhirAudit(), documents(event(outcome=outcome))) == []


@pytest.mark.parametrize(
    "reference", ["Patient/P1", "https://ehr/fhir/Patient/P1/_history/3", "urn:uuid:P1"]
)
def test_a_patient_is_known_by_the_last_part_of_any_reference(reference: str) -> None:
    entity = [{"what": {"reference": reference}, "role": {"code": "1"}}]
    [row] = accesses(FhirAudit(), documents(event(entity=entity)))
    assert row["person"] == "P1"


def test_an_event_without_agents_is_refused_not_lost() -> None:
    [row] = refused(accesses(FhirAudit(), documents(event(agent=[]))))
    assert "login" not in row


def test_mistakes_in_the_settings() -> None:
    with pytest.raises(UserError) as told:
        FhirAudit({"format": "xml", "incident_pattern": "NS", "actions": {"read": "glance"}})
    sentences = str(told.value)
    assert 'does not know format = "xml"; write one of bundle, events, jsonl' in sentences
    assert "wants one group in brackets, which finds the reference" in sentences
    assert 'cannot turn "read" into "glance"' in sentences
