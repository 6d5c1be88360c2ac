"""Which election a page is on: country, house, first day, and from these Parline's id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath

from helpers.archive import Page, places
from helpers.archive.text import fold

#: Two pages with days this far apart are on one election: rounds, or a date printed off by a week.
NEAR = timedelta(days=10)
#: A last day so much later than the first is a re-run in some districts, and joins nothing.
RERUN = timedelta(days=60)

#: Layout of the records of Parline's API, which know their election's own id.
RECORD = "parline-api"

_PARLINE_ID = re.compile(r"([A-Z]{2})-([LU]C)(\d\d)-(E(\d{4})(\d\d)(\d\d)|\d+)")
_UNKNOWN = places.Place("ZZZ", "ZZ", "Unknown country", "")


@dataclass
class Source:
    """A page, and what its name and folder add to what it says."""

    path: str
    page: Page
    origin: str
    place: places.Place
    house: str | None
    first: date | None
    last: date | None
    own_id: str | None = None
    known_place: bool = True
    number: int = 1

    @property
    def election_id(self) -> str:
        """Parline's id of the election, from the first day; without one, what the page has.

        Where the chamber is not known the id has none: ``TV-E20190909``.
        """
        chamber = f"{self.place.iso2}-{self.house}{self.number:02d}"
        if self.house is None:
            chamber = self.place.iso2 + (f"-{self.number:02d}" if self.number > 1 else "")
        if self.first:
            return f"{chamber}-E{self.first:%Y%m%d}"
        if self.own_id:
            return self.own_id
        year = self.page.year or _year_in_name(self.path)
        return f"{chamber}-E{year}" if year else f"{chamber}-{PurePosixPath(self.path).stem}"


def identify(path: str, page: Page) -> Source:
    """Find country, house and days of the election that a page is on.

    Parameters
    ----------
    path : str
        The page's path below the raw folder, with slashes.
    page : Page
        What it says.

    Returns
    -------
    Source
        With the country ``ZZZ`` where neither the page nor its name or address says it, and no
        house where none of them names a chamber.
    """
    stem = PurePosixPath(path).stem
    names = [stem, page.election_id or ""]
    if page.layout == RECORD:
        # A record says which election it is, whatever its file is called.
        names.reverse()
    parline = _PARLINE_ID.match(names[0]) or _PARLINE_ID.match(names[1])
    place = places.find(page.country) if page.country else None
    by_number = _by_number(stem)
    if by_number is None and (place or not page.country):
        # A country that the page prints and nobody knows is not put right by an address.
        by_number = _by_number(PurePosixPath(page.url or "").stem)
    if place is None and parline:
        place = places.by_code(parline[1])
    if place is None and (code := re.match(r"([A-Z]{3})(?![A-Za-z])", stem)):
        place = places.by_code(code[1])
    if place is None and by_number:
        place = by_number[0]
    house = parline[2] if parline else None
    if house is None and place is not None:
        house = places.house(place.iso3, page.chamber or "") or (by_number and by_number[1])
    days = list(page.dates) or [r.date for r in page.rounds if r.date]
    if not days and parline and parline[5]:
        days = _days(parline[5], parline[6], parline[7])
    return Source(
        path,
        page,
        _origin(path, page),
        place or _UNKNOWN,
        house,
        min(days) if days else None,
        max(days) if days else None,
        parline[0] if parline else None,
        place is not None,
    )


def _by_number(stem: str) -> tuple[places.Place, str | None] | None:
    """Find the chamber by the archive's number in a page's name or address: ``2165_04``."""
    return places.by_archive_code(stem) if re.match(r"\d{4}_", stem) else None


def _days(year: str, month: str, day: str) -> list[date]:
    try:
        return [date(int(year), int(month), int(day))]
    except ValueError:
        return []


def _year_in_name(path: str) -> int | None:
    """Read the year in a page's name: ``2165_04`` is 2004, ``MDA_1990`` is 1990."""
    match = re.search(r"_(\d{4}|\d\d)(?!\d)", PurePosixPath(path).stem)
    if not match:
        return None
    year = int(match[1])
    return year if year > 99 else year + (1900 if year > 40 else 2000)


def _origin(path: str, page: Page) -> str:
    """Return where a page comes from: by its folder, by its name, by its layout."""
    parts = PurePosixPath(path).parts
    for folder in reversed(parts[:-1]):
        if folder in ("ipu", "parline", "compiled"):
            return folder
    stem = parts[-1]
    if _PARLINE_ID.match(stem):
        return "parline"
    if re.match(r"[A-Z]{3}_\d{4}", stem):
        return "compiled"
    return "parline" if page.layout in ("parline-2018", RECORD) else "ipu"


def match(sources: list[Source]) -> dict[str, list[Source]]:
    """Put the pages of one election together.

    Pages of one chamber belong together where their days overlap or lie within ten days, so that
    a page that gives only the second round finds its election; a re-run months later joins nothing.
    One origin has an election once: a second page of it, with another chamber's name, is of a
    second chamber, numbered 02.

    Parameters
    ----------
    sources : list of Source
        In any order.

    Returns
    -------
    dict of str to list of Source
        By election id: Parline's own where a record of its API is among the pages, whose date need
        not be the first day; else it comes from the earliest first day of its pages.
    """
    groups: list[list[Source]] = []
    ordered = sorted(sources, key=_order)
    for source in ordered:
        near = [group for group in groups[-2:] if source.first and _same(group, source)]
        home = next((group for group in near if not _other_chamber(group, source)), None)
        if home is not None:
            source.number = home[0].number
            home.append(source)
        else:
            source.number = len(near) + 1
            groups.append([source])
    named: dict[str, list[Source]] = {}
    for group in groups:
        own = next((s.own_id for s in group if s.page.layout == RECORD and s.own_id), None)
        named.setdefault(own or group[0].election_id, []).extend(group)
    return {key: sorted(group, key=lambda s: s.path) for key, group in sorted(named.items())}


def _order(source: Source) -> tuple:
    return source.place.iso3, source.house or "", source.first or date.max, source.path


def _other_chamber(group: list[Source], source: Source) -> bool:
    """Return True if a page is of another chamber than the same origin's page in a group."""
    return any(other.origin == source.origin and _chambers_differ(other, source) for other in group)


def _chambers_differ(one: Source, other: Source) -> bool:
    """Compare two pages' chambers: by Parline's codes where a record is one of them, else by name.

    A record has the chamber's name from another list, so that it need not be as a page prints it.
    Two records of other ids are never of one election, however near their days.
    """
    if one.page.layout == other.page.layout == RECORD and one.own_id and other.own_id:
        return one.own_id != other.own_id
    if RECORD in (one.page.layout, other.page.layout):
        return bool(one.own_id and other.own_id) and one.own_id[:7] != other.own_id[:7]
    name = fold(one.page.chamber or "")
    return bool(name) and fold(other.page.chamber or name) != name


def _same(group: list[Source], source: Source) -> bool:
    head = group[0]
    if (head.place, head.house) != (source.place, source.house) or head.first is None:
        return False
    last = max(
        s.last if s.last - s.first <= RERUN else s.first for s in group if s.first and s.last
    )
    if (last - head.first) > RERUN:
        last = head.first
    return source.first - last <= NEAR or source.first == head.first
