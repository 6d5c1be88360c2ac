"""One election's pages side by side: readings settled, misprints found, repairs confirmed or not.

A page is never changed: what is settled is a copy of its cells, and every change has its finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from helpers.archive import Figure
from helpers.archive.page import Cell, Doubt, SeatRow, seat_cells
from helpers.rules.identities import Address, system_of
from helpers.rules.reconcile import Fault, Repair, faults
from helpers.rules.system import Key, System
from helpers.tables import evidence as documents
from helpers.tables import findings as report
from helpers.tables import lost_cells
from helpers.tables.beside import Problem
from helpers.tables.election import Source
from helpers.tables.evidence import Evidence, Matched
from helpers.tables.findings import Checked, Finding
from helpers.tables.parties import Parties

#: Rules that compare rows with evidence on a whole column.
COLUMN_SUM = "the column adds up to what evidence says"


@dataclass
class Settled:
    """A page's cells after reconciliation, its rows of seats, and what was found.

    Rows of seats still have their open readings; a cell's `status` says how its value came there.
    """

    source: Source
    seats: list[SeatRow]
    cells: list[Cell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def settle(
    group: list[Source], evidence: Mapping[str, list[Evidence]], parties: Parties
) -> list[Settled]:
    """Reconcile the pages of one election.

    Parameters
    ----------
    group : list of Source
        All pages of the election.
    evidence : mapping of str to list of Evidence
        By page.
    parties : Parties
        Which names are one party.

    Returns
    -------
    list of Settled
        One for each page, in the order given.
    """
    return [
        _Judge(source, [o for o in group if o is not source], parties).settle(
            evidence.get(source.path, [])
        )
        for source in group
    ]


@dataclass
class _Judge:
    """What is known when one page is settled: the page, the election's other pages, parties."""

    source: Source
    others: list[Source]
    parties: Parties

    def settle(self, evidence: list[Evidence]) -> Settled:
        page, path = self.source.page, self.source.path
        result = Settled(self.source, list(page.seats))
        matched = documents.match(evidence, page)
        result.problems = matched.problems
        result.findings += [_doubt(doubt, path) for doubt in page.doubts]
        self._read_by_evidence(result, matched)
        self._read_by_others(result)
        result.findings += [_open_row(path, row) for row in result.seats if row.options]
        printed = self._cells(result.seats)
        result.cells, overruled = documents.write(matched, printed, path)
        result.findings += overruled
        if filled := lost_cells.missing_total(result.cells):
            result.cells = [filled if c.address == filled.address else c for c in result.cells]
            result.findings.append(_determined(path, filled))
        system = _system(result.cells, printed, matched)
        checked = Checked(path, {cell.address: cell for cell in result.cells}, system)
        before = {c.address: float(c.value) for c in printed if c.value is not None}
        for fault in faults(system):
            finding = self._judge(result, checked, fault, matched, before)
            result.findings += [finding] if finding else []
        return result

    def _cells(self, seats: list[SeatRow]) -> list[Cell]:
        return list(replace(self.source.page, seats=seats).cells())

    # -- readings that a page leaves open --------------------------------------------------------

    def _read_by_others(self, result: Settled) -> None:
        """Take the reading that another page of the election prints, where only one agrees."""
        for index, row in enumerate(result.seats):
            for other in self.others if row.options else ():
                known = {
                    cell.address.name: cell.value
                    for theirs in other.page.seats
                    if self._same_party(theirs.party, row.party) and not theirs.options
                    for cell in seat_cells(0, theirs)
                    if cell.tier and cell.value is not None and cell.status == "printed"
                }
                fitting = [o for o in row.options if known and _agrees(row, o, known)]
                if len(fitting) == 1:
                    _take(result, index, fitting[0], other.path)
                    break

    def _read_by_evidence(self, result: Settled, matched: Matched) -> None:
        """Take the readings that evidence on a row's cells, or on the sizes of tiers, leaves."""
        for index, row in enumerate(result.seats):
            known = {
                address.name: one.value
                for address, one in matched.cells.items()
                if address.group == "seats" and address.row == index
            }
            fitting = [o for o in row.options if known and _agrees(row, o, known)]
            if len(fitting) == 1:
                _take(result, index, fitting[0], matched.sources())
        self._read_by_sizes(result, matched)

    def _read_by_sizes(self, result: Settled, matched: Matched) -> None:
        """Take the readings with which the columns of tiers add up to what evidence says."""
        for number in {row.round for row in result.seats if row.options}:
            places = [i for i, row in enumerate(result.seats) if row.round == number]
            sizes = {
                one.cells[0].name: one.evidence.value
                for one in matched.sums
                if (one.cells[0].group, one.cells[0].round) == ("seats", number)
            }
            sources = "; ".join(dict.fromkeys(one.evidence.source for one in matched.sums))
            rows = [result.seats[place] for place in places]
            confirmed = {
                (places.index(address.row), address.name)
                for address in matched.cells
                if (address.group, address.round) == ("seats", number)
            }
            for index, option in list(lost_cells.fitting(rows, sizes, confirmed)):
                _take(result, places[index], option, sources or "other rows of the table")

    # -- figures that cannot all be right --------------------------------------------------------

    def _judge(
        self,
        result: Settled,
        checked: Checked,
        fault: Fault,
        matched: Matched,
        printed: Mapping[Key, float],
    ) -> Finding | None:
        """Decide what a fault leads to: noted, corrected, unconfirmed or ambiguous."""
        void = fault.repairs and all(not repair.changes for repair in fault.repairs)
        if void or all(rule.soft for rule in fault.rules):
            # Several sums that a table falls short of are one list that is not complete.
            return report.soft(checked, fault)
        repairs = [repair for repair in fault.repairs if repair.changes]
        if len(repairs) == 1 and (cut := report.cut_off(checked, fault, repairs[0])):
            return cut
        confirmed = {}
        if _decided_by_evidence(fault, matched, printed):
            confirmed = {repair: matched.sources() for repair in repairs if _is_known(repair)}
            confirmed = confirmed if len(repairs) == 1 else {}
        for repair in repairs if not confirmed else ():
            for other in self.others:
                if _is_known(repair) and self._prints(other, checked, repair):
                    confirmed.setdefault(repair, other.path)
        if len(confirmed) == 1:
            (repair, said), *_ = confirmed.items()
            changes = dict(repair.changes)
            result.cells = [
                replace(cell, value=int(changes[cell.address]), status="corrected")
                if cell.address in changes
                else cell
                for cell in result.cells
            ]
            return report.hard(checked, fault, "corrected", [repair], said)
        outcome = "unconfirmed" if len(repairs) == 1 else "ambiguous"
        return report.hard(checked, fault, outcome, repairs, "")

    def _prints(self, other: Source, checked: Checked, repair: Repair) -> bool:
        """Return True if another page prints what a repair proposes, for every figure of it."""
        for address, value in repair.changes:
            theirs = [
                cell.value
                for cell in other.page.cells()
                if _same_place(cell.address, address)
                and self._same_party(cell.label, checked.cells[address].label)
            ]
            if theirs != [value]:
                return False
        return True

    def _same_party(self, one: str, other: str) -> bool:
        iso3 = self.source.place.iso3
        return self.parties.identity(iso3, one) == self.parties.identity(iso3, other)


def _same_place(one: Address, other: Address) -> bool:
    return (one.group, one.round, one.name) == (other.group, other.round, other.name)


def _system(cells: Iterable[Cell], printed: Iterable[Cell], matched: Matched) -> System:
    """Set up a page's figures, with evidence as known to be right.

    Soft rules do not hold evidence that differs from print against other figures: they compare
    what can count different things.
    """
    system = system_of(cells)
    before = {cell.address: cell.value for cell in printed}
    overruled = {a for a, one in matched.cells.items() if before.get(a) not in (None, one.value)}
    system.rules = [r for r in system.rules if not (r.soft and overruled.intersection(r.keys))]
    system.fixed.update(matched.cells)
    for index, one in enumerate(matched.sums):
        known = [address for address in one.cells if system.knows(address)]
        if known:
            whole = system.constant(("evidence", index), float(one.evidence.value))
            system.equal(COLUMN_SUM, known, [whole])
    return system


def _decided_by_evidence(fault: Fault, matched: Matched, printed: Mapping[Key, float]) -> bool:
    """Return True if evidence on a figure, or on a column, decides a contradiction of the page.

    The size of a house does not: a table can lack rows, or count some seats twice. Nor does
    evidence that itself contradicts a page which agreed with itself: then the other figures stand
    as printed, and the contradiction is reported.
    """
    hard = [rule for rule in fault.rules if not rule.soft]
    known = {a for a in matched.cells if a.group != "election"}
    said = any(rule.name == COLUMN_SUM or known.intersection(rule.keys) for rule in hard)
    return said and any(
        all(key in printed for key in rule.keys) and rule.residual(printed) for rule in hard
    )


def _is_known(repair: Repair) -> bool:
    return all(isinstance(value, float) for _, value in repair.changes)


def _agrees(row: SeatRow, option: tuple[Figure | None, ...], known: Mapping[str, int]) -> bool:
    for name, column, figure in zip(row.names, row.columns, option, strict=True):
        # An empty cell beside a filled one says that the tier has none.
        said = figure.value if figure else 0
        if column.tier and known.get(name, said) != said:
            return False
    return True


def _take(result: Settled, index: int, option: tuple[Figure | None, ...], evidence: str) -> None:
    """Take one of a row's readings, and report it."""
    row = result.seats[index]
    placed = frozenset(
        i for i, figure in enumerate(option) if figure and any(o[i] != figure for o in row.options)
    )
    result.seats[index] = replace(row, figures=option, inferred=row.inferred | placed, options=())
    words = next(iter(_in_words(row, [option])))
    result.findings.append(
        Finding(
            "lost cells",
            "info",
            "noted",
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


def _in_words(row: SeatRow, options: Iterable[tuple[Figure | None, ...]]) -> Iterator[str]:
    for option in options:
        yield ", ".join(
            f"{column.caption.lower()} {figure.text}"
            for column, figure in zip(row.columns, option, strict=True)
            if figure
        )


def _doubt(doubt: Doubt, path: str) -> Finding:
    severity = "warning" if doubt.outcome == "ambiguous" else "info"
    return Finding(
        doubt.check,
        severity,
        doubt.outcome,
        doubt.message,
        path,
        doubt.line,
        doubt.field,
        doubt.printed,
        doubt.readings,
        group=doubt.group,
    )


def _determined(path: str, cell: Cell) -> Finding:
    return Finding(
        "determined cell",
        "info",
        "noted",
        f"The page does not print the {cell.title}. Its list of parties is complete, so that it "
        f"has the {cell.value} seats that the others leave of those at stake.",
        path,
        cell.line,
        cell.title,
        proposed=f"{cell.title} {cell.value}",
        group="seats",
    )


def _open_row(path: str, row: SeatRow) -> Finding:
    said = list(_in_words(row, row.options))
    return Finding(
        "lost cells",
        "warning",
        "ambiguous",
        f"An empty cell left no trace in the row of {row.party}, which can be read in {len(said)} "
        "ways; only what all of them share was taken.",
        path,
        row.line,
        f"seats of {row.party}",
        row.text,
        " or ".join(said),
        group="seats",
    )
