"""Quantities in a sentence: counts, shares and fractions, in digits and in words, and how exact.

English and French number words are one small table each. A library such as text2num turns words
into digits but loses their places, halves ("one and a half million") and ones that stand alone,
and it reads ordinals, so it does not serve here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from helpers.archive import numbers
from helpers.archive.dates import MONTHS
from helpers.archive.statements.words import KNOWN, stem
from helpers.archive.text import fold

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
}
#: Words that multiply what stands before them.
_SCALES = {
    "hundred": 100, "cent": 100, "cents": 100, "thousand": 1000, "mille": 1000,
    "million": 10**6, "millions": 10**6, "billion": 10**9, "milliard": 10**9, "milliards": 10**9,
}  # fmt: skip
#: From this scale on a number in words is a rounded one.
_ROUNDED = 1000
_LARGE = {word: scale for word, scale in _SCALES.items() if scale >= _ROUNDED and word != "mille"}

_SMALL: dict[str, dict[str, int]] = {
    language: {word: value for value, word in enumerate(_UNITS[language].split())}
    | {word: 10 * ten for ten, word in enumerate(_TENS[language].split(), 2)}
    for language in _UNITS
}
_SMALL["fr"] |= {"une": 1, "quatre-vingt": 80, "quatre-vingts": 80}

#: Fractions as shares in per cent, to a tenth.
_FRACTIONS = {
    "half": "50", "one half": "50", "a half": "50", "one-half": "50",
    "a third": "33.3", "one third": "33.3", "one-third": "33.3",
    "two thirds": "66.7", "two-thirds": "66.7",
    "a quarter": "25", "one quarter": "25", "one-quarter": "25",
    "three quarters": "75", "three-quarters": "75",
    "a fifth": "20", "one fifth": "20", "one-fifth": "20",
    "two fifths": "40", "two-fifths": "40", "three fifths": "60", "three-fifths": "60",
    "four fifths": "80", "four-fifths": "80", "a tenth": "10", "one-tenth": "10",
    "one in two": "50", "one in three": "33.3", "one in four": "25", "one in five": "20",
    "two in three": "66.7", "two out of three": "66.7", "three in four": "75",
    "three out of four": "75", "two in five": "40", "two out of five": "40",
    "three in five": "60", "three out of five": "60", "four in five": "80",
    "four out of five": "80", "nine out of ten": "90", "nine in ten": "90",
    "la moitie": "50", "le tiers": "33.3", "un tiers": "33.3", "les deux tiers": "66.7",
    "deux tiers": "66.7", "le quart": "25", "un quart": "25", "trois quarts": "75",
    "les trois quarts": "75", "un cinquieme": "20", "un sur deux": "50", "un sur trois": "33.3",
    "deux sur trois": "66.7", "trois sur quatre": "75", "un sur cinq": "20",
}  # fmt: skip

#: Words before a quantity that say how exact it is. The longest that fits counts.
_QUALIFIERS = {
    "approximate": "some|about|around|nearly|almost|approximately|roughly|close to|an estimated|"
    "estimated at|in the region of|virtually|practically|circa|ca|quelque|quelques|environ|"
    "pres de|pres d'|presque|autour de|aux alentours de|a peu pres|approximativement|"
    "not far from|barely|a peine",
    "at_least": "more than|over|at least|above|in excess of|upwards of|no fewer than|"
    "no less than|not less than|not fewer than|a minimum of|slightly more than|a little more than|"
    "little more than|just over|just above|slightly over|slightly above|a little over|well over|"
    "far more than|just more than|plus de|plus d'|au moins|pas moins de|pas moins d'|au-dela de|"
    "un peu plus de|un peu plus d'|a peine plus de|legerement plus de|bien plus de",
    "at_most": "less than|fewer than|under|below|at most|up to|no more than|not more than|"
    "a maximum of|slightly less than|a little less than|just under|just below|slightly under|"
    "well under|just less than|slightly below|moins de|moins d'|au plus|au maximum|jusqu'a|"
    "un peu moins de|un peu moins d'|a peine moins de|legerement moins de|pas plus de",
}
_BEFORE = {
    phrase: qualifier for qualifier, text in _QUALIFIERS.items() for phrase in text.split("|")
}
_LONGEST_QUALIFIER = max(len(phrase.split()) for phrase in _BEFORE)
#: Verbs that say as much, and stay words of the sentence.
_VERBS = {
    "exceeded": "at_least", "exceeding": "at_least", "exceeds": "at_least", "topped": "at_least",
    "surpassed": "at_least", "depasse": "at_least", "depassait": "at_least",
    "depassant": "at_least", "did not exceed": "at_most", "not exceeding": "at_most",
    "did not reach": "at_most", "did not top": "at_most", "not exceeded": "at_most",
    "pas depasse": "at_most", "pas atteint": "at_most", "failed to reach": "at_most",
    "depasse les": "at_least", "pas depasse les": "at_most", "pas atteint les": "at_most",
}  # fmt: skip
_QUALIFIER_ENDS = frozenset(phrase.split()[-1] for phrase in (*_BEFORE, *_VERBS))
_AFTER = {
    "or so": "approximate", "environ": "approximate", "or more": "at_least",
    "at least": "at_least", "at most": "at_most", "at the most": "at_most", "or less": "at_most",
    "or fewer": "at_most", "au moins": "at_least", "au plus": "at_most", "au minimum": "at_least",
    "au maximum": "at_most", "ou plus": "at_least", "ou moins": "at_most",
}  # fmt: skip

_AFTER_OPENINGS = frozenset(phrase.split()[0] for phrase in _AFTER)

_PERCENT = {"%", "percent"}
_PERCENT_OF = {"per", "pour", "p"}
#: "Five percentage points" are a difference.
_POINTS = {"point", "points", "percentage"}
#: Words behind a number that make it something else than a count.
_MEASURES = _PERCENT | _PERCENT_OF | _POINTS | _LARGE.keys()
_ORDINAL_ENDS = {"st", "nd", "rd", "th", "er", "ere", "e", "eme", "s", "\u00b0"}


@dataclass(slots=True)
class Quantity:
    """A quantity of a sentence.

    Parameters
    ----------
    value : int or Decimal
        The count, or the share in per cent.
    kind : {"count", "percent", "fraction", "decimal"}
        A decimal is a number with decimals and no sign of per cent.
    qualifier : {"approximate", "at_least", "at_most"}, optional
        How exact it is said to be; a number of millions is approximate by itself.
    number : int
        The word with which the number itself begins, behind its qualifier.
    article : bool
        Whether it is the French word for one, which is an article too.
    """

    value: int | Decimal
    kind: str
    qualifier: str | None
    number: int
    article: bool = False


_WORDS = re.compile(
    # Most words are plain and stand behind a space; trying this first is the quickest.
    r"\s*([A-Za-z]+(?=[ ,;:)])"
    r"|\d{1,3}(?:(?: \d{3})+|(?:,\d{3})+|(?:\.\d{3})+|(?:'\d{3})+|(?:\u2019\d{3})+|"
    r"(?:\u00a0\d{3})+|(?:\u202f\d{3})+)(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+[.,]\d{1,4}(?!\d)|\d+"
    r"|(?:[CDJLMNSTcdjlmnst]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['\u2019](?=\w)"
    r"|['\u2019][Ss]\b"
    r"|(?:[^\W\d_]|\ufffd)+(?:(?:[-\u2010\u2011]|['\u2019](?![Ss]\b))(?:[^\W\d_]|\ufffd)+)*"
    r"|[^\s\w])"
)


#: "33 482 387": all other words, numbers and marks have no space inside.
_GROUPED = re.compile(r"\d \d{3}(?!\d)")


def known_words(text: str) -> Iterator[_Word]:
    """Return what is known of the words, numbers and marks of a text."""
    if _GROUPED.search(text):
        return map(_KNOWN.__getitem__, _WORDS.findall(text))
    return itertools.chain.from_iterable(map(_PIECES.__getitem__, text.split(" ")))


class Words:
    """The words, numbers and marks of a sentence.

    Parameters
    ----------
    sentence : str

    Attributes
    ----------
    printed : sequence of str
    texts : list of str
        The same, folded, and some empty ones, so that one may look beyond either end.
    stems : sequence of str
        The same, reduced to their stems.
    numeric : list of int
        Places of those with which a quantity or a date may begin.
    capitals, names : list of int
        Places of those with a capital, and of those of them that no grammar knows.
    """

    def __init__(self, sentence: str):
        self.sentence = sentence
        known = list(known_words(sentence))
        texts, self.stems, *kinds, self.printed = zip(*known, strict=True) if known else _NO_WORDS
        self.texts = [*texts, *_PADDING]
        places = range(len(self.printed))
        self.numeric, self.capitals, self.names = [
            list(itertools.compress(places, kind)) for kind in kinds
        ]
        if not _ARTICLES.isdisjoint(texts):
            # "A third" is a quantity, "a party" is none.
            self.numeric = [
                place
                for place in self.numeric
                if texts[place] not in _ARTICLES or self.texts[place + 1] in _COUNTING
            ]

    def __len__(self) -> int:
        return len(self.printed)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in the sentence."""
        starts, end = [], 0
        for printed in self.printed:
            starts.append(self.sentence.index(printed, end))
            end = starts[-1] + len(printed)
        return starts

    def end(self, place: int) -> int:
        """Return where a word ends in the sentence."""
        return self.starts[place] + len(self.printed[place])

    def touch(self, place: int) -> bool:
        """Return True if no space is between a word and the next."""
        return 0 <= place < len(self) - 1 and self.end(place) == self.starts[place + 1]


def split(sentence: str) -> Words:
    """Cut a sentence into words, numbers and marks.

    Examples
    --------
    >>> split("L'UDF gets 1,002 votes (8.4%).").texts[:-4]
    ["l'", 'udf', 'gets', '1,002', 'votes', '(', '8.4', '%', ')', '.']
    """
    return Words(sentence)


#: A word: folded, its stem, whether it may begin a number, has a capital, is a name; as printed.
_Word = tuple[str, str, bool, bool, bool, str]


class _Known(dict[str, _Word]):
    """What is known of printed words."""

    def __missing__(self, printed: str) -> _Word:
        text = fold(printed) or printed
        numeric = text[:1].isdigit() or text in _BEGINS or "-" in text or is_month(text)
        capital = printed[0].isupper()
        word = text, stem(text), numeric, capital, capital and text not in KNOWN, printed
        if len(self) < _MOST_KEPT:
            self[printed] = word
        return word


class _Pieces(dict[str, tuple[_Word, ...]]):
    """What is known of the words and marks between two spaces: "seats," is both."""

    def __missing__(self, printed: str) -> tuple[_Word, ...]:
        words = tuple(map(_KNOWN.__getitem__, _WORDS.findall(printed)))
        if len(self) < _MOST_KEPT:
            self[printed] = words
        return words


#: Two languages have fewer words that come often.
_MOST_KEPT = 20_000
_KNOWN = _Known()
_PIECES = _Pieces()
_PADDING = ("", "", "", "")
_NO_WORDS = ((),) * 6


def find(
    words: Words, language: str, dates: Mapping[int, int] = MappingProxyType({})
) -> list[tuple[int, int, Quantity]]:
    """Find the quantities of a sentence.

    Parameters
    ----------
    words : Words
        The sentence.
    language : {"en", "fr"}
        Which number words to read.
    dates : mapping of int to int
        What is none: the first word of each date, and the one after its last.

    Returns
    -------
    list of (int, int, Quantity)
        The first word of each, the one after its last, and the quantity; in their order.

    Examples
    --------
    >>> def read(text, language="en"):
    ...     return [(str(q.value), q.kind, q.qualifier) for _, _, q in find(split(text), language)]
    >>> read("slightly more than 68 per cent of one and a half million voters")
    [('68', 'percent', 'at_least'), ('1500000', 'count', 'approximate')]
    >>> read("quarante-deux femmes (8,4 %)", "fr")
    [('42', 'count', None), ('8.4', 'percent', None)]
    """
    found: list[tuple[int, int, Quantity]] = []
    texts, end = words.texts, 0
    for index in words.numeric:
        if index < end:
            continue
        if index in dates:
            end = dates[index]
            continue
        read = _fraction(texts, index) or _number(texts, index, language)
        if read is None:
            continue
        end, value, kind, rounded = read
        if not _is_part(words, index, end):
            found.append(_qualified(texts, index, end, value, kind, rounded, language))
    return found


def _is_part(words: Words, index: int, end: int) -> bool:
    """Return True if a number is part of something else: a range, a score, a law's number."""
    texts = words.texts
    before, after = texts[index - 1], texts[end]
    if after in _RANGES and words.touch(end - 1) and texts[end + 1][:1].isdigit():
        return True
    if after in _ORDINAL_ENDS and words.touch(end - 1):
        return True
    if before in _SIGNS and words.touch(index - 1):
        return True
    return (texts[index - 2] if before == "." else before) in _NUMBERED


_RANGES = frozenset("-\u2013/")
#: What makes a number a difference, the end of a range, or money.
_SIGNS = _RANGES | frozenset("+$\u20ac\u00a3")
_NUMBERED = frozenset(("no", "nos", "art", "n\u00b0", "article", "articles", "numero"))
_LONGEST_FRACTION = max(len(text.split()) for text in _FRACTIONS)
_FRACTION_OPENINGS = frozenset(text.split()[0] for text in _FRACTIONS)


def _fraction(texts: list[str], index: int):
    """Read a fraction: "two-thirds", "one in five", "la moitie"."""
    if texts[index + 1] == "out" and (share := _out_of(texts, index)) is not None:
        return index + 4, share, "fraction", False
    if texts[index] not in _FRACTION_OPENINGS:
        return None
    for length in range(_LONGEST_FRACTION, 0, -1):
        text = " ".join(texts[index : index + length])
        if text in _FRACTIONS:
            if texts[index + length] in {"a", "an", "million", "way"}:
                return None
            return index + length, Decimal(_FRACTIONS[text]), "fraction", False
    return None


_ARTICLES = frozenset(("a", "an"))
#: Words behind an article that make a quantity of both.
_COUNTING = frozenset(
    ("single", "lone", "sole", "seat", "dozen", "hundred", "thousand", "million")
) | {text.split()[1] for text in _FRACTIONS if text.startswith("a ")}
#: Words with which a number or a fraction can begin, besides digits and words with a hyphen.
_BEGINS = _FRACTION_OPENINGS | _ARTICLES | {"half", "cent", "mille"}
_BEGINS |= {word for table in _SMALL.values() for word in table}


def _out_of(texts: list[str], index: int) -> Decimal | None:
    """Read "seven out of ten": a share only if the whole is small and no seats follow."""
    if texts[index + 2] != "of":
        return None
    part, whole = (_small(texts[index + place], "en") for place in (0, 3))
    seats = texts[index + 4] in {"seats", "members", "deputies", "constituencies"}
    if not part or not whole or part >= whole or whole > 10 or seats:
        return None
    return percent_of(part, whole)


def percent_of(part: int, whole: int) -> Decimal:
    """Return a share in per cent, to a tenth; whole ones without decimals.

    Examples
    --------
    >>> percent_of(7, 10), percent_of(2, 3)
    (Decimal('70'), Decimal('66.7'))
    """
    share = (Decimal(100) * part / whole).quantize(Decimal("0.1"))
    return share.quantize(Decimal(1)) if share == int(share) else share


def _number(texts: list[str], index: int, language: str):
    """Read a number in digits or words, with what multiplies it and a sign of per cent."""
    if texts[index][:1].isdigit():
        value = _digits(texts[index], language)
        end = index + 1
    else:
        value, end = _spelled(texts, index, language)
    if value is None:
        return None
    rounded = False
    if texts[end] not in _MEASURES and isinstance(value, int):
        return end, value, "count", False
    scale = _LARGE.get(texts[end])
    if scale:
        value, end, rounded = value * scale, end + 1, True
        half = [texts[end + offset] for offset in range(2)]
        if half == ["et", "demi"]:
            value, end = value + Decimal(scale) / 2, end + 2
    if texts[end] in _PERCENT:
        return _share(texts, end + 1, value)
    if texts[end] in _PERCENT_OF and texts[end + 1] in {"cent", "cents"}:
        return _share(texts, end + 2, value)
    if texts[end] in _POINTS:
        return None
    if value == int(value):
        return end, int(value), "count", rounded
    return end, value, "decimal", rounded


def _share(texts: list[str], end: int, value):
    if texts[end] in _POINTS or value > 100:
        return None
    return end, Decimal(value), "percent", False


def _digits(text: str, language: str) -> int | Decimal | None:
    """Read digits: which mark stands for decimals depends on how many digits follow it."""
    if text.isascii() and text.isdigit() and text[0] != "0" and len(text) <= numbers.MAX_DIGITS:
        return int(text)
    # A point before three digits is a decimal point in English: "1.147 million".
    if language == "fr" or not re.fullmatch(r"\d{1,3}\.\d{3}", text):
        value = numbers.count(text)
        if value is not None:
            return value
    match = re.fullmatch(r"(\d[\d ,.'\u00a0]*?)[.,](\d{1,4})", text)
    whole = numbers.count(match[1]) if match else None
    return None if whole is None else Decimal(f"{whole}.{match[2]}")


_LONE = {"en": {"single", "lone", "sole"}, "fr": {"seul", "seule", "unique"}}


def _spelled(texts: list[str], index: int, language: str):
    """Read a number in words; (None, index) if there is none."""
    text = texts[index]
    if text in {"a", "an", "un", "une", "one"} and texts[index + 1] in _LONE[language]:
        return 1, index + 2
    if text in {"a", "half"} and language == "en":
        return _phrase(texts, index)
    if text == "one" and texts[index : index + 4] == ["one", "and", "a", "half"]:
        return Decimal("1.5"), index + 4
    total, end = 0, index
    while (value := _small(texts[end], language)) is not None:
        part, end = value, end + 1
        if value >= 20 and value % 10 == 0:
            part, end = _tens(texts, end, part, language)
        if texts[end] in {"hundred", "cent", "cents"}:
            part, end = part * 100, end + 1
            more = end + (texts[end] == "and")
            value = _small(texts[more], language)
            if value is not None:
                part, end = part + value, more + 1
                if value >= 20 and value % 10 == 0:
                    part, end = _tens(texts, end, part, language)
        if texts[end] in {"thousand", "mille"}:
            total, end = total + part * 1000, end + 1
            continue
        return total + part, end
    if end == index and text in {"cent", "mille"} and language == "fr":
        value = _small(texts[index + 1], language)
        rest, end = (0, index + 1) if value is None else _tens(texts, index + 2, value, language)
        return _SCALES[text] + rest, end
    return (total, end) if end > index else (None, index)


_PHRASES = {
    "a dozen": 12, "a hundred": 100, "a thousand": 1000, "a million": 10**6,
    "half a million": 500_000, "half a dozen": 6,
}  # fmt: skip


def _phrase(texts: list[str], index: int):
    """Read "a dozen", "a hundred", "half a million"."""
    for length in (3, 2):
        if value := _PHRASES.get(" ".join(texts[index : index + length])):
            return value, index + length
    # "A seat" is one; other things that have an article are no quantities.
    if texts[index + 1] == "seat" and texts[index] == "a":
        return 1, index + 1
    return None, index


def _tens(texts: list[str], end: int, value: int, language: str) -> tuple[int, int]:
    """Add what follows a ten as a word of its own: "forty two", "vingt et un"."""
    link = texts[end] == "et" and language == "fr" and value % 10 == 0
    unit = _small(texts[end + link], language)
    allowed = (1, 11) if link else range(1, 10)
    if value >= 20 and unit in allowed and (link or texts[end] != "une"):
        return value + unit, end + link + 1
    return value, end


def _small(text: str, language: str) -> int | None:
    """Read a word below a hundred, joined with hyphens or one by itself."""
    table = _SMALL[language]
    if text in table:
        return table[text]
    head, _, tail = text.rpartition("-")
    if not head or len(text) > 40:
        return None
    if language == "fr":
        head = head.removesuffix("-et")
        first, unit = _small(head, language), table.get(tail)
        if head.endswith("-dix") and unit and 7 <= unit <= 9:
            eighty = _small(head.removesuffix("-dix"), language)
            return None if eighty is None else eighty + 10 + unit
        fits = first is not None and first >= 20 and unit and unit < 17
        return first + unit if fits and first % 10 == 0 else None
    first, unit = table.get(head), table.get(tail)
    fits = first is not None and first >= 20 and unit and unit < 10
    return first + unit if fits else None


def _qualified(
    texts: list[str], index: int, end: int, value, kind: str, rounded: bool, language: str
) -> tuple[int, int, Quantity]:
    """Add the words that say how exact a quantity is."""
    article = language == "fr" and end == index + 1 and texts[index] in {"un", "une"}
    qualifier, start = _said_before(texts, index)
    if qualifier is None:
        qualifier = _said_after(texts, end)
        if texts[end : end + 2] == ["or", "so"]:
            end += 2
    if qualifier is None and rounded:
        qualifier = "approximate"
    return start, end, Quantity(value, kind, qualifier, index, article)


def _said_before(texts: list[str], index: int) -> tuple[str | None, int]:
    """Read "more than 100": return the qualifier, and the first word of the quantity with it."""
    if texts[index - 1] not in _QUALIFIER_ENDS:
        return None, index
    for length in range(min(_LONGEST_QUALIFIER, index), 0, -1):
        text = " ".join(texts[index - length : index])
        if text in _BEFORE:
            return _BEFORE[text], index - length
        if text in _VERBS:
            return _VERBS[text], index
    return None, index


def _said_after(texts: list[str], end: int) -> str | None:
    """Read "100 or so" and, behind the noun, "100 members at least"."""
    for begin in (end, end + 1):
        if texts[begin] in _AFTER_OPENINGS:
            for length in (1, 2, 3):
                if qualifier := _AFTER.get(" ".join(texts[begin : begin + length])):
                    return qualifier
        if not texts[begin][:1].isalpha():
            break
    return None


def is_year(text: str) -> bool:
    """Return True if a number reads as a year: four digits, from the last century or this one."""
    return len(text) == 4 and text.isdecimal() and text.startswith(("18", "19", "20"))


def is_month(text: str) -> bool:
    """Return True for the name of a month."""
    return len(text) > 2 and text in MONTHS
