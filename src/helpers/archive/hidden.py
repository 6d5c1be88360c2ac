"""Figures in the source of an HTML page that its parser takes no text from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.archive.lines import Line

#: What pages have that is no text; a block that holds cells is none of these.
_BLOCK = re.compile(
    r"<(script|style|select|template|noscript)\b[^>]{0,2000}>.{0,100000}?</\1>"
    r"|<!--.{0,100000}?-->",
    re.IGNORECASE | re.DOTALL,
)
_CELL = re.compile(r"<t[dhr]\b", re.IGNORECASE)
#: A figure in a cell, with what tags stand before it.
_FIGURE = re.compile(r"<t[dh]\b[^<>]{0,300}>(?:\s|&nbsp;|<[^<>]{0,100}>){0,20}\(?\d", re.IGNORECASE)
#: The parser counts no further.
MAX_LINE = 65_000


def rows(text: str, found: list[Line]) -> Iterator[tuple[int, str]]:
    """Yield the source lines with figures in cells that no line of the page came from.

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
    text = _BLOCK.sub(_blank, text)
    taken = {cell.line for line in found for cell in line.cells}
    for number, source in enumerate(text.split("\n")[:MAX_LINE], 1):
        if number not in taken and _FIGURE.search(source):
            yield number, source.strip()


def _blank(block: re.Match) -> str:
    return block[0] if _CELL.search(block[0]) else "\n" * block[0].count("\n")
