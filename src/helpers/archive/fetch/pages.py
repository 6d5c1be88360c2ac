"""The pages of the historical archive, by chamber: its index first, then the pages that it links.

A page is known by its name, such as ``2165_04.htm``. It is asked for where the archive had it and,
if that fails, where it is served today; the addresses are made here, so that no link leads anywhere
else.
"""

from __future__ import annotations

import html
import itertools
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote, urljoin, urlsplit

from helpers.archive.fetch.report import Progress, Report
from helpers.archive.fetch.store import Store
from helpers.archive.fetch.web import PAGE, Refused, Web
from helpers.archive.text import PageError, decode

OLD = "http://archive.ipu.org"
NEW = "https://data.ipu.org"
#: Numbers of chambers; the archive has some 300.
NUMBERS = range(1, 400)

#: The first digit of a chamber's number is the language of its pages.
_FOLDERS = {"1": "parline-f", "2": "parline-e"}
_TODAY = "/election-summary/HTML/"
#: What follows the number in the name of an election's page: E, or the year and what tells two
#: elections of it apart.
_NAME = r"(?:E|(?P<year>\d{4}|\d\d)[A-Za-z]?(?:[_-][A-Za-z0-9]{1,20}){0,2})\.html?"
#: Other pages of a chamber: the index, and modules without elections.
_OTHER = r"(?:arc|[A-DF])\.html?"
_LINK = re.compile(
    r"(?:href|value)\s*=\s*(?:\"([^\"]{1,500})\"|'([^']{1,500})'|([^\s\"'>]{1,500}))"
)
#: No index has so many links; what has is none, and must not cost time.
MOST_LINKS = 5000
#: Two digits above this are a year of the last century.
LAST_YEAR_OF_THIS_CENTURY = 40


@dataclass(frozen=True)
class Link:
    """A page that an index links: its name, and the folder of the archive that the link names."""

    name: str
    folder: str


class Archive:
    """Fetches the pages of chambers.

    Parameters
    ----------
    web : Web
    store : Store
    report : Report
        Takes what was done.
    progress : Progress
    base : str, optional
        A host that is asked instead of the archive's two.
    """

    def __init__(
        self, web: Web, store: Store, report: Report, progress: Progress, base: str | None = None
    ):
        self.web, self.store, self.report, self.progress = web, store, report, progress
        self.old, self.new = base or OLD, base or NEW
        store.clear("*.none", f"{datetime.now(UTC):%Y%m%d}")

    def explore(self, numbers: Iterable[int], since: int | None = None) -> None:
        """Fetch the pages of all chambers; that most numbers are no chamber's is no refusal."""
        for number in numbers:
            code = f"2{number:03d}"
            if all(self.web.is_closed(host, PAGE) for host in (self.old, self.new)):
                self.report.refused.append(
                    (
                        f"the archive's chambers from {code} on",
                        "Its hosts do not answer any more; run the command again later.",
                    )
                )
                return
            self.chamber(code, since, exploring=True)

    def chamber(self, code: str, since: int | None = None, exploring: bool = False) -> None:
        """Fetch all pages of a chamber.

        Parameters
        ----------
        code : str
            The archive's number with the digit of the language: ``2165``.
        since : int, optional
            First year of interest.
        exploring : bool
            Whether the archive need not have such a chamber. That it has none is kept for a day.
        """
        nothing = f"{code}-{datetime.now(UTC):%Y%m%d}.none"
        if exploring and self.store.kept(nothing) is not None:
            return
        links, strange, why = self._index(code, exploring)
        last = Link(f"{code}_E.htm", "reports")
        if not any(link.name.casefold() == last.name.casefold() for link in links):
            # Not every chamber has a page of its last elections.
            missing = self._page(code, last, optional=True, trust=exploring)
            if why and not missing:
                found, strange = _links(code, "", self.store.read(_page_of(last.name)))
                links = [link for link in found if link.name != last.name]
            elif exploring and why and why.absent and missing.absent:
                self.store.keep(nothing, b"")
                return
            if why and (missing or not why.absent):
                self.report.refuse(f"the index of chamber {code}", why)
        for href in strange:
            self.report.refused.append(
                (
                    f"the link {href} of chamber {code}",
                    "It leads to no page of the archive, and was not followed.",
                )
            )
        for link in links:
            if since is None or (_year(link.name) or since) >= since:
                self._page(code, link)

    def _index(self, code: str, trust: bool) -> tuple[list[Link], list[str], Refused | None]:
        """Return what the index of a chamber links, and why there is none.

        The archive is closed, so that an index which links pages is kept.
        """
        name, folder = f"{code}_arc.htm", f"/{_FOLDERS[code[0]]}/reports/"
        address, data = self.old + folder + name, self.store.kept(name)
        fresh = data is None
        try:
            if fresh:
                address, data = self._first([address, self.new + _TODAY + name], trust)
        except Refused as error:
            return [], [], error
        links, strange = _links(code, address, data)
        if not links:
            return [], strange, Refused(f"The index {address} links no page of an election.")
        if fresh:
            self.store.keep(name, data)
        return links, strange, None

    def _page(
        self, code: str, link: Link, optional: bool = False, trust: bool = False
    ) -> Refused | None:
        """Fetch one page, if it is not there; return why not."""
        page = _page_of(link.name)
        self.progress.expect(1)
        folder = f"/{_FOLDERS[code[0]]}/"
        inside = dict.fromkeys([link.folder, "reports/arc"] if _year(link.name) else ["reports"])
        try:
            if self.store.has(page):
                self.report.there["page"] += 1
                return None
            addresses = [f"{self.old}{folder}{each}/{link.name}" for each in inside]
            address, data = self._first([*addresses, self.new + _TODAY + link.name], trust)
            fresh = self.store.save(page, address, data)
            (self.report.saved if fresh else self.report.there)["page"] += 1
        except Refused as error:
            if not (optional and error.absent):
                self.report.refuse(addresses[0], error)
            return error
        finally:
            self.progress.done(link.name)
        return None

    def _first(self, addresses: Iterable[str], trust: bool = False) -> tuple[str, bytes]:
        """Return the first answer that is one, and its address.

        Parameters
        ----------
        addresses : iterable of str
            Where a page may be.
        trust : bool
            Whether a host that has no such page is believed, and no other asked.

        Raises
        ------
        Refused
            If none has it; `absent` if all say so.
        """
        refusals: list[Refused] = []
        for address in dict.fromkeys(addresses):
            try:
                return address, self.web.get(address, PAGE)
            except Refused as error:
                refusals.append(error)
                if trust and error.absent:
                    break
        said = " ".join(dict.fromkeys(map(str, refusals)))
        asked = [error for error in refusals if not error.unasked]
        raise Refused(said, absent=bool(asked) and all(error.absent for error in asked))


def _page_of(name: str) -> str:
    stem, ending = posixpath.splitext(name)
    return f"ipu/{stem}{ending.lower()}"


def _links(code: str, address: str, index: bytes) -> tuple[list[Link], list[str]]:
    """List the pages of a chamber that an index links, and the links that only look like pages."""
    own = re.compile(rf"{code}_{_NAME}", re.IGNORECASE)
    other = re.compile(rf"{code}_{_OTHER}", re.IGNORECASE)
    try:
        text = decode(index) if index else ""
    except PageError:
        return [], []
    found: dict[str, Link] = {}
    strange: list[str] = []
    matches = itertools.islice(_LINK.finditer(text), MOST_LINKS)
    for href in dict.fromkeys(next(filter(None, match.groups())) for match in matches):
        href = html.unescape(href).strip()
        if f"{code}_" not in unquote(href):
            continue
        folder, name = _parts(address, href)
        if folder is None or not (own.fullmatch(name) or other.fullmatch(name)):
            strange.append(re.sub(r"[^!-~]", "?", href)[:80])
        elif own.fullmatch(name):
            found.setdefault(name.casefold(), Link(name, folder))
    return list(found.values()), strange


def _parts(address: str, href: str) -> tuple[str | None, str]:
    """Return the archive's folder that a link leads to, None if it is none, and the name there."""
    try:
        parts = urlsplit(urljoin(address or OLD + "/parline-e/reports/x.htm", href))
    except ValueError:
        return None, ""
    folder, name = posixpath.split(unquote(parts.path))
    if parts.scheme not in ("http", "https"):
        return None, name
    ends = [known for known in _KNOWN if f"{folder}/".endswith(f"/{known}/")]
    return (_KNOWN[ends[0]] if ends and ".." not in folder else None), name


#: Folders that links to pages name, and where in the archive these pages are.
_KNOWN = {
    "reports/arc": "reports/arc",
    "reports": "reports",
    "arc": "reports/arc",
    _TODAY.strip("/"): "reports/arc",
}


def _year(name: str) -> int | None:
    """Return the year in a page's name; None for the page of the last elections."""
    match = re.fullmatch(rf"\d{{4}}_{_NAME}", name, re.IGNORECASE)
    if match is None or match["year"] is None:
        return None
    year = int(match["year"])
    if year > 99:
        return year
    return year + (1900 if year > LAST_YEAR_OF_THIS_CENTURY else 2000)
