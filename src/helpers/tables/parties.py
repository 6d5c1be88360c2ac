"""Party names of a country: which spellings are one party, and what kind of row each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from helpers.archive.text import fold

_KINDS = (
    (
        "independents",
        r"independents?\b|independants?\b|non-?partisans?|non-?party|no party|self-nominated|"
        r"sans (?:parti|etiquette)",
    ),
    ("against_all", r"against all|none of the above|contre tous"),
    ("appointed", r"appointed|nominated members|state list|designated|membres nommes|nommes"),
    ("others", r"others?\b|other parties|minor parties|vacant|all other parties|autres|divers\b"),
    (
        "bloc",
        r".*\b(?:bloc|block|alliance|coalition|union of .* parties|and (?:its )?allies|front)\b",
    ),
)


def kind_of(party: str) -> str:
    """Return what kind a row is, by its name alone: party, bloc, independents, others."""
    folded = fold(party)
    for kind, pattern in _KINDS:
        if re.match(pattern, folded):
            return kind
    return "party"


class Parties:
    """The listed names, by country and printed name.

    Parameters
    ----------
    listed : DataFrame
        Rows of ``parties.csv``; may be empty.
    """

    def __init__(self, listed: pd.DataFrame):
        self.listed = listed
        known = listed.dropna(subset=["party_id"])
        self._ids = {(r.iso3, fold(r.party)): r.party_id for r in known.itertuples()}
        self._names = {(r.iso3, fold(r.party)): r.name for r in known.itertuples()}
        self._of_country: dict[str, list[tuple[str, str]]] = {}
        for row in listed.itertuples():
            self._of_country.setdefault(row.iso3, []).append((row.party, row.name))

    def identity(self, iso3: str, party: str) -> str:
        """Return what stands for a party in comparisons: its id, or its folded name."""
        return self._ids.get((iso3, fold(party)), fold(party))

    def display(self, iso3: str, party: str) -> str:
        """Return the name to show: the listed one, or the printed one."""
        return self._names.get((iso3, fold(party)), party)

    def aliases(self, iso3: str, printed: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the other listed names of a country's parties, each with the printed name."""
        rows = {self.identity(iso3, party): party for party in printed}
        for party, listed in self._of_country.get(iso3, ()):
            own = rows.get(self.identity(iso3, party))
            if own:
                yield from ((name, own) for name in {party, listed} - {own})

    def unknown(self, iso3: str, printed: list[str]) -> list[str]:
        """Return the printed names that nobody listed and whose kind their name does not say."""
        return [
            party
            for party in dict.fromkeys(printed)
            if (iso3, fold(party)) not in self._ids and kind_of(party) in ("party", "bloc")
        ]

    def table(self, printed: set[tuple[str, str]]) -> pd.DataFrame:
        """Build the table of parties: the listed names, and the printed ones that are not listed.

        Parameters
        ----------
        printed : set of (iso3, party)
            Names that occur in the tables of votes and seats.

        Returns
        -------
        DataFrame
            Names that nobody listed have no party_id; they show as printed.
        """
        listed = {(row.iso3, row.party) for row in self.listed.itertuples()}
        rows = [
            {
                "iso3": iso3,
                "party": party,
                "party_id": None,
                "name": party,
                "kind": kind_of(party),
                "successor_of": None,
            }
            for iso3, party in sorted(printed - listed)
        ]
        return pd.concat([self.listed, pd.DataFrame(rows, columns=self.listed.columns)])
