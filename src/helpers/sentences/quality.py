"""What the report on data quality says: titles, sentences and tables to read.

Each function takes a :class:`~helpers.analyses.quality.QualityAnalysis`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from helpers.analyses.quality import (
    BALLOT,
    GAPS,
    GROUPS,
    NOTED,
    OPEN,
    SETTLED,
    QualityAnalysis,
    check_name,
    shares_complete,
)
from helpers.sentences import words
from helpers.sentences.houses import HOUSES

#: Columns of the tables to show that hold numbers as text.
ALIGN = {"Used": "right", "Other": "right"}

#: Elections fewer than this are counted: a share in per cent says more than they do.
_FEWEST_FOR_PERCENT = 20

#: What a sentence says of one finding, and of several, with each outcome.
_DONE = {
    "corrected": ("was corrected", "were corrected"),
    "ambiguous": ("has several smallest repairs", "have several smallest repairs"),
    "unconfirmed": ("waits for evidence", "wait for evidence"),
    "noted": ("was only noted", "were only noted"),
}

_NOTHING = {
    "turnout": "electors and ballots",
    "votes": "votes by party",
    "seats": "seats by party",
    "sex": "women and men",
}


# --- Completeness ---------------------------------------------------------------------------------


def how_much(cell: pd.Series) -> str:
    """Write how much of a group of figures is known, in a few characters; empty for nothing.

    Parameters
    ----------
    cell : Series
        A row of :func:`helpers.analyses.quality.completeness`.
    """
    state, known = cell["state"], cell["known"]
    if state == "none":
        return ""
    if not words.known(known):
        return "share only"
    if cell["group"] == "votes":
        return _votes_covered(state, known)
    if not words.known(cell["of"]):
        return words.figures(known)
    return f"{int(known)} of {int(cell['of'])}"


def _votes_covered(state: str, known: float) -> str:
    if state == "unchecked":
        return f"{int(known)} {words.plural('row', known)}"
    if state == "complete":
        return "100%"
    # Never "100%" for what is not all.
    return f"{known * 100 if state == 'over' else min(known * 100, 99):.0f}%"


def lacking(cell: pd.Series) -> str:
    """Write what of a group of figures is missing or does not fit; empty when it is complete.

    Parameters
    ----------
    cell : Series
        A row of :func:`helpers.analyses.quality.completeness`.
    """
    group, state = cell["group"], cell["state"]
    if state == "complete":
        return ""
    if state == "none":
        return _NOTHING[group]
    known = cell["known"]
    if group == "turnout":
        if not words.known(known):
            return "all counts of electors and ballots"
        return words.listing(BALLOT[column] for column in cell["lacking"])
    if group == "sex":
        if not words.known(known):
            return "the numbers of women and men"
        return f"the number of {words.listing(cell['lacking'])}"
    if group == "votes":
        return {
            "unchecked": "what the votes are a share of",
            "over": "the parties' votes exceed the valid votes",
            "partial": f"{words.percent(1 - known)} of the vote",
        }[state]
    if state == "unchecked":
        return "the number of seats at stake"
    if state == "over":
        return f"the rows exceed the seats by {words.count(known - cell['of'], 'seat')}"
    return f"the holders of {words.count(cell['of'] - known, 'seat')}"


# --- Sentences ------------------------------------------------------------------------------------


def title(analysis: QualityAnalysis) -> str:
    """Return the report's title: what is complete, in a line."""
    n = len(analysis.elections)
    country = words.capital(words.the_country(analysis.country))
    if n == 0:
        return f"{country}: the archive has no election to the {HOUSES[analysis.house]}"
    whole = _complete_in(analysis)
    if n == 1:
        when = analysis.elections["when"].iloc[0]
        state = analysis.completeness.set_index("group")["state"]
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


def say_summary(analysis: QualityAnalysis) -> list[str]:
    """Return three to five sentences: pages, completeness, gaps, findings, comparison."""
    if analysis.elections.empty:
        return _nothing(analysis)
    said = [_holdings(analysis), _completeness(analysis), _gaps(analysis), say_findings(analysis)]
    return [words.sentence(text) for text in [*said, _comparison(analysis)] if text]


def _nothing(analysis: QualityAnalysis) -> list[str]:
    house, country = HOUSES[analysis.house], words.the_country(analysis.country)
    years = words.in_years(analysis.since, analysis.until)
    said = [f"the archive has no page on an election to the {house} of {country} {years}"]
    if analysis.other_years:
        said.append(f"outside these years it has {words.count(analysis.other_years, 'election')}")
    if analysis.undated:
        said.append(f"{words.count(analysis.undated, 'election')} to it cannot be dated")
    if analysis.other_house:
        other = next(code for code in HOUSES if code != analysis.house)
        said.append(
            f"of its {HOUSES[other]} the archive has "
            f"{words.count(analysis.other_house, 'election')}: the parameter house = {other} shows "
            f"{'it' if analysis.other_house == 1 else 'them'}"
        )
    return [words.sentence(text) for text in said]


def _holdings(analysis: QualityAnalysis) -> str:
    years = analysis.elections["year"]
    when = words.in_years(int(years.min()), int(years.max()))
    return (
        f"the archive has {words.count(len(analysis.pages), 'page')} on "
        f"{words.count(len(analysis.elections), 'election')} to the {HOUSES[analysis.house]} of "
        f"{words.the_country(analysis.country)}, {when}"
    )


def _complete_in(analysis: QualityAnalysis) -> dict[str, int]:
    done = analysis.completeness[analysis.completeness["state"] == "complete"]
    return {group: int((done["group"] == group).sum()) for group in GROUPS}


#: What a sentence says of groups in each state: of one, of several.
_STATE_VERBS = {
    "complete": ("is complete", "are complete"),
    "unchecked": (
        "is reported, unverified",
        "are reported, unverified",
    ),
    "partial": ("is known in part", "are known in part"),
    "over": ("exceeds its total", "exceed their total"),
    "none": ("is missing", "are missing"),
}


def _completeness(analysis: QualityAnalysis) -> str:
    n = len(analysis.elections)
    if n == 1:
        state = analysis.completeness.set_index("group")["state"]
        clauses = []
        for name, verbs in _STATE_VERBS.items():
            groups = [group for group in GROUPS if state[group] == name]
            if groups:
                verb = verbs[groups != ["turnout"]]
                clauses.append(f"{words.listing(GROUPS[group] for group in groups)} {verb}")
        return "; ".join(clauses)
    whole = _complete_in(analysis)
    if not any(whole.values()):
        return f"in each of these {words.number(n)} elections, no group of figures is complete"
    in_how_many = {g: "all" if whole[g] == n else words.number(whole[g]) for g in GROUPS}
    return f"of these {words.number(n)} elections, {_ranked(in_how_many, whole)}"


def _ranked(how_many: Mapping[str, str], by: Mapping[str, float]) -> str:
    """Say in how many elections each group is complete, the most first."""
    first, *others = sorted(GROUPS, key=lambda group: -by[group])
    verb = "is" if first == "turnout" else "are"
    clauses = [f"{GROUPS[first]} {verb} complete in {how_many[first]}"]
    return words.listing(clauses + [f"{GROUPS[group]} in {how_many[group]}" for group in others])


def _gaps(analysis: QualityAnalysis) -> str:
    if len(analysis.elections) == 1:
        return ""
    none = analysis.completeness[analysis.completeness["state"] == "none"]
    when = analysis.elections.set_index("election_id")["when"]
    gaps = {
        group: list(none.loc[none["group"] == group, "election_id"].map(when)) for group in GROUPS
    }
    if not any(gaps.values()):
        return "every election has at least something in each group of figures"
    # Groups that are missing in the same elections are named together.
    together: dict[str, list[str]] = {}
    for group, found in gaps.items():
        if found:
            where = _times(found, len(analysis.elections))
            together.setdefault(where, []).append(GROUPS[group])
    said = [f"{words.listing(groups, 'or')} in {where}" for where, groups in together.items()]
    return f"nothing is known of {', nor of '.join(said)}"


def _times(when: list[str], elections: int) -> str:
    if len(when) == elections:
        return "any of them"
    return (
        words.listing(when) if len(when) <= 4 else words.of_total(len(when), elections, "election")
    )


def say_findings(analysis: QualityAnalysis) -> str:
    """Return what the checks found on the country's pages, and what was done."""
    counts = analysis.findings["outcome"].value_counts().to_dict()
    total = len(analysis.findings)
    if not total:
        return "the checks found no contradiction on these pages"
    raised = f"the checks raised {words.count(total, 'finding')} on these pages"
    if len(counts) == 1:
        return f"{raised}, which {_DONE[next(iter(counts))][total > 1]}"
    said = [
        f"{words.number(counts[outcome])} {how[counts[outcome] > 1]}"
        for outcome, how in _DONE.items()
        if outcome in counts
    ]
    return f"{raised}: {words.listing(said)}"


def _comparison(analysis: QualityAnalysis) -> str:
    own = analysis.elections["election_id"]
    others = analysis.everywhere[~analysis.everywhere["election_id"].isin(own)]
    if len(others) < 2:
        return ""
    frame = analysis.archive_completeness
    rest = shares_complete(frame[frame["election_id"].isin(others["election_id"])])
    few = len(others) < _FEWEST_FOR_PERCENT

    def share(known: float) -> str:
        if not known:
            return "none"
        return words.number(round(known * len(others))) if few else words.percent(known, 0)

    shares = {group: share(rest[group]) for group in GROUPS}
    among = f"among the {words.count(len(others), 'election')} of other countries in these years"
    return f"{among}, {_ranked(shares, rest)}"


def say_coverage(analysis: QualityAnalysis) -> str:
    """Return how many elections of how many countries the archive has, and of how many one."""
    of_each = analysis.everywhere.groupby("iso3").size()
    countries, alone = len(of_each), int((of_each == 1).sum())
    house = HOUSES[analysis.house] + ("s" if countries > 1 else "")
    text = (
        f"in these years the archive has {words.count(int(of_each.sum()), 'election')} to the "
        f"{house} of {words.count(countries, 'country')}"
    )
    if alone == countries > 1:
        text += ", one of each"
    elif alone and countries > 1:
        text += f"; for {words.number(alone)} of these it has only one"
    return words.sentence(text)


def say_missing(analysis: QualityAnalysis) -> str:
    """Return how many groups of figures have a gap, and how many could not be checked."""
    state = analysis.completeness["state"]
    n, cells = int(state.isin(GAPS).sum()), len(state)
    unchecked = int((state == "unchecked").sum())
    text = (
        f"{words.of_total(n, cells, 'group')} of figures {'has' if n == 1 else 'have'} gaps"
        if n
        else f"{words.of_total(0, cells, 'group')} of figures has gaps"
    )
    if unchecked:
        rest = "is" if unchecked == 1 else "are"
        text += f"; {words.number(unchecked)} {rest} reported, unverified"
    return words.sentence(text)


def say_corrections(analysis: QualityAnalysis) -> str:
    """Return how many figures were corrected, and why that was possible."""
    n = int((analysis.findings["outcome"] == "corrected").sum())
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


def say_statements(analysis: QualityAnalysis) -> str:
    """Return how many figures the narratives of the pages say, by what they do; or nothing."""
    uses = analysis.statements["use"].value_counts().to_dict()
    if not uses:
        return ""
    said = [
        how.format(words.number(uses[use]), s="s" if uses[use] == 1 else "")
        for use, how in _USES.items()
        if use in uses
    ]
    number = words.count(len(analysis.statements), "figure")
    return words.sentence(f"The narratives of these pages give {number}: {words.listing(said)}")


def say_open(analysis: QualityAnalysis) -> str:
    """Return how many findings still wait for a person."""
    n = int(analysis.findings["outcome"].isin(OPEN).sum())
    if not n:
        return "No finding on these pages waits for a decision."
    return words.sentence(
        f"{words.count(n, 'finding')} {'waits' if n == 1 else 'wait'} for a person to look at the "
        f"page; until then the printed {'figure stands' if n == 1 else 'figures stand'}: every "
        "smallest repair is listed, and a row in evidence.csv settles it"
    )


def say_differences(analysis: QualityAnalysis) -> str:
    """Return how far pages of one election differ."""
    pages = analysis.pages.groupby("election_id")["page"].nunique()
    several = int((pages > 1).sum())
    if not several:
        return "No election has more than one page, so that no page confirms another."
    n = len(analysis.differences)
    has = "has" if several == 1 else "have"
    text = f"{words.count(several, 'election')} {has} several pages"
    if not n:
        return words.sentence(f"{text}, which agree wherever they print the same figure")
    differ = "differs" if n == 1 else "differ"
    return words.sentence(f"{text}, and {words.count(n, 'figure')} {differ} beyond rounding")


def say_unread(analysis: QualityAnalysis) -> str:
    """Return how many lines of the pages were not understood."""
    lines = analysis.pages["unread_lines"]
    n, pages = int(lines.sum()), int((lines > 0).sum())
    if not n:
        return "Every line of these pages was understood."
    return words.sentence(
        f"{words.count(n, 'line')} on {words.count(pages, 'page')} {'was' if n == 1 else 'were'} "
        "kept but not understood"
    )


# --- Tables ---------------------------------------------------------------------------------------


def table_of_findings(analysis: QualityAnalysis, outcomes: tuple[str, ...]) -> pd.DataFrame:
    """Return the country's findings with these outcomes, as a person acts on them.

    Returns
    -------
    DataFrame
        In order of time and of the page: ``Where`` (election, page and line), ``Reason`` (what
        does not hold), and what the finding says: ``Printed``, ``Corrected`` or ``Smallest
        repairs``, and ``Evidence``; of what was only noted, ``What was seen``.
    """
    rows = _in_order(analysis, outcomes)
    reason = rows["check"].map(check_name).map(words.capital)
    frame = pd.DataFrame({"Where": _where(rows, analysis), "Reason": reason})
    if outcomes == NOTED:
        frame["What was seen"] = rows["message"]
    else:
        frame["Printed"] = rows["printed"]
        frame["Corrected" if outcomes == SETTLED else "Smallest repairs"] = rows["proposed"]
        if rows["evidence"].notna().any():
            frame["Evidence"] = rows["evidence"]
    return frame.reset_index(drop=True)


def _in_order(analysis: QualityAnalysis, outcomes: tuple[str, ...]) -> pd.DataFrame:
    rows = analysis.findings[analysis.findings["outcome"].isin(outcomes)]
    place = {election: i for i, election in enumerate(analysis.elections["election_id"])}
    rows = rows.assign(place=rows["election_id"].map(place))
    return rows.sort_values(["place", "page", "line"], kind="stable")


def _where(findings: pd.DataFrame, analysis: QualityAnalysis) -> pd.Series:
    """Return the election, the page and the line of each finding, as far as they are known."""
    when = findings["election_id"].map(analysis.elections.set_index("election_id")["when"])
    line = findings["line"].map("line {}".format, na_action="ignore")
    parts = pd.DataFrame({"when": when, "page": findings["page"], "line": line})
    return parts.apply(lambda row: ", ".join(row.dropna()), axis="columns").astype("string")


def table_of_differences(analysis: QualityAnalysis) -> pd.DataFrame:
    """Return the differences as a reader sees them; values are text, as they mix units."""
    rows = analysis.differences
    when = analysis.elections.set_index("election_id")["when"]

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


def _of_cells(write: Callable[[pd.Series], str], rows: pd.DataFrame) -> pd.Series:
    return pd.Series([write(row) for _, row in rows.iterrows()], rows.index, dtype="string")


def table_of_gaps(analysis: QualityAnalysis) -> pd.DataFrame:
    """Return what each election lacks, a row per election and group with a gap."""
    rows = analysis.completeness[analysis.completeness["state"].isin(GAPS)]
    when = analysis.elections.set_index("election_id")["when"]
    return pd.DataFrame(
        {
            "Election": rows["election_id"].map(when),
            "Figures": rows["group"].map(words.capital),
            "Known": _of_cells(how_much, rows).replace("", "nothing"),
            "Missing or not fitting": _of_cells(lacking, rows).map(words.capital),
        }
    ).reset_index(drop=True)


def table_of_pages(analysis: QualityAnalysis) -> pd.DataFrame:
    """Return the country's pages: election, page, origin, layout, unread lines, findings."""
    pages = analysis.pages
    when = analysis.elections.set_index("election_id")["when"]
    found = analysis.findings.groupby("page").size()
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
    place = analysis.elections.reset_index().set_index("election_id")["index"]
    order = pages["election_id"].map(place)
    return frame.loc[order.sort_values(kind="stable").index].reset_index(drop=True)
