"""A sentence as tokens: words, quantities, parties, dates, houses and names nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from helpers.archive.statements import quantities
from helpers.archive.statements.context import Context
from helpers.archive.statements.parties import Mention, Parties
from helpers.archive.statements.quantities import Words
from helpers.archive.statements.tape import Tape, Token
from helpers.archive.statements.words import CLASSES, listed
from helpers.archive.text import fold

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
        self._houses = _houses(context.chamber or "", context.other_chamber or "")
        self._country = tuple(fold(context.country).split()) if context.country else ()

    def read(self, sentences: Sequence[Words]) -> list[Tape]:
        """Return the tokens of each sentence."""
        # Step by step for all sentences, which is quicker than sentence by sentence.
        spans = list(map(self._dates, sentences))
        for one, words in zip(spans, sentences, strict=True):
            self._add_quantities(one, words)
        found = list(map(self._parties.find, sentences))
        for one, mentions in zip(spans, found, strict=True):
            _add_parties(one, mentions)
        return list(map(self._tape, sentences, spans))

    def _add_quantities(self, spans: dict[int, _Span], words: Words) -> None:
        """Add the quantities of a sentence to its dates."""
        dates = {first: end for first, (_, end, _) in spans.items()}
        for first, end, quantity in quantities.find(words, self._language, dates):
            if quantity.article:
                after = words.texts[end] or "."
                if not (after in _STOP or after in _AFTER_ONE):
                    continue
            symbol = f"{'N' if quantity.kind in _COUNTS else 'P'}{first}"
            spans[first] = symbol, end, Token(symbol, first, end, quantity)

    def _dates(self, words: Words) -> dict[int, _Span]:
        """Find dates and years: "10 and 24 October 1999", "October 1999", "in 1999"."""
        spans: dict[int, _Span] = {}
        end = 0
        for index in words.numeric:
            text = words.texts[index]
            dated = text[0].isdigit() or text in _MONTH_NAMES
            if index < end or not dated or (after := self._date_end(words.texts, index)) is None:
                continue
            end = after
            years = [int(text) for text in words.texts[index:end] if quantities.is_year(text)]
            spans[index] = "D" if self._years.issuperset(years) else "Y", end, None
        return spans

    def _date_end(self, texts: Sequence[str], index: int) -> int | None:
        near = texts[index : index + 9]
        if not _MONTH_NAMES.isdisjoint(near) and (match := _DATE.match(" ".join(near))):
            return index + len(match[0].split())
        if not quantities.is_year(texts[index]):
            return None
        before, after = texts[index - 1], texts[index + 1]
        counts = after in _COUNTED or before in {"some", "about", "than", "quelque", "de", "over"}
        return None if counts and after in _COUNTED else index + 1

    def _tape(self, words: Words, spans: dict[int, _Span]) -> Tape:
        """Put the tokens in a row, with all other words."""
        texts, houses, count = words.texts, self._houses, len(words)
        places = {*spans, *words.names}
        if not houses.keys().isdisjoint(texts):
            places.update(place for place in range(count) if texts[place] in houses)
        changed: list[tuple[int, int, str, Token | None]] = []
        index = 0
        for place in sorted(places):
            if place >= index:
                symbol, index, token = spans.get(place) or self._name(words, place)
                if symbol is not texts[place]:
                    changed.append((place, index, symbol, token))
        symbols, firsts = texts[:count], list(range(count))
        if "-" in symbols:
            # " - " is as good as a comma; the dash of "77-member" is none.
            for place in range(1, count - 1):
                if texts[place] == "-" and not (words.touch(place - 1) or words.touch(place)):
                    symbols[place] = ","
        tokens: list[Token | None] = [None] * count
        for place, index, symbol, token in reversed(changed):
            symbols[place:index], firsts[place:index] = (symbol,), (place,)
            tokens[place:index] = (token,)
        return Tape(symbols, firsts, tokens)

    def _name(self, words: Words, index: int) -> _Span:
        """Return the symbol of a house, of the country, of an unknown name, or of a word."""
        texts = words.texts
        text = texts[index]
        for phrase, symbol in self._houses.get(text, ()):
            if texts[index : index + len(phrase)] == phrase:
                return symbol, index + len(phrase), None
        if index not in words.names:
            return text, index + 1, None
        if self._country and text == self._country[0]:
            return "country", min(index + len(self._country), len(words)), None
        before = texts[index - 1]
        # "Ms. Smith" and "J. Smith" begin no sentence.
        title = before == "." and (texts[index - 2] in _TITLES or len(texts[index - 2]) == 1)
        first = index == 0 or (before in _OPENING and not title)
        if first and len(text) > 3:
            return text, index + 1, None
        end = index + 1
        while end in words.names:
            end += 1
        return "X", end, None


def _add_parties(spans: dict[int, _Span], mentions: Sequence[Mention]) -> None:
    """Add the parties of a sentence to its dates and quantities."""
    for first, end, row in mentions:
        if end == first + 1 and any(a <= first < b for a, (_, b, _) in spans.items()):
            continue
        for place in range(first, end):
            spans.pop(place, None)
        symbol = f"R{first}"
        spans[first] = symbol, end, Token(symbol, first, end, None, row)


#: A symbol, the word after its last, and its token if it is a quantity or a party.
_Span = tuple[str, int, Token | None]
_OPENING = frozenset((".", ":", '"', "\u201c", "\u00ab"))
_TITLES = listed("mr mrs ms dr st gen m mm mme mmes mlle prof rev hon col capt sen gov")
#: Kinds of quantities that are no share.
_COUNTS = ("count", "decimal")
#: What may follow the French word for one where it is no article.
_AFTER_ONE = listed("siege sieges depute deputee femme elu elue mandat et chacun chacune au aux a")
_MONTH_NAMES = frozenset(quantities.MONTHS)
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


def _folded_names(printed: str) -> set[tuple[str, ...]]:
    """Return the names, as words, that the name of a chamber holds: "Senate (Senado)"."""
    names = re.split(r"[()/]", printed)
    return {tuple(folded.split()) for name in names if (folded := fold(name))}


_UPPER_NAMES, _LOWER_NAMES = (
    frozenset(tuple(name.split()) for name in names) for names in (_UPPER, _LOWER)
)
#: Words that name no chamber by themselves.
_NO_HOUSES = {
    (word,)
    for word in {"legislatives", "senators", "senateurs", "senatorial", "senatoriales", "senator",
                 "senateur", *_ANY_HOUSE}
}  # fmt: skip


@lru_cache(maxsize=1_000)
def _houses(chamber: str, other_chamber: str) -> dict[str, list[tuple[list[str], str]]]:
    """List how this chamber and the other one may be called, by first word, the longest first."""
    own = _folded_names(chamber)
    chamber = fold(chamber)
    upper = any(word in chamber for word in _UPPER)
    alike = _UPPER_NAMES if upper else _LOWER_NAMES if own else frozenset()
    other = ((_UPPER_NAMES | _LOWER_NAMES) - alike) | _folded_names(other_chamber)
    own = (own | alike) - _NO_HOUSES
    # "The new Council" is the National Council.
    words = set(chamber.split()) & _BODIES
    own |= {(new, word) for word in words for new in ("new", "nouveau")}
    other -= own | {()}
    names = [(phrase, "CH") for phrase in own if phrase] + [(phrase, "OC") for phrase in other]
    found: dict[str, list[tuple[list[str], str]]] = {}
    for phrase, symbol in sorted(names, key=lambda name: (-len(name[0]), name)):
        found.setdefault(phrase[0], []).append((list(phrase), symbol))
    return found
