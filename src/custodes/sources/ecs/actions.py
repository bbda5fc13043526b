"""Which actions of Elastic Common Schema events are uses of a record, and what each counts as."""

ACTIONS_BY_NAME: dict[str, str] = {
    "view": "view",
    "viewed": "view",
    "read": "view",
    "open": "view",
    "opened": "view",
    "access": "view",
    "accessed": "view",
    "record-viewed": "view",
    "record-opened": "view",
    "view-image": "view_image",
    "view-contact": "view_contact",
    "search": "search",
    "searched": "search",
    "query": "search",
    "list": "search",
    "print": "print",
    "printed": "print",
    "export": "export",
    "exported": "export",
    "download": "export",
    "downloaded": "export",
    "copy": "export",
    "create": "edit",
    "created": "edit",
    "update": "edit",
    "updated": "edit",
    "edit": "edit",
    "edited": "edit",
    "modified": "edit",
    "delete": "edit",
    "deleted": "edit",
}
"""`event.action` to action: ECS leaves its words to each system, so a feed's `actions` add to
these. Blanks and underscores read as hyphens."""

ACTIONS_BY_TYPE: dict[str, str] = {
    "access": "view",
    "change": "edit",
    "creation": "edit",
    "deletion": "edit",
}
"""`event.type` to action, where the action is not known and the category holds records."""

CATEGORIES = ("database", "file", "web", "api")
"""`event.category` whose `event.type` may stand for a use of a record."""
