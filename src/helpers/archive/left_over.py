"""Figures that stand where no section takes them: they are kept as unread, and none is lost."""

from __future__ import annotations

import re
from collections.abc import Container

from helpers.archive import dates, numbers
from helpers.archive.lines import Cell, Line
from helpers.archive.page import Page
from helpers.archive.prose import ends_in_figures, is_prose
from helpers.archive.sections import round_text
from helpers.archive.text import fold
from helpers.archive.vocabulary import SEX, TURNOUT, seat_columns, vote_columns

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
#: Markup in a text is a table that the parser did not see.
_MARKUP = re.compile(r"</?t[dr]\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@")
_LAST_FIGURE = re.compile(r"\S (?:[+\-]?\d[\d.,'’\u00a0]*\s?%?|=)$")
#: So many figures in a text, each for at most so many words, are a table that ran together: prose
#: has fewer.
DENSE = ((5, 2.5), (10, 4))
#: A shorter line of narrative with a row's figures ends in one of these marks.
LONG, _LAST_MARKS = 150, "0123456789%=)"
_FIGURE = re.compile(r"(?<!\S)\(?\d[\d.,'’\u00a0]*\s?%?\)?(?!\S)")
#: No label with its figure has more words.
MAX_LABEL = 12


def keep(lines: list[Line], page: Page) -> None:
    """Add to the unread lines of a page those with figures that nothing on it says anything of.

    Parameters
    ----------
    lines : list of Line
        The page's lines.
    page : Page
        As it was read. Rows of tables in its narrative become unread lines too.
    """
    texts = dict.fromkeys(page.narrative)
    known = _known(page)
    narrated = {number for number, _ in texts}
    for index, line in enumerate(lines):
        cells = [cell for cell in line.cells if _DIGIT.search(cell.text)]
        if any("<" in cell.text and _MARKUP.search(cell.text) for cell in cells):
            page.unread.append((line.number, line.text))
            continue
        # Most figures are known, which is quick to see.
        if not cells or (line.number not in narrated and all(c.line in known for c in cells)):
            continue
        told = (line.number, line.text) in texts
        if told and not line.row and len(line.text) < LONG and line.text[-1] not in _LAST_MARKS:
            # Most narrative, too.
            continue
        at = {cell.line for cell in line.cells if cell.text and numbers.figure(cell.text)}
        lost = told or known.isdisjoint(at or {line.number})
        if lost and (_is_row(line) or _ends_as_row(lines, index, texts)) and not _is_other(line):
            page.unread.append((line.number, line.text))
            texts.pop((line.number, line.text), None)
    page.narrative = list(texts)


def _ends_as_row(lines: list[Line], index: int, texts: Container[tuple[int, str]]) -> bool:
    """Return True for a line with a figure at its end that no wrapped sentence has there.

    In narrative it is a row if another one is near, or if it stands alone.
    """
    line = lines[index]
    if not _ends_in_figure(line):
        return False
    before, after = lines[index - 1 : index], lines[index + 1 : index + 2]
    if (line.number, line.text) not in texts:
        return True
    begins = line.after_gap or not any(_goes_on(one, texts) for one in before)
    ends = not any(_goes_on(one, texts) for one in after if not one.after_gap)
    near = [*lines[max(index - 2, 0) : index], *lines[index + 1 : index + 3]]
    return (begins and ends) or any(map(_ends_in_figure, near))


def _goes_on(line: Line, texts: Container[tuple[int, str]]) -> bool:
    """Return True for narrative that is no caption, and no item of a list."""
    told = (line.number, line.text) in texts and line.text[:1].isalnum()
    return told and not _is_caption(line)


def _known(page: Page) -> set[int]:
    """Return the lines that a page says something of, but for its narrative."""
    found = {figure.line for figure in page.contest.values()} | page.merged
    found |= {row.line for table in (page.votes, page.seats, page.members) for row in table}
    found |= {figure.line for row in page.seats for figure in row.figures if figure}
    for row in page.votes:
        found |= {figure.line for figure in (row.candidates, row.votes, row.percent) if figure}
    for row in page.members:
        found |= {figure.line for figure in (row.members, row.percent) if figure}
    found |= {figure.line for one in page.rounds for figure in one.ballots.values()}
    found |= {figure.line for one in page.rounds for way in one.options for figure in way.values()}
    found |= {doubt.line for doubt in page.doubts} | {number for number, _ in page.unread}
    return found | {page.dates_line}


def _is_row(line: Line) -> bool:
    """Return True if a line has figures as only a table has them."""
    text = line.text
    if line.row:
        return any(map(_is_figure, line.cells))
    if _is_dense(text):
        return True
    if is_prose(text):
        return False
    alone = numbers.figure(text) and not _YEAR.fullmatch(text)
    return ends_in_figures(f" {text}") or bool(alone) or _is_labelled(text)


def _is_figure(cell: Cell) -> bool:
    """Return True for a figure, or a share without its sign, as cells have it."""
    return bool(numbers.figure(cell.text)) or numbers.share(cell.text) is not None


def _is_dense(text: str) -> bool:
    figures, words = len(_FIGURE.findall(text)), text.count(" ") + 1
    return any(figures >= fewest and figures * each >= words for fewest, each in DENSE)


def _is_labelled(text: str) -> bool:
    """Return True for a label of the turnout, or of members by sex, with its figure."""
    words = text.split(" ")[:MAX_LABEL]
    for place in range(1, len(words)):
        label = fold(" ".join(words[:place])).rstrip(" :")
        if label in TURNOUT or label in SEX:
            return bool(numbers.figure(" ".join(words[place:])))
    return False


def _ends_in_figure(line: Line) -> bool:
    if line.row or is_prose(line.text):
        return False
    return bool(_LAST_FIGURE.search(line.text)) and not _YEAR.fullmatch(line.text[-4:])


def _is_other(line: Line) -> bool:
    """Return True for what has numbers and is no row: dates, addresses, rounds, captions."""
    text = line.text
    if line.row and any(map(_is_figure, line.cells)):
        return bool(dates.dates(text))
    if _ADDRESS.search(text) or dates.dates(text) or round_text(line):
        return True
    return _is_caption(line)


def _is_caption(line: Line) -> bool:
    texts = [cell.text for cell in line.cells]
    return bool(vote_columns(texts) or seat_columns(texts, None))
