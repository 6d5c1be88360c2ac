"""The lowest and the highest value of an index that incomplete figures allow.

Tables end in a row *Others*, name seats of parties whose votes they do not give, or leave seats
unsaid. What is missing is still bound by the totals: the votes that no named party is known to have
went to someone. Each function here returns the range of its index over every way to complete the
table, and both ends are the best possible: some completion reaches them, or comes as near as one
likes.

What a completion may do, and what it may not:

* A known figure of a single party stays.
* The *spare* votes, those of the rows in `others` and those that no row has, go to parties whose
  votes are unknown and to any number of parties that the table does not name. The same holds for
  the spare seats. All rows in `others` are one pool: a party named among the seats may be one of
  the *Others* of the votes.
* Votes may be split at will (a party may have next to none); seats are whole.
* A total of the votes may itself be known between two bounds only: percentages of the ballots cast
  leave open how many of the ballots were invalid. Then every total between the two is tried.

Where nothing is spare, the interval is exact and equals the index. Where a total is unknown too,
nothing can be said, and both ends are NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from helpers.measures._inputs import ROUNDING, numbers, paired


@dataclass(frozen=True)
class Interval:
    """The lowest and the highest value that the data allow; both NaN if they say nothing.

    Examples
    --------
    >>> Interval(2.5, 3.0).exact, 2.7 in Interval(2.5, 3.0), Interval(2.5, 2.5).point
    (False, True, 2.5)
    """

    low: float
    high: float

    @property
    def known(self) -> bool:
        """Whether the data say anything."""
        return not np.isnan(self.low)

    @property
    def exact(self) -> bool:
        """Whether the data leave one value."""
        return math.isclose(self.low, self.high, rel_tol=ROUNDING, abs_tol=ROUNDING)

    @property
    def point(self) -> float:
        """The value, if it is exact, else NaN."""
        return self.low if self.exact else np.nan

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __round__(self, digits: int) -> Interval:
        return Interval(round(self.low, digits), round(self.high, digits))


UNKNOWN = Interval(np.nan, np.nan)

#: A total that is known, or known to lie between two bounds, both included.
Total: TypeAlias = float | tuple[float, float] | None

#: Totals tried between two bounds, and how often the span around the best of them is tried anew:
#: each time the span shrinks to a quarter, so that the lowest value is found to within 1 / 4^5 of
#: the span, far below what a reader sees.
_STEPS, _ZOOMS = 8, 5

#: Most totals tried at which a whole number of parties of the largest allowed size fills the rest.
_MAX_CORNERS = 40


def effective_number_interval(
    sizes,
    *,
    total: Total = None,
    others: Iterable[Hashable] = (),
    largest_other: float | None = None,
    whole: bool = False,
) -> Interval:
    r"""Return the lowest and highest effective number of parties.

    With the shares :math:`p_i` of the known parties and the spare share :math:`r`, the number is
    lowest if one party has all of :math:`r`, and highest if it is spread over many:

    .. math:: \frac{1}{\sum p_i^2 + r^2} \le N \le \frac{1}{\sum p_i^2}

    Parameters
    ----------
    sizes : array-like or pandas.Series
        Votes or seats of each party, in any unit; unknown ones missing.
    total : float or (float, float), optional
        All votes or seats, in the same unit, or the least and the most they may be. By default the
        sum of `sizes`, if all are known.
    others : iterable of labels
        The rows of `sizes` that are several parties (positions, if it is no Series).
    largest_other : float, optional
        The most that a party of unknown size may have, in the unit of `sizes`: the smallest named
        party's, where a table lists parties by size and sums up the rest. This raises the low end.
    whole : bool, default False
        Whether sizes come in ones. The spare seats of a house are at most as many parties, which
        lowers the high end: for seats give True.

    Returns
    -------
    Interval

    Raises
    ------
    ValueError
        If a number is negative, they add up to more than `total`, `others` names no row, or a
        number is not whole although `whole` is given.

    References
    ----------
    Taagepera, R. (1997), Effective number of parties for incomplete data, Electoral Studies 16(2),
    145-151.

    Examples
    --------
    Parties of 50 and 30, others of 20 together: 1 / (0.25 + 0.09 + 0.04) and 1 / (0.25 + 0.09).

    >>> votes = pd.Series({"A": 50, "B": 30, "Others": 20})
    >>> round(effective_number_interval(votes, others=["Others"]), 3)
    Interval(low=2.632, high=2.941)
    """
    sizes = _as_series(sizes)
    rows = _rows(others, sizes.index)

    def at(whole_total: float | None) -> Interval:
        side = _side(sizes, whole_total, rows, "sizes of parties", whole)
        if side is None:
            return UNKNOWN
        largest = _largest(largest_other, side.spare, side.total, whole)
        named = np.nansum(np.square(side.shares))
        smallest = 1 / side.total if whole else 0.0
        with np.errstate(divide="ignore"):
            return Interval(
                float(1 / (named + _concentrated(side.spare, largest))),
                float(1 / np.float64(named + side.spare * smallest)),
            )

    return _over(total, at, sizes[~sizes.index.isin(rows)], largest_other)


def gallagher_interval(
    votes,
    seats,
    *,
    votes_total: Total = None,
    seats_total: float | None = None,
    others: Iterable[Hashable] = (),
    largest_other: float | None = None,
) -> Interval:
    r"""Return the lowest and highest least-squares index (see `gallagher`).

    The sum of squared differences is convex. It is least where the spare votes fill up the parties
    whose seats exceed their votes, evenly from the largest difference down, and each spare seat
    goes where it adds least; it is largest where one unnamed party has all spare votes and no
    seat, and another all spare seats and no vote.

    Parameters
    ----------
    votes : array-like or pandas.Series
        Votes of each party, in any unit; unknown ones missing.
    seats : array-like or pandas.Series
        Seats of each party, whole numbers; unknown ones missing. Two Series are aligned by index;
        a party that one of them lacks is unknown there.
    votes_total : float or (float, float), optional
        All votes for parties, in the unit of `votes`, or the least and the most they may be. By
        default the sum, if every party is known.
    seats_total : float, optional
        All seats; by default the sum, if every party is known.
    others : iterable of labels
        The rows that are several parties (positions, if neither is a Series).
    largest_other : float, optional
        The most votes that a party of unknown votes may have, in the unit of `votes`.

    Returns
    -------
    Interval
        Percentage points, from 0 to 100.

    Raises
    ------
    ValueError
        If a number is negative, one side adds up to more than its total, seats are not whole,
        arrays differ in length, or `others` names no row.

    Notes
    -----
    Parties without seats and ever smaller shares of the votes add ever less to a sum of squares,
    so that the low end may be approached and not reached.

    Examples
    --------
    A has 60 of 100 votes and 7 of 10 seats, B 20 and 3; others have 20 votes and no seat. Their
    part of the sum of squares is between 0 and 20²: the rest is 10² + 10².

    >>> votes = pd.Series({"A": 60, "B": 20, "Others": 20})
    >>> seats = pd.Series({"A": 7, "B": 3, "Others": 0})
    >>> round(gallagher_interval(votes, seats, others=["Others"]), 3)
    Interval(low=10.0, high=17.321)
    """

    def squares(table: _Table) -> Interval:
        low = _least(table, lambda v, s: np.square(s - v), _least_squares)
        high = (
            np.square(table.seats - table.votes).sum()
            + np.square(table.voteless).sum()
            + np.square(table.seatless).sum()
            + _concentrated(table.spare_votes, table.largest)
            + (table.spare_seats * table.seat) ** 2
        )
        return Interval(*(100 * float(np.sqrt(end / 2)) for end in (low, high)))

    return _of_tables(squares, votes, seats, votes_total, seats_total, others, largest_other)


def loosemore_hanby_interval(
    votes,
    seats,
    *,
    votes_total: Total = None,
    seats_total: float | None = None,
    others: Iterable[Hashable] = (),
    largest_other: float | None = None,
) -> Interval:
    r"""Return the lowest and highest index of distortion (see `loosemore_hanby`).

    Both sides add up to 1, so the index is what the over-represented parties have too much,
    :math:`\sum_i \max(0, s_i - v_i)`. It is least where spare votes and spare seats go to the same
    parties, and largest where no party has some of both.

    Parameters
    ----------
    votes, seats, votes_total, seats_total, others, largest_other
        As in `gallagher_interval`.

    Returns
    -------
    Interval
        Percentage points, from 0 to 100.

    Raises
    ------
    ValueError
        As `gallagher_interval`.

    Examples
    --------
    Independents have 2 of 10 seats and unknown votes, and 20 of 100 votes are unaccounted for:
    theirs, or those of parties without a seat. A's 10 points too much stay.

    >>> votes = pd.Series({"A": 40, "B": 40, "Independents": pd.NA})
    >>> seats = pd.Series({"A": 5, "B": 3, "Independents": 2})
    >>> round(loosemore_hanby_interval(votes, seats, votes_total=100), 3)
    Interval(low=10.0, high=30.0)
    """

    def too_much(v, s):
        return np.maximum(0, s - v)

    def excess(table: _Table) -> Interval:
        low = _least(table, too_much, _least_excess)
        high = (
            too_much(table.votes, table.seats).sum()
            + table.voteless.sum()
            + table.spare_seats * table.seat
        )
        return Interval(100 * float(low), 100 * float(high))

    return _of_tables(excess, votes, seats, votes_total, seats_total, others, largest_other)


def sainte_lague_interval(
    votes,
    seats,
    *,
    votes_total: Total = None,
    seats_total: float | None = None,
    others: Iterable[Hashable] = (),
    largest_other: float | None = None,
) -> Interval:
    r"""Return the lowest and highest Sainte-Laguë index (see `sainte_lague_index`).

    The index is :math:`\sum_i s_i^2 / v_i - 1`, so only parties with seats count. It is least where
    the spare votes go to them in proportion to their seats. It has no upper limit where votes of a
    party with seats are unknown, for they may be next to none.

    Parameters
    ----------
    votes, seats, votes_total, seats_total, others, largest_other
        As in `gallagher_interval`.

    Returns
    -------
    Interval
        From 0, on the scale of shares in per cent; the high end may be infinite.

    Raises
    ------
    ValueError
        As `gallagher_interval`.

    Examples
    --------
    The votes of parties without a seat add their sum, however it is split: here the index is exact.
    70²/60 + 30²/20 - 100 is 26.67.

    >>> votes = pd.Series({"A": 60, "B": 20, "Others": 20})
    >>> seats = pd.Series({"A": 7, "B": 3, "Others": 0})
    >>> round(sainte_lague_interval(votes, seats, others=["Others"]).point, 2)
    26.67
    """

    def ratios(table: _Table) -> Interval:
        low = _least(table, _ratio, _least_ratios)
        unbounded = table.spare_seats > 0 or table.voteless.any()
        high = np.inf if unbounded else _ratio(table.votes, table.seats).sum()
        return Interval(*(100 * max(0.0, float(end - 1)) for end in (low, high)))

    return _of_tables(ratios, votes, seats, votes_total, seats_total, others, largest_other)


def pedersen_interval(
    votes_before,
    votes_after,
    *,
    total_before: Total = None,
    total_after: Total = None,
    others: Iterable[Hashable] = (),
) -> Interval:
    r"""Return the lowest and highest volatility (see `pedersen`).

    The index is what the two elections do not share, :math:`1 - \sum_i \min(p_{i,t-1}, p_{i,t})`.
    A party that only one of them names may have been one of the *Others* in the other. Volatility
    is least where the parties named once took as much as they can from the other election's
    others, and what is left of both is the same parties; it is largest where they share nothing.

    Parameters
    ----------
    votes_before, votes_after : pandas.Series
        Votes by party id (first through `by_lineage`, to count a party and its heirs as one);
        unknown ones missing.
    total_before, total_after : float or (float, float), optional
        All votes for parties of each election, or the least and the most they may be. By default
        the sum, if every row is known.
    others : iterable of labels
        The rows, in either election, that are several parties.

    Returns
    -------
    Interval
        Percentage points, from 0 to 100.

    Raises
    ------
    ValueError
        If a number is negative, one side adds up to more than its total, a party has two rows, or
        `others` names no row.

    Examples
    --------
    C has 10 points after; before, it may have had them all among the others, or none.

    >>> before = pd.Series({"A": 60, "B": 30, "Others": 10})
    >>> after = pd.Series({"A": 60, "B": 30, "C": 10})
    >>> round(pedersen_interval(before, after, others=["Others"]), 3)
    Interval(low=0.0, high=10.0)
    """
    votes_before, votes_after = _as_series(votes_before), _as_series(votes_after)
    others = _rows(others, votes_before.index.union(votes_after.index, sort=False))
    before = _votes(votes_before, total_before, others, "votes before")
    after = _votes(votes_after, total_after, others, "votes after")
    if before is None or after is None:
        return UNKNOWN
    # Unlike in one election's two columns, a party without a row may simply not have stood: it has
    # its part of what is spare, which is nothing where every vote is named.
    p, q = paired(before[0], after[0], ("votes before", "votes after"))
    p, q = p.to_numpy(), q.to_numpy()
    spans = [(1 / most, 1 / least) for least, most in (before[1], after[1])]
    highest = max(_moved(p, q, u, w)[1] for u in spans[0] for w in spans[1])
    lowest = np.inf
    for _ in range(_ZOOMS):
        grids = [np.linspace(*span, _STEPS + 1) for span in spans]
        lows = np.array([[_moved(p, q, u, w)[0] for w in grids[1]] for u in grids[0]])
        best = np.unravel_index(np.argmin(lows), lows.shape)
        lowest = min(lowest, lows[best])
        if all(low == high for low, high in spans):
            break
        spans = [
            (grid[max(i - 1, 0)], grid[min(i + 1, _STEPS)])
            for grid, i in zip(grids, best, strict=True)
        ]
    return Interval(100 * max(0.0, float(lowest)), 100 * max(0.0, float(highest)))


def _votes(
    values: pd.Series, total: Total, others: list[Hashable], name: str
) -> tuple[pd.Series, tuple[float, float]] | None:
    """Return the votes of the single parties, and the least and the most that all can be."""
    least, most = total if isinstance(total, tuple) else (total, total)
    side = _side(values, least, others, name)
    if side is None:
        return None
    figures = pd.Series(numbers(values, name), values.index)
    single = figures[~values.index.isin(others)]
    return single, (side.total, most if isinstance(total, tuple) else side.total)


def _moved(p: np.ndarray, q: np.ndarray, u: float, w: float) -> tuple[float, float]:
    """Return the lowest and highest volatility for votes `p` and `q`, each times its inverse."""
    p, q = p * u, q * w
    spare = [max(0.0, 1 - float(np.nansum(side))) for side in (p, q)]
    spare = [each if each > ROUNDING else 0.0 for each in spare]
    shared = float(np.nansum(np.minimum(p, q)))
    from_before = min(spare[0], float(q[np.isnan(p)].sum()))
    from_after = min(spare[1], float(p[np.isnan(q)].sum()))
    still_others = min(spare[0] - from_before, spare[1] - from_after)
    return 1 - shared - (from_before + from_after + still_others), 1 - shared


@dataclass(frozen=True)
class _Side:
    """Votes or seats of one election: what is known of them, as shares, and what is spare."""

    shares: pd.Series  # of the single parties, NaN where unknown
    spare: float
    total: float


def _over(
    total: Total,
    interval_at: Callable[[float | None], Interval],
    single: pd.Series,
    largest_other: float | None,
) -> Interval:
    """Return the lowest and highest value of an index over every total between two bounds.

    Parameters
    ----------
    total : float or (float, float) or None
    interval_at : callable
        The interval for one total.
    single : Series
        The sizes of the single parties.
    largest_other : float or None
        The most that a party of unknown size may have.

    Notes
    -----
    The sums behind the indices are convex in the shares, and shares are linear in the inverse of
    the total. So the lowest value is convex in that inverse, and is closed in upon; the highest is
    reached at a corner: at a bound of the total, or where parties of the largest allowed size fill
    what is spare.
    """
    if not isinstance(total, tuple):
        return interval_at(total)
    least, most = total
    if not 0 < least <= most:
        raise ValueError(f"The total must lie between two bounds above zero; {total} were given.")
    if least == most:
        return interval_at(least)
    listed = float(single.sum())
    corners = []
    if largest_other:
        first = max(1, math.ceil((least - listed) / largest_other))
        corners = [listed + k * largest_other for k in range(first, first + _MAX_CORNERS)]
        corners = [corner for corner in corners if least < corner < most]
    found = [interval_at(each) for each in (least, most, *corners)]
    if not all(each.known for each in found):
        return UNKNOWN
    low, high = 1 / most, 1 / least
    for _ in range(_ZOOMS):
        inverses = np.linspace(low, high, _STEPS + 1)
        lows = [interval_at(1 / inverse).low for inverse in inverses]
        best = int(np.argmin(lows))
        found.append(Interval(lows[best], lows[best]))
        low, high = inverses[max(best - 1, 0)], inverses[min(best + 1, _STEPS)]
    return Interval(min(each.low for each in found), max(each.high for each in found))


def _of_tables(
    index: Callable[[_Table], Interval],
    votes,
    seats,
    votes_total: Total,
    seats_total: float | None,
    others: Iterable[Hashable],
    largest_other: float | None,
) -> Interval:
    """Return an index of votes against seats over every total of the votes."""
    votes, seats = paired(votes, seats, ("votes", "seats"))
    votes, seats = _as_series(votes), _as_series(seats)
    rows = _rows(others, votes.index)
    counted = _votes(votes, votes_total, rows, "votes")
    of_seats = _side(seats, seats_total, rows, "seats", whole=True)
    if counted is None or of_seats is None:
        return UNKNOWN
    single, totals = counted
    v, s = single.reindex(votes.index).to_numpy(), of_seats.shares.reindex(votes.index).to_numpy()
    both = ~np.isnan(v) & ~np.isnan(s)
    no_votes, no_seats = np.isnan(v) & ~np.isnan(s), ~np.isnan(v) & np.isnan(s)

    def at(total: float) -> Interval:
        spare = 1 - np.nansum(v) / total
        spare = float(spare) if spare > ROUNDING else 0.0
        return index(
            _Table(
                votes=v[both] / total,
                seats=s[both],
                voteless=s[no_votes],
                seatless=v[no_seats] / total,
                spare_votes=spare,
                spare_seats=round(of_seats.spare * of_seats.total),
                seat=1 / of_seats.total,
                largest=_largest(largest_other, spare, total),
            )
        )

    return _over(totals if totals[0] < totals[1] else totals[0], at, single, largest_other)


def _as_series(values) -> pd.Series:
    return values if isinstance(values, pd.Series) else pd.Series(values)


def _rows(others: Iterable[Hashable], index: pd.Index) -> list[Hashable]:
    """Return the labels of `others` as a list, all of which are rows of `index`."""
    labels = [others] if isinstance(others, str) else list(others)
    for label in labels:
        if label not in index:
            raise ValueError(f"There is no row {label!r} among the parties to take as others.")
    return labels


def _side(
    values: pd.Series, total: float | None, others: list[Hashable], name: str, whole: bool = False
) -> _Side | None:
    """Return what is known of one side, or None if its total is unknown."""
    figures = pd.Series(numbers(values, name), values.index)
    if total is None:
        total = figures.sum(skipna=False)
    if pd.isna(total):
        return None
    if whole and ((figures % 1 > 0).any() or total % 1 > 0):
        raise ValueError(f"The {name} must be whole numbers, not shares.")
    if total <= 0:
        raise ValueError(f"The total of the {name} must be above zero; it is {total:g}.")
    if figures.sum() > total * (1 + ROUNDING):
        raise ValueError(
            f"The {name} add up to {figures.sum():g}, more than the total of {total:g}."
        )
    single = figures[~figures.index.isin(others)] / total
    spare = 1 - single.sum()
    return _Side(single, float(spare) if spare > ROUNDING else 0.0, float(total))


def _largest(largest_other: float | None, spare: float, total: float, whole: bool = False) -> float:
    """Return the largest share that a party of unknown size may have."""
    if largest_other is None:
        return spare
    if not largest_other > 0 or (whole and largest_other < 1):
        raise ValueError(
            f"The largest of the other parties must have something; {largest_other} was given."
        )
    largest = np.floor(largest_other) if whole else largest_other
    return min(spare, largest / total)


def _concentrated(spare: float, largest: float) -> float:
    """Return the largest sum of squares of parts of `spare`, none of which exceeds `largest`.

    As many parts as can be are as large as can be, and one has what is left.
    """
    if spare == 0:
        return 0.0
    full = np.floor(spare / largest)
    return full * largest**2 + (spare - full * largest) ** 2


@dataclass(frozen=True)
class _Table:
    """Votes against seats, as shares, in three groups of parties, and what is spare."""

    votes: np.ndarray  # of the parties of which both are known
    seats: np.ndarray  # of the same
    voteless: np.ndarray  # seats of the parties whose votes are unknown
    seatless: np.ndarray  # votes of the parties whose seats are unknown
    spare_votes: float
    spare_seats: int
    seat: float  # the share that is one seat
    largest: float  # the largest share of the votes that may go to one party


def _least(
    table: _Table,
    cost: Callable[[np.ndarray, np.ndarray], np.ndarray],
    pool: Callable[[np.ndarray, float, float], float],
) -> float:
    """Return the least sum of a convex `cost` of votes and seats over all completions.

    Parameters
    ----------
    table : _Table
    cost : callable
        The cost of parties with given votes and seats; none for a party without seats, or so
        little that many small ones together cost nothing.
    pool : callable
        The least cost of parties with given seats that share the spare votes: a function of their
        seats, the spare votes and the most that one may have.

    Notes
    -----
    Spare seats go to parties with known votes, one cost function each, or to unnamed parties. Of
    the latter each has one seat: by convexity a party with more costs no less than its halves.
    All these cost functions are convex in the number of seats, so giving seat after seat to where
    it adds least is optimal (Ibaraki, T. and Katoh, N. (1988), Resource Allocation Problems:
    Algorithmic Approaches, MIT Press).
    """

    def with_more_seats(taker: int, given: int) -> float:
        if taker < len(table.seatless):
            return float(cost(table.seatless[[taker]], np.array([given * table.seat])).sum())
        unnamed = np.full(given, table.seat)
        holders = np.concatenate([table.voteless, unnamed])
        return float(pool(holders[holders > 0], table.spare_votes, table.largest))

    takers = range(len(table.seatless) + 1)
    given = [0 for _ in takers]
    costs = [with_more_seats(taker, 0) for taker in takers]
    fixed = cost(table.votes, table.seats).sum()
    if np.isinf(fixed + sum(costs)):
        return np.inf
    nexts = [with_more_seats(taker, 1) for taker in takers] if table.spare_seats else []
    for _ in range(table.spare_seats):
        cheapest = min(takers, key=lambda taker: nexts[taker] - costs[taker])
        if np.isinf(nexts[cheapest]):
            return np.inf
        given[cheapest] += 1
        costs[cheapest] = nexts[cheapest]
        nexts[cheapest] = with_more_seats(cheapest, given[cheapest] + 1)
    return fixed + sum(costs)


def _least_squares(seats: np.ndarray, spare: float, largest: float) -> float:
    """Return the least sum of (s - v)², v from 0 to `largest` and `spare` in all.

    Votes beyond the seats would cost; they go to parties without seats, for nothing. Short of that
    all parties are left with the same difference, unless the limits forbid it.
    """

    def filled(difference):
        return np.clip(seats - difference, 0, largest)

    if filled(0).sum() > spare:
        corners = np.unique(np.concatenate([[0], seats, np.maximum(0, seats - largest)]))[::-1]
        amounts = [filled(corner).sum() for corner in corners]
        difference = np.interp(spare, amounts, corners)
    else:
        difference = 0
    return np.square(seats - filled(difference)).sum()


def _least_excess(seats: np.ndarray, spare: float, largest: float) -> float:
    """Return the least sum of max(0, s - v), v up to `largest` and `spare` in all."""
    return seats.sum() - min(spare, np.minimum(seats, largest).sum())


def _least_ratios(seats: np.ndarray, spare: float, largest: float) -> float:
    """Return the least sum of s²/v, v up to `largest` and `spare` in all.

    The votes are in proportion to the seats, but for those at the limit.
    """
    if not seats.size:
        return 0.0
    if spare == 0:
        return np.inf
    corners = np.unique(np.concatenate([[0], largest / seats]))
    amounts = [np.minimum(largest, corner * seats).sum() for corner in corners]
    votes = np.minimum(largest, np.interp(spare, amounts, corners) * seats)
    return _ratio(votes, seats).sum()


def _ratio(votes: np.ndarray, seats: np.ndarray) -> np.ndarray:
    """Return s²/v, which is 0 for a party without seats and infinite for one without votes."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(seats > 0, np.square(seats) / votes, 0.0)
