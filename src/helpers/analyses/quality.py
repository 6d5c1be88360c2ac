"""What the archive holds of a country, and how good it is: for the notebook ``data_quality``.

Frames in, frames out. A *group* is one kind of figures of an election: turnout,
votes, seats, sex. Each group of each election is in one state: ``complete``; ``unchecked``,
reported without anything that it could be checked against; ``partial``; ``none``; or ``over``, when
the figures add up to more than there is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.analyses.elections import choose, preferred, with_parties
from helpers.analyses.values import known
from helpers.rules.identities import BY_NAME

#: Tables that :func:`analyse` needs.
TABLES = (
    "elections",
    "pages",
    "turnout",
    "votes",
    "seats",
    "members",
    "findings",
    "parties",
    "statements",
)

#: Groups of figures, and what a sentence calls them.
GROUPS = {
    "turnout": "turnout",
    "votes": "votes by party",
    "seats": "seats by party",
    "sex": "members by sex",
}
STATES = ("complete", "unchecked", "partial", "none", "over")
#: States that are reported as a gap.
GAPS = ("partial", "none", "over")
#: In the order of :data:`helpers.tables.schema.OUTCOMES`, what was done about a finding.
OUTCOMES = ("corrected", "ambiguous", "unconfirmed", "noted")
SETTLED, OPEN, NOTED = ("corrected",), ("ambiguous", "unconfirmed"), ("noted",)

#: The counts of a round's electors and ballots, and what a sentence calls them.
BALLOT = {
    "electors": "electors",
    "voters": "voters",
    "blank_or_invalid": "blank or invalid ballots",
    "valid_votes": "valid votes",
}

#: Shares of all parties add up to the whole within this, as each is rounded.
_ROUNDING = 0.01


@dataclass(frozen=True)
class QualityAnalysis:
    """What the archive holds of one country's house in a span of years.

    Parameters
    ----------
    country, house : str
        Name to show; LC or UC.
    since, until : int
        Years, both included.
    elections : DataFrame
        The country's elections, as :func:`helpers.analyses.elections.choose` returns them.
    everywhere : DataFrame
        Rows of the table ``elections`` of every country, with ``year``.
    completeness, archive_completeness : DataFrame
        As :func:`completeness` returns it, for the country and for everywhere.
    pages, findings, statements : DataFrame
        Rows of these tables on the country's elections.
    differences : DataFrame
        Where pages of one election differ, as :func:`differences` returns it.
    archive_pages, archive_findings : DataFrame
        The whole tables.
    other_years, undated, other_house : int
        The country's elections outside the span, without a date, and to its other house.
    """

    country: str
    house: str
    since: int
    until: int
    elections: pd.DataFrame
    everywhere: pd.DataFrame
    completeness: pd.DataFrame
    archive_completeness: pd.DataFrame
    pages: pd.DataFrame
    findings: pd.DataFrame
    statements: pd.DataFrame
    differences: pd.DataFrame
    archive_pages: pd.DataFrame
    archive_findings: pd.DataFrame
    other_years: int
    undated: int
    other_house: int

    @property
    def has_elections(self) -> bool:
        """Whether there is anything to show."""
        return not self.elections.empty


def analyse(
    load: Callable[[str], pd.DataFrame], parameters: Mapping[str, object]
) -> QualityAnalysis:
    """Gather what the archive holds of a country, and of every other country.

    Parameters
    ----------
    load : callable
        Returns a tidy table by its name, one of :data:`TABLES`.
    parameters : mapping
        ``iso3`` and ``country`` (its name), ``house`` (LC or UC), ``since`` and ``until`` (years,
        both included), as :func:`helpers.reports.parameters.resolve` gives them.
    """
    tables = {name: load(name) for name in TABLES}
    iso3, house = parameters["iso3"], parameters["house"]
    since, until = parameters["since"], parameters["until"]
    table = tables["elections"]
    years = table["first_date"].dt.year
    everywhere = table[(table["house"] == house) & years.between(since, until)]
    everywhere = everywhere.assign(year=years.reindex(everywhere.index).astype(int))
    everywhere = everywhere.reset_index(drop=True)
    own = choose(table, iso3, house, since, until)
    archive_completeness = completeness(everywhere, tables)
    ids = set(own["election_id"])
    pages = tables["pages"]
    own_pages = pages[pages["election_id"].isin(ids)].reset_index(drop=True)
    findings = tables["findings"]
    of_country = findings["election_id"].isin(ids) | findings["page"].isin(own_pages["page"])
    of_iso3 = table[table["iso3"] == iso3]
    of_house = of_iso3[of_iso3["house"] == house]
    undated = int(of_house["first_date"].isna().sum())
    return QualityAnalysis(
        country=parameters["country"],
        house=house,
        since=since,
        until=until,
        elections=own,
        everywhere=everywhere,
        completeness=archive_completeness[
            archive_completeness["election_id"].isin(ids)
        ].reset_index(drop=True),
        archive_completeness=archive_completeness,
        pages=own_pages,
        findings=findings[of_country].reset_index(drop=True),
        statements=tables["statements"].query("election_id in @ids").reset_index(drop=True),
        differences=differences(own, tables, iso3),
        archive_pages=pages,
        archive_findings=findings,
        other_years=len(of_house) - undated - len(own),
        undated=undated,
        other_house=len(of_iso3) - len(of_house),
    )


# --- Completeness -------------------------------------------------------------------------------


def completeness(elections: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return for each election and group of figures how much of it is known.

    Parameters
    ----------
    elections : DataFrame
        Elections, as :func:`helpers.analyses.elections.choose` returns them.
    tables : mapping of str to DataFrame
        ``turnout``, ``votes``, ``seats``, ``members``, ``parties``.

    Returns
    -------
    DataFrame
        One row per election and group, in the order of ``elections`` and :data:`GROUPS`:
        ``election_id``, ``group``, ``state`` (of :data:`STATES`), ``known`` and ``of`` (how much
        is known of how much; missing where a page prints a share only) and ``lacking`` (a tuple of
        the columns or categories that a page should have and does not).

    Notes
    -----
    turnout
        Of the electors, voters, blank or invalid ballots and valid votes of each round.
    votes
        What the parties' votes are of the valid votes; where either is unknown, or more rows have
        shares, what the printed shares add up to. Of the first round with votes.
    seats
        What the rows of the table add up to, of the seats at stake, which appointed members are
        not among; where no page prints these, of the members of both sexes.
    sex
        Of the two numbers, women and men.
    """
    held = {
        "turnout": _turnout(tables["turnout"], elections),
        "votes": _votes(tables["votes"], tables["turnout"], elections),
        "seats": _seats(tables["seats"], tables["members"], tables["parties"], elections),
        "sex": _sex(tables["members"], elections),
    }
    rows = [
        (election, group, *held[group].get(election, ("none", pd.NA, pd.NA, ())))
        for election in elections["election_id"]
        for group in GROUPS
    ]
    types = {"election_id": "string", "group": "string", "state": "string"}
    types |= {"known": "Float64", "of": "Int64", "lacking": "object"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


#: State, what is known, of how much, and what is lacking, by election; elections of which nothing
#: is printed are left out.
_Held = dict[str, tuple[str, float | None, int | None, tuple[str, ...]]]


def _turnout(turnout: pd.DataFrame, elections: pd.DataFrame) -> _Held:
    rounds = preferred(turnout, elections["election_id"])
    printed = rounds[[*BALLOT, "turnout_pct"]].notna().groupby(rounds["election_id"])
    counts, rows = printed.sum(), printed.size()
    held = {}
    for election, figures in counts.to_dict("index").items():
        share = figures.pop("turnout_pct")
        of = int(rows[election])
        lacking = tuple(column for column in BALLOT if figures[column] < of)
        if any(figures.values()):
            state = "partial" if lacking else "complete"
            held[election] = (state, sum(figures.values()), of * len(BALLOT), lacking)
        elif share:
            held[election] = ("partial", pd.NA, pd.NA, lacking)
    return held


def _votes(votes: pd.DataFrame, turnout: pd.DataFrame, elections: pd.DataFrame) -> _Held:
    rows = preferred(votes, elections["election_id"])
    rows = rows[rows["votes"].notna() | rows["pct"].notna()]
    first = rows.groupby("election_id")["round"].transform("min")
    rows = rows[(rows["round"] == first).fillna(True).astype(bool)]
    by_election = rows.groupby("election_id")
    cast = by_election[["votes", "pct"]].sum(min_count=1)
    cast["rows"], cast["round"] = by_election.size(), first.groupby(rows["election_id"]).min()
    # Counts of some rows say less than the shares of all.
    counts = by_election[["votes", "pct"]].count()
    cast["votes"] = cast["votes"].mask(counts["votes"] < counts["pct"])
    base = preferred(turnout, elections["election_id"])
    valid = base.groupby(["election_id", "round"])["valid_votes"].sum(min_count=1)
    held = {}
    for election, row in cast.iterrows():
        whole = valid.get((election, row["round"])) if known(row["round"]) else None
        if known(whole) and known(row["votes"]) and whole > 0:
            covered = float(row["votes"] / whole)
        elif known(row["pct"]):
            covered = float(row["pct"]) / 100
        else:
            held[election] = ("unchecked", row["rows"], pd.NA, ())
            continue
        held[election] = _covered(covered)
    return held


def _covered(share: float) -> tuple[str, float, int | None, tuple[str, ...]]:
    if share > 1 + _ROUNDING:
        return "over", share, pd.NA, ()
    return "partial" if share < 1 - _ROUNDING else "complete", share, pd.NA, ()


def _seats(
    seats: pd.DataFrame, members: pd.DataFrame, parties: pd.DataFrame, elections: pd.DataFrame
) -> _Held:
    rows = preferred(seats, elections["election_id"])
    rows = rows[(rows["column"] == "total") & rows["seats"].notna()]
    key = ["election_id", "round"]
    by_round = rows.groupby(key, dropna=False)["seats"].sum().groupby("election_id")
    last, rounds = by_round.last(), by_round.size()
    appointed = rows[_is_appointed(rows, parties, elections)]
    appointed = appointed.groupby("election_id")["seats"].sum().to_dict()
    at_stake = elections.set_index("election_id")["seats_at_stake"]
    both = _both_sexes(members, elections)
    held = {}
    for election, won in by_round.sum().items():
        stake = at_stake[election] if known(at_stake[election]) else both.get(election)
        if not known(stake):
            held[election] = ("unchecked", won, pd.NA, ())
            continue
        if won > stake and rounds[election] > 1:
            # The last round's table holds the one before (see elections.seat_rows).
            won = last[election]
        elected = won - appointed.get(election, 0)
        if won > stake and elected >= stake:
            # Members whom the voters do not elect are not at stake, though the page lists them.
            won = elected
        held[election] = _filled(int(won), int(stake))
    return held


def _is_appointed(rows: pd.DataFrame, parties: pd.DataFrame, elections: pd.DataFrame) -> pd.Series:
    """Return which rows are of members whom the voters do not elect."""
    kinds = parties.loc[parties["kind"] == "appointed", ["iso3", "party"]]
    iso3 = rows["election_id"].map(elections.set_index("election_id")["iso3"])
    chosen = set(kinds.itertuples(index=False, name=None))
    return pd.Series(
        [key in chosen for key in zip(iso3, rows["party"], strict=True)], rows.index, dtype=bool
    )


def _both_sexes(members: pd.DataFrame, elections: pd.DataFrame) -> pd.Series:
    """Return women and men together, by election, where both are counted."""
    rows = preferred(members, elections["election_id"])
    rows = rows[(rows["dimension"] == "sex") & rows["members"].notna()]
    counted = rows.groupby("election_id")["members"]
    return counted.sum()[counted.size() == 2]


def _filled(won: int, at_stake: int) -> tuple[str, int, int, tuple[str, ...]]:
    if won == at_stake:
        return "complete", won, at_stake, ()
    return "over" if won > at_stake else "partial", won, at_stake, ()


def _sex(members: pd.DataFrame, elections: pd.DataFrame) -> _Held:
    rows = preferred(members, elections["election_id"])
    rows = rows[rows["dimension"] == "sex"]
    counted = rows[rows["members"].notna()].groupby("election_id")["category"].agg(set).to_dict()
    held = {}
    for election in rows.loc[rows["percent"].notna(), "election_id"]:
        held[election] = ("partial", pd.NA, pd.NA, ("women", "men"))
    for election, sexes in counted.items():
        lacking = tuple(sex for sex in ("women", "men") if sex not in sexes)
        held[election] = ("partial" if lacking else "complete", 2 - len(lacking), 2, lacking)
    return held


def shares_complete(frame: pd.DataFrame) -> pd.Series:
    """Return, for each group, the share of elections in which it is complete, in [0, 1]."""
    whole = frame["state"].eq("complete")
    return whole.groupby(frame["group"]).mean().reindex(list(GROUPS)).astype("Float64")


# --- Coverage -----------------------------------------------------------------------------------


def coverage(analysis: QualityAnalysis, deep: int = 3) -> pd.DataFrame:
    """Count the elections of each year, by country or, where a country has few, by region.

    Parameters
    ----------
    analysis : QualityAnalysis
    deep : int
        A country with at least so many elections is a row of its own, and so is the chosen one.

    Returns
    -------
    DataFrame
        ``row`` (name), ``countries`` (how many the row stands for), ``year``, ``elections``,
        ``kind`` (``chosen``, ``country`` or ``region``). Rows of countries first, by their
        elections, the most first; then regions; names break ties.
    """
    frame = analysis.everywhere
    per_country = frame.groupby("iso3")["election_id"].transform("size")
    own = frame["iso3"].isin(analysis.elections["iso3"])
    alone = own | (per_country >= deep)
    # M49 has no sub-region for Antarctica, and a table none for a country that it does not know.
    region = frame["region"].fillna("No region")
    frame = frame.assign(
        row=frame["country"].where(alone, region),
        kind=pd.Series("region", frame.index).mask(alone, "country").mask(own, "chosen"),
    )
    key = ["kind", "row"]
    sizes = frame.groupby(key).agg(all=("election_id", "size"), countries=("iso3", "nunique"))
    counts = frame.groupby([*key, "year"]).size().rename("elections").reset_index()
    counts = counts.merge(sizes.reset_index(), on=key)
    counts["last"] = counts["kind"] == "region"
    counts = counts.sort_values(["last", "all", "row", "year"], ascending=[True, False, True, True])
    return counts[["row", "countries", "year", "elections", "kind"]].reset_index(drop=True)


# --- Findings -----------------------------------------------------------------------------------


def findings_by_check(findings: pd.DataFrame) -> pd.DataFrame:
    """Count findings by what found them and by what was done.

    Returns
    -------
    DataFrame
        Index the check, in words, the most findings first; a column for each of
        :data:`OUTCOMES`.
    """
    checks = findings["check"].map(check_name)
    counts = pd.crosstab(checks, findings["outcome"]).reindex(columns=list(OUTCOMES), fill_value=0)
    order = counts.sum(axis="columns").sort_index().sort_values(ascending=False, kind="stable")
    return counts.loc[order.index]


#: Checks that are no identities, where their name in ``findings.csv`` says too little.
_OTHER_CHECKS = {
    "reading of the row": "how a row is read",
    "determined cell": "a seat number that the others leave",
}


def check_name(check: str) -> str:
    """Return what a check is about, in a few words: ``"printed turnout"``."""
    identity = BY_NAME.get(check)
    return identity.about if identity else _OTHER_CHECKS.get(check, check)


# --- Differences between pages --------------------------------------------------------------------


def differences(
    elections: pd.DataFrame, tables: Mapping[str, pd.DataFrame], iso3: str
) -> pd.DataFrame:
    """Find the figures that pages of one election print differently.

    Parameters
    ----------
    elections : DataFrame
        Elections of one country, as :func:`helpers.analyses.elections.choose` returns them.
    tables : mapping of str to DataFrame
        ``turnout``, ``votes``, ``seats``, ``members``, ``parties``.
    iso3 : str
        The country.

    Returns
    -------
    DataFrame
        ``election_id``, ``figure`` (in words), ``used`` and ``other`` (Float64), ``used_page``,
        ``other_page``; one row per figure and page that differs from the page that is used.
        Percentages that differ by no more than their rounding are left out.
    """
    figures = pd.concat(
        [frame for frame in _figures(elections, tables, iso3) if len(frame)]
        or [pd.DataFrame(columns=["election_id", "figure", "value", "page", "preferred"])],
        ignore_index=True,
    ).dropna(subset=["value"])
    key = ["election_id", "figure"]
    used = figures[figures["preferred"].fillna(False).astype(bool)]
    other = figures[~figures["preferred"].fillna(False).astype(bool)]
    both = used.merge(other, on=key, suffixes=("", "_other"))
    differ = pd.Series(
        [
            abs(a - b) > _rounding(a, b) + 1e-9
            for a, b in zip(both["value"], both["value_other"], strict=True)
        ],
        both.index,
        dtype=bool,
    )
    place = {election: i for i, election in enumerate(elections["election_id"])}
    both = both[differ].sort_values("election_id", key=lambda ids: ids.map(place), kind="stable")
    return pd.DataFrame(
        {
            "election_id": both["election_id"],
            "figure": both["figure"],
            "used": both["value"].astype("Float64"),
            "other": both["value_other"].astype("Float64"),
            "used_page": both["page"],
            "other_page": both["page_other"],
        }
    ).reset_index(drop=True)


def _figures(
    elections: pd.DataFrame, tables: Mapping[str, pd.DataFrame], iso3: str
) -> list[pd.DataFrame]:
    """Return every figure that two pages could both print, one row per page."""
    columns = ["election_id", "figure", "value", "page", "preferred"]
    of = {
        name: tables[name][tables[name]["election_id"].isin(elections["election_id"])]
        for name in ("turnout", "votes", "seats", "members")
    }
    turnout = of["turnout"].melt(
        ["election_id", "round", "page", "preferred"],
        [*BALLOT, "turnout_pct"],
        "column",
    )
    turnout["figure"] = turnout["column"].replace({**BALLOT, "turnout_pct": "turnout, %"})
    later = (turnout["round"] > 1).fillna(False).astype(bool)
    in_round = ", round " + turnout["round"].astype("string")
    turnout["figure"] = turnout["figure"] + in_round.where(later, "")
    sex = of["members"][of["members"]["dimension"] == "sex"]
    sex = sex.assign(figure=sex["category"], value=sex["members"])
    parties = []
    for name, value in (("votes", "votes"), ("seats", "seats")):
        rows = of[name]
        if name == "seats":
            rows = rows[rows["column"] == "total"]
        if rows.empty:
            continue
        rows = with_parties(rows, tables["parties"], iso3)
        key = ["election_id", "party_id", "round", "page", "preferred"]
        # Two rows of one party on one page are one figure: what they add up to.
        rows = rows.groupby(key, sort=False, dropna=False).agg(
            value=(value, lambda column: column.sum(min_count=1)), name=("name", "first")
        )
        rows = rows.reset_index()
        names = rows.drop_duplicates("party_id").set_index("party_id")["name"]
        rows["figure"] = name + " of " + rows["party_id"].map(names).astype("string")
        rows = rows[(rows["round"] == 1).fillna(True).astype(bool)]
        parties.append(rows)
    return [frame[columns] for frame in (turnout, sex, *parties)]


def _rounding(a: float, b: float) -> float:
    """Return half a unit of the last decimal of the number printed with fewer; 0 for counts."""
    decimals = [len(f"{float(x):.10f}".rstrip("0").partition(".")[2]) for x in (a, b)]
    return 0.5 * 10.0 ** -min(decimals) if any(decimals) else 0.0
