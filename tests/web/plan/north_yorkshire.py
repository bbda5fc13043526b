"""North Yorkshire's submission of May 2017, made again from what the letter of October says of it:
work with support organisations, without detail; nothing on the unit, IT or the strategy."""

from custodes.web.plan.contents import Document, Evidence, Line, Plan, Reference
from custodes.web.plan.elements import Element, Status
from custodes.web.submission.package import document

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
