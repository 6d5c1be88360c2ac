"""What reconciliation is worth: single errors put into consistent pages, and what becomes of them.

    python benchmarks/seeded_errors.py [ERRORS]

Takes the pages of data/raw in which nothing fails, changes one figure of one page at a time (a
digit replaced, dropped or doubled, or two digits swapped), and reconciles that page's election
again, with the other pages of the election and the evidence. Counts the errors detected (a rule
fails that held), located (exactly one smallest repair, of that very figure), corrected rightly,
and corrected wrongly, by the group that the figure belongs to.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal

from helpers import config
from helpers.archive import Figure, Page
from helpers.tables import tidy
from helpers.tables.election import Source, identify, match
from helpers.tables.identities import whole_page
from helpers.tables.reconcile import faults
from helpers.tables.settle import settle


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


def figures(page: Page) -> list[tuple]:
    """List the cells of a page, counts and shares, as the identities name them."""
    system = whole_page(page)
    return [key for key in system.lines if key[0] != "base"]


def changed(page: Page, key: tuple, chance: random.Random) -> tuple[Page, float] | None:
    """Return the page with one figure misprinted, and the figure's true value."""

    def wrong(figure: Figure, share: bool) -> Figure:
        old = str(figure.percent) if share else str(figure.value)
        for _ in range(50):
            new = misprint(old, chance)
            if new != old and Decimal(new) != Decimal(old) and (not share or Decimal(new) <= 100):
                break
        else:
            raise ValueError(old)
        text = figure.text.replace(old, new) if old in figure.text else new
        if share:
            return replace(figure, percent=Decimal(new), text=text)
        return replace(figure, value=int(new), text=text)

    match key:
        case ("round", number, name):
            share, field = name == "turnout", "voters" if name == "turnout" else name
            rounds = [
                replace(r, **{field: wrong(getattr(r, field), share)}) if r.number == number else r
                for r in page.rounds
            ]
            old = next(getattr(r, field) for r in page.rounds if r.number == number)
            return replace(page, rounds=rounds), float(old.percent if share else old.value)
        case ("votes", index, name):
            row = page.votes[index]
            figure = getattr(row, name)
            votes = list(page.votes)
            votes[index] = replace(row, **{name: wrong(figure, name == "percent")})
            old = figure.value if name == "votes" else figure.percent
            return replace(page, votes=votes), float(old)
        case ("seats", index, column):
            row = page.seats[index]
            cells = list(row.figures)
            cells[column] = wrong(cells[column], share=False)
            seats = list(page.seats)
            seats[index] = replace(row, figures=tuple(cells))
            return replace(page, seats=seats), float(row.figures[column].value)
        case ("sex", category):
            share = category == "percent"
            members = list(page.members)
            for index, row in enumerate(members):
                if row.dimension == "sex" and row.category == ("women" if share else category):
                    figure = row.percent if share else row.members
                    new = wrong(figure, share)
                    members[index] = replace(row, **{"percent" if share else "members": new})
                    old = figure.percent if share else figure.value
                    return replace(page, members=members), float(old)
        case ("page", name):
            figure = getattr(page, name)
            share = name.endswith("percent")
            return replace(page, **{name: wrong(figure, share)}), float(
                figure.percent if share else figure.value
            )
    return None


def _consistent(page: Page) -> bool:
    found = faults(whole_page(page))
    return not any(repair.changes for fault in found for repair in fault.repairs)


def main(errors: int) -> None:
    """Seed the errors and print the table."""
    chance = random.Random(1)
    raw = config.raw_folder()
    paths = tidy.page_paths(raw)
    evidence, parties, _, _ = tidy._beside(raw)
    read, _ = tidy._read_all(raw, paths)
    groups = match([identify(path, page) for path, page in read])
    clean: list[tuple[list[Source], Source]] = [
        (group, source)
        for group in groups.values()
        for source in group
        if figures(source.page) and _consistent(source.page)
        and not any(row.options for row in source.page.seats)
    ]  # fmt: skip
    cells = [(g, s, key) for g, s in clean for key in figures(s.page)]
    # Soft rules that fail on the page as it is detect nothing.
    standing = {
        id(s): {r.name for f in faults(whole_page(s.page)) for r in f.rules} for _, s in clean
    }
    told: dict[str, Counter] = {}
    for _ in range(errors):
        group, source, key = chance.choice(cells)
        try:
            page, truth = changed(source.page, key, chance)
        except (ValueError, ArithmeticError):
            continue
        system = whole_page(page)
        rules = whole_page(source.page).rules
        ruled = any(key in (k, r.share) for r in rules for k, _ in r.terms)
        name = {"round": "turnout", "sex": "members", "page": "election"}.get(key[0], key[0])
        wrong = Source(**{**source.__dict__, "page": page})
        mates = [wrong if s is source else s for s in group]
        result = settle(mates, evidence, parties)[mates.index(wrong)]
        found = faults(system)
        repairs = [fault.repairs for fault in found if any(r.changes for r in fault.repairs)]
        outcome = Counter(errors=1)
        outcome["checked by a rule"] = ruled
        outcome["detected"] = {r.name for f in found for r in f.rules} > standing[id(source)]
        single = repairs[0][0] if len(repairs) == 1 and len(repairs[0]) == 1 else None
        outcome["located"] = single is not None and [k for k, _ in single.changes] == [key]
        fixed = result.corrected.items()
        before = settle(group, evidence, parties)[group.index(source)].corrected
        fixed = [(k, v) for k, v in fixed if before.get(k) != v]
        outcome["corrected rightly"] = any(k == key and v == truth for k, v in fixed)
        outcome["corrected wrongly"] = any(k != key or v != truth for k, v in fixed)
        told.setdefault(name, Counter()).update(outcome)
    total: Counter = sum(told.values(), Counter())
    names = ["errors", "checked by a rule", "detected", "located"]
    names += ["corrected rightly", "corrected wrongly"]
    print(f"{len(clean)} consistent pages, {len(cells)} figures")
    print(f"{'group':<10}" + "".join(f"{name:>20}" for name in names))
    for name, counts in [*sorted(told.items()), ("all", total)]:
        cells_ = [f"{counts[n]:>12} {counts[n] / counts['errors']:>6.1%}" for n in names]
        print(f"{name:<10}" + " ".join(f"{cell:>19}" for cell in cells_))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
