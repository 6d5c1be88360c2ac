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
