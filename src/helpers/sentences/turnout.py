"""What the report on turnout says: titles, sentences and tables to read.

Each function takes a :class:`~helpers.analyses.turnout.TurnoutAnalysis`. Tables print shares in per
cent.
"""

from __future__ import annotations

import math
from itertools import pairwise

import pandas as pd

from helpers.analyses import values
from helpers.analyses.turnout import (
    TurnoutAnalysis,
    invalid_series,
    later_rounds,
    register_ends,
    share_series,
)
from helpers.sentences import series as in_time
from helpers.sentences import words
from helpers.sentences.houses import say_holdings
from helpers.sentences.peers import say_comparison, say_place
from helpers.sentences.sources import page_and_line

#: How the columns of the tables to show are written, where the usual way is not enough.
FORMATS = {
    "Computed, %": ".2f",
    "Printed, %": ".2f",
    "Difference, points": "+.2f",
    "Blank or invalid, %": ".2f",
    "Used, %": ".2f",
    "Other page, %": ".2f",
}

_BASES = {
    "counts": "voters over electors",
    "printed": "as printed",
    "narrative": "as the narrative says",
}
_EXACTNESS = {
    "approximate": "approximate",
    "at_least": "at least",
    "at_most": "at most",
}

#: A register that changes by more than this, and by more than so much a year, was made anew or
#: counts others: hardly a population grows by 4% a year.
REGISTER_JUMP, REGISTER_JUMP_A_YEAR = 0.2, 0.05


def share_text(row: pd.Series, digits: int = 1) -> str:
    """Return a row's turnout in words, with its qualifier; a printed one with its decimals."""
    if digits and words.known(row["basis"]) and row["basis"] == "printed":
        printed = f"{float(row['share']) * 100:.2f}".rstrip("0").rstrip(".")
        return words.qualified(f"{printed}%", row["qualifier"])
    return words.qualified(words.percent(row["share"], digits), row["qualifier"])


def title(analysis: TurnoutAnalysis) -> str:
    """Return the report's title: the finding."""
    place = words.the_country(analysis.country)
    where = f"in {place}" if analysis.house == "LC" else f"for the upper house of {place}"
    if analysis.known.empty:
        return f"No turnout is known {where}"
    return in_time.headline(share_series(analysis.series), f"Turnout {where}", "was")


def say_findings(analysis: TurnoutAnalysis) -> list[str]:
    """Return the sentences on the first screen: the latest turnout, its course, the peers'."""
    if analysis.known.empty:
        return _nothing_known(analysis)
    series, known = analysis.series, analysis.known
    return [
        _latest(known),
        *_trend(series),
        *[
            _later_round(row, _first_of(series, row))
            for _, row in later_rounds(analysis.rounds).tail(1).iterrows()
        ],
        say_comparison(known["share"].iloc[-1], analysis.others, analysis.region, "turnout"),
    ]


def say_others(analysis: TurnoutAnalysis) -> str:
    """Return the sentence that compares the latest turnout with the whole archive's, if any."""
    if analysis.others.empty:
        return ""
    return say_place(analysis.known["share"].iloc[-1], analysis.others, "turnout")


def _latest(known: pd.DataFrame) -> str:
    row = known.iloc[-1]
    text = f"In the election of {_days(row)}, {share_text(row)} of registered electors voted"
    if row["basis"] == "counts":
        numbers = f"{_number(row, 'voters')} of {_number(row, 'electors')}"
        return words.sentence(f"{text}: {numbers}")
    if row["basis"] == "narrative":
        return words.sentence(f"{text}, as the narrative of the source says")
    if words.known(row["computed"]):
        if abs(row["share"] - row["computed"]) < values.SMALLEST_CHANGE:
            return words.sentence(f"{text}, as the source prints")
        counts = f"{_number(row, 'voters')} of {_number(row, 'electors')}"
        return words.sentence(
            f"{text}, as the source prints; its own counts give {words.percent(row['computed'])} "
            f"({counts})"
        )
    return words.sentence(f"{text}; the source prints the share without both numbers behind it")


def _days(row: pd.Series) -> str:
    """Return the day of voting, or the first and the last of several."""
    one_round = not words.known(row["rounds"]) or row["rounds"] == 1
    return words.dates(row["date"], row["last_date"] if one_round else None)


def _trend(series: pd.DataFrame) -> list[str]:
    shares = share_series(series)
    if len(shares.rows) == 1:
        return ["No other election in these years has a known turnout, so there is no trend."]
    text = f"That is {in_time.since_last(shares)}"
    if len(shares.rows) > 2 and (extremes := in_time.extremes(shares)):
        text += f"; over {words.count(len(shares.rows), 'election')} it was {extremes}"
    return [words.sentence(text)]


def _course(series: pd.DataFrame) -> list[str]:
    """Return the trend, where there are elections enough."""
    trend = in_time.say_trend(share_series(series), "turnout")
    return [words.sentence(trend)] if trend else []


def _first_of(series: pd.DataFrame, row: pd.Series) -> pd.Series | None:
    same = series[series["election_id"] == row["election_id"]]
    return None if same.empty else same.iloc[0]


def _later_round(row: pd.Series, first: pd.Series | None) -> str:
    return words.sentence(
        f"In the {words.ordinal(row['round'])} round, on {words.date(row['date'])}, "
        f"{share_text(row)} of those called to vote did so{_dropped(row, first)}"
    )


def _dropped(row: pd.Series, first: pd.Series | None) -> str:
    """Return how turnout differs from the first round's; empty if that is not known."""
    if first is None or not words.known(first["share"]) or words.known(first["qualifier"]):
        return ""
    difference = float(row["share"]) - float(first["share"])
    if abs(difference) < values.SMALLEST_CHANGE:
        return ", about the same share as in the first round"
    way = "less" if difference < 0 else "more"
    return f", {words.points(difference)} {way} than in the first round"


def _nothing_known(analysis: TurnoutAnalysis) -> list[str]:
    """Say what is missing, and what there is instead."""
    series = analysis.series
    said = say_holdings(
        analysis, series["date"], "but neither turnout nor both voters and electors"
    )
    said += [
        f"For {row['when']} only the number of {what} is known: {_number(row, what)}"
        for _, row in series.iterrows()
        for what in ("electors", "voters")
        if words.known(row[what])
    ]
    if analysis.house == "UC":
        said.append(
            "Members of many upper houses are appointed or elected indirectly, and then there is "
            "no electorate at large whose turnout could be counted"
        )
    return [words.sentence(text) for text in said]


def say_gaps(analysis: TurnoutAnalysis) -> list[str]:
    """Return the sentences below the first chart: the trend, and what is missing or inexact."""
    if analysis.known.empty:
        return []
    # Of a single election no line is drawn, and its basis is in the first sentence.
    basis = _basis(analysis.series) if len(analysis.known) > 1 else []
    return [*_course(analysis.series), *basis, *_gaps(analysis.series)]


def _basis(series: pd.DataFrame) -> list[str]:
    """Say for which elections the chart shows a printed percentage, and why."""
    said = []
    printed = series["basis"].eq("printed").fillna(False)
    alone = series.loc[printed & series["computed"].isna(), "when"]
    if len(alone):
        said.append(
            f"For {words.listing(alone)} the source gives a percentage without both numbers behind "
            "it, drawn as an open circle"
        )
    exact = series["qualifier"].isna() & series["electors_qualifier"].isna()
    contradicted = series.loc[printed & series["computed"].notna() & exact, "when"]
    if len(contradicted):
        said.append(
            f"For {words.listing(contradicted)} the percentage and the counts of the source "
            "contradict each other; the percentage is used, and drawn as an open circle"
        )
    in_words = series.loc[series["basis"].eq("narrative").fillna(False), "when"]
    if len(in_words):
        said.append(
            f"For {words.listing(in_words)} the tables of the page have no turnout; its narrative "
            "does, and the share is drawn as an open circle"
        )
    return [words.sentence(text) for text in said]


def _gaps(series: pd.DataFrame) -> list[str]:
    """Say which elections have no exact turnout, or none."""
    said = []
    rough = series[series["qualifier"].notna() & series["basis"].ne("narrative").fillna(True)]
    if len(rough):
        said.append(f"The source itself gives no exact figures for {words.listing(rough['when'])}")
    missing = series.loc[series["share"].isna(), "when"]
    if len(missing):
        said.append(f"Turnout: no data for {words.listing(missing)}")
    return [words.sentence(text) for text in said]


def title_of_register(analysis: TurnoutAnalysis) -> str:
    """Say in a few words how the register and the voters changed; empty if it is not known."""
    series = analysis.series
    ends, numbers = register_ends(series)
    if ends.empty:
        return ""
    first, last = ends.iloc[0], ends.iloc[1]
    names = {"electors": "the register", "voters": "the number of voters"}
    changes = [f"{names[what]} {_grew(first, last, what)}" for what in numbers]
    return words.capital(f"{words.listing(changes)} from {first['when']} to {last['when']}")


def say_register(analysis: TurnoutAnalysis) -> list[str]:
    """Return the sentences on registered electors and voters."""
    series = analysis.series
    electors = series[series["electors"].notna()]
    if electors.empty:
        return ["Registered electors: no data."]
    ends, numbers = register_ends(series)
    said = []
    if len(ends):
        first, last = ends.iloc[0], ends.iloc[1]
        names = {"electors": "the register", "voters": "the number of voters"}
        changes = [
            f"{names[what]} {_grew(first, last, what)}, from {_number(first, what)} to "
            f"{_number(last, what)}"
            for what in numbers
        ]
        said.append(f"From {first['when']} to {last['when']}, {', and '.join(changes)}")
    else:
        row = electors.iloc[0]
        said = [
            f"The register is known for {row['when']} only: {_number(row, 'electors')} electors"
        ]
    missing = series.loc[series["electors"].isna(), "when"]
    if len(missing) and len(electors) > 1:
        said.append(f"The register: no data for {words.listing(missing)}")
    said += _jumps(electors)
    said.append(
        "Turnout of the voting-age population, which does not depend on the register, is not "
        "computed: the archive has no populations"
    )
    return [words.sentence(text) for text in said]


def _jumps(electors: pd.DataFrame) -> list[str]:
    """Name the elections between which the register changed too much to compare turnouts."""
    said = []
    for (_, old), (_, new) in pairwise(electors.iterrows()):
        if not old["electors"] or not new["electors"]:
            continue
        times = abs(math.log(new["electors"] / old["electors"]))
        years = (new["date"] - old["date"]).days / 365.25
        if times > math.log1p(REGISTER_JUMP) and times > years * math.log1p(REGISTER_JUMP_A_YEAR):
            grew = _grew(old, new, "electors")
            said.append(
                f"Between {old['when']} and {new['when']} the register {grew}, so that turnout "
                "before and after is hardly comparable"
            )
    return said


def _number(row: pd.Series, what: str) -> str:
    return words.qualified(words.figures(row[what]), row[f"{what}_qualifier"])


def _grew(first: pd.Series, last: pd.Series, what: str) -> str:
    """Say how a number changed, no more exactly than it is known."""
    old, new = first[what], last[what]
    rough = words.known(first[f"{what}_qualifier"]) or words.known(last[f"{what}_qualifier"])
    if old == new:
        return "stayed about the same" if rough else "stayed the same"
    if old and abs(new - old) / old < values.SMALLEST_CHANGE:
        return "hardly changed"
    verb = "grew" if new > old else "shrank"
    if not old:
        return verb
    change = words.percent(abs(new - old) / old, 0 if rough else 1)
    return f"{verb} by {words.qualified(change, 'approximate' if rough else None)}"


def say_invalid(analysis: TurnoutAnalysis) -> list[str]:
    """Return the sentences on blank and invalid ballots."""
    series = analysis.series
    known = series[series["invalid"].notna()]
    if known.empty:
        return ["Blank or invalid ballots: no data."]
    last = known.iloc[-1]
    ballots = words.figures(last["invalid_ballots"])
    share = words.percent(last["invalid"])
    said = [f"In {last['when']}, {share} of the ballots cast were blank or invalid ({ballots})"]
    shares = invalid_series(series)
    if extremes := in_time.extremes(shares):
        said.append(f"The share was {extremes}")
    elif len(known) > 1:
        said.append(f"That is {in_time.since_last(shares)}")
    derived = known.loc[known["invalid_basis"].eq("difference"), "when"]
    if len(derived):
        said.append(
            f"For {words.listing(derived)} the number is voters minus valid votes, not reported"
        )
    missing = series.loc[series["invalid"].isna(), "when"]
    if len(missing):
        said.append(f"Blank or invalid ballots: no data for {words.listing(missing)}")
    return [words.sentence(text) for text in said]


def say_check(analysis: TurnoutAnalysis) -> list[str]:
    """Return the sentences on printed and computed turnout, and on what other pages give."""
    rounds, both, differ = analysis.rounds, analysis.checked, analysis.differences
    disagreements = len(analysis.disagreements)
    said = []
    if both.empty:
        said.append(
            "No source prints a percentage together with voters and electors to check it by"
        )
    elif differ.empty:
        said.append(
            f"Printed and computed turnout are both known {words.times(len(both))}, and agree "
            f"within rounding{_every_time(len(both))}"
        )
    else:
        each = [
            f"{row['when']} (printed {words.decimal(row['turnout_pct'], 2)}, computed "
            f"{words.decimal(row['computed'] * 100, 2)})"
            for _, row in differ.iterrows()
        ]
        said.append(
            f"Printed and computed turnout are both known {words.times(len(both))}, and differ by "
            f"more than rounding in {words.listing(each)}"
        )
        said.append(
            "The printed share stands, here and in the charts: the counts may include voters who "
            "are not on the register, such as those abroad, or be preliminary"
        )
    impossible = rounds.loc[rounds["voters"].gt(rounds["electors"]).fillna(False), "when"]
    if len(impossible):
        said.append(
            f"For {words.listing(impossible)} the page prints more voters than electors, so that "
            "no share is computed from them"
        )
    impossible = rounds.loc[rounds["turnout_pct"].gt(100).fillna(False), "when"]
    if len(impossible):
        said.append(
            f"For {words.listing(impossible)} the page prints more than 100%, which is not used"
        )
    if disagreements:
        said.append(
            f"Other pages of the archive give another turnout {words.times(disagreements)}, as the "
            "table shows"
        )
    return [words.sentence(text) for text in said]


def _every_time(n: int) -> str:
    return {1: "", 2: " both times"}.get(n, " every time")


# --- Tables to show -------------------------------------------------------------------------------


def table_of_figures(analysis: TurnoutAnalysis) -> pd.DataFrame:
    """Return every number of every round with the page and line that print it."""
    rounds = analysis.rounds
    figures = pd.DataFrame(
        {
            "Election": rounds["date"].map(words.date),
            "Round": rounds["round"],
            "Electors": rounds["electors"],
            "Voters": rounds["voters"],
            "Blank or invalid": rounds["invalid_ballots"],
            "Valid votes": rounds["valid_votes"],
            "Computed, %": words.per_cent(rounds["computed"]),
            "Printed, %": rounds["turnout_pct"],
            "Used, %": words.per_cent(rounds["share"]),
            "Blank or invalid, %": words.per_cent(rounds["invalid"]),
            "Remark": pd.Series(
                [_remark(row) for _, row in rounds.iterrows()], rounds.index, "string"
            ),
            "Source": page_and_line(rounds),
        }
    )
    if not figures["Round"].gt(1).any():
        figures = figures.drop(columns="Round")
    return figures if figures["Remark"].notna().any() else figures.drop(columns="Remark")


def _remark(row: pd.Series) -> str | None:
    said = [
        f"{what} {_EXACTNESS[row[f'{what}_qualifier']]}"
        for what in ("electors", "voters")
        if words.known(row[f"{what}_qualifier"])
    ]
    if words.known(row["invalid_basis"]) and row["invalid_basis"] == "difference":
        said.append("blank or invalid: voters less valid votes")
    if words.known(row["basis"]) and row["basis"] == "narrative":
        said.append(f"turnout {share_text(row)} by the narrative")
    if not words.known(row["page"]):
        said.append("no page prints figures")
    return "; ".join(said) or None


def table_of_differences(analysis: TurnoutAnalysis) -> pd.DataFrame:
    """Return the printed percentages that the counts contradict."""
    rows = analysis.differences
    return pd.DataFrame(
        {
            "Election": rows["date"].map(words.date),
            "Voters": rows["voters"],
            "Electors": rows["electors"],
            "Computed, %": words.per_cent(rows["computed"]),
            "Printed, %": rows["turnout_pct"],
            "Difference, points": rows["turnout_pct"] - words.per_cent(rows["computed"]),
            "Source": page_and_line(rows),
        }
    )


def table_of_disagreements(analysis: TurnoutAnalysis) -> pd.DataFrame:
    """Return the pages that give another turnout for the same election."""
    rows = analysis.disagreements
    used = rows[["page_used", "line_used"]].set_axis(["page", "line"], axis=1)
    return pd.DataFrame(
        {
            "Election": rows["date"].map(words.date),
            "Used, %": words.per_cent(rows["share_used"]),
            "Source": page_and_line(used),
            "Other page, %": words.per_cent(rows["share"]),
            "Other source": page_and_line(rows),
        }
    )


def table_of_peers(analysis: TurnoutAnalysis) -> pd.DataFrame:
    """Return the country and its peers, the highest turnout first; empty without peers."""
    if not analysis.others["is_peer"].any():
        return pd.DataFrame()
    own = analysis.known.tail(1).assign(country=analysis.country)
    rows = pd.concat([own, analysis.others[analysis.others["is_peer"]]])
    rows = rows.sort_values(["share", "country"], ascending=[False, True], kind="stable")
    return pd.DataFrame(
        {
            "Country": rows["country"],
            "Election": rows["date"].map(words.date),
            "Turnout, %": words.per_cent(rows["share"]),
            "Basis": rows["basis"].map(_BASES),
            "Source": page_and_line(rows),
        }
    )
