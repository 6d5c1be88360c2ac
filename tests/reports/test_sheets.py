"""Tables laid out: sources as marks at the numbers that they are of, one table a group, CSV."""

import csv
import io

import pytest

from helpers.reports.sheets import as_csv, lay_out

LINE = "compiled/KAZ_2023.txt, line 24"
CONTENT = {
    "caption": "Votes and seats",
    "columns": ["Election", "Party", "Votes", "Seats", "Seats, %", "Source of votes",
                "Source of seats"],
    "align": ["left", "left", "right", "right", "right", "left", "left"],
    "rows": [
        ["2023", "Auyl", "693,938", "–", "8.2", LINE, "https://x.y/a"],
        ["2021", "=1+1", "1,000", "\N{MINUS SIGN}3", "–", "–", "–"],
    ],
    "notes": ["A dash: unknown."],
    "by": "Election",
    "originals": {LINE: "https://newtimes.kz/1"},
}  # fmt: skip


@pytest.fixture
def sheet():
    return lay_out(CONTENT, lambda reference, address: f"{reference} at {address}")


def test_columns_of_sources_become_marks_at_the_figures_they_are_of(sheet):
    assert sheet.columns == ["Party", "Votes", "Seats", "Seats, %"]
    _, votes, seats, share = sheet.groups[0].rows[0]
    assert [(mark.text, mark.address) for mark in votes.marks] == [
        ("1", f"{LINE} at https://newtimes.kz/1")
    ]
    assert seats.marks == []  # there is no figure: the source is of the share
    assert [mark.text for mark in share.marks] == ["2"]
    assert votes.marks[0].label == "source 1: compiled/KAZ_2023.txt, line 24"
    assert [(s.mark, s.page, s.publisher) for s in sheet.sources] == [
        ("1", "compiled/KAZ_2023.txt", "newtimes.kz"),
        ("2", "", "x.y"),
    ]


def test_a_table_is_divided_by_a_column_and_what_is_unknown_has_no_mark(sheet):
    assert [group.name for group in sheet.groups] == ["2023", "2021"]
    assert not any(cell.marks for cell in sheet.groups[1].rows[0])


def test_a_source_of_a_row_stands_at_its_name_and_another_at_the_figure_before_it():
    content = {
        "caption": "", "notes": [], "align": ["left"] * 5,
        "columns": ["Election", "Used, %", "Source", "Other page, %", "Other source"],
        "rows": [["2021", "63", "https://a.b/", "60", "https://c.d/"]],
    }  # fmt: skip
    name, used, other = lay_out(content, lambda reference, address: address).groups[0].rows[0]
    assert [m.address for m in name.marks] == ["https://a.b/"]
    assert used.marks == []
    assert [m.address for m in other.marks] == ["https://c.d/"]


def test_what_names_a_line_within_a_cell_leads_there():
    content = {
        "caption": "", "notes": [], "align": ["left"], "columns": ["Where"],
        "rows": [[f"2023, {LINE}, twice {LINE}4"]], "originals": {LINE: "https://x.y/"},
    }  # fmt: skip
    (cell,) = lay_out(content, lambda reference, address: address).groups[0].rows[0]
    assert [(part.text, part.address) for part in cell.parts] == [
        ("2023, ", ""),
        (LINE, "https://x.y/"),
        (f", twice {LINE}4", ""),
    ]


def test_the_csv_has_numbers_as_numbers_sources_spelt_out_and_no_formula():
    rows = list(csv.reader(io.StringIO(as_csv(CONTENT))))
    assert rows[0] == CONTENT["columns"]
    assert rows[1] == ["2023", "Auyl", "693938", "", "8.2", LINE, "https://x.y/a"]
    assert rows[2] == ["2021", "'=1+1", "1000", "-3", "", "", ""]
