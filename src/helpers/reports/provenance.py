"""What a report was made from: digests of its inputs and versions of what made it.

The same digests say whether a report is up to date. No clock, no path, no machine is among them.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from helpers import config

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


@cache
def data_digest() -> str:
    """Return the SHA-256 of the tidy tables."""
    folder = config.processed_folder()
    return _digest((path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv")))


@cache
def package_digest() -> str:
    """Return the SHA-256 of the package's own files."""
    folder = Path(__file__).resolve().parent.parent
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return _digest((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)


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


def inputs(notebook: Path) -> dict[str, str]:
    """Return the digest of each input of a report: data, package, and notebook if it exists."""
    found = {"data": data_digest(), "package": package_digest()}
    return {**found, "notebook": notebook_digest(notebook)} if notebook.exists() else found


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
