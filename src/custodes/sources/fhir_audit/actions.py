"""What FHIR audit codes count as: action letters, interactions, DICOM types, outcomes."""

ACTIONS_BY_CODE: dict[str, str] = {
    # RESTful interactions (AuditEvent.subtype in R4, AuditEvent.code in R5)
    "read": "view",
    "vread": "view",
    "history": "view",
    "history-instance": "view",
    "history-type": "search",
    "history-system": "search",
    "search": "search",
    "search-type": "search",
    "search-system": "search",
    "search-compartment": "search",
    "create": "edit",
    "update": "edit",
    "patch": "edit",
    "delete": "edit",
    # DICOM audit messages
    "110106": "export",
    "110107": "edit",
    "110112": "search",
    # Life of a record (ISO 21089)
    "access": "view",
    "transmit": "export",
    "disclose": "export",
    "report": "print",
}
"""A more exact code counts before the letter: an `E` whose code is `search` is a search."""

ACTIONS_BY_LETTER: dict[str, str] = {
    "c": "edit",
    "r": "view",
    "u": "edit",
    "d": "edit",
    "e": "view",
}
"""AuditEvent.action: create, read, update, delete, execute."""

FAILURES = ("4", "8", "12", "error", "fatal", "fatal-error", "failure")
"""AuditEvent.outcome (R4) and outcome.code (R5) of what was tried and did not happen."""

PATIENT_ROLE = "1"
"""Code of the object role *patient*, which IHE BALP marks the patient's entity with."""
