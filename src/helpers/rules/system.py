"""Figures and linear rules between them: what reconciliation solves.

A rule is linear: the weighted sum of its figures lies between two bounds. What a key stands for is
not known here; :mod:`helpers.rules.identities` makes rules over the addresses of a page.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from helpers.rules.rounding import RELATIVE_ERROR, bounds

Key = Hashable


@dataclass(frozen=True)
class Rule:
    """One instance of an identity.

    Parameters
    ----------
    name : str
        The identity, as it reads aloud.
    terms : tuple of (key, float)
        Weight of each figure.
    low, high : float
        Bounds of the weighted sum.
    soft : bool
        Whether it may fail without a misprint: it compares figures that can count different
        things, such as elected members and the whole house.
    share : key, optional
        The printed share that the rule rests on; if the share is the misprint, the rule is void.
    ratio : pair of tuples of key, optional
        For a rule on a share: the figures that add up to its count, and to its base.
    """

    name: str
    terms: tuple[tuple[Key, float], ...]
    low: float
    high: float
    soft: bool = False
    share: Key | None = None
    ratio: tuple[tuple[Key, ...], tuple[Key, ...]] | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """All figures of the rule, its share among them."""
        own = tuple(key for key, _ in self.terms)
        return own if self.share is None else (*own, self.share)

    def residual(self, values: dict[Key, float]) -> float:
        """Return by how much the sum lies outside its bounds: negative below, positive above."""
        total = sum(weight * values[key] for key, weight in self.terms)
        # Sums of counts are exact; a share of a base is not, in floating point.
        slack = 1e-6
        if self.share is not None:
            largest = max(abs(weight * values[key]) for key, weight in self.terms)
            slack = RELATIVE_ERROR * max(1.0, largest)
        if total < self.low - slack:
            return total - self.low
        return total - self.high if total > self.high + slack else 0.0


@dataclass
class System:
    """Figures and the rules between them.

    Parameters
    ----------
    values : dict of key to float
        The figures, in the order in which they are reported.
    rules : list of Rule
        What must hold.
    fixed : set of key
        Figures that are known to be right.
    """

    values: dict[Key, float] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    fixed: set[Key] = field(default_factory=set)

    def knows(self, *keys: Key) -> bool:
        """Return True if all of these figures are known."""
        return all(key in self.values for key in keys)

    def constant(self, key: Key, value: float) -> Key:
        """Add a number that no misprint can have changed."""
        self.values[key] = value
        self.fixed.add(key)
        return key

    def equal(self, name: str, left: Sequence[Key], right: Sequence[Key], soft: bool = False):
        """Require that two sums are equal."""
        self.rules.append(Rule(name, _difference(left, right), 0.0, 0.0, soft))

    def at_most(self, name: str, left: Sequence[Key], right: Sequence[Key], soft: bool = False):
        """Require that the left sum is not greater than the right one."""
        self.rules.append(Rule(name, _difference(left, right), float("-inf"), 0.0, soft))

    def share_of(
        self,
        name: str,
        share: Key,
        percent: Decimal,
        count: Sequence[Key],
        base: Sequence[Key],
        soft: bool = False,
    ):
        """Require that a printed share is count / base within rounding."""
        least, most = bounds(percent)
        ratio = (tuple(count), tuple(base))
        for bound, low, high in ((least, 0.0, float("inf")), (most, float("-inf"), 0.0)):
            weights: dict[Key, float] = {}
            for key in count:
                weights[key] = weights.get(key, 0.0) + 1.0
            for key in base:
                weights[key] = weights.get(key, 0.0) - bound / 100
            self.rules.append(Rule(name, tuple(weights.items()), low, high, soft, share, ratio))


def _difference(left: Sequence[Key], right: Sequence[Key]) -> tuple[tuple[Key, float], ...]:
    """Return the terms of a left sum less a right one; a figure can stand twice in a sum."""
    weights: dict[Key, float] = {}
    for keys, sign in ((left, 1.0), (right, -1.0)):
        for key in keys:
            weights[key] = weights.get(key, 0.0) + sign
    return tuple(weights.items())
