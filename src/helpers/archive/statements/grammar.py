"""A small language for grammars: patterns over the tokens of a sentence.

``<candidates> CANDIDATES of|from <parties_contesting> PARTIES`` reads: a count, a word of the class
CANDIDATES, "of" or "from", another count, a word of the class PARTIES. Its elements:

=============  ====================================================================
``<subject>``  a count, read as the subject; ``<subject%>`` a share
``# % @``      a count, a share or a party that is not read
``CLASS``      any phrase of a class of :mod:`words`; D, Y, X, CH and OC are tokens,
              ADVERB and PARTICIPLE are words by their form
``word``       that word; ``a|b`` one of two, with ``_`` for a space in a phrase
``..3``        up to three plain words
``END``        the end of a clause is next
``x?``         x or nothing; ``x*2`` up to two of it
=============  ====================================================================
"""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from os.path import commonprefix

from helpers.archive.statements.words import CLASSES

_TOKENS = {"#": r"N\d+", "%": r"P\d+", "@": r"R\d+", "D": "D", "Y": "Y", "X": "X"}
_TOKENS |= {
    "CH": "CH",
    "OC": "OC",
    "ADVERB": r"[a-z]+ly|also|already|still|never|once|since|just|therefore|thus|hence|then|now|"
    r"deja|encore|aussi|jamais|donc|ainsi|seulement",
    # "Had to be content" and "had registered" are no results of another time.
    "PARTICIPLE": r"(?!(?:been )?(?:registered|nominated|approved|admitted|accepted|authori[sz]ed|"
    r"due|scheduled|planned|postponed|delayed)|"
    r"(?:been )?(?:put|entered|placed) on |fielded|come forward|to )"
    r"(?:[a-z-]{2,}ed|won|taken|held|been|had|stood|put|got|gone|come|given|begun|made|left|seen|"
    r"lost|run|cast|sat|kept|risen|fallen)",
}
#: A plain word: no number, name or mark.
_WORD = r"[a-z\ufffd'-][^ ]*"
BEGINS_TOKEN = r"(?<![^ ])"
_SLOT = re.compile(r"(?:<\w+[%@]?>|[#%@])(?: |$)")
_NAMED = re.compile(r"<(\w+?)([%@])?>")
#: What stands for a quantity or a party, and the key of its token.
_KEYS = {"#": "N", "%": "P", "@": "R"}
_ELEMENT = re.compile(r"(.+?)(?:\?|\*(\d))?")


@cache
def _any_of(phrases: frozenset[str]) -> str:
    r"""Return a regular expression of phrases that shares their beginnings, the longest first.

    One that tries them one by one is many times as long, and slower by as much.

    Examples
    --------
    >>> _any_of(frozenset(["in all", "in a", "on"]))
    'in\\ a(?:ll|)|on'
    """
    found = []
    for _, alike in itertools.groupby(sorted(phrases - {""}), operator.itemgetter(0)):
        group = list(alike)
        start = commonprefix(group)
        rest = _any_of(frozenset(phrase[len(start) :] for phrase in group))
        found.append(re.escape(start) + (f"(?:{rest})" if len(group) > 1 else ""))
    return "|".join((*found, "") if "" in phrases else found)


def _element(text: str) -> str:
    """Return the regular expression of an element, with the space behind each token."""
    if match := re.fullmatch(r"\.\.(\d)", text):
        return rf"(?:{_WORD} ){{0,{match[1]}}}?"
    if text == "END":
        return r"(?=[,.;:)\u2013\u2014] |and |et |while |whereas |$)"
    match = _ELEMENT.fullmatch(text)
    body, repeat = match[1], match[2]
    optional = text.endswith("?")
    if slot := _NAMED.fullmatch(body):
        inner = rf"(?P<{slot[1]}>{_TOKENS[slot[2] or '#']})"
    else:
        parts = body.split("|")
        tokens = [_TOKENS[part] for part in parts if part in _TOKENS]
        words = _any_of(
            frozenset(phrase for part in parts if part not in _TOKENS for phrase in _spelled(part))
        )
        inner = "|".join(filter(None, (words, *tokens)))
    times = "?" if optional else f"{{0,{repeat}}}" if repeat else ""
    return f"(?:(?:{inner}) ){times}"


def _spelled(part: str) -> Sequence[str]:
    """Return the phrases of a class, or the one that is written as a word."""
    return CLASSES.get(part) or (part.replace("_", " "),)


def _phrases(element: str) -> Iterator[list[str]]:
    """Yield the phrases, as lists of keys, that an element stands for."""
    body = _ELEMENT.fullmatch(element)[1]
    if slot := _NAMED.fullmatch(body):
        body = slot[2] or "#"
    for part in body.split("|"):
        for phrase in _spelled(part):
            yield [_KEYS.get(word, word) for word in phrase.split()]


def _follows(elements: Sequence[str]) -> dict[str, frozenset[str] | None] | None:
    """Return the keys with which elements in a row can begin, each with those that can be next.

    Examples
    --------
    >>> {key: sorted(after) for key, after in _follows(["two_of|most", "the?", "seats"]).items()}
    {'two': ['of'], 'most': ['seats', 'the']}
    """
    found: dict[str, frozenset[str] | None] = {}
    for place, element in enumerate(elements):
        phrases = list(_phrases(element))
        if element.startswith("..") or {"END", "ADVERB", "PARTICIPLE"} & {p[0] for p in phrases}:
            return None
        repeated = place if "*" in element else place + 1
        after = _openings(elements[repeated:])
        for first, *rest in phrases:
            seconds = frozenset(rest[:1]) or after
            known = found.get(first, frozenset())
            found[first] = None if None in (seconds, known) else known | seconds
        if not element.endswith("?") and "*" not in element:
            return found
    return None


def _openings(elements: Sequence[str]) -> frozenset[str] | None:
    """Return the keys with which elements in a row can begin; None if any token can."""
    found: set[str] = set()
    for element in elements:
        leads = _leads(element)
        if leads is None:
            return None
        found |= leads
        if not element.endswith("?") and "*" not in element:
            return frozenset(found)
    return None


@cache
def _leads(element: str) -> frozenset[str] | None:
    leads = frozenset(phrase[0] for phrase in _phrases(element))
    any_word = element.startswith("..") or leads & {"END", "ADVERB", "PARTICIPLE"}
    return None if any_word else leads


#: A bit for every element that a pattern cannot do without.
_BITS: dict[str, int] = {}
#: For the first words of phrases, by the second or none for any other, the elements.
_OPENED: dict[str, dict[str | None, int]] = {}
#: The bit of patterns with more than one count.
_COUNTS = 1


def _needs(element: str) -> int:
    """Return the bit of an element; none if it may be left out, or be any word."""
    phrases = list(_phrases(element))
    if element.endswith("?") or "*" in element or _leads(element) is None:
        return 0
    key = _NAMED.sub(lambda slot: slot[2] or "#", element)
    if key not in _BITS:
        _BITS[key] = 2 << len(_BITS)
        for first, second in {(*phrase, None)[:2] for phrase in phrases}:
            seconds = _OPENED.setdefault(first, {None: 0})
            seconds.setdefault(second, seconds[None])
            # A phrase of one word is one before any.
            for other in seconds if second is None else (second,):
                seconds[other] |= _BITS[key]
    return _BITS[key]


def elements_of(keys: Sequence[str]) -> int:
    """Return the elements of which a phrase can stand among tokens, as bits."""
    found = map(_PAIRS.__getitem__, itertools.pairwise(keys))
    return functools.reduce(operator.or_, found, _COUNTS * (keys.count("N") > 1))


class _Pairs(dict[tuple[str, str], int]):
    """The elements of which a phrase can begin with two keys."""

    def __missing__(self, pair: tuple[str, str]) -> int:
        seconds = _OPENED.get(pair[0], {None: 0})
        found = seconds.get(pair[1], seconds[None])
        if len(self) < _MOST_KEPT:
            self[pair] = found
        return found


_PAIRS = _Pairs()
#: Narratives have more words than need be remembered.
_MOST_KEPT = 4_000


class Pattern:
    """A compiled pattern, which knows with which tokens it can begin.

    Searching a sentence for one of the hundreds of patterns costs more than finding that it cannot
    stand there: :class:`tape.Tape` asks this first.

    Attributes
    ----------
    follows : dict of str or None
        The keys (see :class:`tape.Tape`) of tokens with which a match can begin, each with those
        that can be next (None if any can); None if it can begin with any.
    opens : frozenset of str, optional
        The first of these; only what begins with certain words is searched for.
    needs : int
        The elements without which it cannot match, as bits (:func:`elements_of`).
    """

    def __init__(self, text: str):
        self.text = text
        elements = text.split()
        self.follows = _follows(elements)
        self.opens = None if self.follows is None else frozenset(self.follows)
        counts = sum(_needs(element) == _needs("#") for element in elements)
        self.needs = functools.reduce(operator.or_, map(_needs, elements), _COUNTS * (counts > 1))

    @cached_property
    def regex(self) -> re.Pattern:
        """The pattern as a regular expression, compiled when a sentence first needs it."""
        body = "".join(map(_element, self.text.split()))
        # Only the symbols of quantities and parties hold capitals before digits: they begin tokens.
        return re.compile(body if _SLOT.match(self.text) else BEGINS_TOKEN + body)


@cache
def pattern(text: str) -> Pattern:
    """Compile a pattern; it matches between whole tokens.

    Examples
    --------
    >>> rule = pattern("<candidates> CANDIDATES from|of <parties_contesting> PARTIES")
    >>> rule.regex.search("N0 candidates from N3 parties stood . ").groupdict()
    {'candidates': 'N0', 'parties_contesting': 'N3'}
    """
    return Pattern(text)


class Table:
    """Patterns in an order, found by the tokens with which they can begin.

    Parameters
    ----------
    texts : sequence of str
        The patterns, the surest first. None may begin with any word at all.
    """

    def __init__(self, *texts: str):
        self.rules = tuple(map(pattern, texts))
        self.begun: dict[str, _Next] = {}
        for number, rule in enumerate(self.rules):
            for lead, seconds in rule.follows.items():
                self.begun.setdefault(lead, _Next()).add(number, rule, seconds)
        self.opens = self.begun.keys()


class Groups(Table):
    """A table of patterns in named groups.

    Parameters
    ----------
    groups : dict of sequence of str
        The patterns of each.
    """

    def __init__(self, groups: dict[str, Sequence[str]]):
        super().__init__(*(text for texts in groups.values() for text in texts))
        self.names = tuple(groups)
        self.groups = [name for name, texts in groups.items() for _ in texts]


class _Next(dict[str, list[tuple[int, Pattern]]]):
    """The patterns that begin with some key, with their numbers, by the next key."""

    def __init__(self):
        super().__init__()
        self._all: list[tuple[int, Pattern, frozenset[str] | None]] = []
        self._seconds: set[str] = {""}

    def add(self, number: int, rule: Pattern, seconds: frozenset[str] | None) -> None:
        """List a pattern, and the keys that can be next, or None if any can."""
        self._all.append((number, rule, seconds))
        self._seconds.update(seconds or ())

    def __missing__(self, second: str) -> list[tuple[int, Pattern]]:
        if second in self._seconds:
            found = [
                (number, rule)
                for number, rule, seconds in self._all
                if seconds is None or second in seconds
            ]
        else:
            # All keys that no pattern names are as good as none.
            found = self[""]
        if len(self) < _MOST_KEPT:
            self[second] = found
        return found
