"""A file becomes a :class:`~helpers.archive.page.Page`: bytes, text, lines, layout, figures."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from helpers.archive import historical, present
from helpers.archive.lines import Line, is_html, lines
from helpers.archive.page import Page
from helpers.archive.text import PageError, decode, fold
from helpers.archive.vocabulary import PRESENT, SEX, TURNOUT, heading


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
        size = path.stat().st_size
        data = path.read_bytes() if size <= 2**28 else path.open("rb").read(2**24)
    except OSError as error:
        raise PageError(f"The file cannot be opened: {error.strerror}.") from error
    page = read_text(decode(data))
    page.sha256 = hashlib.sha256(data).hexdigest()
    return page


def read_text(text: str) -> Page:
    """Read the decoded text of a page; see :func:`read_page`."""
    found = lines(text)
    layout = _layout(found)
    page = Page(layout, "html" if is_html(text) else "text", _language(found))
    (present if layout == "parline-2018" else historical).read(found, page)
    page.unread.sort()
    return page


def _layout(found: list[Line]) -> str:
    """Tell the layouts apart by their own labels.

    Raises
    ------
    PageError
        If none of them is there.
    """
    texts = [fold(cell.text).rstrip(" :") for line in found for cell in line.cells[:1]]
    known = set(texts)
    whole = " \n ".join(texts)
    c = len(known & _PRESENT_ONLY)
    b = len(_LAYOUT_B.findall(whole))
    a = len(_LAYOUT_A.findall(whole))
    headings = sum(heading(text) is not None for text in known)
    if c >= 2 and c > a and "parliament name" not in whole:
        return "parline-2018"
    if a + b + headings + len(known & set(TURNOUT)) < 2:
        raise PageError(
            "The file is no page of the archive: none of the archive's headings is in it."
        )
    return "archive" if a > b or (a == b and b == 0) else "parline-2005"


_LAYOUT_A = re.compile(
    r"return to the historical archive|parliamentary chamber|background and outcome|"
    r"(?:round|tour) no \d+(?: \([^)]*\))?:"
)
_LAYOUT_B = re.compile(
    r"parliament name|nom du parlement|structure of parliament|voter turnout|"
    r"participation electorale|^ ?statisti|^ ?background$|^ ?contexte$",
    re.MULTILINE,
)
_PRESENT_ONLY = {label for label in PRESENT if label not in TURNOUT and label not in SEX} - {
    "background", "candidates", "results", "source", "sources", "notes", "note", "comments",
    "votes", "voter turnout",
}  # fmt: skip

_FRENCH = re.compile(
    r"contexte|statistiques|participation electorale|repartition des|votants|groupe politique|"
    r"electeurs inscrits|nom du parlement|tour no"
)


def _language(found: list[Line]) -> str:
    folded = [fold(line.cells[0].text) for line in found]
    return "fr" if sum(bool(_FRENCH.match(text)) for text in folded) >= 2 else "en"
