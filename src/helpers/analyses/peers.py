"""A country compared with others: each at its election nearest in time, three years away at most.

Works on any share that is known once an election: turnout, women's share of the seats.
"""

from __future__ import annotations

import pandas as pd

#: Elections further apart than this are not compared: other things have changed in between.
MAX_YEARS = 3


def whole_region(
    peers: tuple[str, ...], elections: pd.DataFrame, iso3: str, region: str | None
) -> str | None:
    """Return the region that the peers are, or None if they were chosen otherwise.

    Parameters
    ----------
    peers : tuple of str
        ISO 3166 alpha-3 codes.
    elections : DataFrame
        The table ``elections``; countries without a row there are not compared.
    iso3, region : str
        The country that they are compared with, and its region.
    """
    in_region = set(elections.loc[elections["region"].eq(region).fillna(False), "iso3"]) - {iso3}
    compared = set(peers) & set(elections["iso3"])
    return region if region is not None and compared == in_region else None


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
