"""Which words in CEF lines are uses of a record, and the zones that CEF times name."""

ACTIONS_BY_WORD: dict[str, str] = {
    "view": "view",
    "viewed": "view",
    "read": "view",
    "open": "view",
    "opened": "view",
    "accessed": "view",
    "record viewed": "view",
    "record opened": "view",
    "view image": "view_image",
    "image viewed": "view_image",
    "view contact": "view_contact",
    "search": "search",
    "searched": "search",
    "query": "search",
    "print": "print",
    "printed": "print",
    "record printed": "print",
    "export": "export",
    "exported": "export",
    "download": "export",
    "downloaded": "export",
    "create": "edit",
    "created": "edit",
    "update": "edit",
    "updated": "edit",
    "edit": "edit",
    "edited": "edit",
    "modify": "edit",
    "modified": "edit",
    "delete": "edit",
    "deleted": "edit",
}
"""A word in `act`, else the event's name, else its class, to action. CEF fixes no words, so a
feed's `actions` add to these."""

ZONES: dict[str, str] = {
    "UTC": "UTC",
    "GMT": "UTC",
    "Z": "UTC",
    "BST": "Etc/GMT-1",
    "WEST": "Etc/GMT-1",
    "CET": "Etc/GMT-1",
    "CEST": "Etc/GMT-2",
    "Europe/London": "Europe/London",
}
"""Zones at the end of a CEF time. A time with another zone is refused, never guessed. (The names
`Etc/GMT-1` mean one hour east of Greenwich.)"""

FAILURES = ("failure", "failed", "fail", "denied", "/failure")
"""`outcome` of what was tried and did not happen."""
