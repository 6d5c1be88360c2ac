"""Layouts A and B cut into sections at their headings, so that narrative stays narrative."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from helpers.archive import dates
from helpers.archive.lines import Cell, Line
from helpers.archive.prose import is_prose
from helpers.archive.text import fold
from helpers.archive.vocabulary import TURNOUT, Heading, heading

_DATES_LABEL = re.compile(
    r"^(?:dates? of (?:the )?elections?|(?:dates? des )?(?:derni[eè]res )?[eé]lections?) ?/ ?"
    r"(?:renewal|renouvellement)(?: ?\((?:from/to|de/[aà])\))*:? ?(.*)$",
    re.IGNORECASE,
)
#: Labels of layout B whose narrative begins on the same line.
_PURPOSE_LABEL = re.compile(
    r"^(?:purpose of elections|but (?:des [ée]lections|de la consultation)|"
    r"timing and scope of renewal|date et port[ée]e du renouvellement) (\S.*)$",
    re.IGNORECASE,
)
_SOURCE_LABEL = re.compile(r"Sources? ?: ?(\S.*)")
_ROUND_LINE = re.compile(r"(?:round|tour) ?(?:no|n°|number)\.? ?(\d.*)", re.IGNORECASE)


#: The election's dates stand in the first lines of a page.
HEAD_LINES = 60


@dataclass
class Section:
    """A heading and the lines under it."""

    heading: Heading
    line: Line
    body: list[Line] = field(default_factory=list)


def _heading_of(line: Line, expected: list[date]) -> Heading | None:
    """Find a heading: a line of its own, or the first cell of a row."""
    # A round's number with its date opens a block of the turnout, also after notes.
    text = round_text(line)
    if not text.isdecimal() and (found := dates.round_and_date(text, expected)):
        return Heading("turnout", found[0], str(found[1] or ""))
    if line.row:
        return heading(line.cells[0].text) if line.cells[0].text else None
    if (label := _run_on(line)) and (label[0] != "dates" or dates.dates(label[1])):
        return Heading(label[0])
    return heading(line.text)


def round_text(line: Line) -> str:
    """Return what follows "Round no": its number, and a date; nothing if the line has no round."""
    match = _ROUND_LINE.fullmatch(line.text)
    return match[1].rstrip(" :.-–") if match else ""


def _run_on(line: Line) -> tuple[str, str] | None:
    """Cut a line whose value runs on after its label: dates, the purpose, and the source."""
    text = line.text
    if match := _DATES_LABEL.match(text):
        return ("dates", match[1]) if match[1] else None
    if match := _PURPOSE_LABEL.match(text):
        return "narrative", match[1]
    match = _SOURCE_LABEL.match(text)
    return ("source", match[1]) if match else None


_TABLE_SECTIONS = ("turnout", "votes", "seats", "sex", "age", "profession")


def _ends_narrative(found: Heading, line: Line, layout: str, statistics_ahead: bool) -> bool:
    """Return True if a heading can follow narrative, so that its words in narrative are none."""
    if layout == "archive":
        # The archive's headings name the round, or end with a colon.
        if found.section in ("votes", "seats"):
            return found.round is not None
        if found.section in ("sex", "age", "profession", "narrative", "dates"):
            return line.row or line.text.rstrip().endswith(":") or found.section == "sex"
        return found.section in ("turnout", "source")
    if statistics_ahead:
        return found.section in ("statistics", "narrative", "dates", "turnout")
    return found.section in (*_TABLE_SECTIONS, "statistics", "dates", "source", "comments")


def cut(lines: list[Line], layout: str) -> Iterator[Section]:
    """Cut a page into sections; the first holds what stands before any heading.

    Parameters
    ----------
    lines : list of Line
        The page's lines.
    layout : str
        "archive" or "parline-2005": they differ in which headings can follow narrative.

    Yields
    ------
    Section
    """
    expected = [day for line in lines[:HEAD_LINES] for day in dates.dates(line.cells[-1].text)]
    expected += [
        d for line in lines[:HEAD_LINES] if (on := _run_on(line)) for d in dates.dates(on[1])
    ]
    found = [_heading_of(line, expected) for line in lines]
    for index, (line, following) in enumerate(itertools.pairwise(lines)):
        text = round_text(line)
        if text.isdecimal() and fold(following.cells[0].text).rstrip(" :") in TURNOUT:
            found[index] = Heading("turnout", int(text))
        # Words of a wrapped sentence can make a line that is a heading's.
        alone = found[index] and not line.row and not _run_on(line)
        if alone and (following.text[:1].islower() or is_prose(line.text)):
            found[index] = None
    last_statistics = max(
        (i for i, h in enumerate(found) if h and h.section == "statistics"), default=-1
    )
    current = Section(Heading("head"), Line((Cell("", 0),)))
    for index, (line, head) in enumerate(zip(lines, found, strict=True)):
        if head and not _goes_on(current, head, line, layout, index <= last_statistics):
            yield current
            current = Section(head, line)
            current.body.extend(_beside(line, head))
        else:
            current.body.append(line)
    yield current


def _beside(line: Line, head: Heading) -> Iterator[Line]:
    """Return what stands beside a heading: in the next cells, or run onto its label."""
    if line.row and head.section != "turnout":
        yield from (Line((cell,)) for cell in line.cells[1:] if cell.text)
    elif not line.row and (label := _run_on(line)):
        yield Line((Cell(label[1], line.number),))


def _goes_on(
    current: Section, head: Heading, line: Line, layout: str, statistics_ahead: bool
) -> bool:
    """Return True if narrative goes on in spite of a line that is worded like a heading."""
    if current.heading.section not in ("narrative", "comments"):
        return False
    if current.heading.section == "narrative" and _is_notes(current.line):
        # Notes between tables end at any heading but one that begins other narrative.
        other = head.section == "narrative" and not _is_notes(line)
        return other and layout != "archive"
    return not _ends_narrative(head, line, layout, statistics_ahead)


def _is_notes(line: Line) -> bool:
    return fold(line.text).rstrip(" :") in ("notes", "note")
