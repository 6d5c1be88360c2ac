"""What a reader of narrative must know of the page, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

#: Longest printed words of a quantity that are kept.
LONGEST_PRINTED = 80


@dataclass(frozen=True)
class Context:
    """What the page is about, so that narrative about something else can be told apart.

    Parameters
    ----------
    language : {"en", "fr"}, optional
        Language of the narrative; found from its words if not given. A page's labels do not tell
        it: French narrative stands under English ones.
    chamber : str, optional
        Name of the chamber that was elected; without one, sentences about either house are foreign.
    other_chamber : str, optional
        Name of the other chamber, if known.
    dates : tuple of date
        Days of the election.
    years : tuple of int
        Its years, where a date has no day.
    parties : tuple of str
        Names of the rows of the page's tables.
    aliases : tuple of (str, str)
        Other names, each with the name of its row.
    country : str, optional
        Name of the country.
    """

    language: str | None = None
    chamber: str | None = None
    other_chamber: str | None = None
    dates: tuple[date, ...] = ()
    years: tuple[int, ...] = ()
    parties: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    country: str | None = None

    @property
    def own_years(self) -> frozenset[int]:
        """The years of the election."""
        return frozenset(self.years) | {day.year for day in self.dates}


@dataclass(frozen=True)
class Statement:
    """One qualified figure that a sentence says of this election and this chamber.

    Parameters
    ----------
    line : int
        Line of the file on which the quantity stands.
    subject : str
        What is counted, as in ``statements.csv``.
    party : str or None
        The row's name; None if it is of the whole.
    column : {"total", "proportional", "majority"} or None
        Which seats or candidates are counted. A party's seats without a column are a part of
        them that is neither, such as its provincial seats.
    round : int or None
        The round that the sentence names. Seats of a round are never a total.
    value : int or Decimal
        A count, or a share in per cent.
    qualifier : {"approximate", "at_least", "at_most"} or None
    printed : str
        The words of the quantity, never the sentence.
    """

    line: int
    subject: str
    party: str | None
    column: str | None
    round: int | None
    value: int | Decimal
    qualifier: str | None
    printed: str
