"""The CSV files that lie beside the pages: read line by line, with a sentence for what is wrong."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.rules.controls import without_controls


class BesideError(ValueError):
    """A CSV file beside the pages that cannot be used; the message says which and why."""


@dataclass(frozen=True)
class Problem:
    """Something in a file beside the pages that is not used, and why."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.sentence}"


@dataclass(frozen=True)
class Row:
    """One row: the file, the line it ends on, and its cells by column; empty ones are ""."""

    file: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def problem(self, sentence: str) -> Problem:
        """Say what is wrong with this row."""
        return Problem(self.file.name, self.line, sentence)


@dataclass(frozen=True)
class Columns:
    """What columns a file has: those that it needs, and those that it may have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


def nearest(name: str, names: Iterable[str]) -> str:
    """Return what a sentence on an unknown name ends with: the nearest one, or nothing."""
    near = difflib.get_close_matches(name, list(names), 1, 0.5)
    return f"; the nearest is {near[0]}" if near else ""


def read(path: Path, columns: Columns, problems: list[Problem]) -> Iterator[Row]:
    """Read a CSV file: UTF-8 with or without a byte order mark, any line ends.

    Parameters
    ----------
    path : Path
        The file; one that is not there has no rows.
    columns : Columns
        What it must and may have.
    problems : list of Problem
        Takes one for each row that has more cells than the header, which is left out, and
        for each column that is not known, which is not used.

    Yields
    ------
    Row

    Raises
    ------
    BesideError
        If the file is no CSV file or lacks a column.
    """
    if not path.exists():
        return
    if not path.is_file():
        raise BesideError(f"{path} is not an ordinary file; mend or remove it.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", strict=True)
            _check_header(path, reader.fieldnames or [], columns, problems)
            for cells in reader:
                row = Row(path, reader.line_num, {})
                if "" in cells:
                    problems.append(
                        row.problem(
                            "the row has more cells than the header; a text with a comma needs "
                            "quotes. The row is not used."
                        )
                    )
                    continue
                for name in (*columns.needed, *columns.optional):
                    row.cells[name] = without_controls(cells.get(name) or "").strip()
                if any(row.cells.values()):
                    yield row
    except (csv.Error, UnicodeDecodeError) as error:
        raise BesideError(
            f"{path} cannot be read as CSV in UTF-8 ({error}); mend or remove it."
        ) from error
    except OSError as error:
        raise BesideError(f"{path} cannot be opened: {error.strerror}.") from error


def _check_header(path: Path, names, columns: Columns, problems: list[Problem]) -> None:
    missing = [name for name in columns.needed if name not in names]
    if missing:
        raise BesideError(
            f"{path} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"it needs {', '.join(columns.needed)}."
        )
    twice = sorted({name for name in names if list(names).count(name) > 1})
    if twice:
        raise BesideError(f"{path} has the column {', '.join(twice)} twice; keep one of them.")
    known = {*columns.needed, *columns.optional}
    problems += [
        Problem(
            path.name,
            1,
            f"the column {name!r} is not known, and is not used; known are "
            f"{', '.join((*columns.needed, *columns.optional))}.",
        )
        for name in names
        if name not in known
    ]
