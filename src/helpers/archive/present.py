"""Layout C, the pages of the present database: a label, and its value on the next line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from helpers.archive import dates, numbers, readings
from helpers.archive.lines import Cell, Line
from helpers.archive.page import Doubt, Figure, MemberRow, Page, Round, SeatRow
from helpers.archive.prose import is_prose
from helpers.archive.text import after_label, fold, spaced
from helpers.archive.turnout import FEWEST_ELECTORS, LABELS, few_voters
from helpers.archive.vocabulary import BALLOTS, CONTEST, MAX_HEADING, PRESENT, SCOPES, SeatColumn

#: What a label is of, and its value if that stands on its line.
Label = tuple[str, Line | None]

_TOTAL = (SeatColumn("Seats", "total"),)
_ID = re.compile(r"\b([A-Z]{2}-[LU]C\d\d-E?\d{4,8})\b")


def read(lines: list[Line], page: Page) -> None:
    """Fill a page from the lines of layout C.

    Parameters
    ----------
    lines : list of Line
        The page's lines.
    page : Page
        With its layout; everything else is filled in.
    """
    labels = [_label(line, following) for line, following in _pairs(lines)]
    first = next((i for i, label in enumerate(labels) if label), len(lines))
    # What stands above the first label is the country, and the chamber if the page names it.
    head = [line.text for line in lines[:first]]
    page.country, page.chamber = (head + [None, None])[:2]
    figures: dict[str, Figure] = {}
    index = first
    while index < len(lines):
        end = next((i for i in range(index + 1, len(lines)) if labels[i]), len(lines))
        field, own = labels[index]
        values = ([own] if own else []) + lines[index + 1 : end]
        _read_field(field, values, page, figures)
        index = end
    page.doubts.extend(_lacking({label[0] for label in labels if label}, lines[0].number))
    page.doubts.extend(_out_of_order(lines, labels))
    page.doubts.extend(_without_values(lines, labels))
    finish(page, figures)


def _lacking(names: set[str], line: int) -> Iterator[Doubt]:
    """Doubt a page without a label that pages with its others have."""
    if "scope" not in names and names & {"seats_at_stake", "parties_contesting", "candidates"}:
        yield Doubt(
            "labels",
            line,
            "scope",
            "",
            "",
            "The page does not say whether all seats were renewed, as pages of its kind do: lines "
            "may be missing, and a value may stand under another label.",
        )
    sexes = names & SEXES
    if "candidates_women_percent" in names and len(sexes) == 1:
        yield Doubt(
            "labels",
            line,
            "candidates",
            "",
            "",
            "The page gives the percentage of women candidates, and of men and women only one: "
            "lines may be missing, and a value may stand under another label.",
        )


SEXES = {"candidates_men", "candidates_women"}
#: The labels that stand in this order on all pages of the kind.
ORDER = (
    "dates",
    "seats_at_stake",
    "scope",
    "parties_contesting",
    "candidates",
    "candidates_men",
    "candidates_women",
    "candidates_women_percent",
    "electors",
    "voters",
)


def _out_of_order(lines: list[Line], labels: list[Label | None]) -> Iterator[Doubt]:
    """Doubt the first label that stands below one which follows it on pages of its kind."""
    places = [
        (ORDER.index(label[0]), line)
        for line, label in zip(lines, labels, strict=True)
        if label and label[0] in ORDER
    ]
    for (before, _), (after, line) in itertools.pairwise(places):
        if after < before:
            yield Doubt(
                "labels",
                line.number,
                ORDER[after].replace("_", " "),
                line.text,
                "",
                f"{line.text!r} stands below {ORDER[before].replace('_', ' ')}, which follows it "
                "on pages of this kind: lines may be missing or moved, and a value may stand under "
                "another label.",
            )
            return


def _without_values(lines: list[Line], labels: list[Label | None]) -> Iterator[Doubt]:
    """Doubt a label that another one follows at once: a page leaves both out, label and value."""
    following = [*labels[1:], ("", None)]
    for line, label, after in zip(lines, labels, following, strict=True):
        alone = label and label[0] in ORDER and not label[1] and not line.row
        # An explanation of the sexes repeats its label.
        repeated = alone and label[0] in SEXES and after and after[0] == label[0]
        if alone and after and not repeated:
            yield Doubt(
                "labels",
                line.number,
                label[0].replace("_", " "),
                line.text,
                "",
                f"{line.text!r} has no value: lines may be missing or moved, and a value may stand "
                "under another label.",
            )


def _pairs(lines: list[Line]) -> Iterator[tuple[Line, Line | None]]:
    return itertools.zip_longest(lines, lines[1:])


def label_of(text: str) -> str | None:
    """Return the label that a line is, or begins with if an explanation follows; folded."""
    folded = fold(text[:MAX_HEADING]).rstrip(" :")
    if folded in PRESENT:
        return folded
    match = _EXPLAINED.match(folded)
    return match[1] if match else None


#: A label with its explanation on the same line; of two that begin so, the longer.
_EXPLAINED = re.compile(
    rf"({'|'.join(map(re.escape, sorted(PRESENT, key=len, reverse=True)))}) (?=[a-z\"])"
)


def _label(line: Line, following: Line | None) -> Label | None:
    """Recognise a label: a line of its own, the first cell of a row, or before its explanation."""
    text = line.cells[0].text
    if name := PRESENT.get(fold(text).rstrip(" :")):
        rest = [cell for cell in line.cells[1:] if cell.text]
        return name, Line(tuple(rest)) if rest else None
    if line.row:
        return None
    if found := _label_and_value(text, line.number):
        return found
    label = label_of(text)
    if label is None or following is None:
        return None
    # An explanation begins with a capital, and a value of the label's kind follows.
    explanation = after_label(text, label).lstrip()
    name = PRESENT[label]
    if explanation[:1].isupper() and _is_value(name, following):
        return name, None
    return None


def _is_value(name: str, line: Line) -> bool:
    """Return True if a line can be the value of a label, so that the label is none of narrative."""
    match name:
        case "dates":
            return bool(dates.dates(line.text))
        case "scope":
            return fold(line.text).rstrip(" .") in SCOPES
        case "parties":
            return line.row
        case "timing" | "note" | "narrative" | "section" | "source":
            return True
    return bool(numbers.figure(line.text)) or numbers.is_empty(line.text)


def _label_and_value(text: str, number: int) -> Label | None:
    """Recognise a label whose figure stands on the same line, in a copy that lost the break."""
    words, _, last = text.rpartition(" ")
    name = PRESENT.get(fold(words).rstrip(" :"))
    if name in (None, *_WITHOUT_FIGURE) or not numbers.figure(last):
        return None
    return name, Line((Cell(last, number),))


_WITHOUT_FIGURE = ("section", "note", "source", "parties", "timing", "narrative", "dates", "scope")
#: A line of so many words explains the value before it; a shorter one should have been understood.
EXPLAINS = 4


def _read_field(field: str, values: list[Line], page: Page, figures: dict[str, Figure]) -> None:
    if field == "parties":
        # A copy that lost its tabs has none at all: beside tabs, other lines are narrative.
        tabbed = any(line.row for line in values)
        for line in values:
            if line.row or not (tabbed or is_prose(line.text)):
                _read_party(line, page)
            elif _explains(line):
                page.narrative.append((line.number, line.text))
            else:
                page.unread.append((line.number, line.text))
        return
    if field == "source":
        for line in values:
            if match := re.search(r"https?://\S+", line.text):
                page.url = page.url or match[0].rstrip(".,;)")
                page.election_id = page.election_id or election_id_in(match[0])
        return
    if field == "narrative":
        page.narrative += [(line.number, line.text) for line in values]
        return
    if field in ("section", "timing", "note"):
        return
    taken = False
    for line in values:
        if not taken and not numbers.is_empty(line.text):
            taken = _take(field, line, page, figures)
            if taken:
                continue
        # "943 Number of women": what follows may be another label's.
        glued = line.text[:1].isdigit()
        taken = taken or glued
        if not numbers.is_empty(line.text) and (glued or not _explains(line)):
            page.unread.append((line.number, line.text))


#: There are no more of these anywhere; a larger number is another label's value.
MOST = {"seats_at_stake": readings.MAX_SEATS, "parties_contesting": 1_000,
        "parties_winning_seats": 1_000}  # fmt: skip
#: A page with so many parties says how many candidates stood.
MANY_PARTIES = 150
#: More parties for each seat are another label's value.
MOST_PARTIES_A_SEAT = 3
#: No turnout is less.
LEAST_TURNOUT = 10


def _explains(line: Line) -> bool:
    if line.row and any(numbers.figure(cell.text) for cell in line.cells):
        return False
    return len(line.text.split()) >= EXPLAINS


def election_id_in(address: str) -> str | None:
    """Return the election that an address of Parline names, such as ``KZ-LC01-E20210110``."""
    found = _ID.search(address)
    return found[1] if found else None


def _take(field: str, line: Line, page: Page, figures: dict[str, Figure]) -> bool:
    """Take a line as the value of a label; False if it is none, but an explanation."""
    if field == "dates":
        found = dates.dates(line.text)
        page.dates.extend(day for day in found if day not in page.dates)
        page.dates_line = page.dates_line or line.number
        return bool(found)
    if field == "scope":
        page.scope = SCOPES.get(fold(line.text).rstrip(" ."))
        return page.scope is not None
    share = field.endswith("percent") or field == "turnout"
    reader = readings.read_share if share else readings.read_count
    figure = reader(line.text, line.number)
    if figure is None or field in figures:
        return False
    if figure.value is not None and figure.value > MOST.get(field, figure.value):
        return False
    if field == "turnout" and figure.text.isdecimal() and figure.percent < LEAST_TURNOUT:
        # A small number without a sign is another label's value, whose line may be missing.
        return False
    figures[field] = figure
    return True


def _read_party(line: Line, page: Page) -> None:
    cells = [cell for cell in line.cells if cell.text]
    if len(cells) >= 2:
        party, figure = spaced(cells[0].text), readings.read_seats(cells[1].text, cells[1].line)
        page.unread.extend((cell.line, cell.text) for cell in cells[2:])
    elif match := re.fullmatch(r"(.*\S)\s+(\d{1,4})", line.text):
        # A copy that lost its tab.
        party, figure = spaced(match[1]), readings.read_seats(match[2], line.number)
    else:
        party, figure = line.text, None
    if figure is None:
        if not numbers.is_empty(line.text):
            page.unread.append((line.number, line.text))
        return
    page.seats.append(SeatRow(1, party, line.number, _TOTAL, (figure,)))


def finish(page: Page, figures: dict[str, Figure]) -> None:
    """Put the figures of a page, by their names, where a page has them."""
    page.merged = {figure.line for figure in figures.values()}
    page.contest = {name: figures[name] for name in CONTEST if name in figures}
    ballots = {name: figures[name] for name in BALLOTS if name in figures}
    voters, turnout = figures.get("voters"), figures.get("turnout")
    if turnout and voters and voters.percent is None:
        qualifier = voters.qualifier or turnout.qualifier
        ballots["voters"] = replace(voters, percent=turnout.percent, qualifier=qualifier)
    elif turnout and not voters:
        ballots["voters"] = turnout
    page.doubts.extend(_of_other_labels(figures))
    if ballots:
        first = min(figure.line for figure in ballots.values())
        page.rounds.append(Round(1, first, page.dates[0] if page.dates else None, ballots))
    _members(page, figures)


def _of_other_labels(figures: dict[str, Figure]) -> Iterator[Doubt]:
    """Doubt values that may be those of labels which the page lacks."""
    electors, turnout = figures.get("electors"), figures.get("turnout")
    if few := few_voters(1, figures):
        yield few
    if turnout and electors and "voters" not in figures:
        yield Doubt(
            LABELS,
            electors.line,
            "turnout",
            f"{electors.text} / {turnout.text}",
            "",
            "The page gives turnout and registered voters, and no voters: what is read as the "
            "registered voters may be these.",
            group="turnout",
        )
    if electors and electors.value is not None and electors.value < FEWEST_ELECTORS:
        yield Doubt(
            LABELS,
            electors.line,
            "turnout",
            electors.text,
            "",
            f"{electors.text} registered voters are fewer than anywhere: the figure may be another "
            "label's.",
            group="turnout",
        )
    if turnout and turnout.text.isdecimal():
        yield Doubt(
            LABELS,
            turnout.line,
            "turnout",
            turnout.text,
            "",
            f"The turnout of {turnout.text} has no sign of per cent: the figure may be another "
            "label's.",
            group="turnout",
        )
    parties, candidates = figures.get("parties_contesting"), figures.get("candidates")
    most = candidates.value if candidates and candidates.value else MANY_PARTIES
    if parties and parties.value and parties.value > most:
        yield Doubt(
            LABELS,
            parties.line,
            "parties contesting",
            parties.text,
            "",
            f"{parties.text} parties are more than the candidates, or very many without any number "
            "of candidates: the figure may be another label's.",
            group="election",
        )
    yield from _of_seats(figures)


def _of_seats(figures: dict[str, Figure]) -> Iterator[Doubt]:
    """Doubt more seats at stake than candidates, and far fewer than parties."""
    seats, parties, candidates = (
        figure.value if figure else None
        for figure in map(figures.get, ("seats_at_stake", "parties_contesting", "candidates"))
    )
    if seats is None:
        return
    for others, what, doubtful in (
        (candidates, "candidates", lambda number: number < seats),
        (parties, "parties", lambda number: number > MOST_PARTIES_A_SEAT * seats),
    ):
        if others is not None and doubtful(others):
            yield Doubt(
                LABELS,
                figures["seats_at_stake"].line,
                "seats at stake",
                f"{seats} / {others}",
                "",
                f"{others} {what} for {seats} seats at stake: one of the figures may be another "
                "label's.",
                group="election",
            )


def _members(page: Page, figures: dict[str, Figure]) -> None:
    """Return members after the election where the page has them, else those elected."""
    women = figures.get("women_after") or figures.get("women_elected")
    after = "women_after" in figures or "women_after_percent" in figures
    men = figures.get("men_after") if after else figures.get("men_elected")
    percent = figures.get("women_after_percent" if after else "women_elected_percent")
    if men:
        page.members.append(MemberRow("sex", "men", men.line, men))
    if women or percent:
        page.members.append(MemberRow("sex", "women", (women or percent).line, women, percent))
