"""What the report on women says is what the tables say, for every country of the archive."""

import re
import warnings
from statistics import median

import pandas as pd
import pytest
from spoken import check_headline, check_range, number, percentages, rows, same, same_whole

from helpers.analyses import women, women_shares
from helpers.figures import women as charts
from helpers.measures.pace import pace
from helpers.reports.parameters import Archive, ParameterError, resolve
from helpers.sentences.women import (
    say_candidates,
    say_findings,
    say_gaps,
    say_others,
    say_pace,
    say_seats,
    say_tiers,
    table_of_figures,
    table_of_parties,
    table_of_tiers,
    title,
)
from helpers.tables import load

TABLES = [load(name) for name in women.TABLES]
ELECTIONS, WOMEN_BY_YEAR = TABLES[0], TABLES[4]
PAGES = load("pages")
ARCHIVE = Archive(ELECTIONS, WOMEN_BY_YEAR)
COUNTRIES = sorted(ARCHIVE.countries)

#: Parameters other than country and house. Every country is reported with the first; those with
#: several elections with all.
SETS = {
    "all": {"since": 1950, "until": 2030, "peers": "region", "target": 0.3},
    "recent, chosen peers": {
        "since": 2004,
        "until": 2030,
        "peers": "Kazakhstan, Latvia",
        "target": 0.5,
    },
    "early, no peers": {"since": 1950, "until": 2003, "peers": "", "target": 0.1},
}


@pytest.fixture(scope="module")
def everywhere():
    return women_shares.at_elections(*TABLES[:6])


@pytest.fixture
def tell(everywhere, monkeypatch):
    """Tell a report; the shares of the archive are the same each time, so they are made once."""
    monkeypatch.setattr(women_shares, "at_elections", lambda *_: everywhere)
    tables = dict(zip(women.TABLES, TABLES, strict=True))
    return lambda **given: women.analyse(tables.__getitem__, resolve(given, ARCHIVE))


# --- An independent account of the tables --------------------------------------------------------


def _counts():
    """Return men and women as the preferred pages print them, by election."""
    found = {}
    for row in rows("members"):
        if row["preferred"] == "True" and row["dimension"] == "sex":
            of_election = found.setdefault(row["election_id"], {})
            of_election[row["category"]] = int(row["members"]) if row["members"] else None
            if row["category"] == "women":
                of_election["printed"] = float(row["percent"]) / 100 if row["percent"] else None
    return found


def _witnesses():
    """Return every number that any table gives for the size of a house, by election."""
    found = {row["election_id"]: set() for row in rows("elections")}
    by_country = {}
    for row in rows("women_by_year"):
        if row["members"]:
            by_country.setdefault(row["iso3"], set()).add(int(row["members"]))
    for row in rows("elections"):
        if row["seats_at_stake"]:
            found[row["election_id"]].add(int(row["seats_at_stake"]))
        if row["house"] == "LC":
            found[row["election_id"]] |= by_country.get(row["iso3"], set())
    listed = {}
    for row in rows("seats"):
        vacant = "vacan" in row["party"].lower()
        if row["preferred"] == "True" and row["column"] == "total" and row["seats"] and not vacant:
            listed[row["election_id"]] = listed.get(row["election_id"], 0) + int(row["seats"])
    for election_id, total in listed.items():
        found[election_id].add(total)
    return found


COUNTS, WITNESSES = _counts(), _witnesses()
HELD = {}
for election in rows("elections"):
    HELD.setdefault((election["iso3"], election["house"]), []).append(election)


# --- The base of the share ------------------------------------------------------------------------


def test_the_share_is_women_over_men_and_women_wherever_both_are_printed(everywhere):
    checked = 0
    for _, row in everywhere.iterrows():
        told = COUNTS.get(row["election_id"], {})
        if told.get("men") is not None and told.get("women") is not None:
            checked += 1
            assert row["base"] == women_shares.MEN_AND_WOMEN
            assert row["share"] == pytest.approx(told["women"] / (told["men"] + told["women"]))
    assert checked >= 20


def test_every_other_base_is_a_number_that_a_table_holds(everywhere):
    checked = 0
    for _, row in everywhere[everywhere["members"].notna()].iterrows():
        if row["base"] != women_shares.MEN_AND_WOMEN:
            checked += 1
            assert row["members"] in WITNESSES[row["election_id"]]
            assert row["women"] == COUNTS[row["election_id"]]["women"]
            assert row["share"] == pytest.approx(row["women"] / row["members"])
    assert checked >= 40


def test_an_incomplete_list_of_seats_is_no_base(everywhere):
    """The page on Ukraine 2019 lists 368 of 424 seats, the one on Uzbekistan 1999 123 of 250."""
    by_id = everywhere.set_index("election_id")
    for election_id in ("UA-LC01-E20190721", "UZ-LC01-E19991205"):
        assert by_id.loc[election_id, "women"] > 0
        assert pd.isna(by_id.loc[election_id, "share"])


def test_the_base_may_be_larger_than_the_seats_at_stake(everywhere):
    """Kazakhstan 2021: 98 seats at stake, and nine members sent by the Assembly of the People."""
    row = everywhere.set_index("election_id").loc["KZ-LC01-E20210110"]
    assert (row["women"], row["members"], row["base"]) == (29, 107, women_shares.LISTED)


def test_no_women_is_a_share_of_nought_whatever_the_base(everywhere):
    row = everywhere.set_index("election_id").loc["KG-LC01-E20050227"]
    assert (row["share"], row["base"]) == (0, women_shares.NO_WOMEN)


def test_a_printed_percentage_stands_where_no_count_does(everywhere):
    row = everywhere.set_index("election_id").loc["SL-LC01-E20230624"]
    assert row["base"] == women_shares.PRINTED
    assert row["share"] == pytest.approx(0.2819)


def test_seats_at_stake_in_a_partial_renewal_are_no_base():
    elections = typed("elections", [{**_election("2001-05-06"), "scope": "partial"}])
    elections["seats_at_stake"] = pd.Series([40], dtype="Int64")
    shares = women_shares.at_elections(
        elections, _members({0: (10, None, None)}), *_nothing("seats", "parties", "women_by_year")
    )
    assert pd.isna(shares["share"].iloc[0])
    shares = women_shares.at_elections(
        elections.assign(scope=pd.Series(["full"], dtype="string")),
        _members({0: (10, None, None)}),
        *_nothing("seats", "parties", "women_by_year"),
    )
    assert shares["share"].iloc[0] == 0.25


def test_a_base_that_the_printed_percentage_contradicts_is_not_used():
    elections = typed("elections", [{**_election("2001-05-06"), "scope": "full"}])
    elections["seats_at_stake"] = pd.Series([40], dtype="Int64")
    shares = women_shares.at_elections(
        elections, _members({0: (10, None, 20.0)}), *_nothing("seats", "parties", "women_by_year")
    )
    assert shares["base"].tolist() == [women_shares.PRINTED]
    assert shares["share"].tolist() == [0.2]


def test_the_archive_holds_the_election_before_a_single_year(everywhere):
    known = women_shares.known_everywhere(
        everywhere, women_shares.in_single_years(WOMEN_BY_YEAR, ELECTIONS)
    )
    in_year = known.groupby(["iso3", "house", known["date"].dt.year])
    single = in_year.filter(lambda rows: rows["url"].notna().any())
    assert len(single) == single["url"].notna().sum() > 10
    # Sources contradict each other on Uzbekistan in 2024, 33.6 and 38%: neither is taken.
    assert not ((known["iso3"] == "UZB") & (known["date"].dt.year == 2024)).any()


# --- Every country --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("house", ["LC", "UC"])
def test_every_country_is_told_as_its_tables_say(house, name, tell):
    told = 0
    for iso3 in COUNTRIES:
        if name != "all" and len(HELD.get((iso3, house), [])) < 2:
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                analysis = tell(country=iso3, house=house, **SETS[name])
        except ParameterError:
            continue
        told += 1
        check(analysis)
    assert told >= (len(COUNTRIES) if name == "all" else 0)


def check(analysis):
    every = [
        *say_findings(analysis),
        *filter(None, [say_others(analysis)]),
        *say_gaps(analysis),
        *say_seats(analysis),
        *say_candidates(analysis),
        *say_tiers(analysis),
        *say_pace(analysis),
    ]
    for sentence in every:
        assert re.match(r"[A-Z0-9].*\.$", sentence), sentence
        assert not re.search(r"nan|<NA>|None|NaT|unknown|inf\b|  ", sentence), sentence
    if not analysis.is_known:
        assert "not known" in title(analysis)
        assert analysis.others.empty and analysis.fit is None
        return

    # The title's first share is the latest known one; what else it claims is recomputed.
    points = known_points(analysis)
    shares = percentages(title(analysis))
    if shares:
        last = points[-1][1]
        assert same_whole(shares[0], last)
        assert str(points[-1][0]) in title(analysis)
        if moved := re.search(r", (?:slightly )?(up|down) from ", title(analysis)):
            assert (moved[1] == "up") == (last > points[-2][1])
            assert abs(last - points[-2][1]) >= 0.005
            if len(shares) == 2:
                assert same_whole(shares[1], points[-2][1])
        if "about the same as" in title(analysis):
            assert abs(last - points[-2][1]) < 0.005
        if trend := re.search(r", (rising|falling) since ", title(analysis)):
            assert len(points) >= 4
            slopes = [
                (b[1] - a[1]) / (b[0] - a[0]) for i, a in enumerate(points)
                for b in points[i + 1 :] if b[0] != a[0]
            ]  # fmt: skip
            assert (trend[1] == "rising") == (sorted(slopes)[len(slopes) // 2] > 0)
            assert (trend[1] == "rising") == (last - points[0][1] >= 0.005)
        after = {e.year for e in analysis.elections["date"] if e.year > points[-1][0]}
        told = re.search(r"no data for (.*?)(?:;|$)", title(analysis))
        disputed = re.search(r"sources disagree on (.*)", title(analysis))
        named = [
            set(map(int, re.findall(r"\d{4}", t[1]))) if t else set() for t in (told, disputed)
        ]
        if not re.search(r"\w+ others", title(analysis)):
            assert after <= set.union(*named)
        single = analysis.single_years[analysis.single_years["share"].notna()]
        assert named[1] <= set(single["year"]) and not named[0] & set(single["year"])
    else:
        assert "none of" in title(analysis) and points[-1][1] == 0

    if moved := re.search(r"That is (up|down) (\S+) percentage", say_findings(analysis)[1]):
        difference = 100 * (points[-1][1] - points[-2][1])
        assert (moved[1] == "up") == (difference > 0)
        told = number(moved[2]) if moved[2][0].isalpha() else float(moved[2])
        assert told == pytest.approx(abs(difference), abs=0.051)
    latest = say_findings(analysis)[0]
    if counts := re.search(r"women held (\S+) of (\S+) seats", latest):
        election = analysis.elections[analysis.elections["date"] == analysis.mine["date"]].iloc[0]
        assert number(counts[1]) == COUNTS[election["election_id"]]["women"]
        assert same(percentages(latest)[0], number(counts[1]) / number(counts[2]))
        if gap := re.search(r"(\S+) seats? short of half", latest):
            half = -(-number(counts[2]) // 2)
            assert number(gap[1]) == half - number(counts[1])

    check_others(analysis)
    check_candidates(analysis)
    check_pace(analysis)
    check_chart_titles(analysis)


def check_chart_titles(analysis):
    """Recompute the titles of all charts."""
    elected = analysis.elections[analysis.elections["share"].notna()]
    chart = charts.through_time(analysis, PAGES)
    if chart and "as far as it is known" not in chart.title:
        days, shares = elected["date"].dt.year, elected["share"].astype(float)
        check_range(chart.title, [(*point, True) for point in zip(days, shares, strict=True)])
    if chart := charts.compared(analysis, PAGES):
        check_headline(chart.title, float(analysis.mine["share"]), analysis.others["share"])
    counted = elected[elected["members"].notna()]
    if (chart := charts.seats(analysis, PAGES)) and "short of half" in chart.title:
        last = counted.iloc[-1]
        assert number(re.search(r"were (\S+) seats? short", chart.title)[1]) == (
            -(-last["members"] // 2) - last["women"]
        )
    if chart := charts.pace(analysis, PAGES):
        # The higher end of an interval that holds zero is no gain.
        low, high = analysis.fit.slope_low, analysis.fit.slope_high
        assert ("no clear pace" in chart.title) == (low <= 0 <= high)
        if moved := re.search(r"women (gained|lost) (\S+) percentage points", chart.title):
            assert (moved[1] == "gained") == (low > 0)
            assert float(moved[2]) == pytest.approx(abs(analysis.fit.slope), abs=0.051)


def known_points(analysis):
    """Return (year, share) of each year with a known share; an election counts before others."""
    points = {}
    for _, row in analysis.single_years.iterrows():
        if not pd.isna(row["share"]):
            points.setdefault(row["year"], []).append(float(row["share"]))
    points = {
        year: shares[0] for year, shares in points.items() if max(shares) - min(shares) < 0.01
    }
    elected = {
        row["date"]: float(row["share"])
        for _, row in analysis.elections.iterrows()
        if not pd.isna(row["share"])
    }
    points = {y: s for y, s in points.items() if y not in {day.year for day in elected}}
    dated = [(pd.Timestamp(year=y, month=7, day=1), s) for y, s in points.items()]
    return [(day.year, s) for day, s in sorted([*dated, *elected.items()])]


def check_others(analysis):
    sentence = say_others(analysis)
    if not sentence:
        return
    others = [float(share) for share in analysis.others["share"]]
    assert number(re.match(r"Among all ([\w,]+) other", sentence)[1]) == len(others)
    assert same(percentages(sentence)[-1], median(others))
    own = round(float(analysis.mine["share"]) * 100, 1)
    rounded = [round(share * 100, 1) for share in others]
    for how, expected in (
        ("higher", sum(share > own for share in rounded)),
        ("lower", sum(share < own for share in rounded)),
        ("the same", sum(share == own for share in rounded)),
    ):
        if found := re.search(rf"{how} in (\w+)(?: of them)?", sentence):
            told = len(others) if found[1] in ("all", "both") else number(found[1])
            assert told == expected
        else:
            assert expected == 0


def check_candidates(analysis):
    by_id = (
        {row["election_id"]: row for row in rows("elections")} if say_candidates(analysis) else {}
    )
    for sentence in say_candidates(analysis):
        if found := re.search(r"candidates \(([\d,]+) of ([\d,]+)\)", sentence):
            stood, everyone = number(found[1]), number(found[2])
            assert same(percentages(sentence)[0], stood / everyone)
            election = next(
                by_id[e]
                for e, women_stood in zip(
                    analysis.elections["election_id"],
                    analysis.elections["candidates_women"],
                    strict=True,
                )
                if not pd.isna(women_stood) and women_stood == stood
            )
            men = election["candidates_men"]
            assert everyone == (stood + int(men) if men else int(election["candidates"]))


def check_pace(analysis):
    counted = analysis.elections[analysis.elections["members"].notna()]
    if analysis.fit is None:
        assert counted["date"].nunique() < 4 or "Too few" in say_pace(analysis)[0]
        assert len(say_pace(analysis)) == 1
        return
    years = [day.year + (day.day_of_year - 1) / 365.25 for day in counted["date"]]
    fit = pace(years, list(counted["women"]), list(counted["members"]), analysis.target)
    told = re.search(
        r"Over (\w+) elections from .*? (grew by|fell by|no clear pace:) (.*?\S+) percentage "
        r"points a decade.*95% interval from (\S+) to ([^)\s]+?)\)?\.$",
        say_pace(analysis)[0],
    )
    assert number(told[1]) == len(counted)
    assert ("no clear" not in told[2]) == fit.clear
    if fit.clear:
        assert (told[2] == "grew by") == (fit.slope >= 0)
    for text, value in (
        (told[3], abs(fit.slope) if fit.clear else fit.slope),
        (told[4], fit.slope_low),
        (told[5], fit.slope_high),
    ):
        assert float(text.replace("−", "-")) == pytest.approx(value, abs=0.0501)
    if year := re.search(r"in about (\d{4})", say_pace(analysis)[1]):
        assert int(year[1]) == int(fit.target_year)
    assert "not a forecast" in say_pace(analysis)[-1]


# --- Cases ---------------------------------------------------------------------------------------


def typed(name, records):
    frame = pd.DataFrame(records).reindex(columns=load(name).columns)
    return frame.astype(load(name).dtypes)


def _nothing(*names):
    return [typed(name, []) for name in names]


def _election(first, **others):
    return {
        "election_id": f"LV-LC01-E{first.replace('-', '')}",
        "iso3": "LVA",
        "country": "Latvia",
        "region": "Northern Europe",
        "house": "LC",
        "first_date": first,
        "last_date": first,
        **others,
    }


DAYS = ("2001-05-06", "2005-05-06", "2009-05-06", "2013-05-06", "2017-05-06")


def _members(counts):
    lines = []
    for i, (women_seated, men, percent) in counts.items():
        row = {
            "election_id": f"LV-LC01-E{DAYS[i].replace('-', '')}",
            "dimension": "sex",
            "page": f"ipu/{i}.txt",
            "line": 5,
            "preferred": True,
        }
        lines.append(row | {"category": "women", "members": women_seated, "percent": percent})
        if men is not None:
            lines.append(row | {"category": "men", "members": men})
    return typed("members", lines)


def analyse_made(tables, **given):
    """Analyse made tables of Latvia; those that are not given are empty."""
    given |= {"iso3": "LVA", "country": "Latvia", "house": "LC", "peers": ()}
    given |= {"since": 1900, "until": 2100}
    return women.analyse(lambda name: tables.get(name, typed(name, [])), given)


def tell_made(*counts, target=0.3, single=(), **of_election):
    """Tell made elections, each (women, men)."""
    elections = typed("elections", [_election(DAYS[i], **of_election) for i in range(len(counts))])
    members = _members({i: (w, m, None) for i, (w, m) in enumerate(counts) if w is not None})
    return analyse_made(
        {
            "elections": elections,
            "members": members,
            "women_by_year": typed("women_by_year", list(single)),
        },
        region="Northern Europe",
        target=target,
    )


def test_fewer_than_four_elections_are_not_fitted():
    analysis = tell_made((10, 90), (20, 80), (30, 70))
    assert analysis.fit is None
    assert say_pace(analysis) == [
        "A pace needs at least four elections with women and members known; here there are three."
    ]


def test_a_falling_share_never_reaches_the_target():
    analysis = tell_made((40, 160), (36, 164), (30, 170), (24, 176), (20, 180))
    assert " fell by " in say_pace(analysis)[0]
    assert "cannot be said that women would ever hold 30%" in say_pace(analysis)[1]


def test_a_target_that_is_reached_is_said_to_be():
    analysis = tell_made((20, 80), (30, 70), (40, 60), (50, 50))
    assert "The target of 30% was reached" in say_pace(analysis)[1]


def test_houses_without_women_are_not_fitted():
    analysis = tell_made((0, 50), (0, 50), (0, 50), (0, 50))
    assert analysis.fit is None
    assert say_pace(analysis) == [
        "Too few elections seated both women and men for a pace to be fitted."
    ]
    assert title(analysis) == (
        "Women's share of the seats in Latvia was 0% in 2013, about the same as in 2009"
    )


def test_half_of_the_seats_is_no_gap():
    analysis = tell_made((50, 50))
    assert "of 100 seats, 50%, exactly half." in say_findings(analysis)[0]
    assert analysis.elections["gap"].tolist() == [0]
    assert "of 100 seats, 51%, more than half." in say_findings(tell_made((51, 49)))[0]


def test_one_woman_and_one_seat_short_are_told_in_the_singular():
    analysis = tell_made((1, 2))
    assert (
        "women held one of three seats, 33.3%, one seat short of half." in say_findings(analysis)[0]
    )


def test_sources_that_differ_in_a_year_are_both_named_and_shown():
    single = [{"iso3": "LVA", "year": 2001, "women": 12, "members": 100, "url": "https://a.b/"}]
    analysis = tell_made((10, 90), single=single)
    assert any(
        gap.startswith("Sources disagree on 2001: 10% or 12%;") for gap in say_gaps(analysis)
    )
    assert table_of_figures(analysis)["Source"].tolist() == ["ipu/0.txt, line 5", "https://a.b/"]
    assert table_of_figures(analysis)["Figure of"].tolist() == ["election", "single year"]


def test_a_count_without_a_base_has_no_share():
    analysis = tell_made((10, None))
    assert title(analysis) == "Women's share of the seats in Latvia is not known"
    assert any("nothing confirms how many members" in sentence for sentence in say_gaps(analysis))


def test_candidates_are_set_against_members():
    analysis = tell_made((10, 90), candidates=300, candidates_men=200, candidates_women=100)
    assert say_candidates(analysis) == [
        "In 2001 women were 33.3% of the candidates (100 of 300) and 10% of the "
        "members, 23.3 percentage points less.",
        # 10 of 100 women, 90 of 200 men.
        "Of the women who stood 10% were elected, of the men 45%.",
    ]


def test_candidates_are_told_where_members_are_not(tell):
    analysis = tell(country="Costa Rica", house="LC", **SETS["all"])
    assert title(analysis) == (
        "Women were 49% of the candidates in Costa Rica in 2018; their share of the "
        "seats is not known"
    )


def test_women_by_party_are_told_with_the_tier_of_one_tier_parties():
    elections = typed("elections", [_election(DAYS[0])])
    parties = typed(
        "parties",
        [
            {"iso3": "LVA", "party": p, "party_id": p, "name": p, "kind": "party"}
            for p in ("$x$", "<b>List</b>")
        ],
    )
    seats = [
        {"party": "$x$", "total": 10, "proportional": 10, "majority": 0, "women": 4},
        {"party": "<b>List</b>", "total": 5, "proportional": 0, "majority": 5, "women": 1},
    ]
    long = [
        {
            "election_id": elections["election_id"][0],
            "round": 1,
            "party": row["party"],
            "column": column,
            "seats": row[column],
            "status": "printed",
            "page": "ipu/0.txt",
            "line": line,
            "preferred": True,
        }
        for line, row in enumerate(seats)
        for column in ("total", "proportional", "majority", "women")
    ]
    analysis = analyse_made(
        {
            "elections": elections,
            "members": _members({0: (5, 10, None)}),
            "seats": typed("seats", long),
            "parties": parties,
        },
        region=None,
        target=0.3,
    )
    told = " ".join(say_tiers(analysis))
    assert "In parties that won list seats only, women held four of ten list seats." in told
    assert "In parties that won district seats only, women held one of five district seats." in told
    assert table_of_parties(analysis)["Party"].tolist() == ["$x$", "<b>List</b>"]


def test_kazakhstan_2004_is_10_4_per_cent(tell):
    analysis = tell(country="Kazakhstan", house="LC", **SETS["all"])
    figures = table_of_figures(analysis)
    row = figures[figures["When"] == "19 September 2004"].iloc[0]
    assert (row["Women"], row["Members"], round(row["Share, %"], 1)) == (8, 77, 10.4)
    assert row["Source"].startswith("ipu/2165_04.txt, line ")


def test_seats_by_tier_are_told_only_where_all_of_them_are_known(tell):
    analysis = tell(country="Kazakhstan", house="LC", **SETS["all"])
    rows = table_of_tiers(analysis).set_index("Election")[["List seats", "District seats"]]
    # One party's district seats are its total less its list seats.
    assert rows.loc["19 March 2023"].tolist() == [69, 29]
    assert rows.loc["19 September 2004"].tolist() == [10, 67]
    # Of 67 seats only 34 are listed.
    assert rows.loc["9 December 1995"].isna().all()
