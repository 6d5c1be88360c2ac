"""Who holds a house after an election, and the sentences that say so.

Three numbers are kept apart: the seats at stake, the seats that the page's table gives to someone,
and the seats of the house. What the table leaves open stays open: no sentence names a winner that
an unstated party could have beaten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.analyses import elections as el
from helpers.analyses import words
from helpers.analyses.rules import UNKNOWN_RULES, ElectoralRules

#: Seats without a holder in the table.
NO_HOLDER = ("vacant", "unstated")

#: Kinds that are parties, alone or in an electoral bloc.
PARTY_KINDS = ("party", "bloc")

_SIZE_UNKNOWN = "The source does not give the size of the house"


# --- The chamber ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chamber:
    """One house after one election.

    Parameters
    ----------
    election : Series
        Row of :func:`helpers.analyses.elections.choose`.
    blocs : DataFrame
        One row per holder of seats in seating order: parties by size, then independents, others,
        appointed members, vacant seats and seats that the page gives to nobody. Columns ``party``,
        ``name``, ``kind``, ``party_id``, ``lineage``, ``seats`` (int, above zero), ``share`` (of
        `size`), ``page``, ``line``, ``status``.
    size : int
        Seats of the house as far as this election tells: the seats at stake, or those of the table
        if there are more, or the members if the page does not say how many seats were at stake.
    at_stake : int or None
        Seats at stake as printed.
    size_from : {"at stake", "members", "table"}
        What `size` rests on. The sum of a table alone may miss seats.
    partial : bool
        Whether only a part of the house was renewed.
    fewer_than : tuple of str and int, optional
        Another election and its house's size, where this one's, from the table alone, is smaller
        than before and after: a sign that the table misses seats.
    """

    election: pd.Series
    blocs: pd.DataFrame
    size: int
    at_stake: int | None
    size_from: str
    partial: bool
    fewer_than: tuple[str, int] | None = None

    @property
    def held(self) -> pd.DataFrame:
        """Blocs that have a holder."""
        return self.blocs[~self.blocs["kind"].isin(NO_HOLDER)]

    @property
    def unstated(self) -> int:
        """Seats whose holder the page does not state."""
        return self._of_kind("unstated")

    @property
    def vacant(self) -> int:
        """Seats that the page calls vacant."""
        return self._of_kind("vacant")

    def _of_kind(self, kind: str) -> int:
        return int(self.blocs.loc[self.blocs["kind"] == kind, "seats"].sum())

    @property
    def majority(self) -> int | None:
        """Seats that make an absolute majority of the house.

        None where the page does not let one know: a part was renewed, the table seems to miss
        seats, or an upper house, which often has other members too, has no size printed.
        """
        whole = self.election["house"] == "LC" or (
            self.at_stake is not None and self._scope == "full" and not self.covers_more
        )
        if self.partial or self.fewer_than or not whole:
            return None
        return self.size // 2 + 1

    @property
    def has_majority(self) -> bool | None:
        """Whether one party has an absolute majority; None where the page leaves it open."""
        parties = self.held.loc[self.held["kind"].isin(PARTY_KINDS), "seats"]
        most = 0 if parties.empty else int(parties.max())
        if self.majority is not None:
            if most >= self.majority:
                return True
            return None if self.unstated >= self.majority else False
        # Enough for a majority even if the house is as large as at the other election.
        return True if self.fewer_than and 2 * most > self.fewer_than[1] else None

    @property
    def _scope(self) -> str | None:
        scope = self.election["scope"]
        return scope if words.known(scope) else None

    @property
    def stated(self) -> int:
        """Seats whose holder the page states."""
        return int(self.held["seats"].sum())

    @property
    def covers_more(self) -> bool:
        """Whether the table counts more than the seats at stake: members who stayed, or joined."""
        return self.at_stake is not None and self.size > self.at_stake

    @property
    def leaders(self) -> pd.DataFrame:
        """The bloc with most seats, several in a tie, none if an unstated party may have more.

        In a tie of a party with independents or others, who are no party, the party leads.
        """
        held = self.held
        if held["seats"].max() <= self.unstated:
            return held.iloc[:0]
        first = held[held["seats"] == held["seats"].max()]
        parties = first[first["kind"].isin(PARTY_KINDS)]
        return first.head(1) if parties.empty else parties

    @property
    def verb(self) -> str:
        """What parties did to their seats: an upper house is not always voted for."""
        return "won" if self.participle == "won" else "took"

    @property
    def participle(self) -> str:
        """The verb's participle."""
        return "won" if self.election["house"] == "LC" and not self.partial else "taken"


def chamber(
    election: pd.Series,
    seats: pd.DataFrame,
    members: pd.DataFrame,
    rules: ElectoralRules = UNKNOWN_RULES,
) -> Chamber | None:
    """Build the house as one election left it.

    Parameters
    ----------
    election : Series
        The election, a row of :func:`helpers.analyses.elections.choose`.
    seats : DataFrame
        Rows of :func:`helpers.analyses.elections.seat_rows`.
    members : DataFrame
        The table ``members``, from which the size of the house is taken where the page does not
        print the seats at stake.
    rules : ElectoralRules
        The rules of the election: seats that the table lacks and no voter fills are those of
        appointed members.

    Returns
    -------
    Chamber or None
        None if the page gives no seats to anybody.
    """
    rows = seats[(seats["election_id"] == election["election_id"]) & (seats["total"] > 0)]
    columns = ["party", "name", "kind", "party_id", "lineage", "page", "line", "status"]
    blocs = rows[columns].assign(seats=rows["total"].astype(int))
    if blocs[blocs["kind"] != "vacant"].empty:
        return None
    at_stake = int(election["seats_at_stake"]) if words.known(election["seats_at_stake"]) else None
    partial = words.known(election["scope"]) and election["scope"] == "partial"
    table = int(blocs["seats"].sum())
    size, size_from = max(table, at_stake or 0), "table" if at_stake is None else "at stake"
    counted = _members(members, election["election_id"])
    if at_stake is None and counted is not None and counted >= table and not partial:
        size, size_from = counted, "members"
    if size > table:
        appointed = 0
        if size_from == "members" and rules.elective_seats == table:
            appointed = size - table
        blocs = _with_rest(blocs, appointed, size - table - appointed)
    rank = blocs["kind"].map({kind: i for i, kind in enumerate(el.LAST_KINDS, 1)}).fillna(0)
    blocs = blocs.assign(_rank=rank).sort_values(
        ["_rank", "seats", "name"], ascending=[True, False, True], kind="stable"
    )
    blocs = blocs.drop(columns="_rank").assign(share=blocs["seats"] / size).reset_index(drop=True)
    return Chamber(election, blocs, size, at_stake, size_from, bool(partial))


def _with_rest(blocs: pd.DataFrame, appointed: int, unstated: int) -> pd.DataFrame:
    """Add rows for seats that the page's table lacks: of appointed members, and of unknown ones."""
    rest = [
        {"party": name, "name": name, "kind": kind, "lineage": "", "party_id": "", "seats": seats}
        for name, kind, seats in (
            ("Members who are not elected", "appointed", appointed),
            ("Not stated", "unstated", unstated),
        )
        if seats
    ]
    return pd.concat([blocs, pd.DataFrame(rest)], ignore_index=True)


def with_doubts(
    houses: Sequence[Chamber | None], counted: Collection[tuple[int, int]] = ()
) -> tuple[Chamber | None, ...]:
    """Mark the houses whose table seems to miss seats.

    Parameters
    ----------
    houses : sequence of Chamber or None
        Of one chamber, in order of time.
    counted : collection of (int, int)
        Years and numbers of members that other sources count; the year of the election or the
        next with just the table's sum confirms it.

    Returns
    -------
    tuple of Chamber or None
        Those whose size is only the sum of the table, and smaller than both neighbours' (or the
        only one's), have ``fewer_than`` set. A house that shrank for good is not among them,
        unless it is the last.
    """
    known = [house for house in houses if house is not None]
    marked = {}
    for i, house in enumerate(known):
        neighbours = [known[j] for j in (i - 1, i + 1) if 0 <= j < len(known)]
        if house.size_from != "table" or house.partial or not neighbours:
            continue
        year = house.election["year"]
        confirmed = any((when, house.size) in counted for when in (year, year + 1))
        if not confirmed and all(house.size < other.size for other in neighbours):
            other = neighbours[0]
            marked[house.election["election_id"]] = (other.election["when"], other.size)
    return tuple(
        house and replace(house, fewer_than=marked.get(house.election["election_id"]))
        for house in houses
    )


def _members(members: pd.DataFrame, election_id: str) -> int | None:
    """Return men and women together, if both are known."""
    rows = el.preferred(members, [election_id])
    sexes = rows[(rows["dimension"] == "sex") & rows["category"].isin(["men", "women"])]
    numbers = sexes.drop_duplicates("category")["members"]
    return int(numbers.sum()) if len(numbers) == 2 and numbers.notna().all() else None


# --- Sentences ------------------------------------------------------------------------------------


def election_phrase(country: str, election: pd.Series) -> str:
    """Return "Kazakhstan's 2004 election" or "France's 2001 upper-house election"."""
    owner = words.possessive(words.the_country(country))
    upper = "upper-house " if election["house"] == "UC" else ""
    return f"{owner} {election['when']} {upper}election"


def headline(country: str, election: pd.Series, house: Chamber | None) -> str:
    """Return a report's title: who holds the house, as far as the archive says.

    Parameters
    ----------
    country : str
        Name to show.
    election : Series
        The election, a row of :func:`helpers.analyses.elections.choose`.
    house : Chamber or None
        What :func:`chamber` made of it.

    Returns
    -------
    str
        A sentence without full stop.
    """
    where = election_phrase(country, election)
    if house is not None and house.fewer_than and not house.has_majority:
        where = f"the table for {where}"
    if house is None:
        return f"Seats by party: no data for {where}"
    lead = house.leaders
    if lead.empty:
        stated = words.of_total(house.stated, house.size, "seat")
        return f"The holders of only {stated} are known for {where}"
    if len(lead) > 1:
        names = words.listing(map(bloc_name, lead.to_dict("records")), most=3)
        each = of_house(house, lead["seats"].iloc[0])
        return f"{words.capital(names)} tied for first in {where}, with {each} each"
    first = lead.iloc[0].to_dict()
    share = f" ({words.percent(first['share'], 0)})" if first["seats"] < house.size else ""
    claim = f"{words.capital(took(house, first))}{share} in {where}"
    if first["seats"] == house.size:
        return claim
    if first["kind"] not in PARTY_KINDS:
        # A joint row may hide a larger party; appointed members are beside the point.
        return f"{claim}, more than any party" if first["kind"] == "independents" else claim
    if house.has_majority:
        return f"{claim}, a majority"
    if house.majority is None:
        return claim
    rivals = house.held.loc[house.held["name"] != first["name"], "seats"]
    if house.has_majority is None:
        return f"{claim}, the most of any party"
    if (rivals >= first["seats"]).any():
        return f"{claim}, the most of any party, without a majority"
    return f"{claim}: the largest party, without a majority"


def opening(house: Chamber) -> list[str]:
    """Return sentences on who holds the house and who else sits in it.

    The first gives the result with its date; the second those that follow; then what the page
    leaves open, and how the seats at stake, in the table and in the house differ.
    """
    return [
        words.sentence(text)
        for text in (
            _result(house),
            _followers(house),
            _coverage(house),
            _open_seats(house),
        )
        if text
    ]


def _result(house: Chamber) -> str:
    when = words.dates(house.election["first_date"], house.election["last_date"])
    lead = house.leaders
    if lead.empty:
        named = house.held.to_dict("records")[:3]
        more = house.stated - sum(bloc["seats"] for bloc in named)
        return (
            f"For the election of {when} the source names {_listed(named, more)}, but not who "
            f"holds the other {words.count(house.unstated, 'seat')}"
        )
    if len(lead) > 1:
        names = words.listing(map(bloc_name, lead.to_dict("records")), most=4)
        result = f"{names} {house.verb} {of_house(house, lead['seats'].iloc[0])} each"
    else:
        result = took(house, lead.iloc[0].to_dict())
    share = lead["share"].iloc[0]
    told = f" ({words.percent(share)})" if share < 1 else ""
    return f"{result}{told} in the election of {when}{_majority(house, lead)}"


def _majority(house: Chamber, lead: pd.DataFrame) -> str:
    """Return how far the largest party is from a majority; nothing where that has no meaning."""
    seats = int(lead["seats"].iloc[0])
    needed = house.majority
    if needed is None or seats == house.size or lead["kind"].iloc[0] not in PARTY_KINDS:
        return ""
    if seats == needed:
        return f", exactly the {words.number(needed)} that make a majority"
    if seats * 2 == house.size:
        return ", exactly half, one short of a majority"
    by = f"{words.number(abs(seats - needed))} {'more than' if seats > needed else 'short of'}"
    return f", {by} the {words.number(needed)} that make a majority"


def _followers(house: Chamber) -> str:
    lead = house.leaders
    if lead.empty:
        return ""
    rest = house.held.drop(lead.index)
    if rest.empty:
        return "" if house.unstated else "no other party or member is listed"
    parties = rest[rest["kind"].isin(PARTY_KINDS)].to_dict("records")
    named = parties[:3] if len(parties) > 4 else parties
    more = sum(bloc["seats"] for bloc in parties[len(named) :])
    parts = [f"next came {_listed(named, more, len(parties) - len(named))}"] if named else []
    others = [
        f"independents {house.verb} {_seats(bloc['seats'])}"
        if bloc["kind"] == "independents"
        else f"another {_seats(bloc['seats'])} went to {bloc_name(bloc)}"
        for bloc in rest[~rest["kind"].isin(PARTY_KINDS)].to_dict("records")
    ]
    return "; ".join([*parts, words.listing(others)]) if others else "".join(parts)


def _listed(blocs: list[dict], more: int, how_many: int = 0) -> str:
    """Return "A with 36 seats, B and C with four each and two other parties with five"."""
    groups: dict[int, list[str]] = {}
    for bloc in blocs:
        groups.setdefault(bloc["seats"], []).append(bloc_name(bloc))
    parts = []
    for seats, names in groups.items():
        number = _seats(seats, bare=bool(parts))
        parts.append(f"{words.listing(names)} with {number}{' each' if len(names) > 1 else ''}")
    shared = len(parts) > 1 and not more and len(names) > 1
    if more:
        other = f"{words.number(how_many)} other parties" if how_many else "others"
        together = " between them" if how_many else ""
        parts.append(f"{other} with {_seats(more, bare=bool(parts))}{together}")
    # "A with four, and B and C with one each": the comma keeps the names apart.
    return ", and ".join([words.listing(parts[:-1]), parts[-1]]) if shared else words.listing(parts)


def _coverage(house: Chamber) -> str:
    """Return what the shares are shares of, where that is not simply the seats at stake."""
    if house.covers_more:
        return (
            f"At stake {_were(house.at_stake)} {_seats(house.at_stake)}; the source's table counts "
            f"{words.number(house.size)}, those not up for election among them, and the shares "
            "here are of all of these"
        )
    if house.fewer_than:
        when, size = house.fewer_than
        return (
            f"{_SIZE_UNKNOWN}; its table adds up to {house.size:,}, "
            f"fewer than the {size:,} of {when}, so that seats may be missing from it"
        )
    if not house.partial:
        rests_on_table = house.size_from == "table" and house.election["house"] == "UC"
        return f"{_SIZE_UNKNOWN}: {house.size:,} is the sum of its table" if rests_on_table else ""
    if house.at_stake is None:
        return (
            "Only a part of the house was renewed, and the source does not say how large that part "
            "was: the shares here are of the seats in its table"
        )
    return "Only a part of the house was renewed, and the shares here are of that part"


def _open_seats(house: Chamber) -> str:
    parts = []
    if house.vacant:
        parts.append(f"the source counts {_seats(house.vacant)} as vacant")
    if house.unstated and not house.leaders.empty:
        parts.append(f"the source does not say who holds {_seats(house.unstated)}")
    return words.listing(parts)


def _were(n: int) -> str:
    return "was" if n == 1 else "were"


def bloc_name(bloc: dict) -> str:
    """Return a bloc's name as it stands in a sentence."""
    return el.in_sentence(bloc["name"], bloc["kind"])


def took(house: Chamber, bloc: dict) -> str:
    """Return "Otan won 42 of 77 seats"; appointed members do not win: "… seats went to …"."""
    seats = of_house(house, bloc["seats"])
    if bloc["kind"] in ("appointed", "others"):
        return f"{seats} went to {bloc_name(bloc)}"
    return f"{bloc_name(bloc)} {house.verb} {seats}"


def of_house(house: Chamber, seats: int) -> str:
    """Return "42 of 77 seats", saying so where only a part of the house was renewed."""
    return words.of_total(seats, house.size, "renewed seat" if house.partial else "seat")


def _seats(n: int, *, bare: bool = False) -> str:
    return words.number(n) if bare else words.count(n, "seat")
