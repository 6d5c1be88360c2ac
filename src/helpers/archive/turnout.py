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
from itertools import combinations, product

from helpers.archive import numbers
from helpers.archive.page import Doubt, Figure, Round
from helpers.archive.readings import fewest, grouped, unsatisfied
from helpers.archive.vocabulary import BALLOTS
from helpers.rules.identities import BALLOTS as BALLOTS_ADD_UP
from helpers.rules.identities import (
    ELECTORS,
    INVALID_FEW,
    INVALID_VALID,
    INVALID_VOTERS,
    INVALID_VOTES,
    VALID_MOST,
    VALID_VOTERS,
    VOTES_ALL,
    VOTES_VALID,
    Term,
)
from helpers.rules.identities import TURNOUT as TURNOUT_SHARE

#: What doubts about labels and values are called.
LABELS = "values without their labels"
#: Four counts of ten digits in groups of three, a share and its sign are no more.
MAX_TOKENS = 20


@dataclass
class Draft:
    """A round while it is read: figures with their label, and labels and values still apart."""

    number: int
    line: int
    day: date | None = None
    placed: dict[str, Figure] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    #: What stands apart from the labels, line by line: the ways to cut each into values.
    lines: list[list[list[Figure]]] = field(default_factory=list)

    @property
    def figures(self) -> list[Figure]:
        """All figures of the round, with their labels or without, however lines are cut."""
        cut = (figure for ways in self.lines for way in ways for figure in way)
        return [*self.placed.values(), *cut]

    @property
    def sequences(self) -> list[list[Figure]]:
        """The ways to read the values that stand apart from the labels, in their order."""
        return [[f for way in ways for f in way] for ways in product(*self.lines)]

    def add(self, label: str | None, figure: Figure | None, own_cell: bool) -> None:
        """Take one line: a label with its figure, a label alone, or a value alone."""
        if label and figure:
            self.placed.setdefault(label, figure)
        elif label and not own_cell:
            self.labels.append(label)
        elif figure:
            self.lines.append([[figure]])

    def add_line(self, text: str, line: int) -> bool:
        """Take several values on one line; return False if the line is something else."""
        tokens = text.split(" ")
        several = any(len(ways) > 1 for ways in self.lines)
        if not 1 < len(tokens) <= MAX_TOKENS or several:
            return False
        # A count and a share without brackets can be two values, or one.
        whole = numbers.figure(text, line)
        ways = [[whole]] if whole else []
        for cells in grouped(tokens, len(BALLOTS)):
            found = [numbers.figure(cell, line) for cell in cells]
            if all(found) and len(found) > 1:
                ways.append(found)
        self.lines += [ways] if ways else []
        return bool(ways)


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
    sequences = [way for way in draft.sequences if len(way) <= len(open_labels)]
    options = [
        dict(zip(labels, values, strict=True))
        for values in sequences
        for labels in combinations(open_labels, len(values))
        if _shares_are_voters(placed, labels, values, len(values) < len(open_labels))
    ]
    plain = len(options) == 1
    for identities in (_HARD, _SOFT):
        faults = unsatisfied(options, identities, partial(_figures, placed, party_votes))
        options = fewest(options, faults)
    agreed = {
        label: figure
        for label, figure in (options[0].items() if options else ())
        if all(option.get(label) == figure for option in options)
    }
    left = [{**placed, **option} for option in options] if len(options) > 1 else []
    placed.update(agreed)
    every = max(draft.sequences, key=len)
    if every and len(options) != 1:
        doubts.append(_doubt(draft, every, options, open_labels))
    elif every and not plain and len(agreed) < len(open_labels):
        doubts.append(_note(every, agreed))
    if (swapped := _swapped(draft, placed)) and not left:
        doubts.append(swapped)
    electors = placed.get("electors")
    if electors and electors.value is not None and electors.value < FEWEST_ELECTORS:
        doubts.append(_few(draft, electors))
    if few := few_voters(draft.number, placed):
        doubts.append(few)
    if lacking := _lacking(draft, every):
        doubts.append(lacking)
    return Round(draft.number, draft.line, draft.day, placed, tuple(left)), doubts


#: Even a house that other bodies elect has more electors.
FEWEST_ELECTORS = 100


def _few(draft: Draft, electors: Figure) -> Doubt:
    return Doubt(
        LABELS,
        electors.line,
        f"turnout in round {draft.number}",
        electors.text,
        "",
        f"{electors.text} registered electors are fewer than anywhere: the figure may be another "
        "block's.",
        group="turnout",
    )


#: No turnout is lower: of so many electors one at least votes.
MOST_ELECTORS_A_VOTER = 20


def few_voters(number: int, ballots: dict[str, Figure]) -> Doubt | None:
    """Doubt voters that are hardly any of the electors: one of the two is another label's."""
    electors, voters = ballots.get("electors"), ballots.get("voters")
    counts = [figure.value if figure else None for figure in (electors, voters)]
    if None in counts or counts[1] * MOST_ELECTORS_A_VOTER >= counts[0]:
        return None
    return Doubt(
        LABELS,
        voters.line,
        f"turnout in round {number}",
        f"{electors.text} / {voters.text}",
        "",
        f"{voters.text} voters of {electors.text} registered electors are fewer than anywhere: one "
        "of the figures may be another label's.",
        group="turnout",
    )


def _lacking(draft: Draft, values: list[Figure]) -> Doubt | None:
    """Doubt values apart from their labels where not all labels of a round are there."""
    missing = [name for name in BALLOTS if name not in (*draft.labels, *draft.placed)]
    if not (draft.labels and values and missing):
        return None
    words = ", ".join(name.replace("_", " ") for name in missing)
    return Doubt(
        LABELS,
        values[0].line,
        f"turnout in round {draft.number}",
        " / ".join(figure.text for figure in values),
        "",
        f"The page lacks labels of the round ({words}): lines may be missing, and a value may "
        "stand under another label.",
        group="turnout",
    )


def _swapped(draft: Draft, placed: dict[str, Figure]) -> Doubt | None:
    """Doubt more invalid ballots than valid ones: their values may be each other's."""
    invalid, valid = placed.get("blank_or_invalid"), placed.get("valid_votes")
    if not (invalid and valid and invalid.value and valid.value and invalid.value > valid.value):
        return None
    return Doubt(
        LABELS,
        invalid.line,
        f"turnout in round {draft.number}",
        f"{invalid.text} / {valid.text}",
        "",
        f"The page gives more blank or invalid ballots ({invalid.text}) than valid votes "
        f"({valid.text}): one may stand for the other.",
        group="turnout",
    )


def _shares_are_voters(
    placed: dict[str, Figure], labels: tuple[str, ...], values: list[Figure], missing: bool
) -> bool:
    """Return True if only the voters have a share: one without a count, if no value is missing."""
    figures = {**placed, **dict(zip(labels, values, strict=True))}
    return all(
        name == "voters" or figure.percent is None or (figure.value is not None and not missing)
        for name, figure in figures.items()
    )


#: What must hold between the figures of a round, and what nearly always does.
_HARD = (BALLOTS_ADD_UP, ELECTORS, VALID_VOTERS, INVALID_VOTERS, TURNOUT_SHARE, VOTES_VALID)
_SOFT = (INVALID_FEW, VALID_MOST, INVALID_VALID, INVALID_VOTES, VOTES_ALL)


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


def _doubt(draft: Draft, values: list[Figure], options: list[dict], labels: list[str]) -> Doubt:
    printed = " / ".join(figure.text for figure in values)
    readings = " or ".join(_said(option) for option in options) or "no reading fits the labels"
    return Doubt(
        LABELS,
        values[0].line,
        f"turnout in round {draft.number}",
        printed,
        readings,
        f"The page prints {len(values)} of {len(labels)} values without saying which is "
        "missing, and the figures do not decide.",
        "ambiguous",
        "turnout",
    )


def _note(values: list[Figure], agreed: dict[str, Figure]) -> Doubt:
    return Doubt(
        LABELS,
        values[0].line,
        "turnout",
        " / ".join(figure.text for figure in values),
        _said(agreed),
        f"The page prints fewer values than labels; by their sizes they are {_said(agreed)}.",
        group="turnout",
    )
