"""Numbers and grammar for sentences made from data.

Every function takes values as the tables hold them, missing ones too, and returns plain English
(British spelling) that can stand in the middle of a sentence; :func:`sentence` makes a whole one.
Nothing here knows what a party or an election is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from helpers.analyses.values import SMALLEST_CHANGE, known

_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)
_ORDINALS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_IRREGULAR = {
    "candidate who is a woman": "candidates who are women",
    "country": "countries",
    "man": "men",
    "person": "people",
    "woman": "women",
    "by-election": "by-elections",
}
_QUALIFIERS = {"approximate": "about ", "at_least": "at least ", "at_most": "at most "}

# Names of countries that English gives an article.
_WITH_ARTICLE = re.compile(
    r"Bahamas|Comoros|Congo\b|Gambia|Maldives|Netherlands|Philippines|Seychelles|Vatican"
    r"|\b(Republic|Islands|Federation|Kingdom|States|Emirates)\b(?! of\))"
)

_PLURAL_NAME = re.compile(
    r"(Bahamas|Comoros|Emirates|Islands|Maldives|Netherlands|Philippines|Seychelles|States)$"
)


def _is_whole(value: float) -> bool:
    return math.isclose(value, round(value), abs_tol=1e-9)


def decimal(value: float | None, digits: int = 1) -> str:
    """Write a number with so many decimals and thousands commas; ``"unknown"`` if it is.

    A value that is not zero is never written as zero: it is ``"less than 0.1"``.

    Examples
    --------
    >>> decimal(69.85), decimal(0.04), decimal(-2.0), decimal(None)
    ('69.9', 'less than 0.1', '−2.0', 'unknown')
    """
    if not known(value):
        return "unknown"
    smallest = 10.0**-digits
    # Half is rounded up, as readers do: in binary 69.85 is a little less, and would become 69.8.
    exact = Decimal(str(round(abs(value), 10)))
    text = f"{exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,}"
    if value != 0 and float(text.replace(",", "")) == 0:
        return f"less than {smallest:.{digits}f}"
    return f"\N{MINUS SIGN}{text}" if value < 0 else text


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share in per cent.

    Parameters
    ----------
    share : float or missing
        In [0, 1].
    digits : int
        Decimals; left out when the share is a whole number of per cent.

    Returns
    -------
    str
        A share that is not quite zero or all is never rounded to it.

    Examples
    --------
    >>> percent(42 / 77), percent(0.5), percent(1), percent(0.00001), percent(None)
    ('54.5%', '50%', '100%', 'less than 0.1%', 'an unknown share')
    """
    if not known(share):
        return "an unknown share"
    value = float(share) * 100
    if _is_whole(value):
        return f"{round(value):,}%"
    smallest = 10.0**-digits
    if value < 100 <= round(value, digits):
        return f"more than {100 - smallest:.{digits}f}%"
    return f"{decimal(value, digits)}%"


def per_cent(shares: pd.Series) -> pd.Series:
    """Return shares in [0, 1] as numbers in per cent, for a table to show."""
    return (shares * 100).astype("Float64")


def short_percent(share: float) -> str:
    """Write a share in per cent as briefly as a chart needs, without a sign.

    Examples
    --------
    >>> short_percent(0.6985), short_percent(1), short_percent(0.9999), short_percent(0.0001)
    ('69.9', '100', '>99.9', '<0.1')
    """
    if share == 1:
        return "100"
    value = decimal(float(share) * 100)
    if value == "100.0":
        return ">99.9"
    return value.replace("less than ", "<")


def points(difference: float | None, digits: int = 1) -> str:
    """Write a difference between shares, its sign left out, in percentage points.

    Examples
    --------
    >>> points(-0.032), points(0.01)
    ('3.2 percentage points', 'one percentage point')
    """
    if not known(difference):
        return "an unknown number of percentage points"
    value = abs(float(difference)) * 100
    if _is_whole(value):
        return count(round(value), "percentage point")
    return f"{decimal(value, digits)} percentage points"


def number(value: float | None) -> str:
    """Write a whole number: words up to ten, then figures with thousands commas.

    Examples
    --------
    >>> number(0), number(3), number(6037885), number(None)
    ('none', 'three', '6,037,885', 'an unknown number')
    """
    if not known(value):
        return "an unknown number"
    whole = round(value)
    if whole == 0:
        return "none"
    return _SMALL[whole] if 0 < whole <= 10 else figures(whole)


def figures(value: float | None) -> str:
    """Write a whole number in figures with thousands commas; ``"unknown"`` if it is."""
    if not known(value):
        return "unknown"
    return f"{round(value):,}".replace("-", "\N{MINUS SIGN}")


def plural(noun: str, n: float | None) -> str:
    """Return the noun in the number that ``n`` asks for; an unknown number takes the plural.

    Examples
    --------
    >>> plural("seat", 1), plural("party", 2), plural("woman", 0)
    ('seat', 'parties', 'women')
    """
    if known(n) and n == 1:
        return noun
    head, _, last = noun.rpartition(" ")
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif re.search(r"[^aeiou]y$", last):
        last = f"{last[:-1]}ies"
    elif re.search(r"(s|x|ch|sh)$", last):
        last = f"{last}es"
    else:
        last = f"{last}s"
    return f"{head} {last}".strip()


def count(n: float | None, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> count(1, "seat"), count(42, "seat"), count(0, "woman"), count(None, "seat")
    ('one seat', '42 seats', 'no women', 'an unknown number of seats')
    """
    if not known(n):
        return f"an unknown number of {plural(noun, None)}"
    whole = round(n)
    written = _SMALL[whole] if 0 <= whole <= 10 else figures(whole)
    return f"{written} {plural(noun, whole)}"


def of_total(part: float | None, whole: float | None, noun: str) -> str:
    """Write a part of a whole; figures on both sides when either is above ten.

    Examples
    --------
    >>> of_total(42, 77, "seat"), of_total(1, 77, "seat"), of_total(3, 7, "seat")
    ('42 of 77 seats', '1 of 77 seats', 'three of seven seats')
    >>> of_total(1, 1, "seat"), of_total(77, 77, "seat"), of_total(5, None, "seat")
    ('the only seat', 'all 77 seats', 'five seats')
    >>> of_total(2, 2, "seat"), of_total(0, 2, "seat")
    ('both seats', 'neither of the two seats')
    """
    if not known(part):
        return f"an unknown number of {plural(noun, None)}"
    if not known(whole):
        return count(part, noun)
    part, whole = round(part), round(whole)
    if part == 0:
        none = "neither" if whole == 2 else "none"
        return f"{none} of the {number(whole)} {plural(noun, whole)}"
    if part == whole:
        every = {1: "the only", 2: "both"}.get(whole, f"all {number(whole)}")
        return f"{every} {plural(noun, whole)}"
    write = number if max(part, whole) <= 10 else figures
    return f"{write(part)} of {write(whole)} {plural(noun, whole)}"


def ordinal(n: int) -> str:
    """Write a place in order: words up to tenth.

    Examples
    --------
    >>> ordinal(2), ordinal(11), ordinal(21), ordinal(113)
    ('second', '11th', '21st', '113th')
    """
    if 0 < n < len(_ORDINALS):
        return _ORDINALS[n]
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n:,}{ending}"


def times(n: int) -> str:
    """Write how often: ``"once"``, ``"twice"``, ``"three times"``."""
    return {0: "never", 1: "once", 2: "twice"}.get(n) or f"{number(n)} times"


def listing(items: Iterable[str], conjunction: str = "and", most: int | None = None) -> str:
    """Join items as in a sentence.

    Parameters
    ----------
    items : iterable of str
    conjunction : str
        ``"and"`` or ``"or"``.
    most : int, optional
        Name at most so many and count the rest.

    Examples
    --------
    >>> listing(["Otan", "Asar", "Ak Zhol"]), listing(["1995", "1999"], "or")
    ('Otan, Asar and Ak Zhol', '1995 or 1999')
    >>> listing(["a", "b", "c", "d"], most=2)
    'a, b and two others'
    """
    items = list(items)
    # A rest of one takes no more room named than counted.
    if most is not None and len(items) > most + 1:
        items = [*items[:most], f"{number(len(items) - most)} others"]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def date(day: pd.Timestamp | None) -> str:
    """Write a day: ``"19 September 2004"``; ``"an unknown date"`` if it is missing."""
    if not known(day):
        return "an unknown date"
    day = pd.Timestamp(day)
    return f"{day.day} {day:%B} {day.year}"


def dates(first: pd.Timestamp | None, last: pd.Timestamp | None) -> str:
    """Write one day or the first and last of several, without saying twice what they share.

    Examples
    --------
    >>> dates(pd.Timestamp("2004-09-19"), pd.Timestamp("2004-10-03"))
    '19 September to 3 October 2004'
    >>> dates(pd.Timestamp("2003-12-07"), pd.Timestamp("2003-12-08"))
    '7 to 8 December 2003'
    """
    if not known(first) or not known(last):
        return date(first if known(first) else last)
    first, last = pd.Timestamp(first), pd.Timestamp(last)
    if first == last:
        return date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {date(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {date(last)}"
    return f"{date(first)} to {date(last)}"


def in_years(first: int, last: int) -> str:
    """Write when something was: ``"from 1990 to 2023"``, or ``"in 1990"``."""
    return f"in {first}" if first == last else f"from {first} to {last}"


def between(low: float | None, high: float | None, digits: int = 1) -> str:
    """Write an interval; one number when both ends look the same.

    Examples
    --------
    >>> between(2.11, 2.38), between(2.11, 2.12), between(2.1, None), between(None, 2.1)
    ('between 2.1 and 2.4', '2.1', 'at least 2.1', 'at most 2.1')
    >>> between(0.01, 10.2)
    'at most 10.2'
    """
    if not known(low) and not known(high):
        return "unknown"
    if not known(high):
        return f"at least {decimal(low, digits)}"
    if not known(low):
        return f"at most {decimal(high, digits)}"
    least, most = decimal(low, digits), decimal(high, digits)
    if least == most:
        return least
    # "Between less than 0.1 and 10.2" says no more than its upper end.
    return f"at most {most}" if 0 < low < 10.0**-digits / 2 else f"between {least} and {most}"


def between_percent(low: float | None, high: float | None, digits: int = 1) -> str:
    """Write an interval of shares, as :func:`between` does, in per cent."""
    if known(low) and known(high):
        least, most = percent(low, digits), percent(high, digits)
        if least == most:
            return least
        return f"between {least} and {most}"
    if known(low):
        return f"at least {percent(low, digits)}"
    return f"at most {percent(high, digits)}" if known(high) else "an unknown share"


def qualified(text: str, qualifier: str | None) -> str:
    """Put in words how exact a number is.

    Parameters
    ----------
    text : str
        The number, written.
    qualifier : {"approximate", "at_least", "at_most"} or missing
        As in ``turnout.csv``; missing means exact.

    Examples
    --------
    >>> qualified("60%", "approximate"), qualified("79%", "at_least")
    ('about 60%', 'at least 79%')
    """
    return f"{_QUALIFIERS[qualifier]}{text}" if known(qualifier) else text


def change(new: float | None, old: float | None, since: str, digits: int = 1) -> str:
    """Compare two shares.

    Parameters
    ----------
    new, old : float or missing
        Shares in [0, 1].
    since : str
        What the old one is, for instance a year.
    digits : int
        Decimals of the difference.

    Examples
    --------
    >>> change(0.545, 0.513, "2004"), change(0.5, 0.5, "2004"), change(0.1, None, "2004")
    ('up 3.2 percentage points from 2004', 'about the same as in 2004', 'with no data for 2004')
    """
    if not known(new) or not known(old):
        return f"with no data for {since}"
    difference = float(new) - float(old)
    if abs(difference) < SMALLEST_CHANGE:
        return f"about the same as in {since}"
    return f"{'up' if difference > 0 else 'down'} {points(difference, digits)} from {since}"


def possessive(name: str) -> str:
    """Return a country's possessive.

    Examples
    --------
    >>> possessive("Kazakhstan"), possessive("Belarus"), possessive("the Philippines")
    ("Kazakhstan's", "Belarus's", "the Philippines'")
    """
    return f"{name}'" if name.endswith("s") and _PLURAL_NAME.search(name) else f"{name}'s"


def the_country(name: str) -> str:
    """Return a country's name as it stands in a sentence: ``"the Philippines"``, ``"Latvia"``."""
    if name.lower().startswith("the "):
        return f"the {name[4:]}"
    return f"the {name}" if _WITH_ARTICLE.search(name) else name


def the_region(name: str) -> str:
    """Return a region's name (UN M49) as it stands in a sentence; one is also a country's."""
    return {"Caribbean": "the Caribbean", "Micronesia": "the region of Micronesia"}.get(name, name)


def capital(text: str) -> str:
    """Return the text with its first letter a capital and the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Make a sentence: one space between words, a capital first, a full stop last.

    Examples
    --------
    >>> sentence("no votes  are known")
    'No votes are known.'
    """
    text = " ".join(text.split())
    if not text:
        return ""
    # "… of Kazakhstan Inc." ends the sentence with the full stop that it has.
    return capital(text) if text[-1] in ".!?" else f"{capital(text)}."
