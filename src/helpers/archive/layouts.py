"""The registry of layouts: how each is recognised, and what reads it.

A new layout is one module that fills a :class:`~helpers.archive.page.Page`, and one entry here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from helpers.archive import historical, parline_api, present
from helpers.archive.lines import Line
from helpers.archive.page import Page
from helpers.archive.text import PageError, fold
from helpers.archive.vocabulary import GENERAL_PAGE, PRESENT, SEX, TURNOUT, heading


@dataclass(frozen=True)
class Layout:
    """One layout.

    Parameters
    ----------
    name : str
        As the tables call it.
    marks : callable
        Counts the labels and headings of a page that speak for this layout.
    read : callable
        Fills a page from its lines.
    surest : bool
        Whether its marks are on no page of another layout.
    form : str
        The only form in which it comes, if there is one.
    """

    name: str
    marks: Callable[[list[str]], int]
    read: Callable[[list[Line], Page], None]
    surest: bool = False
    form: str = ""


def _pattern(*alternatives: str) -> Callable[[list[str]], int]:
    found = re.compile(rf"^(?:{'|'.join(alternatives)})", re.MULTILINE)
    return lambda texts: len(found.findall("\n".join(texts)))


#: Labels of today's pages that no older page has.
_ELECTION_OF_TODAY = {
    label
    for label, name in PRESENT.items()
    if name not in ("section", "source", "note", "narrative", "turnout")
    and label not in {*TURNOUT, *SEX, "votes"}
}
_PRESENT_ONLY = _ELECTION_OF_TODAY | {
    "election results",
    "political system",
    "systeme politique",
    "ipu membership",
    "membre de l'uip",
}
_PARLIAMENT = re.compile(r"parliament name|nom du parlement")


def _of_today(texts: list[str]) -> int:
    """Count the labels of today's pages; layout B has some of them below heads of its own."""
    labels = {present.label_of(text) for text in texts} & _PRESENT_ONLY
    earlier = len(labels) < LEAST_MARKS or any(map(_PARLIAMENT.match, texts))
    return 0 if earlier else len(labels)


#: A page has two of the archive's headings or labels at least.
LEAST_MARKS = 2

#: Of two layouts with as many marks the first is taken.
LAYOUTS = (
    Layout("parline-api", parline_api.marks, parline_api.read, surest=True, form="json"),
    Layout("parline-2018", _of_today, present.read, surest=True),
    Layout(
        "parline-2005",
        _pattern(
            r"parliament name|nom du parlement|structure of parliament|structure du parlement",
            r"voter turnout$|participation electorale$|statisti(?:cs|ques)$|tours? de votes?$",
            r"background$|contexte$",
        ),
        historical.read,
    ),
    Layout(
        "archive",
        _pattern(
            r".*return to the historical archive|parliamentary chamber|chamber$",
            r"elections held in \d{4}$",
            r"background and outcome|(?:round|tour) no \d+(?: \([^)]*\))?:",
        ),
        historical.read,
    ),
)


def recognise(lines: list[Line], form: str) -> Layout:
    """Find the layout of a page by its own labels.

    Parameters
    ----------
    lines : list of Line
        The page's lines.
    form : {"text", "html", "json"}
        What they were made from.

    Returns
    -------
    Layout

    Raises
    ------
    PageError
        If the page is no election page of the archive; the message says what it is.
    """
    texts = [fold(cell.text).rstrip(" :") for line in lines for cell in line.cells[:1]]
    possible = [layout for layout in LAYOUTS if layout.form in ("", form)]
    marks = {layout.name: layout.marks(texts) for layout in possible}
    sections = {found.section for text in texts if (found := heading(text))}
    figures = len(set(texts) & set(TURNOUT))
    if sum(marks.values()) + len(sections) + figures < LEAST_MARKS:
        raise PageError(
            "The file is no page of the archive: none of the archive's headings is in it."
        )
    elections = sections - {"narrative", "comments", "source"}
    of_today = any(present.label_of(text) in _ELECTION_OF_TODAY for text in texts)
    dated = any(_DATES.match(text) for text in texts)
    known = marks["archive"] or marks.get("parline-api")
    if not (of_today or known or elections or dated or figures):
        what = "a parliament's general page" if _is_general(texts) else "a page of the archive"
        raise PageError(
            f"This is {what} without an election: no dates, turnout, votes or seats. Save the "
            "page of an election, such as the one called Last elections."
        )
    return max(possible, key=lambda one: (one.surest and marks[one.name] > 0, marks[one.name]))


_DATES = re.compile(r"dates? of (?:the )?elections?|(?:dates? des )?(?:dernieres )?elections? ?/")


def _is_general(texts: list[str]) -> bool:
    return any(GENERAL_PAGE.match(text) for text in texts)
