"""Charts of ``data_quality``: never empty, never cut, saying what the tables hold."""

import re
from functools import cache

import pytest

from helpers.analyses import quality
from helpers.analyses.quality import GROUPS, analyse
from helpers.figures import quality as charts
from helpers.figures.style import NARROW, WIDE, render_svg
from helpers.sentences.quality import how_much
from helpers.tables import load

TABLES = {name: load(name) for name in quality.TABLES}
HOUSES = sorted(
    TABLES["elections"]
    .loc[TABLES["elections"]["first_date"].notna(), ["iso3", "country", "house"]]
    .drop_duplicates()
    .itertuples(index=False, name=None)
)
#: Long and short series, two elections in a year, an upper house, nothing but members by sex.
DRAWN = [
    ("KAZ", "Kazakhstan", "LC"),
    ("MDA", "Moldova", "LC"),
    ("DZA", "Algeria", "LC"),
    ("BRB", "Barbados", "UC"),
]
CHARTS = (charts.completeness, charts.coverage, charts.findings)


@cache
def held(iso3, country, house):
    given = {"iso3": iso3, "country": country, "house": house, "since": 1800, "until": 2100}
    return analyse(TABLES.get, given)


@pytest.mark.parametrize(("iso3", "country", "house"), HOUSES)
def test_texts_are_whole(iso3, country, house):
    for make in CHARTS:
        chart = make(held(iso3, country, house))
        for text in (chart.title, chart.subtitle, chart.alt, chart.source):
            assert text
            assert not re.search(r"nan|<NA>|None(?! of)| {2}", text), text
        assert not chart.title.endswith(".")
        assert chart.alt.endswith(".")


@pytest.mark.parametrize(("iso3", "country", "house"), DRAWN)
@pytest.mark.parametrize("make", CHARTS)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_axes_has_marks_and_nothing_is_cut(iso3, country, house, make, width):
    figure = make(held(iso3, country, house)).draw(width)
    figure.draw_without_rendering()
    assert figure.get_size_inches()[0] == pytest.approx(width)
    box = figure.get_tightbbox().padded(-0.02)
    assert box.x0 >= 0
    assert box.x1 <= figure.get_size_inches()[0]
    assert box.y0 >= 0
    assert box.y1 <= figure.get_size_inches()[1]
    for ax in figure.axes:
        assert ax.patches or ax.lines or ax.collections


def test_a_chart_is_the_same_drawing_every_time():
    for make in CHARTS:
        chart = make(held("KAZ", "Kazakhstan", "LC"))
        assert render_svg(chart.draw(WIDE)) == render_svg(chart.draw(WIDE))


def test_matrix_writes_in_each_cell_how_much_is_known():
    one = held("KAZ", "Kazakhstan", "LC")
    (ax,) = charts.completeness(one).draw(WIDE).axes
    written = [text.get_text() for text in ax.texts]
    cells = written[: len(GROUPS) * len(one.elections)]
    order = [(e, g) for e in one.elections["election_id"] for g in GROUPS]
    labels = {
        (row["election_id"], row["group"]): how_much(row) for _, row in one.completeness.iterrows()
    }
    assert cells == [labels[key] or "–" for key in order]


def test_a_country_without_findings_is_told_so_beside_the_archive():
    found = set(TABLES["findings"]["election_id"].dropna())
    pages = TABLES["pages"].set_index("page")["election_id"]
    found |= set(TABLES["findings"]["page"].map(pages).dropna())
    rows = TABLES["elections"]
    clean = next(
        one for one in HOUSES if not set(rows[rows["iso3"] == one[0]]["election_id"]) & found
    )
    chart = charts.findings(held(*clean))
    assert chart.title.startswith("None of the archive's")
    assert len(chart.draw(WIDE).axes) == 1
