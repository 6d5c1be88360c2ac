"""Figures that stand where nothing takes them, or where they cannot belong: the reader says so.

Most pages here are the smallest ones that mutated pages of the archive were cut down to.
"""

import pytest

from helpers.archive import read_text

HEAD = "Parliamentary Chamber: X\n\nDates of elections / renewal (from/to):\n\n1 May 2000\n\n"
TURNOUT = "Round no 1 (1 May 2000): Elections results\nNumber of registered electors 9,000\n\n"
VOTES = "Round no 1: Distribution of votes\nPolitical Group Candidates Votes %\n"
SEATS = "Round no 1: Distribution of seats\nPolitical Group Total Proportional Majority\n"
ROWS = "Labour Party 42 12 30\nGreen Party 20 8 12\n"
SOURCE = "\nSource:\nhttp://archive.ipu.org/parline-e/reports/arc/1_00.htm\n"
PARTIES = "Number of parties contesting the election\n"
PRESENT = "X\nNational Assembly\nElection results\nNumber of seats at stake\n62\n"


def unread(text: str) -> list[str]:
    return [line for _, line in read_text(text).unread]


def doubts(text: str) -> list[str]:
    return [doubt.message for doubt in read_text(text).doubts]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (HEAD + SEATS + ROWS + SOURCE + "Civic Union 5 1 4\n", "Civic Union 5 1 4"),
        (HEAD + SEATS + ROWS + SOURCE + "Independents 5\n", "Independents 5"),
        ("Labour Party 42 12 30\n" + HEAD + SEATS + "Greens 20 8 12\n", "Labour Party 42 12 30"),
        (
            HEAD + "Purpose of elections:\nLabour Party 42 12 30\nGreen Party 20 8 12\n" + TURNOUT,
            "Green Party 20 8 12",
        ),
        (
            HEAD + "Background and outcome of elections:\nNumber of registered electors 9,000\n",
            "Number of registered electors 9,000",
        ),
        (PRESENT + "Parties in the number contesting\n43\n", "43"),
        ("60 30 33.33%\n" + HEAD + SEATS + ROWS, "60 30 33.33%"),
        (PRESENT + "Voters\n5,000\nResults\n4,321\n", "4,321"),
        (HEAD + "Distribution of seats according to age:\n1,542,407\n916,691 (9%)\n", "1,542,407"),
    ],
)  # fmt: skip
def test_a_figure_that_no_section_takes_is_an_unread_line(text, row):
    assert row in unread(text)


def test_a_row_in_the_narrative_is_none_of_its_lines():
    page = read_text(
        HEAD + "Purpose of elections:\nVoting was calm in all of the country.\n"
        "Labour Party 42 12 30\nIt ended in the evening of 1999.\n"
    )
    assert [text for _, text in page.narrative] == [
        "Voting was calm in all of the country.",
        "It ended in the evening of 1999.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In 1998 the party had won\n42 of the seats and the others 30\n",
        "The turnout, of which\nmore was said in 1999\nwas low.\n",
        "Some 1,230 candidates from 12 parties stood for 62 seats on 3 May, 8 more than in 1996.\n",
    ],
)
def test_wrapped_sentences_are_no_rows(text):
    assert unread(HEAD + "Background and outcome of elections:\n" + text) == []


def test_several_figures_without_a_caption_are_not_read_as_a_total():
    page = read_text(HEAD + "Round no 1: Distribution of seats\n" + ROWS)
    assert page.seats == []
    assert "Labour Party 42 12 30" in unread(HEAD + "Round no 1: Distribution of seats\n" + ROWS)


def test_a_caption_above_its_round_is_the_table_s():
    text = (
        "X\nParliament name X\nDistribution of seats\nPolitical Group Total Majority\nRound no 1\n"
    )
    (row,) = read_text(text + "Labour Party 42 42\n").seats
    assert (row.party, [figure.value for figure in row.figures]) == ("Labour Party", [42, 42])


def test_figures_that_a_name_keeps_are_doubted():
    caption = "Round no 1: Distribution of seats\nPolitical Group Total\n"
    assert any("read as part of the name" in said for said in doubts(HEAD + caption + ROWS))


def test_a_row_of_another_table_is_doubted():
    rows = "<tr><td>A<td>42<td>12<td>30</tr><tr><td>B<td>20<td>8<td>12</tr>"
    table = (
        f"<html><body><b>Parliamentary Chamber: X</b><table><tr><td>{SEATS.split(chr(10))[0]}"
        "</tr><tr><td>Political Group<td>Total<td>Proportional<td>Majority</tr>"
        f"{rows}<tr><td>C<td>122<td></tr></table></body></html>"
    )
    assert any("has 3 cells" in said for said in doubts(table))


@pytest.mark.parametrize("number", [2, 3, 11])
def test_a_round_without_one_before_it_is_doubted(number):
    seats = SEATS.replace("no 1", f"no {number}")
    assert any("misprinted" in said for said in doubts(HEAD + seats + ROWS))


def test_votes_of_a_round_without_turnout_are_doubted():
    votes = VOTES.replace("no 1", "no 2") + "Labour Party 42 6,000 66.7\n"
    assert any("misprinted" in said for said in doubts(HEAD + TURNOUT + votes + SEATS + ROWS))


def test_a_party_with_two_rows_in_a_table_is_doubted():
    assert any("has two rows" in said for said in doubts(HEAD + SEATS + ROWS + ROWS))


def test_seats_in_a_table_of_votes_are_doubted():
    rows = "Labour Party 42 6,000 66.7\nGreen Party 30 2,000 22.2\nCivic Union 20 12\n"
    page = HEAD + TURNOUT.replace("9,000", "9,000,000") + VOTES + rows.replace(",000", ",000,000")
    assert any("another table" in said for said in doubts(page))


def test_labels_of_another_block_are_no_parties():
    others = ["Women: 12", "Valid votes 8,000", "41 to 50 years 18"]
    page = read_text(HEAD + SEATS + ROWS + "\n".join(others))
    assert [row.party for row in page.seats] == ["Labour Party", "Green Party"]
    assert [text for _, text in page.unread] == others


def test_a_text_with_a_few_tags_stays_a_text():
    rows = "".join(f"Party {letter} 12 4 8\n" for letter in "ABCDEFGHIJKLMNOPQRSTUV")
    for first, second in (("<td></td>B", "<b>C</b>"), ("<td></td>B", "<td></td>C")):
        page = read_text(HEAD + SEATS + rows.replace("Party B", first).replace("C", second))
        assert (page.form, len(page.seats)) == ("text", 22)


def test_what_stands_behind_a_figure_of_another_label_is_not_taken():
    page = read_text(
        PRESENT + "Number of men candidates\n943 Number of women candidates\n431\nVoters\n5,000\n"
    )
    assert "candidates_men" not in page.contest
    assert "431" in [text for _, text in page.unread]


def test_a_column_of_votes_without_a_known_caption_is_doubted():
    row = "<tr><td>{}<td><td>{}<td>{}</tr>"
    table = (
        f"<html><body><b>Parliamentary Chamber: X</b><table><tr><td>{VOTES.split(chr(10))[0]}"
        "</tr><tr><td>Political Group<td>CandidatesVotes<td>%</tr>"
        + row.format("A", "454,589", "59.3")
        + row.format("B", "306,239", "39.8")
        + "</table></body>"
    )
    assert any("caption is not known" in said for said in doubts(table))


@pytest.mark.parametrize("damage", ["<style>", "<textarea>", "<!--", "</body></html><b>"])
@pytest.mark.parametrize("place", ["before", "behind"])
def test_rows_that_markup_hides_are_unread_lines(damage, place):
    row = "<tr><td>Labour</td><td>42</td></tr>"
    row = row.replace("Labour", f"Labour{damage}") if place == "before" else row + damage
    page = (
        "<html><head></head><body>\n<b>Parliamentary Chamber: X</b>\n<table>\n"
        "<tr><td>Round no 1: Distribution of seats</td></tr>\n"
        "<tr><td>Political Group</td><td>Total</td></tr>\n"
        f"{row}\n<tr><td>Greens</td><td>20</td></tr>\n"
        "</table></body></html>"
    )
    found = read_text(page)
    assert [row.party for row in found.seats] == ["Labour", "Greens"] or found.unread


def test_cells_in_scripts_and_comments_without_cells_are_no_rows():
    page = (
        "<html><head><script>var a = 5;</script></head><body>\n<b>Parliamentary Chamber: X</b>\n"
        "<!-- 42 -->\n<table>\n<tr><td>Round no 1: Distribution of seats</td></tr>\n"
        "<tr><td>Political Group</td><td>Total</td></tr>\n<tr><td>Labour</td><td>42</td></tr>\n"
        "</table></body></html>"
    )
    assert unread(page) == []


def test_a_text_without_marks_of_a_layout_is_no_record_of_the_interface():
    page = read_text(
        "ARMENIA\nRound no 1\nDistribution of votes\nVoters\nBright Party 15'571 1.22\n"
    )
    assert page.layout != "parline-api"


@pytest.mark.parametrize("before", ["[not reproduced]\n", "\n", ""])
def test_a_row_alone_in_the_place_of_narrative_is_unread(before):
    text = f"Purpose of elections:\n{before}Civic Union 12\nBackground and outcome of elections:\n"
    assert unread(HEAD + text + "\n[not reproduced]\n") == ["Civic Union 12"]


def test_more_invalid_than_valid_votes_are_doubted():
    labels = "Number of registered electors\nVoters\nBlank or invalid ballot papers\nValid votes\n"
    block = f"X\nParliament name X\nVoter turnout\nRound no 1\n{labels}9,000\n5,100\n5,000\n100\n"
    assert any("one may stand for the other" in said for said in doubts(block))


def test_turnout_of_registered_voters_without_voters_is_doubted():
    text = PRESENT + "Registered voters\n7,241,562\nVoter turnout\n60.8%\n"
    assert any("no voters" in said for said in doubts(text))


def test_parties_below_a_heading_of_professions_are_unread():
    rows = "Distribution of seats according to profession\nPolitical Group Total\nLabour Party 42\n"
    page = read_text(HEAD + TURNOUT + rows)
    assert page.members == []
    assert "Labour Party 42" in [text for _, text in page.unread]


def test_a_party_among_professions_is_doubted():
    rows = "Distribution of seats according to profession\nLawyers 12\nIndependents 116\n"
    assert any("may be a party's" in said for said in doubts(HEAD + SEATS + ROWS + rows))


def test_a_page_of_today_without_the_scope_of_its_elections_is_doubted():
    assert any("whether all seats" in said for said in doubts(PRESENT + "Voters\n5,000\n"))


def test_a_round_with_another_digit_in_its_number_is_read_or_refused():
    block = "X\nParliament name X\nVoter turnout\nRound no 1\u00b25 March 2018\nVoters\n5,000\n"
    assert read_text(block).layout == "parline-2005"


def test_a_small_number_without_a_sign_is_no_turnout():
    page = read_text(PRESENT + "Scope of elections\nFull renewal\nVoter turnout\n2\n")
    assert page.rounds == []
    assert (8, "2") in [(line - 1, text) for line, text in page.unread]


def test_more_parties_than_anywhere_are_another_label_s_value():
    page = read_text(PRESENT + "Scope of elections\nFull renewal\n" + PARTIES + "51,258\n")
    assert "parties_contesting" not in page.contest
    assert "51,258" in [text for _, text in page.unread]


def test_fewer_electors_than_anywhere_are_doubted():
    assert any(
        "fewer than anywhere" in said for said in doubts(HEAD + TURNOUT.replace("9,000", "40"))
    )


def test_fewer_registered_voters_than_anywhere_are_doubted():
    text = PRESENT + "Scope of elections\nFull renewal\nRegistered voters\n65\n"
    assert any("fewer than anywhere" in said for said in doubts(text))


def test_men_and_women_are_no_age():
    rows = "Distribution of seats according to age\nMen Women Percent of women\n28\n"
    assert read_text(HEAD + TURNOUT + rows).members == []


def test_a_number_is_no_profession():
    rows = "Distribution of seats according to profession\n78\n29\n"
    page = read_text(HEAD + TURNOUT + rows)
    assert page.members == []
    assert [text for _, text in page.unread] == ["78", "29"]


@pytest.mark.parametrize("candidates", ["", "Total number of candidates\n120\n"])
def test_more_parties_than_candidates_are_doubted(candidates):
    text = PRESENT + "Scope of elections\nFull renewal\n" + PARTIES + "246\n" + candidates
    assert any("may be another label's" in said for said in doubts(text))


def test_a_turnout_without_its_sign_is_doubted():
    text = PRESENT + "Scope of elections\nFull renewal\nVoter turnout\n26\n"
    assert any("no sign of per cent" in said for said in doubts(text))


def test_the_only_row_of_a_table_is_held_against_its_caption():
    table = (
        f"<html><body><b>Parliamentary Chamber: X</b><table><tr><td>{SEATS.split(chr(10))[0]}"
        "</tr><tr><td>Political Group<td>Total<td>Majority</tr>"
        "<tr><td>A<td>104<td><td>100</tr></table></body></html>"
    )
    assert any("has 4 cells" in said for said in doubts(table))


def test_a_row_below_a_caption_in_narrative_is_unread():
    text = "Purpose of elections:\nPolitical Group Candidates Votes %\nLabour Party 131\n\n"
    assert "Labour Party 131" in unread(HEAD + text + TURNOUT)


SCOPE = "Scope of elections\nFull renewal\n"
LABELS = (
    "Number of registered electors\nVoters\nBlank or invalid ballot papers\nValid votes\n"
)  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Registered voters\n200,159\nVoters\n17\n", "fewer than anywhere"),
        ("Voters\n6,241\nNumber of women candidates\n3,676\n", "stands below"),
        ("Total number of candidates\nNumber of men candidates\n105\n", "has no value"),
        ("Registered voters\nVoters\n26,756,649\n", "has no value"),
        (
            "Number of men candidates\n1\nPercentage of women candidates\n3.1%\n",
            "of men and women only one",
        ),
        (PARTIES + "193\n", "193 parties for 62 seats"),
        ("Total number of candidates\n13\n", "13 candidates for 62 seats"),
    ],
)
def test_values_that_can_be_another_label_s_on_a_page_of_today_are_doubted(lines, said):
    assert any(said in message for message in doubts(PRESENT + SCOPE + lines))


def test_a_label_that_its_explanation_repeats_has_a_value():
    lines = "Number of men candidates\nNumber of men candidates\n105\n"
    assert doubts(PRESENT + SCOPE + lines) == []


@pytest.mark.parametrize("left_out", range(4))
def test_a_round_without_one_of_its_labels_is_doubted(left_out):
    labels = LABELS.splitlines()
    del labels[left_out]
    block = "\n".join(["Round no 1 (1 May 2000): Elections results", *labels, "5,522,038\n"])
    assert any("lacks labels" in said for said in doubts(HEAD + block))
    whole = TURNOUT.splitlines()[0] + "\n" + LABELS + "5,522,038\n"
    assert not any("lacks labels" in said for said in doubts(HEAD + whole))


@pytest.mark.parametrize("what", ["sex", "age", "profession"])
def test_more_members_than_any_house_has_are_unread(what):
    lines = f"Distribution of seats according to {what}\nMen 4,294,243\nLawyers 4,294,243\n"
    page = read_text(HEAD + SEATS + ROWS + lines)
    assert page.members == []
    assert any("4,294,243" in text for _, text in page.unread)


def test_a_share_alone_in_a_row_of_narrative_is_unread():
    row = "<tr><td>Greens<td><td><td>2.16</tr>"
    page = (
        "<html><body><b>Parliamentary Chamber: X</b><p>Background and outcome of elections:</p>"
        f"{row}<p>Round no 1 (1 May 2000): Elections results</p></body></html>"
    )
    assert unread(page) == ["Greens 2.16"]


def test_a_row_of_a_party_below_another_label_is_unread():
    text = "Election results\nBackground\nX\nNational Assembly\nElection date(s)\n"
    row = "Democratic Party with its allies\t108"
    source = "\nSource\nhttps://data.ipu.org/node/124/elections?chamber_id=13476\n"
    assert unread(text + row + source) == [row.replace("\t", " ")]


@pytest.mark.parametrize("votes", ["259'x24", "25③'224"])
def test_a_misprinted_figure_that_a_name_takes_is_doubted(votes):
    rows = f"Labour Party 15 {votes} 8.9\nGreen Party 9 395'534 13.6\n"
    assert any("misprinted" in said for said in doubts(HEAD + VOTES + rows))


def test_two_numbers_are_no_age_and_its_members():
    rows = "Distribution of seats according to age\n78 29\n"
    assert unread(HEAD + TURNOUT + rows) == ["78 29"]
    assert [row.category for row in read_text(HEAD + TURNOUT + rows.replace("8 ", "8: ")).members]


def test_a_caption_of_votes_is_no_profession():
    rows = f"Distribution of seats according to profession\n{VOTES.splitlines()[1]}\n30\n"
    assert read_text(HEAD + TURNOUT + rows).members == []


def test_a_candidates_label_twice_without_a_value_is_doubted():
    lines = "Total number of candidates\nNumber of candidates\n775\n"
    assert any("has no value" in said for said in doubts(PRESENT + SCOPE + lines))


def test_votes_of_a_round_behind_the_last_of_the_turnout_are_doubted():
    second = TURNOUT.replace("no 1", "no 2")
    third = VOTES.replace("no 1", "no 3") + "Labour Party 2 500 25\n"
    row = "Labour Party 2 500 25\n"
    assert any(
        "misprinted" in said for said in doubts(HEAD + TURNOUT + second + VOTES + row + third)
    )
    assert doubts(HEAD + TURNOUT + second + VOTES + row) == []
