"""Women's share of a house: which number it is a share of, at elections and in single years.

A page gives women, and often neither the men nor the size of the house. A table of seats may be
incomplete, seats at stake may be part of a house, a percentage may rest on another base. So a
base is used only if something confirms it, and the base that was used is always named.
"""

from __future__ import annotations

import pandas as pd

from helpers.analyses.elections import preferred, seat_rows
from helpers.measures import women_share
from helpers.rules.rounding import is_rounded_or_cut

#: What a share is a share of, best first, as the tables name it.
MEN_AND_WOMEN = "men and women"
LISTED = "seats listed"
AT_STAKE = "seats at stake"
SAME_WOMEN = "members, by a source with the same women"
SINGLE_YEAR = "members, single-year source"
PRINTED = "as printed"
NO_WOMEN = "any number: no women"


def at_elections(
    elections: pd.DataFrame,
    members: pd.DataFrame,
    seats: pd.DataFrame,
    parties: pd.DataFrame,
    women_by_year: pd.DataFrame,
    rules: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return women's share of the house at every election.

    Parameters
    ----------
    elections, members, seats, parties, women_by_year : DataFrame
        The tables of these names.
    rules : DataFrame, optional
        The table of this name, for the size of the house.

    Returns
    -------
    DataFrame
        A row per election with a date, in order of time: ``election_id``, ``iso3``, ``country``,
        ``region``, ``house``, ``date``; ``men``, ``women`` (Int64), ``printed`` (share, Float64),
        ``members`` (Int64, the base), ``base`` (what it is), ``share`` (Float64 in [0, 1]),
        ``page`` and ``line``.

    Notes
    -----
    The base is, in this order: men and women, if both are printed; the members that a single-year
    source with the same number of women counts in that year; the seats of the page's list, if
    the seats at stake, the law or a source of that year have the same number, or a printed
    percentage fits; the seats at stake of a full renewal; the members that a single-year source
    counts that year.
    A base that a printed percentage
    contradicts is not used. Without a base the printed percentage stands as it is.
    """
    of_election = ["election_id", "iso3", "country", "region", "house", "first_date", "scope"]
    rows = elections.loc[elections["first_date"].notna(), [*of_election, "seats_at_stake"]]
    rows = rows.dropna(subset=["election_id"]).rename(columns={"first_date": "date"})
    rows = rows.join(_sex(members, rows["election_id"]), on="election_id")
    rows = rows.join(_listed(seats, parties, rows["election_id"], elections), on="election_id")
    rows = rows.sort_values(["date", "election_id"], kind="stable", ignore_index=True)
    rows = rows.assign(by_law=_size_by_law(rows, rules))
    bases = _bases(rows, women_by_year)
    chosen = pd.Series(pd.NA, rows.index, dtype="Int64")
    name = pd.Series(pd.NA, rows.index, dtype="string")
    for label, base in bases.items():
        usable = rows["women"].notna() & base.gt(0) & base.ge(rows["women"])
        if label != MEN_AND_WOMEN:
            usable &= ~_contradicted(rows["women"], base, rows["printed"])
        usable = usable.fillna(False) & chosen.isna()
        chosen = chosen.mask(usable, base)
        name = name.mask(usable, label)
    share = women_share(rows["women"].where(chosen.notna()), chosen)
    left = share.isna()
    name = name.mask(left & rows["printed"].notna(), PRINTED)
    share = share.fillna(rows["printed"])
    none = (share.isna() & rows["women"].eq(0)).fillna(False)
    columns = [*of_election[:5], "date", "men", "women", "printed", "page", "line"]
    return rows[columns].assign(
        members=chosen,
        base=name.mask(none, NO_WOMEN),
        share=share.mask(none, 0.0),
    )


def in_single_years(women_by_year: pd.DataFrame, elections: pd.DataFrame) -> pd.DataFrame:
    """Return women's share of the lower or single house in single years, by other sources.

    Parameters
    ----------
    women_by_year, elections : DataFrame
        The tables of these names; the latter for the countries' names.

    Returns
    -------
    DataFrame
        A row per source: ``iso3``, ``country``, ``region``, ``year``, ``date`` (the middle of the
        year), ``women``, ``members``, ``printed``, ``share`` (women over members, or else as
        printed), ``base`` and ``url``.
    """
    places = elections.drop_duplicates("iso3").set_index("iso3")[["country", "region"]]
    rows = women_by_year.join(places, on="iso3")
    possible = (rows["members"].gt(0) & rows["women"].le(rows["members"])).fillna(False)
    printed = (rows["pct"] / 100).where((rows["pct"] <= 100).fillna(False))
    share = women_share(rows["women"].where(possible), rows["members"].where(possible))
    base = pd.Series(pd.NA, rows.index, dtype="string")
    base = base.mask(printed.notna(), PRINTED).mask(share.notna(), SINGLE_YEAR)
    rows = rows.assign(
        printed=printed,
        share=share.fillna(printed),
        base=base,
        date=pd.to_datetime({"year": rows["year"].astype(int), "month": 7, "day": 1}).astype(
            "datetime64[s]"
        ),
    )
    columns = ["iso3", "country", "region", "year", "date", "women", "members", "printed"]
    return rows[[*columns, "share", "base", "url"]].sort_values(
        ["year", "url"], kind="stable", ignore_index=True
    )


def known_everywhere(shares: pd.DataFrame, single_years: pd.DataFrame) -> pd.DataFrame:
    """Return one known share per country, house and time, to compare countries by.

    Where an election and single-year sources have the same year, the election counts; where
    single-year sources contradict each other, none does.

    Parameters
    ----------
    shares, single_years : DataFrame
        As :func:`at_elections` and :func:`in_single_years` return them.

    Returns
    -------
    DataFrame
        ``iso3``, ``country``, ``region``, ``house``, ``date``, ``share``, ``base``, ``page`` and
        ``line`` (elections) or ``url`` (single years).
    """
    elected = shares[shares["share"].notna()]
    single = single_years[single_years["share"].notna()].assign(house="LC")
    by_year = single.groupby(["iso3", "year"])["share"]
    agree = (by_year.transform("max") - by_year.transform("min")).lt(0.01)
    with_election = set(zip(elected["iso3"], elected["date"].dt.year, strict=True))
    also_elected = [
        pair in with_election for pair in zip(single["iso3"], single["year"], strict=True)
    ]
    alone = agree.fillna(False).astype(bool) & ~pd.Series(also_elected, single.index, dtype=bool)
    single = single[alone].drop_duplicates(["iso3", "year"])
    columns = ["iso3", "country", "region", "house", "date", "share", "base"]
    return pd.concat(
        [elected[[*columns, "page", "line"]], single[[*columns, "url"]]], ignore_index=True
    )


def fits(printed: float, women: float, members: float) -> bool:
    """Return True if a printed share can be women over members, rounded or cut off in per cent."""
    return is_rounded_or_cut(100 * women / members, round(100 * printed, 6))


def _sex(members: pd.DataFrame, election_ids: pd.Series) -> pd.DataFrame:
    """Return men, women and women's printed share of each election, with page and line."""
    rows = preferred(members, election_ids)
    rows = rows[rows["dimension"].eq("sex")].drop_duplicates(["election_id", "category"])
    women = rows[rows["category"].eq("women")].set_index("election_id")
    men = rows[rows["category"].eq("men")].set_index("election_id")
    printed = (women["percent"] / 100).where((women["percent"] <= 100).fillna(False))
    frame = pd.DataFrame({"women": women["members"], "men": men["members"], "printed": printed})
    source = rows.drop_duplicates("election_id").set_index("election_id")[["page", "line"]]
    source.update(women[["page", "line"]])
    return frame.join(source, how="left")


def _listed(
    seats: pd.DataFrame, parties: pd.DataFrame, election_ids: pd.Series, elections: pd.DataFrame
) -> pd.Series:
    """Return the seats that each election's list adds up to; unknown if one is."""
    chosen = elections[elections["election_id"].isin(election_ids)]
    rows = seat_rows(seats, parties, chosen)
    totals = rows[rows["kind"].ne("vacant")].groupby("election_id")["total"]
    return totals.agg(lambda seats: seats.sum(skipna=False)).astype("Int64").rename("listed")


def _bases(rows: pd.DataFrame, women_by_year: pd.DataFrame) -> dict[str, pd.Series]:
    """Return what each kind of base is at each election; unknown where nothing confirms it.

    A source of the same year that counts as many women says best of how many members. Another
    election of the house confirms nothing: houses change their size.
    """
    elsewhere = women_by_year.dropna(subset=["members"])
    full = rows["scope"].eq("full").fillna(False)
    at_stake = rows["seats_at_stake"].where(full)
    confirmed = rows["listed"].eq(at_stake).fillna(False)
    confirmed |= rows["listed"].eq(_members_that_year(rows, elsewhere)).fillna(False)
    confirmed |= rows["listed"].eq(rows["by_law"]).fillna(False)
    confirmed |= _confirmed_by_share(rows, women_by_year)
    # A page's own percentage, or a larger list, shows that more than the seats at stake count.
    whole = at_stake.where(rows["listed"].isna() | rows["listed"].le(at_stake).fillna(False))
    return {
        MEN_AND_WOMEN: rows["men"] + rows["women"],
        SAME_WOMEN: _members_that_year(rows, elsewhere, same_women=True),
        LISTED: rows["listed"].where(confirmed),
        AT_STAKE: whole,
        SINGLE_YEAR: _members_that_year(rows, elsewhere),
    }


def _size_by_law(rows: pd.DataFrame, rules: pd.DataFrame | None) -> pd.Series:
    """Return the seats of each house by its electoral law, appointed members among them."""
    if rules is None:
        return pd.Series(pd.NA, rows.index, dtype="Int64")
    seats = rules.set_index("election_id")[["list_seats", "district_seats", "appointed_seats"]]
    by_law = seats.sum(axis="columns", skipna=False)
    return rows["election_id"].map(by_law).astype("Int64")


def _confirmed_by_share(rows: pd.DataFrame, women_by_year: pd.DataFrame) -> pd.Series:
    """Return where a percentage, the page's or a single-year source's, fits women over the list."""
    elsewhere: dict[tuple[str, int, int], list[tuple[int | None, float]]] = {}
    for source in women_by_year.dropna(subset=["women", "pct"]).itertuples():
        key = (source.iso3, source.year, source.women)
        elsewhere.setdefault(key, []).append((source.members, source.pct / 100))

    def is_confirmed(row) -> bool:
        if pd.isna(row.women) or pd.isna(row.listed) or not 0 < row.women <= row.listed:
            return False
        shares = [] if pd.isna(row.printed) else [row.printed]
        if row.house == "LC":
            for members, share in elsewhere.get((row.iso3, row.date.year, row.women), []):
                if pd.isna(members) or members == row.listed:
                    shares.append(share)
        return any(fits(share, row.women, row.listed) for share in shares)

    return pd.Series([is_confirmed(row) for row in rows.itertuples()], rows.index, dtype=bool)


def _members_that_year(
    rows: pd.DataFrame, elsewhere: pd.DataFrame, *, same_women: bool = False
) -> pd.Series:
    """Return the members that single-year sources agree on in the year of each election.

    With `same_women`, only of sources that count as many women as the election.
    """
    key = ["iso3", "year", "women"] if same_women else ["iso3", "year"]
    by_year = elsewhere.dropna(subset=key).groupby(key)["members"].agg(["min", "max"])
    agreed = by_year.loc[by_year["min"].eq(by_year["max"]), "min"].to_dict()

    def found(row) -> int | None:
        if row.house != "LC" or (same_women and pd.isna(row.women)):
            return pd.NA
        year = (row.iso3, row.date.year)
        return agreed.get((*year, int(row.women)) if same_women else year, pd.NA)

    return pd.Series([found(row) for row in rows.itertuples()], rows.index, dtype="Int64")


def _contradicted(women: pd.Series, base: pd.Series, printed: pd.Series) -> pd.Series:
    """Return where a printed percentage is not women over the base."""
    return pd.Series(
        [
            not (pd.isna(w) or pd.isna(m) or pd.isna(p) or m <= 0) and not fits(p, w, m)
            for w, m, p in zip(women, base, printed, strict=True)
        ],
        women.index,
        dtype=bool,
    )
