"""The tokens of a sentence as a text on which patterns are tried."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import add

from helpers.archive.statements.grammar import Groups, Pattern, Table, elements_of
from helpers.archive.statements.quantities import Quantity

#: The number of a pattern, a token at which it may match, and the pattern.
Candidate = tuple[int, int, Pattern]
#: Behind the last key, so that the one after any token can be looked up.
_END = ("", "")


@dataclass(slots=True)
class Token:
    """A quantity or a party of a sentence.

    Parameters
    ----------
    symbol : str
        ``N3`` for a count, ``P3`` for a share, ``R3`` for a party (3 is its place).
    start, end : int
        Its first word, and the one after its last.
    quantity : Quantity, optional
    row : int, optional
        Row of the page's tables that a party's token names; None if no one knows.
    """

    symbol: str
    start: int
    end: int
    quantity: Quantity | None = None
    row: int | None = None


class Tape:
    """What the grammars see of a sentence: its words as symbols, and the text of these.

    Parameters
    ----------
    symbols : list of str
        A folded word or mark; a :class:`Token`'s symbol; ``D`` and ``Y`` for a date of this and of
        another year; ``CH`` and ``OC`` for this chamber and another; ``X`` for any other name.
    words : list of int
        The first word of each.
    tokens : list of Token or None
        The quantities and the parties; None for all else.

    Attributes
    ----------
    keys : list of str
        What patterns are looked up by, one for each symbol, and two empty ones at the end.
    text : str
        The symbols, a space behind each.
    starts : list of int
        Where each begins in the text, and where the text ends.
    """

    def __init__(self, symbols: list[str], words: list[int], tokens: list[Token | None]):
        self.symbols, self.words, self.tokens = symbols, words, tokens
        keys = symbols.copy()
        # Few tokens are quantities or parties.
        for index in compress(count(), tokens):
            keys[index] = symbols[index][0]
        self.present = frozenset(keys)
        keys += _END
        self.keys = keys
        self._elements: int | None = None
        self.text = " ".join((*symbols, ""))
        # A space stands behind each.
        self.starts = list(map(add, accumulate(map(len, symbols), initial=0), count()))

    @property
    def elements(self) -> int:
        """The elements of patterns of which a phrase can stand in the sentence, as bits."""
        if self._elements is None:
            self._elements = elements_of(self.keys)
        return self._elements

    def __len__(self) -> int:
        return len(self.symbols)

    def without(self, gone: set[int]) -> Tape:
        """Return a tape without some of the tokens."""
        left = [index not in gone for index in range(len(self.symbols))]
        columns = (self.symbols, self.words, self.tokens)
        return Tape(*(list(compress(column, left)) for column in columns))

    @property
    def quantities(self) -> list[Token]:
        """The tokens of counts and shares."""
        return [token for token in filter(None, self.tokens) if token.quantity]

    def index(self, place: int) -> int:
        """Return the token at a place of the text."""
        return bisect_right(self.starts, place) - 1

    def slot(self, match: re.Match, name: str) -> Token:
        """Return the token that a match names."""
        return self.tokens[self.index(match.start(name))]

    def place(self, token: Token) -> int:
        """Return the place of a token."""
        return self.symbols.index(token.symbol)

    def before(self, token: Token, most: int) -> list[str]:
        """Return the symbols of up to so many tokens before one."""
        place = self.place(token)
        return self.symbols[max(place - most, 0) : place]

    def after(self, token: Token) -> str:
        """Return the symbol behind a token; nothing at the end."""
        return "".join(self.symbols[self.place(token) + 1 :][:1])

    def may_hold(self, rule: Pattern) -> bool:
        """Return False if a pattern can match nowhere, by the words that it needs."""
        if self._elements is None:
            # To know them all costs more than to look for the words with which one can begin.
            return not rule.opens.isdisjoint(self.present)
        return not rule.needs & ~self._elements

    def match(self, rule: Pattern, index: int = 0) -> re.Match | None:
        """Match a pattern at a token."""
        if rule.follows is not None:
            seconds = rule.follows.get(self.keys[index], ())
            if seconds is not None and self.keys[index + 1] not in seconds:
                return None
        return rule.regex.match(self.text, self.starts[index])

    def ends(self, rule: Pattern, index: int) -> int | None:
        """Return the token after a match that begins at a token; None if there is none."""
        match = self.match(rule, index)
        return self.index(match.end()) if match and match.end() > match.start() else None

    def find(self, *rules: Pattern) -> re.Match | None:
        """Return the first match of the first pattern that stands somewhere."""
        for rule in rules:
            if self.may_hold(rule) and (match := next(self.matches(rule), None)):
                return match
        return None

    def within(self, rule: Pattern, begin: int, end: int) -> re.Match | None:
        """Return the first match of a pattern among some of the tokens."""
        return next(self.matches(rule, begin, end), None)

    def matches(self, rule: Pattern, begin: int = 0, end: int | None = None) -> Iterator[re.Match]:
        """Yield the matches of a pattern among some of the tokens, without overlaps."""
        if not self.may_hold(rule):
            return
        stop = self.starts[len(self) if end is None else end]
        done = 0
        for index in _places(self.keys[begin:end], rule.opens, begin):
            seconds = rule.follows[self.keys[index]]
            if seconds is not None and self.keys[index + 1] not in seconds:
                continue
            start = self.starts[index]
            if start >= done and (match := rule.regex.match(self.text, start, stop)):
                yield match
                done = match.end()

    def may_begin(self, table: Table) -> bool:
        """Return False if no pattern of a table can begin anywhere."""
        keys, begun = self.keys, table.begun
        return any(begun[keys[index]][keys[index + 1]] for index in _places(keys, begun))

    def clause(self, index: int) -> int:
        """Return the first token of a token's part of the sentence, from the last mark on."""
        while index and self.symbols[index - 1] not in {";", ":"}:
            index -= 1
        return index

    def candidates(self, groups: Groups) -> dict[str, list[Candidate]]:
        """List which patterns may match at which tokens, by pattern and by token.

        Returns
        -------
        dict of list of Candidate
            One list for each group that has any.
        """
        keys, begun, absent = self.keys, groups.begun, ~self.elements
        found: dict[str, list[Candidate]] = {}
        for index in _places(keys, begun):
            for number, rule in begun[keys[index]][keys[index + 1]]:
                if not rule.needs & absent:
                    found.setdefault(groups.groups[number], []).append((number, index, rule))
        for one in found.values():
            one.sort()
        return found

    def first_match(self, table: Table, index: int) -> tuple[int, re.Match] | None:
        """Return the first pattern of a table that matches at a token: its number, and how."""
        begun = table.begun.get(self.keys[index])
        if begun is None:
            return None
        for number, rule in begun[self.keys[index + 1]]:
            if match := rule.regex.match(self.text, self.starts[index]):
                return number, match
        return None

    def all_ends(self, table: Table, index: int) -> Iterator[tuple[int, int]]:
        """Yield the patterns of a table that match at a token: their numbers, and where they end.

        An end is the token after the match.
        """
        begun = table.begun.get(self.keys[index])
        for number, rule in () if begun is None else begun[self.keys[index + 1]]:
            if match := rule.regex.match(self.text, self.starts[index]):
                yield number, self.index(match.end())

    def spans(self, groups: Groups) -> dict[str, list[tuple[int, int]]]:
        """List the matches of groups of patterns, from left to right.

        Returns
        -------
        dict of list of (int, int)
            For each group the first token of each match, and the one after its last. Matches of
            one group do not overlap. Groups without any are empty lists, or not there.
        """
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        keys, begun = self.keys, groups.begun
        for index in _places(keys, begun):
            for number, rule in begun[keys[index]][keys[index + 1]]:
                if match := rule.regex.match(self.text, self.starts[index]):
                    spans = found[groups.groups[number]]
                    if not spans or index >= spans[-1][1]:
                        spans.append((index, self.index(match.end())))
        return found


def _places(keys: Sequence[str], wanted: Container[str], first: int = 0) -> Iterator[int]:
    """Yield the places of the keys that are wanted, counted from a first one."""
    return compress(count(first), map(wanted.__contains__, keys))
