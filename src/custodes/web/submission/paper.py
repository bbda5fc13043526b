"""The commissioner's copy: a submission as a tagged PDF, with the hash of the file it is of."""

from importlib.resources import files
from typing import Any

from custodes.web.design.page import MARKING
from custodes.web.documents.pdf import pdf
from custodes.web.plan.elements import ELEMENTS, QUALIFIER_WORDS, STATUS_WORDS, strand_words
from custodes.web.submission.keys import fingerprint
from custodes.web.submission.package import Package, Submission


def commissioners_copy(package: Package) -> bytes:
    """The submission as a PDF: what the force says, its lines, and what they rest on."""
    sent = package.submission
    content = {
        "force": sent.force_name,
        "facts": [
            ["Round", sent.round],
            ["Facts until", sent.cut_off.strftime("%d %B %Y, %H:%M UTC")],
            ["Signed by", sent.signed_by],
            ["Strategy", sent.strategy or "none named"],
            ["SHA-256 of the package", package.sha256],
            ["Key of the force", package.key],
            ["Fingerprint of the key", fingerprint(package.key)],
            *([f"Confirmed: {one.kind} in {one.where}", one.because] for one in sent.confirmed),
        ],
        "elements": [
            {
                "title": looked.title,
                "claim": next(
                    (
                        "; ".join(
                            [STATUS_WORDS[c.status], *(QUALIFIER_WORDS[q] for q in c.qualifiers)]
                        )
                        + (f". {c.text}" if c.text else "")
                        for c in sent.claims
                        if c.element is element
                    ),
                    "",
                ),
                "lines": [_line(line, sent) for line in sent.lines if line.element is element],
            }
            for element, looked in ELEMENTS.items()
        ],
        "documents": [[d.title, d.name, d.sha256] for d in sent.documents],
    }
    source = files("custodes.web.submission") / "typst" / "copy.typ"
    title = f"Submission of {sent.force_name}, round {sent.round}"
    return pdf(source, content, marking=MARKING, run="", title=title)


def _line(line: Any, sent: Submission) -> list[str]:
    figures = {figure.id: figure for figure in sent.figures}
    rests = []
    for one in line.evidence:
        if one.reference is not None:
            page = f", page {one.reference.page}" if one.reference.page else ""
            rests.append(f"{one.reference.shows} ({one.reference.document}{page})")
        elif one.figure in figures:
            figure = figures[one.figure]
            value = f"{figure.value:.0%}" if figure.unit == "share" else f"{figure.value:g}"
            unit = "" if figure.unit == "share" else f" {figure.unit}"
            rests.append(f"{figure.title}: {value}{unit} ({figure.run}, {figure.on:%d %B %Y})")
    strand = f" [{strand_words(line.strand)}]" if line.strand else ""
    return [
        line.id,
        f"{line.title}{strand}",
        STATUS_WORDS[line.status],
        line.owner or "nobody",
        f"{line.due:%d %b %Y}" if line.due else "",
        "; ".join(rests) or "nothing",
    ]
