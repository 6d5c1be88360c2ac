"""From a page's text to lines and cells: the one form in which layouts are read.

A :class:`Line` is either running text (one cell) or a row of a table, whose empty cells are kept.
HTML of any markup and plain text both become such lines, so the layouts are written once.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree, html

from helpers.archive.text import PageError, tidy


@dataclass(frozen=True)
class Cell:
    """A piece of text and the line of the file that it stands on, counted from 1."""

    text: str
    line: int


@dataclass(frozen=True)
class Line:
    """A line of running text, or a row of a table.

    Parameters
    ----------
    cells : tuple of Cell
        One for running text; for a row one for each column, empty ones included.
    row : bool
        Whether the cells are a table's.
    after_gap : bool
        Whether blank lines stand before it: a new paragraph.
    limit : str
        What was not read here because it would cost too much: a sentence, or nothing.
    """

    cells: tuple[Cell, ...]
    row: bool = False
    after_gap: bool = False
    limit: str = ""

    @cached_property
    def text(self) -> str:
        """All cells, one space between."""
        return " ".join(cell.text for cell in self.cells if cell.text)

    @cached_property
    def number(self) -> int:
        """Line of the file that the first text stands on."""
        return next((cell.line for cell in self.cells if cell.text), self.cells[0].line)


_TAGS = re.compile(
    r"<\s*(?:/\s*)?(html|body|table|tr|td|br|p|b|font|div|span|meta|h\d|!doctype)\b", re.I
)


#: Tags that only whole pages have.
_OF_PAGES = frozenset(("html", "body", "!doctype", "meta"))
#: A page of HTML has a tag in so many lines; a text into which some came has fewer.
LINES_A_TAG = 4
#: A name can hold a tag's sign, and a note a few; a page of HTML has more.
FEWEST_TAGS = 4


def is_html(text: str) -> bool:
    """Return True if a text is HTML: it has several tags, so that one in a name makes none.

    A page begins with a tag of its own, or has a tag in every few lines.
    """
    tags = [match[1].lower() for match in itertools.islice(_TAGS.finditer(text), FEWEST_TAGS)]
    if len(tags) < FEWEST_TAGS or set(tags) == {"td"}:
        return False
    if not _OF_PAGES.isdisjoint(tags):
        return True
    full = sum(1 for line in text.split("\n") if line and not line.isspace())
    enough = max(full // LINES_A_TAG, FEWEST_TAGS)
    return sum(1 for _ in itertools.islice(_TAGS.finditer(text), enough)) == enough


#: So many lines with strokes are a table's.
FEWEST_STROKES = 3
#: No table has so many columns.
MAX_SPAN = 20
#: No page has so many lines: those behind them are not read, and must not cost time.
MAX_LINES = 10_000


def lines(text: str) -> list[Line]:
    """Cut a page into lines and cells.

    Parameters
    ----------
    text : str
        The decoded page, text or HTML.

    Returns
    -------
    list of Line
        In the order of the page, without empty lines. Of a page that is far longer than any the
        first ones, and an empty one that says where reading ends.

    Raises
    ------
    PageError
        If it is HTML that no parser takes.
    """
    found = _from_html(text) if is_html(text) else _from_text(text)
    kept = list(itertools.islice(found, MAX_LINES + 1))
    if len(kept) > MAX_LINES:
        number = kept[-1].number
        kept[-1] = not_read(
            number,
            f"The page has more than {MAX_LINES:,} lines with text; line {number:,} and those "
            "below it are not read.",
        )
    return kept


def not_read(number: int, limit: str) -> Line:
    """Return an empty line that says what is not read, from a line of the file on."""
    return Line((Cell("", number),), limit=limit)


_ONLY_FIGURES = re.compile(r"[\d\s.,'’%()-]+")
_EDGE = re.compile(r"[^|]*\|\s*")
_RULED, _RULED_CELL = re.compile(r"[\s\-=_*+]{4,}"), re.compile(r"[-=:+ ]*")


def _from_text(text: str) -> Iterator[Line]:
    gap = True
    rows = text.split("\n")
    # One stroke can be part of a name; a copy that separates cells by them has several.
    strokes = [row.strip() for row in rows if "|" in row and row.strip() != "|"]
    several = [row.count("|") > 1 for row in strokes]
    piped = len(strokes) >= FEWEST_STROKES or (bool(several) and all(several))
    framed = all(row.startswith("|") and row.endswith("|") for row in strokes)
    for number, raw in enumerate(rows, 1):
        if not raw.strip():
            gap = True
            continue
        # A tab at an end is an empty cell's where a number stands, and indents a text.
        tabbed = "\t" in (raw if _ONLY_FIGURES.fullmatch(raw) else raw.strip())
        if raw.strip() == "|":
            # A bar alone stands between blocks.
            gap = True
            continue
        if not tabbed and _EDGE.fullmatch(raw):
            # A bar at the end of running text is the edge of its only cell.
            raw = raw.rstrip(" |\r")
        separator = "\t" if tabbed else "|" if piped and "|" in raw else None
        if separator:
            body = raw.strip(" ")
            if separator == "|" and framed:
                body = body[1:-1]
            cells = tuple(Cell(tidy(part), number) for part in body.split(separator))
            # A ruled line between a head and its rows says nothing.
            if all(_RULED_CELL.fullmatch(cell.text) for cell in cells):
                continue
            yield Line(cells, row=True, after_gap=gap)
        elif not _RULED.fullmatch(raw):
            yield Line((Cell(tidy(raw), number),), after_gap=gap)
        gap = False


# Elements that start a new line of running text; all others run on.
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl",
    "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
}  # fmt: skip
_SILENT = {
    "button", "head", "iframe", "noscript", "script", "select", "style", "template", "title",
}  # fmt: skip


def _from_html(text: str) -> Iterator[Line]:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise PageError("The file looks like HTML, but no parser can make sense of it.") from error
    yield from _blocks(root)


def _is_data_row(element: etree._Element) -> bool:
    return element.tag == "tr" and next(element.iter("table"), None) is None


def _blocks(root: etree._Element) -> Iterator[Line]:
    """Walk the tree in the order of the page, without recursion: depth is the page's choice."""
    buffer: list[Cell] = []
    gap = True
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        breaks = tag in _BLOCKS or tag == "br"
        if breaks and buffer:
            yield from _paragraph(buffer, gap)
            buffer, gap = [], tag != "br"
        if event == "start":
            if tag in _SILENT:
                walker.skip_subtree()
            elif tag == "pre" and next(element.iter("table"), None) is None:
                yield from _preformatted(element)
                walker.skip_subtree()
            elif _is_data_row(element):
                yield from _row(element)
                walker.skip_subtree()
            elif element.text:
                buffer.append(Cell(element.text, element.sourceline or 0))
        elif element.tail and element is not root:
            # lxml knows no line for text after an element: count on from the element's own.
            inside = 0 if tag == "br" else _breaks_inside(element)
            buffer.append(Cell(element.tail, (element.sourceline or 0) + inside))
    yield from _paragraph(buffer, gap)


def _preformatted(element: etree._Element) -> Iterator[Line]:
    offset = (element.sourceline or 1) - 1
    for line in _from_text("".join(element.itertext())):
        cells = tuple(Cell(cell.text, cell.line + offset) for cell in line.cells)
        yield Line(cells, line.row, line.after_gap)


def _breaks_inside(element: etree._Element) -> int:
    last = element.sourceline or 0
    for inner in element.iter():
        last = max(last, (inner.sourceline or 0) + (inner.text or "").count("\n"))
    return last - (element.sourceline or 0)


def _paragraph(pieces: list[Cell], gap: bool) -> Iterator[Line]:
    text = tidy("".join(piece.text for piece in pieces))
    if text:
        yield Line((Cell(text, _first_line(pieces)),), after_gap=gap)


def _first_line(pieces: Iterable[Cell]) -> int:
    """Return the line of the first piece of text that is not white space."""
    for piece in pieces:
        lead = len(piece.text) - len(piece.text.lstrip())
        if lead < len(piece.text):
            return piece.line + piece.text[:lead].count("\n")
    return 0


def _row(element: etree._Element) -> Iterator[Line]:
    """Turn a ``<tr>`` into lines; cells that hold as many ``<br>`` parts as each other pair up."""
    columns: list[list[Cell]] = []
    wide, limit = False, ""
    for cell in element.iter("td", "th"):
        parts = _parts(cell)
        # A cell that spans too much is harmless where none follows, as a title has it.
        if wide and not limit and any(part.text for part in parts):
            limit = (
                f"A cell stands beside one that spans more than {MAX_SPAN} columns; it is read as "
                f"if that spanned {MAX_SPAN}."
            )
        span = _span(cell)
        wide = wide or span > MAX_SPAN
        columns.append(parts)
        columns.extend([] for _ in range(min(span, MAX_SPAN) - 1))
    if limit:
        yield not_read(element.sourceline or 0, limit)
    if not columns:
        return
    height = max(map(len, columns))
    if sum(map(len, columns)) == 0:
        return
    here = element.sourceline or 0
    # A name can go on after a break; but three or more lines beside one value are labels.
    broken = len(columns[0]) > 1 and all(len(column) < 2 for column in columns[1:])
    if broken and (len(columns) > 2 or (len(columns) == 2 and len(columns[0]) == 2)):
        name = " ".join(part.text for part in columns[0] if part.text)
        columns[0] = [Cell(name, columns[0][0].line)]
    height = max(map(len, columns))
    for column in columns:
        # Empty parts hold their places, so that only those after the last figure can be missing.
        if 1 < len(column) < height and not all(part.text for part in column):
            column += [Cell("", column[-1].line)] * (height - len(column))
    many = [len(column) for column in columns if len(column) > 1]
    if len(set(many)) > 1 or (many and len(columns) > 1 and not _pairs(columns)):
        # Labels in one cell and another number of values in the next: no pairing is known.
        for column in columns:
            yield from (Line((part,)) for part in column if part.text)
        return
    if len([c for c in columns if any(p.text for p in c)]) == 1 and len(columns) == 1:
        yield from (Line((part,)) for part in columns[0] if part.text)
        return
    for index in range(height):
        cells = tuple(c[index] if index < len(c) else Cell("", here) for c in columns)
        if any(cell.text for cell in cells):
            yield Line(cells, row=True)


def _pairs(columns: list[list[Cell]]) -> bool:
    """Return True if the parts of cells belong to each other line by line."""
    heights = {len(column) for column in columns if column}
    # One label with several lines of values: "Dates of election" and its dates.
    return len(heights) == 1 or (len(columns[0]) == 1 and len(heights) == 2 and 1 in heights)


def _span(cell: etree._Element) -> int:
    """Return how many columns a cell spans; of more than any table has, one more than that."""
    text = (cell.get("colspan") or "1").lstrip("0")
    if not (text.isdecimal() and text.isascii()):
        return 1
    return int(text) if len(text) < 3 else MAX_SPAN + 1


def _parts(cell: etree._Element) -> list[Cell]:
    """Cut a cell at its line breaks; empty parts between breaks are kept, a last one is not."""
    parts: list[list[Cell]] = [[]]
    inside = etree.iterwalk(cell, events=("start", "end"))
    for event, element in inside:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _SILENT:
                inside.skip_subtree()
            elif element is not cell and (tag == "br" or (tag in _BLOCKS and any(parts[-1]))):
                parts.append([])
            if element.text and tag not in _SILENT:
                parts[-1].append(Cell(element.text, element.sourceline or 0))
        elif element is not cell and element.tail:
            if tag in _BLOCKS and any(piece.text.strip() for piece in parts[-1]):
                parts.append([])
            parts[-1].append(Cell(element.tail, element.sourceline or 0))
    found = [
        Cell(tidy("".join(piece.text for piece in part)), _first_line(part) or cell.sourceline or 0)
        for part in parts
    ]
    # What follows a last break is no part, unless a no-break space was put there to hold its place.
    if len(found) > 1 and not "".join(piece.text for piece in parts[-1]).strip(" \t\n"):
        found.pop()
    return found
