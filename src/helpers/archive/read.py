"""A file becomes a :class:`~helpers.archive.page.Page`: bytes, text, lines, layout, figures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from helpers.archive import hidden, json_lines, left_over, parline_api
from helpers.archive.layouts import recognise
from helpers.archive.lines import Line, is_html, lines
from helpers.archive.page import Doubt, Page
from helpers.archive.present import election_id_in
from helpers.archive.text import MAX_BYTES, PageError, decode, fold
from helpers.archive.vocabulary import MAX_HEADING


def read_page(path: Path | str) -> Page:
    """Read a saved page of the archive.

    Parameters
    ----------
    path : path
        Text or HTML, in any of the layouts, English or French; or a record of Parline's API as
        JSON, whose parties are named by the lists in its folder.

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
    text = decode(data)
    if path.suffix.lower() == ".json" and not json_lines.is_json(text):
        raise PageError("The file is named as JSON and is not; save the answer of the API itself.")
    page = read_text(text)
    if page.form == "json":
        parline_api.named(page, path.parent)
    page.sha256 = hashlib.sha256(data).hexdigest()
    return page


def read_text(text: str) -> Page:
    """Read the decoded text of a page; see :func:`read_page`."""
    form = "json" if json_lines.is_json(text) else "html" if is_html(text) else "text"
    every = list(json_lines.lines(text)) if form == "json" else lines(text)
    # Empty lines say where a limit of reading was reached.
    found = [line for line in every if not line.limit]
    if form == "json" and not parline_api.is_election(found):
        raise PageError(
            "The JSON is no election of Parline's API; save what /elections/ and the election's "
            "id answers, such as /elections/KZ-LC01-E20210110."
        )
    layout = recognise(found, form)
    page = Page(layout.name, form, _language(found))
    # A browser that saves a page writes its address into it.
    if form != "json" and (saved := _SAVED_FROM.search(text[:MAX_HEAD])):
        page.url = saved[1]
        page.election_id = election_id_in(page.url)
    layout.read(found, page)
    if form != "json":
        left_over.keep(found, page)
    if form == "html":
        page.unread.extend(hidden.rows(_as_far_as_read(text, every), found))
    page.doubts.extend(_not_read(every))
    page.unread.sort()
    return page


def _as_far_as_read(text: str, every: list[Line]) -> str:
    """Return a page without what stands behind the last line that is read."""
    if every and every[-1].limit:
        return "\n".join(text.split("\n", every[-1].number)[:-1])
    return text


def _not_read(every: list[Line]) -> Iterator[Doubt]:
    """Say once of each limit of reading that it was reached, and where first."""
    first: dict[str, int] = {}
    for line in every:
        if line.limit:
            first.setdefault(line.limit, line.number)
    for limit, number in first.items():
        yield Doubt("limits", number, "page", "", "", limit, group="page")


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
    folded = (fold(line.cells[0].text[:MAX_HEADING]) for line in found)
    french = sum(bool(_FRENCH.match(text)) for text in folded)
    return "fr" if french >= FEWEST_FRENCH else "en"
