"""What a report was made from: digests of its inputs and versions of what made it.

The same digests say whether a report is up to date. No clock, no path, no machine is among them.
"""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from helpers import config
from helpers.reports.originals import Originals
from helpers.tables.view import View

LICENCE = (
    "Data: IPU Parline (Inter-Parliamentary Union), CC BY-NC-SA 4.0, with figures compiled from "
    "the public sources listed in data/raw/sources.csv."
)

_PACKAGES = (
    "pandas",
    "numpy",
    "scipy",
    "statsmodels",
    "matplotlib",
    "seaborn",
    "papermill",
    "typst",
)


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return the SHA-256 of named pieces, each told apart from the next by its length."""
    total = hashlib.sha256()
    for name, data in parts:
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def data_digest(view: View, names: Iterable[str]) -> str:
    """Return the SHA-256 of the rows of these tables that a report can read."""
    return _digest((name, view.digest(name).encode()) for name in sorted(names))


@cache
def code_digest(notebook: Path) -> str:
    """Return the SHA-256 of the modules that a notebook and its rendering import."""
    folder = Path(__file__).resolve().parent.parent
    return _digest(
        (path.relative_to(folder).as_posix(), path.read_bytes()) for path in modules(notebook)
    )


def modules(notebook: Path) -> list[Path]:
    """Return the package's files that a report is made with, found by import.

    Parameters
    ----------
    notebook : Path

    Returns
    -------
    list of Path
        The modules that the notebook's cells and :mod:`helpers.reports.run` import, those that
        these import, and the files that lie beside them, such as fonts and styles.
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    source = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    waiting = [*_imports(source), "helpers.reports.run"]
    found: set[Path] = set()
    while waiting:
        for path in _files(waiting.pop()):
            if path not in found:
                found.add(path)
                if path.suffix == ".py":
                    waiting += _imports(path.read_text(encoding="utf-8"))
    return sorted(found)


def _imports(source: str) -> Iterator[str]:
    """Yield the names of this package that a source imports; none if it is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "helpers")


def _files(name: str) -> Iterator[Path]:
    """Yield the files of a module: its own, its package's, and what lies beside it but modules."""
    folder = Path(__file__).resolve().parent.parent
    *parents, last = name.split(".")[1:] or ["__init__"]
    place = folder.joinpath(*parents)
    if (place / last).is_dir():
        place, last = place / last, "__init__"
    if (place / f"{last}.py").is_file():
        yield place / f"{last}.py"
        yield place / "__init__.py"
        yield from (p for p in place.iterdir() if p.is_file() and p.suffix != ".py")


def notebook_digest(path: Path) -> str:
    """Return the SHA-256 of a notebook's cells: their kind, tags and source, not their outputs."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return _digest(
        (
            json.dumps([cell["cell_type"], cell["metadata"].get("tags", [])]),
            "".join(cell["source"]).encode(),
        )
        for cell in cells
    )


def inputs(notebook: Path, view: View, tables: Iterable[str]) -> dict[str, str]:
    """Return the digest of each input: rows, their originals, code, and notebook if it exists."""
    pages = view.load("pages")["page"]
    found = {
        "data": data_digest(view, tables),
        "originals": Originals.load(config.raw_folder()).digest(pages),
    }
    if not notebook.exists():
        return found
    return {**found, "code": code_digest(notebook), "notebook": notebook_digest(notebook)}


def view_of(settled: Mapping[str, object]) -> View:
    """Return the rows that a report with these parameters can read."""
    return View(str(settled.get("house", "LC")), settled.get("iso3"))


@cache
def versions() -> dict[str, str]:
    """Return the version of Python, of this package and of those that make the numbers."""
    return {
        "hemicycle": version("hemicycle"),
        "python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
    }


def lines(
    notebook: str,
    parameters: Mapping[str, object],
    digests: Mapping[str, str],
    made_with: Mapping[str, str],
) -> list[tuple[str, str]]:
    """Return the foot of a report: what to call each thing, and the thing."""
    return [
        ("Notebook", f"{notebook}.ipynb"),
        (
            "Parameters",
            "; ".join(f"{name} = {spell(value)}" for name, value in sorted(parameters.items())),
        ),
        (
            "Inputs (SHA-256, first 16 digits)",
            ", ".join(f"{name} {digest[:16]}" for name, digest in sorted(digests.items())),
        ),
        (
            "Made with",
            ", ".join(f"{name} {number}" for name, number in sorted(made_with.items())),
        ),
        ("Licence", LICENCE),
    ]


def spell(value: object) -> str:
    """Return a parameter's value as the foot of a report states it."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
