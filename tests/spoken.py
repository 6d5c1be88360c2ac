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
    """Return True if a percentage as told is this share in [0, 1], rounded to one decimal."""
    return abs(told - share * 100) <= 0.05 + 1e-6


def check_range(title, points):
    """Recompute what a title says of the range of a share, from (year, share, is exact)."""
    exact = [share for _, share, is_exact in points if is_exact]
    (first_year, first, _), (last_year, last, _) = points[0], points[-1]
    if found := re.search(r"highest in (.*?) \((.*?)\) and lowest in (.*?) \((.*?)\)", title):
        # The higher of two is no maximum.
        assert len(exact) >= 3, title
        assert max(exact) - min(exact) >= 0.005, title
        for years, told, extreme in ((found[1], found[2], max), (found[3], found[4], min)):
            assert "99.9" in told or "0.1" in told or same(percentages(told)[0], extreme(exact))
            named = {int(year) for year in re.findall(r"\d{4}", years)}
            assert named == {
                year
                for year, share, is_exact in points
                if is_exact and round(share * 100, 1) == round(extreme(exact) * 100, 1)
            }, title
    elif found := re.search(r"(rose|fell) from (\S+) in .*?(\d{4}) to (\S+) in .*?(\d{4})", title):
        assert len(exact) < 3, title
        assert (int(found[3]), int(found[5])) == (first_year, last_year), title
        assert abs(last - first) >= 0.005 and (found[1] == "rose") == (last > first), title
        assert same(percentages(found[2])[0], first) and same(percentages(found[4])[0], last)
    elif "about the same every time" in title:
        shares = [share for _, share, _ in points]
        assert len(points) > 2 and max(shares) - min(shares) < 0.005, title
    elif "about the same in" in title:
        assert len(points) == 2 and abs(last - first) < 0.005, title
    else:
        assert re.search(r"was (about|at least|at most)? ?[\d.]+% in .* and ", title), title
        assert not (points[0][2] and points[-1][2]), title


def check_headline(title, mine, others):
    """Recompute in how many other countries a share was higher."""
    rounded = [round(float(other) * 100, 1) for other in others]
    own = round(mine * 100, 1)
    if " was higher than in " in title:
        assert all(other < own for other in rounded), title
    elif " was lower than in " in title:
        assert all(other > own for other in rounded), title
    elif " was the same as in " in title:
        assert all(other == own for other in rounded), title
    else:
        higher = re.search(r"higher in (\w+) (?:of|of the) ", title)[1]
        told = 0 if higher == "neither" else number(higher)
        assert told == sum(other > own for other in rounded), title
