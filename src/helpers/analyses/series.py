"""A share through the elections of one house: what turnout and women's share have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.analyses import values, words
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
    """

    rows: pd.DataFrame
    missing_after: tuple[str, ...] = ()

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

    def written(self, row: pd.Series, digits: int = 1) -> str:
        """Return a row's share in words, with its qualifier."""
        return words.qualified(words.percent(row["share"], digits), row.get("qualifier"))

    def extremes(self) -> str:
        """Return when the share was highest and lowest; empty if it hardly ever differed."""
        shares = self.exact["share"].astype(float)
        if shares.empty or shares.max() - shares.min() < values.SMALLEST_CHANGE:
            return ""
        said = []
        for name, extreme in (("highest", shares.max()), ("lowest", shares.min())):
            same = self.exact[[values.looks_same(share, extreme) for share in shares]]
            said.append(f"{name} in {words.listing(same['when'])} ({words.percent(extreme)})")
        return f"{said[0]} and {said[1]}"

    def since_last(self, before: pd.Series | None = None) -> str:
        """Compare the latest value with the one before; empty if there is none."""
        if before is None:
            if len(self.rows) < 2:
                return ""
            before = self.rows.iloc[-2]
        if words.known(self.last.get("qualifier")) or words.known(before.get("qualifier")):
            return f"after {self.written(before)} in {before['when']}"
        return words.change(self.last["share"], before["share"], before["when"])

    def headline(self, what: str, verb: str) -> str:
        """Return a title: the latest value, and the trend or the last change.

        Parameters
        ----------
        what, verb : str
            For instance ``"Turnout in Latvia"`` and ``"was"``.
        """
        last = self.last
        text = f"{what} {verb} {self.written(last, 0)} in {last['when']}"
        text += self._course()
        if self.missing_after:
            text += f"; no data for {words.listing(self.missing_after, most=2)}"
        return text

    def _course(self) -> str:
        """Return the trend if it is clear, or else the last change, for a title."""
        if self.trend is not None and self.trend.is_clear:
            direction = "rising" if self.trend.slope > 0 else "falling"
            return f", {direction} since {self.exact['when'].iloc[0]}"
        if len(self.rows) < 2:
            return ""
        before = self.rows.iloc[-2]
        if words.known(self.last.get("qualifier")) or words.known(before.get("qualifier")):
            return f", after {self.written(before, 0)} in {before['when']}"
        difference = float(self.last["share"]) - float(before["share"])
        if abs(difference) < values.SMALLEST_CHANGE:
            return f", about the same as in {before['when']}"
        direction = "up" if difference > 0 else "down"
        old, new = (words.percent(row["share"], 0) for row in (before, self.last))
        if old == new:
            return f", slightly {direction} from {before['when']}"
        return f", {direction} from {old} in {before['when']}"

    def say_trend(self, what: str) -> str:
        """Return a sentence on the trend; empty if there are too few elections.

        Parameters
        ----------
        what : str
            For instance ``"turnout"``.
        """
        if self.trend is None:
            return ""
        low, high = sorted((self.trend.low, self.trend.high))
        ends = [words.decimal(1000 * end) for end in (low, high)]
        first, n = self.exact["when"].iloc[0], words.number(self.trend.points)
        interval = f"95% interval from {ends[0]} to {ends[1]}"
        if not self.trend.is_clear:
            return (
                f"over the {n} elections or years with exact figures since {first}, {what} shows "
                f"no clear trend (Theil–Sen slope {words.decimal(1000 * self.trend.slope)} points "
                f"a decade, {interval})"
            )
        moved = "risen" if self.trend.slope > 0 else "fallen"
        return (
            f"over the {n} elections or years with exact figures since {first}, {what} has {moved} "
            f"by {words.decimal(abs(1000 * self.trend.slope))} percentage points a decade "
            f"(Theil–Sen slope, {interval})"
        )
