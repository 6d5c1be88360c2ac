"""What a page says, in its own terms and as printed; nothing is corrected here.

Every number is a :class:`Figure`, which keeps the text and the line it stands on. What the reader
could not decide is a :class:`Doubt`; what it did not understand stays in :attr:`Page.unread`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


class PageError(ValueError):
    """A file that cannot be read as a page of the archive; the message says why."""


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
class Round:
    """Electors and ballots of one round."""

    number: int
    line: int
    date: date | None = None
    electors: Figure | None = None
    voters: Figure | None = None
    blank_or_invalid: Figure | None = None
    valid_votes: Figure | None = None


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
class SeatColumn:
    """One column of a table of seats: its caption, and what it counts.

    `counts` is total, proportional, majority, change, previous, women or other; `tier` says whether
    the column is a part of the total.
    """

    caption: str
    counts: str
    tier: bool = False


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
    "noted" where one was.
    """

    check: str
    line: int
    field: str
    printed: str
    readings: str
    message: str
    outcome: str = "noted"


#: Attributes of a page that count the contest as a whole, in the order of layout C.
CONTEST = (
    "seats_at_stake",
    "parties_contesting",
    "parties_winning_seats",
    "candidates",
    "candidates_men",
    "candidates_women",
    "candidates_women_percent",
)


@dataclass
class Page:
    """Everything that one saved page says.

    `year` is set where a date has no day. `unread` holds the lines that were kept and not
    understood, as ``(line, text)``.
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
    seats_at_stake: Figure | None = None
    parties_contesting: Figure | None = None
    parties_winning_seats: Figure | None = None
    candidates: Figure | None = None
    candidates_men: Figure | None = None
    candidates_women: Figure | None = None
    candidates_women_percent: Figure | None = None
    rounds: list[Round] = field(default_factory=list)
    votes: list[VoteRow] = field(default_factory=list)
    seats: list[SeatRow] = field(default_factory=list)
    members: list[MemberRow] = field(default_factory=list)
    url: str | None = None
    election_id: str | None = None
    doubts: list[Doubt] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    sha256: str = ""
