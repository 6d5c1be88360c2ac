"""What the same votes would have given under another formula or threshold.

Quotas and quotients are compared as exact fractions, so that neither a tie nor a party that stands
exactly at the threshold is decided by rounding.
"""

from __future__ import annotations

import difflib
from fractions import Fraction
from math import lcm
from numbers import Integral

import apportionment.methods
import numpy as np
import pandas as pd

from helpers.measures._inputs import numbers, paired, parties

#: The formulas that `allocate` knows, and their names in print.
FORMULAS = {
    "dhondt": "D'Hondt",
    "sainte_lague": "Sainte-Laguë",
    "hare": "largest remainders, Hare quota",
    "droop": "largest remainders, Droop quota",
}

#: The divisor for the k-th seat, and what the package `apportionment` calls the formula.
_DIVISORS = {"dhondt": lambda k: k, "sainte_lague": lambda k: 2 * k - 1}
_THEIR_NAMES = {"dhondt": "dhondt", "sainte_lague": "saintelague"}


class TieError(ValueError):
    """Several parties have the same claim to the last seats, and only a lot could decide.

    Attributes
    ----------
    parties : list
        Their labels.
    """

    def __init__(self, parties: list) -> None:
        names = ", ".join(map(str, parties))
        super().__init__(f"The votes do not decide who gets the last seats; a tie between {names}.")
        self.parties = parties


def allocate(votes, seats: int, formula: str, threshold: float = 0, total: float | None = None):
    r"""Return the seats that a formula gives to each party.

    ``dhondt`` and ``sainte_lague`` give seat after seat to the largest quotient of the votes and
    :math:`1, 2, 3, \dots` or :math:`1, 3, 5, \dots`. ``hare`` and ``droop`` give a seat for each
    full quota, :math:`V / S` or :math:`\lfloor V / (S + 1) \rfloor + 1`, then one each to the
    largest remainders; :math:`V` are the votes of the parties that pass the threshold.

    Parameters
    ----------
    votes : array-like or pandas.Series
        Votes of each list: counts, or for all formulas but ``droop`` figures in proportion to them.
        Leave out rows that can win no seat (others, against all) and give `total`.
    seats : int
        Seats to share out, at least 1.
    formula : {"dhondt", "sainte_lague", "hare", "droop"}
        How to share out; `FORMULAS` has the names in print.
    threshold : float, default 0
        The share of all votes, from 0 to below 1, that a list needs; who has exactly that passes.
    total : float, optional
        All valid votes, on which the threshold is reckoned. By default the sum of `votes`.

    Returns
    -------
    pandas.Series or numpy.ndarray
        Seats of each party: an Int64 Series with the index of `votes`, or an array of integers. If
        votes or `total` are unknown, so are all seats (for an array: NaN).

    Raises
    ------
    TieError
        If the votes do not decide who gets the last seats.
    ValueError
        If the formula is unknown, votes are negative or all zero or exceed the total, seats are no
        whole number from 1, the threshold is no share, no party passes it, or the Droop quota is
        asked of shares.

    References
    ----------
    The highest averages are computed by the package ``apportionment`` (M. Lackner). Formulas:
    Gallagher, M. (1992), Comparing proportional representation electoral systems: quotas,
    thresholds, paradoxes and majorities, British Journal of Political Science 22(4), 469-496.

    Examples
    --------
    D'Hondt for 100, 80, 30 votes: 100, 80, 50, 40, 33.3 are the five largest quotients.

    >>> allocate([100, 80, 30], 5, "dhondt")
    array([3, 2, 0])
    >>> allocate([100, 80, 30], 5, "sainte_lague")
    array([2, 2, 1])
    """
    formula = _known(formula)
    if not isinstance(seats, Integral) or seats < 1:
        raise ValueError(
            f"The seats to share out must be a whole number from 1; {seats!r} was given."
        )
    if not 0 <= threshold < 1:
        raise ValueError(
            f"A threshold is a share of the votes from 0 to below 1, such as 0.05; "
            f"{threshold} was given."
        )
    floats = parties(votes, "votes")
    if np.isnan(floats).any() or (total is not None and pd.isna(total)):
        return _like(votes, np.full(floats.shape, np.nan))

    exact = [_exact(number) for number in floats]
    base = sum(exact) if total is None else _exact(total)
    if sum(exact) > base:
        raise ValueError(f"The votes add up to {floats.sum():g}, more than the total of {total:g}.")
    in_contest = [v if v > 0 and v >= _exact(threshold) * base else Fraction(0) for v in exact]
    if not any(in_contest):
        raise ValueError(
            f"No party has {100 * threshold:g} per cent of the votes, so no seat can be given."
        )

    share_out = _highest_averages if formula in _DIVISORS else _largest_remainders
    won, tied = share_out(in_contest, int(seats), formula)
    if tied:
        labels = votes.index if isinstance(votes, pd.Series) else range(len(floats))
        raise TieError([labels[i] for i in tied])
    return _like(votes, np.array(won))


def wasted_votes(votes, seats, total: float | None = None) -> float:
    r"""Return the share of the votes that went to parties without a seat.

    .. math:: 1 - \sum_{i: S_i > 0} V_i / V

    Parameters
    ----------
    votes, seats : array-like or pandas.Series
        Votes and seats of each party. Series are aligned by index; a party that one of them lacks
        is unknown there.
    total : float, optional
        All valid votes, if `votes` are not all. Those not in `votes` count as wasted. By default
        the sum of `votes`.

    Returns
    -------
    float
        A share in [0, 1]. NaN if a figure is unknown.

    Raises
    ------
    ValueError
        If a number is negative, there are no votes, or more than the total, or arrays differ in
        length.

    References
    ----------
    Anckar, C. (1997), Determinants of disproportionality and wasted votes, Electoral Studies
    16(4), 501-515: votes for parties that win no seat.

    Examples
    --------
    >>> wasted_votes([60, 30, 10], [7, 3, 0])
    0.1
    """
    votes, seats = paired(votes, seats, ("votes", "seats"))
    cast, won = parties(votes, "votes"), numbers(seats, "seats")
    whole = cast.sum() if total is None else total
    if pd.isna(whole) or np.isnan(cast).any() or np.isnan(won).any():
        return np.nan
    if cast.sum() > whole:
        raise ValueError(f"The votes add up to {cast.sum():g}, more than the total of {whole:g}.")
    return float((whole - cast[won > 0].sum()) / whole)


def _known(formula: str) -> str:
    if formula in FORMULAS:
        return formula
    near = difflib.get_close_matches(str(formula).lower(), FORMULAS, n=1, cutoff=0)[0]
    raise ValueError(
        f"There is no formula {formula!r}; did you mean {near!r}? "
        f"The formulas are {', '.join(FORMULAS)}."
    )


def _exact(number: float) -> Fraction:
    """Return the decimal fraction that the number is printed as: 0.05 is one twentieth."""
    return Fraction(repr(float(number)))


def _like(votes, seats: np.ndarray):
    if isinstance(votes, pd.Series):
        return pd.Series(seats, votes.index, name="seats").astype("Int64")
    return seats


def _highest_averages(
    votes: list[Fraction], seats: int, formula: str
) -> tuple[list[int], list[int]]:
    """Return the seats, and the positions of the parties that tie for the last ones."""
    scale = lcm(*(v.denominator for v in votes))
    won = apportionment.methods.compute(
        _THEIR_NAMES[formula],
        [int(v * scale) for v in votes],
        seats,
        fractions=True,
        parties=[str(i) for i in range(len(votes))],  # by default it can name no more than 52
    )
    divisor = _DIVISORS[formula]
    last = min(v / divisor(k) for v, k in zip(votes, won, strict=True) if k)
    left_out = [i for i, v in enumerate(votes) if v / divisor(won[i] + 1) == last]
    if not left_out:
        return won, []
    let_in = [i for i, v in enumerate(votes) if won[i] and v / divisor(won[i]) == last]
    return won, sorted({*left_out, *let_in})


def _largest_remainders(
    votes: list[Fraction], seats: int, formula: str
) -> tuple[list[int], list[int]]:
    """Return the seats, and the positions of the parties that tie for the last ones.

    `apportionment` has the Hare quota only, and does not say who ties.
    """
    quota = sum(votes) / seats if formula == "hare" else sum(votes) // (seats + 1) + 1
    won = [int(v // quota) for v in votes]
    remainders = [v % quota for v in votes]
    order = sorted(range(len(votes)), key=remainders.__getitem__, reverse=True)
    left = seats - sum(won)
    if left > sum(remainder > 0 for remainder in remainders):
        raise ValueError(
            f"{float(sum(votes)):g} votes are too few for a Droop quota of {seats} seats; "
            "give counts of votes, not shares."
        )
    for i in order[:left]:
        won[i] += 1
    if 0 < left < len(order) and remainders[order[left - 1]] == remainders[order[left]]:
        last = remainders[order[left]]
        return won, [i for i, remainder in enumerate(remainders) if remainder == last]
    return won, []
