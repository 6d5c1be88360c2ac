"""Quantities in a sentence: counts, shares and fractions, in digits and in words, and how exact.

English and French number words are one small table each. A library such as text2num turns words
into digits but loses their places, halves ("one and a half million") and ones that stand alone,
and it reads ordinals, so it does not serve here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from helpers.archive import numbers
from helpers.archive.dates import MONTHS
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
_AFTER = {
    "or so": "approximate", "environ": "approximate", "or more": "at_least",
    "at least": "at_least", "at most": "at_most", "at the most": "at_most", "or less": "at_most",
    "or fewer": "at_most", "au moins": "at_least", "au plus": "at_most", "au minimum": "at_least",
    "au maximum": "at_most", "ou plus": "at_least", "ou moins": "at_most",
}  # fmt: skip

_PERCENT = {"%", "percent"}
_PERCENT_OF = {"per", "pour", "p"}
#: "Five percentage points" are a difference.
_POINTS = {"point", "points", "percentage"}
_ORDINAL_ENDS = {"st", "nd", "rd", "th", "er", "ere", "e", "eme", "s"}


@dataclass(frozen=True)
class Quantity:
    """A quantity of a sentence.

    Parameters
    ----------
    start, end : int
        Where its words stand, those that qualify it included.
    value : int or Decimal
        The count, or the share in per cent.
    kind : {"count", "percent", "fraction", "decimal"}
        A decimal is a number with decimals and no sign of per cent.
    qualifier : {"approximate", "at_least", "at_most"}, optional
        How exact it is said to be; a number of millions is approximate by itself.
    number : int
        Where the number itself begins, behind its qualifier.
    article : bool
        Whether it is the French word for one, which is an article too.
    """

    start: int
    end: int
    value: int | Decimal
    kind: str
    qualifier: str | None
    number: int
    article: bool = False


@dataclass(frozen=True)
class Word:
    """A word, a number in digits, or a mark of a sentence, folded, with its place."""

    text: str
    start: int
    end: int


_WORDS = re.compile(
    r"\d{1,3}(?P<mark>[ "
    r",.'\u2019\u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*(?![\d])(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+[.,]\d{1,4}(?!\d)|\d+"
    r"|(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['\u2019](?=\w)"
    r"|['\u2019]s\b"
    r"|(?:[^\W\d_]|\ufffd)+(?:(?:[-\u2010\u2011]|['\u2019](?!s\b))(?:[^\W\d_]|\ufffd)+)*"
    r"|[^\s\w]",
    re.IGNORECASE,
)


def split(sentence: str) -> list[Word]:
    """Cut a sentence into words, numbers and marks.

    Examples
    --------
    >>> [word.text for word in split("L'UDF gets 1,002 votes (8.4%).")]
    ["l'", 'udf', 'gets', '1,002', 'votes', '(', '8.4', '%', ')', '.']
    """
    return [
        Word(_folded(match[0]), match.start(), match.end()) for match in _WORDS.finditer(sentence)
    ]


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text) or text


def find(words: list[Word], language: str) -> list[tuple[int, int, Quantity]]:
    """Find the quantities of a sentence.

    Parameters
    ----------
    words : list of Word
        The sentence, as :func:`split` cuts it.
    language : {"en", "fr"}
        Which number words to read.

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
    index = 0
    while index < len(words):
        text = words[index].text
        if not (text[0].isdigit() or text in _BEGINS or "-" in text):
            index += 1
            continue
        read = _fraction(words, index) or _number(words, index, language)
        if read is None:
            index += 1
            continue
        end, value, kind, rounded = read
        if not _is_part(words, index, end):
            found.append(_qualified(words, index, end, value, kind, rounded, language))
        index = end
    return found


def _is_part(words: list[Word], index: int, end: int) -> bool:
    """Return True if a number is part of something else: a range, a score, a law's number."""
    before, after = _at(words, index - 1), _at(words, end)
    joined = after and after.start == words[end - 1].end
    if joined and after.text in {"-", "\u2013", "/"} and _at(words, end + 1).text[:1].isdigit():
        return True
    if joined and after.text in _ORDINAL_ENDS | {"\u00b0"}:
        return True
    if before.end == words[index].start and before.text in {
        "-",
        "\u2013",
        "/",
        "+",
        "$",
        "\u20ac",
        "\u00a3",
    }:
        return True
    if before.text == ".":
        before = _at(words, index - 2)
    return before.text in {"no", "nos", "art", "n\u00b0", "article", "articles", "numero"}


_NOTHING = Word("", -1, -1)


def _at(words: list[Word], index: int) -> Word:
    return words[index] if 0 <= index < len(words) else _NOTHING


_LONGEST_FRACTION = max(len(text.split()) for text in _FRACTIONS)
_FRACTION_OPENINGS = frozenset(text.split()[0] for text in _FRACTIONS)


def _fraction(words: list[Word], index: int):
    """Read a fraction: "two-thirds", "one in five", "la moitie"."""
    if (share := _out_of(words, index)) is not None:
        return index + 4, share, "fraction", False
    if words[index].text not in _FRACTION_OPENINGS:
        return None
    for length in range(_LONGEST_FRACTION, 0, -1):
        text = " ".join(word.text for word in words[index : index + length])
        if text in _FRACTIONS and index + length <= len(words):
            if _at(words, index + length).text in {"a", "an", "million", "way"}:
                return None
            return index + length, Decimal(_FRACTIONS[text]), "fraction", False
    return None


#: Words with which a number or a fraction can begin, besides digits and words with a hyphen.
_BEGINS = _FRACTION_OPENINGS | {"a", "an", "half", "cent", "mille"}
_BEGINS |= {word for table in _SMALL.values() for word in table}


def _out_of(words: list[Word], index: int) -> Decimal | None:
    """Read "seven out of ten": a share only if the whole is small and no seats follow."""
    if _texts(words, index + 1, 2) != ("out", "of"):
        return None
    part, whole = (_small(_at(words, index + place).text, "en") for place in (0, 3))
    seats = _at(words, index + 4).text in {"seats", "members", "deputies", "constituencies"}
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


def _number(words: list[Word], index: int, language: str):
    """Read a number in digits or words, with what multiplies it and a sign of per cent."""
    if words[index].text[:1].isdigit():
        value = _digits(words[index].text, language)
        end = index + 1
    else:
        value, end = _spelled(words, index, language)
    if value is None:
        return None
    rounded = False
    scale = _LARGE.get(_at(words, end).text)
    if scale:
        value, end, rounded = value * scale, end + 1, True
        half = [_at(words, end + offset).text for offset in range(2)]
        if half == ["et", "demi"]:
            value, end = value + Decimal(scale) / 2, end + 2
    if _at(words, end).text in _PERCENT:
        return _share(words, end + 1, value)
    if _at(words, end).text in _PERCENT_OF and _at(words, end + 1).text in {"cent", "cents"}:
        return _share(words, end + 2, value)
    if _at(words, end).text in _POINTS:
        return None
    if value == int(value):
        return end, int(value), "count", rounded
    return end, value, "decimal", rounded


def _share(words: list[Word], end: int, value):
    if _at(words, end).text in _POINTS or value > 100:
        return None
    return end, Decimal(value), "percent", False


def _digits(text: str, language: str) -> Decimal | None:
    """Read digits: which mark stands for decimals depends on how many digits follow it."""
    # A point before three digits is a decimal point in English: "1.147 million".
    if language == "fr" or not re.fullmatch(r"\d{1,3}\.\d{3}", text):
        value = numbers.count(text)
        if value is not None:
            return Decimal(value)
    match = re.fullmatch(r"(\d[\d ,.'\u00a0]*?)[.,](\d{1,4})", text)
    whole = numbers.count(match[1]) if match else None
    return None if whole is None else Decimal(f"{whole}.{match[2]}")


def _spelled(words: list[Word], index: int, language: str):
    """Read a number in words; (None, index) if there is none."""
    text = words[index].text
    lone = {"en": {"single", "lone", "sole"}, "fr": {"seul", "seule", "unique"}}[language]
    if text in {"a", "an", "un", "une", "one"} and _at(words, index + 1).text in lone:
        return Decimal(1), index + 2
    if text in {"a", "half"} and language == "en":
        return _phrase(words, index)
    if text == "one" and _texts(words, index, 4) == ("one", "and", "a", "half"):
        return Decimal("1.5"), index + 4
    total, end = 0, index
    while (value := _small(_at(words, end).text, language)) is not None:
        part, end = value, end + 1
        if value >= 20 and value % 10 == 0:
            part, end = _tens(words, end, part, language)
        if _at(words, end).text in {"hundred", "cent", "cents"}:
            part, end = part * 100, end + 1
            more = end + (_at(words, end).text == "and")
            value = _small(_at(words, more).text, language)
            if value is not None:
                part, end = part + value, more + 1
                if value >= 20 and value % 10 == 0:
                    part, end = _tens(words, end, part, language)
        if _at(words, end).text in {"thousand", "mille"}:
            total, end = total + part * 1000, end + 1
            continue
        return Decimal(total + part), end
    if end == index and text in {"cent", "mille"} and language == "fr":
        value = _small(_at(words, index + 1).text, language)
        rest, end = (0, index + 1) if value is None else _tens(words, index + 2, value, language)
        return Decimal(_SCALES[text] + rest), end
    return (Decimal(total), end) if end > index else (None, index)


def _phrase(words: list[Word], index: int):
    """Read "a dozen", "a hundred", "half a million"."""
    phrases = {
        ("a", "dozen"): 12, ("a", "hundred"): 100, ("a", "thousand"): 1000,
        ("a", "million"): 10**6, ("half", "a", "million"): 500_000, ("half", "a", "dozen"): 6,
    }  # fmt: skip
    for length in (3, 2):
        phrase = _texts(words, index, length)
        if len(phrase) == length and (value := phrases.get(phrase)):
            return Decimal(value), index + length
    # "A seat" is one; other things that have an article are no quantities.
    if _at(words, index + 1).text == "seat" and words[index].text == "a":
        return Decimal(1), index + 1
    return None, index


def _texts(words: list[Word], index: int, length: int) -> tuple[str, ...]:
    return tuple(word.text for word in words[index : index + length])


def _tens(words: list[Word], end: int, value: int, language: str) -> tuple[int, int]:
    """Add what follows a ten as a word of its own: "forty two", "vingt et un"."""
    link = _at(words, end).text == "et" and language == "fr" and value % 10 == 0
    unit = _small(_at(words, end + link).text, language)
    allowed = (1, 11) if link else range(1, 10)
    if value >= 20 and unit in allowed and _at(words, end + link).text != "une":
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
    words: list[Word], index: int, end: int, value, kind: str, rounded: bool, language: str
) -> tuple[int, int, Quantity]:
    """Add the words that say how exact a quantity is."""
    article = language == "fr" and end == index + 1 and words[index].text in {"un", "une"}
    qualifier, start = None, index
    for length in range(_LONGEST_QUALIFIER, 0, -1):
        text = " ".join(word.text for word in words[max(index - length, 0) : index])
        if index >= length and text in _BEFORE:
            qualifier, start = _BEFORE[text], index - length
            break
        if index >= length and text in _VERBS:
            qualifier = _VERBS[text]
            break
    if qualifier is None:
        qualifier = _said_after(words, end)
    if qualifier is None and rounded:
        qualifier = "approximate"
    read = Quantity(
        words[start].start, words[end - 1].end, value, kind, qualifier, words[index].start, article
    )
    return start, end, read


def _said_after(words: list[Word], end: int) -> str | None:
    """Read "100 or so" and, behind the noun, "100 members at least"."""
    for begin in (end, end + 1):
        for length in (1, 2, 3):
            if qualifier := _AFTER.get(" ".join(_texts(words, begin, length))):
                return qualifier
        if not _at(words, begin).text[:1].isalpha():
            break
    return None


def is_year(word: Word) -> bool:
    """Return True if a number reads as a year: four digits, from the last century or this one."""
    return bool(re.fullmatch(r"(?:18|19|20)\d\d", word.text))


def is_month(word: Word) -> bool:
    """Return True for the name of a month."""
    return len(word.text) > 2 and word.text in MONTHS
