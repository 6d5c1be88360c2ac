"""The notebook on women's representation: thin, and true under other parameters than its own."""

from notebooks.executed import assert_thin, run, source, tables, texts
from spoken import rows

COMMON = {"country": "Kazakhstan", "since": 1990, "until": 2030, "house": "LC"}


def test_it_is_thin_and_shows_kazakhstan():
    assert_thin(source("women_representation"), COMMON | {"peers": "region", "target": 0.3})


def test_it_answers_with_figures_and_tables_for_kazakhstan(tmp_path):
    blocks, strays = run("women_representation", tmp_path)
    assert not strays
    kinds = [block["kind"] for block in blocks if block["kind"] != "aside"]
    # The first screen: the finding, a few sentences, one chart.
    assert kinds[:3] == ["title", "say", "figure"]
    assert 3 <= texts(blocks, "say")[0].count(". ") + 1 <= 5
    assert kinds.count("figure") == 5
    assert kinds.count("table") >= 3
    assert kinds[-1] == "end"


def test_latvia_with_another_target_shows_the_numbers_of_the_tables(tmp_path):
    parameters = {"country": "Latvia", "since": 1995, "until": 2019, "target": 0.4}
    blocks, strays = run("women_representation", tmp_path, **parameters)
    assert not strays
    shown = tables(blocks)["Women and members, at elections and in single years"]
    women = [
        (f"{row['page']}, line {row['line']}", row["members"])
        for row in rows("members")
        if row["election_id"].startswith("LV-LC01")
        and (row["category"], row["preferred"]) == ("women", "True")
        and "E1995" <= row["election_id"][8:13] <= "E2019"
    ] + [
        (row["url"], row["women"])
        for row in rows("women_by_year")
        if row["iso3"] == "LVA" and 1995 <= int(row["year"]) <= 2019
    ]
    assert len(women) >= 8
    for origin, number in women:
        assert any(cells[-1] == origin and cells[2] == (number or "–") for cells in shown)
    told = " ".join(texts(blocks, "say"))
    assert "40%" in told and "not a forecast" in told


def test_a_house_without_women_s_figures_says_what_is_missing(tmp_path):
    blocks, strays = run("women_representation", tmp_path, country="Palau", house="UC")
    assert not strays
    assert texts(blocks, "title")[0].startswith("Women were 7% of the candidates")
    assert "nothing confirms how many members the house had" in " ".join(texts(blocks, "say"))
