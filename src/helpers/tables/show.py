"""One election's figures, each with the file and line that print it, and what was found."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.archive import Figure, Page, PageError, read_page
from helpers.archive.page import CONTEST
from helpers.tables.files import load

_GROUPS = {"turnout": "Turnout", "votes": "Votes", "seats": "Seats", "members": "Members"}
_BALLOTS = {
    "electors": "electors",
    "voters": "voters",
    "blank_or_invalid": "blank or invalid ballots",
    "valid_votes": "valid votes",
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
        Text for a terminal. Where several pages tell of a group of figures, the one to use is
        marked with a star.

    Raises
    ------
    UnknownElection
        If the tables have no such election.
    """
    elections = load("elections", processed).set_index("election_id")
    if election_id not in elections.index:
        near = difflib.get_close_matches(election_id.upper(), list(elections.index), 1, 0.4)
        hint = f"; the nearest is {near[0]}" if near else ""
        raise UnknownElection(f"No election is called {election_id}{hint}.")
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
        told = ""
        for group, words, figure in figures(page):
            if group != told and group in _GROUPS:
                star = " *" if (group, path) in preferred else ""
                parts.append(f"  {_GROUPS[group]}{star}")
                told = group
            parts.append(f"    {_cut(words, 52):<52} {figure.text:<24} line {figure.line}")
    return "\n".join([*parts, *_findings(election_id, processed)]) + "\n"


def figures(page: Page) -> Iterator[tuple[str, str, Figure]]:
    """List all figures of a page, as printed.

    Yields
    ------
    tuple of (str, str, Figure)
        Group ("election", "turnout", "votes", "seats", "members"), what the figure is, the figure.
    """
    for name in CONTEST:
        if figure := getattr(page, name):
            yield "election", name.replace("_", " "), figure
    for settled in page.rounds:
        for name, words in _BALLOTS.items():
            if figure := getattr(settled, name):
                yield "turnout", f"round {settled.number}: {words}", figure
    for row in page.votes:
        for words, figure in (
            ("candidates", row.candidates),
            ("votes", row.votes),
            ("per cent", row.percent),
        ):
            if figure:
                yield "votes", f"{words} of {row.party}", figure
    for row in page.seats:
        for column, figure in zip(row.columns, row.figures, strict=True):
            if figure:
                yield "seats", f"{column.caption.lower()} of {row.party}", figure
    for member in page.members:
        for words, figure in (("", member.members), (", per cent", member.percent)):
            # Count and share can be one figure: "9 (16.36%)".
            if figure and not (words and member.members and member.members.line == figure.line
                               and member.members.text == figure.text):  # fmt: skip
                yield "members", f"{member.category}{words}", figure


def _preferred(election_id: str, processed: Path) -> set[tuple[str, str]]:
    found = set()
    for group in _GROUPS:
        rows = load(group, processed)
        rows = rows[(rows["election_id"] == election_id) & rows["preferred"]]
        found |= {(group, page) for page in rows["page"]}
    return found


def _head(election_id: str, row: pd.Series) -> list[str]:
    days = [f"{day:%-d %B %Y}" for day in (row.first_date, row.last_date) if pd.notna(day)]
    when = " to ".join(dict.fromkeys(days)) or "day unknown"
    chamber = "" if pd.isna(row.chamber) else f", {row.chamber}"
    return [f"{election_id}  {row.country}{chamber}, {when}"]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


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
