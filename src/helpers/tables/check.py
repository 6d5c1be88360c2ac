"""Whether tidy tables are what the code makes of the pages, and keep their schema."""

from __future__ import annotations

import tempfile
from pathlib import Path

import frictionless

from helpers.tables.files import torn
from helpers.tables.schema import TABLES
from helpers.tables.tidy import Indices, tidy


def check(raw: Path, processed: Path, indices: Indices | None = None) -> list[str]:
    """Compare the tables of a folder with those that the code makes, and validate them.

    Parameters
    ----------
    raw, processed : Path
        Folders of the pages and of the tidy tables.
    indices : callable, optional
        What computes the indices; see :func:`helpers.tables.tidy.tidy`.

    Returns
    -------
    list of str
        What is wrong, a sentence each; empty if nothing is.

    Raises
    ------
    FileNotFoundError
        If the folder of pages holds none.
    """
    wrong = [
        f"{name} is not the table that datapackage.json describes: a run was stopped while it "
        "replaced the tables, or the file was edited; run `hemicycle tidy`."
        for name in torn(processed)
    ]
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        tidy(raw, fresh, indices)
        for name in [*(f"{table}.csv" for table in TABLES), "datapackage.json"]:
            path = processed / name
            if not path.is_file():
                wrong.append(f"{name} is missing; run `hemicycle tidy`.")
            elif path.read_bytes() != (fresh / name).read_bytes():
                wrong.append(f"{name} is not what the pages give; run `hemicycle tidy`.")
    if not (processed / "datapackage.json").is_file():
        return wrong
    report = frictionless.validate(processed / "datapackage.json")
    for task in report.tasks:
        wrong += [f"{task.place}: {error.message}" for error in task.errors]
    return wrong + [error.message for error in report.errors]
