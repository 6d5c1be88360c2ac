"""Where the figures of an archive page were taken from, by page and group, and who published them.

``data/raw/sources.csv`` lists it. Its groups are wider than those of the tables: a page's own
address stands for all its figures, and what is ``any`` was read for the page without saying what
for. Some of what was read is a copy of another's page: then the publisher's own address is worked
out where the copy's address tells it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from helpers.reports import links
from helpers.tables import beside

FILE = "sources.csv"

#: What ``sources.csv`` calls a group of figures, and what it is called in a report.
GROUPS = {
    "turnout": ("electorate", "Turnout"),
    "votes": ("votes", "Votes"),
    "seats": ("seats", "Seats"),
    "sex": ("sex", "Women and men"),
    "age": ("age", "Age"),
    "profession": ("profession", "Profession"),
    "election": ("election", "The election"),
}

#: Publishers that readers know by another name than their host's.
_NAMES = {
    "archive.ipu.org": "Inter-Parliamentary Union",
    "data.ipu.org": "Inter-Parliamentary Union",
    "ipu.org": "Inter-Parliamentary Union",
    "electionguide.org": "IFES Election Guide",
    "idea.int": "International IDEA",
    "rferl.org": "Radio Free Europe/Radio Liberty",
    "azatutyun.am": "Radio Free Europe/Radio Liberty",
    "azattyk.org": "Radio Free Europe/Radio Liberty",
    "moldova.europalibera.org": "Radio Free Europe/Radio Liberty",
    "uk.reuters.com": "Reuters",
    "cnn.com": "CNN",
    "dw.com": "Deutsche Welle",
    "latimes.com": "Los Angeles Times",
    "tass.com": "TASS",
    "baltictimes.com": "The Baltic Times",
    "themoscowtimes.com": "The Moscow Times",
    "eng.belta.by": "BelTA",
    "montsame.gov.mn": "Montsame",
    "moldova.un.org": "United Nations",
    "psephos.adam-carr.net": "Psephos",
    "infogalactic.com": "Infogalactic",
    "jamestown.org": "Jamestown Foundation",
}

#: Hosts that show copies of Wikipedia's pages under their titles, English unless said otherwise.
_COPIES = re.compile(
    r"(^|\.)(wikimili\.com|pinocchiopedia\.com|enwikipedia\.net|knowpia\.com|profilpelajar\.com|"
    r"sagapedia\.com|wiki2\.org|wikiclassic\.com|wikivisually\.com|wikiwand\.com|wikide\.org|"
    r"cloudfront\.net|fastly\.net|the-uncensored-wiki\.com|dweb\.link|cloudflare-ipfs\.com|"
    r"ipfs\.io|eth\.link|wanweibaike\.com|wiki\.x\.io|wikizero\.(net|com)|owiki\.org|iwiki\.icu|"
    r"riteme\.site|eudic\.net|richxsearch\.com|clateway\.com|askwikinow\.com|cryer\.org\.uk|"
    r"piglix\.com|theinfolist\.com|eymaps\.com|dokumen123\.com|artikeldigital\.com|"
    r"findatwiki\.com|friendlywiki\.com|popflock\.com|how\.com\.vn|wiki3\.en-us\.nina\.az|"
    r"thefullwiki\.org|fact-index\.com|gutenberg\.(org|us)|alquds\.edu|wiki7\.org|zxc\.wiki|"
    r"qaz\.wiki|qwe\.wiki|abcdef\.wiki|frwiki\.wiki|wiki34\.com|wiki\.li|franco\.wiki|fra\.wiki|"
    r"other\.wiki|wiki-org\.ru|russianwiki\.com|search\.com\.vn|swiki\.se|xn--h1ajim\.xn--p1ai|"
    r"academic\.ru|de-academic\.com|talk\.dob\.jp|perceptio\w*\.com)$"
)
_KIWIX = re.compile(r"/wikipedia_([a-z]{2,3})(?:_[^/]*)?/(?:A/)?([^/?#]+)$")
_TITLE = re.compile(r"[A-Z\d][\w.,'’()–—-]*_[Ee]lections?(_[\w.,'’()–—-]*)?")
#: A cell may list several addresses.
_SEVERAL = re.compile(r"\s+[|;]\s+")
_INNER = re.compile(r"(?<=.)https?:/{1,2}[^\s]+")
_PROXIED = re.compile(r"/(?:host-)?https?[-/]+([a-z0-9-]+(?:\.[a-z0-9-]+)+)(/.*)")


@dataclass(frozen=True)
class Original:
    """An address that figures were read at.

    Parameters
    ----------
    address : str
        As ``sources.csv`` has it.
    publisher : str
        Who published it: a name, or the host.
    own : str
        The publisher's own address, where `address` is a copy and tells it; else empty.
    is_copy : bool
        Whether `address` is somebody else's copy of the publisher's page.
    """

    address: str
    publisher: str
    own: str = ""
    is_copy: bool = False

    @property
    def link(self) -> str:
        """The address as recorded, if it is one; empty for words such as "a search result"."""
        return links.original(self.address)

    @property
    def named(self) -> str:
        """The publisher, and where its page was read if that was a copy."""
        return f"{self.publisher} (copy at {self.host})" if self.is_copy else self.publisher

    @property
    def host(self) -> str:
        """The host that it was read at."""
        return _host(self.address)

    @classmethod
    def at(cls, address: str) -> Original:
        """Say who published what stands at an address."""
        own, host = links.original(_own(address)), _host(address)
        if own:
            return cls(address, _name(_host(own)), own, is_copy=True)
        if _COPIES.search(host):
            return cls(address, "Wikipedia", is_copy=True)
        return cls(address, _name(host) if host else address)


@dataclass(frozen=True)
class Originals:
    """What ``sources.csv`` says, by page and group of that file, in its order."""

    listed: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, raw: Path) -> Originals:
        """Read the file; rows that cannot be used are left out, as ``hemicycle tidy`` says."""
        path = raw / FILE
        return _read(path, path.read_bytes() if path.is_file() else b"")

    def of(self, page: str, group: str) -> tuple[str, ...]:
        """Return the addresses on record for a group of figures of a page, the first one first.

        Parameters
        ----------
        page : str
            As in the tables' column ``page``.
        group : str
            One of :data:`GROUPS`.
        """
        return self.listed.get((page, GROUPS[group][0])) or self.listed.get((page, "page"), ())

    def also(self, page: str) -> tuple[str, ...]:
        """Return what else was read for a page, and is on record for no group of it."""
        said = {group: urls for (of, group), urls in self.listed.items() if of == page}
        rest = said.pop("any", ())
        named = {url for urls in said.values() for url in urls}
        return tuple(url for url in rest if url not in named)

    def digest(self, pages: Iterable[str]) -> str:
        """Return the SHA-256 of what is said of these pages."""
        wanted = set(pages)
        rows = sorted((key, urls) for key, urls in self.listed.items() if key[0] in wanted)
        return hashlib.sha256(repr(rows).encode()).hexdigest()


@lru_cache(maxsize=4)
def _read(path: Path, data: bytes) -> Originals:
    """Read a file that holds these bytes; the same bytes are read once."""
    found: dict[tuple[str, str], list[str]] = {}
    columns = beside.Columns(("page", "group", "url"))
    for row in beside.read(path, columns, []):
        key = row["page"], row["group"]
        found.setdefault(key, []).extend(filter(None, _SEVERAL.split(row["url"].strip())))
    return Originals({key: tuple(dict.fromkeys(urls)) for key, urls in found.items()})


# --- Publishers -----------------------------------------------------------------------------------


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removesuffix(".")
    except ValueError:
        return ""


def _name(host: str) -> str:
    plain = host.removeprefix("www.")
    if re.search(r"(^|\.)wikipedia\.org$", plain):
        return "Wikipedia"
    return _NAMES.get(plain, plain)


def _own(address: str) -> str:
    """Return the address that a copy's address holds or stands for; empty if it does neither.

    Examples
    --------
    >>> _own("https://webcf.waybackmachine.org/web/20220325024857/https://x.org/wiki/A")
    'https://x.org/wiki/A'
    >>> _own("https://WikiMili.com/en/1994_Turkmen_parliamentary_election")
    'https://en.wikipedia.org/wiki/1994_Turkmen_parliamentary_election'
    >>> _own("https://tass.com/world/712889")
    ''
    """
    try:
        parts = urlsplit(address)
        queried = [value for values in parse_qs(parts.query).values() for value in values]
    except ValueError:
        return ""
    for value in (*queried, *map(_decoded, queried)):
        if re.match(r"https?://", value):
            return value
    if inner := _INNER.search(address):
        return re.sub(r"^(https?:)/+", r"\1//", inner[0])
    if proxied := _PROXIED.search(parts.path):
        return f"https://{proxied[1]}{proxied[2]}"
    host = _host(address)
    if host == "electionguide.herokuapp.com":
        return f"https://www.electionguide.org{parts.path}"
    if host == "rfe.pangea-cms.com" and (found := re.search(r"/ky-KG(/a/\d+\.html)$", parts.path)):
        return f"https://www.azattyk.org{found[1]}"
    if found := _KIWIX.search(parts.path):
        return f"https://{found[1]}.wikipedia.org/wiki/{found[2].removesuffix('.html')}"
    if _COPIES.search(host):
        last = parts.path.rpartition("/")[2].removesuffix(".html").removeprefix("wiki-")
        for title in (last, *queried):
            if _TITLE.fullmatch(unquote(title)):
                return f"https://en.wikipedia.org/wiki/{title}"
    return ""


def _decoded(value: str) -> str:
    """Return what a proxy has put into an address in base64; empty if it has not."""
    try:
        return base64.b64decode(value, validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return ""
