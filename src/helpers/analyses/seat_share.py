"""The analysis of ``notebooks/seat_share.ipynb``: who holds a house, how votes became seats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.analyses import contests
from helpers.analyses.chambers import Chamber
from helpers.analyses.contests import Contest, WhatIf
from helpers.analyses.elections import choose, country_order, seat_rows, vote_rows
from helpers.analyses.indices import houses_and_contests
from helpers.analyses.rules import UNKNOWN_RULES, ElectoralRules, rules_of

#: Tables that :func:`analyse` needs.
TABLES = (
    "elections",
    "pages",
    "seats",
    "votes",
    "members",
    "turnout",
    "parties",
    "rules",
    "women_by_year",
)


@dataclass(frozen=True)
class SeatAnalysis:
    """All that one report on seats is about.

    Parameters
    ----------
    country : str
        Name to show.
    elections : DataFrame
        The house's elections in the span, as :func:`helpers.analyses.elections.choose` gives them.
    seats, votes : DataFrame
        Their rows, as ``seat_rows`` and ``vote_rows`` of the same module give them.
    houses, contests : tuple
        For each election its :class:`~helpers.analyses.chambers.Chamber` and its
        :class:`~helpers.analyses.contests.Contest`, or None.
    position : int or None
        Which election the report is about; None if there is none.
    pages, parties, all_rules : DataFrame
        The tables ``pages``, ``parties`` (the country's rows) and ``rules``.
    order : tuple
        What :func:`helpers.analyses.elections.country_order` gives, for the colours.
    label_share : float
        A share in [0, 1].
    threshold : float or None
        Share of the votes in [0, 1) for the section on formulas; None for the legal one.
    formula : str
        A key of :data:`helpers.measures.allocation.FORMULAS`.
    """

    country: str
    elections: pd.DataFrame
    seats: pd.DataFrame
    votes: pd.DataFrame
    houses: tuple[Chamber | None, ...]
    contests: tuple[Contest | None, ...]
    position: int | None
    pages: pd.DataFrame
    parties: pd.DataFrame
    all_rules: pd.DataFrame
    order: tuple
    label_share: float
    formula: str
    threshold: float | None

    @property
    def election(self) -> pd.Series | None:
        """The election that the report is about."""
        return None if self.position is None else self.elections.iloc[self.position]

    @property
    def house(self) -> Chamber | None:
        """The house that it made."""
        return None if self.position is None else self.houses[self.position]

    @property
    def contest(self) -> Contest | None:
        """Its votes against its seats."""
        return None if self.position is None else self.contests[self.position]

    @cached_property
    def indices(self) -> pd.DataFrame:
        """All indices of all elections; see :func:`helpers.analyses.contests.indices`."""
        return contests.indices(self.elections, self.houses, self.contests, self.parties)

    @cached_property
    def tiers(self) -> pd.DataFrame | None:
        """List and district seats; see :func:`helpers.analyses.contests.tiers`."""
        return contests.tiers(self.house, self.seats, self.rules)

    @cached_property
    def what_if(self) -> WhatIf | None:
        """The same votes under other formulas; see :func:`helpers.analyses.contests.what_if`."""
        return contests.what_if(self.contest, self.threshold)

    def has(self, measures: Iterable[str]) -> bool:
        """Return True if the data say anything about any of these measures."""
        return bool(self.indices["measure"].isin(list(measures)).any())

    @property
    def rules(self) -> ElectoralRules:
        """The rules of the election; without one, nothing is known of them."""
        if self.election is None:
            return UNKNOWN_RULES
        return rules_of(self.all_rules, self.election["election_id"])

    @cached_property
    def history(self) -> pd.DataFrame:
        """The seats of every bloc in every election.

        Columns of :class:`~helpers.analyses.chambers.Chamber`'s blocs, and ``election_id``,
        ``when``, ``time`` and ``size``.
        """
        frames = [
            house.blocs.assign(
                election_id=house.election["election_id"],
                when=house.election["when"],
                time=house.election["time"],
                size=house.size,
            )
            for house in self.houses
            if house is not None
        ]
        if not frames:
            return pd.DataFrame(columns=["election_id", "page"])
        return pd.concat(frames, ignore_index=True)


def analyse(load: Callable[[str], pd.DataFrame], parameters: Mapping[str, object]) -> SeatAnalysis:
    """Gather the house's elections, their houses, and their votes against their seats.

    Parameters
    ----------
    load : callable
        Returns a tidy table by its name.
    parameters : mapping
        ``iso3`` and ``country`` (its name), ``house`` (LC or UC), ``since`` and ``until`` (years,
        both included), ``election`` (the ``election_id`` that the report is about, or None),
        ``label_share`` and ``threshold`` (shares in [0, 1]; the latter or "legal") and ``formula``
        (a key of :data:`helpers.measures.allocation.FORMULAS`), as
        :func:`helpers.reports.parameters.resolve` gives them.
    """
    iso3 = parameters["iso3"]
    tables = {name: load(name) for name in TABLES}
    elections, parties = tables["elections"], tables["parties"]
    chosen = choose(elections, iso3, parameters["house"], parameters["since"], parameters["until"])
    houses, made = houses_and_contests(chosen, tables)
    found = np.flatnonzero(chosen["election_id"] == parameters["election"])
    return SeatAnalysis(
        country=parameters["country"],
        elections=chosen,
        seats=seat_rows(tables["seats"], parties, chosen),
        votes=vote_rows(tables["votes"], parties, chosen),
        houses=houses,
        contests=made,
        position=int(found[0]) if len(found) else None,
        pages=tables["pages"],
        parties=parties[parties["iso3"] == iso3],
        all_rules=tables["rules"],
        order=country_order(tables["seats"], parties, elections, iso3),
        label_share=parameters["label_share"],
        formula=parameters["formula"],
        threshold=None if parameters["threshold"] == "legal" else parameters["threshold"],
    )
