"""Shares of votes and of seats, and the advantage that one gives over the other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.measures._inputs import ROUNDING, paired, parties, per_row


def vote_share(votes, total: float | None = None):
    """Return each party's share of the votes.

    .. math:: v_i = V_i / V

    Parameters
    ----------
    votes : array-like or pandas.Series
        Votes of each party, or figures in proportion to them (percentages).
    total : float, optional
        All valid votes, if the parties given are not all there were. By default the sum of `votes`.

    Returns
    -------
    pandas.Series or numpy.ndarray
        Shares in [0, 1]: a Float64 Series with the index of `votes`, or an array. A party whose
        votes are unknown has an unknown share; without `total`, so have all the others.

    Raises
    ------
    ValueError
        If a number is negative, all are zero, or they add up to more than `total`.

    Examples
    --------
    >>> vote_share(pd.Series({"Otan": 60, "Ak Zhol": 30, "AIST": 10}))
    Otan       0.6
    Ak Zhol    0.3
    AIST       0.1
    Name: vote_share, dtype: Float64
    >>> vote_share(pd.Series({"Otan": 60, "Ak Zhol": pd.NA}), total=120)
    Otan        0.5
    Ak Zhol    <NA>
    Name: vote_share, dtype: Float64
    """
    return per_row(_shares_of(votes, total, "votes"), votes, name="vote_share")


def seat_share(seats, total: float | None = None):
    """Return each party's share of the seats.

    .. math:: s_i = S_i / S

    Parameters
    ----------
    seats : array-like or pandas.Series
        Seats of each party.
    total : float, optional
        All seats at stake, if the parties given do not hold all (vacant ones). By default the sum
        of `seats`.

    Returns
    -------
    pandas.Series or numpy.ndarray
        Shares in [0, 1], as in `vote_share`.

    Raises
    ------
    ValueError
        If a number is negative, all are zero, or they add up to more than `total`.

    Examples
    --------
    Kazakhstan 2004: Otan won 42 of 77 seats.

    >>> round(seat_share([42, 11, 11, 1, 4, 8])[0], 3).item()
    0.545
    """
    return per_row(_shares_of(seats, total, "seats"), seats, name="seat_share")


def advantage_ratio(
    votes, seats, *, votes_total: float | None = None, seats_total: float | None = None
):
    """Return each party's share of the seats for its share of the votes.

    .. math:: A_i = s_i / v_i

    Above 1, a party holds more than its share; below 1, less.

    Parameters
    ----------
    votes, seats : array-like or pandas.Series
        Votes and seats of each party; Series are aligned by index.
    votes_total, seats_total : float, optional
        As `total` in `vote_share` and `seat_share`.

    Returns
    -------
    pandas.Series or numpy.ndarray
        Ratios from 0. Infinite for a party with seats and no vote; missing for a party with
        neither, and where votes or seats are unknown.

    Raises
    ------
    ValueError
        As `vote_share`; and if the two are not of the same parties.

    References
    ----------
    Taagepera, R. and Laakso, M. (1980), Proportionality profiles of West European electoral
    systems, European Journal of Political Research 8(4), 423-446.

    Examples
    --------
    The first party has 60 of 100 seats for 40 of 100 votes.

    >>> advantage_ratio([40, 35, 25], [60, 35, 5])
    array([1.5, 1. , 0.2])
    """
    votes, seats = paired(votes, seats, ("votes", "seats"))
    of_votes = _shares_of(votes, votes_total, "votes")
    of_seats = _shares_of(seats, seats_total, "seats")
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = of_seats / of_votes
    return per_row(ratio, votes, seats, name="advantage_ratio")


def _shares_of(values, total: float | None, name: str) -> np.ndarray:
    floats = parties(values, name)
    if total is None:
        return floats / floats.sum()
    if pd.isna(total):
        return np.full_like(floats, np.nan)
    if np.nansum(floats) > total * (1 + ROUNDING):
        raise ValueError(
            f"The {name} add up to {np.nansum(floats):g}, more than the total of {total:g}."
        )
    return floats / total
