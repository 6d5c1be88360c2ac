"""Charts of turnout: for every country, at both widths, with the marks that its data ask for."""

import matplotlib as mpl
import pytest
from figures.charts import check, same_bytes
from spoken import percentages

from helpers.analyses import turnout
from helpers.figures import style
from helpers.figures import turnout as charts
from helpers.reports.parameters import Archive, resolve
from helpers.tables import load

ELECTIONS, TURNOUT, PAGES = load("elections"), load("turnout"), load("pages")
ARCHIVE = Archive(ELECTIONS, load("women_by_year"))
TABLES = {"elections": ELECTIONS, "turnout": TURNOUT, "statements": load("statements").iloc[:0]}
CHARTS = (charts.through_time, charts.register, charts.invalid, charts.compared)
EVERYWHERE = turnout.all_rounds(ELECTIONS, TURNOUT)


@pytest.fixture
def tell(monkeypatch):
    monkeypatch.setattr(turnout, "all_rounds", lambda *_: EVERYWHERE)

    def told(country, house="LC", since=1950, until=2030, peers="region"):
        given = {"country": country, "house": house, "since": since, "until": until}
        return turnout.analyse(TABLES.get, resolve(given | {"peers": peers}, ARCHIVE))

    return told


@pytest.mark.parametrize("house", ["LC", "UC"])
def test_every_country_is_drawn_without_a_warning_or_an_empty_axis(tell, house):
    drawn = 0
    for i, iso3 in enumerate(ARCHIVE.countries):
        analysis = tell(iso3, house)
        for chart in filter(None, (make(analysis, PAGES) for make in CHARTS)):
            # Each country at one width; the test below takes some at both.
            check(chart, (style.WIDE, style.NARROW)[i % 2])
            drawn += 1
        assert analysis.is_known or charts.compared(analysis, PAGES) is None
    assert drawn > (80 if house == "LC" else 2)


@pytest.mark.parametrize("width", [style.WIDE, style.NARROW])
@pytest.mark.parametrize("country", ["KAZ", "MDA", "BLR", "MNG", "ECU", "MRT:UC"])
def test_charts_fit_at_both_widths(tell, country, width):
    analysis = tell(*country.split(":"))
    for chart in filter(None, (make(analysis, PAGES) for make in CHARTS)):
        check(chart, width)


def test_turnout_is_drawn_on_an_axis_from_nought_to_a_hundred(tell):
    figure = charts.through_time(tell("KAZ"), PAGES).draw(style.WIDE)
    assert figure.axes[0].get_ylim() == (0, 100)
    figure = charts.compared(tell("KAZ"), PAGES).draw(style.WIDE)
    assert figure.axes[0].get_xlim() == (0, 100)


def test_the_line_goes_through_the_turnouts_of_the_table(tell):
    analysis = tell("KAZ")
    ax = charts.through_time(analysis, PAGES).draw(style.WIDE).axes[0]
    drawn = {round(float(y), 6) for line in ax.lines for y in line.get_ydata()}
    for share in turnout.first_rounds(analysis.rounds)["share"].dropna():
        assert round(float(share) * 100, 6) in drawn


def test_a_printed_percentage_is_an_open_circle_and_a_computed_one_a_filled(tell):
    analysis = tell("KAZ")
    ax = charts.through_time(analysis, PAGES).draw(style.WIDE).axes[0]
    circles = [line for line in ax.lines if line.get_marker() == "o"]
    by_fill = {line.get_markerfacecolor(): len(line.get_xdata()) for line in circles}
    basis = turnout.first_rounds(analysis.rounds)["basis"].value_counts()
    assert by_fill == {style.SUBJECT: basis["counts"], style.PAPER: basis["printed"]}


@pytest.mark.parametrize(("qualifier", "sign"), [("approximate", "c. "), ("at_least", "≥ ")])
def test_a_qualified_turnout_carries_its_sign(tell, qualifier, sign):
    analysis = tell("KAZ")
    last = turnout.first_rounds(analysis.rounds).index[-1]
    analysis.rounds.loc[last, "qualifier"] = qualifier
    ax = charts.through_time(analysis, PAGES).draw(style.WIDE).axes[0]
    assert any(text.get_text().startswith(sign) for text in ax.texts)
    arrows = [text for text in ax.texts if text.arrow_patch is not None]
    assert len(arrows) == (qualifier == "at_least")


def test_an_election_without_a_figure_is_marked_and_passed_over_with_dots(tell):
    analysis = tell("BLR")
    ax = charts.through_time(analysis, PAGES).draw(style.WIDE).axes[0]
    missing = turnout.first_rounds(analysis.rounds)["share"].isna().sum()
    assert sum(text.get_text() == "no figure" for text in ax.texts) == missing > 0
    assert any(line.get_linestyle() == ":" for line in ax.lines)


def test_the_latest_turnout_is_always_labelled(tell):
    for country in ("KAZ", "LVA", "MDA", "KGZ"):
        analysis = tell(country)
        share = turnout.first_rounds(analysis.rounds)["share"].dropna().iloc[-1]
        for width in (style.WIDE, style.NARROW):
            ax = charts.through_time(analysis, PAGES).draw(width).axes[0]
            assert f"{share * 100:.1f}" in {text.get_text() for text in ax.texts}


def test_alt_texts_tell_every_turnout(tell):
    analysis = tell("LVA")
    known = turnout.first_rounds(analysis.rounds)["share"].dropna()
    told = percentages(charts.through_time(analysis, PAGES).alt)[1:]
    assert told == [pytest.approx(share * 100, abs=0.0501) for share in known]


def test_one_election_makes_no_line(tell):
    analysis = tell("BWA")
    assert charts.through_time(analysis, PAGES) is None
    assert charts.compared(analysis, PAGES) is not None


def test_nothing_known_makes_no_chart(tell):
    assert not any(make(tell("CHN"), PAGES) for make in CHARTS)


def test_a_chart_is_the_same_every_time_and_leaves_nothing_behind(tell):
    before = dict(mpl.rcParams)
    assert same_bytes(charts.through_time(tell("KAZ"), PAGES), style.WIDE)
    assert dict(mpl.rcParams) == before


def test_a_mark_at_the_edge_of_the_axis_is_drawn_whole(tell):
    """Turkmenistan printed 99.8% for 1994."""
    (ax,) = charts.through_time(tell("TKM"), PAGES).draw(style.WIDE).axes
    marks = [line for line in ax.lines if line.get_marker() == "o"]
    assert max(max(line.get_ydata()) for line in marks) > 99.5
    assert not any(line.get_clip_on() for line in marks)
