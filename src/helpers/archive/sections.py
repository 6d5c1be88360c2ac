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
_ROUND_LINE = re.compile(r"(?:round|tour) ?(?:no|n°|number)\.? ?(\d.*)", re.IGNORECASE)


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
    if not text.isdigit() and (found := dates.round_and_date(text, expected)):
        number, day = found
        return Heading("turnout", number, str(day or ""))
    if line.row:
        return heading(line.cells[0].text) if line.cells[0].text else None
    if (label := _run_on(line)) and (label[0] == "source" or dates.dates(label[1])):
        return Heading(label[0])
    return heading(line.text)


def round_text(line: Line) -> str:
    """Return what follows "Round no": its number, and a date; nothing if the line has no round."""
    match = _ROUND_LINE.fullmatch(line.text)
    return match[1].rstrip(" :.-–") if match else ""


def _run_on(line: Line) -> tuple[str, str] | None:
    """Cut a line whose value runs on after its label: dates, and the source."""
    if match := _DATES_LABEL.match(line.text):
        return ("dates", match[1]) if match[1] else None
    match = re.match(r"Sources? ?: ?(\S.*)", line.text)
    return ("source", match[1]) if match else None


_TABLE_SECTIONS = ("turnout", "votes", "seats", "sex", "age", "profession")


def _ends_narrative(found: Heading, line: Line, layout: str, statistics_ahead: bool) -> bool:
    """Tell whether a heading can follow narrative, so that its words in narrative are none."""
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
    expected = [day for line in lines[:60] for day in dates.dates(line.cells[-1].text)]
    expected += [d for line in lines[:60] if (on := _run_on(line)) for d in dates.dates(on[1])]
    found = [_heading_of(line, expected) for line in lines]
    for index, (line, following) in enumerate(itertools.pairwise(lines)):
        text = round_text(line)
        if text.isdigit() and fold(following.cells[0].text).rstrip(" :") in TURNOUT:
            found[index] = Heading("turnout", int(text))
        # Words of a wrapped sentence can make a line that is a heading's.
        if not line.row and (following.text[:1].islower() or is_prose(line.text)):
            found[index] = None
    last_statistics = max(
        (i for i, h in enumerate(found) if h and h.section == "statistics"), default=-1
    )
    current = Section(Heading("head"), Line((Cell("", 0),)))
    for index, (line, head) in enumerate(zip(lines, found, strict=True)):
        narrative = current.heading.section in ("narrative", "comments")
        if (
            head
            and narrative
            and not _ends_narrative(head, line, layout, index <= last_statistics)
            and not (current.heading.section == "narrative" and is_notes(current))
        ):
            head = None
        if (
            head
            and narrative
            and is_notes(current)
            and head.section == "narrative"
            and layout != "archive"
        ):
            head = None if fold(line.text) not in ("notes", "note") else head
        if head is None:
            current.body.append(line)
            continue
        yield current
        current = Section(head, line)
        rest = (
            [c for c in line.cells[1:] if c.text] if line.row and head.section != "turnout" else []
        )
        if not line.row and (label := _run_on(line)):
            rest = [Cell(label[1], line.number)]
        current.body.extend(Line((cell,)) for cell in rest)
    yield current


def is_notes(section: Section) -> bool:
    """Tell whether a section is notes or comments, which are narrative between tables."""
    return fold(section.line.text).rstrip(" :") in ("notes", "note", "comments", "commentaires")
