"""Pages and their settled figures become rows of the tidy tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from helpers.archive.page import Cell
from helpers.archive.vocabulary import SeatColumn
from helpers.tables.election import Source
from helpers.tables.findings import Finding
from helpers.tables.schema import TABLES
from helpers.tables.settle import Settled

#: Names of the columns that a figure's qualifier goes to.
_QUALIFIED = {"electors": "electors_qualifier", "voters": "voters_qualifier"}


def _rows_of(settled: Settled, group: str) -> Iterator[tuple[int, list[Cell]]]:
    """Group a page's cells by row, in the order of the page; each with its round."""
    cells = [cell for cell in settled.cells if cell.address.group == group]
    for key, row in itertools.groupby(cells, key=lambda cell: cell.address[1:3]):
        yield key[0], list(row)


def _values(row: list[Cell]) -> dict[str, int | Decimal | None]:
    return {cell.address.name: cell.value for cell in row}


def _qualifiers(row: list[Cell]) -> dict[str, str | None]:
    """Say how exact the figures are; what is said of a share alone is said of its count."""
    said = {cell.address.name: cell.qualifier for cell in row}
    said["voters"] = said["voters"] or said["turnout_pct"]
    return {column: said[name] for name, column in _QUALIFIED.items()}


def page_row(source: Source, election_id: str, url: str | None) -> dict:
    """Build the row of pages.csv."""
    page = source.page
    return {
        "page": source.path,
        "origin": source.origin,
        "layout": page.layout,
        "language": page.language,
        "sha256": page.sha256,
        "election_id": election_id,
        "url": page.url or url,
        "unread_lines": len(page.unread),
    }


def election_row(election_id: str, ordered: list[Settled]) -> dict:
    """Build the row of elections.csv from the pages of one election, the best one first."""
    sources = [settled.source for settled in ordered]
    head = sources[0]

    def first(name: str) -> int | None:
        values = (
            cell.value
            for settled in ordered
            for cell in settled.cells
            if cell.address == ("election", 0, 0, name)
        )
        return next((value for value in values if value is not None), None)

    rounds = [r.number for s in sources for r in s.page.rounds]
    rounds += [r.round for s in sources for r in (*s.page.votes, *s.page.seats)]
    return {
        "election_id": election_id,
        "iso3": head.place.iso3,
        "country": head.place.name if head.known_place else head.page.country or head.place.name,
        "region": head.place.region or None,
        "chamber": next((s.page.chamber for s in sources if s.page.chamber), None),
        "house": head.house,
        "first_date": min((s.first for s in sources if s.first), default=None),
        "last_date": max((s.last for s in sources if s.last), default=None),
        "rounds": max(rounds, default=None),
        "scope": next((s.page.scope for s in sources if s.page.scope), None),
        "seats_at_stake": first("seats_at_stake"),
        "parties_contesting": first("parties_contesting"),
        "candidates": first("candidates"),
        "candidates_men": first("candidates_men"),
        "candidates_women": first("candidates_women"),
    }


def turnout_rows(settled: Settled, election_id: str) -> Iterator[dict]:
    """Build the rows of turnout.csv."""
    days = {one.number: one for one in settled.source.page.rounds}
    for number, row in _rows_of(settled, "turnout"):
        lines = [cell.line for cell in row if cell.value is not None]
        yield {
            "election_id": election_id,
            "round": number,
            "date": days[number].date,
            **_values(row),
            **_qualifiers(row),
            "page": settled.source.path,
            "line": min(lines) if lines else days[number].line,
        }


def vote_rows(settled: Settled, election_id: str) -> Iterator[dict]:
    """Build the rows of votes.csv."""
    lines = [row.line for row in settled.source.page.votes]
    for number, row in _rows_of(settled, "votes"):
        yield {
            "election_id": election_id,
            "round": number,
            "party": row[0].label,
            **_values(row),
            "page": settled.source.path,
            "line": lines[row[0].address.row],
            "row": row[0].address.row + 1,
        }


def seat_rows(settled: Settled, election_id: str) -> Iterator[dict]:
    """Build the rows of seats.csv: one for each figure, and one for a party without any."""
    for number, row in _rows_of(settled, "seats"):
        own = settled.seats[row[0].address.row]
        columns = dict(zip(own.names, own.columns, strict=True))
        for cell in [cell for cell in row if cell.value is not None] or row[:1]:
            yield {
                "election_id": election_id,
                "round": number,
                "party": cell.label,
                "column": columns[cell.address.name].kind,
                "seats": cell.value,
                "status": cell.status,
                "page": settled.source.path,
                "line": own.line,
                "caption": _caption(cell, columns[cell.address.name]),
                "row": cell.address.row + 1,
            }


def _caption(cell: Cell, column: SeatColumn) -> str:
    """Return what sets a column apart: its caption, or the cell's name where that is not alone."""
    return cell.address.name if column.kind == "other" else column.caption or column.kind


def member_rows(settled: Settled, election_id: str) -> Iterator[dict]:
    """Build the rows of members.csv."""
    values = {cell.address: cell.value for cell in settled.cells}
    for index, row in enumerate(settled.source.page.members):
        if row.dimension == "sex":
            members = values["sex", 0, 0, row.category]
            percent = values["sex", 0, 0, "percent"] if row.category == "women" else None
        else:
            members, percent = (
                values[row.dimension, 0, index, name] for name in ("members", "percent")
            )
        yield {
            "election_id": election_id,
            "dimension": row.dimension,
            "category": row.category,
            "members": members,
            "percent": percent,
            "page": settled.source.path,
            "line": row.line,
            "row": index + 1,
        }


def statement_rows(settled: Settled, election_id: str) -> Iterator[dict]:
    """Build the rows of statements.csv."""
    for one in settled.statements:
        said = one.statement
        yield {
            "election_id": election_id,
            "page": settled.source.path,
            "line": said.line,
            "subject": said.subject,
            "party": said.party,
            "column": said.column,
            "round": said.round,
            "value": said.value,
            "qualifier": said.qualifier,
            "printed": said.printed,
            "use": one.use,
        }


def finding_row(finding: Finding, election_id: str | None) -> dict:
    """Build the row of findings.csv."""
    return {
        "election_id": election_id,
        "page": finding.page,
        "line": finding.line or None,
        "check": finding.check,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "field": finding.field or None,
        "printed": finding.printed or None,
        "proposed": finding.proposed or None,
        "evidence": finding.evidence or None,
        "message": finding.message,
    }


def frame(name: str, rows: list[dict]) -> pd.DataFrame:
    """Build a typed table from rows, sorted so that the same rows give the same file."""
    table = TABLES[name]
    built = pd.DataFrame(rows, columns=table.columns)
    for f in table.fields:
        if f.type == "number":
            built[f.name] = pd.array(
                [None if v is None or pd.isna(v) else float(v) for v in built[f.name]],
                dtype="Float64",
            )
        elif f.type == "date":
            built[f.name] = pd.to_datetime(built[f.name]).astype("datetime64[s]")
        else:
            built[f.name] = built[f.name].astype(table.dtypes[f.name])
    # What says the same as another row says nothing.
    built = built.drop_duplicates(list(table.key) or None)
    return built.sort_values(SORTED[name], kind="stable", ignore_index=True, na_position="first")


#: What the rows of each table are sorted by.
SORTED = {
    "pages": ["page"],
    "elections": ["iso3", "house", "election_id"],
    "turnout": ["election_id", "page", "round"],
    "votes": ["election_id", "page", "round", "line", "row"],
    "seats": ["election_id", "page", "round", "line", "row"],
    "members": ["election_id", "page", "line", "dimension", "category", "row"],
    "statements": ["election_id", "page", "line", "subject", "party", "value", "printed"],
    "findings": ["election_id", "page", "line", "check", "field", "message"],
    "parties": ["iso3", "party"],
    "women_by_year": ["iso3", "year", "women", "members", "pct", "url"],
    "rules": ["election_id"],
    "indices": ["election_id", "measure", "basis"],
}
