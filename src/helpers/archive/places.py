"""Countries and chambers as the archive names them: codes, regions, lower or upper house.

Names are matched exactly once case, accents and punctuation are set aside, never by likeness: a
country that is not known is better reported than guessed. What the archive calls a country comes
from ``places.csv`` (our display names, old and official names), and from pycountry (the official
English names and the French ones of ISO 3166-1).
"""

from __future__ import annotations

import csv
import gettext
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pycountry


@dataclass(frozen=True)
class Place:
    """A country.

    Parameters
    ----------
    iso3, iso2 : str
        ISO 3166-1 codes. States that ended keep the codes that they had (ISO 3166-3):
        Czechoslovakia, the Soviet Union, East Germany, South Yemen, Yugoslavia, Serbia and
        Montenegro, the Netherlands Antilles. A state that only changed its name is one place
        (Burma is Myanmar, Zaire the Democratic Republic of the Congo). Kosovo has the
        user-assigned XKX and XK.
    name : str
        English name to show, as a newspaper would print it.
    region : str
        English name of the UN M49 intermediate region where there is one (Eastern, Middle,
        Southern and Western Africa; Caribbean, Central and South America), else of the
        sub-region (Central Asia, Northern Africa). Guernsey and Jersey are in Northern Europe.
        M49 does not list Taiwan (here in Eastern Asia) and Kosovo (Southern Europe), and has no
        sub-region for Antarctica. A state that ended is in the sub-region of its capital.
    """

    iso3: str
    iso2: str
    name: str
    region: str


def find(name: str) -> Place | None:
    """Find a country by any of its names, English or French.

    Parameters
    ----------
    name : str
        As printed: ``"LAO PEOPLE'S DEMOCRATIC REPUBLIC"``, ``"Tanzania (United Republic of)"``.
        Case, accents, punctuation and the article "the" do not matter.

    Returns
    -------
    Place or None
        None if no country has that very name.

    Examples
    --------
    >>> find("SYRIAN ARAB REPUBLIC").name
    'Syria'
    >>> find("Kyrgizstan") is None
    True
    """
    return _by_name().get(_key(name))


def by_code(code: str) -> Place | None:
    """Find a country by its ISO 3166 alpha-2 or alpha-3 code, in either case.

    ``CS`` stood for Czechoslovakia, later for Serbia and Montenegro: it finds neither.
    """
    return _by_code().get(code.upper())


def every() -> tuple[Place, ...]:
    """Return all places, states that ended among them, by alpha-3 code."""
    return tuple(_places())


def by_archive_code(code: str) -> tuple[Place, str | None] | None:
    """Find the chamber that the archive means by the number in a page's name.

    Parameters
    ----------
    code : str
        ``"2165"``, or a page's whole stem, ``"2165_04"``. The first digit is the language (1
        French, 2 English), the other three are the chamber: ``1366`` and ``2366`` are both
        Tajikistan's Majlisi milli.

    Returns
    -------
    (Place, house) or None
        House is LC (lower or single), UC (upper) or None where the archive's number alone does
        not say. None if no page of ``chambers.csv`` shows what the number stands for.
    """
    number = re.match(r"[12](\d{3})(?!\d)", code)
    return _by_archive_number().get(number[1]) if number else None


def archive_numbers(iso3: str, house: str | None = None) -> list[str]:
    """List the archive's numbers of a country's chambers, without the digit of the language.

    Parameters
    ----------
    iso3 : str
        ISO 3166 alpha-3 code of the country.
    house : {"LC", "UC"}, optional
        Only those of this house, and those of which it is not known.
    """
    return [
        number
        for number, (place, own) in _by_archive_number().items()
        if place.iso3 == iso3 and (house is None or own in (house, None))
    ]


def house(iso3: str, chamber: str) -> str | None:
    """Return whether a chamber is the lower or the upper house, by its name.

    A name that holds the word Senate, in any language of the archive, is an upper house, as is
    one that ``upper_houses.csv`` lists for the country. All others are lower or single: a
    consultative council is upper in Bahrain, and the only chamber in Qatar. Two chambers in one
    name ("Legislative Assembly and Assembly of People's Representatives") count as the lower.

    Parameters
    ----------
    iso3 : str
        ISO 3166 alpha-3 code of the country.
    chamber : str
        As printed, with or without a translation: ``"Majlisi milli / Assemblée nationale"``.

    Returns
    -------
    {"LC", "UC"} or None
        None if no name is given.
    """
    parts = [part for part in re.split(r"\s/\s|\s[-–]\s|[()]", chamber) if _key(part)]
    if not parts:
        return None
    listed = _upper_houses().get(iso3, frozenset())
    upper = any(_key(part) in listed or _is_senate(part) for part in parts)
    return "UC" if upper else "LC"


def _is_senate(part: str) -> bool:
    words = set(_key(part).split())
    names_two = "," in part or words & {"and", "et", "y"}
    return bool(words & _SENATES) and not names_two


_SENATES = {
    *("senate", "senat", "senaat", "senado", "senato", "senatul"),
    *("senators", "senateurs", "senadores"),
}


def _key(name: str) -> str:
    """Reduce a name to what must agree: plain lower-case words without articles."""
    name = re.sub(r"['’‘ʼ`´′]", "", name).replace("&", " and ")
    name = unicodedata.normalize("NFKD", name).casefold()
    name = "".join(letter for letter in name if not unicodedata.combining(letter))
    words = re.sub(r"[\W_]+", " ", name).split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


def _rows(file: str) -> Iterator[dict[str, str]]:
    with files("helpers.archive").joinpath(file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


@cache
def _places() -> dict[Place, list[str]]:
    """Read ``places.csv``: each place with the other names it is known by."""
    return {
        Place(row["iso3"], row["iso2"], row["name"], row["region"]): _listed(row["also"])
        for row in _rows("places.csv")
    }


@cache
def _by_name() -> dict[str, Place]:
    # Our own names come first: where pycountry gives a name to another country, ours decides.
    index = {}
    for place, also in _places().items():
        for name in (place.name, *also):
            index.setdefault(_key(name), place)
    for place in _places():
        for name in _iso_names(place.iso3):
            index.setdefault(_key(name), place)
    return index


def _iso_names(iso3: str) -> Iterator[str]:
    """List the names that ISO 3166-1 and its French translation give a country.

    The ISO puts what sets a country apart behind a comma ("Korea, Republic of"): the natural
    order is listed too.
    """
    country = pycountry.countries.get(alpha_3=iso3)
    if country is None:
        return
    french = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"])
    given = dict(country)  # an attribute that a country lacks would warn and give another
    fields = ("name", "official_name", "common_name")
    for english in [given[field] for field in fields if field in given]:
        for name in (english, french.gettext(english)):
            yield name
            head, comma, tail = name.partition(", ")
            if comma:
                yield f"{tail} {head}"


@cache
def _by_code() -> dict[str, Place]:
    places = every()
    alpha2 = [place.iso2 for place in places]
    index = {place.iso2: place for place in places if alpha2.count(place.iso2) == 1}
    return index | {place.iso3: place for place in places}


@cache
def _by_archive_number() -> dict[str, tuple[Place, str | None]]:
    return {
        row["number"]: (_by_code()[row["iso3"]], row["house"] or None)
        for row in _rows("chambers.csv")
    }


@cache
def _upper_houses() -> dict[str, frozenset[str]]:
    return {
        row["iso3"]: frozenset(_key(name) for name in _listed(row["names"]))
        for row in _rows("upper_houses.csv")
    }
