"""A folder of pages: which of its files are pages, and why the others are not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from helpers.archive import PageError, parline_api, read_page

#: Files that lie beside the pages, at the top of the folder.
BESIDE = ("evidence.csv", "parties.csv", "rules.csv", "sources.csv", "women_by_year.csv")
#: A file with such an ending is meant as a page; one with another is a page if it can be read so.
PAGES = {".txt", ".htm", ".html", ".xhtml", ".mhtml", ".mht", ".json"}
#: What a browser puts beside a page that it saves whole: pictures, styles and frames.
_BELONGINGS = re.compile(r"(?i)(.+)(?:_files|_fichiers|-dateien|_archivos|_file|_bestanden)")


@dataclass
class Found:
    """What a folder holds.

    Parameters
    ----------
    pages : list of Path
        Sorted by their path.
    left : list of (str, str)
        What was left alone, as path and reason: files of another kind, and what cannot be opened.
    """

    pages: list[Path] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def find(raw: Path) -> Found:
    """Find the pages below a folder, by their endings and else by what they hold.

    Hidden files are passed over, and so are the lists of Parline's API that lie beside its records,
    and the folders that browsers make beside a page.

    Raises
    ------
    FileNotFoundError
        If the folder is not there, or holds no page.
    """
    if not raw.is_dir():
        raise FileNotFoundError(
            f"There is no folder {raw}; name the folder that holds the saved pages."
        )
    found = Found()
    for path in _files(raw, found):
        if path.parent == raw and path.name in BESIDE:
            continue
        if not path.is_file():
            found.left.append((_name(raw, path), "It is not an ordinary file."))
        elif path.suffix.lower() in PAGES:
            if not parline_api.is_list(path):
                found.pages.append(path)
        elif why := _why_no_page(path):
            found.left.append((_name(raw, path), why))
        else:
            found.pages.append(path)
    if not found.pages:
        left = f" What is there was left alone, such as {found.left[0][0]}." if found.left else ""
        raise FileNotFoundError(
            f"No page is in {raw}; save pages of the archive there as HTML or as text.{left}"
        )
    found.pages.sort(key=lambda path: _name(raw, path))
    found.left.sort()
    return found


def _files(raw: Path, found: Found) -> Iterator[Path]:
    """Yield what is below a folder and is not hidden; note the folders that cannot be opened."""

    def closed(error: OSError) -> None:
        reason = f"The folder cannot be opened: {error.strerror}."
        found.left.append((_name(raw, Path(error.filename)), reason))

    for folder, folders, names in os.walk(raw, onerror=closed):
        stems = {Path(name).stem for name in names}
        folders[:] = [
            name
            for name in sorted(folders)
            if not name.startswith(".")
            and not ((whose := _BELONGINGS.fullmatch(name)) and whose[1] in stems)
        ]
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _name(raw: Path, path: Path) -> str:
    return path.relative_to(raw).as_posix()


def _why_no_page(path: Path) -> str | None:
    """Return why a file whose ending says nothing is no page; None if it is one."""
    try:
        read_page(path)
    except PageError as error:
        return str(error)
    return None
