"""The rows of the tidy tables that a report can read, and their digest.

A report on one house of a country compares it with the same house elsewhere. It sees the elections
to that house, and all of its own country; rows of other elections cannot change it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from helpers.tables import files
from helpers.tables.files import load

#: Tables whose rows name parties as pages print them.
_PARTIES_OF = ("votes", "seats", "statements")


@dataclass(frozen=True)
class View:
    """What a report can read: elections to one house, and to any house of its own country."""

    house: str
    iso3: str | None = None

    def load(self, name: str) -> pd.DataFrame:
        """Read one tidy table; see :func:`helpers.tables.load`.

        Of parties these are the ones that stand in the elections, and all of its own country.
        Other tables that list no elections are whole.
        """
        return _rows(name, self.house, self.iso3)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of the table's rows in this view."""
        read = {name, "elections", *(_PARTIES_OF if name == "parties" else ())}
        state = tuple(files.digest(each) for each in sorted(read))
        house = _digest(name, self.house, None, state)
        own = _digest(name, None, self.iso3, state) if self.iso3 else ""
        return hashlib.sha256(f"{house} {own}".encode()).hexdigest()


def _rows(name: str, house: str | None, iso3: str | None) -> pd.DataFrame:
    """Return a table's rows on a house everywhere, and on all houses of a country."""
    frame = load(name)
    if name == "parties":
        rows = _is_spelt(frame, house) | _is(frame["iso3"], iso3)
    elif "election_id" in frame.columns:
        rows = frame["election_id"].isin(_elections(house, iso3)["election_id"])
    else:
        return frame
    return frame[rows].reset_index(drop=True)


def _elections(house: str | None, iso3: str | None) -> pd.DataFrame:
    rows = load("elections")
    return rows[_is(rows["house"], house) | _is(rows["iso3"], iso3)]


def _is(column: pd.Series, value: str | None) -> pd.Series:
    return column.eq(value).fillna(False) if value else pd.Series(False, column.index)


def _is_spelt(parties: pd.DataFrame, house: str | None) -> pd.Series:
    """Return which parties stand so in a table of an election to this house."""
    iso3 = _elections(house, None).set_index("election_id")["iso3"]
    spelt = set()
    for table in map(load, _PARTIES_OF):
        spelt.update(zip(table["election_id"].map(iso3), table["party"], strict=True))
    pairs = zip(parties["iso3"], parties["party"], strict=True)
    return pd.Series([pair in spelt for pair in pairs], parties.index, dtype=bool)


@lru_cache(maxsize=4096)
def _digest(name: str, house: str | None, iso3: str | None, state: tuple[str, ...]) -> str:
    """Return the SHA-256 of a table's rows, which follow from the files of these digests."""
    return hashlib.sha256(_rows(name, house, iso3).to_csv(index=False).encode()).hexdigest()
