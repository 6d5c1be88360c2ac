"""Which elections, which rows, which party: what all analyses share."""

import pandas as pd
import pytest

from helpers.analyses import elections as el
from helpers.sentences.parties import in_sentence
from helpers.sentences.sources import source
from helpers.tables.schema import TABLES


def table(name, *records):
    """Build a typed table of the schema; what a record does not give is missing."""
    frame = pd.DataFrame(list(records), columns=TABLES[name].columns)
    return frame.astype(TABLES[name].dtypes)


def election(election_id, day, **more):
    return {
        "election_id": election_id,
        "iso3": "KAZ",
        "country": "Kazakhstan",
        "house": "LC",
        "first_date": pd.Timestamp(day),
        **more,
    }


def seat(party, seats, column="total", election_id="A", **more):
    row = {"election_id": election_id, "round": 1, "party": party, "column": column}
    rest = {"seats": seats, "status": "printed", "page": "a.txt", "line": 1, "preferred": True}
    return {**row, **rest, **more}


PARTIES = table(
    "parties",
    {"iso3": "KAZ", "party": "Otan", "party_id": "otan", "name": "Otan", "kind": "party"},
    {"iso3": "KAZ", "party": "Nur Otan", "party_id": "nur-otan", "name": "Nur Otan",
     "kind": "party", "successor_of": "otan"},
    {"iso3": "KAZ", "party": "Amanat", "party_id": "amanat", "name": "Amanat", "kind": "party",
     "successor_of": "nur-otan"},
    {"iso3": "UZB", "party": "Asar", "party_id": "uzb-asar", "name": "Other Asar", "kind": "bloc"},
)  # fmt: skip


def test_elections_come_in_order_and_within_the_span():
    rows = table(
        "elections",
        election("C", "2010-01-01"),
        election("A", "1999-10-10"),
        election("B", "2004-09-19"),
        election("upper", "2004-09-19", house="UC"),
        {"election_id": "undated", "iso3": "KAZ", "country": "Kazakhstan", "house": "LC"},
    )
    chosen = el.choose(rows, "KAZ", "LC", 1999, 2004)
    assert list(chosen["election_id"]) == ["A", "B"]
    assert list(chosen["when"]) == ["1999", "2004"]


def test_two_elections_in_a_year_are_told_apart():
    rows = table("elections", election("A", "2009-04-05"), election("B", "2009-07-29"))
    assert list(el.choose(rows, "KAZ", "LC", 2000, 2020)["when"]) == ["April 2009", "July 2009"]


def test_successors_are_one_lineage_and_unknown_names_stand_for_themselves():
    rows = pd.DataFrame({"party": pd.array(["Amanat", "Otan", "Asar", "Vacant", "Blank votes"])})
    named = el.with_parties(rows, PARTIES, "KAZ")
    assert list(named["lineage"][:3]) == ["otan", "otan", "Asar"]
    assert list(named["name"][:3]) == ["Amanat", "Otan", "Asar"]
    assert list(named["kind"]) == ["party", "party", "party", "vacant", "against_all"]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Otan", "party", "Otan"),
        ("Communist Party of Kazakhstan", "party", "the Communist Party of Kazakhstan"),
        ("AIST Bloc", "bloc", "the AIST Bloc"),
        ("United Russia", "party", "United Russia"),
        ("Republican Party Otan (Fatherland)", "party", "the Republican Party Otan (Fatherland)"),
        ("Unity (a Party)", "party", "Unity (a Party)"),
        ("The Democrats", "party", "the Democrats"),
        ("Independents", "independents", "independents"),
        ("Non-partisans", "independents", "independents"),
        ("Independents and others", "independents", "independents and others"),
        ("Others", "others", "others"),
        ("Appointed members", "appointed", "appointed members"),
        ("Assembly of People of Kazakhstan", "appointed", "the Assembly of People of Kazakhstan"),
        ("Local council nominees", "party", "Local council nominees"),
        ("Our Party", "party", "Our Party"),
        ("For a Good Latvia", "bloc", "For a Good Latvia"),
        ("Latvia's First Party", "party", "Latvia's First Party"),
        ("People's Party", "party", "the People's Party"),
        ("Democrats", "party", "the Democrats"),
        ("Greens and Farmers", "bloc", "the Greens and Farmers"),
        ("Democrats–Heritage", "bloc", "Democrats–Heritage"),
        (
            "Party of Union and Change and allies",
            "bloc",
            "the Party of Union and Change and allies",
        ),
        ("UPR and allies", "bloc", "UPR and allies"),
        ("Socialists and ACUM", "others", "the Socialists and ACUM"),
        ("Affiliation not indicated", "others", "members of no stated affiliation"),
    ],
)
def test_names_within_a_sentence(name, kind, expected):
    assert in_sentence(name, kind) == expected


def test_seats_of_a_party_stand_in_one_row():
    chosen = el.choose(table("elections", election("A", "2004-09-19")), "KAZ", "LC", 2000, 2010)
    seats = table(
        "seats",
        seat("Otan", 42, line=40),
        seat("Otan", 7, "proportional", line=40),
        seat("Otan", 99, page="b.txt", preferred=False),
    )
    row = el.seat_rows(seats, PARTIES, chosen).iloc[0]
    assert (row["total"], row["proportional"], row["page"], row["line"]) == (42, 7, "a.txt", 40)
    assert row["majority"] is pd.NA


@pytest.mark.parametrize(("at_stake", "expected"), [(100, 50), (45, 40)])
def test_rounds_add_up_unless_the_last_holds_the_first(at_stake, expected):
    elections = table("elections", election("A", "2004-09-19", seats_at_stake=at_stake))
    chosen = el.choose(elections, "KAZ", "LC", 2000, 2010)
    seats = table("seats", seat("Otan", 10), seat("Otan", 40, round=2))
    assert el.seat_rows(seats, PARTIES, chosen)["total"].iloc[0] == expected


def test_votes_are_those_of_the_first_round_that_tells_any():
    chosen = el.choose(table("elections", election("A", "2004-09-19")), "KAZ", "LC", 2000, 2010)
    row = {"election_id": "A", "party": "Otan", "page": "a.txt", "preferred": True}
    votes = table(
        "votes",
        {**row, "round": 1, "candidates": 3},
        {**row, "round": 2, "votes": 100, "line": 9},
        {**row, "round": 3, "votes": 300},
    )
    assert list(el.vote_rows(votes, PARTIES, chosen)["votes"]) == [100]


def test_sources_are_named_or_counted():
    pages = table(
        "pages",
        *({"page": f"ipu/{i}.txt", "origin": "ipu"} for i in range(3)),
        {"page": "compiled/a.txt", "origin": "compiled"},
    )
    assert source(["ipu/1.txt"], pages) == "Source: the IPU's historical archive (ipu/1.txt)."
    many = source(["ipu/0.txt", "ipu/1.txt", "compiled/a.txt", "ipu/1.txt"], pages)
    assert "3 pages" in many
    assert "other public sources" in many
    assert source([], pages) == "Source: the archive's tables."
