"""Figures in the source of an HTML page that its parser takes no text from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from helpers.archive.lines import Line

#: What begins a part of a page that is no text of it, and what ends it.
_OPEN = re.compile(r"<(script|style|select|template|noscript|title|button)\b|<!--", re.IGNORECASE)
_CELL = re.compile(r"<t[dhr]\b", re.IGNORECASE)
_TAG_ON_LINE = re.compile(r"<[^<>\n]{0,2000}>")
_TAG = re.compile(r"<[^<>]{0,2000}>")
#: Entities stand for marks; the digits of their numbers are no figures.
_ENTITY = re.compile(r"&#?[0-9A-Za-z]+;?")
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
    source = _TAG_ON_LINE.sub(" ", _without_blocks(text))
    source = _ENTITY.sub(" ", _TAG.sub(_line_ends, source))
    read = Counter(_DIGITS.findall(" ".join(cell.text for line in found for cell in line.cells)))
    lacking = Counter(_DIGITS.findall(source)) - read
    if not lacking:
        return
    taken = {cell.line for line in found for cell in line.cells}
    for number, line in enumerate(source.split("\n")[:MAX_LINE], 1):
        if number not in taken and not lacking.keys().isdisjoint(_DIGITS.findall(line)):
            yield number, line.strip()


def _without_blocks(text: str) -> str:
    """Take scripts, comments and the like out, but for those that hold cells of a table."""
    kept, end = [], 0
    unclosed: set[str] = set()
    while opened := _OPEN.search(text, end):
        close = f"</{opened[1].lower()}" if opened[1] else "-->"
        found = None
        if close not in unclosed:
            found = re.compile(close, re.IGNORECASE).search(text, opened.end())
        if found is None:
            # It hides the rest, or nothing: no need to look for its end again.
            unclosed.add(close)
        after = found.start() if found else opened.end()
        kept.append(text[end : opened.start()])
        block = text[opened.start() : after]
        kept.append(block if _CELL.search(block) else _breaks(block))
        end = after
    return "".join((*kept, text[end:]))


def _line_ends(part: re.Match) -> str:
    return _breaks(part[0])


def _breaks(part: str) -> str:
    """Leave of a part of the source its line ends, so that the lines keep their numbers."""
    return "\n" * part.count("\n") or " "
