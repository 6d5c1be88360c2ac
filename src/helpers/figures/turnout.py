"""Charts of turnout. Each function takes what :mod:`helpers.analyses.turnout` finds.

A function returns None where there is too little to draw; the sentences then say so.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, NullLocator

from helpers.analyses.turnout import (
    TurnoutAnalysis,
    invalid_series,
    later_rounds,
    share_series,
)
from helpers.figures import style
from helpers.figures.peers import dot_strip
from helpers.figures.points import label_points
from helpers.rules.rounding import is_rounded_or_cut
from helpers.sentences import peers, words
from helpers.sentences import series as in_time
from helpers.sentences.sources import source
from helpers.sentences.turnout import share_text, title_of_register

#: Signs before a figure that is not exact.
_SIGNS = {"approximate": "c. ", "at_least": "≥ ", "at_most": "≤ "}


# --- Through time ---------------------------------------------------------------------------------


def through_time(analysis: TurnoutAnalysis, pages: pd.DataFrame) -> style.Chart | None:
    """Draw turnout election by election, or nothing if fewer than two are known.

    Parameters
    ----------
    analysis : TurnoutAnalysis
    pages : DataFrame
        The table ``pages``, for the source line.
    """
    series, later = analysis.series, later_rounds(analysis.rounds)
    known = series[series["share"].notna()]
    if len(known) < 2:
        return None
    alt = f"Line chart of turnout, on an axis from 0 to 100%: {_listed(known)}."
    if len(later):
        alt += f" Later rounds: {_listed(later)}."
    missing = series.loc[series["share"].isna(), "when"]
    if len(missing):
        alt += f" Not known: {', '.join(missing)}."
    return style.Chart(
        title=in_time.range_title(share_series(series), "Turnout"),
        subtitle="Voters as a share of registered electors, %"
        + (", first rounds" if len(later) else ""),
        alt=alt,
        source=source([*known["page"], *later["page"]], pages),
        note="",
        draw=lambda width: _draw_through_time(series, later, width),
    )


def _listed(rows: pd.DataFrame) -> str:
    return ", ".join(f"{share_text(row)} in {row['when']}" for _, row in rows.iterrows())


def _draw_through_time(series: pd.DataFrame, later: pd.DataFrame, width: float) -> Figure:
    known = series[series["share"].notna()]
    x, y = _times(known), _per_cent(known["share"])
    every = _times(series)
    with style.house_style():
        figure = style.new_figure(width, 3.5)
        ax = figure.add_subplot()
        margin = max(0.05 * np.ptp(every), 1)
        ax.set_xlim(every.min() - margin, every.max() + margin)
        ax.set_ylim(0, 100)
        style.percent_axis(ax.yaxis)
        style.year_axis(ax, list(every), width)
        _line(ax, series, x, y)
        counts = known["basis"].eq("counts").to_numpy(dtype=bool)
        _marks(ax, x[counts], y[counts], "o", color=style.SUBJECT, ms=6)
        _marks(ax, x[~counts], y[~counts], "o", **_open(style.SUBJECT), ms=6)
        _arrows(ax, known, x, y)
        differ = _contradicted(known)
        counted = _per_cent(known["computed"])
        ax.vlines(x[differ], y[differ], counted[differ], color=style.MUTED, lw=0.8)
        _marks(ax, x[differ], counted[differ], "_", color=style.INK, ms=10, mew=1.6)
        late = _times(later), _per_cent(later["share"])
        _marks(ax, *late, "D", **_open(style.SECOND), ms=5.5)
        for at in _times(series[series["share"].isna()]):
            ax.annotate(
                "no figure",
                (at, 2),
                rotation=90,
                ha="center",
                va="bottom",
                fontsize=style.SMALL,
                color=style.MUTED,
            )
        _key(
            figure,
            width,
            {
                "voters over electors": counts.any()
                and Line2D([], [], marker="o", ls="", color=style.SUBJECT, ms=6),
                "percentage as printed": (~counts).any()
                and Line2D([], [], marker="o", ls="", **_open(style.SUBJECT), ms=6),
                "counts, where the printed percentage differs": differ.any()
                and Line2D([], [], marker="_", ls="", color=style.INK, ms=10, mew=1.6),
                "later round": len(later)
                and Line2D([], [], marker="D", ls="", **_open(style.SECOND), ms=5.5),
            },
        )
        marks = [
            *zip(x[differ], counted[differ], strict=True),
            *zip(*late, strict=True),
        ]
        label_points(ax, x, y, [_label(row) for _, row in known.iterrows()], marks=marks)
    return figure


def _times(rows: pd.DataFrame) -> np.ndarray:
    day = rows["date"].dt
    return (day.year + (day.day_of_year - 1) / 365.25).to_numpy(dtype=float)


def _per_cent(shares: pd.Series) -> np.ndarray:
    return shares.to_numpy(dtype=float, na_value=np.nan) * 100


def _marks(ax: Axes, x: np.ndarray, y: np.ndarray, *how: str, **look: object) -> None:
    """Draw marks; one at 100% is whole, not cut by the edge."""
    if len(x):
        ax.plot(x, y, *how, clip_on=False, **look)


def _open(colour: str) -> dict[str, object]:
    return {"mfc": style.PAPER, "mec": colour, "mew": 1.5}


def _line(ax: Axes, series: pd.DataFrame, x: np.ndarray, y: np.ndarray) -> None:
    """Join the points; with dots over an election of which nothing is known."""
    known = np.flatnonzero(series["share"].notna())
    for i, skipped in enumerate(np.diff(known) > 1):
        ax.plot(x[i : i + 2], y[i : i + 2], ":" if skipped else "-", color=style.SUBJECT,
                clip_on=False)  # fmt: skip


def _arrows(ax: Axes, known: pd.DataFrame, x: np.ndarray, y: np.ndarray) -> None:
    """Draw which way a bound leaves the figure open."""
    for at, height, qualifier in zip(x, y, known["qualifier"], strict=True):
        if words.known(qualifier) and qualifier != "approximate":
            ax.annotate(
                "",
                (at, height),
                xytext=(0, 22 if qualifier == "at_least" else -22),
                textcoords="offset points",
                arrowprops={"arrowstyle": "<-", "color": style.SUBJECT, "shrinkA": 0, "shrinkB": 4},
            )


def _contradicted(known: pd.DataFrame) -> np.ndarray:
    """Return which rows print a percentage that their counts contradict so that it can be seen."""
    visibly = (known["printed"] - known["computed"]).abs().ge(0.005).fillna(False)
    return np.array(
        [
            seen and not is_rounded_or_cut(100 * row["computed"], row["turnout_pct"])
            for seen, (_, row) in zip(visibly, known.iterrows(), strict=True)
        ],
        dtype=bool,
    )


def _label(row: pd.Series) -> str:
    sign = _SIGNS[row["qualifier"]] if words.known(row["qualifier"]) else ""
    return f"{sign}{words.short_percent(row['share'])}"


def _key(figure: Figure, width: float, handles: dict[str, object]) -> None:
    """Explain the marks, if there is more than the plain one."""
    shown = {label: handle for label, handle in handles.items() if handle}
    if len(shown) > 1:
        figure.legend(
            shown.values(),
            shown.keys(),
            loc="outside lower left",
            ncols=1 if style.is_narrow(width) else len(shown),
            handletextpad=0.4,
            columnspacing=1.4,
            borderpad=0,
        )


# --- The register and the voters ------------------------------------------------------------------


def register(analysis: TurnoutAnalysis, pages: pd.DataFrame) -> style.Chart | None:
    """Draw the voters within the register, or nothing if fewer than two elections have either.

    Parameters
    ----------
    analysis : TurnoutAnalysis
    pages : DataFrame
        The table ``pages``, for the source line.
    """
    series = analysis.series
    rows = series[series["electors"].notna() | series["voters"].notna()]
    if len(rows) < 2:
        return None
    unit, divisor = _unit(rows[["electors", "voters"]].stack())
    change = title_of_register(analysis)
    each = [
        f"in {row['when']} {words.number(row['voters'])} of {words.number(row['electors'])}"
        for _, row in rows.iterrows()
    ]
    return style.Chart(
        title=change or "Voters and the register, where known",
        subtitle=f"Voters (dark) and registered electors (outline), {unit}",
        alt=f"Bar chart of voters within the registered electors: {'; '.join(each)}.",
        source=source(rows["page"], pages),
        note="A question mark: no data."
        if rows[["electors", "voters"]].isna().any(axis=None)
        else "",
        draw=lambda width: _draw_register(rows, divisor, width),
    )


def _unit(counts: pd.Series) -> tuple[str, int]:
    """Return the unit in which bars are labelled, of which each count has two digits or more."""
    if counts.min() >= 2_000_000:
        return "millions", 1_000_000
    return ("thousands", 1_000) if counts.max() >= 10_000 else ("persons", 1)


def _draw_register(rows: pd.DataFrame, divisor: int, width: float) -> Figure:
    def short(value: int) -> str:
        if not words.known(value):
            return "?"
        scaled = value / divisor
        digits = 1 if divisor == 1_000_000 or (divisor == 1_000 and scaled < 100) else 0
        return f"{scaled:,.{digits}f}"

    with style.house_style():
        figure = style.new_figure(width, 0.3 + 0.3 * len(rows))
        ax = figure.add_subplot()
        at = np.arange(len(rows))
        electors = rows["electors"].to_numpy(dtype=float, na_value=np.nan) / divisor
        voters = rows["voters"].to_numpy(dtype=float, na_value=np.nan) / divisor
        ax.barh(at, electors, 0.7, color=style.GROUND, edgecolor=style.CONTEXT, lw=0.8)
        ax.barh(at, voters, 0.7, color=style.SUBJECT)
        ends = np.nanmax(np.vstack([electors, voters]), axis=0)
        for y, end, (_, row) in zip(at, ends, rows.iterrows(), strict=True):
            ax.annotate(
                f"{short(row['voters'])} of {short(row['electors'])}",
                (end, y),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
            )
        widest = max(
            style.text_width(f"{short(v)} of {short(e)}")
            for v, e in zip(rows["voters"], rows["electors"], strict=True)
        )
        room = (widest + 10) / (width * 72 * 0.8)
        _row_axis(ax, list(rows["when"]), ends.max() / (1 - room))
        ax.xaxis.set_major_locator(NullLocator())
        ax.spines["bottom"].set_visible(False)
    return figure


def _row_axis(ax: Axes, labels: list[str], right: float) -> None:
    """Set up rows from top to bottom and a value axis from zero; every bar carries its number."""
    ax.set_xlim(0, right)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.yaxis.set_major_locator(FixedLocator(range(len(labels))))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.set_yticklabels(labels)
    ax.grid(visible=False)


# --- Blank and invalid ballots --------------------------------------------------------------------


def invalid(analysis: TurnoutAnalysis, pages: pd.DataFrame) -> style.Chart | None:
    """Draw the share of blank and invalid ballots, or nothing if fewer than two are known.

    Parameters
    ----------
    analysis : TurnoutAnalysis
    pages : DataFrame
        The table ``pages``, for the source line.
    """
    series = analysis.series
    rows = series[series["invalid"].notna()]
    if len(rows) < 2:
        return None
    each = [f"{row['when']} {words.percent(row['invalid'])}" for _, row in rows.iterrows()]
    derived = rows["invalid_basis"].eq("difference").to_numpy(dtype=bool)
    return style.Chart(
        title=in_time.range_title(invalid_series(series), "The share of blank or invalid ballots"),
        subtitle="Blank or invalid ballots as a share of the ballots cast, %",
        alt=f"Bar chart of blank or invalid ballots: {', '.join(each)}.",
        source=source(rows["page"], pages),
        note="Hatched: voters less valid votes, as the number itself is not printed."
        if derived.any()
        else "",
        draw=lambda width: _draw_invalid(rows, derived, width),
    )


def _draw_invalid(rows: pd.DataFrame, derived: np.ndarray, width: float) -> Figure:
    with style.house_style():
        figure = style.new_figure(width, 0.5 + 0.28 * len(rows))
        ax = figure.add_subplot()
        shares = _per_cent(rows["invalid"])
        bars = ax.barh(np.arange(len(rows)), shares, 0.6, color=style.SUBJECT)
        for bar, is_derived, share in zip(bars, derived, shares, strict=True):
            if is_derived:
                bar.set(hatch="////", facecolor=style.SUBJECT_TINT, edgecolor=style.SUBJECT)
            ax.annotate(
                words.short_percent(share / 100),
                (share, bar.get_y() + 0.3),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
            )
        # Small shares must look small: the axis never ends before ten per cent.
        _row_axis(ax, list(rows["when"]), max(10, math.ceil(shares.max() * 1.15)))
        style.percent_axis(ax.xaxis)
    return figure


# --- Compared with other countries ----------------------------------------------------------------


def compared(analysis: TurnoutAnalysis, pages: pd.DataFrame) -> style.Chart | None:
    """Draw the latest turnout and that of other countries, or nothing without any.

    Parameters
    ----------
    analysis : TurnoutAnalysis
    pages : DataFrame
        The table ``pages``, for the source line.
    """
    series = analysis.series
    known = series[series["share"].notna()]
    if known.empty or analysis.others.empty:
        return None
    mine = known.iloc[-1]
    return style.Chart(
        title=peers.headline(mine, analysis.others, "Turnout"),
        subtitle="Voters as a share of registered electors, %",
        alt=f"Dot chart. {peers.listed(mine, analysis.others)}",
        source=source([mine["page"], *analysis.others["page"]], pages),
        note=peers.years_spread(analysis.others),
        draw=lambda width: dot_strip(width, mine, analysis.others),
    )
