"""Charts of ``overview``: how three measures spread, rank within regions, and went."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analyses import overview
from helpers.analyses.overview import MEASURES, Measure, OverviewAnalysis
from helpers.analyses.values import SMALLEST_CHANGE
from helpers.figures import style
from helpers.figures.style import Chart
from helpers.sentences import words
from helpers.sentences.peers import FEWEST_FOR_MEDIAN
from helpers.sentences.sources import source

#: The colour of each measure, the same in all charts.
COLOURS = {
    "largest_share": style.SUBJECT,
    "turnout": style.SECOND,
    "women_share": style.WOMEN,
}

#: Fewest regions of which one can be called the highest.
_FEWEST_REGIONS = 3

#: What the largest party, turnout and women are a share of.
_UNITS = "% of the seats, of registered electors and of the members"


def spread(analysis: OverviewAnalysis) -> Chart:
    """Return one strip a measure, a dot a country, with the median.

    Parameters
    ----------
    analysis : OverviewAnalysis
        With at least one known measure.
    """

    def draw(width: float) -> Figure:
        n = len(analysis.measures)
        with style.house_style():
            figure = style.new_figure(width, 0.3 + (1.3 if style.is_narrow(width) else 1.0) * n)
            axes = figure.subplots(n, squeeze=False, sharex=True).ravel()
            axes[-1].set_xlim(-2, 102)
            for ax, measure in zip(axes, analysis.measures, strict=True):
                _strip(ax, measure, _shares(analysis, measure))
            style.percent_axis(axes[-1].xaxis)
        return figure

    return Chart(
        title=_spread_title(analysis),
        subtitle=f"Countries at their latest election, {_UNITS}",
        alt=" ".join(_spread_alt(analysis, measure) for measure in analysis.measures),
        source=_source(analysis, analysis.latest, analysis.measures),
        note=(
            "A dot is a country, a line the median of four or more. Countries for which a measure "
            "is not known are left out."
        ),
        draw=draw,
    )


def _source(analysis: OverviewAnalysis, rows: pd.DataFrame, measures: Iterable[Measure]) -> str:
    used = [rows.loc[rows[measure.column].notna(), measure.page] for measure in measures]
    return source(pd.concat(used), analysis.pages)


def _shares(analysis: OverviewAnalysis, measure: Measure) -> pd.Series:
    return analysis.latest[measure.column].dropna().astype(float) * 100


def _strip(ax: Axes, measure: Measure, values: pd.Series) -> None:
    colour = COLOURS[measure.column]
    ax.set_ylim(-1, 1)
    # A swarm: every dot at its value, beside the others where they would touch.
    sns.swarmplot(x=values.to_numpy(), y=np.zeros(len(values)), orient="h", native_scale=True,
                  color=colour, size=5, linewidth=0, ax=ax, warn_thresh=1)  # fmt: skip
    ax.set_ylim(-1, 1)
    if len(values) >= FEWEST_FOR_MEDIAN:
        median = values.median()
        ax.vlines(median, -0.9, 0.9, color=style.INK, lw=1)
        ax.annotate(
            f"median {median:.0f}%",
            (median, 0.9),
            (0, 2),
            textcoords="offset points",
            ha="right" if median > 75 else "left" if median < 25 else "center",
            va="bottom",
            fontsize=style.SMALL,
        )
    ax.set_title(f"{measure.name}, {words.count(len(values), 'country')}", color=colour, pad=12)
    ax.set(xlabel="", ylabel="")
    ax.set_yticks([])
    ax.grid(axis="x")
    ax.spines["bottom"].set_visible(False)


def _spread_title(analysis: OverviewAnalysis) -> str:
    """Say the medians of the measures that are known for countries enough."""
    shares = {measure.column: _shares(analysis, measure) for measure in analysis.measures}
    said = {
        "largest_share": "the median largest party has {} of the seats",
        "turnout": "median turnout is {}",
        "women_share": "women's median share is {}",
    }
    each = [
        said[column].format(words.percent(known.median() / 100, 0))
        for column, known in shares.items()
        if len(known) >= FEWEST_FOR_MEDIAN
    ]
    return words.capital(words.listing(each)) or "The latest figures of each country, where known"


def _spread_alt(analysis: OverviewAnalysis, measure: Measure) -> str:
    known = _shares(analysis, measure)
    countries = words.count(len(known), "country")
    if len(known) == 1:
        return f"{measure.name}: {countries} with {known.iloc[0]:.1f}%."
    text = f"{measure.name}: {countries} from {known.min():.1f} to {known.max():.1f}%"
    if len(known) < FEWEST_FOR_MEDIAN:
        return f"{text}."
    low, middle, high = np.percentile(known, [25, 50, 75])
    return f"{text}, median {middle:.1f}, middle half {low:.1f} to {high:.1f}."


def ranking(analysis: OverviewAnalysis, measure: Measure) -> Chart:
    """Return the countries ranked by a measure within their regions.

    Parameters
    ----------
    analysis : OverviewAnalysis
    measure : Measure
        One that is known for at least one country.
    """
    rows = overview.ranked(analysis, measure)
    blocks = [block for _, block in rows.groupby("region", sort=False)]
    colour = COLOURS[measure.column]

    def draw(width: float) -> Figure:
        columns = _columns(blocks, 1 if style.is_narrow(width) else 2)
        lines = max(sum(len(block) + 1.6 for block in column) for column in columns)
        with style.house_style():
            figure = style.new_figure(width, 0.35 + 0.165 * lines)
            axes = figure.subplots(1, len(columns), squeeze=False).ravel()
            for ax, column in zip(axes, columns, strict=True):
                _ranked_column(ax, column, measure, lines, colour, width)
        return figure

    return Chart(
        title=_ranking_title(rows, measure),
        subtitle=f"{measure.name} at each country's latest election, % of {measure.of}",
        alt=_ranking_alt(blocks, measure),
        source=_source(analysis, rows, [measure]),
        note=_ranking_note(rows, measure),
        draw=draw,
    )


def _ranking_note(rows: pd.DataFrame, measure: Measure) -> str:
    note = (
        "Ranked within regions (UN M49); the year of the election follows the country. Medians in "
        f"the title: of regions with at least {words.number(FEWEST_FOR_MEDIAN)} countries."
    )
    if measure.column != "largest_share":
        return note
    note += " Where no page prints the size of the house, the share is of the seats listed."
    if (rows["largest_low"] < rows["largest_share"]).any():
        note += (
            " Open dots: the table has fewer seats than at the election before; the line ends "
            "where the share would be if the house had kept its size."
        )
    return note


def _columns(blocks: list[pd.DataFrame], most: int) -> list[list[pd.DataFrame]]:
    """Deal blocks into at most so many columns of about the same length, in order."""
    if most == 1 or len(blocks) == 1:
        return [blocks]
    lengths = np.cumsum([len(block) + 1.6 for block in blocks])
    cut = int(np.argmin(np.abs(lengths[:-1] - lengths[-1] / 2))) + 1
    return [blocks[:cut], blocks[cut:]]


def _ranked_column(
    ax: Axes,
    blocks: list[pd.DataFrame],
    measure: Measure,
    lines: float,
    colour: str,
    width: float,
) -> None:
    y, ticks, labels = 0.6, [], []
    for block in blocks:
        ax.text(
            0,
            y,
            block["region"].iloc[0],
            transform=ax.get_yaxis_transform(),
            weight="bold",
            va="center",
            fontsize=style.SMALL,
        )
        for _, row in block.iterrows():
            y += 1
            value = float(row[measure.column]) * 100
            # Written to the left of the dot where there is no room to its right.
            left = value > 88
            ax.annotate(
                _written(row, measure),
                (value, y),
                (-6 if left else 6, 0),
                textcoords="offset points",
                va="center",
                ha="right" if left else "left",
                fontsize=style.SMALL,
                bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.5} if left else None,
            )
            ticks.append(y)
            labels.append(f"{style.label_text(row['country'], 24, 1)} {row['year']}")
        y += 1.6
    rows = pd.concat(blocks)
    values = rows[measure.column].to_numpy(dtype=float) * 100
    lows = rows.apply(_low, axis=1, measure=measure).to_numpy(dtype=float) * 100
    ax.hlines(ticks, 0, values, color=style.GRID, lw=1)
    ax.hlines(ticks, lows, values, color=colour, lw=1.6)
    fills = np.where(lows < values, style.PAPER, colour)
    ax.scatter(values, ticks, s=20, facecolor=fills, edgecolor=colour, lw=1, zorder=3,
               clip_on=False)  # fmt: skip
    ax.set_yticks(ticks, labels, fontsize=style.SMALL)
    ax.set_ylim(lines, -0.2)
    ax.set_xlim(-1, 101)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(labelcolor=style.INK)
    ax.axvline(0, color=style.CONTEXT, lw=0.8)


def _low(row: pd.Series, measure: Measure) -> float:
    """Return the least that the share may be, if the page's table misses seats."""
    return float(row["largest_low" if measure.column == "largest_share" else measure.column])


def _written(row: pd.Series, measure: Measure) -> str:
    text = words.short_percent(row[measure.column])
    if measure.column != "turnout" or not words.known(row["turnout_qualifier"]):
        return text
    sign = {"approximate": "≈", "at_least": "≥", "at_most": "≤"}[row["turnout_qualifier"]]
    return f"{sign} {text}"


def _ranking_title(rows: pd.DataFrame, measure: Measure) -> str:
    if len(rows) == 1:
        only = rows.iloc[0]
        where = words.the_country(only["country"])
        return f"{measure.name}: {words.percent(only[measure.column])} in {where}"
    medians = rows.groupby("region")[measure.column].agg(["median", "size"])
    deep = medians[medians["size"] >= FEWEST_FOR_MEDIAN]["median"].astype(float)
    deep = deep.sort_values(kind="stable")
    # An extreme is one of three regions or more, and differs from the next.
    steps = deep.diff().iloc[[1, -1]] if len(deep) >= _FEWEST_REGIONS else None
    if steps is None or steps.min() < SMALLEST_CHANGE:
        high, low = rows.loc[rows[measure.column].idxmax()], rows.loc[rows[measure.column].idxmin()]
        return (
            f"{measure.name}: from {words.percent(low[measure.column])} in "
            f"{words.the_country(low['country'])} to {words.percent(high[measure.column])} in "
            f"{words.the_country(high['country'])}"
        )
    what = {
        "largest_share": "share of the largest party",
        "turnout": "turnout",
        "women_share": "share of women",
    }[measure.column]
    lowest, highest = (words.the_region(deep.index[end]) for end in (0, -1))
    return (
        f"Of {words.number(len(deep))} regions, {highest} has the highest median {what} and "
        f"{lowest} the lowest"
    )


def _ranking_alt(blocks: list[pd.DataFrame], measure: Measure) -> str:
    said = []
    for block in blocks:
        each = [f"{row['country']} {_written(row, measure)}" for _, row in block.iterrows()]
        said.append(f"{block['region'].iloc[0]}: {', '.join(each)}.")
    return f"{measure.name} in %. " + " ".join(said)


def courses(analysis: OverviewAnalysis) -> Chart:
    """Return small lines of the three measures for every country with a series.

    Parameters
    ----------
    analysis : OverviewAnalysis
        With at least one country in ``followed``.
    """
    rows = analysis.latest[analysis.latest["iso3"].isin(analysis.followed)]
    series = analysis.series[analysis.series["iso3"].isin(analysis.followed)]
    measures = [measure for measure in MEASURES if series[measure.column].notna().any()]
    first, last = float(series["time"].min()), float(series["time"].max())

    def draw(width: float) -> Figure:
        narrow = style.is_narrow(width)
        names = 84.0 if narrow else 124.0
        head, step, foot, gap = 32.0 if narrow else 20.0, 29.0, 14.0, 12.0
        each = (width * 72 - names) / len(measures) - gap
        with style.house_style():
            figure, ax = style.canvas(width, (head + step * len(rows) + foot) / 72)
            for i, (_, country) in enumerate(rows.iterrows()):
                own = series[series["iso3"] == country["iso3"]]
                base = head + step * (i + 1) - 3
                name = style.label_text(country["country"], 12 if narrow else 20)
                ax.text(names - 8, base - 11, name, ha="right", va="center", fontsize=style.SMALL)
                for j, measure in enumerate(measures):
                    left = names + j * (each + gap)
                    # Room for the number beside the last point.
                    unit = (each - 18) / max(last - first, 1), 22 / 100
                    _course(ax, own, measure, (left, base), each, first, unit)
            for j, measure in enumerate(measures):
                left = names + j * (each + gap)
                title = measure.name.replace(" ", "\n") if narrow else measure.name
                ax.text(left, head - 8, title, va="bottom", weight="bold",
                        color=COLOURS[measure.column])  # fmt: skip
                for x, side, year in ((0, "left", first), (each - 18, "right", last)):
                    # Two years have no room side by side in a phone's columns.
                    when = f"’{int(year) % 100:02}" if narrow else f"{int(year)}"
                    ax.text(left + x, head + step * len(rows) + 2, when, ha=side,
                            va="top", fontsize=style.SMALL, color=style.MUTED)  # fmt: skip
        return figure

    return Chart(
        title=_courses_title(analysis, series, rows),
        subtitle=f"{words.capital(_UNITS)}, by election",
        alt=_courses_alt(series, rows, measures),
        source=_source(analysis, series, measures),
        note=(
            f"Countries with at least {words.number(overview.SERIES)} elections. All panels run "
            "from 0 to 100%; the number is the last known one. Lines pass over elections "
            "for which a measure is not known. Upright bars: seats may be missing from the table, "
            "so that the share may be lower."
        ),
        draw=draw,
    )


def _course(
    ax: Axes,
    own: pd.DataFrame,
    measure: Measure,
    origin: tuple[float, float],
    width: float,
    first: float,
    unit: tuple[float, float],
) -> None:
    """Draw one small line from `origin`, zero in the year `first`; `unit`: a year, a per cent."""
    left, base = origin
    ax.plot([left, left + width], [base] * 2, color=style.CONTEXT, lw=0.6)
    ax.plot([left, left + width], [base - 100 * unit[1]] * 2, color=style.GRID, lw=0.6)
    known = own[own[measure.column].notna()]
    if known.empty:
        ax.text(left, base - 50 * unit[1], "not known", va="center", color=style.MUTED,
                fontsize=style.SMALL)  # fmt: skip
        return
    colour = COLOURS[measure.column]
    x = left + (known["time"].to_numpy(dtype=float) - first) * unit[0]
    values = known[measure.column].to_numpy(dtype=float) * 100
    y = base - values * unit[1]
    ax.plot(x, y, color=colour, lw=1.3, marker="o", ms=1.8)
    if measure.column == "largest_share":
        low = base - known["largest_low"].to_numpy(dtype=float) * 100 * unit[1]
        ax.vlines(x, low, y, color=colour, lw=1.3)
    ax.plot(x[-1], y[-1], "o", color=colour, ms=3.6)
    ax.text(x[-1] + 4, y[-1], f"{values[-1]:.0f}", va="center", fontsize=style.SMALL)


def _change(series: pd.DataFrame, iso3: str, column: str) -> float | None:
    known = series.loc[(series["iso3"] == iso3) & series[column].notna(), column].astype(float)
    return known.iloc[-1] - known.iloc[0] if len(known) > 1 else None


def _courses_title(analysis: OverviewAnalysis, series: pd.DataFrame, rows: pd.DataFrame) -> str:
    """Say how most countries' turnout and women's share went from first to last."""
    said = []
    for column, what in (("turnout", "turnout"), ("women_share", "women's share")):
        changes = [_change(series, iso3, column) for iso3 in rows["iso3"]]
        known = [change for change in changes if change is not None]
        if len(known) < 2:
            continue
        down = sum(change <= -SMALLEST_CHANGE for change in known)
        up = sum(change >= SMALLEST_CHANGE for change in known)
        verb, n = ("fell", down) if down > up else ("rose", up)
        if 2 * n > len(known):
            said.append(f"{what} {verb} in {words.of_total(n, len(known), 'country')}")
    if not said:
        names = words.listing((words.the_country(name) for name in rows["country"]), most=3)
        return f"{words.capital(names)}, election by election"
    return words.capital(f"from the first to the last known election, {words.listing(said)}")


def _courses_alt(series: pd.DataFrame, rows: pd.DataFrame, measures: list[Measure]) -> str:
    said = []
    for _, country in rows.iterrows():
        own = series[series["iso3"] == country["iso3"]]
        each = []
        for measure in measures:
            known = own[own[measure.column].notna()]
            if len(known):
                ends = [
                    f"{known[measure.column].iloc[i] * 100:.0f} ({known['when'].iloc[i]})"
                    for i in (0, -1)
                ]
                each.append(f"{measure.name.lower()} {' to '.join(dict.fromkeys(ends))}")
        said.append(f"{country['country']}: {', '.join(each)}.")
    return "Small lines, %, first to last known election. " + " ".join(said)
