"""One report: a notebook and parameters in; the executed notebook, HTML and PDF out.

What is asked for is checked before a kernel starts. The three files are written whole or not at
all, and the same inputs give the same bytes: no clock, path or random id stays in them.
"""

from __future__ import annotations

import ast
import copy
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import nbformat
import papermill
from nbformat import ValidationError
from nbformat.reader import NotJSONError
from papermill.exceptions import PapermillExecutionError

from helpers import config
from helpers.reports import kernels, provenance, render
from helpers.reports.blocks import NARROW_SVG, WIDE_SVG
from helpers.reports.links import slug
from helpers.reports.parameters import (
    Archive,
    ParameterError,
    check_names,
    nearest,
    resolve,
)
from helpers.reports.versions import versions
from helpers.tables.schema import TABLES

ENDINGS = (".html", ".pdf", ".ipynb")
_CELL_SECONDS = 600
#: What is longer is a log and no report; setting it would take minutes.
MOST_PRINTED = 200_000


class ReportError(RuntimeError):
    """A report that could not be made, told in one sentence."""

    exit_status = 1


@dataclass(frozen=True)
class Plan:
    """A report to be made; two plans that ask for the same thing are equal.

    Parameters
    ----------
    notebook : Path
        The notebook as it stands in the project.
    changed : dict
        The parameters that differ from the notebook's defaults.
    settled : dict
        All parameters in one spelling, whatever way they were given in, with ``iso3``.
    place : str
        Where the files go, relative to the folder of reports and without ending:
        ``kyrgyzstan/turnout_since-2000``.
    """

    notebook: Path
    changed: dict[str, object]
    settled: dict[str, object]
    place: str

    def files(self, folder: Path) -> list[Path]:
        """Return the report's files, in the order in which they are written."""
        return [folder / f"{self.place}{ending}" for ending in ENDINGS]

    def record(self, tables: Iterable[str]) -> dict[str, object]:
        """Return what the report is made from, if its notebook reads these tables."""
        view = provenance.view_of(self.settled)
        return {
            "notebook": self.notebook.stem,
            "parameters": self.settled,
            "tables": sorted(tables),
            "inputs": provenance.inputs(self.notebook, view, tables),
            "versions": versions(),
        }


def find_notebook(name: str) -> Path:
    """Return the notebook of this name (``turnout``) or path.

    Raises
    ------
    ParameterError
        If there is none, with the nearest match.
    """
    folder = config.notebooks_folder()
    names = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    if name in names:
        return names[name]
    path = Path(name)
    if path.suffix == ".ipynb" and path.is_file():
        return path.resolve()
    like = nearest(path.stem, names)
    hint = f"the nearest is {like}" if like else f"there are {', '.join(names) or 'none'}"
    raise ParameterError(f"No notebook is called {name}; {hint}.")


def read_notebook(notebook: Path) -> nbformat.NotebookNode:
    """Read a notebook, as one of Python whatever kernel it names.

    Raises
    ------
    ParameterError
        If the file is no notebook.
    """
    try:
        node = nbformat.from_dict(nbformat.read(notebook, as_version=4))
        nbformat.writes(node).encode()
    except (OSError, ValueError, NotJSONError, ValidationError) as error:
        what = _one_line(error)
        raise ParameterError(f"{notebook.name} cannot be read as a notebook: {what}") from None
    except Exception:  # JSON of another shape fails in as many ways as there are shapes
        raise ParameterError(
            f"{notebook.name} is no notebook; open it in JupyterLab and save it anew."
        ) from None
    node.metadata["kernelspec"] = {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    return node


def defaults(notebook: Path) -> dict[str, object]:
    """Return the parameters of a notebook with their defaults, read from its parameters cell.

    Raises
    ------
    ParameterError
        If the file is no notebook, or a default is no plain value.
    """
    return dict(_defaults(notebook, notebook.read_bytes() if notebook.is_file() else b""))


@lru_cache(maxsize=64)
def _defaults(notebook: Path, content: bytes) -> dict[str, object]:
    """Return the parameters of a notebook that holds these bytes; the same bytes are read once."""
    found = {}
    for name, about in papermill.inspect_notebook(read_notebook(notebook)).items():
        try:
            found[name] = ast.literal_eval(about["default"])
        except (ValueError, SyntaxError):
            raise ParameterError(
                f"{name} in the parameters cell of {notebook.name} must be a plain value, such as "
                f'1990 or "Latvia", and is {_one_line(about["default"])}.'
            ) from None
    return found


def plan(notebook: Path, given: Mapping[str, object], archive: Archive) -> Plan:
    """Check what is asked for and say what is to be made, and where.

    Raises
    ------
    ParameterError
        If a parameter does not fit.
    """
    usual = defaults(notebook)
    check_names(given, usual, notebook.stem)
    wanted = {**usual, **given}
    settled = _settle(wanted, resolve(wanted, archive, notebook.stem))
    changed = {name: settled[name] for name in usual if settled[name] != usual[name]}
    name = notebook.stem + "".join(
        f"_{slug(key)}-{slug(value)}" for key, value in changed.items() if key != "country"
    )
    if len(name) > 100:
        name = f"{name[:88]}-{sha256(name.encode()).hexdigest()[:10]}"
    folder = f"{slug(settled['country'])}/" if "country" in settled else ""
    return Plan(notebook, changed, settled, folder + name)


def make(wanted: Plan, folder: Path, site: bool = False) -> list[Path]:
    """Run, render and write one report.

    Parameters
    ----------
    wanted : Plan
    folder : Path
        Folder of the reports.
    site : bool
        Whether the report is a page of the site, and so links to its index.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ReportError, ParameterError
        If it could not be made; nothing is written then.
    """
    node = execute(wanted)
    if not node.metadata.hemicycle["title"]:
        raise ReportError(
            f'{wanted.notebook.name} shows no title; call title("…") of helpers.reports.notebook '
            "in a cell of it."
        )
    files = wanted.files(folder)
    try:
        contents = {
            ".html": render.html(node, wanted.place, site).encode(),
            ".pdf": render.pdf(node),
            ".ipynb": nbformat.writes(without_drawings(node)).encode() + b"\n",
        }
    except RuntimeError as error:  # what pandoc and typst refuse
        raise ReportError(f"{wanted.place} could not be set: {_one_line(error)}") from error
    whole = {path: contents[path.suffix] for path in files}
    # The site shows the first chart beside the report's name.
    picture = files[0].with_suffix(".svg")
    if drawing := render.first_drawing(node):
        whole[picture] = drawing.encode()
    else:
        picture.unlink(missing_ok=True)
    write_whole(whole)
    return files


def execute(
    wanted: Plan,
    progress: kernels.Progress = lambda done, count: None,
    started: Callable[[kernels.Kernel], None] = lambda kernel: None,
    pictures: bool = True,
) -> nbformat.NotebookNode:
    """Run the notebook and return it, without anything that time, machine or chance put there.

    Parameters
    ----------
    wanted : Plan
    progress : callable
        Called with how many cells of how many are done.
    started : callable
        Called with the kernel before anything is run in it.
    pictures : bool
        Whether it shall have a picture of each chart, as a notebook has; page and print need none.

    Raises
    ------
    ReportError, ParameterError
        If a cell fails, or the kernel.
    """
    try:
        with kernels.kernel(pictures) as kernel:
            started(kernel)
            node = papermill.execute_notebook(
                read_notebook(wanted.notebook),
                None,
                parameters=wanted.changed,
                engine_name=kernels.ENGINE,
                progress_bar=False,
                execution_timeout=_CELL_SECONDS,
                kernel=kernel,
                progress=progress,
            )
    except PapermillExecutionError as error:
        if error.ename == ParameterError.__name__:
            raise ParameterError(error.evalue) from None
        what = _one_line(f"{error.ename}: {error.evalue}")
        cell = error.exec_count
        raise ReportError(f"{wanted.notebook.name} stopped in cell [{cell}]: {what}") from None
    except Exception as error:  # a kernel that dies, hangs or does not start
        what = _one_line(error)
        raise ReportError(f"{wanted.notebook.name} could not be run: {what}") from error
    for number, cell in enumerate(node.cells, start=1):
        size = sum(len(output.get("text", "")) for output in cell.get("outputs", ()))
        if size > MOST_PRINTED:
            raise ReportError(
                f"Cell {number} of {wanted.notebook.name} prints {size:,} characters; a report "
                f"takes {MOST_PRINTED:,} of a cell at most."
            )
    return _scrub(node, wanted.record(_tables_read(node)))


def _tables_read(node: nbformat.NotebookNode) -> list[str]:
    """Return the tables that an executed notebook says it has read; all if it does not say."""
    for cell in reversed(node.cells):
        for output in cell.get("outputs", []):
            block = output.get("metadata", {}).get("hemicycle", {})
            if "tables" in block:
                return list(block["tables"])
    return list(TABLES)


def with_record(node: nbformat.NotebookNode, record: Mapping) -> nbformat.NotebookNode:
    """Return a notebook that says what it was made from, as an executed one does."""
    metadata = {**node.metadata, "hemicycle": dict(record)}
    return nbformat.from_dict({**node, "metadata": metadata})


def with_parameters(wanted: Plan) -> bytes:
    """Return the notebook of a report, not executed, with its parameters in their own cell."""
    node = read_notebook(wanted.notebook)
    cell = next(each for each in node.cells if "parameters" in each.metadata.get("tags", ()))
    # Positions in a syntax tree count bytes.
    lines = [line.encode() for line in cell.source.splitlines(keepends=True)]
    for statement in ast.parse(cell.source).body:
        name = getattr(getattr(statement, "target", None), "id", None)
        if name in wanted.changed:
            value = statement.value
            line = lines[value.lineno - 1]
            new = repr(wanted.changed[name]).encode()
            lines[value.lineno - 1] = line[: value.col_offset] + new + line[value.end_col_offset :]
    cell.source = b"".join(lines).decode()
    return nbformat.writes(node).encode() + b"\n"


def without_drawings(node: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return an executed notebook with one drawing of each chart, the one that is shown in it."""
    lean = copy.deepcopy(node)
    for cell in lean.cells:
        for output in cell.get("outputs", ()):
            for drawing in (WIDE_SVG, NARROW_SVG):
                output.get("data", {}).pop(drawing, None)
    return lean


def write_whole(contents: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all; none of them if one cannot be prepared."""
    prepared: list[tuple[Path, Path]] = []
    try:
        for path, data in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            prepared.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
        for temporary, path in prepared:
            temporary.replace(path)
    finally:
        for temporary, _ in prepared:
            temporary.unlink(missing_ok=True)


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:300]


def _settle(given: Mapping[str, object], resolved: Mapping[str, object]) -> dict[str, object]:
    """Return resolved parameters in the spelling in which a notebook takes them."""
    settled = dict(resolved)
    if "peers" in settled:
        of_region = str(given["peers"]).strip().casefold() == "region"
        settled["peers"] = "region" if of_region else ",".join(resolved["peers"])
    if str(given.get("election")).strip().casefold() == "latest":
        settled["election"] = "latest"
    return settled


def _scrub(node: nbformat.NotebookNode, record: Mapping[str, object]) -> nbformat.NotebookNode:
    node.metadata.pop("papermill", None)
    node.metadata["hemicycle"] = {**record, **render.headline(node)}
    for number, cell in enumerate(node.cells, start=1):
        cell.id = f"cell-{number}"
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    return node
