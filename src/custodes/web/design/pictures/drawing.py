"""A picture and the elements it is drawn with: text in, SVG out, everything escaped."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from custodes.web.design.pictures.palette import INK

FONT = "Arial, 'Liberation Sans', sans-serif"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Picture:
    """A drawn SVG, with what it shows in words and as a table for those who do not see it.

    `size` is how little room it can bear on a screen (s, m, l): below that it scrolls.
    """

    svg: str
    title: str
    description: str
    columns: tuple[dict[str, Any], ...]
    rows: tuple[tuple[Any, ...], ...]
    size: str = "l"

    def __html__(self) -> str:
        """The picture as markup: every text in it was escaped when it was drawn."""
        return self.svg

    def file(self) -> str:
        """The picture as an SVG file of its own, for a document."""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.svg}'


def tag(name: str, *inside: str, **attributes: Any) -> str:
    """One element; `stroke_width=2` is written `stroke-width="2"`, nothing for None."""
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_written(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def words(
    x: float,
    y: float,
    text: str,
    size: int = 14,
    anchor: Anchor = "start",
    colour: str = INK,
    bold: bool = False,
) -> str:
    """A line of text with its base line at y."""
    return tag(
        "text",
        _clean(text),
        x=x,
        y=y,
        font_size=size,
        text_anchor=None if anchor == "start" else anchor,
        fill=colour,
        font_weight="bold" if bold else None,
    )


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, **more: Any
) -> str:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width, **more)


def box(x: float, y: float, width: float, height: float, fill: str, **more: Any) -> str:
    """A rectangle."""
    return tag("rect", x=x, y=y, width=width, height=height, fill=fill, **more)


def picture(
    title: str,
    description: str,
    width: float,
    height: float,
    drawn: Sequence[str],
    columns: Sequence[dict[str, Any]],
    rows: Sequence[Sequence[Any]],
    size: str = "l",
) -> Picture:
    """The elements as a picture with its title and description, named for assistive technology."""
    body = "".join(drawn)
    name = "p" + hashlib.sha256(f"{title}{description}{body}".encode()).hexdigest()[:10]
    svg = tag(
        "svg",
        tag("title", _clean(title), id=f"{name}-t"),
        tag("desc", _clean(description), id=f"{name}-d"),
        body,
        xmlns="http://www.w3.org/2000/svg",
        class_="custodes-picture__svg",
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-t {name}-d",
        font_family=FONT,
    )
    return Picture(svg, title, description, tuple(columns), tuple(map(tuple, rows)), size)


def _written(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return NOT_XML.sub("", str(value))


def _clean(text: str) -> str:
    return escape(NOT_XML.sub("", text))


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters; the cut is shown by three dots."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
