"""One election's pages side by side: readings settled, misprints found, repairs confirmed or not.

A page is never changed: what is settled here is a copy of its figures, and every change has its
finding.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace

from helpers.archive import Figure
from helpers.archive.page import SeatRow
from helpers.archive.text import fold
from helpers.tables import findings as say
from helpers.tables.election import Source
from helpers.tables.findings import Finding
from helpers.tables.identities import (
    SHARES_ALL,
    Key,
    System,
    compare_with_size,
    whole_page,
)
from helpers.tables.parties import Parties
from helpers.tables.reconcile import SOFT, Fault, Repair, faults

EVIDENCE = "the evidence says so"


@dataclass(frozen=True)
class Evidence:
    """One line of evidence.csv: what another document says of a cell, or of a column's sum."""

    page: str
    round: int | None
    party: str
    column: str
    value: int
    source: str


@dataclass
class Settled:
    """A page's figures after reconciliation.

    `corrected` maps cells to what they were corrected to; `sourced` names the seat cells that
    another source or evidence placed.
    """

    source: Source
    seats: list[SeatRow]
    corrected: dict[Key, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def settle(
    group: list[Source], evidence: dict[str, list[Evidence]], parties: Parties
) -> list[Settled]:
    """Reconcile the pages of one election.

    Parameters
    ----------
    group : list of Source
        All pages of the election.
    evidence : dict of str to list of Evidence
        By page.
    parties : Parties
        Which names are one party.

    Returns
    -------
    list of Settled
        One for each page, in the order given.
    """
    settled = []
    for source in group:
        others = [other for other in group if other is not source]
        settled.append(_page(source, others, evidence.get(source.path, []), parties))
    return settled


def _page(
    source: Source, others: list[Source], evidence: list[Evidence], parties: Parties
) -> Settled:
    page = source.page
    result = Settled(source, list(page.seats))
    for line in evidence:
        if line.column == "seats_at_stake" and page.seats_at_stake is None:
            result.corrected["page", "seats_at_stake"] = line.value
    for doubt in page.doubts:
        severity = "warning" if doubt.outcome == "ambiguous" else "info"
        result.findings.append(
            Finding(
                doubt.check,
                severity,
                doubt.outcome,
                doubt.message,
                source.path,
                doubt.line,
                doubt.field,
                doubt.printed,
                doubt.readings,
                group=_doubt_group(doubt.field),
            )
        )
    _settle_from_evidence(result, evidence)
    _settle_from_others(result, others, parties)
    result.findings.extend(_open_row(source, row) for row in result.seats if row.options)
    system = _system(result, evidence)
    for fault in faults(system):
        if fault.rules[0].name != SHARES_ALL or any(r.changes for r in fault.repairs):
            result.findings.append(_judge(result, system, fault, evidence, others, parties))
    return result


def _doubt_group(name: str) -> str:
    for words, group in (
        ("turnout", "turnout"),
        ("votes", "votes"),
        ("seats", "seats"),
        ("members", "sex"),
    ):
        if name.startswith(words):
            return group
    return ""


def _system(result: Settled, evidence: list[Evidence]) -> System:
    page = replace(result.source.page, seats=result.seats)
    system = whole_page(page)
    for line in evidence:
        _add_evidence(system, result.seats, line)
    return system


def _column(row: SeatRow, name: str) -> int | None:
    return next((i for i, column in enumerate(row.columns) if column.counts == name), None)


def _add_evidence(system: System, seats: list[SeatRow], line: Evidence) -> None:
    """Turn a line of evidence into a fixed cell, or a fixed sum of a column."""
    number = line.round or 1
    if line.party:
        for index, row in enumerate(seats):
            column = _column(row, line.column)
            key = ("seats", index, column)
            if fold(row.party) == fold(line.party) and key in system.values:
                system.fixed[key] = line.value
        return
    if line.column in ("seats_at_stake", "house"):
        _add_size(system, seats, line)
        return
    for key in (("round", number, line.column), ("sex", line.column), ("page", line.column)):
        if key in system.values:
            system.fixed[key] = line.value
    cells = [
        ("seats", index, _column(row, line.column))
        for index, row in enumerate(seats)
        if row.round == number or line.round is None
    ]
    cells = [key for key in cells if key in system.values]
    if cells:
        sum_key = ("evidence", line.column, number)
        system.values[sum_key] = system.fixed[sum_key] = line.value
        system.names[sum_key] = f"{line.column} in all"
        system.texts[sum_key] = str(line.value)
        system.equal(EVIDENCE, cells, [sum_key])


def _add_size(system: System, seats: list[SeatRow], line: Evidence) -> None:
    """Compare the tables of seats with a size that the page does not print."""
    key = ("page", line.column)
    if key in system.values:
        system.fixed[key] = line.value
        return
    system.values[key] = system.fixed[key] = line.value
    system.names[key], system.texts[key] = line.column.replace("_", " "), str(line.value)
    for number in {row.round for row in seats}:
        totals = [
            ("seats", i, _column(r, "total")) for i, r in enumerate(seats) if r.round == number
        ]
        if all(total in system.values for total in totals):
            compare_with_size(system, totals, line.column)


# -- readings that a page leaves open ------------------------------------------------------------


def _settle_from_others(result: Settled, others: list[Source], parties: Parties) -> None:
    """Take the reading that another page of the election prints, where only one agrees with it."""
    iso3 = result.source.place.iso3
    for index, row in enumerate(result.seats):
        if not row.options:
            continue
        identity = parties.identity(iso3, row.party)
        for other in others:
            known = {
                column.counts: figure.value
                for theirs in other.page.seats
                if parties.identity(iso3, theirs.party) == identity and not theirs.options
                for at, (column, figure) in enumerate(
                    zip(theirs.columns, theirs.figures, strict=True)
                )
                if column.tier and figure and at not in theirs.inferred
            }
            fitting = [option for option in row.options if _agrees(row, option, known)]
            if known and len(fitting) == 1:
                _take(result, index, fitting[0], other.path)
                break


def _agrees(row: SeatRow, option: tuple[Figure | None, ...], known: dict[str, int]) -> bool:
    for column, figure in zip(row.columns, option, strict=True):
        # An empty cell beside a filled one says that the tier has none.
        said = figure.value if figure else 0
        if column.tier and known.get(column.counts, said) != said:
            return False
    return True


def _settle_from_evidence(result: Settled, evidence: list[Evidence]) -> None:
    """Take the readings under which evidence leaves the fewest figures wrong."""
    if not evidence:
        return
    for index, row in enumerate(result.seats):
        said = {e.column: e.value for e in evidence if fold(e.party) == fold(row.party) and e.party}
        fitting = [option for option in row.options if _agrees(row, option, said)]
        if said and len(fitting) == 1:
            _take(result, index, fitting[0], _sources(evidence))
    open_rows = [index for index, row in enumerate(result.seats) if row.options]
    if not 0 < len(open_rows) <= 6:
        return
    costs = []
    for combination in itertools.product(*(result.seats[i].options for i in open_rows)):
        trial = Settled(result.source, list(result.seats))
        for index, option in zip(open_rows, combination, strict=True):
            trial.seats[index] = replace(trial.seats[index], figures=option, options=())
        costs.append((_cost(faults(_system(trial, evidence))), combination))
    least = min(cost for cost, _ in costs)
    best = [combination for cost, combination in costs if cost == least]
    if len(best) == 1:
        for index, option in zip(open_rows, best[0], strict=True):
            _take(result, index, option, _sources(evidence))


def _cost(found: list[Fault]) -> float:
    return sum(
        len(f.repairs[0].changes) + SOFT * len(f.repairs[0].void) if f.repairs else len(f.rules)
        for f in found
    )


def _sources(evidence: list[Evidence]) -> str:
    return "; ".join(dict.fromkeys(line.source for line in evidence))


def _take(result: Settled, index: int, option: tuple[Figure | None, ...], evidence: str) -> None:
    row = result.seats[index]
    placed = frozenset(
        i for i, figure in enumerate(option) if figure and any(o[i] != figure for o in row.options)
    )
    result.seats[index] = replace(row, figures=option, inferred=row.inferred | placed, options=())
    words = ", ".join(
        f"{column.caption.lower()} {figure.text}"
        for column, figure in zip(row.columns, option, strict=True)
        if figure
    )
    result.findings.append(
        Finding(
            "lost cells",
            "info",
            "corrected",
            f"An empty cell left no trace in the row of {row.party}; it is read as {words} "
            f"(evidence: {evidence}).",
            result.source.path,
            row.line,
            f"seats of {row.party}",
            row.text,
            words,
            evidence,
            "seats",
        )
    )


def _open_row(source: Source, row: SeatRow) -> Finding:
    said = [
        ", ".join(
            f"{column.caption.lower()} {figure.text}"
            for column, figure in zip(row.columns, option, strict=True)
            if figure
        )
        for option in row.options
    ]
    return Finding(
        "lost cells",
        "warning",
        "ambiguous",
        f"An empty cell left no trace in the row of {row.party}, which can be read in {len(said)} "
        "ways; only what all of them share was taken.",
        source.path,
        row.line,
        f"seats of {row.party}",
        row.text,
        " or ".join(said),
        group="seats",
    )


# -- figures that cannot all be right ------------------------------------------------------------


def _judge(
    result: Settled,
    system: System,
    fault: Fault,
    evidence: list[Evidence],
    others: list[Source],
    parties: Parties,
) -> Finding:
    """Decide what a fault leads to: noted, corrected, unconfirmed or ambiguous."""
    path = result.source.path
    if fault.repairs and all(not repair.changes for repair in fault.repairs):
        return say.soft(system, fault, path)
    repairs = [repair for repair in fault.repairs if repair.changes]
    overruled = [
        (key, value)
        for rule in fault.rules
        for key, _ in rule.terms
        if (value := system.fixed.get(key)) is not None
        and key in system.lines
        and value != system.values[key]
    ]
    by_evidence = _touches_evidence(system, fault)
    if len(repairs) == 1 and by_evidence and _all_known(repairs[0]):
        return _correct(result, system, fault, repairs[0], _sources(evidence))
    if overruled and not repairs:
        return _correct(result, system, fault, Repair(tuple(overruled)), _sources(evidence))
    confirmed = [
        (repair, other.path)
        for repair in repairs
        if _all_known(repair)
        for other in others
        if _printed_by(result, other, repair, parties)
    ]
    if len({repair for repair, _ in confirmed}) == 1:
        repair, other = confirmed[0]
        return _correct(result, system, fault, repair, other)
    outcome = "unconfirmed" if len(repairs) == 1 else "ambiguous"
    return say.hard(system, fault, path, outcome, repairs, "")


def _touches_evidence(system: System, fault: Fault) -> bool:
    """Tell whether evidence of single figures or of a column's sum singles the repair out.

    The size of a house does not: a table can lack rows, or count some seats twice.
    """
    return any(
        key in system.fixed and key[0] not in ("base", "page")
        for rule in fault.rules
        for key, _ in rule.terms
    )


def _all_known(repair: Repair) -> bool:
    return all(isinstance(value, float) for _, value in repair.changes)


def _correct(
    result: Settled, system: System, fault: Fault, repair: Repair, evidence: str
) -> Finding:
    for key, value in repair.changes:
        result.corrected[key] = int(value)
    return say.hard(system, fault, result.source.path, "corrected", [repair], evidence)


def _printed_by(result: Settled, other: Source, repair: Repair, parties: Parties) -> bool:
    """Tell whether another page prints what a repair proposes, for every figure of it."""
    return all(_figure_of(result, other, key, parties) == value for key, value in repair.changes)


def _figure_of(result: Settled, other: Source, key: Key, parties: Parties) -> int | None:
    """Find the same figure on another page of the election."""
    figure: Figure | None = None
    match key:
        case ("round", number, name):
            found = next((r for r in other.page.rounds if r.number == number), None)
            figure = getattr(found, name, None) if found and name != "turnout" else None
        case ("sex", category):
            figure = next(
                (
                    r.members
                    for r in other.page.members
                    if (r.dimension, r.category) == ("sex", category)
                ),
                None,
            )
        case ("page", name):
            figure = getattr(other.page, name)
        case ("votes", index, "votes"):
            row = result.source.page.votes[index]
            theirs = _same_party(result, other.page.votes, row, parties)
            figure = theirs.votes if theirs else None
        case ("seats", index, column):
            row = result.seats[index]
            theirs = _same_party(result, other.page.seats, row, parties)
            at = _column(theirs, row.columns[column].counts) if theirs else None
            figure = theirs.figures[at] if at is not None else None
    return figure.value if figure else None


def _same_party(result: Settled, rows: list, row, parties: Parties):
    iso3 = result.source.place.iso3
    identity = parties.identity(iso3, row.party)
    found = [
        r for r in rows if r.round == row.round and parties.identity(iso3, r.party) == identity
    ]
    return found[0] if len(found) == 1 else None
