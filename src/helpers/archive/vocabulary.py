"""The labels, headings and captions of the pages, English and French, as tables of cases.

All are compared after :func:`helpers.archive.text.fold`: without accents, case or extra space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.archive.text import fold


@dataclass(frozen=True)
class SeatColumn:
    """One column of a table of seats: its caption, and what it counts.

    `kind` is total, proportional, majority, change, previous, women or other; `tier` says whether
    the column is a part of the total.
    """

    caption: str
    kind: str
    tier: bool = False


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(alternatives)})"


_ROUND = r"(?:round|tour)\s*(?:no|number|n°|n\.?o\.?)?\.?\s*(?P<round>\d{1,2})"
_OF_ROUND = rf"(?:{_ROUND}\s*(?:\([^()]*\))?\s*:\s*)?"
_SEATS = _any("distribution of seats", "repartition des sieges")
_RESULTS = _any(r"election(?:\(s\)|s)? results?", r"resultats (?:des |de l')\s?elections?")

#: Headings of layouts A and B: the section, and the pattern of the whole line.
HEADINGS = {
    section: re.compile(pattern)
    for section, pattern in {
        "turnout": rf"{_ROUND}\s*(?:\((?P<date>[^()]*)\))?\s*:?\s*{_RESULTS}",
        "votes": _OF_ROUND
        + _any("distribution of votes", "repartition des (?:votes|voix|suffrages)"),
        "seats": _OF_ROUND + _SEATS,
        # A bullet before it is a slip of the archive, on a page that lists a bloc's parties.
        "sex": rf"(?:\S\s)?{_SEATS} "
        + _any("according to sex", "(?:entre|selon) .{0,8}(?:hommes|sexe).{0,12}"),
        "age": rf"(?:\S\s)?{_SEATS} " + _any("according to age", "selon l'age"),
        "profession": rf"(?:\S\s)?{_SEATS} "
        + _any("according to profession", "selon .{0,4}professions?"),
        "dates": _any(
            r"dates? of (?:the )?elections?", r"(?:dates? des )?(?:dernieres )?elections?"
        )
        + r" ?/ ?(?:renewal|renouvellement)(?: ?\((?:from/to|de/a)\))*",
        "narrative": _any(
            "purpose of elections",
            "but (?:des elections|de la consultation)",
            "timing and scope of renewal",
            "date et portee du renouvellement",
            "(?:historical )?background(?: and outcome of elections?)?",
            "historique et deroulement du scrutin",
            "contexte(?: et resultats? des elections)?",
            "notes?",
        ),
        "comments": _any("comments?", "commentaires?", "remarques?"),
        "statistics": _any(
            "statistics",
            "statistiques",
            "voter turnout",
            "participation electorale",
            "resultats des elections",
            "tours? de votes?",
        ),
        "source": "sources?",
    }.items()
}

_IN_TWO_LANGUAGES = r"(?: ?\((?:generic / translated|generique / traduit)\))?"

#: Heads of layouts A and B: labels whose value follows on the line or in the next cell.
HEAD = {
    field: re.compile(pattern)
    for field, pattern in {
        "related": _any("related chamber", "chambre relative", "autre chambre")
        + r"(?: ?\([^()]*\))?",
        "parliament": _any("parliament name", "nom du parlement") + _IN_TWO_LANGUAGES,
        "structure": _any("structure of parliament", "structure du parlement"),
        "chamber_b": _any("chamber name", "nom de la chambre") + _IN_TWO_LANGUAGES,
        "chamber": _any(
            "parliamentary chamber", "chambre parlementaire", "(?:chamber|chambre) ?(?=:)"
        ),
    }.items()
}

#: Labels of a parliament's general page, which has no election on it.
GENERAL_PAGE = re.compile(
    r"(?:members|membres) ?\((?:statutory|nombre statutaire)|"
    r"(?:women|femmes) ?\((?:current number|nombre actuel)|"
    r"(?:last|next) renewal dates?|dates? du (?:dernier|prochain) renouvellement"
)

#: The four labels of a round, in their order.
TURNOUT = {
    "number of registered electors": "electors",
    "registered electors": "electors",
    "number of registered voters": "electors",
    "nombre d'electeurs inscrits": "electors",
    "electeurs inscrits": "electors",
    "voters": "voters",
    "number of voters": "voters",
    "votants": "voters",
    "nombre de votants": "voters",
    "blank or invalid ballot papers": "blank_or_invalid",
    "blank or invalid ballots": "blank_or_invalid",
    "bulletins blancs ou nuls": "blank_or_invalid",
    "valid votes": "valid_votes",
    "suffrages valables": "valid_votes",
    "suffrages exprimes": "valid_votes",
}
#: Names of a round's figures, in their order.
BALLOTS = tuple(dict.fromkeys(TURNOUT.values()))

SEX = {
    "men": "men",
    "hommes": "men",
    "women": "women",
    "femmes": "women",
    "percent of women": "percent",
    "percentage of women": "percent",
    "per cent of women": "percent",
    "pourcentage de femmes": "percent",
}

#: Labels of layout C. "section" is a heading without a value.
PRESENT = {
    "election date(s)": "dates",
    "election dates": "dates",
    "election date": "dates",
    "dates of election": "dates",
    "timing of election": "timing",
    "number of seats at stake": "seats_at_stake",
    "scope of elections": "scope",
    "scope of election": "scope",
    "number of parties contesting the election": "parties_contesting",
    "number of parties contesting election": "parties_contesting",
    "total number of candidates": "candidates",
    "number of candidates": "candidates",
    "number of men candidates": "candidates_men",
    "number of male candidates": "candidates_men",
    "number of women candidates": "candidates_women",
    "number of female candidates": "candidates_women",
    "percentage of women candidates": "candidates_women_percent",
    "registered voters": "electors",
    "registration": "electors",
    "voters": "voters",
    "votes": "voters",
    "voter turnout": "turnout",
    "blank or invalid ballot papers": "blank_or_invalid",
    "invalid votes": "blank_or_invalid",
    "valid votes": "valid_votes",
    "number of parties winning seats": "parties_winning_seats",
    "parties or coalitions winning seats": "parties",
    "political parties winning seats": "parties",
    "number of men elected": "men_elected",
    "number of male members elected": "men_elected",
    "number of female members elected": "women_elected",
    "number of women elected": "women_elected",
    "percentage of women elected": "women_elected_percent",
    "number of men after the election": "men_after",
    "number of women after the election": "women_after",
    "percentage of women after the election": "women_after_percent",
    "nombre de sieges a pourvoir": "seats_at_stake",
    "nombre de sieges en jeu": "seats_at_stake",
    "etendue du renouvellement": "scope",
    "portee du renouvellement": "scope",
    "nombre de partis participant aux elections": "parties_contesting",
    "nombre de partis en lice": "parties_contesting",
    "nombre total de candidats": "candidates",
    "nombre de candidats hommes": "candidates_men",
    "nombre d'hommes candidats": "candidates_men",
    "nombre de candidates": "candidates_women",
    "nombre de femmes candidates": "candidates_women",
    "pourcentage de femmes candidates": "candidates_women_percent",
    "electeurs inscrits": "electors",
    "votants": "voters",
    "taux de participation": "turnout",
    "date(s) d'election": "dates",
    "date(s) de l'election": "dates",
    "date des elections": "dates",
    "nombre de partis ayant remporte des sieges": "parties_winning_seats",
    "partis ou coalitions ayant remporte des sieges": "parties",
    "nombre d'hommes elus": "men_elected",
    "nombre de femmes elues": "women_elected",
    "pourcentage de femmes elues": "women_elected_percent",
    "nombre de femmes apres l'election": "women_after",
    "nombre de femmes apres les elections": "women_after",
    "pourcentage de femmes apres l'election": "women_after_percent",
    "pourcentage de femmes apres les elections": "women_after_percent",
    "election results": "section",
    "resultats des elections": "section",
    "contexte": "section",
    "resultats": "section",
    "candidats": "section",
    "political system": "note",
    "systeme politique": "note",
    "structure of parliament": "note",
    "structure du parlement": "note",
    "ipu membership": "note",
    "membre de l'uip": "note",
    "date of dissolution of the outgoing legislature": "note",
    "date de dissolution de la legislature sortante": "note",
    "about the election": "narrative",
    "a propos de l'election": "narrative",
    "note on the distribution of seats according to sex": "note",
    "background": "section",
    "candidates": "section",
    "results": "section",
    "members elected, by sex": "section",
    "members elected by sex": "section",
    "source": "source",
    "sources": "source",
    "notes": "note",
    "note": "note",
    "comments": "note",
    "expected date of next election": "note",
    "expected date of next elections": "note",
    "date prevue pour les prochaines elections": "note",
    "date of previous elections": "note",
    "date of next elections": "note",
    "percentage of seats won by largest party": "note",
    "percentage of seats won by largest party or coalition": "note",
    "largest party: percentage of seats": "note",
}

#: Names of the figures that count an election as a whole. The seats of the house stand on no
#: page: evidence has them.
CONTEST = (
    "seats_at_stake",
    "parties_contesting",
    "parties_winning_seats",
    "candidates",
    "candidates_men",
    "candidates_women",
    "candidates_women_percent",
    "chamber_seats",
)

#: Labels of figures that count the election as a whole, on pages of any layout.
CONTEST_LABELS = {
    label: name
    for label, name in PRESENT.items()
    if name in CONTEST and label not in ("candidates", "candidats")
}

SCOPES = {
    "full renewal": "full",
    "renouvellement integral": "full",
    "partial renewal": "partial",
    "renouvellement partiel": "partial",
    "full": "full",
    "partial": "partial",
}

_YEAR = r"(?:19|20)\d\d"
#: Captions of a table of seats: what the column counts. Any other caption is a tier of its own,
#: such as the provincial and national seats of Ecuador.
_SEAT_CAPTIONS = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "change": _any(
            r"\(?gains?\s?/\s?(?:loss(?:es)?|pertes?)\)?", r"\+/-", "change", "difference"
        ),
        "women": _any("number of women", "nombre de femmes", r"(?:women|femmes)(?: \(total\))?"),
        "women_of": rf"(?:women|femmes) {_YEAR}",
        "seats_of": rf"(?:(?:seats|sieges) )?{_YEAR}",
        "previous": _any("previous(?: seats)?", "seats before", "outgoing", "precedents?"),
        "total": _any(
            "total(?: (?:number of )?seats| des sieges| of seats)?",
            "(?:number of )?seats(?: won| obtained)?",
            "sieges",
        ),
        "proportional": _any(
            "proportional(?: representation)?",
            "(?:representation )?proportionnel(?:le)?",
            "pr",
            "(?:party )?lists?(?: seats)?",
            "national list",
            "listes?",
        ),
        "majority": _any(
            "majority",
            "majorit(?:aire|e)",
            "constituenc(?:y|ies)(?: seats)?",
            "single-member",
            "districts?",
            "uninominal",
        ),
        "tier": r"[^\W\d]\S*",
    }.items()
}
_TIERS = {"proportional", "majority", "tier"}

PARTY_CAPTION = re.compile(
    r"(?:political (?:group|party|parties)|groupe politique|party|"
    r"parti(?: ?/ ?formation)?(?: politique)?)s?\b"
)
VOTE_CAPTIONS = {
    "candidates": "candidates",
    "candidats": "candidates",
    "candidatures": "candidates",
    "number of candidates": "candidates",
    "nombre de candidats": "candidates",
    "votes": "votes",
    "number of votes": "votes",
    "votes obtained": "votes",
    "suffrages": "votes",
    "suffrages obtenus": "votes",
    "nombre de suffrages": "votes",
    "nombre de voix": "votes",
    "voix": "votes",
    "%": "pct",
    "% of votes": "pct",
    "% of valid votes": "pct",
    "% des suffrages": "pct",
    "% des voix": "pct",
    "percent": "pct",
    "percentage": "pct",
    "percentage of votes": "pct",
    "pourcentage": "pct",
}


@dataclass(frozen=True)
class Heading:
    """A heading found: its section, its round where it names one, and the text of its date."""

    section: str
    round: int | None = None
    date: str = ""


#: No heading or caption is longer, and no table has more columns: what is, is narrative.
MAX_HEADING, MAX_CAPTION, MAX_COLUMNS = 120, 200, 8


def heading(text: str) -> Heading | None:
    """Recognise a heading; only a whole line is one, so that narrative never is."""
    if len(text) > MAX_HEADING:
        return None
    folded = fold(text).rstrip(" :")
    for section, pattern in HEADINGS.items():
        if match := pattern.fullmatch(folded):
            groups = match.groupdict()
            number = int(groups["round"]) if groups.get("round") else None
            return Heading(section, number, groups.get("date") or "")
    return None


def vote_columns(cells: list[str]) -> list[str] | None:
    """Read the caption of a table of votes: candidates, votes, pct in their order.

    Parameters
    ----------
    cells : list of str
        The caption's cells, or one text in which they run together.

    Returns
    -------
    list of str or None
        Without the first column, which is the party's; "other" for a cell with another caption.
        None if it is no such caption.
    """
    words = _caption_words(cells)
    if words is None:
        return None
    found = [VOTE_CAPTIONS.get(fold(word)) for word in words]
    # The later of two columns of one kind is the odd one out.
    first = [name if name and name not in found[:i] else "other" for i, name in enumerate(found)]
    return first if any(found) and (None not in found or _has_cells(cells)) else None


def seat_columns(cells: list[str], year: int | None) -> list[SeatColumn] | None:
    """Read the caption of a table of seats.

    Parameters
    ----------
    cells : list of str
        The caption's cells, or one text in which they run together.
    year : int or None
        Year of the election: seats of an earlier year are the previous ones.

    Returns
    -------
    list of SeatColumn or None
        Without the first column, which is the party's; None if it is no such caption.
    """
    words = _caption_words(cells)
    if words is None or not _is_caption(words):
        return None
    columns = []
    for word in words:
        kind = _kind_of(word)
        if kind is None and not _has_cells(cells):
            return None
        tier = kind in _TIERS
        if kind == "seats_of":
            earlier = year is not None and int(re.search(_YEAR, fold(word))[0]) < year
            kind = "previous" if earlier else "other"
        elif kind in (None, "women_of", "tier"):
            kind = "other"
        columns.append(SeatColumn(word, kind, tier))
    # Two columns of one kind: the later one is the odd one out and keeps its caption only.
    seen: set[str] = set()
    for index, column in enumerate(columns):
        if column.kind in seen and column.kind != "other":
            columns[index] = SeatColumn(column.caption, "other")
        seen.add(column.kind)
    return columns or None


def _is_caption(words: list[str]) -> bool:
    """Return True for captions, not for a sentence that happens to begin with "Political Group"."""
    known = [_kind_of(word) for word in words]
    return (
        len(words) <= MAX_COLUMNS
        and any(kind not in (None, "tier") for kind in known[:2])
        and all(
            kind != "tier" or word[:1].isupper() for kind, word in zip(known, words, strict=True)
        )
    )


def _kind_of(word: str) -> str | None:
    return next((k for k, v in _SEAT_CAPTIONS.items() if v.fullmatch(fold(word))), None)


#: Captions of several words in a copy in which they run together. In "Total Seats 2015" the year
#: makes the seats a column of their own.
_RUN_TOGETHER = re.compile(
    _any(
        rf"total (?:number of )?seats(?! {_YEAR})",
        rf"(?:seats|sieges) {_YEAR}",
        rf"(?:women|femmes) (?:{_YEAR}|\(total\))",
        "number of (?:women|seats)",
        "nombre de femmes",
        "gains? ?/ ?(?:loss(?:es)?|pertes?)",
        "previous seats",
        "(?:party|national) lists?",
        "single-member",
        r"\S+",
    ),
    re.IGNORECASE,
)


def _has_cells(cells: list[str]) -> bool:
    return sum(map(bool, cells)) > 1


def _caption_words(cells: list[str]) -> list[str] | None:
    texts = [cell for cell in cells if cell]
    if not texts or len(" ".join(texts)) > MAX_CAPTION:
        return None
    party = PARTY_CAPTION.match(fold(texts[0]))
    if not party:
        return None
    if len(texts) > 1:
        words = cells[cells.index(texts[0]) + 1 :]
        return words[: len(words) - next(i for i, word in enumerate(reversed(words)) if word)]
    rest = texts[0][party.end() :].strip()
    return _RUN_TOGETHER.findall(rest)
