"""Names of parties as they stand within a sentence."""

from __future__ import annotations

import re

# A party's name takes the article where its head is a common noun: "the Communist Party", but
# "United Russia", "Nur Otan", "Parti socialiste".
_COMMON_NOUN = re.compile(
    r"\b(Alliance|Alternative|Assembly|Association|Bloc|Block|Center|Centre|Circle|Coalition|"
    r"Committee|Confederation|Congress|Convention|Council|Federation|Force|Forces|Forum|Front|"
    r"Group|Independents|League|List|Movement|Organi[sz]ation|Party|Rally|Society|Union)\b",
    re.IGNORECASE,
)

# People also take it: "the Democrats", "the Greens and Farmers".
_PEOPLE = re.compile(
    r"(\w+ )?(Communists|Conservatives|Democrats|Greens|Liberals|Nationalists|Progressives|"
    r"Radicals|Republicans|Socialists)\b(?!['\u2019\u2013])"
)

# A name that begins with a determiner, a preposition or a country's possessive has none: "Our
# Party", "For a Good Latvia", "Latvia's First Party".
_HAS_DETERMINER = re.compile(
    r"(All For|An?|For|My|Our|Who|(?!People|Women|Citizen|Worker|Peasant)[A-Z]\w+'s)\b"
)

# "Appointed members" is no name at all, and "Local council nominees" has no article.
_COMMON_FIRST = re.compile(r"(appointed|elected|nominated|other)\b", re.IGNORECASE)
_COMMON_PLURAL = re.compile(r" (?!allies\b)[a-z]+s$")

#: Rows that name nobody, and who holds their seats.
_NOBODY = {
    "affiliation not indicated": "members of no stated affiliation",
    "various right": "various right-wing members",
}


def in_sentence(name: str, kind: str) -> str:
    """Return a party's name as it stands within a sentence.

    Examples
    --------
    >>> in_sentence("Communist Party of Kazakhstan", "party"), in_sentence("Otan", "party")
    ('the Communist Party of Kazakhstan', 'Otan')
    >>> in_sentence("Our Party", "party"), in_sentence("Democrats", "party")
    ('Our Party', 'the Democrats')
    >>> in_sentence("Independents", "independents"), in_sentence("Appointed members", "appointed")
    ('independents', 'appointed members')
    """
    if name.lower() in _NOBODY:
        return _NOBODY[name.lower()]
    if kind == "independents" and not re.search(r"\bother", name, re.IGNORECASE):
        return "independents"
    if re.match(r"the\b", name, re.IGNORECASE):
        return f"the{name[3:]}"
    if _PEOPLE.match(name):
        return f"the {name}"
    if kind in ("independents", "others", "against_all") or _COMMON_FIRST.match(name):
        return name[:1].lower() + name[1:] if not name[:2].isupper() else name
    if _HAS_DETERMINER.match(name):
        return name
    head = re.split(r"\s*[(\[\"“]", name)[0] or name
    takes = _COMMON_NOUN.search(head) and not _COMMON_PLURAL.search(head)
    return f"the {name}" if takes else name
