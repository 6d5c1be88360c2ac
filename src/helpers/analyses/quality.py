"""What the archive holds of a country, and how good it is: for the notebook ``data_quality``.

Frames in, frames and sentences out. A *group* is one kind of figures of an election: turnout,
votes, seats, sex. Each group of each election is in one state: ``complete``; ``unchecked``,
reported without anything that it could be checked against; ``partial``; ``none``; or ``over``, when
the figures add up to more than there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.analyses import elections as chosen
from helpers.analyses import words
from helpers.rules.identities import BY_NAME

#: Tables that :func:`examine` needs.
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

#: Columns of the tables to show that hold numbers as text.
ALIGN = {"Used": "right", "Other": "right"}

#: What a sentence says of one finding, and of several, with each outcome.
_DONE = {
    "corrected": ("was corrected", "were corrected"),
    "ambiguous": ("has several smallest repairs", "have several smallest repairs"),
    "unconfirmed": ("waits for evidence", "wait for evidence"),
    "noted": ("was only noted", "were only noted"),
}
HOUSES = {"LC": "lower or single house", "UC": "upper house"}

_BALLOT = {
    "electors": "electors",
    "voters": "voters",
    "blank_or_invalid": "blank or invalid ballots",
    "valid_votes": "valid votes",
}

#: Shares of all parties add up to the whole within this, as each is rounded.
_ROUNDING = 0.01


@dataclass(frozen=True)
class Holdings:
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


def examine(
    tables: Mapping[str, pd.DataFrame],
    iso3: str,
    country: str,
    house: str,
    since: int,
    until: int,
) -> Holdings:
    """Gather what the archive holds of a country, and of every country beside it.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tidy tables named in :data:`TABLES`.
    iso3, country, house : str
        ISO 3166 alpha-3 code, name to show, LC or UC.
    since, until : int
        Years, both included.
    """
    table = tables["elections"]
    years = table["first_date"].dt.year
    everywhere = table[(table["house"] == house) & years.between(since, until)]
    everywhere = everywhere.assign(year=years.reindex(everywhere.index).astype(int))
    everywhere = everywhere.reset_index(drop=True)
    own = chosen.choose(table, iso3, house, since, until)
    archive_completeness = completeness(everywhere, tables)
    ids = set(own["election_id"])
    pages = tables["pages"]
    own_pages = pages[pages["election_id"].isin(ids)].reset_index(drop=True)
    findings = tables["findings"]
    of_country = findings["election_id"].isin(ids) | findings["page"].isin(own_pages["page"])
    of_iso3 = table[table["iso3"] == iso3]
    of_house = of_iso3[of_iso3["house"] == house]
    undated = int(of_house["first_date"].isna().sum())
    return Holdings(
        country=country,
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
    """Say for each election and group of figures how much of it is known.

    Parameters
    ----------
    elections : DataFrame
        Elections, as :func:`helpers.analyses.elections.choose` returns them.
    tables : mapping of str to DataFrame
        ``turnout``, ``votes``, ``seats``, ``members``.

    Returns
    -------
    DataFrame
        One row per election and group, in the order of ``elections`` and :data:`GROUPS`:
        ``election_id``, ``group``, ``state`` (of :data:`STATES`), ``label`` (how much, in a few
        characters) and ``lacking`` (what is missing or does not fit, in words; empty when
        complete).

    Notes
    -----
    turnout
        Of the electors, voters, blank or invalid ballots and valid votes of each round told.
    votes
        What the parties' votes are of the valid votes; where either is unknown, what the printed
        shares add up to. Of the first round that tells votes.
    seats
        What the rows of the table add up to, of the seats at stake; where no page prints these, of
        the members of both sexes.
    sex
        Of the two numbers, women and men.
    """
    held = {
        "turnout": _turnout(tables["turnout"], elections),
        "votes": _votes(tables["votes"], tables["turnout"], elections),
        "seats": _seats(tables["seats"], tables["members"], elections),
        "sex": _sex(tables["members"], elections),
    }
    rows = [
        (election, group, *held[group].get(election, ("none", "", _NOTHING[group])))
        for election in elections["election_id"]
        for group in GROUPS
    ]
    columns = ["election_id", "group", "state", "label", "lacking"]
    return pd.DataFrame(rows, columns=columns).astype("string")


_NOTHING = {
    "turnout": "electors and ballots",
    "votes": "votes by party",
    "seats": "seats by party",
    "sex": "women and men",
}

#: State, label and what is lacking, by election; elections of which nothing is told are left out.
_Held = dict[str, tuple[str, str, str]]


def _turnout(turnout: pd.DataFrame, elections: pd.DataFrame) -> _Held:
    rounds = chosen.preferred(turnout, elections["election_id"])
    told = rounds[[*_BALLOT, "turnout_pct"]].notna().groupby(rounds["election_id"])
    known, rows = told.sum(), told.size()
    held = {}
    for election, figures in known.to_dict("index").items():
        share = figures.pop("turnout_pct")
        of = int(rows[election])
        label = f"{sum(figures.values())} of {of * len(_BALLOT)}"
        lacking = [name for column, name in _BALLOT.items() if figures[column] < of]
        if not lacking:
            held[election] = ("complete", label, "")
        elif any(figures.values()):
            held[election] = ("partial", label, words.listing(lacking))
        elif share:
            held[election] = ("partial", "share only", "all counts of electors and ballots")
    return held


def _votes(votes: pd.DataFrame, turnout: pd.DataFrame, elections: pd.DataFrame) -> _Held:
    rows = chosen.preferred(votes, elections["election_id"])
    rows = rows[rows["votes"].notna() | rows["pct"].notna()]
    first = rows.groupby("election_id")["round"].transform("min")
    rows = rows[(rows["round"] == first).fillna(True).astype(bool)]
    cast = rows.groupby("election_id")[["votes", "pct"]].sum(min_count=1)
    cast["rows"], cast["round"] = (
        rows.groupby("election_id").size(),
        first.groupby(rows["election_id"]).min(),
    )
    base = chosen.preferred(turnout, elections["election_id"])
    valid = base.groupby(["election_id", "round"])["valid_votes"].sum(min_count=1)
    held = {}
    for election, row in cast.iterrows():
        whole = valid.get((election, row["round"])) if words.known(row["round"]) else None
        if words.known(whole) and words.known(row["votes"]) and whole > 0:
            covered = float(row["votes"] / whole)
        elif words.known(row["pct"]):
            covered = float(row["pct"]) / 100
        else:
            label = f"{row['rows']} {words.plural('row', row['rows'])}"
            held[election] = ("unchecked", label, "what the votes are a share of")
            continue
        held[election] = _covered(covered)
    return held


def _covered(share: float) -> tuple[str, str, str]:
    if share > 1 + _ROUNDING:
        return "over", f"{share * 100:.0f}%", "the parties' votes exceed the valid votes"
    if share < 1 - _ROUNDING:
        # Never "100%" for what is not all.
        label = f"{min(share * 100, 99):.0f}%"
        return "partial", label, f"{words.percent(1 - share)} of the vote"
    return "complete", "100%", ""


def _seats(seats: pd.DataFrame, members: pd.DataFrame, elections: pd.DataFrame) -> _Held:
    rows = chosen.preferred(seats, elections["election_id"])
    rows = rows[(rows["column"] == "total") & rows["seats"].notna()]
    by_round = rows.groupby(["election_id", "round"], dropna=False)["seats"].sum()
    by_round = by_round.groupby("election_id")
    last, rounds = by_round.last(), by_round.size()
    at_stake = elections.set_index("election_id")["seats_at_stake"]
    both = _both_sexes(members, elections)
    held = {}
    for election, won in by_round.sum().items():
        stake = at_stake[election] if words.known(at_stake[election]) else both.get(election)
        if not words.known(stake):
            label = words.figures(won)
            held[election] = ("unchecked", label, "the number of seats at stake")
            continue
        if won > stake and rounds[election] > 1:
            # The last round's table holds the one before (see elections.seat_rows).
            won = last[election]
        held[election] = _filled(int(won), int(stake))
    return held


def _both_sexes(members: pd.DataFrame, elections: pd.DataFrame) -> pd.Series:
    """Return women and men together, by election, where both are counted."""
    rows = chosen.preferred(members, elections["election_id"])
    rows = rows[(rows["dimension"] == "sex") & rows["members"].notna()]
    counted = rows.groupby("election_id")["members"]
    return counted.sum()[counted.size() == 2]


def _filled(won: int, at_stake: int) -> tuple[str, str, str]:
    label = f"{won} of {at_stake}"
    if won > at_stake:
        excess = words.count(won - at_stake, "seat")
        return "over", label, f"the rows exceed the seats by {excess}"
    if won < at_stake:
        return "partial", label, f"{words.count(at_stake - won, 'seat')} by party"
    return "complete", label, ""


def _sex(members: pd.DataFrame, elections: pd.DataFrame) -> _Held:
    rows = chosen.preferred(members, elections["election_id"])
    rows = rows[rows["dimension"] == "sex"]
    counted = rows[rows["members"].notna()].groupby("election_id")["category"].agg(set).to_dict()
    held = {}
    for election in rows.loc[rows["percent"].notna(), "election_id"]:
        held[election] = ("partial", "share only", "the numbers of women and men")
    for election, sexes in counted.items():
        lacking = [sex for sex in ("women", "men") if sex not in sexes]
        if lacking:
            held[election] = ("partial", "1 of 2", f"the number of {words.listing(lacking)}")
        else:
            held[election] = ("complete", "2 of 2", "")
    return held


def shares_complete(frame: pd.DataFrame) -> pd.Series:
    """Return, for each group, the share of elections in which it is complete, in [0, 1]."""
    whole = frame["state"].eq("complete")
    return whole.groupby(frame["group"]).mean().reindex(list(GROUPS)).astype("Float64")


# --- Coverage -----------------------------------------------------------------------------------


def coverage(held: Holdings, deep: int = 3) -> pd.DataFrame:
    """Count the elections of each year, by country or, where a country has few, by region.

    Parameters
    ----------
    held : Holdings
    deep : int
        A country with at least so many elections is a row of its own, and so is the chosen one.

    Returns
    -------
    DataFrame
        ``row`` (name), ``countries`` (how many the row stands for), ``year``, ``elections``,
        ``kind`` (``chosen``, ``country`` or ``region``). Rows of countries first, by their
        elections, the most first; then regions; names break ties.
    """
    frame = held.everywhere
    per_country = frame.groupby("iso3")["election_id"].transform("size")
    own = frame["iso3"].isin(held.elections["iso3"])
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


def check_name(check: str) -> str:
    """Return a check's name: for an identity its equation, as ``turnout = voters ÷ electors``."""
    identity = BY_NAME.get(check)
    return identity.equation if identity else check


def findings_table(held: Holdings, outcomes: tuple[str, ...]) -> pd.DataFrame:
    """Return the country's findings with these outcomes, as a person acts on them.

    Returns
    -------
    DataFrame
        In order of time and of the page: ``Where`` (election, page and line), ``Reason`` (what
        does not hold), and what the finding says: ``Printed``, ``Corrected`` or ``Smallest
        repairs``, and ``Evidence``; of what was only noted, ``What was seen``.
    """
    rows = _in_order(held, outcomes)
    reason = rows["check"].map(check_name).map(words.capital)
    frame = pd.DataFrame({"Where": _where(rows, held), "Reason": reason})
    if outcomes == NOTED:
        frame["What was seen"] = rows["message"]
    else:
        frame["Printed"] = rows["printed"]
        frame["Corrected" if outcomes == SETTLED else "Smallest repairs"] = rows["proposed"]
        if rows["evidence"].notna().any():
            frame["Evidence"] = rows["evidence"]
    return frame.reset_index(drop=True)


def _in_order(held: Holdings, outcomes: tuple[str, ...]) -> pd.DataFrame:
    rows = held.findings[held.findings["outcome"].isin(outcomes)]
    place = {election: i for i, election in enumerate(held.elections["election_id"])}
    rows = rows.assign(place=rows["election_id"].map(place))
    return rows.sort_values(["place", "page", "line"], kind="stable")


def _where(findings: pd.DataFrame, held: Holdings) -> pd.Series:
    """Return the election, the page and the line of each finding, as far as they are known."""
    when = findings["election_id"].map(held.elections.set_index("election_id")["when"])
    line = findings["line"].map("line {}".format, na_action="ignore")
    parts = pd.DataFrame({"when": when, "page": findings["page"], "line": line})
    return parts.apply(lambda row: ", ".join(row.dropna()), axis="columns").astype("string")


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
        [*_BALLOT, "turnout_pct"],
        "column",
    )
    turnout["figure"] = turnout["column"].replace({**_BALLOT, "turnout_pct": "turnout, %"})
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
        rows = chosen.with_parties(rows, tables["parties"], iso3)
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


def differences_table(held: Holdings) -> pd.DataFrame:
    """Return the differences as a reader sees them; values are text, as they mix units."""
    rows = held.differences
    when = held.elections.set_index("election_id")["when"]

    def write(column: pd.Series) -> pd.Series:
        return column.map(lambda value: f"{value:,.2f}".removesuffix(".00")).astype("string")

    return pd.DataFrame(
        {
            "Election": rows["election_id"].map(when),
            "Figure": rows["figure"].map(words.capital),
            "Used": write(rows["used"]),
            "Page used": rows["used_page"],
            "Other": write(rows["other"]),
            "Other page": rows["other_page"],
        }
    )


# --- Tables for the reader ----------------------------------------------------------------------


def missing_table(held: Holdings) -> pd.DataFrame:
    """Return what each election lacks, a row per election and group with a gap."""
    rows = held.completeness[held.completeness["state"].isin(GAPS)]
    when = held.elections.set_index("election_id")["when"]
    return pd.DataFrame(
        {
            "Election": rows["election_id"].map(when),
            "Figures": rows["group"].map(words.capital),
            "Known": rows["label"].replace("", "nothing"),
            "Missing or not fitting": rows["lacking"].map(words.capital),
        }
    ).reset_index(drop=True)


def pages_table(held: Holdings) -> pd.DataFrame:
    """Return the country's pages: election, page, origin, layout, unread lines, findings."""
    pages = held.pages
    when = held.elections.set_index("election_id")["when"]
    found = held.findings.groupby("page").size()
    frame = pd.DataFrame(
        {
            "Election": pages["election_id"].map(when),
            "Page": pages["page"],
            "Origin": pages["origin"].replace(
                {"ipu": "IPU archive", "parline": "Parline", "compiled": "compiled"}
            ),
            "Layout": pages["layout"],
            "Lines not understood": pages["unread_lines"],
            "Findings": pages["page"].map(found).fillna(0).astype("Int64"),
        }
    )
    order = pages["election_id"].map(held.elections.reset_index().set_index("election_id")["index"])
    return frame.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


# --- Sentences ----------------------------------------------------------------------------------


def title(held: Holdings) -> str:
    """Return the report's title: what is complete, in a line."""
    n = len(held.elections)
    country = words.capital(words.the_country(held.country))
    if n == 0:
        return f"{country}: the archive has no election to the {HOUSES[held.house]}"
    whole = _complete_in(held)
    if n == 1:
        when = held.elections["when"].iloc[0]
        state = held.completeness.set_index("group")["state"]
        done = [name for group, name in GROUPS.items() if state[group] == "complete"]
        if len(done) == len(GROUPS):
            return f"{country} {when}: every group of figures complete"
        return f"{country} {when}: {words.listing(done) or 'no group of figures'} complete"
    most, least = max(whole, key=whole.get), min(whole, key=whole.get)
    if whole[most] == 0:
        return f"{country}: {words.count(n, 'election')}, no group of figures complete"
    best = f"complete in {words.of_total(whole[most], n, 'election')}"
    if whole[most] == whole[least]:
        return f"{country}: every group of figures {best}"
    return f"{country}: {GROUPS[most]} {best}, {GROUPS[least]} in {words.number(whole[least])}"


def summary(held: Holdings) -> list[str]:
    """Return three to five sentences: pages, completeness, gaps, findings, comparison."""
    if held.elections.empty:
        return _nothing(held)
    told = [_holdings(held), _completeness(held), _gaps(held), findings_sentence(held)]
    return [words.sentence(text) for text in [*told, _comparison(held)] if text]


def _nothing(held: Holdings) -> list[str]:
    house, country = HOUSES[held.house], words.the_country(held.country)
    years = words.span(held.since, held.until)
    told = [f"no page of the archive tells of an election to the {house} of {country} in {years}"]
    if held.other_years:
        told.append(f"outside these years it has {words.count(held.other_years, 'election')}")
    if held.undated:
        told.append(f"{words.count(held.undated, 'election')} to it cannot be dated")
    if held.other_house:
        other = next(code for code in HOUSES if code != held.house)
        told.append(
            f"of its {HOUSES[other]} the archive has {words.count(held.other_house, 'election')}: "
            f"the parameter house = {other} shows {'it' if held.other_house == 1 else 'them'}"
        )
    return [words.sentence(text) for text in told]


def _holdings(held: Holdings) -> str:
    years = held.elections["year"]
    first, last = int(years.min()), int(years.max())
    when = f"from {words.span(first, last)}" if first != last else f"in {first}"
    return (
        f"the archive has {words.count(len(held.pages), 'page')} on "
        f"{words.count(len(held.elections), 'election')} to the {HOUSES[held.house]} of "
        f"{words.the_country(held.country)}, {when}"
    )


def _complete_in(held: Holdings) -> dict[str, int]:
    done = held.completeness[held.completeness["state"] == "complete"]
    return {group: int((done["group"] == group).sum()) for group in GROUPS}


#: What a sentence says of groups in each state: of one, of several.
_STATE_VERBS = {
    "complete": ("is complete", "are complete"),
    "unchecked": (
        "is reported, unverified",
        "are reported, unverified",
    ),
    "partial": ("is known in part", "are known in part"),
    "over": ("adds up to more than there is", "add up to more than there is"),
    "none": ("is not told", "are not told"),
}


def _completeness(held: Holdings) -> str:
    n = len(held.elections)
    if n == 1:
        state = held.completeness.set_index("group")["state"]
        clauses = []
        for name, verbs in _STATE_VERBS.items():
            groups = [group for group in GROUPS if state[group] == name]
            if groups:
                verb = verbs[groups != ["turnout"]]
                clauses.append(f"{words.listing(GROUPS[group] for group in groups)} {verb}")
        return "; ".join(clauses)
    whole = _complete_in(held)
    if not any(whole.values()):
        return f"in each of these {words.number(n)} elections, no group of figures is complete"
    told = {g: "all" if whole[g] == n else words.number(whole[g]) for g in GROUPS}
    return f"of these {words.number(n)} elections, {_ranked(told, whole)}"


def _ranked(told: Mapping[str, str], by: Mapping[str, float]) -> str:
    """Say in how many elections each group is complete, the most first."""
    first, *others = sorted(GROUPS, key=lambda group: -by[group])
    verb = "is" if first == "turnout" else "are"
    clauses = [f"{GROUPS[first]} {verb} complete in {told[first]}"]
    return words.listing(clauses + [f"{GROUPS[group]} in {told[group]}" for group in others])


def _gaps(held: Holdings) -> str:
    if len(held.elections) == 1:
        return ""
    none = held.completeness[held.completeness["state"] == "none"]
    when = held.elections.set_index("election_id")["when"]
    gaps = {
        group: list(none.loc[none["group"] == group, "election_id"].map(when)) for group in GROUPS
    }
    if not any(gaps.values()):
        return "every election has at least something in each group of figures"
    told = [
        f"{GROUPS[group]} in {_times(found, len(held.elections))}"
        for group, found in gaps.items()
        if found
    ]
    return f"nothing is known of {', nor of '.join(told)}"


def _times(when: list[str], elections: int) -> str:
    if len(when) == elections:
        return "any of them"
    return (
        words.listing(when) if len(when) <= 4 else words.of_total(len(when), elections, "election")
    )


def findings_sentence(held: Holdings) -> str:
    """Return what the checks found on the country's pages, and what was done."""
    counts = held.findings["outcome"].value_counts().to_dict()
    total = len(held.findings)
    if not total:
        return "the checks found nothing on these pages that does not agree"
    raised = f"the checks raised {words.count(total, 'finding')} on these pages"
    if len(counts) == 1:
        return f"{raised}, which {_DONE[next(iter(counts))][total > 1]}"
    told = [
        f"{words.number(counts[outcome])} {how[counts[outcome] > 1]}"
        for outcome, how in _DONE.items()
        if outcome in counts
    ]
    return f"{raised}: {words.listing(told)}"


def _comparison(held: Holdings) -> str:
    others = held.everywhere[~held.everywhere["election_id"].isin(held.elections["election_id"])]
    if len(others) < 2:
        return ""
    frame = held.archive_completeness
    rest = shares_complete(frame[frame["election_id"].isin(others["election_id"])])
    told = {g: words.percent(rest[g], 0) if rest[g] else "none" for g in GROUPS}
    among = f"among the {words.count(len(others), 'election')} of other countries in these years"
    return f"{among}, {_ranked(told, rest)}"


def missing_sentence(held: Holdings) -> str:
    """Return how many groups of figures have a gap, and how many could not be checked."""
    state = held.completeness["state"]
    n, cells = int(state.isin(GAPS).sum()), len(state)
    unchecked = int((state == "unchecked").sum())
    told = (
        f"{words.of_total(n, cells, 'group')} of figures {'has' if n == 1 else 'have'} gaps"
        if n
        else f"{words.of_total(0, cells, 'group')} of figures has gaps"
    )
    if unchecked:
        rest = "is" if unchecked == 1 else "are"
        told += f"; {words.number(unchecked)} {rest} reported, unverified"
    return words.sentence(told)


def corrections_sentence(held: Holdings) -> str:
    """Return how many figures were corrected, and why that was possible."""
    n = int((held.findings["outcome"] == "corrected").sum())
    if not n:
        return "No figure on these pages was corrected: the tables hold what the pages print."
    return words.sentence(
        f"{words.count(n, 'figure')} on these pages {'was' if n == 1 else 'were'} corrected, "
        f"{'where' if n > 1 else 'as'} one smallest repair exists and evidence, another source or "
        "a lost cell confirms it"
    )


#: What statements do for a page's tables, in the order of a sentence.
_USES = {
    "confirms": "{} confirm{s} the tables",
    "fills": "{} say{s} what no table has",
    "decides": "{} decide{s} what the tables leave open",
    "contradicts": "{} contradict{s} them",
    "unchecked": "{} could not be compared",
}


def statements_sentence(held: Holdings) -> str:
    """Return how many figures the narratives of the pages say, by what they do; or nothing."""
    uses = held.statements["use"].value_counts().to_dict()
    if not uses:
        return ""
    told = [
        how.format(words.number(uses[use]), s="s" if uses[use] == 1 else "")
        for use, how in _USES.items()
        if use in uses
    ]
    number = words.count(len(held.statements), "figure")
    return words.sentence(f"The narratives of these pages give {number}: {words.listing(told)}")


def open_sentence(held: Holdings) -> str:
    """Return how many findings still wait for a person."""
    n = int(held.findings["outcome"].isin(OPEN).sum())
    if not n:
        return "No finding on these pages waits for a decision."
    return words.sentence(
        f"{words.count(n, 'finding')} {'waits' if n == 1 else 'wait'} for a person to look at the "
        f"page; until then the printed {'figure stands' if n == 1 else 'figures stand'}: every "
        "smallest repair is listed, and a line in evidence.csv settles it"
    )


def differences_sentence(held: Holdings) -> str:
    """Return how far pages of one election differ."""
    told = held.pages.groupby("election_id")["page"].nunique()
    several = int((told > 1).sum())
    if not several:
        return "No election is told by more than one page, so that no source confirms another."
    n = len(held.differences)
    are = "is" if several == 1 else "are"
    pages = f"{words.count(several, 'election')} {are} told by several pages"
    if not n:
        return words.sentence(f"{pages}, which agree wherever they print the same figure")
    differ = "differs" if n == 1 else "differ"
    return words.sentence(f"{pages}, and {words.count(n, 'figure')} {differ} beyond rounding")


def unread_sentence(held: Holdings) -> str:
    """Return how many lines of the pages were not understood."""
    lines = held.pages["unread_lines"]
    n, pages = int(lines.sum()), int((lines > 0).sum())
    if not n:
        return "Every line of these pages was understood."
    return words.sentence(
        f"{words.count(n, 'line')} on {words.count(pages, 'page')} {'was' if n == 1 else 'were'} "
        "kept but not understood"
    )
