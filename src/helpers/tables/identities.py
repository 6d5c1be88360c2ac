"""What must hold between the figures of a page: each identity a named rule, testable alone.

A page becomes a :class:`System`: cells (its figures), and rules over them. A rule is linear: the
weighted sum of its cells lies between two bounds. What solves the system knows nothing of what the
rules mean (:mod:`helpers.tables.reconcile`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from decimal import Decimal

from helpers.archive import Figure, Page
from helpers.archive.numbers import half_unit
from helpers.archive.page import Round, SeatRow

Key = Hashable

#: The share behind a count: "(61.17%)", "69.98%".
_SHARE_AFTER = re.compile(r"\s*\([^()]*\)$|\s+\d+(?:[.,]\d+)?\s*%$")


@dataclass(frozen=True)
class Rule:
    """One identity over cells.

    Parameters
    ----------
    name : str
        The identity, as it reads aloud.
    terms : dict of key to float
        Weight of each cell.
    low, high : float
        Bounds of the weighted sum.
    soft : bool
        Whether it may fail without a misprint: it compares figures that can count different
        things, such as elected members and the whole house.
    share : key, optional
        The printed share that the rule rests on; if the share is the misprint, the rule is void.
    ratio : pair of tuples of key, optional
        For a rule on a share: the cells that add up to its count, and to its base.
    """

    name: str
    terms: tuple[tuple[Key, float], ...]
    low: float
    high: float
    soft: bool = False
    share: Key | None = None
    ratio: tuple[tuple[Key, ...], tuple[Key, ...]] | None = None

    def residual(self, values: dict[Key, float]) -> float:
        """Return by how much the sum lies outside its bounds: negative below, positive above."""
        total = sum(weight * values[key] for key, weight in self.terms)
        # Sums of counts are exact; a share of a base is not, in floating point.
        slack = 1e-6
        if self.share is not None:
            slack = 1e-9 * max(1.0, *(abs(weight * values[key]) for key, weight in self.terms))
        if total < self.low - slack:
            return total - self.low
        return total - self.high if total > self.high + slack else 0.0


@dataclass
class System:
    """The figures of a page and the rules between them.

    `names` says in words which figure a cell is; `lines` where it stands; `texts` how it is
    printed; `fixed` are cells that evidence confirms.
    """

    values: dict[Key, float] = field(default_factory=dict)
    names: dict[Key, str] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    fixed: dict[Key, float] = field(default_factory=dict)

    def add(self, key: Key, figure: Figure | None, name: str) -> bool:
        """Add a count; False where there is none."""
        if figure is None or figure.value is None:
            return False
        text = _SHARE_AFTER.sub("", figure.text)
        self.values[key] = figure.value
        self.names[key], self.lines[key], self.texts[key] = name, figure.line, text
        return True

    def add_share(self, key: Key, percent: Decimal, figure: Figure, name: str) -> None:
        """Add a printed share, which rules rest on."""
        text = figure.text if figure.value is None else f"{percent}%"
        self.values[key] = float(percent)
        self.names[key], self.lines[key], self.texts[key] = name, figure.line, text

    def equal(self, name: str, left: list[Key], right: list[Key], *, soft: bool = False) -> None:
        """Require that two sums are equal; silent where a cell is unknown."""
        self._rule(name, left, right, 0.0, 0.0, soft)

    def at_most(self, name: str, left: list[Key], right: list[Key], *, soft: bool = False) -> None:
        """Require that the left sum is not greater than the right one."""
        self._rule(name, left, right, float("-inf"), 0.0, soft)

    def _rule(self, name, left, right, low, high, soft) -> None:
        if all(key in self.values for key in (*left, *right)) and left and right:
            terms = tuple([(key, 1.0) for key in left] + [(key, -1.0) for key in right])
            self.rules.append(Rule(name, terms, low, high, soft))

    def share_of(self, name: str, share: Key, count: list[Key], base: list[Key], decimals: Decimal):
        """Require that a printed share is count / base within rounding."""
        if not all(key in self.values for key in (share, *count, *base)):
            return
        half = float(half_unit(decimals)) * 1.0001
        for bound, low, high in (
            (self.values[share] - half, 0.0, float("inf")),
            (self.values[share] + half, float("-inf"), 0.0),
        ):
            weights: dict[Key, float] = {}
            for key in count:
                weights[key] = weights.get(key, 0.0) + 1.0
            for key in base:
                weights[key] = weights.get(key, 0.0) - bound / 100
            ratio = (tuple(count), tuple(base))
            rule = Rule(name, tuple(weights.items()), low, high, share=share, ratio=ratio)
            self.rules.append(rule)


TIERS = "total is the sum of the tiers"
TIER_OVER = "a tier has at most the total"
AT_STAKE = "seats are at most the seats at stake"
ALL_AT_STAKE = "seats are the seats at stake"
AT_HOUSE = "seats are at most the seats of the house"
ALL_HOUSE = "seats are the seats of the house"
MEN_WOMEN = "seats are men plus women"
BALLOTS = "valid and invalid ballots are the voters"
ELECTORS = "voters are at most the electors"
TURNOUT = "turnout is voters of electors"
VOTES_VALID = "votes are at most the valid votes"
VOTES_ALL = "votes are the valid votes"
VOTE_SHARE = "share of the votes is votes of their base"
SHARES_ALL = "shares of the votes are 100 per cent"
CANDIDATES = "candidates are men plus women"
CANDIDATE_SHARE = "percentage of women candidates is women of candidates"
WOMEN_SHARE = "percent of women is women of members"
WOMEN_PARTY = "a party's women are at most its seats"
WOMEN_SUM = "the parties' women are the women"


def whole_page(page: Page) -> System:
    """Set up the system of a page.

    Parameters
    ----------
    page : Page
        What it says.

    Returns
    -------
    System
        Cells keyed by group and place: ``("seats", row, column)``, ``("round", number, name)``,
        ``("votes", row, name)``, ``("sex", category)``, ``("page", name)``.
    """
    system = System()
    _page_figures(page, system)
    _members(page, system)
    for settled in page.rounds:
        _round(settled, system)
    _votes(page, system)
    _seats(page, system)
    _candidates(page, system)
    return system


def _page_figures(page: Page, system: System) -> None:
    for name, words in (
        ("seats_at_stake", "seats at stake"),
        ("candidates", "candidates"),
        ("candidates_men", "men candidates"),
        ("candidates_women", "women candidates"),
    ):
        system.add(("page", name), getattr(page, name), words)


def _members(page: Page, system: System) -> None:
    for row in page.members:
        if row.dimension != "sex":
            continue
        system.add(("sex", row.category), row.members, row.category)
        if row.category == "women" and row.percent and row.percent.percent is not None:
            key = ("sex", "percent")
            system.add_share(key, row.percent.percent, row.percent, "percent of women")
            system.share_of(
                WOMEN_SHARE,
                key,
                [("sex", "women")],
                [("sex", "women"), ("sex", "men")],
                row.percent.percent,
            )


def _round(settled: Round, system: System) -> None:
    number = settled.number

    def key(name: str) -> Key:
        return ("round", number, name)

    for name in ("electors", "voters", "blank_or_invalid", "valid_votes"):
        words = name.replace("_", " ").replace("blank or invalid", "blank or invalid ballots")
        system.add(key(name), getattr(settled, name), f"{words} in round {number}")
    system.equal(BALLOTS, [key("blank_or_invalid"), key("valid_votes")], [key("voters")])
    system.at_most(ELECTORS, [key("voters")], [key("electors")])
    for less, more in (("valid_votes", "voters"), ("blank_or_invalid", "voters")):
        if key("blank_or_invalid") not in system.values or key("valid_votes") not in system.values:
            system.at_most(
                f"{less.replace('_', ' ')} are at most the voters", [key(less)], [key(more)]
            )
    voters = settled.voters
    if voters is None or voters.percent is None:
        return
    share = key("turnout")
    system.add_share(share, voters.percent, voters, f"turnout in round {number}")
    # What the page calls approximate need not agree to the last decimal.
    exact = not voters.qualifier and not (settled.electors and settled.electors.qualifier)
    if exact:
        system.share_of(TURNOUT, share, [key("voters")], [key("electors")], voters.percent)


def _votes(page: Page, system: System) -> None:
    for number in sorted({row.round for row in page.votes}):
        rows = [(i, row) for i, row in enumerate(page.votes) if row.round == number]
        counts = []
        for index, row in rows:
            key = ("votes", index, "votes")
            if system.add(key, row.votes, f"votes of {row.party}"):
                counts.append(key)
            if row.percent and row.percent.percent is not None:
                share = ("votes", index, "percent")
                system.add_share(share, row.percent.percent, row.percent, f"share of {row.party}")
        if not counts:
            continue
        valid, voters = ("round", number, "valid_votes"), ("round", number, "voters")
        total = sum(system.values[key] for key in counts)
        ceiling = system.values.get(voters) or system.values.get(valid)
        # Electors with several votes each: the sum says nothing about the ballots.
        several = ceiling is not None and total > 1.2 * ceiling
        if not several:
            system.at_most(VOTES_VALID, counts, [valid])
            if len(counts) == len(rows):
                system.equal(VOTES_ALL, counts, [valid], soft=True)
        _vote_shares(page, rows, counts, system, [valid, voters])
        _whole_shares(rows, system)


def _vote_shares(page, rows, counts, system: System, bases: list[Key]) -> None:
    """Require that the shares agree with the votes, on whichever base most of them stand."""
    pairs = [
        (("votes", i, "percent"), ("votes", i, "votes"), row.percent.percent)
        for i, row in rows
        if row.votes and row.percent and row.percent.percent is not None
        and not row.votes.qualifier and not row.percent.qualifier
    ]  # fmt: skip
    if not pairs:
        return

    ends = []
    for _, count, p in pairs:
        half = half_unit(p)
        low = 100 * system.values[count] / float(p + half)
        ends.append(
            (low, 100 * system.values[count] / float(p - half) if p > half else float("inf"))
        )

    def fits(base: float) -> int:
        return sum(low * (1 - 1e-9) <= base <= high * (1 + 1e-9) for low, high in ends)

    known = [(fits(system.values[b]), [b]) for b in bases if system.values.get(b)]
    most, base = max(known, key=lambda option: option[0], default=(0, []))
    # The base that most shares allow lies between two ends of their intervals.
    points = sorted({x for end in ends for x in end if x not in (0, float("inf"))})
    middles = [sum(system.values[c] for c in counts)]
    middles += [(x + y) / 2 for x, y in itertools.pairwise(points)] or points
    best = max(middles, key=fits, default=0.0)
    if best and fits(best) > most:
        # A base that the page does not print: a constant, not a figure that could be wrong.
        key = ("base", round(best, 3))
        system.values[key] = system.fixed[key] = best
        most, base = fits(best), [key]
    if most < 2 and len(pairs) > 1:
        return
    for share, count, percent in pairs:
        system.share_of(VOTE_SHARE, share, [count], base, percent)


def _whole_shares(rows, system: System) -> None:
    """Require that the shares add up to 100, each within its rounding."""
    shares = [("votes", i, "percent") for i, _ in rows]
    if len(shares) < 3 or any(key not in system.values for key in shares):
        return
    slack = float(sum(half_unit(row.percent.percent) for _, row in rows))
    terms = tuple((key, 1.0) for key in shares)
    rule = Rule(SHARES_ALL, terms, 100 - slack - 1e-6, 100 + slack + 1e-6, soft=True)
    system.rules.append(rule)


def _seats(page: Page, system: System) -> None:
    for number in sorted({row.round for row in page.seats}):
        rows = [(i, row) for i, row in enumerate(page.seats) if row.round == number]
        totals, women = [], []
        for index, row in rows:
            _seat_row(index, row, system)
            for column, kind in enumerate(row.columns):
                key = ("seats", index, column)
                if key in system.values and kind.counts in ("total", "women"):
                    (totals if kind.counts == "total" else women).append(key)
        if len(totals) < len(rows) or not totals:
            continue
        members = [("sex", "men"), ("sex", "women")]
        compare_with_size(system, totals, "seats_at_stake")
        system.equal(MEN_WOMEN, totals, members, soft=True)
        if len(women) == len(rows):
            system.equal(WOMEN_SUM, women, [("sex", "women")], soft=True)


def compare_with_size(system: System, totals: list[Key], name: str) -> None:
    """Require that a table's seats are those at stake, or of the house, and never more."""
    size = [("page", name)]
    most, whole = {"seats_at_stake": (AT_STAKE, ALL_AT_STAKE), "house": (AT_HOUSE, ALL_HOUSE)}[name]
    system.at_most(most, totals, size)
    system.equal(whole, totals, size, soft=True)


def _seat_row(index: int, row: SeatRow, system: System) -> None:
    total: Key | None = None
    tiers: list[Key] = []
    for column, (kind, figure) in enumerate(zip(row.columns, row.figures, strict=True)):
        key = ("seats", index, column)
        words = "total" if kind.counts == "total" else kind.caption.lower()
        if not system.add(key, figure, f"{words} of {row.party}"):
            continue
        if kind.counts == "total":
            total = key
        elif kind.tier:
            tiers.append(key)
        elif kind.counts == "women" and total:
            system.at_most(WOMEN_PARTY, [key], [total])
    if total is None or row.options:
        return
    if len(tiers) == sum(column.tier for column in row.columns) > 1:
        system.equal(TIERS, [total], tiers)
    else:
        for tier in tiers:
            system.at_most(TIER_OVER, [tier], [total])


def _candidates(page: Page, system: System) -> None:
    men, women = ("page", "candidates_men"), ("page", "candidates_women")
    system.equal(CANDIDATES, [men, women], [("page", "candidates")])
    figure = page.candidates_women_percent
    if figure and figure.percent is not None:
        key = ("page", "candidates_women_percent")
        system.add_share(key, figure.percent, figure, "percentage of women candidates")
        system.share_of(CANDIDATE_SHARE, key, [women], [("page", "candidates")], figure.percent)
