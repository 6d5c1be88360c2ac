"""Narrative cut into sentences, in which every character keeps the line that it stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from helpers.archive.statements.words import listed
from helpers.archive.text import spaced

#: No sentence of a page is half as long; a longer one is a table or noise, and is skipped.
LONGEST = 1_500
#: A line this much shorter than the longest of its page ends a paragraph if it ends a sentence.
_SHORT = 0.75
#: Lines longer than this are paragraphs of their own: nobody wraps at such a width.
_PARAGRAPH = 150

_ABBREVIATIONS = listed(
    "mr mrs ms dr st ste gen col capt prof sr jr rev hon h.e no nos art vol approx est cf vs etc "
    "jan feb febr mar apr jun jul aug sept sep oct nov dec m mm mme mmes mlle p pp al inc ltd "
    "e.g i.e ca fig sen rep gov pres janv fevr avr juil"
)
_END = re.compile(
    # A class of marks is found quickly.
    r"[.\u2026!?](?!(?<=[!?])\s+\d)[)\]\"'\u2019\u201d\u00bb]*(?=\s+[\"'\u2018\u201c\u00ab(\[]*[^\W_a-z])"
)
_LAST_WORD = re.compile(r"(\w[\w.]*)[.!?\u2026]?$")
_COMPLETE = re.compile(r"[.!?\u2026:][)\]\"'\u2019\u201d\u00bb]*\s*$")


class Sentence(NamedTuple):
    """A sentence, its paragraph, and where its lines begin.

    Parameters
    ----------
    text : str
        One space between words; lines are joined.
    paragraph : int
        Number of the paragraph, counted from 0.
    starts, lines : tuple of int
        Places in the text at which lines of the file begin, and their numbers.
    """

    text: str
    paragraph: int
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def line(self, place: int) -> int:
        """Return the line of the file that a character stands on."""
        return self.lines[max(bisect_right(self.starts, place) - 1, 0)]


def sentences(narrative: Sequence[tuple[int, str]]) -> Iterator[Sentence]:
    """Cut narrative into sentences.

    Parameters
    ----------
    narrative : sequence of (int, str)
        Number and text of each line, in the order of the page.

    Yields
    ------
    Sentence
        Those that are longer than :data:`LONGEST` are left out.

    Examples
    --------
    >>> lines = [(7, "St. Kitts voted. Mr. A won"), (8, "42 seats. 3.5 million did.")]
    >>> cut = list(sentences(lines))
    >>> [s.text for s in cut], cut[1].line(cut[1].text.index("42"))
    (['St. Kitts voted.', 'Mr. A won 42 seats.', '3.5 million did.'], 8)
    """
    for number, paragraph in enumerate(_paragraphs(narrative)):
        yield from _cut(paragraph, number)


def _paragraphs(narrative: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Group lines into paragraphs: at blank lines, and at ends of sentences in short lines."""
    rows = [(number, spaced(text)) for number, text in narrative]
    width = max((len(text) for _, text in rows), default=0)
    current: list[tuple[int, str]] = []
    for number, text in rows:
        if current and (not text or _breaks(current[-1], number, width)):
            yield current
            current = []
        if text:
            current.append((number, text))
    if current:
        yield current


def _breaks(last: tuple[int, str], number: int, width: int) -> bool:
    if not _COMPLETE.search(last[1][-8:]):
        return False
    length = len(last[1])
    return number > last[0] + 1 or length > _PARAGRAPH or length < _SHORT * width


def _cut(paragraph: list[tuple[int, str]], number: int) -> Iterator[Sentence]:
    text, starts = "", []
    for _, row in paragraph:
        # "single-" at the end of a line goes on with "member".
        joined = text.endswith("-") and text[-2:-1].isalpha() and row[:1].islower()
        text += "" if joined or not text else " "
        starts.append(len(text))
        text += row
    lines = [line for line, _ in paragraph]
    begin = 0
    for end in (*_ends(text), len(text)):
        piece = text[begin:end].strip()
        first = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        if piece and len(piece) <= LONGEST:
            low = max(bisect_right(starts, first) - 1, 0)
            high = bisect_right(starts, first + len(piece))
            yield Sentence(
                piece,
                number,
                tuple(max(start - first, 0) for start in starts[low:high]),
                tuple(lines[low:high]),
            )
        begin = end


def _ends(text: str) -> Iterator[int]:
    """Yield the places after the stops that end sentences."""
    for match in _END.finditer(text):
        word = _LAST_WORD.search(text[max(match.start() - 12, 0) : match.start()])
        stop = text[match.start()]
        # "J.P." and "J." are initials.
        initial = word and len(word[1].split(".")[-1]) == 1 and word[1].isupper()
        if stop == "." and word and (word[1].casefold() in _ABBREVIATIONS or initial):
            continue
        yield match.end()
