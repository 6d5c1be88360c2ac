"""What a grammar reads in a sentence, before it becomes a statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from helpers.archive.statements.tape import Candidate, Tape, Token


class Claim(NamedTuple):
    """A quantity and what it says: its subject, the row of its party, and its column."""

    token: Token
    subject: str
    row: int | None = None
    column: str | None = None


def read_rules(
    tape: Tape,
    candidates: Sequence[Candidate],
    free: set[int],
    is_other: Callable[[Tape, Claim], object],
) -> list[Claim]:
    """Read all that patterns say; a quantity belongs to the first that names it.

    Parameters
    ----------
    tape : Tape
        The sentence.
    candidates : sequence of Candidate
        The patterns that may match, the surest first, each with its token.
    free : set of int
        The first words of the quantities that no grammar has read.
    is_other : callable
        Whether a quantity is not what a pattern says; a later pattern may name it otherwise.

    Returns
    -------
    list of Claim
    """
    claims: list[Claim] = []
    free = free.copy()
    done = (-1, 0)
    for number, index, rule in candidates if free else ():
        if done[0] == number and index < done[1]:
            continue
        match = rule.regex.match(tape.text, tape.starts[index])
        if not match:
            continue
        done = number, tape.index(match.end())
        for subject, symbol in match.groupdict().items():
            if symbol is None or subject.startswith("_"):
                continue
            token = tape.slot(match, subject)
            if token.start not in free or not _fits(subject, token):
                continue
            claim = Claim(token, subject.rstrip("0123456789"))
            if is_other(tape, claim):
                continue
            free.discard(token.start)
            claims.append(claim)
        if not free:
            break
    return claims


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
