"""What a run of fetch did: saved, already there, refused; and how far it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

#: What is fetched, in the order and words of the report.
NOUNS = {
    "page": "archived page",
    "election": "election",
    "list": "list of parties or chambers",
}
_PLURALS = {"list": "lists of parties or chambers"}


class Progress:
    """Is told how far a run is; this one says nothing."""

    def expect(self, count: int) -> None:
        """Take how many more things there are to fetch."""

    def done(self, what: str) -> None:
        """Take one as done; what it was."""


@dataclass
class Report:
    """Counts by kind, each refusal as what and why, and notes, which are no failures."""

    saved: Counter = field(default_factory=Counter)
    there: Counter = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, what: str, error: Exception) -> None:
        """Take something that could not be fetched."""
        self.refused.append((what, str(error)))

    def sentence(self) -> str:
        """Say how many were saved, were there already, and were refused."""
        saved, there = _counted(self.saved), _counted(self.there)
        return f"Saved: {saved}.\nAlready there: {there}.\nRefused: {len(self.refused)}."


def _counted(counts: Counter) -> str:
    parts = [
        f"{counts[kind]} {noun if counts[kind] == 1 else _PLURALS.get(kind, noun + 's')}"
        for kind, noun in NOUNS.items()
        if counts[kind]
    ]
    return f"{counts.total()} ({', '.join(parts)})" if parts else "0"
