"""How many parties there are, each counted by its weight."""

from __future__ import annotations

import numpy as np

from helpers.measures._inputs import shares


def effective_number(sizes) -> float:
    r"""Return the effective number of parties.

    .. math:: N = 1 / \sum_i p_i^2

    By votes it is the effective number of electoral parties (ENEP), by seats that of parliamentary
    parties (ENPP).

    Parameters
    ----------
    sizes : array-like or pandas.Series
        Votes or seats of each party, as counts or shares: they are divided by their sum. A row for
        *Others* enters as one party; see `helpers.measures.effective_number_interval`.

    Returns
    -------
    float
        From 1 (one party) to the number of rows above zero (all the same size). NaN if a size is
        unknown.

    Raises
    ------
    ValueError
        If a size is negative, or all are zero.

    References
    ----------
    Laakso, M. and Taagepera, R. (1979), "Effective" number of parties: a measure with application
    to West Europe, Comparative Political Studies 12(1), 3-27.

    Examples
    --------
    Three parties of the same size, then 1 / (0.5² + 0.5²) whatever the unit.

    >>> round(effective_number([10, 10, 10]), 9)
    3.0
    >>> effective_number([0.5, 0.5, 0])
    2.0
    """
    return float(1 / np.square(shares(sizes, "sizes of parties")).sum())


def seat_product(magnitude: float, seats: float) -> float:
    r"""Return the effective number of parties by seats that the seat product model expects.

    .. math:: N_S = (M S)^{1/6}

    For simple systems: one tier, plurality in single-member districts or a usual formula of
    proportional representation.

    Parameters
    ----------
    magnitude : float
        Seats of a district, on average; at least 1.
    seats : float
        Seats of the assembly; at least `magnitude`.

    Returns
    -------
    float
        A number of parties.

    Raises
    ------
    ValueError
        If there are fewer seats than a district has, or a district has less than one.

    References
    ----------
    Taagepera, R. (2007), Predicting Party Sizes: The Logic of Simple Electoral Systems, Oxford
    University Press; Shugart, M. S. and Taagepera, R. (2017), Votes from Seats, Cambridge
    University Press, chapter 7.

    Examples
    --------
    An assembly of 64 from single-member districts, and one of 125 in one district.

    >>> round(seat_product(1, 64), 9), round(seat_product(125, 125), 9)
    (2.0, 5.0)
    """
    if not 1 <= magnitude <= seats:
        raise ValueError(
            f"A district has at least one seat and no more than the assembly; a magnitude of "
            f"{magnitude:g} and {seats:g} seats were given."
        )
    return float((magnitude * seats) ** (1 / 6))
