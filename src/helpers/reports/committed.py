"""How the project's files differ from those that are committed, where git can say.

A notebook that was saved from JupyterLab has other parameters for everybody, and an election that
was added is of a country that no list of reports asks for yet. Both are seen by what is committed.
"""

from __future__ import annotations

import ast
import csv
import io
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
import papermill

from helpers import config
from helpers.reports.parameters import Archive
from helpers.reports.run import defaults, read_notebook


def text_of(path: Path) -> str | None:
    """Return a file's text at the last commit; None if it is not committed, or there is no git."""
    root = config.project_root()
    command = ["git", "show", f"HEAD:./{path.relative_to(root).as_posix()}"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=30)
        return done.stdout.decode("utf-8")
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def new_countries(archive: Archive) -> set[str]:
    """Return the codes of countries with an election that the committed tables do not have."""
    text = text_of(config.processed_folder() / "elections.csv")
    if text is None:
        return set()
    known = {row.get("election_id") for row in csv.DictReader(io.StringIO(text, newline=""))}
    elections = archive.elections
    return set(elections.loc[~elections["election_id"].isin(known), "iso3"].dropna())


def differences(notebooks: Iterable[Path]) -> Iterator[str]:
    """Say of each notebook how its parameters differ from the committed ones, and if it was run."""
    for path in sorted(set(notebooks)):
        if not path.is_relative_to(config.project_root()):
            continue
        if any(cell.get("outputs") for cell in read_notebook(path).cells):
            yield (
                f"{path.name} holds the output of a run. Reports do not use it; to work with "
                "outputs, copy the notebook."
            )
        text = text_of(path)
        if text is None:
            continue
        try:
            usual = papermill.inspect_notebook(nbformat.reads(text, as_version=4))
            was = {name: ast.literal_eval(each["default"]) for name, each in usual.items()}
        except (ValueError, SyntaxError, nbformat.ValidationError):
            continue
        now = defaults(path)
        changed = [name for name in now if name in was and now[name] != was[name]]
        if changed:
            listed = " and ".join(f"{name} {now[name]!r}, not {was[name]!r}" for name in changed)
            yield (
                f"{path.name} has other parameters than the committed one: {listed}. All its "
                "reports are made with them; to bring the others back: "
                f"git checkout {path.relative_to(config.project_root())}"
            )
