"""A country compared with others: each at its election nearest in time, three years away at most.

Works on any share that is known once an election: turnout, women's share of the seats.
"""

from __future__ import annotations

import pandas as pd

from helpers.analyses import words

#: Elections further apart than this are not compared: other things have changed in between.
MAX_YEARS = 3

#: Fewest countries whose median says something of a region.
FEWEST_FOR_MEDIAN = 4


def name_of(peers: tuple[str, ...], elections: pd.DataFrame, iso3: str, region: str | None) -> str:
    """Say what the peers are: ``"countries of Central Asia"``, or else ``"chosen countries"``.

    Parameters
    ----------
    peers : tuple of str
        ISO 3166 alpha-3 codes.
    elections : DataFrame
        The table ``elections``.
    iso3, region : str
        The country that they are compared with, and its region.
    """
    in_region = set(elections.loc[elections["region"].eq(region).fillna(False), "iso3"]) - {iso3}
    is_region = region is not None and set(peers) == in_region
    if not is_region:
        return "chosen countries"
    return f"countries of the {region}" if region == "Caribbean" else f"countries of {region}"


def nearest(
    known: pd.DataFrame, day: pd.Timestamp | None, iso3: str, peers: tuple[str, ...]
) -> pd.DataFrame:
    """Return of each other country the row that is nearest to a day.

    Parameters
    ----------
    known : DataFrame
        A row per election, with ``iso3``, ``country``, ``date`` and a known ``share``.
    day : Timestamp or None
        The day to compare with; without one, nothing is near.
    iso3 : str
        The country that is compared, left out.
    peers : tuple of str
        ISO 3166 alpha-3 codes of its peers.

    Returns
    -------
    DataFrame
        A row per country with an election within :data:`MAX_YEARS`, the highest share first, with
        ``is_peer`` and ``when`` (the year). Of two elections as near as each other, the later.
    """
    rows = known[known["iso3"].ne(iso3) & known["date"].notna()]
    if day is None:
        rows = rows.head(0)
    rows = rows.assign(
        is_peer=rows["iso3"].isin(peers),
        when=rows["date"].dt.strftime("%Y"),
        days_apart=(rows["date"] - (day or pd.Timestamp(0))).abs(),
    )
    rows = rows[rows["days_apart"] <= pd.Timedelta(days=365.25 * MAX_YEARS)]
    rows = rows.sort_values(["days_apart", "date"], ascending=[True, False], kind="stable")
    return (
        rows.drop_duplicates("iso3")
        .sort_values(["share", "country"], ascending=[False, True], kind="stable")
        .reset_index(drop=True)
    )


def sentences(
    mine: float,
    others: pd.DataFrame,
    peers_are: str,
    measure: str,
) -> list[str]:
    """Compare a country's share with those of its peers and of the whole archive.

    Parameters
    ----------
    mine : float
        The country's share, in [0, 1].
    others : DataFrame
        As :func:`nearest` returns them.
    peers_are : str
        As :func:`name_of` returns it.
    measure : str
        What the share is, as a noun: ``"turnout"``.

    Returns
    -------
    list of str
        A sentence on the peers, and one on the archive if that holds more than the peers.
    """
    peers = others[others["is_peer"]]
    within = f"within {words.number(MAX_YEARS)} years"
    said = []
    if peers.empty:
        said.append(f"The archive has no {measure} {within} of other {peers_are} to compare with")
    elif len(peers) == 1:
        only = peers.iloc[0]
        said.append(
            f"In {words.the_country(only['country'])}, the only one of the other {peers_are} with "
            f"a known {measure} {within}, it was {_than(only['share'], mine)}: "
            f"{_share_text(only)} in {only['when']}"
        )
    else:
        ends = [
            f"{_share_text(row)} ({words.the_country(row['country'])}, {row['when']})"
            for row in (peers.iloc[-1], peers.iloc[0])
        ]
        said.append(
            f"Among the {words.number(len(peers))} other {peers_are} with a known {measure} "
            f"{within}, it was between {ends[0]} and {ends[1]}: "
            f"{_place_among(mine, peers['share'])}{_median(peers)}"
        )
    if len(others) > max(len(peers), FEWEST_FOR_MEDIAN - 1):
        said.append(
            f"Among all {words.number(len(others))} other countries with a known {measure} "
            f"{within}, it was {_place_among(mine, others['share'])}{_median(others)}"
        )
    return [words.sentence(text) for text in said]


def _median(rows: pd.DataFrame) -> str:
    """Return the median of so many countries, to follow a sentence; empty if they are too few."""
    if len(rows) < FEWEST_FOR_MEDIAN:
        return ""
    median = words.percent(rows["share"].astype(float).median())
    return f"; the median is {median} (n = {len(rows)})"


def years_spread(others: pd.DataFrame, moment: str = "at its election nearest in time") -> str:
    """Say from which years the others' shares are; empty if there are none."""
    if others.empty:
        return ""
    first, last = others["date"].dt.year.min(), others["date"].dt.year.max()
    years = f"in {first}" if first == last else f"from {first} to {last}"
    return words.sentence(f"Each other country is shown {moment}, {years}")


def headline(mine: pd.Series, others: pd.DataFrame, measure: str) -> str:
    """Say how many other countries had a higher share than this one.

    Parameters
    ----------
    mine : Series
        The country: ``country``, ``when``, ``share``.
    others : DataFrame
        As :func:`nearest` returns them, with one row or more.
    measure : str
        As for :func:`sentences`.
    """
    higher = sum(_than(share, mine["share"]) == "higher" for share in others["share"])
    all_of = {1: "the one other country", 2: "both other countries"}
    if higher == 0:
        where = all_of.get(len(others), f"any of {words.number(len(others))} other countries")
        where = {"both other countries": "either of two other countries"}.get(where, where)
        return f"{measure} was no higher in {where} than in {words.the_country(mine['country'])}"
    if higher == len(others):
        where = all_of.get(higher, f"all {words.number(higher)} other countries")
    else:
        where = words.of_total(higher, len(others), "other country")
    return f"{measure} was higher in {where} than in {words.the_country(mine['country'])}"


def listed(mine: pd.Series, others: pd.DataFrame) -> str:
    """List the country's share, its peers' and the median of all others, for an alt text."""
    peers = others[others["is_peer"]]
    told = [
        f"{words.the_country(row['country'])} {_share_text(row)} in {row['when']}"
        for row in (mine, *[row for _, row in peers.iterrows()])
    ]
    median = words.percent(others["share"].astype(float).median())
    all_others = words.count(len(others), "other country")
    return f"{words.capital('; '.join(told))}. Median of {all_others}: {median}."


def _share_text(row: pd.Series) -> str:
    return words.qualified(words.percent(row["share"]), row.get("qualifier"))


def _than(theirs: float, mine: float) -> str:
    """Compare two shares as they look in per cent with one decimal."""
    if round(theirs * 100, 1) == round(mine * 100, 1):
        return "the same"
    return "higher" if theirs > mine else "lower"


def _place_among(mine: float, theirs: pd.Series) -> str:
    """Say in how many countries the share was higher, and in how many lower."""
    than = theirs.map(lambda share: _than(share, mine)).value_counts()
    counted = [(how, than[how]) for how in ("higher", "lower", "the same") if how in than]
    if len(counted) == 1:
        how, number = counted[0]
        return f"{how} in {'both' if number == 2 else 'all'} of them"
    return words.listing(f"{how} in {words.number(number)}" for how, number in counted)
