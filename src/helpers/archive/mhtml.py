"""The page in a browser's single-file save (MHTML), its lines where the file has them."""

from __future__ import annotations

import email
import quopri
import re
from email.message import Message

#: What a page can be among the parts of a save; the others are pictures, styles and scripts.
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
#: The head of a save stands in its first bytes.
_HEAD_BYTES = 4096
_MARKS = (
    re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE),
    re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE),
)


def is_mhtml(data: bytes) -> bool:
    """Return True if a file begins as a browser's single-file save does."""
    head = data[:_HEAD_BYTES].lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return all(mark.search(head) for mark in _MARKS)


def page_of(data: bytes) -> bytes | None:
    """Return the page within a single-file save, at the lines where the file has it.

    Parameters
    ----------
    data : bytes
        A file of which :func:`is_mhtml` is true.

    Returns
    -------
    bytes or None
        The first part that is HTML or text, below as many empty lines as the file has above it, of
        which the first holds the page's address as browsers write it into HTML. In
        quoted-printable, the first spaces after a line that was broken become the break, so that
        figures keep the number of their line; in base64 the page has only lines of its own. None if
        no part is a page.
    """
    data = data.replace(b"\r\n", b"\n")
    try:
        message = email.message_from_bytes(data.lstrip())
        part = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
    except RecursionError:  # parts within parts without end
        return None
    if part is None:
        return None
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "quoted-printable":
        raw = str(part.get_payload()).encode("ascii", "replace")
        body = _without_breaks(raw)
    else:
        raw = body = part.get_payload(decode=True) or b""
    above = data.count(b"\n", 0, max(data.find(raw), 0))
    return _address(message, part) + b"\n" * above + _in_utf8(body, part)


def _without_breaks(text: bytes) -> bytes:
    """Decode quoted-printable; a line that goes on takes its break at the next space."""
    found, owed = [], 0
    for line in text.split(b"\n"):
        goes_on = line.rstrip().endswith(b"=")
        piece = quopri.decodestring(line.rstrip()[:-1] if goes_on else line)
        spaces = min(owed, piece.count(b" "))
        found.append(piece.replace(b" ", b"\n", spaces))
        owed += goes_on - spaces
        if not goes_on:
            found.append(b"\n" * (owed + 1))
            owed = 0
    return b"".join(found)


def _in_utf8(body: bytes, part: Message) -> bytes:
    """Return a page in UTF-8 if its part declares another encoding, and it is in that."""
    try:
        return body.decode(part.get_content_charset("utf-8")).encode()
    except (LookupError, UnicodeError):
        return body


def _address(message: Message, part: Message) -> bytes:
    """Return the page's address as browsers write it into HTML that they save."""
    found = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    address = "".join(str(found).split())
    if not re.fullmatch(r"https?://[!-;=?-~]+", address):
        return b""
    return f"<!-- saved from url=({len(address):04})".encode() + address.encode() + b" -->"
