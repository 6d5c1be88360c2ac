"""Sentences on a share through time claim no course that its figures go against."""

import pandas as pd
import pytest

from helpers.analyses.series import ShareSeries
from helpers.sentences.series import headline, range_title, say_trend

RISING = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45)


def series(*shares, qualifiers=None, **others):
    years = [2000 + 4 * i for i in range(len(shares))]
    return ShareSeries(
        pd.DataFrame(
            {
                "when": [str(year) for year in years],
                "date": pd.to_datetime([f"{year}-05-01" for year in years]),
                "share": shares,
                "qualifier": pd.array(qualifiers or [pd.NA] * len(shares), dtype="string"),
            }
        ),
        **others,
    )


@pytest.mark.parametrize(
    ("shares", "course"),
    [
        ((0.1, 0.2, 0.3, 0.4, 0.5), "50% in 2016, rising since 2000"),
        ((0.5, 0.4, 0.3, 0.2, 0.1), "10% in 2016, falling since 2000"),
        # A clear trend that the last election broke, or went on with by less than a change.
        ((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.5), "50% in 2024, down from 60% in 2020"),
        ((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.599), "60% in 2024, rising since 2000"),
        ((0.5, 0.3, 0.6, 0.2, 0.5), "50% in 2016, up from 20% in 2012"),
        # A clear trend after a first figure that was higher still.
        ((0.5, *RISING), "45% in 2036, up from 40% in 2032"),
        ((0.5,), "50% in 2000"),
    ],
)
def test_a_title_says_the_trend_only_where_first_and_last_go_with_it(shares, course):
    assert headline(series(*shares), "Turnout", "was") == f"Turnout was {course}"


def test_a_title_says_which_later_elections_lack_a_figure_and_where_sources_disagree():
    later = series(0.2, missing_after=("2014", "2019"), disputed_after=("2024",))
    assert headline(later, "The share", "was") == (
        "The share was 20% in 2000; no data for 2014 and 2019; sources disagree on 2024"
    )


def test_a_trend_that_ends_below_its_first_figure_says_so():
    rising = say_trend(series(0.5, *RISING), "turnout")
    assert "has risen by" in rising
    assert rising.endswith("though it was no higher in 2036 than in 2000")
    assert "though" not in say_trend(series(0.1, 0.2, 0.3, 0.4), "turnout")


def test_a_slope_near_zero_keeps_no_false_sign():
    assert "slope 0.0 points" in say_trend(series(0.3, 0.4, 0.5, 0.4, 0.30005), "turnout")


@pytest.mark.parametrize(
    ("shares", "qualifiers", "title"),
    [
        ((0.5, 0.7, 0.6), None, "Turnout was highest in 2004 (70%) and lowest in 2000 (50%)"),
        # The higher of two is no maximum.
        ((0.5, 0.7), None, "Turnout rose from 50% in 2000 to 70% in 2004"),
        ((0.7, 0.5), None, "Turnout fell from 70% in 2000 to 50% in 2004"),
        ((0.5, 0.503), None, "Turnout was about the same in 2000 and 2004"),
        ((0.5, 0.503, 0.5), None, "Turnout was about the same every time"),
        ((0.5, 0.7), ["approximate", None], "Turnout was about 50% in 2000 and 70% in 2004"),
        # Of three, one is not exact: two are left, and no extreme.
        ((0.5, 0.6, 0.7), [None, "at_least", None], "Turnout rose from 50% in 2000 to 70% in 2008"),
    ],
)
def test_only_three_figures_or_more_have_a_highest(shares, qualifiers, title):
    assert range_title(series(*shares, qualifiers=qualifiers), "Turnout") == title
