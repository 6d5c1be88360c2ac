"""What reconciliation is worth: single errors put into consistent pages, and what becomes of them.

    python benchmarks/seeded_errors.py [ERRORS]

Takes the pages of data/raw in which nothing fails, changes one figure of one page at a time (a
digit replaced, dropped or doubled, or two digits swapped), and reconciles that page's election
again, with the other pages of the election and the evidence. Counts the errors detected (a rule
fails that held: by itself, or with the evidence and other pages), located (exactly one smallest
repair, of that very figure), corrected rightly, and corrected wrongly, by the group that the figure
belongs to.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

from helpers import config
from helpers.archive import Figure, Page
from helpers.archive.page import Cell
from helpers.rules.identities import system_of
from helpers.rules.reconcile import faults
from helpers.tables import folder, tidy
from helpers.tables.election import Source, identify, match
from helpers.tables.settle import Settled, settle


def misprint(text: str, chance: random.Random) -> str:
    """Change one digit of a number, as a compositor would."""
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    at = chance.choice(digits)
    match chance.randrange(4):
        case 0:
            other = chance.choice([d for d in "0123456789" if d != text[at]])
            return text[:at] + other + text[at + 1 :]
        case 1 if len(digits) > 1:
            return text[:at] + text[at + 1 :]
        case 2:
            return text[:at] + text[at] + text[at:]
        case _ if at + 1 < len(text) and text[at + 1].isdigit():
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return misprint(text, chance)


#: Figures that no identity is about, whose misprints nothing could detect.
UNRULED = {"parties_contesting", "parties_winning_seats", ("votes", "candidates")}


def figures(page: Page) -> list[Cell]:
    """List the printed figures of a page that are counted: those that identities could be about."""
    groups = ("election", "turnout", "votes", "seats", "sex")
    return [
        cell
        for cell in page.cells()
        if cell.figure
        and cell.address.group in groups
        and not {cell.address.name, (cell.address.group, cell.address.name)} & UNRULED
    ]


def changed(page: Page, cell: Cell, chance: random.Random) -> Page:
    """Return the page with one figure misprinted."""
    old = str(cell.value)
    for _ in range(50):
        new = misprint(old, chance)
        if Decimal(new) != cell.value and (not cell.is_share or Decimal(new) <= 100):
            break
    else:
        raise ValueError(old)
    text = cell.figure.text.replace(old, new) if old in cell.figure.text else new
    value = {"percent": Decimal(new)} if cell.is_share else {"value": int(new)}
    return swapped(page, cell.figure, replace(cell.figure, text=text, **value))


def swapped(record, old: Figure, new: Figure):
    """Return a record, or a list, tuple or dict of records, with one figure in another's place."""
    if record is old:
        return new
    if is_dataclass(record):
        values = {f.name: swapped(getattr(record, f.name), old, new) for f in fields(record)}
        return replace(record, **values)
    if isinstance(record, dict):
        return {key: swapped(value, old, new) for key, value in record.items()}
    if type(record) in (list, tuple):
        return type(record)(swapped(item, old, new) for item in record)
    return record


def _consistent(page: Page) -> bool:
    found = faults(system_of(page.cells()))
    return not any(repair.changes for fault in found for repair in fault.repairs)


def _decided(group: list[Source], known) -> list[Source]:
    """Return the pages with their lost cells decided, so that these pages are counted too."""
    settled = settle(group, known.evidence, known.parties)
    return [replace(s.source, page=replace(s.source.page, seats=s.seats)) for s in settled]


def _said(settled: Settled) -> set[tuple[str, str]]:
    return {(f.check, f.field) for f in settled.findings}


def _corrected(settled: Settled) -> dict:
    return {c.address: c.value for c in settled.cells if c.status == "corrected"}


def main(errors: int) -> None:
    """Seed the errors and print the table."""
    chance = random.Random(1)
    raw = config.raw_folder()
    paths = folder.find(raw).pages
    known = tidy._beside(raw, [])
    read, _ = tidy._read_all(raw, paths)
    groups = match([identify(path, page) for path, page in read])
    decided = [_decided(group, known) for group in groups.values()]
    clean: list[tuple[list[Source], Source]] = [
        (group, source)
        for group in decided
        for source in group
        if figures(source.page) and _consistent(source.page)
        and not any(row.options for row in source.page.seats)
    ]  # fmt: skip
    cells = [(g, s, cell) for g, s in clean for cell in figures(s.page)]
    # Soft rules that fail on the page as it is detect nothing.
    standing = {
        id(s): {r.name for f in faults(system_of(s.page.cells())) for r in f.rules}
        for _, s in clean
    }
    told: dict[str, Counter] = {}
    for _ in range(errors):
        group, source, cell = chance.choice(cells)
        try:
            page = changed(source.page, cell, chance)
        except (ValueError, ArithmeticError):
            continue
        key, truth = cell.address, cell.value
        ruled = any(key in rule.keys for rule in system_of(source.page.cells()).rules)
        wrong = replace(source, page=page)
        mates = [wrong if s is source else s for s in group]
        result = settle(mates, known.evidence, known.parties)[mates.index(wrong)]
        found = faults(system_of(page.cells()))
        repairs = [fault.repairs for fault in found if any(r.changes for r in fault.repairs)]
        outcome = Counter(errors=1)
        outcome["checked by a rule"] = ruled
        outcome["by itself"] = {r.name for f in found for r in f.rules} > standing[id(source)]
        single = repairs[0][0] if len(repairs) == 1 and len(repairs[0]) == 1 else None
        outcome["located"] = single is not None and [k for k, _ in single.changes] == [key]
        before = settle(group, known.evidence, known.parties)[group.index(source)]
        outcome["detected"] = outcome["by itself"] or bool(_said(result) - _said(before))
        fixed = _corrected(result).items() - _corrected(before).items()
        outcome["corrected rightly"] = (key, truth) in fixed
        outcome["corrected wrongly"] = bool(fixed - {(key, truth)})
        told.setdefault(key.group, Counter()).update(outcome)
    total: Counter = sum(told.values(), Counter())
    names = ["errors", "checked by a rule", "by itself", "detected", "located"]
    names += ["corrected rightly", "corrected wrongly"]
    print(f"{len(clean)} consistent pages, {len(cells)} figures")
    print(f"{'group':<10}" + "".join(f"{name:>20}" for name in names))
    for name, counts in [*sorted(told.items()), ("all", total)]:
        cells_ = [f"{counts[n]:>12} {counts[n] / counts['errors']:>6.1%}" for n in names]
        print(f"{name:<10}" + " ".join(f"{cell:>19}" for cell in cells_))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
