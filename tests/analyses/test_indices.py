"""The table of indices against published values, and against the tables by another way.

Published: M. Gallagher, Election indices, Trinity College Dublin (least squares index, LSq); for
Mongolia and Ukraine 1994 J. Carey and S. Hix (2011), The electoral sweet spot, American Journal of
Political Science 55(2), data set; both as a referee of this project cites them and as collected by
C. Gandrud, Disproportionality Data, version 2 (2015).
"""

import csv
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from spoken import PROCESSED, rows

from helpers.analyses import contests, indices
from helpers.analyses.elections import choose
from helpers.analyses.rules import ElectoralRules, rules_of
from helpers.sentences.indices import rows as rows_with_notes
from helpers.tables import load
from helpers.tables.schema import TABLES


@cache
def table():
    return {(row["election_id"], row["measure"]): row for row in rows("indices")}


def found(election_id, measure="gallagher"):
    return table()[election_id, measure]


#: Election -> Gallagher's published index, where the archive's table of votes is complete.
PUBLISHED = {
    "LV-LC01-E19930605": 4.14,
    "LV-LC01-E19950930": 5.18,
    "LV-LC01-E19981003": 4.66,
    "LV-LC01-E20021005": 7.28,
    "LV-LC01-E20061007": 4.77,
    "LV-LC01-E20110917": 2.76,
    "GE-LC01-E20121001": 2.98,
    "MD-LC01-E20010225": 16.34,
    "MD-LC01-E20050306": 9.13,
    "MD-LC01-E20090729": 2.94,
    "MN-LC01-E19920628": 27.36,
    "MN-LC01-E20000702": 33.25,
}

#: Election -> the published index and the widest interval, where the archive's table is not
#: complete.
WITHIN = {
    "LV-LC01-E20101002": (2.80, 1.5),
    "RU-LC01-E19991219": (5.05, 4),
    "RU-LC01-E20031207": (12.01, 5.5),
    "RU-LC01-E20071202": (4.33, 0.3),
    "RU-LC01-E20111204": (3.40, 2.1),
    "UA-LC01-E20020331": (8.16, 5),
    "UA-LC01-E20060326": (8.56, 10.3),
    "UA-LC01-E20070930": (3.59, 4),
}


@pytest.mark.parametrize(("election_id", "published"), PUBLISHED.items())
def test_complete_tables_give_the_published_index(election_id, published):
    assert float(found(election_id)["value"]) == pytest.approx(published, abs=0.1)


@pytest.mark.parametrize(("election_id", "published"), WITHIN.items())
def test_incomplete_tables_give_bounds_around_the_published_index(election_id, published):
    index, widest = published
    low, high = (float(found(election_id)[end]) for end in ("low", "high"))
    assert low <= index <= high
    assert high - low <= widest
    assert found(election_id)["value"] is None and found(election_id)["note"]


def test_bounds_as_narrow_as_a_value_lie_at_the_published_index():
    """Moldova 2010: no party is listed for 0.2% of the votes."""
    for end in ("low", "high"):
        assert float(found("MD-LC01-E20101128")[end]) == pytest.approx(3.65, abs=0.1)


def test_shares_of_some_rows_and_counts_of_others_are_one_column_of_votes():
    """Ukraine 2002: three lists below the threshold have a share and no count."""
    elections = choose(load("elections"), "UKR", "LC", 2002, 2002)
    tables = {name: load(name) for name in TABLES}
    _, (contest,) = indices.houses_and_contests(elections, tables)
    shares = contest.rows.set_index("name")["votes"]
    assert contest.unit == "per cent" and shares.notna().all()
    assert shares["Women for the Future"] == 2.11
    # 282,491 votes, where 6,108,088 are 23.57%.
    assert shares["Unity Bloc"] == pytest.approx(282_491 / 6_108_088 * 23.57, abs=0.001)
    # Where all votes are not known, those listed are not taken for all.
    assert contests.disproportionality(replace(contest, votes_total=None)) == {}


@pytest.mark.parametrize(
    ("election_id", "most"),
    [("GE-LC01-E20241026", 5.9), ("MD-LC01-E20210711", 9.6), ("UA-LC01-E20060326", 10.3)],
)
def test_the_legal_threshold_caps_what_a_party_without_a_row_can_have(election_id, most):
    assert float(found(election_id)["high"]) <= most


def test_list_votes_are_compared_with_list_seats_where_both_are_known():
    kazakhstan = found("KZ-LC01-E20230319")
    assert kazakhstan["basis"] == "lists"
    assert float(kazakhstan["value"]) == pytest.approx(2.2, abs=0.05)
    assert found("LV-LC01-E20061007")["basis"] == "all"


def test_members_whom_nobody_elects_are_no_gap():
    """Botswana 1989: 34 elected seats, and a house of 40; 31 of 34 for 64.78% of the votes."""
    low, high = (float(found("BW-LC01-E19891007")[end]) for end in ("low", "high"))
    gap = [31 / 34 - 0.6478, 3 / 34 - 0.2695, -0.0434, -0.0391]
    assert high == pytest.approx(100 * (sum(g * g for g in gap) / 2) ** 0.5, abs=0.02)
    assert low == pytest.approx(100 * (sum(g * g for g in gap[:3]) / 2) ** 0.5, abs=0.02)


def test_a_merger_is_compared_with_the_sum_of_its_parts():
    """Moldova 2021: PAS stood in the bloc ACUM before, and BECS joins two rivals of 2019."""
    moldova = found("MD-LC01-E20210711", "pedersen")
    assert float(moldova["low"]) >= 25.5 and float(moldova["high"]) <= 40.5


def test_a_table_that_seems_to_miss_seats_gives_no_exact_number():
    """Sierra Leone 2012: 67 seats of one party are listed, and the next house has 135."""
    row = found("SL-LC01-E20121117", "enpp")
    assert row["value"] is None and row["note"] == "up to 68 seats may be missing from the table"
    # From none missing to 68, each of another party.
    assert float(row["low"]) == 1
    assert float(row["high"]) == pytest.approx(135**2 / (67**2 + 68), abs=1e-4)


def test_printed_turnout_leads():
    assert float(found("MD-LC01-E20250928", "turnout")["value"]) == 52.24
    assert float(found("AZ-LC01-E20200209", "turnout")["value"]) == 47.81


def test_a_count_that_its_share_and_all_others_contradict_gives_way():
    """Tajikistan 2005, line 25: 1,666,909 votes beside 74.9%; the other rows fit the voters."""
    elections = choose(load("elections"), "TJK", "LC", 2005, 2005)
    tables = {name: load(name) for name in TABLES}
    _, (contest,) = indices.houses_and_contests(elections, tables)
    assert contest.unit == "per cent"
    assert contest.rows["votes"].iloc[0] == 74.9


def test_each_independent_is_a_party_of_one():
    """Belarus 2008: 103 independents among 110 members."""
    row = found("BY-LC01-E20080928", "enpp")
    assert row["value"] is not None and "independent" in row["note"]


def test_values_are_bounds_that_meet_and_bounds_are_in_order():
    for row in rows("indices"):
        low, high = float(row["low"]), row["high"] and float(row["high"])
        assert low >= 0
        assert high is None or low <= high
        assert (row["value"] is None) or float(row["value"]) == low == high
        assert row["value"] is not None or row["note"]


def test_turnouts_and_shares_are_in_per_cent():
    for row in rows("indices"):
        if row["measure"] in ("turnout", "invalid_share", "women_share"):
            assert 0 <= float(row["low"]) <= float(row["high"]) <= 100


def test_every_election_with_votes_and_seats_has_an_index_of_disproportionality():
    """All seats of one party are no exception; a page without totals is."""
    measured = {key[0] for key in table() if key[1] == "gallagher"}
    assert len(measured) >= 90


# --- Rules ----------------------------------------------------------------------------------------


def test_rules_that_are_not_known_are_none():
    assert rules_of(load("rules"), "XX-LC01-E19000101") == ElectoralRules()
    known = rules_of(load("rules"), "LV-LC01-E20221001")
    assert known.tiers == {"lists"} and known.threshold_base == "ballots"


@pytest.mark.parametrize(
    ("rules", "binds"),
    [
        ({"list_seats": 100, "list_districts": 5, "threshold_pct": 5}, True),
        ({"list_seats": 100, "list_districts": 20, "threshold_pct": 5}, False),
        ({"list_seats": 100, "list_districts": 1, "threshold_pct": 0}, False),
        ({"list_seats": 100, "threshold_pct": 5}, False),
    ],
)
def test_a_threshold_binds_where_districts_are_large(rules, binds):
    assert ElectoralRules(**rules).threshold_binds is binds


def test_rules_add_up_to_the_seats_at_stake_or_say_why():
    """List, district and appointed seats against the seats at stake; what differs is listed."""
    elections = load("elections").set_index("election_id")
    rules = load("rules").set_index("election_id")
    elective = rules["list_seats"] + rules["district_seats"]
    at_stake = elections["seats_at_stake"].reindex(rules.index)
    whole = elective + rules["appointed_seats"].fillna(0)
    full = elections["scope"].reindex(rules.index).ne("partial").fillna(True)
    off = full & (elective.ne(at_stake) & whole.ne(at_stake)).fillna(False)
    # Districts without a vote, seats abroad that were not filled, pages with the old house's size.
    assert set(off[off].index) <= {
        "BI-LC01-E20150629", "BI-LC01-E20200520", "GM-LC01-E20220409", "MU-LC01-E20141210",
        "SL-LC01-E20180307", "SL-LC01-E20230624", "TZ-LC01-E20151025", "NE-LC01-E20201227",
        "GA-UC01-E20210130", "ZM-LC01-E20160811", "UA-LC01-E20141026", "UA-LC01-E20190721",
        "GE-LC01-E20031102", "GE-LC01-E19951105",
    }  # fmt: skip


def test_rules_and_evidence_tell_the_same_sizes_of_tiers():
    """Evidence on a page's column of list seats is the law's number of them."""
    with (PROCESSED.parent / "raw" / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        sums = [
            row
            for row in csv.DictReader(lines)
            if row["column"] in ("proportional", "majority") and not row["party"]
        ]
    election = {row["page"]: row["election_id"] for row in rows("pages")}
    rules = {row["election_id"]: row for row in rows("rules")}
    assert len(sums) >= 14
    for row in sums:
        tier = {"proportional": "list_seats", "majority": "district_seats"}[row["column"]]
        assert rules[election[row["page"]]][tier] == row["value"], row


# --- Conventions on made-up elections -------------------------------------------------------------


def test_an_interval_wider_than_half_its_scale_is_not_telling():
    index = contests.INDICES["gallagher"]
    assert index.is_informative(2, 2 + index.scale / 2)
    assert not index.is_informative(2, 2.1 + index.scale / 2)
    assert not index.is_informative(2, float("inf"))


def test_no_interval_that_is_too_wide_leads_or_is_drawn():
    for iso3, house in sorted({(r["iso3"], r["house"]) for r in rows("elections") if r["house"]}):
        chosen = choose(load("elections"), iso3, house, 1, 9999)
        if iso3 not in ("KGZ", "UKR", "BLR", "RUS", "MNG"):
            continue
        tables = {name: load(name) for name in TABLES}
        houses, made = indices.houses_and_contests(chosen, tables)
        parties = tables["parties"]
        shown = contests.indices(chosen, houses, made, parties[parties["iso3"] == iso3])
        shown = shown[shown["informative"]]
        scales = shown["measure"].map({key: one.scale for key, one in contests.INDICES.items()})
        assert ((shown["high"] - shown["low"]) <= scales / 2).all()


def test_the_table_is_what_the_code_makes_of_the_other_tables():
    tables = {name: load(name) for name in TABLES}
    made = {(row["election_id"], row["measure"]): row for row in rows_with_notes(tables)}
    assert set(made) == set(table())
    for key, row in made.items():
        for name in ("value", "low", "high"):
            told = table()[key][name]
            assert (row[name] is None) == (told is None)
            assert told is None or float(told) == pytest.approx(row[name])


def test_an_independent_adds_nothing_to_the_squares_of_the_votes():
    election = pd.Series({"election_id": "X", "when": "2000"})
    frame = pd.DataFrame(
        {
            "party_id": ["a", "b", "i"],
            "lineage": ["a", "b", "i"],
            "name": ["A", "B", "Independents"],
            "kind": ["party", "party", "independents"],
            "votes": [50.0, 30.0, 20.0],
            "seats": [5.0, 3.0, 2.0],
        },
        index=["a", "b", "i"],
    )
    one = contests.Contest(
        election, ElectoralRules(), "all", frame, 100.0, 10, "votes", None, 0.0, False, ()
    )
    number = contests.effective_numbers(None, one)["enep"]
    assert number.exact
    assert number.low == pytest.approx(1 / (0.5**2 + 0.3**2))
