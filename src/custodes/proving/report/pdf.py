"""The report as a PDF that a screen reader can read (PDF/UA-1), set by Typst from its own fonts."""

import json
import re
from datetime import datetime

import typst

from custodes.proving.report.blocks import Block, Bullets, Grid, Para, Picture, Report

WIDE = 5
"""Tables with more columns than this are set small."""

HEAD = """
#set document(title: {title}, author: "Custodes", date: none)
#set page(paper: "a4", margin: (x: 18mm, top: 24mm, bottom: 20mm),
  header: text(size: 9pt, weight: "bold", {marking}),
  footer: context text(size: 8pt)[
    #{foot} #h(1fr) page #counter(page).display("1 of 1", both: true)
  ])
#set text(lang: "en", region: "gb", font: "Libertinus Serif", size: 10.5pt)
#set par(leading: 0.62em, spacing: 0.95em)
#show heading: set block(above: 1.6em, below: 0.8em, sticky: true)
#show table.cell.where(y: 0): set text(weight: "bold")
#show figure: set block(breakable: true)
#show figure.caption: it => block(
  width: 100%, sticky: true, align(left, text(weight: "bold", it.body)))
#set figure(numbering: none, supplement: none)
#set figure.caption(position: top)
#set table(stroke: (x, y) => (bottom: if y == 0 {{ 1pt }} else {{ 0.4pt + luma(180) }}),
  inset: (x: 4pt, y: 4pt))
#title()
#outline(title: none, depth: 1)
"""


def pdf(report: Report, made: datetime) -> bytes:
    """The report as PDF/UA-1. `made` is when, so that the same results give the same bytes."""
    written: bytes = typst.compile(
        source(report).encode(),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(made.timestamp()),
    )
    return written


def source(report: Report) -> str:
    """The report in Typst's own language; every text goes in as a string, so none is markup."""
    parts = [
        HEAD.format(
            title=_text(report.title), marking=_text(report.marking), foot=_text(report.foot)
        )
    ]
    for section in report.sections:
        parts.append(f"#heading(level: 1, {_text(section.title)})")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Para):
        return f"#strong({_text(block.text)})" if block.strong else f"#{_text(block.text)}"
    if isinstance(block, Bullets):
        return f"#list({', '.join(_text(item) for item in block.items)})"
    if isinstance(block, Picture):
        drawn = f'#image(bytes({_text(block.svg)}), format: "svg", width: 100%, alt: '
        told = _text(f"{block.title}. {block.description}")
        caption = f"#block(sticky: true, strong({_text(block.title)}))"
        return f"{caption}\n\n{drawn}{told})\n\n{_grid(block.grid)}"
    return _grid(block)


def _grid(grid: Grid) -> str:
    widest = [
        max([len(row[place]) for row in grid.rows] + [len(head)])
        for place, head in enumerate(grid.heads)
    ]
    columns = ", ".join(f"{max(9, min(34, letters))}fr" for letters in widest)
    aligned = ", ".join("right" if n in grid.numbers else "left" for n in range(len(widest)))
    heads = ", ".join(_text(head) for head in grid.heads)
    cells = "".join(f"  {', '.join(_text(text) for text in row)},\n" for row in grid.rows)
    size = "8pt" if len(grid.heads) > WIDE else "9pt"
    return (
        f"#figure(caption: {_text(grid.caption)}, kind: table, {{ set text(size: {size}); "
        f"table(columns: ({columns},), align: ({aligned},), table.header({heads}),\n{cells}) }})"
    )


def _text(words: str) -> str:
    """Words as a string of Typst, with places where a long run of letters may break."""
    loose = (
        words if words.startswith("<svg") else re.sub(r"([0-9a-f]{16})(?=\S)", "\\1\u200b", words)
    )
    return json.dumps(loose, ensure_ascii=False)
