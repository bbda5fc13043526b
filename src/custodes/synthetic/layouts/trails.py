"""How each system writes its audit trail, and what `force.toml` says of it."""

from custodes.synthetic.layouts.feeds import Feed

RMS_WORDS = {
    "search": "SEARCH",
    "view": "VIEW",
    "view_contact": "VIEW CONTACT",
    "view_image": "VIEW IMAGE",
    "print": "PRINT",
    "export": "EXTRACT",
    "edit": "UPDATE",
}
RMS_KINDS = {
    "person": "NOM",
    "incident": "OCC",
    "address": "LOC",
    "vehicle": "VEH",
    "phone": "TEL",
    "custody": "CUS",
    "intelligence": "INT",
}
TITLES = {
    "search": "Search",
    "view": "View",
    "view_contact": "View contact",
    "view_image": "View image",
    "print": "Print",
    "export": "Export",
    "edit": "Edit",
}
OCSF = {"search": "4", "view": "1", "edit": "2"}
M365 = {
    "search": "FilePreviewed",
    "view": "FileAccessed",
    "print": "FilePrinted",
    "export": "FileDownloaded",
    "edit": "FileModified",
}
FEEDS: tuple[Feed, ...] = (
    Feed(
        "rms-audit",
        "mapped",
        "rms/audit/audit_*.csv",
        "rms",
        "Records manager",
        settings={
            "table": "accesses",
            "format": "delimited",
            "delimiter": "|",
            "zone": "Europe/London",
            "time_formats": ["%d/%m/%Y %H:%M:%S"],
            "columns": {
                "access": "EVENT_NO",
                "at": ["EVENT_DATE", "EVENT_TIME"],
                "login": "USER_ID",
                "action": "EVENT_TYPE",
                "record_kind": "OBJECT_TYPE",
                "record": "OBJECT_REF",
                "person": "NOMINAL_REF",
                "incident": "OCCURRENCE_REF",
                "terminal": "WORKSTATION",
                "remote": "VPN",
                "reason": "REASON",
            },
            "values": {
                "action": {theirs: ours for ours, theirs in RMS_WORDS.items()},
                "record_kind": {theirs: ours for ours, theirs in RMS_KINDS.items()},
                "remote": {"Y": "1", "N": "0"},
            },
        },
    ),
    Feed(
        "custody-audit",
        "mapped",
        "custody/*.xlsx",
        "custody",
        "Head of Criminal Justice",
        settings={
            "table": "accesses",
            "format": "excel",
            "sheet": "Audit",
            "zone": "Europe/London",
            "time_formats": ["%d/%m/%Y %H:%M:%S"],
            "columns": {
                "access": "Audit ID",
                "at": "Date and time",
                "login": "User",
                "action": "Action",
                "record": "Custody record",
                "person": "Detainee",
                "incident": "Occurrence",
                "terminal": "Terminal",
            },
            "values": {"action": {theirs: ours for ours, theirs in TITLES.items()}},
            "constants": {"record_kind": "custody"},
        },
    ),
    Feed(
        "cad-audit",
        "ocsf",
        "cad/audit/*.jsonl.gz",
        "cad",
        "Head of Contact Management",
        settings={
            "person": "unmapped.nominal_ref",
            "incident": "unmapped.incident_no",
            "actions": {said: ours for ours, said in TITLES.items() if ours not in OCSF},
        },
    ),
    Feed(
        "intelligence-audit",
        "cef",
        "intel/*.cef",
        "intel",
        "Head of Intelligence",
        settings={
            "person": "Nominal Ref",
            "incident": "Occurrence Ref",
            "record_kind": "intelligence",
            "actions": {"view contact": "view_contact", "view image": "view_image"},
        },
    ),
    Feed(
        "casefile-audit",
        "m365_audit",
        "m365/*.csv",
        "casefile",
        "Head of ICT",
        settings={
            "person_pattern": "/nominal/(P\\d+)",
            "incident_pattern": "/case/(NM\\d+-\\d+)",
        },
    ),
)
