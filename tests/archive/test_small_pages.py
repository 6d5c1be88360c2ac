"""Small pages typed by hand, one question each: what exactly is read, or what is said instead."""

from decimal import Decimal

import pytest
from archive import cases, writers

from helpers.archive import read_text

ARCHIVE = """\
Parliamentary Chamber: Pratinidhi Sabha

<<< Return to the Historical Archive page of parliamentary election results for NEPAL <<<

Dates of elections / renewal (from/to):

  1 May 2000

Round no 1 (1 May 2000): Elections results
Number of registered electors {electors}
Voters
"""
VOTES = "\nRound no 1: Distribution of votes\nPolitical Group Candidates Votes %\n"
SEATS = "\nRound no 1: Distribution of seats\nPolitical Group Total\n"
TIERS = "\nRound no 1: Distribution of seats\nPolitical Group Total Proportional Majority\n"
PARLINE = """\
NEPAL
National Assembly

Parliament name (generic / translated) National Assembly
BACKGROUND
Dates of election / renewal (from/to)1 May 2010
Purpose of elections
[not reproduced]
STATISTICS
Voter turnout
"""
PRESENT = """\
Chad
National Assembly
Election results
Background
Election date(s)
10 Jan 2021
Results
"""


def archive(tables: str, electors: str = "5,000,000") -> str:
    return ARCHIVE.format(electors=electors) + tables


def check(page: str, expected: dict, *, doubts: bool = True) -> None:
    """Hold a page to its figures; a row with a doubt may have lost some, but has no other."""
    found = read_text(page)
    wrong, lost = cases.disagreements({k: Decimal(v) for k, v in expected.items()}, found)
    assert [item for item in wrong if item[0][0] != "turnout"] == []
    assert lost == []
    if not doubts:
        assert (found.doubts, found.unread) == ([], [])


def votes(party: str, candidates=None, count=None, percent=None) -> dict:
    key = ("votes", "1", party, "1")
    given = {"candidates": candidates, "votes": count, "percent": percent}
    return {(*key, name): value for name, value in given.items() if value is not None}


def seats(party: str, **columns) -> dict:
    return {("seats", "1", party, "1", name): value for name, value in columns.items()}


# --------------------------------------------------------------------------- names with digits


@pytest.mark.parametrize("electors", ["5\u202f000\u202f000", "5’000’000", "5,000,000", "5.000.000"])
@pytest.mark.parametrize("name", ["AHD 54", "List no. 7", "Movement 2000"])
def test_a_name_that_ends_in_digits_before_seats(name, electors):
    """No house has thousands of seats, and the page's own thousands mark is another."""
    page = archive(SEATS + f"{name} 261\nCivic Union 31\n", electors)
    check(page, seats(name, Total=261) | seats("Civic Union", Total=31))


@pytest.mark.parametrize("name", ["AHD 54", "List no. 7", "Movement 2000"])
def test_a_name_that_ends_in_digits_before_tiers(name):
    page = archive(TIERS + f"{name} 243 94 149\nCivic Union 10 4 6\n")
    rows = seats(name, Total=243, Proportional=94, Majority=149)
    check(page, rows | seats("Civic Union", Total=10, Proportional=4, Majority=6))


def test_a_name_that_ends_in_digits_before_votes():
    """With a number more than the table has columns, the first one is the name's."""
    page = archive(VOTES + "AHD 54 123 474 68.10\nCivic Union 90 222 31.90\n")
    check(page, votes("AHD 54", 123, 474, "68.10") | votes("Civic Union", 90, 222, "31.90"))


@pytest.mark.parametrize("name", ["Charta 91", "List no. 7"])
def test_a_name_that_ends_in_digits_where_no_row_has_candidates(name):
    page = archive(VOTES + f"{name} 111,148 4.83\nCivic Union 2,190,000 95.17\n")
    check(page, votes(name, None, 111148, "4.83") | votes("Civic Union", None, 2190000, "95.17"))


def test_a_count_with_spaced_thousands_is_no_end_of_a_name():
    """Though no other row has votes: names end in plain numbers."""
    page = archive(VOTES + "People's Party 50.00\nCivic Union 5\u00a0000 50.00\n")
    check(page, votes("People's Party", None, None, 50) | votes("Civic Union", None, 5000, 50))


# --------------------------------------------------------------------------- marks


def test_a_count_with_one_mark_is_no_share():
    """Three digits after the mark, as in the page's other counts: 3300 votes, share unknown."""
    page = archive(VOTES + "People's Party 3,300\nCivic Union 3,000 47.62\n")
    check(page, votes("People's Party", None, 3300) | votes("Civic Union", None, 3000, "47.62"))


@pytest.mark.parametrize("mark", [" ", "\u00a0", "\u202f"])
def test_a_table_of_one_row_with_spaces_in_its_count(mark):
    page = archive(VOTES + f"Civic Union 880{mark}000 100\n", f"5{mark}000{mark}000")
    check(page, votes("Civic Union", None, 880000, 100))


@pytest.mark.parametrize("mark", [" ", "\u00a0", "\u202f"])
def test_a_row_without_a_share_with_spaces_in_its_count(mark):
    rows = f"People's Party 3{mark}300\nCivic Union 3{mark}000 47.62\n"
    page = archive(VOTES + rows, f"5{mark}000{mark}000")
    check(page, votes("People's Party", None, 3300) | votes("Civic Union", None, 3000, "47.62"))


def test_the_end_of_a_count_is_no_share():
    page = archive(VOTES + "People's Party 5 000\nCivic Union 2 190 000 95.17\n", "5 000 000")
    check(page, votes("People's Party", None, 5000) | votes("Civic Union", None, 2190000, "95.17"))


@pytest.mark.parametrize("space", ["", " ", "\u00a0"])
def test_a_sign_apart_from_its_share(space):
    rows = f"Civic Union 2,190,000 95.17{space}%\nGreens 111,148 4.83{space}%\n"
    expected = votes("Civic Union", None, 2190000, "95.17") | votes("Greens", None, 111148, "4.83")
    check(archive(VOTES + rows), expected)


# --------------------------------------------------------------------------- wrapped names


def test_a_wrapped_name():
    rows = (
        "Tunisian union of the industry, trade and draft\nindustry (UTICA) 14 7 7\nGreens 8 4 4\n"
    )
    name = "Tunisian union of the industry, trade and draft industry (UTICA)"
    expected = seats(name, Total=14, Proportional=7, Majority=7)
    check(archive(TIERS + rows), expected | seats("Greens", Total=8, Proportional=4, Majority=4))


def test_wrapped_names_that_go_on_with_a_capital():
    rows = "Azerbaijan Democratic Enlightenment\nParty 13,279 47.0\n"
    rows += "National Revival Movement and Allies\nParty 14,974 53.0\n"
    expected = votes("Azerbaijan Democratic Enlightenment Party", None, 13279, "47.0")
    expected |= votes("National Revival Movement and Allies Party", None, 14974, "53.0")
    check(archive(VOTES + rows), expected)


# --------------------------------------------------------------------------- cells


@pytest.mark.parametrize(
    "rows",
    [
        "Men | Women | Percent of women\n | 4 | \n",
        "Men | Women | Percent of women\n | 4 |\n",
        "| Men | Women | Percent of women |\n| | 4 | |\n",
        "Men\tWomen\tPercent of women\n\t4\t\n",
        "Men\tWomen\tPercent of women\n\t4\n",
    ],
)
def test_an_empty_cell_with_its_mark_is_kept(rows):
    page = PARLINE + "Distribution of seats according to sex\n" + rows
    check(page, {("sex", "women"): 4}, doubts=False)


def test_columns_with_unknown_captions_are_not_lost():
    """Captions run together: which number is which may stay open, but not unsaid."""
    head = SEATS.replace("Total", "Total Constituency National list Gain/Loss")
    found = read_text(archive(head + "Union 12 7 5 +2\nOthers 4 2 2 -1\n"))
    for row in found.seats:
        read = [figure.value for figure in row.figures if figure is not None]
        assert len(read) == 4 or row.options or row.line in cases.noted(found)


@pytest.mark.parametrize(
    "name", ["Union<br>of Greens", "Union <br> of Greens", "<p>Union of Greens</p>"]
)
@pytest.mark.parametrize("empty", ["&nbsp;", "", "<br>"])
@pytest.mark.parametrize("layout", ["A", "B"])
def test_a_line_break_in_the_cell_of_a_name(layout, empty, name):
    """In HTML the cell is the unit, whatever breaks are in it."""
    election = writers.Election(
        dates=(writers.date(2010, 5, 1),),
        captions=("Total", "Women"),
        seats=(writers.Seat(1, "NAME", (12, None)), writers.Seat(1, "Others", (4, 1))),
    )
    page = writers.WRITERS[layout, "html"](election, writers.Style(empty=empty)).replace(
        "NAME", name
    )
    expected = seats("Union of Greens", Total=12) | seats("Others", Total=4, Women=1)
    check(page, expected, doubts=False)


def table(*rows: str) -> str:
    """Write a page of layout A whose last table is of these rows; ``|`` parts the cells."""
    cells = ["<tr><td>" + row.replace("|", "</td><td>") + "</td></tr>" for row in rows]
    head = "".join(f"<p>{line}</p>" for line in ARCHIVE.split("Round no 1")[0].split("\n"))
    return f"<html><body>{head}<table>{''.join(cells)}</table></body></html>"


def test_a_column_with_an_unknown_caption_loses_no_other():
    """In HTML a cell is a cell, whatever stands over it, and if nothing does."""
    heading = "Round no 1: Distribution of seats"
    for caption in ("Seats won by decree", "", "First-past-the-post"):
        page = table(heading, f"Political Group|Total|{caption}|Women", "Union|12|7|5", "Left|4||0")
        found = read_text(page)
        assert [row.figures[0].value for row in found.seats] == [12, 4]
        assert [column.kind for column in found.seats[0].columns] == ["total", "other", "women"]
        assert [row.figures[2].value for row in found.seats] == [5, 0]


def test_votes_under_captions_of_several_words():
    heading = "Round no 1: Distribution of votes"
    caption = "Political Group|Votes obtained|% of votes|Symbol"
    page = table(heading, caption, "Union|1,200|60.0|a lion", "Left|800|40.0|")
    check(page, votes("Union", None, 1200, "60.0") | votes("Left", None, 800, "40.0"))


def test_french_captions():
    rows = "Groupe politique Total Proportionnel Majoritaire Gain/Perte Nombre de femmes\n"
    rows += "Parti socialiste (PS) 93 43 50 +9 12\nParti libéral 23 15 8 -4 3\n"
    found = read_text(archive("\nRound no 1: Distribution of seats\n" + rows))
    kinds = [column.kind for column in found.seats[0].columns]
    assert kinds == ["total", "proportional", "majority", "change", "women"]
    assert [f.value for f in found.seats[1].figures] == [23, 15, 8, -4, 3]


# --------------------------------------------------------------------------- ages, professions

GROUPS = {
    "41-50: 47": ("41-50", 47, None),
    "31 - 40 11": ("31 - 40", 11, None),
    "31 to 40\n3": ("31 to 40", 3, None),
    "31 to 40 110": ("31 to 40", 110, None),
    "Over 60\n2": ("Over 60", 2, None),
    "Over 60 3 (2.5%)": ("Over 60", 3, "2.5"),
    "Under 30 5": ("Under 30", 5, None),
    "41 à 50 ans\n47": ("41 à 50 ans", 47, None),
    "Plus de 60 ans 12": ("Plus de 60 ans", 12, None),
    "61-70 = 12": ("61-70", 12, None),
    "51-60: 14,3 %": ("51-60", None, "14.3"),
}
PROFESSIONS = {
    "Doctors, dentists, etc. 1,234": ("Doctors, dentists, etc.", 1234, None),
    "Workers 1 234": ("Workers", 1234, None),
    "Engineers - 7": ("Engineers", 7, None),
    "Teachers 5.5%": ("Teachers", None, "5.5"),
    "Lawyers\n30.5%": ("Lawyers", None, "30.5"),
    "Civil servants (including municipal) 23": ("Civil servants (including municipal)", 23, None),
    "Business, trade: 14 (12.3%)": ("Business, trade", 14, "12.3"),
    "Farmers (3%)": ("Farmers", None, "3"),
}


@pytest.mark.parametrize(
    ("dimension", "lines"),
    [("age", line) for line in GROUPS] + [("profession", line) for line in PROFESSIONS],
)
def test_a_group_of_members(dimension, lines):
    """Labels end in numbers that count nobody; figures follow on the line or on the next."""
    category, members, percent = (GROUPS | PROFESSIONS)[lines]
    section = f"\nDistribution of seats according to {dimension}:\n"
    found = read_text(archive(section + lines + "\nOthers: 9\n"))
    read = [
        (m.category, m.members and m.members.value, m.percent and str(m.percent.percent))
        for m in found.members
    ]
    assert read == [(category, members, percent), ("Others", 9, None)]
    assert found.unread == []


def test_a_group_with_an_empty_cell_has_no_members():
    page = table("Distribution of seats according to age:", "18-30|12", "Over 60|&nbsp;")
    assert [(m.category, m.members.value) for m in read_text(page).members] == [("18-30", 12)]


# --------------------------------------------------------------------------- rounds and dates

FOUR = "Number of registered electors\nVoters\nBlank or invalid ballot papers\nValid votes\n"


def test_three_values_that_add_up_leave_out_the_electors():
    found = read_text(PARLINE + f"Round no 1\n{FOUR}2,894,275\n6,383\n2,887,892\nNotes\n")
    ballots = found.rounds[0].ballots
    assert "electors" not in ballots
    assert (ballots["voters"].value, ballots["valid_votes"].value) == (2_894_275, 2_887_892)
    assert [doubt.outcome for doubt in found.doubts] == ["noted"]


def test_a_second_round_without_a_date():
    rounds = f"Round no 1\n{FOUR}1,000\n800 (80%)\n20\n780\nNotes\n"
    rounds += f"Round no 2\n{FOUR}900\n700\n10\n690\nNotes\n"
    found = read_text(PARLINE + rounds + "Distribution of votes\nRound no 1\n")
    figures = [tuple(r.ballots[name].value for name in writers.BALLOTS) for r in found.rounds]
    assert figures == [(1000, 800, 20, 780), (900, 700, 10, 690)]


@pytest.mark.parametrize(
    ("label", "first", "second"),
    [
        ("Round", "5 March 1998", "8 March 1998"),
        ("Round", "1 March 1998", "8 March 1998"),
        ("Round", "21 January 2007", "4 February 2007"),
        ("Tour", "5 mars 1998", "8 mars 1998"),
        ("Tour", "1er mars 1998", "8 mars 1998"),
    ],
)
def test_a_date_run_onto_the_number_of_its_round(label, first, second):
    """The page's own dates say where the number ends, also where another date would fit."""
    page = PARLINE
    if label == "Tour":
        for word in ("name", "background", "dates", "purpose", "statistics", "turnout"):
            page = page.replace(writers.ENGLISH[word] + "\n", writers.FRENCH[word] + "\n")
            page = page.replace(writers.ENGLISH[word], writers.FRENCH[word])
    four = FOUR
    if label == "Tour":
        four = "".join(writers.FRENCH[name] + "\n" for name in writers.BALLOTS)
    page = page.replace("1 May 2010", f"{first}\n{second}")
    rounds = f"{label} no 1{first}\n{four}1,000\n800 (80%)\nNotes\n"
    rounds += f"{label} no 2{second}\n{four}900\n700\nNotes\n"
    found = read_text(page + rounds)
    assert len(found.dates) == 2
    assert [(r.number, r.date) for r in found.rounds] == [*enumerate(found.dates, 1)]


@pytest.mark.parametrize(
    "wording", ["Elections results", "Election results", "Election(s) results", "ELECTIONS RESULTS"]
)
@pytest.mark.parametrize("dated", ["", " (1 May 2000)"])
def test_every_heading_of_a_round(wording, dated):
    heading = "Round no 1 (1 May 2000): Elections results"
    page = archive("").replace(heading, f"Round no 1{dated}: {wording}")
    assert read_text(page).rounds[0].ballots["electors"].value == 5_000_000


# --------------------------------------------------------------------------- pages of today


def test_a_row_with_the_seats_held_before():
    """A second number in a party's row is another column: the first is the seats won."""
    found = read_text(
        PRESENT + "Parties or coalitions winning seats\nNur Otan\t76\t84\nAk Zhol\t12\t7\n"
    )
    assert [row.figures[0].value for row in found.seats] == [76, 12] or len(cases.noted(found)) == 2


def test_odd_but_described_forms_of_today():
    page = PRESENT.replace("10 Jan 2021", "10.01.2021") + (
        "Number of seats at stake\n-\n98\nScope of elections\nAll members\nFull renewal\n"
        "Total number of candidates\n1 234\nPercentage of women candidates\n28,8 %\n"
        "Voter turnout\nRegistration\n11'915'903\nVotes\n7,241,562\nVoter turnout\n60,8 %\n"
        "Parties or coalitions winning seats\nAHD 54\t3\n"
    )
    found = read_text(page)
    contest = {name: figure.value for name, figure in found.contest.items()}
    assert (contest["seats_at_stake"], contest["candidates"]) == (98, 1234)
    assert found.contest["candidates_women_percent"].percent == Decimal("28.8")
    assert found.rounds[0].ballots["electors"].value == 11_915_903
    voters = found.rounds[0].ballots["voters"]
    assert (voters.value, voters.percent) == (
        7241562,
        Decimal("60.8"),
    )
    assert [(row.party, row.figures[0].value) for row in found.seats] == [("AHD 54", 3)]


def test_empty_values_between_breaks_hold_their_places():
    """Of four values only the third is printed; what follows it left no trace."""
    labels = (
        "Number of registered electors<br>Voters<br>Blank or invalid ballot papers<br>Valid votes"
    )
    page = PARLINE.replace("\n", "<br>") + (
        "<table><tr><td>Round no 1</td><td>1 May 2010</td></tr>"
        f"<tr><td>{labels}</td><td><br><br>12<br></td></tr></table>"
    )
    ballots = read_text(page).rounds[0].ballots
    assert {name: figure.value for name, figure in ballots.items()} == {"blank_or_invalid": 12}


def test_names_without_figures_stay_two_parties_where_another_table_has_them_apart():
    rows = "National Party\nAlliance\nGreens\n"
    seats_ = "Political Group Total\nNational Party 12\nAlliance 7\nGreens 1\n"
    page = VOTES + rows + "\nRound no 1: Distribution of seats\n" + seats_
    found = read_text(archive(page))
    assert [row.party for row in found.votes] == ["National Party", "Alliance", "Greens"]
