"""How far the seats are from the votes: three indices of disproportionality.

All three take votes first, then seats, as counts or as figures in proportion to them: each side is
divided by its own sum. A row for *Others* enters as one party, as in Gallagher's own tables; for
what it may hide see `helpers.measures.intervals`. One unknown figure makes the index unknown (NaN).

Differences are in percentage points, as in the sources: with shares from 0 to 1 the indices would
be a hundredth of what is given here.
"""

from __future__ import annotations

import numpy as np

from helpers.measures._inputs import paired, shares


def gallagher(votes, seats) -> float:
    r"""Return Gallagher's least-squares index (LSq).

    .. math:: \mathrm{LSq} = 100 \sqrt{\tfrac{1}{2} \sum_i (v_i - s_i)^2}

    Parameters
    ----------
    votes, seats : array-like or pandas.Series
        Votes and seats of each party. Two Series are aligned by index; a party that one of them
        lacks is unknown there.

    Returns
    -------
    float
        Percentage points, from 0 (proportional) to 100 (one party has all votes, another all
        seats). NaN if a figure is unknown.

    Raises
    ------
    ValueError
        If a number is negative, one side is all zero, or the two differ in length.

    References
    ----------
    Gallagher, M. (1991), Proportionality, disproportionality and electoral systems, Electoral
    Studies 10(1), 33-51.

    Examples
    --------
    Differences of 10, 0 and -10 points: the root of half of 200.

    >>> gallagher([40, 35, 25], [50, 35, 15])
    10.0
    """
    v, s = _shares(votes, seats)
    return 100 * float(np.sqrt(np.square(v - s).sum() / 2))


def loosemore_hanby(votes, seats) -> float:
    r"""Return Loosemore and Hanby's index of distortion (D).

    .. math:: D = 100 \cdot \tfrac{1}{2} \sum_i |v_i - s_i|

    The share of the seats that would have to change hands for proportionality.

    Parameters
    ----------
    votes, seats : array-like or pandas.Series
        As in `gallagher`.

    Returns
    -------
    float
        Percentage points, from 0 to 100. NaN if a figure is unknown.

    Raises
    ------
    ValueError
        As `gallagher`.

    References
    ----------
    Loosemore, J. and Hanby, V. J. (1971), The theoretical limits of maximum distortion: some
    analytic expressions for electoral systems, British Journal of Political Science 1(4), 467-477.

    Examples
    --------
    Half of 10 + 0 + 10 points.

    >>> round(loosemore_hanby([40, 35, 25], [50, 35, 15]), 9)
    10.0
    """
    v, s = _shares(votes, seats)
    return 100 * float(np.abs(v - s).sum() / 2)


def sainte_lague_index(votes, seats) -> float:
    r"""Return the Sainte-Laguë index, the quantity that the Sainte-Laguë formula makes least.

    .. math:: \mathrm{SLI} = 100 \sum_i (s_i - v_i)^2 / v_i

    Parameters
    ----------
    votes, seats : array-like or pandas.Series
        As in `gallagher`.

    Returns
    -------
    float
        From 0, without an upper limit, on the scale of shares in per cent. Infinite if a party
        with no vote has a seat. NaN if a figure is unknown.

    Raises
    ------
    ValueError
        As `gallagher`.

    References
    ----------
    Sainte-Laguë, A. (1910), La représentation proportionnelle et la méthode des moindres carrés,
    Annales scientifiques de l'École normale supérieure, 3rd series, 27, 529-542.
    As an index: Gallagher (1991), see `gallagher`.

    Examples
    --------
    With shares in per cent: 10²/40 + 0 + 10²/25 = 2.5 + 4.

    >>> round(sainte_lague_index([40, 35, 25], [50, 35, 15]), 9)
    6.5
    """
    v, s = _shares(votes, seats)
    given = ~((v == 0) & (s == 0))  # a party with neither votes nor seats adds nothing
    with np.errstate(divide="ignore"):
        return 100 * float((np.square(s - v)[given] / v[given]).sum())


def _shares(votes, seats) -> tuple[np.ndarray, np.ndarray]:
    votes, seats = paired(votes, seats, ("votes", "seats"))
    return shares(votes, "votes"), shares(seats, "seats")
