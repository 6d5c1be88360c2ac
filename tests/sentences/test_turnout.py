"""What the report on turnout says is what the tables say, for every country of the archive."""

import re
import warnings
from statistics import median

import pandas as pd
import pytest
from spoken import check_headline, check_range, day, number, percentages, rows, same, same_whole

from helpers.analyses import turnout
from helpers.figures import turnout as charts
from helpers.reports.parameters import Archive, ParameterError, resolve
from helpers.rules.rounding import is_rounded_or_cut
from helpers.sentences.turnout import (
    say_check,
    say_findings,
    say_gaps,
    say_invalid,
    say_others,
    say_register,
    table_of_differences,
    table_of_disagreements,
    table_of_figures,
    table_of_peers,
    title,
)
from helpers.tables import load

ELECTIONS, TURNOUT, PAGES = load("elections"), load("turnout"), load("pages")
ARCHIVE = Archive(ELECTIONS, load("women_by_year"))

#: Parameters other than country and house. Every country is reported with the first; those with
#: several elections with all.
SETS = {
    "all": {"since": 1950, "until": 2030, "peers": "region"},
    "recent, chosen peers": {"since": 2012, "until": 2030, "peers": "Kazakhstan, Latvia"},
    "early, no peers": {"since": 1950, "until": 2003, "peers": ""},
}


def analyse(elections, figures, given):
    """Analyse these tables, without what narratives say."""
    tables = {"elections": elections, "turnout": figures, "statements": load("statements").iloc[:0]}
    return turnout.analyse(tables.__getitem__, given)


def parameters(country, house, **others):
    return resolve({"country": country, "house": house, **others}, ARCHIVE)


@pytest.fixture(scope="module")
def everywhere():
    return turnout.all_rounds(ELECTIONS, TURNOUT)


@pytest.fixture
def tell(everywhere, monkeypatch):
    """Tell a report; the rounds of the archive are the same each time, so they are made once."""
    monkeypatch.setattr(turnout, "all_rounds", lambda *_: everywhere)
    return lambda **given: analyse(ELECTIONS, TURNOUT, parameters(**given))


# --- An independent account of the tables --------------------------------------------------------


def elections_of(iso3, house):
    """Return the elections of a house with the first round that the preferred page prints."""
    figures = {}
    for row in rows("turnout"):
        if row["preferred"] == "True":
            key = row["election_id"]
            if key not in figures or int(row["round"]) < int(figures[key]["round"]):
                figures[key] = row
    found = []
    for election in rows("elections"):
        if (election["iso3"], election["house"]) == (iso3, house) and election["first_date"]:
            row = figures.get(election["election_id"], {})
            found.append(
                {
                    "year": int(election["first_date"][:4]),
                    "date": row.get("date") or election["first_date"],
                    **{
                        name: int(row[name]) if row.get(name) else None
                        for name in ("electors", "voters", "blank_or_invalid", "valid_votes")
                    },
                    "printed": float(row["turnout_pct"]) if row.get("turnout_pct") else None,
                    "rough": bool(row.get("voters_qualifier") or row.get("electors_qualifier")),
                }
            )
    return sorted(found, key=lambda election: election["date"])


def share(election):
    """Return voters over electors, unless the printed share differs by more than its rounding."""
    voters, electors, printed = election["voters"], election["electors"], election["printed"]
    if voters is None or not electors or voters > electors:
        return None if printed is None else printed / 100
    counted = voters / electors
    if printed is None:
        return counted
    unit = 10.0 ** -len(str(printed).rstrip("0").partition(".")[2])
    off = counted * 100 - printed
    rough = election["rough"]
    return printed / 100 if rough or not -unit / 2 - 1e-9 <= off < unit - 1e-9 else counted


COUNTRIES = sorted(ARCHIVE.countries)
SHARES = {(iso3, house): elections_of(iso3, house) for iso3 in COUNTRIES for house in ("LC", "UC")}


# --- Every country --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("house", ["LC", "UC"])
def test_every_country_is_told_as_its_tables_say(house, name, tell):
    told = 0
    for iso3 in COUNTRIES:
        if name != "all" and len(SHARES[iso3, house]) < 2:
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                analysis = tell(country=iso3, house=house, **SETS[name])
        except ParameterError:
            continue
        told += 1
        check(analysis, iso3, house, SETS[name])
    assert told >= (len(COUNTRIES) if name == "all" else 0)


def check(analysis, iso3, house, given):
    known = [
        election
        for election in SHARES[iso3, house]
        if given["since"] <= election["year"] <= given["until"] and share(election) is not None
    ]
    every = [
        *say_findings(analysis),
        *filter(None, [say_others(analysis)]),
        *say_gaps(analysis),
        *say_register(analysis),
        *say_invalid(analysis),
        *say_check(analysis),
    ]
    for sentence in every:
        assert re.match(r"[A-Z0-9].*\.$", sentence), sentence
        assert not re.search(r"nan|<NA>|None|NaT|unknown|  ", sentence), sentence
    if not known:
        assert title(analysis).startswith("No turnout is known")
        assert not analysis.is_known and analysis.others.empty
        return

    check_title(analysis, known, iso3, house, given)

    # The latest election: day, share, counts.
    latest = say_findings(analysis)[0]
    said = re.match(r"In the election of (.*?\d{4}),", latest)[1]
    assert said.startswith(f"{int(known[-1]['date'][-2:])} ")
    assert day(re.search(r"\d+ [A-Z]\w+ \d{4}", said)[0]).isoformat() >= known[-1]["date"]
    assert same(percentages(latest)[0], share(known[-1])) or "99.9" in latest
    if counts := re.search(r"voted: (?:about )?([\d,]+) of (?:about )?([\d,]+)", latest):
        assert number(counts[1]) == known[-1]["voters"]
        assert number(counts[2]) == known[-1]["electors"]

    check_trend(say_findings(analysis)[1], known)
    check_others(analysis, known[-1], iso3, house)
    check_register(analysis, iso3, house, given)
    check_chart_titles(analysis, known, iso3, house, given)


def check_chart_titles(analysis, known, iso3, house, given):
    """Recompute the titles of all charts."""
    if chart := charts.through_time(analysis, PAGES):
        check_range(chart.title, [(e["year"], share(e), not e["rough"]) for e in known])
    else:
        assert len(known) < 2
        # No chart has a circle that the sentences could speak of.
        assert not any("circle" in sentence for sentence in say_gaps(analysis))
    elections = [e for e in SHARES[iso3, house] if given["since"] <= e["year"] <= given["until"]]
    if chart := charts.invalid(analysis, PAGES):
        check_range(chart.title, [(e["year"], i, True) for e in elections if (i := invalid(e))])
    if chart := charts.compared(analysis, PAGES):
        check_headline(chart.title, share(known[-1]), analysis.others["share"])
    if (chart := charts.register(analysis, PAGES)) and "from" in chart.title:
        first, last = (
            next(e for e in elections if str(e["year"]) == year)
            for year in re.findall(r"\b(\d{4})\b", chart.title)
        )
        for what, name in (("register", "electors"), ("number of voters", "voters")):
            if found := re.search(
                rf"{what} (grew|shrank) by ([\d.]+)%", chart.title, re.IGNORECASE
            ):
                change = (last[name] - first[name]) / first[name]
                assert (found[1] == "grew") == (change > 0) and abs(change) >= 0.005
                assert same(float(found[2]), abs(change))


def invalid(election):
    """Return the share of blank or invalid ballots, as far as the counts allow."""
    voters, ballots, valid = (election[k] for k in ("voters", "blank_or_invalid", "valid_votes"))
    cast = voters if voters is not None else (ballots or 0) + valid if ballots and valid else None
    if ballots is None and voters is not None and valid is not None:
        ballots = voters - valid
    return ballots / cast if cast and ballots is not None and 0 <= ballots <= cast else None


def check_title(analysis, known, iso3, house, given):
    """Recompute what the title claims: the latest share, the last change or the trend, the gap."""
    headline = title(analysis)
    shares = percentages(headline)
    last = share(known[-1])
    assert same_whole(shares[0], last) or "more than 99%" in headline
    assert str(known[-1]["year"]) in headline
    if moved := re.search(
        r", (?:slightly )?(up|down) from (?:[\d.]+% in )?(?:\w+ )?(\d{4})", headline
    ):
        before = share(known[-2])
        assert int(moved[2]) == known[-2]["year"]
        assert abs(last - before) >= 0.005
        assert (moved[1] == "up") == (last > before)
        if len(shares) == 2:
            assert same_whole(shares[1], before)
    if "about the same as" in headline:
        assert abs(last - share(known[-2])) < 0.005
    if trend := re.search(r", (rising|falling) since (?:\w+ )?(\d{4})", headline):
        assert int(trend[2]) == known[0]["year"]
        slopes = sorted(
            (share(b) - share(a)) / (pd.Timestamp(b["date"]) - pd.Timestamp(a["date"])).days
            for i, a in enumerate(known)
            for b in known[i + 1 :]
        )
        assert len(known) >= 4
        assert (trend[1] == "rising") == (median(slopes) > 0)
    later = [
        e["year"]
        for e in SHARES[iso3, house]
        if given["since"] <= e["year"] <= given["until"] and e["date"] > known[-1]["date"]
    ]
    assert ("no data for" in headline) == bool(later)


def check_trend(sentence, known):
    if len(known) == 1:
        assert "no trend" in sentence
        return
    difference = (share(known[-1]) - share(known[-2])) * 100
    if moved := re.search(r"(up|down) ([\d.]+|\w+) percentage point", sentence):
        told = float(moved[2]) if moved[2][0].isdigit() else number(moved[2])
        assert (moved[1] == "up") == (difference > 0)
        assert told == pytest.approx(abs(difference), abs=0.051)
    else:
        assert "about the same" in sentence or " after " in sentence
        assert abs(difference) < 0.5 or " after " in sentence
    if extremes := re.search(r"highest in .*?\((.*?)\) and lowest in .*?\((.*?)\)", sentence):
        assert len(known) > 2
        every = [share(election) for election in known if not election["rough"]]
        assert same(percentages(extremes[1])[0], max(every)) or "99.9" in extremes[1]
        assert same(percentages(extremes[2])[0], min(every))
        assert number(re.search(r"over (\w+) election", sentence)[1]) == len(known)


def check_others(analysis, mine, iso3, house):
    """Hold the comparison with all other countries against the CSV files."""
    others = []
    for other in COUNTRIES:
        candidates = [e for e in SHARES[other, house] if share(e) is not None]
        if other != iso3 and candidates:
            to = pd.Timestamp(mine["date"])
            others.append(
                min(
                    candidates,
                    key=lambda e: (abs(pd.Timestamp(e["date"]) - to), -int(e["date"][:4])),
                )
            )
    to = pd.Timestamp(mine["date"])
    near = [e for e in others if abs(pd.Timestamp(e["date"]) - to).days <= 3 * 365.25]
    others = [share(e) for e in near]
    assert sorted(analysis.others["share"].round(9)) == sorted(round(o, 9) for o in others)
    sentence = say_others(analysis)
    if not sentence:
        return
    assert number(re.match(r"Among all ([\w,]+) other", sentence)[1]) == len(others)
    assert same(percentages(sentence)[-1], median(others))
    assert f"(n = {len(others)})" in sentence
    rounded = [round(o * 100, 1) for o in others]
    own = round(share(mine) * 100, 1)
    for how, expected in (
        ("higher", sum(o > own for o in rounded)),
        ("lower", sum(o < own for o in rounded)),
    ):
        if found := re.search(rf"{how} in (\w+)(?: of them)?", sentence):
            told = len(others) if found[1] in ("all", "both") else number(found[1])
            assert told == expected
        else:
            assert expected == 0


def check_register(analysis, iso3, house, given):
    elections = [e for e in SHARES[iso3, house] if given["since"] <= e["year"] <= given["until"]]
    told = " ".join(say_register(analysis))
    if found := re.search(
        r"the register (grew|shrank) by ([\d.]+)%, from (?:about )?([\d,]+) to ([\d,]+)",
        told,
    ):
        first, last = number(found[3]), number(found[4])
        electors = [e["electors"] for e in elections]
        assert first in electors and last in electors
        assert (found[1] == "grew") == (last > first)
        assert same(float(found[2]), abs(last - first) / first)
    invalid = " ".join(say_invalid(analysis))
    if found := re.search(r"In (?:\w+ )?(\d{4}), (.*?) of the ballots .*\(([\d,]+|\w+)\)", invalid):
        election = next(
            e
            for e in reversed(elections)
            if e["year"] == int(found[1])
            and (e["blank_or_invalid"] is not None or e["valid_votes"] is not None)
        )
        ballots = election["blank_or_invalid"]
        if ballots is None:
            ballots = election["voters"] - election["valid_votes"]
        cast = election["voters"] or ballots + election["valid_votes"]
        assert number(found[3]) == ballots
        assert same(percentages(found[2])[0], ballots / cast)


def test_every_number_stands_in_the_table_with_its_line(tell):
    analysis = tell(country="Kazakhstan", house="LC", **SETS["all"])
    figures = table_of_figures(analysis)
    assert len(figures) == len(SHARES["KAZ", "LC"])
    for (_, told), election in zip(figures.iterrows(), SHARES["KAZ", "LC"], strict=True):
        assert day(told["Election"]).isoformat() == election["date"]
        for column, name in (("Electors", "electors"), ("Voters", "voters")):
            assert (None if pd.isna(told[column]) else told[column]) == election[name]
        assert re.fullmatch(r"\w+/[\w-]+\.(txt|htm), line \d+", told["Source"])


# --- Cases ---------------------------------------------------------------------------------------


def made(*elections, house="LC"):
    """Make tables of one country's elections: (day, electors, voters, pct, changes)."""
    ids = [f"XX-{house}01-E{first.replace('-', '')}" for first, *_ in elections]
    of_elections = pd.DataFrame(
        {
            "election_id": ids,
            "iso3": "LVA",
            "country": "Latvia",
            "region": "Northern Europe",
            "house": house,
            "first_date": [first for first, *_ in elections],
            "last_date": [first for first, *_ in elections],
        }
    )
    lines = []
    for i, (first, electors, voters, pct, *changes) in enumerate(elections):
        row = {"election_id": ids[i], "round": 1, "date": first, "electors": electors}
        row |= {"voters": voters, "turnout_pct": pct, "page": f"ipu/{i}.txt", "line": i + 1}
        lines.append(row | {"preferred": True})
        for change in changes:
            lines.append(lines[-1] | change)
    return typed("elections", of_elections), typed("turnout", pd.DataFrame(lines))


def typed(name, frame):
    return frame.reindex(columns=load(name).columns).astype(load(name).dtypes)


def tell_made(*elections, house="LC"):
    given = {"iso3": "LVA", "country": "Latvia", "region": "Northern Europe", "house": house}
    given |= {"since": 1900, "until": 2100, "peers": ()}
    return analyse(*made(*elections, house=house), given)


def test_equal_turnout_is_told_as_unchanged():
    analysis = tell_made(("2001-05-06", 1000, 600, 60), ("2005-05-06", 500, 300, 60))
    assert title(analysis) == "Turnout in Latvia was 60% in 2005, about the same as in 2001"
    assert "about the same as in 2001" in say_findings(analysis)[1]
    assert "highest" not in say_findings(analysis)[1]


def test_a_change_from_an_approximate_number_is_approximate():
    elections, figures = made(("2001-05-06", 1100, 600, None), ("2005-05-06", 1799, 900, None))
    figures["electors_qualifier"] = pd.Series(["approximate", pd.NA], dtype="string")
    given = {"iso3": "LVA", "country": "Latvia", "region": None, "house": "LC", "peers": ()}
    analysis = analyse(elections, figures, given | {"since": 1900, "until": 2100})
    assert say_register(analysis)[0].startswith(
        "From 2001 to 2005, the register grew by about 64%, from about 1,100 to 1,799"
    )


def test_years_that_share_an_extreme_are_all_named():
    analysis = tell_made(
        ("2001-05-06", 1000, 600, None),
        ("2005-05-06", 1000, 600, None),
        ("2009-05-06", 1000, 500, None),
    )
    assert "highest in 2001 and 2005 (60%) and lowest in 2009 (50%)" in say_findings(analysis)[1]


def test_two_elections_in_a_year_are_told_by_their_months():
    analysis = tell_made(("2009-04-05", 100, 60, None), ("2009-07-29", 100, 58, None))
    assert title(analysis).endswith("was 58% in July 2009, down from 60% in April 2009")


@pytest.mark.parametrize(
    ("qualifier", "told"),
    [("approximate", "about"), ("at_least", "at least"), ("at_most", "at most")],
)
def test_a_qualified_turnout_is_told_as_such(qualifier, told):
    elections, figures = made(("2001-05-06", None, None, 79))
    figures["voters_qualifier"] = pd.Series([qualifier], dtype="string")
    given = {"iso3": "LVA", "country": "Latvia", "region": None, "house": "LC", "peers": ()}
    analysis = analyse(elections, figures, given | {"since": 1900, "until": 2100})
    assert title(analysis) == f"Turnout in Latvia was {told} 79% in 2001"
    assert say_findings(analysis)[0].startswith(f"In the election of 6 May 2001, {told} 79%")
    assert "no exact figures for 2001" in " ".join(say_gaps(analysis))


def test_at_least_so_many_electors_is_at_most_so_much_turnout():
    elections, figures = made(("2001-05-06", 1000, 600, None))
    figures["electors_qualifier"] = pd.Series(["at_least"], dtype="string")
    assert turnout.all_rounds(elections, figures)["qualifier"].tolist() == ["at_most"]
    figures["voters_qualifier"] = pd.Series(["at_least"], dtype="string")
    assert turnout.all_rounds(elections, figures)["qualifier"].tolist() == ["approximate"]


def test_a_second_round_is_told_apart_and_left_out_of_the_series():
    second = {"round": 2, "date": "2001-05-20", "electors": 500, "voters": 100}
    analysis = tell_made(("2001-05-06", 1000, 600, None, second), ("2005-05-06", 1000, 700, None))
    assert title(analysis) == "Turnout in Latvia was 70% in 2005, up from 60% in 2001"
    assert "In the second round, on 20 May 2001, 20% of those called" in (
        " ".join(say_findings(analysis))
    )


def test_impossible_figures_give_no_share_and_are_named():
    analysis = tell_made(("2001-05-06", 1000, 1200, None), ("2005-05-06", None, None, 130))
    assert title(analysis) == "No turnout is known in Latvia"
    told = " ".join(say_check(analysis))
    assert "For 2001 the page prints more voters than electors" in told
    assert "For 2005 the page prints more than 100%" in told


def test_a_printed_percentage_that_the_counts_contradict_is_named():
    analysis = tell_made(("2001-05-06", 1000, 600, 60.04), ("2005-05-06", 1000, 600, 61.2))
    assert table_of_differences(analysis)["Election"].tolist() == [
        "6 May 2001",
        "6 May 2005",
    ]
    assert table_of_differences(analysis)["Difference, points"].tolist() == pytest.approx(
        [0.04, 1.2]
    )
    assert "2005 (printed 61.20, computed 60.00)" in " ".join(say_check(analysis))
    # Print leads, and the sentence says what the counts give.
    assert say_findings(analysis)[0].startswith(
        "In the election of 6 May 2005, 61.2% of registered"
    )
    assert "counts give 60% (600 of 1,000)" in say_findings(analysis)[0]


def test_the_printed_turnout_leads_where_the_counts_include_others(tell):
    """Moldova's counts of 2025 include the diaspora, Azerbaijan's of 2020 are an evening's."""
    assert (
        "52.24% of registered electors"
        in say_findings(tell(country="MDA", house="LC", **{**SETS["all"], "until": 2025}))[0]
    )
    assert (
        "47.81% of registered electors"
        in say_findings(tell(country="AZE", house="LC", **{**SETS["all"], "until": 2020}))[0]
    )


def test_another_page_that_says_otherwise_is_listed():
    other = {"voters": 650, "page": "parline/x.txt", "line": 9, "preferred": False}
    analysis = tell_made(("2001-05-06", 1000, 600, None, other))
    disagreements = table_of_disagreements(analysis)
    assert disagreements["Other page, %"].tolist() == [65.0]
    assert disagreements["Other source"].tolist() == ["parline/x.txt, line 9"]
    assert "give another turnout once" in " ".join(say_check(analysis))


@pytest.mark.parametrize(
    ("printed", "computed", "agrees"),
    [
        (62.5, 0.6245858, True),
        (84, 0.8397, True),
        (66, 0.6628, True),
        (89.17, 0.89177757, True),
        (54.21, 0.54188, False),
        (48.41, 0.485148, False),
        (60, 0.6101, False),
    ],
)
def test_rounding_and_cutting_off_are_no_difference(printed, computed, agrees):
    assert is_rounded_or_cut(100 * computed, printed) is agrees


def test_invalid_ballots_may_be_the_difference_and_say_so():
    ballots = {"voters": 600, "valid_votes": 570}
    elections, figures = made(("2001-05-06", 1000, 600, None))
    figures = figures.assign(**{name: pd.Series([n], dtype="Int64") for name, n in ballots.items()})
    rounds = turnout.all_rounds(elections, figures)
    assert rounds["invalid"].tolist() == [0.05]
    assert rounds["invalid_basis"].tolist() == ["difference"]


def test_a_house_without_elections_says_what_there_is(tell):
    analysis = tell(country="Kazakhstan", house="UC", **SETS["all"])
    assert title(analysis) == "No turnout is known for the upper house of Kazakhstan"
    assert say_findings(analysis)[0].startswith("The archive holds no election of the upper house")
    assert re.search(r"It holds (\w+) elections of the lower", " ".join(say_findings(analysis)))


def test_an_election_that_prints_electors_only_says_so(tell):
    analysis = tell(country="Lesotho", house="LC", **SETS["all"])
    assert "For 2017 only the number of electors is known: 1,254,506." in say_findings(analysis)


@pytest.mark.parametrize(
    ("electors", "last", "jumps"),
    [
        ((1000, 1300), "2006-05-06", True),
        ((1000, 770), "2006-05-06", True),
        ((1000, 1150), "2006-05-06", False),
        # 63% in 31 years is growth of 1.6% a year: people, not another register.
        ((1000, 1630), "2032-05-06", False),
        ((1000, 0), "2006-05-06", False),
    ],
)
def test_a_register_that_jumps_is_named_and_one_that_grows_is_not(electors, last, jumps):
    analysis = tell_made(("2001-05-06", electors[0], None, 60.0), (last, electors[1], None, 62.0))
    assert ("hardly comparable" in " ".join(say_register(analysis))) is jumps


def test_an_approximate_percentage_is_no_contradiction():
    """Nepal 1991: 66% approx. with counts of which one is approximate too."""
    given = resolve({"country": "Nepal", "house": "LC", **SETS["early, no peers"]}, ARCHIVE)
    analysis = analyse(ELECTIONS, TURNOUT, given)
    told = " ".join(say_gaps(analysis))
    assert "no exact figures" in told and "contradict" not in told
    assert table_of_peers(analysis).empty
