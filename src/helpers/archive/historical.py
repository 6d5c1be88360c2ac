"""Layouts A and B, the pages of the historical archive: headings, and under each its lines.

A page is first cut into sections at its headings, so that narrative stays narrative; each section
then has its own small reader.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from helpers.archive import choice, dates, numbers, rows, turnout
from helpers.archive.lines import Cell, Line
from helpers.archive.page import Doubt, Figure, MemberRow, Page, SeatColumn, SeatRow, VoteRow
from helpers.archive.prose import ends_in_figures, ends_sentence, is_prose
from helpers.archive.text import fold, spaced, tidy
from helpers.archive.vocabulary import (
    HEAD,
    SCOPES,
    SEX,
    TURNOUT,
    Heading,
    heading,
    seat_columns,
    vote_columns,
)

_COUNTRY = re.compile(
    r"<+ ?return to .*?election(?:\(s\)|s)? results? for (.+?) ?<+$"
    r"|<+ ?retour .*?(?:elections?|electoraux) (?:pour|de|en|du|au) (.+?) ?<+$",
    re.IGNORECASE,
)
_DATES_LABEL = re.compile(
    r"^(?:dates? of (?:the )?elections?|(?:dates? des )?(?:derni[eè]res )?[eé]lections?) ?/ ?"
    r"(?:renewal|renouvellement)(?: ?\((?:from/to|de/[aà])\))*:? ?(.*)$",
    re.IGNORECASE,
)
_ROUND_LINE = re.compile(r"(?:round|tour) ?(?:no|n°|number)\.? ?(\d.*)", re.IGNORECASE)
_COLON_COUNT = re.compile(r"(.*\S) ?: ?(\S.*)")


@dataclass
class _Section:
    """A heading and the lines under it."""

    heading: Heading
    line: Line
    body: list[Line] = field(default_factory=list)


def read(lines: list[Line], page: Page) -> None:
    """Fill a page from the lines of layout A or B.

    Parameters
    ----------
    lines : list of Line
        The page's lines.
    page : Page
        With its layout; everything else is filled in.
    """
    sections = list(_sections(lines, page.layout))
    _read_head(sections[0].body, page)
    for section in sections[1:]:
        if section.heading.section == "dates":
            _read_dates(section, page)
    drafts: dict[int, turnout.Draft] = {}
    for section in sections[1:]:
        match section.heading.section:
            case "turnout" | "statistics":
                _read_turnout(section, page, drafts)
            case "votes" | "seats" | "age" | "profession" | "sex" | "dates":
                pass
            case "source":
                _read_source(section, page)
            case _:
                _read_scope(section, page)
    votes = [t for s in sections if s.heading.section == "votes" for t in _tables(s, page)]
    seats = [t for s in sections if s.heading.section == "seats" for t in _tables(s, page)]
    ballots, bases = turnout.sizes(list(drafts.values()))
    counts = [figure.text for draft in drafts.values() for figure in draft.figures]
    printed = [line for table in (*votes, *seats) for line in table.rows]
    names = {fold(rows.name(line.text)) for line in printed if _LAST_FIGURE.search(line.text)}
    for table in (*votes, *seats):
        table.counts, table.names = counts, names
    for table in votes:
        _read_votes(table, page, ballots, bases)
    sums = {
        number: sum(v.votes.value for v in page.votes if v.round == number and v.votes)
        for number in drafts
    }
    for number, draft in sorted(drafts.items()):
        settled, doubts = turnout.settle(draft, sums[number])
        page.rounds.append(settled)
        page.doubts.extend(doubts)
    for table in seats:
        _read_seats(table, page)
    for section in sections[1:]:
        if section.heading.section == "sex":
            _read_sex(section, page)
        elif section.heading.section in ("age", "profession"):
            _read_groups(section, page)


# -- sections ----------------------------------------------------------------------------------


def _heading_of(line: Line, expected: list[date]) -> Heading | None:
    """Find a heading: a line of its own, or the first cell of a row."""
    # A round's number with its date opens a block of the turnout, also after notes.
    text = _round_text(line)
    if not text.isdigit() and (found := dates.round_and_date(text, expected)):
        number, day = found
        return Heading("turnout", number, str(day or ""))
    if line.row:
        return heading(line.cells[0].text) if line.cells[0].text else None
    if (label := _run_on(line)) and (label[0] == "source" or dates.dates(label[1])):
        return Heading(label[0])
    return heading(line.text)


def _round_text(line: Line) -> str:
    """Return what follows "Round no": its number, and a date; nothing if the line has no round."""
    match = _ROUND_LINE.fullmatch(line.text)
    return match[1].rstrip(" :.-–") if match else ""


def _run_on(line: Line) -> tuple[str, str] | None:
    """Cut a line whose value runs on after its label: dates, and the source."""
    if match := _DATES_LABEL.match(line.text):
        return ("dates", match[1]) if match[1] else None
    match = re.match(r"Sources? ?: ?(\S.*)", line.text)
    return ("source", match[1]) if match else None


_TABLES = ("turnout", "votes", "seats", "sex", "age", "profession")


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
    return found.section in (*_TABLES, "statistics", "dates", "source", "comments")


def _sections(lines: list[Line], layout: str) -> Iterator[_Section]:
    expected = [day for line in lines[:60] for day in dates.dates(line.cells[-1].text)]
    expected += [d for line in lines[:60] if (on := _run_on(line)) for d in dates.dates(on[1])]
    found = [_heading_of(line, expected) for line in lines]
    for index, (line, following) in enumerate(itertools.pairwise(lines)):
        text = _round_text(line)
        if text.isdigit() and fold(following.cells[0].text).rstrip(" :") in TURNOUT:
            found[index] = Heading("turnout", int(text))
        # Words of a wrapped sentence can make a line that is a heading's.
        if not line.row and (following.text[:1].islower() or is_prose(line.text)):
            found[index] = None
    last_statistics = max(
        (i for i, h in enumerate(found) if h and h.section == "statistics"), default=-1
    )
    current = _Section(Heading("head"), Line((Cell("", 0),)))
    for index, (line, head) in enumerate(zip(lines, found, strict=True)):
        narrative = current.heading.section in ("narrative", "comments")
        if (
            head
            and narrative
            and not _ends_narrative(head, line, layout, index <= last_statistics)
            and not (current.heading.section == "narrative" and _note(current))
        ):
            head = None
        if (
            head
            and narrative
            and _note(current)
            and head.section == "narrative"
            and layout != "archive"
        ):
            head = None if fold(line.text) not in ("notes", "note") else head
        if head is None:
            current.body.append(line)
            continue
        yield current
        current = _Section(head, line)
        rest = (
            [c for c in line.cells[1:] if c.text] if line.row and head.section != "turnout" else []
        )
        if not line.row and (label := _run_on(line)):
            rest = [Cell(label[1], line.number)]
        current.body.extend(Line((cell,)) for cell in rest)
    yield current


def _note(section: _Section) -> bool:
    return fold(section.line.text).rstrip(" :") in ("notes", "note", "comments", "commentaires")


def _read_head(body: list[Line], page: Page) -> None:
    """Read country and chamber from what stands before the first heading."""
    plain: list[Line] = []
    labelled: dict[str, str] = {}
    for line in body:
        if match := _COUNTRY.search(line.text):
            page.country = tidy(match[1] or match[2])
            continue
        first = line.cells[0].text
        for name, pattern in HEAD.items():
            folded = fold(first)
            match = pattern.match(folded)
            if not match:
                continue
            if line.row and match.end() == len(folded.rstrip(" :")):
                labelled[name] = " ".join(c.text for c in line.cells[1:] if c.text)
            elif not line.row:
                # The fold keeps the length of these labels, but not of what follows.
                labelled[name] = tidy(_after_label(first, match[0]).lstrip(" :"))
            break
        else:
            plain.append(line)
    name = labelled.get("chamber_b") or labelled.get("chamber") or labelled.get("parliament")
    page.chamber = name or page.chamber
    heads = [line.text for line in plain if not line.text.startswith("[")]
    if page.country is None and heads and page.layout != "archive":
        known = {labelled.get("parliament"), labelled.get("chamber_b")}
        if heads[0] not in known and not (len(heads) == 1 and heads[0] == page.chamber):
            page.country = heads[0]
            if page.chamber is None and len(heads) > 1:
                page.chamber = heads[1]


def _after_label(text: str, label: str) -> str:
    """Cut a folded label off a text that was not folded."""
    for end in range(len(text) + 1):
        if fold(text[:end]) == label.strip():
            return text[end:]
    return ""


def _read_dates(section: _Section, page: Page) -> None:
    for line in section.body:
        found = dates.dates(line.text)
        if found:
            page.dates_line = page.dates_line or line.number
            page.dates.extend(day for day in found if day not in page.dates)
        elif dates.is_month(line.text):
            page.year = page.year or int(re.search(r"\d{4}", line.text)[0])
        elif not line.text.startswith("["):
            page.unread.append((line.number, line.text))


def _read_scope(section: _Section, page: Page) -> None:
    for line in section.body[:3]:
        if scope := SCOPES.get(fold(line.text).rstrip(" .")):
            page.scope = scope


def _read_source(section: _Section, page: Page) -> None:
    for line in section.body:
        if match := re.search(r"https?://\S+", line.text):
            page.url = page.url or match[0].rstrip(".,;)")
        elif match := _COUNTRY.search(line.text):
            page.country = page.country or tidy(match[1] or match[2])


# -- turnout -----------------------------------------------------------------------------------


def _read_turnout(section: _Section, page: Page, drafts: dict[int, turnout.Draft]) -> None:
    draft = None
    if section.heading.section == "turnout":
        number = section.heading.round or 1
        day = next(iter(dates.dates(section.heading.date)), None)
        draft = drafts.setdefault(number, turnout.Draft(number, section.line.number, day))
    for line in section.body:
        if line.text.startswith("["):
            continue
        if (text := _round_text(line)).isdigit():
            number = int(text)
            draft = drafts.setdefault(number, turnout.Draft(number, line.number, None))
            continue
        read = _turnout_line(line)
        if read is None or draft is None:
            page.unread.append((line.number, line.text))
            continue
        draft.add(*read)


def _turnout_line(line: Line) -> tuple[str | None, Figure | None, bool] | None:
    """Read a line of the turnout block: its label, its figure, and whether a cell is printed."""
    first = line.cells[0].text
    if line.row:
        rest = " ".join(c.text for c in line.cells[1:] if c.text)
        at = next((c.line for c in line.cells[1:] if c.text), line.number)
        label = TURNOUT.get(fold(first).rstrip(" :"))
        if label:
            figure = numbers.figure(rest, at)
            return (label, figure, True) if figure or numbers.is_empty(rest) else None
        return None
    label = TURNOUT.get(fold(first).rstrip(" :"))
    if label:
        return label, None, False
    if figure := numbers.figure(first, line.number):
        return None, figure, False
    for words, name in TURNOUT.items():
        if fold(first).startswith(words):
            rest = _after_label(first, words).lstrip(" :")
            if figure := numbers.figure(rest, line.number):
                return name, figure, True
            if numbers.is_empty(rest):
                return name, None, True
    return None


# -- tables of parties -------------------------------------------------------------------------


@dataclass
class _Table:
    """The rows of one round's table, its columns, and what the page's other tables say.

    `counts` are the turnout's, as printed; `names` are those that a table has with figures.
    """

    section: str
    round: int
    columns: list
    rows: list[Line] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def _tables(section: _Section, page: Page) -> list[_Table]:
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
    tables: list[_Table] = []
    number = section.heading.round or 1
    current: _Table | None = None
    reader = _Narrative(section.body)
    for index, line in enumerate(section.body):
        if found := dates.round_and_date(_round_text(line), page.dates):
            number, current = found[0], None
            reader.restart()
        elif captions[index]:
            current = _Table(kind, number, captions[index])
            tables.append(current)
            reader.restart()
        elif reader.is_note(line):
            continue
        elif (current is None and any(captions[index:])) or not reader.is_row(index):
            page.unread.append((line.number, line.text))
        else:
            if current is None:
                current = _Table(kind, number, default)
                tables.append(current)
            current.rows.append(line)
    return tables


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
        if self.told and not _LAST_FIGURE.search(line.text):
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

    pairs = [(a, b) for a, b in itertools.pairwise(texts) if not _LAST_FIGURE.search(a.text)]
    wraps = bool(texts and _LAST_FIGURE.search(texts[-1].text)) and all(
        _goes_on(a.text, b.text) or overflows(a, b) for a, b in pairs
    )
    waiting, last, told = None, None, ""
    for line in lines:
        if waiting is not None:
            apart = line.row or last.row or _LAST_FIGURE.search(last.text)
            opened = waiting.text.count("(") > waiting.text.count(")")
            plainly = not apart and (opened or _goes_on(last.text, line.text))
            may = not apart and not plainly and overflows(last, line)
            if plainly or (may and wraps):
                cell = Cell(f"{waiting.text} {line.text}", waiting.number)
                waiting, last = Line((cell,), after_gap=waiting.after_gap), line
                told = "joined" if may else told
                continue
            yield waiting, told
            told = "open" if may and _LAST_FIGURE.search(line.text) else ""
        waiting, last = line, line
    if waiting is not None:
        yield waiting, told


_LAST_FIGURE = re.compile(r"\s(?:[+\-]?\d[\d.,'’]*\s?%?|=)$")
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


def _readable(table: _Table, readers: list[rows.Reader], page: Page):
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


def _wrapped(table: _Table, line: Line, told: str) -> Doubt:
    name = rows.name(line.text)
    said = {
        "joined": f"{name!r} is printed on more lines than one, and read as one name, because its "
        "next word did not fit the width of the names.",
        "open": f"Whether the name of {name!r} begins on the line above, which has no figures and "
        "is as wide as the names of the table, is not known.",
    }
    outcome = "ambiguous" if told == "open" else "noted"
    field = f"{table.section} of {name}"
    return Doubt("reading of the row", line.number, field, line.text, name, said[told], outcome)


_OTHER_MARK = re.compile(r"\d[,.'’\u00a0]\d{3}(?!\d)")


def _marked_by_spaces(table: _Table) -> bool:
    """Tell whether plain spaces can separate thousands: not where the page has another mark."""
    printed = table.counts + [line.text for line in table.rows]
    return not any(_OTHER_MARK.search(text) for text in printed)


_VOTE_READERS = {
    "candidates": rows.read_count,
    "votes": rows.read_count,
    "percent": rows.read_share,
}


def _read_votes(
    table: _Table, page: Page, ballots: int | None, bases: dict[int, list[int]]
) -> None:
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
    )


_SEAT_READERS = {"change": rows.read_change}


def _read_seats(table: _Table, page: Page) -> None:
    columns: list[SeatColumn] = table.columns
    readers = [_SEAT_READERS.get(column.counts, rows.read_seats) for column in columns]
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
    )


# -- members -----------------------------------------------------------------------------------


def _flat(section: _Section) -> list[Line]:
    """Return the section's lines up to the first that is narrative."""
    kept: list[Line] = []
    for line in section.body:
        if line.text.startswith("["):
            continue
        if not line.row and is_prose(line.text):
            break
        kept.append(line)
    return kept


def _read_sex(section: _Section, page: Page) -> None:
    labels: list[str] = []
    values: list[Figure] = []
    placed: dict[str, Figure] = {}
    used: list[Line] = []
    lines = _flat(section)
    for index, line in enumerate(lines):
        texts = [cell.text for cell in line.cells]
        found = [SEX.get(fold(text).rstrip(" :")) for text in texts if text]
        if found and all(found):
            labels.extend(found)
            following = lines[index + 1] if index + 1 < len(lines) else None
            if line.row and len(found) > 1 and following is not None and following.row:
                # A head and its row: cells stand under their labels.
                for label, cell in zip(found, following.cells, strict=False):
                    if figure := _sex_figure(label, cell):
                        placed[label] = figure
                        used.append(following)
            continue
        if line in used:
            continue
        if line.row and found and found[0]:
            figure = next((f for c in line.cells[1:] if (f := _sex_figure(found[0], c))), None)
            if figure:
                placed[found[0]] = figure
            elif any(c.text and not numbers.is_empty(c.text) for c in line.cells[1:]):
                page.unread.append((line.number, line.text))
            continue
        if several := _sex_captions(line.text):
            labels.extend(several)
            continue
        label, rest = _sex_label(line.text)
        if label:
            if figure := _sex_figure(label, Cell(rest, line.number)):
                placed[label] = figure
            elif numbers.is_empty(rest):
                labels.append(label)
            else:
                page.unread.append((line.number, line.text))
            continue
        got = _value_line(line)
        if got is None:
            page.unread.append((line.number, line.text))
            if line.after_gap and (placed or values):
                break
            continue
        values.extend(got)
    _place_sex(values, placed, section, page)
    at = section.line.number
    for sex in ("men", "women"):
        if sex not in placed:
            continue
        percent = placed.get("percent") if sex == "women" else None
        page.members.append(MemberRow("sex", sex, placed[sex].line or at, placed[sex], percent))
    if "percent" in placed and "women" not in placed:
        line = placed["percent"].line or at
        page.members.append(MemberRow("sex", "women", line, None, placed["percent"]))


def _sex_captions(text: str) -> list[str]:
    """Read ``Men Women Percent of women`` on one line."""
    rest, found = fold(text), []
    names = sorted(SEX, key=len, reverse=True)
    while rest:
        name = next((n for n in names if rest == n or rest.startswith(n + " ")), None)
        if name is None:
            return []
        found.append(SEX[name])
        rest = rest[len(name) :].lstrip(" :")
    return found if len(found) > 1 else []


def _sex_label(text: str) -> tuple[str | None, str]:
    for name in sorted(SEX, key=len, reverse=True):
        if fold(text).startswith(name):
            rest = _after_label(text, name)
            if rest[:1] in ("", " ", ":"):
                return SEX[name], rest.lstrip(" :")
    return None, text


def _sex_figure(label: str, cell: Cell) -> Figure | None:
    if numbers.is_empty(cell.text):
        return None
    if label == "percent":
        return rows.read_share(cell.text, cell.line)
    return rows.read_count(cell.text, cell.line)


def _value_line(line: Line) -> list[Figure] | None:
    """Read a line of values: one figure, or several whose arithmetic says how to cut them."""
    if line.row:
        found = [_any_figure(c) for c in line.cells if not numbers.is_empty(c.text)]
        return None if None in found or not found else found
    readers = [rows.read_count, rows.read_count, rows.read_share]
    options = [
        r.figures
        for r in rows.text_readings(f"x {line.text}", line.number, readers)
        if r.party == "x" and len(r.filled) == 3
    ]
    exact = [o for o in options if _is_women_share(o)]
    best = exact if len(exact) == 1 else options
    if len(best) == 1:
        return list(best[0])
    if figure := _any_figure(line.cells[0]):
        return [figure]
    pairs = [
        r.figures[:2]
        for r in rows.text_readings(f"x {line.text}", line.number, readers[:2])
        if r.party == "x" and len(r.filled) == 2
    ]
    return list(pairs[0]) if len(pairs) == 1 and not options else None


def _is_women_share(figures: tuple[Figure, ...]) -> bool:
    men, women, percent = figures
    return choice.agrees(women.value, percent.percent, men.value + women.value)


def _any_figure(cell: Cell) -> Figure | None:
    return numbers.figure(cell.text, cell.line) or (
        rows.read_share(cell.text, cell.line) if "." in cell.text or "," in cell.text else None
    )


def _place_sex(values: list[Figure], placed: dict, section: _Section, page: Page) -> None:
    """Give values that follow all three labels to them: counts in order, the share by its sign."""
    counts = [v for v in values if v.value is not None]
    shares = [v for v in values if v.value is None]
    if len(shares) == 1 and "percent" not in placed:
        placed["percent"] = shares[0]
    if len(counts) == 2 and "men" not in placed and "women" not in placed:
        placed["men"], placed["women"] = counts
    elif len(counts) == 3 and not placed and counts[2].value <= 100:
        placed["men"], placed["women"] = counts[:2]
        last = counts[2]
        placed["percent"] = rows.read_share(last.text, last.line)
    elif len(counts) == 1 and ("men" in placed) != ("women" in placed):
        placed["men" if "women" in placed else "women"] = counts[0]
    elif (
        len(counts) == 1
        and not placed.keys() & {"men", "women"}
        and (sex := _sex_by_size(counts[0], page))
    ):
        placed[sex] = counts[0]
        page.doubts.append(
            Doubt(
                "members by sex",
                counts[0].line,
                "members by sex",
                counts[0].text,
                f"{sex} {counts[0].text}",
                f"The page prints one number for its members by sex; it is read as {sex}, because "
                "no parliament but Rwanda's has had more than three women in five members.",
            )
        )
    elif counts:
        for figure in counts:
            page.unread.append((figure.line, figure.text))
        page.doubts.append(
            Doubt(
                "members by sex",
                counts[0].line,
                "members by sex",
                " / ".join(v.text for v in values),
                "men or women",
                "The page prints fewer numbers than labels for its members by sex, so it is not "
                "known whom they count.",
                "ambiguous",
            )
        )


def _sex_by_size(figure: Figure, page: Page) -> str | None:
    """Tell whom a lone number counts, by the size of the house.

    Only Rwanda has had more than three women in five members, so that elsewhere a number under two
    fifths of the house cannot be the men, nor one over three fifths the women.
    """
    if page.country and fold(page.country) == "rwanda":
        return None
    house = sum(
        row.figures[i].value
        for row in page.seats
        for i, column in enumerate(row.columns)
        if column.counts == "total" and row.figures[i]
    )
    if house and figure.value < 0.4 * house:
        return "women"
    return "men" if house and 0.6 * house < figure.value <= house else None


def _read_groups(section: _Section, page: Page) -> None:
    """Read members by age or profession: label and figure on a line, in a row, or alternating."""
    dimension = section.heading.section
    waiting: Line | None = None
    for line in _flat(section):
        if line.row:
            texts = [c for c in line.cells if c.text]
            if len(texts) >= 2 and (figure := _any_figure(texts[1])):
                _add_member(page, dimension, texts[0].text, figure, texts[0].line)
                continue
        text = line.text
        if waiting is not None and (figure := numbers.figure(text, line.number)):
            _add_member(page, dimension, waiting.text, figure, waiting.number)
            waiting = None
            continue
        match = _COLON_COUNT.fullmatch(text)
        if match and (figure := numbers.figure(match[2], line.number)):
            _add_member(page, dimension, tidy(match[1]), figure, line.number)
            waiting = None
            continue
        name, _, last = text.rpartition(" ")
        figure = numbers.figure(last, line.number)
        if figure and any(c.isalnum() for c in name):
            joined = re.fullmatch(r"(.*\D) (\d[\d,.'’ ]*(?: ?\([^()]*\)| ?%)?)", text)
            if joined and (whole := numbers.figure(joined[2], line.number)):
                name, figure = joined[1], whole
            _add_member(page, dimension, name, figure, line.number)
            waiting = None
            continue
        if waiting is not None:
            page.unread.append((waiting.number, waiting.text))
        waiting = line if any(c.isalpha() or c.isdigit() for c in text) else None
    if waiting is not None:
        page.unread.append((waiting.number, waiting.text))


def _add_member(page: Page, dimension: str, label: str, figure: Figure, line: int) -> None:
    share = partial(Figure, figure.text, None, figure.percent, figure.qualifier, figure.line)
    page.members.append(
        MemberRow(
            dimension,
            label.rstrip(" :"),
            line,
            figure if figure.value is not None else None,
            share() if figure.percent is not None else None,
        )
    )
