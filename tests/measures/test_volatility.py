"""Volatility between elections, and lines of parties."""

import numpy as np
import pandas as pd
import pytest

from helpers.measures import by_lineage, lineage, lines_between, pedersen, volatility_parts


def parties(**successor_of):
    return pd.DataFrame(
        {"party_id": list(successor_of), "successor_of": list(successor_of.values())},
        dtype="string",
    )


def test_by_hand():
    # Changes of +10, -20, +10 points: half of 40.
    assert pedersen([50, 50, 0], [60, 30, 10]) == pytest.approx(20)


def test_a_party_that_stood_once_had_nothing_in_the_other_election():
    before = pd.Series({"A": 50, "B": 50})
    after = pd.Series({"C": 10, "A": 90})
    assert pedersen(before, after) == pytest.approx(50)
    assert pedersen(before, pd.Series({"D": 1})) == pytest.approx(100)


def test_an_unknown_party_is_not_one_that_did_not_stand():
    before = pd.Series({"A": 50, "B": 50})
    assert np.isnan(pedersen(before, pd.Series({"A": 90, "B": pd.NA})))


def test_a_new_name_is_no_new_party():
    line = lineage(parties(otan=None, nur_otan="otan", amanat="nur_otan", other=None))
    before = pd.Series({"otan": 60, "other": 40})
    after = pd.Series({"amanat": 70, "other": 30})
    assert pedersen(before, after) == pytest.approx(70)
    assert pedersen(before, after, line) == pytest.approx(10)


def test_a_merged_party_has_the_votes_of_its_parts():
    votes = pd.Series({"A": 1, "B": 2, "C": 4}, dtype="Int64")
    assert dict(by_lineage(votes, {"B": "A"})) == {"A": 3, "C": 4}
    assert by_lineage(pd.Series({"A": 1, "B": pd.NA}), {"B": "A"}).isna().all()


def test_lines_lead_to_the_oldest_known_party():
    line = lineage(parties(c="b", b="a", a=None, e="left no page"))
    assert dict(line) == {"a": "a", "b": "a", "c": "a", "e": "left no page"}


def test_spellings_of_one_party_are_one_party():
    twice = pd.concat([parties(a=None, b="a"), parties(b="a"), parties(b=None)])
    assert dict(lineage(twice)) == {"a": "a", "b": "a"}


def test_a_party_cannot_follow_itself_or_two_others():
    with pytest.raises(ValueError, match="its own successor"):
        lineage(parties(a="c", b="a", c="b"))
    with pytest.raises(ValueError, match="'b' has two lists of predecessors"):
        lineage(pd.concat([parties(a=None, b="a"), parties(b="c")]))


def test_a_lineage_needs_party_ids():
    with pytest.raises(ValueError, match="Series"):
        pedersen([1, 2], [2, 1], {"a": "b"})


def test_a_merger_belongs_with_each_of_its_parts_and_rivals_stay_apart():
    table = parties(reds=None, greens=None, union="reds;greens", old=None, new="old")
    assert lines_between(["reds", "greens"], ["union"], table) == {
        "greens": "greens", "reds": "greens", "union": "greens",
    }  # fmt: skip
    apart = lines_between(["reds", "greens"], ["reds", "greens"], table)
    assert apart == {"greens": "greens", "reds": "reds"}
    # A part that stands again by itself was not merged; an old name may be taken up again.
    assert lines_between(["reds", "greens"], ["union", "reds"], table)["reds"] == "reds"
    assert lines_between(["new"], ["old"], table) == {"new": "new", "old": "new"}


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ({"a": 50, "b": 50}, {"a": 60, "b": 30, "c": 10}, (5, 15)),
        ({"a": 50, "b": 50}, {"c": 50, "d": 50}, (100, 0)),
        ({"a": 50, "b": 50}, {"a": 50, "b": 50}, (0, 0)),
    ],
)
def test_the_parts_of_volatility_add_up_to_it(before, after, parts):
    both = pd.Series(before), pd.Series(after)
    assert volatility_parts(*both) == pytest.approx(parts)
    assert sum(parts) == pytest.approx(pedersen(*both))
