"""What incomplete figures allow.

Three kinds of evidence: cases worked by hand; complete elections of which something is then hidden,
whose true index must lie within the interval; and a search over all completions of small tables,
which must find both ends (seats by enumeration, votes by a general-purpose optimiser).
"""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from helpers.measures import (
    Interval,
    effective_number,
    effective_number_interval,
    gallagher,
    gallagher_interval,
    loosemore_hanby,
    loosemore_hanby_interval,
    pedersen,
    pedersen_interval,
    sainte_lague_index,
    sainte_lague_interval,
)

DISPROPORTIONALITY = {
    gallagher: gallagher_interval,
    loosemore_hanby: loosemore_hanby_interval,
    sainte_lague_index: sainte_lague_interval,
}
NEAR = 1e-7


def within(value, interval):
    return interval.low - NEAR <= value <= interval.high + NEAR


# --- worked by hand -----------------------------------------------------------------------------


def test_effective_number_with_others():
    # Shares 0.5, 0.3 and others of 0.2. One party: 1 / (0.25 + 0.09 + 0.04) = 1 / 0.38; very many:
    # 1 / 0.34. With none above 0.1, at best two of 0.1: 1 / (0.34 + 0.02) = 1 / 0.36.
    votes = pd.Series({"A": 50, "B": 30, "Others": 20})
    bounds = effective_number_interval(votes, others=["Others"])
    assert (bounds.low, bounds.high) == pytest.approx((1 / 0.38, 1 / 0.34))
    bounds = effective_number_interval(votes, others=["Others"], largest_other=10)
    assert (bounds.low, bounds.high) == pytest.approx((1 / 0.36, 1 / 0.34))
    # None above 0.15: one of 0.15, one of 0.05: 0.0225 + 0.0025 = 0.025.
    bounds = effective_number_interval(votes, others=["Others"], largest_other=15)
    assert bounds.low == pytest.approx(1 / 0.365)


def test_seats_of_others_are_at_most_as_many_parties():
    # 5, 3 and others with 2 of 10 seats: two parties of 0.1 at most, 1 / (0.34 + 0.02).
    seats = pd.Series({"A": 5, "B": 3, "Others": 2})
    bounds = effective_number_interval(seats, others=["Others"], whole=True)
    assert (bounds.low, bounds.high) == pytest.approx((1 / 0.38, 1 / 0.36))


def test_a_party_of_unknown_votes_is_bound_by_the_total():
    # 20 of 100 votes belong to C or to nobody named.
    votes = pd.Series({"A": 50, "B": 30, "C": pd.NA})
    bounds = effective_number_interval(votes, total=100)
    assert (bounds.low, bounds.high) == pytest.approx((1 / 0.38, 1 / 0.34))


def test_spare_votes_fill_the_largest_gaps_evenly():
    # A and B have 5 and 3 of 10 seats and share 40 of 100 votes, C has 60 and 2 seats. The least
    # sum of squares levels 50 - x and 30 - y at x + y = 40: 20 each. 20² + 20² + 40² = 2400.
    votes = pd.Series({"A": None, "B": None, "C": 60.0})
    seats = pd.Series({"A": 5, "B": 3, "C": 2})
    bounds = gallagher_interval(votes, seats, votes_total=100)
    assert bounds.low == pytest.approx(math.sqrt(2400 / 2))
    # At most: 50² + 30² + 40² + 40² for a party without a seat that took all 40 votes.
    assert bounds.high == pytest.approx(math.sqrt((2500 + 900 + 1600 + 1600) / 2))
    # Distortion: 80 points of seats for at most 40 of votes, or for none.
    bounds = loosemore_hanby_interval(votes, seats, votes_total=100)
    assert (bounds.low, bounds.high) == pytest.approx((40, 80))
    # Sainte-Laguë: 80²/40 + 20²/60 - 100 = 66.67; without limit, for A may have next to no votes.
    bounds = sainte_lague_interval(votes, seats, votes_total=100)
    assert (bounds.low, bounds.high) == pytest.approx((200 / 3, math.inf))


def test_others_who_are_over_represented():
    # Others: 2 of 10 seats, 6 of 100 votes. As two parties with a seat and 3 votes each: 2 * 7² =
    # 98. Votes and seats with different parties: 20² + 6² = 436. A and B: 4² + 10² = 116.
    votes = pd.Series({"A": 54, "B": 40, "Others": 6})
    seats = pd.Series({"A": 5, "B": 3, "Others": 2})
    bounds = gallagher_interval(votes, seats, others=["Others"])
    assert bounds.low == pytest.approx(math.sqrt((116 + 98) / 2))
    assert bounds.high == pytest.approx(math.sqrt((116 + 436) / 2))


def test_a_seat_winner_without_votes_may_be_one_of_the_others():
    # C's seat is known, its votes are among the 10 of the others: all of them, or nearly none.
    votes = pd.Series({"A": 60, "B": 30, "Others": 10})
    seats = pd.Series({"A": 6, "B": 3, "C": 1})
    bounds = gallagher_interval(votes, seats, votes_total=100, seats_total=10, others=["Others"])
    assert bounds.low == pytest.approx(0)
    assert bounds.high == pytest.approx(10)  # sqrt((10² + 10²) / 2)


def test_volatility_with_others():
    # Before 60, 30, others 10; after 50, 30, C 20. C gains 20, or 10 if it was all the others.
    before = pd.Series({"A": 60, "B": 30, "Others": 10})
    after = pd.Series({"A": 50, "B": 30, "C": 20})
    bounds = pedersen_interval(before, after, others=["Others"])
    assert (bounds.low, bounds.high) == pytest.approx((10, 20))
    # Others in both: the same parties, or all new.
    after = pd.Series({"A": 60, "B": 25, "Others": 15})
    bounds = pedersen_interval(before, after, others=["Others"])
    assert (bounds.low, bounds.high) == pytest.approx((5, 15))


# --- an interval as such ------------------------------------------------------------------------


def test_exact_where_nothing_is_spare():
    votes, seats = [50, 30, 20], [6, 3, 1]
    for index, interval in DISPROPORTIONALITY.items():
        bounds = interval(votes, seats)
        assert bounds.exact
        assert bounds.point == pytest.approx(index(votes, seats))
    assert effective_number_interval(votes).point == pytest.approx(effective_number(votes))
    bounds = pedersen_interval(pd.Series(votes), pd.Series(seats))
    assert bounds.point == pytest.approx(pedersen(votes, seats))


def test_unknown_where_a_total_is_unknown():
    votes, seats = pd.Series({"A": 5, "B": pd.NA}), pd.Series({"A": 5, "B": 1})
    for interval in DISPROPORTIONALITY.values():
        assert not interval(votes, seats).known
        assert not interval(votes, seats, votes_total=pd.NA).known
        assert not interval(votes, seats[["A"]], votes_total=10).known
        assert interval(votes, seats, votes_total=10).known
    assert not effective_number_interval(votes).known
    assert not pedersen_interval(votes, seats).known
    assert math.isnan(effective_number_interval(votes).point)


def test_an_interval_says_what_it_is():
    bounds = Interval(1.0, 2.0)
    assert bounds.known
    assert not bounds.exact
    assert math.isnan(bounds.point)
    assert 1.5 in bounds
    assert 2.5 not in bounds


def test_figures_that_cannot_be():
    votes, seats = pd.Series({"A": 60, "B": 40}), pd.Series({"A": 6, "B": 4})
    for interval in DISPROPORTIONALITY.values():
        with pytest.raises(ValueError, match="more than the total of 90"):
            interval(votes, seats, votes_total=90)
        with pytest.raises(ValueError, match="seats must be whole numbers"):
            interval(votes, seats / 10)
        with pytest.raises(ValueError, match="no row 'Others'"):
            interval(votes, seats, others="Others")
        with pytest.raises(ValueError, match="must have something; 0 was given"):
            interval(votes, seats, largest_other=0)
    with pytest.raises(ValueError, match="whole numbers"):
        effective_number_interval([0.5, 0.5], whole=True)
    with pytest.raises(ValueError, match="above zero; it is 0"):
        effective_number_interval([0, 0])


# --- something hidden of a complete election ----------------------------------------------------


@st.composite
def hidden(draw):
    """A complete election, and the same with rows lumped together and figures left out."""
    size = draw(st.integers(2, 8))
    labels = list("ABCDEFGH"[:size])

    def column(largest):
        values = draw(st.lists(st.integers(0, largest), min_size=size, max_size=size))
        assume(sum(values))
        return pd.Series(values, labels, dtype="Int64")

    truth = column(1000), column(8)
    told = []
    for values in truth:
        lumped = draw(st.sets(st.sampled_from(labels)))
        unknown = draw(st.sets(st.sampled_from(labels)))
        some = values.drop(list(lumped)).copy()
        some["Others"] = values[list(lumped)].sum()
        some[some.index.isin(unknown)] = pd.NA
        told.append(some)
    return truth, told


@settings(deadline=None)
@given(hidden())
def test_the_truth_is_within_the_interval(election):
    (votes, seats), (some_votes, some_seats) = election
    totals = {"votes_total": votes.sum(), "seats_total": seats.sum(), "others": ["Others"]}
    hidden_votes = votes[~votes.index.isin(some_votes.dropna().index)]
    limits = [None, max(1, hidden_votes.max())] if len(hidden_votes) else [None]
    for limit in limits:
        for index, interval in DISPROPORTIONALITY.items():
            bounds = interval(some_votes, some_seats, largest_other=limit, **totals)
            assert bounds.low <= bounds.high + NEAR
            assert within(index(votes, seats), bounds)
        bounds = effective_number_interval(
            some_votes, total=votes.sum(), others=["Others"], largest_other=limit
        )
        assert within(effective_number(votes), bounds)
    bounds = effective_number_interval(some_seats, total=seats.sum(), others=["Others"], whole=True)
    assert within(effective_number(seats), bounds)


@settings(deadline=None)
@given(hidden())
def test_the_true_volatility_is_within_the_interval(election):
    (before, after), (some_before, some_after) = election
    bounds = pedersen_interval(
        some_before,
        some_after,
        total_before=before.sum(),
        total_after=after.sum(),
        others=["Others"],
    )
    assert 0 <= bounds.low <= bounds.high <= 100 + NEAR
    assert within(pedersen(before, after), bounds)


@settings(deadline=None)
@given(hidden())
def test_others_as_one_party_are_within_the_interval(election):
    (votes, seats), _ = election
    for index, interval in DISPROPORTIONALITY.items():
        assert within(index(votes, seats), interval(votes, seats, others=["A"]))
    assert within(effective_number(votes), effective_number_interval(votes, others=["A"]))


# --- every completion of a small table ----------------------------------------------------------


def partitions(number, largest=None):
    """Yield the ways to write a number as a sum of whole numbers, in falling order."""
    if number == 0:
        yield []
    for first in range(min(number, largest or number), 0, -1):
        for rest in partitions(number - first, first):
            yield [first, *rest]


def shared_out(number, takers):
    """Yield the ways to share a number out to some takers."""
    for cuts in itertools.combinations(range(number + takers - 1), takers - 1):
        yield np.diff([-1, *cuts, number + takers - 1]) - 1


def least_cost(cost, seats, spare, limit):
    """Return the least cost of parties with given seats that share up to `spare` votes."""
    seats = np.asarray(seats, dtype=float)
    if not seats.size:
        return 0.0
    result = minimize(
        lambda votes: cost(np.maximum(votes, 1e-12), seats).sum(),
        np.full(seats.size, min(limit, spare / seats.size) * 0.9),
        bounds=[(1e-12, min(limit, spare))] * seats.size,
        constraints={"type": "ineq", "fun": lambda votes: spare - votes.sum()},
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    return result.fun


COSTS = {  # what a party adds to the index, one without a seat and next to no votes nothing
    gallagher: (lambda v, s: (v - s) ** 2, lambda total: 100 * math.sqrt(total / 2)),
    sainte_lague_index: (lambda v, s: s**2 / v, lambda total: 100 * (total - 1)),
    loosemore_hanby: (lambda v, s: np.maximum(s - v, 0), lambda total: 100 * total),
}

# votes, seats, spare votes, spare seats, limit: of 20 votes and 10 seats, None is unknown
SMALL = [
    ([8, None, None], [5, 3, 2], 12, 0, 12),
    ([8, None, None], [5, 4, 1], 12, 0, 5),
    ([9, 3, None], [5, None, 2], 8, 3, 8),
    ([9, 3, 2], [5, None, None], 6, 5, 6),
    ([9, 3, 2, None], [2, None, None, 4], 6, 4, 2),
    ([9, 9], [5, 2], 2, 3, 2),
    ([6, 4, None, None, None], [None, 4, 1, 1, 1], 10, 3, 4),
]


@pytest.mark.parametrize(("votes", "seats", "spare", "more", "limit"), SMALL)
@pytest.mark.parametrize("index", DISPROPORTIONALITY)
def test_the_low_end_is_the_least_of_all_completions(index, votes, seats, spare, more, limit):
    cost, as_index = COSTS[index]
    rows = list(zip(votes, seats, strict=True))
    fixed = sum(cost(v / 20, s / 10) for v, s in rows if v is not None and s is not None)
    voteless = [s / 10 for v, s in rows if v is None]
    seatless = np.array([v / 20 for v, s in rows if s is None])
    totals = []
    for unnamed in range(more + 1):
        if not seatless.size and unnamed < more:
            continue
        given_out = shared_out(more - unnamed, seatless.size) if seatless.size else [np.array([])]
        named = min(cost(seatless, given / 10).sum() for given in given_out)
        totals.extend(
            fixed
            + named
            + least_cost(cost, voteless + [p / 10 for p in parts], spare / 20, limit / 20)
            for parts in partitions(unnamed)
        )
    bounds = DISPROPORTIONALITY[index](
        votes, seats, votes_total=20, seats_total=10, largest_other=limit
    )
    assert bounds.low == pytest.approx(as_index(min(totals)), abs=1e-4)


@pytest.mark.parametrize(("votes", "seats", "spare", "more", "limit"), SMALL[:-1])
@pytest.mark.parametrize("index", [gallagher, loosemore_hanby])
def test_the_high_end_is_the_most_of_all_completions(index, votes, seats, spare, more, limit):
    highest = 0
    voteless = [i for i, v in enumerate(votes) if v is None]
    seatless = [i for i, s in enumerate(seats) if s is None]
    # Named takers, and unnamed parties: some take votes, one takes seats, one may take of both.
    for share in shared_out(spare, len(voteless) + 4):
        if max(share) > limit:
            continue
        for extra in shared_out(more, len(seatless) + 2):
            v, s = list(votes), list(seats)
            for place, number in zip(voteless, share, strict=False):
                v[place] = number
            for place, number in zip(seatless, extra, strict=False):
                s[place] = number
            unnamed_votes = [*share[len(voteless) :], 0]
            unnamed_seats = [extra[len(seatless)], 0, 0, 0, extra[len(seatless) + 1]]
            highest = max(highest, index(v + unnamed_votes, s + unnamed_seats))
    bounds = DISPROPORTIONALITY[index](
        votes, seats, votes_total=20, seats_total=10, largest_other=limit
    )
    assert highest == pytest.approx(bounds.high)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 12))
def test_effective_number_over_all_splits_of_others(named, others, limit):
    splits = [p for p in partitions(others) if p[0] <= limit]
    numbers = [effective_number([named, *split]) for split in splits]
    bounds = effective_number_interval([named, others], others=[1], largest_other=limit, whole=True)
    assert (bounds.low, bounds.high) == pytest.approx((min(numbers), max(numbers)))


def test_low_ends_are_approached_by_many_small_parties():
    votes = pd.Series({"A": 60, "B": 20, "Others": 20})
    seats = pd.Series({"A": 7, "B": 3, "Others": 0})
    dust = 10_000
    split = [60, 20, *np.full(dust, 20 / dust)], [7, 3, *np.zeros(dust)]
    low = gallagher_interval(votes, seats, others=["Others"]).low
    assert gallagher(*split) == pytest.approx(low, rel=1e-3)
    high = effective_number_interval(votes, others=["Others"]).high
    assert effective_number(split[0]) == pytest.approx(high, rel=1e-3)


def test_volatility_over_all_completions():
    # Of 10 votes each: A known twice, B only before, C only after, the rest others.
    before, after = pd.Series({"A": 4, "B": 3, "O": 3}), pd.Series({"A": 5, "C": 2, "O": 3})
    found = []
    for c_before in range(4):
        for b_after in range(4):
            for old in partitions(3 - c_before):
                for new in partitions(3 - b_after):
                    for same in range(min(len(old), len(new)) + 1):
                        rest = [0] * (len(new) - same)
                        p = [4, 3, c_before, *old, *rest]
                        q = [5, b_after, 2, *new[:same], *[0] * (len(old) - same), *new[same:]]
                        found.append(pedersen(p, q))
    bounds = pedersen_interval(before, after, others=["O"])
    assert (bounds.low, bounds.high) == pytest.approx((min(found), max(found)), abs=1e-9)


# --- Totals between two bounds --------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    votes=st.lists(st.integers(1, 400), min_size=2, max_size=5),
    seats=st.lists(st.integers(0, 30), min_size=2, max_size=5),
    more=st.floats(0.01, 0.6),
    share=st.floats(0, 1),
)
def test_bounds_over_a_span_of_totals_hold_what_each_total_allows(votes, seats, more, share):
    """Any total between the two gives an interval within the one for the span."""
    n = min(len(votes), len(seats))
    votes, seats = pd.Series(votes[:n]), pd.Series(seats[:n])
    assume(seats.sum() > 0)
    least = float(votes.sum())
    span = (least, least * (1 + more))
    total = least + share * (span[1] - least)
    for interval in (gallagher_interval, loosemore_hanby_interval, sainte_lague_interval):
        of_span = interval(votes, seats, votes_total=span, seats_total=int(seats.sum()))
        of_one = interval(votes, seats, votes_total=total, seats_total=int(seats.sum()))
        assert of_span.low <= of_one.low + 0.02
        assert of_one.high <= of_span.high + 1e-6 or np.isinf(of_span.high)
    of_span = effective_number_interval(votes, total=span)
    of_one = effective_number_interval(votes, total=total)
    assert of_span.low <= of_one.low + 1e-6 and of_one.high <= of_span.high + 1e-6


def test_a_total_below_what_is_listed_is_refused():
    with pytest.raises(ValueError, match="more than the total"):
        gallagher_interval([60, 40], [6, 4], votes_total=(90, 120))
    with pytest.raises(ValueError, match="between two bounds"):
        effective_number_interval([60, 40], total=(120, 100))
