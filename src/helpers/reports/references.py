"""References to lines of the archive in a report's text, and where each of them leads.

Analyses name a source as text, ``compiled/KAZ_2023.txt, line 24``. In the site it leads to that
line of the page's copy, and from there to the original; elsewhere to the original at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from helpers import config, tables
from helpers.reports.originals import GROUPS, Originals

#: Tables whose rows stand on a line; of members, the dimension is the group.
_LINED = ("turnout", "votes", "seats", "members")
_LINE = re.compile(r"line \d+")


def copy_of(reference: str) -> str:
    """Return where the site has a page, or a line of it, relative to the folder of reports.

    Examples
    --------
    >>> copy_of("compiled/KAZ_2023.txt, line 24")
    'sources/compiled/KAZ_2023.txt.html#L24'
    """
    page, line = _split(reference)
    return f"sources/{quote(page)}.html" + (f"#L{line}" if line else "")


def _split(reference: str) -> tuple[str, int]:
    page, found, line = reference.rpartition(", line ")
    return (page, int(line)) if found and line.isdecimal() else (reference, 0)


@dataclass(frozen=True)
class Archive:
    """The pages that the tables were made from, what stands on their lines, and its originals."""

    pages: frozenset[str]
    groups: dict[str, dict[int, str]]
    originals: Originals
    figures: dict[str, dict[int, frozenset[float]]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Archive:
        """Read the project's tables, once for each folder."""
        return _load(config.processed_folder(), config.raw_folder())

    def find(self, text: str) -> Iterator[str]:
        """Yield the references in a text, as ``"2004, ipu/2165_04.txt, line 38"`` has one."""
        tokens = text.split(", ")
        for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
            if token in self.pages:
                yield f"{token}, {after}" if _LINE.fullmatch(after) else token

    def referred(self, texts: Iterable[str]) -> dict[str, str]:
        """Return every reference in some texts, with the address of its original."""
        found = (reference for text in texts for reference in self.find(text))
        return {reference: self.original(reference) for reference in found}

    def stands(self, figure: float, reference: str) -> bool:
        """Return True if a figure stands on the line that a reference names."""
        page, line = _split(reference)
        return figure in self.figures.get(page, {}).get(line, ())

    def original(self, reference: str) -> str:
        """Return the address on record for what stands on a line; empty if there is none.

        Of a page as a whole it is the address that all its figures share.
        """
        page, line = _split(reference)
        if group := self.groups.get(page, {}).get(line):
            found = self.originals.of(page, group)
            return found[0] if found else ""
        shared = {self.originals.of(page, group)[:1] for group in GROUPS}
        shared.discard(())
        return shared.pop()[0] if len(shared) == 1 else ""


@lru_cache(maxsize=4)
def _load(processed: Path, raw: Path) -> Archive:
    groups: dict[str, dict[int, str]] = {}
    figures: dict[str, dict[int, frozenset[float]]] = {}
    for name in _LINED:
        frame = tables.load(name, processed).dropna(subset=["page", "line"])
        group = frame["dimension"] if name == "members" else [name] * len(frame)
        numbers = frame.select_dtypes("number").drop(columns=["line", "row"], errors="ignore")
        found = numbers.astype(float).to_numpy()
        at = zip(frame["page"], frame["line"].astype(int), group, found, strict=True)
        for page, line, its, own in at:
            groups.setdefault(page, {})[line] = its
            there = figures.setdefault(page, {})
            there[line] = there.get(line, frozenset()).union(own)
    pages = frozenset(tables.load("pages", processed)["page"])
    return Archive(pages, groups, Originals.load(raw), figures)
