"""The tables of votes and seats by party: which lines are rows, and how each row is read."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from helpers.archive import dates, numbers, readings
from helpers.archive.lines import Cell, Line
from helpers.archive.page import Doubt, Figure, Page, SeatRow, VoteRow
from helpers.archive.prose import ends_in_figures, ends_sentence, is_prose
from helpers.archive.sections import Section, round_text
from helpers.archive.text import fold, spaced
from helpers.archive.vocabulary import SEX, TURNOUT, SeatColumn, seat_columns, vote_columns
from helpers.rules.identities import (
    FEWEST_SHARES,
    TIER_OVER,
    TIERS,
    VOTE_SHARE,
    VOTES_ALL,
    VOTES_VALID,
    WOMEN_PARTY,
    Identity,
    Term,
    best_base,
)


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

    default = ["candidates", "votes", "pct"] if kind == "votes" else [SeatColumn("Total", "total")]
    captions = [columns_of(line) for line in section.body]
    tables: list[PartyTable] = []
    number = section.heading.round or 1
    current: PartyTable | None = None
    reader = _Narrative(section.body)
    for index, line in enumerate(section.body):
        if found := dates.round_and_date(round_text(line), page.dates):
            number = found[0] or 1
            # A caption can stand above the round that it is of.
            if current is not None and current.rows:
                current = None
            elif current is not None:
                current.round = number
            reader.restart()
        elif captions[index]:
            current = PartyTable(kind, number, captions[index])
            tables.append(current)
            reader.restart()
        elif reader.is_note(line):
            continue
        elif (
            _is_label(line)
            or (current is None and any(captions[index:]))
            or not reader.is_row(index)
        ):
            page.unread.append((line.number, line.text))
        elif current is None and kind == "seats" and not line.row and ends_in_figures(line.text):
            # Without a caption nobody knows what several figures count.
            page.unread.append((line.number, line.text))
        else:
            if current is None:
                current = PartyTable(kind, number, default)
                tables.append(current)
            current.rows.append(line)
    return tables


def _is_label(line: Line) -> bool:
    """Return True for a line of another block: no party is called "Women" or "Valid votes"."""
    name = fold(line.cells[0].text if line.row else readings.name(line.text)).rstrip(" :")
    return name in SEX or name in TURNOUT or bool(_AGES.fullmatch(name))


_AGES = re.compile(
    r"(?:\d\d ?(?:-|to|a|and|et) ?\d\d|(?:over|under|above|below|plus de|moins de) \d\d)"
    r"(?: (?:years|ans))?"
)


def share_context(tables: list[PartyTable], counts: list[str]) -> None:
    """Give each table what the page prints outside it: counts, and the names of all parties."""
    printed = [line for table in tables for line in table.rows]
    names = {fold(readings.name(line.text)) for line in printed if LAST_FIGURE.search(line.text)}
    for table in tables:
        table.counts, table.names = counts, names


#: A row of a table has fewer words than a paragraph.
MAX_WORDS = 12


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
        self.running = self.closed = self.seen = False
        self.rows = 0

    def is_note(self, line: Line) -> bool:
        """Return True if a line is a note in square brackets, which may be of several lines."""
        if line.text.startswith("[") or self.bracket:
            self.bracket = not line.text.endswith("]")
            return True
        return False

    def is_row(self, index: int) -> bool:
        """Return True if a line is a row and not narrative; lines must be asked in their order."""
        line = self.body[index]
        texts = [cell.text for cell in line.cells if cell.text]
        if line.row and len(texts) > 1:
            self.rows += 1
            return any(c.isalpha() for c in texts[0])
        if line.after_gap and self.rows and not line.row:
            self.closed, self.running = not self._block_of_rows(index), False
        if is_prose(line.text) or (self.running and not ends_in_figures(line.text)):
            self.running, self.seen = not ends_sentence(line.text), True
            return False
        if self.seen and not LAST_FIGURE.search(line.text):
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
            if is_prose(line.text) or len(tail) > MAX_WORDS or not numbers.figure(tail[-1]):
                return False
        return True


#: No party has a longer name: to put more lines together must not cost time.
MAX_NAME = 500


def _joined(lines: list[Line], known: set[str]) -> Iterator[tuple[Line, str]]:
    """Put soft-wrapped names together again; note of a name what is not plain about it.

    A line without figures goes on in the next if it plainly does: an open bracket, "and" at its
    end, "Party" alone on the next. It may go on if the next word would not have fitted the width
    of the names, and does if this explains every line without figures in the table. `known` are
    names that the page prints with figures: they are whole.
    """
    texts = [line for line in lines if not line.row]
    width = max((len(readings.name(line.text)) for line in texts), default=0)

    def overflows(line: Line, following: Line) -> bool:
        word = following.text.split(" ")[0]
        return len(line.text) + 1 + len(word) > width and fold(line.text) not in known

    pairs = [(a, b) for a, b in itertools.pairwise(texts) if not LAST_FIGURE.search(a.text)]
    wraps = bool(texts and LAST_FIGURE.search(texts[-1].text)) and all(
        _goes_on(a.text, b.text) or overflows(a, b) for a, b in pairs
    )
    waiting, last, joint = None, None, ""
    for line in lines:
        if waiting is not None:
            apart = line.row or last.row or LAST_FIGURE.search(last.text)
            apart = apart or len(waiting.text) > MAX_NAME
            opened = waiting.text.count("(") > waiting.text.count(")")
            # A bracket explains the name before it, also one that stands alone elsewhere.
            opened = opened or line.text.startswith("(")
            whole = not opened and fold(waiting.text) in known
            plainly = not apart and not whole and (opened or _goes_on(last.text, line.text))
            may = not apart and not whole and not plainly and overflows(last, line)
            if plainly or (may and wraps):
                cell = Cell(f"{waiting.text} {line.text}", waiting.number)
                waiting, last = Line((cell,), after_gap=waiting.after_gap), line
                joint = "joined" if may else joint
                continue
            yield waiting, joint
            joint = "open" if may and LAST_FIGURE.search(line.text) else ""
        waiting, last = line, line
    if waiting is not None:
        yield waiting, joint


LAST_FIGURE = re.compile(r"\s(?:[+\-]?\d[\d.,'’]*\s?%?|=)$")
_OPEN_END = re.compile(
    r"(?:\b(?:and|of|the|for|de|du|des|la|le|les|et|pour|in|to|with|und)|[,/&–-])$", re.IGNORECASE
)
# No party is called so: the word ends a name that began on the line before. There are parties
# that are called Alliance or Union.
_TAIL = re.compile(r"(?:\(.*|part(?:y|i)(?: \(.*)?)")


def _goes_on(text: str, following: str) -> bool:
    """Return True if a line without figures plainly goes on in the next."""
    if text.count("(") > text.count(")") or text.count("[") > text.count("]"):
        return True
    return (
        bool(_OPEN_END.search(text))
        or following[:1].islower()
        or bool(_TAIL.fullmatch(fold(readings.name(following))))
    )


def _row_readings(
    line: Line, readers: list[readings.Reader], spaces: bool
) -> list[readings.Reading] | None:
    """List a row's readings; None if a cell of it is no figure of its column."""
    if not line.row:
        return readings.text_readings(line.text, line.number, readers, spaces)
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
        return [readings.Reading(party, tuple(figures))]
    texts = [cell.text for cell in cells]
    return readings.cell_readings(party, texts, [c.line for c in cells], readers) or None


def _readable(table: PartyTable, readers: list[readings.Reader], page: Page):
    """Yield each row with its readings; rows without any go to the unread lines."""
    spaces = _marked_by_spaces(table)
    widths = Counter(len(line.cells) for line in table.rows if line.row)
    width = max(widths, key=widths.__getitem__, default=0)
    for line, joint in _joined(table.rows, table.names):
        if fold(line.cells[0].text if line.row else line.text) == "total" or re.match(
            r"(?:grand )?totaux?\b|total\b(?! [a-z])", fold(line.text)
        ):
            page.unread.append((line.number, line.text))
            continue
        options = _row_readings(line, readers, spaces)
        if not options or not options[0].party:
            page.unread.append((line.number, line.text))
            continue
        if joint:
            page.doubts.append(_wrapped(table, line, joint))
        if _is_unreadable(options[0].party):
            page.doubts.append(_of_unreadable(table, line, options[0].party))
        # The only row of a table is held against its caption.
        expected = width if len(table.rows) > 1 else min(width, len(table.columns) + 1)
        if line.row and len(line.cells) != expected:
            page.doubts.append(_of_other_width(table, line, expected))
        yield line, options


#: What is a figure but for one of its signs, behind a name: 259'x24, 1,2345.
_UNREADABLE = re.compile(r"[^\d()]*\d[^,.'’()]*[,.'’][^\d()]*\d[^()]*")


def _is_unreadable(party: str) -> bool:
    _, space, last = party.rpartition(" ")
    return bool(space) and 4 <= len(last) <= numbers.MAX_TEXT and bool(_UNREADABLE.fullmatch(last))


def _of_unreadable(table: PartyTable, line: Line, party: str) -> Doubt:
    return Doubt(
        "reading of the row",
        line.number,
        f"{table.section} of {party}",
        line.text,
        party,
        f"{party.rsplit(maxsplit=1)[-1]!r} is read as part of the name of {party!r}: it may be a "
        "figure that is misprinted.",
        group=table.section,
    )


def _of_other_width(table: PartyTable, line: Line, width: int) -> Doubt:
    name, cells = spaced(line.cells[0].text), len(line.cells)
    return Doubt(
        "reading of the row",
        line.number,
        f"{table.section} of {name}",
        line.text,
        name,
        f"The row of {name} has {cells} cells, and its table {width} columns: it may be another "
        "table's, or lack a cell.",
        group=table.section,
    )


def _wrapped(table: PartyTable, line: Line, joint: str) -> Doubt:
    name = readings.name(line.text)
    said = {
        "joined": f"{name!r} is printed on several lines, and read as one name, because its "
        "next word did not fit the width of the names.",
        "open": f"Whether the name of {name!r} begins on the line above, which has no figures and "
        "is as wide as the names of the table, is not known.",
    }
    outcome = "ambiguous" if joint == "open" else "noted"
    field = f"{table.section} of {name}"
    return Doubt(
        "reading of the row",
        line.number,
        field,
        line.text,
        name,
        said[joint],
        outcome,
        table.section,
    )


_OTHER_MARK = re.compile(r"\d[,.'’\u00a0]\d{3}(?!\d)")


def _marked_by_spaces(table: PartyTable) -> bool:
    """Return True if plain spaces can separate thousands: not where the page has another mark."""
    printed = table.counts + [line.text for line in table.rows]
    return not any(_OTHER_MARK.search(text) for text in printed)


#: So many figures are printed in a doubt about many.
MOST_PRINTED = 6
#: No party has put up more candidates in one election, however large the country.
MAX_CANDIDATES = 5000
#: A party hardly ever has fewer votes than one for so many electors: the number counts candidates.
FEW_VOTES = 10_000

_VOTE_READERS = {
    "candidates": readings.read_count,
    "votes": readings.read_count,
    "pct": readings.read_share,
    "other": readings.read_any,
}


def read_votes(table: PartyTable, page: Page, counts: list[int]) -> None:
    """Add the rows of a table of votes to a page, and the doubts about them.

    Parameters
    ----------
    table : PartyTable
        The table.
    page : Page
        The page to add to.
    counts : list of int
        The round's electors and ballots, whichever is which: shares can stand on each.
    """
    names = table.columns
    readers = [_VOTE_READERS[name] for name in names]
    read = list(_readable(table, readers, page))
    if not read:
        return
    base = _base([options for _, options in read], names, counts)

    def lookup(reading: readings.Reading, term: Term) -> list | None:
        if term.group == "turnout":
            return None if base is None else [base]
        figure = _figure(reading, names, term.name)
        return figure and [figure.percent if term.name == "pct" else figure.value]

    choices = readings.choose(
        [_named(options) for _, options in read],
        (VOTE_SHARE,),
        lookup,
        implausible=lambda reading: _implausible(reading, names, counts),
        unlike=lambda reading: _unlike(reading, names),
        judge=lambda chosen: _against(chosen, names, counts),
    )
    page.doubts.extend(_of_unknown_columns(read[0][0], choices, names))
    votes = [_figure(chosen.reading, names, "votes") for chosen in choices]
    most = [max(figure.value for figure in votes if figure)] if any(votes) else []
    page.doubts.extend(_printed_twice("votes", [line for line, _ in read], choices))
    for (line, _), chosen in zip(read, choices, strict=True):
        cells = _shared(chosen)
        if chosen.rivals:
            page.doubts.append(_doubt(line, chosen.options, names))
        elif chosen.by_columns or _keeps_figures(chosen.reading, table.names):
            page.doubts.append(_in_name("votes", line, chosen))
        elif not line.row and (
            _implausible(chosen.reading, names, counts or most)
            or (_figure(chosen.reading, names, "candidates") and _unlike(chosen.reading, names))
        ):
            page.doubts.append(_not_votes(line, chosen.reading))
        row = dict(zip(names, cells, strict=True))
        page.votes.append(
            VoteRow(
                table.round,
                chosen.reading.party,
                line.number,
                row.get("candidates"),
                row.get("votes"),
                row.get("pct"),
            )
        )


def _of_unknown_columns(
    line: Line, choices: list[readings.Choice], names: list[str]
) -> Iterator[Doubt]:
    """Doubt figures under a caption that nobody knows: they are left out."""
    texts = [
        figure.text
        for choice in choices
        for name, figure in zip(names, choice.reading.figures, strict=True)
        if name == "other" and figure is not None and figure.text[:1].isdigit()
    ]
    if texts:
        yield Doubt(
            "columns",
            line.number,
            "columns of the votes",
            " / ".join(texts[:MOST_PRINTED]),
            "",
            f"{len(texts)} figures stand in a column of the votes whose caption is not known; they "
            "are left out.",
            group="votes",
        )


def _printed_twice(
    section: str, lines: list[Line], choices: list[readings.Choice]
) -> Iterator[Doubt]:
    """Doubt the second row with figures of a name."""
    seen: set[str] = set()
    for line, choice in zip(lines, choices, strict=True):
        party = choice.reading.party
        if choice.reading.filled and fold(party) in seen:
            yield Doubt(
                "reading of the row",
                line.number,
                f"{section} of {party}",
                line.text,
                party,
                f"{party} has two rows in one table: one of them may be another table's.",
                group=section,
            )
        if choice.reading.filled:
            seen.add(fold(party))


def _not_votes(line: Line, reading: readings.Reading) -> Doubt:
    return Doubt(
        "reading of the row",
        line.number,
        f"votes of {reading.party}",
        line.text,
        reading.party,
        f"The figures of {reading.party} are hardly its candidates, votes and share: the row may "
        "be another table's, or lack one of them.",
        group="votes",
    )


def _figure(reading: readings.Reading, names: list[str], name: str) -> Figure | None:
    return reading.figures[names.index(name)] if name in names else None


def _base(rows: list[list[readings.Reading]], names: list[str], counts: list[int]) -> float | None:
    """Find the count on which the shares of a table stand, whichever readings are right."""
    pairs = [
        [
            (votes.value, share.percent)
            for reading in options
            if (votes := _figure(reading, names, "votes"))
            and (share := _figure(reading, names, "pct"))
        ]
        for options in rows
    ]
    base, fitting = best_base(pairs, {count: float(count) for count in counts}, 0.0)
    printed = base in counts
    return float(base) if base is not None and (fitting >= FEWEST_SHARES or printed) else None


def _named(options: list[readings.Reading]) -> list[readings.Reading]:
    """Leave out readings that put a number behind a name that is no party's."""
    plain = [r for r in options if not (r.kept_digits and is_not_on_lists(readings.name(r.party)))]
    return plain or options


def _implausible(reading: readings.Reading, names: list[str], counts: list[int]) -> int:
    """Count candidates that no party has so many of, and votes that no party has so few of."""
    candidates, votes = (_figure(reading, names, name) for name in ("candidates", "votes"))
    crowd = candidates is not None and candidates.value > MAX_CANDIDATES
    few = votes is not None and bool(counts) and votes.value * FEW_VOTES < max(counts)
    return crowd + few


def _unlike(reading: readings.Reading, names: list[str]) -> int:
    """Count shares without their votes where a count beside them, or they, could be these."""
    candidates, votes, share = (_figure(reading, names, n) for n in ("candidates", "votes", "pct"))
    if share is None or votes is not None:
        return 0
    # A share that stands alone has decimals or a sign; a bare integer is a count.
    return int(candidates is not None or share.text.isdigit())


def _against(chosen: list[readings.Reading], names: list[str], counts: list[int]) -> tuple:
    """Count what speaks against the votes of a table: more than the ballots, not the valid ones."""
    votes = [f.value for r in chosen if (f := _figure(r, names, "votes"))]

    def holds(identity: Identity, base: int) -> bool | None:
        return identity.holds(lambda term: votes if term.group == "votes" else [base])

    over = bool(votes and counts) and not holds(VOTES_VALID, max(counts))
    whole = bool(votes) and any(holds(VOTES_ALL, count) for count in counts)
    return over, not whole


def _shared(chosen: readings.Choice) -> tuple[Figure | None, ...]:
    """Return what all readings that are left have in common."""
    return tuple(
        figure if all(o.figures[i] == figure for o in chosen.options) else None
        for i, figure in enumerate(chosen.reading.figures)
    )


def _keeps_figures(reading: readings.Reading, known: set[str]) -> bool:
    """Return True if a name ends in figures, and no other table of the page has it."""
    return bool(reading.kept_digits) and fold(reading.party) not in known


def _in_name(section: str, line: Line, chosen: readings.Choice) -> Doubt:
    reading = chosen.reading
    why = (
        "because no other row has a figure in that column"
        if chosen.by_columns
        else "because the columns of the table do not take it"
    )
    return Doubt(
        "reading of the row",
        line.number,
        f"{section} of {reading.party}",
        line.text,
        reading.party,
        f"The figure that ends {reading.party!r} is read as part of the name, {why}.",
        group=section,
    )


def _doubt(line: Line, options: tuple[readings.Reading, ...], names: list[str]) -> Doubt:
    said = [
        ", ".join(
            f"{_WORDS.get(name, name)} {figure.text}"
            for name, figure in zip(names, o.figures, strict=True)
            if figure
        )
        or "no figures"
        for o in options
    ]
    party = options[0].party
    return Doubt(
        "reading of the row",
        line.number,
        f"votes of {party}",
        line.text,
        " or ".join(dict.fromkeys(said)),
        f"The row of {party} can be read in {len(set(said))} ways, and nothing on the page "
        "decides.",
        "ambiguous",
        "votes",
    )


_WORDS = {"pct": "share"}
_SEAT_READERS = {"change": readings.read_change}


def read_seats(table: PartyTable, page: Page) -> None:
    """Add the rows of a table of seats to a page; lost cells that nothing decides stay open.

    Parameters
    ----------
    table : PartyTable
        The table.
    page : Page
        The page to add to; names of its votes show which digits belong to a name.
    """
    columns: list[SeatColumn] = table.columns
    readers = [_SEAT_READERS.get(column.kind, readings.read_seats) for column in columns]
    read = list(_readable(table, readers, page))
    if not read:
        return
    names = {fold(row.party) for row in page.votes}
    tiers = frozenset(i for i, column in enumerate(columns) if column.tier)
    choices = readings.choose(
        [_with_total(options, columns, names) for _, options in read],
        (TIERS, TIER_OVER, WOMEN_PARTY),
        lambda reading, term: _seats_of(reading, columns, term),
        unlike=lambda reading: _unsigned(reading, columns),
        free=tiers,
    )
    page.doubts.extend(_printed_twice("seats", [line for line, _ in read], choices))
    lone = _lone_zero(choices) if tiers else None
    for (line, every), chosen in zip(read, choices, strict=True):
        if chosen is lone:
            chosen = readings.Choice(chosen.reading, _other_places(chosen.reading, every))
        chosen, inferred = _without_lists(chosen, columns)
        if not chosen.rivals and _keeps_figures(chosen.reading, names):
            page.doubts.append(_in_name("seats", line, chosen))
        options = tuple(reading.figures for reading in chosen.options)
        page.seats.append(
            SeatRow(
                table.round,
                chosen.reading.party,
                line.number,
                tuple(columns),
                _shared(chosen),
                inferred,
                options if len(options) > 1 else (),
                line.text,
            )
        )


def _with_total(
    options: list[readings.Reading], columns: list[SeatColumn], names: set[str]
) -> list[readings.Reading]:
    """Keep the readings that give a party with figures its total, under a name that is known."""
    named = [r for r in options if r.kept_digits and fold(r.party) in names]
    options = named or _named(options)
    kinds = [column.kind for column in columns]
    if "total" not in kinds:
        return options
    at = kinds.index("total")
    return [r for r in options if r.figures[at] or not r.filled] or options


def _seats_of(reading: readings.Reading, columns: list[SeatColumn], term: Term) -> list[int] | None:
    """Return the seats that an identity's term has in one reading."""
    if term.name in ("tier", "tiers"):
        tiers = [f for f, c in zip(reading.figures, columns, strict=True) if c.tier]
        known = [figure.value for figure in tiers if figure]
        whole = len(known) == len(tiers) > 1
        return known if term.name == "tier" and known else known if whole else None
    for figure, column in zip(reading.figures, columns, strict=True):
        if column.kind == term.name:
            return figure and [figure.value]
    return None


def _lone_zero(choices: list[readings.Choice]) -> readings.Choice | None:
    """Return the one row of a table that has a single figure, if that is zero.

    It can be the total, or a tier of a party whose total the page does not print.
    """
    lone = [choice for choice in choices if len(choice.reading.filled) == 1]
    if len(lone) != 1 or len(choices) <= len(lone) + 1:
        return None
    (at,) = lone[0].reading.filled
    return lone[0] if lone[0].reading.figures[at].value == 0 else None


def _other_places(
    reading: readings.Reading, options: list[readings.Reading]
) -> tuple[readings.Reading, ...]:
    return tuple(
        option
        for option in options
        if option.party == reading.party and option.filled not in ((), reading.filled)
    )


def _unsigned(reading: readings.Reading, columns: list[SeatColumn]) -> int:
    """Count gains without a sign: the number can be another column's."""
    return sum(
        column.kind == "change" and figure is not None and figure.text.strip("0").isdigit()
        for figure, column in zip(reading.figures, columns, strict=True)
    )


def _without_lists(
    chosen: readings.Choice, columns: list[SeatColumn]
) -> tuple[readings.Choice, frozenset[int]]:
    """Decide a row that has no list seats: independents and vacant districts."""
    if not chosen.rivals or not is_not_on_lists(chosen.reading.party):
        return chosen, frozenset()
    lists = [i for i, column in enumerate(columns) if column.kind == "proportional"]
    left = [r for r in chosen.options if not any(r.figures[i] for i in lists)]
    if len(left) != 1:
        return chosen, frozenset()
    (reading,) = left
    placed = {i for i in reading.filled if any(not o.figures[i] for o in chosen.options)}
    return readings.Choice(reading), frozenset(placed)


_NOT_ON_LISTS = re.compile(
    r"\b(independents?|independants?|non-?partisans?|non-?party|no party|vacant|sans parti|"
    r"self-nominated)\b"
)


def is_not_on_lists(party: str) -> bool:
    """Return True if a row cannot have list seats: independents and vacant districts."""
    return bool(_NOT_ON_LISTS.search(fold(party)))
