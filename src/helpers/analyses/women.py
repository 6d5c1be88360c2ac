"""Women's representation: share and seats through time, candidates, tiers, pace, other countries.

Frames in, frames out. Shares are in [0, 1]. Of which number a share is a share is settled in
:mod:`helpers.analyses.women_shares`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.analyses import women_shares
from helpers.analyses.elections import choose, seat_rows, with_statements
from helpers.analyses.peers import nearest, whole_region
from helpers.analyses.series import ShareSeries
from helpers.measures import parity_gap, women_share
from helpers.measures.pace import FEWEST_ELECTIONS, Pace, pace

#: Tables that :func:`analyse` needs.
TABLES = (
    "elections",
    "members",
    "seats",
    "parties",
    "women_by_year",
    "rules",
    "statements",
)


@dataclass(frozen=True)
class WomenAnalysis:
    """What the archive knows of women in one house.

    Parameters
    ----------
    country, house : str
        The country's name to show; LC or UC.
    target : float
        The share to reach.
    elections : DataFrame
        The house's elections in the span, as :func:`women_shares.at_elections` returns them, with
        ``when``, ``gap`` (seats short of half), ``candidates_women``, ``candidates_all``,
        ``candidates_share``, ``list_seats``, ``district_seats`` and ``system``.
    single_years : DataFrame
        Single-year sources in the span, as :func:`women_shares.in_single_years` returns them.
    points : DataFrame
        The known shares, one an election or year, with ``when``; where both have one year, the
        election's.
    others : DataFrame
        Other countries at the time nearest to the latest share, as
        :func:`helpers.analyses.peers.nearest` returns them.
    region : str or None
        The region that the peers are, as :func:`helpers.analyses.peers.whole_region` returns it.
    by_party : DataFrame
        Parties whose women a page gives, as :func:`helpers.analyses.elections.seat_rows` returns
        them.
    other_house : int
        How many elections of the country's other house the archive holds.
    """

    country: str
    house: str
    target: float
    elections: pd.DataFrame
    single_years: pd.DataFrame
    points: pd.DataFrame
    others: pd.DataFrame
    region: str | None
    by_party: pd.DataFrame
    other_house: int

    @property
    def is_known(self) -> bool:
        """Whether women's share is known of any election or year."""
        return len(self.points) > 0

    @property
    def mine(self) -> pd.Series | None:
        """The latest known share; of an election where there is one in its year."""
        return self.points.iloc[-1] if self.is_known else None

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The elections of which both women and members are known."""
        return self.elections[self.elections["members"].notna()]

    @cached_property
    def times(self) -> pd.Series:
        """Their times, in years."""
        day = self.counted["date"].dt
        return day.year + (day.day_of_year - 1) / 365.25

    @cached_property
    def fit(self) -> Pace | None:
        """The pace through the elections; None if they are too few, or hardly differ."""
        women, members = self.counted["women"], self.counted["members"]
        varied = (women.gt(0) & women.lt(members)).astype(bool)
        if self.times.nunique() < FEWEST_ELECTIONS or self.times[varied].nunique() < 2:
            return None
        return pace(self.times, women, members, self.target)


def analyse(load: Callable[[str], pd.DataFrame], parameters: Mapping[str, object]) -> WomenAnalysis:
    """Gather what the archive knows of women in one house.

    Parameters
    ----------
    load : callable
        Returns a tidy table by its name, one of :data:`TABLES`.
    parameters : mapping
        ``iso3``, ``country`` (its name) and ``region``, ``house`` (LC or UC), ``since`` and
        ``until`` (years, both included), ``peers`` (codes of the countries to compare with) and
        ``target`` (the share to reach, in [0, 1]), as :func:`helpers.reports.parameters.resolve`
        gives them.
    """
    elections, members, seats, parties, women_by_year, rules, statements = map(load, TABLES)
    iso3, house, peers = parameters["iso3"], parameters["house"], parameters["peers"]
    since, until = parameters["since"], parameters["until"]
    everywhere = women_shares.at_elections(elections, members, seats, parties, women_by_year, rules)
    every_year = women_shares.in_single_years(women_by_year, elections)
    elections = with_statements(elections, statements)
    chosen = choose(elections, iso3, house, since, until)
    by_party = seat_rows(seats, parties, chosen)
    own = _of_house(everywhere, chosen, by_party)
    single = every_year[every_year["iso3"].eq(iso3) & every_year["year"].between(since, until)]
    single = single.head(0) if house == "UC" else single.reset_index(drop=True)

    known = women_shares.known_everywhere(everywhere, every_year)
    known = known[known["house"].eq(house)]
    points = known[known["iso3"].eq(iso3) & known["date"].dt.year.between(since, until)]
    points = _named(points, own)
    day = points["date"].iloc[-1] if len(points) else None
    other = {"LC": "UC", "UC": "LC"}[house]
    return WomenAnalysis(
        country=parameters["country"],
        house=house,
        target=parameters["target"],
        elections=own,
        single_years=single,
        points=points,
        others=nearest(known, day, iso3, peers),
        region=whole_region(peers, elections, iso3, parameters["region"]),
        by_party=by_party[by_party["women"].notna()],
        other_house=int((elections["iso3"].eq(iso3) & elections["house"].eq(other)).sum()),
    )


def _of_house(
    everywhere: pd.DataFrame, chosen: pd.DataFrame, by_party: pd.DataFrame
) -> pd.DataFrame:
    """Return one house's elections with what else is known of women at them."""
    columns = [
        "election_id",
        "when",
        "candidates",
        "candidates_men",
        "candidates_women",
        "in_words",
    ]
    rows = chosen[columns].merge(everywhere, on="election_id", how="inner")
    both = rows["candidates_men"] + rows["candidates_women"]
    every = both.fillna(rows["candidates"])
    every = every.where((every > 0) & (rows["candidates_women"] <= every).fillna(False))
    filled = by_party.groupby("election_id")[["proportional", "majority"]].sum(min_count=1)
    filled = filled.reindex(rows["election_id"]).fillna(0).gt(0)
    by_list, in_districts = filled["proportional"].to_numpy(), filled["majority"].to_numpy()
    rows = rows.join(_tier_seats(by_party, chosen), on="election_id")
    return rows.assign(
        gap=parity_gap(rows["women"].where(rows["members"].notna()), rows["members"]),
        candidates_all=every,
        candidates_share=women_share(rows["candidates_women"].where(every.notna()), every),
        system=pd.Series(pd.NA, rows.index, dtype="string")
        .mask(by_list, "list")
        .mask(in_districts, "district")
        .mask(by_list & in_districts, "mixed"),
    )


def _tier_seats(by_party: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return ``list_seats`` and ``district_seats`` of each election, unknown unless all are known.

    What one tier lacks is the total less the other. A list of parties that falls short of the
    seats at stake says nothing of a tier's seats.
    """
    own = by_party[(by_party["total"] > 0) & ~by_party["kind"].isin(["appointed"])]
    mixed = own.groupby("election_id")[["proportional", "majority"]].transform("count").gt(0)
    both = mixed.all(axis=1)
    tiers = pd.DataFrame(
        {
            "election_id": own["election_id"],
            "list_seats": own["proportional"].fillna((own["total"] - own["majority"]).where(both)),
            "district_seats": own["majority"].fillna(
                (own["total"] - own["proportional"]).where(both)
            ),
        }
    )
    whole = tiers.groupby("election_id").agg(lambda seats: seats.sum(skipna=False))
    listed = by_party.groupby("election_id")["total"].sum(min_count=1)
    at_stake = chosen.set_index("election_id")["seats_at_stake"]
    short = listed.lt(at_stake.reindex(listed.index)).fillna(False)
    whole = whole.mask(short.reindex(whole.index).astype(bool)).astype("Int64")
    stated = chosen.set_index("election_id")[["list_seats", "district_seats"]]
    return whole.reindex(stated.index).astype("Int64").fillna(stated)


def _named(points: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Name each known share by its election, or its year."""
    names = dict(zip(own["date"], own["when"], strict=True))
    of_election = points["page"].notna()
    when = [
        names.get(day, str(day.year)) if elected else str(day.year)
        for day, elected in zip(points["date"], of_election, strict=True)
    ]
    return points.assign(when=when).sort_values("date", kind="stable", ignore_index=True)


def share_series(analysis: WomenAnalysis) -> ShareSeries:
    """Return the known shares as a series, with the later elections that lack one.

    Where single-year sources contradict each other on the year of such an election, or on a later
    year, that year is disputed and not missing.
    """
    points, own, single = analysis.points, analysis.elections, analysis.single_years
    last = points["date"].max()
    disputed = single.loc[single["share"].notna() & (single["year"] > last.year), "year"]
    after = own[own["share"].isna() & (own["date"].dt.year > last.year)]
    missing = after.loc[~after["date"].dt.year.isin(disputed), "when"]
    return ShareSeries(points, tuple(missing), tuple(map(str, disputed.unique())))
