"""Narrative and rows: sentences have verbs and full stops, names of parties have none."""

from __future__ import annotations

import re

# In lower case only: names are printed with capitals ("Industry Will Save Georgia").
_VERB = (
    "was|were|is|are|has|had|have|be|been|being|will|would|could|can|may|might|must|did|does|"
    "won|wins|took|take|takes|taken|obtained|gained|lost|received|secured|captured|held|holds|hold|"
    "increased|decreased|rose|fell|remained|remains|announced|said|says|wrote|went|stood|came|come|"
    "chosen|elected|decided|needed|drew|left|make|makes|gave|given|got|became|becomes|compared|"
    "ont|avait|avaient|était|étaient|sont|est|été|fut|furent|obtenu|obtient|compte|comptent|doit|"
    "doivent|remporté|remporte|gagné|perdu|contenter|restent|reste|fait|faisait|étant|pourvus|élus"
)
_LINK = (
    "which|that|who|whose|while|after|before|during|however|although|because|since|than|against|"
    "according|respectively|there|this|these|those|they|its|their|about|some|among|between|"
    "qui|que|dont|lors|après|avant|ainsi|contre|soit|auparavant|quelque"
)
_VERBS = re.compile(rf"(?<![\w'’-])(?:{_VERB})(?![\w'’-])")
_LINKS = re.compile(rf"(?<![\w'’-])(?:{_LINK})(?![\w'’-])")
#: A shorter line is no sentence.
FEWEST_WORDS = 4
#: How many verbs, verbs and links together, and words make a line prose, by how it ends. Names have
#: none or one of them; several figures at the end are a row's, however its name reads.
_ENOUGH = {
    "two sentences": ((0, 1, 7), (1, 1, 6), (0, 2, 4), (0, 0, 26)),
    "words": ((1, 1, 6), (0, 2, 4), (0, 0, 26)),
    "figure": ((1, 1, 6), (0, 2, 8)),
    "figures": ((2, 3, 13),),
}
#: Two figures are shorter than that, and a long run of them must not cost time.
MAX_TAIL = 80

_FIGURES = re.compile(r"(?:\s(?:[+\-]?\d[\d.,'’]*\s?%?|=|-)){2,}$")
_SENTENCE_END = re.compile(r"[\w)\"'”’%][.!?]$")
_ABBREVIATION = re.compile(r"\b[A-Z][a-z]{0,2}\.$")


def ends_in_figures(text: str) -> bool:
    """Return True if a line ends in two figures or more, as a row of a table does.

    Examples
    --------
    >>> ends_in_figures("Fatherland Party 2 883 706 60.61"), ends_in_figures("Fatherland Party 42")
    (True, False)
    """
    return bool(_FIGURES.search(text[-MAX_TAIL:]))


def ends_sentence(text: str) -> bool:
    """Return True if a line ends a sentence: a full stop that is no abbreviation's.

    Examples
    --------
    >>> ends_sentence("They won 42 seats."), ends_sentence("Democratic Party (Dem.)")
    (True, False)
    """
    return bool(_SENTENCE_END.search(text)) and not _ABBREVIATION.search(text)


def is_prose(text: str) -> bool:
    """Return True if a line is part of a sentence and not a row of a table.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_prose("In 2004 the party won 42 of the 77 seats")
    True
    >>> is_prose("Rally of Democratic Forces (RFD) and its allies 55 1.54")
    False
    """
    words = text.split()
    if len(words) < FEWEST_WORDS:
        return False
    if ends_sentence(text):
        return True
    # What stands in brackets explains a name: "Green Party (elected for the Civic Coalition)".
    plain = re.sub(r"\([^()]*\)?", "", text)
    verbs, links = len(_VERBS.findall(plain)), len(_LINKS.findall(plain))
    end = "two sentences" if re.search(r"\w[.!?;:] +[A-Z]", text) else "words"
    if end == "words" and re.search(r"\d%?$", text):
        end = "figures" if ends_in_figures(text) else "figure"
    return any(
        verbs >= of_verbs and verbs + links >= of_both and len(words) >= of_words
        for of_verbs, of_both, of_words in _ENOUGH[end]
    )
