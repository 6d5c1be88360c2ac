"""Write an election as a page that a person saved: with the site's head, bars, run-on values.

Every form follows the section "How pages look when a person saves them" of the description of the
layouts and shares nothing with the reader. :data:`ROUGH` has the forms by name; each writes an
:class:`~writers.Election` (layouts A and B) or a :class:`~writers.Contest` (layout C) with a
narrative. Narratives are in our own words, with numbers that are no figures of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from archive import prose, writers
from archive.writers import BALLOTS, Ballots, Contest, Election, Narrative, Seat, Style

STYLE = Style(thousands="'")

# --------------------------------------------------------------------------- narrative


def narratives(what: Election | Contest, language: str = "en") -> list[Narrative]:
    """Return narratives of an election: none, one of paragraphs, one of every shape of prose."""
    election = what if isinstance(what, Election) else _as_election(what)
    story = (french_story if language == "fr" else english_story)(election)
    shapes = (prose.french if language == "fr" else prose.english)(election)
    return [
        Narrative(),
        Narrative({"story": story}),
        Narrative({"story": (story[0], *shapes.values())}),
    ]


def _as_election(contest: Contest) -> Election:
    seats = tuple(Seat(1, party, (number,)) for party, number in contest.seats)
    return Election(contest.country, contest.chamber or "Parliament", seats=seats)


def _named(election: Election, *otherwise: str) -> tuple[str, str]:
    parties = [seat.party for seat in election.seats] or list(otherwise)
    return parties[0], parties[-1]


def english_story(election: Election) -> tuple[str, ...]:
    """Return a narrative as a page has it: what the elections were for, then what happened."""
    first, last = _named(election, "Civic Union", "National Front")
    return (
        f"Elections were held for all the seats in the {election.chamber} on the normal expiry of "
        "the members' term of office.",
        "Some 1,612 candidates from 27 parties competed for the 212 seats; 318 of them were women "
        "(19.7%), up from 240 in the previous elections, held on 3 May 1987. Round no 1 was to "
        "fill 140 seats, a run-off on 17 May the other 72.",
        "Number of registered electors was put at 5,771,018 at first and at 5,704,332 in the end. "
        "Voters queued from 6 a.m. Turnout was 64.3%, against 71.86% four years before, and the "
        "share of valid votes, 96.2%, was the lowest in 30 years.",
        f"The {first} won 103 seats with 44.21 per cent of the votes, the {last} 61 (-12) and "
        "independents nine. The Constitutional Court annulled the results for 13 seats on "
        "2 June. The opposition has 109 seats in all, 171 members are men and 41 women.",
        f"- {first}: 103 seats\n- {last}: 61 seats\n- Others: 48 seats",
        "On 14 July, the newly elected members held their first session and chose the Speaker by "
        "118 votes to 94.",
    )


def french_story(election: Election) -> tuple[str, ...]:
    """Return a narrative as a French page has it."""
    first, last = _named(election, "Union civique", "Front national")
    return (
        f"Les élections ont porté sur tous les sièges de la chambre {election.chamber}, au terme "
        "normal du mandat de ses membres.",
        "Quelque 1 612 candidats de 27 partis briguaient les 212 sièges ; 318 étaient des femmes "
        "(19,7 %), contre 240 aux élections précédentes, le 3 mai 1987. Le premier tour devait "
        "pourvoir 140 sièges, un second tour, le 17 mai, les 72 autres.",
        "Le nombre d'électeurs inscrits, d'abord donné à 5 771 018, a été ramené à 5 704 332. La "
        "participation a été de 64,3 %, contre 71,86 % quatre ans plus tôt, et la part des "
        "suffrages valables, 96,2 %, est la plus faible en 30 ans.",
        f"{first} a remporté 103 sièges avec 44,21 % des voix, {last} 61 (-12) et les "
        "indépendants neuf. Le Conseil constitutionnel a annulé les résultats de 13 sièges le "
        "2 juin. L'opposition a 109 sièges en tout ; la chambre compte 171 hommes et 41 femmes.",
        f"- {first} : 103 sièges\n- {last} : 61 sièges\n- Divers : 48 sièges",
        "Le 14 juillet, la nouvelle chambre a élu son Président par 118 voix contre 94.",
    )


# --------------------------------------------------------------------------- layout A, bars


def _cells(texts: Iterable[str], columns: int) -> str:
    """Write a row of a table: each cell ends in a bar, and empty ones are nothing but the bar."""
    cells = list(texts)
    cells += [""] * (columns - len(cells))
    line = ""
    for number, text in enumerate(cells):
        gap = " " if number and (text or cells[number - 1]) else ""
        line += gap + (f"{text} |" if text else "|")
    return line


def bars_a(election: Election, narrative: Narrative) -> str:
    """Write layout A with bars: the labels before the tables are lost, but for their bars."""
    style = Style()
    back = (
        "<<< Return to the Historical Archive page of parliamentary election results for "
        f"{election.country} <<<"
    )
    lines = [f"ELECTIONS HELD IN {election.dates[0].year}"] if election.dates else []
    returned = [back] if election.country else []
    lines += [*returned, "Chamber: | |", f"{election.chamber} | |", "|", "|"]
    lines.append(_cells([" ".join(writers.day(d, style) for d in election.dates)], 1))
    purpose, *background = narrative.at("story") or ("[not reproduced]", "[not reproduced]")
    lines += ["|", "|", "|", f"{purpose} | |", "|", "|"]
    lines += "\n\n".join([*background[:-1], f"{background[-1]} |"]).split("\n")
    lines.append("STATISTICS")
    for ballots in election.rounds:
        dated = f" ({writers.day(ballots.date, style)})" if ballots.date else ""
        lines.append(_cells([f"Round no {ballots.number}{dated}: {style.wording}"], 4))
        lines += [
            _cells([writers.ENGLISH[name], writers.ballot(ballots, name, style)], 4)
            for name in BALLOTS
        ]
    for number in _numbers(election.votes):
        lines.append(_cells([f"Round no {number}: Distribution of votes"], 4))
        lines.append(_cells(["Political Group", "Candidates", "Votes", "%"], 4))
        lines += [
            _cells(writers.cells_of(vote, style), 4)
            for vote in election.votes
            if vote.round == number
        ]
    columns = max(4, len(election.captions) + 1)
    for number in _numbers(election.seats):
        lines.append(_cells([f"Round no {number}: Distribution of seats"], columns))
        lines.append(_cells(["Political Group", *election.captions], columns))
        lines += [
            _cells(writers.seat_cells(seat, election.captions, style), columns)
            for seat in election.seats
            if seat.round == number
        ]
    lines += _members_a(election, style)
    lines += ["Source: National Assembly (11.04.1996) |", *returned]
    return _page(lines)


def _members_a(election: Election, style: Style) -> list[str]:
    sexes = [
        ("Men:", writers.count(election.men, style)),
        ("Women:", writers.count(election.women, style)),
        ("Percent of women:", writers.share(election.pct_women, style, sign=False)),
    ]
    lines = []
    if any(value for _, value in sexes):
        lines.append(_cells(["Distribution of seats according to sex:"], 2))
        lines += [_cells(pair, 2) for pair in sexes if pair[1]]
    for name, rows in (("age", election.ages), ("profession", election.professions)):
        if rows:
            lines.append(_cells([f"Distribution of seats according to {name}:"], 2))
            lines += [_cells([f"{label}:", str(value)], 2) for label, value in rows]
    return lines


def _numbers(rows) -> list[int]:
    return sorted({row.round for row in rows})


def _page(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


# --------------------------------------------------------------------------- layout B

#: The parts of the site's head, in their order.
WHOLE_HEAD = ("logo", "version", "breadcrumb", "print", "country", "chamber", "title", "links")

_HEAD_WORDS = {
    "en": {
        "logo": ["IPU Logo    INTER-PARLIAMENTARY UNION"],
        "version": [">>> VERSION FRANÇAISE"],
        "home": "HOME",
        "year": "ELECTIONS IN",
        "links": [
            "General information  Electoral system  Presidency",
            "Parliamentary mandate  Oversight  Specialized bodies",
        ],
    },
    "fr": {
        "logo": ["IPU Logo    UNION INTERPARLEMENTAIRE"],
        "version": [">>> ENGLISH VERSION"],
        "home": "PAGE D'ACCUEIL",
        "year": "ELECTIONS EN",
        "links": [
            "Informations générales  Système électoral  Présidence",
            "Mandat parlementaire  Contrôle parlementaire  Instances spécialisées",
        ],
    },
}
_LABELS = {
    "en": {
        "parliament": "Parliament name",
        "structure": ("Structure of parliament", "Bicameral"),
        "chamber": "Chamber name",
        "related": ("Related chamber", "House of the Regions / Second Chamber"),
        "translated": " (generic / translated)",
        "bicameral": " (for bicameral parliaments)",
    },
    "fr": {
        "parliament": "Nom du parlement",
        "structure": ("Structure du parlement", "Bicaméral"),
        "chamber": "Nom de la chambre",
        "related": ("Chambre relative", "Chambre des régions / Seconde chambre"),
        "translated": " (générique / traduit)",
        "bicameral": " (pour les parlements bicaméraux)",
    },
}


@dataclass(frozen=True)
class Copy:
    """How a copy of a page of layout B was made."""

    language: str = "en"
    head: tuple[str, ...] = ()
    last: bool = False
    doubled: bool = False
    #: The labels of the names: ``single`` (one chamber), ``run-on``, ``full`` or ``other chamber``.
    names: str = "single"
    turnout_line: bool = False
    sex_line: bool = True
    bars: bool = False
    #: French pages may say ``Tours de votes`` and ``Parti / Formation politique``.
    tours: bool = False
    #: What is printed for an empty narrative.
    empty: tuple[str, ...] = ()
    #: Label and value pairs after the narrative: ``""`` none, else what joins the two.
    pairs: str = ""
    source: tuple[str, ...] = ("- National Assembly (24.11.2007, 02.01.2008)",)


@dataclass(frozen=True)
class _Block:
    """Labels and their values, each a line; `joint` joins the last label and the first value.

    With bars, every line ends in one, but the last value of a closed block, whose bar stands alone.
    """

    labels: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    joint: str = "\n"
    closed: bool = False

    def plain(self) -> list[str]:
        text = "\n".join(self.labels)
        if self.values:
            text += self.joint * bool(self.labels) + "\n".join(self.values)
        return text.split("\n")

    def barred(self) -> list[str]:
        lines = [f"{label} |" for label in self.labels]
        *firsts, last = self.values or ("",)
        lines += [f"{value} |" for value in firsts]
        if self.closed:
            return [*lines, *([last] if last else []), "|"]
        return [*lines, f"{last} |"] if last else lines


def page_b(election: Election, narrative: Narrative, copy: Copy) -> str:
    """Write a page of layout B as it was copied."""
    words = writers.FRENCH if copy.language == "fr" else writers.ENGLISH
    style = replace(STYLE, language=copy.language)
    dates = tuple(writers.day(value, style) for value in election.dates)
    blocks = _names(election, copy)
    blocks += [
        _Block((words["background"],)),
        _Block((words["dates"],), dates, joint=""),
        _purpose(words["purpose"], narrative, copy),
        *_pair_blocks(election, copy),
    ]
    if copy.tours:
        blocks += [_Block(("RESULTATS DES ELECTIONS",)), _Block(("Tours de votes",))]
    else:
        blocks += [_Block((words["statistics"],)), _Block((words["turnout"],))]
    for ballots in election.rounds:
        blocks += _ballots(ballots, words, style, copy)
    blocks += _tables_b(election, words, style, copy)
    blocks += _members_b(election, words, style, copy)
    blocks += [_Block((words["comments"],)), _source(words["source"], copy)]
    lines = _head(election, copy)
    for block in blocks:
        lines += block.barred() if copy.bars else block.plain()
    return _page(lines)


def _head(election: Election, copy: Copy) -> list[str]:
    """Return the parts of the site's head that this copy has; an unknown country leaves none."""
    words = _HEAD_WORDS[copy.language]
    chamber, country = election.chamber, election.country
    dated = bool(election.dates) and not copy.last
    parts = {
        "logo": words["logo"],
        "version": words["version"],
        "breadcrumb": [f"   {words['home']} -> PARLINE -> {country} ({chamber})"] * bool(country),
        "print": ["Print this pagePrint this page", "PARLINE database new searchNew search"],
        "country": [country] * bool(country),
        "chamber": [f"{chamber} ({chamber})" if copy.doubled else chamber],
        "title": [f"{words['year']} {election.dates[0].year}" if dated else "LAST ELECTIONS"],
        "links": words["links"],
    }
    return [line for name in copy.head for line in parts[name]]


def _names(election: Election, copy: Copy) -> list[_Block]:
    words = _LABELS[copy.language]
    parliament = "Parlement" if copy.language == "fr" else "Parliament"
    if copy.names == "single":
        label = words["parliament"] + words["translated"]
        return [_Block((label,), (election.chamber,), joint=" ", closed=True)]
    full = copy.names == "full"
    related, other = words["related"]
    if copy.names == "other chamber":
        related = "Autre chambre"
    pairs = [
        (words["parliament"], parliament),
        words["structure"],
        (words["chamber"] + words["translated"] * full, election.chamber),
        (related + words["bicameral"] * full, other),
    ]
    return [
        _Block((label,), (value,), joint=" ", closed=label == pairs[-1][0])
        for label, value in pairs
    ]


def _purpose(label: str, narrative: Narrative, copy: Copy) -> _Block:
    """Return the narrative: on the line of its label, then in paragraphs without a heading."""
    purpose, *rest = narrative.at("story") or copy.empty or ("[not reproduced]",)
    told = ("\n".join(rest),) if rest else ()
    return _Block((label,), (purpose, *told), joint=" ")


def _ballots(ballots: Ballots, words: dict, style: Style, copy: Copy) -> list[_Block]:
    dated = (writers.day(ballots.date, style),) if ballots.date else ()
    printed = [writers.ballot(ballots, name, style) for name in BALLOTS]
    values = tuple(filter(None, printed))
    if copy.turnout_line and values:
        values = (" ".join(values),)
    labels = tuple(words[name] for name in BALLOTS)
    return [
        _Block((f"{words['round']} {ballots.number}",), dated, joint=""),
        _Block(labels, values, closed=True),
    ]


def _tables_b(election: Election, words: dict, style: Style, copy: Copy) -> list[_Block]:
    group = "Parti / Formation politique" if copy.tours else words["group"]
    caption = " ".join([words["group"], words["candidates"], words["count"], "%"])
    votes = {
        number: [writers.cells_of(row, style) for row in election.votes if row.round == number]
        for number in _numbers(election.votes)
    }
    seats = {
        number: [
            writers.seat_cells(row, election.captions, style)
            for row in election.seats
            if row.round == number
        ]
        for number in _numbers(election.seats)
    }
    blocks = []
    for name, head, tables in (
        ("votes", caption, votes),
        ("seats", " ".join([group, *election.captions]), seats),
    ):
        blocks.append(_Block((words[name],), closed=not tables))
        for number, rows in tables.items():
            lines = tuple(" ".join(filter(None, cells)) for cells in rows)
            blocks.append(_Block((f"{words['round']} {number}", head), lines, closed=True))
    return blocks


def _members_b(election: Election, words: dict, style: Style, copy: Copy) -> list[_Block]:
    labels = (words["men"], words["women"], words["pct_women"])
    values = tuple(
        filter(
            None,
            [
                writers.count(election.men, style),
                writers.count(election.women, style),
                writers.share(election.pct_women, style, sign=True),
            ],
        )
    )
    if copy.sex_line:
        labels, values = (" ".join(labels),), (" ".join(values),) if values else ()
    blocks = [_Block((words["sex"],), closed=not values)]
    if values:
        blocks.append(_Block(labels, values, closed=True))
    ages = tuple(f"{label} {value}" for label, value in election.ages)
    blocks.append(_Block((words["age"],), ages, closed=True))
    blocks.append(_Block((words["profession"],), closed=not election.professions))
    blocks += [_Block((label,), (str(value),)) for label, value in election.professions]
    return blocks


def _source(label: str, copy: Copy) -> _Block:
    """Return the source; with bars it stands on the line of its label."""
    if copy.bars:
        return _Block((" ".join([label, *(line.lstrip("- ") for line in copy.source)]),))
    return _Block((label,), copy.source)


# --------------------------------------------------------------------------- pairs of layout B


@dataclass(frozen=True)
class Pairs:
    """What the block of label and value pairs says of an election, made up for the tests."""

    previous: date
    dissolution: date
    seats_at_stake: int
    candidates_men: int
    candidates_women: int
    parties_contesting: int


def pairs(election: Election) -> Pairs:
    """Return the pairs of an election; their seats are those of its table, or 120."""
    day = election.dates[0] if election.dates else date(2013, 3, 10)
    seats = sum(seat.cells[0] or 0 for seat in election.seats) or 120
    return Pairs(
        previous=day - timedelta(days=1827),
        dissolution=day - timedelta(days=61),
        seats_at_stake=seats,
        candidates_men=seats * 4 + 7,
        candidates_women=seats + 3,
        parties_contesting=len({seat.party for seat in election.seats}) + 9,
    )


def pairs_written(election: Election) -> dict:
    """Return what the block of pairs says, by the keys of :func:`cases.contest_read`."""
    told = pairs(election)
    return {
        ("seats_at_stake",): told.seats_at_stake,
        ("candidates",): told.candidates_men + told.candidates_women,
        ("candidates_men",): told.candidates_men,
        ("candidates_women",): told.candidates_women,
        ("parties_contesting",): told.parties_contesting,
    }


def _pair_blocks(election: Election, copy: Copy) -> list[_Block]:
    if not copy.pairs:
        return []
    told = pairs(election)
    lines = {
        "Date of previous elections": writers.day(told.previous, STYLE),
        "Date of dissolution of the outgoing legislature": writers.day(told.dissolution, STYLE),
        "Timing of election": "Upon normal expiry",
        "Number of seats at stake": told.seats_at_stake,
        "Total number of candidates": told.candidates_men + told.candidates_women,
        "Number of men candidates": told.candidates_men,
        "Number of women candidates": told.candidates_women,
        "Number of parties contesting the election": told.parties_contesting,
    }
    return [_Block((label,), (str(value),), joint=copy.pairs) for label, value in lines.items()]


# --------------------------------------------------------------------------- layout C

#: The fields of a page in full, by heading, in their order.
FIELDS = {
    "Background": (
        "Election date(s)",
        "Date of dissolution of the outgoing legislature",
        "Timing of election",
        "Expected date of next elections",
        "Number of seats at stake",
        "Scope of elections",
    ),
    "Candidates": (
        "Number of parties contesting the election",
        "Total number of candidates",
        "Number of men candidates",
        "Number of women candidates",
        "Percentage of women candidates",
    ),
    "Voter turnout": ("Registered voters", "Voters", "Voter turnout"),
    "Results": (
        "About the election",
        "Percentage of seats won by largest party or coalition",
        "Number of parties winning seats",
        "Parties or coalitions winning seats",
    ),
    "Members elected, by sex": (
        "Number of men elected",
        "Number of women elected",
        "Percentage of women elected",
        "Number of women after the election",
        "Percentage of women after the election",
        "Note on the Distribution of seats according to sex",
    ),
}
_ABOUT = "About the election"
_PARTIES = "Parties or coalitions winning seats"
_NOTE = "Note on the Distribution of seats according to sex"
_DATES = (
    "Election date(s)",
    "Date of dissolution of the outgoing legislature",
    "Expected date of next elections",
)
_MALE = {
    "Number of men candidates": "Number of male candidates",
    "Number of women candidates": "Number of female candidates",
}
_FRENCH = {
    "Election results": "Résultats des élections",
    "Election date(s)": "Date(s) d’élection",
    "Expected date of next elections": "Date prévue pour les prochaines élections",
}
#: What the site says of a field, in our own words.
_HELP = {
    "Election date(s)": "When the election began and ended. For appointed chambers, when members "
    "were appointed.",
    "Date of dissolution of the outgoing legislature": "When the legislature elected before was "
    "dissolved.",
    "Timing of election": "Timing: Upon normal expiry; Early elections; Delayed elections",
    "Expected date of next elections": "When the next elections should be held by law or practice.",
    "Number of seats at stake": "How many seats were contested. If the whole chamber is renewed, "
    "as a rule the statutory number of members; if part of it, fewer.",
    "Scope of elections": "Scope: Full renewal; Partial renewal.",
    "Number of parties contesting the election": "How many parties put up at least 1 candidate.",
    "Total number of candidates": "How many people registered as candidates, without those who "
    'stood as "substitute members".',
    "Percentage of women candidates": "Women candidates divided by all candidates.",
    "Registered voters": "How many people were on the electoral rolls.",
    "Voters": "How many people cast a ballot, valid or not.",
    "Voter turnout": "Voters divided by registered voters.",
    "About the election": "Context and results in brief.",
    "Percentage of seats won by largest party or coalition": "Seats of the largest party divided "
    "by the seats at stake.",
    "Number of parties winning seats": "How many parties or coalitions have at least 1 seat.",
    "Parties or coalitions winning seats": "Seats won by each party or coalition.",
    "Percentage of women elected": "Women elected divided by all members elected.",
    "Percentage of women after the election": "Women divided by all members of the new chamber.",
    "Note on the Distribution of seats according to sex": "What the figures include.",
}
_ABOUT_PAGE = "Facts on the vote: background, candidates, turnout, results, the new legislature."


def _help(label: str) -> str:
    """Return the help of a field; for the sexes it repeats the label."""
    return _HELP.get(label, label)


def _values(contest: Contest, *, numeric_dates: bool = False) -> dict[str, str]:
    """Return the values of a page by today's label, with dates and figures that are nobody's."""
    printed = {label: value for label, value in contest.fields if value}
    first = _days(printed.get("Election date(s)", ""))[:1] or [date(2021, 1, 10)]
    printed["Date of dissolution of the outgoing legislature"] = (
        f"{first[0] - timedelta(days=79):%d %b %Y}"
    )
    printed["Expected date of next elections"] = f"{first[0] + timedelta(days=1826):%d %b %Y}"
    if numeric_dates:
        for label in _DATES:
            days = [f"{day:%d.%m.%Y}" for day in _days(printed.get(label, ""))]
            printed |= {label: " to ".join(days)} if days else {}
    if contest.seats:
        most = max(seats for _, seats in contest.seats)
        share = 100 * most / sum(seats for _, seats in contest.seats)
        printed["Percentage of seats won by largest party or coalition"] = f"{share:.1f}%"
    printed[_NOTE] = (
        "Two women and one man took up 3 seats in by-elections; women now number 31 (24.2%)."
    )
    return {
        label: f"{int(value):,}" if value.isdigit() else value for label, value in printed.items()
    }


def _days(text: str) -> list[date]:
    return [datetime.strptime(day, "%d %b %Y").date() for day in text.split(" to ") if day]


def _top(contest: Contest) -> list[str]:
    """Return the country, the chamber if it is named, and what stands above the results."""
    return [
        contest.country,
        "",
        *([contest.chamber, ""] if contest.chamber else []),
        "Political system",
        "Parliamentary system",
        "Structure of parliament",
        "Unicameral",
        "IPU membership",
        "Yes",
        "",
    ]


def _story(narrative: Narrative) -> list[str]:
    return "\n\n".join(narrative.at("story")).split("\n")


def plain_c(contest: Contest, narrative: Narrative, labels: dict[str, str] | None = None) -> str:
    """Write layout C in full: a label on one line, its value on the next."""
    names = labels or {}
    values = _values(contest)
    lines = _top(contest)
    lines += [names.get("Election results", "Election results"), "", _ABOUT_PAGE, ""]
    for heading, fields in FIELDS.items():
        lines += [heading, ""]
        for label in fields:
            shown = names.get(label, label)
            if label == _ABOUT and narrative.at("story"):
                lines += [shown, "", *_story(narrative), ""]
            elif label == _PARTIES and contest.seats:
                lines += [shown, *(f"{party}\t{seats}" for party, seats in contest.seats)]
            elif label in values:
                lines += [shown, values[label]]
        lines.append("")
    return _page(lines)


def dictionary_c(contest: Contest, narrative: Narrative, labels: dict[str, str]) -> str:
    """Write layout C with the help and the link to the dictionary before every value.

    A field without a value says so.
    """
    values = _values(contest)
    missing = ("No information available", "Not applicable")
    lines = [*_top(contest), "Election results", "", _ABOUT_PAGE, ""]
    for heading, fields in FIELDS.items():
        lines += [heading, ""]
        for number, label in enumerate(fields):
            shown = labels.get(label, label)
            lines += ["-", shown, _help(shown), "View field in the data dictionary -"]
            if label == _ABOUT and narrative.at("story"):
                lines += _story(narrative)
            elif label == _PARTIES and contest.seats:
                lines += [f"{party}\t{seats}" for party, seats in contest.seats]
            else:
                lines.append(values.get(label, missing[number % 2]))
        lines.append("")
    return _page(lines)


#: Sentences that stand between the fields of a node page, by the field they follow.
_BETWEEN = {
    "Percentage of women candidates": "There is no party system in 4 of the 31 districts, or all "
    "candidates stood as independents.",
    "Voter turnout": "Turnout is that of the first round; 12 polling stations are missing.",
}


def node_c(contest: Contest, narrative: Narrative, labels: dict[str, str]) -> str:
    """Write layout C as a node page: help on the line of the label, numeric dates, bars."""
    values = _values(contest, numeric_dates=True)
    lines = [contest.country, "", *([contest.chamber, ""] if contest.chamber else [])]
    lines += ["Election results", "", f"{_ABOUT_PAGE} The latest election is shown", ""]
    for heading, fields in FIELDS.items():
        told = []
        for label in fields:
            shown = labels.get(label, label)
            shown = f"{shown} {_help(shown)}"
            if label == _ABOUT and narrative.at("story"):
                told += [shown, *_story(narrative), ""]
            elif label == _PARTIES and contest.seats:
                told += [shown, "---|---|"]
                told += [f"{party} | {seats} |" for party, seats in contest.seats]
            elif label in values:
                told += [shown, values[label]]
                told += ["", _BETWEEN[label], ""] if label in _BETWEEN else []
        lines += [heading, "", *told, ""] if told else []
    return _page(lines)


# --------------------------------------------------------------------------- the forms


@dataclass(frozen=True)
class Form:
    """A rough form: what writes it, of which layout and language, and what it names."""

    layout: str
    write: Callable[[Election | Contest, Narrative], str]
    language: str = "en"
    names_country: bool = True
    names_chamber: bool = True
    has_pairs: bool = False


def _form_b(names_country: bool = True, **copy) -> Form:
    made = Copy(**copy)
    return Form(
        "B",
        lambda what, narrative: page_b(what, narrative, made),
        made.language,
        names_country=names_country,
        has_pairs=bool(made.pairs),
    )


def _unnamed(contest: Contest) -> Contest:
    return replace(contest, chamber="")


_TWICE = ("(sans objet)", "(sans objet)")

#: The rough forms by name.
ROUGH: dict[str, Form] = {
    "A bars": Form("A", bars_a),
    "B site head": _form_b(head=WHOLE_HEAD, last=True),
    "B site head, year, chamber doubled": _form_b(head=WHOLE_HEAD, doubled=True, sex_line=False),
    "B site head without its first lines": _form_b(head=WHOLE_HEAD[3:]),
    "B site head without the line of the country": _form_b(
        head=tuple(part for part in WHOLE_HEAD if part != "country"), doubled=True
    ),
    "B labels run on": _form_b(head=WHOLE_HEAD, names="run-on"),
    "B labels run on, no head": _form_b(names="run-on", names_country=False),
    "B full labels": _form_b(head=WHOLE_HEAD, names="full", last=True),
    "B values on one line": _form_b(head=WHOLE_HEAD, turnout_line=True),
    "B pairs": _form_b(head=WHOLE_HEAD, pairs="\n"),
    "B pairs run on": _form_b(head=WHOLE_HEAD, pairs=" "),
    "B bars": _form_b(names_country=False, names="full", bars=True),
    "B bars, values on one line": _form_b(
        names_country=False, names="full", bars=True, turnout_line=True
    ),
    "B French site head": _form_b(language="fr", head=WHOLE_HEAD, empty=_TWICE),
    "B French site head without its first lines": _form_b(
        language="fr", head=WHOLE_HEAD[3:], names="run-on", doubled=True, sex_line=False
    ),
    "B French other chamber": _form_b(
        language="fr", head=WHOLE_HEAD, names="other chamber", empty=("S/O",)
    ),
    "B French tours de votes, values on one line": _form_b(
        language="fr", head=WHOLE_HEAD, tours=True, turnout_line=True, empty=("S/O", "S/O")
    ),
    "B French bars": _form_b(
        language="fr",
        names_country=False,
        names="full",
        bars=True,
        tours=True,
        empty=("S/O", "S/O"),
    ),
    "C plain": Form("C", plain_c),
    "C plain, male and female": Form("C", lambda what, told: plain_c(what, told, _MALE)),
    "C French": Form("C", lambda what, told: plain_c(what, told, _FRENCH | _MALE), "fr"),
    "C dictionary": Form("C", lambda what, told: dictionary_c(what, told, _MALE)),
    "C dictionary, men and women": Form("C", lambda what, told: dictionary_c(what, told, {})),
    "C node": Form("C", lambda what, told: node_c(what, told, _MALE)),
    "C node, men and women": Form("C", lambda what, told: node_c(what, told, {})),
    "C node without its chamber": Form(
        "C", lambda what, told: node_c(_unnamed(what), told, _MALE), names_chamber=False
    ),
}


# --------------------------------------------------------------------------- no election page


def general_page(election: Election, copy: Copy) -> str:
    """Write a parliament's general page: it has the head, labels and figures, but no election."""
    french = copy.language == "fr"
    renewal = writers.day(election.dates[0], replace(STYLE, language=copy.language))
    pairs = (
        [
            ("Membres (nombre statutaire / nombre actuel)", "50 / 50"),
            ("Femmes (nombre actuel)", "8 (16.00%)"),
            ("Dates du dernier renouvellement", renewal),
        ]
        if french
        else [
            ("Members (statutory / current number)", "50 / 50"),
            ("Women (current number)", "8 (16.00%)"),
            ("Last renewal dates", renewal),
        ]
    )
    blocks = [*_names(election, copy), *(_Block((a,), (b,), joint=" ") for a, b in pairs)]
    lines = _head(election, copy)
    for block in blocks:
        lines += block.barred() if copy.bars else block.plain()
    return _page(lines)


_GENERAL_HEAD = tuple(part for part in WHOLE_HEAD if part != "title")

#: Copies of a general page, by name.
GENERAL = {
    "plain": Copy(head=_GENERAL_HEAD),
    "bars": Copy(bars=True, names="full"),
    "French": Copy(language="fr", head=_GENERAL_HEAD, names="full"),
    "French bars": Copy(language="fr", bars=True, names="full"),
}

# --------------------------------------------------------------------------- addresses

#: Addresses of an archived page, in every shape of the description.
ARCHIVE_ADDRESSES = (
    "http://archive.ipu.org/parline-e/reports/arc/2165_04.htm",
    "http://archive.ipu.org/parline-f/reports/arc/2165_04.htm",
    "http://www.ipu.org/parline-e/reports/arc/2165_04.htm",
    "http://archives.ipu.org/parline-e/reports/arc/2165_04.htm",
    "http://archive.ipu.org/parline-e/reports/2303_B.htm",
    "http://archive.ipu.org/parline-e/reports/2303_E.htm",
    "http://archive.ipu.org/parline-e/reports/arc/2165_04.htm?lang=en&print=1",
    "https://data.ipu.org/election-summary/HTML/2165_12.htm",
)
#: Addresses of a page of today; the first names its election.
PRESENT_ADDRESSES = (
    "https://data.ipu.org/parliament/KZ/KZ-LC01/election/KZ-LC01-E20210110/",
    "https://data.ipu.org/node/87/elections?chamber_id=13425&election_id=26741",
)


def with_source(election: Election, address: str) -> str:
    """Write a page of layout B whose source is an address."""
    return page_b(election, Narrative(), Copy(head=WHOLE_HEAD, source=(f"- {address}",)))


def with_barred_source(election: Election, address: str) -> str:
    """Write a page of layout B with bars, whose source is an address on the line of its label."""
    return page_b(election, Narrative(), Copy(names="full", bars=True, source=(address,)))


def with_saved_from(election: Election, address: str) -> str:
    """Write an HTML page of layout B with the comment that a browser puts into what it saves."""
    return _saved_from(address) + writers.html_b(election, STYLE)


def present_with_source(contest: Contest, address: str) -> str:
    """Write a page of layout C whose source is an address."""
    return writers.text_c(replace(contest, source=address), STYLE)


def present_with_saved_from(contest: Contest, address: str) -> str:
    """Write an HTML page of layout C, without a source, as a browser saves it."""
    return _saved_from(address) + writers.html_c(replace(contest, source=""), STYLE)


def _saved_from(address: str) -> str:
    return f"<!-- saved from url=({len(address):04d}){address} -->\n"
