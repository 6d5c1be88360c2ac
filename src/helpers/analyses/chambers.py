"""Who holds a house after an election.

Three numbers are kept apart: the seats at stake, the seats that the page's table gives to someone,
and the seats of the house. What the table leaves open stays open: nobody leads whom an unstated
party could have beaten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.analyses.elections import LAST_KINDS, preferred
from helpers.analyses.rules import UNKNOWN_RULES, ElectoralRules
from helpers.analyses.values import known

#: Seats without a holder in the table.
NO_HOLDER = ("vacant", "unstated")

#: Kinds that are parties, alone or in an electoral bloc.
PARTY_KINDS = ("party", "bloc")


# --- The chamber ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chamber:
    """One house after one election.

    Parameters
    ----------
    election : Series
        Row of :func:`helpers.analyses.elections.choose`.
    blocs : DataFrame
        One row per holder of seats in seating order: parties by size, then independents, others,
        appointed members, vacant seats and seats that the page attributes to nobody. Columns
        ``party``, ``name``, ``kind``, ``party_id``, ``lineage``, ``seats`` (int, above zero),
        ``share`` (of `size`), ``page``, ``line``, ``status``.
    size : int
        Seats of the house as far as this election shows: the seats at stake, or those of the table
        if there are more, or the members if the page does not say how many seats were at stake.
    at_stake : int or None
        Seats at stake as printed.
    size_from : {"at stake", "members", "table"}
        What `size` rests on. The sum of a table alone may miss seats.
    partial : bool
        Whether only a part of the house was renewed.
    fewer_than : tuple of str and int, optional
        Another election and its house's size, where this one's, from the table alone, is smaller
        than before and after: a sign that the table misses seats.
    """

    election: pd.Series
    blocs: pd.DataFrame
    size: int
    at_stake: int | None
    size_from: str
    partial: bool
    fewer_than: tuple[str, int] | None = None

    @property
    def held(self) -> pd.DataFrame:
        """Blocs that have a holder."""
        return self.blocs[~self.blocs["kind"].isin(NO_HOLDER)]

    @property
    def unstated(self) -> int:
        """Seats whose holder the page does not state."""
        return self._of_kind("unstated")

    @property
    def vacant(self) -> int:
        """Seats that the page calls vacant."""
        return self._of_kind("vacant")

    def _of_kind(self, kind: str) -> int:
        return int(self.blocs.loc[self.blocs["kind"] == kind, "seats"].sum())

    @property
    def majority(self) -> int | None:
        """Seats that make an absolute majority of the house.

        None where the page does not let one know: a part was renewed, the table seems to miss
        seats, or an upper house, which often has other members too, has no size printed.
        """
        whole = self.election["house"] == "LC" or (
            self.at_stake is not None and self._scope == "full" and not self.covers_more
        )
        if self.partial or self.fewer_than or not whole:
            return None
        return self.size // 2 + 1

    @property
    def has_majority(self) -> bool | None:
        """Whether one party has an absolute majority; None where the page leaves it open."""
        parties = self.held.loc[self.held["kind"].isin(PARTY_KINDS), "seats"]
        most = 0 if parties.empty else int(parties.max())
        if self.majority is not None:
            if most >= self.majority:
                return True
            # A row of several parties, "Others", may hide one that has it.
            hidden = self.unstated + int(
                self.held.loc[self.held["kind"] == "others", "seats"].sum()
            )
            return None if hidden >= self.majority else False
        # Enough for a majority even if the house is as large as at the other election.
        return True if self.fewer_than and 2 * most > self.fewer_than[1] else None

    @property
    def _scope(self) -> str | None:
        scope = self.election["scope"]
        return scope if known(scope) else None

    @property
    def stated(self) -> int:
        """Seats whose holder the page states."""
        return int(self.held["seats"].sum())

    @property
    def covers_more(self) -> bool:
        """Whether the table counts more than the seats at stake: members who stayed, or joined."""
        return self.at_stake is not None and self.size > self.at_stake

    @property
    def leaders(self) -> pd.DataFrame:
        """The bloc with most seats, several in a tie, none if an unstated party may have more.

        In a tie of a party with independents or others, who are no party, the party leads.
        """
        held = self.held
        if held["seats"].max() <= self.unstated:
            return held.iloc[:0]
        first = held[held["seats"] == held["seats"].max()]
        parties = first[first["kind"].isin(PARTY_KINDS)]
        return first.head(1) if parties.empty else parties


def chamber(
    election: pd.Series,
    seats: pd.DataFrame,
    members: pd.DataFrame,
    rules: ElectoralRules = UNKNOWN_RULES,
) -> Chamber | None:
    """Build the house as one election left it.

    Parameters
    ----------
    election : Series
        The election, a row of :func:`helpers.analyses.elections.choose`.
    seats : DataFrame
        Rows of :func:`helpers.analyses.elections.seat_rows`.
    members : DataFrame
        The table ``members``, from which the size of the house is taken where the page does not
        print the seats at stake.
    rules : ElectoralRules
        The rules of the election: seats that the table lacks and no voter fills are those of
        appointed members.

    Returns
    -------
    Chamber or None
        None if the page gives no seats to anybody.
    """
    rows = seats[(seats["election_id"] == election["election_id"]) & (seats["total"] > 0)]
    columns = ["party", "name", "kind", "party_id", "lineage", "page", "line", "status"]
    blocs = rows[columns].assign(seats=rows["total"].astype(int))
    if blocs[blocs["kind"] != "vacant"].empty:
        return None
    at_stake = int(election["seats_at_stake"]) if known(election["seats_at_stake"]) else None
    partial = known(election["scope"]) and election["scope"] == "partial"
    table = int(blocs["seats"].sum())
    size, size_from = max(table, at_stake or 0), "table" if at_stake is None else "at stake"
    counted = _members(members, election["election_id"])
    if at_stake is None and counted is not None and counted >= table and not partial:
        size, size_from = counted, "members"
    if size > table:
        appointed = 0
        if size_from == "members" and rules.elective_seats == table:
            appointed = size - table
        blocs = _with_rest(blocs, appointed, size - table - appointed)
    rank = blocs["kind"].map({kind: i for i, kind in enumerate(LAST_KINDS, 1)}).fillna(0)
    blocs = blocs.assign(_rank=rank).sort_values(
        ["_rank", "seats", "name"], ascending=[True, False, True], kind="stable"
    )
    blocs = blocs.drop(columns="_rank").assign(share=blocs["seats"] / size).reset_index(drop=True)
    return Chamber(election, blocs, size, at_stake, size_from, bool(partial))


def _with_rest(blocs: pd.DataFrame, appointed: int, unstated: int) -> pd.DataFrame:
    """Add rows for seats that the page's table lacks: of appointed members, and of unknown ones."""
    rest = [
        {"party": name, "name": name, "kind": kind, "lineage": "", "party_id": "", "seats": seats}
        for name, kind, seats in (
            ("Appointed members", "appointed", appointed),
            ("Not stated", "unstated", unstated),
        )
        if seats
    ]
    return pd.concat([blocs, pd.DataFrame(rest)], ignore_index=True)


def with_doubts(
    houses: Sequence[Chamber | None], counted: Collection[tuple[int, int]] = ()
) -> tuple[Chamber | None, ...]:
    """Mark the houses whose table seems to miss seats.

    Parameters
    ----------
    houses : sequence of Chamber or None
        Of one chamber, in order of time.
    counted : collection of (int, int)
        Years and numbers of members that other sources count; the year of the election or the
        next with just the table's sum confirms it.

    Returns
    -------
    tuple of Chamber or None
        Those whose size is only the sum of the table, and smaller than both neighbours' (or the
        only one's), have ``fewer_than`` set. A house that shrank for good is not among them,
        unless it is the last.
    """
    held = [house for house in houses if house is not None]
    marked = {}
    for i, house in enumerate(held):
        neighbours = [held[j] for j in (i - 1, i + 1) if 0 <= j < len(held)]
        if house.size_from != "table" or house.partial or not neighbours:
            continue
        year = house.election["year"]
        confirmed = any((when, house.size) in counted for when in (year, year + 1))
        if not confirmed and all(house.size < other.size for other in neighbours):
            other = neighbours[0]
            marked[house.election["election_id"]] = (other.election["when"], other.size)
    return tuple(
        house and replace(house, fewer_than=marked.get(house.election["election_id"]))
        for house in houses
    )


def _members(members: pd.DataFrame, election_id: str) -> int | None:
    """Return men and women together, if both are known."""
    rows = preferred(members, [election_id])
    sexes = rows[(rows["dimension"] == "sex") & rows["category"].isin(["men", "women"])]
    numbers = sexes.drop_duplicates("category")["members"]
    return int(numbers.sum()) if len(numbers) == 2 and numbers.notna().all() else None
