"""What was fetched, on disk: whole files that are never overwritten, each with a row of its source.

A file gets its name when all of it is on the disk. What a run was about to do when it was killed is
noted in a hidden folder, so that the next run sets it right; answers that lead to pages are kept
there too, so that nothing is fetched twice.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import json
import os
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

SOURCES = "sources.csv"
#: Columns of sources.csv: those that it always had, and those that a fetched page fills.
NEEDED = ("page", "group", "url")
ADDED = ("fetched", "sha256")
#: Hidden folder for what is not a page.
DESK = ".fetch"
#: Only such names are written: a folder, and a file of letters, digits, _ and -.
_PAGE = re.compile(r"(?:ipu|parline-api)/[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(?:html?|json)")
_KEPT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}(?:\.[a-z]{1,4})?")


class StoreError(ValueError):
    """A folder that nothing can be fetched into; the message says why."""

    exit_status = 2


class Store:
    """The folder that pages are fetched into; to be used in a ``with``.

    Parameters
    ----------
    folder : Path
        Made if it is not there.

    Raises
    ------
    StoreError
        If another fetch is at work in it, or its sources.csv cannot be used.
    OSError
        If it cannot be written.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.desk = folder / DESK

    def __enter__(self) -> Store:
        self.desk.mkdir(parents=True, exist_ok=True)
        self._lock = (self.desk / "lock").open("a")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise StoreError(
                f"Another fetch is at work in {self.folder}; wait for it, or name another folder."
            ) from None
        try:
            self._sources = _Sources(self.folder / SOURCES)
            self._finish_killed_run()
        except BaseException:
            self._lock.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._lock.close()

    def has(self, page: str) -> bool:
        """Return True if a page is there, however it came."""
        return os.path.lexists(self._path(page))

    def save(self, page: str, address: str, data: bytes) -> bool:
        """Save a page whole, with its row in sources.csv.

        Parameters
        ----------
        page : str
            Its name below the folder, such as ``ipu/2165_04.htm``.
        address : str
            Where it was fetched.
        data : bytes
            As received.

        Returns
        -------
        bool
            False if there is one of that name, which is left as it is.
        """
        path = self._path(page)
        path.parent.mkdir(exist_ok=True)
        row = {
            "page": page,
            "group": "page",
            "url": address,
            "fetched": f"{datetime.now(UTC):%Y-%m-%d}",
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        note = self.desk / "saving"
        note.write_text(json.dumps(row), "utf-8")
        fresh = _write(path, data, new=True)
        if fresh:
            self._sources.add(row)
        note.unlink()
        return fresh

    def keep(self, name: str, data: bytes) -> None:
        """Keep an answer that is no page."""
        _write(self._kept(name), data)

    def kept(self, name: str) -> bytes | None:
        """Return an answer that was kept, None if there is none."""
        try:
            return self._kept(name).read_bytes()
        except FileNotFoundError:
            return None

    def clear(self, pattern: str, current: str = "") -> None:
        """Remove what was kept under names of a pattern, but for those that contain a text."""
        for path in self.desk.glob(pattern):
            if not current or current not in path.name:
                path.unlink(missing_ok=True)

    def latest(self, start: str) -> str | None:
        """Return the last by name of the pages whose names begin so, None if there is none."""
        folder, _, name = start.partition("/")
        found = sorted((self.folder / folder).glob(f"{name}*.json"))
        return f"{folder}/{found[-1].name}" if found else None

    def read(self, page: str) -> bytes:
        """Return the bytes of a page."""
        return self._path(page).read_bytes()

    def _path(self, page: str) -> Path:
        if not _PAGE.fullmatch(page):
            raise ValueError(f"{page!r} is no name of a page.")
        return self.folder / page

    def _kept(self, name: str) -> Path:
        if not _KEPT.fullmatch(name):
            raise ValueError(f"{name!r} is no name of an answer.")
        return self.desk / name

    def _finish_killed_run(self) -> None:
        """Remove halves, and add the row of a page that was saved in the last moment."""
        for left in [*self.folder.glob("*/.*.part"), *self.folder.glob(".*.part")]:
            left.unlink(missing_ok=True)
        for left in self.desk.glob(".*.part"):
            left.unlink(missing_ok=True)
        note = self.desk / "saving"
        try:
            row = json.loads(note.read_bytes())
            data = self.read(row["page"])
        except (OSError, ValueError, KeyError, TypeError):
            row, data = None, b""
        listed = row is None or row["page"] in self._sources.pages
        if not listed and hashlib.sha256(data).hexdigest() == row["sha256"]:
            self._sources.add(row)
        note.unlink(missing_ok=True)


class _Sources:
    """sources.csv: rows are added at its end, and all that is there stays as it is."""

    def __init__(self, path: Path):
        self.path = path
        self.pages: set[str] = set()
        text = path.read_bytes() if path.exists() else b""
        self._end = "\r\n" if b"\r\n" in text.partition(b"\n")[0] + b"\n" else "\n"
        rows = self._rows(text)
        self.header = rows[0] if rows else list(NEEDED)
        self._check()
        missing = [name for name in ADDED if name not in self.header]
        if missing or not rows:
            self.header += missing
            padded = [row + [""] * (len(self.header) - len(row)) for row in rows[1:] if row]
            mark = "\ufeff" if text.startswith(b"\xef\xbb\xbf") else ""
            _write(path, (mark + self._text([self.header, *padded])).encode())
        elif not text.endswith(b"\n"):
            self._append(self._end.encode())
        place, group = self.header.index("page"), self.header.index("group")
        for row in rows[1:]:
            if len(row) > max(place, group) and row[group] == "page":
                self.pages.add(row[place])

    def _rows(self, text: bytes) -> list[list[str]]:
        try:
            return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), strict=True))
        except (csv.Error, UnicodeDecodeError) as error:
            raise StoreError(
                f"{self.path} cannot be read as CSV in UTF-8 ({error}); mend or move it, so that "
                "the sources of fetched pages can be added."
            ) from None

    def _check(self) -> None:
        lacking = [name for name in NEEDED if name not in self.header]
        if lacking:
            raise StoreError(
                f"{self.path} lacks the column {', '.join(lacking)}; it needs "
                f"{', '.join(NEEDED)} to take the sources of fetched pages."
            )

    def _text(self, rows: list[list[str]]) -> str:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator=self._end).writerows(rows)
        return text.getvalue()

    def add(self, row: dict[str, str]) -> None:
        """Add the row of a page; one that was removed and fetched again has a row already."""
        if row["page"] in self.pages:
            self._drop(row["page"])
        self._append(self._text([[row.get(name, "") for name in self.header]]).encode())
        self.pages.add(row["page"])

    def _drop(self, page: str) -> None:
        data = self.path.read_bytes()
        place, group = self.header.index("page"), self.header.index("group")
        kept = [
            row
            for row in self._rows(data)
            if len(row) <= max(place, group) or (row[place], row[group]) != (page, "page")
        ]
        mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        _write(self.path, (mark + self._text(kept)).encode())

    def _append(self, line: bytes) -> None:
        """Add a line; on a full disk, none of it."""
        with self.path.open("ab", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            try:
                if file.write(line) != len(line):
                    raise OSError(28, "No space left on device", str(self.path))
                os.fsync(file.fileno())
            except BaseException:
                file.truncate(size)
                raise


def _write(path: Path, data: bytes, new: bool = False) -> bool:
    """Write a file whole or not at all; a `new` one only if there is none, which it returns."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        if not new:
            temporary.replace(path)
        elif not _link(temporary, path):
            return False
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _link(temporary: Path, path: Path) -> bool:
    """Give a file its name, unless something has it; some disks know no links."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:
        if os.path.lexists(path):
            return False
        temporary.rename(path)
    return True
