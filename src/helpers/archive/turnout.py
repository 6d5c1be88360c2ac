"""Electors and ballots of a round: which value belongs to which label.

In a text copy of layout B four labels are followed by the values, and a missing value leaves no
line. Which is which then comes from the figures: a share in brackets marks the voters, valid and
invalid votes add up to voters, electors are the most, and more than half of all ballots are valid.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from helpers.archive.page import Doubt, Figure, Round
from helpers.archive.vocabulary import BALLOTS


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


def sizes(drafts: list[Draft]) -> tuple[int | None, dict[int, list[int]]]:
    """Return the largest count of all rounds, and each round's counts as bases of shares."""
    by_round = {draft.number: [f.value for f in draft.figures if f.value] for draft in drafts}
    everything = [value for values in by_round.values() for value in values]
    return (max(everything) if everything else None), by_round


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
        if not plain:
            options = [o for o in options if _possible({**placed, **o}, party_votes)]
            fewest = min((_assumptions({**placed, **o}, party_votes) for o in options), default=0)
            options = [o for o in options if _assumptions({**placed, **o}, party_votes) == fewest]
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


def _possible(figures: dict[str, Figure], party_votes: int) -> bool:
    """Tell whether figures can stand together, whatever the page's misprints elsewhere."""
    value = {name: figure.value for name, figure in figures.items()}
    electors, voters = value.get("electors"), value.get("voters")
    invalid, valid = value.get("blank_or_invalid"), value.get("valid_votes")
    counts = [v for v in (voters, invalid, valid) if v is not None]
    if electors is not None and counts and max(counts) > electors:
        return False
    if voters is not None and any(v is not None and v > voters for v in (invalid, valid)):
        return False
    if None not in (voters, invalid, valid) and abs(voters - invalid - valid) > 0.02 * voters:
        return False
    percent = figures["voters"].percent if "voters" in figures else None
    if (
        percent is not None
        and None not in (electors, voters)
        and abs(100 * voters / electors - float(percent)) > 5
    ):
        return False
    if voters is not None and percent is not None and electors is None:
        others = [v for v in (invalid, valid) if v is not None]
        if others and max(others) > voters:
            return False
    # Parties' votes are valid votes; blank papers are not, and there are fewer of them.
    if party_votes and invalid is not None and invalid > 1.2 * party_votes:
        return False
    if party_votes and valid is not None and valid < 0.5 * party_votes:
        return False
    return not (party_votes and valid is not None and invalid is not None and invalid > valid)


def _assumptions(figures: dict[str, Figure], party_votes: int) -> int:
    """Count what would have to be unusual: all electors voted, most ballots are invalid."""
    value = {name: figure.value for name, figure in figures.items()}
    invalid, valid, voters = (
        value.get(name) for name in ("blank_or_invalid", "valid_votes", "voters")
    )
    electors = value.get("electors")
    unusual = 0
    if voters is None and None not in (electors, invalid, valid):
        # What valid and invalid votes add up to are the voters; all electors hardly ever vote.
        unusual += electors == invalid + valid
    ballots = voters
    if ballots is None and electors is not None and "voters" in figures:
        percent = figures["voters"].percent
        ballots = float(electors * percent / 100) if percent is not None else None
    ballots = ballots or party_votes
    if ballots:
        unusual += invalid is not None and invalid > ballots / 2
        unusual += valid is not None and valid < ballots / 2
    return unusual


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
