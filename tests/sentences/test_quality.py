"""What is said of the archive's holdings is what the tables hold, for every country and house."""

import csv
import re
from collections import Counter
from functools import cache

import pandas as pd
import pytest

from helpers import config
from helpers.analyses import quality
from helpers.analyses.quality import GROUPS, OUTCOMES, STATES, analyse
from helpers.figures import quality as charts
from helpers.sentences import quality as sentences
from helpers.tables import load

TABLES = {name: load(name) for name in quality.TABLES}
HOUSES = sorted(
    TABLES["elections"][["iso3", "country", "house"]]
    .drop_duplicates()
    .itertuples(index=False, name=None)
)
SPANS = [(1800, 2100), (2000, 2010)]

#: What must never be in a sentence: missing values, empty places, wrong number.
BROKEN = re.compile(
    r"nan|<NA>|None|NaT|\[|\]| {2}| [,.;]|\b(a|an|the) \."
    r"|\b(one|1) (elections|pages|findings|figures|groups|lines)\b"
    r"|\b(two|three|ten|1\d|2\d) (election|page|finding|figure|group|line)\b"
)
SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {word: i for i, word in enumerate(SMALL)} | {"both": 2}


def rows_of(name):
    """Read a table as plain text, apart from everything that the package does with it."""
    with (config.processed_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RAW = {name: rows_of(name) for name in quality.TABLES}


def analysed(tables, *given):
    names = ("iso3", "country", "house", "since", "until")
    return analyse(tables.__getitem__, dict(zip(names, given, strict=True)))


@cache
def held(iso3, country, house, since=1800, until=2100):
    return analysed(TABLES, iso3, country, house, since, until)


def elections_of(iso3, house, since, until):
    return [
        row
        for row in RAW["elections"]
        if row["iso3"] == iso3
        and row["house"] == house
        and row["first_date"]
        and since <= int(row["first_date"][:4]) <= until
    ]


def every_sentence(one):
    if not one.has_elections:
        return sentences.say_summary(one)
    return [
        *sentences.say_summary(one),
        sentences.say_coverage(one),
        sentences.say_missing(one),
        sentences.say_corrections(one),
        sentences.say_open(one),
        sentences.say_differences(one),
        sentences.say_unread(one),
    ]


def number(text):
    return NUMBERS[text.lower()] if text.lower() in NUMBERS else int(text.replace(",", ""))


@pytest.mark.parametrize(("iso3", "country", "house"), HOUSES)
def test_sentences_are_whole_and_in_the_right_number(iso3, country, house):
    for since, until in SPANS:
        one = held(iso3, country, house, since, until)
        assert not BROKEN.search(sentences.title(one)), sentences.title(one)
        assert not sentences.title(one).endswith(".")
        for text in every_sentence(one):
            assert not BROKEN.search(text), text
            assert re.match(r"[A-Z0-9]", text), text
            assert text.endswith("."), text
        assert 1 <= len(sentences.say_summary(one)) <= 5


@pytest.mark.parametrize(("iso3", "country", "house"), HOUSES)
def test_summary_counts_the_pages_and_elections_that_the_tables_hold(iso3, country, house):
    for since, until in SPANS:
        own = elections_of(iso3, house, since, until)
        first = sentences.say_summary(held(iso3, country, house, since, until))[0]
        if not own:
            assert first.startswith("The archive has no page on")
            continue
        ids = {row["election_id"] for row in own}
        pages = sum(row["election_id"] in ids for row in RAW["pages"])
        match = re.match(r"The archive has (\w+) pages? on (\w+) elections?", first)
        assert number(match[1]) == pages
        assert number(match[2]) == len(own)
        years = {row["first_date"][:4] for row in own}
        assert re.search(r"(from|in) (\d{4})", first)[2] == min(years)
        assert first.rstrip(".").endswith(max(years))


@pytest.mark.parametrize(("iso3", "country", "house"), HOUSES)
def test_summary_counts_the_findings_that_the_tables_hold(iso3, country, house):
    own = elections_of(iso3, house, 1800, 2100)
    if not own:
        return
    ids = {row["election_id"] for row in own}
    pages = {row["page"] for row in RAW["pages"] if row["election_id"] in ids}
    counts = Counter(
        row["outcome"]
        for row in RAW["findings"]
        if row["election_id"] in ids or row["page"] in pages
    )
    one = held(iso3, country, house)
    told = sentences.say_findings(one)
    if not counts:
        assert told.startswith("the checks found no contradiction")
        return
    assert number(re.search(r"raised (\w+) finding", told)[1]) == counts.total()
    marks = {
        "corrected": r"(\w+) (?:was|were) corrected",
        "ambiguous": r"(\w+) ha(?:s|ve) several smallest repairs",
        "unconfirmed": r"(\w+) waits? for evidence",
        "noted": r"(\w+) (?:was|were) only noted",
    }
    for outcome, mark in marks.items():
        found = re.search(mark, told)
        assert bool(found) == bool(counts[outcome])
        if len(counts) > 1 and found:
            assert number(found[1]) == counts[outcome]
    for outcomes in (quality.SETTLED, quality.OPEN, quality.NOTED):
        table = sentences.table_of_findings(one, outcomes)
        assert len(table) == sum(counts[outcome] for outcome in outcomes)


@pytest.mark.parametrize(("iso3", "country", "house"), HOUSES)
def test_states_follow_from_the_rows_of_the_preferred_pages(iso3, country, house):
    one = held(iso3, country, house)
    states = one.completeness.pivot(index="election_id", columns="group", values="state")
    assert len(one.completeness) == len(GROUPS) * len(one.elections)
    for row in elections_of(iso3, house, 1800, 2100):
        own = {
            name: [
                r
                for r in RAW[name]
                if r["election_id"] == row["election_id"] and r["preferred"] == "True"
            ]
            for name in ("turnout", "votes", "seats", "members")
        }
        state = states.loc[row["election_id"]]
        figures = [
            r[c]
            for r in own["turnout"]
            for c in ("electors", "voters", "blank_or_invalid", "valid_votes")
        ]
        assert (state["turnout"] == "complete") == (bool(figures) and all(figures))
        assert (state["turnout"] == "none") == (
            not any(figures) and not any(r["turnout_pct"] for r in own["turnout"])
        )
        assert (state["votes"] == "none") == (not any(r["votes"] or r["pct"] for r in own["votes"]))
        totals = [int(r["seats"]) for r in own["seats"] if r["column"] == "total" and r["seats"]]
        assert (state["seats"] == "none") == (not totals)
        if state["seats"] == "complete" and row["seats_at_stake"]:
            assert int(row["seats_at_stake"]) <= sum(totals)
        sexes = {r["category"] for r in own["members"] if r["dimension"] == "sex" and r["members"]}
        assert (state["sex"] == "complete") == (sexes == {"men", "women"})
    assert set(one.completeness["state"]) <= set(STATES)
    lacking = one.completeness.apply(sentences.lacking, axis="columns") == ""
    assert lacking.eq(one.completeness["state"] == "complete").all()


@pytest.mark.parametrize(("iso3", "country", "house"), HOUSES)
def test_title_and_summary_agree_with_the_matrix(iso3, country, house):
    one = held(iso3, country, house)
    n = len(one.elections)
    if n < 2:
        return
    frame = one.completeness[one.completeness["state"] == "complete"]
    whole = {name: int((frame["group"] == group).sum()) for group, name in GROUPS.items()}
    if not any(whole.values()):
        assert sentences.title(one).endswith("no group of figures complete")
        return
    told = sentences.say_summary(one)[1]
    for name, count in whole.items():
        match = re.search(rf"{name} (?:(?:is|are) complete )?in (\w+)", told, re.IGNORECASE)
        assert (n if match[1] == "all" else number(match[1])) == count
    most = re.search(r": (.*) complete in (?:all )?(?:the )?(\w+)", sentences.title(one))
    if most[1] != "every group of figures":
        assert number(most[2]) == whole[most[1]] == max(whole.values())


@pytest.mark.parametrize(("iso3", "country", "house"), HOUSES)
def test_titles_of_charts_hold(iso3, country, house):
    for since, until in SPANS:
        one = held(iso3, country, house, since, until)
        if one.has_elections:
            check_completeness(one, charts.completeness(one).title)
            check_coverage(one, charts.coverage(one).title, (iso3, house, since, until))
            if RAW["findings"]:
                check_findings(one, charts.findings(one).title)


def check_completeness(one, title):
    states = list(one.completeness["state"])
    if title.startswith("Every one"):
        assert set(states) == {"complete"}
        return
    whole = re.match(r"(?:No group|(\w+) of [\w,]+ groups)", title)
    assert (number(whole[1]) if whole[1] else 0) == states.count("complete")
    empty = re.search(r", (\w+) (?:is|are) empty", title)
    assert (number(empty[1]) if empty else 0) == states.count("none")


def check_coverage(one, title, given):
    iso3, house, since, until = given
    years = Counter(
        row["iso3"]
        for row in RAW["elections"]
        if row["house"] == house
        and row["first_date"]
        and since <= int(row["first_date"][:4]) <= until
    )
    own = years.pop(iso3)
    more = sum(n > own for n in years.values())
    if "only country with elections" in title:
        assert not years
    elif "has the most elections" in title:
        assert all(n < own for n in years.values())
    elif title.startswith("No country has more"):
        assert more == 0 and own in years.values()
    elif title.startswith("Only"):
        assert more == len(re.split(r", | and ", title.partition(" ha")[0])) <= 3
    else:
        many, of = re.match(
            r"(?:All )?(\S+) (?:of (\S+) )?other countries have more", title
        ).groups()
        assert number(many) == more
        assert of is None or number(of) == len(years)


def check_findings(one, title):
    checks = Counter(quality.check_name(check) for check in one.findings["check"])
    if title.startswith("None of"):
        assert not checks
    elif title.startswith("The one finding"):
        assert checks.total() == 1 and title.endswith(f" is on {next(iter(checks))}")
    else:
        assert number(re.match(r"\w+", title)[0]) == checks.total()
        most = {check for check, n in checks.items() if n == max(checks.values())}
        if "most often on" in title:
            assert max(checks.values()) > 1 and len(checks) > 1
            assert any(check in title for check in most)
            assert not any(check in title for check in checks.keys() - most)
        elif "each on a different matter" in title:
            assert max(checks.values()) == 1
        else:
            assert title.endswith(f"all on {next(iter(checks))}") and len(checks) == 1


def test_every_finding_of_the_archive_is_counted_once_by_check_and_outcome():
    counts = quality.findings_by_check(TABLES["findings"])
    assert counts.to_numpy().sum() == len(RAW["findings"])
    assert list(counts.columns) == list(OUTCOMES)
    assert list(counts.sum(axis="columns")) == sorted(counts.sum(axis="columns"), reverse=True)


def test_coverage_counts_every_election_once_and_names_the_country():
    one = held("KAZ", "Kazakhstan", "LC")
    rows = quality.coverage(one)
    assert rows["elections"].sum() == len(one.everywhere)
    assert set(rows.loc[rows["kind"] == "chosen", "row"]) == {"Kazakhstan"}
    countries = rows.drop_duplicates(["row", "kind"])["countries"].sum()
    assert countries == one.everywhere["iso3"].nunique()


def test_coverage_is_told_in_elections_countries_and_those_with_one():
    dated = [row for row in RAW["elections"] if row["house"] == "LC" and row["first_date"]]
    of_each = Counter(row["iso3"] for row in dated)
    told = sentences.say_coverage(held("ARM", "Armenia", "LC", 1800, 2100))
    numbers = [number(word) for word in re.findall(r"\b\d+\b", told)]
    alone = list(of_each.values()).count(1)
    assert numbers == [of_each.total(), len(of_each), alone]
    assert "lower or single houses of" in told
    alone = sentences.say_coverage(held("MNG", "Mongolia", "UC", 1990, 1990))
    assert alone == "In these years the archive has one election to the upper house of one country."


def test_the_corrected_row_of_2004_is_told_with_its_line_and_evidence():
    table = sentences.table_of_findings(held("KAZ", "Kazakhstan", "LC"), quality.SETTLED)
    row = table[table["Printed"].str.contains("AIST Bloc 11")].iloc[0]
    assert row["Where"].startswith("2004, ipu/2165_04.txt, line ")
    line = int(row["Where"].rpartition(" ")[2])
    page = config.raw_folder() / "ipu" / "2165_04.txt"
    assert page.read_text(encoding="utf-8").splitlines()[line - 1].startswith("AIST Bloc")
    assert "10" in row["Corrected"]
    assert row["Evidence"]


def test_pages_of_2021_differ_in_the_electors():
    table = sentences.table_of_differences(held("KAZ", "Kazakhstan", "LC"))
    row = table[table["Figure"] == "Electors"].iloc[0]
    assert {row["Used"], row["Other"]} == {"11,919,241", "11,915,903"}


# --- Made-up tables: what real ones do not hold ---------------------------------------------------


def made_up(**rows):
    """Return tables with one election of a made-up country and these rows."""
    base = {"election_id": "XA-LC01-E20000101", "page": "a.txt", "preferred": True}
    given = {
        "elections": [
            {"election_id": base["election_id"], "iso3": "XAA", "country": "Xanadu", "house": "LC",
             "first_date": pd.Timestamp("2000-01-01"), "seats_at_stake": 10}
        ],
        "parties": [
            {"iso3": "XAA", "party": f"P{i}", "party_id": f"XAA-{i}", "name": f"P{i}"}
            for i in range(2)
        ],
        "pages": [{"page": "a.txt", "election_id": base["election_id"], "origin": "ipu",
                   "layout": "archive", "unread_lines": 0}],
    }  # fmt: skip
    given |= {name: [base | row for row in some] for name, some in rows.items()}
    return {
        name: pd.DataFrame(given.get(name, []), columns=TABLES[name].columns).astype(
            TABLES[name].dtypes
        )
        for name in quality.TABLES
    }


def state_of(group, **rows):
    one = analysed(made_up(**rows), "XAA", "Xanadu", "LC", 1800, 2100)
    row = one.completeness[one.completeness["group"] == group].iloc[0]
    return row["state"], sentences.how_much(row)


def seats(*totals, round=1):
    return [
        {"party": f"P{i}", "column": "total", "seats": n, "round": round, "line": i}
        for i, n in enumerate(totals)
    ]


def test_seats_are_held_against_the_seats_at_stake():
    assert state_of("seats", seats=seats(6, 4)) == ("complete", "10 of 10")
    assert state_of("seats", seats=seats(6, 3)) == ("partial", "9 of 10")
    assert state_of("seats", seats=seats(6, 5)) == ("over", "11 of 10")
    assert state_of("seats") == ("none", "")


def test_members_whom_nobody_elects_are_not_at_stake():
    tables = made_up(seats=seats(6, 4, 2))
    tables["parties"] = pd.DataFrame(
        {"iso3": ["XAA"], "party": ["P2"], "party_id": ["X"], "name": ["P2"], "kind": ["appointed"]}
    ).reindex(columns=TABLES["parties"].columns).astype(TABLES["parties"].dtypes)  # fmt: skip
    one = analysed(tables, "XAA", "Xanadu", "LC", 1800, 2100)
    row = one.completeness[one.completeness["group"] == "seats"].iloc[0]
    assert (row["state"], sentences.how_much(row)) == ("complete", "10 of 10")


def test_a_second_round_that_repeats_the_first_counts_once():
    rows = [*seats(6, 2), *seats(7, 3, round=2)]
    assert state_of("seats", seats=rows) == ("complete", "10 of 10")
    rows = [*seats(4, 2), *seats(3, 1, round=2)]
    assert state_of("seats", seats=rows) == ("complete", "10 of 10")


def votes(*counts, pct=None):
    return [
        {"party": f"P{i}", "votes": n, "pct": pct, "round": 1, "line": i}
        for i, n in enumerate(counts)
    ]


def test_votes_are_held_against_the_valid_votes_or_their_shares():
    ballots = [{"round": 1, "valid_votes": 100}]
    assert state_of("votes", votes=votes(60, 40), turnout=ballots) == ("complete", "100%")
    assert state_of("votes", votes=votes(60, 20), turnout=ballots) == ("partial", "80%")
    assert state_of("votes", votes=votes(200, 110), turnout=ballots) == ("over", "310%")
    assert state_of("votes", votes=votes(60, 40)) == ("unchecked", "2 rows")
    assert state_of("votes", votes=votes(None, None, pct=48.7)) == ("partial", "97%")


def test_shares_of_all_rows_say_more_than_counts_of_some():
    """Moldova 2010: the page has the shares of all parties, and the votes of one."""
    ballots = [{"round": 1, "valid_votes": 100}]
    rows = votes(26, None, pct=50.0)
    assert state_of("votes", votes=rows, turnout=ballots) == ("complete", "100%")


def test_nearly_all_of_the_votes_is_never_written_as_all():
    ballots = [{"round": 1, "valid_votes": 1000}]
    assert state_of("votes", votes=votes(600, 388), turnout=ballots) == ("partial", "99%")


def test_percentages_that_differ_by_rounding_are_no_difference():
    def differences(a, b):
        pages = [
            {"round": 1, "turnout_pct": a, "line": 1},
            {"round": 1, "turnout_pct": b, "line": 1, "page": "b.txt", "preferred": False},
        ]
        one = analysed(made_up(turnout=pages), "XAA", "Xanadu", "LC", 1800, 2100)
        return len(one.differences)

    assert differences(60.8, 60.77) == 0
    assert differences(61, 60.77) == 0
    assert differences(60.8, 60.7) == 1
    assert differences(63.25, 60.8) == 1


def test_a_country_without_elections_in_the_span_is_told_what_there_is_instead():
    one = held("BRB", "Barbados", "LC")
    text = " ".join(sentences.say_summary(one))
    assert not one.has_elections
    assert sentences.title(one) == (
        "Barbados: the archive has no election to the lower or single house"
    )
    assert "one election: the parameter house = UC shows it" in text
    early = sentences.say_summary(held("KAZ", "Kazakhstan", "LC", 1950, 1960))
    assert "Outside these years it has ten elections." in early


def test_members_whom_nobody_elects_are_not_more_than_there_is():
    """Kazakhstan 2021: 98 seats at stake, and nine of the Assembly of People in the table."""
    one = held("KAZ", "Kazakhstan", "LC")
    seats = one.completeness[one.completeness["group"] == "seats"].set_index("election_id")
    assert seats.loc["KZ-LC01-E20210110", ["state", "known", "of"]].tolist() == [
        "complete",
        98,
        98,
    ]
    assert seats.loc["KZ-LC01-E19940307", "state"] == "over"
