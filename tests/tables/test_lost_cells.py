"""Lost cells of seats: decided where the sizes of tiers leave one reading, open elsewhere."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.archive import Figure, read_text
from helpers.archive.page import SeatRow
from helpers.archive.vocabulary import SeatColumn
from helpers.tables.lost_cells import fitting, missing_total, seats_in

COLUMNS = (
    SeatColumn("Total", "total"),
    SeatColumn("Proportional", "proportional", tier=True),
    SeatColumn("Majority", "majority", tier=True),
)


def figures(*values) -> tuple:
    return tuple(None if v is None else Figure(str(v), v, None, None, 1) for v in values)


def row(party: str, *values, open_: bool = False) -> SeatRow:
    """Return a row as printed: with `open_`, its second figure can be of either tier."""
    if not open_:
        return SeatRow(1, party, 1, COLUMNS, figures(*values))
    total, tier = values
    options = (figures(total, tier, None), figures(total, None, tier))
    return SeatRow(1, party, 1, COLUMNS, figures(total, None, None), frozenset(), options)


def decided(rows, **sizes) -> dict[str, tuple]:
    return {
        rows[index].party: tuple(figure and figure.value for figure in option)
        for index, option in fitting(rows, sizes)
    }


HOUSE = [row("A", 42, 7, 35), row("B", 4, 1, 3), row("C", 1, 1, open_=True)]


def test_nothing_is_decided_without_a_size():
    assert decided(HOUSE) == {}


@pytest.mark.parametrize(("size", "cells"), [(9, (1, 1, None)), (8, (1, None, 1))])
def test_a_column_must_add_up_to_its_size(size, cells):
    assert decided(HOUSE, proportional=size) == {"C": cells}


def test_a_size_that_no_reading_reaches_decides_nothing():
    assert decided(HOUSE, proportional=12) == {}


def test_two_rows_that_could_both_have_the_seat_stay_open():
    rows = [*HOUSE, row("D", 1, 1, open_=True)]
    assert decided(rows, proportional=9) == {}


def test_a_row_that_does_not_add_up_decides_nothing_unless_its_cell_is_confirmed():
    rows = [row("A", 11, 1, 11), row("C", 1, 1, open_=True)]
    assert decided(rows, proportional=1) == {}
    assert dict(fitting(rows, {"proportional": 1}, {(0, "proportional")})).keys() == {1}


def test_independents_have_no_list_seats():
    rows = [row("Independents", 3, None, 3), row("C", 2, 2, open_=True)]
    assert decided(rows, proportional=2) == {"C": (2, 2, None)}


def test_zero_seats_are_in_the_column_of_the_other_parties():
    rows = [row("A", 5, 5, None), row("B", 3, 3, None), row("C", 0, 0, open_=True)]
    assert decided(rows) == {"C": (0, 0, None)}


@given(
    sure=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3),
    lost=st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=4),
)
def test_no_reading_is_taken_that_another_assignment_contradicts(sure, lost):
    """Against brute force: a row is decided exactly if all assignments that fit agree on it."""
    rows = [row(f"S{i}", p + m, p, m) for i, (p, m) in enumerate(sure)]
    rows += [row(f"L{i}", value, value, open_=True) for i, (value, _) in enumerate(lost)]
    size = sum(p for p, _ in sure) + sum(value for value, listed in lost if listed)
    assignments = [
        choice
        for choice in itertools.product(*(r.options or (r.figures,) for r in rows))
        if sum(seats_in(r, o, "proportional") for r, o in zip(rows, choice, strict=True)) == size
    ]
    agreed = {
        r.party: assignments[0][i]
        for i, r in enumerate(rows)
        if r.options and all(choice[i] == assignments[0][i] for choice in assignments)
    }
    found = {rows[i].party: option for i, option in fitting(rows, {"proportional": size})}
    assert found == agreed


PAGE = """FIJI
House
Parliament name (generic / translated) House
BACKGROUND
Dates of election / renewal (from/to)1 May 2010
STATISTICS
Distribution of votes
Round no 1
Political Group\tCandidates\tVotes\t%
{votes}
Distribution of seats
Round no 1
Political Group\tTotal\tProportional\tMajority
{seats}
"""
SEATS = "A\t90\t60\t30\nB\t\t\t0\nC\t24\t24\t0"


def total_of(votes: str, seats: str, at_stake: int | None):
    page = read_text(PAGE.format(votes=votes, seats=seats))
    if at_stake is not None:
        page.contest["seats_at_stake"] = Figure(str(at_stake), at_stake)
    found = missing_total(list(page.cells()))
    return found and (found.label, found.value, found.status)


def test_the_one_total_that_a_complete_table_lacks_is_what_the_others_leave():
    votes = "A\t\t500\t50\nB\t\t300\t30\nC\t\t200\t20"
    assert total_of(votes, SEATS, 150) == ("B", 36, "inferred")


@pytest.mark.parametrize(
    ("votes", "seats", "at_stake"),
    [
        ("A\t\t500\t50\nB\t\t300\t30\nC\t\t200\t20", SEATS, None),
        ("A\t\t500\t50\nB\t\t300\t30\nD\t\t200\t20", SEATS, 150),
        ("", SEATS, 150),
        ("A\t\t500\t50\nB\t\t300\t30", SEATS.replace("C\t24", "C\t"), 150),
        ("A\t\t500\t50\nB\t\t300\t30", SEATS, 100),
    ],
)
def test_a_total_stays_unknown_where_the_table_may_lack_a_party(votes, seats, at_stake):
    assert total_of(votes, seats, at_stake) is None
