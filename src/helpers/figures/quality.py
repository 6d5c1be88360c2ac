"""Charts of ``data_quality``: how complete the figures are, what is covered, what was found."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.analyses import quality
from helpers.analyses.quality import GROUPS, QualityAnalysis
from helpers.figures import style
from helpers.figures.style import Chart
from helpers.sentences import words
from helpers.sentences.houses import HOUSES
from helpers.sentences.quality import how_much
from helpers.sentences.sources import source

#: From nearly nothing to nearly all.
_TINTS = style.tints(style.SUBJECT, 4)

#: What does not agree: hatched, as it is neither settled nor open.
_DISPUTED = style.tints(style.SECOND, 4)[2]

#: Fill and hatch of each state; every cell also says how much is known, for those who see no fill.
STATES = {
    "complete": (style.SUBJECT, ""),
    "unchecked": (_TINTS[2], ""),
    "partial": (_TINTS[1], ""),
    "none": (style.PAPER, ""),
    "over": (_DISPUTED, "////"),
}
_STATE_NAMES = {
    "complete": "complete",
    "unchecked": "reported, unverified",
    "partial": "in part",
    "none": "nothing",
    "over": "more than the total",
}

#: Fill and hatch of the outcomes of findings, from settled to open.
OUTCOMES = {
    "corrected": (style.SUBJECT, ""),
    "ambiguous": (style.SECOND, ""),
    "unconfirmed": (_DISPUTED, "////"),
    "noted": (style.GROUND, ""),
}

_HEADS = {"turnout": "Turnout", "votes": "Votes", "seats": "Seats", "sex": "Sex"}


def completeness(analysis: QualityAnalysis) -> Chart:
    """Return the matrix of elections and groups of figures, with all countries below it.

    Parameters
    ----------
    analysis : QualityAnalysis
        With at least one election.
    """
    frame = analysis.completeness
    states = frame.pivot(index="election_id", columns="group", values="state")
    frame = frame.assign(label=[how_much(cell) for _, cell in frame.iterrows()])
    labels = frame.pivot(index="election_id", columns="group", values="label")
    order = list(analysis.elections["election_id"])
    states, labels = states.loc[order, list(GROUPS)], labels.loc[order, list(GROUPS)]
    everywhere = quality.shares_complete(analysis.archive_completeness)
    whole = int(frame["state"].eq("complete").sum())
    n = len(order)

    def draw(width: float) -> Figure:
        row, gap = 0.27, 0.35
        with style.house_style():
            figure = style.new_figure(width, 0.75 + row * (n + 1 + gap))
            ax = figure.add_subplot()
            for y, election in enumerate(order):
                for x, group in enumerate(GROUPS):
                    _cell(ax, x, y, states.at[election, group], labels.at[election, group])
            for x, group in enumerate(GROUPS):
                ax.text(x, n + gap, _percent(everywhere[group]), ha="center", va="center")
            ax.set_xlim(-0.5, len(GROUPS) - 0.5)
            ax.set_ylim(n + gap + 0.5, -0.5)
            ax.set_xticks(range(len(GROUPS)), [_HEADS[group] for group in GROUPS])
            ax.set_yticks(
                [*range(n), n + gap],
                [*analysis.elections["when"], _all_countries(width)],
            )
            _plain(ax)
        return figure

    return Chart(
        title=words.capital(_completeness_title(analysis, whole)),
        subtitle="What is known of each group of figures, by election",
        alt=_completeness_alt(analysis),
        source=source(analysis.pages["page"], analysis.archive_pages),
        note=(
            "Dark: complete; middle: reported, unverified; light: in part; "
            "empty: nothing; hatched: more than the total. Turnout: figures printed, of electors, "
            "voters, blank or invalid and valid votes in each round. Votes: share of the vote that "
            "the parties' rows cover. Seats: sum of the rows, of the seats at stake (without "
            "appointed members), or else of the members. Sex: women and men counted. Last row: "
            "share of the elections of all countries in these years that are complete."
        ),
        draw=draw,
    )


def _percent(share: float | None) -> str:
    return f"{share * 100:.0f}%" if words.known(share) else "–"


def _all_countries(width: float) -> str:
    return "All" if style.is_narrow(width) else "Complete, all countries"


def _cell(ax: Axes, x: float, y: float, state: str, label: str) -> None:
    fill, hatch = STATES[state]
    ax.add_patch(
        Rectangle(
            (x - 0.48, y - 0.45),
            0.96,
            0.9,
            facecolor=fill,
            edgecolor=style.GRID if state == "none" else style.PAPER,
            hatch=hatch,
        )
    )
    ax.text(
        x,
        y,
        label or "–",
        ha="center",
        va="center",
        color=style.ink_on(fill),
        fontsize=style.SMALL,
        bbox={"facecolor": fill, "edgecolor": "none", "pad": 1} if hatch else None,
    )


def _plain(ax: Axes) -> None:
    """Set the heads above, without lines: the cells are the chart."""
    ax.xaxis.tick_top()
    ax.tick_params(length=0, labelcolor=style.INK)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)


def _completeness_title(analysis: QualityAnalysis, whole: int) -> str:
    cells = len(analysis.completeness)
    states = analysis.completeness["state"].value_counts()
    nothing = int(states.get("none", 0))
    if whole == cells:
        return f"every one of {words.count(cells, 'group')} of figures is complete"
    text = f"{words.of_total(whole, cells, 'group')} of figures"
    text = f"{text} {'is' if whole == 1 else 'are'} complete"
    if not whole:
        text = "no group of figures is complete"
    if not nothing:
        return text
    return f"{text}, {words.number(nothing)} {'is' if nothing == 1 else 'are'} empty"


def _completeness_alt(analysis: QualityAnalysis) -> str:
    when = analysis.elections.set_index("election_id")["when"]
    lines = []
    for group in GROUPS:
        own = analysis.completeness[analysis.completeness["group"] == group]
        said = []
        for state, name in _STATE_NAMES.items():
            years = [when[e] for e in own.loc[own["state"] == state, "election_id"]]
            if years:
                said.append(f"{name} in {words.listing(years)}")
        lines.append(f"{_HEADS[group]}: {'; '.join(said)}.")
    return (
        f"Matrix of {words.count(len(when), 'election')} and four groups of figures. "
        + " ".join(lines)
    )


def coverage(analysis: QualityAnalysis) -> Chart:
    """Return which years the archive has elections in, by country, and by region for the rest.

    Parameters
    ----------
    analysis : QualityAnalysis
        With at least one election.
    """
    frame = quality.coverage(analysis)
    rows = frame.drop_duplicates(["row", "kind"]).reset_index(drop=True)
    place = {key: i for i, key in enumerate(zip(rows["row"], rows["kind"], strict=True))}
    # A gap before the regions.
    at = {key: i + (0.8 if key[1] == "region" else 0) for key, i in place.items()}
    frame = frame.assign(y=[at[key] for key in zip(frame["row"], frame["kind"], strict=True)])
    totals = frame.groupby("y")["elections"].sum()
    first, last = int(frame["year"].min()), int(frame["year"].max())

    def name(row: pd.Series, width: float) -> str:
        if row["kind"] != "region":
            return style.drawable(row["row"])
        if style.is_narrow(width):
            return f"{row['row']} ({row['countries']})"
        return f"{row['row']}, {words.count(row['countries'], 'country')}"

    def draw(width: float) -> Figure:
        with style.house_style():
            figure = style.new_figure(width, 0.7 + 0.19 * (max(at.values()) + 1))
            ax = figure.add_subplot()
            for kind, colour in (
                ("region", style.CONTEXT),
                ("country", style.MUTED),
                ("chosen", style.SUBJECT),
            ):
                own = frame[frame["kind"] == kind]
                ax.scatter(
                    own["year"],
                    own["y"],
                    s=(9 if style.is_narrow(width) else 20) * own["elections"].astype(float),
                    color=colour,
                    linewidths=0,
                )
            ax.set_ylim(max(at.values()) + 0.6, -0.6)
            ax.set_xlim(first - 1, last + 1)
            ax.set_yticks(list(at.values()), [name(row, width) for _, row in rows.iterrows()])
            for label, kind in zip(ax.get_yticklabels(), rows["kind"], strict=True):
                if kind == "chosen":
                    label.set(fontweight="bold", color=style.SUBJECT)
            for y, total in totals.items():
                ax.text(
                    1.01,
                    y,
                    str(total),
                    transform=ax.get_yaxis_transform(),
                    va="center",
                    fontsize=style.SMALL,
                    color=style.MUTED,
                )
            ax.xaxis.set_major_locator(
                style.MaxNLocator(3 if style.is_narrow(width) else 8, steps=[1, 5, 10])
            )
            ax.grid(axis="x")
            ax.spines["bottom"].set_visible(False)
        return figure

    own = analysis.elections
    counts = analysis.everywhere.groupby("iso3").size()
    return Chart(
        title=_coverage_title(analysis, counts),
        subtitle=f"Elections to the {HOUSES[analysis.house]} in the archive, by year",
        alt=(
            f"Dots by year, {first} to {last}. {analysis.country}: "
            f"{words.listing(own['year'].drop_duplicates().astype(str))}. "
            f"{words.capital(words.count(len(counts), 'country'))} in all, with "
            f"{words.count(int(counts.sum()), 'election')}."
        ),
        source=source(analysis.archive_pages["page"], analysis.archive_pages),
        note=(
            "Countries with fewer than three elections are counted by region; a dot's area is the "
            "number of elections in the year, the number at the right their sum."
        ),
        draw=draw,
    )


def _coverage_title(analysis: QualityAnalysis, counts: pd.Series) -> str:
    country = words.the_country(analysis.country)
    own = len(analysis.elections)
    more, others = int((counts > own).sum()), len(counts) - 1
    if others == 0:
        return f"{words.capital(country)} is the only country with elections in these years"
    if more == 0:
        equal = int((counts == own).sum()) - 1
        if equal:
            return f"No country has more elections in the archive than {country}"
        return f"{words.capital(country)} has the most elections in the archive"
    has = "has" if more == 1 else "have"
    if more <= 3:
        names = analysis.everywhere.drop_duplicates("iso3").set_index("iso3")["country"]
        text = words.listing(
            sorted(words.the_country(names[iso3]) for iso3 in counts.index[counts > own])
        )
        return f"Only {text} {has} more elections in the archive than {country}"
    text = words.of_total(more, others, "other country")
    return f"{words.capital(text)} {has} more elections in the archive than {country}"


def findings(analysis: QualityAnalysis) -> Chart:
    """Return the findings by check and outcome: the country's, and the whole archive's.

    Parameters
    ----------
    analysis : QualityAnalysis
        Of an archive with at least one finding. A country without any has no panel.
    """
    archive = quality.findings_by_check(analysis.archive_findings)
    own = quality.findings_by_check(analysis.findings).reindex(archive.index, fill_value=0)
    panels = [("Whole archive", archive)]
    if len(analysis.findings):
        panels.insert(0, (analysis.country, own))
    outcomes = [outcome for outcome in OUTCOMES if archive[outcome].any()]

    def draw(width: float) -> Figure:
        narrow = style.is_narrow(width)
        stacked = narrow and len(panels) > 1
        # A phone shows of the country only what was found.
        shown = [
            (name, counts[counts.sum(axis="columns") > 0] if stacked else counts)
            for name, counts in panels
        ]
        rows = [len(counts) for _, counts in shown]
        names = [
            [style.label_text(words.capital(check), 20 if narrow else 30) for check in counts.index]
            for _, counts in shown
        ]
        row = 0.32 if any("\n" in name for panel in names for name in panel) else 0.22
        with style.house_style():
            tall = sum(rows) if stacked else rows[0]
            figure = style.new_figure(width, 0.55 + 0.3 * len(rows) * stacked + row * tall)
            axes = figure.subplots(
                len(shown) if stacked else 1,
                1 if stacked else len(shown),
                squeeze=False,
                sharey=not stacked,
                height_ratios=[n + 1 for n in rows] if stacked else None,
            ).ravel()
            for ax, (name, counts), checks in zip(axes, shown, names, strict=True):
                _bars(ax, counts[outcomes], checks)
                if len(shown) > 1:
                    ax.set_title(style.drawable(name))
            handles = [
                Rectangle((0, 0), 1, 1, lw=0, label=outcome, **_outcome(outcome))
                for outcome in outcomes
            ]
            figure.legend(
                handles=handles,
                loc="outside upper left",
                ncols=2 if narrow else len(handles),
                handlelength=1,
                handleheight=1,
            )
        return figure

    return Chart(
        title=_findings_title(analysis, archive),
        subtitle="Number of findings, by what the check is about and what was done",
        alt=_findings_alt(analysis, own, archive),
        source=source(analysis.archive_findings["page"], analysis.archive_pages),
        note=(
            "Corrected: one smallest repair, and evidence or a lost cell confirms it. Ambiguous: "
            "several smallest repairs. Unconfirmed: one repair without evidence; the printed "
            "figure stands. Noted: nothing to repair. The panels have scales of their own."
        ),
        draw=draw,
    )


def _outcome(outcome: str) -> dict[str, str]:
    fill, hatch = OUTCOMES[outcome]
    return {"facecolor": fill, "hatch": hatch}


def _bars(ax: Axes, counts: pd.DataFrame, names: list[str]) -> None:
    y = range(len(counts))
    left = pd.Series(0, counts.index)
    for outcome in counts:
        ax.barh(y, counts[outcome], left=left, height=0.72, lw=0, **_outcome(outcome))
        left = left + counts[outcome]
    for place, total in enumerate(left):
        if total:
            ax.annotate(
                str(total),
                (total, place),
                (3, 0),
                textcoords="offset points",
                va="center",
                fontsize=style.SMALL,
            )
    ax.set_yticks(y, names)
    ax.set_ylim(len(counts) - 0.4, -0.6)
    ax.set_xlim(0, max(left.max(), 1) * 1.12)
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(labelbottom=False, length=0, labelcolor=style.INK)


def _findings_title(analysis: QualityAnalysis, archive: pd.DataFrame) -> str:
    total = int(archive.to_numpy().sum())
    own = len(analysis.findings)
    if not own:
        return (
            f"None of the archive's {words.count(total, 'finding')} is about "
            f"{words.the_country(analysis.country)}"
        )
    counts = quality.findings_by_check(analysis.findings).sum(axis="columns")
    pages = f"{words.possessive(words.the_country(analysis.country))} pages"
    if own == 1:
        return f"The one finding on {pages} is on {counts.index[0]}"
    text = f"{words.capital(words.count(own, 'finding'))} on {pages}"
    if len(counts) == 1:
        return f"{text}, all on {counts.index[0]}"
    if counts.max() == 1:
        return f"{text}, each on a different matter"
    most = counts.index[counts == counts.max()]
    # Names of checks may hold an "and" of their own.
    on = ", and on ".join(sorted(most)) if len(most) == 2 else words.listing(sorted(most), most=2)
    return f"{text}, most often on {on}"


def _findings_alt(analysis: QualityAnalysis, own: pd.DataFrame, archive: pd.DataFrame) -> str:
    said = []
    for name, counts in ((analysis.country, own), ("Whole archive", archive)):
        rows = [
            f"{check}: " + words.listing(f"{n} {outcome}" for outcome, n in row.items() if n)
            for check, row in counts.iterrows()
            if row.sum()
        ]
        said.append(f"{name}: {'; '.join(rows) or 'none'}.")
    return "Bars. " + " ".join(said)
