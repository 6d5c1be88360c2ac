"""Charts of women's representation, from what :mod:`helpers.analyses.women` finds.

A function returns None where there is too little to draw; the sentences then say so.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FixedLocator, NullLocator

from helpers.analyses.series import ShareSeries
from helpers.analyses.women import WomenAnalysis
from helpers.analyses.women_shares import PRINTED
from helpers.figures import style
from helpers.figures.peers import dot_strip
from helpers.figures.points import label_points
from helpers.measures.pace import Pace
from helpers.sentences import peers, words
from helpers.sentences import series as in_time
from helpers.sentences.sources import source
from helpers.sentences.women import NEAREST, half_or_more

#: Lighter than members, and apart from them in grey.
CANDIDATES = style.tints(style.WOMEN, 3)[1]

#: Years after the last election that the chart of the pace shows at most.
HORIZON = 30


# --- Through time ---------------------------------------------------------------------------------


def through_time(analysis: WomenAnalysis, pages: pd.DataFrame) -> style.Chart | None:
    """Draw women's share at elections and in single years, or nothing if fewer than two are known.

    Parameters
    ----------
    analysis : WomenAnalysis
    pages : DataFrame
        The table ``pages``, for the source line.
    """
    elected = analysis.elections[analysis.elections["share"].notna()]
    single = _differing(analysis)
    if len(elected) + len(single) < 2:
        return None
    each = [f"{words.percent(row['share'])} in {row['when']}" for _, row in elected.iterrows()]
    also = [f"{words.percent(row['share'])} in {row['year']}" for _, row in single.iterrows()]
    alt = "Chart of women's share of the seats."
    if each:
        alt += f" At elections: {', '.join(each)}."
    if also:
        alt += f" Single-year sources: {', '.join(also)}."
    return style.Chart(
        title=in_time.range_title(ShareSeries(elected), "At elections women's share")
        if len(elected) > 1
        else "Women's share of the seats, as far as it is known",
        subtitle="Women as a share of the members, %",
        alt=alt,
        source=source(elected["page"], pages),
        note="Single-year sources are drawn where they differ from the election of that year, or "
        "there was none; the table of all figures names them."
        if also
        else "",
        draw=lambda width: _draw_through_time(analysis, width),
    )


def _differing(analysis: WomenAnalysis) -> pd.DataFrame:
    """Return the single-year sources that differ from the election of their year."""
    single = analysis.single_years[analysis.single_years["share"].notna()]
    elected = analysis.elections[analysis.elections["share"].notna()]
    elections = {
        (day.year, round(float(share) * 100, 1))
        for day, share in zip(elected["date"], elected["share"], strict=True)
    }
    new = [
        (year, round(float(share) * 100, 1)) not in elections
        for year, share in zip(single["year"], single["share"], strict=True)
    ]
    return single[pd.Series(new, single.index, dtype=bool)]


def _draw_through_time(analysis: WomenAnalysis, width: float) -> Figure:
    elections, single = analysis.elections, _differing(analysis)
    elected = elections[elections["share"].notna()]
    x, y = _times(elected), _per_cent(elected["share"])
    # The axis spans what is known; an election without a figure between is a tick on it.
    every = np.concatenate([x, _times(single)])
    top = _top([*y, *_per_cent(single["share"]), analysis.target * 100])
    with style.house_style():
        figure = style.new_figure(width, 3.5)
        ax = figure.add_subplot()
        margin = max(0.05 * np.ptp(every), 1)
        ax.set_xlim(every.min() - margin, every.max() + margin)
        ax.set_ylim(0, top)
        style.percent_axis(ax.yaxis)
        ticks = [at for at in _times(elections) if every.min() <= at <= every.max()]
        style.year_axis(ax, ticks or list(every), width)
        levels = _level(ax, analysis.target)
        known = np.flatnonzero(elections["share"].notna())
        for i, skipped in enumerate(np.diff(known) > 1):
            ax.plot(x[i : i + 2], y[i : i + 2], ":" if skipped else "-", color=style.WOMEN)
        ax.plot(_times(single), _per_cent(single["share"]), "D", **_open(style.MUTED), ms=4.5)
        counted = elected["base"].ne(PRINTED).to_numpy(dtype=bool)
        for some, look in ((counted, {"color": style.WOMEN}), (~counted, _open(style.WOMEN))):
            if some.any():
                # A mark at zero is whole, not cut by the edge.
                ax.plot(x[some], y[some], "o", **look, ms=6, clip_on=False)
        _key(
            figure,
            width,
            {
                "election": counted.any()
                and Line2D([], [], marker="o", ls="", color=style.WOMEN, ms=6),
                "election, only the percentage is printed": (~counted).any()
                and Line2D([], [], marker="o", ls="", **_open(style.WOMEN), ms=6),
                "single-year source": len(single)
                and Line2D([], [], marker="D", ls="", **_open(style.MUTED), ms=4.5),
            },
        )
        if len(elected):
            marks = list(zip(_times(single), _per_cent(single["share"]), strict=True))
            labels = [words.short_percent(value / 100) for value in y]
            label_points(ax, x, y, labels, levels=levels, marks=marks)
        else:
            shares = _per_cent(single["share"])
            label_points(
                ax,
                _times(single),
                shares,
                [words.short_percent(value / 100) for value in shares],
                levels=levels,
            )
    return figure


def _times(rows: pd.DataFrame) -> np.ndarray:
    day = rows["date"].dt
    return (day.year + (day.day_of_year - 1) / 365.25).to_numpy(dtype=float)


def _per_cent(shares: pd.Series) -> np.ndarray:
    return shares.to_numpy(dtype=float, na_value=np.nan) * 100


def _open(colour: str) -> dict[str, object]:
    return {"mfc": style.PAPER, "mec": colour, "mew": 1.5}


def _top(values: list[float]) -> float:
    """Return the axis's end: parity is always in sight, so that a small share looks small."""
    return 100 if max(values) > 55 else 60


def _level(ax: Axes, target: float) -> list[float]:
    """Draw the target and parity as level lines, with their names; return their heights."""
    levels = {50.0: "half"}
    levels[target * 100] = "target, half" if target == 0.5 else f"target {target * 100:g}%"
    for value, name in levels.items():
        ax.axhline(value, color=style.INK, lw=0.9, ls=(0, (4, 3)))
        ax.annotate(
            name,
            (0, value),
            xycoords=("axes fraction", "data"),
            xytext=(2, 2),
            textcoords="offset points",
            va="bottom",
            fontsize=style.SMALL,
            path_effects=[withStroke(linewidth=2.5, foreground=style.PAPER)],
        )
    return list(levels)


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


# --- Seats ----------------------------------------------------------------------------------------


def seats(analysis: WomenAnalysis, pages: pd.DataFrame) -> style.Chart | None:
    """Draw women's seats within the house, with half marked, or nothing if no gap is known.

    Parameters
    ----------
    analysis : WomenAnalysis
    pages : DataFrame
        The table ``pages``, for the source line.
    """
    rows = analysis.elections[analysis.elections["gap"].notna()]
    if rows.empty:
        return None
    last = rows.iloc[-1]
    title = (
        f"Women held {half_or_more(last)} of the seats in {last['when']}"
        if last["gap"] == 0
        else f"Women were {words.count(last['gap'], 'seat')} short of half of the seats in "
        f"{last['when']}"
    )
    each = [
        f"in {row['when']} {words.figures(row['women'])} of {words.figures(row['members'])}"
        for _, row in rows.iterrows()
    ]
    return style.Chart(
        title=title,
        subtitle="Seats held by women (dark) in the house; the mark is half of it",
        alt=f"Bar chart of women's seats: {'; '.join(each)}.",
        source=source(rows["page"], pages),
        note="",
        draw=lambda width: _draw_seats(rows, width),
    )


def _draw_seats(rows: pd.DataFrame, width: float) -> Figure:
    women = rows["women"].to_numpy(dtype=float)
    members = rows["members"].to_numpy(dtype=float)
    labels = [
        f"{w:.0f} of {m:.0f}" + (f", {g} short" if g else "")
        for w, m, g in zip(women, members, rows["gap"], strict=True)
    ]
    with style.house_style():
        figure = style.new_figure(width, 0.45 + 0.32 * len(rows))
        ax = figure.add_subplot()
        at = np.arange(len(rows))
        ax.barh(at, members, 0.66, color=style.GROUND)
        ax.barh(at, women, 0.66, color=style.WOMEN)
        ax.vlines(members / 2, at - 0.42, at + 0.42, color=style.INK, lw=1.6)
        for y, end, text in zip(at, members, labels, strict=True):
            ax.annotate(text, (end, y), xytext=(5, 0), textcoords="offset points", va="center")
        room = (max(map(style.text_width, labels)) + 10) / (width * 72 * 0.86)
        ax.set_xlim(0, members.max() / (1 - room))
        _rows(ax, list(rows["when"]))
    return figure


def _rows(ax: Axes, labels: list[str]) -> None:
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.yaxis.set_major_locator(FixedLocator(range(len(labels))))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.set_yticklabels(labels)
    # Every bar carries its numbers.
    ax.grid(visible=False)
    ax.xaxis.set_major_locator(NullLocator())
    ax.spines["bottom"].set_visible(False)


# --- Candidates and elected -----------------------------------------------------------------------


def candidates(analysis: WomenAnalysis, pages: pd.DataFrame) -> style.Chart | None:
    """Draw women's share among candidates and among members, or nothing if no page has the first.

    Parameters
    ----------
    analysis : WomenAnalysis
    pages : DataFrame
        The table ``pages``, for the source line.
    """
    rows = analysis.elections[analysis.elections["candidates_share"].notna()]
    if rows.empty:
        return None
    last = rows.iloc[-1]
    share = words.percent(last["candidates_share"])
    title = f"Women were {share} of the candidates in {last['when']}"
    if words.known(last["share"]):
        title += f" and {words.percent(last['share'])} of the members"
    each = [
        f"{row['when']}: candidates {words.percent(row['candidates_share'])}"
        + (f", members {words.percent(row['share'])}" if words.known(row["share"]) else "")
        for _, row in rows.iterrows()
    ]
    own_pages = pages.loc[pages["election_id"].isin(rows["election_id"]), "page"]
    return style.Chart(
        title=title,
        subtitle="Women as a share of the candidates and of the members, %; the line is half",
        alt=f"Bar chart. {'; '.join(each)}.",
        source=source(own_pages, pages),
        note="" if rows["share"].notna().all() else "Where there is no bar the share is not known.",
        draw=lambda width: _draw_candidates(rows, width),
    )


def _draw_candidates(rows: pd.DataFrame, width: float) -> Figure:
    labels, shares, texts = [], [], []
    for _, row in rows.iterrows():
        labels += [f"{row['when']} candidates", "members"]
        shares += [row["candidates_share"] * 100, row["share"] * 100]
        texts += [
            _counted(row["candidates_share"], row["candidates_women"], row["candidates_all"]),
            _counted(row["share"], row["women"], row["members"]),
        ]
    # The two bars of an election stand closer to each other than to the next.
    at = np.arange(len(labels)) * 0.86 + np.repeat(np.arange(len(rows)), 2) * 0.5
    widths = [0.0 if pd.isna(share) else float(share) for share in shares]
    with style.house_style():
        figure = style.new_figure(width, 0.5 + 0.36 * len(labels))
        ax = figure.add_subplot()
        ax.axvline(50, color=style.INK, lw=0.9, ls=(0, (4, 3)), zorder=1)
        ax.barh(at, widths, 0.7, color=[CANDIDATES, style.WOMEN] * len(rows), zorder=2)
        for y, end, text in zip(at, widths, texts, strict=True):
            ax.annotate(
                text,
                (end, y),
                xytext=(5, 0),
                textcoords="offset points",
                va="center",
                bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 1},
            )
        ax.set_xlim(0, 100)
        ax.set_ylim(at[-1] + 0.6, -0.6)
        ax.yaxis.set_major_locator(FixedLocator(at))
        ax.yaxis.set_minor_locator(NullLocator())
        ax.set_yticklabels(labels)
        ax.grid(visible=False)
        style.percent_axis(ax.xaxis)
    return figure


def _counted(share: float, women: int, everyone: int) -> str:
    if not words.known(share):
        return "not known"
    counts = f"  ({women:,} of {everyone:,})" if words.known(everyone) else ""
    return f"{words.short_percent(share)}{counts}"


# --- Pace -----------------------------------------------------------------------------------------


def pace(analysis: WomenAnalysis, pages: pd.DataFrame) -> style.Chart | None:
    """Draw the fitted pace with its interval and the target, or nothing without a fit.

    Parameters
    ----------
    analysis : WomenAnalysis
    pages : DataFrame
        The table ``pages``, for the source line.
    """
    if analysis.fit is None:
        return None
    fit = analysis.fit
    rows = analysis.elections[analysis.elections["members"].notna()]
    low, high = (words.decimal(value) for value in (fit.slope_low, fit.slope_high))
    ends = fit.expected([fit.first_year, fit.last_year])["share"]
    return style.Chart(
        title=_pace_title(fit),
        subtitle="Women as a share of the members, %: elections, fitted pace and its "
        f"{round(fit.confidence * 100)}% interval",
        alt=f"Fitted curve from {words.percent(ends[0])} in {int(fit.first_year)} to "
        f"{words.percent(ends[1])} in {int(fit.last_year)}, continued as a dashed line; the change "
        f"per decade lies between {low} and {high} percentage points.",
        source=source(rows["page"], pages),
        note="Dashed: what follows if the pace stays the same. This is not a forecast.",
        draw=lambda width: _draw_pace(analysis, rows, width),
    )


def _pace_title(fit: Pace) -> str:
    """Say how fast the share changes, if the interval leaves out that it does not."""
    elections = words.count(fit.elections, "election")
    if not fit.clear:
        return f"{words.capital(elections)} show no clear pace"
    moved = "gained" if fit.slope > 0 else "lost"
    return (
        f"Over {elections} women {moved} {words.decimal(abs(fit.slope))} percentage points a decade"
    )


def _draw_pace(analysis: WomenAnalysis, rows: pd.DataFrame, width: float) -> Figure:
    fit = analysis.fit
    x, y = _times(rows), _per_cent(rows["share"])
    end = fit.last_year + HORIZON
    if fit.target_year < end - 5:
        end = max(fit.target_year + 5, fit.last_year + 10)
    if fit.target_year < fit.target_high < fit.last_year + HORIZON:
        end = max(end, fit.target_high + 1)
    past = fit.expected(np.linspace(fit.first_year, fit.last_year, 60))
    ahead = fit.expected(np.linspace(fit.last_year, end, 60))
    top = _top([*y, *ahead["share"] * 100, analysis.target * 100])
    with style.house_style():
        figure = style.new_figure(width, 3.4)
        ax = figure.add_subplot()
        ax.set_xlim(fit.first_year - 1, end)
        ax.set_ylim(0, top)
        style.percent_axis(ax.yaxis)
        for curve, alpha in ((past, 0.22), (ahead, 0.12)):
            ax.fill_between(
                curve["year"],
                curve["low"] * 100,
                curve["high"] * 100,
                color=style.WOMEN,
                alpha=alpha,
                lw=0,
            )
        ax.plot(past["year"], past["share"] * 100, color=style.WOMEN)
        ax.plot(ahead["year"], ahead["share"] * 100, color=style.WOMEN, ls=(0, (3, 2)))
        ax.plot(x, y, "o", color=style.WOMEN, ms=6)
        _level(ax, analysis.target)
        ticks = [*x]
        # A year that the interval leaves open beyond the chart is no mark to remember.
        if fit.last_year < fit.target_year and fit.target_high <= end:
            ax.plot(fit.target_year, analysis.target * 100, "o", **_open(style.INK), ms=7, zorder=5)
            ax.annotate(
                f"{int(fit.target_year)}",
                (fit.target_year, analysis.target * 100),
                xytext=(0, -8),
                textcoords="offset points",
                ha="center",
                va="top",
                fontweight="bold",
            )
            ticks.append(fit.target_year)
        style.year_axis(ax, [*ticks, end], width)
    return figure


# --- Compared with other countries ----------------------------------------------------------------


def compared(analysis: WomenAnalysis, pages: pd.DataFrame) -> style.Chart | None:
    """Draw the latest share and those of other countries, or nothing without any.

    Parameters
    ----------
    analysis : WomenAnalysis
    pages : DataFrame
        The table ``pages``, for the source line.
    """
    if analysis.mine is None or analysis.others.empty:
        return None
    mine = analysis.mine
    highest = 100 if max(mine["share"], analysis.others["share"].max()) > 0.55 else 60
    used = pd.concat([analysis.others["page"], pd.Series([mine["page"]], dtype="string")])
    return style.Chart(
        title=peers.headline(mine, analysis.others, "Women's share"),
        subtitle="Women as a share of the members, %",
        alt=f"Dot chart. {peers.listed(mine, analysis.others)}",
        source=source(used.dropna(), pages),
        note=peers.years_spread(analysis.others, NEAREST),
        draw=lambda width: dot_strip(
            width, mine, analysis.others, highest=highest, colour=style.WOMEN
        ),
    )
