"""Votes against seats: two columns of an election, aligned by party, their indices, other formulas.

Conventions, which the reports and the README state too:

* *Basis.* Where two tiers are known, the votes for lists are compared with the list seats (basis
  ``lists``); otherwise votes are compared with all elective seats (basis ``all``). One report uses
  one basis for an election.
* Votes against all count for nobody: shares are of the votes for parties and candidates.
* Members whom the voters do not elect and vacant seats are left out.
* Independents have no list: in a comparison of lists they have neither votes nor seats.
* In the effective number of parties each independent counts as a party of one (as in M. Gallagher's
  published indices): each has a seat, and no measurable part of the votes.
* A printed percentage that its count contradicts, while the other rows agree on one total, stands.
* Where some rows have counts and others percentages only, rows with both say what share a count is.
* Official percentages are shares of what the law's threshold is a share of. Where that is the
  ballots cast, the votes for parties are fewer by the invalid ballots; if these are not known
  either, every number of them is allowed for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analyses.chambers import NO_HOLDER, PARTY_KINDS, Chamber
from helpers.analyses.elections import preferred
from helpers.analyses.rules import UNKNOWN_RULES, ElectoralRules
from helpers.analyses.values import known
from helpers.measures.allocation import FORMULAS, TieError, allocate, wasted_votes
from helpers.measures.fragmentation import seat_product
from helpers.measures.intervals import (
    Interval,
    Total,
    effective_number_interval,
    gallagher_interval,
    loosemore_hanby_interval,
    pedersen_interval,
    sainte_lague_interval,
)
from helpers.measures.shares import advantage_ratio
from helpers.measures.volatility import by_lineage, lines_between, volatility_parts
from helpers.rules.rounding import last_decimal

#: Votes that are missing from the sum of all rows, up to this share, are slips of rounding.
_SLIP = 0.0005

#: Votes for parties may exceed the valid ballots by this share before they count as several
#: votes an elector.
_SEVERAL = 0.005

#: A count may differ from its printed percentage by so many units of the last printed decimal
#: before the two contradict each other: rounding explains half a unit, truncation a whole one.
_PRINTED_SLIP = 2


@dataclass(frozen=True)
class Contest:
    """One election's votes and seats by party.

    Parameters
    ----------
    election : Series
        Row of :func:`helpers.analyses.elections.choose`.
    rules : ElectoralRules
        Its rules, as far as known.
    basis : {"all", "lists"}
        Which seats are compared with the votes.
    rows : DataFrame
        By party, most votes first: ``party_id``, ``lineage``, ``name``, ``kind``, ``votes`` and
        ``seats`` of the basis (float, NaN unknown), ``vote_share``, ``seat_share`` and
        ``advantage`` (their ratio).
    votes_total : float, (float, float) or None
        All votes for parties and candidates, or the least and the most they may be; None if the
        page does not let one know.
    seats_total : int
        Seats of the basis.
    unit : {"votes", "per cent"}
        What `rows` and `votes_total` count; some pages print percentages only.
    base : float or None
        What the legal threshold is a share of, in the same unit, at most.
    against_all : float
        Votes against all, or their percentage.
    several : bool
        Whether the votes exceed the valid ballots, so that electors had several votes.
    pages : tuple of str
        Where votes and seats are printed.
    """

    election: pd.Series
    rules: ElectoralRules
    basis: str
    rows: pd.DataFrame
    votes_total: Total
    seats_total: int
    unit: str
    base: float | None
    against_all: float
    several: bool
    pages: tuple[str, ...]

    @property
    def others(self) -> list[str]:
        """Rows that stand for several parties, "Others"."""
        return list(self.rows.index[self.rows["kind"] == "others"])

    @property
    def votes_are_exact(self) -> bool:
        """Whether all votes are known, party by party."""
        return self.unlisted == 0 and not self.others

    @property
    def unlisted(self) -> float | None:
        """Share of the votes, at most, that no row has; None if all votes are not known."""
        if self.votes_total is None:
            return None
        return max(0.0, 1 - float(self.rows["votes"].sum()) / self.total)

    @property
    def share_of_lists(self) -> float:
        """Share of the votes that went to parties and blocs, as far as listed."""
        of_parties = self.rows.loc[self.rows["kind"].isin(PARTY_KINDS), "votes"].sum()
        return float(of_parties / self.total)

    @property
    def total(self) -> float:
        """All votes, at most; or the sum of those listed where the page does not give all."""
        if isinstance(self.votes_total, tuple):
            return self.votes_total[1]
        listed = float(self.rows["votes"].sum())
        return self.votes_total if self.votes_total is not None else listed

    @property
    def largest_unlisted(self) -> float | None:
        """The most votes that a party without a row can have had; None if nothing limits them.

        Where every list above the legal threshold won seats, and all list seats have a holder in
        the table, a party without a row stayed below the threshold.
        """
        rules = self.rules
        of_lists = self.basis == "lists" or rules.tiers == {"lists"}
        if not (of_lists and rules.threshold_binds and self.base):
            return None
        all_placed = self.rows["seats"].sum() == self.seats_total
        return rules.threshold_pct / 100 * self.base if all_placed else None


@dataclass(frozen=True)
class _Ballots:
    """Electors, voters and ballots of the round whose votes are used; None where not known."""

    electors: float | None = None
    voters: float | None = None
    invalid: float | None = None
    valid: float | None = None


def contest(
    house: Chamber | None,
    seats: pd.DataFrame,
    votes: pd.DataFrame,
    turnout: pd.DataFrame,
    rules: ElectoralRules = UNKNOWN_RULES,
) -> Contest | None:
    """Align an election's votes and seats by party.

    Parameters
    ----------
    house : Chamber or None
        The house that the election made.
    seats, votes : DataFrame
        Rows of :func:`helpers.analyses.elections.seat_rows` and ``vote_rows``.
    turnout : DataFrame
        The table ``turnout``, for the ballots.
    rules : ElectoralRules
        The rules of the election.

    Returns
    -------
    Contest or None
        None if seats or votes by party are not known.
    """
    if house is None:
        return None
    election_id = house.election["election_id"]
    cast = votes[votes["election_id"] == election_id]
    own = seats[(seats["election_id"] == election_id) & seats["total"].notna()]
    filled = own[~own["kind"].isin(["appointed", *NO_HOLDER])]
    filled, cast = _keyed(filled, cast)
    cast = cast.assign(pct=_shares(cast))
    unit = _unit(cast)
    figure = cast["votes" if unit == "votes" else "pct"].astype(float)
    against = cast["kind"] == "against_all"
    for_parties = figure[~against].groupby(cast.loc[~against, "key"], sort=False)
    by_party = for_parties.agg(lambda contest: contest.sum(skipna=False))
    against_all = float(figure[against].sum())
    if not by_party.sum() > 0:
        return None
    ballots = _ballots(election_id, cast, turnout)
    bounds = _all_votes(cast, unit, ballots, rules)
    total, several = _for_parties(float(by_party.sum()), against_all, bounds)
    basis, won, seats_total = _compared_seats(house, filled, rules)
    names = pd.concat([cast[~against], filled]).drop_duplicates("key").set_index("key")
    rows = names[["party_id", "lineage", "name", "kind"]].assign(votes=by_party, seats=won)
    if basis == "lists":
        # Holders of district seats alone who have no row of votes did not stand as a list.
        rows = rows[~(rows["votes"].isna() & rows["seats"].fillna(0).eq(0))]
    if rows["seats"].sum() >= seats_total:
        rows["seats"] = rows["seats"].fillna(0.0)
    exact = total[1] if isinstance(total, tuple) else total
    whole = exact if exact is not None else by_party.sum()
    rows = rows.assign(vote_share=rows["votes"] / whole, seat_share=rows["seats"] / seats_total)
    rows["advantage"] = advantage_ratio(
        rows["votes"], rows["seats"], votes_total=whole, seats_total=seats_total
    ).astype(float)
    rows = rows.sort_values(
        ["votes", "seats", "name"], ascending=[False, False, True], kind="stable"
    )
    return Contest(
        election=house.election,
        rules=rules,
        basis=basis,
        rows=rows,
        votes_total=total,
        seats_total=seats_total,
        unit=unit,
        base=_threshold_base(rules, unit, ballots, bounds, whole),
        against_all=against_all,
        several=several,
        pages=tuple(sorted({*cast["page"].dropna(), *own["page"].dropna()})),
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


# --- How many votes there were --------------------------------------------------------------------


def _shares(cast: pd.DataFrame) -> pd.Series:
    """Return the printed shares, with those that counts give where some rows lack a share.

    Some tables print the count of some rows and the share of others: rows with both say of what
    total the shares are, if they agree on it.
    """
    shares = cast["pct"]
    both = cast[cast["votes"].gt(0) & shares.gt(0)]
    counted = shares.isna() & cast["votes"].notna()
    uncounted = cast["votes"].isna() & shares.notna()
    if len(both) < 3 or not counted.any() or not uncounted.any() or _off(both).any():
        return shares
    return shares.mask(counted, cast["votes"] / _implied(both) * 100)


def _implied(both: pd.DataFrame) -> float:
    """Return the total of which the shares are shares, by the middle one of the rows."""
    return float((both["votes"] / both["pct"]).astype(float).median()) * 100


def _off(both: pd.DataFrame) -> pd.Series:
    """Return which rows' counts and shares contradict the total on which the others agree."""
    printed = both["pct"].astype(float)
    unit = printed.map(last_decimal).min()
    by_count = both["votes"].astype(float) / _implied(both) * 100
    return (by_count - printed).abs() > _PRINTED_SLIP * unit


def _unit(cast: pd.DataFrame) -> str:
    """Return which column of a table of votes to use: the fuller, and the shares where they differ.

    Counts are misprinted more easily than shares. Where most rows' counts and shares agree on one
    total and another row's do not, the shares stand, if no row lacks one.
    """
    if cast["votes"].count() < cast["pct"].count():
        return "per cent"
    both = cast[cast["votes"].gt(0) & cast["pct"].gt(0)]
    if len(both) < 3 or cast["pct"].count() < cast["votes"].count():
        return "votes"
    return "per cent" if 0 < _off(both).sum() < len(both) / 2 else "votes"


def _ballots(election_id: str, cast: pd.DataFrame, turnout: pd.DataFrame) -> _Ballots:
    """Return the electors and ballots of the round whose votes are used, as far as exact."""
    rows = preferred(turnout, [election_id])
    same_round = rows[rows["round"].isin(cast["round"].dropna())]
    row = next(iter((same_round if len(same_round) else rows).to_dict("records")), None)
    if row is None:
        return _Ballots()

    def figure(name: str, qualifier: str | None = None) -> float | None:
        exact = qualifier is None or not known(row[qualifier])
        return float(row[name]) if exact and known(row[name]) else None

    voters, invalid = figure("voters", "voters_qualifier"), figure("blank_or_invalid")
    valid = figure("valid_votes")
    if valid is None and voters is not None and invalid is not None:
        valid = voters - invalid
    if invalid is None and voters is not None and valid is not None and valid <= voters:
        invalid = voters - valid
    return _Ballots(figure("electors", "electors_qualifier"), voters, invalid, valid)


def _all_votes(
    cast: pd.DataFrame, unit: str, ballots: _Ballots, rules: ElectoralRules
) -> tuple[float, float] | None:
    """Return the least and the most that the valid votes can be, those against all among them."""
    if unit == "votes":
        if ballots.valid is not None:
            return ballots.valid, ballots.valid
        implied = _implied_by_shares(cast)
        if implied is None:
            return None if ballots.voters is None else (0.0, ballots.voters)
        of_ballots = ballots.voters is not None and abs(implied / ballots.voters - 1) < _SEVERAL
        if of_ballots or (ballots.voters is None and rules.threshold_base == "ballots"):
            return 0.0, implied
        return implied, implied
    if rules.threshold_base in ("valid", "votes"):
        return 100.0, 100.0
    if ballots.invalid is not None and ballots.voters:
        valid = 100 * (1 - ballots.invalid / ballots.voters)
        return (valid, valid) if rules.threshold_base == "ballots" else (valid, 100.0)
    return 0.0, 100.0


def _implied_by_shares(cast: pd.DataFrame) -> float | None:
    """Return the sum of which the printed shares are shares, if all rows have both."""
    if cast[["votes", "pct"]].isna().any(axis=None) or not cast["pct"].sum() > 0:
        return None
    return float(cast["votes"].sum() / cast["pct"].sum() * 100)


def _for_parties(
    listed: float, against_all: float, bounds: tuple[float, float] | None
) -> tuple[Total, bool]:
    """Return all votes for parties and candidates, and whether electors had several each."""
    if bounds is None:
        return None, False
    least, most = (max(bound - against_all, 0.0) for bound in bounds)
    if listed > most * (1 + _SEVERAL):
        return listed, True
    if most - listed <= most * _SLIP:
        return listed, False
    least = max(least, listed)
    return (most if most - least <= most * _SLIP else (least, most)), False


def _threshold_base(
    rules: ElectoralRules,
    unit: str,
    ballots: _Ballots,
    bounds: tuple[float, float] | None,
    whole: float,
) -> float | None:
    """Return what the legal threshold is a share of, in the unit of the votes, at most."""
    most = bounds[1] if bounds else None
    cast = 100.0 if unit == "per cent" else (ballots.voters or most)
    if rules.threshold_base == "electors":
        if ballots.electors is None or not ballots.voters:
            return None
        return ballots.electors if unit == "votes" else 100 * ballots.electors / ballots.voters
    return {"valid": most, "votes": whole}.get(rules.threshold_base, cast)


# --- Which seats are compared ---------------------------------------------------------------------


def _compared_seats(
    house: Chamber, filled: pd.DataFrame, rules: ElectoralRules
) -> tuple[str, pd.Series, int]:
    """Return the basis, the seats of each key, and all seats of the basis."""
    lists = _list_seats(filled, rules)
    if lists is not None:
        by_key = lists.groupby(filled["key"], sort=False).sum()
        return "lists", by_key, int(max(by_key.sum(), rules.list_seats or 0))
    won = filled["total"].astype(float).groupby(filled["key"], sort=False).sum()
    appointed = int(house.blocs.loc[house.blocs["kind"] == "appointed", "seats"].sum())
    return "all", won, house.size - house.vacant - appointed


def _list_seats(filled: pd.DataFrame, rules: ElectoralRules) -> pd.Series | None:
    """Return the list seats of each holder; None if there are not two tiers, or not all known."""
    if rules.tiers and rules.tiers != {"lists", "districts"}:
        return None
    listed = filled["proportional"].fillna(filled["total"] - filled["majority"]).astype(float)
    listed = listed.mask(listed.isna() & filled["kind"].eq("independents"), 0.0)
    if not 0 < listed.sum() < filled["total"].sum() or (listed < 0).any():
        return None
    if rules.list_seats is not None:
        # What the others leave is nothing, where the others have all list seats there are.
        complete = listed.sum() == rules.list_seats
        return listed.fillna(0.0) if complete or listed.notna().all() else None
    return listed if listed.notna().all() else None


# --- Indices --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reason:
    """Why a number is not exact, or not to be had; :mod:`helpers.sentences.contests` writes it.

    Parameters
    ----------
    kind : str
    value : int, float or tuple of str, optional
        The seats, the share of the votes or the parties that it is about.
    """

    kind: str
    value: int | float | tuple[str, ...] | None = None


@dataclass(frozen=True)
class Index:
    """An index that the reports and the table of indices give.

    Parameters
    ----------
    name : str
        As in a sentence.
    unit : str
        Of its values.
    column : str
        Head of its column in tables.
    scale : float
        The range within which it is read. An interval wider than half of it says too little to be
        drawn or to lead a sentence.
    why_not : str
        What is missing where no election has it.
    """

    name: str
    unit: str
    column: str
    scale: float
    why_not: str

    def is_informative(self, low: float, high: float) -> bool:
        """Return True if an interval is narrow enough to be drawn and to lead a sentence."""
        return high - low <= self.scale / 2


_NO_BALANCE = "no election has both votes and seats by party in full"

#: The indices, in the order of reports. The scales are those on which elections differ: the most
#: disproportional of Gallagher's published elections are near 30 and Loosemore and Hanby's near 40;
#: party systems have up to about ten effective parties.
INDICES = {
    "gallagher": Index(
        "Gallagher's index", "percentage points", "Gallagher, points", 30, _NO_BALANCE
    ),
    "loosemore_hanby": Index(
        "Loosemore and Hanby's index",
        "percentage points",
        "Loosemore–Hanby, points",
        40,
        _NO_BALANCE,
    ),
    "sainte_lague": Index("the Sainte-Laguë index", "", "Sainte-Laguë", 60, _NO_BALANCE),
    "enep": Index(
        "the effective number of parties by votes",
        "",
        "Effective number, votes",
        10,
        "no election has votes by party",
    ),
    "enpp": Index(
        "the effective number of parties by seats",
        "",
        "Effective number, seats",
        10,
        "no election has seats by party",
    ),
    "pedersen": Index(
        "Pedersen's volatility",
        "percentage points",
        "Pedersen, points",
        100,
        "no two elections in a row have votes by party",
    ),
}


def disproportionality(contest: Contest) -> dict[str, Interval]:
    """Return the three indices of disproportionality, as intervals that data and rules allow."""
    rows = contest.rows
    # Where the page does not let one know all votes, those listed are not all of them.
    if contest.votes_total is None or not contest.seats_total or rows["seats"].sum() == 0:
        return {}
    known = {
        "votes_total": contest.votes_total,
        "seats_total": contest.seats_total,
        "others": contest.others,
        "largest_other": contest.largest_unlisted,
    }
    return {
        "gallagher": gallagher_interval(rows["votes"], rows["seats"], **known),
        "loosemore_hanby": loosemore_hanby_interval(rows["votes"], rows["seats"], **known),
        "sainte_lague": sainte_lague_interval(rows["votes"], rows["seats"], **known),
    }


def effective_numbers(house: Chamber | None, contest: Contest | None) -> dict[str, Interval]:
    """Return the effective numbers of parties by votes and by seats."""
    found = {}
    if contest is not None:
        rows = contest.rows[contest.rows["votes"].notna()]
        # Independents' votes are those of many candidates, whose squares are next to nothing. They
        # count in the total, and no party can have them.
        sizes = rows["votes"].mask(rows["kind"] == "independents")
        spread = float(rows["votes"].sum() - sizes.sum())
        found["enep"] = _spread(sizes.dropna(), contest, spread)
    if house is not None:
        held = house.held[house.held["kind"] != "appointed"]
        alone = held["kind"] == "independents"
        independents = range(int(held.loc[alone, "seats"].sum()))
        ones = pd.Series(1.0, index=[f"independent {i}" for i in independents])
        sizes = pd.concat([held[~alone].groupby("party_id")["seats"].sum().astype(float), ones])
        many = held.loc[held["kind"] == "others", "party_id"].unique()
        appointed = int(house.held["seats"].sum() - held["seats"].sum())
        total = house.size - house.vacant - appointed
        # Where the table seems to miss seats, there may be as many as at the other election.
        missing = house.fewer_than[1] - house.size if house.fewer_than else 0
        ends = [
            effective_number_interval(sizes, total=size, others=many, whole=True)
            for size in dict.fromkeys((total, total + missing))
            if size
        ]
        if ends:
            found["enpp"] = Interval(min(e.low for e in ends), max(e.high for e in ends))
    return found


def _spread(sizes: pd.Series, contest: Contest, spread: float) -> Interval:
    """Return the effective number by votes, some of which are spread over many candidates."""
    others = [label for label in contest.others if label in sizes.index]
    total = contest.votes_total
    if not sizes.sum() > 0 or total is None:
        return Interval(np.nan, np.nan)
    if not spread:
        cap = contest.largest_unlisted
        return effective_number_interval(sizes, total=total, others=others, largest_other=cap)
    # The parties' own number, were the independents' votes not there, times the square of the
    # share by which they are smaller: N = 1 / sum(p²).
    least, most = total if isinstance(total, tuple) else (total, total)
    ends = []
    for whole in (least, most):
        own = whole - spread
        inner = effective_number_interval(
            sizes, total=own, others=others, largest_other=contest.largest_unlisted
        )
        ends += [inner.low * (whole / own) ** 2, inner.high * (whole / own) ** 2]
    return Interval(min(ends), max(ends))


def volatility(before: Contest | None, after: Contest | None, parties: pd.DataFrame) -> Interval:
    """Return the volatility between two elections that follow each other.

    Parameters
    ----------
    before, after : Contest or None
    parties : DataFrame
        The country's rows of the table ``parties``.
    """
    if before is None or after is None:
        return Interval(np.nan, np.nan)
    both = [contest.rows[contest.rows["votes"].notna()] for contest in (before, after)]
    lines = lines_between(*(rows["party_id"] for rows in both), parties)
    votes = [by_lineage(rows.set_index("party_id")["votes"], lines) for rows in both]
    others = {
        lines[party] for rows in both for party in rows.loc[rows["kind"] == "others", "party_id"]
    }
    return pedersen_interval(
        *votes,
        total_before=before.votes_total,
        total_after=after.votes_total,
        others=sorted(others),
    )


def volatility_in_parts(
    before: Contest | None, after: Contest | None, parties: pd.DataFrame
) -> tuple[float, float] | None:
    """Return the volatility by entry and exit, and by switching, in percentage points.

    None unless all votes of both elections are known by party.
    """
    if before is None or after is None or not (before.votes_are_exact and after.votes_are_exact):
        return None
    both = [contest.rows[contest.rows["votes"].notna()] for contest in (before, after)]
    lines = lines_between(*(rows["party_id"] for rows in both), parties)
    return volatility_parts(*(rows.set_index("party_id")["votes"] for rows in both), lines)


def expected_parties(contest: Contest | None) -> float | None:
    """Return the effective number of parties by seats that the seat product model expects.

    None unless all seats are of one tier whose districts are known.
    """
    if contest is None or len(contest.rules.tiers) != 1:
        return None
    rules = contest.rules
    seats, districts = (
        (rules.list_seats, rules.list_districts)
        if rules.tiers == {"lists"}
        else (rules.district_seats, rules.districts)
    )
    return seat_product(seats / districts, seats) if seats and districts else None


def indices(
    elections: pd.DataFrame,
    houses: Iterable[Chamber | None],
    contests: Iterable[Contest | None],
    parties: pd.DataFrame,
) -> pd.DataFrame:
    """Return all indices of all elections.

    Parameters
    ----------
    elections : DataFrame
        Of one house, in order of time.
    houses, contests : iterable
        For each of them its Chamber and Contest, or None.
    parties : DataFrame
        The country's rows of the table ``parties``.

    Returns
    -------
    DataFrame
        ``election_id``, ``when``, ``time``, ``measure`` (a key of :data:`INDICES`), ``basis``,
        ``low``, ``high`` (float; high may be infinite), ``informative`` (bool, whether the interval
        is narrow enough to be shown). Only what the data allow to say something about.
    """
    columns = ["election_id", "when", "time", "measure", "basis", "low", "high", "informative"]
    records = [
        {
            "election_id": election["election_id"],
            "when": election["when"],
            "time": election["time"],
            "measure": measure,
            "basis": "all" if contest is None or measure == "enpp" else contest.basis,
            "low": found.low,
            "high": found.high,
            "informative": INDICES[measure].is_informative(found.low, found.high),
        }
        for election, contest, every in _all_indices(elections, houses, contests, parties)
        for measure, found in every.items()
        # An index that can only be infinite says nothing: a party has seats and no vote.
        if np.isfinite(found.low)
    ]
    return pd.DataFrame(records, columns=columns).astype({"informative": bool})


def _all_indices(
    elections: pd.DataFrame,
    houses: Iterable[Chamber | None],
    contests: Iterable[Contest | None],
    parties: pd.DataFrame,
) -> Iterator[tuple[pd.Series, Contest | None, dict[str, Interval]]]:
    before = None
    for (_, election), house, contest in zip(elections.iterrows(), houses, contests, strict=True):
        found = {
            **(disproportionality(contest) if contest is not None else {}),
            **effective_numbers(house, contest),
            "pedersen": volatility(before, contest, parties),
        }
        before = contest
        in_order = {measure: found[measure] for measure in INDICES if measure in found}
        yield election, contest, in_order


def gaps(measure: str, house: Chamber | None, contest: Contest | None) -> list[Reason]:
    """Return what keeps an index from being exact, and what it rests on.

    Parameters
    ----------
    measure : str
        A key of :data:`INDICES`.
    house : Chamber or None
    contest : Contest or None
    """
    if measure == "enpp" and house is not None:
        return list(_gaps_in_seats(house))
    return [] if contest is None else list(_gaps_in_votes(contest, measure))


def _gaps_in_seats(house: Chamber) -> Iterator[Reason]:
    if house.unstated:
        yield Reason("unstated seats", house.unstated)
    if house.fewer_than:
        yield Reason("missing seats", house.fewer_than[1] - house.size)
    if (house.held["kind"] == "others").any():
        yield Reason("seats of several parties")
    if (house.held["kind"] == "independents").any():
        yield Reason("independents with seats")


def _gaps_in_votes(contest: Contest, measure: str) -> Iterator[Reason]:
    if contest.votes_total is None:
        yield Reason("all votes unknown")
    elif isinstance(contest.votes_total, tuple):
        yield Reason("invalid ballots unknown")
    elif contest.unlisted:
        yield Reason("unlisted votes", contest.unlisted)
    if contest.others:
        yield Reason("votes of several parties")
    if measure == "enep":
        if (contest.rows["kind"] == "independents").any():
            yield Reason("independents with votes")
    elif measure != "pedersen":
        voteless = contest.rows["votes"].isna() & (contest.rows["seats"] > 0)
        if voteless.any():
            yield Reason("seats without votes", int(contest.rows.loc[voteless, "seats"].sum()))
    else:
        yield Reason("election before")


# --- Lists and districts --------------------------------------------------------------------------


def tiers(
    house: Chamber | None, seats: pd.DataFrame, rules: ElectoralRules = UNKNOWN_RULES
) -> pd.DataFrame | None:
    """Return the list and the district seats of each bloc.

    Parameters
    ----------
    house : Chamber or None
    seats : DataFrame
        Rows of :func:`helpers.analyses.elections.seat_rows`.
    rules : ElectoralRules

    Returns
    -------
    DataFrame or None
        ``name``, ``kind``, ``lineage``, ``party_id``, ``list_seats``, ``district_seats`` (int) in
        seating order; None if the tiers of a bloc are not known, or there is one.
    """
    if house is None:
        return None
    own = seats[(seats["election_id"] == house.election["election_id"]) & (seats["total"] > 0)]
    own = own[~own["kind"].isin(["appointed", *NO_HOLDER])]
    listed = _list_seats(own, rules)
    if listed is None:
        return None
    both = own.set_index("party")[["lineage", "party_id"]].assign(
        list_seats=listed.astype(int).to_numpy(),
        district_seats=(own["total"] - listed).astype(int).to_numpy(),
    )
    order = house.blocs.set_index("party")[["name", "kind"]]
    return order.join(both, how="inner").reset_index(drop=True)


# --- What if --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WhatIf:
    """The same votes under other formulas: all list seats in one district.

    Parameters
    ----------
    rows : DataFrame
        As in `Contest`: ``lineage``, ``name``, ``votes``, ``vote_share``, ``passes`` (whether the
        list has the threshold), ``actual`` (list seats, Int64) and one Int64 column per formula,
        all missing where `problems` says why.
    seats : int
        List seats shared out.
    thresholds : tuple of float
        The share that a party's list and a list of several parties need; 0 where there is none.
    is_legal : bool or None
        Whether these are the legal thresholds; None if they were asked for and are not known.
    base : {"parties", "valid", "votes", "ballots", "electors"}, optional
        What they are shares of: the votes for parties, or as the rules say.
    below : float
        Share of the votes for lists below the threshold, and for those who have no list.
    problems : dict of str to Reason
        Formula -> why it gives no result.
    """

    rows: pd.DataFrame
    seats: int
    thresholds: tuple[float, float]
    is_legal: bool | None
    base: str | None
    below: float
    problems: dict[str, Reason]

    @property
    def explains(self) -> list[str]:
        """The formulas that give each list the seats that it has."""
        return [
            formula
            for formula in FORMULAS
            if formula not in self.problems
            and (self.rows[formula] == self.rows["actual"]).fillna(False).all()
        ]

    def moved(self, formula: str, other: str) -> int:
        """Return the seats that another list has under one formula than under another."""
        return int((self.rows[formula] - self.rows[other]).clip(lower=0).sum())


def what_if(contest: Contest | None, threshold: float | None) -> WhatIf | None:
    """Share out the list seats again.

    Parameters
    ----------
    contest : Contest or None
    threshold : float or None
        Share of the valid votes that a list needs, in [0, 1); None for the legal one.

    Returns
    -------
    WhatIf or None
        None if the list seats are not known, there are no votes of at least two lists, a list's
        votes are unknown, or most votes went to independents and others, who have no list.
    """
    if contest is None or contest.share_of_lists < 0.5 or not of_lists(contest):
        return None
    of_parties = contest.rows[contest.rows["kind"].isin(PARTY_KINDS)]
    lists = of_parties[of_parties["votes"] > 0]
    if len(lists) < 2 or of_parties["votes"].isna().any():
        return None
    thresholds, is_legal, base = _thresholds(contest, threshold)
    needed = pd.Series(thresholds[0], lists.index).mask(lists["kind"] == "bloc", thresholds[1])
    whole = contest.total if threshold is not None or contest.base is None else contest.base
    rows = lists[["lineage", "name", "votes", "vote_share"]].assign(
        actual=lists["seats"].astype("Int64"), passes=lists["votes"] >= needed * whole
    )
    problems = {}
    for formula in FORMULAS:
        rows[formula] = pd.array([pd.NA] * len(rows), dtype="Int64")
        if formula == "droop" and contest.unit != "votes":
            problems[formula] = Reason("shares only")
        elif not rows["passes"].any():
            problems[formula] = Reason("all below the threshold")
        else:
            try:
                shared_out = allocate(
                    rows["votes"].where(rows["passes"], 0), contest.seats_total, formula
                )
                rows[formula] = shared_out
            except TieError as tie:
                problems[formula] = Reason("tie", tuple(rows.loc[tie.parties, "name"]))
    below = 1 - float(rows.loc[rows["passes"], "vote_share"].sum())
    return WhatIf(rows, contest.seats_total, thresholds, is_legal, base, max(below, 0.0), problems)


def of_lists(contest: Contest) -> bool:
    """Return True if the seats compared are list seats, and all of them."""
    return contest.basis == "lists" or contest.rules.tiers == {"lists"}


def _thresholds(
    contest: Contest, threshold: float | None
) -> tuple[tuple[float, float], bool | None, str | None]:
    rules = contest.rules
    if threshold is not None:
        return (threshold, threshold), False, "parties"
    if rules.threshold_pct is None:
        return (0.0, 0.0), None, None
    of_bloc = rules.threshold_pct if rules.bloc_threshold_pct is None else rules.bloc_threshold_pct
    return (rules.threshold_pct / 100, of_bloc / 100), True, rules.threshold_base


def wasted(contest: Contest) -> float:
    """Return the share of the votes that went to those who hold no seat; NaN if not known."""
    if contest.votes_total is None or isinstance(contest.votes_total, tuple):
        return np.nan
    return wasted_votes(contest.rows["votes"], contest.rows["seats"], total=contest.votes_total)
