"""What exports call our columns: by table, nearest name first; any capitals, blanks, underscores.

To teach the guess a new name, add it here. The words of a system are in `WORDS`.
"""

STAFF = ("staff", "collar number", "collar no", "collar", "payroll number", "payroll no", "payroll",
         "employee number", "employee id", "officer id", "officer number", "officer",
         "warrant number", "shoulder number", "staff id", "staff number", "pin")  # fmt: skip
LOGIN = ("login", "user id", "user name", "user", "login id", "logon", "account", "account name",
         "operator", "operator id", "network id", "actor")  # fmt: skip
PERSON = ("person", "nominal", "nominal id", "nominal ref", "nominal reference", "nominal no",
          "person id", "person ref", "person urn", "subject id", "subject ref", "poc id",
          "golden nominal", "subject", "target ref", "target refs")  # fmt: skip
INCIDENT = ("incident", "incident no", "incident number", "incident id", "incident ref",
            "crime no",
            "crime number", "crime ref", "crime", "occurrence", "occurrence number",
            "occurrence no",
            "log number", "log no", "cad number", "cad no", "case number", "case ref", "niche ref",
            "investigation ref")  # fmt: skip
NUMBER = ("number", "telephone", "telephone number", "phone", "phone number", "mobile",
          "mobile number", "tel", "tel no", "contact number", "email", "email address", "msisdn",
          "contact detail")  # fmt: skip
FROM = ("from", "from date", "start", "start date", "valid from", "effective from",
        "effective date",
        "date from", "issued", "issued date", "issue date", "assigned", "date set")  # fmt: skip
TO = ("to", "to date", "end", "end date", "valid to", "effective to", "date to", "returned",
      "returned date", "return date", "leaving date", "expires", "date removed")  # fmt: skip
KNOWN_AT = ("known at", "recorded at", "date recorded", "created at", "entered at", "entry date",
            "loaded at", "inserted at")  # fmt: skip
SPAN = {
    "start": ("start", "start time", "shift start", "duty start", "on", "book on", "time on",
              "start date time", "date start", "clip start", "recording start", "start date"),
    "end": ("end", "end time", "shift end", "duty end", "off", "book off", "time off",
            "end date time", "date end", "clip end", "recording end", "end date"),
}  # fmt: skip
AT = ("at", "event date time", "event time", "event date", "event ts", "timestamp", "time stamp",
      "date time", "date and time", "datetime", "audit date", "audit time", "accessed at",
      "access date", "access time", "when", "date", "occurred at", "event datetime",
      "time")  # fmt: skip

SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "staff": {
        "staff": STAFF,
        "kind": ("kind", "employee type", "staff type", "employment type", "category"),
        "role": ("role", "post", "job title", "position", "rank", "post title"),
        "unit": ("unit", "team", "department", "station", "org unit", "section"),
        "supervisor": ("supervisor", "line manager", "manager", "reports to", "sergeant"),
        "from": FROM,
        "to": TO,
    },
    "logins": {
        "login": LOGIN,
        "system": ("system", "application", "system name", "app"),
        "staff": STAFF,
        "from": (*FROM, "created", "date created"),
        "to": (*TO, "disabled", "date disabled"),
    },
    "devices": {
        "device": ("device", "device id", "asset", "asset tag", "asset no", "asset id", "imei",
                   "mailbox", "serial", "serial number", "issi"),
        "kind": ("kind", "device type", "asset type", "type"),
        "number": NUMBER,
        "staff": (*STAFF, "holder", "assigned to", "issued to", "owner"),
        "from": FROM,
        "to": TO,
    },
    "persons": {
        "person": PERSON,
        "sex": ("sex", "gender"),
        "born_year": ("born year", "year of birth", "birth year", "yob"),
    },
    "vulnerabilities": {
        "person": PERSON,
        "flag": ("flag", "warning marker", "marker", "vulnerability", "flag type", "warning"),
        "from": FROM,
        "to": TO,
    },
    "person_numbers": {"person": PERSON, "number": NUMBER, "from": FROM, "to": TO},
    "person_links": {
        "person": ("person", "person 1", "nominal 1", "from person", "nominal a", *PERSON),
        "other": ("other", "person 2", "nominal 2", "to person", "linked person", "linked nominal",
                  "other nominal", "nominal b"),
        "kind": ("kind", "link type", "relationship", "relation"),
        "confidence": ("confidence", "score", "certainty", "probability"),
    },
    "incidents": {
        "incident": INCIDENT,
        "kind": ("kind", "incident type", "crime type", "type", "offence", "classification",
                 "occurrence type", "category"),
        "opened": ("opened", "opened date", "created", "created date", "reported", "reported date",
                   "date reported", "open date", "start date"),
        "closed": ("closed", "closed date", "date closed", "finalised", "finalised date"),
        "reopened": ("reopened", "reopened date", "re opened"),
        "outcome": ("outcome", "result", "disposal", "closure reason"),
        "place": ("place", "location", "address", "beat", "postcode"),
    },
    "involvements": {
        "incident": INCIDENT,
        "person": PERSON,
        "role": ("role", "involvement", "involvement type", "classification", "link type",
                 "status"),
    },
    "purposes": {
        "purpose": ("purpose", "task id", "task no", "assignment id", "allocation id", "tasking id",
                    "reference", "ref", "id"),
        "kind": ("kind", "task type", "assignment type", "type", "tasking type"),
        "staff": (*STAFF, "assigned to", "allocated to", "oic", "officer in case"),
        "unit": ("unit", "team", "assigned unit", "callsign"),
        "role": ("role",),
        "person": PERSON,
        "incident": INCIDENT,
        "start": (*SPAN["start"], "assigned at", "allocated at", "date allocated", "assigned"),
        "end": (*SPAN["end"], "completed", "completed at", "date completed", "due date"),
        "made_by": ("made by", "created by", "assigned by", "allocated by", "set by"),
        "made_at": ("made at", "created at", "created", "date created", "set at"),
    },
    "duties": {
        "staff": STAFF,
        **SPAN,
        "status": ("status", "duty status", "duty type", "duty code", "shift type", "absence type"),
    },
    "accesses": {
        "access": ("access", "access id", "event id", "event no", "event number", "audit id",
                   "audit no", "audit ref", "transaction id", "id", "log id", "seq no", "sequence"),
        "at": AT,
        "system": ("system", "application", "system name"),
        "login": LOGIN,
        "action": ("action", "event type", "activity", "operation", "transaction type", "type",
                   "event", "function", "action type", "verb"),
        "record_kind": ("record kind", "record type", "object type", "entity type", "entity"),
        "record": ("record", "record id", "record ref", "object id", "entity id", "document id"),
        "person": PERSON,
        "incident": INCIDENT,
        "terminal": ("terminal", "workstation", "terminal id", "machine", "hostname", "host",
                     "computer name", "pc name", "device", "ip address"),
        "remote": ("remote", "remote access", "vpn", "off site"),
        "reason": ("reason", "search reason", "justification", "reason for access", "purpose"),
    },
    "contacts": {
        "contact": ("contact", "contact id", "call id", "record id", "cdr id", "message id", "id",
                    "call ref"),
        "at": ("call start", "call date time", "start time", "call date", "call time", *AT),
        "device": ("device", "extension", "calling number", "mobile number", "caller", "line",
                   "from number",
                   "mailbox", "phone number", "user number", "msisdn a"),
        "other": ("other", "other number", "called number", "number called", "dialled number",
                  "dialed number", "number dialled", "destination number", "recipient",
                  "to number", "other party", "msisdn b"),
        "direction": ("direction", "call direction", "in out", "incoming outgoing"),
        "channel": ("channel", "call type", "type", "service", "media"),
        "seconds": ("seconds", "duration", "duration seconds", "duration secs", "call duration",
                    "duration hh mm ss", "length"),
    },
    "logged_contacts": {
        "staff": STAFF,
        "person": PERSON,
        "at": ("contact date", "contact time", "contacted at", "contact date time", *AT),
        "incident": INCIDENT,
    },
    "presences": {
        "device": ("device", "device id", "callsign", "issi", "vehicle", "radio"),
        "at": ("dwell start", *AT),
        "seconds": ("seconds", "dwell", "dwell seconds", "duration"),
        "person": PERSON,
        "metres": ("metres", "meters", "distance", "distance m"),
    },
    "recordings": {
        "device": ("device", "camera", "camera id", "device id", "device serial"),
        **SPAN,
    },
    "exclusions": {
        "kind": ("kind", "exclusion type", "type"),
        "value": ("value", "excluded value", "exclusion", "number or mailbox"),
        "reason": ("reason", "why", "exclusion reason"),
    },
}  # fmt: skip

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "action": {
        "search": ("search", "searched", "query", "find", "lookup", "look up"),
        "view": ("view", "viewed", "open", "opened", "read", "display", "access", "accessed",
                 "inspect", "enquiry"),
        "view_contact": ("view contact", "view contact details", "view address"),
        "view_image": ("view image", "view photo", "image", "photo"),
        "print": ("print", "printed", "prt"),
        "export": ("export", "exported", "download", "downloaded", "copy", "extract"),
        "edit": ("edit", "edited", "update", "updated", "amend", "amended", "create", "created",
                 "modify", "modified", "add", "insert", "delete", "deleted", "save"),
    },
    "record_kind": {
        "person": ("person", "nominal", "people", "subject", "n"),
        "incident": ("incident", "crime", "occurrence", "case", "log", "investigation"),
        "address": ("address", "location", "property"),
        "vehicle": ("vehicle", "vrm", "car"),
        "phone": ("phone", "telephone", "number"),
        "custody": ("custody", "custody record"),
        "intelligence": ("intelligence", "intel", "intelligence report", "3x5x2", "5x5x5"),
    },
    "kind": {
        "officer": ("police officer", "constable", "pc", "sergeant", "regular"),
        "staff": ("police staff", "civilian"),
        "special": ("special constable",),
        "contractor": ("agency", "contract"),
        "mobile": ("mobile phone", "smartphone", "phone", "cell"),
        "mailbox": ("email", "mail"),
        "radio": ("airwave", "tetra"),
        "officer_in_case": ("oic", "officer in the case", "officer in case"),
        "dispatch": ("dispatched", "deployment", "resource assigned"),
        "ex_partner": ("ex partner", "former partner"),
        "partner": ("spouse", "husband", "wife"),
    },
    "status": {
        "duty": ("d", "on duty", "working", "normal", "early", "late", "night", "nights"),
        "overtime": ("ot", "o/t"),
        "on_call": ("oncall", "on call", "standby"),
        "leave": ("al", "annual leave", "a/l", "holiday"),
        "sick": ("sickness", "sk"),
        "rest": ("rd", "rest day", "day off", "off"),
    },
    "direction": {
        "out": ("outgoing", "outbound", "made", "sent", "o", "mo"),
        "in": ("incoming", "inbound", "received", "i", "mt"),
    },
    "channel": {
        "call": ("voice", "voice call", "telephone", "phone"),
        "text": ("sms", "mms", "text message"),
        "email": ("e-mail", "mail"),
        "message": ("chat", "teams", "im"),
    },
    "sex": {"F": ("female", "f", "woman"), "M": ("male", "m", "man"),
            "X": ("other", "unknown", "u", "not known")},
    "role": {
        "victim": ("vict", "injured party", "ip", "aggrieved", "complainant"),
        "witness": ("wit",),
        "suspect": ("accused", "offender", "defendant"),
        "caller": ("informant", "reporting person"),
    },
    "flag": {
        "da": ("domestic abuse", "domestic violence", "dv"),
        "so": ("sexual offence", "sexual offence victim"),
        "mental_health": ("mental health", "mh"),
        "missing": ("misper", "missing person"),
        "under_18": ("child", "juvenile", "under 18"),
        "sex_work": ("sex worker", "sex work"),
        "substance": ("drugs", "alcohol", "substance misuse"),
        "repeat_caller": ("repeat caller", "frequent caller"),
        "learning_disability": ("learning disability", "ld"),
    },
}  # fmt: skip
"""For our columns of words: what systems write for each word, beside the word itself."""

ASSUMED: dict[str, dict[str, str]] = {
    "accesses": {"record_kind": "person"},
    "contacts": {"direction": "out", "channel": "call"},
}
"""What a file without such a column most likely means; proposed as a constant, to be checked."""
