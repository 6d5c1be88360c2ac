"""Electors and ballots of a round: which value belongs to which label.

In a text copy of layout B four labels are followed by the values, and a missing value leaves no
line. Which is which then comes from the figures: a share in brackets marks the voters, valid and
invalid votes add up to voters, electors are the most, and more than half of all ballots are valid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import combinations

from helpers.archive.page import Doubt, Figure, Round
from helpers.archive.readings import fewest, unsatisfied
from helpers.archive.vocabulary import BALLOTS
from helpers.rules.identities import BALLOTS as BALLOTS_ADD_UP
from helpers.rules.identities import (
    ELECTORS,
    INVALID_FEW,
    INVALID_VOTERS,
    INVALID_VOTES,
    VALID_MOST,
    VALID_VOTERS,
    VOTES_ALL,
    VOTES_VALID,
    Term,
)
from helpers.rules.identities import TURNOUT as TURNOUT_SHARE


@dataclass
class Draft:
    """A round while it is read: figures with their label, and labels and values still apart."""

    number: int
    line: int
    day: date | None = None
    placed: dict[str, Figure] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    values: list[Figure] = field(default_factory=list)

    @property
    def figures(self) -> list[Figure]:
        """All figures of the round, with their labels or without."""
        return [*self.placed.values(), *self.values]

    def add(self, label: str | None, figure: Figure | None, own_cell: bool) -> None:
        """Take one line: a label with its figure, a label alone, or a value alone."""
        if label and figure:
            self.placed.setdefault(label, figure)
        elif label and not own_cell:
            self.labels.append(label)
        elif figure:
            self.values.append(figure)


def sizes(drafts: Iterable[Draft]) -> dict[int, list[int]]:
    """Return each round's counts, whichever is which: bases of shares."""
    return {draft.number: [f.value for f in draft.figures if f.value] for draft in drafts}


def settle(draft: Draft, party_votes: int) -> tuple[Round, list[Doubt]]:
    """Give every value its label, or leave it out and say so.

    Parameters
    ----------
    draft : Draft
        The round as read.
    party_votes : int
        Sum of the parties' votes in the round, 0 where unknown.

    Returns
    -------
    tuple of (Round, list of Doubt)
    """
    placed, doubts = dict(draft.placed), []
    open_labels = [name for name in BALLOTS if name in draft.labels and name not in placed]
    values = draft.values
    if values and len(values) <= len(open_labels):
        options = [
            dict(zip(labels, values, strict=True))
            for labels in combinations(open_labels, len(values))
        ]
        if len(values) < len(open_labels):
            options = [o for o in options if _shares_are_voters({**placed, **o})]
        plain = len(options) == 1
        for identities in (_HARD, _SOFT):
            faults = unsatisfied(options, identities, partial(_figures, placed, party_votes))
            options = fewest(options, faults)
        agreed = {
            label: figure
            for label, figure in (options[0].items() if options else ())
            if all(option.get(label) is figure for option in options)
        }
        placed.update(agreed)
        left = [v for v in values if not any(v is figure for figure in agreed.values())]
        if left:
            doubts.append(_doubt(draft, left, options, open_labels))
        elif not plain:
            doubts.append(_note(values, agreed))
    elif values:
        doubts.append(_doubt(draft, values, [], open_labels))
    return Round(draft.number, draft.line, draft.day, placed), doubts


def _shares_are_voters(figures: dict[str, Figure]) -> bool:
    """Tell whether only the voters have a share in brackets, which marks them."""
    return all(name == "voters" or figure.percent is None for name, figure in figures.items())


#: What must hold between the figures of a round, and what nearly always does.
_HARD = (BALLOTS_ADD_UP, ELECTORS, VALID_VOTERS, INVALID_VOTERS, TURNOUT_SHARE, VOTES_VALID)
_SOFT = (INVALID_FEW, VALID_MOST, INVALID_VOTES, VOTES_ALL)


def _figures(
    placed: dict[str, Figure], party_votes: int, option: dict[str, Figure], term: Term
) -> list | None:
    """Return the figures of an identity's term, if a round is read in one way."""
    if term.group == "votes":
        return [party_votes] if party_votes else None
    share = term.name == "turnout_pct"
    figure = {**placed, **option}.get("voters" if share else term.name)
    if figure is None or (share and figure.qualifier):
        return None
    value = figure.percent if share else figure.value
    return None if value is None else [value]


def _said(option: dict[str, Figure]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {figure.text}" for name, figure in option.items())


def _doubt(draft: Draft, left: list[Figure], options: list[dict], labels: list[str]) -> Doubt:
    printed = " / ".join(figure.text for figure in draft.values)
    readings = " or ".join(_said(option) for option in options) or "no reading fits the labels"
    return Doubt(
        "values without their labels",
        left[0].line,
        f"turnout in round {draft.number}",
        printed,
        readings,
        f"The page prints {len(draft.values)} of {len(labels)} values without saying which is "
        "missing, and the figures do not decide.",
        "ambiguous",
        "turnout",
    )


def _note(values: list[Figure], agreed: dict[str, Figure]) -> Doubt:
    return Doubt(
        "values without their labels",
        values[0].line,
        "turnout",
        " / ".join(figure.text for figure in values),
        _said(agreed),
        f"The page prints fewer values than labels; by their sizes they are {_said(agreed)}.",
        group="turnout",
    )
