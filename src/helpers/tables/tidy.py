"""From a folder of saved pages to a folder of tidy tables."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pandas as pd

from helpers.archive import Page, PageError, read_page
from helpers.tables import beside, evidence, folder, frames, sources
from helpers.tables.changes import Changes, between
from helpers.tables.election import Source, identify, match
from helpers.tables.files import csv_texts, write
from helpers.tables.findings import Finding
from helpers.tables.package import describe, validate
from helpers.tables.parties import Parties
from helpers.tables.schema import TABLES, Field
from helpers.tables.settle import Settled, settle

#: Below this number of pages, starting a second process costs more than it saves.
MIN_FOR_PROCESSES = 400


@dataclass
class Summary:
    """What a run read, found and wrote."""

    pages: int = 0
    elections: int = 0
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    left_alone: list[tuple[str, str]] = field(default_factory=list)
    problems: list[beside.Problem] = field(default_factory=list)
    outcomes: Counter = field(default_factory=Counter)
    changes: Changes = field(default_factory=Changes)
    out: Path | None = None


#: What computes the rows of the table of indices from the other tables. It belongs to a floor above
#: this one, so it is handed down.
Indices = Callable[[dict[str, pd.DataFrame]], Iterable[dict]]


def tidy(raw: Path, out: Path, indices: Indices | None = None) -> Summary:
    """Read all pages below a folder and write the tidy tables.

    Parameters
    ----------
    raw : Path
        Folder of pages, in any subfolders, with ``evidence.csv``, ``sources.csv``, ``parties.csv``,
        ``rules.csv`` and ``women_by_year.csv`` where present.
    out : Path
        Folder for the tables and ``datapackage.json``; made if it is not there.
    indices : callable, optional
        Computes the rows of ``indices`` from the other tables; without it that table is empty.

    Returns
    -------
    Summary

    Raises
    ------
    FileNotFoundError
        If the folder is not there, or holds no page.
    ValueError
        If one of the CSV files beside the pages cannot be used; the message says which and why. If
        the tables would go into the folder of the pages.
    """
    if out.exists() and raw.exists() and out.samefile(raw):
        raise ValueError(
            f"{out} is the folder of the pages; name another for the tables, which would replace "
            "the files of the same names there."
        )
    tables, summary = tables_of(raw, indices)
    texts = csv_texts(tables)
    summary.changes = between(out, texts)
    write(texts, out, describe)
    summary.out = out
    return summary


def tables_of(raw: Path, indices: Indices | None = None) -> tuple[dict[str, pd.DataFrame], Summary]:
    """Read all pages below a folder and build the tidy tables; see :func:`tidy`."""
    found = folder.find(raw)
    read, unreadable = _read_all(raw, found.pages)
    problems: list[beside.Problem] = []
    known = _beside(raw, problems)
    names = [path for path, _ in read]
    bad = [path for path, _ in unreadable]
    problems += evidence.unmatched_pages(known.evidence, names, bad)
    groups = match([identify(path, page) for path, page in read])
    known.rules = _of_elections(known.rules, groups, problems)
    rows: dict[str, list[dict]] = {name: [] for name in TABLES}
    for election_id, settled in _settle_all(groups, known):
        problems += [problem for page in settled for problem in page.problems]
        _add(rows, election_id, settled, known)
    for path, message in unreadable:
        unread = Finding(
            "page read", "error", "noted", f"{path} was not read. {message}", path, field="page"
        )
        rows["findings"].append(frames.finding_row(unread, None))
    for problem in problems:
        unused = Finding(
            "files beside the pages", "error", "noted", str(problem), problem.file, problem.line
        )
        rows["findings"].append(frames.finding_row(unused, None))
    tables = {
        name: frames.frame(name, rows[name])
        for name in TABLES
        if name not in ("parties", "women_by_year", "rules", "indices")
    }
    country = tables["elections"].set_index("election_id")["iso3"]
    printed = {
        (country[election], party)
        for name in ("votes", "seats")
        for election, party in zip(tables[name]["election_id"], tables[name]["party"], strict=True)
    }
    tables["parties"] = frames.frame("parties", known.parties.table(printed).to_dict("records"))
    tables["women_by_year"] = frames.frame("women_by_year", known.women.to_dict("records"))
    tables["rules"] = frames.frame("rules", known.rules.to_dict("records"))
    tables["indices"] = frames.frame("indices", list(indices(tables)) if indices else [])
    tables = {name: validate(name, tables[name]) for name in TABLES}
    summary = Summary(
        len(read),
        len(tables["elections"]),
        unreadable,
        found.left,
        problems,
        Counter(tables["findings"]["outcome"]),
    )
    return tables, summary


def _read_one(path: Path) -> Page | str:
    try:
        return read_page(path)
    except PageError as error:
        return str(error)
    except Exception as error:  # one odd page must not stop the other thousand
        return f"The reader failed on it ({type(error).__name__}); please report the page."


def _read_all(raw: Path, paths: list[Path]):
    if len(paths) > MIN_FOR_PROCESSES:
        with ProcessPoolExecutor() as pool:
            pages = list(pool.map(_read_one, paths, chunksize=50))
    else:
        pages = [_read_one(path) for path in paths]
    names = [path.relative_to(raw).as_posix() for path in paths]
    both = list(zip(names, pages, strict=True))
    return (
        [(name, page) for name, page in both if isinstance(page, Page)],
        [(name, page) for name, page in both if isinstance(page, str)],
    )


def _settle_all(groups: dict[str, list[Source]], known: _Beside):
    """Reconcile each election; many of them in processes of their own."""
    work = partial(settle, evidence=known.evidence, parties=known.parties)
    if len(groups) > MIN_FOR_PROCESSES:
        with ProcessPoolExecutor() as pool:
            yield from zip(groups, pool.map(work, groups.values(), chunksize=100), strict=True)
    else:
        yield from zip(groups, map(work, groups.values()), strict=True)


def _add(rows, election_id: str, pages: list[Settled], known: _Beside):
    """Add one election's rows to all tables."""
    best = {group: sources.preferred(pages, group) for group in sources.GROUPS}
    for page in pages:
        url = known.urls.get(page.source.path)
        rows["pages"].append(frames.page_row(page.source, election_id, url))
        made = {
            "turnout": list(frames.turnout_rows(page, election_id)),
            "votes": list(frames.vote_rows(page, election_id)),
            "seats": list(frames.seat_rows(page, election_id)),
            "members": list(frames.member_rows(page, election_id)),
        }
        for name, built in made.items():
            for row in built:
                group = row["dimension"] if name == "members" else name
                row["preferred"] = best[group] is page
            rows[name].extend(built)
        rows["statements"].extend(frames.statement_rows(page, election_id))
        found = [
            *page.findings,
            *_unplaced(page.source),
            *_unnamed(page.source),
            *_unlisted(page.source, known.parties),
        ]
        rows["findings"].extend(frames.finding_row(f, election_id) for f in found)
    order = sorted(pages, key=lambda p: (sources.ORIGINS.index(p.source.origin), p.source.path))
    seats_first = [p for p in (best["seats"],) if p] + [p for p in order if p is not best["seats"]]
    rows["elections"].append(
        frames.election_row(election_id, seats_first if best["seats"] else order)
    )
    rows["findings"].extend(
        frames.finding_row(f, election_id) for f in sources.disagreements(pages, known.parties)
    )


def _unplaced(source: Source):
    if not source.known_place:
        printed = source.page.country or "none"
        yield Finding(
            "country",
            "error",
            "noted",
            f"The page's country is not known (printed: {printed}); it is kept under the code ZZZ. "
            "Name the file by the country's code, such as KAZ_2004.htm, to place it.",
            source.path,
            field="country",
            printed=printed,
        )


def _unnamed(source: Source):
    if source.house is None:
        yield Finding(
            "chamber",
            "warning",
            "noted",
            "The page names no chamber, so that it is not known whether it is of the lower or the "
            "upper house. Name the file by Parline's id, such as KZ-LC01-E20040919.txt, or by the "
            "archive's number of the chamber, such as 2165_04.htm, to say which.",
            source.path,
            field="chamber",
        )


def _unlisted(source: Source, parties: Parties):
    printed = [row.party for row in (*source.page.votes, *source.page.seats)]
    unknown = parties.unknown(source.place.iso3, printed)
    if unknown:
        names = "; ".join(unknown)
        one = len(unknown) == 1
        yield Finding(
            "party names",
            "info",
            "noted",
            f"{len(unknown)} party {'name is' if one else 'names are'} not in parties.csv, so that "
            f"{'its' if one else 'their'} lineage is not known: {names}.",
            source.path,
            field="party",
            printed=names,
        )


# -- the files beside the pages ------------------------------------------------------------------


@dataclass
class _Beside:
    """What the CSV files beside the pages say."""

    evidence: dict[str, list[evidence.Evidence]]
    parties: Parties
    women: pd.DataFrame
    rules: pd.DataFrame
    urls: dict[str, str]


def _beside(raw: Path, problems: list[beside.Problem]) -> _Beside:
    """Read the CSV files beside the pages; `problems` takes a sentence for each row left out."""
    listed = [
        (row["page"], row["group"] != "page", row["url"])
        for row in beside.read(
            raw / "sources.csv",
            beside.Columns(("page", "group", "url"), ("fetched", "sha256")),
            problems,
        )
    ]
    # The address of the page itself goes before those of its groups of figures.
    urls: dict[str, str] = {}
    for page, _, url in sorted(listed, key=lambda row: row[:2]):
        urls.setdefault(page, url)
    return _Beside(
        evidence.read(raw / "evidence.csv", problems),
        Parties(_listed(raw, "parties", problems)),
        _listed(raw, "women_by_year", problems),
        _listed(raw, "rules", problems),
        urls,
    )


def _of_elections(
    rules: pd.DataFrame, elections: Collection[str], problems: list[beside.Problem]
) -> pd.DataFrame:
    """Keep the rules of the archive's elections; name those of others, and those given twice."""
    known = rules["election_id"].isin(list(elections))
    twice = rules["election_id"].duplicated()
    for line, election_id in rules.loc[~known, "election_id"].items():
        hint = beside.nearest(election_id, elections)
        sentence = f"no election is called {election_id}{hint}. The row is not used."
        problems.append(beside.Problem("rules.csv", line, sentence))
    for line, election_id in rules.loc[known & twice, "election_id"].items():
        sentence = f"{election_id} has a row above; keep one of them. The row is not used."
        problems.append(beside.Problem("rules.csv", line, sentence))
    return rules[known & ~twice]


def _listed(raw: Path, name: str, problems: list[beside.Problem]) -> pd.DataFrame:
    """Read a table that people keep, as texts and numbers; its index is the line of each row."""
    table = TABLES[name]
    rows, lines = [], []
    # Of parties few are known by a colour, and a list without that column is as good.
    optional = tuple(column for column in table.columns if column == "colour")
    needed = tuple(column for column in table.columns if column not in optional)
    for row in beside.read(raw / f"{name}.csv", beside.Columns(needed, optional), problems):
        try:
            values = {f.name: _value(f, row[f.name]) for f in table.fields}
            if (values.get("women") or 0) > (values.get("members") or math.inf):
                raise ValueError(f"of {row['members']} members {row['women']} are women.")
            rows.append(values)
            lines.append(row.line)
        except ValueError as error:
            problems.append(row.problem(f"{error} The row is not used."))
    return pd.DataFrame(rows, lines, columns=table.columns, dtype=object)


def _value(field: Field, text: str) -> str | int | float | None:
    """Turn a cell into the field's type.

    Raises
    ------
    ValueError
        If it is none, or empty where it must not be.
    """
    if not text:
        if field.required:
            raise ValueError(f"the cell {field.name} is empty.")
        return None
    if field.values and text not in field.values:
        raise ValueError(
            f"{text!r} in the column {field.name} is none of {', '.join(field.values)}."
        )
    if field.type == "string":
        return text
    whole = field.type == "integer"
    if not re.fullmatch(r"\d{1,12}" if whole else r"\d{1,12}(\.\d{1,6})?", text, re.ASCII):
        raise ValueError(
            f"{text!r} in the column {field.name} is no {'whole ' if whole else ''}number."
        )
    number = int(text) if whole else float(text)
    low, high = field.minimum, field.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        bounds = f"from {low:g} to {high:g}" if high is not None else f"{low:g} or more"
        raise ValueError(f"{text} in the column {field.name} is not {bounds}.")
    return number
