"""Every index of every election as data, for the table ``indices``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

import numpy as np
import pandas as pd

from helpers.analyses.chambers import Chamber, chamber, with_doubts
from helpers.analyses.contests import Contest, Reason, contest, gaps, indices
from helpers.analyses.elections import choose, preferred, seat_rows, vote_rows
from helpers.analyses.rules import rules_of
from helpers.analyses.turnout import all_rounds, first_rounds, with_statements
from helpers.analyses.women_shares import at_elections

#: Decimals of the values: more than any source has, and the same on every machine.
_DECIMALS = 4

_FIRST_YEAR, _LAST_YEAR = 1, 9999

#: Below this number of elections, starting other processes costs more than it saves.
_MIN_FOR_PROCESSES = 100


def rows(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict]:
    """Yield the rows of the table ``indices``, their notes as data.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The other tidy tables.

    Yields
    ------
    dict
        ``election_id``, ``measure``, ``basis``, ``value`` (None unless the figures are complete),
        ``low``, ``high`` (None if there is no limit) and ``reasons`` (why it is not exact, a tuple
        of :class:`~helpers.analyses.contests.Reason`). Shares are in per cent, indices of
        disproportionality and volatility in percentage points.
    """
    houses = list(_by_house(tables))
    if len(tables["elections"]) > _MIN_FOR_PROCESSES:
        with ProcessPoolExecutor() as pool:
            found = list(pool.map(_of_house, houses, chunksize=8))
    else:
        found = map(_of_house, houses)
    yield from chain.from_iterable(found)
    yield from _of_turnout(tables)
    yield from _of_women(tables)


#: Tables with a row or several for each election.
_BY_ELECTION = ("elections", "seats", "votes", "members", "turnout", "rules")

#: Tables with the country alone.
_BY_COUNTRY = ("parties", "women_by_year")


def _by_house(
    tables: Mapping[str, pd.DataFrame],
) -> Iterator[tuple[tuple[str, str], dict[str, pd.DataFrame]]]:
    """Yield each house with its rows of the tables, so that no table is searched twice."""
    elections = tables["elections"].dropna(subset=["house", "first_date"])
    house = elections.set_index("election_id")[["iso3", "house"]].agg(tuple, axis="columns")
    split = {
        name: dict(iter(tables[name].groupby(tables[name]["election_id"].map(house))))
        for name in _BY_ELECTION
    }
    of_country = {name: dict(iter(tables[name].groupby("iso3"))) for name in _BY_COUNTRY}
    for key in sorted(split["elections"]):
        own = {name: split[name].get(key, tables[name].iloc[:0]) for name in _BY_ELECTION}
        of_iso3 = {
            name: rows.get(key[0], tables[name].iloc[:0]) for name, rows in of_country.items()
        }
        yield key, {**own, **of_iso3}


def houses_and_contests(
    chosen: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> tuple[tuple[Chamber | None, ...], tuple[Contest | None, ...]]:
    """Return what each election of a house made, and its votes against its seats.

    Parameters
    ----------
    chosen : DataFrame
        Elections of one house, as :func:`helpers.analyses.elections.choose` gives them.
    tables : mapping of str to DataFrame
        ``seats``, ``votes``, ``members``, ``turnout``, ``parties``, ``rules``, ``women_by_year``.
    """
    seats = seat_rows(tables["seats"], tables["parties"], chosen)
    votes = vote_rows(tables["votes"], tables["parties"], chosen)
    members, turnout = (
        preferred(tables[name], chosen["election_id"]) for name in ("members", "turnout")
    )
    houses, contests = [], []
    for _, election in chosen.iterrows():
        rules = rules_of(tables["rules"], election["election_id"])
        house = chamber(election, seats, members, rules)
        houses.append(house)
        contests.append(contest(house, seats, votes, turnout, rules))
    return with_doubts(houses, _counted(chosen, tables["women_by_year"])), tuple(contests)


def _counted(chosen: pd.DataFrame, women_by_year: pd.DataFrame) -> set[tuple[int, int]]:
    """Return the years in which another source counts the members of the lower house."""
    lower = chosen.loc[chosen["house"] == "LC", "iso3"]
    rows = women_by_year[women_by_year["iso3"].isin(lower) & women_by_year["members"].notna()]
    return set(zip(rows["year"].astype(int), rows["members"].astype(int), strict=True))


def _of_house(house: tuple[tuple[str, str], dict[str, pd.DataFrame]]) -> list[dict]:
    (iso3, code), tables = house
    chosen = choose(tables["elections"], iso3, code, _FIRST_YEAR, _LAST_YEAR)
    houses, contests = houses_and_contests(chosen, tables)
    found = indices(chosen, houses, contests, tables["parties"])
    by_id = {
        election_id: both
        for election_id, *both in zip(chosen["election_id"], houses, contests, strict=True)
    }
    return [
        _row(
            row["election_id"],
            row["measure"],
            row["basis"],
            row["low"],
            row["high"],
            gaps(row["measure"], *by_id[row["election_id"]]),
        )
        for row in found.to_dict("records")
    ]


def _row(
    election_id: str,
    measure: str,
    basis: str,
    low: float,
    high: float,
    reasons: Sequence[Reason] = (),
) -> dict:
    """Return a row, exact if both ends are the same with the decimals that are kept."""
    least, most = (
        round(float(end), _DECIMALS) if np.isfinite(end) else None for end in (low, high)
    )
    exact = least == most
    return {
        "election_id": election_id,
        "measure": measure,
        "basis": basis,
        "value": least if exact else None,
        "low": least,
        "high": most,
        "reasons": tuple(reasons) if not exact or measure in ("enep", "enpp") else (),
    }


def _of_turnout(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict]:
    everywhere = all_rounds(tables["elections"], tables["turnout"])
    rounds = first_rounds(with_statements(everywhere, tables["statements"]))
    for row in rounds.to_dict("records"):
        for measure, share in (("turnout", row["share"]), ("invalid_share", row["invalid"])):
            if pd.isna(share):
                continue
            value = 100 * float(share)
            qualifier = row["qualifier"] if measure == "turnout" else pd.NA
            record = _row(row["election_id"], measure, "all", value, value)
            if not pd.isna(qualifier):
                record |= {"value": None, "reasons": (Reason(qualifier),)}
                record |= {"at_least": {"high": 100.0}, "at_most": {"low": 0.0}}.get(qualifier, {})
            yield record


def _of_women(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict]:
    names = ("elections", "members", "seats", "parties", "women_by_year", "rules")
    shares = at_elections(*(tables[name] for name in names))
    for row in shares[shares["share"].notna()].to_dict("records"):
        value = 100 * float(row["share"])
        yield _row(row["election_id"], "women_share", "all", value, value)
