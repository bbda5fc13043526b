"""Alerts as OCSF Detection Findings (class 2004), for a system that gathers findings of many tools.

No score leaves with them: the severity is unknown, because none was judged, and there is no risk
score or confidence. What a finding rests on goes along as its evidences, a row each.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from custodes.web.alerts.facts import EXPLAINED
from custodes.web.design.page import MARKING
from custodes.web.packs.dossier import Asked, Dossier
from custodes.web.packs.paper import DEMONSTRATION, FAIR

VERSION = "1.4.0"
CLASS, CATEGORY = 2004, 2
CREATE, UPDATE, CLOSE = 1, 2, 3
STATUS = {"new": (1, "New"), "looking": (2, "In Progress"), "decided": (4, "Resolved")}
HELD = (3, "Suppressed")
UNKNOWN_SEVERITY = (0, "Unknown")
BEHAVIOURAL = 2
"""Kind of an analytic that looks at what people do."""
USER = 1
"""Kind of a user that is one."""


def findings_of(told: Sequence[Dossier], asked: Asked) -> bytes:
    """The findings as one JSON array."""
    made = [finding(one, asked) for one in told]
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def finding(one: Dossier, asked: Asked) -> dict[str, Any]:
    """One finding. Times are milliseconds since 1970, as OCSF has them."""
    content = one.content
    status_id, status = HELD if one.held else STATUS[one.state_id]
    activity = {"new": CREATE, "decided": CLOSE}.get(one.state_id, UPDATE)
    times = [_milliseconds(row["at"]) for row in content["timeline"]]
    seen = {"first_seen_time": min(times), "last_seen_time": max(times)} if times else {}
    analytics = [_analytic(reason, content) for reason in content["reasons"]]
    labels = [MARKING, *([DEMONSTRATION] if asked.demonstration else [])]
    return {
        "activity_id": activity,
        "category_uid": CATEGORY,
        "class_uid": CLASS,
        "type_uid": 100 * CLASS + activity,
        "time": _milliseconds(one.changed_at or content["as_of"]),
        "severity_id": UNKNOWN_SEVERITY[0],
        "severity": UNKNOWN_SEVERITY[1],
        "status_id": status_id,
        "status": status,
        **({"status_detail": one.decisions[0].verdict} if one.decisions else {}),
        "is_alert": activity != CLOSE,
        "message": FAIR,
        "metadata": {
            "version": VERSION,
            "uid": one.alert,
            "labels": labels,
            "product": {
                "name": "Custodes",
                "vendor_name": "Custodes",
                "version": content["versions"]["custodes"],
            },
        },
        "finding_info": {
            "uid": one.alert,
            "title": one.page.title,
            "desc": one.page.sentence,
            "types": [one.page.pattern],
            "created_time": _milliseconds(content["as_of"]),
            **seen,
            **({"analytic": analytics[0]} if analytics else {}),
            **({"related_analytics": analytics[1:]} if analytics[1:] else {}),
            "data_sources": sorted({_source(row) for row in content["timeline"]}),
        },
        "resources": ([{"type": "person", "uid": content["person"]}] if content["person"] else []),
        "evidences": [_evidence(row, one) for row in content["timeline"]],
        "unmapped": {
            "run": content["run"],
            "rows_sha256": content["rows_sha256"],
            "would_explain": list(one.page.would_explain),
            "against": list(one.page.against),
            "explanations_tested": [
                {"explanation": text, "result": result} for text, result in one.page.tested
            ],
        },
    }


def _analytic(reason: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    version = content["versions"]["indicators"].get(reason["indicator"])
    return {
        "uid": reason["indicator"],
        "name": reason["title"],
        "type_id": BEHAVIOURAL,
        "type": "Behavioral",
        "desc": reason["text"],
        **({"version": str(version)} if version is not None else {}),
    }


def _evidence(row: Mapping[str, Any], one: Dossier) -> dict[str, Any]:
    reasons = [r["indicator"] for r in one.content["reasons"] if row["row"] in r["rows"]]
    return {
        "actor": {"user": {"uid": one.content["staff"], "type_id": USER, "type": "User"}},
        "data": {
            "row": row["row"],
            "table": row["table"],
            "time": _milliseconds(row["at"]),
            "what": row["what"],
            "source": _source(row),
            "person": row["person"],
            "duty": row["duty"],
            "purpose": row["word"],
            "explained": row["word"] == EXPLAINED,
            "analytics": reasons,
        },
    }


def _source(row: Mapping[str, Any]) -> str:
    return str(row.get("system") or row["table"])


def _milliseconds(written: str) -> int:
    return int(datetime.fromisoformat(written.replace("Z", "+00:00")).timestamp() * 1000)
