"""Shares and indices, against values worked by hand, published ones, and an independent package.

`voting` (PyPI) gives shares where the literature gives percentage points: hence the factor 100.
"""

import math

import numpy as np
import pandas as pd
import pytest
import voting.diversity
import voting.proportion
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.measures import (
    advantage_ratio,
    effective_number,
    gallagher,
    loosemore_hanby,
    pedersen,
    sainte_lague_index,
    seat_share,
    vote_share,
)

INDICES = [gallagher, loosemore_hanby, sainte_lague_index]
PAIRS = [*INDICES, advantage_ratio, pedersen]


@st.composite
def elections(draw):
    """Votes and seats of one to twelve parties, some of each."""
    size = draw(st.integers(1, 12))
    v = draw(st.lists(st.integers(1, 10**6), min_size=size, max_size=size))
    s = draw(st.lists(st.integers(0, 300), min_size=size, max_size=size))
    assume(sum(v) and sum(s))
    return v, s


# --- published examples -------------------------------------------------------------------------

# New Zealand, 17 September 2005: per cent of the party vote, seats of 121 (Electoral Commission).
# The worked example of many accounts of Gallagher's index. By hand, with shares of seats rounded to
# two decimals, the squares add up to 2.53; the root of half of that is 1.13. (The accounts have
# 2.47 and 1.11: their list of squares is right, and their sum leaves out the 0.0625 of Legalise
# Cannabis.)
NEW_ZEALAND_2005 = {
    "Labour": (41.10, 50),
    "National": (39.10, 48),
    "NZ First": (5.72, 7),
    "Greens": (5.30, 6),
    "Maori": (2.12, 4),
    "United Future": (2.67, 3),
    "ACT": (1.51, 2),
    "Progressive": (1.16, 1),
    "Destiny": (0.62, 0),
    "Legalise Cannabis": (0.25, 0),
    "Christian Heritage": (0.12, 0),
    "Alliance": (0.07, 0),
    "Family Rights": (0.05, 0),
    "Democrats": (0.05, 0),
    "Libertarianz": (0.04, 0),
    "Direct Democracy": (0.03, 0),
    "99 MP": (0.03, 0),
    "One New Zealand": (0.02, 0),
    "Republicans": (0.02, 0),
}


def test_new_zealand_2005():
    votes, seats = zip(*NEW_ZEALAND_2005.values(), strict=True)
    assert gallagher(votes, seats) == pytest.approx(1.125, abs=0.005)


# United Kingdom, 5 May 2005: votes and seats of 646 (Electoral Commission; House of Commons
# Library, Research Paper 05/33). The rest, 360,483 of 27,148,510 votes, is taken as one party with
# three seats (two independents and the Speaker). Gallagher's tables say 16.73; how they group the
# small parties is not known here, hence the tolerance.
UNITED_KINGDOM_2005 = {
    "Labour": (9_552_436, 355),
    "Conservative": (8_784_915, 198),
    "Liberal Democrat": (5_985_454, 62),
    "UKIP": (605_973, 0),
    "SNP": (412_267, 6),
    "Green": (257_758, 0),
    "DUP": (241_856, 9),
    "BNP": (192_745, 0),
    "Plaid Cymru": (174_838, 3),
    "Sinn Fein": (174_530, 5),
    "UUP": (127_414, 1),
    "SDLP": (125_626, 3),
    "Respect": (68_094, 1),
    "SSP": (43_514, 0),
    "Veritas": (40_607, 0),
    "others": (360_483, 3),
}


def test_united_kingdom_2005():
    votes, seats = zip(*UNITED_KINGDOM_2005.values(), strict=True)
    assert (sum(votes), sum(seats)) == (27_148_510, 646)
    assert gallagher(votes, seats) == pytest.approx(16.73, abs=0.1)
    # Labour: 54.95 per cent of the seats for 35.19 of the votes.
    assert advantage_ratio(votes, seats)[0] == pytest.approx(54.95 / 35.19, abs=0.001)


# Golosov, G. V. (2010), The effective number of parties: a new approach, Party Politics 16(2),
# 171-192, compares indices on such made-up constellations. The values are 1 over the sum of
# squares: for the second, 1 / (0.5625 + 0.01 + 15 * 0.0001) = 1 / 0.574 = 1.742.
CONSTELLATIONS = [
    ([0.75, 0.25], 1.600),
    ([0.75, 0.1] + 15 * [0.01], 1.742),
    ([0.55, 0.45], 1.980),
    ([0.55] + 3 * [0.1] + 15 * [0.01], 2.994),
    ([0.35, 0.35, 0.3], 2.985),
    ([0.35] + 5 * [0.1] + 15 * [0.01], 5.747),
    ([0.15] + 7 * [0.1] + 15 * [0.01], 10.638),
]


@pytest.mark.parametrize(("shares", "number"), CONSTELLATIONS)
def test_effective_number_of_published_constellations(shares, number):
    assert effective_number(shares) == pytest.approx(number, abs=0.0005)


# --- values worked by hand ----------------------------------------------------------------------

# Kazakhstan 2004, seats of the whole house: 42, 11, 11, 1, 4, 8 of 77. Squares: 1764 + 121 + 121 +
# 1 + 16 + 64 = 2087; 77² = 5929; 5929 / 2087 = 2.84092.
KAZAKHSTAN_2004 = [42, 11, 11, 1, 4, 8]


def test_effective_number_of_kazakhstan_2004():
    assert effective_number(KAZAKHSTAN_2004) == pytest.approx(5929 / 2087)


def test_seat_share_of_kazakhstan_2004():
    assert 100 * seat_share(KAZAKHSTAN_2004)[0] == pytest.approx(54.5, abs=0.05)


def test_indices_by_hand():
    # Votes 50, 30, 20 per cent; seats 6, 3, 1 of 10: differences +10, 0, -10 points.
    votes, seats = [500, 300, 200], [6, 3, 1]
    assert gallagher(votes, seats) == pytest.approx(10)  # sqrt((100 + 0 + 100) / 2)
    assert loosemore_hanby(votes, seats) == pytest.approx(10)  # (10 + 0 + 10) / 2
    assert sainte_lague_index(votes, seats) == pytest.approx(7)  # 100 / 50 + 0 + 100 / 20
    assert advantage_ratio(votes, seats) == pytest.approx([1.2, 1, 0.5])  # 60/50, 30/30, 10/20


def test_known_extremes():
    for index in INDICES:
        assert index([40, 30, 30], [4, 3, 3]) == pytest.approx(0)
    # One party has all the votes, the other all the seats.
    assert gallagher([1, 0], [0, 1]) == pytest.approx(100)
    assert loosemore_hanby([1, 0], [0, 1]) == pytest.approx(100)
    assert sainte_lague_index([1, 0], [0, 1]) == math.inf
    assert list(advantage_ratio([1, 0, 0], [0, 1, 0])[:2]) == [0, math.inf]


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_equal_parties_count_fully(size):
    assert effective_number([3] * size) == pytest.approx(size)


# --- an independent package ---------------------------------------------------------------------


@settings(deadline=None)
@given(elections())
def test_agreement_with_the_voting_package(election):
    votes, seats = election
    theirs = voting.proportion
    near = {"rel": 1e-9, "abs": 1e-9}
    assert gallagher(votes, seats) == pytest.approx(100 * theirs.gallagher(votes, seats), **near)
    assert loosemore_hanby(votes, seats) == pytest.approx(
        100 * theirs.loosemore_hanby(votes, seats), **near
    )
    assert sainte_lague_index(votes, seats) == pytest.approx(
        100 * theirs.sainte_lague(votes, seats), **near
    )
    assert effective_number(votes) == pytest.approx(
        voting.diversity.laakso_taagepera(votes), **near
    )
    assert advantage_ratio(votes, seats).max() == pytest.approx(theirs.dhondt(votes, seats), **near)


# --- properties ---------------------------------------------------------------------------------


@settings(deadline=None)
@given(elections(), st.integers(2, 1000))
def test_only_proportions_matter(election, factor):
    votes, seats = election
    for index in [*INDICES, pedersen]:
        assert index([factor * v for v in votes], seats) == pytest.approx(index(votes, seats))
    assert effective_number([factor * v for v in votes]) == pytest.approx(effective_number(votes))


@settings(deadline=None)
@given(elections(), st.randoms())
def test_order_and_parties_with_nothing_do_not_matter(election, random):
    rows = list(zip(*election, strict=True))
    more = [*rows, (0, 0), (0, 0)]
    random.shuffle(more)
    for index in [*INDICES, pedersen]:
        assert index(*zip(*more, strict=True)) == pytest.approx(
            # Sainte-Laguë's index has no upper limit: in millions, rounding is relative.
            index(*zip(*rows, strict=True)),
            abs=1e-9,
            rel=1e-12,
        )
    assert effective_number([v for v, _ in more]) == pytest.approx(effective_number(election[0]))


@settings(deadline=None)
@given(elections())
def test_bounds(election):
    votes, seats = election
    least_squares, distortion = gallagher(votes, seats), loosemore_hanby(votes, seats)
    assert -1e-9 <= least_squares <= distortion + 1e-9 <= 100 + 2e-9
    assert sainte_lague_index(votes, seats) >= -1e-9
    assert 1 - 1e-9 <= effective_number(votes) <= len(votes) + 1e-9
    assert vote_share(votes).sum() == pytest.approx(1)


@settings(deadline=None)
@given(elections())
def test_distortion_and_volatility_are_one_formula_and_symmetric(election):
    votes, seats = election
    assert pedersen(votes, seats) == pytest.approx(loosemore_hanby(votes, seats))
    for index in (gallagher, loosemore_hanby, pedersen):
        assert index(votes, seats) == pytest.approx(index(seats, votes))


@settings(deadline=None)
@given(elections())
def test_seats_for_votes_average_to_one(election):
    votes, seats = election
    assert np.average(advantage_ratio(votes, seats), weights=votes) == pytest.approx(1)


# --- how figures are given ----------------------------------------------------------------------


def test_series_are_aligned_by_their_index():
    votes = pd.Series({"A": 50, "B": 30, "C": 20}, dtype="Int64")
    seats = pd.Series({"C": 1, "B": 3, "A": 6}, dtype="Int64")
    assert gallagher(votes, seats) == pytest.approx(10)
    assert advantage_ratio(votes, seats)["A"] == pytest.approx(1.2)


def test_a_share_per_party_keeps_the_index_and_is_nullable():
    seats = pd.Series([3, 1], index=pd.Index(["A", "B"], name="party"), dtype="Int64")
    shares = seat_share(seats)
    assert shares.index.equals(seats.index)
    assert shares.dtype == "Float64"
    assert list(shares) == [0.75, 0.25]


def test_arrays_give_arrays_and_indices_give_plain_floats():
    assert isinstance(vote_share([1, 3]), np.ndarray)
    for index in INDICES:
        assert type(index([1, 2], [1, 2])) is float
    assert type(effective_number(np.array([1, 2]))) is float


def test_shares_of_a_total():
    assert list(seat_share([30, 45], total=100)) == [0.3, 0.45]
    with pytest.raises(ValueError, match="more than the total of 70"):
        seat_share([30, 45], total=70)
    ratio = advantage_ratio([40, pd.NA], [5, 5], votes_total=80)
    assert ratio[0] == 1
    assert np.isnan(ratio[1])


# --- unknown and impossible ---------------------------------------------------------------------


@pytest.mark.parametrize("unknown", [pd.NA, None, np.nan])
def test_one_unknown_figure_makes_an_index_unknown(unknown):
    for index in [*INDICES, pedersen]:
        assert np.isnan(index([50, unknown], [5, 5]))
        assert np.isnan(index([50, 50], [5, unknown]))
    assert np.isnan(effective_number([1, unknown]))
    assert seat_share(pd.Series([1, unknown], dtype="Int64")).isna().all()
    assert list(seat_share(pd.Series([1, unknown], dtype="Int64"), 2).isna()) == [False, True]


def test_a_party_that_a_table_lacks_is_unknown_and_not_without_seats():
    votes = pd.Series({"A": 50, "B": 30, "C": 20})
    for index in INDICES:
        assert np.isnan(index(votes, pd.Series({"A": 6, "B": 4})))


@pytest.mark.parametrize("measure", PAIRS)
def test_figures_that_cannot_be(measure):
    with pytest.raises(ValueError, match="must not be negative; -1 was given in row 1"):
        measure([50, -1], [5, 5])
    with pytest.raises(ValueError, match="all zero"):
        measure([50, 50], [0, 0])
    with pytest.raises(ValueError, match="2 and 3 were given"):
        measure([50, 50], [1, 2, 3])
    with pytest.raises(ValueError, match="at least one party"):
        measure([], [])
    with pytest.raises(ValueError, match="must be numbers"):
        measure(["50", "50"], [5, 5])
    with pytest.raises(ValueError, match="must be finite"):
        measure([50, math.inf], [5, 5])
    with pytest.raises(ValueError, match="a row per party"):
        measure([[50], [50]], [5, 5])
    with pytest.raises(ValueError, match="more than one row for 'A'"):
        measure(pd.Series([1, 2], ["A", "A"]), pd.Series([1, 2], ["A", "B"]))
