"""The oracle: what each page says, typed by hand in expected.yaml, as single figures.

It knows nothing of the reader: it turns the typed entries into figures keyed by page, group, row
and name, and the CSV files of the tidy tables into figures with the same keys.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

Key = tuple[str, ...]
HERE = Path(__file__).parent


@cache
def entries() -> list[dict]:
    """Return the typed entries, one for each page."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((HERE / "expected.yaml").read_text("utf-8"), loader)


def number(text) -> float | None:
    """Turn a typed figure into a number: ``8'225'123 (35.37%)`` is 8225123, ``=`` is 0."""
    if text is None or isinstance(text, (int, float)):
        return text
    text = re.sub(r"\(.*?\)", "", str(text)).strip()
    if text == "=":
        return 0
    if "%" in text:
        head = text.split("%")[0].split()
        text = " ".join(head[:-1])
    digits = re.sub(r"[\s,'’\u00a0]", "", text)
    return float(digits) if re.fullmatch(r"[+-]?\d+(\.\d+)?", digits) else None


def percent(text) -> float | None:
    """Turn a typed share into a number: the figure before a per cent sign, or all of it."""
    if text is None or isinstance(text, (int, float)):
        return text
    match = re.search(r"(\d+(?:\.\d+)?)\s*%", str(text))
    if match:
        return float(match[1])
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", str(text).strip()) else None


@dataclass
class Figures:
    """Figures by key, in which empty ones are left out, and the rows that a page has."""

    known: dict[Key, float]
    rows: set[Key]

    def put(self, key: Key, value) -> None:
        """Add a figure; nothing where it is unknown."""
        if value not in (None, ""):
            self.known[key] = float(value)


def expected() -> Figures:
    """Return all typed figures."""
    figures = Figures({}, set())
    for entry in entries():
        page = entry["page"]
        if page.startswith("ipu/"):
            _archive(entry, page, figures)
        elif page.startswith("parline/"):
            _parline(entry, page, figures)
        else:
            _compiled(entry, page, figures)
    return figures


def _party_key(seen: Counter, page: str, group: str, round_: int, party: str) -> Key:
    seen[(group, round_, party)] += 1
    return (page, group, str(round_), party, str(seen[(group, round_, party)]))


def _archive(entry: dict, page: str, figures: Figures) -> None:
    seen: Counter = Counter()
    for r in entry["rounds"]:
        for name in ("electors", "voters", "blank_or_invalid", "valid_votes"):
            figures.put((page, "turnout", str(r["no"]), name), number(r[name]))
        figures.put((page, "turnout", str(r["no"]), "turnout_pct"), percent(_bracket(r["voters"])))
    for row in entry["votes"]:
        key = _party_key(seen, page, "votes", row["round"], row["party"])
        figures.rows.add(key)
        for name in ("candidates", "votes"):
            figures.put((*key, name), number(row[name]))
        figures.put((*key, "pct"), percent(row["pct"]))
    captions = [
        c for c in entry["seats_columns"] or [] if c not in ("Political Group", "Groupe politique")
    ]
    for row in entry["seats"]:
        key = _party_key(seen, page, "seats", row["round"], row["party"])
        figures.rows.add(key)
        for caption, cell in zip(captions, row["cells"], strict=True):
            name = {
                "Gain/Loss": "change",
                "Number of women": "women",
                "Women (total)": "women",
            }.get(caption, caption.lower())
            if name in ("total", "proportional", "majority", "change", "women"):
                figures.put((*key, name), number(cell))
    figures.put((page, "members", "sex", "men"), number(entry["men"]))
    figures.put((page, "members", "sex", "women"), number(entry["women"]))
    figures.put((page, "members", "sex", "women", "percent"), percent(entry["pct_women"]))
    for dimension in ("age", "profession"):
        for label, value in entry[dimension]:
            figures.put((page, "members", dimension, label), number(value))


def _bracket(text):
    return text if text and "%" in str(text) else None


def _parline(entry: dict, page: str, figures: Figures) -> None:
    seen: Counter = Counter()
    figures.put((page, "turnout", "1", "electors"), entry["registered_voters"])
    figures.put((page, "turnout", "1", "voters"), entry["voters"])
    figures.put((page, "turnout", "1", "turnout_pct"), entry["turnout_pct"])
    for name, typed in (
        ("candidates", "total"),
        ("candidates_men", "men"),
        ("candidates_women", "women"),
    ):
        figures.put((page, "election", name), entry["candidates"][typed])
    figures.put((page, "election", "seats_at_stake"), entry["seats_at_stake"])
    figures.put((page, "election", "parties_contesting"), entry["parties_contesting"])
    for row in entry["seats"]:
        key = _party_key(seen, page, "seats", 1, row["party"])
        figures.rows.add(key)
        figures.put((*key, "total"), row["seats"])
    after = entry["women_after_election"] is not None
    figures.put(
        (page, "members", "sex", "women"),
        entry["women_after_election"] if after else entry["women_elected"],
    )
    after = after or entry["pct_women_after_election"] is not None
    figures.put(
        (page, "members", "sex", "women", "percent"),
        entry["pct_women_after_election"] if after else entry["pct_women_elected"],
    )
    if not after:
        figures.put((page, "members", "sex", "men"), entry["men_elected"])


def _compiled(entry: dict, page: str, figures: Figures) -> None:
    seen: Counter = Counter()
    for name in ("electors", "voters", "blank_or_invalid", "valid_votes", "turnout_pct"):
        figures.put((page, "turnout", "1", name), entry[name])
    for row in entry["votes"]:
        key = _party_key(seen, page, "votes", 1, row["party"])
        figures.rows.add(key)
        for name in ("candidates", "votes", "pct"):
            figures.put((*key, name), row[name])
    for row in entry["seats"]:
        key = _party_key(seen, page, "seats", 1, row["party"])
        figures.rows.add(key)
        for name in ("total", "proportional", "majority"):
            figures.put((*key, name), row[name])
    figures.put((page, "members", "sex", "men"), entry["men"])
    figures.put((page, "members", "sex", "women"), entry["women"])


def _rows(folder: Path, name: str) -> list[dict]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(folder: Path) -> Figures:
    """Return the figures of the tidy tables in a folder."""
    figures = Figures({}, set())
    seen: dict[str, Counter] = {}
    last: dict[str, tuple] = {}
    pages: dict[str, list[str]] = {}
    for row in _rows(folder, "pages"):
        pages.setdefault(row["election_id"], []).append(row["page"])
    for row in _rows(folder, "turnout"):
        for name in ("electors", "voters", "blank_or_invalid", "valid_votes", "turnout_pct"):
            figures.put((row["page"], "turnout", row["round"], name), row[name])
    for group in ("votes", "seats"):
        for row in _rows(folder, group):
            page = row["page"]
            counter = seen.setdefault(page, Counter())
            place = (group, row["round"], row["party"], row["line"])
            if last.get(page) != place:
                key = _party_key(counter, page, group, int(row["round"]), row["party"])
                last[page] = place
                figures.rows.add(key)
                current = key
            if group == "votes":
                for name in ("candidates", "votes", "pct"):
                    figures.put((*current, name), row[name])
            elif row["column"] not in ("other", "previous"):
                figures.put((*current, row["column"]), row["seats"])
    for row in _rows(folder, "members"):
        key = (row["page"], "members", row["dimension"], row["category"])
        if row["dimension"] == "sex" and row["category"] not in ("men", "women"):
            continue
        figures.put(key, row["members"])
        figures.put((*key, "percent"), row["percent"])
    for row in _rows(folder, "elections"):
        for page in pages.get(row["election_id"], []):
            if page.startswith("parline/"):
                for name in (
                    "candidates",
                    "candidates_men",
                    "candidates_women",
                    "seats_at_stake",
                    "parties_contesting",
                ):
                    figures.put((page, "election", name), row[name])
    return figures


def kinds() -> dict[str, str]:
    """Return layout and form of each page: ``A-text``, ``B-html`` …"""
    return {entry["page"]: entry["kind"] for entry in entries()}


def covered(folder: Path) -> dict[str, list[dict]]:
    """Return the findings by page."""
    found: dict[str, list[dict]] = {}
    for row in _rows(folder, "findings"):
        found.setdefault(row["page"], []).append(row)
    return found
