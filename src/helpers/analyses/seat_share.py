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
from helpers.analyses import values, words
from helpers.analyses.indices import houses_and_contests
from helpers.analyses.rules import ElectoralRules, rules_of
from helpers.measures.allocation import FORMULAS

#: Tables that :func:`study` needs.
TABLES = (
    "elections",
    "pages",
    "seats",
    "votes",
    "members",
    "turnout",
    "parties",
    "rules",
    "women_by_year",
)

#: Formulas as they stand in a sentence.
FORMULA_NAMES = {
    "dhondt": "the D'Hondt formula",
    "sainte_lague": "the Sainte-Laguë formula",
    "hare": "largest remainders with the Hare quota",
    "droop": "largest remainders with the Droop quota",
}

#: Section -> its measures, keys of :data:`helpers.analyses.contests.INDICES`.
GROUPS = {
    "How proportional": ("gallagher",),
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
    pages, parties, all_rules : DataFrame
        The tables ``pages``, ``parties`` (the country's rows) and ``rules``.
    order : tuple
        What :func:`helpers.analyses.elections.country_order` gives, for the colours.
    label_share : float
        A share in [0, 1].
    threshold : float or None
        Share of the votes in [0, 1) for the section on formulas; None for the legal one.
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
    parties: pd.DataFrame
    all_rules: pd.DataFrame
    order: tuple
    label_share: float
    formula: str
    threshold: float | None

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
        return co.indices(self.elections, self.houses, self.contests, self.parties)

    @cached_property
    def tiers(self) -> pd.DataFrame | None:
        """List and district seats; see :func:`helpers.analyses.contests.tiers`."""
        return co.tiers(self.house, self.seats, self.rules)

    @cached_property
    def what_if(self) -> co.WhatIf | None:
        """The same votes under other formulas; see :func:`helpers.analyses.contests.what_if`."""
        return co.what_if(self.contest, self.threshold)

    @property
    def rules(self) -> ElectoralRules:
        """The rules of the election."""
        return rules_of(self.all_rules, self.election["election_id"])

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
        ``label_share`` and ``threshold`` (shares in [0, 1]; the latter or "legal") and ``formula``
        (a key of :data:`FORMULA_NAMES`), as :func:`helpers.reports.parameters.resolve` gives them.

    Returns
    -------
    Study
    """
    iso3 = parameters["iso3"]
    tables = {name: load(name) for name in TABLES}
    elections, parties = tables["elections"], tables["parties"]
    chosen = el.choose(
        elections, iso3, parameters["house"], parameters["since"], parameters["until"]
    )
    houses, contests = houses_and_contests(chosen, tables)
    found = np.flatnonzero(chosen["election_id"] == parameters["election"])
    return Study(
        country=parameters["country"],
        elections=chosen,
        seats=el.seat_rows(tables["seats"], parties, chosen),
        votes=el.vote_rows(tables["votes"], parties, chosen),
        houses=ch.with_doubts(
            houses, _counted(tables["women_by_year"], iso3) if parameters["house"] == "LC" else ()
        ),
        contests=tuple(contests),
        position=int(found[0]) if len(found) else None,
        pages=tables["pages"],
        parties=parties[parties["iso3"] == iso3],
        all_rules=tables["rules"],
        order=el.country_order(tables["seats"], parties, elections, iso3),
        label_share=parameters["label_share"],
        formula=parameters["formula"],
        threshold=None if parameters["threshold"] == "legal" else parameters["threshold"],
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
        f"The source for the election of {when} has no seats by party.",
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
        return f"Seats by party for {when}: no data."
    same = before.held[before.held["party_id"] == leader["party_id"]]
    if same.empty:
        same = before.held[before.held["lineage"] == leader["lineage"]]
    if same.empty:
        if before.unstated:
            return ""
        stood = before.election["election_id"], leader["lineage"]
        with_row = one.seats[one.seats["election_id"] == stood[0]]["lineage"]
        if stood[1] not in set(with_row):
            return ""
        return f"It had held no seat after the election of {when}."
    then = same["seats"].sum()
    difference = leader["share"] - float(then / before.size)
    under = ""
    if same["party_id"].iloc[0] != leader["party_id"]:
        under = f", as {el.in_sentence(same['name'].iloc[0], same['kind'].iloc[0])},"
    if abs(difference) < values.SMALLEST_CHANGE:
        moved = "and its share is about the same"
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
        sentences.append(f"For the {when} there are no data on seats by party.")
    incomplete = [h.election["when"] for h in houses if h.unstated]
    if incomplete:
        sentences.append(
            f"In {words.listing(incomplete, most=6)} some seats are not attributed to any party; "
            "they are left white."
        )
    return sentences


# --- Votes against seats --------------------------------------------------------------------------


def _say_advantage(one: Study) -> str:
    """Set the leader's share of the seats against its share of the votes."""
    contest = one.contest
    if contest is None:
        return "Votes by party: no data for this election."
    rows, leaders = contest.rows, one.house.leaders
    keys = leaders[["party_id", "lineage"]].iloc[0] if len(leaders) == 1 else ()
    leader = next((key for key in keys if key in rows.index), None)
    if leader is None or pd.isna(rows.at[leader, "advantage"]):
        leader = rows["votes"].idxmax()
    row = rows.loc[leader]
    of_lists = contest.basis == "lists"
    votes = f"{words.percent(row['vote_share'])} of the {'list votes' if of_lists else 'votes'}"
    if pd.isna(row["advantage"]):
        return words.sentence(f"{_named(row)} had {votes}, more than any other")
    seats = f"{words.percent(row['seat_share'])} of the {contest.seats_noun}s"
    return words.sentence(f"{_named(row)} had {votes} and {seats}{_bonus(row)}")


def _bonus(row: pd.Series) -> str:
    """Return how far the share of seats is from the share of votes."""
    points = round(100 * (row["seat_share"] - row["vote_share"]), 1)
    if points == 0:
        return ""
    kind = "bonus" if points > 0 else "penalty"
    return f", a seat {kind} of {words.points(points / 100)}"


def say_balance(one: Study) -> list[str]:
    """Return sentences on votes and seats in the election, beside those of the opening."""
    if one.house is None:
        return ["Without seats by party, votes and seats cannot be compared."]
    contest = one.contest
    if contest is None:
        return [_say_advantage(one)]
    return [
        words.sentence(text)
        for text in (_say_basis(contest), _say_gallagher(one), _say_wasted(contest))
        if text
    ] + [words.sentence(text) for text in _say_limits(contest)]


def _say_basis(contest: co.Contest) -> str:
    """Return what is compared, where that is not simply all votes and all seats."""
    if contest.basis != "lists":
        return ""
    seats = words.count(contest.seats_total, "list seat")
    told = f"votes for lists are compared here with the {seats} that they filled"
    at_stake = contest.election["seats_at_stake"]
    outside = int(at_stake) - contest.seats_total if words.known(at_stake) else 0
    if outside > 0:
        told += f"; the other {words.count(outside, 'seat')} were filled in districts"
    return told


def _say_gallagher(one: Study) -> str:
    found = _interval(one.indices, one.election["election_id"], "gallagher")
    if found is None:
        return ""
    low, high = found
    if not co.INDICES["gallagher"].is_telling(low, np.inf if high is None else high):
        why = co.why_not_exact("gallagher", one.house, one.contest)
        return f"Gallagher's index of disproportionality cannot be narrowed down: {why}"
    return (
        f"Gallagher's index of disproportionality is {words.between(low, high)} percentage points"
    )


def _say_wasted(contest: co.Contest) -> str:
    """Return the share of the votes without a seat, and what of it the legal threshold explains."""
    wasted = co.wasted(contest)
    if not words.known(wasted):
        return ""
    if wasted == 0:
        return f"every party with votes has a {contest.seats_noun}"
    told = f"parties without a {contest.seats_noun} had {words.percent(wasted)} of the votes"
    rules = contest.rules
    if not rules.threshold_pct or not co.of_lists(contest):
        return told
    base = co.BASE_NAMES.get(rules.threshold_base, "the votes")
    of_blocs = (
        f" ({rules.bloc_threshold_pct:g}% for a bloc)"
        if rules.bloc_threshold_pct and rules.bloc_threshold_pct != rules.threshold_pct
        else ""
    )
    return f"{told}; the legal threshold was {rules.threshold_pct:g}% of {base}{of_blocs}"


def _say_limits(contest: co.Contest) -> list[str]:
    """Return what the comparison cannot take in."""
    told = []
    if contest.several:
        told.append(
            "the votes exceed the valid ballots, because electors had several votes; shares are of "
            "the votes"
        )
    elif contest.votes_total is None:
        told.append("the source does not give all valid votes: shares are of the votes it lists")
    elif contest.unlisted:
        most = "up to " if isinstance(contest.votes_total, tuple) else ""
        share = words.percent(contest.unlisted)
        told.append(f"the source names no party for {most}{share} of the votes")
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
        Keys of :data:`helpers.analyses.contests.INDICES`.
    """
    sentences, missing = [], {}
    for measure in measures:
        index = co.INDICES[measure]
        rows = one.indices[one.indices["measure"] == measure]
        if rows.empty:
            missing.setdefault(index.why_not, []).append(index.name)
            continue
        sentences.append(words.sentence(_say_index(one, index, rows)))
        if measure == "enpp" and (expected := co.expected_parties(one.contest)):
            sentences.append(
                f"The seat product model expects {words.decimal(expected)} for a house and "
                "districts of this size."
            )
        if measure == "pedersen" and (parts := _parts(one)):
            sentences.append(parts)
    for reason, names in missing.items():
        sentences.append(words.sentence(f"{words.listing(names)} cannot be computed: {reason}"))
    return sentences


def _parts(one: Study) -> str:
    """Return the volatility in two parts; empty unless all votes of both elections are known."""
    if not one.position:
        return ""
    before, after = one.contests[one.position - 1], one.contest
    parts = co.volatility_in_parts(before, after, one.parties)
    if parts is None:
        return ""
    entry, switching = (words.decimal(part) for part in parts)
    return (
        f"Of this, {entry} points are due to parties that entered or left, {switching} to votes "
        "that moved between parties that stood both times."
    )


def _say_index(one: Study, index: co.Index, rows: pd.DataFrame) -> str:
    """Return an index's value in the election, and its range over the elections with full data."""
    when = one.election["when"]
    chosen = rows[rows["election_id"] == one.election["election_id"]]
    of_unit = f" {index.unit}" if index.unit else ""
    if chosen.empty:
        told = f"{index.name} is not known for {when}"
    elif not chosen["telling"].iloc[0]:
        why = co.why_not_exact(rows["measure"].iloc[0], one.house, one.contest)
        told = f"{index.name} cannot be narrowed down for {when}" + (f": {why}" if why else "")
    else:
        row = chosen.iloc[0]
        high = None if np.isinf(row["high"]) else row["high"]
        told = f"{index.name} was {words.between(row['low'], high)}{of_unit} in {when}"
    exact = rows[rows["low"].round(1) == rows["high"].round(1)]
    least, most = exact["low"].min(), exact["low"].max()
    if len(exact) > 2 and round(least, 1) < round(most, 1):
        told += (
            f". In the {words.number(len(exact))} elections with full data it was between "
            f"{words.decimal(least)} ({exact.loc[exact['low'].idxmin(), 'when']}) and "
            f"{words.decimal(most)} ({exact.loc[exact['low'].idxmax(), 'when']})"
        )
    return told


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
        "lists": "All elected seats were filled from lists: there are no districts to compare.",
        "districts": "All elected seats were filled in districts: there are no list seats.",
        "unknown": "The source doesn't split list and district seats.",
        "some": "The source splits list and district seats for some parties only.",
    }[_one_tier(one)]


def _one_tier(one: Study) -> str:
    """Return which tier all seats are of, where there are not two: lists, districts, unknown."""
    if len(one.rules.tiers) == 1:
        return next(iter(one.rules.tiers))
    rows = one.seats[one.seats["election_id"] == one.election["election_id"]]
    rows = rows[(rows["total"] > 0) & rows["kind"].isin(ch.PARTY_KINDS)]
    if one.rules.tiers:
        return "some" if rows["proportional"].notna().any() else "unknown"
    for column, name in (("proportional", "lists"), ("majority", "districts")):
        if len(rows) and (rows[column] == rows["total"]).fillna(False).all():
            return name
    told = rows["proportional"].notna() | rows["majority"].notna()
    return "some" if told.any() else "unknown"


# --- What if --------------------------------------------------------------------------------------


def say_what_if(one: Study) -> list[str]:
    """Return sentences on the list seats under the formulas, compared with each other."""
    result = one.what_if
    if result is None:
        return [_no_what_if(one)]
    seats = words.count(result.seats, "list seat")
    sentences = [
        f"The {seats} are shared out again among the votes for lists, in one district, "
        f"{_with_threshold(result)}"
    ]
    formula = FORMULA_NAMES[one.formula]
    if one.formula in result.problems:
        sentences.append(f"{formula} {result.problems[one.formula]}")
    else:
        sentences.append(_say_formula(one, result))
        sentences += _say_other_formulas(one, result)
    if result.below > 0:
        below = words.percent(result.below)
        sentences.append(
            f"lists below the threshold, and candidates without a list, had {below} of the votes"
            if result.thresholds[0]
            else f"candidates and parties that are not listed had {below} of the votes"
        )
    sentences.append(
        "This counts the votes as they were cast: under other rules parties and voters might have "
        "acted differently"
    )
    return [words.sentence(text) for text in sentences]


def _with_threshold(result: co.WhatIf) -> str:
    of_party, of_bloc = result.thresholds
    if result.is_legal is None:
        return "without a threshold, since the legal one is not on record"
    if not of_party:
        return "without a threshold" if not result.is_legal else "as the law sets no threshold"
    kind = "the legal threshold" if result.is_legal else "a threshold"
    of_blocs = f" ({words.percent(of_bloc)} for blocs)" if of_bloc != of_party else ""
    return f"with {kind} of {words.percent(of_party)}{of_blocs} of {result.base}"


def _say_formula(one: Study, result: co.WhatIf) -> str:
    """Return what the chosen formula gives, and what it has to do with the seats as they were."""
    formula = FORMULA_NAMES[one.formula]
    rows = result.rows
    if one.formula in result.explains:
        return f"{formula} gives every list the seats that it won"
    moved = result.moved(one.formula, "actual")
    first = rows.loc[(rows[one.formula] - rows["actual"]).abs().fillna(0).idxmax()]
    name = el.in_sentence(first["name"], "party")
    told = (
        f"under {formula} {name} would have {words.number(first[one.formula])} of them instead of "
        f"{words.number(first['actual'])}"
    )
    if moved != abs(first[one.formula] - first["actual"]):
        told += f"; {words.count(moved, 'seat')} would change hands"
    if result.explains:
        named = words.listing([FORMULA_NAMES[each] for each in result.explains], "or")
        return f"{told}. The seats as they were are those of {named}"
    return (
        f"{told}. No formula gives the seats as they were: districts or other rules played a part"
    )


def _say_other_formulas(one: Study, result: co.WhatIf) -> list[str]:
    """Compare the chosen formula with the others."""
    others = [formula for formula in FORMULAS if formula not in (one.formula, *result.problems)]
    moved = {formula: result.moved(one.formula, formula) for formula in others}
    if not moved:
        return []
    if not any(moved.values()):
        return ["the other formulas give the same seats"]
    most = max(moved, key=lambda formula: moved[formula])
    return [
        f"compared with {FORMULA_NAMES[most]}, it moves {words.count(moved[most], 'seat')}, the "
        "most of any formula here"
        if len(others) > 1
        else f"compared with {FORMULA_NAMES[most]}, it moves {words.count(moved[most], 'seat')}"
    ]


def _no_what_if(one: Study) -> str:
    if one.contest is None:
        return "Without votes and seats by party no formula can be tried."
    if not co.of_lists(one.contest):
        return {
            "districts": "All elected seats were filled in districts: no formula shares them out.",
        }.get(
            _one_tier(one), "The list seats of each party are not known: no formula can be tried."
        )
    share = one.contest.share_of_lists
    if share < 0.5:
        return (
            f"Parties had only {words.percent(share)} of the votes: formulas for lists would say "
            "little here."
        )
    return "The source doesn't give the votes of two lists in full, so no formula can be tried."


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
            "given, is not known.",
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
    return named.rename(
        columns={
            "name": "Party",
            "vote_share": "Votes, %",
            "actual": "List seats, actual",
            **{key: name[:1].upper() + name[1:] for key, name in FORMULAS.items()},
        }
    ).reset_index(drop=True)


def notes_on_formulas(one: Study) -> list[str]:
    """Return what a reader of the table of formulas must know."""
    result = one.what_if
    notes = [
        f"{words.capital(words.count(result.seats, 'list seat'))} shared out "
        f"{_with_threshold(result)}. Lists that win no seat under any formula are left out."
    ]
    if result.is_legal and one.rules.source:
        notes.append(words.sentence(f"The threshold: {one.rules.source}"))
    notes += [
        words.sentence(f"{FORMULA_NAMES[formula]} {reason}")
        for formula, reason in result.problems.items()
    ]
    return notes


#: What readers of the tables must know.
NOTES_ON_INDICES = (
    "A range holds every value that incomplete data and the rules of the election allow; a dash "
    "means that no source has the figures. Basis: lists compares votes with list seats, all with "
    "all elected seats. The same values, with what keeps them from being exact, are in indices.csv."
)
NOTES_ON_FIGURES = (
    "A dash means that the source has no such figure. Votes and seats may come from different "
    "pages, which spell parties differently. Shares of the seats are of the whole house."
)


def table_of_indices(one: Study) -> pd.DataFrame:
    """Return every index of every election, as text: one value, or the lowest and highest.

    An index that no election has is left out.
    """
    rows = one.indices
    wide = pd.DataFrame({"Election": one.elections["when"]})
    basis = rows[rows["measure"] == "gallagher"].set_index("election_id")["basis"]
    wide["Basis"] = one.elections["election_id"].map(basis).astype("string")
    for measure, index in co.INDICES.items():
        own = rows[rows["measure"] == measure].set_index("election_id")
        texts = {key: _range(row["low"], row["high"]) for key, row in own.iterrows()}
        wide[index.column] = one.elections["election_id"].map(texts).astype("string")
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
