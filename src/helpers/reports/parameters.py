"""What a notebook may be asked: each parameter's meaning, what it allows, and what to say if not.

A parameter means the same in every notebook that has it, so it is declared once, by name, in
:data:`PARAMETERS`. Which of them a notebook has, and their defaults, its own parameters cell says.
Values come typed from a notebook, as text from the command line, and as YAML from papermill; all
are read alike. Nothing here displays or runs anything.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import pycountry
from babel import Locale

from helpers import tables
from helpers.tables.schema import HOUSES

FORMULAE = ("dhondt", "sainte_lague", "hare", "droop")
LEGAL = "legal"
FIRST_YEAR, LAST_YEAR = 1800, 2100
#: Languages in which a country may be named beside English: large ones, and those of the archive's
#: countries that have many elections.
LANGUAGES = (
    *("ar", "az", "be", "cs", "de", "es", "et", "fr", "hu", "hy", "it", "ja", "ka", "kk", "ky"),
    *("lt", "lv", "mn", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "uz", "zh"),
)

_HOUSE_NAMES = {"LC": "lower or single house", "UC": "upper house"}


class ParameterError(ValueError):
    """A parameter that does not fit, told in one sentence.

    In a notebook the sentence is shown without a traceback: the reader of it must change a value,
    not read code.

    Parameters
    ----------
    sentence : str
    parameter : str
        The parameter that it is about; empty if that is none of the notebook's.
    """

    exit_status = 2

    def __init__(self, sentence: str, parameter: str = "") -> None:
        super().__init__(sentence)
        self.parameter = parameter

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` most like `word` whatever the case, or None if none is like it."""
    folded = {w.casefold(): w for w in words}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _listed(words: Iterable[object], joint: str = "or") -> str:
    *first, last = map(str, words)
    return f"{', '.join(first)} {joint} {last}" if first else last


def _show(value: object) -> str:
    """Return a value as a sentence can quote it: on one line, and not without end."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}…"


@dataclass(frozen=True)
class Archive:
    """The little of the tables that parameters are held against.

    Parameters
    ----------
    elections : DataFrame
        The table ``elections``.
    women_by_year : DataFrame
        The table ``women_by_year``.
    """

    elections: pd.DataFrame
    women_by_year: pd.DataFrame

    @classmethod
    def load(cls) -> Archive:
        """Read the tables of the project."""
        return cls(tables.load("elections"), tables.load("women_by_year"))

    @cached_property
    def countries(self) -> dict[str, str]:
        """Country's name by its ISO 3166 alpha-3 code, in the order of the names."""
        pairs = self.elections[["iso3", "country"]].drop_duplicates("iso3").sort_values("country")
        return dict(zip(pairs["iso3"], pairs["country"], strict=True))

    def of(self, iso3: str, house: str) -> pd.DataFrame:
        """Return the elections of one house, in order, with their ``year``."""
        rows = self.elections.query("iso3 == @iso3 and house == @house and first_date.notna()")
        return rows.assign(year=rows["first_date"].dt.year).sort_values("first_date")


# --- Readers: (name, value, what is settled so far, archive) -> value ----------------------------


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ParameterError(f"{name} must be given as text, and {_show(value)!r} is none.")
    return value.strip()


def _number(name: str, value: object) -> float:
    try:
        number = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise ParameterError(f"{name} must be a number, and {_show(value)!r} is none.")
    return number


def _year(name: str, value: object, settled: dict, archive: Archive) -> int:
    number = _number(name, value)
    if number != int(number) or not FIRST_YEAR <= number <= LAST_YEAR:
        raise ParameterError(
            f"{name} must be a year from {FIRST_YEAR} to {LAST_YEAR}, and {_show(value)} is none."
        )
    return int(number)


def find_country(given: str, archive: Archive) -> str:
    """Return the alpha-3 code of a country of the archive, given by its name or ISO code.

    Raises
    ------
    ParameterError
        If the archive has no such country.
    """
    countries = archive.countries
    for iso3, country in countries.items():
        if given.casefold() in (country.casefold(), iso3.casefold()):
            return iso3
    try:
        known = pycountry.countries.lookup(given)
    except LookupError:
        known = _in_another_language(given)
    if known and known.alpha_3 in countries:
        return known.alpha_3
    names = list(countries.values())
    if known:
        raise ParameterError(
            f"{known.name} is not in the archive, which has {len(names)} countries "
            f"from {names[0]} to {names[-1]}."
        )
    like = nearest(given, names)
    hint = f"the nearest is {like}" if like else "give its English name or its ISO code"
    raise ParameterError(f"{_show(given)} is no country of the archive; {hint}.")


def _in_another_language(given: str) -> object | None:
    """Return the country that a text names in another language than English, if it is one alone."""
    found = {
        code
        for language in LANGUAGES
        for code, country in Locale.parse(language).territories.items()
        if country.casefold() == given.casefold()
    }
    return pycountry.countries.get(alpha_2=found.pop()) if len(found) == 1 else None


def _country(name: str, value: object, settled: dict, archive: Archive) -> str:
    iso3 = find_country(_text(name, value), archive)
    of_country = archive.elections[archive.elections["iso3"] == iso3]
    region = of_country["region"].dropna()
    settled["iso3"] = iso3
    settled["region"] = region.iloc[0] if len(region) else None
    return archive.countries[iso3]


def _house(name: str, value: object, settled: dict, archive: Archive) -> str:
    house = _text(name, value).upper()
    if house not in HOUSES:
        allowed = _listed(f"{code} ({_HOUSE_NAMES[code]})" for code in HOUSES)
        raise ParameterError(f"{name} must be {allowed}, and {_show(value)} is neither.")
    return house


def _election(name: str, value: object, settled: dict, archive: Archive) -> str | None:
    """Return the ``election_id`` meant by an id, a year or "latest"; None if there are none."""
    rows = archive.of(settled["iso3"], settled["house"])
    of_house = f"{settled['country']} ({settled['house']})"
    text = str(value).strip()
    if text.casefold() == "latest":
        rows = rows[rows["year"].between(settled["since"], settled["until"])]
        return None if rows.empty else rows["election_id"].iloc[-1]
    by_id = rows[rows["election_id"].str.casefold() == text.casefold()]
    if by_id.empty and text.isdecimal():
        by_id = rows[rows["year"] == int(text)]
    if len(by_id) > 1:
        raise ParameterError(
            f"{of_house} has {len(by_id)} elections in {text}: "
            f"give {_listed(by_id['election_id'])} as {name}."
        )
    if by_id.empty:
        like = nearest(text, [*rows["election_id"], *rows["year"].astype(str)])
        years = ", ".join(dict.fromkeys(rows["year"].astype(str)))
        hint = f"the nearest is {like}" if like else f"its years are {years or 'none'}"
        raise ParameterError(f"{_show(text)} is no election of {of_house} in the archive; {hint}.")
    if not settled["since"] <= by_id["year"].iloc[0] <= settled["until"]:
        raise ParameterError(
            f"{name} {_show(text)} lies outside the years {settled['since']} to "
            f"{settled['until']}: widen since and until, or choose another."
        )
    return by_id["election_id"].iloc[0]


def _peers(name: str, value: object, settled: dict, archive: Archive) -> tuple[str, ...]:
    """Return the alpha-3 codes of the peers, in the order of their names, without the country."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise ParameterError(
            f'{name} must be "region" or countries with commas between, '
            f"and {_show(value)!r} is neither."
        )
    if [str(part).strip().casefold() for part in parts] == ["region"]:
        inside = archive.elections["region"] == settled["region"]
        found = set(archive.elections.loc[inside.fillna(False), "iso3"])
    else:
        found = {find_country(_text(name, part), archive) for part in parts if str(part).strip()}
    return tuple(i for i in archive.countries if i in found and i != settled["iso3"])


def _share(lowest: str, highest: str) -> Callable[..., float]:
    """Return a reader of shares with these ends, written as in an interval: ``[0``, ``1)``."""

    def read(name: str, value: object, settled: dict, archive: Archive) -> float:
        number = _number(name, value)
        above = number > 0 if lowest == "(0" else number >= 0
        below = number < 1 if highest == "1)" else number <= 1
        if above and below:
            return number
        low = "above 0" if lowest == "(0" else "from 0"
        high = "below 1" if highest == "1)" else "to 1"
        hint = f": for {number:g}% give {number / 100:g}" if 1 <= number < 100 else ""
        raise ParameterError(f"{name} must be a share {low} {high}, not {number:g}{hint}.")

    return read


def _threshold(name: str, value: object, settled: dict, archive: Archive) -> float | str:
    """Return a share, or "legal" for the legal threshold of the election."""
    if str(value).strip().casefold() == LEGAL:
        return LEGAL
    try:
        float(value)
    except (TypeError, ValueError):
        raise ParameterError(
            f'{name} must be "{LEGAL}" or a share such as 0.05, and {_show(value)!r} is neither.'
        ) from None
    return _share("[0", "1)")(name, value, settled, archive)


def _formula(name: str, value: object, settled: dict, archive: Archive) -> str:
    formula = _text(name, value).casefold().replace("-", "_").replace("'", "").replace(" ", "_")
    if formula not in FORMULAE:
        like = nearest(formula, FORMULAE)
        hint = f"; the nearest is {like}" if like else ""
        raise ParameterError(
            f"{name} must be {_listed(FORMULAE)}, and {_show(value)} is none of them{hint}."
        )
    return formula


#: Parameter -> (what it means, how it is read). Later ones may rest on earlier ones.
PARAMETERS: dict[str, tuple[str, Callable[..., object]]] = {
    "country": ("English name or ISO code of a country of the archive", _country),
    "house": ("LC lower or single house, UC upper house", _house),
    "since": ("first year", _year),
    "until": ("last year", _year),
    "year": ("last year that counts", _year),
    "election": ('election_id, year, or "latest"', _election),
    "label_share": (
        "smallest share of the seats that is labelled, 0 to 1",
        _share("[0", "1]"),
    ),
    "formula": ("how list seats are allotted: " + ", ".join(FORMULAE), _formula),
    "threshold": (
        'share of the votes that a list needs, 0 to below 1, or "legal" for the law\'s own',
        _threshold,
    ),
    "peers": ('countries with commas between, or "region"', _peers),
    "target": ("share of women to reach, between 0 and 1", _share("(0", "1)")),
}


def check_names(given: Iterable[str], allowed: Iterable[str], notebook: str) -> None:
    """Raise :class:`ParameterError` for a name that `notebook` does not have."""
    allowed = list(allowed)
    for name in given:
        if name not in allowed:
            like = nearest(name, allowed)
            hint = f"the nearest is {like}" if like else f"it has {', '.join(allowed) or 'none'}"
            raise ParameterError(f"{notebook} has no parameter {_show(name)}; {hint}.")


def resolve(
    given: Mapping[str, object], archive: Archive, notebook: str = "This notebook"
) -> dict[str, object]:
    """Read and check parameters.

    Parameters
    ----------
    given : mapping
        Value by name, typed or as text. Names as in :data:`PARAMETERS`.
    archive : Archive
        What the values are held against.
    notebook : str
        What to call the notebook in a sentence.

    Returns
    -------
    dict
        Value by name: ``country`` the name to show, with ``iso3`` and ``region`` beside it;
        years int; ``election`` an ``election_id`` or None; ``peers`` a tuple of alpha-3 codes;
        shares float in [0, 1].

    Raises
    ------
    ParameterError
        One sentence: what was given, what is allowed, the nearest match.
    """
    check_names(given, PARAMETERS, notebook)
    settled: dict[str, object] = {}
    for name, (_, read) in PARAMETERS.items():
        if name == "election" and name in given:
            _check_span(settled, archive)
        if name in given:
            try:
                settled[name] = read(name, given[name], settled, archive)
            except ParameterError as error:
                raise ParameterError(str(error), name) from None
    _check_span(settled, archive)
    return settled


def _check_span(settled: Mapping[str, object], archive: Archive) -> None:
    """Refuse years in which nothing lies, where the archive has other years to offer.

    A house without any election is not refused: its report says what is missing.
    """
    if not {"since", "until"} <= settled.keys():
        return
    since, until = settled["since"], settled["until"]
    if since > until:
        raise ParameterError(f"since ({since}) must not come after until ({until}).", "since")
    if not {"iso3", "house"} <= settled.keys():
        return
    years = known = set(archive.of(settled["iso3"], settled["house"])["year"])
    if "target" in settled:  # reports on women also rest on single years between elections
        women = archive.women_by_year
        known = years | set(women.loc[women["iso3"] == settled["iso3"], "year"])
    if years and not any(since <= year <= until for year in known):
        raise ParameterError(
            f"The archive has no election of {settled['country']} ({settled['house']}) from "
            f"{since} to {until}; it has some from {min(years)} to {max(years)}.",
            "since",
        )
