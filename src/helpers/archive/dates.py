"""The grammar of printed dates, English and French, and of rounds with a date run onto them."""

from __future__ import annotations

import re
from datetime import date

from helpers.archive.text import fold

_NAMES = (
    "january jan janvier janv", "february feb fevrier fevr", "march mar mars",
    "april apr avril avr", "may mai", "june jun juin", "july jul juillet juil", "august aug aout",
    "september sept sep septembre", "october oct octobre", "november nov novembre",
    "december dec decembre",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?P<day{0}>\d{{1,2}})(?:er|st|nd|rd|th)?"
_WORDS = re.compile(
    rf"{_DAY.format('')}\s*(?:(?:-|to|au|and|et|&|,)\s*{_DAY.format('2')}\s+)?"
    rf"(?:of\s+|de\s+)?(?P<month>{_MONTH})\.?,?(?:\s+(?P<year>\d{{4}}))?(?!\d)"
)
_AMERICAN = re.compile(rf"(?P<month>{_MONTH})\.?\s+{_DAY.format('')},?\s+(?P<year>\d{{4}})(?!\d)")
_NUMERIC = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})(?!\d)")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_MONTH_ONLY = re.compile(rf"(?:{_MONTH})\.?\s+\d{{4}}|\d{{4}}-\d{{2}}|\d{{4}}")
_BETWEEN = re.compile(r"\s*(?:-|\u2013|to|until|au|and|et|&|,|;|/|from|du|le|on|re-?run)\s*")


#: Older and later years are slips of something else than an election's date.
FIRST_YEAR, LAST_YEAR = 1800, 2100
#: No list of dates is longer; a longer text must not cost time.
MAX_TEXT = 200
#: Elections have few rounds.
MAX_ROUND_DIGITS = 2


def _date(year: str, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), MONTHS.get(month, 0) or int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def dates(text: str) -> list[date]:
    """Read a text that is dates and nothing else, in the order printed.

    Parameters
    ----------
    text : str
        ``19 September 2004``, ``1er mars 1998``, ``06 Dec 2015 to 20 Dec 2015``, ``10.01.2021``,
        ``21 January and 4 February 2007``, ``7-8 June 1992`` …

    Returns
    -------
    list of date
        Empty if any part is no date.

    Examples
    --------
    >>> dates("21 January and 4 February 2007")
    [datetime.date(2007, 1, 21), datetime.date(2007, 2, 4)]
    """
    if len(text) > MAX_TEXT:
        return []
    rest = re.sub(r"^(?:from|to|du|au|le|from/to|de/a)\s+", "", fold(text).strip(" .:;"))
    parts: list[tuple[str | None, str, list[str]]] = []  # year, month, days
    while rest:
        for pattern in (_ISO, _NUMERIC, _WORDS, _AMERICAN):
            if match := pattern.match(rest):
                break
        else:
            return []
        groups = match.groupdict()
        days = [groups["day"]] + ([groups["day2"]] if groups.get("day2") else [])
        parts.append((groups["year"], groups["month"], days))
        rest = rest[match.end() :]
        if rest:
            between = _BETWEEN.match(rest)
            rest = rest[between.end() :] if between and between.end() else rest.lstrip()
    found: list[date] = []
    year = None
    # A year printed once, at the end, holds for all: "21 January and 4 February 2007".
    for printed, month, days in reversed(parts):
        year = printed or year
        if year is None:
            return []
        ready = [_date(year, month, day) for day in days]
        if None in ready:
            return []
        found[:0] = ready
    return found


def is_month(text: str) -> bool:
    """Return True if a text is a date without its day, such as ``December 1996`` or ``1990-02``."""
    return bool(_MONTH_ONLY.fullmatch(fold(text).strip(" .:;()")))


def round_and_date(text: str, expected: list[date]) -> tuple[int, date | None] | None:
    """Read what follows "Round no": a number, with or without a date run onto it.

    ``118 August 2007`` is round 1 on 18 August or round 11 on 8 August: the date that the page
    gives elsewhere decides, else the smaller number, since elections have few rounds.

    Parameters
    ----------
    text : str
        The text after "Round no".
    expected : list of date
        Dates that the page has given.

    Returns
    -------
    tuple of (int, date or None), or None
        Number of the round and its day; None if the text is neither.
    """
    text = text.strip(" :.()")
    if text.isdecimal() and len(text) <= MAX_ROUND_DIGITS:
        return int(text), None
    match = re.match(r"(\d{1,2})\s*[(:,-]\s*(.*)$", text)
    if match:
        found = dates(match[2].strip(" ()"))
        if found or is_month(match[2]):
            return int(match[1]), found[0] if found else None
    readings = []
    for cut in range(1, MAX_ROUND_DIGITS + 1):
        if text[:cut].isdecimal() and (found := dates(text[cut:])):
            readings.append((int(text[:cut]), found[0]))
        elif text[:cut].isdecimal() and is_month(text[cut:]):
            readings.append((int(text[:cut]), None))
    for number, day in readings:
        if day in expected:
            return number, day
    return readings[0] if readings else None
