"""Several pages of one election: which to prefer for a group of figures, where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.archive.page import Cell
from helpers.rules.rounding import bounds
from helpers.tables.findings import Finding, number
from helpers.tables.parties import Parties
from helpers.tables.settle import Settled

ORIGINS = ("ipu", "parline", "compiled")
GROUPS = ("turnout", "votes", "seats", "sex", "age", "profession")


def preferred(pages: list[Settled], group: str) -> Settled | None:
    """Choose the page to use for a group of figures.

    Complete and consistent before incomplete, then ipu, parline, compiled.

    Parameters
    ----------
    pages : list of Settled
        The pages of one election.
    group : str
        One of :data:`GROUPS`.

    Returns
    -------
    Settled or None
        None if no page says anything of it.
    """
    mentioning = [page for page in pages if _mentions(page, group)]
    return min(mentioning, key=lambda page: _rank(page, group), default=None)


def _rank(page: Settled, group: str) -> tuple:
    known, complete = _coverage(page, group)
    consistent = not any(
        f.group == group and f.severity != "info" and f.outcome != "corrected"
        for f in page.findings
    )
    origin = ORIGINS.index(page.source.origin)
    return (
        known == 0,
        not (complete and consistent),
        not complete,
        origin,
        -known,
        page.source.path,
    )


def _mentions(page: Settled, group: str) -> bool:
    """Return True if a page has a table of a group, with or without figures."""
    content = page.source.page
    tables = {"turnout": content.rounds, "votes": content.votes, "seats": page.seats}
    return bool(tables.get(group)) or any(row.dimension == group for row in content.members)


def _coverage(page: Settled, group: str) -> tuple[int, bool]:
    """Count the figures that a page has of a group, and say whether they are all there."""
    cells = [cell for cell in page.cells if cell.address.group == group]
    by_name: dict[str, list[Cell]] = {}
    for cell in cells:
        by_name.setdefault(cell.address.name, []).append(cell)

    def all_known(name: str) -> bool:
        return all(cell.value is not None for cell in by_name.get(name, ()))

    known = [cell for cell in cells if cell.value is not None]
    match group:
        case "turnout":
            rest = zip(by_name["valid_votes"], by_name["blank_or_invalid"], strict=True)
            ballots = all(any(cell.value is not None for cell in pair) for pair in rest)
            counts = [cell for cell in known if not cell.is_share]
            return len(counts), ballots and all_known("electors") and all_known("voters")
        case "votes":
            counts = {cell.address.row for cell in known if cell.address.name != "candidates"}
            return len(counts), bool(counts) and all_known("votes")
        case "seats":
            listed = sum(cell.value or 0 for cell in by_name.get("total", ()))
            stake = _at_stake(page)
            short = stake is not None and listed < stake
            open_rows = any(row.options for row in page.seats)
            whole = "total" in by_name and all_known("total")
            return len(known), bool(known) and whole and not short and not open_rows
        case "sex":
            counts = [cell for cell in known if not cell.is_share]
            return len(counts), all_known("men") and all_known("women")
    counts = [cell for cell in known if not cell.is_share]
    return len(counts), bool(counts)


def _at_stake(page: Settled) -> int | None:
    figure = page.source.page.contest.get("seats_at_stake")
    return figure.value if figure else None


def disagreements(pages: list[Settled], parties: Parties) -> Iterator[Finding]:
    """Find where pages of one election print different figures for the same thing.

    Parameters
    ----------
    pages : list of Settled
        The pages of one election.
    parties : Parties
        Which names are one party.

    Yields
    ------
    Finding
        One for each figure on which pages differ.
    """
    if len(pages) < 2:
        return
    said: dict[tuple, list[tuple[Settled, Cell]]] = {}
    for page in pages:
        for what, cell in _comparable(page, parties):
            said.setdefault(what, []).append((page, cell))
    for (words, _), figures in said.items():
        exact = [(page, cell) for page, cell in figures if not cell.qualifier]
        if len({page.source.path for page, _ in exact}) < 2 or _agree([c for _, c in exact]):
            continue
        first, cell = min(
            exact, key=lambda e: (ORIGINS.index(e[0].source.origin), e[0].source.path)
        )
        values = "; ".join(f"{number(c.value)} on {p.source.path}" for p, c in exact)
        same = _same_under_other_names([c for _, c in exact], pages)
        yield Finding(
            "sources disagree",
            "warning",
            "ambiguous",
            f"The pages differ in {words}: {values}.{same}",
            first.source.path,
            cell.line,
            words,
            values,
        )


def _same_under_other_names(cells: list[Cell], pages: list[Settled]) -> str:
    """Say where a figure that pages differ in is another page's figure of another name."""
    said = []
    for cell in cells:
        for page in pages:
            for other in page.cells:
                if (
                    other.address.group == "turnout" == cell.address.group
                    and other.address.name != cell.address.name
                    and other.value == cell.value
                    and not other.is_share
                ):
                    said.append(
                        f" {number(cell.value)} is also the number of "
                        f"{other.title} on {page.source.path}."
                    )
    return "".join(dict.fromkeys(said))


def _agree(cells: list[Cell]) -> bool:
    if cells[0].is_share:
        # Each is right within half a unit of its own last decimal.
        ends = [bounds(cell.value) for cell in cells]
        return max(low for low, _ in ends) <= min(high for _, high in ends)
    return len({cell.value for cell in cells}) == 1


#: What pages of one election are compared in: figures by group, and how they are called.
_COMPARED = {
    "turnout": {
        "electors": "electors of round {round}",
        "voters": "voters of round {round}",
        "blank_or_invalid": "blank or invalid ballots of round {round}",
        "valid_votes": "valid votes of round {round}",
        "turnout_pct": "turnout of round {round}",
    },
    "election": {
        "seats_at_stake": "seats at stake",
        "candidates": "candidates",
        "candidates_men": "candidates men",
        "candidates_women": "candidates women",
    },
    "sex": {"men": "men in the house", "women": "women in the house"},
    "seats": {"total": "seats of {party}"},
    "votes": {"votes": "votes of {party}"},
}


def _comparable(page: Settled, parties: Parties) -> Iterator[tuple[tuple[str, int], Cell]]:
    """List the figures that pages are compared in, each under words that two pages share."""
    iso3 = page.source.place.iso3
    for cell in page.cells:
        words = _COMPARED.get(cell.address.group, {}).get(cell.address.name)
        if words and cell.figure:
            party = parties.display(iso3, cell.label)
            number_of_round = cell.address.round
            yield (words.format(round=number_of_round, party=party), number_of_round), cell
