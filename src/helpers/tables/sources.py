"""Several pages of one election: which to prefer for a group of figures, where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.archive import Figure
from helpers.archive.numbers import half_unit
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
    telling = [page for page in pages if _mentions(page, group)]
    return min(telling, key=lambda page: _rank(page, group), default=None)


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
    content = page.source.page
    match group:
        case "turnout":
            return bool(content.rounds)
        case "votes":
            return bool(content.votes)
        case "seats":
            return bool(page.seats)
        case _:
            return any(row.dimension == group for row in content.members)


def _coverage(page: Settled, group: str) -> tuple[int, bool]:
    """Count the figures that a page has of a group, and tell whether they are all there."""
    content = page.source.page
    match group:
        case "turnout":
            figures = [
                f
                for r in content.rounds
                for f in (r.electors, r.voters, r.valid_votes, r.blank_or_invalid)
            ]
            known = sum(f is not None for f in figures)
            whole = [
                bool(
                    r.electors
                    and r.electors.value
                    and r.voters
                    and r.voters.value
                    and (r.valid_votes or r.blank_or_invalid)
                )
                for r in content.rounds
            ]
            return known, bool(whole) and all(whole)
        case "votes":
            known = sum(row.votes is not None or row.percent is not None for row in content.votes)
            return known, known > 0 and all(row.votes for row in content.votes)
        case "seats":
            totals = [_total(row) for row in page.seats]
            known = sum(f is not None for row in page.seats for f in row.figures)
            stake = content.seats_at_stake
            listed = sum(t for t in totals if t is not None)
            short = stake is not None and stake.value is not None and listed < stake.value
            open_rows = any(row.options for row in page.seats)
            return known, known > 0 and None not in totals and not short and not open_rows
        case _:
            rows = [row for row in content.members if row.dimension == group]
            known = sum(row.members is not None for row in rows)
            both = {row.category for row in rows if row.members} >= {"men", "women"}
            return known, both if group == "sex" else known > 0


def _total(row) -> int | None:
    for column, figure in zip(row.columns, row.figures, strict=True):
        if column.counts == "total":
            return figure.value if figure else None
    return None


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
    told: dict[tuple, list[tuple[Settled, Figure, float]]] = {}
    for page in pages:
        for key, figure, value in _comparable(page, parties):
            told.setdefault(key, []).append((page, figure, value))
    for key, said in told.items():
        exact = [s for s in said if not s[1].qualifier]
        if len({page.source.path for page, _, _ in exact}) < 2 or _agree(key, exact):
            continue
        at = min(exact, key=lambda s: (ORIGINS.index(s[0].source.origin), s[0].source.path))
        words = "; ".join(f"{number(v)} on {p.source.path}" for p, _, v in exact)
        yield Finding(
            "sources disagree",
            "warning",
            "noted",
            f"The pages differ in {key[1]}: {words}.",
            at[0].source.path,
            at[1].line,
            key[1],
            words,
        )


def _agree(key: tuple, said: list[tuple[Settled, Figure, float]]) -> bool:
    values = [value for _, _, value in said]
    if key[0] == "percent":
        # Each is right within half a unit of its own last decimal.
        coarsest = max(half_unit(figure.percent) for _, figure, _ in said)
        return max(values) - min(values) <= 2 * float(coarsest) + 1e-9
    return max(values) == min(values)


def _comparable(page: Settled, parties: Parties) -> Iterator[tuple[tuple, Figure, float]]:
    content = page.source.page
    iso3 = page.source.place.iso3
    for r in content.rounds:
        for name in ("electors", "voters", "blank_or_invalid", "valid_votes"):
            figure = getattr(r, name)
            if figure and figure.value is not None:
                value = page.corrected.get(("round", r.number, name), figure.value)
                words = name.replace("_", " ").replace("invalid", "invalid ballots")
                yield ("count", f"{words} of round {r.number}"), figure, value
        if r.voters and r.voters.percent is not None:
            yield ("percent", f"turnout of round {r.number}"), r.voters, float(r.voters.percent)
    for name in ("seats_at_stake", "candidates", "candidates_men", "candidates_women"):
        figure = getattr(content, name)
        if figure and figure.value is not None:
            yield ("count", name.replace("_", " ")), figure, figure.value
    for row in content.members:
        if row.dimension == "sex" and row.members:
            value = page.corrected.get(("sex", row.category), row.members.value)
            yield ("count", f"{row.category} in the house"), row.members, value
    for index, row in enumerate(page.seats):
        for column, figure in enumerate(row.figures):
            if figure and row.columns[column].counts == "total":
                value = page.corrected.get(("seats", index, column), figure.value)
                key = ("count", f"seats of {parties.display(iso3, row.party)}", row.round)
                yield key, figure, value
    for index, row in enumerate(content.votes):
        if row.votes:
            value = page.corrected.get(("votes", index, "votes"), row.votes.value)
            key = ("count", f"votes of {parties.display(iso3, row.party)}", row.round)
            yield key, row.votes, value
