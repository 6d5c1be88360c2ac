"""How many votes moved between parties from one election to the next, and who is whose heir."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers.measures._inputs import numbers, paired, shares


def pedersen(votes_before, votes_after, lineage: Mapping | pd.Series | None = None) -> float:
    r"""Return Pedersen's index of electoral volatility.

    .. math:: V = 100 \cdot \tfrac{1}{2} \sum_i |p_{i,t} - p_{i,t-1}|

    The net share of the votes that changed parties: what the winners won.

    Parameters
    ----------
    votes_before, votes_after : array-like or pandas.Series
        Votes of each party in two elections, as counts or shares: each side is divided by its own
        sum. Series have the party's id as index; a party that stood in one election only has no
        votes in the other. (A party that hides in *Others* did stand: see
        `helpers.measures.pedersen_interval`.)
    lineage : mapping or pandas.Series, optional
        The line of each party id, from `lineage`. Parties of one line count as one, so that a new
        name is no new party. An id that it lacks stands for itself.

    Returns
    -------
    float
        Percentage points, from 0 (nothing moved) to 100 (all parties are new). NaN if a figure is
        unknown.

    Raises
    ------
    ValueError
        If a number is negative, one side is all zero, arrays differ in length, or `lineage` is
        given without two Series.

    References
    ----------
    Pedersen, M. N. (1979), The dynamics of European party systems: changing patterns of electoral
    volatility, European Journal of Political Research 7(1), 1-26.

    Examples
    --------
    A gains 10 points, B loses 20, the new party C wins 10: half of 40.

    >>> before = pd.Series({"A": 50, "B": 50})
    >>> round(pedersen(before, pd.Series({"A": 60, "B": 30, "C": 10})), 9)
    20.0

    If C is B by another name, only 10 points moved.

    >>> after = pd.Series({"A": 60, "C": 40})
    >>> round(pedersen(before, after, lineage={"C": "B"}), 9)
    10.0
    """
    names = ("votes before", "votes after")
    if lineage is not None:
        votes_before = by_lineage(votes_before, lineage)
        votes_after = by_lineage(votes_after, lineage)
    before, after = paired(votes_before, votes_after, names, absent=0)
    difference = shares(after, names[1]) - shares(before, names[0])
    return 100 * float(np.abs(difference).sum() / 2)


def lineage(parties: pd.DataFrame) -> pd.Series:
    """Return the line of each party: the id of its oldest known predecessor.

    Parameters
    ----------
    parties : pandas.DataFrame
        The table ``parties``, or any with ``party_id`` and ``successor_of`` (the predecessor's
        ``party_id``, missing for a party that follows none). Ids may repeat.

    Returns
    -------
    pandas.Series
        The first id of the line, by ``party_id``, which is unique and sorted.

    Raises
    ------
    ValueError
        If a party is said to follow two others, or a party follows itself by any way round.

    Examples
    --------
    >>> lineage(pd.DataFrame({
    ...     "party_id": ["amanat", "nur-otan", "otan"],
    ...     "successor_of": ["nur-otan", "otan", None],
    ... }))
    party_id
    amanat      otan
    nur-otan    otan
    otan        otan
    Name: lineage, dtype: str
    """
    links = parties.dropna(subset=["party_id", "successor_of"])
    links = links[["party_id", "successor_of"]].drop_duplicates()
    if (twice := links["party_id"].duplicated()).any():
        party = links.loc[twice, "party_id"].iloc[0]
        raise ValueError(
            f"The party {party!r} follows more than one party; name one in successor_of."
        )
    predecessor = dict(zip(links["party_id"], links["successor_of"], strict=True))

    def first_of_line(party):
        seen = {party}
        while party in predecessor:
            party = predecessor[party]
            if party in seen:
                raise ValueError(
                    f"The party {party!r} is its own successor by way of successor_of; "
                    "leave the oldest party's empty."
                )
            seen.add(party)
        return party

    ids = sorted(parties["party_id"].dropna().unique())
    return pd.Series(
        [first_of_line(party) for party in ids],
        index=pd.Index(ids, dtype="str", name="party_id"),
        dtype="str",
        name="lineage",
    )


def by_lineage(votes: pd.Series, lineage: Mapping | pd.Series) -> pd.Series:
    """Add up the votes of the parties of one line.

    Parameters
    ----------
    votes : pandas.Series
        Votes by party id.
    lineage : mapping or pandas.Series
        As in `pedersen`.

    Returns
    -------
    pandas.Series
        Floats by line; NaN if one of the line's parties is unknown.

    Raises
    ------
    ValueError
        If `votes` is no Series.

    Examples
    --------
    >>> by_lineage(pd.Series({"A": 5, "B": 3, "C": 2}), {"C": "B"})
    A    5.0
    B    5.0
    dtype: float64
    """
    if not isinstance(votes, pd.Series):
        raise ValueError("A lineage needs votes as Series with the party's id as index.")
    floats = pd.Series(numbers(votes, "votes"), votes.index)
    return floats.groupby([lineage.get(party, party) for party in votes.index]).sum(skipna=False)
