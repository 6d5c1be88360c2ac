"""Where the project keeps its files. The only module that knows."""

from __future__ import annotations

import os
from pathlib import Path


def project_root() -> Path:
    """Return the project's folder.

    The folder named by the environment variable ``HEMICYCLE_ROOT``; else the nearest folder above
    the working directory, then above this file, that has both ``data`` and ``notebooks``.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    if named := os.environ.get("HEMICYCLE_ROOT"):
        return Path(named).resolve()
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        for folder in (start, *start.parents):
            if (folder / "data").is_dir() and (folder / "notebooks").is_dir():
                return folder
    raise FileNotFoundError(
        "No project found here: no folder above has both data/ and notebooks/. "
        "Work inside the project, or set HEMICYCLE_ROOT to its folder."
    )


def raw_folder() -> Path:
    """Return the folder of the saved pages, ``data/raw``."""
    return project_root() / "data" / "raw"


def processed_folder() -> Path:
    """Return the folder of the tidy tables, ``data/processed``."""
    return project_root() / "data" / "processed"


def reports_folder() -> Path:
    """Return the folder of the rendered reports, ``reports``."""
    return project_root() / "reports"


def notebooks_folder() -> Path:
    """Return the folder of the notebooks, ``notebooks``."""
    return project_root() / "notebooks"
