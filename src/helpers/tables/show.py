"""One election's figures, each with the file and line that print it, and what was found."""

from __future__ import annotations

import difflib
from pathlib import Path

import pandas as pd

from helpers.tables.files import load

_ROUND = {
    "electors": "electors",
    "voters": "voters",
    "blank_or_invalid": "blank or invalid ballots",
    "valid_votes": "valid votes",
    "turnout_pct": "turnout, per cent",
}


class UnknownElection(ValueError):
    """An election id that the tables do not have; the message names the nearest."""


def show(election_id: str, raw: Path, processed: Path) -> str:
    """Print an election's figures with their sources, the text as printed, and the findings.

    Parameters
    ----------
    election_id : str
        For instance ``"KZ-LC01-E20040919"``.
    raw, processed : Path
        Folders of the pages and of the tidy tables.

    Returns
    -------
    str
        Text for a terminal. Pages to use for a group of figures are marked with a star.

    Raises
    ------
    UnknownElection
        If the tables have no such election.
    """
    elections = load("elections", processed).set_index("election_id")
    if election_id not in elections.index:
        near = difflib.get_close_matches(election_id.upper(), elections.index, 1, 0.4)
        hint = f"; the nearest is {near[0]}" if near else ""
        raise UnknownElection(f"No election is called {election_id}{hint}.")
    lines = _Lines(raw)
    parts = [*_head(election_id, elections.loc[election_id])]
    tables = {name: load(name, processed) for name in ("turnout", "votes", "seats", "members")}
    for name, describe in (
        ("turnout", _turnout),
        ("votes", _votes),
        ("seats", _seats),
        ("members", _members),
    ):
        rows = tables[name][tables[name]["election_id"] == election_id]
        for page, of_page in rows.groupby("page", sort=True):
            said = [line for row in of_page.itertuples() for line in describe(row, lines)]
            if said:
                star = " *" if of_page["preferred"].any() else ""
                parts += ["", f"{name.capitalize()}, {page}{star}", *said]
    parts += _findings(election_id, processed)
    return "\n".join(parts) + "\n"


class _Lines:
    """The lines of the raw pages, read when they are asked for."""

    def __init__(self, raw: Path):
        self.raw = raw
        self.pages: dict[str, list[str]] = {}

    def at(self, page: str, line: int) -> str:
        """Return the text of a line, without its markup's white space; cut if it is long."""
        if page not in self.pages:
            path = self.raw / page
            text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
            self.pages[page] = text.splitlines()
        lines = self.pages[page]
        text = " ".join(lines[line - 1].split()) if 0 < line <= len(lines) else ""
        return text if len(text) <= 90 else text[:89] + "…"


def _head(election_id: str, row: pd.Series) -> list[str]:
    days = [f"{day:%-d %B %Y}" for day in (row.first_date, row.last_date) if pd.notna(day)]
    when = " to ".join(dict.fromkeys(days)) or "day unknown"
    chamber = "" if pd.isna(row.chamber) else f", {row.chamber}"
    facts = [
        f"{name.replace('_', ' ')} {row[name]:,}"
        for name in ("seats_at_stake", "parties_contesting", "candidates", "candidates_women")
        if pd.notna(row[name])
    ]
    return [f"{election_id}  {row.country}{chamber}, {when}", *(["  " + "; ".join(facts)] if facts else [])]


def _cell(words: str, value, row, lines: _Lines, mark: str = "") -> str:
    shown = f"{value:,}" if isinstance(value, int) else f"{value:g}"
    line = 0 if pd.isna(row.line) else int(row.line)
    return f"  {words:<44} {shown:>14}{mark}  line {line}: {lines.at(row.page, line)}"


def _turnout(row, lines: _Lines) -> list[str]:
    said = []
    for name, words in _ROUND.items():
        value = getattr(row, name)
        if pd.notna(value):
            qualifier = getattr(row, f"{name}_qualifier", None)
            about = f" ({qualifier.replace('_', ' ')})" if isinstance(qualifier, str) else ""
            said.append(_cell(f"round {row.round}: {words}{about}", value, row, lines))
    return said


def _votes(row, lines: _Lines) -> list[str]:
    return [
        _cell(f"{_cut(row.party)}, {words}", value, row, lines)
        for words, value in (
            ("candidates", row.candidates),
            ("votes", row.votes),
            ("per cent", row.pct),
        )
        if pd.notna(value)
    ]


def _seats(row, lines: _Lines) -> list[str]:
    if pd.isna(row.seats):
        return []
    mark = "" if row.status == "printed" else f" ({row.status})"
    return [_cell(f"{_cut(row.party)}, {row.column}", row.seats, row, lines, mark)]


def _members(row, lines: _Lines) -> list[str]:
    return [
        _cell(f"{row.category}, {words}", value, row, lines)
        for words, value in (("members", row.members), ("per cent", row.percent))
        if pd.notna(value)
    ]


def _cut(party: str) -> str:
    return party if len(party) <= 30 else party[:29] + "…"


def _findings(election_id: str, processed: Path) -> list[str]:
    found = load("findings", processed)
    found = found[found["election_id"] == election_id]
    if found.empty:
        return ["", "Findings: none"]
    said = ["", "Findings"]
    for row in found.itertuples():
        where = "" if pd.isna(row.line) else f":{row.line}"
        said.append(f"  [{row.severity}, {row.outcome}] {row.page}{where}: {row.message}")
        if pd.notna(row.proposed) and row.outcome in ("ambiguous", "unconfirmed"):
            said.append(f"      possible: {row.proposed}")
    return said
