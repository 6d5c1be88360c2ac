"""How many votes moved between parties from one election to the next, and who is whose heir."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


def volatility_parts(votes_before, votes_after, lineage: Mapping | pd.Series | None = None):
    r"""Return Pedersen's index in two parts: entry and exit of parties, and switching.

    .. math:: V = \underbrace{\tfrac{1}{2} \sum_{new} p_{i,t} + \tfrac{1}{2} \sum_{old}
              p_{i,t-1}}_{\text{entry and exit}} + \underbrace{\tfrac{1}{2} \sum_{both}
              |p_{i,t} - p_{i,t-1}|}_{\text{switching}}

    Parameters
    ----------
    votes_before, votes_after, lineage
        As in `pedersen`, from which nothing may be unknown.

    Returns
    -------
    entry_and_exit, switching : float
        Percentage points; their sum is `pedersen`. NaN if a figure is unknown.

    Raises
    ------
    ValueError
        As `pedersen`.

    References
    ----------
    Powell, E. N. and Tucker, J. A. (2014), Revisiting electoral volatility in post-communist
    countries: new data, new results and new approaches, British Journal of Political Science
    44(1), 123-147, where they are types A and B.

    Examples
    --------
    The new party C has 10 points, half of which counts; A gains 10 and B loses 20.

    >>> before = pd.Series({"A": 50, "B": 50})
    >>> parts = volatility_parts(before, pd.Series({"A": 60, "B": 30, "C": 10}))
    >>> [round(part, 9) for part in parts]
    [5.0, 15.0]
    """
    names = ("votes before", "votes after")
    if lineage is not None:
        votes_before = by_lineage(votes_before, lineage)
        votes_after = by_lineage(votes_after, lineage)
    before, after = paired(votes_before, votes_after, names, absent=0)
    p, q = shares(before, names[0]), shares(after, names[1])
    if np.isnan(p).any() or np.isnan(q).any():
        return float("nan"), float("nan")
    moved = np.abs(q - p)
    stable = (p > 0) & (q > 0)
    return 50 * float(moved[~stable].sum()), 50 * float(moved[stable].sum())


def lineage(parties: pd.DataFrame) -> pd.Series:
    """Return the main line of each party: the oldest party that it continues.

    A party that continues several (a merger, or a bloc of parties) is of the line of the first
    that is named; see `lines_between` for the volatility, which counts all of them.

    Parameters
    ----------
    parties : pandas.DataFrame
        Columns ``party_id`` and ``successor_of`` (the predecessors' ``party_id``, separated by
        ``;``; missing for a party that follows none). Ids may repeat.

    Returns
    -------
    pandas.Series
        The first id of the line, by ``party_id``, which is unique and sorted.

    Raises
    ------
    ValueError
        If a party has two lists of predecessors, or follows itself by any way round.

    Examples
    --------
    >>> lineage(pd.DataFrame({
    ...     "party_id": ["amanat", "nur-otan", "otan", "asar"],
    ...     "successor_of": ["nur-otan", "otan;asar", None, None],
    ... }))
    party_id
    amanat      otan
    asar        asar
    nur-otan    otan
    otan        otan
    Name: lineage, dtype: str
    """
    before = _predecessors(parties)

    def oldest(party: str) -> str:
        while party in before:
            party = before[party][0]
        return party

    ids = sorted(parties["party_id"].dropna().unique())
    return pd.Series(
        [oldest(party) for party in ids],
        index=pd.Index(ids, dtype="str", name="party_id"),
        dtype="str",
        name="lineage",
    )


def lines_between(
    before: Iterable[str], after: Iterable[str], parties: pd.DataFrame
) -> dict[str, str]:
    """Return the lines by which two elections' parties belong together.

    A party of the later election belongs with each party of the earlier one that it continues, at
    any remove, unless that one stood again itself. So a merger is compared with the sum of those
    that merged, while the same two parties are apart in elections where they stood against each
    other. A party that went back to an older name is found by the same links.

    Parameters
    ----------
    before, after : iterable of str
        Ids of the parties that stood in each election.
    parties : pandas.DataFrame
        As in `lineage`.

    Returns
    -------
    dict of str to str
        The line of each id, for `pedersen` and `by_lineage`: the first of the ids that belong
        together, in the order of the alphabet.

    Raises
    ------
    ValueError
        As `lineage`.

    Examples
    --------
    >>> parties = pd.DataFrame({
    ...     "party_id": ["reds", "greens", "red-green"],
    ...     "successor_of": [None, None, "reds;greens"],
    ... })
    >>> lines_between(["reds", "greens", "blues"], ["red-green", "blues"], parties)
    {'blues': 'blues', 'greens': 'greens', 'red-green': 'greens', 'reds': 'greens'}
    """
    predecessors = _predecessors(parties)
    earlier, later = sorted(set(before)), sorted(set(after))
    ancestors = {party: _ancestors(party, predecessors) for party in {*earlier, *later}}
    line = {party: party for party in sorted({*earlier, *later})}

    def root(party: str) -> str:
        while line[party] != party:
            party = line[party]
        return party

    for old in earlier:
        if old in later:
            continue
        for new in later:
            # The new name of an old party; or an old name that was taken up again.
            if old in ancestors[new] or (new in ancestors[old] and new not in earlier):
                first, second = sorted((root(old), root(new)))
                line[second] = first
    return {party: root(party) for party in line}


def _predecessors(parties: pd.DataFrame) -> dict[str, list[str]]:
    """Return whom each party continues, refusing what cannot be."""
    links = parties.dropna(subset=["party_id", "successor_of"])
    links = links[["party_id", "successor_of"]].drop_duplicates()
    if (twice := links["party_id"].duplicated()).any():
        party = links.loc[twice, "party_id"].iloc[0]
        raise ValueError(
            f"The party {party!r} has two lists of predecessors; give it the same successor_of in "
            "every row, several predecessors separated by a semicolon."
        )
    found = {}
    for party, listed in zip(links["party_id"], links["successor_of"], strict=True):
        named = [each.strip() for each in listed.split(";") if each.strip()]
        if named:
            found[party] = named
    for party in found:
        if party in _ancestors(party, found):
            raise ValueError(
                f"The party {party!r} is its own successor by way of successor_of; "
                "leave the oldest party's empty."
            )
    return found


def _ancestors(party: str, predecessors: Mapping[str, list[str]]) -> set[str]:
    """Return everyone whom a party continues, at any remove."""
    found: set[str] = set()
    waiting = list(predecessors.get(party, ()))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += predecessors.get(each, ())
    return found


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
