"""What other documents say of a page's figures: ``evidence.csv``, matched with cells and written.

Evidence that differs from print is written to its cell with the status ``corrected`` and has a
finding of its own; one for an empty cell fills it. Evidence without a party that names a column of
a table is the sum of that column. What matches no page, row or column is a problem with a sentence,
as is evidence that contradicts other evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from helpers.archive import numbers
from helpers.archive.page import SHARES, Cell, Page
from helpers.archive.text import fold
from helpers.rules.identities import Address
from helpers.tables import beside
from helpers.tables.findings import Finding, number

COLUMNS = beside.Columns(("page", "round", "party", "column", "value", "source"), ("note",))

#: Other names of columns, as people write them.
_SAME_COLUMN = {"turnout": "turnout_pct", "house": "chamber_seats"}
#: Rows of these groups have a party.
_BY_PARTY = ("votes", "seats")
#: Groups whose figures evidence can be about.
_GROUPS = ("election", "turnout", "sex", *_BY_PARTY)


@dataclass(frozen=True)
class Evidence:
    """One row of evidence.csv; `round` is None and `party` empty where it names none."""

    row: beside.Row
    page: str
    round: int | None
    party: str
    column: str
    value: int | Decimal
    source: str


@dataclass(frozen=True)
class Sum:
    """Evidence on all rows of a column together."""

    cells: tuple[Address, ...]
    evidence: Evidence


@dataclass
class Matched:
    """The evidence on one page, matched with its cells."""

    cells: dict[Address, Evidence] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    problems: list[beside.Problem] = field(default_factory=list)

    def sources(self) -> str:
        """Name the documents, each once."""
        every = [*self.cells.values(), *(one.evidence for one in self.sums)]
        return "; ".join(dict.fromkeys(evidence.source for evidence in every))


def read(path: Path, problems: list[beside.Problem]) -> dict[str, list[Evidence]]:
    """Read evidence.csv.

    Parameters
    ----------
    path : Path
        The file; one that is not there holds no evidence.
    problems : list of Problem
        Takes one for each row that cannot be used.

    Returns
    -------
    dict of str to list of Evidence
        By page.
    """
    found: dict[str, list[Evidence]] = {}
    for row in beside.read(path, COLUMNS, problems):
        try:
            evidence = _parse(row)
        except ValueError as error:
            problems.append(row.problem(str(error)))
        else:
            found.setdefault(evidence.page, []).append(evidence)
    return found


def _parse(row: beside.Row) -> Evidence:
    for name in ("page", "column", "value", "source"):
        if not row[name]:
            raise ValueError(f"the cell {name} is empty; say it, or remove the row.")
    if row["round"] and not (row["round"].isascii() and row["round"].isdecimal()):
        raise ValueError(f"the round {row['round']!r} is not a whole number.")
    column = _SAME_COLUMN.get(row["column"], row["column"])
    read_value = numbers.share if column in SHARES else numbers.count
    value = (numbers.change if column == "change" else read_value)(row["value"])
    if value is None:
        kind = "percentage from 0 to 100" if column in SHARES else "whole number"
        raise ValueError(f"the value {row['value']!r} of {row['column']} is not a {kind}.")
    number_of_round = int(row["round"]) if row["round"] else None
    return Evidence(row, row["page"], number_of_round, row["party"], column, value, row["source"])


def unmatched_pages(
    evidence: dict[str, list[Evidence]], pages: Iterable[str], unreadable: Iterable[str]
) -> Iterator[beside.Problem]:
    """Say which evidence names a page that is not there; pages that could not be read are."""
    pages = list(pages)
    known = {*pages, *unreadable}
    for page, rows in evidence.items():
        if page not in known:
            for one in rows:
                yield one.row.problem(f"no page is called {page}{beside.nearest(page, pages)}.")


def match(evidence: list[Evidence], page: Page) -> Matched:
    """Match evidence with the cells of its page.

    Parameters
    ----------
    evidence : list of Evidence
        What is said of the page.
    page : Page
        What the page prints.

    Returns
    -------
    Matched
    """
    cells = [cell for cell in page.cells() if cell.address.group in _GROUPS]
    matched = Matched()
    for one in evidence:
        try:
            found = _cells_of(one, cells)
        except LookupError as error:
            matched.problems.append(one.row.problem(error.args[0]))
            continue
        if _is_sum(one, found):
            matched.sums.append(Sum(tuple(cell.address for cell in found), one))
            continue
        address = found[0].address
        before = matched.cells.setdefault(address, one)
        if before.value != one.value:
            matched.problems.append(
                one.row.problem(
                    f"{found[0].title} of {one.page} is {number(one.value)} here and "
                    f"{number(before.value)} in line {before.row.line}; keep one of them."
                )
            )
    return matched


def _is_sum(one: Evidence, found: list[Cell]) -> bool:
    return not one.party and found[0].address.group in _BY_PARTY


def _cells_of(one: Evidence, cells: list[Cell]) -> list[Cell]:
    """Find the cell that evidence is about, or all cells of a column.

    Raises
    ------
    LookupError
        If the page has none, or several and the evidence does not say which.
    """
    if one.party:
        rows = [cell for cell in cells if cell.address.group in _BY_PARTY]
        own = [cell for cell in rows if fold(cell.label) == fold(one.party)]
        if not own:
            near = beside.nearest(one.party, dict.fromkeys(cell.label for cell in rows))
            raise LookupError(f"{one.page} has no row of {one.party}{near}.")
    else:
        own = cells
    found = [cell for cell in own if _is_column(cell, one.column)]
    of_page = [cell for cell in found if cell.address.group not in _BY_PARTY]
    found = (of_page or found) if not one.party else found
    if not found:
        names = list(dict.fromkeys(cell.address.name for cell in own))
        of_party = f" of {one.party}" if one.party else ""
        raise LookupError(
            f"{one.page} has no column {one.column}{of_party}{beside.nearest(one.column, names)}; "
            f"there are {', '.join(names)}."
        )
    rounds = {cell.address.round for cell in found}
    if one.round is not None and found[0].address.round:
        found = [cell for cell in found if cell.address.round == one.round]
        if not found:
            raise LookupError(f"{one.page} has no {one.column} in round {one.round}.")
    elif len(rounds) > 1:
        raise LookupError(
            f"{one.page} has {one.column} in the rounds {', '.join(map(str, sorted(rounds)))}; "
            "say which."
        )
    if len(found) > 1 and not _is_sum(one, found):
        raise LookupError(f"{one.page} has {len(found)} rows of {one.party} with {one.column}.")
    return found


def _is_column(cell: Cell, column: str) -> bool:
    return column in (cell.address.name, cell.caption) or fold(column) == fold(cell.caption)


def write(matched: Matched, cells: list[Cell], page: str) -> tuple[list[Cell], list[Finding]]:
    """Write evidence to its cells.

    Parameters
    ----------
    matched : Matched
        Evidence by cell.
    cells : list of Cell
        The page's cells.
    page : str
        Its path.

    Returns
    -------
    tuple of (list of Cell, list of Finding)
        The cells with the evidence in them, and a finding for each printed figure that differs.
    """
    written, findings = [], []
    for cell in cells:
        one = matched.cells.get(cell.address)
        if one is None or cell.value == one.value:
            written.append(cell)
            continue
        status = "inferred" if cell.value is None else "corrected"
        written.append(replace(cell, value=one.value, status=status))
        if cell.value is not None:
            findings.append(_overruled(cell, one, page))
    return written, findings


def _overruled(cell: Cell, one: Evidence, page: str) -> Finding:
    return Finding(
        "evidence",
        "warning",
        "corrected",
        f"The page prints {cell.title} {cell.text}; evidence says {number(one.value)}, which is "
        f"used (evidence: {one.source}).",
        page,
        cell.line,
        cell.title,
        f"{cell.title} {cell.text}",
        f"{cell.title} {number(one.value)} (printed {cell.text})",
        one.source,
        cell.address.group,
    )
