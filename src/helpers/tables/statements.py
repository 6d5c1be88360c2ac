"""What a page says in words, held against its own tables: confirmed, decided, contradicted.

A statement is a figure with a qualifier, and so allows an interval of values. It is about a cell of
the page, or about a column of a table. It never changes a printed figure by itself: it decides
between readings that the page leaves open, and between smallest repairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from helpers.archive.page import Cell, Page, SeatRow
from helpers.archive.statements import SIDE_SUBJECTS, Context, Statement, statements
from helpers.archive.text import fold
from helpers.rules.identities import Address
from helpers.rules.rounding import bounds
from helpers.tables import lost_cells
from helpers.tables.parties import Parties

#: "About" and its like allow figures that are off by a twentieth.
APPROXIMATE = 0.05
#: Figures in words of these are rounded to the last digit that is said: "2.2 million".
_ROUNDED = {
    r"millions?": 10**6,
    r"thousands?|mille|milliers?": 10**3,
    r"milliards?|billions?": 10**9,
}

#: The cell that each subject is about: group and name. Women elected are not always the women in
#: the house, which pages count: they can confirm that cell and never contradict it.
_CELLS = {
    "turnout_pct": ("turnout", "turnout_pct"),
    "electors": ("turnout", "electors"),
    "voters": ("turnout", "voters"),
    "valid_votes": ("turnout", "valid_votes"),
    "candidates": ("election", "candidates"),
    "candidates_women": ("election", "candidates_women"),
    "parties_contesting": ("election", "parties_contesting"),
    "seats_at_stake": ("election", "seats_at_stake"),
    "chamber_seats": ("election", "chamber_seats"),
    "party_seats": ("seats", ""),
    "party_votes_pct": ("votes", "pct"),
    "women_members": ("sex", "women"),
    "women_elected": ("sex", "women"),
}
#: Subjects that are about the column of a tier.
_TIERS = {"list_seats": "proportional", "district_seats": "majority"}
_CONFIRM_ONLY = {"women_elected"}


@dataclass(frozen=True)
class Said:
    """A statement, the values that it allows, and the cells that it is about.

    Parameters
    ----------
    statement : Statement
    low, high : float
        The least and the largest value that it allows.
    address : Address or None
        The cell that it is about, if the page has it.
    column : str
        The tier that it is about, if it is about one as a whole.
    use : {"confirms", "fills", "decides", "contradicts", "unchecked"}
    """

    statement: Statement
    low: float
    high: float
    address: Address | None = None
    column: str = ""
    use: str = "unchecked"

    def allows(self, value: float) -> bool:
        """Return True if a value is one that the statement can mean."""
        return self.low <= float(value) <= self.high

    @property
    def is_exact(self) -> bool:
        """Whether it allows a single count."""
        return self.low == self.high


def read(page: Page, iso3: str, parties: Parties) -> list[Said]:
    """Read a page's narrative and find the cells that its statements are about.

    Parameters
    ----------
    page : Page
    iso3 : str
        Country, whose parties' names are known.
    parties : Parties

    Returns
    -------
    list of Said
        In the order of the page.
    """
    if not page.narrative:
        return []
    names = tuple(dict.fromkeys(row.party for row in (*page.seats, *page.votes)))
    context = Context(
        chamber=page.chamber,
        dates=tuple(page.dates),
        years=(page.year,) if page.year else (),
        parties=names,
        aliases=tuple(parties.aliases(iso3, names)),
        country=page.country,
    )
    cells = list(page.cells())
    return [_about(statement, cells) for statement in statements(page.narrative, context)]


def _about(statement: Statement, cells: list[Cell]) -> Said:
    low, high = _allowed(statement)
    if column := _TIERS.get(statement.subject):
        return Said(statement, low, high, column=column)
    if statement.subject != "party_seats" and statement.column not in (None, "total"):
        # Candidates of one tier are none of a cell.
        return Said(statement, low, high)
    group, name = _CELLS.get(statement.subject, ("", ""))
    name = name or statement.column or ""
    found = [
        cell.address
        for cell in cells
        if (cell.address.group, cell.address.name) == (group, name)
        and statement.round in (None, cell.address.round)
        and fold(cell.label) == fold(statement.party or "")
    ]
    return _of_a_tier(Said(statement, low, high, found[0] if len(found) == 1 else None), cells)


def _of_a_tier(said: Said, cells: list[Cell]) -> Said:
    """Give seats that are not the row's total, but one of its tiers, to that tier.

    A sentence can go on about list seats without naming them again; the row says which it means.
    """
    if said.statement.subject != "party_seats" or said.statement.column != "total":
        return said
    row = [c for c in cells if said.address and c.address[:3] == said.address[:3]]
    total = next((c.value for c in row if c.address == said.address), None)
    tiers = [c for c in row if c.tier and c.value is not None and said.allows(c.value)]
    if total is None or said.allows(total) or len(tiers) != 1 or not said.is_exact:
        return said
    name = tiers[0].address.name
    column = name if name in _TIERS.values() else None
    return replace(said, address=tiers[0].address, statement=replace(said.statement, column=column))


def _allowed(statement: Statement) -> tuple[float, float]:
    """Return the least and the largest value that a statement allows."""
    value = statement.value
    if isinstance(value, int):
        half = _half_unit(statement.printed, value)
        low, high = value - half, value + half
    else:
        low, high = bounds(value)
    match statement.qualifier:
        case "at_least":
            return low, float("inf")
        case "at_most":
            return 0.0, high
        case "approximate":
            room = APPROXIMATE * float(value)
            return min(low, float(value) - room), max(high, float(value) + room)
    return low, high


def _half_unit(printed: str, value: int) -> float:
    """Return half the unit that a count in words is rounded to; 0 for a count in digits."""
    for words, unit in _ROUNDED.items():
        if re.search(rf"\b(?:{words})\b", fold(printed)):
            decimals = re.search(r"\d[.,](\d{1,2})\D*$", printed)
            unit = unit // 10 ** len(decimals[1]) if decimals else unit
            return unit / 2 if value % unit == 0 else 0
    return 0


def exact(said: Iterable[Said], group: str) -> dict[Address, Said]:
    """Return the statements that say one value of a cell of a group, by cell."""
    return {
        one.address: one
        for one in said
        if one.is_exact and one.address and one.address.group == group
    }


def sizes(said: Iterable[Said], rows: list[SeatRow]) -> dict[str, Said]:
    """Return the exact sizes of the tiers of a table, by column; two that differ give none."""
    found: dict[str, list[Said]] = {}
    for one in said:
        column = one.column
        if one.statement.subject == "seats_at_stake" and one.is_exact:
            column = lost_cells.tier_at_stake(rows, int(one.low))
        if column and one.is_exact:
            found.setdefault(column, []).append(one)
    return {column: group[0] for column, group in found.items() if len({s.low for s in group}) == 1}


def judged(said: list[Said], cells: Iterable[Cell], decided: Iterable[Said]) -> Iterator[Said]:
    """Say of each statement what it does for the page.

    Parameters
    ----------
    said : list of Said
        The statements.
    cells : iterable of Cell
        The page's cells after reconciliation.
    decided : iterable of Said
        Those that a reading or a repair was taken by.

    Yields
    ------
    Said
        The statements of ``statements.csv``, each with its use.
    """
    by_address = {cell.address: cell for cell in cells}
    decided = list(decided)
    for one in said:
        if one.statement.subject in SIDE_SUBJECTS:
            continue
        if any(one is other for other in decided):
            use = "decides"
        elif one.column:
            use = _use_of_size(one, by_address)
        elif one.address:
            use = _use_of_cell(one, by_address[one.address])
        else:
            use = "unchecked"
        if use == "fills" and _adds_up(one, said):
            use = "confirms"
        yield replace(one, use=use)


def _use_of_cell(one: Said, cell: Cell) -> str:
    if cell.value is None:
        return "fills"
    if one.allows(cell.value):
        return "confirms"
    return "unchecked" if one.statement.subject in _CONFIRM_ONLY else "contradicts"


def _use_of_size(one: Said, cells: Mapping[Address, Cell]) -> str:
    """Compare a tier's seats with the sum of its column."""
    column = [c for a, c in cells.items() if (a.group, a.name) == ("seats", one.column)]
    known = [cell.value for cell in column if cell.value is not None]
    if not known:
        return "fills"
    if one.allows(sum(known)):
        return "confirms"
    # A column that falls short can lack rows; one that exceeds what is said cannot.
    return "contradicts" if sum(known) > one.high else "unchecked"


#: Sums that statements make up among themselves: the parts, and the whole.
_SUMS = (
    (("list_seats", "district_seats"), "seats_at_stake"),
    (("list_seats", "district_seats"), "chamber_seats"),
    (("first_round_seats", "runoff_seats"), "district_seats"),
    (("first_round_seats", "runoff_seats"), "seats_at_stake"),
)


def _adds_up(one: Said, said: list[Said]) -> bool:
    """Return True if a statement is part of a sum that other statements complete."""
    values = {s.statement.subject: s.low for s in said if s.is_exact and s.statement.party is None}
    return any(
        one.statement.subject in (*parts, whole)
        and all(name in values for name in (*parts, whole))
        and sum(values[name] for name in parts) == values[whole]
        for parts, whole in _SUMS
    )
