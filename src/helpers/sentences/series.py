"""Sentences on a share through the elections of one house."""

from __future__ import annotations

import pandas as pd

from helpers.analyses import values
from helpers.analyses.series import ShareSeries
from helpers.sentences import words


def written(row: pd.Series, digits: int = 1) -> str:
    """Return a row's share in words, with its qualifier."""
    return words.qualified(words.percent(row["share"], digits), row.get("qualifier"))


#: Fewest values of which one can be called the highest or the lowest.
_FEWEST_FOR_EXTREMES = 3


def extremes(series: ShareSeries) -> str:
    """Return when the share was highest and lowest; empty for few values, or if all are alike."""
    shares = series.exact["share"].astype(float)
    if len(shares) < _FEWEST_FOR_EXTREMES or shares.max() - shares.min() < values.SMALLEST_CHANGE:
        return ""
    said = []
    for name, extreme in (("highest", shares.max()), ("lowest", shares.min())):
        same = series.exact[[values.looks_same(share, extreme) for share in shares]]
        said.append(f"{name} in {words.listing(same['when'])} ({words.percent(extreme)})")
    return f"{said[0]} and {said[1]}"


def range_title(series: ShareSeries, what: str) -> str:
    """Return a title on the range of a share: its extremes, or the change between two values.

    Parameters
    ----------
    series : ShareSeries
        With at least two values.
    what : str
        For instance ``"Turnout"``.
    """
    if said := extremes(series):
        return f"{what} was {said}"
    if len(series.rows) > 2:
        shares = series.rows["share"].astype(float)
        if shares.max() - shares.min() < values.SMALLEST_CHANGE:
            return f"{what} was about the same every time"
    (_, first), (_, last) = (row for row in series.rows.iloc[[0, -1]].iterrows())
    ends = f"{written(first)} in {first['when']}", f"{written(last)} in {last['when']}"
    if words.known(first.get("qualifier")) or words.known(last.get("qualifier")):
        return f"{what} was {ends[0]} and {ends[1]}"
    change = float(last["share"]) - float(first["share"])
    if abs(change) < values.SMALLEST_CHANGE:
        return f"{what} was about the same in {first['when']} and {last['when']}"
    return f"{what} {'rose' if change > 0 else 'fell'} from {ends[0]} to {ends[1]}"


def since_last(series: ShareSeries) -> str:
    """Compare the latest value with the one before; empty if there is none."""
    if len(series.rows) < 2:
        return ""
    before = series.rows.iloc[-2]
    if words.known(series.last.get("qualifier")) or words.known(before.get("qualifier")):
        return f"after {written(before)} in {before['when']}"
    return words.change(series.last["share"], before["share"], before["when"])


def headline(series: ShareSeries, what: str, verb: str) -> str:
    """Return a title: the latest value, and the trend or the last change.

    Parameters
    ----------
    what, verb : str
        For instance ``"Turnout in Latvia"`` and ``"was"``.
    """
    last = series.last
    text = f"{what} {verb} {written(last, 0)} in {last['when']}"
    text += _course(series)
    if series.missing_after:
        text += f"; no data for {words.listing(series.missing_after, most=2)}"
    if series.disputed_after:
        text += f"; sources disagree on {words.listing(series.disputed_after, most=2)}"
    return text


def _goes_with_trend(series: ShareSeries) -> bool:
    """Return True if the last value lies where a clear trend leads, seen from the first."""
    whole = float(series.last["share"]) - float(series.exact["share"].iloc[0])
    return series.trend.slope * whole > 0 and abs(whole) >= values.SMALLEST_CHANGE


def _course(series: ShareSeries) -> str:
    """Return the trend if it is clear and goes on, or else the last change, for a title."""
    if len(series.rows) < 2:
        return ""
    before = series.rows.iloc[-2]
    if series.trend is not None and series.trend.is_clear and _goes_with_trend(series):
        slope, change = series.trend.slope, float(series.last["share"]) - float(before["share"])
        # "19% in 2023, rising since 1994" would hide that it was 27% the time before.
        if slope * change >= 0 or abs(change) < values.SMALLEST_CHANGE:
            direction = "rising" if slope > 0 else "falling"
            return f", {direction} since {series.exact['when'].iloc[0]}"
    if words.known(series.last.get("qualifier")) or words.known(before.get("qualifier")):
        return f", after {written(before, 0)} in {before['when']}"
    difference = float(series.last["share"]) - float(before["share"])
    if abs(difference) < values.SMALLEST_CHANGE:
        return f", about the same as in {before['when']}"
    direction = "up" if difference > 0 else "down"
    old, new = (words.percent(row["share"], 0) for row in (before, series.last))
    if old == new:
        return f", slightly {direction} from {before['when']}"
    return f", {direction} from {old} in {before['when']}"


def say_trend(series: ShareSeries, what: str) -> str:
    """Return a sentence on the trend; empty if there are too few elections.

    Parameters
    ----------
    what : str
        For instance ``"turnout"``.
    """
    if series.trend is None:
        return ""
    low, high = sorted((series.trend.low, series.trend.high))
    ends = [words.decimal(1000 * end) for end in (low, high)]
    first, n = series.exact["when"].iloc[0], words.number(series.trend.points)
    interval = f"95% interval from {ends[0]} to {ends[1]}"
    if not series.trend.is_clear:
        return (
            f"over the {n} exact figures since {first}, {what} shows "
            f"no clear trend (Theil–Sen slope {_slope(series)} points a decade, {interval})"
        )
    moved = "risen" if series.trend.slope > 0 else "fallen"
    text = (
        f"over the {n} exact figures since {first}, {what} has {moved} "
        f"by {words.decimal(abs(1000 * series.trend.slope))} percentage points a decade "
        f"(Theil–Sen slope, {interval})"
    )
    if _goes_with_trend(series):
        return text
    below = "no higher" if series.trend.slope > 0 else "no lower"
    return f"{text}, though it was {below} in {series.last['when']} than in {first}"


def _slope(series: ShareSeries) -> str:
    """Write a slope in points a decade with its sign, 0.0 where it is less than that."""
    slope = round(1000 * series.trend.slope, 1)
    return words.decimal(slope)
