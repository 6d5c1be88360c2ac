"""A project and the local server on it, for tests of what is served and how a browser shows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import nbformat
import psutil
import pytest

from helpers import config
from helpers.reports import run, site
from helpers.reports.parameters import Archive

SLOW = """country: str = "Kazakhstan"  # English name or ISO code
since: int = 1990  # first year
until: int = 2030  # last year
house: str = "LC"  # LC or UC
"""


@dataclass
class Server:
    """A server that runs: its process, where it is, and what it has said."""

    process: subprocess.Popen
    said: str
    errors: Path
    project: Path

    @property
    def address(self) -> str:
        return self.said.partition("/hemicycle/")[0]

    @property
    def token(self) -> str:
        return self.said.strip().partition("?token=")[2]

    @contextmanager
    def visitor(self) -> Iterator[httpx.Client]:
        """Give a client that has the token, as a browser that opened the address has."""
        with httpx.Client(base_url=self.address, timeout=60) as client:
            client.get("/hemicycle/", params={"token": self.token}).raise_for_status()
            yield client

    def family(self) -> list[int]:
        own = psutil.Process(self.process.pid)
        return [own.pid, *(each.pid for each in own.children(recursive=True))]

    def folders(self) -> list[Path]:
        """Return the temporary folders that its processes were given."""
        words = set()
        for pid in self.family():
            with suppress(psutil.NoSuchProcess):  # one that ends at this moment
                words.update(psutil.Process(pid).cmdline()[-1:])
        return [Path(word) for word in words if Path(word).name.startswith("hemicycle-")]


def make_project(folder: Path) -> None:
    """Make a project of the real tables, the notebook on turnout, and one that takes long.

    One report is made.
    """
    shutil.copytree(config.processed_folder(), folder / "data" / "processed")
    (folder / "notebooks").mkdir()
    shutil.copy(config.notebooks_folder() / "turnout.ipynb", folder / "notebooks")
    node = nbformat.v4.new_notebook()
    node.cells = [nbformat.v4.new_code_cell(each) for each in (SLOW, "import time; time.sleep(90)")]
    node.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(node, folder / "notebooks" / "slow.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEMICYCLE_ROOT", str(folder))
        plan = run.plan(run.find_notebook("turnout"), {}, Archive.load())
        run.make(plan, config.reports_folder(), site=True)
        site.build(config.reports_folder())


@contextmanager
def serving(project: Path, home: Path) -> Iterator[Server]:
    """Start the server on a free port, in a home of its own."""
    errors = home.parent / f"{home.name}-errors"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    # The folder that the command is in says which project it is.
    kept.pop("HEMICYCLE_ROOT", None)
    with errors.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "helpers.cli", "serve", "--no-browser", "--port", "0"],
            cwd=project,
            env=kept | {"HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
        )
    try:
        yield Server(process, process.stdout.readline(), errors, project)
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
