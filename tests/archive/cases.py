"""Elections to write pages from, the oracle's and made-up ones, and how to hold them to a page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import oracle
from archive import writers
from archive.writers import Ballots, Contest, Election, Seat, Style, Vote
from hypothesis import strategies as st

RAW = Path(__file__).parents[2] / "data" / "raw"

# --------------------------------------------------------------------------- from the oracle


def compiled() -> dict[str, Election]:
    """Return the oracle's elections compiled from public sources, by page."""
    return {
        entry["page"]: _compiled(entry)
        for entry in oracle.entries()
        if entry["page"].startswith("compiled/")
    }


def _decimal(value) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _compiled(entry: dict) -> Election:
    days = tuple(
        value if isinstance(value, date) else date.fromisoformat(value)
        for value in entry["dates"]
        if len(str(value)) == 10
    )
    columns = [
        name
        for name in ("total", "proportional", "majority")
        if name == "total" or any(row[name] is not None for row in entry["seats"])
    ]
    first = days[0] if days else None
    return Election(
        country=_country(entry["iso3"]),
        chamber=entry["chamber_name_then"],
        dates=days,
        rounds=(
            Ballots(
                1,
                first,
                entry["electors"],
                entry["voters"],
                _decimal(entry["turnout_pct"]),
                entry["blank_or_invalid"],
                entry["valid_votes"],
            ),
        ),
        votes=tuple(
            Vote(1, row["party"], row["candidates"], row["votes"], _decimal(row["pct"]))
            for row in entry["votes"]
        ),
        captions=tuple(name.capitalize() for name in columns),
        seats=tuple(
            Seat(1, row["party"], tuple(row[name] for name in columns)) for row in entry["seats"]
        ),
        men=entry["men"],
        women=entry["women"],
    )


_NAMES = {
    "ARM": "ARMENIA",
    "AZE": "AZERBAIJAN",
    "BLR": "BELARUS",
    "GEO": "GEORGIA",
    "KAZ": "KAZAKHSTAN",
    "KGZ": "KYRGYZSTAN",
    "LVA": "LATVIA",
    "MDA": "REPUBLIC OF MOLDOVA",
    "MNG": "MONGOLIA",
    "RUS": "RUSSIAN FEDERATION",
    "TJK": "TAJIKISTAN",
    "TKM": "TURKMENISTAN",
    "UKR": "UKRAINE",
    "UZB": "UZBEKISTAN",
}


def _country(iso3: str) -> str:
    return _NAMES[iso3]


def archived() -> dict[str, Election]:
    """Return the oracle's pages of the historical archive."""
    return {
        entry["page"]: as_archived(entry)
        for entry in oracle.entries()
        if entry["page"].startswith("ipu/")
    }


def as_archived(entry: dict) -> Election:
    """Return an entry of the historical archive as an election."""
    captions = tuple((entry["seats_columns"] or ["Political Group", "Total"])[1:])
    return Election(
        country=entry["country"] or "",
        chamber=entry["chamber"],
        dates=tuple(dict.fromkeys(filter(None, map(_typed_day, entry["dates"])))),
        rounds=tuple(_typed_ballots(row) for row in entry["rounds"]),
        votes=tuple(
            Vote(
                row["round"],
                row["party"],
                _typed_count(row["candidates"]),
                _typed_count(row["votes"]),
                _decimal(row["pct"]),
            )
            for row in entry["votes"]
        ),
        captions=captions,
        seats=tuple(
            Seat(row["round"], row["party"], tuple(map(_typed_count, row["cells"])))
            for row in entry["seats"]
        ),
        men=_typed_count(entry["men"]),
        women=_typed_count(entry["women"]),
        pct_women=_typed_share(entry["pct_women"]),
        ages=_typed_groups(entry["age"]),
        professions=_typed_groups(entry["profession"]),
    )


def _typed_ballots(row: dict) -> Ballots:
    return Ballots(
        row["no"],
        _typed_day(row["date"]),
        _typed_count(row["electors"]),
        _typed_count(row["voters"]),
        _typed_share(row["voters"]) if "%" in (row["voters"] or "") else None,
        _typed_count(row["blank_or_invalid"]),
        _typed_count(row["valid_votes"]),
        "approximate" if "approx" in (row["electors"] or "") else None,
    )


def _typed_count(text: str | None) -> int | None:
    value = oracle.number(text)
    return None if value is None else int(value)


def _typed_share(text: str | None) -> Decimal | None:
    found = re.search(r"(\d+(?:\.\d+)?)(?: *%|$)", text or "")
    return Decimal(found[1]) if found else None


def _typed_groups(rows: list) -> tuple[tuple[str, int], ...]:
    return tuple((label, _typed_count(value)) for label, value in rows)


def _typed_day(text: str | None) -> date | None:
    """Turn ``27 juin 2001`` into a date; None where the day is missing."""
    found = re.fullmatch(r"(\d+)(?:er)? (\w+) (\d{4})", text or "")
    if found is None:
        return None
    name = found[2].lower()
    months = next(m.lower().split() for m in writers.MONTHS.values() if name in m.lower().split())
    return date(int(found[3]), months.index(name) + 1, int(found[1]))


def elections_of_the_oracle() -> dict[str, Election]:
    """Return the oracle's pages of layouts A and B, by page."""
    return archived() | compiled()


def contests() -> dict[str, Contest]:
    """Return the oracle's pages of layout C, with the labels of today."""
    return {
        entry["page"]: as_contest(entry)
        for entry in oracle.entries()
        if entry["page"].startswith("parline/")
    }


def as_contest(entry: dict) -> Contest:
    """Return an entry of today's database as a contest."""
    fields: list[tuple[str, str]] = []

    def add(label: str, value, unit: str = "") -> None:
        if value is not None:
            fields.append((label, f"{value}{unit}"))

    first, last = entry["date_from"], entry["date_to"]
    if first:
        short = [f"{d:%d %b %Y}" for d in map(_iso, (first, last or first))]
        add("Election date(s)", short[0] if short[0] == short[1] else " to ".join(short))
    add("Timing of election", entry["timing"])
    add("Number of seats at stake", entry["seats_at_stake"])
    add("Scope of elections", entry["scope"])
    fields.append(("Candidates", ""))
    add("Number of parties contesting the election", entry["parties_contesting"])
    add("Total number of candidates", entry["candidates"]["total"])
    add("Number of men candidates", entry["candidates"]["men"])
    add("Number of women candidates", entry["candidates"]["women"])
    add("Percentage of women candidates", entry["candidates"]["pct_women"], "%")
    fields.append(("Voter turnout:", ""))
    add("Registered voters", entry["registered_voters"])
    add("Voters", entry["voters"])
    add("Voter turnout", entry["turnout_pct"], "%")
    fields.append(("Results", ""))
    add("Number of parties winning seats", entry["parties_winning_seats"])
    add("Number of men elected", entry["men_elected"])
    add("Number of women elected", entry["women_elected"])
    add("Percentage of women elected", entry["pct_women_elected"], "%")
    add("Number of women after the election", entry["women_after_election"])
    add("Percentage of women after the election", entry["pct_women_after_election"], "%")
    seats = tuple((r["party"], r["seats"]) for r in entry["seats"] if r["seats"] is not None)
    return Contest(entry["country"] or "", entry["chamber"] or "", tuple(fields), seats)


def contest_written(contest: Contest) -> dict:
    """Return what a page of layout C says, by key.

    Members by sex are those after the election where the page has them, as in the tidy tables.
    """
    printed = {label: value.rstrip("%") for label, value in contest.fields if value}
    after = "after the election" if _has_members_after(printed) else "elected"
    labels = {
        ("turnout", "1", "electors"): "Registered voters",
        ("turnout", "1", "voters"): "Voters",
        ("turnout", "1", "turnout"): "Voter turnout",
        ("sex", "women"): f"Number of women {after}",
        ("sex", "percent"): f"Percentage of women {after}",
        ("seats_at_stake",): "Number of seats at stake",
        ("parties_contesting",): "Number of parties contesting the election",
        ("parties_winning_seats",): "Number of parties winning seats",
        ("candidates",): "Total number of candidates",
        ("candidates_men",): "Number of men candidates",
        ("candidates_women",): "Number of women candidates",
        ("candidates_women_percent",): "Percentage of women candidates",
    }
    if after == "elected":
        labels["sex", "men"] = "Number of men elected"
    found = {key: Decimal(printed[label]) for key, label in labels.items() if label in printed}
    seen: Counter = Counter()
    for party, seats in contest.seats:
        found[writers._nth(seen, "seats", 1, party)] = Decimal(seats)
    return found


def _has_members_after(printed: dict[str, str]) -> bool:
    return any(label.endswith("women after the election") for label in printed)


def contest_dates(contest: Contest) -> list[date]:
    """Return the days of a page of layout C, first and last."""
    printed = dict(contest.fields).get("Election date(s)", "")
    return [datetime.strptime(day, "%d %b %Y").date() for day in printed.split(" to ") if day]


def contest_read(page) -> dict:
    """Return the figures of a whole contest that were read from a page, by key."""
    return {
        (name,): Decimal(figure.percent if figure.value is None else figure.value)
        for name, figure in page.contest.items()
    }


def _iso(value) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


# --------------------------------------------------------------------------- made up

#: Names as real pages have them: digits, brackets, quotes, slashes, hyphens, the labels' own words.
PARTIES = (
    "Botswana Democratic Party (BDP)",
    "Rally for the Republic",
    "AHD 54",
    "Movement 2000",
    "Alliance 90/The Greens",
    "April 14 Coalition",
    "For Fatherland and Freedom/LNNK",
    'Electoral Bloc "Dignity and Homeland"',
    "People's Party",
    "Union for Democracy and Progress (UDP) and its allies",
    "Social Democratic Party – New Times",
    "Movement of 9 May (M-9)",
    "Voters' Union",
    "Total Renewal Party",
    "Women of the Nation",
    "Seats for the Regions",
    "Others",
    "Independents",
    "Against all",
    "Non-partisans",
    "State list",
    "Parti démocratique sénégalais (PDS)",
    "And-Jëf- Parti africain pour la démocratie et le socialisme (AJ - PADS)",
    "Concertación de Fuerzas Populares (CFP)",
    "Conservatives & Peasants",
    "List no. 7",
    "Civic Forum (OF)*",
    "17 November Movement",
)


@st.composite
def elections(draw, *, gaps: bool = True, cells: bool = True) -> Election:
    """Draw an election that adds up.

    With `gaps`, some figures are not printed. Without `cells`, for copies whose cells run
    together, no name ends in digits, which has its own tests, tables have two rows or more, and at
    most one row of a table lacks a figure: more than that leaves such a copy without arithmetic.
    """
    days = sorted(
        draw(st.lists(st.dates(date(1946, 1, 1), date(2018, 12, 31)), min_size=1, max_size=2))
    )
    days = tuple(dict.fromkeys(days))
    numbers = tuple(range(1, len(days) + 1))
    names = [name for name in PARTIES if cells or not name[-1].isdigit()]
    parties = draw(
        st.lists(st.sampled_from(names), min_size=1 if cells else 2, max_size=5, unique=True)
    )

    def sometimes(value, often: int = 8):
        return value if not gaps or draw(st.integers(1, often)) > 1 else None

    rounds, votes = [], []
    for number in numbers:
        got = [draw(st.integers(5_000, 9_999_999)) for _ in parties]
        valid = sum(got)
        blank = draw(st.integers(0, valid // 9 + 1))
        electors = (valid + blank) * draw(st.integers(101, 300)) // 100
        turnout = (Decimal(100) * (valid + blank) / electors).quantize(Decimal("0.01"))
        dated = days[number - 1] if draw(st.booleans()) else None
        counted = [sometimes(value) for value in (electors, valid + blank, blank, valid)]
        rounds.append(
            Ballots(
                number, dated, counted[0], counted[1], sometimes(turnout), counted[2], counted[3]
            )
        )
        candidates = draw(st.booleans())
        for row, (party, value) in enumerate(zip(parties, got, strict=True)):
            pct = (Decimal(100) * value / valid).quantize(Decimal("0.01"))
            stood = draw(st.integers(1, 450)) if candidates else None
            if cells or row == 0:
                value, pct = sometimes(value, 12), sometimes(pct, 12)
            votes.append(Vote(number, party, stood, value, pct))
    tiers = draw(
        st.sampled_from([(), ("Proportional", "Majority"), ("Gain/Loss",), ("Number of women",)])
    )
    seats = [
        Seat(1, party, draw(_seat_cells(tiers)))
        for party in (parties if draw(st.booleans()) else reversed(parties))
    ]
    house = sum(seat.cells[0] for seat in seats)
    women = draw(st.integers(0, house // 2))
    both = draw(st.booleans()) and house > 0
    return Election(
        dates=days,
        rounds=tuple(rounds),
        votes=tuple(votes) if draw(st.integers(1, 6)) > 1 else (),
        captions=("Total", *tiers),
        seats=tuple(seats),
        men=house - women if both else None,
        women=women if both else None,
        pct_women=(Decimal(100) * women / house).quantize(Decimal("0.01")) if both else None,
    )


@st.composite
def _seat_cells(draw, tiers: tuple[str, ...]) -> tuple[int | None, ...]:
    if tiers == ("Proportional", "Majority"):
        parts = draw(st.tuples(st.integers(0, 150), st.integers(0, 150)))
        return (sum(parts), *parts)
    total = draw(st.integers(0, 300))
    if tiers == ("Gain/Loss",):
        return (total, draw(st.integers(-60, total)))
    if tiers == ("Number of women",):
        return (total, draw(st.integers(0, total)))
    return (total,)


# --------------------------------------------------------------------------- styles


def _one_of(**choices) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries(
        {name: st.sampled_from(values) for name, values in choices.items()}
    )


#: Thousands marks, decimal marks, and how a share stands beside its count.
PRINT = {
    "thousands": [",", " ", writers.NBSP, writers.NARROW, "'", "’", "", "."],
    "decimal": [".", ","],
    "sign": [False, True],
    "sign_space": ["", " ", writers.NBSP],
    "share": ["({})", "{}", "( {} )"],
    "month": ["long", "short", "title", "upper"],
    "wording": ["Elections results", "Election results", "Election(s) results"],
    "dates_twice": [False, True],
    "newline": ["\n", "\r\n"],
    "bom": [False, True],
    "sex": ["block", "line"],
}
MARKUP = {
    "charset": ["utf-8", "windows-1252", "iso-8859-1"],
    "declared": [True, False],
    "empty": ["&nbsp;", "", " ", "&#160;", "-"],
    "trailing": ["", "&nbsp;", " "],
    "upper": [False, True],
    "unclosed": [False, True],
    "nested": [0, 1, 3],
    "attributes": ["", 'class="c7" valign="top" bgcolor="#eeeeee"'],
    "quotes": [True, False],
    "entities": ["named", "numbered", "none"],
    "ballots": ["lists", "rows"],
    "heading": ["row", "before", "caption"],
    "header": ["td", "th"],
    "breaks": ["<br>", "<BR>", "<br />", "<p>", "<br>\n"],
}


def styles(form: str, layout: str) -> st.SearchStrategy[Style]:
    """Draw a style of printing for a form and layout."""
    choices = dict(PRINT)
    if layout == "B":
        choices["language"] = ["en", "fr"]
    if form == "html":
        choices |= MARKUP
    else:
        choices["separator"] = [" ", "\t", " | "]
    return _one_of(**choices).map(lambda kw: _sound(Style(**kw)))


def _sound(style: Style) -> Style:
    """Keep one mark from standing for thousands and decimals on one page."""
    if style.thousands == style.decimal:
        return replace(style, decimal="." if style.thousands == "," else ",")
    return style


# --------------------------------------------------------------------------- holding against


def noted(page) -> set[int]:
    """Return the lines that the reader has a doubt about or did not understand."""
    open_rows = {row.line for row in page.seats if row.options or row.inferred}
    return {d.line for d in page.doubts} | {number for number, _ in page.unread} | open_rows


def disagreements(expected: dict, page) -> tuple[list, list]:
    """Return what was read wrong, and what was lost, with nothing said of its line.

    Each is (key, expected, read). A figure of a row that the reader has a doubt about is not
    listed, nor is one that it lost in a block (turnout, sex) that it has a doubt about.
    """
    found, lines = writers.read(page)
    open_lines = noted(page)
    blocks = _doubted_blocks(page)
    rows = _row_lines(page)

    def told(key) -> bool:
        line = lines.get(key, rows.get(key[:4]))
        return line in open_lines or (key[0], key[1]) in blocks or (key[0], "") in blocks

    wrong, lost = [], []
    for key in sorted(expected.keys() | found.keys()):
        want, got = expected.get(key), found.get(key)
        if want == got or told(key):
            continue
        (lost if got is None else wrong).append((key, want, got))
    return wrong, lost


def _row_lines(page) -> dict:
    seen: Counter = Counter()
    rows = {}
    for table, name in ((page.votes, "votes"), (page.seats, "seats")):
        for row in table:
            rows[writers._nth(seen, name, row.round, row.party)] = row.line
    return rows


def _doubted_blocks(page) -> set[tuple[str, str]]:
    blocks = set()
    for doubt in page.doubts:
        if re.search(r"turnout|electors|voters|ballot", doubt.field):
            blocks |= {("turnout", str(r.number)) for r in page.rounds if r.line <= doubt.line}
        if re.search(r"sex|women|men", doubt.field):
            blocks |= {("sex", "")}
    return blocks
