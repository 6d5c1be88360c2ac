"""A share through the elections of one house: what turnout and women's share have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.measures.trend import Trend, theil_sen


@dataclass(frozen=True)
class ShareSeries:
    """The known values of a share, in order of time.

    Parameters
    ----------
    rows : DataFrame
        ``when`` (the name of the election or year), ``date``, ``share`` (in [0, 1], known) and
        perhaps ``qualifier``.
    missing_after : tuple of str
        Names of later elections for which the share is not known.
    disputed_after : tuple of str
        Names of later elections and years for which sources contradict each other.
    """

    rows: pd.DataFrame
    missing_after: tuple[str, ...] = ()
    disputed_after: tuple[str, ...] = ()

    @property
    def last(self) -> pd.Series:
        """The latest value."""
        return self.rows.iloc[-1]

    @cached_property
    def exact(self) -> pd.DataFrame:
        """The values that are no bounds and no approximations."""
        if "qualifier" not in self.rows:
            return self.rows
        return self.rows[self.rows["qualifier"].isna()]

    @cached_property
    def trend(self) -> Trend | None:
        """The trend in shares a year; None for fewer than four exact values."""
        day = self.exact["date"].dt
        return theil_sen(
            day.year + (day.day_of_year - 1) / 365.25, self.exact["share"].astype(float)
        )
