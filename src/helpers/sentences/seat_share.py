"""What the report on seats says: titles, sentences and tables to read.

Each function takes a :class:`~helpers.analyses.seat_share.SeatAnalysis`. A section without data
says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.analyses import values
from helpers.analyses.chambers import PARTY_KINDS, Chamber
from helpers.analyses.contests import (
    INDICES,
    Contest,
    Index,
    WhatIf,
    expected_parties,
    of_lists,
    volatility_in_parts,
)
from helpers.analyses.contests import wasted as wasted_share
from helpers.analyses.seat_share import SeatAnalysis
from helpers.measures.allocation import FORMULAS
from helpers.sentences import words
from helpers.sentences.chambers import headline, opening, participle
from helpers.sentences.contests import base_name, seats_noun, why_not_exact, written
from helpers.sentences.parties import in_sentence
from helpers.sentences.sources import page_and_line

#: Formulas as they stand in a sentence.
FORMULA_NAMES = {
    "dhondt": "the D'Hondt formula",
    "sainte_lague": "the Sainte-Laguë formula",
    "hare": "largest remainders with the Hare quota",
    "droop": "largest remainders with the Droop quota",
}

#: Formulas as they stand in a title.
SHORT_NAMES = {
    "dhondt": "D'Hondt",
    "sainte_lague": "Sainte-Laguë",
    "hare": "the Hare quota",
    "droop": "the Droop quota",
}

#: Section -> its measures, keys of :data:`helpers.analyses.contests.INDICES`.
GROUPS = {
    "How proportional": ("gallagher",),
    "How many parties": ("enep", "enpp"),
    "How volatile": ("pedersen",),
}


# --- The first screen -----------------------------------------------------------------------------


def title(analysis: SeatAnalysis) -> str:
    """Return the report's title: the finding."""
    if analysis.election is None:
        return f"The archive has no election of this house of {words.the_country(analysis.country)}"
    return headline(analysis.country, analysis.election, analysis.house)


def say_opening(analysis: SeatAnalysis) -> list[str]:
    """Return three to five sentences: the result, its rivals, the change, votes and seats."""
    if analysis.election is None:
        return ["There is nothing to show: choose the other house or other years."]
    if analysis.house is None:
        return _say_unknown(analysis)
    result, *more = opening(analysis.house)
    sentences = [result, _say_change(analysis), *more, _say_advantage(analysis)]
    return [text for text in sentences if text]


def _say_unknown(analysis: SeatAnalysis) -> list[str]:
    election = analysis.election
    when = words.dates(election["first_date"], election["last_date"])
    said = [
        f"The source for the election of {when} has no seats by party.",
        "So this report can show neither the house nor what became of the votes.",
    ]
    if words.known(election["seats_at_stake"]):
        n = int(election["seats_at_stake"])
        said.append(f"{words.count(n, 'seat')} {'was' if n == 1 else 'were'} at stake")
    with_seats = [house.election["when"] for house in analysis.houses if house is not None]
    if with_seats:
        elections = words.plural("election", len(with_seats))
        said.append(
            f"Seats by party are known for this house's {elections} of {words.listing(with_seats)}"
        )
    elif len(analysis.elections) > 1:
        said.append("They are not known for any other election of this house in these years either")
    return [words.sentence(text) for text in said]


def _say_change(analysis: SeatAnalysis) -> str:
    """Compare the leader's share with the election before, by lineage."""
    leaders = analysis.house.leaders
    if analysis.position == 0 or len(leaders) != 1:
        return ""
    leader = leaders.iloc[0]
    if leader["kind"] not in PARTY_KINDS:
        return ""
    before = analysis.houses[analysis.position - 1]
    when = analysis.elections["when"].iloc[analysis.position - 1]
    if before is None:
        return f"Seats by party for {when}: no data."
    same = before.held[before.held["party_id"] == leader["party_id"]]
    if same.empty:
        same = before.held[before.held["lineage"] == leader["lineage"]]
    if same.empty:
        if before.unstated:
            return ""
        election = before.election["election_id"]
        stood = analysis.seats.loc[analysis.seats["election_id"] == election, "lineage"]
        if leader["lineage"] not in set(stood):
            return ""
        return f"It had won no seat in the election of {when}."
    then = same["seats"].sum()
    difference = leader["share"] - float(then / before.size)
    under = ""
    if same["party_id"].iloc[0] != leader["party_id"]:
        under = f", as {in_sentence(same['name'].iloc[0], same['kind'].iloc[0])},"
    if abs(difference) < values.SMALLEST_CHANGE:
        moved = "and its share is about the same"
    else:
        moved = f"so its share {'rose' if difference > 0 else 'fell'} by {words.points(difference)}"
    had = f"it had {participle(before)} {words.of_total(then, before.size, 'seat')}"
    return words.sentence(f"in {when}{under} {had}, {moved}")


# --- Seats through time ---------------------------------------------------------------------------


def say_history(analysis: SeatAnalysis) -> list[str]:
    """Return sentences on the seats through time."""
    houses = [house for house in analysis.houses if house is not None]
    if not houses:
        return ["No election of this house has seats by party, so there is no series to show."]
    if len(houses) == 1:
        only = houses[0].election["when"]
        return [f"Only the election of {only} has seats by party: there is no series to show."]
    first, last = (house.election["when"] for house in (houses[0], houses[-1]))
    years = f"{first} and {last}" if len(houses) == 2 else f"{first} to {last}"
    said = [f"Seats by party are known for {words.count(len(houses), 'election')} ({years})"]
    said += _say_majorities(houses)
    missing = [
        election["when"]
        for (_, election), house in zip(analysis.elections.iterrows(), analysis.houses, strict=True)
        if house is None
    ]
    if missing:
        said.append(f"Seats by party: no data for {words.listing(missing)}")
    incomplete = [house.election["when"] for house in houses if house.unstated]
    if incomplete:
        said.append(
            f"In {words.listing(incomplete)} some seats are not attributed to any party (white in "
            "the chart)"
        )
    return [words.sentence(text) for text in said]


def _say_majorities(houses: list[Chamber]) -> list[str]:
    """Return in how many elections one party won a majority, as far as that is certain."""
    sure = [house for house in houses if house.has_majority is not None]
    won = [house.election["when"] for house in sure if house.has_majority]
    what = "one party won a majority of the seats"
    if not sure:
        return [f"It is not certain for any of them whether {what}"]
    if len(sure) == 1 < len(houses):
        answer = "one did" if won else "none did"
        return [f"Only for {sure[0].election['when']} is it certain whether {what}: {answer}"]
    n, all_sure = len(sure), len(sure) == len(houses)
    of_them = "of them" if all_sure else f"of the {words.number(n)} for which this is certain"
    if not won:
        return [f"{what} in {'neither' if n == 2 else 'none'} {of_them}"]
    if len(won) < n:
        return [f"{what} in {words.number(len(won))} {of_them} ({words.listing(won)})"]
    if n == 2 and all_sure:
        return [f"{what} in both"]
    return [f"{what} in each {of_them}"]


# --- Votes against seats --------------------------------------------------------------------------


def _say_advantage(analysis: SeatAnalysis) -> str:
    """Set the leader's share of the seats against its share of the votes."""
    contest = analysis.contest
    if contest is None:
        return "Votes by party: no data for this election."
    rows, leaders = contest.rows, analysis.house.leaders
    keys = leaders[["party_id", "lineage"]].iloc[0] if len(leaders) == 1 else ()
    leader = next((key for key in keys if key in rows.index), None)
    if leader is None or pd.isna(rows.at[leader, "advantage"]):
        leader = rows["votes"].idxmax()
    row = rows.loc[leader]
    of_lists = contest.basis == "lists"
    votes = f"{words.percent(row['vote_share'])} of the {'list votes' if of_lists else 'votes'}"
    if pd.isna(row["advantage"]):
        return words.sentence(f"{_named(row)} had {votes}, more than any other")
    seats = f"{words.percent(row['seat_share'])} of the {seats_noun(contest)}s"
    return words.sentence(f"{_named(row)} had {votes} and {seats}{_bonus(row)}")


def _bonus(row: pd.Series) -> str:
    """Return how far the share of seats is from the share of votes."""
    difference = row["seat_share"] - row["vote_share"]
    if abs(difference) < values.SMALLEST_CHANGE:
        return ""
    kind = "bonus" if difference > 0 else "penalty"
    return f", a seat {kind} of {words.points(difference)}"


def say_balance(analysis: SeatAnalysis) -> list[str]:
    """Return sentences on votes and seats in the election, after those of the opening."""
    if analysis.house is None:
        return ["Without seats by party, votes and seats cannot be compared."]
    contest = analysis.contest
    if contest is None:
        return [_say_advantage(analysis)]
    said = [_say_basis(contest), _say_wasted(contest), *_say_limits(contest)]
    return [words.sentence(text) for text in said if text]


def _say_basis(contest: Contest) -> str:
    """Return what is compared, where that is not simply all votes and all seats."""
    if contest.basis != "lists":
        return ""
    seats = words.count(contest.seats_total, "list seat")
    text = f"votes for lists are compared here with the {seats} that they filled"
    at_stake = contest.election["seats_at_stake"]
    outside = int(at_stake) - contest.seats_total if words.known(at_stake) else 0
    if outside > 0:
        others = "seat was a district seat" if outside == 1 else "seats were district seats"
        text += f"; the other {words.number(outside)} {others}"
    return text


def _say_wasted(contest: Contest) -> str:
    """Return the share of the votes without a seat, and what of it the legal threshold explains."""
    wasted = wasted_share(contest)
    if not words.known(wasted):
        return ""
    if wasted == 0:
        return f"every party with votes has a {seats_noun(contest)}"
    text = f"parties without a {seats_noun(contest)} had {words.percent(wasted)} of the votes"
    rules = contest.rules
    if not rules.threshold_pct or not of_lists(contest):
        return text
    base = base_name(rules.threshold_base)
    of_blocs = (
        f" ({rules.bloc_threshold_pct:g}% for a bloc)"
        if rules.bloc_threshold_pct and rules.bloc_threshold_pct != rules.threshold_pct
        else ""
    )
    return f"{text}; the legal threshold was {rules.threshold_pct:g}% of {base}{of_blocs}"


def _say_limits(contest: Contest) -> list[str]:
    """Return what the comparison cannot take in."""
    said = []
    if contest.several:
        said.append(
            "the votes exceed the valid ballots, because electors had several votes; shares are of "
            "the votes"
        )
    elif contest.votes_total is None:
        said.append("the source does not give all valid votes: shares are of the votes it lists")
    elif contest.unlisted:
        most = "up to " if isinstance(contest.votes_total, tuple) else ""
        share = words.percent(contest.unlisted)
        said.append(f"the source names no party for {most}{share} of the votes")
    return said


def _named(row: dict | pd.Series) -> str:
    return in_sentence(row["name"], row["kind"])


# --- Indices through time -------------------------------------------------------------------------


def say_indices(analysis: SeatAnalysis, measures: Iterable[str]) -> list[str]:
    """Return sentences on the course of indices: the last value, and the extremes.

    Parameters
    ----------
    analysis : SeatAnalysis
    measures : iterable of str
        Keys of :data:`helpers.analyses.contests.INDICES`.
    """
    sentences, missing = [], {}
    for measure in measures:
        index = INDICES[measure]
        rows = analysis.indices[analysis.indices["measure"] == measure]
        if rows.empty:
            missing.setdefault(index.why_not, []).append(index.name)
            continue
        sentences.append(words.sentence(_say_index(analysis, index, rows)))
        if measure == "enpp" and (expected := expected_parties(analysis.contest)):
            sentences.append(
                f"The seat product model expects {words.decimal(expected)} for a house and "
                "districts of this size."
            )
        if measure == "pedersen" and (parts := _parts(analysis)):
            sentences.append(parts)
    for reason, names in missing.items():
        sentences.append(words.sentence(f"{words.listing(names)} cannot be computed: {reason}"))
    return sentences


def _parts(analysis: SeatAnalysis) -> str:
    """Return the volatility in two parts; empty unless all votes of both elections are known."""
    if not analysis.position:
        return ""
    before, after = analysis.contests[analysis.position - 1], analysis.contest
    parts = volatility_in_parts(before, after, analysis.parties)
    if parts is None:
        return ""
    entry, switching = (words.decimal(part) for part in parts)
    return (
        f"Of this, {entry} points are due to parties that entered or left, {switching} to votes "
        "that moved between parties that stood both times."
    )


def _say_index(analysis: SeatAnalysis, index: Index, rows: pd.DataFrame) -> str:
    """Return an index's value in the election, and its range over the elections with full data."""
    when = analysis.election["when"]
    chosen = rows[rows["election_id"] == analysis.election["election_id"]]
    of_unit = f" {index.unit}" if index.unit else ""
    if chosen.empty:
        text = f"{index.name} is not known for {when}"
    elif not chosen["informative"].iloc[0]:
        why = why_not_exact(rows["measure"].iloc[0], analysis.house, analysis.contest)
        text = f"{index.name} cannot be narrowed down for {when}" + (f": {why}" if why else "")
    else:
        row = chosen.iloc[0]
        high = None if np.isinf(row["high"]) else row["high"]
        text = f"{index.name} was {words.between(row['low'], high)}{of_unit} in {when}"
    exact = rows[rows["low"].round(1) == rows["high"].round(1)]
    least, most = exact["low"].min(), exact["low"].max()
    if len(exact) > 2 and round(least, 1) < round(most, 1):
        text += (
            f". In the {words.number(len(exact))} elections with full data it was between "
            f"{words.decimal(least)} ({exact.loc[exact['low'].idxmin(), 'when']}) and "
            f"{words.decimal(most)} ({exact.loc[exact['low'].idxmax(), 'when']})"
        )
    return text


# --- Lists and districts --------------------------------------------------------------------------


def say_tiers(analysis: SeatAnalysis) -> list[str]:
    """Return sentences on list and district seats."""
    if analysis.tiers is None:
        return [_no_tiers(analysis)]
    rows = analysis.tiers
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
        sentences.append(f"{names} won {won}{each}" + (f", {share}" if share != "100%" else ""))
    return [words.sentence(text) for text in sentences]


def _no_tiers(analysis: SeatAnalysis) -> str:
    if analysis.house is None:
        return "Without seats by party, list and district seats are not known either."
    return {
        "lists": "All elected seats were filled from lists: there are no districts to compare.",
        "districts": "All elected seats were filled in districts: there are no list seats.",
        "unknown": "The source does not split list and district seats.",
        "some": "The source splits list and district seats for some parties only.",
    }[_one_tier(analysis)]


def _one_tier(analysis: SeatAnalysis) -> str:
    """Return which tier all seats are of, where there are not two: lists, districts, unknown."""
    if len(analysis.rules.tiers) == 1:
        return next(iter(analysis.rules.tiers))
    rows = analysis.seats[analysis.seats["election_id"] == analysis.election["election_id"]]
    rows = rows[(rows["total"] > 0) & rows["kind"].isin(PARTY_KINDS)]
    if analysis.rules.tiers:
        return "some" if rows["proportional"].notna().any() else "unknown"
    for column, name in (("proportional", "lists"), ("majority", "districts")):
        if len(rows) and (rows[column] == rows["total"]).fillna(False).all():
            return name
    known = rows["proportional"].notna() | rows["majority"].notna()
    return "some" if known.any() else "unknown"


# --- What if --------------------------------------------------------------------------------------


def say_what_if(analysis: SeatAnalysis) -> list[str]:
    """Return sentences on the list seats under the formulas, compared with each other."""
    result = analysis.what_if
    if result is None:
        return [_no_what_if(analysis)]
    seats = words.count(result.seats, "list seat")
    sentences = [
        f"The {seats} are shared out again among the votes for lists, in one district, "
        f"{_with_threshold(result)}"
    ]
    formula = FORMULA_NAMES[analysis.formula]
    if analysis.formula in result.problems:
        sentences.append(f"{formula} {written(result.problems[analysis.formula])}")
    else:
        sentences.append(_say_formula(analysis, result))
        sentences += _say_other_formulas(analysis, result)
    # What rounding leaves is nobody's vote.
    if round(result.below, 6) > 0:
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


def _with_threshold(result: WhatIf) -> str:
    of_party, of_bloc = result.thresholds
    if result.is_legal is None:
        return "without a threshold, since the legal one is not on record"
    if not of_party:
        return "without a threshold" if not result.is_legal else "as the law sets no threshold"
    kind = "the legal threshold" if result.is_legal else "a threshold"
    of_blocs = f" ({words.percent(of_bloc)} for blocs)" if of_bloc != of_party else ""
    return f"with {kind} of {words.percent(of_party)}{of_blocs} of {base_name(result.base)}"


def _say_formula(analysis: SeatAnalysis, result: WhatIf) -> str:
    """Return what the chosen formula gives, and what it has to do with the seats as they were."""
    formula = FORMULA_NAMES[analysis.formula]
    rows = result.rows
    if analysis.formula in result.explains:
        return f"{formula} gives every list the seats that it won"
    moved = result.moved(analysis.formula, "actual")
    first = rows.loc[(rows[analysis.formula] - rows["actual"]).abs().fillna(0).idxmax()]
    name = in_sentence(first["name"], "party")
    text = (
        f"under {formula} {name} would have {_list_seats(first[analysis.formula])} instead of "
        f"{words.number(first['actual'])}"
    )
    if moved != abs(first[analysis.formula] - first["actual"]):
        text += f"; {words.count(moved, 'seat')} would change hands"
    if result.explains:
        named = words.listing([FORMULA_NAMES[each] for each in result.explains])
        give = "gives" if len(result.explains) == 1 else "give"
        return f"{text}. {words.capital(named)} {give} the seats as they were"
    none = "No formula that could be tried" if result.problems else "No formula"
    return f"{text}. {none} gives the seats as they were: {_other_rules(analysis, result)}"


def _list_seats(n: float | None) -> str:
    return words.count(n, "list seat")


def _other_rules(analysis: SeatAnalysis, result: WhatIf) -> str:
    """Return what else decided the seats, as far as the rules say."""
    districts = analysis.rules.list_districts
    causes = [] if result.is_legal else ["the threshold"]
    if districts is None:
        causes.append("districts")
    elif districts > 1:
        causes.append(f"the {words.number(districts)} districts of the lists")
    causes.append("other rules")
    return f"{words.listing(causes, 'or')} played a part"


def _say_other_formulas(analysis: SeatAnalysis, result: WhatIf) -> list[str]:
    """Compare the chosen formula with the others."""
    others = [
        formula for formula in FORMULAS if formula not in (analysis.formula, *result.problems)
    ]
    moved = {formula: result.moved(analysis.formula, formula) for formula in others}
    if not moved:
        return []
    if not any(moved.values()):
        return ["the other formulas give the same seats"]
    most = max(moved.values())
    if len(others) == 1:
        return [f"{FORMULA_NAMES[others[0]]} differs from it by {words.count(most, 'seat')}"]
    return [f"the other formulas differ from it by up to {words.count(most, 'seat')}"]


def _no_what_if(analysis: SeatAnalysis) -> str:
    if analysis.contest is None:
        return "Without votes and seats by party no formula can be tried."
    if not of_lists(analysis.contest):
        if _one_tier(analysis) == "districts":
            return "All elected seats were filled in districts: no formula shares them out."
        return "The list seats of each party are not known: no formula can be tried."
    share = analysis.contest.share_of_lists
    if share < 0.5:
        return (
            f"Parties had only {words.percent(share)} of the votes: formulas for lists would say "
            "little here."
        )
    return "The source does not give the votes of two lists in full: no formula can be tried."


# --- What is missing ------------------------------------------------------------------------------


def say_left_out(analysis: SeatAnalysis) -> list[str]:
    """Return why sections are not in the report."""
    if analysis.election is None:
        return []
    reasons = say_history(analysis) if analysis.history["election_id"].nunique() < 2 else []
    if analysis.tiers is None:
        reasons += say_tiers(analysis)
    if all(contest is None for contest in analysis.contests):
        return [
            *reasons,
            "No election of this house in these years has both votes and seats by party: how "
            "proportional and how volatile the elections were, and what other formulas would have "
            "given, is not known.",
        ]
    if analysis.contest is None:
        reasons += say_balance(analysis)
    if analysis.what_if is None:
        reasons += say_what_if(analysis)
    absent = [measures for measures in GROUPS.values() if not analysis.has(measures)]
    reasons += say_indices(analysis, [measure for measures in absent for measure in measures])
    return list(dict.fromkeys(reasons))


# --- Tables ---------------------------------------------------------------------------------------


def table_of_formulas(analysis: SeatAnalysis) -> pd.DataFrame | None:
    """Return the seats under each formula and the actual ones, of lists that win any."""
    result = analysis.what_if
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


def notes_on_formulas(analysis: SeatAnalysis) -> list[str]:
    """Return what a reader of the table of formulas must know."""
    result = analysis.what_if
    notes = [
        f"{words.capital(words.count(result.seats, 'list seat'))} shared out "
        f"{_with_threshold(result)}. Lists that win no seat under any formula are left out."
    ]
    if result.is_legal and analysis.rules.source:
        notes.append(words.sentence(f"The threshold: {analysis.rules.source}"))
    notes += [
        words.sentence(f"{FORMULA_NAMES[formula]} {written(reason)}")
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


def table_of_indices(analysis: SeatAnalysis) -> pd.DataFrame:
    """Return every index of every election, as text: one value, or the lowest and highest.

    An index that no election has is left out; the table is empty if there is none at all.
    """
    rows = analysis.indices
    if rows.empty:
        return pd.DataFrame()
    wide = pd.DataFrame({"Election": analysis.elections["when"]})
    basis = rows[rows["measure"] == "gallagher"].set_index("election_id")["basis"]
    wide["Basis"] = analysis.elections["election_id"].map(basis).astype("string")
    for measure, index in INDICES.items():
        own = rows[rows["measure"] == measure].set_index("election_id")
        texts = {key: _range(row["low"], row["high"]) for key, row in own.iterrows()}
        wide[index.column] = analysis.elections["election_id"].map(texts).astype("string")
    return wide.iloc[::-1].dropna(axis="columns", how="all").reset_index(drop=True)


def _range(low: float, high: float) -> str:
    least = f"{low:.1f}"
    if np.isinf(high):
        return f"{least} or more"
    return least if least == f"{high:.1f}" else f"{least}\N{EN DASH}{high:.1f}"


def table_of_figures(analysis: SeatAnalysis) -> pd.DataFrame:
    """Return every number of every election with the page and line that print it.

    A column without a figure is left out.
    """
    key = ["election_id", "party"]
    seats = analysis.seats.assign(seat_source=page_and_line(analysis.seats))
    votes = analysis.votes.assign(vote_source=page_and_line(analysis.votes))
    both = seats.merge(
        votes[[*key, "name", "lineage", "votes", "pct", "vote_source"]],
        on=key,
        how="outer",
        suffixes=("", "_votes"),
    )
    when = analysis.elections.set_index("election_id")["when"]
    order = {election: i for i, election in enumerate(analysis.elections["election_id"])}
    both = both.assign(when=both["election_id"].map(when), _order=both["election_id"].map(order))
    both = both.sort_values(
        ["_order", "total", "votes", "party"],
        ascending=[False, False, False, True],
        kind="stable",
    )
    size = {h.election["election_id"]: h.size for h in analysis.houses if h is not None}
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
