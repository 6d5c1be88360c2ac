"""The pace of women's representation."""

import math
import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from helpers.measures.pace import pace

YEARS = [1994, 1999, 2004, 2007, 2012, 2016, 2021]
WOMEN = [24, 8, 8, 17, 26, 29, 28]
MEMBERS = [177, 77, 77, 107, 107, 107, 107]


def test_a_line_in_the_log_odds_is_found():
    # Log-odds from -2 by 0.1 a year; so many members that rounding to whole women is nothing.
    years = np.arange(2000, 2021, 4)
    women = np.round(expit(-2 + 0.1 * (years - 2000)) * 1e9)
    fit = pace(years, women, np.full(years.size, 1e9))
    # Mean year 2010: log-odds -1, share 0.26894; 0.26894 * 0.73106 * 0.1 a year.
    assert fit.slope == pytest.approx(1000 * 0.1 * expit(-1) * expit(1), rel=1e-6)
    # One half is log-odds 0, 20 years after 2000: the last election, reached there.
    later = pace(years, women, np.full(years.size, 1e9), target=0.6)
    assert later.target_year == pytest.approx(2000 + (logit(0.6) + 2) / 0.1, abs=1e-4)


def test_two_groups_by_hand():
    # 10 of 100 twice, then 20 of 100 twice, ten years apart: the line joins the two shares exactly.
    fit = pace([2000, 2000.5, 2010, 2010.5], [10, 10, 20, 20], [100] * 4)
    slope = (logit(0.2) - logit(0.1)) / 10
    middle = (logit(0.2) + logit(0.1)) / 2
    assert fit.slope == pytest.approx(1000 * slope * expit(middle) * expit(-middle), rel=0.01)
    assert fit.dispersion < 1


def test_errors_are_those_of_quasi_likelihood():
    # From the definitions: the dispersion is Pearson's chi-square over five degrees of freedom,
    # the covariance the inverse of the information, sum of n p (1 - p) x x', times the dispersion.
    fit = pace(YEARS, WOMEN, MEMBERS)
    x, women, n = (np.array(column, dtype=float) for column in (YEARS, WOMEN, MEMBERS))
    p = fit.expected(x)["share"].to_numpy()
    dispersion = ((women - n * p) ** 2 / (n * p * (1 - p))).sum() / 5
    assert dispersion > 1
    assert fit.dispersion == pytest.approx(dispersion)
    # The line is the best there is: the score is zero.
    design = np.column_stack([np.ones(7), x - 2000])
    assert design.T @ (women - n * p) == pytest.approx([0, 0], abs=1e-5)
    covariance = dispersion * np.linalg.inv(design.T @ (design * (n * p * (1 - p))[:, None]))
    t = 2.5706  # Student's t for five degrees of freedom, 97.5 per cent (any table)
    slope = (logit(p[-1]) - logit(p[0])) / (x[-1] - x[0])
    middle = fit.expected([np.average(x, weights=n)])["share"][0]
    for end, sign in ((fit.slope_low, -1), (fit.slope_high, 1)):
        limit = slope + sign * t * math.sqrt(covariance[1, 1])
        assert end == pytest.approx(1000 * middle * (1 - middle) * limit, rel=1e-4)


def test_a_series_smoother_than_chance_is_not_trusted_beyond_its_seats():
    # Elections of 100 members each on one line: the error is that of the binomial.
    fit = pace([2000, 2004, 2008, 2012], [10, 13, 16, 19], [100] * 4)
    assert fit.dispersion < 0.1
    x = np.array([2000.0, 2004, 2008, 2012]) - 2006
    p = fit.expected(x + 2006)["share"].to_numpy()
    information = np.column_stack([np.ones(4), x])
    information = information.T @ (information * (100 * p * (1 - p))[:, None])
    error = math.sqrt(np.linalg.inv(information)[1, 1])
    middle = fit.expected([2006])["share"][0]
    t = 4.3027  # two degrees of freedom
    assert fit.slope_high - fit.slope == pytest.approx(
        1000 * middle * (1 - middle) * t * error, rel=1e-4
    )


def test_agreement_with_statsmodels_own_interval():
    fit = pace(YEARS, WOMEN, MEMBERS)
    x, women, members = (np.array(column, dtype=float) for column in (YEARS, WOMEN, MEMBERS))
    model = sm.GLM(
        women / members, sm.add_constant(x), family=sm.families.Binomial(), var_weights=members
    )
    theirs = model.fit(scale="X2", use_t=True)
    scale = fit.slope / theirs.params[1]
    ends = scale * theirs.conf_int()[1]
    assert (fit.slope_low, fit.slope_high) == pytest.approx(tuple(ends), rel=1e-6)


def test_the_target_is_where_the_line_and_its_band_cross_it():
    fit = pace(YEARS, WOMEN, MEMBERS, target=0.4)
    assert fit.clear
    assert fit.last_year < fit.target_low < fit.target_year < fit.target_high
    at = fit.expected([fit.target_low, fit.target_year, fit.target_high])
    assert at["high"][0] == pytest.approx(0.4)
    assert at["share"][1] == pytest.approx(0.4)
    assert at["low"][2] == pytest.approx(0.4)


def test_a_falling_share_never_comes_to_the_target():
    fit = pace([2000, 2004, 2008, 2012, 2016], [400, 350, 300, 250, 200], [1000] * 5)
    assert fit.slope < 0
    assert fit.clear
    assert fit.never
    assert fit.target_low == fit.target_high == math.inf


def test_no_change_never_comes_to_the_target():
    fit = pace([2000, 2004, 2008, 2012], [10] * 4, [100] * 4)
    assert fit.slope == 0
    assert fit.never
    assert not fit.clear
    assert 2012 < fit.target_low < fit.target_high == math.inf  # a rise cannot be excluded


def test_a_slow_rise_that_may_be_none_has_no_latest_year():
    fit = pace([2000, 2004, 2008, 2012], [10, 14, 9, 13], [100] * 4)
    assert not fit.clear
    assert fit.target_low < fit.target_year < fit.target_high == math.inf


def test_a_target_that_is_reached():
    fit = pace([2000, 2004, 2008, 2012], [100, 200, 300, 400], [1000] * 4, target=0.3)
    assert fit.reached
    assert not fit.never
    assert fit.target_low == fit.target_year == 2012


def test_elections_that_are_not_known_are_left_out():
    years = [*YEARS, 2023, 2026]
    fit = pace(years, [*WOMEN, None, 20], [*MEMBERS, 98, pd.NA])
    assert fit == pace(YEARS, WOMEN, MEMBERS)
    assert fit.elections == 7


def test_rows_of_a_table():
    table = pd.DataFrame({"year": YEARS, "women": WOMEN, "members": MEMBERS}, dtype="Int64")
    table = table[::-1]
    fit = pace(table["year"], table["women"], table["members"])
    assert fit.slope == pytest.approx(pace(YEARS, WOMEN, MEMBERS).slope)
    with pytest.raises(ValueError, match="row by row"):
        pace(table["year"], table["women"], table["members"][::-1])


def test_what_cannot_be_fitted():
    with pytest.raises(ValueError, match=r"at least 4 elections .* there are 3"):
        pace(YEARS[:3], WOMEN[:3], MEMBERS[:3])
    with pytest.raises(ValueError, match=r"at least 4 elections .* there are 1"):
        pace([2000] * 5, [1] * 5, [9] * 5)
    for women in ([0] * 4, [9] * 4, [0, 0, 0, 9], [0, 0, 0, 4], [0, 0, 4, 9]):
        with pytest.raises(ValueError, match="both women and men were elected"):
            pace([2000, 2004, 2008, 2012], women, [9] * 4)
    with pytest.raises(ValueError, match="more women"):
        pace([2000, 2004, 2008, 2012], [1, 2, 3, 10], [9] * 4)
    with pytest.raises(ValueError, match="same elections"):
        pace(YEARS, WOMEN[1:], MEMBERS)
    for target in (0, 1, 50, -0.1, math.nan):
        with pytest.raises(ValueError, match="target must be a share"):
            pace(YEARS, WOMEN, MEMBERS, target=target)
    with pytest.raises(ValueError, match="confidence must be a share"):
        pace(YEARS, WOMEN, MEMBERS, confidence=95)


@st.composite
def series(draw):
    years = draw(st.lists(st.integers(1945, 2025), min_size=4, max_size=12, unique=True))
    members = draw(st.lists(st.integers(1, 700), min_size=len(years), max_size=len(years)))
    return sorted(years), [draw(st.integers(0, m)) for m in members], members


@settings(max_examples=60, deadline=None)
@given(series(), st.floats(0.02, 0.98))
def test_any_series_gives_a_pace_in_order_or_a_sentence_and_no_warning(elections, target):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            fit = pace(*elections, target=target)
        except ValueError as error:
            assert "both women and men" in str(error)
            return
        band = fit.expected(np.arange(1900, 2101))
    assert fit.slope_low <= fit.slope <= fit.slope_high
    assert fit.last_year <= fit.target_low <= fit.target_year <= fit.target_high
    assert ((band["low"] <= band["share"]) & (band["share"] <= band["high"])).all()
    assert band[["low", "high"]].stack().between(0, 1).all()
    men = [m - w for _, w, m in zip(*elections, strict=True)]
    assert pace(elections[0], men, elections[2]).slope == pytest.approx(-fit.slope, abs=1e-6)
