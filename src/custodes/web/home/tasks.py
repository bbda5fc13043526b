"""Getting started: six tasks, each ticked by what the audit says that the person has done."""

from dataclasses import dataclass

from custodes.web.audit.words import Action


@dataclass(frozen=True)
class Task:
    """What to do, why, where, and the trace that it leaves in the audit: an action on a kind."""

    title: str
    hint: str
    route: str
    action: Action
    kind: str


TASKS = (
    Task(
        "Look at the top alert",
        "The queue is in the order of what is worth your time first.",
        "alerts:top",
        Action.CONSULTATION,
        "alert",
    ),
    Task(
        "See why it is there",
        "Each reason names the rows that it rests on, and what would explain them.",
        "alerts:top",
        Action.CONSULTATION,
        "alert_rows",
    ),
    Task(
        "Open the network",
        "Who else the member of staff and the person are linked with.",
        "alerts:queue",
        Action.CONSULTATION,
        "network",
    ),
    Task(
        "Pass it to a case",
        "An alert is where work begins; a case is where it is done.",
        "cases:open",
        Action.COLLECTION,
        "case",
    ),
    Task(
        "Record a partner's report",
        "What a refuge or a clinic saw that no system of the force shows.",
        "intake:report",
        Action.COLLECTION,
        "report",
    ),
    Task(
        "Print the pack",
        "The alert with its rows as a document, marked and numbered.",
        "alerts:queue",
        Action.EXPORT,
        "alert_pack",
    ),
)
