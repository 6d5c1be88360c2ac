"""Where a report may lead: to pages of the site, and to the originals that it was made from.

Addresses come from tables, and so from other people: what is neither of the two is no link.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

_SITE_PAGE = re.compile(r"(?:[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*\.html")


def slug(value: object) -> str:
    """Return text as a part of a file name: lower-case ASCII letters, digits and hyphens.

    Examples
    --------
    >>> slug("Côte d'Ivoire"), slug("北京")
    ('cote-d-ivoire', 'x')
    """
    text = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", text.casefold()).strip("-.") or "x"


def country_pages(countries: Iterable[str]) -> list[str]:
    """Return the address of each country's page, relative to the folder of reports.

    Examples
    --------
    >>> country_pages(["Kazakhstan"])
    ['kazakhstan/index.html']
    """
    return [f"{slug(country)}/index.html" for country in countries]


def original(address: object) -> str:
    """Return an address on the web, http or https; empty if it is anything else.

    Examples
    --------
    >>> original("https://data.ipu.org/node/147")
    'https://data.ipu.org/node/147'
    >>> original("javascript:alert(1)"), original("//x.y"), original("https:x"), original(None)
    ('', '', '', '')
    """
    if not isinstance(address, str) or not address.isprintable() or re.search(r'[\s"<>]', address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname else ""


def site_page(address: object) -> str:
    """Return the address of a page of the site; empty if it has not the form of one.

    Examples
    --------
    >>> site_page("kazakhstan/index.html"), site_page("../index.html"), site_page("/x.html")
    ('kazakhstan/index.html', '', '')
    """
    return address if isinstance(address, str) and _SITE_PAGE.fullmatch(address) else ""


def target(address: str, place: str) -> str:
    """Return what a link of a report in the site leads to; empty if there is nothing to lead to.

    Parameters
    ----------
    address : str
        An original, or a page of the site relative to the folder of reports.
    place : str
        Where the report is, relative to the folder of reports.
    """
    if site_page(address):
        return "../" * place.count("/") + address
    return original(address)
