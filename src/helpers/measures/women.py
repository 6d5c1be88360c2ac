"""Women's seats: their share, and how many are missing to parity.

The figures may be single numbers, arrays or Series, as in `helpers.measures.participation`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.measures._inputs import part_and_whole, per_row


def women_share(women, members):
    r"""Return the share of the seats that women hold.

    .. math:: W = \text{women} / \text{members}

    Parameters
    ----------
    women : number, array-like or pandas.Series
        Women among the members.
    members : number, array-like or pandas.Series
        All members whose sex is known: women and men. Vacant seats do not count.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Shares in [0, 1]; missing where either figure is unknown.

    Raises
    ------
    ValueError
        If a number is negative, there are no members, or more women than members.

    References
    ----------
    Inter-Parliamentary Union, Women in National Parliaments; the same share is indicator 5.5.1(a)
    of the Sustainable Development Goals (United Nations Statistics Division, SDG indicator
    metadata): seats held by women over seats filled.

    Examples
    --------
    Kazakhstan 2004: 8 women among 77 members.

    >>> round(women_share(8, 77), 3)
    0.104
    """
    share, of, inputs = part_and_whole(women, members, ("women", "members"))
    return per_row(share / of, *inputs, name="women_share")


def parity_gap(women, members):
    r"""Return how many seats must pass from men to women until women hold half of them.

    .. math:: G = \max(0, \lceil \text{members} / 2 \rceil - \text{women})

    Half of an odd number of seats is rounded up, so that women's share is at least one half.

    Parameters
    ----------
    women, members : number, array-like or pandas.Series
        As in `women_share`; whole numbers.

    Returns
    -------
    float, numpy.ndarray or pandas.Series
        Seats, a whole number from 0 (women hold half of the seats or more); a Series is Int64.
        Missing where either figure is unknown.

    Raises
    ------
    ValueError
        As `women_share`; and if a number is not whole.

    References
    ----------
    Committee on the Elimination of Discrimination against Women (2024), General recommendation
    No. 40 on the equal and inclusive representation of women in decision-making systems, which
    takes parity to be 50:50. The count in seats, and its rounding, are this package's own.

    Examples
    --------
    Half of 77 is 38.5: women with 39 seats hold at least half, and have 8.

    >>> parity_gap(8, 77)
    31.0
    """
    some, all_seats, inputs = part_and_whole(women, members, ("women", "members"))
    for values, name in ((some, "women"), (all_seats, "members")):
        if (values % 1 > 0).any():
            raise ValueError(f"The {name} must be whole numbers of people, not shares.")
    gap = per_row(np.maximum(0, np.ceil(all_seats / 2) - some), *inputs, name="parity_gap")
    return gap.astype("Int64") if isinstance(gap, pd.Series) else gap
