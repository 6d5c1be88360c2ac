"""The rules of an election, as far as ``data/raw/rules.csv`` knows them: tiers and thresholds."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd

from helpers.analyses.values import known


@dataclass(frozen=True)
class ElectoralRules:
    """The rules of one election; None where they are not known.

    Parameters
    ----------
    list_seats, list_districts : int, optional
        Seats filled from lists, and the districts in which they were.
    district_seats, districts : int, optional
        Seats filled by plurality or majority, and their districts.
    appointed_seats : int, optional
        Members whom the voters do not elect.
    threshold_pct, bloc_threshold_pct : float, optional
        What a party's list, and a list of several parties, needs for seats, in per cent.
    threshold_base : {"valid", "votes", "ballots", "electors"}, optional
        What the threshold is a share of: valid votes, votes for lists, ballots cast, electors.
    source : str, optional
        The law or the report that says so.
    """

    list_seats: int | None = None
    list_districts: int | None = None
    district_seats: int | None = None
    districts: int | None = None
    appointed_seats: int | None = None
    threshold_pct: float | None = None
    bloc_threshold_pct: float | None = None
    threshold_base: str | None = None
    source: str | None = None

    @property
    def tiers(self) -> frozenset[str]:
        """The tiers that had seats, of "lists" and "districts"; empty if they are not known."""
        if self.list_seats is None or self.district_seats is None:
            return frozenset()
        both = {"lists": self.list_seats, "districts": self.district_seats}
        return frozenset(tier for tier, seats in both.items() if seats)

    @property
    def elective_seats(self) -> int | None:
        """Seats that the voters filled, if both tiers are known."""
        return self.list_seats + self.district_seats if self.tiers else None

    @property
    def magnitude(self) -> float | None:
        """Mean number of list seats in a district."""
        if not self.list_seats or not self.list_districts:
            return None
        return self.list_seats / self.list_districts

    @property
    def threshold_binds(self) -> bool:
        """Whether every list above the threshold surely won a seat.

        It did if the districts are large enough: with D'Hondt a share above 1 / (M + 1) of the
        votes of a district with M seats wins one, and a list with a share of the whole country has
        it somewhere.
        """
        if not self.threshold_pct or self.magnitude is None:
            return False
        return self.threshold_pct / 100 >= 1 / (self.magnitude + 1)


#: What is known of an election that the table does not list.
UNKNOWN_RULES = ElectoralRules()


def rules_of(table: pd.DataFrame, election_id: str) -> ElectoralRules:
    """Return the rules of an election.

    Parameters
    ----------
    table : DataFrame
        The table ``rules``.
    election_id : str

    Returns
    -------
    ElectoralRules
    """
    row = table[table["election_id"] == election_id]
    if row.empty:
        return UNKNOWN_RULES
    values = row.iloc[0]
    return ElectoralRules(
        **{
            f.name: values[f.name] if known(values[f.name]) else None
            for f in fields(ElectoralRules)
        }
    )
