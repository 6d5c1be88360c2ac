"""A party's row as text: the ways it can be cut into a name and cells, and which one to take.

In a text copy the cells of a row run together and empty cells leave no trace. A row is therefore a
puzzle with several readings. They are compared in order: identities that they leave unsatisfied,
figures in columns that the table does not use, digits left in names, columns that the table always
fills, soft identities of the whole table. What no comparison decides stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TypeVar

from helpers.archive import numbers
from helpers.archive.page import Figure
from helpers.archive.text import spaced
from helpers.rules.identities import Identity, Term

T = TypeVar("T")

#: What reads a cell of one column: text and line in, a figure or None out.
Reader = Callable[[str, int], Figure | None]

_NUMERIC = re.compile(
    r"[+\-\u2212\u2013(]?\d[\d,.'\u2019\u00a0%)]*|=|-|\u2013|n/a|\(?approx\.?\)?|\d*%\)?",
    re.IGNORECASE,
)


def read_count(text: str, line: int) -> Figure | None:
    """Read a cell that counts candidates, votes or seats, with or without a share in brackets."""
    found = numbers.figure(text, line)
    return found if found and found.value is not None else None


#: The largest house, China's, has had 2,987 members.
MAX_SEATS = 3500
#: No table has so many cells for each of its columns: a longer row is something else, and must not
#: cost time.
MAX_TOKENS_A_COLUMN = 4


def read_seats(text: str, line: int) -> Figure | None:
    """Read a cell that counts seats; more than any house has are none."""
    found = read_count(text, line)
    return found if found and found.value <= MAX_SEATS else None


def read_share(text: str, line: int) -> Figure | None:
    """Read a cell that holds a share, with or without its sign."""
    value = numbers.share(text)
    if value is not None:
        return Figure(text, None, value, None, line)
    found = numbers.figure(text, line)
    return found if found and found.value is None else None


def read_change(text: str, line: int) -> Figure | None:
    """Read a cell that holds seats won or lost."""
    value = numbers.change(text)
    return None if value is None else Figure(text, value, None, None, line)


def read_any(text: str, line: int) -> Figure | None:
    """Take a cell of a column that counts nothing known, whatever is in it."""
    return Figure(text, line=line)


@dataclass(frozen=True)
class Reading:
    """One way to read a row: the name, and a figure or None for each column.

    `kept_digits` counts figures that this reading leaves in the name.
    """

    party: str
    figures: tuple[Figure | None, ...]
    kept_digits: int = 0

    @property
    def filled(self) -> tuple[int, ...]:
        """Columns that have a figure."""
        return tuple(i for i, figure in enumerate(self.figures) if figure is not None)


def name(text: str) -> str:
    """Return a row without the figures at its end; all that look like some are taken off."""
    tokens = text.split(" ")
    return " ".join(tokens[: _end_of_name(tokens)])


def _end_of_name(tokens: list[str]) -> int:
    end = len(tokens)
    while end > 1 and _NUMERIC.fullmatch(tokens[end - 1]):
        end -= 1
    return end


def text_readings(
    text: str, line: int, readers: list[Reader], spaces: bool = True
) -> list[Reading]:
    """List the readings of a row whose cells run together.

    Parameters
    ----------
    text : str
        The row.
    line : int
        Line of the file.
    readers : list of Reader
        One for each column after the party's.
    spaces : bool
        Whether plain spaces can separate thousands on this page.

    Returns
    -------
    list of Reading
        The one without figures is always among them.
    """
    tokens = text.split(" ")
    start = _end_of_name(tokens)
    start = max(start, len(tokens) - MAX_TOKENS_A_COLUMN * len(readers))
    found: dict[tuple, Reading] = {}
    for cut in range(start, len(tokens) + 1):
        party = spaced(" ".join(tokens[:cut]))
        for cells in grouped(tokens[cut:], len(readers), spaces):
            for figures in _placings(cells, line, readers):
                reading = Reading(party, figures, cut - start)
                found.setdefault((party, figures), reading)
    return list(found.values())


def cell_readings(party: str, cells: list[str], lines: list[int], readers: list[Reader]):
    """List the readings of a row whose cells are known but not their columns."""
    texts = [c for c in cells if not numbers.is_empty(c)]
    at = [n for c, n in zip(cells, lines, strict=True) if not numbers.is_empty(c)]
    return [Reading(party, f) for f in _placings(texts, at[0] if at else 0, readers)]


def grouped(tokens: list[str], most: int, spaces: bool = True) -> Iterator[list[str]]:
    """Join tokens into at most so many cells: thousands marked by spaces, shares in brackets."""
    if not tokens:
        yield []
        return
    if most == 0:
        return
    for size in range(1, min(4, len(tokens)) + 1):
        cell = " ".join(tokens[:size])
        if size > 1 and not _joins(cell, spaces):
            continue
        for rest in grouped(tokens[size:], most - 1, spaces):
            yield [cell, *rest]


def _joins(cell: str, spaces: bool) -> bool:
    """Return True if tokens can be one cell: 598 984; 5.5 %; 1,234 (5%); 1,234 (approx.)."""
    if cell.endswith("%"):
        return numbers.share(cell) is not None
    return (spaces and numbers.count(cell) is not None) or (
        "(" in cell and cell.endswith(")") and numbers.figure(cell) is not None
    )


def _placings(cells: list[str], line: int, readers: list[Reader]):
    """Put cells into columns, in their order, empty columns between them."""
    for columns in combinations(range(len(readers)), len(cells)):
        figures: list[Figure | None] = [None] * len(readers)
        for column, cell in zip(columns, cells, strict=True):
            if numbers.is_empty(cell):
                continue
            figures[column] = readers[column](cell, line)
            if figures[column] is None:
                break
        else:
            yield tuple(figures)


# -- which reading -------------------------------------------------------------------------------


@dataclass
class Choice:
    """The reading taken for a row, and the others that do as well; none where it is decided."""

    reading: Reading
    rivals: tuple[Reading, ...] = ()
    #: Whether a name keeps its digits only because the table does not use a column.
    by_columns: bool = False

    @property
    def options(self) -> tuple[Reading, ...]:
        """All readings that are left."""
        return (self.reading, *self.rivals)


def choose(
    rows: list[list[Reading]],
    identities: Iterable[Identity],
    lookup: Callable[[Reading, Term], list | None],
    *,
    implausible: Callable[[Reading], int] = lambda reading: 0,
    unlike: Callable[[Reading], int] = lambda reading: 0,
    free: frozenset[int] = frozenset(),
    judge: Callable[[list[Reading]], tuple] | None = None,
) -> list[Choice]:
    """Choose the readings of a table.

    Parameters
    ----------
    rows : list of list of Reading
        The readings of each row.
    identities : iterable of Identity
        What must hold in a row.
    lookup : callable
        Values of a term in a reading.
    implausible : callable, optional
        Counts figures of a reading that their columns can hardly have.
    unlike : callable, optional
        Counts figures that are printed unlike those of their columns.
    free : frozenset of int
        Columns that a row can have or lack whatever other rows do, such as the tiers of a house.
    judge : callable, optional
        Given one reading for each row, returns what speaks against the table as a whole: the
        number of hard, then of soft identities broken.

    Returns
    -------
    list of Choice
    """
    identities = tuple(identities)
    consistent = [fewest(row, unsatisfied(row, identities, lookup)) for row in rows]
    by_digits = [fewest(row, [r.kept_digits for r in row]) for row in consistent]
    left, before = by_digits, None
    # A row that is decided says more of the table's columns.
    while left != before:
        before = left
        left = _columns_of_the_table(left, consistent, free)
        always = _always(left) - free
        left = [fewest(row, [len(always - set(r.filled)) for r in row]) for row in left]
        left = [fewest(row, list(map(implausible, row))) for row in left]
        left = [fewest(row, _broken(row, identities, lookup)) for row in left]
        left = [fewest(row, list(map(unlike, row))) for row in left]
    if judge is not None:
        left = _by_table(left, judge)
    return [
        Choice(row[0], tuple(row[1:]), row[0].kept_digits > first[0].kept_digits)
        for row, first in zip(left, by_digits, strict=True)
    ]


def fewest(options: list[T], faults: list[int]) -> list[T]:
    """Return the readings with the fewest faults, in their order."""
    least = min(faults, default=0)
    return [option for option, count in zip(options, faults, strict=True) if count == least]


def unsatisfied(
    options: list[T], identities: Iterable[Identity], lookup: Callable[[T, Term], list | None]
) -> list[int]:
    """Count the identities that each of several readings leaves unsatisfied.

    An equality that some reading satisfies or breaks is asked of all of them: to leave a figure
    out is no way around it. A bound is held only against figures that are there.

    Parameters
    ----------
    options : list
        The readings.
    identities : iterable of Identity
        What must hold.
    lookup : callable
        Values of a term in a reading; None where one is not known.

    Returns
    -------
    list of int
    """
    counts = [0] * len(options)
    for identity in identities if len(options) > 1 else ():
        answers = [identity.holds(partial(lookup, option)) for option in options]
        asked = not identity.is_bound and any(answer is not None for answer in answers)
        faults = [answer is False or (asked and answer is None) for answer in answers]
        counts = [count + fault for count, fault in zip(counts, faults, strict=True)]
    return counts


def _broken(options: list[T], identities, lookup) -> list[int]:
    """Count the identities that each reading breaks, other than by leaving a figure out."""
    if len(options) == 1:
        return [0]
    return [
        sum(identity.holds(partial(lookup, option)) is False for identity in identities)
        for option in options
    ]


def _columns_of_the_table(
    rows: list[list[Reading]], consistent: list[list[Reading]], free: frozenset[int]
) -> list[list[Reading]]:
    """Leave out readings with a figure in a column that no other row of the table can have.

    Where all of a row's readings have one, the figure is the end of the name: "Charta 91".
    """
    possible = [set().union(*(r.filled for r in row)) for row in rows]
    rows_with = Counter(column for columns in possible for column in columns)
    found = []
    for index, row in enumerate(rows):
        others = {c for c, count in rows_with.items() if count > (c in possible[index])}
        if not others and len(rows) <= FEWEST_NAMES:
            found.append(row)
            continue
        elsewhere = others | free
        within = [r for r in row if elsewhere.issuperset(r.filled)]
        named = [
            r
            for r in consistent[index]
            if r.kept_digits == 1 and elsewhere.issuperset(r.filled) and _NUMBER.search(r.party)
        ]
        found.append(within or named or row)
    return found


#: So many bare names beside a row say as much of the columns as one row with figures.
FEWEST_NAMES = 2
#: What a name can end in: a plain number, without marks, decimals or spaced thousands.
_NUMBER = re.compile(r"(?<!\d)\s\d+$")


def _always(rows: list[list[Reading]]) -> set[int]:
    """Return the columns that all rows fill that have figures and one reading."""
    sure = [set(row[0].filled) for row in rows if len(row) == 1 and row[0].filled]
    return set.intersection(*sure) if sure else set()


def _by_table(
    rows: list[list[Reading]], judge: Callable[[list[Reading]], tuple]
) -> list[list[Reading]]:
    """Decide together the rows that are open: those of one table lack the same columns."""
    shapes = {reading.filled for row in rows if len(row) > 1 for reading in row}
    if len(shapes) < 2:
        return rows

    def shaped(shape: tuple[int, ...]) -> list[list[Reading]]:
        return [[r for r in row if r.filled == shape] or row for row in rows]

    verdicts = {shape: judge([row[0] for row in shaped(shape)]) for shape in shapes}
    least = min(verdicts.values())
    best = [shape for shape, verdict in verdicts.items() if verdict == least]
    return shaped(best[0]) if len(best) == 1 else rows
