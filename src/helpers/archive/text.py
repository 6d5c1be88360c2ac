"""From a file's bytes to text, and from text to the form in which labels are compared."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

from helpers.archive import mhtml
from helpers.rules.controls import without_controls


class PageError(ValueError):
    """A file that cannot be read as a page of the archive; the message says why."""


#: A saved page is some kilobytes; what is a thousand times larger is something else.
MAX_BYTES = 8 * 1024 * 1024

#: A text can have a stray control character; what has more is no text.
MOST_CONTROL = 0.02
#: A page declares its encoding at the beginning.
META_BYTES = 4096

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


#: What all spaces that do not break become.
NO_BREAK = "\u00a0"


def decode(data: bytes, limit: int = MAX_BYTES) -> str:
    """Decode a page: by its byte order mark, as UTF-8 if it is, as declared, as windows-1252.

    Of a browser's single-file save it is the page within.
    Well-formed UTF-8 goes before the declaration: pages of the archive were saved again by
    browsers that kept the old declaration, and no text in windows-1252 is UTF-8 by accident.

    Raises
    ------
    PageError
        If the file is empty, too large, or no text.
    """
    if not data.strip():
        raise PageError("The file is empty.")
    if len(data) > limit:
        raise PageError(
            f"The file has more than {limit // 2**20} MB; a page of the archive has a few kB."
        )
    if data.startswith(b"%PDF"):
        raise PageError("The file is a PDF; save the page itself as HTML, or its text.")
    if mhtml.is_mhtml(data):
        data = mhtml.page_of(data)
        if data is None:
            raise PageError(
                "The file is a browser's single-file save (MHTML) without a page in it; save the "
                "page as HTML."
            )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            break
    else:
        text = _without_mark(data)
    control = sum(text.count(chr(c)) for c in range(32) if c not in (9, 10, 11, 12, 13))
    if control > MOST_CONTROL * len(text):
        raise PageError("The file is not text: it is full of control characters.")
    text = without_controls(text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def _without_mark(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _META.search(data[:META_BYTES])
    for encoding in (declared[1].decode("ascii") if declared else "cp1252", "cp1252"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def tidy(text: str) -> str:
    """Make every run of white space one space, and take it off both ends.

    Spaces that do not break, of any width, become U+00A0 and stay: inside a number they show that
    it is one.
    """
    if text.isascii():
        return " ".join(text.split())
    text = _THIN.sub(NO_BREAK, text)
    text = _WHITE.sub(" ", text)
    return _MIXED.sub(" ", text).strip()


_THIN = re.compile("[\u2007\u2009\u202f]")
_WHITE = re.compile(rf"[^\S{NO_BREAK}]+")
_MIXED = re.compile(rf"{NO_BREAK}{{2,}}|{NO_BREAK}* {NO_BREAK}*")


def spaced(text: str) -> str:
    """Make spaces that do not break plain ones, for names and labels."""
    text = text.replace(NO_BREAK, " ").strip()
    return re.sub(r" {2,}", " ", text) if "  " in text else text


def fold(text: str) -> str:
    """Reduce a text to what labels are compared by: no accents, case, curls or extra space."""
    return _short_folded(text) if len(text) <= SHORT else _folded(text)


#: Labels and names are no longer; the same ones are folded again and again.
SHORT = 120


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.split()).casefold()
    text = text.replace("\u2019", "'").replace("\u2013", "-").replace("\u2014", "-")
    text = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text)))
    return spaced(tidy(text)).casefold()


_short_folded = lru_cache(maxsize=8_192)(_folded)


def after_label(text: str, label: str) -> str:
    """Cut a folded label off a text that was not folded."""
    for end in range(len(text) + 1):
        if fold(text[:end]) == label.strip():
            return text[end:]
    return ""
