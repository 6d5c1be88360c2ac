"""The smallest set of figures that must be wrong, after Fellegi and Holt (1976).

Given figures and linear rules between them, find every smallest weighted set of figures whose
change makes all rules hold, as an integer program: each figure may deviate if its switch is on, and
the sum of the switches is least. The module knows nothing of what figures and rules mean.

References
----------
Fellegi, I. P. and Holt, D. (1976). A systematic approach to automatic edit and imputation.
Journal of the American Statistical Association 71(353), 17-35.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from helpers.rules.system import Key, Rule, System

#: What it costs to say that a soft rule does not apply, beside 1 for a figure that is wrong.
#: (not a half, so that no number of soft rules ties with figures)
SOFT = 0.51
#: So many smallest repairs are listed; where there are more, the figures locate nothing.
MAX_REPAIRS = 12
#: Larger components are not solved: no page has them, and a made-up one must not cost time.
MAX_RULES = 400
#: Repairs are looked for in so many components, which is far more than any page has: a made-up one
#: must not cost time.
MAX_COMPONENTS = 100
#: So many figures are asked for whether they tie independent misprints together.
MAX_LINKS = 12
#: A program that the solver does not finish in so many seconds has no repair listed.
SECONDS = 5.0
#: Costs that differ by less are equal: they are sums of 1 and SOFT, in floating point.
SAME_COST = 1e-6
#: Deviations are solved for in units of the largest residual; so near is whole.
WHOLE = 1e-7
#: A figure that is wrong need not change by more than three times what the residuals ask, and
#: never by more than so many of them: the bounds keep the program well conditioned.
REACH, MAX_REACH = 3.0, 1e4
#: Residuals of counts are at least one vote or seat, those of sums of shares a hundredth per cent.
LEAST_COUNT, LEAST_SHARE = 1.0, 0.01


@dataclass(frozen=True)
class Repair:
    """One smallest way to make all rules hold.

    Parameters
    ----------
    changes : dict of key to float
        The figures that are wrong, with the value that each must have: a number, a pair of numbers
        where all between them would do, or None where it depends on the other changes.
    void : tuple of Rule
        Soft rules that do not apply.
    """

    changes: tuple[tuple[Key, float | tuple[float, float] | None], ...]
    void: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """Rules that fail together, and every smallest repair.

    `searched` is False where too many rules fail for repairs to be looked for.
    """

    rules: tuple[Rule, ...]
    repairs: tuple[Repair, ...]
    searched: bool = True


def faults(system: System) -> list[Fault]:
    """Find what fails in a system, and all smallest repairs.

    Parameters
    ----------
    system : System
        Cells, rules and what evidence fixes.

    Returns
    -------
    list of Fault
        One for each set of rules that hang together; empty where everything agrees.
    """
    found: list[Fault] = []
    # Bounds that hold tie figures together that have nothing else to do with each other: they are
    # set aside, and asked again of each repair.
    values = system.values
    bounds = [r for r in system.rules if _is_bound(r) and not r.residual(values)]
    held = set(bounds)
    rules = [r for r in system.rules if r not in held]
    waiting = [(rules, frozenset(system.fixed))]
    solved = 0
    while waiting:
        rules, sure = waiting.pop()
        for component in _components(rules, values, sure):
            failing = tuple(rule for rule in component if rule.residual(values))
            if len(failing) == 1 and failing[0].soft:
                # Nothing else fails: to void one soft rule is cheaper than any repair.
                found.append(Fault(failing, (Repair((), (failing[0].name,)),)))
                continue
            if all(key in sure for rule in component for key in rule.keys):
                # Evidence contradicts itself: no figure of the page can mend that.
                found.append(Fault(failing, ()))
                continue
            if len(component) > MAX_RULES or solved == MAX_COMPONENTS:
                found.append(Fault(failing, (), searched=False))
                continue
            solved += 1
            program = _Program(component, values, sure)
            void, right = _splits(program)
            found += [Fault((rule,), (Repair((), (rule.name,)),)) for rule in void]
            if void or right:
                waiting.append(([r for r in component if r not in void], sure | right))
            else:
                found.append(Fault(failing, tuple(_repairs(program, bounds))))
    place = {key: index for index, key in enumerate(values)}
    return sorted(found, key=lambda fault: [place[key] for key in fault.rules[0].keys])


def _is_bound(rule: Rule) -> bool:
    return rule.share is None and np.isinf(rule.high - rule.low)


def _splits(program: _Program) -> tuple[list[Rule], frozenset[Key]]:
    """Find what no smallest repair touches, so that the component falls apart.

    Independent misprints of one page would otherwise multiply the repairs. Soft rules that a
    smallest repair voids are void in all of them, since their cost ties with no other; a figure in
    many rules is right if saying that it is wrong costs more.
    """
    answer = program.solve([])
    if answer is None:
        return [], frozenset()
    on = np.round(answer[program.first :])
    least = float(program.cost[program.first :] @ on)
    flags = on[len(program.switches) :]
    void = [program.rules[i] for i, flag in zip(program.soft, flags, strict=True) if flag]
    if void:
        return void, frozenset()
    right = set()
    for key in program.links():
        forced = program.solve([], wrong=key)
        if forced is None or float(program.cost @ forced) > least + SAME_COST:
            right.add(key)
    failing = [rule for rule in program.rules if rule.residual(program.values)]
    if any(all(key in right or key in program.sure for key in rule.keys) for rule in failing):
        # Nothing would be left that could be wrong: the figures are not to be taken apart so.
        return [], frozenset()
    return [], frozenset(right)


def _components(
    rules: list[Rule], values: dict[Key, float], sure: frozenset[Key]
) -> Iterator[list[Rule]]:
    """Group the rules that hang together through their cells, where one of them is broken."""
    by_cell: dict[Key, list[int]] = {}
    for index, rule in enumerate(rules):
        for key in rule.keys:
            if key not in sure:
                by_cell.setdefault(key, []).append(index)
    seen: set[int] = set()
    for start, rule in enumerate(rules):
        if start in seen or not rule.residual(values):
            continue
        component, waiting = [], [start]
        seen.add(start)
        while waiting:
            index = waiting.pop()
            component.append(index)
            for key in rules[index].keys:
                for other in by_cell.get(key, ()):
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        yield [rules[i] for i in sorted(component)]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep off the terminal a stray line that HiGHS prints, from C, when it refines a solution."""
    if os.name != "posix":
        yield
        return
    sys.stdout.flush()
    saved, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        # What C has buffered must go before the terminal comes back.
        ctypes.CDLL(None).fflush(None)
        os.dup2(saved, 1)
        os.close(saved)
        os.close(nowhere)


class _Program:
    """The integer program of one component, in deviations from the printed figures.

    Columns: a deviation for each figure in a sum, a switch for each figure, a switch for each soft
    rule. Deviations are scaled by the largest residual, so that ten-digit counts do not drown the
    switches in rounding.
    """

    def __init__(self, rules: list[Rule], values: dict[Key, float], sure: frozenset[Key]):
        self.rules, self.values, self.sure = rules, values, sure
        summed = {key for rule in rules for key, _ in rule.terms}
        of_rules = {key for rule in rules for key in rule.keys}
        cells = [key for key in values if key in of_rules]
        self.counts = [k for k in cells if k not in sure and k in summed]
        self.shares = [k for k in cells if k not in sure and k not in summed]
        names = sorted({(rule.name, i) for i, rule in enumerate(rules) if rule.soft})
        self.soft = [i for _, i in names]
        self.switches = [*self.counts, *self.shares]
        # Counts and shares differ in size: each is scaled by the residuals of its own rules.
        self.scale = {False: LEAST_COUNT, True: LEAST_SHARE}
        for rule in rules:
            kind = self._of_shares(rule)
            self.scale[kind] = max(self.scale[kind], abs(rule.residual(self.values)))
        self._build()

    @staticmethod
    def _of_shares(rule: Rule) -> bool:
        """Return True if a rule sums shares and not counts: its bounds leave room for rounding."""
        return rule.share is None and np.isfinite(rule.high - rule.low) and rule.high > rule.low

    def _build(self) -> None:
        n, m = len(self.counts), len(self.switches)
        width = n + m + len(self.soft)
        at = {key: i for i, key in enumerate(self.counts)}
        switch = {key: n + i for i, key in enumerate(self.switches)}
        soft = {rule: n + m + i for i, rule in enumerate(self.soft)}
        steep = {key: [abs(w) for r in self.rules for k, w in r.terms if k == key] for key in at}
        # A smallest repair never needs to change a figure by much more than the residuals ask.
        reach = {key: min(max(REACH / w for w in steep[key]), MAX_REACH) for key in at}
        of_shares = {key for r in self.rules if self._of_shares(r) for key, _ in r.terms}
        rows, low, high = [], [], []
        for index, rule in enumerate(self.rules):
            row = np.zeros(width)
            here = sum(weight * self.values[key] for key, weight in rule.terms)
            bound = 1.0
            for key, weight in rule.terms:
                if key in at:
                    row[at[key]] = weight
                    bound += abs(weight) * reach[key]
            scale = self.scale[self._of_shares(rule)]
            lows, highs = (rule.low - here) / scale, (rule.high - here) / scale
            bound += max(abs(x) for x in (lows, highs) if np.isfinite(x))
            free = None
            if rule.soft:
                free = soft[index]
            elif rule.share is not None and rule.share in switch:
                free = switch[rule.share]
            for side, value in ((-1, lows), (1, highs)):
                if not np.isfinite(value):
                    continue
                line = row.copy()
                if free is not None:
                    line[free] = -side * bound
                rows.append(line)
                low.append(value - WHOLE if side < 0 else -np.inf)
                high.append(value + WHOLE if side > 0 else np.inf)
        for key in self.counts:
            limit = reach[key]
            floor = self.values[key] / self.scale[key in of_shares]
            for side in (-1, 1):
                line = np.zeros(width)
                line[at[key]] = side
                # No count is negative: it can fall to zero at most.
                line[switch[key]] = -min(limit, floor) if side < 0 else -limit
                rows.append(line)
                low.append(-np.inf)
                high.append(0.0)
        self.matrix, self.low, self.high = np.array(rows), np.array(low), np.array(high)
        self.cost = np.concatenate([np.zeros(n), np.ones(m), np.full(len(self.soft), SOFT)])
        limits = [reach[key] for key in self.counts]
        self.bounds = Bounds(
            np.concatenate([[-x for x in limits], np.zeros(width - n)]),
            np.concatenate([limits, np.ones(width - n)]),
        )
        self.integral = np.concatenate([np.zeros(n), np.ones(width - n)])
        self.first = n

    def links(self) -> list[Key]:
        """List the figures that tie rules together, if more than one thing fails.

        These are the figures that stand in two identities, one of them failing. Where only one
        identity fails there is nothing to take apart.
        """
        identity = {i: r.share if r.share is not None else i for i, r in enumerate(self.rules)}
        failing = {identity[i] for i, r in enumerate(self.rules) if r.residual(self.values)}
        if len(failing) < 2:
            return []
        member: dict[Key, set] = {}
        for index, rule in enumerate(self.rules):
            for key in rule.keys:
                member.setdefault(key, set()).add(identity[index])
        tied = [k for k in self.switches if len(member[k]) > 1 and member[k] & failing]
        return sorted(tied, key=lambda key: -len(member[key]))[:MAX_LINKS]

    def solve(self, cuts: list[np.ndarray], wrong: Key | None = None) -> np.ndarray | None:
        """Return a best solution outside the cuts, with one figure wrong if asked for; or None."""
        bounds = self.bounds
        if wrong is not None:
            lower = bounds.lb.copy()
            lower[self.first + self.switches.index(wrong)] = 1
            bounds = Bounds(lower, bounds.ub)
        matrix = np.vstack([self.matrix, *cuts]) if cuts else self.matrix
        low = np.concatenate([self.low, [-np.inf] * len(cuts)])
        high = np.concatenate([self.high, [cut.sum() - 1 for cut in cuts]])
        with _quiet():
            answer = milp(
                self.cost,
                constraints=LinearConstraint(matrix, low, high),
                bounds=bounds,
                integrality=self.integral,
                options={"time_limit": SECONDS},
            )
        return answer.x if answer.x is not None else None


def _repairs(program: _Program, bounds: list[Rule]) -> Iterator[Repair]:
    """Enumerate all smallest repairs of one component, but for those that break a bound."""
    cuts: list[np.ndarray] = []
    least = None
    found: list[Repair] = []
    while len(found) < MAX_REPAIRS:
        answer = program.solve(cuts)
        if answer is None:
            break
        on = np.round(answer[program.first :])
        cost = float(program.cost[program.first :] @ on)
        if least is not None and cost > least + SAME_COST:
            break
        least = cost
        cuts.append(np.concatenate([np.zeros(program.first), on]))
        repair = _repair(program, on)
        if repair is not None and repair not in found:
            found.append(repair)
    within = [repair for repair in found if not _breaks(program, repair, bounds)]
    place = {key: index for index, key in enumerate(program.values)}
    yield from sorted(within or found, key=lambda r: [place[key] for key, _ in r.changes])


def _breaks(program: _Program, repair: Repair, bounds: list[Rule]) -> bool:
    changed = {key: value for key, value in repair.changes if isinstance(value, float)}
    values = {**program.values, **changed}
    return any(
        rule.residual(values) for rule in bounds if any(key in changed for key, _ in rule.terms)
    )


def _repair(program: _Program, on: np.ndarray) -> Repair | None:
    """Turn a set of switches into a repair; None if exact arithmetic does not bear it out."""
    wrong = [key for key, flag in zip(program.switches, on, strict=False) if flag]
    void = [
        program.rules[i]
        for i, flag in zip(program.soft, on[len(program.switches) :], strict=True)
        if flag
    ]
    counts = [key for key in wrong if key in program.counts]
    changes: list[tuple[Key, float | tuple[float, float] | None]] = []
    values = dict(program.values)
    active = [
        r for r in program.rules if r not in void and (r.share is None or r.share not in wrong)
    ]
    shares = {rule.share for rule in program.rules}
    for key in counts:
        alone = len(counts) == 1 and key not in shares
        changes.append((key, _span(active, values, key) if alone else None))
    if len(counts) == 1 and isinstance(changes[0][1], float):
        values[counts[0]] = changes[0][1]
        if any(rule.residual(values) for rule in active):
            return None
    elif not counts and any(rule.residual(values) for rule in active):
        return None
    changes.extend((key, None) for key in wrong if key in program.shares)
    return Repair(tuple(changes), tuple(sorted({rule.name for rule in void})))


def _span(
    rules: list[Rule], values: dict[Key, float], key: Key
) -> float | tuple[float, float] | None:
    """Return the whole numbers that a figure can be: one, all from one to another, or any."""
    low, high = 0.0, float("inf")
    for rule in rules:
        weight = dict(rule.terms).get(key)
        if not weight:
            continue
        rest = sum(w * values[k] for k, w in rule.terms if k != key)
        ends = sorted(((rule.low - rest) / weight, (rule.high - rest) / weight))
        low, high = max(low, ends[0]), min(high, ends[1])
    first, last = np.ceil(low - WHOLE), np.floor(high + WHOLE)
    if first == last:
        return float(first) + 0.0
    return (float(first) + 0.0, float(last)) if first < last < float("inf") else None
