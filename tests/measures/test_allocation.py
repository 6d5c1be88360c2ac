"""The same votes under other formulas and thresholds."""

import itertools

import apportionment.methods
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.measures import FORMULAS, TieError, allocate, wasted_votes

VOTES = st.lists(st.integers(1, 100_000), min_size=1, max_size=8)


def test_by_hand():
    # 53, 24, 23 votes, 7 seats.
    # D'Hondt: 53, 26.5, 24, 23, 17.67, 13.25, 12 (24/2) are the seven largest; next 11.5.
    assert list(allocate([53, 24, 23], 7, "dhondt")) == [4, 2, 1]
    # Sainte-Laguë: 53, 24, 23, 17.67, 10.6, 8, 7.67 (23/3); next 7.57 (53/7).
    assert list(allocate([53, 24, 23], 7, "sainte_lague")) == [3, 2, 2]
    # Hare: quota 100/7 = 14.29; 3 + 1 + 1 full ones, remainders 10.14, 9.71, 8.71: two left.
    assert list(allocate([53, 24, 23], 7, "hare")) == [4, 2, 1]
    # Droop: quota 100 // 8 + 1 = 13; 4 + 1 + 1, remainders 1, 11, 10: one left.
    assert list(allocate([53, 24, 23], 7, "droop")) == [4, 2, 1]


def test_the_alabama_paradox():
    # Balinski and Young's standard illustration of the Hare quota: with one seat more, the smallest
    # party loses one. 6, 6, 2 of 14 votes. Ten seats: quotas 4.29, 4.29, 1.43: 4, 4, 2. Eleven:
    # 4.71, 4.71, 1.57: 5, 5, 1.
    assert list(allocate([6, 6, 2], 10, "hare")) == [4, 4, 2]
    assert list(allocate([6, 6, 2], 11, "hare")) == [5, 5, 1]


def test_a_threshold_is_a_share_of_all_votes_and_who_has_it_passes():
    votes = pd.Series({"A": 60, "B": 33, "C": 7})
    assert allocate(votes, 10, "hare", 0.07)["C"] == 1  # 7 of 100; 0.07 * 100 > 7 in binary
    assert allocate(votes, 10, "hare", 0.0701)["C"] == 0
    # 7 of 140 valid votes are 5 per cent.
    assert allocate(votes, 10, "hare", 0.05, total=140)["C"] == 1
    assert allocate(votes, 10, "hare", 0.0501, total=140)["C"] == 0


def test_seats_come_back_as_the_votes_were_given():
    votes = pd.Series({"A": 60, "B": 40}, dtype="Int64")
    seats = allocate(votes, 5, "dhondt")
    assert seats.index.equals(votes.index)
    assert seats.dtype == "Int64"
    assert list(allocate([60.5, 39.5], 5, "dhondt")) == [3, 2]


@pytest.mark.parametrize("formula", FORMULAS)
def test_unknown_votes_give_unknown_seats(formula):
    assert allocate(pd.Series([60, pd.NA]), 5, formula).isna().all()
    assert allocate(pd.Series([60, 40]), 5, formula, total=pd.NA).isna().all()
    assert np.isnan(allocate([60, None], 5, formula)).all()


# 70, 15 and 15 votes. D'Hondt, 5 seats: 70, 35, 23.3, 17.5, then 15 twice. Sainte-Laguë, 3 seats:
# 70, 23.3, then 15 twice. Hare, 3 seats: quota 33.3, remainders 3.3, 15, 15 for one seat. Droop, 4
# seats: quota 21, remainders 7, 15, 15 for one seat.
@pytest.mark.parametrize(
    ("formula", "seats"), [("dhondt", 5), ("sainte_lague", 3), ("hare", 3), ("droop", 4)]
)
def test_a_tie_is_said_and_names_the_parties(formula, seats):
    votes = pd.Series({"A": 70, "B": 15, "C": 15})
    with pytest.raises(TieError, match="a tie between B, C") as error:
        allocate(votes, seats, formula)
    assert error.value.parties == ["B", "C"]


def test_who_has_a_seat_by_the_tying_quotient_is_in_the_tie():
    # D'Hondt, 30 and 10 and 10 votes, 4 seats: 30, 15, then 10 three times for two seats.
    with pytest.raises(TieError) as error:
        allocate([30, 10, 10], 4, "dhondt")
    assert error.value.parties == [0, 1, 2]
    # With five seats all three get theirs.
    assert list(allocate([30, 10, 10], 5, "dhondt")) == [3, 1, 1]


@settings(deadline=None)
@given(VOTES, st.integers(1, 40), st.sampled_from(["dhondt", "sainte_lague", "hare"]))
def test_agreement_with_the_apportionment_package(votes, seats, formula):
    method = {"dhondt": "dhondt", "sainte_lague": "saintelague", "hare": "largest_remainder"}
    arguments = (method[formula], votes, seats)
    try:
        theirs = apportionment.methods.compute(*arguments, fractions=True, tiesallowed=False)
    except apportionment.methods.TiesException:
        with pytest.raises(TieError) as error:
            allocate(votes, seats, formula)
        assert len(error.value.parties) > 1
    else:
        assert list(allocate(votes, seats, formula)) == theirs


@settings(deadline=None)
@given(VOTES, st.integers(1, 40), st.sampled_from(sorted(FORMULAS)), st.integers(2, 9))
def test_every_seat_is_given_and_more_votes_never_mean_fewer_seats(votes, seats, formula, factor):
    assume(sum(votes) > 2 * seats**2)
    try:
        won = allocate(votes, seats, formula)
    except TieError:
        return
    assert sum(won) == seats
    ordered = sorted(zip(votes, won, strict=True))
    assert all(a[1] <= b[1] for a, b in itertools.pairwise(ordered))
    if formula != "droop":
        assert list(allocate([factor * v for v in votes], seats, formula)) == list(won)
    if formula in ("hare", "droop"):
        quota = sum(votes) / seats if formula == "hare" else sum(votes) // (seats + 1) + 1
        assert all(w in (v // quota, v // quota + 1) for v, w in zip(votes, won, strict=True))


def test_many_parties():
    votes = [10_000 + 37 * i for i in range(80)]
    assert sum(allocate(votes, 450, "sainte_lague")) == 450


def test_what_cannot_be_shared_out():
    votes = [60, 40]
    with pytest.raises(ValueError, match=r"'d-hont'; did you mean 'dhondt'.* hare, droop"):
        allocate(votes, 5, "d-hont")
    for seats in (0, -1, 2.5, "5", None):
        with pytest.raises(ValueError, match="whole number from 1"):
            allocate(votes, seats, "hare")
    for threshold in (-0.1, 1, 5, 300, np.nan):
        with pytest.raises(ValueError, match=r"such as 0\.05"):
            allocate(votes, 5, "hare", threshold)
    with pytest.raises(ValueError, match="No party has 70 per cent"):
        allocate(votes, 5, "hare", 0.7)
    with pytest.raises(ValueError, match="more than the total of 90"):
        allocate(votes, 5, "hare", total=90)
    with pytest.raises(ValueError, match="too few for a Droop quota"):
        allocate([0.6, 0.4], 5, "droop")
    with pytest.raises(ValueError, match="all zero"):
        allocate([0, 0], 5, "hare")


def test_wasted_votes():
    assert wasted_votes([60, 30, 10], [7, 3, 0]) == pytest.approx(0.1)
    # 10 votes of the party without a seat, and 25 of parties not given.
    assert wasted_votes([60, 30, 10], [7, 3, 0], total=125) == pytest.approx(35 / 125)
    assert wasted_votes([1], [1]) == 0
    assert np.isnan(wasted_votes([60, pd.NA], [7, 3]))
    assert np.isnan(wasted_votes([60, 40], [7, pd.NA]))
    assert np.isnan(wasted_votes([60, 40], [7, 3], total=pd.NA))
    with pytest.raises(ValueError, match="more than the total"):
        wasted_votes([60, 40], [7, 3], total=90)
