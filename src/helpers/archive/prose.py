"""Telling narrative from rows: sentences have verbs and full stops, names of parties have none."""

from __future__ import annotations

import re

# In lower case only: names are printed with capitals ("Industry Will Save Georgia").
_VERBS = re.compile(
    r"\b(?:was|were|is|are|has|had|have|been|be|will|would|did|won|wins|took|taken|obtained|gained|"
    r"lost|received|secured|captured|held|increased|decreased|remained|announced|which|that|who|"
    r"whose|while|after|before|during|however|although|because|since|than|compared|according|"
    r"respectively|there|this|these|those|they|its|their|"
    r"obtenu|ont|était|étaient|sont|est|qui|que|dont|lors|après|avant|ainsi)\b"
)
_FIGURES = re.compile(r"(?:\s(?:[+\-]?\d[\d.,'’]*%?|=|-)){2,}$")


def is_prose(text: str) -> bool:
    """Tell whether a line is part of a sentence and not a row of a table.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_prose("In 2004 the party won 42 of the 77 seats.")
    True
    >>> is_prose("Rally of Democratic Forces (RFD) and its allies 55 1.54")
    False
    """
    words = text.split()
    if len(words) < 4:
        return False
    # A full stop after a word or number ends a sentence; after a short capital it abbreviates.
    if re.search(r"[\w)\"'”’%][.!?]$", text) and not re.search(r"\b[A-Z][a-z]{0,2}\.$", text):
        return True
    if re.search(r"\w[.!?;] +[A-Z]", text) and len(words) >= 8 and _VERBS.search(text):
        return True
    verbs = len(_VERBS.findall(text))
    if _FIGURES.search(text):
        # Several figures at the end are a row, however its name reads.
        return verbs >= 3 and len(words) > 14
    if re.search(r"\d$", text):
        return verbs >= 2 and len(words) >= 8
    return (len(words) >= 6 and verbs >= 1) or verbs >= 2 or len(words) > 25
