"""Who votes: turnout through time, the register, blank and invalid ballots, other countries.

Frames in, frames out. Turnout is voters over registered electors where a page prints both; where it
prints only a percentage, that is used and marked as printed. Shares are in [0, 1] throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.analyses.elections import choose, undisputed
from helpers.analyses.peers import nearest, whole_region
from helpers.analyses.series import ShareSeries
from helpers.analyses.values import known
from helpers.measures import invalid_share
from helpers.measures import turnout as turnout_share
from helpers.rules.rounding import is_rounded_or_cut

#: Tables that :func:`analyse` needs.
TABLES = ("elections", "turnout", "statements")


@dataclass(frozen=True)
class TurnoutAnalysis:
    """What the archive knows of the turnout at one house's elections.

    Parameters
    ----------
    country, house : str
        The country's name to show; LC or UC.
    rounds : DataFrame
        The house's elections in the span, a row per round, as :func:`all_rounds` returns them,
        with ``when``, the election's name: its year, after the month if there were two in it.
    others : DataFrame
        Other countries at their nearest elections, as :func:`helpers.analyses.peers.nearest`
        returns them; empty if no turnout of the house is known.
    region : str or None
        The region that the peers are, as :func:`helpers.analyses.peers.whole_region` returns it.
    disagreements : DataFrame
        What pages that are not used say of the same rounds, where it differs: ``date``, ``share``,
        ``page``, ``line``, and ``share_used``, ``page_used``, ``line_used``.
    other_house : int
        How many elections of the country's other house the archive holds.
    """

    country: str
    house: str
    rounds: pd.DataFrame
    others: pd.DataFrame
    region: str | None
    disagreements: pd.DataFrame
    other_house: int

    @cached_property
    def series(self) -> pd.DataFrame:
        """The first round of each election."""
        return first_rounds(self.rounds)

    @cached_property
    def known(self) -> pd.DataFrame:
        """The first rounds whose turnout is known."""
        return self.series[self.series["share"].notna()]

    @property
    def is_known(self) -> bool:
        """Whether the turnout of any election is known."""
        return bool(self.rounds["share"].notna().any())

    @cached_property
    def checked(self) -> pd.DataFrame:
        """The rounds whose turnout is both printed and to be computed."""
        return self.rounds[self.rounds["computed"].notna() & self.rounds["printed"].notna()]

    @cached_property
    def differences(self) -> pd.DataFrame:
        """Those of them whose printed and computed turnout differ by more than rounding."""
        return _beyond_rounding(self.checked)


def analyse(
    load: Callable[[str], pd.DataFrame], parameters: Mapping[str, object]
) -> TurnoutAnalysis:
    """Gather what the archive knows of the turnout at one house's elections.

    Parameters
    ----------
    load : callable
        Returns a tidy table by its name, one of :data:`TABLES`.
    parameters : mapping
        ``iso3``, ``country`` (its name) and ``region``, ``house`` (LC or UC), ``since`` and
        ``until`` (years, both included) and ``peers`` (codes of the countries to compare with), as
        :func:`helpers.reports.parameters.resolve` gives them.
    """
    elections, turnout, statements = (load(name) for name in TABLES)
    iso3, house, peers = parameters["iso3"], parameters["house"], parameters["peers"]
    everywhere = with_statements(all_rounds(elections, turnout), statements)
    chosen = choose(elections, iso3, house, parameters["since"], parameters["until"])
    chosen = chosen.set_index("election_id")
    rounds = everywhere[everywhere["election_id"].isin(chosen.index)]
    rounds = rounds.join(chosen["when"], on="election_id").reset_index(drop=True)
    days = first_rounds(rounds).dropna(subset=["share"])["date"]
    elsewhere = first_rounds(everywhere)
    elsewhere = elsewhere[elsewhere["house"].eq(house) & elsewhere["share"].notna()]
    other = {"LC": "UC", "UC": "LC"}[house]
    return TurnoutAnalysis(
        country=parameters["country"],
        house=house,
        rounds=rounds,
        others=nearest(elsewhere, days.iloc[-1] if len(days) else None, iso3, peers),
        region=whole_region(peers, elections, iso3, parameters["region"]),
        disagreements=_disagreements(rounds, turnout),
        other_house=int((elections["iso3"].eq(iso3) & elections["house"].eq(other)).sum()),
    )


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
    stated = statements[
        statements["subject"].eq("turnout_pct") & statements["use"].isin(["fills", "decides"])
    ]
    stated = undisputed(stated.assign(round=stated["round"].fillna(1)), ["election_id", "round"])
    stated = stated.set_index(["election_id", "round"])
    keys = pd.MultiIndex.from_arrays([rounds["election_id"], rounds["round"].fillna(1)])
    found = stated.reindex(keys).set_index(rounds.index)
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
            bool(is_both) and not is_rounded_or_cut(100 * share, printed)
            for is_both, printed, share in zip(both, rows["turnout_pct"], computed, strict=True)
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


def share_series(series: pd.DataFrame) -> ShareSeries:
    """Return the known turnouts of first rounds as a series."""
    rows = series[series["share"].notna()]
    after = series.loc[series["share"].isna() & (series["date"] > rows["date"].max()), "when"]
    return ShareSeries(rows, tuple(after))


def invalid_series(series: pd.DataFrame) -> ShareSeries:
    """Return the known shares of blank or invalid ballots as a series."""
    known = series[series["invalid"].notna()]
    return ShareSeries(known[["when", "date"]].assign(share=known["invalid"]))


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


def _beyond_rounding(both: pd.DataFrame) -> pd.DataFrame:
    """Return the rounds whose printed turnout is not the computed one, rounded or cut off."""
    agree = pd.Series(
        [
            known(row["share_qualifier"])
            or known(row["electors_qualifier"])
            or is_rounded_or_cut(100 * row["computed"], row["turnout_pct"])
            for _, row in both.iterrows()
        ],
        both.index,
        dtype=bool,
    )
    return both[~agree]


def _disagreements(rounds: pd.DataFrame, turnout: pd.DataFrame) -> pd.DataFrame:
    """Return what pages that are not preferred say of the same rounds, where it differs."""
    rows = turnout[~turnout["preferred"].fillna(False).astype(bool)]
    rows = _with_shares(rows[rows["election_id"].isin(rounds["election_id"])])
    used = rounds[["election_id", "round", "date", "share", "page", "line"]]
    used = used.rename(columns={"share": "share_used", "page": "page_used", "line": "line_used"})
    rows = rows.drop(columns="date").merge(used, on=["election_id", "round"])
    rows = rows[rows["share"].notna() & rows["share_used"].notna() & rows["qualifier"].isna()]
    differ = rows["share"].mul(100).round(1).ne(rows["share_used"].mul(100).round(1))
    return rows[differ].sort_values(["date", "page"], kind="stable")
