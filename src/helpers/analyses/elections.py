"""What all analyses share: which elections, which rows of the tables, and which party is which.

Frames in, frames out. A *lineage* is a party with its predecessors and successors: Otan, Nur Otan
and Amanat are one. It is named by the ``party_id`` of its oldest member.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from helpers.analyses.values import known
from helpers.measures.volatility import lineage

#: Order in which rows that are no party follow the parties.
LAST_KINDS = ("independents", "others", "appointed", "vacant", "unstated")

#: An election counts half as much for a country's order of parties as one so many years later.
_HALF_AS_MUCH = 10

_VACANT = re.compile(r"(vacan|unfilled|not filled|to be filled|si[eè]ges? vacant)", re.IGNORECASE)

_BLANK = re.compile(r"(blank|invalid|spoil(t|ed)|null)\b", re.IGNORECASE)


def choose(elections: pd.DataFrame, iso3: str, house: str, since: int, until: int) -> pd.DataFrame:
    """Choose one house's elections in a span of years.

    Parameters
    ----------
    elections : DataFrame
        The table ``elections``.
    iso3, house : str
        ISO 3166 alpha-3 code; LC or UC.
    since, until : int
        Years of the first day of voting, both included.

    Returns
    -------
    DataFrame
        Rows of ``elections`` in order of time, with ``year`` (int), ``time`` (float, the year
        with its fraction) and ``when`` (text: the year, after the month if the house was elected
        twice in it). An election without an id or a date is left out.
    """
    rows = elections[
        (elections["iso3"] == iso3)
        & (elections["house"] == house)
        & elections["first_date"].notna()
        & elections["election_id"].notna()
    ].sort_values("first_date", kind="stable")
    day = rows["first_date"].dt
    twice = day.year.duplicated(keep=False)
    rows = rows.assign(
        year=day.year.astype(int),
        time=day.year + (day.day_of_year - 1) / 365.25,
        when=day.strftime("%B %Y").where(twice, day.strftime("%Y")),
    )
    return rows[rows["year"].between(since, until)].reset_index(drop=True)


#: What a narrative can count of an election as a whole: subjects of statements.
_COUNTED = ("candidates", "candidates_women", "list_seats", "district_seats")


def undisputed(statements: pd.DataFrame, about: list[str]) -> pd.DataFrame:
    """Leave out statements that give several numbers for one thing, and repetitions.

    Parameters
    ----------
    statements : DataFrame
        Rows of this table.
    about : list of str
        Columns that say what a number is of.
    """
    once = statements.drop_duplicates([*about, "value"])
    return once.drop_duplicates(about, keep=False)


def with_statements(elections: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Give elections the counts that only the narrative of a page says.

    Parameters
    ----------
    elections, statements : DataFrame
        The tables of these names.

    Returns
    -------
    DataFrame
        ``elections`` with its unknown candidates filled where a narrative gives an exact number,
        ``list_seats`` and ``district_seats`` from narratives alone (Int64), and ``in_words``
        (bool): whether candidates come from a narrative.
    """
    said = statements[
        statements["subject"].isin(_COUNTED)
        & statements["use"].ne("contradicts")
        & statements[["qualifier", "party", "column", "round"]].isna().all(axis="columns")
    ]
    said = undisputed(said, ["election_id", "subject"])
    wide = said.pivot(index="election_id", columns="subject", values="value")
    wide = wide.reindex(index=elections["election_id"], columns=list(_COUNTED)).astype("Int64")
    wide = wide.set_index(elections.index)
    women, everyone = wide["candidates_women"], wide["candidates"]
    in_words = (elections["candidates_women"].isna() & women.notna()) | (
        elections["candidates"].isna() & everyone.notna()
    )
    return elections.assign(
        candidates=elections["candidates"].fillna(everyone),
        candidates_women=elections["candidates_women"].fillna(women),
        list_seats=wide["list_seats"],
        district_seats=wide["district_seats"],
        in_words=in_words.astype(bool),
    )


def preferred(frame: pd.DataFrame, election_ids: Iterable[str]) -> pd.DataFrame:
    """Return the rows of these elections that are from the page to use."""
    keep = frame["preferred"].fillna(False) & frame["election_id"].isin(list(election_ids))
    return frame[keep.astype(bool)]


# --- Parties --------------------------------------------------------------------------------------


def with_parties(frame: pd.DataFrame, parties: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Add to each row of votes or seats which party it is.

    Parameters
    ----------
    frame : DataFrame
        Rows of one country with ``party``, the name as printed.
    parties : DataFrame
        The table ``parties``.
    iso3 : str
        The country.

    Returns
    -------
    DataFrame
        With ``party_id``, ``name`` (to show), ``kind`` and ``lineage``. A name that ``parties``
        does not list is a party of its own, shown as printed. Vacant seats get the kind
        ``vacant``; blank votes, which some pages list among the parties, are as votes against all.
    """
    known = parties[parties["iso3"] == iso3].drop_duplicates("party").set_index("party")
    printed = frame["party"]
    party_id = printed.map(known["party_id"]).astype("string").fillna(printed)
    kind = printed.map(known["kind"]).astype("string").fillna("party")
    vacant = printed.str.match(_VACANT).fillna(False).astype(bool)
    blank = printed.str.match(_BLANK).fillna(False).astype(bool)
    oldest = lineage(parties[parties["iso3"] == iso3])
    return frame.assign(
        party_id=party_id.astype("string"),
        name=printed.map(known["name"])
        .astype("string")
        .fillna(printed)
        .map(_one_line)
        .astype("string"),
        kind=kind.mask(vacant, "vacant").mask(blank, "against_all").astype("string"),
        lineage=party_id.map(lambda key: oldest.get(key, key)).astype("string"),
    )


def _one_line(text: str) -> str:
    return " ".join(str(text).split())


# --- Seats and votes ------------------------------------------------------------------------------


def seat_rows(seats: pd.DataFrame, parties: pd.DataFrame, elections: pd.DataFrame) -> pd.DataFrame:
    """Return one row per election and party, a column for each number of seats.

    Parameters
    ----------
    seats, parties : DataFrame
        The tables of these names.
    elections : DataFrame
        Elections of one country, as :func:`choose` returns them.

    Returns
    -------
    DataFrame
        ``election_id``, ``party``, ``party_id``, ``name``, ``kind``, ``lineage``; ``total``,
        ``proportional``, ``majority``, ``change``, ``previous``, ``women`` (Int64); ``page``,
        ``line`` and ``status`` of the total, or else of the first number. In the order of the
        page, elections in order of time. What the page does not print is missing.

    Notes
    -----
    Seats of several rounds are added up, unless their sum exceeds the seats at stake: then each
    round's table already holds the one before, and the last is taken.
    """
    rows = preferred(seats, elections["election_id"])
    at_stake = elections.set_index("election_id")["seats_at_stake"]
    rows = _one_table(rows, at_stake)
    columns = ["total", "proportional", "majority", "change", "previous", "women"]
    rows = rows[rows["column"].isin(columns)]
    key = ["election_id", "party"]
    rows = rows.sort_values(["line"], kind="stable")
    numbers = rows.groupby([*key, "column"], sort=False)["seats"].sum(min_count=1).unstack("column")
    numbers = numbers.reindex(columns=columns).astype("Int64")
    # The total first, so that it is the total's line that a reader is sent to.
    first = (
        rows.assign(_other=rows["column"] != "total")
        .sort_values(["_other", "line"], kind="stable")
        .groupby(key, sort=False)[["page", "line", "status"]]
        .first()
    )
    wide = numbers.join(first).reset_index()
    return _ordered(wide, parties, elections)


def _one_table(rows: pd.DataFrame, at_stake: pd.Series) -> pd.DataFrame:
    totals = rows[rows["column"] == "total"]
    rounds = totals.groupby("election_id")["round"].nunique()
    kept = [rows[~rows["election_id"].isin(rounds.index[rounds > 1])]]
    for election_id in rounds.index[rounds > 1]:
        own = rows[rows["election_id"] == election_id]
        filled = totals.loc[totals["election_id"] == election_id, "seats"].sum()
        limit = at_stake.get(election_id)
        if known(limit) and filled > limit:
            own = own[own["round"] == own["round"].max()]
        kept.append(own)
    return pd.concat(kept)


def vote_rows(votes: pd.DataFrame, parties: pd.DataFrame, elections: pd.DataFrame) -> pd.DataFrame:
    """Return one row per election and party with its votes.

    Parameters
    ----------
    votes, parties : DataFrame
        The tables of these names.
    elections : DataFrame
        Elections of one country, as :func:`choose` returns them.

    Returns
    -------
    DataFrame
        ``election_id``, ``party``, ``party_id``, ``name``, ``kind``, ``lineage``, ``round``,
        ``votes`` (Int64), ``pct`` (Float64), ``candidates`` (Int64), ``page``, ``line``; of the
        first round with votes, where every party still stands.
    """
    rows = preferred(votes, elections["election_id"])
    rows = rows[rows["votes"].notna() | rows["pct"].notna()]
    first = rows.groupby("election_id")["round"].transform("min")
    rows = rows[(rows["round"] == first).fillna(True).astype(bool)]
    rows = rows.sort_values("line", kind="stable")
    columns = ["party", "round", "votes", "pct", "candidates", "page", "line"]
    return _ordered(rows[["election_id", *columns]], parties, elections)


def _ordered(rows: pd.DataFrame, parties: pd.DataFrame, elections: pd.DataFrame) -> pd.DataFrame:
    iso3 = elections["iso3"].iloc[0] if len(elections) else ""
    place = {election: i for i, election in enumerate(elections["election_id"])}
    rows = with_parties(rows, parties, iso3)
    rows = rows.assign(_place=rows["election_id"].map(place))
    return (
        rows.sort_values(["_place", "line"], kind="stable")
        .drop(columns="_place")
        .reset_index(drop=True)
    )


def country_order(
    seats: pd.DataFrame, parties: pd.DataFrame, elections: pd.DataFrame, iso3: str
) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """Return what decides a country's colours, whatever years and house a report is about.

    Parameters
    ----------
    seats, parties, elections : DataFrame
        The tables of these names, whole.
    iso3 : str
        The country.

    Returns
    -------
    lineages : list of str
        By their shares of seats, added up over the country's elections, the largest first. The
        later elections count more, so that colours go to parties that readers meet.
    kinds : dict of str to str
        Kind of each lineage.
    conventional : dict of str to str
        The colour, by its name, that a lineage is known by; of those that have one.
    """
    own = elections[(elections["iso3"] == iso3) & elections["election_id"].notna()]
    own = own.sort_values("first_date", kind="stable")
    rows = seat_rows(seats, parties, own)
    rows = rows[rows["total"].fillna(0) > 0]
    shares = (rows["total"] / rows.groupby("election_id")["total"].transform("sum")).astype(float)
    year = rows["election_id"].map(own.set_index("election_id")["first_date"].dt.year)
    counts = 0.5 ** ((year.max() - year.fillna(year.min())).astype(float) / _HALF_AS_MUCH)
    weight = (shares * counts).groupby(rows["lineage"]).sum()
    lineages = list(weight.sort_index().sort_values(ascending=False, kind="stable").index)
    last = rows.drop_duplicates("lineage", keep="last").set_index("lineage")
    colours = parties[parties["iso3"] == iso3].set_index("party")["colour"]
    known = rows.assign(colour=rows["party"].map(colours)).dropna(subset=["colour"])
    conventional = known.drop_duplicates("lineage", keep="last").set_index("lineage")["colour"]
    return lineages, last["kind"].to_dict(), conventional.to_dict()
