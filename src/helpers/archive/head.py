"""The head of a page in layouts A and B: country and chamber, between the site's own lines.

What a person saves has the site's head above the page: logo, breadcrumb, links. None of it is a
country or a chamber, but the breadcrumb names both: ``HOME -> PARLINE -> GABON (Sénat)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpers.archive import dates, places
from helpers.archive.lines import Line
from helpers.archive.page import Page
from helpers.archive.prose import is_prose
from helpers.archive.text import after_label, fold, tidy
from helpers.archive.vocabulary import HEAD

_RETURN = re.compile(
    r"<+ ?return to .*?election(?:\(s\)|s)? results? for (.+?) ?<+$"
    r"|<+ ?retour .*?(?:elections?|electoraux) (?:pour|de|en|du|au) (.+?) ?<+$",
    re.IGNORECASE,
)
#: No link back to a country's page is longer; a longer line must not cost time.
MAX_LINK = 400
_BREADCRUMB = re.compile(r".*-> ?PARLINE ?-> ?(.+)")
#: The last bracket of a breadcrumb, with brackets inside it.
_CHAMBER = re.compile(r"(.+?) ?\(((?:[^()]|\([^()]*\))*)\)")
_FURNITURE = re.compile(
    r"ipu logo\b.*|inter-parliamentary union|union interparlementaire|>>>.*|.*->.*|"
    r"(?:print this page|new search|parline database|imprimer cette page|nouvelle recherche).*"
)
#: What follows these is links, until the first label.
_TITLE = re.compile(
    r"(?:last elections?|dernieres elections?|elections? (?:held )?(?:in|en) \d{4})"
)
_DOUBLED = re.compile(r"(.+?) ?\(\1\)")


@dataclass
class _Head:
    """What the lines of a head say: labels with their values, and lines without a label."""

    labels: dict[str, str] = field(default_factory=dict)
    plain: list[Line] = field(default_factory=list)
    breadcrumb: str = ""


def country_of(text: str) -> str | None:
    """Read the country in the line that leads back to its archive page."""
    match = _RETURN.search(text) if len(text) < MAX_LINK else None
    return tidy(match[1] or match[2]) if match else None


def read_head(body: list[Line], page: Page) -> None:
    """Read country and chamber, and in a copy that lost its labels dates and narrative.

    Parameters
    ----------
    body : list of Line
        What stands before the first heading.
    page : Page
        The page to fill in; what is not named stays None.
    """
    head = _sorted(body, page)
    country, chamber = _parted(head.breadcrumb)
    page.country = page.country or country
    label = head.labels.get("chamber_b") or head.labels.get("chamber")
    page.chamber = _once(label or chamber or head.labels.get("parliament"))
    plain = [line for line in head.plain if not line.text.startswith("[")]
    if page.layout == "archive":
        _read_unlabelled(plain, page)
        return
    named = {head.labels.get("parliament"), page.chamber}
    names = [line.text for line in plain if _once(line.text) not in named]
    if page.country is None and names:
        # A single name is a country's if there is a country of that name, else the chamber's.
        alone = len(names) == 1 and page.chamber is None and places.find(names[0]) is None
        page.country = None if alone else names.pop(0)
    page.chamber = page.chamber or (_once(names[0]) if names else None)


def _sorted(body: list[Line], page: Page) -> _Head:
    """Sort the lines of a head: labels with values, the site's own lines, and all others."""
    head = _Head()
    waiting: str | None = None
    titled = False
    for line in body:
        first, folded = line.cells[0].text, fold(line.cells[0].text)
        if country := country_of(line.text):
            page.country = country
        elif found := _label(folded):
            name, label = found
            beside = " ".join(cell.text for cell in line.cells[1:] if cell.text)
            # The fold keeps the length of these labels, but not of what follows.
            value = beside or tidy(after_label(first, label).lstrip(" :"))
            head.labels[name] = head.labels.get(name) or value
            waiting = None if value else name
            continue
        elif crumb := _BREADCRUMB.fullmatch(line.text):
            head.breadcrumb = crumb[1]
        elif _TITLE.fullmatch(folded.rstrip(" :")):
            titled = True
        elif waiting:
            head.labels[waiting] = line.text
        elif not _FURNITURE.fullmatch(folded) and not (titled and page.layout != "archive"):
            head.plain.append(line)
        waiting = None
    return head


def _parted(breadcrumb: str) -> tuple[str | None, str | None]:
    """Part a breadcrumb's country and chamber; names of countries can have brackets too."""
    match = _CHAMBER.fullmatch(breadcrumb)
    if match is None or places.find(breadcrumb):
        return breadcrumb or None, None
    return match[1], match[2]


def _label(folded: str) -> tuple[str, str] | None:
    """Recognise a label of the head at the beginning of a line; return its name and its words."""
    for name, pattern in HEAD.items():
        match = pattern.match(folded)
        if match and not folded[match.end() :][:1].isalnum():
            return name, match[0]
    return None


def _once(name: str | None) -> str | None:
    """Return a name that is printed twice once: ``House of Delegates (House of Delegates)``."""
    doubled = _DOUBLED.fullmatch(name or "")
    return doubled[1] if doubled else name or None


def _read_unlabelled(lines: list[Line], page: Page) -> None:
    """Read what stands in the head of layout A in a copy that lost its labels."""
    for line in lines:
        if found := dates.dates(line.text):
            page.dates_line = page.dates_line or line.number
            page.dates.extend(day for day in found if day not in page.dates)
        elif is_prose(line.text):
            page.narrative.append((line.number, line.text))
