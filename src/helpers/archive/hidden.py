"""Figures in the source of an HTML page that its parser takes no text from."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from helpers.archive.lines import Line

#: What pages have that is no text of theirs; a block that holds cells is none of these.
_BLOCK = re.compile(
    r"<(script|style|select|template|noscript|title|button)\b[^>]{0,2000}>.{0,100000}?</\1>"
    r"|<!--.{0,100000}?-->",
    re.IGNORECASE | re.DOTALL,
)
_CELL = re.compile(r"<t[dhr]\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DIGITS = re.compile(r"[0-9]+")
#: The parser counts no further.
MAX_LINE = 65_000


def rows(text: str, found: list[Line]) -> Iterator[tuple[int, str]]:
    """Yield the source lines with figures that no line of the page came from.

    Parameters
    ----------
    text : str
        The source: a tag that was never closed, or a second end of the page, can hide a part of it.
    found : list of Line
        What the parser made of it.

    Yields
    ------
    tuple of (int, str)
        Number of the line, and the line.
    """
    source = _TAG.sub(_line_ends, _BLOCK.sub(_blank, text))
    read = Counter(_DIGITS.findall(" ".join(cell.text for line in found for cell in line.cells)))
    lacking = Counter(_DIGITS.findall(html.unescape(source))) - read
    if not lacking:
        return
    taken = {cell.line for line in found for cell in line.cells}
    for number, line in enumerate(source.split("\n")[:MAX_LINE], 1):
        if number not in taken and not lacking.keys().isdisjoint(_DIGITS.findall(line)):
            yield number, line.strip()


def _blank(block: re.Match) -> str:
    return block[0] if _CELL.search(block[0]) else _line_ends(block)


def _line_ends(part: re.Match) -> str:
    """Leave of a part of the source its line ends, so that the lines keep their numbers."""
    return "\n" * part[0].count("\n") or " "
