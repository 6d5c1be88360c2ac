"""What a grammar reads in a sentence, before it becomes a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from helpers.archive.statements.grammar import needs, pattern
from helpers.archive.statements.scope import Tape
from helpers.archive.statements.tokens import Token


@dataclass(frozen=True)
class Claim:
    """A quantity and what it says: its subject, the row of its party, and its column."""

    token: Token
    subject: str
    row: int | None = None
    column: str | None = None


@cache
def _compiled(
    rules: tuple[str, ...],
) -> tuple[list[tuple[re.Pattern, frozenset[str]]], frozenset[str]]:
    """Compile a table of patterns, each with the classes it needs; return also all of these."""
    table = [(pattern(text), frozenset(needs(text))) for text in rules]
    return table, frozenset().union(*(needed for _, needed in table))


def read_rules(
    tape: Tape,
    rules: Sequence[str],
    taken: Iterable[Token],
    columns: dict[str, str] | None = None,
) -> Iterator[Claim]:
    """Read all that a table of patterns says; a quantity belongs to the first that names it.

    Parameters
    ----------
    tape : Tape
        The sentence.
    rules : sequence of str
        Patterns, the surest first.
    taken : iterable of Token
        Quantities that other grammars have read.
    columns : dict, optional
        Column by subject.

    Yields
    ------
    Claim
    """
    used = {token.start for token in taken}
    table, classes = _compiled(tuple(rules))
    present = frozenset(filter(tape.has, classes))
    for rule, needed in table:
        if not needed <= present:
            continue
        for match in rule.finditer(tape.text):
            for subject, symbol in match.groupdict().items():
                if symbol is None or subject.startswith("_"):
                    continue
                token = tape.tokens[tape.index(match.start(subject))]
                if token.start in used or not _fits(subject, token):
                    continue
                used.add(token.start)
                name = subject.rstrip("0123456789")
                yield Claim(token, name, None, (columns or {}).get(name))


#: Smaller numbers are no count of a subject: "one member each", "seven in ten electors".
_LEAST = {
    "seats": 2, "chamber": 5, "list": 2, "district": 2, "parties": 2, "electors": 20, "voters": 20,
    "valid_votes": 20, "candidates_women": 1, "candidates": 2,
}  # fmt: skip


def is_base(before: Sequence[str]) -> bool:
    """Return True if the symbols before a number say that another is counted from it.

    Examples
    --------
    >>> is_base(["N0", "of", "the"]), is_base(["all", "of", "the"])
    (True, False)
    """
    counted = any(symbol[0] in "NP" and symbol[1:].isdigit() for symbol in before)
    return counted and bool({"of", "des", "sur"} & set(before))


def _fits(subject: str, token: Token) -> bool:
    """Return True if a quantity can be of a subject: counts are whole numbers."""
    quantity = token.quantity
    if subject.startswith("turnout_pct"):
        return quantity.kind in ("percent", "fraction", "decimal")
    least = next((low for start, low in _LEAST.items() if subject.startswith(start)), 1)
    return quantity.kind == "count" and quantity.value >= least
