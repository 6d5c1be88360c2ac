"""What a report was made from: digests of its inputs and versions of what made it.

The same digests say whether a report is up to date. No clock, no path, no machine is among them.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from helpers import config
from helpers.reports.originals import Originals
from helpers.tables.view import View

#: The folder of this package.
PACKAGE = Path(__file__).resolve().parent.parent

LICENCE = (
    "Data: IPU Parline (Inter-Parliamentary Union), CC BY-NC-SA 4.0, with figures compiled from "
    "the public sources listed in data/raw/sources.csv."
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


def code_digest(notebook: Path, package: Path = PACKAGE) -> str:
    """Return the SHA-256 of the modules that a notebook and its rendering import."""
    return _code_digest(notebook.read_bytes(), package)


@lru_cache(maxsize=64)
def _code_digest(notebook: bytes, package: Path) -> str:
    """Return the digest; code is read once in a process, as Python itself does."""
    return _digest_of_files(_modules(notebook, package), package)


@cache
def module_digest(name: str) -> str:
    """Return the SHA-256 of a module of this package and those that it imports."""
    return _digest_of_files(_imported([name], PACKAGE), PACKAGE)


def _digest_of_files(paths: Iterable[Path], package: Path) -> str:
    return _digest((p.relative_to(package).as_posix(), p.read_bytes()) for p in sorted(paths))


def modules(notebook: Path, package: Path = PACKAGE) -> list[Path]:
    """Return the package's files that a report is made with, found by import.

    Parameters
    ----------
    notebook : Path
    package : Path
        The folder of the package.

    Returns
    -------
    list of Path
        The modules that the notebook's cells and :mod:`helpers.reports.run` import, those that
        these import, and the files beside them that they name, such as styles.
    """
    return sorted(_modules(notebook.read_bytes(), package))


def _modules(notebook: bytes, package: Path) -> set[Path]:
    cells = json.loads(notebook)["cells"]
    source = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    return _imported(["helpers.reports.run", *_named(source)[0]], package)


def _imported(names: list[str], package: Path) -> set[Path]:
    """Return the files of modules of these names, and of those that they import."""
    waiting, found = list(names), set()
    while waiting:
        for path in _files(waiting.pop(), package):
            if path not in found:
                found.add(path)
                imported, texts = _named(path.read_text(encoding="utf-8"))
                waiting += imported
                found.update(path.parent / text for text in texts if _is_beside(path, text))
    return found


def _is_beside(module: Path, text: str) -> bool:
    """Whether a text in a module is the name of a file that lies beside it, and is no module."""
    name = re.fullmatch(r"\w[\w-]*\.(\w+)", text)
    return bool(name) and name[1] != "py" and (module.parent / text).is_file()


@lru_cache(maxsize=512)
def _named(source: str) -> tuple[list[str], list[str]]:
    """Return the names of this package that a source imports, and its texts."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return [], []
    names, texts = [], []
    for node in nodes:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [node.module or "", *(f"{node.module}.{each.name}" for each in node.names)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.append(node.value)
    return [name for name in names if name.split(".")[0] == "helpers"], texts


def _files(name: str, package: Path) -> Iterator[Path]:
    """Yield the files of a module: its own, and its package's."""
    *parents, last = name.split(".")[1:] or ["__init__"]
    place = package.joinpath(*parents)
    if (place / last).is_dir():
        place, last = place / last, "__init__"
    if (place / f"{last}.py").is_file():
        yield place / f"{last}.py"
        yield place / "__init__.py"


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
