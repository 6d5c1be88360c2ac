"""The hand-kept list of parties, `data/raw/parties.csv`: whole, consistent, and true to the pages.

`successor_of` names the party that a renamed one continues, or all that a merger or an alliance
joins, the main one first. It is empty where the literature does not agree. A name that two parties
bore at different times ("Democratic Party" in Moldova, "Rodina" in Russia) has one row, and
stands for the later or larger of them.
"""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from helpers.archive import places
from helpers.tables.schema import COLOURS, PARTY_KINDS, TABLES

ROOT = Path(__file__).parents[2]
PARTIES = ROOT / "data" / "raw" / "parties.csv"
ORACLE = ROOT / "tests" / "expected.yaml"


@pytest.fixture(scope="module")
def rows():
    with PARTIES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def parties(rows):
    return {row["party_id"]: row for row in rows}


@pytest.fixture(scope="module")
def printed():
    """List each party as printed: country, page, table and name, one entry a row of a page."""
    if not ORACLE.exists():
        pytest.skip("tests/expected.yaml is not there")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pages = yaml.load(ORACLE.read_text(encoding="utf-8"), Loader=loader)
    return [
        (_iso3(page), page["page"], table, row.get("round"), row["party"])
        for page in pages
        for table in ("votes", "seats")
        for row in page.get(table) or []
    ]


def _iso3(page):
    if page.get("iso3"):
        return page["iso3"]
    if page.get("country"):
        return places.find(page["country"]).iso3
    return places.by_archive_code(Path(page["page"]).stem)[0].iso3


def _lineage(parties, party_id):
    """Follow a party back to the first of its main line."""
    line = [party_id]
    while parent := parties[line[-1]]["successor_of"].partition(";")[0]:
        assert parent not in line, f"{party_id} is its own predecessor"
        line.append(parent)
    return line


def test_columns_are_those_of_the_schema(rows):
    assert list(rows[0]) == TABLES["parties"].columns


def test_rows_are_sorted_and_no_name_stands_twice(rows):
    keys = [(row["iso3"], row["party"]) for row in rows]
    assert keys == sorted(set(keys))


def test_every_cell_that_must_be_is_filled_without_stray_spaces(rows):
    for row in rows:
        for column, value in row.items():
            assert value == value.strip()
            assert value or column in ("successor_of", "colour"), row


def test_countries_and_kinds_are_known(rows):
    assert all(places.by_code(row["iso3"]) for row in rows)
    assert {row["kind"] for row in rows} <= set(PARTY_KINDS)


def test_an_id_is_the_country_and_a_plain_word(rows):
    for row in rows:
        assert re.fullmatch(rf"{row['iso3']}-[a-z0-9]+(-[a-z0-9]+)*", row["party_id"])


def test_a_party_has_one_name_kind_and_predecessor_under_all_its_spellings(rows):
    told = defaultdict(set)
    for row in rows:
        told[row["party_id"]].add((row["name"], row["kind"], row["successor_of"], row["colour"]))
    assert {party: facts for party, facts in told.items() if len(facts) > 1} == {}


def test_colours_are_those_of_the_charts_and_of_parties(rows):
    for row in rows:
        assert row["colour"] in ("", *COLOURS), row
        # A row of several parties may have one where it stands for itself.
        assert not row["colour"] or row["kind"] in ("party", "bloc", "others"), row


def test_no_two_parties_of_a_country_are_shown_under_one_name(parties):
    shown = defaultdict(set)
    for party_id, row in parties.items():
        shown[row["iso3"], row["name"]].add(party_id)
    assert {name: ids for name, ids in shown.items() if len(ids) > 1} == {}


def test_a_predecessor_is_a_party_of_the_same_country_and_no_line_is_a_circle(parties):
    for party_id, row in parties.items():
        line = _lineage(parties, party_id)
        line += [member for member in row["successor_of"].split(";") if member]
        assert {parties[member]["iso3"] for member in line} == {row["iso3"]}
        if len(line) > 1:
            assert {parties[member]["kind"] for member in line} <= {"party", "bloc"}


def test_amanat_continues_nur_otan_and_otan(parties):
    line = [parties[party_id]["name"] for party_id in _lineage(parties, "KAZ-amanat")]
    assert line[:3] == ["Amanat", "Nur Otan", "Otan"]


@pytest.mark.parametrize(
    ("iso3", "spellings"),
    [
        ("KAZ", ["Otan", "Fatherland (Otan)", "Republican Party Otan (Fatherland)"]),
        ("LVA", ["Unity", "Unity (Vienotība)"]),
        ("UKR", ["Self Reliance", "Samopomich"]),
        ("RUS", ["LDPR", "Liberal Democratic Party of Russia"]),
    ],
)
def test_spellings_of_one_party_share_its_id(rows, iso3, spellings):
    ids = {row["party"]: row["party_id"] for row in rows if row["iso3"] == iso3}
    assert len({ids[spelling] for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("iso3", "party", "kind"),
    [
        ("KAZ", "Assembly of People of Kazakhstan", "appointed"),
        ("KAZ", "State list", "appointed"),
        ("KAZ", "Non-partisans", "independents"),
        ("KAZ", "Against all", "against_all"),
        ("KAZ", "AIST Bloc", "bloc"),
        ("ARM", "None of the above", "against_all"),
        ("LVA", "Other Parties", "others"),
        ("MNG", "Vacant seats", "others"),
    ],
)
def test_rows_that_are_no_party_are_told_apart(rows, iso3, party, kind):
    found = [row["kind"] for row in rows if (row["iso3"], row["party"]) == (iso3, party)]
    assert found == [kind]


def test_vacant_seats_have_an_id_of_their_own(rows):
    vacant = [row for row in rows if row["party"].startswith("Vacant")]
    assert vacant
    assert all(row["party_id"] == f"{row['iso3']}-vacant" for row in vacant)


def test_every_name_that_the_pages_print_is_listed(rows, printed):
    listed = {(row["iso3"], row["party"]) for row in rows}
    missing = {(iso3, name) for iso3, _, _, _, name in printed} - listed
    assert missing == set()


def test_no_table_of_a_page_lists_a_party_twice(rows, printed):
    # Two names in one table are two contestants: merging them would be a mistake of ours.
    ids = {(row["iso3"], row["party"]): row for row in rows}
    seen = defaultdict(set)
    for iso3, page, table, number, name in printed:
        row = ids[iso3, name]
        if row["kind"] in ("party", "bloc"):
            seen[page, table, number, row["party_id"]].add(name)
    assert {key: names for key, names in seen.items() if len(names) > 1} == {}
