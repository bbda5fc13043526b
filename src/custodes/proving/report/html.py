"""The report as one page: nothing fetched, no script, and a policy that allows neither."""

import base64
import hashlib
from html import escape
from importlib.resources import files

from custodes.proving.report.blocks import Block, Bullets, Grid, Para, Picture, Report, Section
from custodes.proving.report.pictures.canvas import DARK, FONT, LIGHT

VERDICTS = {"met": "yes", "met, and the aim": "yes", "missed": "no"}


def page(report: Report) -> str:
    """The report as HTML."""
    style = _style()
    policy = f"default-src 'none'; style-src 'sha256-{_sha256(style)}'; base-uri 'none'"
    contents = "".join(
        f'<li><a href="#{section.id}">{escape(section.title)}</a></li>'
        for section in report.sections
    )
    body = "".join(_section(section) for section in report.sections)
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(report.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the report</a>\n'
        f'<div class="marking">{escape(report.marking)}</div>\n'
        f"<header><h1>{escape(report.title)}</h1></header>\n"
        f'<nav aria-label="Contents"><ol>{contents}</ol></nav>\n'
        f'<main id="main">\n{body}</main>\n'
        f"<footer><p>{escape(report.foot)}</p></footer>\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    blocks = "\n".join(
        _block(block, f"{section.id}-{place}") for place, block in enumerate(section.blocks)
    )
    return (
        f'<section aria-labelledby="{section.id}"><h2 id="{section.id}">{escape(section.title)}'
        f"</h2>\n{blocks}\n</section>\n"
    )


def _block(block: Block, name: str) -> str:
    if isinstance(block, Para):
        text = escape(block.text)
        return f'<p class="strong">{text}</p>' if block.strong else f"<p>{text}</p>"
    if isinstance(block, Bullets):
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
    if isinstance(block, Picture):
        return (
            f'<figure><figcaption id="{name}-caption">{escape(block.title)}</figcaption>'
            f'<div class="scroll" role="region" aria-labelledby="{name}-caption" tabindex="0">'
            f'<div class="picture">{block.svg}</div></div>'
            f"<details><summary>The same as a table</summary>{_grid(block.grid, name)}</details>"
            "</figure>"
        )
    return _grid(block, name)


def _grid(grid: Grid, name: str) -> str:
    def cell(place: int, text: str) -> str:
        number = ' class="number"' if place in grid.numbers else ""
        if not place:
            return f'<th scope="row">{escape(text)}</th>'
        known = VERDICTS.get(text) if grid.heads[place] == "verdict" else None
        if known:
            return f'<td><span class="{known}">{escape(text)}</span></td>'
        return f"<td{number}>{escape(text)}</td>"

    heads = "".join(
        f'<th scope="col"{" class=number" if n in grid.numbers else ""}>{escape(head)}</th>'
        for n, head in enumerate(grid.heads)
    )
    rows = "\n".join(
        f"<tr>{''.join(cell(place, text) for place, text in enumerate(row))}</tr>"
        for row in grid.rows
    )
    return (
        f'<div class="scroll" role="region" aria-labelledby="{name}-table" tabindex="0">'
        f'<table><caption id="{name}-table">{escape(grid.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _style() -> str:
    """The style sheet with the colours of the pictures."""
    sheet = files("custodes.proving.report").joinpath("report.css").read_text("utf-8")
    light = "".join(f"--{name}:{colour};" for name, colour in LIGHT.items())
    dark = "".join(f"--{name}:{colour};" for name, colour in DARK.items())
    marks = "".join(
        f"svg text.{name},svg polygon.{name},svg circle.{name}{{fill:var(--{name})}}"
        f"svg .line.{name}{{stroke:var(--{name})}}"
        for name in LIGHT
    )
    return (
        f":root{{{light}--font:{FONT}}}\n"
        f"@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}\n{sheet}{marks}\n"
    )


def _sha256(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
