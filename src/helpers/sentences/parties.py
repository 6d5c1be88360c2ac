"""Names of parties as they stand within a sentence."""

from __future__ import annotations

import re

# A party's name takes the article where its head is a common noun: "the Communist Party", but
# "United Russia", "Nur Otan", "Parti socialiste".
_COMMON_NOUN = re.compile(
    r"\b(Alliance|Alternative|Assembly|Association|Bloc|Block|Center|Centre|Coalition|Committee|"
    r"Confederation|Congress|Convention|Council|Federation|Force|Forces|Forum|Front|Group|"
    r"Independents|League|List|Movement|Organi[sz]ation|Party|Rally|Union)\b",
    re.IGNORECASE,
)

# "Appointed members" is no name at all, and "Local council nominees" has no article.
_COMMON_FIRST = re.compile(r"(appointed|elected|nominated|other)\b", re.IGNORECASE)
_COMMON_PLURAL = re.compile(r" [a-z]+s$")


def in_sentence(name: str, kind: str) -> str:
    """Return a party's name as it stands within a sentence.

    Examples
    --------
    >>> in_sentence("Communist Party of Kazakhstan", "party"), in_sentence("Otan", "party")
    ('the Communist Party of Kazakhstan', 'Otan')
    >>> in_sentence("Independents", "independents"), in_sentence("Appointed members", "appointed")
    ('independents', 'appointed members')
    """
    if kind == "independents" and not re.search(r"\bother", name, re.IGNORECASE):
        return "independents"
    if kind in ("independents", "others", "against_all") or _COMMON_FIRST.match(name):
        return name[:1].lower() + name[1:] if not name[:2].isupper() else name
    if re.match(r"the\b", name, re.IGNORECASE):
        return f"the{name[3:]}"
    head = re.split(r"\s*[(\[\"“]", name)[0] or name
    takes = _COMMON_NOUN.search(head) and not _COMMON_PLURAL.search(head)
    return f"the {name}" if takes else name
