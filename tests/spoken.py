"""Read numbers back from sentences, and the tables from their CSV files, without the package.

What checks the sentences must not share code with what makes them.
"""

import csv
import re
from datetime import date
from pathlib import Path

PROCESSED = Path(__file__).parents[1] / "data" / "processed"

_WORDS = dict(
    zip(
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(11),
        strict=True,
    )
) | {"none": 0, "both": 2, "once": 1, "twice": 2, "a": 1}


def rows(name):
    """Return a table's rows as dicts of text; an empty cell is None."""
    with (PROCESSED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]


def number(text):
    """Return the whole number that is meant: ``"6,521,860"``, ``"three"``, ``"no"``."""
    text = text.lower().removeprefix("about ").removeprefix("at least ").removeprefix("at most ")
    return _WORDS[text] if text in _WORDS else int(text.replace(",", ""))


def percentages(text):
    """Return every percentage of a text, in per cent and in order."""
    return [float(found) for found in re.findall(r"([\d.]+)%", text)]


def day(text):
    """Return a day spelt out: ``"19 March 2023"``."""
    months = "January February March April May June July August September October November December"
    at, month, year = text.split()
    return date(int(year), months.split().index(month) + 1, int(at))


def same_whole(told, share):
    """Return True if a percentage in a title is this share in [0, 1], rounded to a whole number."""
    return abs(told - share * 100) <= 0.5 + 1e-6


def same(told, share):
    """Tell whether a percentage as told is this share in [0, 1], rounded to one decimal."""
    return abs(told - share * 100) <= 0.05 + 1e-6
