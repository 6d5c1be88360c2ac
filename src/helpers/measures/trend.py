"""A robust trend through the elections of a country."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.measures._inputs import numbers

#: Fewest points through which a trend is fitted: with three, every interval holds zero.
FEWEST_POINTS = 4


@dataclass(frozen=True)
class Trend:
    """A slope and its interval, in units of the values a year.

    Parameters
    ----------
    slope, low, high : float
        The median of all slopes between two points, and its confidence interval.
    points : int
        How many points there are.
    """

    slope: float
    low: float
    high: float
    points: int

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves no doubt of the direction."""
        return self.low > 0 or self.high < 0


def theil_sen(times, values, confidence: float = 0.95) -> Trend | None:
    r"""Return the Theil–Sen trend: the median of the slopes between all pairs of points.

    .. math:: b = \operatorname{median}_{i<j} \frac{y_j - y_i}{t_j - t_i}

    A few odd elections do not move it, as they would a line of least squares or the difference of
    the first and the last election.

    Parameters
    ----------
    times : array-like
        Years, with fractions.
    values : array-like
        A value for each; points with an unknown one are left out.
    confidence : float
        Of the interval, which is Sen's.

    Returns
    -------
    Trend or None
        None for fewer than four points.

    Raises
    ------
    ValueError
        If the two differ in length, or hold what are no numbers.

    References
    ----------
    Sen, P. K. (1968), Estimates of the regression coefficient based on Kendall's tau, Journal of
    the American Statistical Association 63(324), 1379-1389. Computed by ``scipy.stats``.

    Examples
    --------
    One election stands out; the trend is that of the others, two points a year.

    >>> theil_sen([2000, 2004, 2008, 2012, 2016], [10, 18, 60, 34, 42]).slope
    2.0
    """
    from scipy.stats import theilslopes

    t, y = numbers(times, "times"), numbers(values, "values")
    if len(t) != len(y):
        raise ValueError(f"There are {len(t)} times and {len(y)} values; give one value a time.")
    known = ~np.isnan(t) & ~np.isnan(y)
    if known.sum() < FEWEST_POINTS or np.ptp(t[known]) == 0:
        return None
    slope, _, low, high = theilslopes(y[known], t[known], confidence)
    return Trend(float(slope), float(low), float(high), int(known.sum()))
