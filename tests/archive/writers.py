"""Write an election as a page of the archive: any layout, as text or HTML, in many styles.

The writers follow the description of the layouts and share nothing with the reader. What a page
says is an :class:`Election`; how it says it is a :class:`Style`. :func:`facts` turns either an
Election or a page as read into the same keyed figures, so that the two can be compared.
"""

from __future__ import annotations

import html
import html.entities
import textwrap
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

NBSP = "\u00a0"
NARROW = "\u202f"

ENGLISH = {
    "name": "Parliament name (generic / translated)",
    "background": "BACKGROUND",
    "dates": "Dates of election / renewal (from/to)",
    "purpose": "Purpose of elections",
    "statistics": "STATISTICS",
    "turnout": "Voter turnout",
    "round": "Round no",
    "electors": "Number of registered electors",
    "voters": "Voters",
    "blank_or_invalid": "Blank or invalid ballot papers",
    "valid_votes": "Valid votes",
    "votes": "Distribution of votes",
    "group": "Political Group",
    "candidates": "Candidates",
    "count": "Votes",
    "seats": "Distribution of seats",
    "sex": "Distribution of seats according to sex",
    "men": "Men",
    "women": "Women",
    "pct_women": "Percent of women",
    "age": "Distribution of seats according to age",
    "profession": "Distribution of seats according to profession",
    "comments": "Comments",
    "source": "Source:",
}
FRENCH = {
    "name": "Nom du parlement (générique / traduit)",
    "background": "CONTEXTE",
    "dates": "Dernières élections / renouvellement (de/à)",
    "purpose": "But des élections",
    "statistics": "STATISTIQUES",
    "turnout": "Participation électorale",
    "round": "Tour no",
    "electors": "Nombre d'électeurs inscrits",
    "voters": "Votants",
    "blank_or_invalid": "Bulletins blancs ou nuls",
    "valid_votes": "Suffrages valables",
    "votes": "Répartition des votes",
    "group": "Groupe politique",
    "candidates": "Candidats",
    "count": "Suffrages",
    "seats": "Répartition des sièges",
    "sex": "Répartition des sièges entre hommes et femmes",
    "men": "Hommes",
    "women": "Femmes",
    "pct_women": "Pourcentage de femmes",
    "age": "Répartition des sièges selon l'âge",
    "profession": "Répartition des sièges selon la profession",
    "comments": "Commentaires",
    "source": "Source:",
}
BALLOTS = ("electors", "voters", "blank_or_invalid", "valid_votes")

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


@dataclass(frozen=True)
class Ballots:
    """Electors and ballots of one round; None where the page prints nothing."""

    number: int
    date: date | None = None
    electors: int | None = None
    voters: int | None = None
    turnout: Decimal | None = None
    blank_or_invalid: int | None = None
    valid_votes: int | None = None
    qualifier: str | None = None


@dataclass(frozen=True)
class Vote:
    """A party's row in a table of votes."""

    round: int
    party: str
    candidates: int | None = None
    votes: int | None = None
    percent: Decimal | None = None


@dataclass(frozen=True)
class Seat:
    """A party's row in a table of seats: a figure or None for each caption."""

    round: int
    party: str
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class Election:
    """What a page of layout A or B says."""

    country: str = "NEPAL"
    chamber: str = "Pratinidhi Sabha"
    dates: tuple[date, ...] = ()
    rounds: tuple[Ballots, ...] = ()
    votes: tuple[Vote, ...] = ()
    captions: tuple[str, ...] = ("Total",)
    seats: tuple[Seat, ...] = ()
    men: int | None = None
    women: int | None = None
    pct_women: Decimal | None = None
    ages: tuple[tuple[str, int], ...] = ()
    professions: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Contest:
    """What a page of layout C says: values by label as printed, and seats by party."""

    country: str
    chamber: str
    fields: tuple[tuple[str, str], ...]
    seats: tuple[tuple[str, int], ...] = ()
    source: str = "https://data.ipu.org/parliament/XX/XX-LC01/election/XX-LC01-E20200101/"


@dataclass(frozen=True)
class Style:
    """How a page is printed. The first fields hold for all forms, the others for HTML or text."""

    language: str = "en"
    thousands: str = ","
    decimal: str = "."
    sign: bool = False
    share: str = "({})"
    sign_space: str = ""
    wording: str = "Elections results"
    month: str = "long"
    dates_twice: bool = False
    newline: str = "\n"
    bom: bool = False
    charset: str = "utf-8"
    # Text
    separator: str = " "
    wrap: int = 0
    sex: str = "block"
    # HTML
    declared: bool = True
    empty: str = "&nbsp;"
    trailing: str = ""
    upper: bool = False
    unclosed: bool = False
    nested: int = 0
    attributes: str = ""
    quotes: bool = True
    entities: str = "named"
    ballots: str = "lists"
    heading: str = "row"
    header: str = "td"
    breaks: str = "<br>"


@dataclass(frozen=True)
class Narrative:
    """Paragraphs by the place in the page where they stand; a line break inside is kept."""

    places: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def at(self, place: str) -> tuple[str, ...]:
        """Return the paragraphs of one place."""
        return self.places.get(place, ())


# --------------------------------------------------------------------------- figures and dates


def count(value: int | None, style: Style) -> str:
    """Print a count with the style's thousands mark; nothing if unknown."""
    return "" if value is None else f"{value:,}".replace(",", style.thousands)


def share(value: Decimal | None, style: Style, *, sign: bool) -> str:
    """Print a share, with or without its sign; nothing if unknown."""
    if value is None:
        return ""
    return str(value).replace(".", style.decimal) + (style.sign_space + "%" if sign else "")


def voters(ballots: Ballots, style: Style) -> str:
    """Print the voters with their share in brackets, or the share alone."""
    counted = count(ballots.voters, style)
    turnout = share(ballots.turnout, style, sign=True)
    if not turnout:
        return counted
    return f"{counted} {style.share.format(turnout)}".strip() if counted else turnout


def ballot(ballots: Ballots, name: str, style: Style) -> str:
    """Print one of the four figures of a round."""
    printed = voters(ballots, style) if name == "voters" else count(getattr(ballots, name), style)
    if printed and ballots.qualifier == "approximate" and name == "electors":
        return f"{printed} (approx.)"
    return printed


def day(value: date, style: Style) -> str:
    """Print a date: ``19 September 2004``, ``1er mars 1998``, ``19 Sept. 2004``."""
    month = MONTHS[style.language].split()[value.month - 1]
    if style.month == "short":
        month = month[:3] if style.language == "en" else month
    elif style.month == "title":
        month = month.title()
    elif style.month == "upper":
        month = month.upper()
    first = "er" if style.language == "fr" and value.day == 1 else ""
    return f"{value.day}{first} {month} {value.year}"


def cells_of(vote: Vote, style: Style) -> list[str]:
    """Return the cells of a row of votes."""
    return [
        vote.party,
        count(vote.candidates, style),
        count(vote.votes, style),
        share(vote.percent, style, sign=style.sign),
    ]


def seat_cells(seat: Seat, captions: tuple[str, ...], style: Style) -> list[str]:
    """Return the cells of a row of seats; gains and losses have a sign."""
    cells = [seat.party]
    for caption, value in zip(captions, seat.cells, strict=True):
        if caption == "Gain/Loss" and value is not None:
            cells.append("=" if value == 0 else f"{value:+d}")
        else:
            cells.append(count(value, style))
    return cells


# --------------------------------------------------------------------------- text


def _line(cells: list[str], style: Style) -> str:
    """Join cells as a text copy does: with a plain space an empty cell leaves no trace."""
    if style.separator.strip() or "\t" in style.separator:
        return style.separator.join(cells).rstrip(" ")
    return style.separator.join(cell for cell in cells if cell)


def _row(cells: list[str], style: Style) -> list[str]:
    """Return the lines of a row; a long name may be wrapped before its figures."""
    if style.wrap and len(cells[0]) > style.wrap:
        *first, last = textwrap.wrap(cells[0], style.wrap, break_on_hyphens=False)
        return [*first, _line([last, *cells[1:]], style)]
    return [_line(cells, style)]


def _paragraphs(narrative: Narrative, place: str, indent: str = "") -> list[str]:
    return [indent + line for paragraph in narrative.at(place) for line in paragraph.split("\n")]


def text_a(election: Election, style: Style, narrative: Narrative = Narrative()) -> str:
    """Write layout A as a text copy."""
    back = (
        "<<< Return to the Historical Archive page of parliamentary "
        f"{style.wording.lower()} for {election.country} <<<"
    )
    lines = [f"Parliamentary Chamber: {election.chamber}", "", "", back, "", ""]
    dates = [day(value, style) for value in election.dates]
    lines += ["Dates of elections / renewal (from/to):", ""]
    lines += _dated(dates * 2 if style.dates_twice and len(dates) == 1 else dates)
    for label, place in (
        ("Purpose of elections:", "purpose"),
        ("Background and outcome of elections:", "background"),
    ):
        lines += ["", label, "", *(_paragraphs(narrative, place, "  ") or ["  [not reproduced]"])]
    for ballots in election.rounds:
        dated = f" ({day(ballots.date, style)})" if ballots.date else ""
        lines += ["", f"Round no {ballots.number}{dated}: {style.wording}  "]
        lines += [
            _line([ENGLISH[name], ballot(ballots, name, style)], style).rstrip() for name in BALLOTS
        ]
        lines += _paragraphs(narrative, "turnout")
    for number in _numbers(election.votes):
        lines += ["", f"Round no {number}: Distribution of votes  "]
        lines.append(_line(["Political Group", "Candidates", "Votes", "%"], style))
        for vote in election.votes:
            if vote.round == number:
                lines += _row(cells_of(vote, style), style)
        lines += [""] * bool(narrative.at("votes")) + _paragraphs(narrative, "votes", "  ")
    for number in _numbers(election.seats):
        lines += ["", f"Round no {number}: Distribution of seats  "]
        lines.append(_line(["Political Group", *election.captions], style))
        for seat in election.seats:
            if seat.round == number:
                lines += _row(seat_cells(seat, election.captions, style), style)
        lines += [""] * bool(narrative.at("seats")) + _paragraphs(narrative, "seats", "  ")
    if election.men is not None or election.women is not None:
        lines += ["", "Distribution of seats according to sex:  "]
        lines += [f"Men: {count(election.men, style)}".rstrip()]
        lines += [f"Women: {count(election.women, style)}".rstrip()]
        if election.pct_women is not None:
            lines.append(f"Percent of women: {share(election.pct_women, style, sign=style.sign)}")
    for name, rows in (("age", election.ages), ("profession", election.professions)):
        if rows:
            lines += ["", f"Distribution of seats according to {name}:  "]
            lines += [f"{label}: {count(value, style)}" for label, value in rows]
    if narrative.at("comments"):
        lines += ["", *_paragraphs(narrative, "comments")]
    lines += ["", "Source: compiled for the tests", "", back]
    lines.append("Copyright © 1996-2015 Inter-Parliamentary Union")
    return _ended(lines, style)


def _dated(dates: list[str]) -> list[str]:
    return [f"  {dates[0]}", *dates[1:]] if dates else []


def _numbers(rows) -> list[int]:
    return sorted({row.round for row in rows})


def _ended(lines: list[str], style: Style) -> str:
    return style.newline.join(lines) + style.newline


def text_b(election: Election, style: Style, narrative: Narrative = Narrative()) -> str:
    """Write layout B as a text copy, in English or French."""
    words = FRENCH if style.language == "fr" else ENGLISH
    caption = [words["group"], words["candidates"], words["count"], "%"]
    dates = [day(value, style) for value in election.dates] or [""]
    lines = [election.country, election.chamber, ""]
    lines += [f"{words['name']} {election.chamber}", words["background"]]
    lines += [words["dates"] + dates[0], *dates[1:], words["purpose"]]
    lines += _paragraphs(narrative, "purpose") or ["[not reproduced]"]
    lines += [words["statistics"], words["turnout"]]
    for ballots in election.rounds:
        dated = day(ballots.date, style) if ballots.date else ""
        lines.append(f"{words['round']} {ballots.number}{dated}")
        lines += [words[name] for name in BALLOTS]
        lines += [v for v in (ballot(ballots, name, style) for name in BALLOTS) if v]
        lines += ["Notes", *_paragraphs(narrative, "turnout")]
    lines.append(words["votes"])
    for number in _numbers(election.votes) or [1]:
        lines += [f"{words['round']} {number}", _line(caption, style)]
        for vote in election.votes:
            if vote.round == number:
                lines += _row(cells_of(vote, style), style)
    lines += _paragraphs(narrative, "votes")
    lines.append(words["seats"])
    for number in _numbers(election.seats) or [1]:
        lines.append(f"{words['round']} {number}")
        lines.append(_line([words["group"], *election.captions], style))
        for seat in election.seats:
            if seat.round == number:
                lines += _row(seat_cells(seat, election.captions, style), style)
    lines += _paragraphs(narrative, "seats")
    lines.append(words["sex"])
    labels = [words["men"], words["women"], words["pct_women"]]
    values = [
        count(election.men, style),
        count(election.women, style),
        share(election.pct_women, style, sign=True),
    ]
    if any(values):
        if style.sex == "block":
            lines += labels + [value for value in values if value]
        else:
            lines += [_line(labels, style), _line(values, style)]
    lines.append(words["age"])
    lines += [f"{label} {count(value, style)}" for label, value in election.ages]
    lines.append(words["profession"])
    for label, value in election.professions:
        lines += [label, count(value, style)]
    lines += [words["comments"], *_paragraphs(narrative, "comments")]
    lines += [words["source"], "- compiled for the tests"]
    return _ended(lines, style)


def text_c(contest: Contest, style: Style, narrative: Narrative = Narrative()) -> str:
    """Write layout C as a text copy."""
    lines = [contest.country, contest.chamber, "Election results", "Background"]
    lines += _paragraphs(narrative, "background")
    for label, value in contest.fields:
        if label in ("Candidates", "Voter turnout:", "Results", "Members elected, by sex"):
            lines += [label.rstrip(":"), *_paragraphs(narrative, label)]
        else:
            lines += [label, value]
    if contest.seats:
        lines.append("Parties or coalitions winning seats")
        lines += [f"{party}\t{seats}" for party, seats in contest.seats]
    lines += _paragraphs(narrative, "results")
    lines += ["Source", contest.source]
    return _ended(lines, style)


# --------------------------------------------------------------------------- HTML


class _Markup:
    """Tags, cells and escapes in one style."""

    def __init__(self, style: Style):
        self.style = style

    def tag(self, name: str, content: str = "", attributes: str = "") -> str:
        """Put content between tags; the closing tag may be left out where HTML allows it."""
        name = name.upper() if self.style.upper else name
        given = attributes if self.style.quotes else attributes.replace('"', "")
        start = f"<{name} {given}>" if given else f"<{name}>"
        optional = ("p", "td", "tr", "th", "li")
        end = "" if self.style.unclosed and name.lower() in optional else f"</{name}>"
        return start + content + end

    def text(self, text: str) -> str:
        """Escape a text, with named, numbered or no entities for what needs none."""
        escaped = html.escape(text, quote=self.style.entities != "none")
        if self.style.entities == "none":
            return escaped
        named = html.entities.codepoint2name if self.style.entities == "named" else {}
        return "".join(
            character
            if ord(character) < 128
            else f"&{named[ord(character)]};"
            if ord(character) in named
            else f"&#{ord(character)};"
            for character in escaped
        )

    def cell(self, text: str, attributes: str = "", name: str = "td") -> str:
        """Write one cell; an empty one holds what the style puts there."""
        content = self.text(text) + self.style.trailing if text else self.style.empty
        return self.tag(name, content, " ".join(filter(None, [attributes, self.style.attributes])))

    def row(self, cells: list[str]) -> str:
        """Write a row of finished cells."""
        return self.tag("tr", "".join(cells)) + "\n"

    def table(self, rows: list[str], attributes: str = 'border="1"') -> str:
        """Write a table of finished rows, nested in layout tables as the style says."""
        table = self.tag("table", "\n" + "".join(rows), attributes)
        for _ in range(self.style.nested):
            cell = self.tag("td", "\n" + table + "\n", 'valign="top"')
            table = self.tag("table", self.tag("tr", cell), 'border="0" width="100%"')
        return table + "\n"

    def list(self, texts: list[str]) -> str:
        """Write texts one below the other in one cell or block."""
        if self.style.breaks == "<p>":
            return "".join(self.tag("p", self.text(t) or self.style.empty) for t in texts)
        if self.style.breaks == "<li>":
            return self.tag("ul", "".join(self.tag("li", self.text(t)) for t in texts))
        return self.style.breaks.join(self.text(t) or self.style.empty for t in texts)

    def page(self, title: str, body: str) -> str:
        """Write the document around its body."""
        meta = (
            f'<meta http-equiv="Content-Type" content="text/html; charset={self.style.charset}">'
            if self.style.declared
            else ""
        )
        head = self.tag("head", meta + self.tag("title", self.text(title)))
        return self.tag("html", head + "\n" + self.tag("body", "\n" + body, 'bgcolor="#ffffff"'))

    def paragraphs(self, narrative: Narrative, place: str) -> str:
        """Write the narrative of one place, its lines kept as the source has them."""
        return "".join(self.tag("p", self.text(p)) + "\n" for p in narrative.at(place))


def _titled(markup: _Markup, title: str, columns: int, rows: list[str]) -> str:
    """Write a table with its heading: in its first row, in a heading before it, or its caption."""
    style = markup.style
    bold = markup.tag("b", markup.text(title))
    if style.heading == "row":
        span = markup.tag("td", bold, f'colspan="{columns}"')
        return markup.table([markup.row([span]), *rows])
    if style.heading == "caption":
        return markup.table([markup.tag("caption", bold) + "\n", *rows])
    return markup.tag("h3", markup.text(title)) + "\n" + markup.table(rows)


def html_a(election: Election, style: Style, narrative: Narrative = Narrative()) -> str:
    """Write layout A as HTML."""
    m = _Markup(style)
    back = (
        "<<< Return to the Historical Archive page of parliamentary "
        f"{style.wording.lower()} for {election.country} <<<"
    )
    link = m.tag("a", m.text(back), 'href="index.htm"')
    dates = [day(value, style) for value in election.dates]
    dates = dates * 2 if style.dates_twice and len(dates) == 1 else dates
    body = [m.tag("b", m.text(f"Parliamentary Chamber: {election.chamber}")), m.tag("p", link)]
    body.append(m.tag("p", m.tag("b", "Dates of elections / renewal (from/to):")))
    body.append(m.tag("blockquote", m.list(dates)))
    for label, place in (
        ("Purpose of elections:", "purpose"),
        ("Background and outcome of elections:", "background"),
    ):
        body.append(m.tag("p", m.tag("b", label)))
        told = m.paragraphs(narrative, place) or "[not reproduced]"
        body.append(m.tag("blockquote", told))
    for ballots in election.rounds:
        dated = f" ({day(ballots.date, style)})" if ballots.date else ""
        title = f"Round no {ballots.number}{dated}: {style.wording}"
        rows = [
            m.row([m.cell(ENGLISH[name]), m.cell(ballot(ballots, name, style), 'align="right"')])
            for name in BALLOTS
        ]
        body += [_titled(m, title, 2, rows), m.paragraphs(narrative, "turnout")]
    body += _tables(m, election, ENGLISH, narrative, "Round no {}: {}")
    if election.men is not None or election.women is not None:
        lines = [f"Men: {count(election.men, style)}", f"Women: {count(election.women, style)}"]
        if election.pct_women is not None:
            lines.append(f"Percent of women: {share(election.pct_women, style, sign=style.sign)}")
        body.append(m.tag("p", m.tag("b", "Distribution of seats according to sex:")))
        body.append(m.tag("blockquote", m.list(lines)))
    for name, rows in (("age", election.ages), ("profession", election.professions)):
        if rows:
            body.append(m.tag("p", m.tag("b", f"Distribution of seats according to {name}:")))
            lines = [f"{label}: {count(value, style)}" for label, value in rows]
            body.append(m.tag("blockquote", m.list(lines)))
    body.append(m.paragraphs(narrative, "comments"))
    body += [m.tag("p", "Source: compiled for the tests"), m.tag("p", link)]
    body.append(m.tag("p", "Copyright &copy; 1996-2015 Inter-Parliamentary Union"))
    return m.page(f"{election.country}: parliamentary elections", "\n".join(body))


def _tables(m: _Markup, election: Election, words, narrative, title: str) -> list[str]:
    """Write the tables of votes and seats, a table for each round."""
    style = m.style
    body = []
    heads = [words["group"], words["candidates"], words["count"], "%"]
    for number in _numbers(election.votes):
        rows = [m.row([m.tag(style.header, m.tag("i", m.text(head))) for head in heads])]
        rows += [
            m.row([m.cell(cell) for cell in cells_of(vote, style)])
            for vote in election.votes
            if vote.round == number
        ]
        body.append(_titled(m, title.format(number, words["votes"]), 4, rows))
    body.append(m.paragraphs(narrative, "votes"))
    heads = [words["group"], *election.captions]
    for number in _numbers(election.seats):
        rows = [m.row([m.tag(style.header, m.tag("i", m.text(head))) for head in heads])]
        rows += [
            m.row([m.cell(cell) for cell in seat_cells(seat, election.captions, style)])
            for seat in election.seats
            if seat.round == number
        ]
        body.append(_titled(m, title.format(number, words["seats"]), len(heads), rows))
    body.append(m.paragraphs(narrative, "seats"))
    return body


def html_b(election: Election, style: Style, narrative: Narrative = Narrative()) -> str:
    """Write layout B as HTML, in English or French."""
    m = _Markup(style)
    words = FRENCH if style.language == "fr" else ENGLISH
    dates = [day(value, style) for value in election.dates]

    def pair(label: str, content: str) -> str:
        cells = [m.tag("td", m.text(label), 'width="30%"'), m.tag("td", content, 'valign="top"')]
        return m.row(cells)

    def section(label: str, content: str = "") -> str:
        rows = m.row([m.tag("td", m.tag("b", m.text(label)), 'colspan="2"')])
        return rows + (m.row([m.tag("td", content, 'colspan="2"')]) if content else "")

    told = m.paragraphs(narrative, "purpose") or "[not reproduced]"
    rows = [
        pair(words["name"], m.text(election.chamber)),
        section(words["background"]),
        pair(words["dates"], m.list(dates)),
        pair(words["purpose"], told),
        section(words["statistics"]),
        section(words["turnout"]),
    ]
    for ballots in election.rounds:
        dated = day(ballots.date, style) if ballots.date else ""
        heading = m.row([m.cell(f"{words['round']} {ballots.number}"), m.cell(dated)])
        printed = [ballot(ballots, name, style) for name in BALLOTS]
        labels = [words[name] for name in BALLOTS]
        if style.ballots == "lists":
            lists = m.row([m.tag("td", m.list(labels)), m.tag("td", m.list(printed))])
        else:
            lists = "".join(
                m.row([m.cell(label), m.cell(value, 'align="right"')])
                for label, value in zip(labels, printed, strict=True)
            )
        notes = m.row([m.cell("Notes"), m.tag("td", m.paragraphs(narrative, "turnout"))])
        rows.append(m.row([m.tag("td", m.table([heading, lists, notes]), 'colspan="2"')]))
    votes, seats = _by_group(m, election, words)
    rows.append(section(words["votes"], votes + m.paragraphs(narrative, "votes")))
    rows.append(section(words["seats"], seats + m.paragraphs(narrative, "seats")))
    rows.append(section(words["sex"], _sexes(m, election, words)))
    for name, members in (("age", election.ages), ("profession", election.professions)):
        lists = [m.row([m.cell(label), m.cell(count(v, style))]) for label, v in members]
        rows.append(section(words[name], m.table(lists) if lists else ""))
    rows.append(section(words["comments"], m.paragraphs(narrative, "comments")))
    rows.append(section(words["source"], "- compiled for the tests"))
    title = m.tag("h2", m.text(election.country) + "<br>" + m.text(election.chamber))
    body = title + m.tag("table", "\n" + "".join(rows), 'border="0" width="100%"')
    return m.page(f"{election.country} ({election.chamber}), elections", body)


def _by_group(m: _Markup, election: Election, words) -> tuple[str, str]:
    """Write the tables of votes and of seats with the round in the first row."""
    style = replace(m.style, heading="row")
    parts = _tables(_Markup(style), election, words, Narrative(), words["round"] + " {}")
    votes = len(_numbers(election.votes))
    return "".join(parts[:votes]), "".join(parts[votes:])


def _sexes(m: _Markup, election: Election, words) -> str:
    labels = [words["men"], words["women"], words["pct_women"]]
    values = [
        count(election.men, m.style),
        count(election.women, m.style),
        share(election.pct_women, m.style, sign=True),
    ]
    if not any(values):
        return ""
    if m.style.sex == "block":
        cells = [m.tag("td", m.list(labels)), m.tag("td", m.list(values))]
        return m.table([m.row(cells)])
    return m.table([m.row([m.cell(x) for x in labels]), m.row([m.cell(x) for x in values])])


def html_c(contest: Contest, style: Style, narrative: Narrative = Narrative()) -> str:
    """Write layout C as HTML: a list of label and value, and a table of parties."""
    m = _Markup(style)
    body = [m.tag("h1", m.text(contest.country)), m.tag("h2", m.text(contest.chamber))]
    body += [m.tag("h3", "Election results"), m.tag("h4", "Background")]
    body.append(m.paragraphs(narrative, "background"))
    for label, value in contest.fields:
        if label in ("Candidates", "Voter turnout:", "Results", "Members elected, by sex"):
            body.append(m.tag("h4", m.text(label.rstrip(":"))))
            body.append(m.paragraphs(narrative, label))
        else:
            body.append(m.tag("div", m.tag("div", m.text(label)) + m.tag("div", m.text(value))))
    if contest.seats:
        body.append(m.tag("div", "Parties or coalitions winning seats"))
        body.append(m.table([m.row([m.cell(party), m.cell(str(n))]) for party, n in contest.seats]))
    body.append(m.paragraphs(narrative, "results"))
    body += [m.tag("h4", "Source"), m.tag("a", contest.source, f'href="{contest.source}"')]
    return m.page(f"{contest.country} | {contest.chamber} | IPU Parline", "\n".join(body))


WRITERS = {
    ("A", "text"): text_a,
    ("A", "html"): html_a,
    ("B", "text"): text_b,
    ("B", "html"): html_b,
    ("C", "text"): text_c,
    ("C", "html"): html_c,
}


def encode(page: str, style: Style, form: str) -> bytes:
    """Encode a page in the style's charset; what a charset lacks becomes a reference in HTML."""
    if form == "html":
        data = page.replace("\n", style.newline).encode(style.charset, "xmlcharrefreplace")
    else:
        data = page.encode(style.charset, "replace")
    return (b"\xef\xbb\xbf" if style.bom and style.charset == "utf-8" else b"") + data


# --------------------------------------------------------------------------- figures by key

Key = tuple[str, ...]


def _party(name: str) -> str:
    return " ".join(name.split())


def written(election: Election) -> dict[Key, Decimal]:
    """Return what a page of an election says, by key."""
    found: dict[Key, Decimal | int | None] = {}
    for ballots in election.rounds:
        for name in (*BALLOTS, "turnout"):
            found["turnout", str(ballots.number), name] = getattr(ballots, name)
    seen: Counter = Counter()
    for vote in election.votes:
        key = _nth(seen, "votes", vote.round, vote.party)
        found[*key, "candidates"] = vote.candidates
        found[*key, "votes"] = vote.votes
        found[*key, "percent"] = vote.percent
    for seat in election.seats:
        key = _nth(seen, "seats", seat.round, seat.party)
        for caption, value in zip(election.captions, seat.cells, strict=True):
            found[*key, caption] = value
    found["sex", "men"] = election.men
    found["sex", "women"] = election.women
    found["sex", "percent"] = election.pct_women
    for name, rows in (("age", election.ages), ("profession", election.professions)):
        for label, value in rows:
            found[name, label] = value
    return {key: Decimal(value) for key, value in found.items() if value is not None}


def _nth(seen: Counter, table: str, number: int, party: str) -> Key:
    key = (table, str(number), _party(party))
    seen[key] += 1
    return (*key, str(seen[key]))


def read(page) -> tuple[dict[Key, Decimal], dict[Key, int]]:
    """Return what was read from a page, by the same keys, and the line of each row."""
    found: dict[Key, Decimal | int | None] = {}
    lines: dict[Key, int] = {}

    def put(key: Key, figure, part: str = "value") -> None:
        if figure is not None and getattr(figure, part) is not None:
            found[key] = getattr(figure, part)
            lines[key] = figure.line

    for ballots in page.rounds:
        for name in BALLOTS:
            put(("turnout", str(ballots.number), name), ballots.ballots.get(name))
        put(("turnout", str(ballots.number), "turnout"), ballots.ballots.get("voters"), "percent")
    seen: Counter = Counter()
    for row in page.votes:
        key = _nth(seen, "votes", row.round, row.party)
        put((*key, "candidates"), row.candidates)
        put((*key, "votes"), row.votes)
        put((*key, "percent"), row.percent, "percent")
    for row in page.seats:
        key = _nth(seen, "seats", row.round, row.party)
        for column, figure in zip(row.columns, row.figures, strict=True):
            put((*key, column.caption), figure)
    for row in page.members:
        key = ("sex", row.category) if row.dimension == "sex" else (row.dimension, row.category)
        put(key, row.members)
        put(
            ("sex", "percent") if row.dimension == "sex" else (*key, "percent"),
            row.percent,
            "percent",
        )
    return {key: Decimal(value) for key, value in found.items()}, lines
