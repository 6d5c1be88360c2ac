"""What a run changed: which elections are new, changed or gone, and which findings are new."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Tables whose rows make an election; indices follow from them.
_OF_ELECTIONS = ("elections", "turnout", "votes", "seats", "members", "statements")
#: What makes a finding the same one: a line may move, and a sentence be put in other words.
_SAME_FINDING = ("election_id", "page", "check", "field", "printed")


@dataclass(frozen=True)
class Changes:
    """How tables differ from those that they replace.

    Parameters
    ----------
    new, changed, gone : tuple of str
        Elections, each as its id and country, in the order of their ids.
    findings : tuple of str
        New findings that are an error or a warning, each as its place and sentence.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


def between(folder: Path, tables: Mapping[str, str]) -> Changes:
    """Compare the tables of a folder with those that are about to replace them.

    Parameters
    ----------
    folder : Path
        Where the tables are; without tables that can be read there, nothing counts as changed.
    tables : mapping of str to str
        The new tables as CSV, by name.
    """
    try:
        before = {
            name: (folder / f"{name}.csv").read_text(encoding="utf-8")
            for name in (*_OF_ELECTIONS, "findings")
        }
        was, had = _elections(before), _findings(before["findings"])
    except (OSError, ValueError, KeyError, csv.Error):
        return Changes()
    now = _elections(tables)
    named = {**_countries(before["elections"]), **_countries(tables["elections"])}

    def listed(ids: set[str]) -> tuple[str, ...]:
        return tuple(f"{each} ({named.get(each, 'unknown')})" for each in sorted(ids))

    found = _findings(tables["findings"])
    return Changes(
        new=listed(now.keys() - was.keys()),
        changed=listed({each for each in now.keys() & was.keys() if now[each] != was[each]}),
        gone=listed(was.keys() - now.keys()),
        findings=tuple(found[key] for key in found if key not in had),
    )


def _rows(text: str) -> csv.DictReader:
    return csv.DictReader(io.StringIO(text, newline=""), strict=True)


def _elections(tables: Mapping[str, str]) -> dict[str, list]:
    """Return all rows of each election."""
    found = defaultdict(list)
    for name in _OF_ELECTIONS:
        for row in _rows(tables[name]):
            found[row["election_id"]].append((name, *row.items()))
    return found


def _countries(elections: str) -> dict[str, str]:
    return {row["election_id"]: row["country"] for row in _rows(elections)}


def _findings(text: str) -> dict[tuple[str, ...], str]:
    """Return place and sentence of what needs review, by what makes it the same finding."""
    return {
        tuple(row[name] for name in _SAME_FINDING): ":".join(
            filter(None, (row["page"], row["line"]))
        )
        + f": {row['message']}"
        for row in _rows(text)
        if row["severity"] != "info"
    }
