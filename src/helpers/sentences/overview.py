"""What the report on all countries says: titles, sentences and tables to read.

Each function takes an :class:`~helpers.analyses.overview.OverviewAnalysis`.
"""

from __future__ import annotations

import pandas as pd

from helpers.analyses.overview import MEASURES, SERIES, Measure, OverviewAnalysis, ranked
from helpers.sentences import words
from helpers.sentences.houses import HOUSES
from helpers.sentences.peers import FEWEST_FOR_MEDIAN

# --- Sentences ------------------------------------------------------------------------------------


def title(analysis: OverviewAnalysis) -> str:
    """Return the report's title: in how many of all houses one party has a majority.

    All houses of the archive are counted, also those of which it is not known, so that no part of
    them is picked by what is asked.
    """
    if not analysis.has_elections:
        return f"No election to {_A_HOUSE[analysis.house]} in these years"
    rows = analysis.latest
    if len(rows) == 1:
        only = words.the_country(rows["country"].iloc[0])
        has = {True: "has", False: "does not have"}.get(rows["majority"].iloc[0])
        if has is None:
            return f"Whether one party has a majority in {only} is not known"
        return f"In {only} the largest party {has} more than half of the seats"
    yes, no = int(rows["majority"].sum()), int((~rows["majority"]).sum())
    open_ = len(rows) - yes - no
    houses = HOUSES[analysis.house]
    if yes:
        where = words.of_total(yes, len(rows), houses)
        text = f"One party or alliance won more than half of the seats in {where}"
        parts = [f"none did in {words.number(no)}"] if no else []
    else:
        where = words.of_total(no, len(rows), houses)
        text = f"No party or alliance won more than half of the seats in {where}"
        if not no:
            return f"Whether one party has a majority is not known for any of {len(rows)} {houses}s"
        parts = []
    if open_:
        parts.append(f"the data leave {words.number(open_)} open")
    return f"{text}; {words.listing(parts)}" if parts else text


_A_HOUSE = {"LC": "a lower or single house", "UC": "an upper house"}


def say_summary(analysis: OverviewAnalysis) -> list[str]:
    """Return three to five sentences: what is compared, the three measures, what is missing."""
    if not analysis.has_elections:
        return [words.sentence(_nothing(analysis))]
    said = [_compared(analysis), *(_spread(analysis, measure) for measure in analysis.measures)]
    return [words.sentence(text) for text in [*said, _missing(analysis)] if text]


def _nothing(analysis: OverviewAnalysis) -> str:
    last = min(analysis.until, analysis.year)
    if last < analysis.since:
        return (
            f"the parameter year ({analysis.year}) lies before since ({analysis.since}), so that "
            "no election can be the latest one"
        )
    years = words.in_years(analysis.since, last)
    return f"the archive has no page on an election to {_A_HOUSE[analysis.house]} {years}"


def _compared(analysis: OverviewAnalysis) -> str:
    rows = analysis.latest
    first, last = int(rows["year"].min()), int(rows["year"].max())
    if len(rows) == 1:
        only = words.the_country(rows["country"].iloc[0])
        return (
            f"the archive has elections to {_A_HOUSE[analysis.house]} of one country only, {only}, "
            f"the latest in {last}"
        )
    houses = {"LC": "lower or single houses", "UC": "upper houses"}[analysis.house]
    text = f"the archive has elections to the {houses} of {words.count(len(rows), 'country')}"
    if first == last:
        return f"{text}, the latest of each in {last}"
    text = f"{text}, the latest of each between {first} and {last}"
    middle = int(rows["year"].median())
    if len(rows) < FEWEST_FOR_MEDIAN or not first < middle < last:
        return text
    return f"{text}, at least half of them in {middle} or later"


#: What is said of one country, and of several.
_SAID = {
    "largest_share": (
        "the largest party holds {} of the seats",
        "the median share of the largest party",
    ),
    "turnout": ("turnout is {}", "median turnout"),
    "women_share": ("women hold {} of the seats", "the median share of women"),
}


def _spread(analysis: OverviewAnalysis, measure: Measure) -> str:
    rows = analysis.latest[analysis.latest[measure.column].notna()]
    shares = rows[measure.column].astype(float)
    of_one, of_several = _SAID[measure.column]
    if len(rows) == 1:
        only = rows.iloc[0]
        text = of_one.format(_share_text(only, measure))
        if len(analysis.latest) == 1:
            return text
        where = f"{words.the_country(only['country'])} ({only['when']})"
        return f"{text} in {where}, the only country where it is known"
    n = words.count(len(rows), "country")
    low, high = (_at(rows, measure, extreme) for extreme in (shares.min(), shares.max()))
    ends = f"is {low}" if low == high else f"is from {low} to {high}"
    if len(rows) < FEWEST_FOR_MEDIAN:
        what = of_several.replace("the median", "the").removeprefix("median ")
        return f"{what} {ends}, in the {n} where it is known"
    text = f"{of_several} is {words.percent(shares.median())} in the {n} where it is known"
    return text if low == high else f"{text}, from {low} to {high}"


def _share_text(row: pd.Series, measure: Measure) -> str:
    exact = row["turnout_qualifier"] if measure.column == "turnout" else None
    return words.qualified(words.percent(row[measure.column]), exact)


def _at(rows: pd.DataFrame, measure: Measure, share: float) -> str:
    """Return a share with the countries that have it: ``"26% (Latvia, 2022)"``."""
    same = rows[rows[measure.column].astype(float) == share]
    if len(same) > 3:
        return f"{_share_text(same.iloc[0], measure)} ({words.count(len(same), 'country')})"
    names = [f"{words.the_country(row['country'])}, {row['when']}" for _, row in same.iterrows()]
    return f"{_share_text(same.iloc[0], measure)} ({'; '.join(names)})"


_LACKING = {
    "largest_share": "the largest party",
    "turnout": "turnout",
    "women_share": "the share of women",
}


def _missing(analysis: OverviewAnalysis) -> str:
    rows = analysis.latest
    unknown = {name: int(rows[column].isna().sum()) for column, name in _LACKING.items()}
    every = "both" if len(rows) == 2 else "all"
    each = [
        f"on {name} for {words.number(n) if n < len(rows) else every}"
        for name, n in unknown.items()
        if n
    ]
    if not each:
        return ""
    if len(rows) == 1:
        lacking = words.listing(name for name, n in unknown.items() if n)
        return f"the archive has no data on {lacking}"
    return (
        f"of these {words.number(len(rows))}, data are missing {words.listing(each)}: the charts "
        "leave them out, and the table has a dash"
    )


def say_series(analysis: OverviewAnalysis) -> str:
    """Return of how many countries the archive has a series, which is no sample of all."""
    followed, n = len(analysis.followed), len(analysis.latest)
    of_all = words.of_total(followed, n, "country")
    return words.sentence(
        f"{of_all} {'has' if followed == 1 else 'have'} at least {words.number(SERIES)} elections "
        "with one of these figures in these years"
    )


def notes_on_numbers(analysis: OverviewAnalysis) -> list[str]:
    """Return what a reader of the table must know: bases, exactness, other reports."""
    rows = analysis.latest
    notes = [
        "Largest party: of parties and blocs, not of independents; unknown where a party that the "
        "page does not name may be larger. Women: of the members, on the base that the report on "
        "women's representation explains.",
        "The names of countries lead to their own reports, where there are any.",
    ]
    if rows["size_from"].eq("table").fillna(False).any():
        notes.insert(
            1,
            "Share of the seats at stake, of the members, or, where no page prints the size of the "
            "house, of the seats listed, which may miss some.",
        )
    return notes


# --- Tables ---------------------------------------------------------------------------------------


def table_of_numbers(analysis: OverviewAnalysis) -> pd.DataFrame:
    """Return every number of the report, one row per country, by name."""
    rows = analysis.latest.sort_values("country", kind="stable", ignore_index=True)
    largest = rows["largest"].map(words.listing, na_action="ignore")
    exact = rows["turnout_qualifier"].map(
        {"approximate": "about", "at_least": "at least", "at_most": "at most"}
    )
    return pd.DataFrame(
        {
            "Country": rows["country"],
            "Election": rows["first_date"].dt.strftime("%Y-%m-%d"),
            "Seats": rows["size"],
            "Largest party": largest.astype("string"),
            "Its seats": rows["largest_seats"],
            "Share, %": words.per_cent(rows["largest_share"]),
            "Share of": rows["size_from"].where(rows["largest_share"].notna()).map(_SIZES),
            "Turnout, %": words.per_cent(rows["turnout"]),
            **({"Turnout is": exact} if exact.notna().any() else {}),
            "Women": rows["women"],
            "Women, %": words.per_cent(rows["women_share"]),
        }
    )


_SIZES = {"at stake": "at stake", "members": "members", "table": "listed"}


def table_of_places(analysis: OverviewAnalysis) -> pd.DataFrame:
    """Return every country's place in its region (``"2 of 5"``) and the pages used."""
    rows = analysis.latest
    frame = pd.DataFrame({"Country": rows["country"], "Region": rows["region"]})
    for measure in MEASURES:
        of = ranked(analysis, measure).set_index("iso3")
        place = of["rank"].astype("string") + " of " + of["of"].astype("string")
        frame[measure.name] = rows["iso3"].map(place)
    pages = rows[[measure.page for measure in MEASURES]]
    frame["Pages"] = [", ".join(dict.fromkeys(row[row.notna()])) for _, row in pages.iterrows()]
    return frame.dropna(subset=[measure.name for measure in MEASURES], how="all")
