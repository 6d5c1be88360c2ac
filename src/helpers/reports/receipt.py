"""What the last build left, and from what: whether there is anything to do, without reading it.

A build with nothing to do should take no time. It compares digests of all that a build reads, and
sizes and times of all that it has written, with those of the last build that went well. Where they
differ, each report is looked at; see :func:`helpers.reports.build.is_up_to_date`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from helpers import config
from helpers.reports.versions import versions

#: In the project's folder, beside what it is of, as it is true on this machine only.
FILE = ".cache/build"
#: What a build reads, relative to the project's folder.
_READ = ("reports.toml", "notebooks", "data")
#: What lies in the folder of reports and is not of a build's making.
_KEPT = ("README.md", "flagship")


def inputs(everything: bool) -> str:
    """Return the digest of all that a build reads, and of what it is asked for.

    Parameters
    ----------
    everything : bool
        Whether "every" country is meant, as in :func:`helpers.reports.build.orders`.
    """
    total = hashlib.sha256(repr((everything, sorted(versions().items()))).encode())
    for path in (*(config.project_root() / each for each in _READ), Path(__file__).parent.parent):
        for name, file in _files(path):
            data = Path(file).read_bytes()
            total.update(f"{name}\0{len(data)}\0".encode() + data)
    return total.hexdigest()


def read(of: str) -> int | None:
    """Return how many reports there are, all up to date with these inputs; None if unknown."""
    try:
        count, *digests = (config.project_root() / FILE).read_text(encoding="ascii").split()
        return int(count) if digests == [of, _outputs()] else None
    except (OSError, ValueError):
        return None


def write(of: str, count: int) -> None:
    """Note that so many reports are made, and all of them up to date with these inputs."""
    path = config.project_root() / FILE
    with suppress(OSError):  # then the next build looks at each report
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{count} {of} {_outputs()}\n", encoding="ascii")


def _outputs() -> str:
    total = hashlib.sha256()
    for name, file in _files(config.reports_folder()):
        about = file.stat()
        total.update(f"{name}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    return total.hexdigest()


def _files(path: Path) -> Iterator[tuple[str, os.DirEntry | Path]]:
    """Yield the files in a folder, or the file itself, with their names, in order."""
    if path.is_file():
        yield path.name, path
    elif path.is_dir():
        for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
            if entry.name in _KEPT or entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_dir():
                yield from ((f"{entry.name}/{name}", file) for name, file in _files(entry))
            elif entry.is_file():
                yield entry.name, entry
