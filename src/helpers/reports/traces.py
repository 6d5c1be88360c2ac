"""Numbers in a report's sentences, traced to the lines that its tables name as their sources.

A sentence holds plain words. A number in it is taken for a cell of one of the report's tables if
the year of the cell's row is named there, and the row's party or country, and the number is that of
the cell as far as it is written out. A count must stand on the line; a share may be of two lines.
If more than one line fits, none is named.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from helpers.reports.sheets import SOURCE

_MONTHS = "|".join(calendar.month_name[1:])
#: A number as sentences write it, but no day, no difference in points and no size of a sample.
_NUMBER = re.compile(
    r"(?<![\w.,−–-])(?<!n = )(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<share>%?)"
    r"(?![\w–-]|[.,]\d| (?:percentage )?points?\b)"
    rf"(?! (?:(?:{_MONTHS}) )?(?:to \d+ )?(?:{_MONTHS})\b)"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SENTENCE = re.compile(r"(?<=[.;]) ")


@dataclass(frozen=True)
class _Row:
    """A row of a table: the years that it is of, how its name is met, and its sourced cells."""

    years: frozenset[str]
    name: re.Pattern
    cells: tuple[tuple[bool, Decimal, str], ...]


class Traces:
    """The sourced numbers of a report's tables.

    Parameters
    ----------
    contents : iterable of mapping
        What :func:`helpers.reports.notebook.table` left in a notebook, of each table.
    stands : callable
        Takes a count and a reference; returns True if the count stands there.

    Attributes
    ----------
    originals : dict of str to str
        Reference -> address of the original.
    """

    def __init__(
        self, contents: Iterable[Mapping[str, object]], stands: Callable[[float, str], bool]
    ) -> None:
        self._stands = stands
        self.originals: dict[str, str] = {}
        self._rows: list[_Row] = []
        for content in contents:
            self.originals |= content.get("originals", {})
            self._rows += _rows(content)

    def parts(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield a text in pieces, each with the reference that it is traced to, or an empty one.

        Parameters
        ----------
        text : str
            A paragraph; a sentence without a year is about that of the first one.
        """
        sentences = _SENTENCE.split(text)
        first = set(_YEAR.findall(sentences[0]))
        for sentence in sentences:
            years = set(_YEAR.findall(sentence)) or first
            end = 0
            for found in _NUMBER.finditer(sentence):
                start = found.start("number")
                if reference := self._trace(found, sentence, years):
                    yield sentence[end:start], ""
                    yield sentence[start : found.end()], reference
                    end = found.end()
            yield sentence[end:] + " ", ""

    def _trace(self, found: re.Match, sentence: str, years: set[str]) -> str:
        if not found["share"] and _YEAR.fullmatch(found["number"]):
            return ""
        number = Decimal(found["number"].replace(",", ""))
        fitting = {
            reference
            for row in self._rows
            if row.years & years and row.name.search(sentence)
            for is_share, value, reference in row.cells
            if is_share == bool(found["share"]) and _as_written(value, number) == number
            if is_share or reference not in self.originals or self._stands(value, reference)
        }
        return fitting.pop() if len(fitting) == 1 else ""


def _as_written(value: Decimal, number: Decimal) -> Decimal:
    """Round a value to the decimals that a number is written with."""
    return value.quantize(Decimal(1).scaleb(number.as_tuple().exponent), ROUND_HALF_UP)


def _rows(content: Mapping[str, object]) -> Iterator[_Row]:
    columns, originals = content["columns"], content.get("originals", {})
    sourced = {i: found["what"] for i, name in enumerate(columns) if (found := SOURCE.search(name))}
    by = columns.index(content["by"]) if content.get("by") else None
    first = next((i for i in range(len(columns)) if i not in sourced and i != by), None)
    for row in content["rows"]:
        when = row[by] if by is not None else " ".join(row[:2])
        # A row by election is named by its day, which is no name in a sentence.
        name = "" if first is None or _YEAR.search(row[first]) else _plain(row[first])
        cells = []
        for i, text in enumerate(row):
            value, reference = _value(text), _reference(columns, row, sourced, i)
            is_known = reference in originals or reference.startswith("http")
            if content["align"][i] == "right" and value is not None and is_known:
                cells.append(("%" in columns[i], value, reference))
        if cells:
            # "Niger" is not in "Nigeria".
            met = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)" if name else "")
            yield _Row(frozenset(_YEAR.findall(when)), met, tuple(cells))


def _plain(name: str) -> str:
    return re.sub(r" \([^)]*\)$", "", name)


def _value(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _reference(
    columns: Iterable[str], row: list[str], sourced: Mapping[int, str | None], column: int
) -> str:
    """Return the source of a cell: that of its column's group, or else that of the row."""
    for i, what in sourced.items():
        if what and re.search(rf"\b{re.escape(what)}\b", columns[column], re.IGNORECASE):
            return row[i]
    return next((row[i] for i, what in sourced.items() if not what), "")
