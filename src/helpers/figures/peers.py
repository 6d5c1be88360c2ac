"""A country and others: its peers as labelled dots, the whole archive as a strip of ticks."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from helpers.figures import style
from helpers.sentences import words
from helpers.sentences.peers import FEWEST_FOR_MEDIAN


def dot_strip(
    width: float,
    mine: pd.Series,
    others: pd.DataFrame,
    *,
    highest: float = 100,
    colour: str = style.SUBJECT,
) -> Figure:
    """Draw a row for the country and each peer, and a strip of all countries below.

    Parameters
    ----------
    width : float
        In inches.
    mine : Series
        The country: ``country``, ``when``, ``share`` in [0, 1].
    others : DataFrame
        As :func:`helpers.analyses.peers.nearest` returns them.
    highest : float
        Right end of the axis in per cent; its left end is zero.
    colour : str
        Of the country's own mark.

    Returns
    -------
    Figure
    """
    narrow = style.is_narrow(width)
    peers = others[others["is_peer"]]
    rows = pd.concat([mine[["country", "when", "share"]].to_frame().T.assign(own=True), peers])
    rows = rows.assign(own=rows["own"].eq(True), share=rows["share"].astype(float) * 100)
    rows = rows.sort_values(["share", "country"], ascending=[False, True], kind="stable")
    has_strip = len(others) > len(peers)
    height = 0.55 + 0.24 * len(rows) + (0.62 if has_strip else 0)
    with style.house_style():
        figure = style.new_figure(width, height)
        ax = figure.add_subplot()
        for y, (_, row) in enumerate(rows.iterrows()):
            ink = colour if row["own"] else style.MUTED
            weight = "bold" if row["own"] else "normal"
            ax.plot([0, row["share"]], [y, y], color=ink if row["own"] else style.GRID, lw=1.2)
            ax.plot(
                row["share"],
                y,
                "o",
                color=ink if row["own"] else style.CONTEXT,
                ms=6,
                clip_on=False,
            )
            ax.annotate(
                words.short_percent(row["share"] / 100),
                (row["share"], y),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                color=style.INK,
                weight=weight,
            )
        labels = [
            f"{style.label_text(row['country'], 18 if narrow else 30, 1)} {row['when']}"
            for _, row in rows.iterrows()
        ]
        ticks = list(range(len(rows)))
        if has_strip:
            at = len(rows) + 0.75
            every = others["share"].astype(float) * 100
            own = float(mine["share"]) * 100
            ax.vlines(every, at - 0.3, at + 0.3, color=style.CONTEXT, lw=1.2)
            ax.vlines(own, at - 0.45, at + 0.45, color=colour, lw=2.6)
            if len(others) >= FEWEST_FOR_MEDIAN:
                _mark_median(ax, every.median(), at + 0.62, highest, narrow)
            labels.append(f"All {len(others) + 1} countries")
            ticks.append(at)
        ax.set_xlim(0, highest)
        ax.set_ylim((len(rows) + 2.1 if has_strip else len(rows) - 0.4), -0.6)
        ax.yaxis.set_major_locator(FixedLocator(ticks))
        ax.yaxis.set_minor_locator(NullLocator())
        ax.set_yticklabels(labels)
        for tick, own in zip(
            ax.get_yticklabels(), [*rows["own"], False][: len(ticks)], strict=True
        ):
            if own:
                tick.set_color(colour)
                tick.set_fontweight("bold")
        ax.grid(visible=True, axis="x")
        ax.grid(visible=False, axis="y")
        style.percent_axis(ax.xaxis)
    return figure


def _mark_median(ax: Axes, median: float, y: float, highest: float, narrow: bool) -> None:
    inward = "right" if median / highest > 0.5 else "left"
    ax.plot(median, y, marker="^", color=style.INK, ms=5, clip_on=False)
    written = words.short_percent(median / 100)
    ax.annotate(
        f"median {written}" if narrow else f"median of the others {written}",
        (median, y),
        xytext=(0, -5),
        textcoords="offset points",
        # Towards the middle, so that it stays within the figure.
        ha="center" if abs(median / highest - 0.5) < 0.3 else inward,
        va="top",
        fontsize=style.SMALL,
    )
