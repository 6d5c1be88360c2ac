"""A file becomes a :class:`~helpers.archive.page.Page`: bytes, text, lines, layout, figures."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from helpers.archive.layouts import recognise
from helpers.archive.lines import Line, is_html, lines
from helpers.archive.page import Page
from helpers.archive.present import election_id_in
from helpers.archive.text import MAX_BYTES, PageError, decode, fold


def read_page(path: Path | str) -> Page:
    """Read a saved page of the archive.

    Parameters
    ----------
    path : path
        Text or HTML, in any of the layouts, English or French.

    Returns
    -------
    Page
        Everything that the page says, as printed.

    Raises
    ------
    PageError
        If the file is no page of the archive, or cannot be read; the message says why.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            # One byte more says that there is more; the rest of a huge file is not of interest.
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PageError(f"The file cannot be opened: {error.strerror}.") from error
    page = read_text(decode(data))
    page.sha256 = hashlib.sha256(data).hexdigest()
    return page


def read_text(text: str) -> Page:
    """Read the decoded text of a page; see :func:`read_page`."""
    found = lines(text)
    layout = recognise(found)
    page = Page(layout.name, "html" if is_html(text) else "text", _language(found))
    # A browser that saves a page writes its address into it.
    if saved := _SAVED_FROM.search(text[:MAX_HEAD]):
        page.url = saved[1]
        page.election_id = election_id_in(page.url)
    layout.read(found, page)
    page.unread.sort()
    return page


#: The address stands in the first lines of a saved page.
MAX_HEAD = 4096
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_FRENCH = re.compile(
    r"contexte|statistiques|participation electorale|repartition des|votants|groupe politique|"
    r"electeurs inscrits|nom du parlement|tours? (?:no|de votes?)|resultats des elections|"
    r"date\(s\) d'election|date prevue pour|dernieres elections|union interparlementaire"
)
#: One French label can stand on an English page; two make it French.
FEWEST_FRENCH = 2


def _language(found: list[Line]) -> str:
    folded = (fold(line.cells[0].text) for line in found)
    french = sum(bool(_FRENCH.match(text)) for text in folded)
    return "fr" if french >= FEWEST_FRENCH else "en"
