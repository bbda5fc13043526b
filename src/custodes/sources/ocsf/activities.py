"""Which OCSF activities are uses of a record or messages, by `type_uid`: class * 100 + activity."""

DATASTORE, API, EMAIL = 6005, 6003, 4009

ACTIVITIES: dict[str, str] = {
    # Datastore Activity (3 Connect and 9 Encrypt use no record)
    "600501": "view",  # Read
    "600502": "edit",  # Update
    "600504": "search",  # Query
    "600505": "edit",  # Write
    "600506": "edit",  # Create
    "600507": "edit",  # Delete
    "600508": "search",  # List
    "600510": "view",  # Decrypt
    # API Activity
    "600301": "edit",  # Create
    "600302": "view",  # Read
    "600303": "edit",  # Update
    "600304": "edit",  # Delete
}
"""Type to action. Any other activity, 99 Other above all, counts by its name or the operation's
where the feed's `actions` say so, else it is passed over."""

MESSAGES = ("400900", "400901", "400902", "400905", "400999")
"""Email Activity: unknown, send, receive, relay, other. A scan (3) and a trace (4) tell of a
message that another row tells of."""

INBOUND, OUTBOUND, INTERNAL = "1", "2", "3"

FAILURE = "2"
"""`status_id` of what was tried and did not happen; such rows are passed over."""
