"""What the two kinds of houses are called, and what the archive holds of them."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from helpers.sentences import words

HOUSES = {"LC": "lower or single house", "UC": "upper house"}

_OTHER = {"LC": "UC", "UC": "LC"}


class OfOneHouse(Protocol):
    """An analysis of one house: its country, LC or UC, and how often the other was elected."""

    country: str
    house: str
    other_house: int


def say_holdings(analysis: OfOneHouse, days: pd.Series, lacking: str) -> list[str]:
    """Return what the archive holds of the house, what it lacks, and what it has of the other.

    Parameters
    ----------
    analysis : OfOneHouse
    days : Series
        The days of the house's elections.
    lacking : str
        For instance ``"without the share of women"``.
    """
    where = f"of the {HOUSES[analysis.house]} of {words.the_country(analysis.country)}"
    said = [f"The archive holds no election {where} in these years"]
    if len(days):
        held = words.listing([words.date(day) for day in days], most=5)
        number = words.count(len(days), "election")
        said = [f"The archive holds {number} {where} in these years ({held}), {lacking}"]
    if analysis.other_house:
        number = words.count(analysis.other_house, "election")
        said.append(f"It holds {number} of the {HOUSES[_OTHER[analysis.house]]}")
    return said
