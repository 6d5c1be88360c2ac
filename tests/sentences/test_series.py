"""Titles of a share through time claim no course that the last figure goes against."""

import pandas as pd
import pytest

from helpers.analyses.series import ShareSeries
from helpers.sentences.series import headline


def series(*shares):
    years = [2000 + 4 * i for i in range(len(shares))]
    return ShareSeries(
        pd.DataFrame(
            {
                "when": [str(year) for year in years],
                "date": pd.to_datetime([f"{year}-05-01" for year in years]),
                "share": shares,
                "qualifier": pd.array([pd.NA] * len(shares), dtype="string"),
            }
        )
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
        ((0.5,), "50% in 2000"),
    ],
)
def test_a_title_tells_the_trend_only_where_the_last_change_goes_with_it(shares, course):
    assert headline(series(*shares), "Turnout", "was") == f"Turnout was {course}"
