"""Tidy tables on disk: CSV in, CSV out, nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pandas as pd

from helpers import config
from helpers.tables.schema import TABLES

PACKAGE = "datapackage.json"

#: Contents of the tables' files by table -> the text of the data package.
Describe = Callable[[dict[str, bytes]], str]

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
    # Frames are copied when they are written to, so that all can share one.
    return _parsed(name, _bytes(name, folder)).copy(deep=False)


def digest(name: str, folder: Path | str | None = None) -> str:
    """Return the digest of a tidy table's file, as its data package writes it; see :func:`load`."""
    return digest_of(_bytes(name, folder))


def _bytes(name: str, folder: Path | str | None) -> bytes:
    path = Path(folder or config.processed_folder()) / f"{name}.csv"
    try:
        if path.exists() and not path.is_file():
            raise OSError(f"{path} is not an ordinary file; remove it and run `hemicycle tidy`.")
        return path.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(
            f"{path.name} is not in {path.parent}: run `hemicycle tidy` first."
        ) from None


@lru_cache(maxsize=2 * len(TABLES))
def _parsed(name: str, data: bytes) -> pd.DataFrame:
    """Return a table with its types; the same bytes are read once."""
    dtypes = TABLES[name].dtypes
    # Only the empty cell is missing: "NA" can be a party, and is Namibia.
    frame = pd.read_csv(BytesIO(data), dtype="string", keep_default_na=False, na_values=[""])
    for column, dtype in dtypes.items():
        if dtype == "boolean":
            frame[column] = frame[column].map({"True": True, "False": False})
        elif dtype == "string":
            frame[column] = frame[column].str.replace(_GUARDED, r"\1", regex=True)
    return frame.astype(dtypes)


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all, and leave it alone when it already says the same."""
    replace({path: text.encode("utf-8")})


def replace(contents: dict[Path, bytes]) -> None:
    """Write several files whole, as nearly at once as a file system allows, in the given order.

    All are written under other names first, so that a full disk or an end of the program changes
    nothing; then each takes its place by a rename. A file that already says the same is left alone.
    """
    ready: dict[Path, Path] = {}
    try:
        for path, data in contents.items():
            if path.is_file() and path.read_bytes() == data:
                continue
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path.name))
            ready[path] = Path(temporary)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            ready[path].chmod(0o644)
        for path in list(ready):
            ready.pop(path).replace(path)
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9-]", "-", platform.node())


def _prefix(name: str) -> str:
    """Return how the names of this process's temporary files for a file begin."""
    return f".{name}.{_host()}.{os.getpid()}."


def _remove_left_behind(folder: Path, names: Iterable[str]) -> None:
    """Remove the temporary files of processes of this machine that were killed as they wrote."""
    written = "|".join(map(re.escape, names))
    left = re.compile(rf"\.(?:{written})\.{re.escape(_host())}\.(\d+)\.\w+", re.ASCII)
    for path in folder.iterdir():
        if (match := left.fullmatch(path.name)) and not _is_running(int(match[1])):
            path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def csv_texts(frames: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Return each table as CSV: comma, ISO dates, empty for unknown, Unix line ends.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, which
    :func:`load` takes away again: names come from pages that anyone may have written.
    """
    texts = {}
    for name, frame in frames.items():
        guarded = {
            column: frame[column].str.replace(_FORMULA, r"'\1", regex=True)
            for column in frame.columns
            if frame[column].dtype == "string"
        }
        texts[name] = frame.assign(**guarded).to_csv(
            index=False, lineterminator="\n", date_format="%Y-%m-%d"
        )
    return texts


def write(tables: dict[str, str], folder: Path, describe: Describe) -> None:
    """Write the tables and their data package, which changes last and knows each table's digest.

    What a run that was killed left beside them is removed.

    Parameters
    ----------
    tables : dict of str to str
        The tables as CSV, by name; see :func:`csv_texts`.
    folder : Path
        Where to; made if it is not there.
    describe : callable
        Returns the text of ``datapackage.json`` for the contents of the tables' files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    encoded = {name: text.encode("utf-8") for name, text in tables.items()}
    contents = {folder / f"{name}.csv": data for name, data in encoded.items()}
    contents[folder / PACKAGE] = describe(encoded).encode("utf-8")
    _remove_left_behind(folder, [path.name for path in contents])
    replace(contents)


def torn(folder: Path) -> list[str]:
    """Return the tables of a folder that are not those that its data package describes.

    That is so after a run that was killed in the moment of replacing them, or if a table was
    edited; without a data package, or with one that has no digests, nothing is known.
    """
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        listed = [(each["path"], each["hash"]) for each in package["resources"] if "hash" in each]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [
        name
        for name, digest in listed
        if (folder / name).is_file() and digest != digest_of((folder / name).read_bytes())
    ]


def digest_of(data: bytes) -> str:
    """Return the digest of a file as a data package writes it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
