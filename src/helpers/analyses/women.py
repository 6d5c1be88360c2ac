"""Women's representation: share and seats through time, candidates, tiers, pace, other countries.

Frames in, frames and sentences out. Shares are in [0, 1]; the tables print them in per cent. Of
which number a share is a share is settled in :mod:`helpers.analyses.women_shares`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analyses import peers as beside
from helpers.analyses import values, women_shares, words
from helpers.analyses.elections import choose, seat_rows, with_statements
from helpers.analyses.series import ShareSeries
from helpers.measures import parity_gap, women_share
from helpers.measures.pace import FEWEST_ELECTIONS, Pace, pace

#: Tables that :func:`tell` takes, in order.
TABLES = (
    "elections",
    "members",
    "seats",
    "parties",
    "women_by_year",
    "rules",
    "statements",
)

#: How the columns of the tables to show are written, where the usual way is not enough.
FORMATS = {"Printed, %": ".2f", "Women among candidates": ",d", "Candidates": ",d"}

#: When other countries are taken.
NEAREST = "in the nearest year with a figure"

#: Sources of one year whose shares are further apart than this are said to differ.
DIFFERENT = 0.01

#: How elections fill their seats, in words that complete "where seats were filled …".
_SYSTEMS = {
    "list": "from party lists",
    "mixed": "partly from lists and partly in districts",
    "district": "in districts",
}


@dataclass(frozen=True)
class Story:
    """What the report on women's representation says.

    Parameters
    ----------
    country : str
        The country's name as it stands in a sentence.
    target : float
        The share to reach.
    elections : DataFrame
        The house's elections in the span, as :func:`women_shares.at_elections` returns them, with
        ``when``, ``gap`` (seats short of half), ``candidates_women``, ``candidates_all``,
        ``candidates_share``, ``list_seats``, ``district_seats`` and ``system``.
    single_years : DataFrame
        Single-year sources in the span, as :func:`women_shares.in_single_years` returns them.
    mine : Series or None
        The latest known share, with ``when``; of an election where there is one in its year.
    others : DataFrame
        Other countries at the time nearest to it, as :func:`helpers.analyses.peers.nearest`
        returns them.
    fit : Pace or None
        The pace through the elections, or None if there are too few.
    title : str
        The finding.
    findings, gaps, seats, candidates, tiers, pace : list of str
        The sentences of each section.
    figures, compared, contests, systems, parties : DataFrame
        Tables to show: every number and its source; the peers; candidates and elected; lists and
        districts; women by party.
    """

    country: str
    target: float
    elections: pd.DataFrame
    single_years: pd.DataFrame
    mine: pd.Series | None
    others: pd.DataFrame
    fit: Pace | None
    title: str
    findings: list[str]
    gaps: list[str]
    seats: list[str]
    candidates: list[str]
    tiers: list[str]
    pace: list[str]
    figures: pd.DataFrame
    compared: pd.DataFrame
    contests: pd.DataFrame
    systems: pd.DataFrame
    parties: pd.DataFrame

    @property
    def is_known(self) -> bool:
        """Whether women's share is known of any election or year."""
        return self.mine is not None


def tell(
    elections: pd.DataFrame,
    members: pd.DataFrame,
    seats: pd.DataFrame,
    parties: pd.DataFrame,
    women_by_year: pd.DataFrame,
    rules: pd.DataFrame | None = None,
    statements: pd.DataFrame | None = None,
    *,
    iso3: str,
    country: str,
    region: str | None,
    house: str,
    since: int,
    until: int,
    peers: tuple[str, ...],
    target: float,
) -> Story:
    """Say what the archive knows of women in one house.

    Parameters
    ----------
    elections, members, seats, parties, women_by_year : DataFrame
        The tables of these names.
    statements : DataFrame, optional
        The table of this name: it gives candidates and seats of tiers where no table does.
    rules : DataFrame, optional
        The table of this name, for the sizes of houses.
    iso3, country, region, house : str
        The country's code, name to show and region; LC or UC.
    since, until : int
        First and last year.
    peers : tuple of str
        ISO 3166 alpha-3 codes of the countries to compare with.
    target : float
        The share to reach, between 0 and 1.

    Returns
    -------
    Story
    """
    everywhere = women_shares.at_elections(elections, members, seats, parties, women_by_year, rules)
    every_year = women_shares.in_single_years(women_by_year, elections)
    if statements is not None:
        elections = with_statements(elections, statements)
    chosen = choose(elections, iso3, house, since, until)
    by_party = seat_rows(seats, parties, chosen)
    own = _of_house(everywhere, chosen, by_party)
    single = every_year[every_year["iso3"].eq(iso3) & every_year["year"].between(since, until)]
    single = single.head(0) if house == "UC" else single.reset_index(drop=True)

    known = women_shares.known_everywhere(everywhere, every_year)
    known = known[known["house"].eq(house)]
    points = known[known["iso3"].eq(iso3) & known["date"].dt.year.between(since, until)]
    points = _named(points, own)
    mine = points.iloc[-1] if len(points) else None
    others = beside.nearest(known, None if mine is None else mine["date"], iso3, peers)
    peers_are = beside.name_of(peers, elections, iso3, region)

    place = words.the_country(country)
    where = f"the seats in {place}" if house == "LC" else f"the upper house of {place}"
    fit, of_pace = _pace(own, target)
    if mine is None:
        findings = [*_nothing_known(own, elections, iso3, place, house), *_candidates(own)[:1]]
    else:
        findings = [
            _latest(mine, own, single),
            *_trend(points, own),
            *beside.sentences(mine["share"], others, peers_are, "share of women"),
        ]
    by_party = by_party[by_party["women"].notna()]
    return Story(
        country=place,
        target=target,
        elections=own,
        single_years=single,
        mine=mine,
        others=others,
        fit=fit,
        title=_title(points, own, where, place),
        findings=findings,
        gaps=[*_course(points, own), *_gaps(own, single)],
        seats=_seats(own),
        candidates=_candidates(own),
        tiers=[*_systems(own), *_of_parties(by_party)],
        pace=of_pace,
        figures=_figures(own, single),
        compared=_compared(mine, others, country),
        contests=_contests(own),
        systems=_system_table(own),
        parties=_party_table(by_party, own),
    )


# --- Frames ---------------------------------------------------------------------------------------


def _of_house(
    everywhere: pd.DataFrame, chosen: pd.DataFrame, by_party: pd.DataFrame
) -> pd.DataFrame:
    """Return one house's elections with what else is told of women at them."""
    columns = ["election_id", "when", "candidates", "candidates_men", "candidates_women"]
    columns += [c for c in ("in_words",) if c in chosen]
    rows = chosen[columns].merge(everywhere, on="election_id", how="inner")
    both = rows["candidates_men"] + rows["candidates_women"]
    every = both.fillna(rows["candidates"])
    every = every.where((every > 0) & (rows["candidates_women"] <= every).fillna(False))
    told = by_party.groupby("election_id")[["proportional", "majority"]].sum(min_count=1)
    told = told.reindex(rows["election_id"]).fillna(0).gt(0)
    by_list, in_districts = told["proportional"].to_numpy(), told["majority"].to_numpy()
    rows = rows.join(_tier_seats(by_party, chosen), on="election_id")
    return rows.assign(
        gap=parity_gap(rows["women"].where(rows["members"].notna()), rows["members"]),
        candidates_all=every,
        candidates_share=women_share(rows["candidates_women"].where(every.notna()), every),
        system=pd.Series(pd.NA, rows.index, dtype="string")
        .mask(by_list, "list")
        .mask(in_districts, "district")
        .mask(by_list & in_districts, "mixed"),
    )


def _tier_seats(by_party: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return ``list_seats`` and ``district_seats`` of each election, unknown unless all are told.

    What one tier lacks is the total less the other. A list of parties that falls short of the
    seats at stake tells no tier's seats.
    """
    own = by_party[(by_party["total"] > 0) & ~by_party["kind"].isin(["appointed"])]
    mixed = own.groupby("election_id")[["proportional", "majority"]].transform("count").gt(0)
    both = mixed.all(axis=1)
    tiers = pd.DataFrame(
        {
            "election_id": own["election_id"],
            "list_seats": own["proportional"].fillna((own["total"] - own["majority"]).where(both)),
            "district_seats": own["majority"].fillna(
                (own["total"] - own["proportional"]).where(both)
            ),
        }
    )
    whole = tiers.groupby("election_id").agg(lambda seats: seats.sum(skipna=False))
    listed = by_party.groupby("election_id")["total"].sum(min_count=1)
    at_stake = chosen.set_index("election_id")["seats_at_stake"]
    short = listed.lt(at_stake.reindex(listed.index)).fillna(False)
    whole = whole.mask(short.reindex(whole.index).astype(bool)).astype("Int64")
    if "list_seats" not in chosen:
        return whole
    said = chosen.set_index("election_id")[["list_seats", "district_seats"]]
    return whole.reindex(said.index).astype("Int64").fillna(said)


def _named(points: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Name each known share by its election, or its year."""
    names = dict(zip(own["date"], own["when"], strict=True))
    of_election = points["page"].notna()
    when = [
        names.get(day, str(day.year)) if elected else str(day.year)
        for day, elected in zip(points["date"], of_election, strict=True)
    ]
    return points.assign(when=when).sort_values("date", kind="stable", ignore_index=True)


# --- Sentences ------------------------------------------------------------------------------------


def share_series(points: pd.DataFrame, own: pd.DataFrame) -> ShareSeries:
    """Return the known shares as a series, with the later elections that lack one."""
    last = points["date"].max()
    after = own.loc[own["share"].isna() & (own["date"] > last), "when"]
    return ShareSeries(points, tuple(after))


def _title(points: pd.DataFrame, own: pd.DataFrame, where: str, place: str) -> str:
    if points.empty:
        stood = own[own["candidates_share"].notna()]
        if stood.empty:
            return f"Women's share of {where} is not known"
        share, when = words.percent(stood["candidates_share"].iloc[-1], 0), stood["when"].iloc[-1]
        return (
            f"Women were {share} of the candidates in {place} in {when}; their share of the seats "
            f"is not known"
        )
    series = share_series(points, own)
    if len(points) == 1 and points["share"].iloc[0] == 0:
        return f"Women held none of {where} in {points['when'].iloc[0]}"
    return series.headline(f"Women's share of {where}", "was")


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
        return words.sentence(f"For the election of {day} the page gives women {share}")
    row = single[single["date"].eq(mine["date"])].iloc[0]
    if row["base"] == women_shares.SINGLE_YEAR:
        return words.sentence(
            f"In {mine['when']} a single-year source counts {words.count(row['women'], 'woman')} "
            f"among {words.figures(row['members'])} members, {share}"
        )
    return words.sentence(f"For {mine['when']} a single-year source gives women {share}")


def _short(row: pd.Series) -> str:
    if row["gap"] == 0:
        return ", which is half or more"
    return f", {words.count(row['gap'], 'seat')} short of half"


def _trend(points: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    if len(points) == 1:
        return ["No other figure is known for these years, so there is no trend."]
    last, before = points.iloc[-1], points.iloc[-2]
    # Like with like: an election with the one before it, if that is known.
    alike = points["page"].notna().eq(words.known(last["page"])).iloc[:-1]
    if alike.any():
        before = points.iloc[:-1][alike].iloc[-1]
    series = share_series(points, own)
    text = f"That is {series.since_last(before)}"
    extremes = series.extremes()
    if len(points) > 2 and extremes:
        text += f"; in {words.count(len(points), 'year')} with a figure it was {extremes}"
    if crossed := _crossed(points, THIRTY):
        text += f"; {crossed}"
    return [words.sentence(text)]


def _course(points: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    """Return the trend, where there are figures enough."""
    if points.empty:
        return []
    told = share_series(points, own).say_trend("women's share")
    return [words.sentence(told)] if told else []


#: The share that the Beijing Platform for Action and most quota laws aim at.
THIRTY = 0.3


def _crossed(points: pd.DataFrame, share: float) -> str:
    """Return when women first had a share, if the years before did not; empty if never."""
    above = points["share"].astype(float) >= share
    if not above.any() or above.iloc[0]:
        return ""
    first = points.loc[above.idxmax()]
    return f"of these years, {first['when']} was the first with {words.percent(share)} or more"


def _nothing_known(
    own: pd.DataFrame, elections: pd.DataFrame, iso3: str, place: str, house: str
) -> list[str]:
    """Say what is missing, and what there is instead."""
    name = {"LC": "lower or single house", "UC": "upper house"}
    said = []
    if own.empty:
        said.append(f"The archive holds no election of the {name[house]} of {place} in these years")
    else:
        held = words.listing([words.date(day) for day in own["date"]], most=5)
        said.append(
            f"The archive holds {words.count(len(own), 'election')} of the {name[house]} of "
            f"{place} in these years ({held}), without the share of women"
        )
    if house == "LC":
        said.append("No single-year source has it either")
    other = {"LC": "UC", "UC": "LC"}[house]
    count = int((elections["iso3"].eq(iso3) & elections["house"].eq(other)).sum())
    if count:
        said.append(f"The archive also holds {words.count(count, 'election')} of the {name[other]}")
    return [words.sentence(text) for text in said]


def _gaps(own: pd.DataFrame, single: pd.DataFrame) -> list[str]:
    """Say what is missing, of what the shares are shares, and where sources differ."""
    said = []
    no_women = own.loc[own["women"].isna() & own["printed"].isna(), "when"]
    if len(no_women):
        said.append(f"Women elected: no data for {words.listing(no_women)}")
    for _, row in own[own["women"].notna() & own["share"].isna()].iterrows():
        said.append(
            f"For {row['when']} the source counts women ({words.figures(row['women'])}), and "
            "nothing confirms how many members the house had"
        )
    told = {
        women_shares.LISTED: "the share is one of the seats listed on the page, a number that "
        "another source confirms",
        women_shares.SAME_WOMEN: "the share is one of the members that a source with the same "
        "number of women counts in that year",
        women_shares.AT_STAKE: "the share is one of the seats at stake, all of the elected house",
        women_shares.SINGLE_YEAR: "the share is one of the members that a single-year source "
        "counts",
        women_shares.PRINTED: "the printed share stands as it is",
    }
    for base, text in told.items():
        when = own.loc[own["base"].eq(base).fillna(False), "when"]
        if len(when):
            said.append(f"For {words.listing(when)} {text}")
    for _, row in own[own["printed"].notna() & own["members"].notna()].iterrows():
        if not women_shares.fits(row["printed"], row["women"], row["members"]):
            said.append(
                f"For {row['when']} the page prints {words.percent(row['printed'])}, which is not "
                f"{words.figures(row['women'])} of {words.figures(row['members'])} "
                f"({words.percent(row['share'])}) and rests on another base"
            )
    said += _conflicts(own, single)
    return [words.sentence(text) for text in said]


def _conflicts(own: pd.DataFrame, single: pd.DataFrame) -> list[str]:
    """Name the years on which sources disagree by a percentage point or more, and why they may."""
    elected = own.assign(year=own["date"].dt.year, elected=True)
    columns = ["year", "share", "women", "members", "elected"]
    told = pd.concat([elected[columns], single.assign(elected=False)[columns]])
    before = dict(zip(elected["year"], elected["women"].shift(), strict=True))
    said = []
    for year, rows in told.dropna(subset=["share"]).groupby("year"):
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


def _seats(own: pd.DataFrame) -> list[str]:
    known = own[own["gap"].notna()]
    if known.empty:
        return ["No election has both women and members, so no gap to parity can be counted."]
    last = known.iloc[-1]
    held = words.of_total(last["women"], last["members"], "seat")
    half = (
        "half or more"
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


def _candidates(own: pd.DataFrame) -> list[str]:
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
        if row.get("in_words", False):
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
        said.append(f"No source reports this for {words.listing(missing)}")
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


def _systems(own: pd.DataFrame) -> list[str]:
    """Compare women's share by how the seats were filled."""
    known = own[own["share"].notna() & own["system"].notna()]
    if known.empty:
        return ["No election has both women's share and the tiers from which seats were filled."]
    told = []
    for system, text in _SYSTEMS.items():
        rows = known[known["system"].eq(system)]
        if len(rows):
            shares = rows["share"].astype(float)
            run = words.between_percent(shares.min(), shares.max())
            told.append(f"{run} where seats were filled {text} ({words.listing(rows['when'])})")
    said = [f"Women's share was {', and '.join(told)}"]
    if len(told) == 1:
        said.append("No election with a known share filled them in another way")
    else:
        said.append(
            "These elections differ in much else, so the difference is not the system's effect"
        )
    return [words.sentence(text) for text in said]


def _of_parties(by_party: pd.DataFrame) -> list[str]:
    """Say what is known of women by party, and by tier where a party won seats in one only."""
    if by_party.empty:
        return ["Women's seats by party, or by list and district: no data."]
    told = [f"Women's seats are known for {words.count(len(by_party), 'party')}, see the table"]
    whole = by_party["total"].gt(0)
    for tier, name in (("proportional", "list"), ("majority", "district")):
        rows = by_party[(whole & by_party[tier].eq(by_party["total"])).fillna(False)]
        if len(rows):
            held = words.of_total(rows["women"].sum(), rows["total"].sum(), f"{name} seat")
            told.append(f"In parties that won {name} seats only, women held {held}")
    return [words.sentence(text) for text in told]


# --- Pace -----------------------------------------------------------------------------------------


def _pace(own: pd.DataFrame, target: float) -> tuple[Pace | None, list[str]]:
    """Fit the pace through the elections, or say why there is none."""
    known = own[own["members"].notna()]
    day = known["date"].dt
    years = day.year + (day.day_of_year - 1) / 365.25
    if years.nunique() < FEWEST_ELECTIONS:
        return None, [
            words.sentence(
                f"A pace needs at least {words.number(FEWEST_ELECTIONS)} elections with women and "
                f"members known, and there {'is' if len(known) == 1 else 'are'} "
                f"{words.number(len(known))} here, so none is fitted"
            )
        ]
    varied = known["women"].gt(0) & known["women"].lt(known["members"])
    if years[varied.astype(bool)].nunique() < 2:
        return None, ["Too few elections seated both women and men for a pace to be fitted."]
    fit = pace(years, known["women"], known["members"], target)
    return fit, _of_pace(fit, known)


def _of_pace(fit: Pace, known: pd.DataFrame) -> list[str]:
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
    said.append(_reached(fit, known.iloc[-1]))
    if fit.strays:
        said.append(
            f"The elections stray from the line by more than chance (chi-squared test, "
            f"p = {_p_value(fit.p_value)}), which the interval takes into account"
        )
    said.append(
        "This is no forecast: it says what follows if the elections to come are like those before, "
        "and a quota law, another electoral system or a new party can change that at once"
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
        The last election: ``when``, ``share``.
    """
    target = words.percent(fit.target)
    if float(last["share"]) >= fit.target:
        return (
            f"the target of {target} was reached: {words.percent(last['share'])} in {last['when']}"
        )
    horizon = fit.last_year + 100
    if not fit.clear or fit.target_low > horizon:
        return f"at this pace it cannot be said that women would ever hold {target}"
    early = int(np.floor(fit.target_low))
    late = int(np.floor(fit.target_high)) if fit.target_high <= horizon else None
    if fit.target_year > horizon:
        return f"at this pace women would not hold {target} within a century; at best by {early}"
    until = f"between {early} and {late}" if late else f"in {early} at the earliest, perhaps never"
    return (
        f"at this pace women would hold {target} in about {int(np.floor(fit.target_year))} "
        f"({round(fit.confidence * 100)}% interval: {until})"
    )


# --- Tables to show -------------------------------------------------------------------------------


def _pct(share: pd.Series) -> pd.Series:
    return (share * 100).astype("Float64")


def _page_source(rows: pd.DataFrame) -> pd.Series:
    return rows["page"] + (", line " + rows["line"].astype("string")).fillna("")


def _figures(own: pd.DataFrame, single: pd.DataFrame) -> pd.DataFrame:
    """Return every number with its source, elections and single years in order of time."""
    gap = parity_gap(
        single["women"].where(single["base"].eq(women_shares.SINGLE_YEAR).fillna(False)),
        single["members"].where(single["base"].eq(women_shares.SINGLE_YEAR).fillna(False)),
    )
    told = pd.concat(
        [
            own.assign(told=own["date"].map(words.date), kind="election", source=_page_source(own)),
            single.assign(
                told=single["year"].astype("string"),
                kind="single year",
                source=single["url"],
                gap=gap,
            ),
        ],
        ignore_index=True,
    ).sort_values("date", kind="stable", ignore_index=True)
    return pd.DataFrame(
        {
            "When": told["told"].astype("string"),
            "Told by": told["kind"],
            "Women": told["women"],
            "Members": told["members"],
            "Share, %": _pct(told["share"]),
            "Printed, %": _pct(told["printed"]),
            "Share of": told["base"],
            "Short of half": told["gap"],
            "Source": told["source"],
        }
    )


def _contests(own: pd.DataFrame) -> pd.DataFrame:
    rows = own[own["candidates_share"].notna()]
    return pd.DataFrame(
        {
            "Election": rows["date"].map(words.date),
            "Women among candidates": rows["candidates_women"],
            "Candidates": rows["candidates_all"],
            "Of candidates, %": _pct(rows["candidates_share"]),
            "Of members, %": _pct(rows["share"]),
        }
    )


def _system_table(own: pd.DataFrame) -> pd.DataFrame:
    rows = own[own["system"].notna() & own["share"].notna()]
    return pd.DataFrame(
        {
            "Election": rows["date"].map(words.date),
            "List seats": rows["list_seats"],
            "District seats": rows["district_seats"],
            "Women": rows["women"],
            "Share, %": _pct(rows["share"]),
        }
    )


def _party_table(by_party: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    by_party = by_party.merge(own[["election_id", "date"]], on="election_id")
    return pd.DataFrame(
        {
            "Party": by_party["name"],
            "Election": by_party["date"].map(words.date),
            "Seats": by_party["total"],
            "Women": by_party["women"],
            "Source": _page_source(by_party),
        }
    )


def _compared(mine: pd.Series | None, others: pd.DataFrame, country: str) -> pd.DataFrame:
    """Return the country and its peers, the highest share first."""
    rows = others[others["is_peer"]]
    if mine is not None:
        rows = pd.concat([mine.to_frame().T.assign(country=country), rows])
    rows = rows.sort_values(["share", "country"], ascending=[False, True], kind="stable")
    rows = rows.astype({"share": "Float64", "page": "string", "url": "string", "line": "Int64"})
    return pd.DataFrame(
        {
            "Country": rows["country"].astype("string"),
            "Year": rows["when"].astype("string"),
            "Share, %": _pct(rows["share"]),
            "Share of": rows["base"].astype("string"),
            "Source": _page_source(rows).fillna(rows["url"]),
        }
    )
