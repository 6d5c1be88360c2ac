"""The grammar of printed figures: counts, shares, changes, and how exact they are.

A figure is read only when the whole text is one; anything else is refused (None), never guessed.
Which mark separates thousands and which decimals depends on what is expected: a count has no
decimals, so ``12,345`` is a count of five digits; a share is at most three digits and decimals.
"""

from __future__ import annotations

import re
from decimal import Decimal

from helpers.archive.page import Figure

#: Spaces that pages put between thousands: space, no-break, figure, thin and narrow no-break.
SPACES = " \u00a0\u2007\u2009\u202f"
#: Apostrophes used as thousands marks.
APOSTROPHES = "'\u2019\u02bc\u00b4`"
#: Minus signs: hyphen, minus, en dash.
MINUS = "-\u2212\u2013"

EMPTY = {
    "",
    "-",
    "\u2013",
    "\u2014",
    "--",
    "...",
    "\u2026",
    "n/a",
    "n.a.",
    "n.a",
    "na",
    "n/d",
    "nd",
    "no information available",
    "aucune information disponible",
    "not applicable",
    "sans objet",
    "(sans objet)",
    "s/o",
}

_QUALIFIERS = (
    (
        "approximate",
        r"approx(?:\.|imately|imativement)?|about|around|some|circa|ca?\.|est\.?|"
        r"estimated|nearly|almost|environ|pr[eè]s de|~|\u2248",
    ),
    ("at_least", r"over|more than|at least|above|plus de|au moins|>|\u2265"),
    ("at_most", r"under|less than|at most|up to|below|moins de|au plus|<|\u2264"),
)
_QUALIFIER = re.compile(
    "|".join(f"(?P<{name}>{words})" for name, words in _QUALIFIERS), re.IGNORECASE
)
_LEADING = re.compile(rf"^(?:{_QUALIFIER.pattern})\s*".replace("?P<", "?P<lead_"), re.IGNORECASE)

#: Longer numbers than the world has people are no counts of electors or seats.
MAX_DIGITS = 10
#: No figure is longer, with its share and how exact it is; a longer text must not cost time.
MAX_TEXT = 80
WHOLE = 100

_SEPARATOR = f"[{SPACES}{APOSTROPHES},.]"
_COUNT = re.compile(rf"0|[1-9]\d*|[1-9]\d{{0,2}}(?P<mark>{_SEPARATOR})\d{{3}}(?:(?P=mark)\d{{3}})*")
#: Not "000", which ends a count: "5 000".
_SHARE = re.compile(r"(?:\d{1,2}|100)(?:[.,]\d{1,4})?")
#: Three digits after a mark are thousands, unless a sign says that they are decimals.
_BARE_SHARE = re.compile(r"(?:\d{1,2}|100)(?:[.,](?:\d{1,2}|\d{4}))?")
_PERCENT = rf"(?P<share>{_SHARE.pattern})[{SPACES}]*%"
_BRACKET = re.compile(
    rf"^\(\s*(?P<before>[^\d()%]*?)\s*(?:{_PERCENT}|(?P<bare>\d{{1,3}}[.,]\d{{1,4}}))?"
    r"\s*-?\s*(?P<after>[^\d()%]*?)\s*\)$"
)


def is_empty(text: str) -> bool:
    """Return True if a cell says that it has no figure."""
    return text.strip(SPACES + "\t\n").casefold() in EMPTY


def count(text: str) -> int | None:
    """Read a bare count, with any thousands mark; None if it is none.

    Examples
    --------
    >>> count("6,037,885"), count("33 482 387"), count("3'688"), count("12,34")
    (6037885, 33482387, 3688, None)
    """
    text = text.strip(SPACES)
    if not _COUNT.fullmatch(text) or not text.isascii() and re.search(r"[^\W\d_]", text):
        return None
    digits = re.sub(_SEPARATOR, "", text)
    return int(digits) if digits.isascii() and len(digits) <= MAX_DIGITS else None


def share(text: str) -> Decimal | None:
    """Read a bare share in per cent, with or without its sign; None if it is none.

    Examples
    --------
    >>> share("18.89"), share("57 %"), share("45,5%"), share("101")
    (Decimal('18.89'), Decimal('57'), Decimal('45.5'), None)
    """
    text = text.strip(SPACES)
    bare = text.removesuffix("%").rstrip(SPACES)
    pattern = _SHARE if text.endswith("%") else _BARE_SHARE
    if not bare.isascii() or not pattern.fullmatch(bare):
        return None
    value = Decimal(bare.replace(",", "."))
    return value if value <= WHOLE else None


def change(text: str) -> int | None:
    """Read seats won or lost: ``+2``, ``-3``, ``=``; None if it is none."""
    text = text.strip(SPACES)
    if text == "=":
        return 0
    sign, rest = text[:1], text[1:].strip(SPACES)
    if sign == "+" or (sign and sign in MINUS):
        value = count(rest)
        return None if value is None else (value if sign == "+" else -value)
    return count(text)


def _qualifier(text: str) -> str | None:
    """Return what a phrase says of exactness, "" if nothing, None if it is another phrase."""
    text = text.strip(" .-,:;()")
    if not text:
        return ""
    match = _QUALIFIER.fullmatch(text) or _QUALIFIER.fullmatch(text + ".")
    return match.lastgroup if match else None


def figure(text: str, line: int = 0) -> Figure | None:
    """Read a count, a share, or a count with its share, and how exact it is.

    Parameters
    ----------
    text : str
        The whole content of a cell.
    line : int
        Line that it stands on.

    Returns
    -------
    Figure or None
        None if the text is no figure, or says that there is none.

    Examples
    --------
    >>> figure("3,693,656 (61.17%)").percent
    Decimal('61.17')
    >>> figure("7,291,089 (66% - approx.)").qualifier
    'approximate'
    >>> figure("over 79%").value is None
    True
    """
    if len(text) > MAX_TEXT:
        return None
    original = text.strip(SPACES + "\t\n")
    rest, qualifier = original, None
    if is_empty(rest):
        return None
    if lead := _LEADING.match(rest):
        qualifier = lead.lastgroup.removeprefix("lead_")
        rest = rest[lead.end() :]
    if qualifier and not rest[:1].isdigit():
        return None
    value = percent = None
    body, bracket = rest, ""
    if rest.endswith(")"):
        opening = rest.rfind("(")
        if opening < 0:
            return None
        body, bracket = rest[:opening].rstrip(SPACES), rest[opening:]
        match = _BRACKET.match(bracket)
        if not match:
            return None
        words = [_qualifier(match["before"]), _qualifier(match["after"])]
        if None in words:
            return None
        qualifier = qualifier or words[0] or words[1] or None
        if match["share"] or match["bare"]:
            # In brackets a number with decimals is a share also without its sign.
            percent = share(match["share"] or match["bare"])
            if percent is None:
                return None
        elif not any(words):
            return None
    if body:
        if body.endswith("%"):
            # "69.98%", or a count and its share: "1,431,913 69.98%"
            head, _, last = body.removesuffix("%").rstrip(SPACES).rpartition(" ")
            outside = share(last)
            if outside is None or percent is not None:
                return None
            percent = outside
            if head:
                value = count(head)
                if value is None:
                    return None
        else:
            value = count(body)
            if value is None:
                return None
    if value is None and percent is None:
        return None
    return Figure(original, value, percent, qualifier, line)
