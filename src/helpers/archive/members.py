"""Members by sex, age and profession, in layouts A and B."""

from __future__ import annotations

import re
from functools import partial

from helpers.archive import numbers, readings
from helpers.archive.lines import Cell, Line
from helpers.archive.page import Doubt, Figure, MemberRow, Page
from helpers.archive.prose import is_prose
from helpers.archive.sections import Section
from helpers.archive.text import after_label, fold, tidy
from helpers.archive.vocabulary import SEX, seat_columns, vote_columns
from helpers.rules.rounding import agrees

_COLON_COUNT = re.compile(r"(.*\S) ?: ?(\S.*)")


def _flat(section: Section) -> list[Line]:
    """Return the section's lines up to the first that is narrative."""
    kept: list[Line] = []
    for line in section.body:
        if line.text.startswith("["):
            continue
        if not line.row and is_prose(line.text):
            break
        kept.append(line)
    return kept


def read_sex(section: Section, page: Page) -> None:
    """Add men and women to a page: a label with its figure, rows of cells, or labels then values.

    Parameters
    ----------
    section : Section
        What stands under the heading.
    page : Page
        Its seats give the size of the house, where one number stands alone.
    """
    labels: list[str] = []
    values: list[Figure] = []
    placed: dict[str, Figure] = {}
    used: list[Line] = []
    lines = _flat(section)
    for index, line in enumerate(lines):
        texts = [cell.text for cell in line.cells]
        found = [SEX.get(fold(text).rstrip(" :")) for text in texts if text]
        if found and all(found):
            labels.extend(found)
            following = lines[index + 1] if index + 1 < len(lines) else None
            if line.row and len(found) > 1 and following is not None and following.row:
                # A head and its row: cells stand under their labels.
                for label, cell in zip(found, following.cells, strict=False):
                    if figure := _sex_figure(label, cell):
                        placed[label] = figure
                        used.append(following)
            continue
        if line in used:
            continue
        if line.row and found and found[0]:
            figure = next((f for c in line.cells[1:] if (f := _sex_figure(found[0], c))), None)
            if figure:
                placed[found[0]] = figure
            elif any(c.text and not numbers.is_empty(c.text) for c in line.cells[1:]):
                page.unread.append((line.number, line.text))
            continue
        if several := _sex_captions(line.text):
            labels.extend(several)
            continue
        label, rest = _sex_label(line.text)
        if label:
            if figure := _sex_figure(label, Cell(rest, line.number)):
                placed[label] = figure
            elif numbers.is_empty(rest):
                labels.append(label)
            else:
                page.unread.append((line.number, line.text))
            continue
        got = _value_line(line)
        if got is None:
            page.unread.append((line.number, line.text))
            if line.after_gap and (placed or values):
                break
            continue
        values.extend(got)
    _place_sex(values, placed, section, page)
    at = section.line.number
    for sex in ("men", "women"):
        if sex not in placed:
            continue
        percent = placed.get("percent") if sex == "women" else None
        page.members.append(MemberRow("sex", sex, placed[sex].line or at, placed[sex], percent))
    if "percent" in placed and "women" not in placed:
        line = placed["percent"].line or at
        page.members.append(MemberRow("sex", "women", line, None, placed["percent"]))


def _sex_captions(text: str) -> list[str]:
    """Read ``Men Women Percent of women`` on one line."""
    rest, found = fold(text), []
    names = sorted(SEX, key=len, reverse=True)
    while rest:
        name = next((n for n in names if rest == n or rest.startswith(n + " ")), None)
        if name is None:
            return []
        found.append(SEX[name])
        rest = rest[len(name) :].lstrip(" :")
    return found if len(found) > 1 else []


def _sex_label(text: str) -> tuple[str | None, str]:
    for name in sorted(SEX, key=len, reverse=True):
        if fold(text).startswith(name):
            rest = after_label(text, name)
            if rest[:1] in ("", " ", ":"):
                return SEX[name], rest.lstrip(" :")
    return None, text


def _sex_figure(label: str, cell: Cell) -> Figure | None:
    if numbers.is_empty(cell.text):
        return None
    if label == "percent":
        return readings.read_share(cell.text, cell.line)
    return readings.read_seats(cell.text, cell.line)


def _value_line(line: Line) -> list[Figure] | None:
    """Read a line of values: one figure, or several whose arithmetic says how to cut them."""
    if line.row:
        found = [_any_figure(c) for c in line.cells if not numbers.is_empty(c.text)]
        return None if None in found or not found else found
    readers = [readings.read_seats, readings.read_seats, readings.read_share]
    options = [
        r.figures
        for r in readings.text_readings(f"x {line.text}", line.number, readers)
        if r.party == "x" and len(r.filled) == 3
    ]
    exact = [o for o in options if _is_women_share(o)]
    best = exact if len(exact) == 1 else options
    if len(best) == 1:
        return list(best[0])
    if figure := _any_figure(line.cells[0]):
        return [figure]
    pairs = [
        r.figures[:2]
        for r in readings.text_readings(f"x {line.text}", line.number, readers[:2])
        if r.party == "x" and len(r.filled) == 2
    ]
    return list(pairs[0]) if len(pairs) == 1 and not options else None


def _is_women_share(figures: tuple[Figure, ...]) -> bool:
    men, women, percent = figures
    return agrees(women.value, men.value + women.value, percent.percent)


def _any_figure(cell: Cell) -> Figure | None:
    """Read a number of members, or their share; no house has more members than the largest."""
    found = numbers.figure(cell.text, cell.line)
    if found:
        return found if found.value is None or found.value <= readings.MAX_SEATS else None
    bare = "." in cell.text or "," in cell.text
    return readings.read_share(cell.text, cell.line) if bare else None


def _place_sex(values: list[Figure], placed: dict, section: Section, page: Page) -> None:
    """Give values that follow all three labels to them: counts in order, the share by its sign."""
    counts = [v for v in values if v.value is not None]
    shares = [v for v in values if v.value is None]
    if len(shares) == 1 and "percent" not in placed:
        placed["percent"] = shares[0]
    if len(counts) == 2 and "men" not in placed and "women" not in placed:
        placed["men"], placed["women"] = counts
    elif len(counts) == 3 and not placed and counts[2].value <= 100:
        placed["men"], placed["women"] = counts[:2]
        last = counts[2]
        placed["percent"] = readings.read_share(last.text, last.line)
    elif len(counts) == 1 and ("men" in placed) != ("women" in placed):
        placed["men" if "women" in placed else "women"] = counts[0]
    elif (
        len(counts) == 1
        and not placed.keys() & {"men", "women"}
        and (sex := _sex_by_size(counts[0], page))
    ):
        placed[sex] = counts[0]
        page.doubts.append(
            Doubt(
                "members by sex",
                counts[0].line,
                "members by sex",
                counts[0].text,
                f"{sex} {counts[0].text}",
                f"The page prints one number for its members by sex; it is read as {sex}, since it "
                f"is {'at most two' if sex == 'women' else 'at least three'} fifths of the "
                "house.",
                group="sex",
            )
        )
    elif counts:
        for figure in counts:
            page.unread.append((figure.line, figure.text))
        page.doubts.append(
            Doubt(
                "members by sex",
                counts[0].line,
                "members by sex",
                " / ".join(v.text for v in values),
                "men or women",
                "The page prints fewer numbers than labels for its members by sex, so it is not "
                "known whom they count.",
                "ambiguous",
                "sex",
            )
        )


#: A share of a house that women have never reached, but in the parliaments below.
MOST_WOMEN = 0.6
FEWEST_MEN = 1 - MOST_WOMEN
MORE_WOMEN = {"rwanda"}


def _sex_by_size(figure: Figure, page: Page) -> str | None:
    """Return whom a lone number counts, by the size of the house; None if it does not say."""
    if page.country and fold(page.country) in MORE_WOMEN:
        return None
    house = sum(
        row.figures[i].value
        for row in page.seats
        for i, column in enumerate(row.columns)
        if column.kind == "total" and row.figures[i]
    )
    if house and figure.value <= FEWEST_MEN * house:
        return "women"
    return "men" if house and MOST_WOMEN * house <= figure.value <= house else None


# A label of ages can end in a number that counts nobody: "31 to 40", "Over 60".
_AGES = re.compile(
    r"(?:(?:from|between|de|entre) )?(?:\d{1,3} ?(?:-|to|a|and|et) ?|"
    r"(?:over|above|under|below|(?:more|less) than|up to|plus de|moins de|jusqu'a) )\d{1,3}"
)
_AGE = re.compile(r"[<>\u2264\u2265]? ?[0-9]{1,3}(?: ?[-\u2013+/] ?(?:[0-9]{1,3})?)? ?[:=\u2013-]?")
_LAST_FIGURE = re.compile(r"(.*\S) (\d[\d,.'’]*(?: ?%| \([^()]*\))?|(?<!\d )\([^()]*\))")
_SPACED_FIGURE = re.compile(r"(.*[^\d\s]) (\d{1,3}(?: \d{3})+(?: \([^()]*\))?)")


def read_groups(section: Section, page: Page) -> None:
    """Read members by age or profession: label and figure on a line, in a row, or alternating."""
    dimension = section.heading.section
    waiting: Line | None = None
    parties = False
    for line in _flat(section):
        texts = [cell for cell in line.cells if cell.text]
        # Below the caption of a table of parties nobody is counted by age or profession.
        captions = [cell.text for cell in line.cells]
        parties = parties or bool(seat_columns(captions, None) or vote_columns(captions))
        if parties:
            page.unread.append((line.number, line.text))
            continue
        if len(texts) >= 2 and (figure := _any_figure(texts[1])):
            _add_member(page, dimension, texts[0].text, figure, texts[0].line)
            continue
        text = line.text
        if waiting is not None and (figure := _any_figure(Cell(text, line.number))):
            _add_member(page, dimension, waiting.text, figure, waiting.number)
            waiting = None
            continue
        # In a row with an empty cell, a number in the other one is part of the label.
        patterns = (_COLON_COUNT,) if len(line.cells) > 1 else _patterns(dimension, text)
        if found := _labelled(text, line.number, patterns, dimension):
            _add_member(page, dimension, *found, line.number)
            waiting = None
            continue
        if waiting is not None:
            page.unread.append((waiting.number, waiting.text))
        if any(c.isalnum() for c in text) and not _is_label(text, dimension):
            page.unread.append((line.number, text))
            waiting = None
            continue
        waiting = line if any(c.isalnum() for c in text) else None
    if waiting is not None:
        page.unread.append((waiting.number, waiting.text))


def _patterns(dimension: str, text: str) -> tuple[re.Pattern, ...]:
    """Return the ways to cut a label and its figure, the surer one first."""
    if dimension != "age":
        return (_COLON_COUNT, _SPACED_FIGURE, _LAST_FIGURE)
    return (_COLON_COUNT,) if _AGES.fullmatch(fold(text)) else (_COLON_COUNT, _LAST_FIGURE)


def _labelled(
    text: str, line: int, patterns: tuple[re.Pattern, ...], dimension: str
) -> tuple[str, Figure] | None:
    for pattern in patterns:
        match = pattern.fullmatch(text)
        if not match or not _is_label(match[1], dimension):
            continue
        # Two numbers are no age and its members, unless a colon says so.
        if match[1].isdecimal() and pattern is not _COLON_COUNT:
            continue
        if figure := _any_figure(Cell(match[2], line)):
            return tidy(match[1]), figure
    return None


def _is_label(text: str, dimension: str) -> bool:
    """Return True for a text with letters, and for ages: "30", "31-40", "60+"."""
    letters = any(c.isalpha() for c in text)
    if fold(text).rstrip(" :") in SEX or _sex_captions(text):
        return False
    return letters or (dimension == "age" and bool(_AGE.fullmatch(text)))


def _add_member(page: Page, dimension: str, label: str, figure: Figure, line: int) -> None:
    share = partial(Figure, figure.text, None, figure.percent, figure.qualifier, figure.line)
    page.members.append(
        MemberRow(
            dimension,
            label.rstrip(" :=-–"),
            line,
            figure if figure.value is not None else None,
            share() if figure.percent is not None else None,
        )
    )
