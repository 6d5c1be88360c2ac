"""The smallest repairs: all of them, nothing smaller, and each of them mends."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from helpers.rules.reconcile import SOFT, faults
from helpers.rules.system import Rule, System


def system(values: dict, *rules: Rule, fixed: str = "") -> System:
    return System(dict(values), list(rules), set(fixed))


def equal(name, left, right, soft=False) -> Rule:
    terms = tuple([(k, 1.0) for k in left] + [(k, -1.0) for k in right])
    return Rule(name, terms, 0.0, 0.0, soft)


def repairs(made: System) -> set:
    return {frozenset(repair.changes) for fault in faults(made) for repair in fault.repairs}


def test_nothing_is_found_where_everything_agrees():
    made = system({"t": 42, "p": 7, "m": 35}, equal("sum", ["t"], ["p", "m"]))
    assert faults(made) == []


def test_all_one_figure_repairs_are_listed_with_their_values():
    made = system({"t": 11, "p": 1, "m": 11}, equal("sum", ["t"], ["p", "m"]))
    assert repairs(made) == {
        frozenset({("t", 12.0)}),
        frozenset({("p", 0.0)}),
        frozenset({("m", 10.0)}),
    }


def test_a_sum_that_holds_protects_its_figures():
    # Kazakhstan 2004: the totals are the house, so that the total of the row is not the misprint.
    made = system(
        {"t": 11, "p": 1, "m": 11, "others": 66, "house": 77},
        equal("tiers", ["t"], ["p", "m"]),
        equal("house", ["t", "others"], ["house"], soft=True),
    )
    assert repairs(made) == {frozenset({("p", 0.0)}), frozenset({("m", 10.0)})}


def test_what_evidence_fixes_is_no_misprint():
    made = system(
        {"t": 11, "p": 1, "m": 11, "others": 66, "house": 77},
        equal("tiers", ["t"], ["p", "m"]),
        equal("house", ["t", "others"], ["house"], soft=True),
        fixed="p",
    )
    assert repairs(made) == {frozenset({("m", 10.0)})}


def test_evidence_that_contradicts_itself_has_no_repair():
    made = system(
        {"t": 11, "p": 1, "m": 11},
        equal("sum", ["t"], ["p", "m"]),
        fixed="tpm",
    )
    assert [fault.repairs for fault in faults(made)] == [()]


def test_one_figure_that_breaks_two_rules_is_found_alone():
    made = system(
        {"a": 5, "b": 6, "ab": 12, "c": 7, "bc": 14},
        equal("first", ["a", "b"], ["ab"]),
        equal("second", ["b", "c"], ["bc"]),
    )
    assert repairs(made) == {frozenset({("b", 7.0)})}


def test_a_soft_rule_fails_before_a_figure_does():
    made = system({"seats": 34, "members": 40}, equal("house", ["seats"], ["members"], soft=True))
    (fault,) = faults(made)
    assert [(r.changes, r.void) for r in fault.repairs] == [((), ("house",))]


def test_independent_misprints_do_not_multiply():
    values, rules = {}, []
    for row in range(6):
        values |= {f"t{row}": 10, f"p{row}": 4, f"m{row}": 7}
        rules.append(equal(f"row {row}", [f"t{row}"], [f"p{row}", f"m{row}"]))
    values["sum"] = 60
    rules.append(equal("column", [f"t{row}" for row in range(6)], ["sum"], soft=True))
    found = faults(system(values, *rules))
    assert len(found) == 6
    assert all(len(fault.repairs) == 2 for fault in found)


def test_counts_of_ten_digits_are_repaired_to_the_unit():
    values = {"voters": 1234567891, "valid": 1234000000, "invalid": 567890}
    made = system(values, equal("ballots", ["valid", "invalid"], ["voters"]))
    assert repairs(made) == {
        frozenset({("voters", 1234567890.0)}),
        frozenset({("valid", 1234000001.0)}),
        frozenset({("invalid", 567891.0)}),
    }


@given(
    rows=st.lists(st.tuples(*[st.integers(0, 60)] * 2), min_size=2, max_size=4),
    errors=st.dictionaries(st.integers(0, 11), st.integers(-5, 9), max_size=2),
)
def test_repairs_are_smallest_and_complete(rows, errors):
    """Against brute force: try all sets of one and two figures, each over its possible values."""
    values, rules = {}, []
    for index, (p, m) in enumerate(rows):
        values |= {f"t{index}": p + m, f"p{index}": p, f"m{index}": m}
        rules.append(equal(f"row {index}", [f"t{index}"], [f"p{index}", f"m{index}"]))
    totals = [f"t{index}" for index in range(len(rows))]
    values["sum"] = sum(values[key] for key in totals)
    rules.append(equal("column", totals, ["sum"]))
    keys = list(values)
    for place, change in errors.items():
        key = keys[place % len(keys)]
        values[key] = max(0, values[key] + change)
    made = system(values, *rules)
    found = faults(made)
    broken = [rule for rule in rules if rule.residual(values)]
    assert bool(found) == bool(broken)
    for fault in found:
        sizes = {len(r.changes) + SOFT * len(r.void) for r in fault.repairs}
        assert len(sizes) == 1
    # A single figure mends everything exactly if brute force says so.
    alone = {
        (key, float(value))
        for key in keys
        for value in range(200)
        if value != values[key] and not any(rule.residual({**values, key: value}) for rule in rules)
    }
    if broken and alone:
        assert len(found) == 1
        told = {next(iter(r.changes)) for r in found[0].repairs}
        assert told == alone


def test_a_large_component_is_refused_rather_than_solved():
    keys = [f"x{i}" for i in range(500)]
    rules = [equal(f"r{i}", [a], [b]) for i, (a, b) in enumerate(itertools.pairwise(keys))]
    made = system({key: i for i, key in enumerate(keys)}, *rules)
    assert [fault.repairs for fault in faults(made)] == [()]
