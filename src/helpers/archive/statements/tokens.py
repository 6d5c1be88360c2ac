"""A sentence as tokens: words, quantities, parties, dates, houses and names nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from helpers.archive.statements import quantities
from helpers.archive.statements.context import Context
from helpers.archive.statements.parties import Mention, Parties
from helpers.archive.statements.quantities import Quantity, Word
from helpers.archive.statements.sentences import Sentence
from helpers.archive.statements.words import CLASSES, FILL, listed
from helpers.archive.text import fold


@dataclass(frozen=True)
class Token:
    """One token of a sentence.

    Parameters
    ----------
    symbol : str
        What the grammars see: the folded word or mark; ``N3`` for a count, ``P3`` for a share,
        ``R3`` for a party (3 is its place); ``D`` and ``Y`` for a date of this and of another
        year; ``CH`` and ``OC`` for this chamber and another; ``X`` for any other name.
    start, end : int
        Where it stands in the sentence.
    quantity : Quantity, optional
    row : int, optional
        Row of the page's tables that a party's token names; None if no one knows.
    """

    symbol: str
    start: int
    end: int
    quantity: Quantity | None = None
    row: int | None = None


#: Names of houses that are the lower or only one, and of those that are the upper one.
_LOWER = [
    "lower house",
    "lower chamber",
    "national assembly",
    "house of representatives",
    "chamber of deputies",
    "house of commons",
    "house of assembly",
    "house of the people",
    "assemblee nationale",
    "chambre basse",
    "chambre des deputes",
    "chambre des representants",
    "people's chamber",
    "state duma",
    "legislatives",
]
_UPPER = [
    "senate",
    "upper house",
    "upper chamber",
    "house of lords",
    "federation council",
    "council of states",
    "council of the republic",
    "house of councillors",
    "house of federation",
    "national council of provinces",
    "senat",
    "chambre haute",
    "conseil de la republique",
    "senators",
    "senateurs",
    "second chamber",
    "senatorial",
    "senatoriales",
    "house of elders",
    "council of federation",
    "house of peoples",
    "senator",
    "senateur",
]
#: Words that name this house where nothing else is said.
_ANY_HOUSE = listed(
    "parliament assembly chamber house legislature congress hural parlement assemblee chambre"
)
#: Words of chambers' names that may stand for them.
_BODIES = listed("council conseil congress congres duma diet hural majlis")
_STOP = frozenset(".,;:!?()[]\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u2013\u2014-/%&$")

#: Capitalised words that are words and no unknown names.
_INSTITUTIONS = listed(
    """
    president prime minister government state commission electoral central constitution
    court supreme general attorney speaker election elections parliament republic members member
    results law code act decree opposition cabinet ministry minister monday tuesday wednesday
    thursday friday saturday sunday constitutional republique constitution etat gouvernement
    premier ministre loi cour commission votants chef lundi mardi mercredi jeudi vendredi samedi
    dimanche secretary national assembly council i ii iii"""
)


@cache
def known_words() -> frozenset[str]:
    """Return all words that the grammars know; a capital makes no name of them."""
    phrases = " ".join(phrase for group in CLASSES.values() for phrase in group)
    return FILL | frozenset(phrases.split()) | _INSTITUTIONS


class Reader:
    """Turns sentences into tokens, for one page.

    Parameters
    ----------
    context : Context
        The page.
    parties : Parties
        Its rows.
    language : {"en", "fr"}
        Language of its narrative.
    """

    def __init__(self, context: Context, parties: Parties, language: str):
        self._language = language
        self._years = context.own_years
        self._parties = parties
        self._houses = _houses(context)
        self._country = tuple(fold(context.country).split()) if context.country else ()

    def read(self, sentence: Sentence) -> list[Token]:
        """Return the tokens of a sentence."""
        words = quantities.split(sentence.text)
        spans: dict[int, tuple[int, str, Quantity | None, int | None]] = {}
        for first, end, symbol in self._dates(words):
            spans[first] = (end, symbol, None, None)
        taken = {i for first, (end, *_) in spans.items() for i in range(first, end)}
        for first, end, quantity in quantities.find(words, self._language):
            after = words[end].text if end < len(words) else "."
            article = quantity.article and not (after in _STOP or after in _AFTER_ONE)
            if taken.isdisjoint(range(first, end)) and not article:
                symbol = "N" if quantity.kind in ("count", "decimal") else "P"
                spans[first] = (end, symbol, quantity, None)
        taken = {i for first, (end, *_) in spans.items() for i in range(first, end)}
        for mention in self._parties.find(words, sentence.text):
            self._add_party(words, mention, spans, taken)
        return list(self._tokens(words, spans, sentence.text))

    def _add_party(self, words: Sequence[Word], mention: Mention, spans: dict, taken: set) -> None:
        places = range(mention.first, mention.end)
        if not taken.isdisjoint(places) and len(places) == 1:
            return
        for place in places:
            spans.pop(place, None)
        spans[mention.first] = (mention.end, "R", None, mention.row)

    def _dates(self, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
        """Find dates and years: "10 and 24 October 1999", "October 1999", "in 1999"."""
        index = 0
        while index < len(words):
            end = self._date_end(words, index)
            if end is None:
                index += 1
                continue
            years = [int(w.text) for w in words[index:end] if quantities.is_year(w)]
            foreign = any(year not in self._years for year in years)
            yield index, end, "Y" if foreign else "D"
            index = end

    def _date_end(self, words: Sequence[Word], index: int) -> int | None:
        word = words[index]
        if not (word.text[0].isdigit() or quantities.is_month(word)):
            return None
        text = " ".join(word.text for word in words[index : index + 9])
        if match := _DATE.match(text):
            return index + len(match[0].split())
        if not quantities.is_year(word):
            return None
        before = words[index - 1].text if index else ""
        after = words[index + 1].text if index + 1 < len(words) else ""
        counts = after in _COUNTED or before in {"some", "about", "than", "quelque", "de", "over"}
        return None if counts and after in _COUNTED else index + 1

    def _tokens(self, words: Sequence[Word], spans: dict, text: str) -> Iterator[Token]:
        index = 0
        while index < len(words):
            if index in spans:
                end, symbol, quantity, row = spans[index]
                symbol = f"{symbol}{index}" if symbol in "NPR" else symbol
            else:
                end, symbol = self._word(words, index, text)
                quantity = row = None
            start, stop = words[index].start, words[end - 1].end
            yield Token(symbol, start, stop, quantity, row)
            index = end

    def _word(self, words: Sequence[Word], index: int, text: str) -> tuple[int, str]:
        word = words[index]
        for phrase, symbol in self._houses.get(word.text, ()):
            if tuple(w.text for w in words[index : index + len(phrase)]) == phrase:
                return index + len(phrase), symbol
        if not text[word.start].isupper() or word.text in known_words():
            return index + 1, word.text
        if self._country and word.text == self._country[0]:
            return min(index + len(self._country), len(words)), "country"
        first = index == 0 or words[index - 1].text in {".", ":", '"', "\u201c", "\u00ab"}
        if first and len(word.text) > 3:
            return index + 1, word.text
        end = index + 1
        while end < len(words) and text[words[end].start].isupper():
            if words[end].text in known_words():
                break
            end += 1
        return end, "X"


#: What may follow the French word for one where it is no article.
_AFTER_ONE = listed("siege sieges depute deputee femme elu elue mandat et chacun chacune au aux a")
_MONTHS = "|".join(sorted((m for m in quantities.MONTHS if len(m) > 2), key=len, reverse=True))
#: Names of months that are nothing else: "may" and "mars" need a day or a year beside them.
_PLAIN_MONTHS = (
    "january|february|april|june|july|august|september|october|november|december|janvier|fevrier|"
    "avril|juin|juillet|aout|septembre|octobre|novembre|decembre"
)
_DAY = r"\d{1,2}(?: (?:er|st|nd|rd|th))?"
_DATE = re.compile(
    r"(?:"
    rf"{_DAY}(?: (?:and|et|to|au|-|\u2013) {_DAY})? (?:of )?(?:{_MONTHS})"
    rf"|(?:{_MONTHS}) {_DAY}(?: ,)?(?= \d{{4}}\b)"
    rf"|(?:{_MONTHS}) {_DAY}(?! (?:per|%|pour|\d))"
    rf"|(?:{_MONTHS})(?= \d{{4}}\b)"
    rf"|(?:{_PLAIN_MONTHS})"
    r")(?: \d{4}\b)?(?! \d)"
)
_COUNTED = frozenset(
    word
    for name in ("SEATS", "CANDIDATES", "ELECTORS", "PEOPLE", "VOTES", "PARTIES")
    for phrase in CLASSES[name]
    for word in phrase.split()[:1]
)


def _houses(context: Context) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """List how this chamber and the other one may be called, by first word, the longest first."""
    names = re.split(r"[()/]", context.chamber or "")
    own = {tuple(fold(name).split()) for name in names if fold(name)}
    upper = any(word in fold(context.chamber or "") for word in _UPPER)
    lower = bool(own) and not upper
    other = {tuple(name.split()) for name in (*_UPPER, *_LOWER)}
    other -= {tuple(name.split()) for name in (_UPPER if upper else _LOWER if lower else ())}
    own |= {tuple(name.split()) for name in (_UPPER if upper else _LOWER if lower else ())}
    for name in re.split(r"[()/]", context.other_chamber or ""):
        other.add(tuple(fold(name).split()))
    own -= {("legislatives",), ("senators",), ("senateurs",), ("senatorial",), ("senatoriales",)}
    own -= {("senator",), ("senateur",)} | {(word,) for word in _ANY_HOUSE}
    # "The new Council" is the National Council.
    words = set(fold(context.chamber or "").split()) & _BODIES
    own |= {(new, word) for word in words for new in ("new", "nouveau")}
    other -= own | {()}
    names = [(phrase, "CH") for phrase in own if phrase] + [(phrase, "OC") for phrase in other]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, symbol in sorted(names, key=lambda name: (-len(name[0]), name)):
        found.setdefault(phrase[0], []).append((phrase, symbol))
    return found
