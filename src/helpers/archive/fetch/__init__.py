"""Fetches the IPU's two public sources: archived pages by chamber, and Parline's records.

What comes is saved as received, beside a row of ``sources.csv`` that says where it is from. What is
there already is not asked for again, and a refusal stops nothing else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from helpers.archive import places
from helpers.archive.fetch.pages import NUMBERS, Archive
from helpers.archive.fetch.records import Api
from helpers.archive.fetch.report import Progress, Report
from helpers.archive.fetch.store import Store, StoreError
from helpers.archive.fetch.web import Web

__all__ = ["FetchError", "Hosts", "Progress", "Report", "StoreError", "Wanted", "fetch", "wanted"]

#: Years in which a parliament was elected; another number is a slip.
FIRST_YEAR, LAST_YEAR = 1800, 2100


class FetchError(ValueError):
    """A wish that cannot be understood; the message says why."""

    exit_status = 2


@dataclass(frozen=True)
class Hosts:
    """Hosts that are asked instead of the archive's and the API's, for tests and mirrors.

    If only one is named, only that one is asked.
    """

    archive: str | None = None
    api: str | None = None

    def __post_init__(self):
        for name in ("archive", "api"):
            if (address := getattr(self, name)) is not None:
                object.__setattr__(self, name, _base(name, address))


@dataclass
class Wanted:
    """What to fetch.

    Parameters
    ----------
    numbers : list of str
        Chambers by the archive's numbers, with the digit of the language.
    countries : dict of str to list of str
        By ISO 3166 alpha-2 code the chambers (``KZ-LC01``) of Parline; no chamber means all.
    since : int, optional
        First year.
    everything : bool
        All countries; the rest is empty then.
    notes : list of str
        Sentences on what is not asked for, and why.
    """

    numbers: list[str] = field(default_factory=list)
    countries: dict[str, list[str]] = field(default_factory=dict)
    since: int | None = None
    everything: bool = False
    notes: list[str] = field(default_factory=list)


def wanted(
    countries: Iterable[str] = (),
    chambers: Iterable[str] = (),
    since: str | None = None,
    everything: bool = False,
) -> Wanted:
    """Find out what is asked for.

    Parameters
    ----------
    countries : iterable of str
        Names or ISO 3166 codes.
    chambers : iterable of str
        Parline's codes (``KZ-LC01``) or the archive's numbers (``2165``).
    since : str, optional
        A year, or a day of it.
    everything : bool
        Every country.

    Raises
    ------
    FetchError
        If something is no country, chamber or year, or nothing or too much is asked for.
    """
    countries, chambers = list(countries), list(chambers)
    named = bool(countries or chambers)
    if everything and named:
        raise FetchError("--all fetches every country; leave out --country and --chamber, or it.")
    if not (everything or named or since):
        raise FetchError(
            "Say what to fetch: --country, --chamber, or --all for everything, with or without "
            "--since."
        )
    found = Wanted(since=_year(since) if since else None, everything=not named)
    for name in countries:
        _add(found, _country(name), None)
    for name in chambers:
        _add_chamber(found, name)
    return found


def fetch(
    what: Wanted, folder: Path, pause: float, hosts: Hosts, progress: Progress | None = None
) -> Report:
    """Fetch pages and records into a folder.

    Parameters
    ----------
    what : Wanted
        As :func:`wanted` finds.
    folder : Path
        Made if it is not there.
    pause : float
        Least seconds between two requests.
    hosts : Hosts
        Whom to ask.
    progress : Progress, optional
        Is told how far it is.

    Returns
    -------
    Report

    Raises
    ------
    StoreError, OSError
        If nothing can be saved in the folder.
    """
    report, progress = Report(notes=list(what.notes)), progress or Progress()
    with Store(folder) as store, Web(pause) as web:
        archive = Archive(web, store, report, progress, hosts.archive)
        api = Api(web, store, report, progress, hosts.api)
        if hosts.archive or not hosts.api:
            for number in what.numbers:
                archive.chamber(number, what.since)
            if what.everything:
                archive.explore(NUMBERS, what.since)
        if hosts.api or not hosts.archive:
            for iso2, chambers in what.countries.items():
                api.country(iso2, chambers, what.since)
            if what.everything:
                api.everything(what.since)
            api.close()
    return report


# -- what was asked for --------------------------------------------------------------------------


def _add(found: Wanted, place: places.Place, house: str | None) -> None:
    """Add a country, or one of its houses."""
    numbers = [f"2{number}" for number in places.archive_numbers(place.iso3, house)]
    found.numbers += [number for number in numbers if number not in found.numbers]
    if not numbers:
        found.notes.append(
            f"The archive's number of this chamber of {place.name} is not known, so that only "
            "Parline is asked; if you know it, name it (--chamber 2165)."
        )
    if house is None:
        found.countries[place.iso2] = []


def _add_chamber(found: Wanted, name: str) -> None:
    text = name.strip().upper()
    if re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        found.numbers += [text] if text not in found.numbers else []
        place, house = places.by_archive_code(text) or (None, None)
        if place and house:
            _add_code(found, f"{place.iso2}-{house}01")
        else:
            found.notes.append(
                f"It is not known which chamber of Parline {text} is, so that only the archive is "
                "asked; if you know its code, name it too (--chamber KZ-LC01)."
            )
        return
    match = re.fullmatch(r"([A-Z]{2})-([LU]C)\d\d", text, re.ASCII)
    place = places.by_code(match[1]) if match else None
    if place is None:
        raise FetchError(
            f"{_shown(name)} is no chamber; name it by Parline's code, such as KZ-LC01, or by the "
            "archive's number, such as 2165."
        )
    _add(found, place, match[2])
    _add_code(found, text)


def _add_code(found: Wanted, code: str) -> None:
    """Add a chamber of Parline, unless all of its country are asked for."""
    chambers = found.countries.setdefault(code[:2], [code])
    if chambers and code not in chambers:
        chambers.append(code)


def _country(name: str) -> places.Place:
    found = places.by_code(name.strip()) or places.find(name)
    if found is None:
        names = [place.name for place in places.every()]
        near = difflib.get_close_matches(name.strip().title(), names, 1, 0.6)
        hint = f"; the nearest is {near[0]}" if near else "; name it in English or by its ISO code"
        raise FetchError(f"{_shown(name)} is no country{hint}.")
    return found


def _year(text: str) -> int:
    match = re.fullmatch(r"(\d{4})(?:-\d\d-\d\d)?", text.strip(), re.ASCII)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise FetchError(f"{_shown(text)} is no year; say --since 2004.")
    return int(match[1])


def _base(option: str, address: str) -> str:
    """Check the address of a host."""
    try:
        parts = urlsplit(address.strip())
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
    except ValueError:
        sound = False
    if not sound or parts.username or parts.query or parts.fragment or re.search(r"\s", address):
        raise FetchError(
            f"--{option} {_shown(address)} is no address of a host; give one such as "
            "https://data.ipu.org."
        )
    return address.strip().rstrip("/")


def _shown(text: str) -> str:
    """Return what a user gave, fit for a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:80] or "Nothing"
