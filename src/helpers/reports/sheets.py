"""A table's content laid out for the reader: sources as marks at the numbers, one table a group.

Analyses give a table with its sources in columns of their own, which no page is wide enough for.
Here a source becomes a mark at the number that it is of, listed below the table. HTML in a
notebook, the page and the print all set what this module returns.
"""

from __future__ import annotations

import base64
import csv
import io
import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from helpers.reports.originals import Original

UNKNOWN = "–"
#: The head of a column that names a source, and of what.
SOURCE = re.compile(r"\bsource\b(?: of (?P<what>.+))?", re.IGNORECASE)
#: What a spreadsheet would take for a formula.
_FORMULA = re.compile(r"^[=+\-@\t\r]")


@dataclass
class Part:
    """A piece of text, and where it leads; empty for nowhere."""

    text: str
    address: str = ""


@dataclass
class Mark:
    """A source's number at a figure, where it leads, and how it is read out."""

    text: str
    address: str
    label: str


@dataclass
class Cell:
    """A cell: its text in parts, and the marks of its sources."""

    parts: list[Part]
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Source:
    """A source as it is listed below a table: page of the archive, publisher, their addresses."""

    mark: str
    page: str
    copy: str
    publisher: str
    address: str


@dataclass
class Group:
    """Rows that make one table; `name` is empty where a table is not divided."""

    name: str
    rows: list[list[Cell]]


@dataclass
class Sheet:
    """A table for the reader."""

    caption: str
    columns: list[str]
    align: list[str]
    groups: list[Group]
    sources: list[Source]
    notes: list[str]

    def as_data(self) -> dict[str, object]:
        """Return the sheet as plain lists and dicts."""
        return asdict(self)


#: Takes a reference as it stands in a cell, empty if there is none, and an address; returns where
#: the two lead.
Place = Callable[[str, str], str]


def lay_out(content: Mapping[str, object], place: Place) -> Sheet:
    """Lay out a table.

    Parameters
    ----------
    content : mapping
        What :func:`helpers.reports.notebook.table` left in a notebook.
    place : callable
        Says where a reference leads in what is being made.
    """
    columns: Sequence[str] = content["columns"]
    referred: Mapping[str, str] = content.get("originals", {})
    divided = columns.index(content["by"]) if content.get("by") else None
    sourced = {i: found for i, name in enumerate(columns) if (found := SOURCE.search(name))}
    shown = [i for i in range(len(columns)) if i not in sourced and i != divided]
    sources: dict[tuple[str, str], Source] = {}

    def marked(text: str) -> Mark:
        address = referred.get(text, text)
        original = Original.at(address) if address else None
        page, _, line = text.partition(", line ") if text in referred else ("", "", "")
        found = sources.setdefault(
            (page, address),
            Source(
                str(len(sources) + 1),
                page,
                place(page, "") if page else "",
                original.named if original else "",
                original.link if original else "",
            ),
        )
        label = f"source {found.mark}: {page or found.publisher}{f', line {line}' * bool(line)}"
        link = original.link if original else ""
        return Mark(found.mark, place(text if page else "", link), label)

    def set_row(row: Sequence[str], leads: Sequence[str]) -> list[Cell]:
        cells = {i: Cell(_parts(row[i], leads[i], referred, place)) for i in shown}
        for column, found in sourced.items():
            if row[column] != UNKNOWN:
                target = _target(columns, row, shown, column, found["what"])
                cells[target].marks.append(marked(row[column]))
        return list(cells.values())

    nowhere = [[""] * len(columns)] * len(content["rows"])
    rows = list(zip(content["rows"], content.get("links", nowhere), strict=True))
    groups = [
        Group(name, [set_row(*row) for row in own])
        for name, own in itertools.groupby(
            rows, key=lambda row: "" if divided is None else row[0][divided]
        )
    ]
    return Sheet(
        content["caption"],
        [columns[i] for i in shown],
        [content["align"][i] for i in shown],
        groups,
        list(sources.values()),
        list(content["notes"]),
    )


def _target(
    columns: Sequence[str], row: Sequence[str], shown: Sequence[int], column: int, what: str | None
) -> int:
    """Return the column that a source is of: that named in it, that before it, or the row's name.

    Where the named column has no figure, it is the next of that kind: a share, seats by lists.
    """
    if what:
        kind = [i for i in shown if re.search(rf"\b{re.escape(what)}\b", columns[i], re.IGNORECASE)]
        known = [i for i in kind if row[i] != UNKNOWN]
        return (known or kind or shown)[0]
    if columns[column].casefold() == "source":
        return shown[0]
    return max((i for i in shown if i < column), default=shown[0])


def _parts(text: str, lead: str, referred: Mapping[str, str], place: Place) -> list[Part]:
    """Return a cell's text, with what refers to the archive as parts of their own."""
    if lead:
        return [Part(text, place("", lead))]
    if not any(each in text for each in referred):
        return [Part(text)]
    names = sorted(referred, key=len, reverse=True)
    # Whole names only: "a.txt, line 1" is not in "a.txt, line 12".
    whole = rf"(?:(?<=, )|^)({'|'.join(map(re.escape, names))})(?=, |$)"
    tokens = filter(None, re.split(whole, text))
    return [
        Part(each, place(each, referred[each])) if each in referred else Part(each)
        for each in tokens
    ]


def as_csv(content: Mapping[str, object]) -> str:
    """Return a table as CSV: numbers as a program reads them, empty for unknown, sources spelt out.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """

    def plain(text: str, side: str) -> str:
        if text == UNKNOWN:
            return ""
        if side == "right":
            number = text.replace(",", "").replace("\N{MINUS SIGN}", "-")
            try:
                float(number)
            except ValueError:
                pass
            else:
                return number
        return _FORMULA.sub(r"'\g<0>", text)

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_FORMULA.sub(r"'\g<0>", name) for name in content["columns"]])
    for row in content["rows"]:
        writer.writerow(map(plain, row, content["align"]))
    return buffer.getvalue()


def csv_address(content: Mapping[str, object]) -> str:
    """Return a table's CSV as an address that a link can hold."""
    return "data:text/csv;base64," + base64.b64encode(as_csv(content).encode()).decode()
