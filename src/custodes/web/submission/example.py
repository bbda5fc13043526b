"""North Yorkshire's submission of May 2017, made again from what the letter of October says of it:
work with support organisations, without detail; nothing on the unit, IT or the strategy."""

from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from custodes.web.plan.contents import Document, Evidence, Line, Plan, Reference
from custodes.web.plan.elements import Element, Status
from custodes.web.submission.package import Submission, document, write

NAME = "north-yorkshire-2017"
"""What the command line and the address of its page call it."""
CONTENT = (
    b"Abuse of position: action plan\n\nIntelligence is being sought from organisations that "
    b"support vulnerable people, among them domestic abuse services.\n"
)
ENTRY: Document = document("action-plan.txt", "Action plan", CONTENT)
PLAN = Plan(
    "north-yorkshire",
    "",
    lines=(
        Line(
            "NY-1",
            "Seek intelligence from organisations that support vulnerable people",
            Element.LINKS,
            Status.COMMENCED,
            "Head of professional standards",
            recommendations=("2016-links",),
            evidence=(
                Evidence(
                    reference=Reference("action-plan.txt", "Work with domestic abuse services", 1),
                    answers=("who",),
                ),
            ),
        ),
    ),
    documents=(ENTRY,),
)
CUT_OFF = datetime(2017, 5, 31, 22, 59, 59, tzinfo=UTC)
"""The end of the London day by which documents were to be sent."""
KEY = Ed25519PrivateKey.from_private_bytes(b"Custodes, an example of 31 May 1")
"""Anybody can sign with this key: it stands for no force."""


def submission() -> Submission:
    """The example as what is sent."""
    return Submission(
        PLAN.force,
        "North Yorkshire Police",
        "2017",
        PLAN.strategy,
        CUT_OFF,
        CUT_OFF,
        "Nobody: made again from the public record",
        lines=PLAN.lines,
        documents=PLAN.documents,
    )


def packed() -> bytes:
    """The example as a package."""
    return write(submission(), {ENTRY.name: CONTENT}, KEY)
