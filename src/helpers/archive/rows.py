"""A party's row as text: the ways it can be cut into a name and cells.

In a text copy the cells of a row run together and empty cells leave no trace. A row is therefore a
puzzle with several readings; this module lists them, and :mod:`helpers.archive.choice` takes the
one that the page's arithmetic allows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from helpers.archive import numbers
from helpers.archive.page import Figure
from helpers.archive.text import spaced

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
MOST_SEATS = 3500


def read_seats(text: str, line: int) -> Figure | None:
    """Read a cell that counts seats; more than any house has are none."""
    found = read_count(text, line)
    return found if found and found.value <= MOST_SEATS else None


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
    # No table has so many columns: the row is something else, and must not cost time.
    start = max(start, len(tokens) - 4 * len(readers))
    found: dict[tuple, Reading] = {}
    for cut in range(start, len(tokens) + 1):
        party = spaced(" ".join(tokens[:cut]))
        for cells in _groups(tokens[cut:], len(readers), spaces):
            for figures in _placings(cells, line, readers):
                reading = Reading(party, figures, cut - start)
                found.setdefault((party, figures), reading)
    return list(found.values())


def cell_readings(party: str, cells: list[str], lines: list[int], readers: list[Reader]):
    """List the readings of a row whose cells are known but not their columns."""
    texts = [c for c in cells if not numbers.is_empty(c)]
    at = [n for c, n in zip(cells, lines, strict=True) if not numbers.is_empty(c)]
    return [Reading(party, f) for f in _placings(texts, at[0] if at else 0, readers)]


def _groups(tokens: list[str], most: int, spaces: bool) -> Iterator[list[str]]:
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
        for rest in _groups(tokens[size:], most - 1, spaces):
            yield [cell, *rest]


def _joins(cell: str, spaces: bool) -> bool:
    """Tell whether tokens can be one cell: 598 984; 5.5 %; 1,234 (5%); 1,234 (approx.)."""
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
