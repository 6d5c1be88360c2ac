"""Theil and Sen's trend, and the seat product model, against worked examples."""

import numpy as np
import pytest

from helpers.measures import seat_product, theil_sen


def test_the_slope_is_the_median_of_all_slopes():
    years, values = [2000, 2004, 2009, 2013, 2019], [50.0, 54.0, 40.0, 41.0, 45.0]
    slopes = [
        (values[j] - values[i]) / (years[j] - years[i]) for i in range(5) for j in range(i + 1, 5)
    ]
    assert theil_sen(years, values).slope == pytest.approx(np.median(slopes))


def test_an_interval_without_zero_is_a_clear_trend():
    rising = theil_sen(range(2000, 2010), range(10))
    assert rising.is_clear and rising.slope == 1
    assert not theil_sen([2000, 2004, 2008, 2012], [1, 5, 2, 4]).is_clear


def test_unknown_values_are_left_out_and_three_are_too_few():
    assert theil_sen([2000, 2004, 2008], [1, 2, 3]) is None
    assert theil_sen([2000, 2004, 2008, 2012], [1, None, 3, 4]) is None
    assert theil_sen([2000, 2004, 2008, 2012, 2016], [1, None, 3, 4, 5]).points == 4


def test_lengths_must_agree():
    with pytest.raises(ValueError, match="There are 2 times and 3 values"):
        theil_sen([2000, 2004], [1, 2, 3])


@pytest.mark.parametrize(
    ("magnitude", "seats", "expected"),
    [
        (1, 650, 2.94),  # the House of Commons of the United Kingdom, Taagepera (2007)
        (150, 150, 5.31),  # the Second Chamber of the Netherlands
        (120, 120, 4.93),  # the Knesset
    ],
)
def test_the_seat_product_gives_the_numbers_of_the_literature(magnitude, seats, expected):
    assert seat_product(magnitude, seats) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(("magnitude", "seats"), [(0.5, 100), (120, 100)])
def test_a_district_has_a_seat_and_no_more_than_the_house(magnitude, seats):
    with pytest.raises(ValueError, match="at least one seat"):
        seat_product(magnitude, seats)
