"""From JSON to lines and cells: each value is a row of two cells, the path to it and its text.

The layouts read these lines as they read those of HTML and text. A value that is null or empty has
no line. :func:`items` says where each part of the text stands, so that a record can be cut out of
an answer as it was received.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.archive.lines import Cell, Line, not_read
from helpers.archive.text import PageError, tidy

#: Answers of the API are seven levels deep; each level costs time.
MAX_DEPTH = 20
#: No election has so many values: those behind them are not read.
MAX_VALUES = 20_000
#: No name of an attribute is longer.
MAX_KEY = 100

_BEGINS = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True)
class Item:
    """A member of an object or an element of a list: its key or place, its value, its text."""

    key: str
    value: object
    start: int
    end: int


def is_json(text: str) -> bool:
    """Return True if a text begins as an object or a list of JSON does."""
    return _BEGINS.match(text) is not None


def parse(text: str) -> object:
    """Return the value of a JSON text.

    Raises
    ------
    PageError
        If it is none; the message says where and why.
    """
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise PageError(
            f"The file is not valid JSON ({error.msg}, in line {error.lineno}); it may have been "
            "cut off. Fetch or save it again."
        ) from None
    except RecursionError:
        raise PageError("The JSON of the file is too deeply nested to be an election.") from None
    except ValueError:
        raise PageError(
            "The JSON of the file has a number that is not valid, such as NaN or one of thousands "
            "of digits. Fetch or save it again."
        ) from None


def _refuse(constant: str) -> None:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def items(text: str, start: int = 0) -> Iterator[Item]:
    """List the members of the object, or the elements of the list, that begins at a place.

    Parameters
    ----------
    text : str
        Sound JSON, see :func:`parse`.
    start : int
        Where its opening bracket stands; white space may come before it.

    Yields
    ------
    Item
        With the text's own places of its value.
    """
    start = _after_space(text, start)
    named = text[start] == "{"
    at, count = _after_space(text, start + 1), 0
    while text[at] not in "}]":
        key = str(count)
        if named:
            key, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, at) + 1  # the colon
        begin = _after_space(text, at)
        value, end = _DECODER.raw_decode(text, begin)
        yield Item(key, value, begin, end)
        at = _after_space(text, end)
        if text[at] == ",":
            at = _after_space(text, at + 1)
        count += 1


def _after_space(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()


def lines(text: str) -> Iterator[Line]:
    """List the values of a JSON text as rows: path, value.

    A path is its keys with points between; the elements of a list have their places as keys, so
    that a list and an object with the keys "0", "1", … look the same. A text of several lines is
    one row for each. Of a text with far more values than any the first ones are listed, and an
    empty line that says where reading ends.

    Raises
    ------
    PageError
        If the text is not valid JSON, or too deeply nested.
    """
    value = parse(text)
    if not isinstance(value, dict | list):
        raise PageError("The JSON of the file holds a single value, no record.")
    left = iter(range(MAX_VALUES))
    seen = number = 0
    try:
        for path, item in _leaves(text, 0, "", left):
            number += text.count("\n", seen, item.start)
            seen = item.start
            for part in _BREAK.split(_printed(text, item)):
                _count_down(left)
                if words := clean(part):
                    cells = (Cell(path, number + 1), Cell(words, number + 1))
                    yield Line(cells, row=True)
    except _TooManyError:
        yield not_read(
            number + 1,
            f"The JSON has more than {MAX_VALUES:,} values; those that follow them, from line "
            f"{number + 1:,} on, are not read.",
        )


class _TooManyError(Exception):
    """There are more values than any record has."""


def _leaves(
    text: str, start: int, path: str, left: Iterator[int], depth: int = 0
) -> Iterator[tuple[str, Item]]:
    """Walk the values, each with its path; empty ones too are counted."""
    if depth == MAX_DEPTH:
        raise PageError("The JSON of the file is too deeply nested to be an election.")
    for item in items(text, start):
        _count_down(left)
        here = f"{path}.{_key(item.key)}" if path else _key(item.key)
        if isinstance(item.value, dict | list):
            yield from _leaves(text, item.start, here, left, depth + 1)
        elif item.value is not None:
            yield here, item


def _count_down(left: Iterator[int]) -> None:
    if next(left, None) is None:
        raise _TooManyError


def _key(key: str) -> str:
    """Return a key as part of a path; points in it would look like steps."""
    return clean(key[:MAX_KEY]).replace(".", "_") or "_"


def _printed(text: str, item: Item) -> str:
    """Return a value as the file prints it; of a text, what it says."""
    return item.value if isinstance(item.value, str) else text[item.start : item.end]


def clean(text: str) -> str:
    """Tidy a text of JSON, in which escapes can hide what no file's text has.

    Control characters go, and halves of surrogate pairs, which no file can hold, are replaced.
    """
    return tidy(_CONTROL.sub("", _SURROGATE.sub("\ufffd", text)))


_BREAK = re.compile(r"[\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
