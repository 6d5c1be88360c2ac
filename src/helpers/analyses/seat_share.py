"""The analysis of ``notebooks/seat_share.ipynb``: who holds a house, how votes became seats.

:func:`study` computes everything for one set of parameters, once; each ``say_…`` makes the
sentences of one section from it. A section without data says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.analyses import chambers as ch
from helpers.analyses import contests as co
from helpers.analyses import elections as el
from helpers.analyses import words
from helpers.measures.allocation import FORMULAS

#: Formulas as they stand in a sentence.
FORMULA_NAMES = {
    "dhondt": "the D'Hondt formula",
    "sainte_lague": "the Sainte-Laguë formula",
    "hare": "largest remainders with the Hare quota",
    "droop": "largest remainders with the Droop quota",
}

#: Section -> its measures, keys of :data:`helpers.analyses.contests.MEASURES`.
GROUPS = {
    "How proportional": ("gallagher", "loosemore_hanby", "sainte_lague"),
    "How many parties": ("enep", "enpp"),
    "How volatile": ("pedersen",),
}


@dataclass(frozen=True)
class Study:
    """All that one report on seats says and shows.

    Parameters
    ----------
    country : str
        Name to show.
    elections : DataFrame
        The house's elections in the span, as :func:`helpers.analyses.elections.choose` gives them.
    seats, votes : DataFrame
        Their rows, as ``seat_rows`` and ``vote_rows`` of the same module give them.
    houses, contests : tuple
        For each election its :class:`~helpers.analyses.chambers.Chamber` and its
        :class:`~helpers.analyses.contests.Contest`, or None.
    position : int or None
        Which election the report is about; None if there is none.
    pages : DataFrame
        The table ``pages``.
    order : tuple
        What :func:`helpers.analyses.elections.country_order` gives, for the colours.
    label_share, threshold : float
        Shares in [0, 1].
    formula : str
        A key of :data:`FORMULA_NAMES`.
    """

    country: str
    elections: pd.DataFrame
    seats: pd.DataFrame
    votes: pd.DataFrame
    houses: tuple[ch.Chamber | None, ...]
    contests: tuple[co.Contest | None, ...]
    position: int | None
    pages: pd.DataFrame
    order: tuple
    label_share: float
    formula: str
    threshold: float

    @property
    def election(self) -> pd.Series | None:
        """The election that the report is about."""
        return None if self.position is None else self.elections.iloc[self.position]

    @property
    def house(self) -> ch.Chamber | None:
        """The house that it made."""
        return None if self.position is None else self.houses[self.position]

    @property
    def contest(self) -> co.Contest | None:
        """Its votes against its seats."""
        return None if self.position is None else self.contests[self.position]

    @cached_property
    def indices(self) -> pd.DataFrame:
        """All indices of all elections; see :func:`helpers.analyses.contests.indices`."""
        return co.indices(self.elections, self.houses, self.contests)

    @cached_property
    def tiers(self) -> pd.DataFrame | None:
        """List and district seats; see :func:`helpers.analyses.contests.tiers`."""
        return co.tiers(self.house, self.seats)

    @cached_property
    def what_if(self) -> co.WhatIf | None:
        """The same votes under other formulas; see :func:`helpers.analyses.contests.what_if`."""
        return co.what_if(self.contest, self.tiers, self.threshold)

    @cached_property
    def history(self) -> pd.DataFrame:
        """The seats of every bloc in every election.

        Columns of :class:`~helpers.analyses.chambers.Chamber`'s blocs, and ``election_id``,
        ``when``, ``time`` and ``size``.
        """
        frames = [
            house.blocs.assign(
                election_id=house.election["election_id"],
                when=house.election["when"],
                time=house.election["time"],
                size=house.size,
            )
            for house in self.houses
            if house is not None
        ]
        if not frames:
            return pd.DataFrame(columns=["election_id", "page"])
        return pd.concat(frames, ignore_index=True)


def study(load: Callable[[str], pd.DataFrame], parameters: Mapping[str, object]) -> Study:
    """Compute everything that the report says and shows.

    Parameters
    ----------
    load : callable
        Returns a tidy table by its name.
    parameters : mapping
        ``iso3`` and ``country`` (its name), ``house`` (LC or UC), ``since`` and ``until`` (years,
        both included), ``election`` (the ``election_id`` that the report is about, or None),
        ``label_share`` and ``threshold`` (shares in [0, 1]) and ``formula`` (a key of
        :data:`FORMULA_NAMES`), as :func:`helpers.reports.parameters.resolve` gives them.

    Returns
    -------
    Study
    """
    iso3 = parameters["iso3"]
    elections, seats, parties = load("elections"), load("seats"), load("parties")
    chosen = el.choose(
        elections, iso3, parameters["house"], parameters["since"], parameters["until"]
    )
    seat_rows = el.seat_rows(seats, parties, chosen)
    vote_rows = el.vote_rows(load("votes"), parties, chosen)
    members, turnout = (
        el.preferred(load(name), chosen["election_id"]) for name in ("members", "turnout")
    )
    houses = ch.with_doubts(
        [ch.chamber(row, seat_rows, members) for _, row in chosen.iterrows()],
        _counted(load("women_by_year"), iso3) if parameters["house"] == "LC" else (),
    )
    found = np.flatnonzero(chosen["election_id"] == parameters["election"])
    return Study(
        country=parameters["country"],
        elections=chosen,
        seats=seat_rows,
        votes=vote_rows,
        houses=houses,
        contests=tuple(co.contest(one, seat_rows, vote_rows, turnout) for one in houses),
        position=int(found[0]) if len(found) else None,
        pages=load("pages"),
        order=el.country_order(seats, parties, elections, iso3),
        label_share=parameters["label_share"],
        formula=parameters["formula"],
        threshold=parameters["threshold"],
    )


def _counted(women_by_year: pd.DataFrame, iso3: str) -> set[tuple[int, int]]:
    """Return the years in which another source counts the members of the lower house."""
    rows = women_by_year[(women_by_year["iso3"] == iso3) & women_by_year["members"].notna()]
    return set(zip(rows["year"].astype(int), rows["members"].astype(int), strict=True))


# --- The first screen -----------------------------------------------------------------------------


def headline(one: Study) -> str:
    """Return the report's title: the finding."""
    if one.election is None:
        return f"The archive has no election of this house of {words.the_country(one.country)}"
    return ch.headline(one.country, one.election, one.house)


def say_opening(one: Study) -> list[str]:
    """Return three to five sentences: the result, its rivals, the change, votes and seats."""
    if one.election is None:
        return ["There is nothing to show: choose the other house or other years."]
    if one.house is None:
        return _say_unknown(one)
    result, *more = ch.opening(one.house)
    sentences = [result, _say_change(one), *more, _say_advantage(one)]
    return [text for text in sentences if text]


def _say_unknown(one: Study) -> list[str]:
    election = one.election
    when = words.dates(election["first_date"], election["last_date"])
    told = [
        f"The archive's page on the election of {when} prints no seats by party.",
        "So this report can show neither the house nor what became of the votes.",
    ]
    if words.known(election["seats_at_stake"]):
        n = int(election["seats_at_stake"])
        told.append(f"At stake {'was' if n == 1 else 'were'} {words.count(n, 'seat')}.")
    with_seats = [house.election["when"] for house in one.houses if house is not None]
    where = "this house"
    if with_seats:
        told.append(
            f"Seats by party are known for {where}'s elections of {words.listing(with_seats)}."
        )
    elif len(one.elections) > 1:
        told.append(f"Nor does it for any other election of {where} in these years.")
    return told


def _say_change(one: Study) -> str:
    """Compare the leader's share with the election before, by lineage."""
    leaders = one.house.leaders
    if one.position == 0 or len(leaders) != 1:
        return ""
    leader = leaders.iloc[0]
    if leader["kind"] not in ch.PARTY_KINDS:
        return ""
    before = one.houses[one.position - 1]
    when = one.elections["when"].iloc[one.position - 1]
    if before is None:
        return f"The archive does not say who held the seats after the election of {when}."
    same = before.held[before.held["party_id"] == leader["party_id"]]
    if same.empty:
        same = before.held[before.held["lineage"] == leader["lineage"]]
    if same.empty:
        if before.unstated:
            return ""
        return f"It had held no seat after the election of {when}."
    then = same["seats"].sum()
    difference = leader["share"] - float(then / before.size)
    under = ""
    if same["party_id"].iloc[0] != leader["party_id"]:
        under = f", as {el.in_sentence(same['name'].iloc[0], same['kind'].iloc[0])},"
    if round(difference * 100, 1) == 0:
        moved = "and its share is the same"
    else:
        moved = f"so its share {'rose' if difference > 0 else 'fell'} by {words.points(difference)}"
    had = f"it had {before.participle} {words.of_total(then, before.size, 'seat')}"
    return words.sentence(f"in {when}{under} {had}, {moved}")


# --- Seats through time ---------------------------------------------------------------------------


def say_history(one: Study) -> list[str]:
    """Return sentences on the seats through time."""
    houses = [house for house in one.houses if house is not None]
    if not houses:
        return ["No election of this house has seats by party, so there is no series to show."]
    if len(houses) == 1:
        only = houses[0].election["when"]
        return [f"Only the election of {only} has seats by party: there is no series to show."]
    years = words.span(int(houses[0].election["year"]), int(houses[-1].election["year"]))
    sure = [house for house in houses if house.has_majority is not None]
    with_majority = [house for house in sure if house.has_majority]
    sentences = [f"Seats by party are known for {words.count(len(houses), 'election')} ({years})."]
    if sure:
        n = len(with_majority)
        of = (
            "these"
            if len(sure) == len(houses)
            else f"the {words.number(len(sure))} for which that is sure"
        )
        if n == 0:
            sentences.append(f"In none of {of} did one party win a majority of the seats.")
        elif n == len(houses):
            sentences.append("In each of these one party won a majority of the seats.")
        else:
            named = words.listing([house.election["when"] for house in with_majority], most=6)
            sentences.append(
                f"In {words.number(n)} of {of} one party won a majority of the seats ({named})."
            )
    missing = [
        election["when"]
        for (_, election), house in zip(one.elections.iterrows(), one.houses, strict=True)
        if house is None
    ]
    if missing:
        when = f"{words.plural('election', len(missing))} of {words.listing(missing, most=6)}"
        sentences.append(f"For the {when} the archive prints no seats by party.")
    incomplete = [h.election["when"] for h in houses if h.unstated]
    if incomplete:
        sentences.append(
            f"In {words.listing(incomplete, most=6)} some seats are not given to anybody; they are "
            "left white."
        )
    return sentences


# --- Votes against seats --------------------------------------------------------------------------


def _say_advantage(one: Study) -> str:
    """Set the leader's share of the seats against its share of the votes."""
    contest = one.contest
    if contest is None:
        return "Votes by party are not in the archive for this election."
    rows, leaders = contest.rows, one.house.leaders
    keys = leaders[["party_id", "lineage"]].iloc[0] if len(leaders) == 1 else ()
    leader = next((key for key in keys if key in rows.index), None)
    if leader is None or pd.isna(rows.at[leader, "advantage"]):
        leader = rows["votes"].idxmax()
    row = rows.loc[leader]
    votes = f"{_named(row)} had {words.percent(row['vote_share'])} of the votes"
    if pd.isna(row["advantage"]):
        return words.sentence(f"{votes}, more than any other")
    seats = f"{words.percent(row['seat_share'])} of the seats"
    if round(row["advantage"], 2) == 1:
        return words.sentence(f"{votes} and {seats}")
    ratio = words.decimal(row["advantage"], 2)
    return words.sentence(f"{votes} and {seats}, an advantage ratio of {ratio}")


def say_balance(one: Study) -> list[str]:
    """Return sentences on votes and seats in the election, beside those of the opening."""
    if one.house is None:
        return ["Without seats by party there is nothing to set against the votes."]
    contest = one.contest
    if contest is None:
        return [_say_advantage(one)]
    sentences = []
    wasted = co.wasted(contest)
    if words.known(wasted):
        sentences.append(
            f"parties and candidates without a seat had {words.percent(wasted)} of the votes"
            if wasted > 0
            else "every party with votes has a seat"
        )
    found = _interval(one.indices, one.election["election_id"], "gallagher")
    if found:
        sentences.append(
            f"Gallagher's index of disproportionality is {words.between(*found)} percentage points"
        )
    return [words.sentence(text) for text in (*sentences, *_say_limits(contest))]


def _say_limits(contest: co.Contest) -> list[str]:
    """Return what the comparison cannot take in."""
    told = []
    if contest.several:
        told.append(
            "the votes exceed the valid ballots, because electors had several votes; shares are of "
            "the votes"
        )
    elif contest.votes_total is None:
        told.append("the page does not tell all valid votes: shares are of the votes it lists")
    elif (rest := contest.votes_total - contest.rows["votes"].sum()) > 0:
        share = words.percent(rest / contest.votes_total)
        told.append(f"the page lists no party for {share} of the valid votes")
    if len(contest.left_out):
        seats = int(contest.left_out["seats"].sum())
        holders = words.listing(map(_named, contest.left_out.to_dict("records")), most=3)
        told.append(
            f"this vote did not fill {words.count(seats, 'seat')}, held by {holders}, and the "
            "indices leave them out"
        )
    return told


def _named(row: dict | pd.Series) -> str:
    return el.in_sentence(row["name"], row["kind"])


def _interval(indices: pd.DataFrame, election_id: str, measure: str) -> tuple | None:
    row = indices[(indices["election_id"] == election_id) & (indices["measure"] == measure)]
    if row.empty:
        return None
    low, high = row[["low", "high"]].iloc[0]
    return low, None if np.isinf(high) else high


# --- Indices through time -------------------------------------------------------------------------


def has(one: Study, measures: Iterable[str]) -> bool:
    """Tell whether the data say anything about any of these measures."""
    return bool(one.indices["measure"].isin(list(measures)).any())


def say_indices(one: Study, measures: Iterable[str]) -> list[str]:
    """Return sentences on the course of indices: the last value, and the extremes.

    Parameters
    ----------
    one : Study
    measures : iterable of str
        Keys of :data:`helpers.analyses.contests.MEASURES`.
    """
    sentences, missing = [], {}
    for measure in measures:
        name, unit = co.MEASURES[measure]
        rows = one.indices[one.indices["measure"] == measure]
        if rows.empty:
            missing.setdefault(_why_not(measure), []).append(name)
            continue
        chosen = rows[rows["election_id"] == one.election["election_id"]]
        row = (chosen if len(chosen) else rows).iloc[-1]
        high = None if np.isinf(row["high"]) else row["high"]
        of_unit = f" {unit}" if unit == "percentage points" else ""
        told = f"{name} was {words.between(row['low'], high)}{of_unit} in {row['when']}"
        if chosen.empty:
            told += f" (for {one.election['when']} it is not known)"
        exact = rows[rows["low"].round(1) == rows["high"].round(1)]
        least, most = exact["low"].min(), exact["low"].max()
        if len(exact) > 2 and round(least, 1) < round(most, 1):
            told += (
                f"; where it is exact it runs from {words.decimal(least)} "
                f"({exact.loc[exact['low'].idxmin(), 'when']}) to {words.decimal(most)} "
                f"({exact.loc[exact['low'].idxmax(), 'when']})"
            )
        sentences.append(words.sentence(told))
    for reason, names in missing.items():
        sentences.append(words.sentence(f"{words.listing(names)} cannot be computed: {reason}"))
    return sentences


def _why_not(measure: str) -> str:
    return {
        "enpp": "no election has seats by party",
        "enep": "no election has votes by party",
        "pedersen": "no two elections in a row have votes by party",
    }.get(measure, "no election has both votes and seats by party in full")


# --- Lists and districts --------------------------------------------------------------------------


def say_tiers(one: Study) -> list[str]:
    """Return sentences on list and district seats."""
    if one.tiers is None:
        return [_no_tiers(one)]
    rows = one.tiers
    lists, districts = int(rows["list_seats"].sum()), int(rows["district_seats"].sum())
    sentences = [
        f"lists filled {words.count(lists, 'seat')} and districts {words.number(districts)}"
    ]
    for column, total, kind in (
        ("list_seats", lists, "list seat"),
        ("district_seats", districts, "district seat"),
    ):
        first = rows[rows[column] == rows[column].max()]
        names = words.listing(map(_named, first.to_dict("records")), most=3)
        each = " each" if len(first) > 1 else ""
        won = words.of_total(first[column].iloc[0], total, kind)
        share = words.percent(first[column].iloc[0] / total)
        sentences.append(f"{names} won {won}{each}, {share}")
    return [words.sentence(text) for text in sentences]


def _no_tiers(one: Study) -> str:
    if one.house is None:
        return "Seats by tier are not known, as no seats by party are."
    return {
        "lists": "All seats of parties were filled from lists: there are no districts to compare.",
        "districts": "All seats were filled in districts: there are no list seats to compare.",
        "unknown": "The page does not tell list seats from district seats.",
        "some": "The page tells list seats from district seats for some parties only.",
    }[_one_tier(one)]


def _one_tier(one: Study) -> str:
    """Return which tier all seats are of, where there are not two: lists, districts, unknown."""
    rows = one.seats[one.seats["election_id"] == one.election["election_id"]]
    rows = rows[(rows["total"] > 0) & rows["kind"].isin(ch.PARTY_KINDS)]
    for column, name in (("proportional", "lists"), ("majority", "districts")):
        if len(rows) and (rows[column] == rows["total"]).fillna(False).all():
            return name
    told = rows["proportional"].notna() | rows["majority"].notna()
    return "some" if told.any() else "unknown"


# --- What if --------------------------------------------------------------------------------------


def say_what_if(one: Study) -> list[str]:
    """Return sentences on the same votes under the chosen formula and threshold."""
    result = one.what_if
    if result is None:
        return [_no_what_if(one)]
    kind = "list seat" if result.of_lists else "seat"
    sentences = []
    if not result.of_lists:
        why = {
            "lists": "all {} seats came from lists, and are shared out here",
            "districts": "there are no list seats, so all {} seats are shared out here",
        }.get(_one_tier(one), "the page does not tell list seats apart, so all {} are shared out")
        seats = words.number(result.seats)
        sentences.append(f"{why.format(seats)}, as if the country were one district")
    formula = FORMULA_NAMES[one.formula]
    with_threshold = (
        f"{formula} and a threshold of {words.percent(one.threshold)}"
        if one.threshold
        else f"{formula} and no threshold"
    )
    if one.formula in result.problems:
        _, reason = (
            result.problems[one.formula].split(", ", 1)[0],
            result.problems[one.formula],
        )
        sentences.append(f"{reason}")
    else:
        rows = result.rows.assign(change=result.rows[one.formula] - result.rows["actual"])
        moved = rows[rows["change"].fillna(0) != 0]
        if rows["actual"].isna().any():
            first = rows.loc[rows[one.formula].idxmax()]
            would = _would_have(first, one.formula, result, kind)
            sentences.append(f"under {with_threshold} {would}")
        elif moved.empty:
            sentences.append(f"{with_threshold} give every list the {kind}s that it has")
        else:
            most = moved.loc[moved["change"].abs().idxmax()]
            had = words.number(most["actual"])
            changed = words.count(int(moved["change"].clip(lower=0).sum()), kind)
            sentences.append(
                f"under {with_threshold} {_would_have(most, one.formula, result, kind)} instead of "
                f"{had}; {changed} would change hands"
            )
    sentences.append(
        f"votes worth {words.percent(result.below)} of all would elect nobody, as they went below "
        "the threshold or to those without a list"
        if result.below > 0
        else "every vote went to a list above the threshold"
    )
    sentences.append(
        "This counts the votes as they were cast: under other rules parties and electors might "
        "have acted otherwise"
    )
    return [words.sentence(text) for text in sentences]


def _would_have(row: pd.Series, formula: str, result: co.WhatIf, kind: str) -> str:
    name = el.in_sentence(row["name"], "party")
    return f"{name} would have {words.of_total(int(row[formula]), result.seats, kind)}"


def _no_what_if(one: Study) -> str:
    if one.contest is None:
        return "Without votes and seats by party no formula can be tried."
    share = one.contest.share_of_lists
    if share < 0.5:
        return (
            f"Parties had only {words.percent(share)} of the votes: formulas for lists would say "
            "little here."
        )
    return "The page does not give the votes of two lists in full, so no formula can be tried."


# --- What is missing ------------------------------------------------------------------------------


def say_left_out(one: Study) -> list[str]:
    """Return why sections are not in the report."""
    if one.election is None:
        return []
    reasons = say_history(one) if one.history["election_id"].nunique() < 2 else []
    if one.tiers is None:
        reasons += say_tiers(one)
    if all(contest is None for contest in one.contests):
        return [
            *reasons,
            "No election of this house in these years has both votes and seats by party: how "
            "proportional and how volatile the elections were, and what other formulas would have "
            "given, cannot be told.",
        ]
    if one.contest is None:
        reasons += say_balance(one)
    if one.what_if is None:
        reasons += say_what_if(one)
    absent = [measures for measures in GROUPS.values() if not has(one, measures)]
    reasons += say_indices(one, [measure for measures in absent for measure in measures])
    return list(dict.fromkeys(reasons))


# --- Tables ---------------------------------------------------------------------------------------


def table_of_formulas(one: Study) -> pd.DataFrame | None:
    """Return the seats under each formula beside the actual ones, lists that win any."""
    result = one.what_if
    if result is None:
        return None
    rows = result.rows
    columns = ["actual", *FORMULAS]
    shown = rows[(rows[columns].fillna(0) > 0).any(axis=1)]
    named = shown[["name", "vote_share", *columns]].copy()
    named["vote_share"] = named["vote_share"] * 100
    kind = "List seats" if result.of_lists else "Seats"
    return named.rename(
        columns={
            "name": "Party",
            "vote_share": "Votes, %",
            "actual": f"{kind}, actual",
            **{key: name[:1].upper() + name[1:] for key, name in FORMULAS.items()},
        }
    ).reset_index(drop=True)


def notes_on_formulas(one: Study) -> list[str]:
    """Return what a reader of the table of formulas must know."""
    result = one.what_if
    limit = f"a threshold of {words.percent(one.threshold)}" if one.threshold else "no threshold"
    notes = [
        f"{words.capital(words.count(result.seats, 'seat'))} shared out with {limit}. Lists that "
        "win no seat under any formula are left out."
    ]
    notes += [
        words.sentence(f"{FORMULA_NAMES[formula]} {reason}")
        for formula, reason in result.problems.items()
    ]
    return notes


_COLUMNS = {
    "gallagher": "Gallagher, points",
    "loosemore_hanby": "Loosemore–Hanby, points",
    "sainte_lague": "Sainte-Laguë",
    "enep": "Effective number, votes",
    "enpp": "Effective number, seats",
    "pedersen": "Pedersen, points",
}

#: What readers of the tables must know.
NOTES_ON_INDICES = (
    "A range is what incomplete tables allow; a dash means that no page has the figures needed."
)
NOTES_ON_FIGURES = (
    "A dash means that the page prints no such figure. Votes and seats may come from different "
    "pages, which spell parties differently. Shares of the seats are of the house, as above."
)


def table_of_indices(one: Study) -> pd.DataFrame:
    """Return every index of every election, as text: one value, or the lowest and highest.

    An index that no election has is left out.
    """
    rows = one.indices
    wide = pd.DataFrame({"Election": one.elections["when"]})
    for measure, column in _COLUMNS.items():
        own = rows[rows["measure"] == measure].set_index("election_id")
        texts = {key: _range(row["low"], row["high"]) for key, row in own.iterrows()}
        wide[column] = one.elections["election_id"].map(texts).astype("string")
    return wide.iloc[::-1].dropna(axis="columns", how="all").reset_index(drop=True)


def _range(low: float, high: float) -> str:
    least = f"{low:.1f}"
    if np.isinf(high):
        return f"{least} or more"
    return least if least == f"{high:.1f}" else f"{least}\N{EN DASH}{high:.1f}"


def table_of_figures(one: Study) -> pd.DataFrame:
    """Return every number of every election with the page and line that print it.

    A column without a figure is left out.
    """
    key = ["election_id", "party"]
    seats = one.seats.assign(seat_source=_at(one.seats))
    votes = one.votes.assign(vote_source=_at(one.votes))
    both = seats.merge(
        votes[[*key, "name", "lineage", "votes", "pct", "vote_source"]],
        on=key,
        how="outer",
        suffixes=("", "_votes"),
    )
    when = one.elections.set_index("election_id")["when"]
    order = {election: i for i, election in enumerate(one.elections["election_id"])}
    both = both.assign(when=both["election_id"].map(when), _order=both["election_id"].map(order))
    both = both.sort_values(
        ["_order", "total", "votes", "party"],
        ascending=[False, False, False, True],
        kind="stable",
    )
    size = {h.election["election_id"]: h.size for h in one.houses if h is not None}
    share = both["total"].astype("Float64") / both["election_id"].map(size).astype("Float64") * 100
    figures = pd.DataFrame(
        {
            "Election": both["when"],
            "Party, as printed": both["party"],
            "Votes": both["votes"],
            "Votes, % as printed": both["pct"],
            "Seats": both["total"],
            "List seats": both["proportional"],
            "District seats": both["majority"],
            "Seats, %": share,
            "Source of votes": both["vote_source"],
            "Source of seats": both["seat_source"],
        }
    )
    return figures.dropna(axis="columns", how="all").reset_index(drop=True)


def _at(rows: pd.DataFrame) -> pd.Series:
    """Return "page, line n" of each row."""
    line = rows["line"].astype("string")
    return (rows["page"] + ", line " + line).fillna(rows["page"]).astype("string")
