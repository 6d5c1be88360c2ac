"""The house style: colours that everybody can tell apart, labels that do not touch, stable SVG."""

import itertools
import re

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from helpers.figures import style

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHTS = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def lab(colour, sight="normal"):
    """Return CIELAB (D65) of a colour as seen with this sight."""
    channels = np.array(to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ linear / (0.9505, 1.0, 1.089)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def line_chart(texts=("Otan",)):
    with style.house_style():
        figure = style.new_figure(style.NARROW, 2)
        ax = figure.subplots()
        ax.set_xlim(2000, 2020)
        ax.set_ylim(0, 100)
        for i in range(len(texts)):
            ax.plot([2000, 2020], [i, 50 + i])
        written = [ax.text(2020, 50 + i, text) for i, text in enumerate(texts)]
        return figure, ax, written


# --- Colours --------------------------------------------------------------------------------------


@pytest.mark.parametrize("sight", SIGHTS)
def test_party_colours_differ_for_every_sight(sight):
    for first, second in itertools.combinations(style.PARTY_COLOURS, 2):
        assert np.linalg.norm(lab(first, sight) - lab(second, sight)) > 17, (first, second)


def test_party_colours_stand_out_from_paper_and_from_the_greys():
    greys = [*style.KIND_COLOURS.values(), style.NO_COLOUR]
    for colour in style.PARTY_COLOURS:
        assert style.contrast(colour, style.PAPER) > 2.5
        assert min(np.linalg.norm(lab(colour) - lab(grey)) for grey in greys) > 10


def test_neighbours_in_the_list_differ_in_grey():
    lightness = [lab(colour)[0] for colour in style.PARTY_COLOURS[:6]]
    assert np.abs(np.diff(lightness)).min() > 20


def test_women_and_men_are_not_pink_and_blue_and_differ_in_grey():
    assert abs(lab(style.WOMEN)[0] - lab(style.MEN)[0]) > 30
    assert np.ptp(to_rgb(style.MEN)) == 0
    assert lab(style.WOMEN)[0] < 40  # a deep purple


@pytest.mark.parametrize(
    "fill",
    [*style.PARTY_COLOURS, *style.KIND_COLOURS.values(), style.NO_COLOUR, style.SUBJECT],
)
def test_text_on_a_fill_is_legible(fill):
    assert style.contrast(style.ink_on(fill), fill) >= 4.5


def test_text_on_paper_is_legible():
    for colour in (style.INK, style.MUTED, style.SUBJECT, style.WOMEN):
        assert style.contrast(colour, style.PAPER) >= 4.5


def test_contrast_is_that_of_wcag():
    assert style.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert style.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_party_keeps_its_colour_whoever_else_is_drawn():
    order = [f"p{i}" for i in range(30)]
    together = [order[i : i + 8] for i in range(0, 30, 4)]
    colours = style.party_colours(order, {}, together)
    assert colours == style.party_colours(list(order), {}, together)
    for parties in together:
        assert len({colours[party] for party in parties}) == len(parties)


def test_with_more_parties_than_colours_the_small_ones_have_none():
    order = [f"p{i}" for i in range(14)]
    colours = style.party_colours(order, {}, [order])
    assert [colours[party] for party in order[:9]] == list(style.PARTY_COLOURS)
    assert {colours[party] for party in order[9:]} == {style.NO_COLOUR}


def test_rows_that_are_no_party_are_grey():
    kinds = {kind: kind for kind in style.KIND_COLOURS}
    for colour in style.party_colours(kinds, kinds).values():
        assert np.ptp(to_rgb(colour)) == 0


# --- Labels ---------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.floats(-1, 2), st.floats(0.01, 0.2)), min_size=1, max_size=12),
)
def test_spread_labels_do_not_overlap_and_keep_their_order(labels):
    positions, sizes = map(np.array, zip(*labels, strict=True))
    placed = style.spread(positions, sizes, 0, 1)
    scale = min(1, 1 / sizes.sum())
    order = np.argsort(positions, kind="stable")
    at, room = placed[order], sizes[order] * scale
    assert (at[1:] - at[:-1] >= (room[1:] + room[:-1]) / 2 - 1e-9).all()
    assert at[0] - room[0] / 2 >= -1e-9
    assert at[-1] + room[-1] / 2 <= 1 + 1e-9


def test_labels_far_apart_stay_where_they_are():
    assert style.spread([0.8, 0.2, 0.5], 0.1, 0, 1) == pytest.approx([0.8, 0.2, 0.5])


def test_labels_at_one_point_move_both_ways():
    assert style.spread([0.5, 0.5], 0.1, 0, 1) == pytest.approx([0.45, 0.55])


@pytest.mark.parametrize(
    ("name", "width", "lines", "expected"),
    [
        ("Otan", 20, 2, "Otan"),
        ("Republican Party Otan (Fatherland)", 24, 1, "Republican Party Otan"),
        ("People's Union of Kazakhstan Unity", 20, 2, "People's Union of\nKazakhstan Unity"),
        ("A very long name of a very long party", 12, 2, "A very long\nname of a …"),
        ("Democratic", 4, 2, "Democratic"),
        ("(AIST)", 3, 1, "(AIST)"),
        ("line\nbreak\tand  space", 40, 1, "line break and space"),
    ],
)
def test_names_are_fitted_into_labels(name, width, lines, expected):
    assert style.label_text(name, width, lines) == expected


def test_what_the_font_cannot_draw_becomes_a_box():
    assert style.drawable("党 Otan") == "□ Otan"
    assert style.drawable("Әділ — Șor") == "Әділ — Șor"


def test_text_is_never_taken_for_mathematics():
    figure, _, texts = line_chart([r"$\frac{1}{0$ & <b>Party</b>"])
    assert not texts[0].get_parse_math()
    assert "<b>" not in style.render_svg(figure)


# --- Axes -----------------------------------------------------------------------------------------


def test_percent_axis_has_round_steps_and_one_sign():
    with style.house_style():
        ax = style.new_figure(4, 3).subplots()
        ax.set_ylim(0, 100)
        style.percent_axis(ax.yaxis)
        ax.figure.draw_without_rendering()
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "0", "20", "40", "60", "80", "100%",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [style.NARROW, style.WIDE])
def test_years_do_not_touch_and_the_last_is_labelled(width):
    years = [1990.2, 1994.2, 1995.9, 1999.8, 2004.7, 2007.6, 2012.0, 2016.2, 2021.0, 2023.2]
    with style.house_style():
        figure = style.new_figure(width, 2)
        ax = figure.subplots()
        ax.set_xlim(1988, 2025)
        style.year_axis(ax, years, width)
        figure.draw_without_rendering()
    labels = [label for label in ax.get_xticklabels() if label.get_text()]
    boxes = [label.get_window_extent() for label in labels]
    assert labels[-1].get_text() == "2023"
    assert labels[0].get_text() == "1990"
    assert all(a.x1 < b.x0 for a, b in itertools.pairwise(boxes))


# --- Style and SVG --------------------------------------------------------------------------------


def test_the_style_neither_leaks_nor_is_touched_from_outside():
    plain = style.render_svg(line_chart()[0])
    before = dict(mpl.rcParams)
    with mpl.rc_context({"font.size": 30, "axes.grid": False, "svg.fonttype": "none"}):
        assert style.render_svg(line_chart()[0]) == plain
    assert dict(mpl.rcParams) == before


def test_svg_can_stand_in_a_page():
    first = style.render_svg(line_chart(["Otan"])[0])
    second = style.render_svg(line_chart(["Asar"])[0])
    assert first.startswith("<svg")
    assert "<?xml" not in first
    assert "<metadata" not in first
    ids = re.findall(r'\bid="([^"]+)"', first)
    referred = set(re.findall(r'(?:url\(#|href="#)([^")]+)', first))
    assert len(ids) == len(set(ids))
    assert referred == set(ids)
    assert not set(ids) & set(re.findall(r'\bid="([^"]+)"', second))
