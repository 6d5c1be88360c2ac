"""The pace at which women's share of a house grows, and when it reaches a target at that pace.

A straight line through percentages would leave [0, 100] and give a house of 15 members the weight
of one of 600. The model here is made for shares. It describes the elections there were; it is no
forecast, because nothing says that the next ones keep the pace: a quota law, a new electoral system
or a new party changes it overnight.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats
from scipy.special import expit, logit
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from helpers.measures._inputs import numbers
from helpers.measures.women import women_share

#: With three elections there is one degree of freedom, and an interval that says nothing.
FEWEST_ELECTIONS = 4

#: A change of the log-odds over the whole series that is the arithmetic's, not the data's.
NO_CHANGE = 1e-9


@dataclass(frozen=True)
class Pace:
    """A binomial regression of women's seats on the year, made by `pace`.

    Years may have decimals. Shares are from 0 to 1.

    Attributes
    ----------
    elections : int
        Elections used.
    first_year, last_year : float
        The first and the last of them.
    slope, slope_low, slope_high : float
        Percentage points per decade at the middle of the series, with the interval's ends.
    dispersion : float
        Pearson's chi-square over its degrees of freedom: 1 if seats varied as by chance alone.
    confidence : float
        The level of all intervals.
    target : float
        The share to reach.
    target_year : float
        When the fitted line reaches it, from the last election on: the year of the last election
        if it is there already, infinite if it never gets there at this pace.
    target_low, target_high : float
        The earliest and the latest year that the data allow; infinite for never.
    """

    elections: int
    first_year: float
    last_year: float
    slope: float
    slope_low: float
    slope_high: float
    dispersion: float
    confidence: float
    target: float
    target_year: float
    target_low: float
    target_high: float
    _line: _Line

    @property
    def reached(self) -> bool:
        """Whether the fitted share has reached the target by the last election."""
        return self.target_year == self.last_year

    @property
    def never(self) -> bool:
        """Whether the target is never reached at this pace."""
        return np.isinf(self.target_year)

    @property
    def p_value(self) -> float:
        """Probability of so large a dispersion or a larger one if seats varied as by chance."""
        freedom = self.elections - 2
        return float(stats.chi2.sf(self.dispersion * freedom, freedom))

    @property
    def strays(self) -> bool:
        """Whether the elections stray from the line by more than chance: p below 0.05."""
        return self.p_value < 0.05

    @property
    def clear(self) -> bool:
        """Whether the data show growth or decline: the slope's interval leaves out zero."""
        return self.slope_low > 0 or self.slope_high < 0

    def expected(self, years) -> pd.DataFrame:
        """Return the fitted share in given years, with its interval.

        Parameters
        ----------
        years : array-like
            Years.

        Returns
        -------
        pandas.DataFrame
            Columns ``year``, ``share``, ``low``, ``high``; the interval is that of the fitted
            share, not of a single election's.

        Examples
        --------
        >>> fit = pace([2000, 2004, 2008, 2012], [10, 20, 30, 40], [100] * 4)
        >>> fit.expected([2004]).round(2).values.tolist()
        [[2004.0, 0.19, 0.11, 0.31]]
        """
        years = np.asarray(years, dtype=float)
        low, middle, high = (self._line.at(years, side) for side in (-1, 0, 1))
        return pd.DataFrame(
            {"year": years, "share": expit(middle), "low": expit(low), "high": expit(high)}
        )


def pace(years, women, members, target: float = 0.5, confidence: float = 0.95) -> Pace:
    r"""Fit the pace of women's representation.

    The log-odds of women's share follow a straight line in time,

    .. math:: \log \frac{w_t}{1 - w_t} = a + b\,t, \qquad
              \operatorname{Var}(W_t) = \phi\, M_t\, w_t (1 - w_t),

    with :math:`W_t` women among :math:`M_t` members. The dispersion :math:`\phi` lets elections
    differ by more than chance (quasi-binomial); an estimate below 1 is taken as 1, so that a short
    series that happens to be smooth is not trusted beyond its number of seats. Intervals use
    Student's t with the residual degrees of freedom. The slope is :math:`b\,\bar w(1 - \bar w)`,
    with :math:`\bar w` the fitted share at the mean year (weighted by members), its interval that
    of :math:`b` on the same scale. The target's years are where the line and the two curves of
    its confidence band cross the target, which is Fieller's interval as far as it lies ahead.

    Parameters
    ----------
    years : array-like or pandas.Series
        Year of each election, possibly with decimals.
    women, members : array-like or pandas.Series
        Women and all members elected. Elections where either is unknown are left out.
    target : float, default 0.5
        The share to reach, above 0 and below 1.
    confidence : float, default 0.95
        The level of the intervals, above 0 and below 1.

    Returns
    -------
    Pace

    Raises
    ------
    ValueError
        If fewer than four elections in different years are known, fewer than two of them elected
        both women and men (the slope would have no finite estimate), the figures are impossible,
        or the target or the level is no share.

    References
    ----------
    Wedderburn, R. W. M. (1974), Quasi-likelihood functions, generalized linear models, and the
    Gauss-Newton method, Biometrika 61(3), 439-447. McCullagh, P. and Nelder, J. A. (1989),
    Generalized Linear Models, 2nd edition, Chapman and Hall. Fieller, E. C. (1954), Some problems
    in interval estimation, Journal of the Royal Statistical Society B 16(2), 175-185.

    Examples
    --------
    From 10 to 40 per cent in twelve years.

    >>> fit = pace([2000, 2004, 2008, 2012], [10, 20, 30, 40], [100] * 4)
    >>> round(fit.slope, 1), round(fit.target_year, 1)
    (25.2, 2014.5)
    """
    for value, name in ((target, "target"), (confidence, "confidence")):
        if not 0 < value < 1:
            raise ValueError(f"The {name} must be a share between 0 and 1; {value} was given.")
    years, women, members = _elections(years, women, members)

    origin = np.average(years, weights=members)
    line, dispersion = _fit(years - origin, women, members, origin, confidence)
    margin = line.quantile * np.sqrt(line.variances[2])
    level = expit(line.intercept)
    per_decade = 1000 * level * (1 - level)
    year, low, high = line.crossings(logit(target), years.max())
    return Pace(
        elections=len(years),
        first_year=float(years.min()),
        last_year=float(years.max()),
        slope=float(per_decade * line.slope),
        slope_low=float(per_decade * (line.slope - margin)),
        slope_high=float(per_decade * (line.slope + margin)),
        dispersion=dispersion,
        confidence=confidence,
        target=target,
        target_year=year,
        target_low=low,
        target_high=high,
        _line=line,
    )


@dataclass(frozen=True)
class _Line:
    """The fitted log-odds, ``intercept + slope * (year - origin)``, and their uncertainty."""

    origin: float
    intercept: float
    slope: float
    variances: tuple[float, float, float]  # of the intercept, their covariance, of the slope
    quantile: float

    def at(self, years, side: int):
        """Return the log-odds in given years: the line (0), or its band's lower or upper curve."""
        x = np.asarray(years, dtype=float) - self.origin
        intercept, both, slope = self.variances
        error = np.sqrt(intercept + 2 * both * x + slope * x**2)
        return self.intercept + self.slope * x + side * self.quantile * error

    def crossings(self, log_odds: float, start: float) -> tuple[float, float, float]:
        """Return when the line, the upper and the lower curve first reach a level, from a start.

        The curves reach it where (a + b x - L)² = t² Var(a + b x), a quadratic equation in x.
        """
        intercept, both, slope = (self.quantile**2 * v for v in self.variances)
        gap = self.intercept - log_odds
        quadratic = (self.slope**2 - slope, 2 * (self.slope * gap - both), gap**2 - intercept)
        roots = np.roots(quadratic)
        ahead = sorted(x for x in roots[np.isreal(roots)].real + self.origin if x > start)

        def first(side: int, candidates) -> float:
            if self.at(start, side) >= log_odds:
                return start
            on_this_curve = (x for x in candidates if (self.at(x, 0) - log_odds) * side <= 0)
            return float(next(on_this_curve, np.inf))

        crossing = [self.origin - gap / self.slope] if self.slope > 0 else []
        return first(0, crossing), first(1, ahead), first(-1, ahead)


def _elections(years, women, members) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the elections of which all is known, or say why they are not enough."""
    given = {"years": years, "women": women, "members": members}
    labels = [column.index for column in given.values() if isinstance(column, pd.Series)]
    columns = [numbers(column, name) for name, column in given.items()]
    in_step = all(index.equals(labels[0]) for index in labels)
    if len({column.size for column in columns}) > 1 or not in_step:
        raise ValueError("Years, women and members must be of the same elections, row by row.")
    women_share(*columns[1:])  # refuses what cannot be
    known = ~np.isnan(columns).any(axis=0)
    years, women, members = (column[known] for column in columns)
    if (count := np.unique(years).size) < FEWEST_ELECTIONS:
        raise ValueError(
            f"A pace needs at least {FEWEST_ELECTIONS} elections in different years "
            f"with women and members known; there are {count}."
        )
    mixed = (women > 0) & (women < members)
    if (count := np.unique(years[mixed]).size) < 2:
        raise ValueError(
            "A pace needs at least two elections in which both women and men were elected; "
            f"there are {count}."
        )
    return years, women, members


def _fit(x, women, members, origin, confidence) -> tuple[_Line, float]:
    # Shares weighted by members, not women beside men: with two columns statsmodels (0.15) leaves
    # the members out of its dispersion, which makes it some hundred times too small.
    model = GLM(
        women / members,
        np.column_stack([np.ones_like(x), x]),
        family=Binomial(),
        var_weights=members,
    )
    with warnings.catch_warnings():
        # Shares that lie on the line exactly are no separation: `_elections` has ruled that out.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        fit = model.fit(scale="X2")
    intercept, slope = fit.params
    if abs(slope) * np.ptp(x) < NO_CHANGE:
        slope = 0.0
    # statsmodels has multiplied by the dispersion, also by one below 1.
    covariance = fit.normalized_cov_params * max(1.0, fit.scale)
    line = _Line(
        origin=float(origin),
        intercept=float(intercept),
        slope=float(slope),
        variances=(float(covariance[0, 0]), float(covariance[0, 1]), float(covariance[1, 1])),
        quantile=float(stats.t.ppf((1 + confidence) / 2, fit.df_resid)),
    )
    return line, float(fit.scale)
