"""Charts of ``notebooks/seat_share.ipynb``.

Each function takes a :class:`~helpers.analyses.seat_share.SeatAnalysis` and returns a
:class:`~helpers.figures.style.Chart`, or None where the data have nothing to draw.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from helpers.analyses import values
from helpers.analyses.chambers import NO_HOLDER, PARTY_KINDS, Chamber
from helpers.analyses.contests import INDICES, Contest, WhatIf
from helpers.analyses.elections import LAST_KINDS
from helpers.analyses.seat_share import SeatAnalysis
from helpers.figures import hemicycle, palette, style
from helpers.figures.hemicycle import Bloc
from helpers.figures.style import Chart
from helpers.sentences import words
from helpers.sentences.chambers import bloc_name, took, verb
from helpers.sentences.contests import seats_noun
from helpers.sentences.parties import in_sentence
from helpers.sentences.seat_share import FORMULA_NAMES, SHORT_NAMES
from helpers.sentences.sources import source

#: Rows that a chart of parties has at most, on a page and on a phone.
_MOST_ROWS = 14


def colours(analysis: SeatAnalysis) -> dict[str, str]:
    """Return the colour of each lineage of the country, the same in every chart and report."""
    return style.party_colours(*analysis.order)


def _colour(colours: Mapping[str, str], lineage: str, kind: str) -> str:
    if kind in NO_HOLDER:
        return style.PAPER
    return colours.get(lineage, palette.NO_PARTY.get(kind, palette.REST))


def _as_drawn(rows: pd.DataFrame, analysis: SeatAnalysis) -> pd.DataFrame:
    """Let a group of parties that has a colour of its own stand with the parties, by size.

    It may be one row of a page, "pro-presidential parties", and the winner.
    """
    is_group = (rows["kind"] == "others") & rows["lineage"].isin(list(analysis.order[2]))
    rows = rows.assign(kind=rows["kind"].mask(is_group, "bloc"))
    rank = {kind: i for i, kind in enumerate(LAST_KINDS, 1)}
    return rows.assign(_rank=rows["kind"].map(rank).fillna(0)).sort_values(
        ["_rank", "seats"], ascending=[True, False], kind="stable"
    )


def _source(analysis: SeatAnalysis, pages: Sequence[str]) -> str:
    return source(pages, analysis.pages)


# --- The chamber ----------------------------------------------------------------------------------


def chamber(analysis: SeatAnalysis) -> Chart | None:
    """Draw the house as a hemicycle, a dot a seat."""
    house = analysis.house
    if house is None:
        return None
    given = colours(analysis)
    drawn = _as_drawn(house.blocs, analysis)
    rows, unlabelled = _grouped(drawn, analysis.label_share)
    blocs: list[Bloc] = []
    for row in rows:
        label = f"{style.label_text(row['name'], 20, 3)} {row['seats']:,}"
        colour = row["colour"] or _colour(given, row["lineage"], row["kind"])
        core = style.MUTED if colour in palette.NO_PARTY.values() else ""
        if blocs and (colour, core) == (blocs[-1].colour, blocs[-1].core):
            # Neighbours without a colour of their own must not run into each other.
            core = style.PAPER
        blocs.append(Bloc(row["seats"], label if row["labelled"] else "", colour, core))
    keys = [(bloc, row["name"]) for bloc, row in zip(blocs, rows, strict=True) if row["labelled"]]
    majority = house.majority
    middle = f"{house.size:,}\n{words.plural('seat', house.size)}"
    if majority is not None:
        middle += f"\nmajority {majority:,}"

    @style.house_style()
    def draw(width: float) -> Figure:
        if not style.is_narrow(width):
            height = width * hemicycle.TOP / (2 * hemicycle.HALF_WIDE) + 0.15
            figure = style.new_figure(width, height)
            hemicycle.draw(figure.subplots(), blocs, middle, majority, width)
            return figure
        if not keys:
            figure = style.new_figure(width, width * 0.56)
            hemicycle.draw(figure.subplots(), blocs, middle, majority, width)
            return figure
        heights = width * 0.56, 0.24 * len(keys) + 0.1
        figure = style.new_figure(width, sum(heights))
        top, bottom = figure.subplots(2, height_ratios=heights)
        hemicycle.draw(top, blocs, middle, majority, width)
        _key(bottom, keys)
        return figure

    when = words.dates(house.election["first_date"], house.election["last_date"])
    return Chart(
        title=_chamber_title(house),
        subtitle=f"Seats after the election of {when}; each dot is one seat",
        alt=_chamber_alt(house),
        source=_source(analysis, house.blocs["page"].dropna()),
        note=_chamber_note(analysis, house, set(drawn["kind"]), unlabelled),
        draw=draw,
    )


def _grouped(blocs: pd.DataFrame, label_share: float) -> tuple[list[dict], list[dict]]:
    """Return the blocs to draw, and those of them that have no label.

    Many small parties would be confetti: from four on they are one bloc.
    """
    rows = [
        # A few seats of no party would be a riddle: their dots differ from all others.
        {
            **row,
            "labelled": row["share"] >= label_share or row["kind"] not in PARTY_KINDS,
            "colour": "",
        }
        for row in blocs.to_dict("records")
    ]
    small = [row for row in rows if not row["labelled"] and row["kind"] in PARTY_KINDS]
    if len(small) < 4:
        return rows, [row for row in rows if not row["labelled"]]
    seats = sum(row["seats"] for row in small)
    together = {
        **small[0],
        "name": f"{len(small)} smaller parties",
        "seats": seats,
        "labelled": True,
        "colour": palette.REST,
    }
    first = rows.index(small[0])
    rest = [row for row in rows if row not in small]
    return [*rest[:first], together, *rest[first:]], small


def _key(ax: Axes, blocs: Sequence[tuple[Bloc, str]]) -> None:
    """List the blocs below a narrow hemicycle: dot, name, seats."""
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    ax.set_ylim(len(blocs) - 0.5, -0.5)
    for y, (bloc, name) in enumerate(blocs):
        hemicycle.draw_dots(ax, [0.02], [y], 6.5, bloc)
        ax.text(0.06, y, style.label_text(name, 38, 1), va="center")
        ax.text(1, y, f"{bloc.seats:,}", va="center", ha="right", fontweight="bold")


def _chamber_title(house: Chamber) -> str:
    lead = house.leaders
    if lead.empty:
        return f"The source names the holders of {words.of_total(house.stated, house.size, 'seat')}"
    first = lead.iloc[0].to_dict()
    name = words.capital(bloc_name(first))
    if len(lead) > 1:
        names = words.listing(map(bloc_name, lead.to_dict("records")), most=3)
        return f"{words.capital(names)} {verb(house)} the same number of seats"
    if first["kind"] not in PARTY_KINDS:
        than = ", more than any party" if first["kind"] == "independents" else ""
        return f"{words.capital(took(house, first))}{than}"
    if first["seats"] == house.size:
        return (
            f"{name} {verb(house)} every seat in the table"
            if house.fewer_than
            else (f"{name} {verb(house)} every seat")
        )
    if house.has_majority:
        return f"{name} {verb(house)} a majority of the seats"
    if house.majority is None:
        return f"{name} {verb(house)} {_seats(first['seats'])}, more than any other party"
    if house.has_majority is None:
        return f"{name} {verb(house)} the most seats"
    rivals = house.held[house.held["kind"].isin(PARTY_KINDS)]["seats"].nlargest(2)
    if len(rivals) > 1 and rivals.sum() >= house.majority:
        return "No party has a majority; the two largest together have one"
    return "No party has a majority"


def _seats(n: int) -> str:
    return words.count(n, "seat")


def _chamber_alt(house: Chamber) -> str:
    listed = words.listing(
        [f"{row['name']} {row['seats']:,}" for row in house.blocs.to_dict("records")], most=12
    )
    return (
        f"A half ring of {house.size:,} {words.plural('dot', house.size)}, one a seat. "
        f"From left to right: {listed}."
    )


def _chamber_note(
    analysis: SeatAnalysis, house: Chamber, kinds: Collection[str], unlabelled: Sequence[dict]
) -> str:
    order = "parties by size"
    last = _who_are_no_party(kinds)
    if last:
        order += f", then {words.listing(last)}"
    notes = [f"from left to right: {order}, which does not show who sits where"]
    if house.majority is not None and house.size > 1:
        notes.append(f"the tick marks a majority, {_seats(house.majority)}")
    if not set(NO_HOLDER).isdisjoint(kinds):
        what = [
            text
            for kind, text in (
                ("vacant", "vacant"),
                ("unstated", "not attributed to any party"),
            )
            if kind in kinds
        ]
        notes.append(f"white dots are seats that are {words.listing(what, 'or')}")
    note = words.sentence("; ".join(notes))
    if house.size_from == "table":
        note += (
            f" The source does not give the size of the house: {house.size:,} is the sum of its "
            "table."
        )
    named = [row for row in unlabelled if row["kind"] not in NO_HOLDER]
    if named:
        names = words.listing([f"{row['name']} ({row['seats']:,})" for row in named], most=8)
        note += f" Not labelled: {names}."
    return note


def _who_are_no_party(kinds: Iterable[str]) -> list[str]:
    """Return what to call the holders of seats that are no party, of those there are."""
    names = {"independents": "independents", "others": "others", "appointed": "appointed members"}
    present = set(kinds)
    return [name for kind, name in names.items() if kind in present]


# --- Seats through time ---------------------------------------------------------------------------

#: More parties than this are a panel each, as bars would be confetti.
_MOST_IN_A_BAR = 8

#: Panels at most, the last one for all who have none.
_MOST_PANELS = 12

#: A party that never had this share of the seats is counted with other small ones.
_SMALL = 0.04


def history(analysis: SeatAnalysis) -> Chart | None:
    """Draw each election's seats: as one bar each, or with many parties as one panel a party."""
    rows = _as_drawn(analysis.history, analysis) if len(analysis.history) else analysis.history
    if rows["election_id"].nunique() < 2:
        return None
    # The larger of two of one lineage last: it gives the lineage its name.
    rows = rows.sort_values(["time", "share"], kind="stable")
    given = colours(analysis)
    large = _large(rows, analysis.order[0])
    parties = large[large["kind"].isin(PARTY_KINDS)]
    grey = parties["lineage"].map(given).eq(palette.REST).sum()
    in_panels = len(parties) > _MOST_IN_A_BAR or grey > 1
    found = _panels(rows, large, given) if in_panels else _bars(rows, large, given, analysis)
    whens = list(dict.fromkeys(rows["when"]))

    @style.house_style()
    def draw(width: float) -> Figure:
        return (_draw_panels if in_panels else _draw_bars)(found, width)

    sizes = "" if in_panels or rows["size"].nunique() == 1 else "; number of seats in brackets"
    return Chart(
        title=_history_title(analysis),
        subtitle="Share of the seats after each election, %"
        + ("; all panels have one scale" if in_panels else sizes),
        alt=_history_alt(rows, whens, in_panels),
        source=_source(analysis, analysis.seats["page"].dropna()),
        note=_history_note(rows, large, found if in_panels else None),
        draw=draw,
    )


def _large(rows: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """Return a row for each lineage that is drawn for itself, under its last name.

    Those that reach 4% once, by their weight in the country; then rows that are no party.
    """
    best = rows.groupby("lineage")["share"].max()
    own = rows[rows["lineage"].isin(best.index[best >= _SMALL])]
    own = own.drop_duplicates("lineage", keep="last")
    place = {lineage: i for i, lineage in enumerate(order)}
    rank = {kind: i for i, kind in enumerate(LAST_KINDS, 1)}
    return own.assign(
        _kind=own["kind"].map(rank).fillna(0),
        _place=own["lineage"].map(place).fillna(len(place)),
    ).sort_values(["_kind", "_place"], kind="stable")


@dataclass(frozen=True)
class _Panel:
    """A party's shares of the seats in all elections, in per cent; `members` it stands for."""

    name: str
    kind: str
    colour: str
    shares: pd.Series
    members: tuple[str, ...] = ()


def _panels(rows: pd.DataFrame, large: pd.DataFrame, given: Mapping[str, str]) -> list[_Panel]:
    """Return the largest parties, then those who are no party, then all others together."""

    def shares(own: pd.DataFrame) -> pd.Series:
        summed = own.groupby("when", sort=False)["share"].sum() * 100
        return summed.reindex(list(dict.fromkeys(rows["when"])), fill_value=0.0)

    is_party = large["kind"].isin(PARTY_KINDS)
    # What is no party has a panel a kind; "others" are with the parties that have none.
    kinds = [kind for kind in dict.fromkeys(large.loc[~is_party, "kind"]) if kind != "others"]
    shown = large[is_party].head(_MOST_PANELS - 1 - len(kinds))
    panels = [
        _Panel(row["name"], row["kind"], _colour(given, row["lineage"], row["kind"]),
               shares(rows[rows["lineage"] == row["lineage"]]))
        for row in shown.to_dict("records")
    ]  # fmt: skip
    for kind in kinds:
        own = rows[rows["kind"] == kind]
        name = own["name"].iloc[-1] if kind in ("independents", *NO_HOLDER) else "Appointed"
        panels.append(_Panel(name, kind, _colour({}, "", kind), shares(own)))
    rest = rows[~rows["lineage"].isin(shown["lineage"]) & ~rows["kind"].isin(kinds)]
    rest = rest[~rest["kind"].isin(NO_HOLDER)]
    if len(rest):
        named = large.loc[large["lineage"].isin(rest["lineage"]) & is_party, "name"]
        name = "All others together"
        panels.append(_Panel(name, "rest", palette.REST, shares(rest), tuple(named)))
    return panels


def _draw_panels(panels: Sequence[_Panel], width: float) -> Figure:
    """Draw a small chart a party; lengths are in points, so that nothing has to be measured."""
    across = 2 if style.is_narrow(width) else 4
    down = math.ceil(len(panels) / across)
    gap, head, tall, foot = 14.0, 25.0, 52.0, 17.0
    each = (width * 72 - gap * (across - 1) - 2) / across
    step = head + tall + foot
    figure, ax = style.canvas(width, step * down / 72)
    top = max(panel.shares.max() for panel in panels)
    for i, panel in enumerate(panels):
        left, base = (i % across) * (each + gap), (i // across) * step + head + tall
        title = style.label_text(panel.name, int(each / 5.1), 2)
        ax.text(left, base - tall - 3, title, va="bottom", fontsize=style.SMALL, weight="bold",
                linespacing=1.0)  # fmt: skip
        _draw_panel(ax, panel, left, base, each, tall / (top * 1.24))
    return figure


def _draw_panel(
    ax: Axes, panel: _Panel, left: float, base: float, width: float, unit: float
) -> None:
    shares = panel.shares.to_numpy(dtype=float)
    pitch = width / len(shares)
    middle = left + pitch * (np.arange(len(shares)) + 0.5)
    if shares.max() * 1.24 > 50:
        ax.plot([left, left + width], [base - 50 * unit] * 2, color=style.GRID, lw=0.7, zorder=1)
    edge = style.line_of(panel.colour)
    half = min(pitch * 0.72, 16) / 2
    bars = [
        [(x - half, base), (x - half, base - tall), (x + half, base - tall), (x + half, base)]
        for x, tall in zip(middle, shares * unit, strict=True)
        if tall
    ]
    drawn = PolyCollection(bars, facecolor=panel.colour, edgecolor=edge, zorder=2,
                           linewidth=0.5 * (edge != panel.colour),
                           hatch=palette.HATCHES.get(panel.kind))  # fmt: skip
    ax.add_collection(drawn, autolim=False)
    ax.plot([left, left + width], [base] * 2, color=style.CONTEXT, lw=0.8, zorder=3)
    # The last and the highest share are written, if they do not stand in each other's way.
    last, most = len(shares) - 1, int(shares.argmax())
    written = {most, last} if abs(last - most) * pitch > 15 or last == most else {most}
    for j in written:
        if shares[j] > 0:
            text = f"{shares[j]:.0f}" if shares[j] >= 0.5 else "<1"
            ax.text(middle[j], base - shares[j] * unit - 1.5, text, ha="center", va="bottom",
                    fontsize=style.SMALL)  # fmt: skip
    names = list(panel.shares.index)
    for x, side, name in ((left, "left", names[0]), (left + width, "right", names[-1])):
        ax.text(x, base + 2.5, name, ha=side, va="top", fontsize=style.SMALL, color=style.MUTED)


def _bars(
    rows: pd.DataFrame, large: pd.DataFrame, given: Mapping[str, str], analysis: SeatAnalysis
) -> list[tuple[str, list[dict]]]:
    """Return a bar an election: its name, and its segments from left to right."""
    several = rows["size"].nunique() > 1
    return [
        (
            f"{when}\n({size:,})" if several else f"{when}",
            _segments(group, list(large["lineage"]), given, analysis.label_share),
        )
        for (when, size), group in rows.groupby(["when", "size"], sort=False)
    ]


def _segments(
    group: pd.DataFrame, large: Sequence[str], given: Mapping[str, str], label_share: float
) -> list[dict]:
    """Return one bar's segments from left to right: parties by size, the small ones, the rest."""
    own = group[group["lineage"].isin(large)]
    own = own.assign(_rank=own["lineage"].map(list(large).index))
    is_party = own["kind"].isin(PARTY_KINDS)
    segments = [
        {
            "share": row["share"],
            "key": (row["lineage"], row["name"]),
            "label": row["name"] if row["share"] >= label_share else "",
            "colour": _colour(given, row["lineage"], row["kind"]),
            "kind": row["kind"],
        }
        for rows in (
            own[is_party].sort_values("share", ascending=False, kind="stable"),
            own[~is_party].sort_values("_rank", kind="stable"),
        )
        for row in rows.to_dict("records")
    ]
    small = group.loc[~group["lineage"].isin(large), "share"].sum()
    if small:
        together = {
            "share": small,
            "key": ("", "Smaller parties"),
            "label": "Smaller parties",
            "colour": palette.REST,
            "kind": "rest",
        }
        segments.insert(int(is_party.sum()), together)
    return segments


def _draw_bars(bars: Sequence[tuple[str, list[dict]]], width: float) -> Figure:
    """Draw bars of shares, one a row, the first on top, under a key to their colours."""
    key = _key_rows(_keyed(bars), width)
    row = 0.36 if any("\n" in name for name, _ in bars) else 0.32
    head = 0.2 * len(key) + 0.12
    foot = 0.26
    height = head + row * len(bars) + foot
    figure = style.new_figure(width, height, layout="none")
    left = max(style.text_width(name, style.SMALL + 0.5) for name, _ in bars) + 11
    right = style.text_width("100%", style.SMALL + 0.5) / 2 + 2
    room = width * 72 - left - right
    ax = figure.add_axes(
        (left / 72 / width, foot / height, room / 72 / width, row * len(bars) / height)
    )
    _stacked_rows(ax, bars, room)
    _draw_key(figure, key, height)
    return figure


def _keyed(bars: Sequence[tuple[str, list[dict]]]) -> list[dict]:
    """Return a segment of each holder, the last, under its last name, largest first."""
    last: dict[str, dict] = {}
    most: dict[str, float] = {}
    for _, segments in bars:
        for segment in segments:
            lineage = segment["key"][0]
            last[lineage] = segment
            most[lineage] = most.get(lineage, 0) + segment["share"]
    is_last = {lineage: segment["kind"] not in PARTY_KINDS for lineage, segment in last.items()}
    return [last[each] for each in sorted(last, key=lambda each: (is_last[each], -most[each]))]


def _key_rows(entries: Sequence[dict], width: float) -> list[list[tuple[float, str, dict]]]:
    """Return the key's lines: how far from the left each entry stands, in points, and its name."""
    lines: list[list[tuple[float, str, dict]]] = [[]]
    at = 0.0
    for entry in entries:
        name = style.label_text(entry["key"][1], 40, 1)
        room = 14 + style.text_width(name, style.SMALL)
        if at and at + room > width * 72 - 2:
            lines.append([])
            at = 0.0
        lines[-1].append((at, name, entry))
        at += room + 12
    return lines


def _draw_key(figure: Figure, lines: list[list[tuple[float, str, dict]]], height: float) -> None:
    width = figure.get_figwidth() * 72
    for y, line in enumerate(lines):
        middle = 1 - (0.1 + 0.2 * y) / height
        for at, name, entry in line:
            size = 9 / width, 9 / 72 / height
            corner = (at / width + 1 / width, middle - size[1] / 2)
            figure.add_artist(_patch(corner, *size, entry, transform=figure.transFigure))
            figure.text((at + 14) / width, middle, name, va="center", fontsize=style.SMALL)


def _patch(corner: tuple[float, float], width: float, height: float, segment: dict, **how):
    """Return the rectangle of a segment: greys with an outline, what is no party hatched."""
    colour = segment["colour"]
    edge = style.line_of(colour)
    return Rectangle(
        corner,
        width,
        height,
        facecolor=colour,
        edgecolor=style.PAPER if edge == colour else edge,
        linewidth=0.7 if edge == colour else 0.5,
        hatch=palette.HATCHES.get(segment["kind"]),
        clip_on=False,
        **how,
    )


def _stacked_rows(ax: Axes, bars: Sequence[tuple[str, list[dict]]], width: float) -> None:
    """Draw the bars, `width` points wide, with names in the segments that they fit into."""
    ax.set_xlim(0, 100)
    ax.set_ylim(len(bars) - 0.5, -0.5)
    ax.set_yticks(range(len(bars)), [name for name, _ in bars])
    ax.tick_params(axis="y", labelcolor=style.INK)
    ax.grid(visible=False)
    style.percent_axis(ax.xaxis)
    # Beneath the bars: seen between them, and never across their labels.
    ax.axvline(50, color=style.INK, linewidth=0.9, zorder=0.5)
    ax.spines["bottom"].set_visible(False)
    points = width / 100
    for y, (_, segments) in enumerate(bars):
        left = 0.0
        for segment in segments:
            share = segment["share"] * 100
            ax.add_patch(_patch((left, y - 0.39), share, 0.78, segment))
            text = _fitting(segment["label"], segment["share"], share * points - 6)
            if text:
                box = {"facecolor": segment["colour"], "edgecolor": "none", "pad": 1.2}
                ax.text(
                    left + share / 2,
                    y,
                    text,
                    ha="center",
                    va="center",
                    color=style.ink_on(segment["colour"]),
                    fontsize=style.SMALL,
                    linespacing=1.0,
                    bbox=box if segment["kind"] in palette.HATCHES else None,
                    zorder=4,
                )
            left += share


def _fitting(name: str, share: float, room: float) -> str:
    """Return the longest way to write a label in this room, in points: with its name, or without.

    A name may take two lines, and is cut only where most of it stays.
    """
    number = f"{share * 100:.0f}"
    if not name:
        return ""
    text = style.drawable(name)
    for characters in range(len(text), min(7, len(text) - 1), -1):
        label = f"{style.label_text(text, characters, 2)} {number}"
        cut = "\N{HORIZONTAL ELLIPSIS}" in label
        if cut and len(label) < 16:
            break
        if style.text_width(label, style.SMALL) <= room:
            return label
    return number if style.text_width(number, style.SMALL) <= room else ""


def _history_title(analysis: SeatAnalysis) -> str:
    """Say who led the house most often, of those who certainly did."""
    houses = [house for house in analysis.houses if house is not None]
    leaders = {
        house.election["when"]: house.leaders.iloc[0] for house in houses if _has_leader(house)
    }
    if not leaders:
        return "No election has a certain largest party"
    lineages = [row["lineage"] for row in leaders.values()]
    # max() keeps the first of equals.
    most = max(dict.fromkeys(lineages), key=lineages.count)
    last = next(row for row in reversed(leaders.values()) if row["lineage"] == most)
    name = words.capital(in_sentence(last["name"], last["kind"]))
    # The chart knows a party by its last name.
    newest = analysis.history.loc[analysis.history["lineage"] == most, "name"].iloc[-1]
    if newest != last["name"]:
        name += f" (later {newest})"
    times, n, open_ = lineages.count(most), len(houses), len(houses) - len(leaders)
    if times == n:
        return f"{name} had the most seats after {'both elections' if n == 2 else 'every election'}"
    if open_ and (times == 1 or len(leaders) - times + open_ >= times):
        of = f"{words.number(len(leaders))} of {words.count(n, 'election')}"
        return f"Which party had the most seats is certain for only {of}"
    if times == 1 and n == 2:
        return words.capital(
            words.listing(
                f"{in_sentence(row['name'], row['kind'])} had the most seats in {when}"
                for when, row in leaders.items()
            )
        )
    if times == 1:
        return f"{words.capital(words.count(n, 'election'))}, each with another largest party"
    if times in [lineages.count(other) for other in set(lineages) - {most}]:
        return f"No party had the most seats more often than {words.times(times)}"
    least = "at least " if open_ else ""
    of = f"{words.number(times)} of {words.count(n, 'election')}"
    return f"{name} had the most seats after {least}{of}"


def _has_leader(house: Chamber) -> bool:
    """Return True if one holder certainly has more seats than any party."""
    # A row of several parties leads for none of them.
    if len(house.leaders) != 1 or house.leaders["kind"].iloc[0] == "others":
        return False
    missing = house.fewer_than[1] - house.size if house.fewer_than else 0
    return int(house.leaders["seats"].iloc[0]) > missing


def _history_alt(rows: pd.DataFrame, whens: Sequence[str], in_panels: bool) -> str:
    def largest(when: str) -> str:
        top = rows[rows["when"] == when].nlargest(3, "share", keep="first")
        return words.listing(
            [f"{r['name']} {words.percent(r['share'])}" for r in top.to_dict("records")]
        )

    what = "Small bar charts, one a party," if in_panels else "Stacked bars"
    return (
        f"{what} for {words.count(len(whens), 'election')}. {whens[0]}: {largest(whens[0])}. "
        f"{whens[-1]}: {largest(whens[-1])}."
    )


def _history_note(rows: pd.DataFrame, large: pd.DataFrame, panels: Sequence[_Panel] | None) -> str:
    notes = ["a party keeps its colour under all its names"]
    shown = large["lineage"]
    if panels:
        notes = ["a party has one panel under all its names"]
        shown = large.loc[~large["name"].isin(panels[-1].members), "lineage"]
    other_names = []
    for _, group in rows[rows["lineage"].isin(shown)].groupby("lineage", sort=False):
        *_, last = group["name"]
        earlier = [name for name in dict.fromkeys(group["name"]) if name != last]
        if earlier and group["kind"].isin(PARTY_KINDS).all():
            other_names.append(f"{last} (also {words.listing(earlier, 'or')})")
    if other_names:
        notes[0] += f": {words.listing(other_names)}"
    if panels:
        if panels[-1].members:
            notes.append(f"among all others are {words.listing(panels[-1].members)}")
        notes.append("the numbers are the highest and the last")
    else:
        notes.append("the line between the bars is half of the seats")
        if (~rows["lineage"].isin(large["lineage"])).any():
            notes.append("parties that never reached 4% are together as smaller parties")
    if set(rows["kind"]) & set(palette.HATCHES):
        notes.append(f"hatched: {words.listing(_who_are_no_party(rows['kind']), 'or')}")
    if rows["kind"].isin(NO_HOLDER).any():
        notes.append("white: vacant, or not attributed to any party")
    return words.sentence("; ".join(notes))


# --- Votes against seats --------------------------------------------------------------------------


def balance(analysis: SeatAnalysis) -> Chart | None:
    """Draw each party's share of the votes and its share of the seats."""
    contest = analysis.contest
    if contest is None:
        return None
    rows = contest.rows
    shown = rows[(rows[["vote_share", "seat_share"]].max(axis=1) >= analysis.label_share)]
    shown = shown.head(_MOST_ROWS)
    if not (shown["vote_share"].notna() & shown["seat_share"].notna()).any():
        return None
    given = colours(analysis)

    @style.house_style()
    def draw(width: float) -> Figure:
        return _dumbbells(shown, given, width)

    rest = len(rows) - len(shown)
    note = [
        "The ratio is the share of seats divided by the share of votes: above 1, seats exceed votes"
    ]
    if contest.against_all:
        note.append("votes against all are left out")
    if shown["vote_share"].isna().any():
        note.append("no ring: the source has no votes")
    if rest:
        note.append(
            f"{words.count(rest, 'party')} with less than {words.percent(analysis.label_share)} of "
            f"votes and seats {'is' if rest == 1 else 'are'} in the table of all figures"
        )
    return Chart(
        title=_balance_title(contest),
        subtitle=(
            f"Share of the {'list votes' if contest.basis == 'lists' else 'votes'} and of the "
            f"{seats_noun(contest)}s, %, {contest.election['when']}"
        ),
        alt=_balance_alt(shown),
        source=_source(analysis, contest.pages),
        note=words.sentence("; ".join(note)),
        draw=draw,
    )


def _dumbbells(rows: pd.DataFrame, given: Mapping[str, str], width: float) -> Figure:
    """Draw a ring for the votes and a dot for the seats of each party, with the ratio beside."""
    narrow = style.is_narrow(width)
    figure = style.new_figure(width, (0.46 if narrow else 0.34) * (len(rows) + 1) + 0.4)
    ax = figure.subplots()
    highest = rows[["vote_share", "seat_share"]].max(axis=None) * 100
    ax.set_xlim(0, 104 if highest > 95 else highest * 1.06)
    ax.set_ylim(len(rows) - 0.5, -1.2)
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    beside = {"transform": ax.get_yaxis_transform(), "va": "center", "fontsize": style.SMALL}
    # On a phone the name stands above the dots instead of left of them.
    below = 0.2 if narrow else 0.0
    for y, row in enumerate(rows.reset_index().to_dict("records")):
        colour = _colour(given, row["lineage"], row["kind"])
        line = style.line_of(colour)
        votes, seats = row["vote_share"] * 100, row["seat_share"] * 100
        ax.plot([votes, seats], [y + below] * 2, color=line, linewidth=1.4, zorder=2)
        _vote_ring(ax, votes, y + below, line)
        ax.scatter(seats, y + below, s=46, facecolor=colour, edgecolor=line, linewidth=1,
                   zorder=4, clip_on=False)  # fmt: skip
        if narrow:
            ax.text(0.01, y - 0.22, style.label_text(row["name"], 42, 1), color=style.INK, **beside)
        if np.isfinite(row["advantage"]):
            ax.text(1.03, y + below, f"{row['advantage']:.2f}", color=style.MUTED, **beside)
    for x, text in ((0.02, "votes"), (0.3 if narrow else 0.15, "seats")):
        at = x * ax.get_xlim()[1]
        if text == "votes":
            _vote_ring(ax, at, -0.9, style.MUTED)
        else:
            ax.scatter(at, -0.9, s=52, color=style.MUTED, linewidth=0)
        ax.annotate(text, (at, -0.9), xytext=(7, 0), textcoords="offset points", va="center",
                    fontsize=style.SMALL, color=style.MUTED)  # fmt: skip
    ax.text(1.03, -0.9, "ratio", color=style.MUTED, **beside)
    names = ["" if narrow else style.label_text(name, 34, 2) for name in rows["name"]]
    ax.set_yticks(range(len(rows)), names)
    ax.tick_params(axis="y", labelcolor=style.INK, pad=8)
    style.percent_axis(ax.xaxis, steps=4 if narrow else 6)
    return figure


def _vote_ring(ax: Axes, x: float, y: float, colour: str) -> None:
    ax.scatter(x, y, s=46, facecolor=style.PAPER, edgecolor=colour, linewidth=1.6, zorder=3,
               clip_on=False)  # fmt: skip


def _balance_title(contest: Contest) -> str:
    rows = contest.rows
    known = rows[rows["advantage"].notna()]
    if known.empty:
        return "Votes and seats by party"
    differences = (rows["seat_share"] - rows["vote_share"]).abs()
    if differences.notna().all() and differences.max() < values.SMALLEST_CHANGE:
        return (
            f"Every party's share of the {seats_noun(contest)}s is close to its share of the votes"
        )
    best = known.loc[known["seats"].idxmax()]
    name = words.capital(in_sentence(best["name"], best["kind"]))
    votes, seats = words.percent(best["vote_share"]), words.percent(best["seat_share"])
    if best["seats"] == 0:
        return f"{name} had {votes} of the votes and no {seats_noun(contest)}"
    return f"{name} turned {votes} of the votes into {seats} of the {seats_noun(contest)}s"


def _balance_alt(rows: pd.DataFrame) -> str:
    def shares(row: dict) -> str:
        votes = words.percent(row["vote_share"]) if words.known(row["vote_share"]) else "unknown"
        seats = words.percent(row["seat_share"]) if words.known(row["seat_share"]) else "unknown"
        return f"{row['name']}: votes {votes}, seats {seats}"

    listed = "; ".join(shares(row) for row in rows.to_dict("records"))
    return f"Two dots a party, one for votes, one for seats. {listed}."


# --- Indices through time -------------------------------------------------------------------------


def indices(analysis: SeatAnalysis, measures: Sequence[str]) -> Chart | None:
    """Draw indices through time, exact values as dots, what the data leave open as bars.

    Parameters
    ----------
    analysis : SeatAnalysis
    measures : sequence of str
        Keys of :data:`helpers.analyses.contests.INDICES`; one panel each.
    """
    rows = analysis.indices[analysis.indices["informative"]]
    # A line along the bottom says less than the sentence above it.
    ranges = rows.groupby("measure").agg({"low": "min", "high": "max"})
    panels = [m for m in measures if m in ranges.index[~_is_exact(ranges)]]
    if not panels or rows.loc[rows["measure"].isin(panels), "election_id"].nunique() < 2:
        return None
    chosen = analysis.election["election_id"]
    # The axis spans what is drawn, with every election between on it.
    drawn = rows.loc[rows["measure"].isin(panels), "time"]
    times = analysis.elections["time"]
    times = times[times.between(drawn.min(), drawn.max())]

    @style.house_style()
    def draw(width: float) -> Figure:
        narrow = style.is_narrow(width)
        across = 1 if narrow else len(panels)
        down = len(panels) if narrow else 1
        figure = style.new_figure(width, 1.75 * down if narrow else 2.5)
        axes = figure.subplots(down, across, squeeze=False, sharex=True).ravel()
        for ax, measure in zip(axes, panels, strict=True):
            own = rows[rows["measure"] == measure]
            span = max(times.max() - times.min(), 4)
            ax.set_xlim(times.min() - span * 0.06, times.max() + span * 0.06)
            # One measure by votes and by seats is drawn on one scale.
            same = rows[rows["measure"].isin(panels)] if "enep" in panels else own
            _index_panel(ax, own, times, chosen, _panel_title(own, chosen), _top(same))
            style.year_axis(ax, list(times), width / across)
        return figure

    shown = rows[rows["measure"].isin(panels)]
    note = []
    if (shown["low"].round(1) < shown["high"].round(1)).any():
        note.append("bars hold every value that incomplete data and the rules allow")
    if len(shown) < analysis.indices["measure"].isin(panels).sum():
        note.append("elections whose data leave too wide a range are not drawn")
    note += _index_gaps(analysis, panels)
    if (shown["election_id"] == chosen).any():
        note.append("the large mark is the election that this report is about")
    pages = pd.concat([analysis.seats["page"], analysis.votes["page"]])
    return Chart(
        title=_index_title(analysis, panels),
        subtitle=_index_subtitle(panels),
        alt=_index_alt(analysis, panels),
        source=_source(analysis, pages.dropna()),
        note=words.sentence("; ".join(note)),
        draw=draw,
    )


_PANELS = {
    "gallagher": "Gallagher",
    "loosemore_hanby": "Loosemore–Hanby",
    "sainte_lague": "Sainte-Laguë",
    "enep": "By votes",
    "enpp": "By seats",
    "pedersen": "Pedersen",
}


def _panel_title(rows: pd.DataFrame, chosen: str) -> str:
    """Return a panel's heading: the index, and its value in the chosen election."""
    name = _PANELS[rows["measure"].iloc[0]]
    own = rows[rows["election_id"] == chosen]
    if own.empty:
        return f"{name}\n"
    value = _written(own["low"].iloc[0], own["high"].iloc[0])
    return f"{name}\n{own['when'].iloc[0]}: {value}"


def _index_panel(
    ax: Axes, rows: pd.DataFrame, times: pd.Series, chosen: str, title: str, top: float
) -> None:
    """Draw one index: dots for exact values, bars for intervals, the chosen one written out."""
    ax.set_title(title)
    ax.set_ylim(_floor(rows), top)
    ax.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    exact = _is_exact(rows)
    # A line only between neighbours that are both exact: it would claim too much elsewhere.
    line = rows.set_index("time")["low"].where(exact.to_numpy()).reindex(times)
    ax.plot(line.index, line, color=style.CONTEXT, linewidth=1.2, zorder=2)
    for row, is_exact in zip(rows.to_dict("records"), exact, strict=True):
        own = row["election_id"] == chosen
        colour = style.SUBJECT if own else style.MUTED
        x, low, high = row["time"], row["low"], min(row["high"], top)
        if is_exact:
            ax.plot(x, low, "o", color=colour, markersize=8 if own else 4.5, zorder=4,
                    clip_on=False)  # fmt: skip
        else:
            ax.plot([x, x], [low, high], "_-", color=colour, linewidth=5 if own else 2.6,
                    markersize=9 if own else 6, markeredgewidth=1.2, solid_capstyle="butt",
                    zorder=3)  # fmt: skip
            if row["high"] > top:
                ax.plot(x, top, "^", color=colour, markersize=6, zorder=4, clip_on=False)


def _written(low: float, high: float) -> str:
    if np.isinf(high):
        return f"{low:.1f} or more"
    least, most = f"{low:.1f}", f"{high:.1f}"
    return least if least == most else f"{least}\N{EN DASH}{most}"


def _is_exact(rows: pd.DataFrame) -> pd.Series:
    """Return which rows look like one value, drawn or written."""
    return (rows["high"] - rows["low"]) < 0.05


def _floor(rows: pd.DataFrame) -> float:
    """Return where the axis begins: no index is below 0, no effective number below 1."""
    return 1.0 if rows["measure"].isin(["enep", "enpp"]).all() else 0.0


def _top(rows: pd.DataFrame) -> float:
    """Return the axis's end: above all lower ends, and all but extreme upper ends."""
    solid = max(rows["low"].max(), _floor(rows) + 1)
    finite = rows["high"][np.isfinite(rows["high"])]
    highest = max(finite.max(), solid) if len(finite) else solid * 1.5
    return float(min(highest, solid * 2) * 1.08)


#: First measure of a chart -> what its highest value means, and what is said where none is highest.
_INDEX_TITLES = {
    "gallagher": (
        "Seats were {} from votes",
        ("furthest", "further"),
        "Gallagher's index was {} points",
    ),
    "loosemore_hanby": (
        "Seats were {} from votes",
        ("furthest", "further"),
        "Loosemore and Hanby's index was {} points",
    ),
    "sainte_lague": (
        "Seats were {} from votes",
        ("furthest", "further"),
        "The Sainte-Laguë index was {}",
    ),
    "enep": ("The vote was {} divided", ("most", "more"), "{} effective parties by votes"),
    "enpp": ("The house was {} divided", ("most", "more"), "{} effective parties by seats"),
    "pedersen": ("Volatility was {}", ("highest", "higher"), "Volatility was {} points"),
}

#: The smallest difference that makes an index higher: in points, and in parties.
_HIGHER_POINTS, _HIGHER_PARTIES = 100 * values.SMALLEST_CHANGE, 0.1


def _index_title(analysis: SeatAnalysis, panels: Sequence[str]) -> str:
    """Say when the first index was highest, if even its lowest value there beats all others."""
    rows = analysis.indices[analysis.indices["informative"]]
    rows = rows[rows["measure"] == panels[0]]
    rows = rows.sort_values("low", ascending=False)
    claim, (highest, higher), span = _INDEX_TITLES[panels[0]]
    first, others = rows.iloc[0], rows.iloc[1:]
    enough = _HIGHER_POINTS if INDICES[panels[0]].unit else _HIGHER_PARTIES
    if others.empty or first["low"] - others["high"].max() < enough:
        high = rows["high"].max()
        ends = words.between(rows["low"].min(), None if np.isinf(high) else high)
        return words.capital(span.format(ends))
    if len(others) == 1:
        return f"{claim.format(higher)} in {first['when']} than in {others['when'].iloc[0]}"
    return f"{claim.format(highest)} in {first['when']}"


def _index_gaps(analysis: SeatAnalysis, panels: Sequence[str]) -> list[str]:
    """Say which elections have no data for an index, to follow a note."""
    gaps = []
    for measure in panels:
        rows = analysis.indices[analysis.indices["measure"] == measure]
        # The first election has none before it to compare with.
        asked = analysis.elections.iloc[1:] if measure == "pedersen" else analysis.elections
        missing = asked.loc[~asked["election_id"].isin(rows["election_id"]), "when"]
        if len(missing):
            where = f"{_PANELS[measure].lower()}: " if len(panels) > 1 else ""
            gaps.append(f"{where}no data for {words.listing(missing, most=8)}")
    return gaps


def _index_subtitle(panels: Sequence[str]) -> str:
    if panels[0] == "pedersen":
        return "Net share of the votes that changed parties since the last election, points"
    if panels[0] in ("enep", "enpp"):
        return "Effective number of parties (Laakso and Taagepera); one party alone is 1"
    units = "percentage points"
    return f"Gallagher's index of disproportionality, {units}; 0 is proportional"


def _index_alt(analysis: SeatAnalysis, panels: Sequence[str]) -> str:
    rows = analysis.indices[analysis.indices["informative"]]
    said = []
    for measure in panels:
        own = rows[rows["measure"] == measure]
        each = [
            f"{when} {words.between(low, None if np.isinf(high) else high)}"
            for when, low, high in zip(own["when"], own["low"], own["high"], strict=True)
        ]
        said.append(words.sentence(f"{INDICES[measure].name}, by election: {', '.join(each)}"))
    return " ".join(said)


# --- Lists and districts --------------------------------------------------------------------------


def tiers(analysis: SeatAnalysis) -> Chart | None:
    """Draw the list seats and the district seats."""
    rows = analysis.tiers
    if rows is None:
        return None
    given = colours(analysis)
    totals = {column: int(rows[column].sum()) for column in ("list_seats", "district_seats")}
    bars = [
        (
            f"{name}\n({totals[column]:,})",
            [
                {
                    "share": row[column] / totals[column],
                    "key": (row["lineage"], row["name"]),
                    "kind": row["kind"],
                    "label": row["name"],
                    "colour": _colour(given, row["lineage"], row["kind"]),
                }
                for row in rows.to_dict("records")
                if row[column]
            ],
        )
        for name, column in (("Lists", "list_seats"), ("Districts", "district_seats"))
    ]

    @style.house_style()
    def draw(width: float) -> Figure:
        return _draw_bars(bars, width)

    first = rows.loc[rows["list_seats"].idxmax()]
    lists = first["list_seats"] / totals["list_seats"]
    districts = first["district_seats"] / totals["district_seats"]
    name = words.capital(in_sentence(first["name"], first["kind"]))
    same = abs(lists - districts) < values.SMALLEST_CHANGE
    better = "as well" if same else "better" if lists > districts else "worse"
    link = "as" if same else "than"
    return Chart(
        title=f"{name} did {better} on lists {link} in districts",
        subtitle=f"Share of each tier's seats, %, {analysis.election['when']}; seats in brackets",
        alt=(
            f"Two stacked bars. {first['name']}: {words.percent(lists)} of the list seats and "
            f"{words.percent(districts)} of the district seats."
        ),
        source=_source(analysis, analysis.house.blocs["page"].dropna()),
        note="The line between the bars is half of the seats.",
        draw=draw,
    )


# --- What if --------------------------------------------------------------------------------------


def what_if(analysis: SeatAnalysis) -> Chart | None:
    """Draw the seats that the chosen formula gives and the actual ones."""
    result = analysis.what_if
    if result is None or analysis.formula in result.problems:
        return None
    rows = result.rows[(result.rows[["actual", analysis.formula]].fillna(0) > 0).any(axis=1)]
    rows = rows.head(_MOST_ROWS)
    given = colours(analysis)
    moved = result.moved(analysis.formula, "actual")
    if not moved:
        # Marks at the ends of all bars: the sentence and the table say it.
        return None

    @style.house_style()
    def draw(width: float) -> Figure:
        return _what_if_bars(rows, analysis.formula, given, width)

    listed = "; ".join(
        f"{row['name']} {row[analysis.formula]} instead of {words.figures(row['actual'])}"
        for row in rows[rows[analysis.formula] != rows["actual"]].to_dict("records")
    )
    return Chart(
        title=_what_if_title(analysis.formula, result),
        subtitle=f"Bars: list seats as they were; marks: {FORMULA_NAMES[analysis.formula]}",
        alt=f"Bars of list seats with a mark each. {listed or 'No mark differs from its bar'}.",
        source=_source(analysis, analysis.contest.pages),
        note="The votes are those cast: under other rules people might have voted differently.",
        draw=draw,
    )


def _what_if_title(formula: str, result: WhatIf) -> str:
    """Say how many seats the formula moves, and which formulas give the seats as they were."""
    name, moved = SHORT_NAMES[formula], words.count(result.moved(formula, "actual"), "list seat")
    if formula in result.explains:
        return f"{words.capital(name)} gives every list the seats that it won"
    if result.explains:
        named = words.listing([SHORT_NAMES[each] for each in result.explains])
        give = "gives" if len(result.explains) == 1 else "give"
        return f"{words.capital(name)} would move {moved}; {named} {give} the seats as they were"
    none = "no formula that could be tried" if result.problems else "no formula"
    return f"{words.capital(name)} would move {moved}; {none} gives the seats as they were"


def _what_if_bars(
    rows: pd.DataFrame, formula: str, given: Mapping[str, str], width: float
) -> Figure:
    narrow = style.is_narrow(width)
    figure = style.new_figure(width, (0.5 if narrow else 0.34) * len(rows) + 0.5)
    ax = figure.subplots()
    ax.grid(visible=True, axis="x")
    ax.grid(visible=False, axis="y")
    ax.set_ylim(len(rows) - 0.5, -0.5)
    actual, other = rows["actual"].astype(float).to_numpy(), rows[formula].astype(float).to_numpy()
    top = np.nanmax(np.concatenate([actual, other]))
    ax.set_xlim(0, top * 1.16)
    for y, row in enumerate(rows.to_dict("records")):
        at = y + 0.2 if narrow else y
        colour = given.get(row["lineage"], palette.REST)
        ax.barh(at, actual[y], height=0.36 if narrow else 0.56, facecolor=colour, zorder=2,
                edgecolor=style.line_of(colour), linewidth=0.5)  # fmt: skip
        half = 0.26 if narrow else 0.4
        # White beside a mark within the bar: it is seen on a dark one too.
        halo = [(style.PAPER, 5.0)] if other[y] < actual[y] else []
        for ink, line in (*halo, (style.INK, 2.2)):
            ax.plot([other[y]] * 2, [at - half, at + half], color=ink, linewidth=line,
                    solid_capstyle="butt", clip_on=False, zorder=3)  # fmt: skip
        difference = other[y] - actual[y]
        text = "" if np.isnan(difference) or difference == 0 else f"{difference:+.0f}"
        end = np.nanmax([actual[y], other[y]])
        ax.annotate(text.replace("-", "\N{MINUS SIGN}") or "=", (end, at),
                    xytext=(6, 0), textcoords="offset points", va="center", fontsize=style.SMALL,
                    color=style.INK if text else style.MUTED)  # fmt: skip
        if narrow:
            ax.text(
                0, y - 0.2, style.label_text(row["name"], 40, 1), va="center", fontsize=style.SMALL
            )
    names = ["" if narrow else style.label_text(name, 34, 2) for name in rows["name"]]
    ax.set_yticks(range(len(rows)), names)
    ax.tick_params(axis="y", labelcolor=style.INK)
    ax.xaxis.set_major_locator(MaxNLocator(4 if narrow else 7, integer=True, steps=[1, 2, 5, 10]))
    return figure
