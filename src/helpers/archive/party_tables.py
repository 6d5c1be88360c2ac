"""The tables of votes and seats by party: which lines are rows, and how each row is read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from helpers.archive import choice, dates, numbers, rows
from helpers.archive.lines import Cell, Line
from helpers.archive.page import Doubt, Page, SeatRow, VoteRow
from helpers.archive.prose import ends_in_figures, ends_sentence, is_prose
from helpers.archive.sections import Section, round_text
from helpers.archive.text import fold, spaced
from helpers.archive.vocabulary import SeatColumn, seat_columns, vote_columns


@dataclass
class PartyTable:
    """The rows of one round's table, its columns, and what the page's other tables say.

    `counts` are the turnout's, as printed; `names` are those that a table has with figures.
    """

    section: str
    round: int
    columns: list
    rows: list[Line] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def tables_of(section: Section, page: Page) -> list[PartyTable]:
    """Cut a section of votes or seats into the tables of its rounds; leave narrative out.

    A table begins with its caption, or where a page has none with the first row, and ends with
    the first sentence or with a gap; lines that are no rows go to the unread ones.
    """
    kind = section.heading.section
    year = page.dates[0].year if page.dates else None

    def columns_of(line: Line) -> list | None:
        texts = [cell.text for cell in line.cells]
        return vote_columns(texts) if kind == "votes" else seat_columns(texts, year)

    default = (
        ["candidates", "votes", "percent"] if kind == "votes" else [SeatColumn("Total", "total")]
    )
    captions = [columns_of(line) for line in section.body]
    tables: list[PartyTable] = []
    number = section.heading.round or 1
    current: PartyTable | None = None
    reader = _Narrative(section.body)
    for index, line in enumerate(section.body):
        if found := dates.round_and_date(round_text(line), page.dates):
            number, current = found[0], None
            reader.restart()
        elif captions[index]:
            current = PartyTable(kind, number, captions[index])
            tables.append(current)
            reader.restart()
        elif reader.is_note(line):
            continue
        elif (current is None and any(captions[index:])) or not reader.is_row(index):
            page.unread.append((line.number, line.text))
        else:
            if current is None:
                current = PartyTable(kind, number, default)
                tables.append(current)
            current.rows.append(line)
    return tables


def share_context(tables: list[PartyTable], counts: list[str]) -> None:
    """Tell each table what the page prints outside it: counts, and the names of all parties."""
    printed = [line for table in tables for line in table.rows]
    names = {fold(rows.name(line.text)) for line in printed if LAST_FIGURE.search(line.text)}
    for table in tables:
        table.counts, table.names = counts, names


class _Narrative:
    """Where narrative begins and ends among the lines of a section.

    A line that is plainly part of a sentence begins it; it goes on until a sentence has ended and
    a row follows, or until a line ends in as many figures as only rows do. After a gap a text goes
    on with rows only if all lines up to the next gap look like some.
    """

    def __init__(self, body: list[Line]):
        self.body = body
        self.bracket = False
        self.restart()

    def restart(self) -> None:
        """Begin a table."""
        self.running = self.closed = self.told = False
        self.rows = 0

    def is_note(self, line: Line) -> bool:
        """Tell whether a line is a note in square brackets, which may be of several lines."""
        if line.text.startswith("[") or self.bracket:
            self.bracket = not line.text.endswith("]")
            return True
        return False

    def is_row(self, index: int) -> bool:
        """Tell whether a line is a row and not narrative; lines must be asked in their order."""
        line = self.body[index]
        told = [cell.text for cell in line.cells if cell.text]
        if line.row and len(told) > 1:
            self.rows += 1
            return any(c.isalpha() for c in told[0])
        if line.after_gap and self.rows and not line.row:
            self.closed, self.running = not self._block_of_rows(index), False
        if is_prose(line.text) or (self.running and not ends_in_figures(line.text)):
            self.running, self.told = not ends_sentence(line.text), True
            return False
        if self.told and not LAST_FIGURE.search(line.text):
            # After narrative a line without figures is more narrative, not a party's name.
            self.running = True
            return False
        self.running = False
        if self.closed or not any(c.isalpha() for c in line.text):
            return False
        self.rows += 1
        return True

    def _block_of_rows(self, index: int) -> bool:
        for line in self.body[index:]:
            if line.after_gap and line is not self.body[index]:
                break
            tail = line.text.split(" ")
            if is_prose(line.text) or len(tail) > 12 or not numbers.figure(tail[-1]):
                return False
        return True


def _joined(lines: list[Line], known: set[str]) -> Iterator[tuple[Line, str]]:
    """Put soft-wrapped names together again; tell of a name what is not plain about it.

    A line without figures goes on in the next if it plainly does: an open bracket, "and" at its
    end, "Party" alone on the next. It may go on if the next word would not have fitted the width
    of the names, and does if this explains every line without figures in the table. `known` are
    names that the page prints with figures: they are whole.
    """
    texts = [line for line in lines if not line.row]
    width = max((len(rows.name(line.text)) for line in texts), default=0)

    def overflows(line: Line, following: Line) -> bool:
        word = following.text.split(" ")[0]
        return len(line.text) + 1 + len(word) > width and fold(line.text) not in known

    pairs = [(a, b) for a, b in itertools.pairwise(texts) if not LAST_FIGURE.search(a.text)]
    wraps = bool(texts and LAST_FIGURE.search(texts[-1].text)) and all(
        _goes_on(a.text, b.text) or overflows(a, b) for a, b in pairs
    )
    waiting, last, told = None, None, ""
    for line in lines:
        if waiting is not None:
            apart = line.row or last.row or LAST_FIGURE.search(last.text)
            opened = waiting.text.count("(") > waiting.text.count(")")
            plainly = not apart and (opened or _goes_on(last.text, line.text))
            may = not apart and not plainly and overflows(last, line)
            if plainly or (may and wraps):
                cell = Cell(f"{waiting.text} {line.text}", waiting.number)
                waiting, last = Line((cell,), after_gap=waiting.after_gap), line
                told = "joined" if may else told
                continue
            yield waiting, told
            told = "open" if may and LAST_FIGURE.search(line.text) else ""
        waiting, last = line, line
    if waiting is not None:
        yield waiting, told


LAST_FIGURE = re.compile(r"\s(?:[+\-]?\d[\d.,'’]*\s?%?|=)$")
_OPEN_END = re.compile(
    r"(?:\b(?:and|of|the|for|de|du|des|la|le|les|et|pour|in|to|with|und)|[,/&–-])$", re.IGNORECASE
)
# No party is called so: the word ends a name that began on the line before.
_TAIL = re.compile(r"(?:\(.*|(?:party|parti|bloc|block|union|movement|alliance)(?: \(.*)?)")


def _goes_on(text: str, following: str) -> bool:
    """Tell whether a line without figures plainly goes on in the next."""
    if text.count("(") > text.count(")") or text.count("[") > text.count("]"):
        return True
    return (
        bool(_OPEN_END.search(text))
        or following[:1].islower()
        or bool(_TAIL.fullmatch(fold(rows.name(following))))
    )


def _row_readings(
    line: Line, readers: list[rows.Reader], spaces: bool
) -> list[rows.Reading] | None:
    """List a row's readings; None if a cell of it is no figure of its column."""
    if not line.row:
        return rows.text_readings(line.text, line.number, readers, spaces)
    party, cells = spaced(line.cells[0].text), list(line.cells[1:])
    while len(cells) > len(readers) and not cells[-1].text:
        cells.pop()
    if len(cells) == len(readers) or not any(cell.text for cell in cells):
        cells += [Cell("", line.number)] * (len(readers) - len(cells))
        figures = []
        for cell, reader in zip(cells, readers, strict=True):
            figure = None if numbers.is_empty(cell.text) else reader(cell.text, cell.line)
            if figure is None and not numbers.is_empty(cell.text):
                return None
            figures.append(figure)
        return [rows.Reading(party, tuple(figures))]
    texts = [cell.text for cell in cells]
    return rows.cell_readings(party, texts, [c.line for c in cells], readers) or None


def _readable(table: PartyTable, readers: list[rows.Reader], page: Page):
    """Yield each row with its readings; rows without any go to the unread lines."""
    spaces = _marked_by_spaces(table)
    for line, told in _joined(table.rows, table.names):
        if fold(line.cells[0].text if line.row else line.text) == "total" or re.match(
            r"(?:grand )?totaux?\b|total\b(?! [a-z])", fold(line.text)
        ):
            page.unread.append((line.number, line.text))
            continue
        readings = _row_readings(line, readers, spaces)
        if not readings or not readings[0].party:
            page.unread.append((line.number, line.text))
            continue
        if told:
            page.doubts.append(_wrapped(table, line, told))
        yield line, readings


def _wrapped(table: PartyTable, line: Line, told: str) -> Doubt:
    name = rows.name(line.text)
    said = {
        "joined": f"{name!r} is printed on more lines than one, and read as one name, because its "
        "next word did not fit the width of the names.",
        "open": f"Whether the name of {name!r} begins on the line above, which has no figures and "
        "is as wide as the names of the table, is not known.",
    }
    outcome = "ambiguous" if told == "open" else "noted"
    field = f"{table.section} of {name}"
    return Doubt(
        "reading of the row",
        line.number,
        field,
        line.text,
        name,
        said[told],
        outcome,
        table.section,
    )


_OTHER_MARK = re.compile(r"\d[,.'’\u00a0]\d{3}(?!\d)")


def _marked_by_spaces(table: PartyTable) -> bool:
    """Tell whether plain spaces can separate thousands: not where the page has another mark."""
    printed = table.counts + [line.text for line in table.rows]
    return not any(_OTHER_MARK.search(text) for text in printed)


_VOTE_READERS = {
    "candidates": rows.read_count,
    "votes": rows.read_count,
    "percent": rows.read_share,
    "other": rows.read_any,
}


def read_votes(
    table: PartyTable, page: Page, ballots: int | None, bases: dict[int, list[int]]
) -> None:
    """Add the rows of a table of votes to a page, and the doubts about them.

    Parameters
    ----------
    table : PartyTable
        The table.
    page : Page
        The page to add to.
    ballots : int or None
        Size of the electorate, where the page tells it.
    bases : dict of int to list of int
        By round, the counts on which shares of the votes may stand.
    """
    readers = [_VOTE_READERS[name] for name in table.columns]
    read = list(_readable(table, readers, page))
    if not read:
        return
    choices = choice.choose_votes(
        [readings for _, readings in read], table.columns, bases.get(table.round, []), ballots
    )
    for (line, _), chosen in zip(read, choices, strict=True):
        reading = chosen.reading
        cells = dict(zip(table.columns, reading.figures, strict=True))
        if chosen.rivals:
            options = [reading, *chosen.rivals]
            same = {
                name: figure
                for name, figure in cells.items()
                if all(o.figures[table.columns.index(name)] == figure for o in options)
            }
            page.doubts.append(_doubt("votes", line, reading.party, options, table.columns))
            cells = same
        elif chosen.rule == choice.BY_NAME:
            page.doubts.append(_in_name(line, reading))
        page.votes.append(
            VoteRow(
                table.round,
                reading.party,
                line.number,
                cells.get("candidates"),
                cells.get("votes"),
                cells.get("percent"),
            )
        )


def _in_name(line: Line, reading: rows.Reading) -> Doubt:
    return Doubt(
        "reading of the row",
        line.number,
        f"votes of {reading.party}",
        line.text,
        reading.party,
        f"The figure that ends {reading.party!r} is read as part of the name, {choice.BY_NAME}.",
        group="votes",
    )


def _doubt(
    field: str, line: Line, party: str, options: list[rows.Reading], names: list[str]
) -> Doubt:
    said = [
        ", ".join(
            f"{name} {figure.text}" for name, figure in zip(names, o.figures, strict=True) if figure
        )
        or "no figures"
        for o in options
    ]
    return Doubt(
        "reading of the row",
        line.number,
        f"{field} of {party}",
        line.text,
        " or ".join(dict.fromkeys(said)),
        f"The row of {party} can be read in {len(set(said))} ways, and nothing on the page "
        "decides.",
        "ambiguous",
        field,
    )


_SEAT_READERS = {"change": rows.read_change}


def read_seats(table: PartyTable, page: Page) -> None:
    """Add the rows of a table of seats to a page, whose votes help where cells were lost."""
    columns: list[SeatColumn] = table.columns
    readers = [_SEAT_READERS.get(column.kind, rows.read_seats) for column in columns]
    read = list(_readable(table, readers, page))
    if not read:
        return
    list_votes = {
        fold(row.party): float(row.votes.value if row.votes else row.percent.percent)
        for row in page.votes
        if row.votes or row.percent
    }
    if len({row.votes is None for row in page.votes if row.votes or row.percent}) > 1:
        # Votes for some and shares for others: the shares are there for more parties.
        list_votes = {
            fold(row.party): float(row.percent.percent) for row in page.votes if row.percent
        }
    names = {fold(row.party) for row in page.votes}
    choices = choice.choose_seats([readings for _, readings in read], columns, list_votes, names)
    names = [column.caption.lower() for column in columns]
    for (line, _), chosen in zip(read, choices, strict=True):
        options = [reading.figures for reading in (chosen.reading, *chosen.rivals)]
        shared = tuple(
            figure if all(option[i] == figure for option in options) else None
            for i, figure in enumerate(options[0])
        )
        if chosen.rule in (choice.BY_VOTES, choice.BY_COLUMN):
            page.doubts.append(_settled(line, chosen, names))
        page.seats.append(
            SeatRow(
                table.round,
                chosen.reading.party,
                line.number,
                tuple(columns),
                shared,
                chosen.inferred,
                tuple(options) if len(options) > 1 else (),
                line.text,
            )
        )


def _settled(line: Line, chosen: choice.Choice, names: list[str]) -> Doubt:
    placed = ", ".join(
        f"{names[i]} {chosen.reading.figures[i].text}" for i in chosen.reading.filled
    )
    return Doubt(
        "lost cells",
        line.number,
        f"seats of {chosen.reading.party}",
        line.text,
        placed,
        f"An empty cell left no trace in the row of {chosen.reading.party}; it is read as "
        f"{placed}, {chosen.rule}.",
        group="seats",
    )
