"""Layouts A and B, the pages of the historical archive: what stands under each heading.

The page is cut into sections (:mod:`helpers.archive.sections`); tables of parties and of members
have modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from helpers.archive import dates, numbers, turnout
from helpers.archive.head import country_of, read_head
from helpers.archive.lines import Line
from helpers.archive.members import read_groups, read_sex
from helpers.archive.page import Doubt, Figure, Page
from helpers.archive.party_tables import (
    is_not_on_lists,
    read_seats,
    read_votes,
    share_context,
    tables_of,
)
from helpers.archive.sections import Section, cut, round_text
from helpers.archive.text import after_label, fold
from helpers.archive.vocabulary import CONTEST_LABELS, MAX_HEADING, SCOPES, TURNOUT


def read(lines: list[Line], page: Page) -> None:
    """Fill a page from the lines of layout A or B.

    Parameters
    ----------
    lines : list of Line
        The page's lines.
    page : Page
        With its layout; everything else is filled in.
    """
    sections = list(cut(lines, page.layout))
    read_head(sections[0].body, page)
    for section in sections[1:]:
        if section.heading.section == "dates":
            _read_dates(section, page)
    drafts: dict[int, turnout.Draft] = {}
    for section in sections[1:]:
        match section.heading.section:
            case "turnout" | "statistics":
                _read_turnout(section, page, drafts)
            case "votes" | "seats" | "age" | "profession" | "sex" | "dates":
                pass
            case "source":
                _read_source(section, page)
            case _:
                _read_narrative(section, page)
    votes = [t for s in sections if s.heading.section == "votes" for t in tables_of(s, page)]
    seats = [t for s in sections if s.heading.section == "seats" for t in tables_of(s, page)]
    bases = turnout.sizes(drafts.values())
    counts = [figure.text for draft in drafts.values() for figure in draft.figures]
    share_context([*votes, *seats], counts)
    for table in votes:
        read_votes(table, page, bases.get(table.round, []))
    sums = {
        number: sum(v.votes.value for v in page.votes if v.round == number and v.votes)
        for number in drafts
    }
    for number, draft in sorted(drafts.items()):
        settled, doubts = turnout.settle(draft, sums[number])
        page.rounds.append(settled)
        page.doubts.extend(doubts)
    for table in seats:
        read_seats(table, page)
    page.doubts.extend(_rounds_left_out(page))
    for section in sections[1:]:
        if section.heading.section == "sex":
            read_sex(section, page)
        elif section.heading.section in ("age", "profession"):
            read_groups(section, page)
    page.doubts.extend(_parties_among_members(page))


def _parties_among_members(page: Page) -> Iterator[Doubt]:
    """Doubt members of an age or a profession that is a party's name on the page."""
    parties = {fold(row.party) for row in (*page.votes, *page.seats)}
    for row in page.members:
        if row.dimension != "sex" and (
            fold(row.category) in parties or is_not_on_lists(row.category)
        ):
            yield Doubt(
                row.dimension,
                row.line,
                f"members by {row.dimension}",
                row.category,
                "",
                f"{row.category} is no {row.dimension}: the row may be a party's.",
                group=row.dimension,
            )


def _rounds_left_out(page: Page) -> Iterator[Doubt]:
    """Doubt the rounds of a page if one before them is nowhere on it."""
    lines: dict[int, int] = {}
    for number, line in chain(
        ((one.number, one.line) for one in page.rounds),
        ((row.round, row.line) for row in (*page.votes, *page.seats)),
    ):
        lines[number] = min(line, lines.get(number, line))
    last = max(lines, default=1)
    missing = [number for number in range(1, last) if number not in lines]
    for table in (page.votes, page.seats):
        # The turnout and the results of a page are of the same rounds.
        rounds = {row.round for row in table}
        of_turnout = {one.number for one in page.rounds}
        if rounds and of_turnout and last > 1:
            several = len(of_turnout) > 1
            beyond = several and max(rounds) > max(of_turnout)
            missing += [last] if beyond or rounds.isdisjoint(of_turnout) else []
    if missing:
        yield Doubt(
            "rounds",
            lines[last],
            f"round {last}",
            str(last),
            ", ".join(map(str, sorted(lines))),
            f"The page has a round {last}, and no such figures of a round {missing[0]}: the number "
            "of a round may be misprinted.",
        )


def _read_dates(section: Section, page: Page) -> None:
    for line in section.body:
        found = dates.dates(line.text)
        if found:
            page.dates_line = page.dates_line or line.number
            page.dates.extend(day for day in found if day not in page.dates)
        elif dates.is_month(line.text):
            page.year = page.year or int(re.search(r"\d{4}", fold(line.text))[0])
        elif not line.text.startswith("["):
            page.unread.append((line.number, line.text))


def _read_narrative(section: Section, page: Page) -> None:
    """Keep narrative, and read the labels with values that follow it on pages from about 2012."""
    waiting: str | None = None
    for line in section.body:
        text = line.text
        # Most lines are narrative, and longer than any label.
        folded = fold(text).rstrip(" .:") if len(text) <= MAX_HEADING else ""
        if scope := SCOPES.get(folded):
            page.scope = page.scope or scope
        figure = numbers.figure(text, line.number) if folded else None
        if waiting and figure:
            page.contest.setdefault(waiting, figure)
        label = CONTEST_LABELS.get(folded)
        if folded and label is None and (found := _label_and_figure(line)):
            page.contest.setdefault(*found)
        waiting = label
        if not (label or figure or scope) and not text.startswith("["):
            page.narrative.append((line.number, text))


def _label_and_figure(line: Line) -> tuple[str, Figure] | None:
    """Read a label of the contest whose figure stands on the same line."""
    words, _, last = line.text.rpartition(" ")
    label = CONTEST_LABELS.get(fold(words).rstrip(" :"))
    figure = numbers.figure(last, line.number) if label else None
    return (label, figure) if label and figure else None


def _read_source(section: Section, page: Page) -> None:
    for line in section.body:
        if match := re.search(r"https?://\S+", line.text):
            page.url = page.url or match[0].rstrip(".,;)")
        elif country := country_of(line.text):
            page.country = page.country or country


def _read_turnout(section: Section, page: Page, drafts: dict[int, turnout.Draft]) -> None:
    draft = None
    if section.heading.section == "turnout":
        number = section.heading.round or 1
        day = next(iter(dates.dates(section.heading.date)), None)
        draft = drafts.setdefault(number, turnout.Draft(number, section.line.number, day))
    for line in section.body:
        if line.text.startswith("["):
            continue
        if (text := round_text(line)).isdecimal():
            number = int(text)
            draft = drafts.setdefault(number, turnout.Draft(number, line.number, None))
            continue
        read = _turnout_line(line)
        if read is None and draft is not None and draft.add_line(line.text, line.number):
            continue
        if read is None and draft is not None and (day := dates.dates(line.text)):
            draft.day = draft.day or day[0]
            continue
        if read is None or draft is None:
            page.unread.append((line.number, line.text))
            continue
        draft.add(*read)


def _turnout_line(line: Line) -> tuple[str | None, Figure | None, bool] | None:
    """Read a line of the turnout block: its label, its figure, and whether a cell is printed."""
    first = line.cells[0].text
    if line.row:
        rest = " ".join(c.text for c in line.cells[1:] if c.text)
        at = next((c.line for c in line.cells[1:] if c.text), line.number)
        label = TURNOUT.get(fold(first).rstrip(" :"))
        if label:
            figure = numbers.figure(rest, at)
            return (label, figure, True) if figure or numbers.is_empty(rest) else None
        return None
    label = TURNOUT.get(fold(first).rstrip(" :"))
    if label:
        return label, None, False
    figure = numbers.figure(first, line.number)
    if figure and (figure.value is None or figure.percent is None or "(" in first):
        return None, figure, False
    for words, name in TURNOUT.items():
        if fold(first).startswith(words):
            rest = after_label(first, words).lstrip(" :")
            if figure := numbers.figure(rest, line.number):
                return name, figure, True
            if numbers.is_empty(rest):
                return name, None, True
    return None
