"""Tidy tables on disk: CSV in, CSV out, nothing else."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pandas as pd

from helpers import config
from helpers.tables.schema import TABLES

_FORMULA = r"^([=+\-@\t\r])"
_GUARDED = r"^'([=+\-@\t\r])"


def load(name: str, folder: Path | str | None = None) -> pd.DataFrame:
    """Read one tidy table with its types.

    Parameters
    ----------
    name : str
        A table of :data:`helpers.tables.schema.TABLES`, for instance ``"seats"``.
    folder : path, optional
        Where the CSV files are; ``data/processed`` of the project unless given.

    Returns
    -------
    DataFrame
        Columns as the schema lists them; counts ``Int64``, percentages ``Float64``, texts
        ``string``, dates ``datetime64[s]``; empty cells are missing values.

    Raises
    ------
    KeyError
        If there is no table of that name.
    FileNotFoundError
        If the table has not been made.
    """
    if name not in TABLES:
        raise KeyError(f"No table is called {name!r}; the tables are {', '.join(TABLES)}.")
    path = Path(folder or config.processed_folder()) / f"{name}.csv"
    if not path.exists():
        raise FileNotFoundError(f"{path.name} is not in {path.parent}: run `hemicycle tidy` first.")
    dtypes = TABLES[name].dtypes
    # Only the empty cell is missing: "NA" can be a party, and is Namibia.
    frame = pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""])
    for column, dtype in dtypes.items():
        if dtype == "boolean":
            frame[column] = frame[column].map({"True": True, "False": False})
        elif dtype == "string":
            frame[column] = frame[column].str.replace(_GUARDED, r"\1", regex=True)
    return frame.astype(dtypes)


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all, and leave it alone when it already says the same."""
    data = text.encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write(frames: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write each table as CSV: UTF-8, comma, ISO dates, empty for unknown, Unix line ends.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, which
    :func:`load` takes away again: names come from pages that anyone may have written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        texts = {
            column: frame[column].str.replace(_FORMULA, r"'\1", regex=True)
            for column in frame.columns
            if frame[column].dtype == "string"
        }
        text = frame.assign(**texts).to_csv(
            index=False, lineterminator="\n", date_format="%Y-%m-%d"
        )
        write_text(folder / f"{name}.csv", text)
