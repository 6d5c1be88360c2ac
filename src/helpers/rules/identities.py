"""What must hold between the figures of a page: each identity once, as data.

An identity is written as a formula over addresses, ``group.name``::

    seats.total = seats.tiers                        a row: all its tiers together
    seats.tier <= seats.total                        a row: each tier
    sum seats.total = sex.men + sex.women            a round: all rows of the table
    known votes.votes <= turnout.valid_votes         a round: the rows whose figure is known
    turnout.turnout_pct = turnout.voters / turnout.electors
    votes.pct = votes.votes / (turnout.valid_votes or turnout.voters or unprinted)

It stands for one rule in each row, round or page in which all its figures are known, and is silent
elsewhere. The reader scores readings with these rules, and reconciliation solves them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, Protocol

from helpers.rules.rounding import RELATIVE_ERROR, agrees, bounds, half_unit
from helpers.rules.system import Key, Rule, System

#: Electors with several votes each give sums far above the ballots; a misprint of one party's
#: votes hardly ever adds a fifth to them.
SEVERAL_VOTES = 1.2


#: A single share that fits a base says nothing where the others of its table do not.
FEWEST_SHARES = 2


class Address(NamedTuple):
    """Where a figure stands: group, round (0: of the whole page), row of its table, and name."""

    group: str
    round: int
    row: int
    name: str


class Figured(Protocol):
    """What identities need to know of a cell."""

    address: Address
    value: int | Decimal | None
    qualifier: str | None
    tier: bool


@dataclass(frozen=True)
class Identity:
    """One identity.

    Parameters
    ----------
    name : str
        As it reads aloud; the name of its findings.
    formula : str
        As the module says.
    sentence : str
        What is said where it fails. A soft identity's has ``{left}`` and ``{right}``; without a
        sentence it helps to find a repair and is not reported.
    about : str
        What it compares, in a few words for readers of its findings.
    soft : bool
        Whether it may fail without a misprint.
    unless : str
        A term; where its figures are known another identity says more.
    otherwise : str
        What explains a failure without a misprint, for a hard identity that can have one.
    limit : float
        Where the left side is more than so many times the right one, they count different things.
    least : int
        The number of figures on the left that it needs.
    """

    name: str
    formula: str
    sentence: str = ""
    about: str = ""
    soft: bool = False
    unless: str = ""
    otherwise: str = ""
    limit: float = float("inf")
    least: int = 1

    @cached_property
    def parts(self) -> tuple[list[Term], str, list[Term], list[Term]]:
        """The formula's left side, its relation, its right side, and bases where it divides."""
        left, relation, right = re.fullmatch(r"(.+?) (<=|=) (.+)", self.formula).groups()
        count, _, base = right.partition(" / ")
        return _terms(left), relation if not base else "/", _terms(count), _bases(base)

    @property
    def is_bound(self) -> bool:
        """Whether it only limits its left side."""
        return self.parts[1] == "<="

    def holds(self, values: Callable[[Term], list | None]) -> bool | None:
        """Return whether it holds between given figures; None if one of them is not known.

        Parameters
        ----------
        values : callable
            Returns the figures of a term, or None.
        """
        left, relation, right, bases = self.parts
        if self.has_choice:
            bases = [next((term for term in bases if values(term)), bases[0])]
        sides = []
        for side in (left, right, bases):
            found = [values(term) for term in side]
            if any(figures is None for figures in found):
                return None
            sides.append([figure for figures in found for figure in figures])
        if relation == "/":
            return agrees(sum(sides[1]), sum(sides[2]), sides[0][0])
        whole = sum(sides[1])
        if left[0].name == "tier":
            return all(tier <= whole for tier in sides[0])
        total = sum(sides[0])
        if total > self.limit * whole:
            return None
        return total <= whole if relation == "<=" else total == whole

    @property
    def has_choice(self) -> bool:
        """Whether the base of its share is one of several."""
        return " or " in self.formula


@dataclass(frozen=True)
class Term:
    """Figures of a formula: a name in a group, over the row, all rows, or all known rows."""

    group: str
    name: str
    over: str = ""


_TERM = re.compile(r"(?:(sum|known) )?(\w+)\.(\w+)")


def _terms(text: str) -> list[Term]:
    """Read terms that are added up; a number is a term without a name."""
    found = []
    for part in text.split(" + "):
        match = _TERM.fullmatch(part)
        found.append(Term(match[2], match[3], match[1] or "") if match else Term("", part))
    return found


def _bases(text: str) -> list[Term]:
    """Read the base of a share: a sum, or in brackets the bases that it can have."""
    if text.startswith("("):
        return [_terms(part)[0] for part in text.strip("()").split(" or ")]
    return _terms(text) if text else []


TIERS = Identity(
    "total is the sum of the tiers",
    "seats.total = seats.tiers",
    "The tiers do not add up to the total",
    about="seats by tier",
)
TIER_OVER = Identity(
    "a tier has at most the total",
    "seats.tier <= seats.total",
    "A tier has more seats than the total",
    unless="seats.tiers",
    about="seats of a tier",
)
AT_STAKE = Identity(
    "seats are at most the seats at stake",
    "sum seats.total <= election.seats_at_stake",
    "The parties have more seats than were at stake",
    otherwise="the table counts other seats, such as those of the whole chamber",
    about="more seats than at stake",
)
ALL_AT_STAKE = Identity(
    "seats are the seats at stake",
    "sum seats.total = election.seats_at_stake",
    "The rows of the seats table add up to {left} of {right} seats at stake: the list of parties "
    "is not complete, or counts other seats.",
    soft=True,
    about="seats listed and seats at stake",
)
AT_HOUSE = Identity(
    "seats are at most the seats of the house",
    "sum seats.total <= election.chamber_seats",
    "The parties have more seats than the house has",
    otherwise="the table counts some seats twice",
    about="more seats than the house has",
)
ALL_HOUSE = Identity(
    "seats are the seats of the house",
    "sum seats.total = election.chamber_seats",
    "The rows of the seats table add up to {left} of the house's {right} seats: the list of "
    "parties is not complete, or seats were empty.",
    soft=True,
    about="seats listed and seats of the house",
)
MEN_WOMEN = Identity(
    "seats are men plus women",
    "sum seats.total = sex.men + sex.women",
    "The seats table counts {left} members and the table by sex {right}: they do not count the "
    "same members.",
    soft=True,
    about="seats listed and members counted",
)
WOMEN_PARTY = Identity(
    "a party's women are at most its seats",
    "seats.women <= seats.total",
    "A party has more women than seats",
    about="women of a party",
)
WOMEN_SUM = Identity(
    "the parties' women are the women",
    "sum seats.women = sex.women",
    "The parties' women add up to {left}, the table by sex has {right}.",
    soft=True,
    about="women by party",
)
BALLOTS = Identity(
    "valid and invalid ballots are the voters",
    "turnout.blank_or_invalid + turnout.valid_votes = turnout.voters",
    "Valid and invalid ballots do not add up to the voters",
    about="valid and invalid ballots",
)
ELECTORS = Identity(
    "voters are at most the electors",
    "turnout.voters <= turnout.electors",
    "There are more voters than electors",
    about="voters and electors",
)
VALID_VOTERS = Identity(
    "valid votes are at most the voters",
    "turnout.valid_votes <= turnout.voters",
    "There are more valid votes than voters",
    unless="turnout.blank_or_invalid",
    about="valid votes and voters",
)
INVALID_VOTERS = Identity(
    "blank or invalid are at most the voters",
    "turnout.blank_or_invalid <= turnout.voters",
    "There are more invalid ballots than voters",
    unless="turnout.valid_votes",
    about="invalid ballots and voters",
)
INVALID_FEW = Identity(
    "invalid ballots are at most half of the voters",
    "turnout.blank_or_invalid + turnout.blank_or_invalid <= turnout.voters",
    soft=True,
)
VALID_MOST = Identity(
    "valid votes are at least half of the voters",
    "turnout.voters <= turnout.valid_votes + turnout.valid_votes",
    soft=True,
)
INVALID_VALID = Identity(
    "invalid ballots are fewer than valid votes",
    "turnout.blank_or_invalid <= turnout.valid_votes",
    soft=True,
)
INVALID_VOTES = Identity(
    "invalid ballots are fewer than the parties' votes",
    "turnout.blank_or_invalid <= known votes.votes",
    soft=True,
)
TURNOUT = Identity(
    "turnout is voters of electors",
    "turnout.turnout_pct = turnout.voters / turnout.electors",
    "The printed turnout is not voters over electors",
    otherwise="voters and electors are not counted on the same register",
    about="printed turnout",
)
VOTES_VALID = Identity(
    "votes are at most the valid votes",
    "known votes.votes <= turnout.valid_votes",
    "The parties have more votes than there are valid votes",
    otherwise="electors had several votes",
    limit=SEVERAL_VOTES,
    about="more votes than valid votes",
)
VOTES_ALL = Identity(
    "votes are the valid votes",
    "sum votes.votes = turnout.valid_votes",
    "The parties' votes add up to {left}, the valid votes are {right}: some votes are not listed.",
    soft=True,
    limit=SEVERAL_VOTES,
    about="votes listed and valid votes",
)
VOTE_SHARE = Identity(
    "share of the votes is votes of their base",
    "votes.pct = votes.votes / (turnout.valid_votes or turnout.voters or unprinted)",
    "A printed share does not agree with its votes",
    about="printed shares of the votes",
)
SHARES_ALL = Identity(
    "shares of the votes are 100 per cent", "sum votes.pct = 100", soft=True, least=3
)
CANDIDATES = Identity(
    "candidates are men plus women",
    "election.candidates_men + election.candidates_women = election.candidates",
    "Men and women do not add up to the candidates",
    about="candidates by sex",
)
CANDIDATE_SHARE = Identity(
    "percentage of women candidates is women of candidates",
    "election.candidates_women_percent = election.candidates_women / election.candidates",
    "The printed percentage of women candidates does not agree",
    about="women's printed share of the candidates",
)
WOMEN_SHARE = Identity(
    "percent of women is women of members",
    "sex.percent = sex.women / sex.women + sex.men",
    "The printed percentage of women is not women over members",
    about="women's printed share",
)

#: All of them; of those that fail together, the first gives a finding its name.
IDENTITIES = (
    WOMEN_SHARE, BALLOTS, ELECTORS, VALID_VOTERS, INVALID_VOTERS, INVALID_FEW,
    VALID_MOST, INVALID_VALID, INVALID_VOTES, TURNOUT, VOTES_VALID, VOTES_ALL,
    VOTE_SHARE, SHARES_ALL, TIERS, TIER_OVER, WOMEN_PARTY, AT_STAKE, ALL_AT_STAKE, AT_HOUSE,
    ALL_HOUSE, MEN_WOMEN, WOMEN_SUM, CANDIDATES, CANDIDATE_SHARE,
)  # fmt: skip

BY_NAME = {identity.name: identity for identity in IDENTITIES}


@dataclass
class _Index:
    """The cells of a page by address, and which rows and tiers there are."""

    cells: dict[Address, Figured] = field(default_factory=dict)
    rows: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    tiers: dict[tuple[int, int], list[Address]] = field(default_factory=dict)

    @classmethod
    def of(cls, cells: Iterable[Figured]) -> _Index:
        index = cls()
        for cell in cells:
            at = cell.address
            index.cells[at] = cell
            rows = index.rows.setdefault((at.group, at.round), [])
            if not rows or rows[-1] != at.row:
                rows.append(at.row)
            if cell.tier:
                index.tiers.setdefault((at.round, at.row), []).append(at)
        return index

    def known(self, address: Address) -> bool:
        cell = self.cells.get(address)
        return cell is not None and cell.value is not None

    def all_known(self, addresses: list[Address]) -> list[Address]:
        """Return the addresses, or none of them if a figure is unknown."""
        return addresses if all(map(self.known, addresses)) else []

    def resolve(self, term: Term, number: int, row: int) -> list[Address]:
        """Return the addresses of a term's figures in a row; none if one is not known."""
        if term.over:
            rows = self.rows.get((term.group, number), [])
            addresses = [Address(term.group, number, r, term.name) for r in rows]
            if term.over == "known":
                return list(filter(self.known, addresses))
            return self.all_known(addresses)
        if term.name == "tiers":
            tiers = self.tiers.get((number, row), [])
            return self.all_known(tiers) if len(tiers) > 1 else []
        if term.group not in _TABLES:
            row = 0
        if term.group not in _BY_ROUND:
            number = 0
        return self.all_known([Address(term.group, number, row, term.name)])


#: Groups whose figures stand in rows, and those with figures for each round.
_TABLES = ("votes", "seats")
_BY_ROUND = ("turnout", *_TABLES)


def system_of(cells: Iterable[Figured], identities: Iterable[Identity] = IDENTITIES) -> System:
    """Set up the figures of a page and the rules between them.

    Parameters
    ----------
    cells : iterable of Figured
        The figures, empty cells among them: a sum over rows needs all of them.
    identities : iterable of Identity
        What must hold.

    Returns
    -------
    System
        Keyed by :class:`Address`.
    """
    index = _Index.of(cells)
    system = System({a: float(c.value) for a, c in index.cells.items() if c.value is not None})
    for identity in identities:
        for number, row in _places(identity, index):
            _add(identity, index, system, number, row)
    return system


def _places(identity: Identity, index: _Index) -> Iterator[tuple[int, int]]:
    """List the round and row of each instance: every row, every round, or the page."""
    left, _, right, bases = identity.parts
    terms = [*left, *right, *bases]
    of_rows = [t.group for t in terms if t.group in _TABLES and not t.over]
    of_rounds = [t.group for t in terms if t.group in _BY_ROUND]
    if len(bases) > 1 and identity.has_choice:
        # One base for all shares of a table.
        yield from ((number, 0) for group, number in index.rows if group == of_rows[0])
    elif of_rows:
        for (group, number), rows in index.rows.items():
            if group == of_rows[0]:
                yield from ((number, row) for row in rows)
    elif of_rounds:
        yield from ((number, 0) for group, number in index.rows if group == of_rounds[0])
    else:
        yield 0, 0


def _add(identity: Identity, index: _Index, system: System, number: int, row: int) -> None:
    """Add an identity's rules in one row or round, if its figures are known."""
    left, relation, right, bases = identity.parts
    if identity.has_choice:
        _add_shares(identity, index, system, number)
        return
    if identity.unless and index.resolve(_terms(identity.unless)[0], number, row):
        return
    if left[0].name == "tier":
        for tier in index.tiers.get((number, row), []):
            if index.known(tier):
                _relate(identity, index, system, [tier], index.resolve(right[0], number, row))
        return
    parts = [_resolve(side, index, number, row) for side in (left, right, bases)]
    if relation == "/":
        share, count, base = parts
        if share and count and base and not any(index.cells[a].qualifier for s in parts for a in s):
            percent = index.cells[share[0]].value
            system.share_of(identity.name, share[0], percent, count, base, identity.soft)
    elif right[0].group == "":
        _add_whole(identity, index, system, parts[0], float(right[0].name))
    else:
        _relate(identity, index, system, parts[0], parts[1])


def _resolve(side: list[Term], index: _Index, number: int, row: int) -> list[Address]:
    found = [index.resolve(term, number, row) for term in side if term.group]
    return list(itertools.chain(*found)) if all(found) else []


def _relate(identity: Identity, index: _Index, system: System, left, right) -> None:
    if not left or not right or len(left) < identity.least:
        return
    sums = [sum(system.values[a] for a in side) for side in (left, right)]
    if sums[0] > identity.limit * sums[1]:
        return
    relate = system.at_most if identity.parts[1] == "<=" else system.equal
    relate(identity.name, left, right, identity.soft)


def _add_whole(identity: Identity, index: _Index, system: System, shares, whole: float) -> None:
    """Require that shares add up to a number, each within its rounding."""
    if len(shares) < identity.least:
        return
    slack = float(sum(half_unit(index.cells[a].value) for a in shares)) + RELATIVE_ERROR * whole
    terms = tuple((a, 1.0) for a in shares)
    system.rules.append(Rule(identity.name, terms, whole - slack, whole + slack, identity.soft))


def _add_shares(identity: Identity, index: _Index, system: System, number: int) -> None:
    """Require that the shares of a table agree with their counts, on one base for all.

    The base is the one that most shares allow; "unprinted" among the bases allows any number.
    """
    (share,), _, (count,), bases = identity.parts
    pairs = [
        tuple(Address(term.group, number, row, term.name) for term in (share, count))
        for row in index.rows.get((share.group, number), [])
    ]
    pairs = [
        pair
        for pair in pairs
        if index.all_known(list(pair)) and not any(index.cells[a].qualifier for a in pair)
    ]
    printed = [a for term in bases if term.group for a in index.resolve(term, number, 0)]
    base, fitting = best_base(
        [[(system.values[c], index.cells[s].value)] for s, c in pairs],
        {a: system.values[a] for a in printed},
        _sum_of(count, index, system, number) if any(not t.group for t in bases) else None,
    )
    if base is None or fitting < min(FEWEST_SHARES, len(pairs)):
        return
    if not isinstance(base, Address):
        base = system.constant(("base", number), base)
    for s, c in pairs:
        system.share_of(identity.name, s, index.cells[s].value, [c], [base], identity.soft)


def _sum_of(term: Term, index: _Index, system: System, number: int) -> float:
    known = index.resolve(Term(term.group, term.name, "known"), number, 0)
    return sum(system.values[address] for address in known)


def best_base(
    rows: Iterable[list[tuple[float, Decimal]]], printed: dict[Key, float], whole: float | None
) -> tuple[Key | float | None, int]:
    """Find the base on which most shares stand.

    Parameters
    ----------
    rows : iterable of lists of (float, Decimal)
        For each row, its count with its share as printed, in per cent; several where it can be
        read in several ways.
    printed : dict of key to float
        The bases that the page prints; the first of those that do as well is taken.
    whole : float or None
        The sum of the column, where the base can be a number that the page does not print: 0 if
        the sum is not known.

    Returns
    -------
    tuple of (key or float or None, int)
        The base, a key of `printed` or a number, and how many rows it allows.
    """
    allowed = [_joined([_bases_of(*pair) for pair in row]) for row in rows]

    def fits(base: float) -> int:
        return sum(any(low <= base <= high for low, high in spans) for spans in allowed)

    known = [(key, fits(value)) for key, value in printed.items() if value]
    best, most = max(known, key=lambda option: option[1], default=(None, 0))
    if whole is not None:
        middle = max([whole, _densest(allowed)], key=fits)
        if middle and fits(middle) > most:
            return middle, fits(middle)
    return best, most


def _bases_of(count: float, percent: Decimal) -> tuple[float, float]:
    """Return the least and the largest base on which a count has a share."""
    low, high = bounds(percent)
    return 100 * count / high, 100 * count / low if low > 0 else float("inf")


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join intervals that overlap."""
    joined: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _densest(rows: list[list[tuple[float, float]]]) -> float:
    """Return the middle of where the intervals of most rows overlap; 0 if there are none."""
    ends = sorted(
        end for spans in rows for low, high in spans for end in ((low, -1), (high, 1)) if high > 0
    )
    open_now, most, middle = 0, 0, 0.0
    for (at, kind), (following, _) in itertools.pairwise(ends):
        open_now -= kind
        if open_now > most and following < float("inf"):
            most, middle = open_now, (at + following) / 2
    return middle
