"""Charts of ``overview``: never empty, never cut, and every country that is known is there."""

import re
from functools import cache

import pytest

from helpers.analyses import overview
from helpers.analyses.overview import analyse
from helpers.figures import overview as charts
from helpers.figures.style import NARROW, WIDE, label_text, render_svg
from helpers.tables import load

TABLES = {name: load(name) for name in overview.TABLES}
SETS = [
    ("LC", 1990, 2030, 2030),
    ("UC", 1990, 2030, 2030),
    ("LC", 1989, 1989, 2030),
]


@cache
def made(*given):
    names = ("house", "since", "until", "year")
    return analyse(TABLES.get, dict(zip(names, given, strict=True)))


def all_charts(one):
    if one.measures:
        yield charts.spread(one)
    for measure in one.measures:
        yield charts.ranking(one, measure)
    if one.followed:
        yield charts.courses(one)


@pytest.mark.parametrize("given", SETS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_axes_has_marks_and_nothing_is_cut(given, width):
    for chart in all_charts(made(*given)):
        figure = chart.draw(width)
        figure.draw_without_rendering()
        box = figure.get_tightbbox().padded(-0.02)
        assert box.x0 >= 0
        assert box.x1 <= figure.get_size_inches()[0]
        assert box.y0 >= 0
        assert box.y1 <= figure.get_size_inches()[1]
        for ax in figure.axes:
            assert ax.lines or ax.collections


@pytest.mark.parametrize("given", [*SETS, ("LC", 1990, 2030, 2000), ("LC", 2000, 2010, 2030)])
def test_texts_are_whole(given):
    for chart in all_charts(made(*given)):
        for text in (chart.title, chart.subtitle, chart.alt, chart.source, chart.note):
            assert text
            assert not re.search(r"nan|<NA>|None|  ", text), text
        assert not chart.title.endswith(".")


def test_ranking_shows_every_country_that_is_known_once():
    one = made(*SETS[0])
    for measure in one.measures:
        chart = charts.ranking(one, measure)
        known = one.latest[one.latest[measure.column].notna()]
        labels = [
            label.get_text().rpartition(" ")[0]
            for ax in chart.draw(NARROW).axes
            for label in ax.get_yticklabels()
        ]
        assert sorted(labels) == sorted(known["country"])


def test_strips_have_a_dot_for_every_country():
    one = made(*SETS[0])
    figure = charts.spread(one).draw(WIDE)
    for ax, measure in zip(figure.axes, one.measures, strict=True):
        assert len(ax.collections[0].get_offsets()) == one.latest[measure.column].notna().sum()


def test_small_lines_follow_countries_with_three_elections_or_more():
    one = made(*SETS[0])
    assert "KAZ" in one.followed
    counts = one.series.groupby("iso3").size()
    assert all(counts[iso3] >= 3 for iso3 in one.followed)
    texts = [text.get_text() for text in charts.courses(one).draw(WIDE).axes[0].texts]
    names = one.latest.set_index("iso3")["country"]
    for iso3 in one.followed:
        assert label_text(names[iso3], 20) in texts


def test_a_chart_is_the_same_drawing_every_time():
    one = made(*SETS[1])
    for chart in all_charts(one):
        assert render_svg(chart.draw(NARROW)) == render_svg(chart.draw(NARROW))
