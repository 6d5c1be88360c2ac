"""Votes against seats, in words: what a number rests on, and why there is none."""

from __future__ import annotations

from helpers.analyses.chambers import Chamber
from helpers.analyses.contests import Contest, Reason, gaps
from helpers.sentences import words

#: Reason -> how it is written; in braces its value.
_REASONS = {
    # Why an index is not exact, and what it rests on.
    "unstated seats": "{seats} not attributed to any party",
    "missing seats": "up to {seats} may be missing from the table",
    "seats of several parties": "a row of seats stands for several parties",
    "independents with seats": "each independent counts as a party of one",
    "all votes unknown": "the number of all votes is not known",
    "invalid ballots unknown": "the number of invalid ballots is not known",
    "unlisted votes": "no party is listed for {share} of the votes",
    "votes of several parties": "a row of votes stands for several parties",
    "independents with votes": "independents count as many candidates with few votes each",
    "seats without votes": "the votes of the holders of {seats} are not known",
    "election before": "or the election before is incomplete",
    # How exact the source is.
    "approximate": "approximate in the source",
    "at_least": "the source gives a lower bound",
    "at_most": "the source gives an upper bound",
    # Why a formula gives no seats, to follow its name.
    "shares only": "needs counts of votes, and the source has only shares",
    "all below the threshold": "gives no seats, because no list reaches the threshold",
    "tie": "leaves a tie between {names} for the last seats",
}

_BASES = {
    "parties": "the votes for parties",
    "valid": "the valid votes",
    "votes": "the votes for lists",
    "ballots": "the ballots cast",
    "electors": "the electors",
}


def written(reason: Reason) -> str:
    """Write why a number is not exact, or why there is none."""
    value = reason.value
    return _REASONS[reason.kind].format(
        seats=words.count(value, "seat") if isinstance(value, int) else "",
        share=words.percent(value) if isinstance(value, float) else "",
        names=words.listing(value) if isinstance(value, tuple) else "",
    )


def why_not_exact(measure: str, house: Chamber | None, contest: Contest | None) -> str:
    """Return what keeps an index from being exact; see :func:`helpers.analyses.contests.gaps`."""
    return "; ".join(map(written, gaps(measure, house, contest)))


def base_name(base: str | None) -> str:
    """Return what a threshold is a share of."""
    return _BASES.get(base, "the votes")


def seats_noun(contest: Contest) -> str:
    """Return what the seats are called that are compared with the votes."""
    return "list seat" if contest.basis == "lists" else "seat"
