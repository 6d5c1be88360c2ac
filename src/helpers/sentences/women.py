"""What the report on women's representation says: titles, sentences and tables to read.

Each function takes a :class:`~helpers.analyses.women.WomenAnalysis`. Tables print shares in per
cent.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analyses import values, women_shares
from helpers.analyses.women import WomenAnalysis, share_series
from helpers.measures import parity_gap
from helpers.measures.pace import FEWEST_ELECTIONS, Pace
from helpers.sentences import series as in_time
from helpers.sentences import words
from helpers.sentences.houses import say_holdings
from helpers.sentences.peers import say_comparison, say_place
from helpers.sentences.sources import page_and_line

#: How the columns of the tables to show are written, where the usual way is not enough.
FORMATS = {"Printed, %": ".2f", "Women among candidates": ",d", "Candidates": ",d"}

#: When other countries are taken.
NEAREST = "in the nearest year with a figure"

#: Sources of one year whose shares are further apart than this are said to differ.
DIFFERENT = 0.01

#: The share that the Beijing Platform for Action and most quota laws aim at.
THIRTY = 0.3

#: How elections fill their seats, in words that complete "where seats were filled …".
_SYSTEMS = {
    "list": "from party lists",
    "mixed": "partly from lists and partly in districts",
    "district": "in districts",
}


def title(analysis: WomenAnalysis) -> str:
    """Return the report's title: the finding."""
    points, own, place = analysis.points, analysis.elections, words.the_country(analysis.country)
    where = f"the seats in {place}" if analysis.house == "LC" else f"the upper house of {place}"
    if points.empty:
        stood = own[own["candidates_share"].notna()]
        if stood.empty:
            return f"Women's share of {where} is not known"
        share, when = words.percent(stood["candidates_share"].iloc[-1], 0), stood["when"].iloc[-1]
        return (
            f"Women were {share} of the candidates in {place} in {when}; their share of the seats "
            f"is not known"
        )
    if len(points) == 1 and points["share"].iloc[0] == 0:
        return f"Women held none of {where} in {points['when'].iloc[0]}"
    return in_time.headline(share_series(analysis), f"Women's share of {where}", "was")


def say_findings(analysis: WomenAnalysis) -> list[str]:
    """Return the sentences on the first screen: the latest share, its course, the peers'."""
    own = analysis.elections
    if not analysis.is_known:
        return [*_nothing_known(analysis), *say_candidates(analysis)[:1]]
    mine = analysis.mine
    return [
        _latest(mine, own, analysis.single_years),
        *_trend(analysis),
        say_comparison(mine["share"], analysis.others, analysis.region, "share of women"),
    ]


def say_others(analysis: WomenAnalysis) -> str:
    """Return the sentence that compares the latest share with the whole archive's, if any."""
    if analysis.others.empty:
        return ""
    return say_place(analysis.mine["share"], analysis.others, "share of women")


def say_gaps(analysis: WomenAnalysis) -> list[str]:
    """Return the sentences below the first chart: the trend, the bases, where sources differ."""
    own = analysis.elections
    return [*_course(analysis), *_gaps(own, analysis.single_years)]


def _latest(mine: pd.Series, own: pd.DataFrame, single: pd.DataFrame) -> str:
    share = words.percent(mine["share"])
    if words.known(mine["page"]):
        row = own[own["date"].eq(mine["date"])].iloc[-1]
        day = words.date(row["date"])
        if words.known(row["members"]):
            held = words.of_total(row["women"], row["members"], "seat")
            if row["women"] > 0:
                held += f", {share}"
            return words.sentence(f"After the election of {day} women held {held}{_short(row)}")
        return words.sentence(
            f"For the election of {day} the page gives women {share} of the seats"
        )
    row = single[single["date"].eq(mine["date"])].iloc[0]
    if row["base"] == women_shares.SINGLE_YEAR:
        return words.sentence(
            f"In {mine['when']} a single-year source counts {words.count(row['women'], 'woman')} "
            f"among {words.figures(row['members'])} members, {share}"
        )
    return words.sentence(
        f"For {mine['when']} a single-year source gives women {share} of the seats"
    )


def _short(row: pd.Series) -> str:
    if row["gap"] == 0:
        return f", {half_or_more(row)}"
    return f", {words.count(row['gap'], 'seat')} short of half"


def _trend(analysis: WomenAnalysis) -> list[str]:
    points = analysis.points
    if len(points) == 1:
        return ["No other figure is known for these years, so there is no trend."]
    series = share_series(analysis)
    text = f"That is {in_time.since_last(series)}"
    if extremes := in_time.extremes(series):
        text += f"; over the {words.number(len(points))} years with a figure it was {extremes}"
    if crossed := _crossed(points, THIRTY):
        text += f"; {crossed}"
    return [words.sentence(text)]


def _course(analysis: WomenAnalysis) -> list[str]:
    """Return the trend, where there are figures enough."""
    if not analysis.is_known:
        return []
    trend = in_time.say_trend(share_series(analysis), "women's share")
    return [words.sentence(trend)] if trend else []


def _crossed(points: pd.DataFrame, share: float) -> str:
    """Return when women first had a share, if the years before did not; empty if never."""
    above = points["share"].astype(float) >= share
    if not above.any() or above.iloc[0]:
        return ""
    first = points.loc[above.idxmax()]
    return f"{first['when']} was the first of them with {words.percent(share)} or more"


def _nothing_known(analysis: WomenAnalysis) -> list[str]:
    """Say what is missing, and what there is instead."""
    said = say_holdings(analysis, analysis.elections["date"], "without the share of women")
    if analysis.house == "LC":
        said.append("No single-year source has it either")
    return [words.sentence(text) for text in said]


def _gaps(own: pd.DataFrame, single: pd.DataFrame) -> list[str]:
    """Say what is missing, of what the shares are shares, and where sources differ."""
    said = []
    no_women = own.loc[own["women"].isna() & own["printed"].isna(), "when"]
    if len(no_women):
        page = "page" if len(no_women) == 1 else "pages"
        verb = "does" if len(no_women) == 1 else "do"
        said.append(
            f"The {page} on {words.listing(no_women)} {verb} not say how many women were elected"
        )
    for _, row in own[own["women"].notna() & own["share"].isna()].iterrows():
        said.append(
            f"For {row['when']} the source counts women ({words.figures(row['women'])}), but "
            "nothing confirms how many members the house had"
        )
    bases = {
        women_shares.LISTED: "the share is of the seats listed on the page, a number that another "
        "source confirms",
        women_shares.SAME_WOMEN: "the share is of the members that a source with the same number "
        "of women counts in that year",
        women_shares.AT_STAKE: "the share is of the seats at stake, all of the elected house",
        women_shares.SINGLE_YEAR: "the share is of the members that a single-year source counts",
        women_shares.PRINTED: "the page prints only the percentage",
    }
    for base, text in bases.items():
        when = own.loc[own["base"].eq(base).fillna(False), "when"]
        if len(when):
            said.append(f"For {words.listing(when)} {text}")
    for _, row in own[own["printed"].notna() & own["members"].notna()].iterrows():
        if not women_shares.fits(row["printed"], row["women"], row["members"]):
            said.append(
                f"For {row['when']} the page prints {words.percent(row['printed'])}, which is not "
                f"{words.figures(row['women'])} of {words.figures(row['members'])} "
                f"({words.percent(row['share'])}) and must be of another base"
            )
    said += _conflicts(own, single)
    return [words.sentence(text) for text in said]


def _conflicts(own: pd.DataFrame, single: pd.DataFrame) -> list[str]:
    """Name the years on which sources disagree by a percentage point or more, and why they may."""
    elected = own.assign(year=own["date"].dt.year, elected=True)
    columns = ["year", "share", "women", "members", "elected"]
    shares = pd.concat([elected[columns], single.assign(elected=False)[columns]])
    before = dict(zip(elected["year"], elected["women"].shift(), strict=True))
    said = []
    for year, rows in shares.dropna(subset=["share"]).groupby("year"):
        rows = rows.assign(share=rows["share"].astype(float).round(4)).drop_duplicates("share")
        rows = rows.sort_values("share")
        if rows["share"].iloc[-1] - rows["share"].iloc[0] < DIFFERENT:
            continue
        listed = words.listing([words.percent(share) for share in rows["share"]], "or")
        text = f"sources disagree on {year}: {listed}"
        others = rows[~rows["elected"].astype(bool)]
        if rows["women"].notna().all() and rows["women"].nunique() == 1:
            text += "; they count the same women, and differ in the number of members"
        elif year in before and others["women"].eq(before[year]).fillna(False).any():
            text += "; one of them has as many women as the house before, and may count that"
        elif rows["elected"].any() and len(others):
            text += (
                "; a source that counts within the year of the election may mean the outgoing house"
            )
        said.append(text)
    return said


def say_seats(analysis: WomenAnalysis) -> list[str]:
    """Return the sentences on how many seats women are short of half."""
    known = analysis.elections[analysis.elections["gap"].notna()]
    if known.empty:
        return ["No election has both women and members, so no gap to parity can be counted."]
    last = known.iloc[-1]
    held = words.of_total(last["women"], last["members"], "seat")
    half = (
        half_or_more(last)
        if last["gap"] == 0
        else f"{words.count(last['gap'], 'seat')} short of half of the house"
    )
    said = [f"In {last['when']} women held {held}: {half}"]
    if len(known) > 1:
        first = known.iloc[0]
        held = words.of_total(first["women"], first["members"], "seat")
        gap = "none" if first["gap"] == 0 else words.count(first["gap"], "seat")
        said.append(f"In {first['when']} they held {held}, and the gap was {gap}")
    return [words.sentence(text) for text in said]


def half_or_more(row: pd.Series) -> str:
    """Return which it is, for an election at which women fell short of no seat."""
    return "more than half" if row["women"] * 2 > row["members"] else "exactly half"


def say_candidates(analysis: WomenAnalysis) -> list[str]:
    """Return the sentences on women among those who stood and those who were elected."""
    own = analysis.elections
    known = own[own["candidates_share"].notna()]
    if known.empty:
        return ["Women among the candidates: no data."]
    said = []
    for _, row in known.iterrows():
        text = (
            f"In {row['when']} women were {words.percent(row['candidates_share'])} of the "
            f"candidates ({words.figures(row['candidates_women'])} of "
            f"{words.figures(row['candidates_all'])})"
        )
        if row["in_words"]:
            text = text.removesuffix(")") + ", as the narrative of the page says)"
        if not words.known(row["share"]):
            said.append(f"{text}; their share of the seats is not known")
        elif values.looks_same(row["candidates_share"], row["share"]):
            said.append(f"{text} and the same share of the members")
        else:
            less = "less" if row["share"] < row["candidates_share"] else "more"
            said.append(
                f"{text} and {words.percent(row['share'])} of the members, "
                f"{words.points(row['share'] - row['candidates_share'])} {less}"
            )
        if success := _success(row):
            said.append(success)
    missing = own.loc[own["candidates_share"].isna(), "when"]
    if len(missing):
        said.append(f"Women among the candidates: no data for {words.listing(missing)}")
    return [words.sentence(text) for text in said]


def _success(row: pd.Series) -> str:
    """Return the shares of the women and of the men who stood that were elected."""
    of_elected = (women_shares.MEN_AND_WOMEN, women_shares.LISTED, women_shares.AT_STAKE)
    needed = row[["base", "women", "members", "candidates_women", "candidates_all"]]
    if needed.isna().any() or row["base"] not in of_elected:
        return ""
    men_stood = row["candidates_all"] - row["candidates_women"]
    men = row["members"] - row["women"]
    if not (row["candidates_women"] >= row["women"] > 0 and men_stood >= men > 0):
        return ""
    of_women = words.percent(row["women"] / row["candidates_women"])
    of_men = words.percent(men / men_stood)
    return f"Of the women who stood {of_women} were elected, of the men {of_men}"


def say_tiers(analysis: WomenAnalysis) -> list[str]:
    """Return the sentences on women's share by tier, and by party."""
    return [*_systems(analysis.elections), *_of_parties(analysis.by_party)]


def _systems(own: pd.DataFrame) -> list[str]:
    """Compare women's share by how the seats were filled."""
    known = own[own["share"].notna() & own["system"].notna()]
    if known.empty:
        return ["No election has both women's share and the tiers from which seats were filled."]
    each = []
    for system, text in _SYSTEMS.items():
        rows = known[known["system"].eq(system)]
        if len(rows):
            shares = rows["share"].astype(float)
            run = words.between_percent(shares.min(), shares.max())
            each.append(f"{run} where seats were filled {text} ({words.listing(rows['when'])})")
    said = [f"Women's share was {'; '.join(each)}"]
    if len(each) == 1 and len(known) > 1:
        said.append("All elections with a known share filled their seats in this way")
    elif len(each) > 1:
        said.append(
            "These elections differ in much else, so a difference need not be the electoral "
            "system's effect"
        )
    return [words.sentence(text) for text in said]


def _of_parties(by_party: pd.DataFrame) -> list[str]:
    """Say what is known of women by party, and by tier where a party won seats in one only."""
    if by_party.empty:
        return ["Women's seats by party, or by list and district: no data."]
    n = words.count(len(by_party), "party")
    said = [f"Women's seats are known for {n}, listed in the table"]
    whole = by_party["total"].gt(0)
    for tier, name in (("proportional", "list"), ("majority", "district")):
        rows = by_party[(whole & by_party[tier].eq(by_party["total"])).fillna(False)]
        if len(rows):
            held = words.of_total(rows["women"].sum(), rows["total"].sum(), f"{name} seat")
            said.append(f"In parties that won {name} seats only, women held {held}")
    return [words.sentence(text) for text in said]


# --- Pace -----------------------------------------------------------------------------------------


def say_pace(analysis: WomenAnalysis) -> list[str]:
    """Return the sentences on the pace through the elections, or why there is none."""
    known = analysis.counted
    if analysis.times.nunique() < FEWEST_ELECTIONS:
        return [
            words.sentence(
                f"A pace needs at least {words.number(FEWEST_ELECTIONS)} elections with women and "
                f"members known; here there {'is' if len(known) == 1 else 'are'} "
                f"{words.number(len(known))}"
            )
        ]
    if analysis.fit is None:
        return ["Too few elections seated both women and men for a pace to be fitted."]
    return _of_pace(analysis.fit, known, analysis.mine)


def _of_pace(fit: Pace, known: pd.DataFrame, latest: pd.Series) -> list[str]:
    low, high = (words.decimal(value) for value in (fit.slope_low, fit.slope_high))
    interval = f"{round(fit.confidence * 100)}% interval from {low} to {high}"
    over = (
        f"over {words.count(fit.elections, 'election')} from {known['when'].iloc[0]} to "
        f"{known['when'].iloc[-1]}"
    )
    if fit.clear:
        moved = "grew" if fit.slope >= 0 else "fell"
        said = [
            f"{over} women's share {moved} by {words.decimal(abs(fit.slope))} percentage points a "
            f"decade ({interval})"
        ]
    else:
        said = [
            f"{over} women's share shows no clear pace: {words.decimal(fit.slope)} percentage "
            f"points a decade, with a {interval}"
        ]
    said.append(_reached(fit, latest))
    if fit.strays:
        said.append(
            f"The elections stray from the line by more than chance (chi-squared test, "
            f"p = {_p_value(fit.p_value)}), which the interval takes into account"
        )
    said.append(
        "This is not a forecast: it says what follows if the elections to come are like those "
        "before, and a quota law, another electoral system or a new party can change that at once"
    )
    return [words.sentence(text) for text in said]


def _p_value(p: float) -> str:
    return "less than 0.001" if p < 0.001 else f"{p:.3f}".rstrip("0")


def _reached(fit: Pace, last: pd.Series) -> str:
    """Return when the target is reached at the fitted pace, and what the interval allows.

    Parameters
    ----------
    fit : Pace
    last : Series
        The latest figure, of an election or a year: ``when``, ``share``.
    """
    target = words.percent(fit.target)
    if float(last["share"]) >= fit.target:
        return (
            f"the target of {target} was reached: {words.percent(last['share'])} in {last['when']}"
        )
    horizon = fit.last_year + 100
    if not fit.clear or fit.target_low > horizon:
        return f"at this pace it cannot be said that women would ever hold {target}"
    early, late = int(np.floor(fit.target_low)), int(np.floor(fit.target_high))
    # The curve's upper end may have been above the target in years whose share was below it.
    passed = early <= int(last["date"].year)
    if fit.target_year > horizon:
        best = "at the next election" if passed else f"by {early}"
        return f"at this pace women would not hold {target} within a century; at best {best}"
    if fit.target_high > horizon:
        best = "perhaps at the next election" if passed else f"in {early} at the earliest"
        until = f"{best}, perhaps never"
    else:
        until = f"from the next election to {late}" if passed else f"between {early} and {late}"
    return (
        f"at this pace women would hold {target} in about {int(np.floor(fit.target_year))} "
        f"({round(fit.confidence * 100)}% interval: {until})"
    )


# --- Tables to show -------------------------------------------------------------------------------


def table_of_figures(analysis: WomenAnalysis) -> pd.DataFrame:
    """Return every number with its source, elections and single years in order of time."""
    own, single = analysis.elections, analysis.single_years
    gap = parity_gap(
        single["women"].where(single["base"].eq(women_shares.SINGLE_YEAR).fillna(False)),
        single["members"].where(single["base"].eq(women_shares.SINGLE_YEAR).fillna(False)),
    )
    rows = pd.concat(
        [
            own.assign(
                name=own["date"].map(words.date), kind="election", source=page_and_line(own)
            ),
            single.assign(
                name=single["year"].astype("string"),
                kind="single year",
                source=single["url"],
                gap=gap,
            ),
        ],
        ignore_index=True,
    ).sort_values("date", kind="stable", ignore_index=True)
    return pd.DataFrame(
        {
            "When": rows["name"].astype("string"),
            "Figure of": rows["kind"],
            "Women": rows["women"],
            "Members": rows["members"],
            "Share, %": words.per_cent(rows["share"]),
            "Printed, %": words.per_cent(rows["printed"]),
            "Share of": rows["base"],
            "Short of half": rows["gap"],
            "Source": rows["source"],
        }
    )


def table_of_candidates(analysis: WomenAnalysis) -> pd.DataFrame:
    """Return women among candidates and among members."""
    own = analysis.elections
    rows = own[own["candidates_share"].notna()]
    return pd.DataFrame(
        {
            "Election": rows["date"].map(words.date),
            "Women among candidates": rows["candidates_women"],
            "Candidates": rows["candidates_all"],
            "Of candidates, %": words.per_cent(rows["candidates_share"]),
            "Of members, %": words.per_cent(rows["share"]),
        }
    )


def table_of_tiers(analysis: WomenAnalysis) -> pd.DataFrame:
    """Return list and district seats, and the women of the whole house."""
    own = analysis.elections
    rows = own[own["system"].notna() & own["share"].notna()]
    return pd.DataFrame(
        {
            "Election": rows["date"].map(words.date),
            "List seats": rows["list_seats"],
            "District seats": rows["district_seats"],
            "Women": rows["women"],
            "Share, %": words.per_cent(rows["share"]),
        }
    )


def table_of_parties(analysis: WomenAnalysis) -> pd.DataFrame:
    """Return women by party, where a page has them."""
    by_party = analysis.by_party.merge(
        analysis.elections[["election_id", "date"]], on="election_id"
    )
    return pd.DataFrame(
        {
            "Party": by_party["name"],
            "Election": by_party["date"].map(words.date),
            "Seats": by_party["total"],
            "Women": by_party["women"],
            "Source": page_and_line(by_party),
        }
    )


def table_of_peers(analysis: WomenAnalysis) -> pd.DataFrame:
    """Return the country and its peers, the highest share first; empty without peers."""
    if not analysis.others["is_peer"].any():
        return pd.DataFrame()
    rows = analysis.others[analysis.others["is_peer"]]
    if analysis.is_known:
        own = analysis.mine.to_frame().T.assign(country=analysis.country)
        rows = pd.concat([own, rows])
    rows = rows.sort_values(["share", "country"], ascending=[False, True], kind="stable")
    rows = rows.astype({"share": "Float64", "page": "string", "url": "string", "line": "Int64"})
    return pd.DataFrame(
        {
            "Country": rows["country"].astype("string"),
            "Year": rows["when"].astype("string"),
            "Share, %": words.per_cent(rows["share"]),
            "Share of": rows["base"].astype("string"),
            "Source": page_and_line(rows).fillna(rows["url"]),
        }
    )
