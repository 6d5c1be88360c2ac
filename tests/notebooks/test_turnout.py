"""The notebook on turnout: thin, and true under other parameters than its own."""

import pytest
from notebooks.executed import assert_thin, run, source, tables, texts
from spoken import rows

COMMON = {"country": "Kazakhstan", "since": 1990, "until": 2030, "house": "LC"}


def test_it_is_thin_and_shows_kazakhstan():
    assert_thin(source("turnout"), COMMON | {"peers": "region"})


def test_it_answers_with_figures_and_tables_for_kazakhstan(tmp_path):
    blocks, strays = run("turnout", tmp_path)
    assert not strays
    kinds = [block["kind"] for block in blocks if block["kind"] != "aside"]
    # The first screen: the finding, a few sentences, one chart.
    assert kinds[:3] == ["title", "say", "figure"]
    assert 3 <= texts(blocks, "say")[0].count(". ") + 1 <= 5
    assert kinds.count("figure") == 4
    assert kinds.count("table") >= 2
    assert kinds[-1] == "end"


def test_kyrgyzstan_since_2000_shows_the_numbers_of_the_tables(tmp_path):
    parameters = {"country": "KGZ", "since": "2000", "peers": "Kazakhstan, Latvia"}
    blocks, strays = run("turnout", tmp_path, **parameters)
    assert not strays
    shown = tables(blocks)["Electors, voters and ballots"]
    printed = [
        row
        for row in rows("turnout")
        if row["election_id"].startswith("KG-LC01")
        and row["preferred"] == "True"
        and row["date"] >= "2000"
    ]
    assert len(shown) == len(printed)
    for cells, row in zip(shown, sorted(printed, key=lambda row: row["date"]), strict=True):
        for number in ("electors", "voters"):
            assert (f"{int(row[number]):,}" if row[number] else "–") in cells
        assert f"{row['page']}, line {row['line']}" in cells
    peers = tables(blocks)["Kyrgyzstan and its peers, at the elections nearest in time"]
    # Latvia's nearest election, of 2022, is more than three years away.
    assert {cells[0] for cells in peers} == {"Kazakhstan", "Kyrgyzstan"}


@pytest.mark.parametrize("country", ["Barbados"])
def test_a_house_without_turnout_says_what_is_missing(tmp_path, country):
    blocks, strays = run("turnout", tmp_path, country=country, house="UC")
    assert not strays
    assert texts(blocks, "title") == [f"No turnout is known for the upper house of {country}"]
    assert "but neither turnout" in texts(blocks, "say")[0]
    assert not [block for block in blocks if block["kind"] == "figure"]
