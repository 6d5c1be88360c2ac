"""The latest election of every country side by side: for the notebook ``overview``.

Frames in, frames and sentences out. Three measures, each a share in [0, 1]: what the largest party
holds of the house, turnout, and what women hold of the seats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.analyses import elections as el
from helpers.analyses import words
from helpers.analyses.chambers import PARTY_KINDS, Chamber, chamber, with_doubts
from helpers.analyses.rules import rules_of
from helpers.analyses.turnout import all_rounds, first_rounds, with_statements
from helpers.analyses.women_shares import at_elections

#: Tables that :func:`survey` needs.
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

HOUSES = {"LC": "lower or single house", "UC": "upper house"}

#: Fewest elections that make a series.
SERIES = 3


@dataclass(frozen=True)
class Measure:
    """One of the three measures: what a chart and a sentence call it.

    Parameters
    ----------
    column, page : str
        Its column in the frames, a share in [0, 1], and the column of the page that tells it.
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
class Survey:
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
        (name; several in a tie), ``largest_seats``, ``largest_share``, ``largest_low`` (the share
        if the table misses as many seats as the election before suggests; else the same),
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
        return [one for one in MEASURES if self.latest[one.column].notna().any()]

    @property
    def followed(self) -> list[str]:
        """Countries (ISO 3166 alpha-3) with a series, in the order of `latest`."""
        known = self.series[[one.column for one in MEASURES]].notna().any(axis="columns")
        counts = self.series[known].groupby("iso3").size()
        return [iso3 for iso3 in self.latest["iso3"] if counts.get(iso3, 0) >= SERIES]


def survey(
    tables: Mapping[str, pd.DataFrame], house: str, since: int, until: int, year: int
) -> Survey:
    """Gather the latest election of every country.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tidy tables named in :data:`TABLES`.
    house : str
        LC or UC.
    since, until : int
        First and last year of the elections that count.
    year : int
        The latest election of each country is the last one up to this year.
    """
    series = _series(tables, house, since, until)
    latest = series[series["year"] <= year].drop_duplicates("iso3", keep="last")
    latest = latest.sort_values(["region", "country"], kind="stable", ignore_index=True)
    return Survey(house, since, until, year, latest, series, tables["pages"])


#: What is known of an election's house, with the type that its column has.
_KNOWN = {
    "size": "Int64",
    "size_from": "string",
    "largest": "string",
    "largest_seats": "Int64",
    "largest_share": "Float64",
    "largest_low": "Float64",
    "majority": "boolean",
    "largest_page": "string",
}


def _series(tables: Mapping[str, pd.DataFrame], house: str, since: int, until: int) -> pd.DataFrame:
    elections = tables["elections"]
    own = elections[elections["house"] == house]
    chosen = [el.choose(own, iso3, house, since, until) for iso3 in own["iso3"].unique()]
    chosen = [rows for rows in chosen if len(rows)] or [el.choose(own, "", house, since, until)]
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
    told = el.preferred(tables["seats"], elections["election_id"])["election_id"]
    # Most countries have one election without a table of seats: nothing to read there.
    rows = elections[elections["election_id"].isin(told)]
    houses: tuple[Chamber | None, ...] = ()
    if len(rows):
        seats = el.seat_rows(tables["seats"], tables["parties"], rows)
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
        "largest": words.listing(first["name"]),
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


# --- Rankings and tables --------------------------------------------------------------------------


def ranked(survey: Survey, measure: Measure) -> pd.DataFrame:
    """Rank the countries of each region by a measure.

    Returns
    -------
    DataFrame
        Rows of ``latest`` for which it is known, with ``rank`` (1 the highest in the region; the
        same for equals) and ``of`` (how many are ranked there); regions by name, ranks within.
    """
    rows = survey.latest[survey.latest[measure.column].notna()]
    by_region = rows.groupby("region")[measure.column]
    rows = rows.assign(
        rank=by_region.rank(ascending=False, method="min").astype("Int64"),
        of=by_region.transform("size").astype("Int64"),
    )
    return rows.sort_values(["region", "rank", "country"], kind="stable", ignore_index=True)


def table(survey: Survey) -> pd.DataFrame:
    """Return every number of the report, one row per country, by name."""
    rows = survey.latest.sort_values("country", kind="stable", ignore_index=True)
    exact = rows["turnout_qualifier"].map(
        {"approximate": "about", "at_least": "at least", "at_most": "at most"}
    )
    return pd.DataFrame(
        {
            "Country": rows["country"],
            "Election": rows["first_date"].dt.strftime("%Y-%m-%d"),
            "Seats": rows["size"],
            "Largest party": rows["largest"],
            "Its seats": rows["largest_seats"],
            "Share, %": rows["largest_share"] * 100,
            "Share of": rows["size_from"].where(rows["largest_share"].notna()).map(_SIZES),
            "Turnout, %": rows["turnout"] * 100,
            **({"Turnout is": exact} if exact.notna().any() else {}),
            "Women": rows["women"],
            "Women, %": rows["women_share"] * 100,
        }
    )


_SIZES = {"at stake": "at stake", "members": "members", "table": "listed"}


def places(survey: Survey) -> pd.DataFrame:
    """Return every country's place in its region (``"2 of 5"``) and the pages that tell of it."""
    rows = survey.latest
    frame = pd.DataFrame({"Country": rows["country"], "Region": rows["region"]})
    for measure in MEASURES:
        of = ranked(survey, measure).set_index("iso3")
        place = of["rank"].astype("string") + " of " + of["of"].astype("string")
        frame[measure.name] = rows["iso3"].map(place)
    pages = rows[[measure.page for measure in MEASURES]]
    frame["Pages"] = [", ".join(dict.fromkeys(row[row.notna()])) for _, row in pages.iterrows()]
    return frame.dropna(subset=[measure.name for measure in MEASURES], how="all")


# --- Sentences ------------------------------------------------------------------------------------


def title(survey: Survey) -> str:
    """Return the report's title: in how many of all houses one party has a majority.

    All houses of the archive are counted, also those of which it is not known, so that no part of
    them is picked by what is asked.
    """
    if not survey.has_elections:
        return f"No election to {_A_HOUSE[survey.house]} in these years"
    rows = survey.latest
    if len(rows) == 1:
        only = words.the_country(rows["country"].iloc[0])
        has = {True: "has", False: "does not have"}.get(rows["majority"].iloc[0])
        if has is None:
            return f"Whether one party has a majority in {only} is not known"
        return f"In {only} the largest party {has} more than half of the seats"
    yes, no = int(rows["majority"].sum()), int((~rows["majority"]).sum())
    houses = {"LC": "lower or single house", "UC": "upper house"}[survey.house]
    where = words.of_total(yes, len(rows), houses)
    told = f"One party or alliance won more than half of the seats in {where}"
    parts = [f"none did in {words.number(no)}"] if no else []
    if open_ := len(rows) - yes - no:
        parts.append(f"the data leave {words.number(open_)} open")
    return f"{told}; {words.listing(parts)}" if parts else told


_A_HOUSE = {"LC": "a lower or single house", "UC": "an upper house"}


def summary(survey: Survey) -> list[str]:
    """Return three to five sentences: what is compared, the three measures, what is missing."""
    if not survey.has_elections:
        return [words.sentence(_nothing(survey))]
    told = [_compared(survey), *(_spread(survey, measure) for measure in survey.measures)]
    return [words.sentence(text) for text in [*told, _missing(survey)] if text]


def _nothing(survey: Survey) -> str:
    last = min(survey.until, survey.year)
    if last < survey.since:
        return (
            f"the parameter year ({survey.year}) lies before since ({survey.since}), so that no "
            "election can be the latest one"
        )
    years = words.span(survey.since, last)
    return f"no page of the archive tells of an election to {_A_HOUSE[survey.house]} in {years}"


def _compared(survey: Survey) -> str:
    rows = survey.latest
    first, last = int(rows["year"].min()), int(rows["year"].max())
    if len(rows) == 1:
        only = words.the_country(rows["country"].iloc[0])
        return (
            f"the archive has elections to {_A_HOUSE[survey.house]} of one country only, {only}, "
            f"the latest in {last}"
        )
    houses = {"LC": "lower or single houses", "UC": "upper houses"}[survey.house]
    told = f"the archive has elections to the {houses} of {words.count(len(rows), 'country')}"
    if first == last:
        return f"{told}, the latest of each in {last}"
    told = f"{told}, the latest of each between {first} and {last}"
    middle = int(rows["year"].median())
    return f"{told}, at least half of them in {middle} or later" if first < middle < last else told


#: What is said of one country, and of several.
_SAID = {
    "largest_share": (
        "the largest party holds {} of the seats",
        "the median share of the largest party",
    ),
    "turnout": ("turnout is {}", "median turnout"),
    "women_share": ("women hold {} of the seats", "the median share of women"),
}


def _spread(survey: Survey, measure: Measure) -> str:
    rows = survey.latest[survey.latest[measure.column].notna()]
    shares = rows[measure.column].astype(float)
    of_one, of_several = _SAID[measure.column]
    if len(rows) == 1:
        only = rows.iloc[0]
        told = of_one.format(_share_text(only, measure))
        if len(survey.latest) == 1:
            return told
        return f"{told} in {words.the_country(only['country'])}, the only country where it is known"
    known = f"in the {words.count(len(rows), 'country')} where it is known"
    told = f"{of_several} is {words.percent(shares.median())} {known}"
    low, high = (_at(rows, measure, extreme) for extreme in (shares.min(), shares.max()))
    return told if low == high else f"{told}, from {low} to {high}"


def _share_text(row: pd.Series, measure: Measure) -> str:
    exact = row["turnout_qualifier"] if measure.column == "turnout" else None
    return words.qualified(words.percent(row[measure.column]), exact)


def _at(rows: pd.DataFrame, measure: Measure, share: float) -> str:
    """Return a share with the countries that have it: ``"26 per cent (Latvia, 2022)"``."""
    same = rows[rows[measure.column].astype(float) == share]
    if len(same) > 3:
        return f"{_share_text(same.iloc[0], measure)} ({words.count(len(same), 'country')})"
    names = [f"{words.the_country(row['country'])}, {row['when']}" for _, row in same.iterrows()]
    return f"{_share_text(same.iloc[0], measure)} ({'; '.join(names)})"


_LACKING = {
    "largest_share": "the largest party",
    "turnout": "the turnout",
    "women_share": "the share of women",
}


def _missing(survey: Survey) -> str:
    rows = survey.latest
    unknown = {name: int(rows[column].isna().sum()) for column, name in _LACKING.items()}
    each = [
        f"{name} of {words.number(n) if n < len(rows) else 'any'}"
        for name, n in unknown.items()
        if n
    ]
    if not each:
        return ""
    if len(rows) == 1:
        lacking = words.listing(name for name, n in unknown.items() if n)
        return f"the archive does not tell {lacking}"
    return (
        f"of these {words.number(len(rows))}, the archive does not tell {words.listing(each)}: "
        "the charts leave them out, and the table has a dash"
    )


def notes(survey: Survey) -> list[str]:
    """Return what a reader of the table must know: bases, exactness, other reports."""
    rows = survey.latest
    told = [
        "Largest party: of parties and blocs, not of independents; unknown where a party that the "
        "page does not name may be larger. Women: of the members, on the base that the report on "
        "women's representation explains.",
        "Countries with reports of their own, on seats, turnout and women, lead to them from here.",
    ]
    if rows["size_from"].eq("table").fillna(False).any():
        told.insert(
            1,
            "Share of the seats at stake, of the members, or, where no page prints the size of the "
            "house, of the seats listed, which may miss some.",
        )
    return told
