"""The latest election of every country side by side: for the notebook ``overview``.

Frames in, frames out. Three measures, each a share in [0, 1]: what the largest party
holds of the house, turnout, and what women hold of the seats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.analyses.chambers import PARTY_KINDS, Chamber, chamber, with_doubts
from helpers.analyses.elections import choose, preferred, seat_rows
from helpers.analyses.rules import rules_of
from helpers.analyses.turnout import all_rounds, first_rounds, with_statements
from helpers.analyses.women_shares import at_elections

#: Tables that :func:`analyse` needs.
TABLES = (
    "elections",
    "pages",
    "turnout",
    "statements",
    "seats",
    "members",
    "parties",
    "rules",
    "women_by_year",
)

#: Fewest elections that make a series.
SERIES = 3


@dataclass(frozen=True)
class Measure:
    """One of the three measures: what a chart and a sentence call it.

    Parameters
    ----------
    column, page : str
        Its column in the frames, a share in [0, 1], and the column of the page that it is from.
    name, of : str
        Name, and what it is a share of.
    """

    column: str
    page: str
    name: str
    of: str


MEASURES = (
    Measure("largest_share", "largest_page", "Largest party", "the seats"),
    Measure("turnout", "turnout_page", "Turnout", "registered electors"),
    Measure("women_share", "women_page", "Women", "the members"),
)


@dataclass(frozen=True)
class OverviewAnalysis:
    """Every country's latest election, and the elections before it.

    Parameters
    ----------
    house : str
        LC or UC.
    since, until, year : int
        First and last year, and the last year in which a latest election may lie.
    latest : DataFrame
        One row per country, in the order of regions and countries, as
        :func:`helpers.analyses.elections.choose` returns them, with ``size`` (seats of the
        house) and ``size_from`` (see :class:`helpers.analyses.chambers.Chamber`), ``largest``
        (a tuple of names, several in a tie), ``largest_seats``, ``largest_share``,
        ``largest_low`` (the share if the table misses as many seats as the election before
        suggests; else the same),
        ``turnout``, ``turnout_qualifier``, ``women``, ``women_share``, ``women_base``, the
        page of each measure and ``elections`` (how many the country has in these years). What is
        not known is missing.
    series : DataFrame
        The same for every election of the years, in order of time.
    pages : DataFrame
        The table ``pages``.
    """

    house: str
    since: int
    until: int
    year: int
    latest: pd.DataFrame
    series: pd.DataFrame
    pages: pd.DataFrame

    @property
    def has_elections(self) -> bool:
        """Whether there is anything to show."""
        return not self.latest.empty

    @property
    def measures(self) -> list[Measure]:
        """The measures that are known for at least one country."""
        return [measure for measure in MEASURES if self.latest[measure.column].notna().any()]

    @property
    def followed(self) -> list[str]:
        """Countries (ISO 3166 alpha-3) with a series, in the order of `latest`."""
        known = self.series[[measure.column for measure in MEASURES]].notna().any(axis="columns")
        counts = self.series[known].groupby("iso3").size()
        return [iso3 for iso3 in self.latest["iso3"] if counts.get(iso3, 0) >= SERIES]


def analyse(
    load: Callable[[str], pd.DataFrame], parameters: Mapping[str, object]
) -> OverviewAnalysis:
    """Gather the latest election of every country.

    Parameters
    ----------
    load : callable
        Returns a tidy table by its name, one of :data:`TABLES`.
    parameters : mapping
        ``house`` (LC or UC), ``since`` and ``until`` (first and last year of the elections that
        count) and ``year`` (the latest election of each country is the last one up to it), as
        :func:`helpers.reports.parameters.resolve` gives them.
    """
    tables = {name: load(name) for name in TABLES}
    house, since, until = parameters["house"], parameters["since"], parameters["until"]
    year = parameters["year"]
    series = _series(tables, house, since, until)
    latest = series[series["year"] <= year].drop_duplicates("iso3", keep="last")
    latest = latest.sort_values(["region", "country"], kind="stable", ignore_index=True)
    return OverviewAnalysis(house, since, until, year, latest, series, tables["pages"])


#: What is known of an election's house, with the type that its column has.
_KNOWN = {
    "size": "Int64",
    "size_from": "string",
    "largest": "object",
    "largest_seats": "Int64",
    "largest_share": "Float64",
    "largest_low": "Float64",
    "majority": "boolean",
    "largest_page": "string",
}


def _series(tables: Mapping[str, pd.DataFrame], house: str, since: int, until: int) -> pd.DataFrame:
    elections = tables["elections"]
    own = elections[elections["house"] == house]
    chosen = [choose(own, iso3, house, since, until) for iso3 in own["iso3"].unique()]
    chosen = [rows for rows in chosen if len(rows)] or [choose(own, "", house, since, until)]
    series = pd.concat(chosen, ignore_index=True)
    known = pd.concat([_houses(rows, tables) for rows in chosen])
    rounds = with_statements(all_rounds(own, tables["turnout"]), tables["statements"])
    turnout = first_rounds(rounds).set_index("election_id")
    women = at_elections(
        elections,
        *(tables[name] for name in ("members", "seats", "parties", "women_by_year", "rules")),
    ).set_index("election_id")
    series = series.join(known, on="election_id")
    series = series.assign(
        region=series["region"].fillna("No region"),
        turnout=series["election_id"].map(turnout["share"]).astype("Float64"),
        turnout_qualifier=series["election_id"].map(turnout["qualifier"]).astype("string"),
        turnout_page=series["election_id"].map(turnout["page"]).astype("string"),
        women=series["election_id"].map(women["women"]).astype("Int64"),
        women_page=series["election_id"].map(women["page"]).astype("string"),
        women_share=series["election_id"].map(women["share"]).astype("Float64"),
        women_base=series["election_id"].map(women["base"]).astype("string"),
        elections=series.groupby("iso3")["election_id"].transform("size"),
    )
    return series.sort_values(["first_date", "election_id"], kind="stable", ignore_index=True)


def _houses(elections: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what is known of the houses of one country, by ``election_id``."""
    counted = preferred(tables["seats"], elections["election_id"])["election_id"]
    # Most countries have one election without a table of seats: nothing to read there.
    rows = elections[elections["election_id"].isin(counted)]
    houses: tuple[Chamber | None, ...] = ()
    if len(rows):
        seats = seat_rows(tables["seats"], tables["parties"], rows)
        houses = with_doubts(
            [
                chamber(
                    row, seats, tables["members"], rules_of(tables["rules"], row["election_id"])
                )
                for _, row in rows.iterrows()
            ]
        )
    index = pd.Index(rows["election_id"], dtype="string")
    known = [_largest(house) for house in houses]
    return pd.DataFrame(known, index, columns=list(_KNOWN)).astype(_KNOWN)


def _largest(house: Chamber | None) -> dict[str, object]:
    """Return the largest party of a house, unless one that the page does not name may be larger."""
    if house is None:
        return {}
    known = {"size": house.size, "size_from": house.size_from, "majority": _majority(house)}
    parties = house.held[house.held["kind"].isin(PARTY_KINDS)]
    # One row for several parties may hide a larger one, as seats without a holder may.
    others = house.held.loc[house.held["kind"] == "others", "seats"]
    hidden = max([house.unstated, *others])
    if parties.empty or parties["seats"].max() <= hidden:
        return known
    first = parties[parties["seats"] == parties["seats"].max()]
    seats = int(first["seats"].iloc[0])
    size = house.fewer_than[1] if house.fewer_than else house.size
    return {
        **known,
        "largest": tuple(first["name"]),
        "largest_seats": seats,
        "largest_share": seats / house.size,
        "largest_low": seats / size,
        "largest_page": first["page"].iloc[0],
    }


def _majority(house: Chamber) -> bool | None:
    """Return whether a party or alliance has more than half of the seats; None if it is open."""
    parties = house.held.loc[house.held["kind"].isin(PARTY_KINDS), "seats"]
    others = house.held.loc[house.held["kind"] == "others", "seats"]
    size = house.fewer_than[1] if house.fewer_than else house.size
    most = 0 if parties.empty else int(parties.max())
    if 2 * most > size:
        return True
    possible = max([most + house.unstated + (size - house.size), *others])
    return False if 2 * possible <= house.size else None


# --- Rankings -------------------------------------------------------------------------------------


def ranked(analysis: OverviewAnalysis, measure: Measure) -> pd.DataFrame:
    """Rank the countries of each region by a measure.

    Returns
    -------
    DataFrame
        Rows of ``latest`` for which it is known, with ``rank`` (1 the highest in the region; the
        same for equals) and ``of`` (how many are ranked there); regions by name, ranks within.
    """
    rows = analysis.latest[analysis.latest[measure.column].notna()]
    by_region = rows.groupby("region")[measure.column]
    rows = rows.assign(
        rank=by_region.rank(ascending=False, method="min").astype("Int64"),
        of=by_region.transform("size").astype("Int64"),
    )
    return rows.sort_values(["region", "rank", "country"], kind="stable", ignore_index=True)
