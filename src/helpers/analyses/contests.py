"""Votes against seats: two columns of an election in step, their indices, other formulas.

Conventions, which the reports state too:

* Votes against all count for nobody: shares are of the votes for parties and candidates.
* Seats filled without the vote (appointed members) and vacant seats are left out.
* A page's votes are often those for lists, while seats include districts. Holders of seats for
  whom the vote has no row, although every vote is accounted for, did not stand in it: the indices
  of disproportionality leave them out on both sides.
* Independents are one row in those indices. In the effective number they may be one group or as
  many parties as members, which makes it an interval.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analyses import elections as el
from helpers.analyses import words
from helpers.analyses.chambers import NO_HOLDER, PARTY_KINDS, Chamber
from helpers.measures.allocation import FORMULAS, TieError, allocate, wasted_votes
from helpers.measures.intervals import (
    Interval,
    effective_number_interval,
    gallagher_interval,
    loosemore_hanby_interval,
    pedersen_interval,
    sainte_lague_interval,
)
from helpers.measures.shares import advantage_ratio

#: Votes that are missing from the sum of all rows, up to this share, are slips of rounding.
_SLIP = 0.0005

#: Votes for parties may exceed the valid ballots by this share before they count as several
#: votes an elector.
_SEVERAL = 0.005

#: Rows that stand for several parties or candidates.
_MANY = ("independents", "others")


@dataclass(frozen=True)
class Contest:
    """One election's votes and seats by party.

    Parameters
    ----------
    election : Series
        Row of :func:`helpers.analyses.elections.choose`.
    rows : DataFrame
        By party, most votes first: ``lineage``, ``name``, ``kind``, ``votes`` and ``seats``
        (float, NaN unknown), ``vote_share``, ``seat_share`` (of all seats of the house, as
        everywhere in the report) and ``advantage`` (their ratio).
    votes_total : float or None
        All votes for parties and candidates; None if the page does not let one know.
    seats_total : int
        Seats of those who stood in the vote.
    unit : {"votes", "per cent"}
        What `rows` and `votes_total` count; some pages print percentages only.
    left_out : DataFrame
        ``name``, ``kind``, ``seats`` of holders of seats who did not stand in the vote.
    against_all : float
        Votes against all, or their percentage.
    several : bool
        Whether the votes exceed the valid ballots, so that electors had several votes.
    pages : tuple of str
        Where votes and seats are printed.
    """

    election: pd.Series
    rows: pd.DataFrame
    votes_total: float | None
    seats_total: int
    unit: str
    left_out: pd.DataFrame
    against_all: float
    several: bool
    pages: tuple[str, ...]

    @property
    def others(self) -> list[str]:
        """Rows that stand for several parties, "Others"."""
        return list(self.rows.index[self.rows["kind"] == "others"])

    @property
    def stood(self) -> pd.DataFrame:
        """The rows without those who hold seats that this vote did not fill."""
        return self.rows[~self.rows.index.isin(self.left_out.index)]

    @property
    def share_of_lists(self) -> float:
        """Share of the votes that went to parties and blocs, as far as listed."""
        of_parties = self.rows.loc[self.rows["kind"].isin(PARTY_KINDS), "votes"].sum()
        return float(of_parties / self.total)

    @property
    def total(self) -> float:
        """All votes, or the sum of those listed where the page does not tell all."""
        return self.votes_total if self.votes_total is not None else float(self.rows["votes"].sum())


def contest(
    house: Chamber | None,
    seats: pd.DataFrame,
    votes: pd.DataFrame,
    turnout: pd.DataFrame,
) -> Contest | None:
    """Put an election's votes and seats in step.

    Parameters
    ----------
    house : Chamber or None
        The house that the election made.
    seats, votes : DataFrame
        Rows of :func:`helpers.analyses.elections.seat_rows` and ``vote_rows``.
    turnout : DataFrame
        The table ``turnout``, for the valid votes.

    Returns
    -------
    Contest or None
        None if seats or votes by party are not known.
    """
    if house is None:
        return None
    election_id = house.election["election_id"]
    cast = votes[votes["election_id"] == election_id]
    if cast.empty:
        return None
    unit = "votes" if cast["votes"].count() >= cast["pct"].count() else "per cent"
    own = seats[(seats["election_id"] == election_id) & seats["total"].notna()]
    filled = own[~own["kind"].isin(["appointed", *NO_HOLDER])]
    filled, cast = _keyed(filled, cast)
    figure = cast["votes" if unit == "votes" else "pct"].astype(float)
    against = cast["kind"] == "against_all"
    for_parties = figure[~against].groupby(cast.loc[~against, "key"], sort=False)
    by_party = for_parties.agg(lambda one: one.sum(skipna=False))
    against_all = float(figure[against].sum())
    if not by_party.sum() > 0:
        return None
    valid = 100.0 if unit == "per cent" else _valid_votes(election_id, cast, turnout)
    total, several = _votes_total(by_party, against_all, valid)
    won = filled["total"].astype(float).groupby(filled["key"], sort=False).sum()
    names = pd.concat([filled, cast[~against]]).drop_duplicates("key").set_index("key")
    rows = names[["lineage", "name", "kind"]].assign(votes=by_party, seats=won)
    if house.unstated == 0:
        rows["seats"] = rows["seats"].fillna(0.0)
    spare = np.nan if total is None else total - by_party.sum()
    absent = rows["votes"].isna() & (rows["seats"] > 0)
    no_vote = absent & (spare == 0) & ~rows["kind"].eq("others").any()
    whole = total if total is not None else by_party.sum()
    rows = rows.assign(vote_share=rows["votes"] / whole, seat_share=rows["seats"] / house.size)
    rows["advantage"] = advantage_ratio(
        rows["votes"], rows["seats"], votes_total=whole, seats_total=house.size
    ).astype(float)
    rows = rows.sort_values(
        ["votes", "seats", "name"], ascending=[False, False, True], kind="stable"
    )
    appointed = int(own.loc[own["kind"] == "appointed", "total"].sum())
    left_out = rows.loc[no_vote.reindex(rows.index), ["name", "kind", "seats"]]
    seats_total = house.size - house.vacant - appointed - int(left_out["seats"].sum())
    pages = tuple(sorted({*cast["page"].dropna(), *own["page"].dropna()}))
    return Contest(
        house.election,
        rows,
        total,
        seats_total,
        unit,
        left_out,
        against_all,
        several,
        pages,
    )


def _keyed(seats: pd.DataFrame, votes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give both tables' rows the ``key`` by which one election's votes and seats belong together.

    That is the lineage, because two pages may know one party by an old and a new name; but the
    party where two of one lineage stood against each other.
    """
    rivals = set()
    for table in (seats, votes):
        parties = table.groupby("lineage")["party_id"].nunique()
        rivals |= set(parties.index[parties > 1])
    return tuple(
        table.assign(key=table["party_id"].where(table["lineage"].isin(rivals), table["lineage"]))
        for table in (seats, votes)
    )


def _valid_votes(election_id: str, cast: pd.DataFrame, turnout: pd.DataFrame) -> float | None:
    """Return the valid votes of the round whose votes are told, or what they must have been."""
    rows = el.preferred(turnout, [election_id])
    same_round = rows[rows["round"].isin(cast["round"].dropna())]
    row = next(iter((same_round if len(same_round) else rows).to_dict("records")), None)
    if row is None:
        return _implied_by_shares(cast)
    if words.known(row["valid_votes"]):
        return float(row["valid_votes"])
    exact = not words.known(row["voters_qualifier"])
    if exact and words.known(row["voters"]) and words.known(row["blank_or_invalid"]):
        return float(row["voters"] - row["blank_or_invalid"])
    return _implied_by_shares(cast)


def _implied_by_shares(cast: pd.DataFrame) -> float | None:
    """Return the sum of which the printed shares are shares, if all rows have both."""
    if cast[["votes", "pct"]].isna().any(axis=None) or not cast["pct"].sum() > 0:
        return None
    return float(cast["votes"].sum() / cast["pct"].sum() * 100)


def _votes_total(
    by_party: pd.Series, against_all: float, valid: float | None
) -> tuple[float | None, bool]:
    """Return all votes for parties and candidates, and whether electors had several each."""
    listed = float(by_party.sum())
    if valid is None:
        return None, False
    total = valid - against_all
    if listed > total * (1 + _SEVERAL):
        return listed, True
    if abs(total - listed) <= total * _SLIP or listed > total:
        return listed, False
    return total, False


# --- Indices --------------------------------------------------------------------------------------

#: Measure -> (name in a sentence, unit), in the order of reports.
MEASURES = {
    "gallagher": ("Gallagher's index", "percentage points"),
    "loosemore_hanby": ("Loosemore and Hanby's index", "percentage points"),
    "sainte_lague": ("the Sainte-Laguë index", "shares in per cent"),
    "enep": ("the effective number of parties by votes", "parties"),
    "enpp": ("the effective number of parties by seats", "parties"),
    "pedersen": ("Pedersen's volatility", "percentage points"),
}


def disproportionality(one: Contest) -> dict[str, Interval]:
    """Return the three indices of disproportionality, as intervals that the data allow."""
    rows = one.stood
    known = {
        "votes_total": one.votes_total,
        "seats_total": one.seats_total,
        "others": one.others,
    }
    if not one.seats_total or rows["seats"].sum() == 0:
        return {}
    return {
        "gallagher": gallagher_interval(rows["votes"], rows["seats"], **known),
        "loosemore_hanby": loosemore_hanby_interval(rows["votes"], rows["seats"], **known),
        "sainte_lague": sainte_lague_interval(rows["votes"], rows["seats"], **known),
    }


def effective_numbers(house: Chamber | None, one: Contest | None) -> dict[str, Interval]:
    """Return the effective numbers of parties by votes and by seats."""
    found = {}
    if one is not None:
        rows = one.rows[one.rows["votes"].notna()]
        many = rows.index[rows["kind"].isin(_MANY)]
        total = one.votes_total
        found["enep"] = effective_number_interval(rows["votes"], total=total, others=many)
    if house is not None:
        held = house.held
        sizes = held.groupby("party_id")["seats"].sum()
        many = held.loc[~held["kind"].isin(PARTY_KINDS), "party_id"].unique()
        total = house.size - house.vacant
        found["enpp"] = effective_number_interval(sizes, total=total, others=many, whole=True)
    return found


def volatility(before: Contest | None, after: Contest | None) -> dict[str, Interval]:
    """Return the volatility by lineage between two elections that follow each other."""
    if before is None or after is None:
        return {}
    votes, others = [], set()
    for one in (before, after):
        rows = one.rows[one.rows["votes"].notna()]
        votes.append(rows["votes"].groupby(rows["lineage"]).sum())
        others |= set(rows.loc[rows["kind"] == "others", "lineage"])
    return {
        "pedersen": pedersen_interval(
            *votes,
            total_before=before.votes_total,
            total_after=after.votes_total,
            others=sorted(others),
        )
    }


def indices(
    elections: pd.DataFrame,
    houses: Iterable[Chamber | None],
    contests: Iterable[Contest | None],
) -> pd.DataFrame:
    """Return all indices of all elections.

    Returns
    -------
    DataFrame
        ``election_id``, ``when``, ``time``, ``measure`` (a key of :data:`MEASURES`), ``low``,
        ``high`` (float; high may be infinite). Only what the data allow to say something about.
    """
    records = []
    before = None
    for (_, election), house, one in zip(elections.iterrows(), houses, contests, strict=True):
        found = {
            **(disproportionality(one) if one is not None else {}),
            **effective_numbers(house, one),
            **volatility(before, one),
        }
        before = one
        records += [
            {
                "election_id": election["election_id"],
                "when": election["when"],
                "time": election["time"],
                "measure": measure,
                "low": found[measure].low,
                "high": found[measure].high,
            }
            for measure in MEASURES
            # An index that can only be infinite says nothing: a party has seats and no vote.
            if measure in found and np.isfinite(found[measure].low)
        ]
    columns = ["election_id", "when", "time", "measure", "low", "high"]
    return pd.DataFrame(records, columns=columns)


# --- Lists and districts --------------------------------------------------------------------------


def tiers(house: Chamber | None, seats: pd.DataFrame) -> pd.DataFrame | None:
    """Return the list and the district seats of each bloc.

    Parameters
    ----------
    house : Chamber or None
    seats : DataFrame
        Rows of :func:`helpers.analyses.elections.seat_rows`.

    Returns
    -------
    DataFrame or None
        ``name``, ``kind``, ``lineage``, ``party_id``, ``list_seats``, ``district_seats`` (int) in
        seating order; None if the page does not tell the tiers of every bloc, or there is one.
    """
    if house is None:
        return None
    own = seats[(seats["election_id"] == house.election["election_id"]) & (seats["total"] > 0)]
    own = own[~own["kind"].isin(["appointed", *NO_HOLDER])]
    listed = own["proportional"].fillna(own["total"] - own["majority"])
    district = own["majority"].fillna(own["total"] - own["proportional"])
    if own.empty or listed.isna().any() or district.isna().any():
        return None
    if (listed + district != own["total"]).any() or not (listed.sum() and district.sum()):
        return None
    if (listed < 0).any() or (district < 0).any():
        return None
    both = own.set_index("party")[["lineage", "party_id"]].assign(
        list_seats=listed.astype(int).to_numpy(),
        district_seats=district.astype(int).to_numpy(),
    )
    order = house.blocs.set_index("party")[["name", "kind"]]
    return order.join(both, how="inner").reset_index(drop=True)


# --- What if --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WhatIf:
    """The same votes under other formulas.

    Parameters
    ----------
    rows : DataFrame
        As in `Contest`: ``lineage``, ``name``, ``votes``, ``vote_share``, ``actual`` (seats of the
        same kind, Int64) and one Int64 column per formula, all missing where `problems` says why.
    seats : int
        Seats shared out.
    of_lists : bool
        Whether these are the list seats, or all seats for want of tiers.
    threshold : float
        As a share of the votes.
    below : float
        Share of the votes for lists below the threshold, and for those who have no list.
    problems : dict of str to str
        Formula -> why it gives no result, to follow its name in a sentence.
    """

    rows: pd.DataFrame
    seats: int
    of_lists: bool
    threshold: float
    below: float
    problems: dict[str, str]


def what_if(one: Contest | None, split: pd.DataFrame | None, threshold: float) -> WhatIf | None:
    """Share out the seats again.

    Parameters
    ----------
    one : Contest or None
    split : DataFrame or None
        What :func:`tiers` gives: then only the list seats are shared out.
    threshold : float
        Share of the votes that a list needs, in [0, 1).

    Returns
    -------
    WhatIf or None
        None if there are no votes of at least two lists, a list's votes are unknown, or most
        votes went to independents and others, who have no list.
    """
    if one is None or one.share_of_lists < 0.5:
        return None
    lists = one.stood[one.stood["kind"].isin(PARTY_KINDS)]
    lists = lists[lists["votes"] > 0]
    if len(lists) < 2 or one.stood.loc[one.stood["kind"].isin(PARTY_KINDS), "votes"].isna().any():
        return None
    if split is not None:
        by_either = [split.groupby(key)["list_seats"].sum() for key in ("lineage", "party_id")]
        # A list's key is its lineage or its party; see _keyed.
        actual = by_either[1].combine_first(by_either[0]).reindex(lists.index, fill_value=0)
        seats = int(split["list_seats"].sum())
    else:
        actual = lists["seats"]
        seats = one.seats_total
    rows = lists[["lineage", "name", "votes", "vote_share"]].assign(actual=actual.astype("Int64"))
    problems = {}
    for formula in FORMULAS:
        rows[formula] = pd.array([pd.NA] * len(rows), dtype="Int64")
        if formula == "droop" and one.unit != "votes":
            problems[formula] = "needs counts of votes, and the page prints shares only"
            continue
        try:
            rows[formula] = allocate(rows["votes"], seats, formula, threshold, total=one.total)
        except TieError as tie:
            tied = words.listing(rows.loc[tie.parties, "name"].tolist())
            problems[formula] = f"leaves a tie between {tied} for the last seats"
        except ValueError:
            problems[formula] = (
                f"gives no result, because no list has {words.percent(threshold)} of the votes"
            )
    passing = rows["vote_share"] >= threshold
    below = 1 - float(rows.loc[passing, "vote_share"].sum())
    return WhatIf(rows, seats, split is not None, threshold, max(below, 0.0), problems)


def wasted(one: Contest) -> float:
    """Return the share of the votes that went to those who hold no seat; NaN if not known."""
    rows = one.stood
    return wasted_votes(rows["votes"], rows["seats"], total=one.votes_total)
