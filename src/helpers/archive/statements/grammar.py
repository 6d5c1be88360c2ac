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

import re
from collections.abc import Iterable
from functools import cache

from helpers.archive.statements.words import CLASSES

_TOKENS = {"#": r"N\d+", "%": r"P\d+", "@": r"R\d+", "D": "D", "Y": "Y", "X": "X"}
_TOKENS |= {
    "CH": "CH",
    "OC": "OC",
    "ADVERB": r"[a-z]+ly|also|already|still|never|once|since|just|therefore|thus|hence|then|now|"
    r"deja|encore|aussi|jamais|donc|ainsi|seulement",
    # "Had to be content" and "had registered" are no results of another time.
    "PARTICIPLE": r"(?!(?:been )?(?:registered|nominated|approved|admitted|accepted|authori[sz]ed)|"
    r"(?:been )?(?:put|entered|placed) on |fielded|come forward|to )"
    r"(?:[a-z-]{2,}ed|won|taken|held|been|had|stood|put|got|gone|come|given|begun|made|left|seen|"
    r"lost|run|cast|sat|kept|risen|fallen)",
}
#: A plain word: no number, name or mark.
_WORD = r"[a-z\ufffd'-][^ ]*"
BEGINS_TOKEN = r"(?<![^ ])"
_SLOT = re.compile(r"(?:<\w+[%@]?>|[#%@])(?: |$)")
_ELEMENT = re.compile(r"(.+?)(?:\?|\*(\d))?")


@cache
def _alternatives(name: str) -> str:
    phrases = sorted(CLASSES[name], key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", " ") for phrase in phrases)


def _element(text: str) -> str:
    if match := re.fullmatch(r"\.\.(\d)", text):
        return rf"(?:{_WORD} ){{0,{match[1]}}}?"
    if text == "END":
        return r"(?=[,.;:)\u2013\u2014] |and |et |while |whereas |$)"
    match = _ELEMENT.fullmatch(text)
    body, repeat = match[1], match[2]
    optional = text.endswith("?")
    if slot := re.fullmatch(r"<(\w+)(%|@)?>", body):
        kind = {"%": "P", "@": "R", None: "N"}[slot[2]]
        inner = rf"(?P<{slot[1]}>{kind}\d+)"
    else:
        inner = "|".join(_part(part) for part in body.split("|"))
    times = "?" if optional else f"{{0,{repeat}}}" if repeat else ""
    return f"(?:(?:{inner}) ){times}"


def _part(part: str) -> str:
    if part in CLASSES:
        return _alternatives(part)
    return _TOKENS.get(part) or re.escape(part.replace("_", " ")).replace(r"\ ", " ")


@cache
def pattern(text: str) -> re.Pattern:
    """Compile a pattern; it matches between whole tokens.

    Examples
    --------
    >>> rule = pattern("<candidates> CANDIDATES from|of <parties_contesting> PARTIES")
    >>> rule.search("N0 candidates from N3 parties stood . ").groupdict()
    {'candidates': 'N0', 'parties_contesting': 'N3'}
    """
    body = "".join(map(_element, text.split()))
    # Only the symbols of quantities and parties hold capitals before digits: they begin tokens.
    return re.compile(body if _SLOT.match(text) else BEGINS_TOKEN + body)


def any_of(rules: Iterable[re.Pattern]) -> re.Pattern:
    """Compile patterns as one, so that a sentence is searched once."""
    bodies = (rule.pattern.removeprefix(BEGINS_TOKEN) for rule in rules)
    return re.compile(f"{BEGINS_TOKEN}(?:{'|'.join(bodies)})")


@cache
def openings(name: str) -> frozenset[str]:
    """Return the words with which the phrases of a class begin."""
    return frozenset(phrase.split()[0] for phrase in CLASSES[name])


@cache
def needs(text: str) -> tuple[str, ...]:
    """List the classes without which a pattern cannot match.

    Examples
    --------
    >>> needs("<candidates> ADJ*2 CANDIDATES BE? VIE|ELECT")
    ('CANDIDATES',)
    """
    return tuple(part for part in text.split() if part in CLASSES)
