"""One election's figures, each with the file and line that print it, and what was found."""

from __future__ import annotations

import difflib
import itertools
from pathlib import Path

import pandas as pd

from helpers.archive import PageError, read_page
from helpers.tables.files import load

#: Heads of the groups of figures, and the table that says which page is preferred.
_HEADS = {
    "turnout": ("Turnout", "turnout"),
    "votes": ("Votes", "votes"),
    "seats": ("Seats", "seats"),
    "sex": ("Members by sex", "members"),
    "age": ("Members by age", "members"),
    "profession": ("Members by profession", "members"),
}


class UnknownElection(ValueError):
    """An election id that the tables do not have; the message names the nearest."""

    exit_status = 2


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
        Text for a terminal. Where several pages have a group of figures, the one to use is
        marked with a star.

    Raises
    ------
    UnknownElection
        If the tables have no such election.
    """
    elections = load("elections", processed).set_index("election_id")
    if election_id not in elections.index:
        near = difflib.get_close_matches(election_id.upper(), list(elections.index), 1, 0.4)
        hint = f"the nearest is {near[0]}" if near else "data/processed/elections.csv lists them"
        raise UnknownElection(f"No election is called {election_id}; {hint}.")
    pages = load("pages", processed)
    preferred = _preferred(election_id, processed)
    parts = _head(election_id, elections.loc[election_id])
    for path in pages.loc[pages["election_id"] == election_id, "page"]:
        parts += ["", path]
        try:
            page = read_page(raw / path)
        except PageError as error:
            parts.append(f"  {error}")
            continue
        for group, cells in itertools.groupby(page.cells(), key=lambda c: c.address.group):
            printed = [cell for cell in cells if cell.figure]
            if printed and group in _HEADS:
                head, table = _HEADS[group]
                parts.append(f"  {head}{' *' if (table, path) in preferred else ''}")
            parts += [
                f"    {_cut(cell.title, 52):<52} {cell.text:<24} line {cell.line}"
                for cell in printed
            ]
    parts += _statements(election_id, processed) + _indices(election_id, processed)
    return "\n".join([*parts, *_findings(election_id, processed)]) + "\n"


def _preferred(election_id: str, processed: Path) -> set[tuple[str, str]]:
    found = set()
    for table in {table for _, table in _HEADS.values()}:
        rows = load(table, processed)
        rows = rows[(rows["election_id"] == election_id) & rows["preferred"]]
        found |= {(table, page) for page in rows["page"]}
    return found


def _head(election_id: str, row: pd.Series) -> list[str]:
    days = [f"{day:%-d %B %Y}" for day in (row.first_date, row.last_date) if pd.notna(day)]
    when = " to ".join(dict.fromkeys(days)) or "day unknown"
    chamber = "" if pd.isna(row.chamber) else f", {row.chamber}"
    return [f"{election_id}  {row.country}{chamber}, {when}"]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _statements(election_id: str, processed: Path) -> list[str]:
    """List what the pages say in words, and what it does for their tables."""
    found = load("statements", processed)
    found = found[found["election_id"] == election_id]
    said = ["", "Statements of the narrative"] if len(found) else []
    for row in found.itertuples():
        about = (row.subject.replace("_", " "), row.party)
        words = " of ".join(str(a) for a in about if pd.notna(a))
        words += f" ({row.column})" if pd.notna(row.column) else ""
        said.append(
            f"  {_cut(words, 54):<54} {_cut(row.printed, 24):<24} line {row.line}: {row.use}"
        )
    return said


def _indices(election_id: str, processed: Path) -> list[str]:
    """List the indices of the election, each with its value or its bounds."""
    found = load("indices", processed)
    found = found[found["election_id"] == election_id]
    listed = ["", "Indices"] if len(found) else []
    for row in found.itertuples():
        name = row.measure.replace("_", " ")
        high = "or more" if pd.isna(row.high) else f"to {row.high:.2f}"
        value = f"{row.low:.2f} {high}" if pd.isna(row.value) else f"{row.value:.2f}"
        note = "" if pd.isna(row.note) else row.note
        listed.append(f"  {name:<20} {row.basis:<6} {value:<18} {note}".rstrip())
    return listed


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
