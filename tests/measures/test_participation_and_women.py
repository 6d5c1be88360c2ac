"""Turnout, invalid ballots, women's share and the gap to parity: rows of a table or single."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.measures import invalid_share, parity_gap, turnout, women_share

RATIOS = [turnout, invalid_share, women_share]
ALL = [*RATIOS, parity_gap]


def test_by_hand():
    assert turnout(4_757_000, 8_410_000) == pytest.approx(0.565636, abs=1e-6)
    assert invalid_share(5, 200) == 0.025
    # Kazakhstan 2004: 8 of 77 is 10.4 per cent; half of 77, rounded up, is 39.
    assert 100 * women_share(8, 77) == pytest.approx(10.4, abs=0.05)
    assert parity_gap(8, 77) == 31


@pytest.mark.parametrize(
    ("women", "members", "gap"),
    [(0, 1, 1), (0, 2, 1), (1, 2, 0), (49, 100, 1), (50, 100, 0), (51, 100, 0), (53, 107, 1)],
)
def test_parity_is_half_of_the_seats_or_more(women, members, gap):
    assert parity_gap(women, members) == gap


@settings(deadline=None)
@given(st.integers(1, 1000).flatmap(lambda m: st.tuples(st.integers(0, m), st.just(m))))
def test_the_gap_is_the_fewest_seats_to_one_half(house):
    women, members = house
    more = np.arange(members - women + 1)
    enough = more[women_share(women + more, members) >= 0.5]
    assert parity_gap(women, members) == enough.min()


@pytest.mark.parametrize("measure", ALL)
def test_rows_of_a_table(measure):
    table = pd.DataFrame(
        {"part": [1, pd.NA, 3], "whole": [4, 4, pd.NA]}, index=[2004, 2007, 2012], dtype="Int64"
    )
    result = measure(table["part"], table["whole"])
    assert result.index.equals(table.index)
    assert list(result.isna()) == [False, True, True]
    assert result.dtype == ("Int64" if measure is parity_gap else "Float64")
    assert result[2004] == measure(1, 4)


@pytest.mark.parametrize("measure", ALL)
def test_single_numbers_and_arrays(measure):
    assert type(measure(1, 4)) is float
    assert type(measure(np.int64(1), np.int64(4))) is float
    assert list(measure([1, 2], 4)) == [measure(1, 4), measure(2, 4)]
    assert list(measure(pd.Series([1, 2]), 4)) == [measure(1, 4), measure(2, 4)]
    assert list(measure(pd.Series([1], [9]), pd.Series([4], [9]))) == [measure(1, 4)]


@pytest.mark.parametrize("measure", ALL)
@pytest.mark.parametrize("unknown", [pd.NA, None, np.nan])
def test_unknown_in_unknown_out(measure, unknown):
    assert np.isnan(measure(unknown, 4))
    assert np.isnan(measure(1, unknown))


def test_series_are_aligned_by_their_index():
    voters = pd.Series({"first": 1, "second": 2})
    electors = pd.Series({"second": 4, "first": 4, "third": 4})
    result = turnout(voters, electors)
    assert result["first"] == 0.25
    assert result["second"] == 0.5
    assert pd.isna(result["third"])


@pytest.mark.parametrize("measure", ALL)
def test_figures_that_cannot_be(measure):
    with pytest.raises(ValueError, match=r"more .* than .* \(4\); 5 was given\. Correct"):
        measure(5, 4)
    with pytest.raises(ValueError, match=r"\(4\); 5 was given in row 2007"):
        measure(pd.Series({2004: 1, 2007: 5}), pd.Series({2004: 4, 2007: 4}))
    with pytest.raises(ValueError, match="must be above zero; 0 was given"):
        measure(0, 0)
    with pytest.raises(ValueError, match="must not be negative; -1 was given"):
        measure(-1, 4)
    with pytest.raises(ValueError, match="must be numbers"):
        measure("one", 4)


def test_people_are_whole():
    with pytest.raises(ValueError, match="whole numbers of people"):
        parity_gap(0.3, 1)
