"""The 13 pages with narrative, and what was typed by hand of what they say.

The pages' narratives and some of their numbers are invented: they are for tests only.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from helpers.archive import read_page
from helpers.archive.lines import lines
from helpers.archive.statements import Context
from helpers.archive.text import decode

FOLDER = Path(__file__).parent / "narrative"

_BEGINS = re.compile(r"(?:Background and outcome|Purpose of elections|But des|About the election)")
_ENDS = re.compile(r"(?:Round no|STATISTI|Parties or coal)")


def _load(name: str) -> list[dict]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((FOLDER / name).read_text("utf-8"), loader)


EXPECTED = {entry["page"]: entry for entry in _load("expected_statements.yaml")}
PAGES = tuple(EXPECTED)


@cache
def narrative(page: str) -> list[tuple[int, str]]:
    """Return the lines of a page's narrative, found by its headings."""
    found, inside = [], False
    for line in lines(decode((FOLDER / page).read_bytes())):
        if _BEGINS.match(line.text):
            inside = True
        elif _ENDS.match(line.text):
            inside = False
        elif inside:
            found.append((line.number, line.text))
    return found


@cache
def context(page: str) -> Context:
    """Return what a reader of the narrative knows of a page."""
    read = read_page(FOLDER / page)
    names = [row.party for row in (*read.votes, *read.seats)]
    return Context(
        chamber=read.chamber,
        dates=tuple(read.dates),
        parties=tuple(dict.fromkeys(names)),
        country=read.country,
    )
