"""Numbers of sentences that are traced to a line, and those that are not."""

import pytest

from helpers.reports.traces import Traces

ELECTIONS = {
    "columns": ["Election", "Voters", "Turnout, %", "Source"],
    "align": ["left", "right", "right", "left"],
    "rows": [
        ["20 June 2021", "1,281,997", "49.39", "a.txt, line 9"],
        ["9 December 2018", "1,260,840", "48.63", "b.txt, line 9"],
        ["6 May 2012", "20", "62.30", "c.txt, line 9"],
    ],
    "originals": {f"{name}.txt, line 9": "https://x.y" for name in "abc"},
}
SEATS = {
    "columns": ["Election", "Party", "Seats", "Seats, %", "Source of seats"],
    "align": ["left", "left", "right", "right", "left"],
    "rows": [
        ["2021", "Civil Contract (KP)", "71", "66.36", "a.txt, line 30"],
        ["2021", "Alliance", "29", "27.10", "a.txt, line 31"],
        ["2018", "Alliance", "29", "21.97", "b.txt, line 31"],
    ],
    "originals": {"a.txt, line 30": "", "a.txt, line 31": "", "b.txt, line 31": ""},
    "by": "Election",
}


def traced(text, stands=lambda figure, reference: True):
    parts = list(Traces([ELECTIONS, SEATS], stands).parts(text))
    assert "".join(part for part, _ in parts).strip() == text
    return {part: reference for part, reference in parts if reference}


def test_counts_and_shares_lead_to_the_line_of_their_year():
    assert traced("In 2021, 49.4% voted: 1,281,997, up from 48.6% in 2018.") == {
        "49.4%": "a.txt, line 9",
        "1,281,997": "a.txt, line 9",
        "48.6%": "b.txt, line 9",
    }


def test_a_sentence_without_a_year_is_about_that_of_the_first():
    told = (
        "Civil Contract won 71 seats (66.4%) in 2021. In 2018 it won more. Then Alliance with 29."
    )
    assert traced(told) == {
        "71": "a.txt, line 30",
        "66.4%": "a.txt, line 30",
        "29": "a.txt, line 31",
    }


@pytest.mark.parametrize(
    "text",
    [
        # Another year, none, another party, two lines that fit.
        "In 2012, 49.4% voted.",
        "49.4% voted.",
        "In 2021 a party won 71 seats.",
        "In 2021 the Alliances won 29 seats.",
        "Alliance won 29 seats in 2018 and 2021.",
        # A day, a year, a difference, a sample, a part of a number or of a word.
        "In the election of 20 June 2012 people voted.",
        "The election of 20 to 22 June 2012 was the first.",
        "In 2012 turnout rose by 20 percentage points.",
        "In 2012 there were others (n = 20).",
        "In 2021, 149.4%, 1,281,997,000 and x71 for Civil Contract.",
        # More decimals than the cell has, and other ones.
        "In 2021, 49.35% voted, or 49.3%.",
    ],
)
def test_what_is_not_sure_leads_nowhere(text):
    assert traced(text) == {}


def test_a_count_that_is_not_on_the_line_leads_nowhere():
    assert traced("In 2021, 1,281,997 or 49.4% voted.", lambda *_: False) == {
        "49.4%": "a.txt, line 9"
    }
