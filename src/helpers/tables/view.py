"""The rows of the tidy tables that a report can read, and their digest.

A report on one house of a country compares it with the same house elsewhere. It sees the elections
to that house, and all of its own country; rows of other elections cannot change it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

import pandas as pd

from helpers.tables.files import load


@dataclass(frozen=True)
class View:
    """What a report can read: elections to one house, and to any house of its own country."""

    house: str
    iso3: str | None = None

    def load(self, name: str) -> pd.DataFrame:
        """Read one tidy table; see :func:`helpers.tables.load`.

        Tables that list no elections, such as parties, are whole.
        """
        frame = load(name)
        if "election_id" not in frame.columns:
            return frame
        return frame[frame["election_id"].isin(self._elections())].reset_index(drop=True)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of the table's rows in this view."""
        own = _digest(name, None, self.iso3) if self.iso3 else ""
        return hashlib.sha256(f"{_digest(name, self.house, None)} {own}".encode()).hexdigest()

    def _elections(self) -> pd.Series:
        rows = load("elections")
        of_house = rows["house"].eq(self.house).fillna(False)
        own = rows["iso3"].eq(self.iso3).fillna(False) if self.iso3 else False
        return rows.loc[of_house | own, "election_id"]


@cache
def _digest(name: str, house: str | None, iso3: str | None) -> str:
    """Return the SHA-256 of a table's rows on a house everywhere, or on a country's houses."""
    frame = load(name)
    if "election_id" in frame.columns:
        rows = load("elections")
        chosen = rows["house"].eq(house) if house else rows["iso3"].eq(iso3)
        frame = frame[frame["election_id"].isin(rows.loc[chosen.fillna(False), "election_id"])]
    return hashlib.sha256(frame.to_csv(index=False).encode()).hexdigest()
