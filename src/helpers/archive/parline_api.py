"""The records of Parline's API: an election as JSON, each figure an attribute with a value.

An attribute is ``{"value": …}``, or a list of dated values. Parties are named by codes; their names
are in the list of parties that is saved beside the record (:func:`named`). Attributes that are not
known are kept as lines not understood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from helpers.archive import dates, json_lines, numbers, present, readings
from helpers.archive.lines import Cell, Line
from helpers.archive.page import Doubt, Figure, Page, SeatRow
from helpers.archive.text import PageError, decode, spaced
from helpers.archive.vocabulary import MAX_COLUMNS, SCOPES, SeatColumn

#: Attributes that are figures, and what the other layouts call them.
FIGURES = {
    "number_of_seats_at_stake": "seats_at_stake",
    "total_num_candidates": "candidates",
    "num_women_candidates": "candidates_women",
    "percent_women_candidates": "candidates_women_percent",
    "num_parties_winning_seats": "parties_winning_seats",
    "num_women_elected": "women_elected",
    "percentage_women_elected": "women_elected_percent",
    "num_women_after_election": "women_after",
    "per_women_after_election": "women_after_percent",
}
#: Attributes that are understood and are no figures of the tables.
NOTED = frozenset(
    {
        "election_title",
        "first_session_date",
        "expect_date_next_election",
        "sources",
        "largest_party_seat_percent",
        "name_of_parties_government",
        "num_parties_in_government",
    }
)
#: Files with these names beside the records are lists of the API, and no pages.
LISTS = ("political_parties", "chambers")
#: The code of an election, which is its file's name too.
ELECTION_ID = re.compile(r"[A-Z]{2}-[A-Z]{2}\d{2}-E?\d{4,8}")
#: No label of a part of the seats is longer.
MAX_LABEL = 80
#: All parties of the world are some thousands, of some hundred bytes each.
MAX_LIST_BYTES = 64 * 1024 * 1024

_ATTRIBUTE = re.compile(
    rf"(?:data\.)?(?:\d+\.)?attributes\.(?:{'|'.join(FIGURES)}|chamber|election_(?:code|date|title)|"
    r"scope_of_elections|seats_per_parties)\."
)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)?)?")
#: Keys beside the value of an attribute that are understood.
_BESIDE = frozenset({"value", "annotation", "missing_reason", "date_from", "date_to"})
#: Decimals of a share that are of interest; the API computes some with more.
_MOST_DECIMALS = Decimal("0.0001")
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,40})?", re.ASCII)
#: So many codes are listed in a sentence.
_MOST_LISTED = 10


def marks(texts: list[str]) -> int:
    """Count the attributes of an election among the folded paths of a file."""
    return sum(_ATTRIBUTE.match(text) is not None for text in texts)


def is_election(lines: list[Line]) -> bool:
    """Return True if lines of JSON are those of an election, or of several."""
    return any(_ATTRIBUTE.search(line.cells[0].text) for line in lines)


def read(lines: list[Line], page: Page) -> None:
    """Fill a page from the lines of a record; parties have their codes, see :func:`named`.

    Parameters
    ----------
    lines : list of Line
        As :func:`helpers.archive.json_lines.lines` makes them.
    page : Page
        With its layout; everything else is filled in.

    Raises
    ------
    PageError
        If the file holds several elections.
    """
    record = _record(lines, page)
    attributes = record.pop("attributes", {})
    page.election_id = _code(record.pop("id", None), page)
    record.pop("type", None)
    figures: dict[str, Figure] = {}
    for name, node in attributes.items():
        value = _taken(name, node, page)
        if name in FIGURES:
            _read_figure(name, value, page, figures)
        elif name in _READERS:
            _READERS[name](value, page)
        elif name not in NOTED:
            _leave(name, value, page)
    for name, node in record.items():
        if name not in ("links", "meta"):
            _leave(name, node, page)
    _compare_codes(attributes, page)
    present.finish(page, figures)


# -- the tree of a record ------------------------------------------------------------------------

#: A value: the lines of its text. A node: values and nodes by key.
Node = dict


def _record(lines: list[Line], page: Page) -> Node:
    """Find the only election of a file."""
    root = _tree(lines, page)
    data = root.get("data")
    found = data if isinstance(data, dict) else root
    if "attributes" not in found:
        found = {key: node for key, node in found.items() if isinstance(node, dict)}
        records = [node for node in found.values() if isinstance(node.get("attributes"), dict)]
        if len(records) != 1:
            raise PageError(
                f"The file is a list of {len(records)} elections; a page holds one. Save each as "
                "a file of its own, or let `hemicycle fetch` do it."
            )
        return records[0]
    if not isinstance(found["attributes"], dict):
        raise PageError("The attributes of the election have no names; fetch the record again.")
    return found


def _tree(lines: list[Line], page: Page) -> Node:
    root: Node = {}
    for line in lines:
        path, cell = line.cells
        *keys, last = path.text.split(".")
        node = root
        for key in keys:
            node = node.setdefault(key, {}) if isinstance(node, dict) else None
        own = node.setdefault(last, []) if isinstance(node, dict) else None
        if isinstance(own, list):
            own.append(cell)
        else:
            # Only a key that stands twice in one object can be a value and a node.
            page.unread.append((cell.line, f"{path.text} {cell.text}"))
    return root


def _cells(node: Node | list[Cell] | None) -> Iterator[Cell]:
    if isinstance(node, dict):
        for inner in node.values():
            yield from _cells(inner)
    else:
        yield from node or ()


def _leave(name: str, node: Node | list[Cell] | None, page: Page) -> None:
    """Keep what is not understood: one line for each attribute."""
    cells = list(_cells(node))
    if cells:
        said = " ".join(cell.text for cell in cells)
        page.unread.append((cells[0].line, f"{name} {said}"))


def _text(node: Node | list[Cell] | None) -> str:
    """Return a value as one text; of a text in two languages the English, or what there is."""
    if isinstance(node, dict):
        said = [_text(node.get(language)) for language in ("en", "fr", "term")]
        return next(filter(None, said), "")
    return " ".join(cell.text for cell in node or ())


def _taken(name: str, node: Node | list[Cell], page: Page) -> Node | list[Cell] | None:
    """Return the value of an attribute, keep its notes, and leave what else is beside it."""
    if isinstance(node, list):
        return node
    entries = [node] if "value" in node or not _is_list(node) else list(node.values())
    for entry in entries:
        if isinstance(entry, dict):
            _keep_notes(entry.get("annotation"), page)
            rest = {key: inner for key, inner in entry.items() if key not in _BESIDE}
            _leave(name, rest, page)
    return current(node)


def _is_list(node: Node) -> bool:
    return bool(node) and all(key.isdecimal() for key in node)


def current(node: Node | list[Cell] | None, day: str = "9999") -> Node | list[Cell] | None:
    """Return an attribute's value: of dated ones that of a day, or else the latest."""
    if not isinstance(node, dict) or "value" in node or not _is_list(node):
        return node.get("value") if isinstance(node, dict) else node
    dated = [entry for entry in node.values() if isinstance(entry, dict)]
    dated.sort(key=lambda entry: _text(entry.get("date_from")))
    begun = [entry for entry in dated if _text(entry.get("date_from")) <= day]
    open_ones = [entry for entry in begun if _text(entry.get("date_to")) in ("", day)]
    valid = [entry for entry in begun if (_text(entry.get("date_to")) or "9999-99") >= day]
    best = (open_ones if day == "9999" else valid) or begun or dated
    return best[-1].get("value") if best else None


def _keep_notes(annotation: Node | list[Cell] | None, page: Page) -> None:
    notes = annotation.get("notes") if isinstance(annotation, dict) else None
    if isinstance(notes, dict):
        _read_narrative(notes, page)


# -- attributes ----------------------------------------------------------------------------------


def _read_figure(name: str, value, page: Page, figures: dict[str, Figure]) -> None:
    cells = list(_cells(value))
    figure = None
    if len(cells) == 1 and not isinstance(value, dict):
        reader = _share if FIGURES[name].endswith("percent") else _count
        figure = reader(cells[0])
    if figure is None:
        _leave(name, value, page)
    else:
        figures[FIGURES[name]] = figure


def _count(cell: Cell) -> Figure | None:
    """Read a count; a program can print 98 as 98.0."""
    return readings.read_count(re.sub(r"(?<=\d)\.0+$", "", cell.text), cell.line)


def _share(cell: Cell) -> Figure | None:
    if not _DECIMAL.fullmatch(cell.text):
        return readings.read_share(cell.text, cell.line)
    value = Decimal(cell.text)
    if value > numbers.WHOLE:
        return None
    if value.as_tuple().exponent < _MOST_DECIMALS.as_tuple().exponent:
        value = value.quantize(_MOST_DECIMALS)
    return Figure(cell.text, None, value, None, cell.line)


def _read_dates(value, page: Page) -> None:
    for cell in _cells(value):
        found = _DATE.fullmatch(cell.text)
        days = dates.dates(found[1]) if found else []
        page.dates.extend(day for day in days if day not in page.dates)
        page.dates_line = page.dates_line or (cell.line if days else 0)
        if not days:
            page.unread.append((cell.line, f"election_date {cell.text}"))


def _read_scope(value, page: Page) -> None:
    page.scope = SCOPES.get(_text(value).replace("_", " ").casefold())
    if page.scope is None:
        _leave("scope_of_elections", value, page)


def _read_narrative(value, page: Page) -> None:
    """Keep a text, in English where there is one."""
    if isinstance(value, dict):
        value = value.get("en") or value.get("fr")
    page.narrative += [(cell.line, cell.text) for cell in _cells(value)]


def _read_parties(value, page: Page) -> None:
    if not isinstance(value, dict):
        _leave("seats_per_parties", value, page)
        return
    entries = [node for node in value.values() if isinstance(node, dict)]
    read = [_Party(entry, page) for entry in entries]
    # A table has few columns; what has many is none, and must not cost memory.
    every = dict.fromkeys(label for one in read for label in one.parts)
    labels = list(every)[: MAX_COLUMNS - 1]
    page.unread += [
        (figure.line, f"vote_breakdown {label} {figure.text}")
        for one in read
        for label, figure in one.parts.items()
        if label not in labels
    ]
    columns = (SeatColumn("Seats", "total"), *(SeatColumn(label, "other") for label in labels))
    for one in read:
        if one.code:
            figures = (one.total, *(one.parts.get(label) for label in labels))
            page.seats.append(SeatRow(1, one.code, one.line, columns, figures))
    for key, node in value.items():
        if not isinstance(node, dict):
            _leave(f"seats_per_parties {key}", node, page)


class _Party:
    """One entry of the seats by party: code, seats, and the parts that its breakdown names."""

    def __init__(self, entry: Node, page: Page):
        first = next(_cells(entry), Cell("", 0))
        rest = dict(entry)
        self.code, self.line = _text(rest.pop("party", None)), first.line
        self.total = self._seats(rest.pop("total_number_of_seats", None), page)
        self.parts: dict[str, Figure] = {}
        breakdown = rest.pop("vote_breakdown", None)
        for part in breakdown.values() if isinstance(breakdown, dict) else ():
            label = _text(part.get("label"))[:MAX_LABEL] if isinstance(part, dict) else ""
            figure = self._seats(part.get("value"), page) if label else None
            if figure and label not in self.parts:
                self.parts[label] = figure
            elif not figure:
                _leave("vote_breakdown", part, page)
        if not self.code:
            rest = entry
        _leave(f"seats_per_parties {self.code}".strip(), rest, page)

    @staticmethod
    def _seats(node: Node | list[Cell] | None, page: Page) -> Figure | None:
        cells = list(_cells(node))
        figure = _count(cells[0]) if len(cells) == 1 else None
        if figure is None or figure.value > readings.MAX_SEATS:
            _leave("seats_per_parties", node, page)
            return None
        return figure


_READERS = {
    "election_date": _read_dates,
    "scope_of_elections": _read_scope,
    "elected_note": _read_narrative,
    "seats_per_parties": _read_parties,
    "election_code": lambda value, page: None,
    "chamber": lambda value, page: None,
}


# -- codes and names -----------------------------------------------------------------------------


def _code(node: Node | list[Cell] | None, page: Page) -> str | None:
    found = _text(node)
    if ELECTION_ID.fullmatch(found):
        return found
    _leave("id", node, page)
    return None


def _compare_codes(attributes: Node, page: Page) -> None:
    """Take the election's code from its attribute where it has no id, and report other codes."""
    code, chamber = (_text(current(attributes.get(name))) for name in ("election_code", "chamber"))
    if page.election_id is None and ELECTION_ID.fullmatch(code):
        page.election_id = code
    own = page.election_id or ""
    wrong = [said for said in (code, chamber) if said and own and not own.startswith(said)]
    if wrong:
        line = next(_cells(attributes)).line
        page.doubts.append(
            Doubt(
                "codes of the record",
                line,
                "election",
                own,
                "; ".join(wrong),
                f"The record has the id {own}, and also the code {' and '.join(wrong)}; it is kept "
                "as the election of its id.",
            )
        )


def is_list(path: Path) -> bool:
    """Return True if a file's name says that it is a list of the API, saved beside its records."""
    return path.suffix.lower() == ".json" and path.name.startswith(LISTS)


def named(page: Page, folder: Path) -> None:
    """Give parties and chamber of a record the names that the lists in its folder have.

    A code that no list has stays as it is, with a doubt: no name can be made from it.
    """
    parties, chambers = _names(folder)
    unknown = [row.party for row in page.seats if row.party not in parties]
    page.seats = [replace(row, party=parties.get(row.party, row.party)) for row in page.seats]
    if page.election_id and page.chamber is None:
        day = str(min(page.dates)) if page.dates else "9999"
        known = chambers.get(page.election_id[:7])
        page.chamber = _text(current(known, day)) or None if known else None
    if unknown:
        listed = unknown[:_MOST_LISTED] + ["and others"] * (len(unknown) > _MOST_LISTED)
        page.doubts.append(
            Doubt(
                "names of parties",
                page.seats[0].line,
                "party",
                "; ".join(listed),
                "",
                f"No list of parties beside the record has the code {', '.join(listed)}, which "
                "stands for the name. Fetch the list (`hemicycle fetch`), or save it as "
                "political_parties.json in the same folder.",
            )
        )


def party_codes(folder: Path) -> Collection[str]:
    """Return the codes of the parties that the lists in a folder name."""
    return _names(folder)[0].keys()


def _names(folder: Path) -> tuple[dict[str, str], dict[str, Node]]:
    try:
        files = _lists_in(folder, folder.stat().st_mtime_ns)
        state = tuple((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files)
    except OSError:
        return {}, {}
    return _names_of(state)


@lru_cache(maxsize=8)
def _lists_in(folder: Path, changed: int) -> list[Path]:
    """List the lists in a folder, anew when a file came or went: there are thousands of others."""
    return sorted(path for path in folder.glob("*.json") if is_list(path))


@lru_cache(maxsize=8)
def _names_of(files: tuple[tuple[str, int, int], ...]) -> tuple[dict[str, str], dict[str, Node]]:
    """Read lists: names of parties by code, and names of chambers with their dates."""
    parties: dict[str, str] = {}
    chambers: dict[str, Node] = {}
    for file, _, size in files:
        if size > MAX_LIST_BYTES:
            continue
        for record in _records_in(Path(file)):
            code, own = record.get("political_party_code"), record.get("party_name")
            if isinstance(code, str) and (name := _in_english(own)):
                # Names are lines of a page: without breaks, of one kind of space.
                parties[json_lines.clean(code)] = spaced(json_lines.clean(name))
            attributes = record.get("attributes")
            if isinstance(attributes, dict) and isinstance(record.get("id"), str):
                chambers[record["id"]] = _as_node(attributes.get("chamber_name"))
    return parties, chambers


def _records_in(path: Path) -> Iterator[dict]:
    """List the records of a saved list; a list that is unsound has none."""
    try:
        value = json.loads(decode(path.read_bytes(), MAX_LIST_BYTES))
    except (OSError, PageError, ValueError, RecursionError):
        return
    yield from records(value)


def records(value: object) -> Iterator[dict]:
    """List the records of an answer: ``data`` is a list, one record, or an object by place."""
    data = value.get("data") if isinstance(value, dict) else value
    if isinstance(data, dict) and not all(key.isdecimal() for key in data):
        data = [data]
    elif isinstance(data, dict):
        data = list(data.values())
    yield from (one for one in data if isinstance(one, dict)) if isinstance(data, list) else ()


def _in_english(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("en") or value.get("fr")
    return value if isinstance(value, str) else ""


def _as_node(value: object) -> Node | list[Cell] | None:
    """Turn parsed JSON into the tree that the readers of attributes take."""
    if isinstance(value, list):
        value = {str(place): inner for place, inner in enumerate(value)}
    if isinstance(value, dict):
        return {str(key): _as_node(inner) for key, inner in value.items()}
    return [Cell(spaced(json_lines.clean(value)), 0)] if isinstance(value, str) and value else []
