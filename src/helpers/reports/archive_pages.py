"""Copies of the archive's pages in the site: every line has an address, and leads to its original.

A copy shows the figures and labels of a page as they were saved. Sentences are other people's
prose: their lines are there, with their numbers, and their words are not. Beside a line stand what
the checks found and who published the figures. A saved page can hold anything; here it is text.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
import pandas as pd
from lxml.html import builder as E

from helpers import config, tables
from helpers.archive import PageError
from helpers.archive.lines import lines
from helpers.archive.page import Page
from helpers.archive.prose import is_prose
from helpers.archive.read import read_text
from helpers.archive.text import MAX_BYTES, decode
from helpers.reports import provenance
from helpers.reports.blocks import printable
from helpers.reports.frame import Frame
from helpers.reports.originals import GROUPS, Original, Originals
from helpers.reports.references import Archive, copy_of
from helpers.tables.files import write_text

FOLDER = "sources"
INDEX = f"{FOLDER}/index.html"
_STAMP = f"{FOLDER}/made-from.json"
#: A longer text is no label; a row of a table is no longer than twice that.
LONGEST_LABEL = 110
#: What stands beside the lines of a page of which nothing was found or read.
EMPTY = pd.DataFrame(
    columns=["line", "outcome", "message", "proposed", "subject", "party", "printed", "use"]
)
NOT_SHOWN = "Narrative, not reproduced."

ORIGINS = {
    "ipu": "A page of the IPU's historical archive, as saved.",
    "parline": "A page of IPU Parline, as saved.",
    "compiled": "Compiled by this project from other public sources, in the form of an IPU page.",
}
SHORT_ORIGINS = {"ipu": "IPU archive", "parline": "IPU Parline", "compiled": "compiled"}


def build(folder: Path) -> None:
    """Write a copy of each page that the tables were made from, and a list of them.

    A copy is made anew only where something that it shows has changed; one of a page that is no
    longer in the archive is removed.
    """
    pages = tables.load("pages")
    elections = tables.load("elections").set_index("election_id")
    archive = Archive.load()
    besides = [_by_page("findings"), _by_page("statements")]
    made, code = _made(folder), provenance.module_digest(__name__)
    now = {}
    for row in pages.itertuples(index=False):
        election = elections.loc[row.election_id] if row.election_id in elections.index else None
        findings, statements = (of.get(row.page, EMPTY) for of in besides)
        shown = [code, row, None if election is None else election.to_dict()]
        shown += [findings.to_csv(), statements.to_csv()]
        shown += [archive.originals.digest([row.page]), archive.groups.get(row.page)]
        now[row.page] = hashlib.sha256(repr(shown).encode()).hexdigest()
        path = _path(folder, row.page)
        if made.get(row.page) != now[row.page] or not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, copy(row.page, row.origin, election, findings, statements, archive))
    for page in made.keys() - now.keys():
        _path(folder, page).unlink(missing_ok=True)
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    write_text(folder / INDEX, _index(pages, elections))
    write_text(folder / _STAMP, json.dumps(now, indent=0, ensure_ascii=False, sort_keys=True))


def _by_page(name: str) -> dict[str, pd.DataFrame]:
    return dict(tuple(tables.load(name).groupby("page", sort=False)))


def _path(folder: Path, page: str) -> Path:
    return folder / FOLDER / f"{page}.html"


def _made(folder: Path) -> dict[str, str]:
    """Return what each copy was made from, by its page; nothing if that is not known."""
    try:
        return dict(json.loads((folder / _STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def counts(pages: pd.DataFrame) -> str:
    """Say how many pages the archive has, and how many of them are the IPU's and compiled."""
    compiled = int((pages["origin"] == "compiled").sum())
    ours = len(pages) - compiled
    return (
        f"{len(pages)} pages: {ours} are the IPU's own, {compiled} were compiled by this project "
        "from other public sources."
    )


# --- One page -------------------------------------------------------------------------------------


@dataclass
class _Line:
    """A line of the file: its cells as text, whether they may be shown, what stands beside."""

    number: int
    cells: list[str] = field(default_factory=list)
    hidden: bool = False
    groups: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def copy(
    page: str,
    origin: str,
    election: pd.Series | None,
    findings: pd.DataFrame,
    statements: pd.DataFrame,
    archive: Archive,
    raw: Path | None = None,
) -> str:
    """Return the copy of one page as HTML.

    Parameters
    ----------
    page, origin : str
        As in the table ``pages``.
    election : Series or None
        Its row of ``elections``.
    findings : DataFrame
        Rows of ``findings`` on this page.
    statements : DataFrame
        Rows of ``statements`` on this page: what its sentences say, without the sentences.
    archive : Archive
        What stands on which line, and its originals.
    raw : Path, optional
        Folder of the pages; ``data/raw`` unless given.
    """
    about = _about(election)
    frame = Frame(
        page,
        f"{about} Every line of {page}, with its original and what the checks found.",
        f"{FOLDER}/{page}.html",
        [("Pages of the archive", INDEX)],
    )
    general = [_finding(row) for row in findings[findings["line"].isna()].itertuples()]
    shown = list(_lines(page, raw or config.raw_folder(), archive))
    for number, said in _said(findings, statements):
        _line_at(shown, number).findings.append(said)

    originals = archive.originals
    parts = [
        E.H1(_text(page)),
        E.P(f"{about} {ORIGINS.get(origin, '')}"),
        E.H2("Where its figures come from", id="originals"),
        *_listed(page, originals),
        E.H2("Line by line", id="lines"),
        E.P(
            "Figures and labels as saved, by the number of their line in the file. "
            "Sentences are not reproduced."
        ),
        *(_note(each) for each in general),
        E.A("Skip the lines", E.CLASS("skip"), href="#end"),
        _table(shown, page, originals),
        E.P(id="end"),
    ]
    return frame.html(parts)


def _about(election: pd.Series | None) -> str:
    if election is None:
        return ""
    parts = [election["country"], election["chamber"]]
    if pd.notna(election["first_date"]):
        parts.append(f"{election['first_date'].day} {election['first_date']:%B %Y}")
    return ", ".join(_text(part) for part in parts if pd.notna(part)) + "."


def _line_at(shown: list[_Line], number: int) -> _Line:
    """Return the line of a number; it takes its place among the others if it is not there yet."""
    at = bisect_left(shown, number, key=lambda line: line.number)
    if at == len(shown) or shown[at].number != number:
        shown.insert(at, _Line(number))
    return shown[at]


def _said(findings: pd.DataFrame, statements: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Yield what was found on a line, and what its sentences say, with the number of the line."""
    for row in findings.dropna(subset=["line"]).itertuples():
        yield int(row.line), _finding(row)
    for row in statements.dropna(subset=["line"]).itertuples():
        about = row.subject.replace("_", " ")
        of = "" if pd.isna(row.party) else f" of {row.party}"
        yield int(row.line), _text(f"Says of {about}{of}: {row.printed} ({row.use}).")


def _lines(name: str, raw: Path, archive: Archive) -> Iterator[_Line]:
    """Yield the lines of a file that hold something, in order."""
    found: dict[int, _Line] = {}

    def line(number: int) -> _Line:
        return found.setdefault(number, _Line(number))

    try:
        with (raw / name).open("rb") as file:
            text = decode(file.read(MAX_BYTES + 1))
        page = read_text(text)
        cut = lines(text)
    except (OSError, PageError):
        page, cut = Page("", ""), []
    figures = [(cell.line, cell.address.group) for cell in page.cells() if cell.figure]
    # A row of the tables can name another line than its figures': that of its label.
    figures += archive.groups.get(name, {}).items()
    for number, group in figures:
        if group not in (groups := line(number).groups):
            groups.append(group)
    prose = {number for number, _ in page.narrative}
    for each in cut:
        for cell in each.cells:
            if not cell.text:
                continue
            own = line(cell.line)
            longest = 2 * LONGEST_LABEL if own.groups else LONGEST_LABEL
            if (
                cell.line in prose
                or len(cell.text) > longest
                or is_prose(cell.text)
                or cell.text == "[not reproduced]"
            ):
                own.hidden = True
            else:
                own.cells.append(cell.text)
    for number in sorted(found):
        yield found[number]


def _finding(row: tuple) -> str:
    said = f"{row.outcome.capitalize()}: {row.message}"
    if pd.notna(row.proposed) and row.outcome in ("ambiguous", "unconfirmed", "corrected"):
        said += f" Proposed: {row.proposed}."
    return _text(said)


def _text(value: object) -> str:
    """Return text whose every character can be seen: marks that turn or hide others are named."""
    return "".join(
        f"[U+{ord(char):04X}]" if unicodedata.category(char) == "Cf" and char != "\xad" else char
        for char in printable(str(value))
    )


def _note(text: str) -> lxml.html.HtmlElement:
    return E.P(text, E.CLASS("finding"))


def _table(shown: list[_Line], page: str, originals: Originals) -> lxml.html.HtmlElement:
    body = [_row(line, page, originals) for line in shown]
    return E.TABLE(
        E.CAPTION("Lines of the page", E.CLASS("unseen")),
        E.THEAD(
            E.TR(*(E.TH(each, scope="col") for each in ("Line", "As saved", "Figures and source")))
        ),
        E.TBODY(*body),
        E.CLASS("lines"),
    )


def _row(line: _Line, page: str, originals: Originals) -> lxml.html.HtmlElement:
    name = f"L{line.number}"
    saved = [E.SPAN(E.CLASS("cell"), E.BDI(_text(each)), " ") for each in line.cells]
    if line.hidden:
        saved.append(E.EM(NOT_SHOWN))
    beside = []
    for group in line.groups:
        beside += [E.SPAN(f"{GROUPS[group][1]}: "), *_links(originals.of(page, group)), E.BR()]
    return E.TR(
        E.TH(E.A(str(line.number), {"aria-label": f"Line {line.number}"}, href=f"#{name}"),
             scope="row"),
        E.TD(*saved, *map(_note, line.findings)),
        E.TD(*beside[:-1]),
        id=name,
    )  # fmt: skip


def _links(addresses: tuple[str, ...]) -> list[object]:
    """Return links to originals with their publishers' names, or that there is none on record."""
    if not addresses:
        return ["no original on record"]
    parts: list[object] = []
    for address in addresses:
        parts += [", "] if parts else []
        parts += _link(Original.at(address))
    return parts


def _link(original: Original) -> list[object]:
    """Return a link to an original as recorded, and to its publisher's own page if it is a copy."""
    if not original.link:
        return [_text(original.publisher)]
    if not original.is_copy:
        return [E.A(_text(original.publisher), href=original.link)]
    copied = E.A(f"copy at {_text(original.host)}", href=original.link)
    if original.own:
        return [E.A(_text(original.publisher), href=original.own), " (", copied, ")"]
    return [_text(original.publisher), " (", copied, ")"]


def _listed(page: str, originals: Originals) -> Iterator[lxml.html.HtmlElement]:
    """Yield the list of a page's originals, by group of figures."""
    items = []
    for group, (_, label) in GROUPS.items():
        if addresses := originals.of(page, group):
            items.append((label, addresses))
    if len({addresses for _, addresses in items}) == 1 and len(items) > 1:
        items = [("All figures", items[0][1])]
    rest = originals.also(page)
    if rest:
        items.append(("Also read", rest))
    if not items:
        yield E.P("No original is on record.")
        return
    rows = []
    for label, addresses in items:
        rows += [E.DT(label), *(E.DD(*_link(Original.at(each))) for each in addresses)]
    yield E.DL(*rows, E.CLASS("originals"))


# --- The list of pages ----------------------------------------------------------------------------


def _index(pages: pd.DataFrame, elections: pd.DataFrame) -> str:
    title = "Pages of the archive"
    frame = Frame(title, f"{title}. {counts(pages)}", INDEX)
    rows = pages.join(elections[["country", "first_date"]], on="election_id")
    rows = rows.sort_values(["country", "first_date", "page"], kind="stable")
    parts = [E.H1(title), E.P(counts(pages))]
    for country, own in rows.groupby(rows["country"].fillna("Country unknown"), sort=False):
        parts += [E.H2(_text(country)), links_to(own, frame.root)]
    return frame.html(parts)


def links_to(rows: pd.DataFrame, root: str) -> lxml.html.HtmlElement:
    """Return a list of pages with their dates and origins.

    Parameters
    ----------
    rows : DataFrame
        ``page``, ``origin`` and ``first_date``.
    root : str
        What leads to the folder of reports.
    """
    items = []
    for row in rows.itertuples():
        day = row.first_date
        when = "" if pd.isna(day) else f"{day.day} {day:%B %Y}: "
        link = E.A(_text(row.page), href=root + copy_of(row.page))
        items.append(E.LI(when, link, f" ({SHORT_ORIGINS.get(row.origin, row.origin)})"))
    return E.UL(*items, E.CLASS("pages"))
