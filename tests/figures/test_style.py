"""The house style: colours that everybody can tell apart, labels that do not touch, stable SVG."""

import io
import itertools
import re

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from PIL import Image

from helpers.figures import palette, style


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


def test_women_and_men_are_not_pink_and_blue_and_differ_in_grey():
    women, men = (palette.lab(np.array(to_rgb(colour))) for colour in (style.WOMEN, style.GROUND))
    assert abs(women[0] - men[0]) > 30
    assert np.ptp(to_rgb(style.GROUND)) == 0
    assert women[0] < 40  # a deep purple


@pytest.mark.parametrize("fill", [style.SUBJECT, style.WOMEN, style.PAPER])
def test_text_on_a_fill_is_legible(fill):
    assert palette.contrast(style.ink_on(fill), fill) >= 4.5


def test_text_on_paper_is_legible():
    for colour in (style.INK, style.MUTED, style.SUBJECT, style.WOMEN):
        assert palette.contrast(colour, style.PAPER) >= 4.5


def test_no_colour_means_two_parties_and_the_largest_have_one():
    order = [f"p{i}" for i in range(30)]
    colours = style.party_colours(order, {})
    assert [colours[party] for party in order[:8]] == list(palette.PARTIES.values())
    assert {colours[party] for party in order[8:]} == {palette.REST}


def test_a_party_has_the_colour_that_it_is_known_by_and_the_larger_of_two_keeps_it():
    known = {"labour": "red", "communists": "red", "tiny": "green"}
    order = ["union", "labour", "communists", *[f"p{i}" for i in range(8)], "tiny"]
    colours = style.party_colours(order, {}, known)
    assert colours["labour"] == palette.PARTIES["red"]
    assert colours["communists"] not in (palette.PARTIES["red"], palette.REST)
    # What it is known by makes no party large.
    assert colours["tiny"] == palette.REST
    assert len(set(colours.values()) - {palette.REST}) == 8


def test_rows_that_are_no_party_are_grey_unless_they_are_known_by_a_colour():
    kinds = {kind: kind for kind in palette.NO_PARTY}
    for colour in style.party_colours(kinds, kinds).values():
        assert np.ptp(to_rgb(colour)) == 0
    assert style.party_colours(["g"], {"g": "others"}, {"g": "blue"}) == {
        "g": palette.PARTIES["blue"]
    }


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


def test_a_png_has_the_colours_that_were_drawn():
    figure, ax, _ = line_chart(["Otan", "Asar", "AIST Bloc"])
    for x, colour in enumerate(palette.PARTIES.values()):
        ax.axvspan(2000 + 2 * x, 2002 + 2 * x, color=colour, alpha=0.9 - 0.05 * x)
    written = np.asarray(Image.open(io.BytesIO(style.render_png(figure))).convert("RGB")).astype(
        int
    )
    with style.house_style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
    drawn = np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)
    colours, counts = np.unique(drawn.reshape(-1, 3), axis=0, return_counts=True)
    for area in colours[counts.argsort()[-12:]]:
        assert (written[(drawn == area).all(axis=2)] == area).all()
    difference = np.abs(written - drawn).max(axis=2)
    assert difference.max() < 48
    assert (difference > 16).mean() < 0.002
