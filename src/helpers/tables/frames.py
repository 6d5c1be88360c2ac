"""Pages and their settled figures become rows of the tidy tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from helpers.archive import Figure
from helpers.tables.election import Source
from helpers.tables.findings import Finding
from helpers.tables.schema import TABLES
from helpers.tables.settle import Settled


def _value(settled: Settled, key: tuple, figure: Figure | None) -> int | None:
    return settled.corrected.get(key, figure.value if figure else None)


def _percent(figure: Figure | None) -> Decimal | None:
    return figure.percent if figure else None


def _qualifier(figure: Figure | None) -> str | None:
    return figure.qualifier if figure else None


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
        for settled in ordered:
            figure = getattr(settled.source.page, name)
            value = _value(settled, ("page", name), figure)
            if value is not None:
                return value
        return None

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
    for r in settled.source.page.rounds:
        figures = {
            name: getattr(r, name)
            for name in ("electors", "voters", "blank_or_invalid", "valid_votes")
        }
        line = next((f.line for f in figures.values() if f), r.line)
        yield {
            "election_id": election_id,
            "round": r.number,
            "date": r.date,
            **{name: _value(settled, ("round", r.number, name), f) for name, f in figures.items()},
            "electors_qualifier": _qualifier(r.electors),
            "voters_qualifier": _qualifier(r.voters),
            "turnout_pct": _percent(r.voters),
            "page": settled.source.path,
            "line": line,
        }


def vote_rows(settled: Settled, election_id: str) -> Iterator[dict]:
    """Build the rows of votes.csv."""
    for index, row in enumerate(settled.source.page.votes):
        yield {
            "election_id": election_id,
            "round": row.round,
            "party": row.party,
            "candidates": row.candidates.value if row.candidates else None,
            "votes": _value(settled, ("votes", index, "votes"), row.votes),
            "pct": _percent(row.percent) if row.percent else _percent(row.votes),
            "page": settled.source.path,
            "line": row.line,
        }


def seat_rows(settled: Settled, election_id: str) -> Iterator[dict]:
    """Build the rows of seats.csv: one for each figure, and one for a party without any."""
    for index, row in enumerate(settled.seats):
        filled = [i for i, figure in enumerate(row.figures) if figure is not None]
        for column in filled or [0]:
            key = ("seats", index, column)
            status = "inferred" if column in row.inferred else "printed"
            yield {
                "election_id": election_id,
                "round": row.round,
                "party": row.party,
                "column": row.columns[column].counts,
                "seats": _value(settled, key, row.figures[column]),
                "status": "corrected" if key in settled.corrected else status,
                "page": settled.source.path,
                "line": row.line,
            }


def member_rows(settled: Settled, election_id: str) -> Iterator[dict]:
    """Build the rows of members.csv."""
    for row in settled.source.page.members:
        key = (row.dimension, row.category)
        yield {
            "election_id": election_id,
            "dimension": row.dimension,
            "category": row.category,
            "members": _value(settled, key, row.members),
            "percent": _percent(row.percent),
            "page": settled.source.path,
            "line": row.line,
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
    keys = [c for c in SORTED[name] if c in built.columns]
    return built.sort_values(keys, kind="stable", ignore_index=True, na_position="first")


#: What the rows of each table are sorted by.
SORTED = {
    "pages": ["page"],
    "elections": ["iso3", "house", "election_id"],
    "turnout": ["election_id", "page", "round"],
    "votes": ["election_id", "page", "round", "line"],
    "seats": ["election_id", "page", "round", "line"],
    "members": ["election_id", "page", "line", "dimension", "category"],
    "findings": ["election_id", "page", "line", "check", "field", "message"],
    "parties": ["iso3", "party"],
    "women_by_year": ["iso3", "year", "women", "members", "pct", "url"],
}
