"""Each identity holds and fails where it should, and is silent where a figure lacks."""

import re
from decimal import Decimal

import pytest

from helpers.archive import Figure, Page
from helpers.archive.page import MemberRow, Round, SeatRow, VoteRow
from helpers.archive.vocabulary import BALLOTS, SeatColumn
from helpers.rules import identities
from helpers.rules.identities import IDENTITIES, best_base, system_of

TIERS = (
    SeatColumn("Total", "total"),
    SeatColumn("Proportional", "proportional", tier=True),
    SeatColumn("Majority", "majority", tier=True),
)


def count(value, line=1):
    return None if value is None else Figure(str(value), value, None, None, line)


def share(text, line=1):
    return Figure(text, None, Decimal(text), None, line)


def page(**parts) -> Page:
    return Page("archive", "text", **parts)


def failing(made: Page) -> set[str]:
    system = system_of(made.cells())
    return {rule.name for rule in system.rules if rule.residual(system.values)}


def ballots(*figures) -> Round:
    printed = dict(zip(BALLOTS, figures, strict=False))
    return Round(1, 1, None, {name: figure for name, figure in printed.items() if figure})


def seats(*rows, columns=TIERS) -> list[SeatRow]:
    return [
        SeatRow(1, name, line, columns, tuple(count(v, line) for v in values))
        for line, (name, *values) in enumerate(rows, 1)
    ]


@pytest.mark.parametrize(
    ("row", "fails"),
    [
        (("A", 42, 7, 35), set()),
        (("A", 11, 1, 11), {identities.TIERS.name}),
        (("A", 18, None, 18), set()),
        (("A", 18, None, 19), {identities.TIER_OVER.name}),
        (("A", None, 1, 11), set()),
    ],
)
def test_total_is_the_sum_of_the_tiers(row, fails):
    assert failing(page(seats=seats(row))) == fails


def test_seats_are_compared_with_the_house_by_soft_rules():
    members = [MemberRow("sex", "men", 5, count(38)), MemberRow("sex", "women", 6, count(2))]
    made = page(seats=seats(("A", 31), ("B", 3), columns=TIERS[:1]), members=members)
    system = system_of(made.cells())
    rules = [r for r in system.rules if r.residual(system.values)]
    assert [(r.name, r.soft) for r in rules] == [(identities.MEN_WOMEN.name, True)]


def test_seats_must_not_exceed_those_at_stake():
    made = page(
        seats=seats(("A", 61), ("B", 7), columns=TIERS[:1]), contest={"seats_at_stake": count(52)}
    )
    assert identities.AT_STAKE.name in failing(made)
    made = page(
        seats=seats(("A", 31), ("B", 7), columns=TIERS[:1]), contest={"seats_at_stake": count(52)}
    )
    assert failing(made) == {identities.ALL_AT_STAKE.name}


@pytest.mark.parametrize(
    ("electors", "voters", "share_text", "invalid", "valid", "fails"),
    [
        (119100, 62805, "52.73", 2010, 60795, set()),
        (119100, 62805, "52.7", 2010, 60795, set()),
        (119100, 62805, "53.73", 2010, 60795, {identities.TURNOUT.name}),
        (119100, 62805, "52.73", 2010, 60796, {identities.BALLOTS.name}),
        (62000, 62805, None, None, None, {identities.ELECTORS.name}),
        (None, 62805, "52.73", None, 60795, set()),
    ],
)
def test_ballots_and_turnout(electors, voters, share_text, invalid, valid, fails):
    printed = Figure(str(voters), voters, Decimal(share_text) if share_text else None, None, 2)
    one = ballots(count(electors), printed, count(invalid), count(valid))
    assert failing(page(rounds=[one])) == fails


def test_approximate_figures_owe_no_exact_share():
    voters = Figure("7,291,089 (66% - approx.)", 7291089, Decimal(66), "approximate", 2)
    electors = Figure("12,000,000 (approx.)", 12000000, None, "approximate", 1)
    assert failing(page(rounds=[ballots(electors, voters)])) == set()


def votes(*rows) -> list[VoteRow]:
    return [
        VoteRow(1, name, line, None, count(v, line), share(p, line) if p else None)
        for line, (name, v, p) in enumerate(rows, 1)
    ]


def test_shares_may_stand_on_valid_votes_voters_or_an_unprinted_base():
    turned_out = ballots(None, count(1100), count(100), count(1000))
    on_valid = votes(("A", 600, "60.0"), ("B", 300, "30.0"), ("C", 100, "10.0"))
    on_voters = votes(("A", 600, "54.5"), ("B", 300, "27.3"), ("C", 100, "9.1"))
    on_neither = votes(("A", 600, "50.0"), ("B", 300, "25.0"), ("C", 100, "8.3"))
    for rows in (on_valid, on_voters, on_neither):
        found = failing(page(votes=rows, rounds=[turned_out]))
        assert identities.VOTE_SHARE.name not in found


def test_a_share_that_contradicts_its_count_is_found():
    rows = votes(("A", 600, "60.0"), ("B", 300, "33.0"), ("C", 100, "10.0"))
    assert identities.VOTE_SHARE.name in failing(page(votes=rows))


def test_several_votes_an_elector_break_no_rule():
    turned_out = ballots(None, count(1100), count(100), count(1000))
    rows = votes(("A", 2000, None), ("B", 900, None))
    assert failing(page(votes=rows, rounds=[turned_out])) == set()
    rows = votes(("A", 700, None), ("B", 310, None))
    assert identities.VOTES_VALID.name in failing(page(votes=rows, rounds=[turned_out]))


def test_candidates_and_women():
    contest = {"candidates": 312, "candidates_men": 222, "candidates_women": 91}
    made = page(
        contest={name: count(value) for name, value in contest.items()}
        | {"candidates_women_percent": share("28.8")}
    )
    assert failing(made) == {identities.CANDIDATES.name, identities.CANDIDATE_SHARE.name}
    members = [
        MemberRow("sex", "men", 1, count(37)),
        MemberRow("sex", "women", 2, count(17), share("18.89", 3)),
    ]
    assert failing(page(members=members)) == {identities.WOMEN_SHARE.name}


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: identity.name)
def test_a_formula_is_read_whole_and_reads_aloud(identity):
    left, relation, right, bases = identity.parts
    assert relation in ("=", "<=", "/")
    assert left
    assert right
    assert bool(bases) == (relation == "/")
    # Readers of its findings get words, not an equation.
    assert bool(identity.about) == bool(identity.sentence)
    assert not re.search(r"[._=÷≤]", identity.about)


def test_hard_identities_say_what_is_wrong():
    assert all(identity.sentence for identity in IDENTITIES if not identity.soft)


def test_a_figure_that_stands_twice_in_a_sum_counts_twice():
    made = ballots(count(200), count(100), count(60), None)
    system = system_of(page(rounds=[made]).cells())
    broken = [r.name for r in system.rules if r.residual(system.values)]
    assert broken == [identities.INVALID_FEW.name]


def test_the_base_of_most_shares_is_found_among_readings():
    rows = [[(600, Decimal("60.0")), (6, Decimal("60.0"))], [(300, Decimal("30.0"))]]
    base, fitting = best_base(rows, {}, 0.0)
    assert 995 < base < 1005
    assert fitting == 2
