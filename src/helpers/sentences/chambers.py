"""Who holds a house after an election, in words.

No sentence names a winner that a party could have beaten whose seats are not stated.
"""

from __future__ import annotations

import pandas as pd

from helpers.analyses.chambers import PARTY_KINDS, Chamber
from helpers.sentences import words
from helpers.sentences.parties import in_sentence

_SIZE_UNKNOWN = "The source does not give the size of the house"


def verb(house: Chamber) -> str:
    """Return what parties did to their seats: an upper house is not always voted for."""
    return "won" if participle(house) == "won" else "took"


def participle(house: Chamber) -> str:
    """Return the verb's participle."""
    return "won" if house.election["house"] == "LC" and not house.partial else "taken"


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
        What :func:`helpers.analyses.chambers.chamber` made of it.

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
    claim = f"{words.capital(took(house, first, 0))} in {where}"
    if first["seats"] == house.size:
        return claim
    if first["kind"] not in PARTY_KINDS:
        # A joint row may hide a larger party; appointed members belong to no party.
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
        parties = house.held[house.held["kind"].isin(PARTY_KINDS)].to_dict("records")
        named = parties if len(parties) < 5 else parties[:3]
        named += house.held[~house.held["kind"].isin(PARTY_KINDS)].to_dict("records")
        more = house.stated - sum(bloc["seats"] for bloc in named)
        listed = _listed(named, more, len(house.held) - len(named))
        return (
            f"For the election of {when} the source names {listed}, but not who "
            f"holds the other {words.count(house.unstated, 'seat')}"
        )
    if len(lead) > 1:
        names = words.listing(map(bloc_name, lead.to_dict("records")), most=4)
        each = of_house(house, lead["seats"].iloc[0])
        result = f"{names} {verb(house)} {each} each{_in_brackets(house, lead['share'].iloc[0], 1)}"
    else:
        result = took(house, lead.iloc[0].to_dict(), 1)
    return f"{result} in the election of {when}{_majority(house, lead)}"


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
        f"independents {verb(house)} {_seats(bloc['seats'])}"
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
            f"{_seats(house.at_stake)} {_were(house.at_stake)} at stake; the source's table counts "
            f"{words.number(house.size)}, perhaps with members who were not up for election, and "
            "the shares here are of all of these"
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
    return in_sentence(bloc["name"], bloc["kind"])


def took(house: Chamber, bloc: dict, digits: int | None = None) -> str:
    """Return "Otan won 42 of 77 seats"; appointed members do not win: "… seats went to …".

    With `digits`, the share of the house follows in brackets, with so many decimals.
    """
    seats = of_house(house, bloc["seats"])
    if digits is not None:
        seats += _in_brackets(house, bloc["share"], digits)
    if bloc["kind"] in ("appointed", "others"):
        return f"{seats} went to {bloc_name(bloc)}"
    return f"{bloc_name(bloc)} {verb(house)} {seats}"


def _in_brackets(house: Chamber, share: float, digits: int) -> str:
    """Return a share in brackets; nothing for all seats, or where the seats read as per cent."""
    return f" ({words.percent(share, digits)})" if share < 1 and house.size != 100 else ""


def of_house(house: Chamber, seats: int) -> str:
    """Return "42 of 77 seats", saying so where only a part of the house was renewed."""
    return words.of_total(seats, house.size, "renewed seat" if house.partial else "seat")


def _seats(n: int, *, bare: bool = False) -> str:
    return words.number(n) if bare else words.count(n, "seat")
