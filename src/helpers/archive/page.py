"""What a page says, in its own terms and as printed; nothing is corrected here.

Every number is a :class:`Figure`, which keeps the text and the line it stands on. What the reader
could not decide is a :class:`Doubt`; what it did not understand stays in :attr:`Page.unread`.
:meth:`Page.cells` is the way to walk the figures: each is a :class:`Cell` with an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from helpers.archive.vocabulary import BALLOTS, CONTEST, SeatColumn
from helpers.rules.identities import Address


@dataclass(frozen=True)
class Figure:
    """One figure as printed.

    Parameters
    ----------
    text : str
        As printed.
    value : int, optional
        The count; for gains and losses with its sign. None where only a share is printed.
    percent : Decimal, optional
        The share in per cent, with the decimals of the page.
    qualifier : {"approximate", "at_least", "at_most"}, optional
        How exact the page says it is.
    line : int
        Line of the file as saved, counted from 1.
    """

    text: str
    value: int | None = None
    percent: Decimal | None = None
    qualifier: str | None = None
    line: int = 0


@dataclass(frozen=True)
class Cell:
    """A place for a figure, and the figure if there is one.

    Parameters
    ----------
    address : Address
        Group (election, turnout, votes, seats, sex, age, profession), round, row and name.
    value : int or Decimal or None
        The count, or the share in per cent; None where the page prints nothing.
    figure : Figure or None
        As printed.
    line : int
        Line that it stands on, or its row where it is empty.
    label : str
        The party or category of its row.
    caption : str
        Caption of its column, for tables of seats.
    tier : bool
        Whether it is a part of its row's total.
    status : {"printed", "inferred", "corrected"}
        How the value came here.
    """

    address: Address
    value: int | Decimal | None = None
    figure: Figure | None = None
    line: int = 0
    label: str = ""
    caption: str = ""
    tier: bool = False
    status: str = "printed"

    @property
    def qualifier(self) -> str | None:
        """How exact the page says that the figure is."""
        return self.figure.qualifier if self.figure else None

    @property
    def is_share(self) -> bool:
        """Whether the value is a share in per cent."""
        return self.address.name in SHARES

    @property
    def text(self) -> str:
        """The figure as printed, without what else stands in its cell."""
        if self.figure is None:
            return "" if self.value is None else str(self.value)
        if self.is_share:
            return self.figure.text if self.figure.value is None else f"{self.figure.percent}%"
        return _SHARE_AFTER.sub("", self.figure.text)

    @property
    def title(self) -> str:
        """What the figure is, in words: ``voters in round 1``, ``majority of AIST Bloc``."""
        group, number, _, name = self.address
        words = _TITLES.get(name, name.replace("_", " "))
        match group:
            case "turnout":
                return f"{words} in round {number}"
            case "votes":
                return f"{'share' if name == 'pct' else words} of {self.label}"
            case "seats":
                words = "total" if name == "total" else self.caption.lower()
                return f"{words} of {self.label}"
            case "sex":
                return "percent of women" if name == "percent" else words
            case "age" | "profession":
                return f"{self.label}, per cent" if name == "percent" else self.label
        return words


#: Names of shares in per cent; all other figures are counts.
SHARES = frozenset({"turnout_pct", "pct", "percent", "candidates_women_percent"})

#: The share behind a count: "(61.17%)", "69.98%".
_SHARE_AFTER = re.compile(r"\s*\([^()]*\)$|\s+\d+(?:[.,]\d+)?\s*%$")

_TITLES = {
    "blank_or_invalid": "blank or invalid ballots",
    "turnout_pct": "turnout",
    "chamber_seats": "seats of the house",
    "candidates_men": "men candidates",
    "candidates_women": "women candidates",
    "candidates_women_percent": "percentage of women candidates",
}


@dataclass(frozen=True)
class Round:
    """Electors and ballots of one round: the figures by their names in the vocabulary.

    `options` lists the readings that the page leaves open, where values stand without their labels;
    `ballots` then holds only what all of them share.
    """

    number: int
    line: int
    date: date | None = None
    ballots: dict[str, Figure] = field(default_factory=dict)
    options: tuple[dict[str, Figure], ...] = ()


@dataclass(frozen=True)
class VoteRow:
    """One party's row in a table of votes."""

    round: int
    party: str
    line: int
    candidates: Figure | None = None
    votes: Figure | None = None
    percent: Figure | None = None


@dataclass(frozen=True)
class SeatRow:
    """One party's row in a table of seats: a figure, or None, for each column of the table.

    `inferred` names the columns whose figure was put there by a rule and not by the page's own
    layout. `options` lists the readings of a row that the page leaves open; `figures` then holds
    only what all of them share.
    """

    round: int
    party: str
    line: int
    columns: tuple[SeatColumn, ...]
    figures: tuple[Figure | None, ...]
    inferred: frozenset[int] = frozenset()
    options: tuple[tuple[Figure | None, ...], ...] = ()
    text: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the cells: what the column counts, or its caption where that is unknown."""
        names: list[str] = []
        for place, column in enumerate(self.columns, 1):
            name = column.caption or f"column {place}" if column.kind == "other" else column.kind
            names.append(f"{name} ({names.count(name) + 1})" if name in names else name)
        return tuple(names)


@dataclass(frozen=True)
class MemberRow:
    """Members of one sex, age or profession."""

    dimension: str
    category: str
    line: int
    members: Figure | None = None
    percent: Figure | None = None


@dataclass(frozen=True)
class Doubt:
    """Something that the page leaves open, or that the reader settled by a rule.

    `readings` lists what the figure could mean; `outcome` is "ambiguous" where none was taken and
    "noted" where one was. `group` is that of the figures in doubt.
    """

    check: str
    line: int
    field: str
    printed: str
    readings: str
    message: str
    outcome: str = "noted"
    group: str = ""


@dataclass
class Page:
    """Everything that one saved page says.

    `contest` holds the figures that count the election as a whole; `year` is set where a date has
    no day; `narrative` holds the lines of running text, and `unread` those that were kept and not
    understood, as ``(line, text)``; `merged` are lines whose figure is a part of another one, or
    for which another one stands.
    """

    layout: str
    form: str
    language: str = "en"
    country: str | None = None
    chamber: str | None = None
    dates: list[date] = field(default_factory=list)
    dates_line: int = 0
    year: int | None = None
    scope: str | None = None
    contest: dict[str, Figure] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    votes: list[VoteRow] = field(default_factory=list)
    seats: list[SeatRow] = field(default_factory=list)
    members: list[MemberRow] = field(default_factory=list)
    narrative: list[tuple[int, str]] = field(default_factory=list)
    url: str | None = None
    election_id: str | None = None
    doubts: list[Doubt] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    merged: set[int] = field(default_factory=set)
    sha256: str = ""

    def cells(self) -> Iterator[Cell]:
        """Walk the page's figures: every cell of its tables, empty ones included."""
        for name in CONTEST:
            yield _cell("election", 0, 0, name, self.contest.get(name))
        yield from self._sexes()
        for one in self.rounds:
            for name in BALLOTS:
                yield _cell("turnout", one.number, 0, name, one.ballots.get(name), one.line)
            share = one.ballots.get("voters")
            yield _cell("turnout", one.number, 0, "turnout_pct", share, one.line)
        for index, row in enumerate(self.votes):
            share = row.percent or row.votes
            for name, figure in (
                ("candidates", row.candidates),
                ("votes", row.votes),
                ("pct", share),
            ):
                yield _cell("votes", row.round, index, name, figure, row.line, row.party)
        for index, row in enumerate(self.seats):
            yield from seat_cells(index, row)
        for index, row in enumerate(self.members):
            if row.dimension != "sex":
                share = row.percent or row.members
                for name, figure in (("members", row.members), ("percent", share)):
                    yield _cell(row.dimension, 0, index, name, figure, row.line, row.category)

    def _sexes(self) -> Iterator[Cell]:
        rows = {row.category: row for row in self.members if row.dimension == "sex"}
        for name in ("men", "women"):
            row = rows.get(name)
            yield _cell("sex", 0, 0, name, row and row.members, row.line if row else 0)
        women = rows.get("women")
        yield _cell("sex", 0, 0, "percent", women and women.percent, women.line if women else 0)


def seat_cells(index: int, row: SeatRow) -> Iterator[Cell]:
    """Walk the cells of one row of a table of seats."""
    columns = zip(row.names, row.columns, row.figures, strict=True)
    for place, (name, column, figure) in enumerate(columns):
        yield _cell(
            "seats",
            row.round,
            index,
            name,
            figure,
            row.line,
            row.party,
            caption=column.caption,
            tier=column.tier,
            status="inferred" if place in row.inferred else "printed",
        )


def _cell(
    group: str,
    number: int,
    row: int,
    name: str,
    figure: Figure | None,
    line: int = 0,
    label: str = "",
    **more,
) -> Cell:
    """Address a figure; one that holds a count and a share is the value of two cells."""
    value = figure and (figure.percent if name in SHARES else figure.value)
    figure = None if value is None else figure
    at = Address(group, number, row, name)
    return Cell(at, value, figure, figure.line if figure else line, label, **more)
