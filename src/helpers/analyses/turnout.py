"""Who votes: turnout through time, the register, blank and invalid ballots, other countries.

Frames in, frames and sentences out. Turnout is voters over registered electors where a page
prints both; where it prints only a percentage, that is used and marked as printed. Shares are in
[0, 1] throughout; the tables print them in per cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from helpers.analyses import peers as beside
from helpers.analyses import values, words
from helpers.analyses.elections import choose, undisputed
from helpers.analyses.series import ShareSeries
from helpers.measures import invalid_share
from helpers.measures import turnout as turnout_share

#: How the columns of the tables to show are written, where the usual way is not enough.
FORMATS = {
    "Computed, %": ".2f",
    "Printed, %": ".2f",
    "Difference, points": "+.2f",
    "Blank or invalid, %": ".2f",
    "Used, %": ".2f",
    "Other page, %": ".2f",
}

#: Tables that :func:`tell` needs.
TABLES = ("elections", "turnout", "statements")

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


@dataclass(frozen=True)
class Story:
    """What the report on turnout says.

    Parameters
    ----------
    country : str
        The country's name as it stands in a sentence.
    rounds : DataFrame
        The house's elections in the span, a row per round, as :func:`all_rounds` returns them,
        with ``when``, the election's name: its year, after the month if there were two in it.
    others : DataFrame
        Other countries at their nearest elections, as :func:`helpers.analyses.peers.nearest`
        returns them; empty if no turnout of the house is known.
    peers_are : str
        What the peers are, for instance ``"countries of Central Asia"``.
    title : str
        The finding.
    findings, gaps, register, invalid, check : list of str
        The sentences of each section.
    figures, differences, disagreements, compared : DataFrame
        Tables to show: every number and its source; printed percentages that the counts
        contradict; other pages that do; the other countries.
    """

    country: str
    rounds: pd.DataFrame
    others: pd.DataFrame
    peers_are: str
    title: str
    findings: list[str]
    gaps: list[str]
    register: list[str]
    invalid: list[str]
    check: list[str]
    figures: pd.DataFrame
    differences: pd.DataFrame
    disagreements: pd.DataFrame
    compared: pd.DataFrame

    @property
    def is_known(self) -> bool:
        """Whether the turnout of any election is known."""
        return bool(self.rounds["share"].notna().any())


def tell(
    elections: pd.DataFrame,
    turnout: pd.DataFrame,
    statements: pd.DataFrame | None = None,
    *,
    iso3: str,
    country: str,
    region: str | None,
    house: str,
    since: int,
    until: int,
    peers: tuple[str, ...],
) -> Story:
    """Say what the archive knows of the turnout at one house's elections.

    Parameters
    ----------
    elections, turnout : DataFrame
        The tables of these names.
    statements : DataFrame, optional
        The table of this name: it gives a turnout where no table of a page does.
    iso3, country, region, house : str
        The country's code, name to show and region; LC or UC.
    since, until : int
        First and last year.
    peers : tuple of str
        ISO 3166 alpha-3 codes of the countries to compare with.

    Returns
    -------
    Story
    """
    everywhere = all_rounds(elections, turnout)
    if statements is not None:
        everywhere = with_statements(everywhere, statements)
    chosen = choose(elections, iso3, house, since, until).set_index("election_id")
    rounds = everywhere[everywhere["election_id"].isin(chosen.index)]
    rounds = rounds.join(chosen["when"], on="election_id").reset_index(drop=True)
    series = first_rounds(rounds)
    known = series[series["share"].notna()]
    place = words.the_country(country)

    day = known["date"].iloc[-1] if len(known) else None
    elsewhere = first_rounds(everywhere)
    elsewhere = elsewhere[elsewhere["house"].eq(house) & elsewhere["share"].notna()]
    others = beside.nearest(elsewhere, day, iso3, peers)
    peers_are = beside.name_of(peers, elections, iso3, region)
    disagreements = _disagreements(rounds, turnout)
    return Story(
        country=place,
        rounds=rounds,
        others=others,
        peers_are=peers_are,
        title=_title(series, place, house),
        findings=_nothing_known(series, elections, iso3, place, house)
        if known.empty
        else [
            _latest(known),
            *_trend(series),
            *[
                _later_round(row, _first_of(series, row))
                for _, row in later_rounds(rounds).tail(1).iterrows()
            ],
            *beside.sentences(known["share"].iloc[-1], others, peers_are, "turnout"),
        ],
        gaps=[*_course(series), *_gaps(series)] if len(known) else [],
        register=_register(series),
        invalid=_invalid(series),
        check=_check(rounds, len(disagreements)),
        figures=_figures(rounds),
        differences=_differences(rounds),
        disagreements=disagreements,
        compared=_compared(known, others, country),
    )


# --- Frames ---------------------------------------------------------------------------------------


def all_rounds(elections: pd.DataFrame, turnout: pd.DataFrame) -> pd.DataFrame:
    """Return every round of every election with its turnout.

    Parameters
    ----------
    elections, turnout : DataFrame
        The tables of these names.

    Returns
    -------
    DataFrame
        A row per election and round, in order of time; an election without any in ``turnout`` has
        one row without figures. ``date`` is the round's, or else the election's first day. With
        the figures of the preferred page stand ``computed`` (voters over electors), ``printed``,
        ``share`` (computed; printed where that is all there is, or where the counts contradict
        it), ``basis`` (counts, printed; by
        :func:`with_statements` also narrative), ``qualifier`` (how exact the share is),
        ``invalid_ballots``, ``invalid`` (their share of the ballots cast) and ``invalid_basis``
        (printed; difference: voters less valid votes). Shares are Float64 in [0, 1].
    """
    rows = _with_shares(turnout[turnout["preferred"].fillna(False).astype(bool)])
    rows = rows.sort_values(["election_id", "round", "line"], kind="stable")
    rows = rows.drop_duplicates(["election_id", "round"])
    of_election = ["election_id", "iso3", "country", "region", "house", "first_date"]
    of_election += ["last_date", "rounds"]
    rows = elections[of_election].merge(rows, how="left", on="election_id")
    rows["date"] = rows["date"].fillna(rows["first_date"])
    return rows.sort_values(["date", "election_id", "round"], kind="stable", ignore_index=True)


def with_statements(rounds: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Give rounds without a turnout the one that a page's narrative says.

    Parameters
    ----------
    rounds : DataFrame
        As :func:`all_rounds` returns them.
    statements : DataFrame
        The table of this name.

    Returns
    -------
    DataFrame
        The same rows; those that the narrative fills have the ``basis`` narrative, its
        ``qualifier``, and its page and line.
    """
    said = statements[
        statements["subject"].eq("turnout_pct") & statements["use"].isin(["fills", "decides"])
    ]
    said = undisputed(said.assign(round=said["round"].fillna(1)), ["election_id", "round"])
    said = said.set_index(["election_id", "round"])
    keys = pd.MultiIndex.from_arrays([rounds["election_id"], rounds["round"].fillna(1)])
    found = said.reindex(keys).set_index(rounds.index)
    empty = rounds["share"].isna() & found["value"].notna()
    filled = rounds.copy()
    filled.loc[empty, "share"] = found["value"] / 100
    filled.loc[empty, "basis"] = "narrative"
    for name in ("qualifier", "page", "line"):
        filled.loc[empty, name] = found[name]
    return filled


def _with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    # More voters than electors or more than 100 per cent is a misprint, and gives no share.
    possible = (rows["electors"] > 0) & (rows["voters"] <= rows["electors"])
    computed = turnout_share(
        rows["voters"].where(possible.fillna(False)),
        rows["electors"].where(possible.fillna(False)),
    )
    printed = (rows["turnout_pct"] / 100).where((rows["turnout_pct"] <= 100).fillna(False))
    basis = pd.Series(pd.NA, rows.index, dtype="string")
    basis = basis.mask(computed.notna(), "counts")
    # Where counts and print contradict each other, print leads: the counts may include voters who
    # are not on the register, abroad for instance, or be those of the evening.
    rough = rows["voters_qualifier"].notna() | rows["electors_qualifier"].notna()
    printed_leads = printed.notna() & (computed.isna() | rough | _contradicts(rows, computed))
    basis = basis.mask(printed_leads, "printed")
    cast = rows["voters"].fillna(rows["blank_or_invalid"] + rows["valid_votes"])
    ballots = rows["blank_or_invalid"].fillna(rows["voters"] - rows["valid_votes"])
    possible = ((cast > 0) & (ballots >= 0) & (ballots <= cast)).fillna(False)
    ballots = ballots.where(possible)
    invalid_basis = pd.Series("difference", rows.index, dtype="string")
    invalid_basis = invalid_basis.mask(rows["blank_or_invalid"].notna(), "printed")
    # "7,291,089 (66% approx.)": it is the percentage that is approximate, not a count to the last
    # voter.
    to_the_last = (printed.notna() & (rows["voters"] % 100 != 0)).fillna(False)
    return rows.assign(
        computed=computed,
        printed=printed,
        share_qualifier=rows["voters_qualifier"],
        voters_qualifier=rows["voters_qualifier"].mask(to_the_last),
        share=computed.mask(printed_leads, printed),
        basis=basis,
        qualifier=_how_exact(
            rows["voters_qualifier"].where(basis.notna()),
            rows["electors_qualifier"].where(basis.eq("counts").fillna(False)),
        ),
        invalid_ballots=ballots,
        invalid=invalid_share(ballots, cast.where(possible)),
        invalid_basis=invalid_basis.where(ballots.notna()),
    )


def _contradicts(rows: pd.DataFrame, computed: pd.Series) -> pd.Series:
    """Return where an exact printed percentage is not the computed share."""
    both = rows["turnout_pct"].notna() & computed.notna() & rows["voters_qualifier"].isna()
    return pd.Series(
        [
            bool(known) and not within_rounding(printed, share)
            for known, printed, share in zip(both, rows["turnout_pct"], computed, strict=True)
        ],
        rows.index,
        dtype=bool,
    )


def _how_exact(voters: pd.Series, electors: pd.Series) -> pd.Series:
    """Say how exact voters over electors is; bounds that pull both ways leave it approximate."""
    # At least so many electors makes the share at most so large.
    electors = electors.replace({"at_least": "at_most", "at_most": "at_least"})
    conflict = (voters != electors).fillna(False)
    return voters.fillna(electors).mask(conflict, "approximate")


def first_rounds(rounds: pd.DataFrame) -> pd.DataFrame:
    """Return the first round of each election: the series that is comparable through time."""
    return rounds[~rounds["election_id"].duplicated()]


def later_rounds(rounds: pd.DataFrame) -> pd.DataFrame:
    """Return the other rounds, those with a known turnout."""
    return rounds[rounds["election_id"].duplicated() & rounds["share"].notna()]


def within_rounding(printed_pct: float, computed: float) -> bool:
    """Tell whether a printed percentage is the computed share, rounded or cut off.

    Parameters
    ----------
    printed_pct : float
        In per cent; it is as exact as its last decimal.
    computed : float
        In [0, 1].
    """
    decimals = len(f"{printed_pct:.10f}".rstrip("0").partition(".")[2])
    unit = 10.0**-decimals
    difference = computed * 100 - printed_pct
    return -unit / 2 - 1e-9 <= difference < unit - 1e-9


# --- Sentences ------------------------------------------------------------------------------------


def share_text(row: pd.Series, digits: int = 1) -> str:
    """Return a row's turnout in words, with its qualifier; a printed one with its decimals."""
    if digits and words.known(row["basis"]) and row["basis"] == "printed":
        printed = f"{float(row['share']) * 100:.2f}".rstrip("0").rstrip(".")
        return words.qualified(f"{printed}%", row["qualifier"])
    return words.qualified(words.percent(row["share"], digits), row["qualifier"])


def share_series(series: pd.DataFrame) -> ShareSeries:
    """Return the known turnouts of first rounds as a series."""
    known = series[series["share"].notna()]
    after = series.loc[series["share"].isna() & (series["date"] > known["date"].max()), "when"]
    return ShareSeries(known, tuple(after))


def _title(series: pd.DataFrame, place: str, house: str) -> str:
    where = f"in {place}" if house == "LC" else f"for the upper house of {place}"
    if series["share"].isna().all():
        return f"No turnout is known {where}"
    return share_series(series).headline(f"Turnout {where}", "was")


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
    text = f"That is {shares.since_last()}"
    if len(shares.rows) > 2 and (extremes := shares.extremes()):
        text += f"; over {words.count(len(shares.rows), 'election')} it was {extremes}"
    return [words.sentence(text)]


def _course(series: pd.DataFrame) -> list[str]:
    """Return the trend, where there are elections enough."""
    told = share_series(series).say_trend("turnout")
    return [words.sentence(told)] if told else []


def _first_of(series: pd.DataFrame, row: pd.Series) -> pd.Series | None:
    same = series[series["election_id"] == row["election_id"]]
    return None if same.empty else same.iloc[0]


def _later_round(row: pd.Series, first: pd.Series | None = None) -> str:
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
        return ", about as many as in the first round"
    way = "fewer" if difference < 0 else "more"
    return f", {words.points(difference)} {way} than in the first round"


def _nothing_known(
    series: pd.DataFrame, elections: pd.DataFrame, iso3: str, place: str, house: str
) -> list[str]:
    """Say what is missing, and what there is instead."""
    name = {"LC": "lower or single house", "UC": "upper house"}
    said = []
    if series.empty:
        said.append(f"The archive holds no election of the {name[house]} of {place} in these years")
    else:
        held = [words.date(day) for day in series["date"]]
        number = words.count(len(held), "election")
        said.append(
            f"The archive holds {number} of the {name[house]} of {place} in these years "
            f"({words.listing(held, most=5)}), without a turnout, or both voters and electors"
        )
        for _, row in series.iterrows():
            for what in ("electors", "voters"):
                if words.known(row[what]):
                    said.append(
                        f"For {row['when']} only the {what} are printed: {_number(row, what)}"
                    )
    other = {"LC": "UC", "UC": "LC"}[house]
    count = int((elections["iso3"].eq(iso3) & elections["house"].eq(other)).sum())
    if count:
        said.append(f"It holds {words.count(count, 'election')} of the {name[other]}")
    if house == "UC":
        said.append(
            "Members of many upper houses are appointed or elected indirectly, and then there is "
            "no electorate at large whose turnout could be counted"
        )
    return [words.sentence(text) for text in said]


def _gaps(series: pd.DataFrame) -> list[str]:
    """Say which elections have no turnout, or one that rests on a printed percentage alone."""
    said = []
    printed = series["basis"].eq("printed").fillna(False)
    alone = series.loc[printed & series["computed"].isna(), "when"]
    if len(alone):
        said.append(
            f"For {words.listing(alone)} the source gives a percentage without both numbers behind "
            "it; it is drawn as an open circle"
        )
    contradicted = series.loc[printed & series["computed"].notna(), "when"]
    if len(contradicted):
        said.append(
            f"For {words.listing(contradicted)} the percentage and the counts of the source "
            "contradict each other or are approximate; the percentage is used, and drawn as an "
            "open circle"
        )
    in_words = series.loc[series["basis"].eq("narrative").fillna(False), "when"]
    if len(in_words):
        said.append(
            f"For {words.listing(in_words)} the tables of the page have no turnout; its narrative "
            "does, and the share is drawn as an open circle"
        )
    rough = series[series["qualifier"].notna() & series["basis"].ne("narrative").fillna(True)]
    if len(rough):
        said.append(
            f"The figures for {words.listing(rough['when'])} are not exact on the page itself"
        )
    missing = series.loc[series["share"].isna(), "when"]
    if len(missing):
        said.append(f"No data for {words.listing(missing)}")
    return [words.sentence(text) for text in said]


def register_ends(series: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the first and the last election to compare, and of which numbers.

    Parameters
    ----------
    series : DataFrame
        As :func:`first_rounds` returns it.

    Returns
    -------
    ends : DataFrame
        Two rows, or none.
    numbers : list of str
        ``["electors", "voters"]``; only electors if both are not known twice.
    """
    both = series[series["basis"].eq("counts").fillna(False)]
    if len(both) >= 2:
        return both.iloc[[0, -1]], ["electors", "voters"]
    electors = series[series["electors"].notna()]
    return electors.iloc[[0, -1]] if len(electors) >= 2 else electors.head(0), ["electors"]


def register_headline(series: pd.DataFrame) -> str:
    """Say in a few words how the register and the voters changed; empty if it is not known."""
    ends, numbers = register_ends(series)
    if ends.empty:
        return ""
    first, last = ends.iloc[0], ends.iloc[1]
    names = {"electors": "the register", "voters": "the number of voters"}
    told = [f"{names[what]} {_grew(first[what], last[what])}" for what in numbers]
    return words.capital(f"{words.listing(told)} from {first['when']} to {last['when']}")


def _register(series: pd.DataFrame) -> list[str]:
    electors = series[series["electors"].notna()]
    if electors.empty:
        return ["Registered electors: no data."]
    ends, numbers = register_ends(series)
    said = []
    if len(ends):
        first, last = ends.iloc[0], ends.iloc[1]
        names = {"electors": "the register", "voters": "the number of voters"}
        told = [
            f"{names[what]} {_grew(first[what], last[what])}, from {_number(first, what)} to "
            f"{_number(last, what)}"
            for what in numbers
        ]
        said.append(f"From {first['when']} to {last['when']}, {', and '.join(told)}")
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


#: A register that changes by more than this between two elections was made anew, or counts others:
#: populations do not change so fast.
REGISTER_JUMP = 0.2


def _jumps(electors: pd.DataFrame) -> list[str]:
    """Name the elections between which the register changed too much to compare turnouts."""
    said = []
    for (_, old), (_, new) in pairwise(electors.iterrows()):
        change = (new["electors"] - old["electors"]) / old["electors"] if old["electors"] else 0
        if abs(change) > REGISTER_JUMP:
            grew = _grew(old["electors"], new["electors"])
            said.append(
                f"Between {old['when']} and {new['when']} the register {grew}: turnouts before and "
                "after rest on different registers"
            )
    return said


def _number(row: pd.Series, what: str) -> str:
    return words.qualified(words.figures(row[what]), row[f"{what}_qualifier"])


def _grew(old: int, new: int) -> str:
    if old == new:
        return "stayed the same"
    verb = "grew" if new > old else "shrank"
    return f"{verb} by {words.percent(abs(new - old) / old)}" if old else verb


def _invalid(series: pd.DataFrame) -> list[str]:
    known = series[series["invalid"].notna()]
    if known.empty:
        return ["Blank or invalid ballots: no data."]
    last = known.iloc[-1]
    ballots = words.figures(last["invalid_ballots"])
    share = words.percent(last["invalid"])
    said = [f"In {last['when']}, {share} of the ballots cast were blank or invalid ({ballots})"]
    shares = known["invalid"].astype(float)
    if len(known) > 1 and not values.looks_same(shares.max(), shares.min()):
        high, low = known.loc[shares.idxmax()], known.loc[shares.idxmin()]
        said.append(
            f"The share was highest in {high['when']}, {words.percent(high['invalid'])}, and "
            f"lowest in {low['when']}, {words.percent(low['invalid'])}"
        )
    derived = known.loc[known["invalid_basis"].eq("difference"), "when"]
    if len(derived):
        said.append(
            f"For {words.listing(derived)} the number is voters minus valid votes, not reported"
        )
    missing = series.loc[series["invalid"].isna(), "when"]
    if len(missing):
        said.append(f"No data for {words.listing(missing)}")
    return [words.sentence(text) for text in said]


def _check(rounds: pd.DataFrame, disagreements: int) -> list[str]:
    both = rounds[rounds["computed"].notna() & rounds["printed"].notna()]
    differ = _beyond_rounding(both)
    said = []
    if both.empty:
        said.append("No source prints a percentage beside voters and electors to check it by")
    elif differ.empty:
        said.append(
            f"Printed and computed turnout are both known {words.times(len(both))}, and agree "
            f"within rounding{' every time' if len(both) > 1 else ''}"
        )
    else:
        told = [
            f"{row['when']} (printed {words.decimal(row['turnout_pct'], 2)}, computed "
            f"{words.decimal(row['computed'] * 100, 2)})"
            for _, row in differ.iterrows()
        ]
        said.append(
            f"Printed and computed turnout are both known {words.times(len(both))}, and differ by "
            f"more than rounding in {words.listing(told)}"
        )
        said.append(
            "The printed share stands, here and in the charts: the counts may include voters who "
            "are not on the register, such as those abroad, or be preliminary"
        )
    impossible = rounds.loc[rounds["voters"].gt(rounds["electors"]).fillna(False), "when"]
    if len(impossible):
        said.append(
            f"For {words.listing(impossible)} the page prints more voters than electors, so no "
            f"share is computed from them"
        )
    impossible = rounds.loc[rounds["turnout_pct"].gt(100).fillna(False), "when"]
    if len(impossible):
        said.append(
            f"For {words.listing(impossible)} the page prints more than 100%, which is not used"
        )
    if disagreements:
        said.append(
            f"Other pages of the archive give another turnout {words.times(disagreements)}, as the "
            f"table shows"
        )
    return [words.sentence(text) for text in said]


def _beyond_rounding(both: pd.DataFrame) -> pd.DataFrame:
    agree = pd.Series(
        [
            words.known(row["share_qualifier"])
            or words.known(row["electors_qualifier"])
            or within_rounding(row["turnout_pct"], row["computed"])
            for _, row in both.iterrows()
        ],
        both.index,
        dtype=bool,
    )
    return both[~agree]


# --- Tables to show -------------------------------------------------------------------------------


def _pct(share: pd.Series) -> pd.Series:
    return (share * 100).astype("Float64")


def _source(rows: pd.DataFrame) -> pd.Series:
    """Return "page, line" of each row."""
    line = rows["line"].astype("string")
    return rows["page"] + (", line " + line).fillna("")


def _figures(rounds: pd.DataFrame) -> pd.DataFrame:
    figures = pd.DataFrame(
        {
            "Election": rounds["date"].map(words.date),
            "Round": rounds["round"],
            "Electors": rounds["electors"],
            "Voters": rounds["voters"],
            "Blank or invalid": rounds["invalid_ballots"],
            "Valid votes": rounds["valid_votes"],
            "Computed, %": _pct(rounds["computed"]),
            "Printed, %": rounds["turnout_pct"],
            "Used, %": _pct(rounds["share"]),
            "Blank or invalid, %": _pct(rounds["invalid"]),
            "Remark": pd.Series(
                [_remark(row) for _, row in rounds.iterrows()], rounds.index, "string"
            ),
            "Source": _source(rounds),
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


def _differences(rounds: pd.DataFrame) -> pd.DataFrame:
    rows = _beyond_rounding(rounds[rounds["computed"].notna() & rounds["printed"].notna()])
    return pd.DataFrame(
        {
            "Election": rows["date"].map(words.date),
            "Voters": rows["voters"],
            "Electors": rows["electors"],
            "Computed, %": _pct(rows["computed"]),
            "Printed, %": rows["turnout_pct"],
            "Difference, points": rows["turnout_pct"] - _pct(rows["computed"]),
            "Source": _source(rows),
        }
    )


def _disagreements(rounds: pd.DataFrame, turnout: pd.DataFrame) -> pd.DataFrame:
    """Return what pages that are not preferred say of the same rounds, where it differs."""
    rows = turnout[~turnout["preferred"].fillna(False).astype(bool)]
    rows = _with_shares(rows[rows["election_id"].isin(rounds["election_id"])])
    used = rounds[["election_id", "round", "date", "share", "page", "line"]]
    used = used.rename(columns={"share": "share_used", "page": "page_used", "line": "line_used"})
    rows = rows.drop(columns="date").merge(used, on=["election_id", "round"])
    rows = rows[rows["share"].notna() & rows["share_used"].notna() & rows["qualifier"].isna()]
    differ = rows["share"].mul(100).round(1).ne(rows["share_used"].mul(100).round(1))
    rows = rows[differ].sort_values(["date", "page"], kind="stable")
    used = rows[["page_used", "line_used"]].set_axis(["page", "line"], axis=1)
    return pd.DataFrame(
        {
            "Election": rows["date"].map(words.date),
            "Used, %": _pct(rows["share_used"]),
            "Source": _source(used),
            "Other page, %": _pct(rows["share"]),
            "Other source": _source(rows),
        }
    )


def _compared(known: pd.DataFrame, others: pd.DataFrame, country: str) -> pd.DataFrame:
    """Return the country and its peers, the highest turnout first."""
    rows = pd.concat([known.tail(1).assign(country=country), others[others["is_peer"]]])
    rows = rows.sort_values(["share", "country"], ascending=[False, True], kind="stable")
    return pd.DataFrame(
        {
            "Country": rows["country"],
            "Election": rows["date"].map(words.date),
            "Turnout, %": _pct(rows["share"]),
            "Basis": rows["basis"].map(_BASES),
            "Source": _source(rows),
        }
    )
