"""The overview tells of every country its latest election, and of no country what is not known."""

import csv
import re
from functools import cache
from statistics import median

import pandas as pd
import pytest

from helpers import config
from helpers.analyses import overview
from helpers.analyses.overview import MEASURES, analyse
from helpers.figures import overview as charts
from helpers.sentences.overview import say_series, say_summary, table_of_numbers, title
from helpers.tables import load

TABLES = {name: load(name) for name in overview.TABLES}

#: house, since, until, year
SETS = [
    ("LC", 1990, 2030, 2030),
    ("UC", 1990, 2030, 2030),
    ("LC", 1990, 2030, 2000),
    ("LC", 2000, 2010, 2030),
    ("LC", 1989, 1989, 2030),
    ("UC", 2001, 2001, 2030),
    ("LC", 1850, 1880, 1870),
    ("LC", 1990, 2000, 1980),
    # No house with a majority, and one that is not known.
    ("LC", 1995, 1995, 2030),
]

BROKEN = re.compile(
    r"nan|<NA>|None|NaT| {2}| [,.;]|\b(one|1) (countries|houses)\b|\b(two|ten|1\d|2\d) country\b"
)
SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def rows_of(name):
    """Read a table as plain text, apart from everything that the package does with it."""
    with (config.processed_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RAW = {name: rows_of(name) for name in ("elections", "turnout", "seats", "members", "parties")}


@cache
def made(*given):
    names = ("house", "since", "until", "year")
    return analyse(TABLES.__getitem__, dict(zip(names, given, strict=True)))


def number(text):
    text = {"both": "two", "neither": "none"}.get(text, text)
    return SMALL.index(text) if text in SMALL else int(text)


def latest_ids(house, since, until, year):
    """Return the latest election of each country, by plain comparison of dates."""
    latest = {}
    for row in RAW["elections"]:
        if row["house"] != house or not row["first_date"]:
            continue
        if since <= int(row["first_date"][:4]) <= min(until, year):
            best = latest.setdefault(row["iso3"], row)
            if row["first_date"] > best["first_date"]:
                latest[row["iso3"]] = row
    return {iso3: row["election_id"] for iso3, row in latest.items()}


@pytest.mark.parametrize("given", SETS)
def test_every_country_has_its_latest_election_once(given):
    one = made(*given)
    assert dict(zip(one.latest["iso3"], one.latest["election_id"], strict=True)) == latest_ids(
        *given
    )
    table = table_of_numbers(one)
    assert len(table) == len(one.latest)
    assert list(table["Country"]) == sorted(table["Country"])


@pytest.mark.parametrize("given", SETS)
def test_sentences_are_whole(given):
    one = made(*given)
    assert not BROKEN.search(title(one))
    assert not title(one).endswith(".")
    told = say_summary(one)
    assert 1 <= len(told) <= 5
    for text in told:
        assert not BROKEN.search(text), text
        assert text[0].isupper()
        assert text.endswith(".")


@pytest.mark.parametrize("given", SETS)
def test_shares_lie_between_nought_and_all_and_below_their_bounds(given):
    rows = made(*given).series
    for measure in MEASURES:
        known = rows[measure.column].dropna()
        assert known.between(0, 1).all()
    known = rows[rows["largest_share"].notna()]
    assert (known["largest_low"] <= known["largest_share"]).all()
    assert known["largest"].notna().all()


@pytest.mark.parametrize("given", SETS[:4])
def test_turnout_is_of_the_counts_of_the_first_round(given):
    one = made(*given)
    for row in one.latest.itertuples():
        own = [
            r
            for r in RAW["turnout"]
            if r["election_id"] == row.election_id and r["preferred"] == "True"
        ]
        own.sort(key=lambda r: (int(r["round"] or 0), int(r["line"] or 0)))
        printed = float(own[0]["turnout_pct"]) / 100 if own and own[0]["turnout_pct"] else None
        counted = None
        if own and own[0]["electors"] and own[0]["voters"]:
            counted = int(own[0]["voters"]) / int(own[0]["electors"])
        if printed is None and (counted is None or counted > 1):
            assert row.turnout is pd.NA or pd.isna(row.turnout_page) is False
        elif printed is None or (counted and abs(counted - printed) < 0.00005):
            assert row.turnout == pytest.approx(printed if counted is None else counted, abs=0.0001)
        else:
            # Print leads where the counts contradict it, and where it is rounded both are near.
            assert row.turnout in (
                pytest.approx(printed),
                pytest.approx(counted, abs=1e-9) if counted else None,
            )


@pytest.mark.parametrize("given", SETS[:4])
def test_no_party_of_the_page_has_more_seats_than_the_largest(given):
    kinds = {(r["iso3"], r["party"]): r["kind"] for r in RAW["parties"]}
    for row in made(*given).latest.itertuples():
        if row.largest_share is pd.NA:
            continue
        sums = {}
        for r in RAW["seats"]:
            same = r["election_id"] == row.election_id and r["preferred"] == "True"
            if same and r["column"] == "total" and r["seats"]:
                kind = kinds.get((row.iso3, r["party"]), "party")
                if kind in ("party", "bloc"):
                    sums.setdefault(r["party"], []).append(int(r["seats"]))
        assert row.largest_seats <= max(sum(several) for several in sums.values())
        assert row.largest_seats >= max(max(several) for several in sums.values())


@pytest.mark.parametrize("given", SETS)
def test_title_counts_the_majorities_that_the_table_shows(given):
    one = made(*given)
    rows = list(one.latest.itertuples())
    if len(rows) < 2:
        return
    text = title(one)
    sure = sum(bool(row.majority is not pd.NA and row.majority) for row in rows)
    if text.startswith("Whether"):
        assert all(row.majority is pd.NA for row in rows)
        return
    match = re.search(
        r"half of the seats in (?:all )?([\w,]+)(?: of (?:the )?([\w,]+))? (lower|upper)", text
    )
    # All houses are counted: a headline rests on no selected sample.
    assert number(match[2] or match[1]) == len(rows)
    if text.startswith("No party"):
        assert sure == 0
        left = re.search(r"leave (\w+) open", text)
        assert number(match[1]) + (number(left[1]) if left else 0) == len(rows)
        return
    assert number(match[1]) == sure > 0
    known = [row for row in rows if row.largest_low is not pd.NA]
    assert sure >= sum(row.largest_low > 0.5 for row in known)
    none = re.search(r"none did in (\w+)", text)
    left_open = re.search(r"leave (\w+) open", text)
    counted = sum(number(found[1]) for found in (none, left_open) if found)
    assert counted == len(rows) - sure


@pytest.mark.parametrize("given", SETS[:4])
def test_summary_states_the_median_and_the_extremes(given):
    one = made(*given)
    told = say_summary(one)
    for measure, text in zip(one.measures, told[1:], strict=False):
        shares = [float(share) * 100 for share in one.latest[measure.column].dropna()]
        numbers = [float(n) for n in re.findall(r"([\d.]+)%", text)]
        if len(shares) == 1:
            assert "the only" in text
            continue
        # A median is of four countries or more.
        assert ("median" in text.lower()) == (len(shares) >= 4)
        if len(shares) >= 4:
            assert numbers.pop(0) == pytest.approx(median(shares), abs=0.051)
        assert numbers[0] == pytest.approx(min(shares), abs=0.051)
        assert numbers[1] == pytest.approx(max(shares), abs=0.1)
        assert number(re.search(r"in the (\w+) countr", text)[1]) == len(shares)


@pytest.mark.parametrize("given", SETS)
def test_summary_counts_what_is_not_known(given):
    one = made(*given)
    unknown = {measure: int(one.latest[measure.column].isna().sum()) for measure in MEASURES}
    last = say_summary(one)[-1]
    if len(one.latest) < 2 or not any(unknown.values()):
        return
    names = ("the largest party", "turnout", "the share of women")
    for name, n in zip(names, unknown.values(), strict=True):
        match = re.search(rf"on {name} for (\w+)", last)
        assert bool(match) == bool(n)
        if match:
            assert (len(one.latest) if match[1] == "all" else number(match[1])) == n


@pytest.mark.parametrize("given", SETS)
def test_titles_of_charts_hold(given):
    one = made(*given)
    known = {
        measure.column: one.latest[one.latest[measure.column].notna()] for measure in one.measures
    }
    if one.measures:
        title_of_spread = charts.spread(one).title
        numbers = [float(n) for n in re.findall(r"([\d.]+)%", title_of_spread)]
        medians = [
            median(100 * rows[column].astype(float))
            for column, rows in known.items()
            if len(rows) >= 4
        ]
        assert numbers == pytest.approx(medians, abs=0.5)
    for measure in one.measures:
        rows, text = known[measure.column], charts.ranking(one, measure).title
        regions = {
            region: median(block.astype(float))
            for region, block in rows.groupby("region")[measure.column]
            if len(block) >= 4
        }
        ordered = sorted(regions.values())
        if found := re.match(r"Of (\w+) regions, (?:the )?(.*) has .* and (?:the )?(.*) the", text):
            assert number(found[1]) == len(regions) >= 3
            assert regions[found[2]] == ordered[-1] >= ordered[-2] + 0.005
            assert regions[found[3]] == ordered[0] <= ordered[1] - 0.005
        else:
            shares = rows[measure.column].astype(float) * 100
            numbers = [float(n) for n in re.findall(r"([\d.]+)%", text)]
            assert numbers == pytest.approx(sorted({shares.min(), shares.max()}), abs=0.1)
    if one.followed:
        check_courses(one, charts.courses(one).title)
        some = re.match(r"(\w+) of (\w+) countries ha(?:s|ve) at least", say_series(one))
        told = (number(some[1]), number(some[2])) if some else (len(one.latest),) * 2
        assert told == (len(one.followed), len(one.latest))


def check_courses(one, text):
    for what, column in (("turnout", "turnout"), ("women's share", "women_share")):
        changes = []
        for iso3 in one.followed:
            own = one.series[(one.series["iso3"] == iso3) & one.series[column].notna()][column]
            if len(own) > 1:
                changes.append(float(own.iloc[-1]) - float(own.iloc[0]))
        counts = {
            "fell": sum(change <= -0.005 for change in changes),
            "rose": sum(change >= 0.005 for change in changes),
        }
        found = re.search(rf"{what} (fell|rose) in (?:all )?(\w+)", text, re.IGNORECASE)
        assert bool(found) == (len(changes) > 1 and 2 * max(counts.values()) > len(changes))
        if found:
            assert number(found[2]) == counts[found[1]] == max(counts.values())


@pytest.mark.parametrize("given", SETS)
def test_ranks_begin_with_the_highest_of_each_region(given):
    one = made(*given)
    for measure in one.measures:
        rows = overview.ranked(one, measure)
        assert len(rows) == one.latest[measure.column].notna().sum()
        for _, block in rows.groupby("region"):
            assert block["rank"].iloc[0] == 1
            assert block[measure.column].is_monotonic_decreasing
            assert (block["of"] == len(block)).all()


def test_a_joint_row_of_parties_may_hide_the_largest():
    one = made("LC", 1990, 2030, 2023)
    row = one.latest[one.latest["iso3"] == "BEN"].iloc[0]
    joint = [
        r
        for r in RAW["seats"]
        if r["election_id"] == row["election_id"] and "parties" in r["party"]
    ]
    assert int(joint[0]["seats"]) == 81
    assert pd.isna(row["largest_share"])


def test_a_year_before_since_is_told_in_a_sentence():
    (text,) = say_summary(made("LC", 1990, 2000, 1980))
    assert text == (
        "The parameter year (1980) lies before since (1990), so that no election can be the "
        "latest one."
    )


def test_kazakhstan_at_its_2004_election():
    one = made("LC", 1990, 2030, 2004)
    row = one.latest[one.latest["iso3"] == "KAZ"].iloc[0]
    assert row["election_id"] == "KZ-LC01-E20040919"
    assert row["largest_seats"] == 42
    assert row["largest_share"] == pytest.approx(42 / 77)
    assert row["women_share"] == pytest.approx(8 / 77)
