"""What the report on seats says is what the tables say, for every election of the archive."""

import re
import warnings
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from spoken import number, percentages, rows, same

from helpers.analyses import chambers, contests
from helpers.analyses.contests import INDICES
from helpers.analyses.seat_share import analyse
from helpers.figures import seat_share as charts
from helpers.figures.style import NARROW, WIDE
from helpers.reports.parameters import Archive, resolve
from helpers.sentences.chambers import headline
from helpers.sentences.parties import in_sentence
from helpers.sentences.seat_share import (
    GROUPS,
    notes_on_formulas,
    say_balance,
    say_history,
    say_indices,
    say_left_out,
    say_opening,
    say_tiers,
    say_what_if,
    table_of_figures,
    table_of_formulas,
    table_of_indices,
)
from helpers.sentences.seat_share import title as title_of
from helpers.tables import load
from helpers.tables.schema import TABLES

load = cache(load)
ARCHIVE = Archive(load("elections"), load("women_by_year"))


def resolved(**given):
    """Return parameters as the notebook resolves them, defaults for what is not given."""
    defaults = {
        "house": "LC",
        "since": 1950,
        "until": 2030,
        "election": "latest",
        "label_share": 0.03,
        "formula": "dhondt",
        "threshold": "legal",
    }
    return resolve({**defaults, **given}, ARCHIVE, "seat_share")


@cache
def study(iso3, **given):
    return analyse(load, resolved(country=iso3, **given))


def every_sentence(one):
    """Return all that a report says in sentences, as one list."""
    said = [*say_opening(one), *say_left_out(one)]
    if one.election is not None:
        said += say_history(one) + say_balance(one)
        said += say_tiers(one) + say_what_if(one)
        said += say_indices(one, INDICES)
        if one.what_if is not None:
            said += notes_on_formulas(one)
    return said


# --- An independent account of the tables ---------------------------------------------------------

ELECTIONS = {row["election_id"]: row for row in rows("elections") if row["first_date"]}
HOUSES = sorted({(row["iso3"], row["house"]) for row in ELECTIONS.values()})
KINDS = {(row["iso3"], row["party"]): row["kind"] for row in rows("parties")}
NAMES = {(row["iso3"], row["party"]): row["name"] for row in rows("parties")}


def seats_of(election_id):
    """Return the seats of each printed name, of the page to use."""
    found = {}
    for row in rows_of("seats", election_id):
        if row["column"] == "total" and row["seats"]:
            found[row["party"]] = found.get(row["party"], 0) + int(row["seats"])
    return found


@cache
def by_election(table):
    found = {}
    for row in rows(table):
        if row["preferred"] == "True":
            found.setdefault(row["election_id"], []).append(row)
    return found


def rows_of(table, election_id):
    return by_election(table).get(election_id, [])


def is_vacant(party):
    return party.lower().startswith("vacant")


# --- Every election -------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=sorted(ELECTIONS))
def told(request):
    election = ELECTIONS[request.param]
    one = study(election["iso3"], house=election["house"])
    position = list(one.elections["election_id"]).index(request.param)
    return election, replace(one, position=position)


def test_the_title_and_the_first_sentence_give_the_seats_of_the_largest(told):
    election, one = told
    seats = seats_of(election["election_id"])
    held = {party: n for party, n in seats.items() if not is_vacant(party)}
    title, first = title_of(one), say_opening(one)[0]
    if not sum(held.values()):
        assert title.startswith("Seats by party: no data for")
        assert one.house is None
        return
    size = one.house.size
    assert size >= sum(seats.values())
    if title.startswith("The holders of only"):
        assert size - sum(seats.values()) >= max(held.values())
        stated, of = re.search(r"only ([\w,]+) of ([\w,]+) seat", title).groups()
        assert (number(stated), number(of)) == (sum(held.values()), size)
        return
    for text in (title, first):
        whole = re.search(r"\ball ([\w,]+) (?:renewed )?seats", text, re.IGNORECASE)
        part = re.search(r"([\w,]+) of ([\w,]+) (?:renewed )?seats", text)
        if whole:
            assert number(whole[1]) == size == max(held.values())
        else:
            assert (number(part[1]), number(part[2])) == (max(held.values()), size)
    leaders = {party for party, n in held.items() if n == max(held.values())}
    names = {NAMES.get((election["iso3"], party), party) for party in leaders}
    assert any(name.lower() in title.lower() for name in names) or {
        KINDS.get((election["iso3"], party)) for party in leaders
    } & {"independents"}


def test_percentages_are_of_the_house(told):
    election, one = told
    if one.house is None or one.house.leaders.empty:
        return
    first = say_opening(one)[0]
    seats = seats_of(election["election_id"])
    most = max(n for party, n in seats.items() if not is_vacant(party))
    if "%)" in first:
        assert same(percentages(first)[0], most / one.house.size)
    if "a majority of" in (title := title_of(one)):
        assert same(percentages(title)[0], most / one.house.size)


def test_a_majority_is_claimed_only_where_it_is_sure(told):
    election, one = told
    title = title_of(one)
    seats = seats_of(election["election_id"])
    parties = {
        party: n
        for party, n in seats.items()
        if KINDS.get((election["iso3"], party), "party") in ("party", "bloc")
    }
    most = max(parties.values(), default=0)
    if re.search(r", a majority", title):
        assert 2 * most > one.house.size
        assert one.house.unstated < most
    if "without a majority" in title:
        assert 2 * max(most, one.house.unstated) <= one.house.size
    if election["house"] == "UC" and "majority" in title:
        assert election["seats_at_stake"]
        assert election["scope"] == "full"


def test_all_seats_are_accounted_for_once(told):
    election, one = told
    if one.house is None:
        return
    assert one.house.blocs["seats"].sum() == one.house.size
    assert one.house.blocs["share"].sum() == pytest.approx(1)
    opening = " ".join(say_opening(one))
    if one.house.unstated:
        assert re.search(r"not say who holds|not who holds", opening)
    if election["seats_at_stake"] and int(election["seats_at_stake"]) < one.house.size:
        assert "at stake" in opening.lower()


def test_appointed_members_do_not_win(told):
    _, one = told
    if one.house is None:
        return
    for bloc in one.house.blocs.query("kind == 'appointed'").to_dict("records"):
        name = re.escape(in_sentence(bloc["name"], bloc["kind"]))
        for text in (title_of(one), *say_opening(one)):
            assert not re.search(rf"{name} (won|took)", text, re.IGNORECASE)
    if ELECTIONS[one.election["election_id"]]["house"] == "UC":
        assert " won " not in title_of(one)


def test_the_change_is_from_the_election_before(told):
    election, one = told
    for sentence in say_opening(one):
        found = re.match(
            r"In ([\w ]+?),?(?: as .*?,)? it had (?:won|taken) (.+) seats?, "
            r"(?:so its share (rose|fell) by (.+)|and its share is the same)",
            sentence,
        )
        if not found:
            continue
        when, of, way, by = found.groups()
        assert when == one.elections["when"].iloc[one.position - 1]
        before = one.houses[one.position - 1]
        part, _, whole = of.removeprefix("all ").partition(" of ")
        part, whole = number(part), number(whole or part)
        assert whole == before.size
        share = one.house.leaders["share"].iloc[0]
        if way is None:
            assert share == pytest.approx(part / whole, abs=0.0005)
            continue
        assert (share > part / whole) == (way == "rose")
        points = re.match(r"less than ([\d.]+)|([\w.]+) percentage points?", by)
        if points[2]:
            said = float(points[2]) if "." in points[2] else number(points[2])
            assert said == pytest.approx(abs(share - part / whole) * 100, abs=0.051)


def test_votes_and_advantage_are_those_of_the_page(told):
    election, one = told
    contest = one.contest
    cast = [row for row in rows_of("votes", election["election_id"]) if row["votes"] or row["pct"]]
    if contest is None:
        assert not cast or one.house is None or not any(float(r["votes"] or 0) for r in cast)
        return
    assert contest.rows["vote_share"].sum() <= 1 + 1e-9
    assert contest.rows["seats"].sum() <= one.house.size
    sentence = say_opening(one)[-1]
    found = re.search(r"([\d.]+)% of the votes and ([\d.]+)% of the seats", sentence)
    if found and (ratio := re.search(r"advantage ratio of (\d+\.\d+)", sentence)):
        votes, seats = map(float, found.groups())
        assert float(ratio[1]) == pytest.approx(seats / votes, rel=0.02, abs=0.01)
    printed = {row["party"]: row for row in cast}
    first = contest.rows.iloc[0]
    same_party = [
        row
        for party, row in printed.items()
        if NAMES.get((election["iso3"], party), party) == first["name"]
    ]
    if contest.unit == "votes" and len(same_party) == 1 and same_party[0]["votes"]:
        assert float(same_party[0]["votes"]) == first["votes"]


def test_indices_bound_what_complete_tables_give(told):
    _, one = told
    contest = one.contest
    if contest is None or contest.rows[["votes", "seats"]].isna().any(axis=None):
        return
    votes, seats = contest.rows["votes"], contest.rows["seats"]
    gap = votes / votes.sum() - seats / seats.sum()
    found = contests.disproportionality(contest)
    if contest.votes_are_exact:
        assert found["gallagher"].low == pytest.approx(100 * (gap.pow(2).sum() / 2) ** 0.5)
        assert found["gallagher"].exact
        assert found["loosemore_hanby"].low == pytest.approx(50 * gap.abs().sum())
    for interval in found.values():
        assert interval.low <= interval.high


# --- Language -------------------------------------------------------------------------------------

WRONG = re.compile(
    r"nan|<NA>|None\b|NaT|  |\bone seats\b|\b1 seats\b|\.\.(?!\.)| ,| \.|"
    r"\ba (8|11|18)\b|\bof of\b|\bthe the\b|\binf\b|\bone% points\b|\(\)|\d\.0 seats"
)


def asked():
    """Return parameters for every house; those without an election in their years are refused."""
    sets = {
        "all": {},
        "middle": {
            "since": 2000, "until": 2015, "label_share": 0.1, "formula": "hare", "threshold": 0.0,
        },
        "early and extreme": {
            "until": 2005, "label_share": 1, "formula": "droop", "threshold": 0.99,
        },
    }  # fmt: skip
    for iso3, house in HOUSES:
        years = [
            int(e["first_date"][:4])
            for e in ELECTIONS.values()
            if (e["iso3"], e["house"]) == (iso3, house)
        ]
        for name, given in sets.items():
            if any(given.get("since", 1950) <= year <= given.get("until", 2030) for year in years):
                yield pytest.param(iso3, house, given, id=f"{iso3}-{house}-{name}")


@pytest.mark.parametrize(("iso3", "house", "given"), list(asked()))
def test_sentences_are_english(iso3, house, given):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one = study(iso3, house=house, **given)
        sentences = every_sentence(one)
        table_of_formulas(one)
        table_of_indices(one)
        table_of_figures(one)
    assert 2 <= len(say_opening(one)) <= 7
    for sentence in sentences:
        assert sentence[-1] in ".!?"
        assert not sentence[0].islower()
        assert not WRONG.search(sentence), sentence
    title = title_of(one)
    assert title[-1] != "."
    assert not WRONG.search(title)


# --- The flagship and other known cases -----------------------------------------------------------


def test_kazakhstan_2004():
    one = study("KAZ", election="2004")
    assert title_of(one) == (
        "Otan won 42 of 77 seats (55%) in Kazakhstan's 2004 election, a majority"
    )
    opening = say_opening(one)
    assert opening[0] == (
        "Otan won 42 of 77 seats (54.5%) in the election of 19 September to 3 October "
        "2004, three more than the 39 that make a majority."
    )
    assert one.tiers["list_seats"].sum() == 10
    assert one.tiers["district_seats"].sum() == 67
    assert len(one.house.blocs) == 6


def test_a_successor_is_compared_with_its_predecessor():
    opening = " ".join(say_opening(study("KAZ", election="2023")))
    assert "In 2021, as Nur Otan, it had won 76 of 107 seats" in opening


def test_an_unknown_house_says_so():
    one = study("BRB", house="UC")
    assert title_of(one).startswith("Seats by party: no data for")
    assert charts.chamber(one) is None
    assert say_left_out(one)


# --- Made-up elections ----------------------------------------------------------------------------


def made(seats, at_stake=None, house="LC", scope=None, kinds=None, men=None, women=None):
    """Build a house from seats by party."""
    election = pd.Series(
        {
            "election_id": "X",
            "iso3": "XXX",
            "house": house,
            "scope": scope,
            "seats_at_stake": at_stake,
            "first_date": pd.Timestamp("2000-01-02"),
            "last_date": pd.Timestamp("2000-01-02"),
            "when": "2000",
            "year": 2000,
        }
    )
    kinds = kinds or {}
    frame = pd.DataFrame(
        {
            "election_id": "X",
            "party": list(seats),
            "name": list(seats),
            "kind": [kinds.get(party, "party") for party in seats],
            "party_id": list(seats),
            "lineage": list(seats),
            "total": pd.array(list(seats.values()), dtype="Int64"),
            "page": "a.txt",
            "line": 1,
            "status": "printed",
        }
    )
    members = pd.DataFrame(columns=TABLES["members"].columns)
    if men is not None:
        members = pd.DataFrame(
            {
                "election_id": "X",
                "dimension": "sex",
                "category": ["men", "women"],
                "members": [men, women],
                "preferred": True,
            }
        )
    return election, chambers.chamber(election, frame, members)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"seats": {"A": 6, "B": 4}}, "A won six of ten seats (60%) in Utopia's 2000 "
         "election, a majority"),
        ({"seats": {"A": 5, "B": 5}}, "A and B tied for first in Utopia's 2000 election, "
         "with five of ten seats each"),
        ({"seats": {"A": 20}}, "A won all 20 seats in Utopia's 2000 election"),
        ({"seats": {"A": 1}}, "A won the only seat in Utopia's 2000 election"),
        ({"seats": {"A": 4, "B": 3, "C": 3}}, "A won four of ten seats (40%) in Utopia's 2000 "
         "election: the largest party, without a majority"),
        ({"seats": {"A": 4, "B": 3}, "at_stake": 10}, "A won four of ten seats (40%) in Utopia's "
         "2000 election: the largest party, without a majority"),
        ({"seats": {"A": 4, "B": 3}, "at_stake": 12}, "The holders of only 7 of 12 seats are "
         "known for Utopia's 2000 election"),
        ({"seats": {"Independents": 9, "A": 1}, "kinds": {"Independents": "independents"}},
         "Independents won nine of ten seats (90%) in Utopia's 2000 election, more than any party"),
        ({"seats": {"Independents": 10}, "kinds": {"Independents": "independents"}},
         "Independents won all ten seats in Utopia's 2000 election"),
        ({"seats": {"Appointed members": 10}, "kinds": {"Appointed members": "appointed"},
          "house": "UC"},
         "All ten seats went to appointed members in Utopia's 2000 upper-house election"),
        ({"seats": {"A": 6, "B": 4}, "house": "UC"},
         "A took six of ten seats (60%) in Utopia's 2000 upper-house election"),
        ({"seats": {"A": 6, "B": 4}, "scope": "partial", "at_stake": 10},
         "A took six of ten renewed seats (60%) in Utopia's 2000 election"),
        ({"seats": {}}, "Seats by party: no data for Utopia's 2000 election"),
        ({"seats": {"Vacant": 4}, "at_stake": 10}, "Seats by party: no data for Utopia's 2000 "
         "election"),
        # Of a hundred seats the number is the share.
        ({"seats": {"A": 60, "B": 40}}, "A won 60 of 100 seats in Utopia's 2000 election, a "
         "majority"),
        ({"seats": {"Others": 8, "A": 2}, "kinds": {"Others": "others"}},
         "Eight of ten seats (80%) went to others in Utopia's 2000 election"),
    ],
)  # fmt: skip
def test_titles_of_all_cases(given, expected):
    kinds = {"Vacant": "vacant", **given.pop("kinds", {})}
    election, house = made(kinds=kinds, **given)
    assert headline("Utopia", election, house) == expected


@pytest.mark.parametrize(
    ("given", "size", "rests_on"),
    [
        ({"seats": {"A": 6}, "at_stake": 10}, 10, "at stake"),
        ({"seats": {"A": 6}, "at_stake": 4}, 6, "at stake"),
        ({"seats": {"A": 6}, "men": 7, "women": 2}, 9, "members"),
        ({"seats": {"A": 6}, "men": 3, "women": 2}, 6, "table"),
        ({"seats": {"A": 6}, "scope": "partial", "men": 30, "women": 2}, 6, "table"),
    ],
)
def test_the_size_of_the_house_rests_on_the_best_figure(given, size, rests_on):
    _, house = made(**given)
    assert (house.size, house.size_from) == (size, rests_on)


def test_a_table_smaller_than_before_and_after_is_doubted():
    houses = [made({"A": 60, "B": 40})[1], made({"A": 40, "B": 30})[1], made({"A": 60, "B": 40})[1]]
    for i, house in enumerate(houses):
        house.election["election_id"] = str(i)
    marked = chambers.with_doubts(houses)
    assert [house.fewer_than for house in marked] == [None, ("2000", 100), None]
    assert marked[1].has_majority is None
    assert chambers.with_doubts(houses, {(2001, 70)})[1].fewer_than is None


def test_hostile_names_stay_text():
    election, house = made({"<b>A</b> $x$\n| y": 6, "B": 4})
    assert "<b>A</b> $x$" in headline("Utopia", election, house)


# --- Charts ---------------------------------------------------------------------------------------


def charts_of(one):
    yield charts.chamber(one)
    yield charts.history(one)
    yield charts.balance(one)
    for measures in GROUPS.values():
        yield charts.indices(one, measures)
    yield charts.tiers(one)
    yield charts.what_if(one)


@pytest.mark.parametrize(("iso3", "house"), HOUSES)
def test_charts_have_no_empty_axes_and_say_what_they_show(iso3, house):
    widths = (WIDE, NARROW) if iso3 in ("KAZ", "LVA", "UKR", "BLR") else (NARROW,)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for chart in filter(None, charts_of(study(iso3, house=house))):
            for text in (chart.title, chart.subtitle, chart.alt, chart.source):
                assert text
                assert not WRONG.search(text), text
            assert chart.title[-1] != "."
            for width in widths:
                figure = chart.draw(width)
                figure.draw_without_rendering()
                for ax in figure.axes:
                    assert ax.lines or ax.patches or ax.collections
                    assert figure.bbox.padded(2).contains(*ax.get_window_extent().min)


def test_a_party_has_one_colour_in_all_years_and_houses():
    colours = [charts.colours(study("KAZ", election=year)) for year in ("2004", "2023")]
    assert colours[0] == colours[1]
    lineage = study("KAZ", election="2004").house.leaders["lineage"].iloc[0]
    assert lineage == study("KAZ", election="2023").house.leaders["lineage"].iloc[0]


# --- The claims of all charts' titles, recomputed -------------------------------------------------


def is_party(iso3, party):
    return KINDS.get((iso3, party), "party") in ("party", "bloc")


def test_the_title_of_the_chamber_holds(told):
    election, one = told
    chart = charts.chamber(one)
    if chart is None:
        return
    title, size, seats = chart.title, one.house.size, seats_of(election["election_id"])
    held = {party: n for party, n in seats.items() if not is_vacant(party)}
    parties = sorted((n for p, n in held.items() if is_party(election["iso3"], p)), reverse=True)
    most, majority = max(held.values()), size // 2 + 1
    # Seats that one more party may hold: those of nobody that the page names, and of joint rows.
    joint = sum(n for p, n in held.items() if KINDS.get((election["iso3"], p)) == "others")
    hidden = one.house.unstated + joint
    if "every seat" in title:
        assert most == size
        assert ("in the table" in title) == (one.house.fewer_than is not None)
    elif title.endswith("a majority of the seats"):
        assert parties[0] >= majority
    elif title.startswith("No party has a majority"):
        assert parties[0] < majority and hidden < majority
        assert ("two largest" in title) == (len(parties) > 1 and sum(parties[:2]) >= majority)
    elif found := re.match(r"The source names the holders of (\S+) of (\S+) seat", title):
        assert (number(found[1]), number(found[2])) == (sum(held.values()), size)
        assert one.house.unstated >= most
    elif "the same number" in title:
        assert list(held.values()).count(most) > 1
    elif "more than any" in title or "the most seats" in title:
        assert most > one.house.unstated
        assert sorted(held.values())[-2:][0] < most or len(held) == 1 or "any party" in title


def test_the_title_of_votes_and_seats_holds(told):
    election, one = told
    chart = charts.balance(one)
    if chart is None:
        return
    rows, contest = one.contest.rows, one.contest
    differences = (rows["seats"] / contest.seats_total - rows["votes"] / contest.total).abs()
    if "is close to" in chart.title:
        assert differences.notna().all() and differences.max() < 0.005
    elif found := re.search(r" (?:turned|had) (\S+) of the votes (?:into|and) (\S+)", chart.title):
        best = rows[rows["advantage"].notna()]["seats"].idxmax()
        assert rows.at[best, "name"].lower() in chart.title.lower() or rows.at[best, "kind"] in (
            "independents",
            "others",
        )
        printed = [
            row
            for row in rows_of("votes", election["election_id"])
            if NAMES.get((election["iso3"], row["party"]), row["party"]) == rows.at[best, "name"]
        ]
        if len(printed) == 1:
            unit = "votes" if contest.unit == "votes" else "pct"
            assert same(percentages(found[1])[0], float(printed[0][unit]) / contest.total)
        if "%" in found[2]:
            share = rows.at[best, "seats"] / contest.seats_total
            assert same(percentages(found[2])[0], share)


def test_the_title_of_the_tiers_holds(told):
    _, one = told
    if chart := charts.tiers(one):
        lists, districts = (
            one.tiers[column] / one.tiers[column].sum()
            for column in ("list_seats", "district_seats")
        )
        best = lists.idxmax()
        difference = lists[best] - districts[best]
        how = "as well" if abs(difference) < 0.005 else "better" if difference > 0 else "worse"
        assert f" did {how} on lists" in chart.title
        assert one.tiers["name"][best].lower() in chart.title.lower()


def test_the_title_of_the_formulas_holds(told):
    _, one = told
    chart = charts.what_if(one)
    if chart is None:
        return
    result, chosen = one.what_if, one.what_if.rows[one.formula]
    actual = result.rows["actual"]
    exact = {
        name
        for name in ("dhondt", "sainte_lague", "hare", "droop")
        if (result.rows[name] == actual).fillna(False).all()
    }
    assert chosen.sum() == result.seats
    if "gives every list" in chart.title:
        assert one.formula in exact
        return
    moved = re.search(r"would move (\w+) list seats?;", chart.title)[1]
    gained = (chosen.astype(float) - actual.astype(float)).clip(lower=0).sum()
    assert number(moved) == gained > 0
    if "no formula" in chart.title:
        assert not exact
        assert ("could be tried" in chart.title) == bool(result.problems)
    else:
        named = {"D'Hondt": "dhondt", "Sainte-Laguë": "sainte_lague", "Hare": "hare"}
        given = chart.title.partition(";")[2]
        told_of = {key for text, key in {**named, "Droop": "droop"}.items() if text in given}
        assert told_of == exact


@pytest.mark.parametrize(("iso3", "house"), HOUSES)
def test_the_title_of_the_houses_holds(iso3, house):
    one = study(iso3, house=house)
    chart = charts.history(one)
    if chart is None:
        return
    houses = [known for known in one.houses if known is not None]
    certain = []
    for known in houses:
        held = {
            party: n
            for party, n in seats_of(known.election["election_id"]).items()
            if not is_vacant(party)
        }
        first = [party for party, n in held.items() if n == max(held.values())]
        first = [party for party in first if is_party(iso3, party)] or first[:1]
        joint = KINDS.get((iso3, first[0])) == "others"
        hidden = known.unstated + (known.fewer_than[1] - known.size if known.fewer_than else 0)
        if max(held.values()) > hidden and len(first) == 1 and not joint:
            row = known.held[known.held["party"] == first[0]].iloc[0]
            certain.append((row["lineage"], row["name"]))
    lineages = [lineage for lineage, _ in certain]
    counts = {lineage: lineages.count(lineage) for lineage in lineages}
    title, n, open_ = chart.title, len(houses), len(houses) - len(certain)
    if found := re.fullmatch(r"(.*) had the most seats in (.*) and (.*) had .* in (.*)", title):
        assert n == len(certain) == len(counts) == 2
        assert (found[2], found[4]) == tuple(known.election["when"] for known in houses)
        for name, (_, expected) in zip((found[1], found[3]), certain, strict=True):
            assert expected.lower() in name.lower()
    elif found := re.search(r"had the most seats after (at least )?(\w+) (of|election)", title):
        times = {"every": n, "both": 2}.get(found[2]) or number(found[2])
        lineage = next(
            lineage
            for lineage, name in reversed(certain)
            if in_sentence(name, "party").lower() in title.lower() or name in title
        )
        assert counts[lineage] == times == max(counts.values())
        assert bool(found[1]) == bool(open_)
        # Neither another party nor the elections left open reach as many.
        others = [count for other, count in counts.items() if other != lineage]
        assert all(count < times for count in others)
    elif "certain for only" in title:
        assert open_
        assert number(re.search(r"only (\w+) of", title)[1]) == len(certain)
    elif "each with another largest party" in title:
        assert not open_ and set(counts.values()) == {1}
    elif found := re.search(r"more often than (.+)", title):
        assert sorted(counts.values())[-2:] == [number(found[1].removesuffix(" times"))] * 2
    else:
        assert title == "No election has a certain largest party" and not certain


@pytest.mark.parametrize(("iso3", "house"), HOUSES)
def test_the_history_counts_the_majorities_that_are_certain(iso3, house):
    one = study(iso3, house=house)
    houses = [known for known in one.houses if known is not None]
    said = next((text for text in say_history(one) if "won a majority" in text), None)
    if said is None:
        assert len(houses) < 2
        return
    yes, no = [], []
    for known in houses:
        seats = seats_of(known.election["election_id"])
        most = max((n for p, n in seats.items() if is_party(iso3, p)), default=0)
        joint = sum(n for p, n in seats.items() if KINDS.get((iso3, p)) == "others")
        joint -= sum(n for p, n in seats.items() if is_vacant(p))
        when = known.election["when"]
        if known.majority is None:
            if known.has_majority:
                assert 2 * most > known.fewer_than[1]
                yes.append(when)
        elif most >= known.majority:
            yes.append(when)
        elif known.unstated + joint < known.majority:
            no.append(when)
    sure = len(yes) + len(no)
    if said.startswith("It is not certain"):
        assert not sure
    elif said.startswith("Only for"):
        assert sure == 1 and (yes or no)[0] in said
        assert said.endswith("one did." if yes else "none did.")
    else:
        of = re.search(r"in (\w+)(?: of (?:them|the (\w+) for which))?", said)
        many = {"both": 2, "each": sure, "none": 0, "neither": 0}.get(of[1])
        assert (number(of[1]) if many is None else many) == len(yes)
        assert (number(of[2]) if of[2] else len(houses)) == sure
        if "(" in said:
            assert re.search(r"\((.*)\)", said)[1].replace(" and ", ", ").split(", ") == yes


#: Half of the scale of each index: an interval that is wider is not shown.
WIDEST = {"gallagher": 15, "enep": 5, "enpp": 5, "pedersen": 50}


@pytest.mark.parametrize(("iso3", "house"), HOUSES)
def test_the_titles_of_the_indices_hold(iso3, house):
    """The highest index is one of three or more, and higher than all others can be."""
    one = study(iso3, house=house)
    when = dict(zip(one.elections["election_id"], one.elections["when"], strict=True))
    for measures in GROUPS.values():
        chart = charts.indices(one, measures)
        if chart is None:
            continue
        # Of two panels the title is about the first that is drawn.
        first = {"The vote": "enep", "by votes": "enep", "The house": "enpp", "by seats": "enpp"}
        about = [measure for words, measure in first.items() if words in chart.title]
        measure = about[0] if about else measures[0]
        bounds = {
            when[row["election_id"]]: (float(row["low"]), float(row["high"] or "inf"))
            for row in rows("indices")
            if row["measure"] == measure and row["election_id"] in when
        }
        shown = {w: (a, b) for w, (a, b) in bounds.items() if b - a <= WIDEST[measure]}
        enough = 0.1 if measure.startswith("en") else 0.5
        found = re.search(r"(most|furthest|highest|more|further|higher) .*?in (.*)", chart.title)
        if not found:
            ends = [min(low for low, _ in shown.values()), max(high for _, high in shown.values())]
            told = [float(end) for end in re.findall(r"\d+\.\d+", chart.title)]
            assert told == pytest.approx(ends[-len(told) :], abs=0.0501)
            lows = sorted(low for low, _ in shown.values())
            top = max(shown, key=lambda w: shown[w][0])
            rest = max((high for w, (_, high) in shown.items() if w != top), default=None)
            assert rest is None or lows[-1] - rest < enough + 1e-3
            continue
        year, _, other = found[2].partition(" than in ")
        assert (len(shown) == 2) == (found[1] in ("more", "further", "higher"))
        assert bool(other) == (len(shown) == 2)
        rest = max(high for w, (_, high) in shown.items() if w != year)
        assert shown[year][0] - rest >= enough - 1e-3
        missing = [w for w in when.values() if w not in bounds]
        if measure == "pedersen":
            missing = [w for w in missing if w != next(iter(when.values()))]
        assert ("no data for" in chart.note.lower()) >= bool(missing)
