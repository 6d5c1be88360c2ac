"""Charts of seats: every lineage is named, no colour means two, and nothing is cut on a phone."""

import itertools
import warnings
from functools import cache

import pytest
from charts import assert_nothing_cut, same_bytes
from matplotlib.colors import to_hex

from helpers import tables
from helpers.analyses.chambers import PARTY_KINDS
from helpers.analyses.seat_share import analyse
from helpers.figures import palette, seat_share, style
from helpers.reports.parameters import Archive, resolve

#: A few parties and many, both tiers, upper houses, a group that is no party in front.
HOUSES = [
    ("KAZ", "LC"),
    ("RUS", "LC"),
    ("LVA", "LC"),
    ("BLR", "LC"),
    ("UKR", "LC"),
    ("UZB", "LC"),
    ("MNG", "LC"),
    ("BEN", "LC"),
    ("FRA", "UC"),
    ("DZA", "UC"),
]


@cache
def analysis(iso3, house, since=1990):
    asked = {"country": iso3, "since": since, "until": 2030, "house": house, "election": "latest"}
    asked |= {"label_share": 0.03, "formula": "droop", "threshold": "legal"}
    return analyse(tables.load, resolve(asked, Archive.load(), "seat_share"))


@pytest.mark.parametrize("width", [style.NARROW, style.WIDE])
@pytest.mark.parametrize(("iso3", "house"), HOUSES)
def test_charts_are_whole_at_both_widths(iso3, house, width):
    found = analysis(iso3, house)
    charts = [seat_share.chamber(found), seat_share.history(found), seat_share.balance(found)]
    charts += [seat_share.tiers(found), seat_share.what_if(found)]
    charts += [seat_share.indices(found, [each]) for each in ("gallagher", "enpp", "pedersen")]
    for chart in filter(None, charts):
        assert chart.title and chart.alt and chart.source.startswith("Source: ")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            figure = chart.draw(width)
            figure.draw_without_rendering()
        assert_nothing_cut(figure)


@pytest.mark.parametrize("width", [style.NARROW, style.WIDE])
@pytest.mark.parametrize(
    ("iso3", "house"), [each for each in HOUSES if seat_share.history(analysis(*each))]
)
def test_through_time_every_party_that_ever_mattered_is_named(iso3, house, width):
    found = analysis(iso3, house)
    chart = seat_share.history(found)
    figure = chart.draw(width)
    ax = figure.axes[0]
    written = " ".join(text.get_text().replace("\n", " ") for text in [*figure.texts, *ax.texts])
    rows = found.history
    large = rows.groupby("lineage")["share"].max()
    large = rows[rows["lineage"].isin(large.index[large >= 0.04]) & rows["kind"].isin(PARTY_KINDS)]
    for _, own in large.groupby("lineage"):
        names = own["name"].map(lambda name: style.label_text(name, 40, 1))
        begins = {name[:9] for name in names}
        assert any(each in written or each in chart.note for each in begins), set(own["name"])


@pytest.mark.parametrize("width", [style.NARROW, style.WIDE])
@pytest.mark.parametrize("iso3", ["LVA", "RUS", "UKR", "KAZ"])
def test_texts_of_panels_do_not_touch(iso3, width):
    figure = seat_share.history(analysis(iso3, "LC")).draw(width)
    figure.draw_without_rendering()
    boxes = [text.get_window_extent().padded(-0.5) for text in figure.axes[0].texts]
    assert len(boxes) > 30
    for first, second in itertools.combinations(boxes, 2):
        assert not first.overlaps(second)


@pytest.mark.parametrize(("iso3", "house"), HOUSES)
def test_one_colour_is_one_lineage(iso3, house):
    given = seat_share.colours(analysis(iso3, house)).values()
    coloured = [colour for colour in given if colour in palette.PARTIES.values()]
    assert len(coloured) == len(set(coloured)) <= len(palette.PARTIES)


def test_a_lineage_keeps_its_colour_whatever_years_and_house_a_report_is_about():
    given = seat_share.colours(analysis("RUS", "LC"))
    assert seat_share.colours(analysis("RUS", "LC", 2010)) == given
    assert seat_share.colours(analysis("FRA", "UC")) == seat_share.colours(analysis("FRA", "LC"))


def test_a_group_that_won_stands_first_in_a_colour():
    found = analysis("BEN", "LC")
    figure = seat_share.chamber(found).draw(style.WIDE)
    first = figure.axes[0].collections[0]
    assert len(first.get_offsets()) == 81
    assert to_hex(first.get_facecolor()[0]) in palette.PARTIES.values()


def test_parties_are_known_by_their_colours():
    given = seat_share.colours(analysis("RUS", "LC"))
    assert given["RUS-communist-party"] == palette.PARTIES["red"]


def test_the_same_chart_has_the_same_bytes():
    found = analysis("LVA", "LC")
    assert same_bytes(seat_share.history(found), style.WIDE)


@pytest.mark.parametrize("width", [style.NARROW, style.WIDE])
def test_a_few_seats_of_no_party_are_labelled(width):
    """Russia 2021 had five independents of 450."""
    figure = seat_share.chamber(analysis("RUS", "LC")).draw(width)
    written = [text.get_text() for ax in figure.axes for text in ax.texts]
    assert any(text.startswith("Independents") for text in written)
