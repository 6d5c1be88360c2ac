"""Sentences that compare a country with others, on any share that is known once an election."""

from __future__ import annotations

import pandas as pd

from helpers.analyses.peers import MAX_YEARS
from helpers.sentences import words

#: Fewest countries whose median says something of a region.
FEWEST_FOR_MEDIAN = 4


def name_of(region: str | None) -> str:
    """Say what the peers are: ``"countries of Central Asia"``, or else ``"chosen countries"``.

    Parameters
    ----------
    region : str or None
        As :func:`helpers.analyses.peers.whole_region` returns it.
    """
    if region is None:
        return "chosen countries"
    return f"countries of {words.the_region(region)}"


def say_comparison(mine: float, others: pd.DataFrame, region: str | None, measure: str) -> str:
    """Compare a country's share with those of its peers.

    Parameters
    ----------
    mine : float
        The country's share, in [0, 1].
    others : DataFrame
        As :func:`helpers.analyses.peers.nearest` returns them.
    region : str or None
        As for :func:`name_of`.
    measure : str
        What the share is, as a noun: ``"turnout"``.

    Returns
    -------
    str
        A sentence.
    """
    peers, peers_are = others[others["is_peer"]], name_of(region)
    within = f"within {words.number(MAX_YEARS)} years"
    if peers.empty:
        peer = peers_are.replace("countries", "country", 1)
        return words.sentence(f"No other {peer} has a known {measure} {within}")
    if len(peers) == 1:
        only = peers.iloc[0]
        return words.sentence(
            f"In {words.the_country(only['country'])}, the only one of the other {peers_are} with "
            f"a known {measure} {within}, it was {_than(only['share'], mine)}: "
            f"{_share_text(only)} in {only['when']}"
        )
    if len(peers) == 2:
        each = [
            f"{_share_text(row)} in {words.the_country(row['country'])} ({row['when']})"
            for _, row in peers.iloc[::-1].iterrows()
        ]
        place = _place_among(mine, peers["share"]).replace(" in both of them", " in both")
        return words.sentence(
            f"In the two other {peers_are} with a known {measure} {within}, it was "
            f"{words.listing(each)}: {place}"
        )
    ends = [
        f"{_share_text(row)} ({words.the_country(row['country'])}, {row['when']})"
        for row in (peers.iloc[-1], peers.iloc[0])
    ]
    return words.sentence(
        f"Among the {words.number(len(peers))} other {peers_are} with a known {measure} "
        f"{within}, it was between {ends[0]} and {ends[1]}: "
        f"{_place_among(mine, peers['share'])}{_median(peers)}"
    )


def say_place(mine: float, others: pd.DataFrame, measure: str) -> str:
    """Compare a country's share with those of the whole archive.

    Parameters
    ----------
    mine, others, measure
        As for :func:`say_comparison`.

    Returns
    -------
    str
        A sentence; empty where the archive holds no more than the peers.
    """
    if len(others) <= max(int(others["is_peer"].sum()), FEWEST_FOR_MEDIAN - 1):
        return ""
    return words.sentence(
        f"Among all {words.number(len(others))} other countries with a known {measure} within "
        f"{words.number(MAX_YEARS)} years, it was {_place_among(mine, others['share'])}"
        f"{_median(others)}"
    )


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
        As :func:`helpers.analyses.peers.nearest` returns them, with one row or more.
    measure : str
        As for :func:`say_comparison`.
    """
    than = [_than(share, mine["share"]) for share in others["share"]]
    own, n = words.the_country(mine["country"]), len(others)
    if n == 1:
        # A country alone is named: nobody can tell which it was.
        every = words.the_country(others["country"].iloc[0])
    else:
        every = "both other countries" if n == 2 else f"all {words.number(n)} other countries"
    # One's own share is the subject where all others are on one side of it.
    if than.count("higher") == n:
        return f"{measure} in {own} was lower than in {every}"
    if than.count("lower") == n:
        return f"{measure} in {own} was higher than in {every}"
    if than.count("the same") == n:
        return f"{measure} in {own} was the same as in {every}"
    where = words.of_total(than.count("higher"), n, "other country")
    return f"{measure} was higher in {where} than in {own}"


def listed(mine: pd.Series, others: pd.DataFrame) -> str:
    """List the country's share and its peers', and the median of the others, for an alt text."""
    peers = others[others["is_peer"]]
    shares = [
        f"{words.the_country(row['country'])} {_share_text(row)} in {row['when']}"
        for row in (mine, *[row for _, row in peers.iterrows()])
    ]
    text = f"{words.capital('; '.join(shares))}."
    if len(others) < FEWEST_FOR_MEDIAN:
        return text
    median = words.percent(others["share"].astype(float).median())
    return f"{text} Median of {words.count(len(others), 'other country')}: {median}."


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
