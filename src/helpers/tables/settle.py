"""One election's pages side by side: readings settled, misprints found, repairs confirmed or not.

A page is never changed: what is settled is a copy of its cells, and every change has its finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from helpers.archive import Figure
from helpers.archive.page import Cell, Doubt, Round, SeatRow, seat_cells
from helpers.rules.identities import Address, system_of
from helpers.rules.reconcile import Fault, Repair, faults
from helpers.rules.system import Key, System
from helpers.tables import evidence as documents
from helpers.tables import findings as report
from helpers.tables import lost_cells
from helpers.tables import statements as narrative
from helpers.tables.beside import Problem
from helpers.tables.election import Source
from helpers.tables.evidence import Evidence, Matched
from helpers.tables.findings import Checked, Finding, number
from helpers.tables.parties import Parties
from helpers.tables.statements import Said

#: Rules that compare rows with evidence on a whole column.
LABELS = "values without their labels"
COLUMN_SUM = "the column adds up to what evidence says"


@dataclass
class Settled:
    """A page's cells after reconciliation, its statements, and what was found.

    Rows of seats and rounds still have their open readings; a cell's `status` says how its value
    came there, and a statement's `use` what it did.
    """

    source: Source
    seats: list[SeatRow]
    rounds: list[Round] = field(default_factory=list)
    statements: list[Said] = field(default_factory=list)
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
        result = Settled(self.source, list(page.seats), list(page.rounds))
        matched = documents.match(evidence, page)
        result.problems = matched.problems
        said = narrative.read(page, self.source.place.iso3, self.parties)
        self._read_by_evidence(result, matched)
        self._read_by_others(result)
        decided = [*self._read_by_statements(result, said), *_label_by_statements(result, said)]
        result.findings[:0] = [_doubt(doubt, path) for doubt in _left(page.doubts, result)]
        result.findings += [_open_row(path, row) for row in result.seats if row.options]
        printed = list(replace(page, seats=result.seats, rounds=result.rounds).cells())
        result.cells, overruled = documents.write(matched, printed, path)
        result.findings += overruled
        if filled := lost_cells.missing_total(result.cells):
            result.cells = [filled if c.address == filled.address else c for c in result.cells]
            result.findings.append(_determined(path, filled))
        system = _system(result.cells, printed, matched)
        checked = Checked(path, {cell.address: cell for cell in result.cells}, system)
        before = {c.address: float(c.value) for c in printed if c.value is not None}
        for fault in faults(system):
            finding, by = self._judge(result, checked, fault, matched, before, said)
            result.findings += [finding] if finding else []
            decided += by
        result.statements = list(narrative.judged(said, result.cells, decided))
        result.findings += _contradictions(result)
        return result

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
        sizes = {
            one.cells[0].name: one.evidence.value
            for one in matched.sums
            if one.cells[0].group == "seats"
        }
        sources = "; ".join(dict.fromkeys(one.evidence.source for one in matched.sums))
        _read_by_sizes(result, sizes, set(matched.cells), sources or "other rows of the table")

    def _read_by_statements(self, result: Settled, said: list[Said]) -> Iterator[Said]:
        """Take the readings that the narrative leaves; yield the statements that decided."""
        cells = narrative.exact(said, "seats")
        for index, row in enumerate(result.seats):
            own = {a.name: one for a, one in cells.items() if a.row == index}
            known = {name: one.low for name, one in own.items()}
            fitting = [o for o in row.options if known and _agrees(row, o, known)]
            if len(fitting) == 1:
                yield from own.values()
                _take(result, index, fitting[0], _lines(self.source.path, own.values()))
        sizes = narrative.sizes(said, result.seats)
        known = {name: int(one.low) for name, one in sizes.items()}
        if _read_by_sizes(result, known, set(cells), _lines(self.source.path, sizes.values())):
            yield from sizes.values()

    # -- figures that cannot all be right --------------------------------------------------------

    def _judge(
        self,
        result: Settled,
        checked: Checked,
        fault: Fault,
        matched: Matched,
        printed: Mapping[Key, float],
        said: list[Said],
    ) -> tuple[Finding | None, list[Said]]:
        """Decide what a fault leads to: noted, corrected, unconfirmed or ambiguous.

        Returns the finding, and the statements that decided.
        """
        void = fault.repairs and all(not repair.changes for repair in fault.repairs)
        if void or all(rule.soft for rule in fault.rules):
            # Several sums that a table falls short of are one list that is not complete.
            return report.soft(checked, fault), []
        repairs = [repair for repair in fault.repairs if repair.changes]
        if len(repairs) == 1 and (cut := report.cut_off(checked, fault, repairs[0])):
            return cut, []
        confirmed = {}
        if _decided_by_evidence(fault, matched, printed):
            confirmed = {repair: matched.sources() for repair in repairs if _is_known(repair)}
            confirmed = confirmed if len(repairs) == 1 else {}
        for repair in repairs if not confirmed else ():
            for other in self.others:
                if _is_known(repair) and self._prints(other, checked, repair):
                    confirmed.setdefault(repair, other.path)
        by: list[Said] = []
        if not confirmed and (left := _left_by_statements(repairs, fault, checked, said)):
            repair, by = left
            confirmed = {repair: _lines(self.source.path, by)}
        if len(confirmed) == 1:
            ((repair, source),) = confirmed.items()
            changes = dict(repair.changes)
            result.cells = [
                replace(cell, value=int(changes[cell.address]), status="corrected")
                if cell.address in changes
                else cell
                for cell in result.cells
            ]
            return report.hard(checked, fault, "corrected", [repair], source), by
        outcome = "unconfirmed" if len(repairs) == 1 else "ambiguous"
        return report.hard(checked, fault, outcome, repairs, ""), []

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


def _read_by_sizes(
    result: Settled, sizes: Mapping[str, int], confirmed: set[Address], source: str
) -> bool:
    """Take the readings with which columns add up to the sizes of tiers; say if there are any."""
    taken = False
    for of_round in {row.round for row in result.seats if row.options}:
        places = [i for i, row in enumerate(result.seats) if row.round == of_round]
        rows = [result.seats[place] for place in places]
        sure = {
            (places.index(address.row), address.name)
            for address in confirmed
            if (address.group, address.round) == ("seats", of_round)
        }
        for index, option in list(lost_cells.fitting(rows, sizes, sure)):
            _take(result, places[index], option, source)
            taken = True
    return taken


def _lines(path: str, said: Iterable[Said]) -> str:
    """Name the lines of statements, each once."""
    lines = sorted({one.statement.line for one in said})
    return f"{path}, line{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}"


def _label_by_statements(result: Settled, said: list[Said]) -> Iterator[Said]:
    """Label the values of rounds as the narrative allows, where it leaves one way."""
    for place, one in enumerate(result.rounds):
        own = {s.address.name: s for s in said if s.address and s.address[:2] == _turnout(one)}
        left = [option for option in one.options if _allowed(option, own)]
        if len(left) == 1:
            result.rounds[place] = replace(one, ballots=left[0], options=())
            words = ", ".join(f"{n.replace('_', ' ')} {f.text}" for n, f in left[0].items())
            lines = _lines(result.source.path, own.values())
            result.findings.append(
                Finding(
                    LABELS,
                    "info",
                    "noted",
                    f"The page prints fewer values than labels; by its narrative they are {words} "
                    f"(evidence: {lines}).",
                    result.source.path,
                    one.line,
                    f"turnout in round {one.number}",
                    proposed=words,
                    evidence=lines,
                    group="turnout",
                )
            )
            yield from own.values()


def _turnout(one: Round) -> tuple[str, int]:
    return "turnout", one.number


def _allowed(option: Mapping[str, Figure], own: Mapping[str, Said]) -> bool:
    """Return True if statements on electors, voters and turnout allow a labelling."""
    values = {name: figure.value for name, figure in option.items() if figure.value is not None}
    for name, one in own.items():
        if name in values and not one.allows(values[name]):
            return False
    electors, voters, share = (own.get(n) for n in ("electors", "voters", "turnout_pct"))
    if share and electors and "voters" in values:
        ends = sorted(100 * values["voters"] / end for end in (electors.low, electors.high) if end)
        return ends[0] <= share.high and ends[-1] >= share.low
    return "electors" not in values or voters is None or voters.low <= values["electors"]


def _left(doubts: list[Doubt], result: Settled) -> Iterator[Doubt]:
    """Leave out the doubts about rounds whose values the narrative has labelled."""
    labelled = {f.field for f in result.findings if f.check == LABELS}
    yield from (d for d in doubts if d.check != LABELS or d.field not in labelled)


def _left_by_statements(
    repairs: list[Repair], fault: Fault, checked: Checked, said: list[Said]
) -> tuple[Repair, list[Said]] | None:
    """Return the one repair that the page's statements allow, and those that exclude the others."""
    keys = {key for rule in fault.rules for key in rule.keys}
    about = [one for one in said if one.address in keys]
    excluded: list[Said] = []
    left = []
    for repair in repairs:
        against = [one for one in about if not _allows(one, repair, checked)]
        excluded += against
        left += [] if against else [repair]
    if len(left) != 1 or not excluded or not _is_known(left[0]):
        return None
    return left[0], [one for one in about if any(one is other for other in excluded)]


def _allows(one: Said, repair: Repair, checked: Checked) -> bool:
    changes = dict(repair.changes)
    value = changes.get(one.address, checked.system.values[one.address])
    if isinstance(value, tuple):
        return value[0] <= one.high and value[1] >= one.low
    return value is None or one.allows(value)


def _contradictions(result: Settled) -> Iterator[Finding]:
    cells = {cell.address: cell for cell in result.cells}
    for one in result.statements:
        if one.use != "contradicts":
            continue
        line, path = one.statement.line, result.source.path
        cell = cells.get(one.address) if one.address else None
        what = cell.title if cell else one.statement.subject.replace("_", " ")
        printed = cell.text if cell else "another sum"
        yield Finding(
            "narrative",
            "warning",
            "ambiguous",
            f"The narrative says {what} {number(float(one.statement.value))}, and the page's "
            f"tables {printed}: the tables stand.",
            path,
            line,
            what,
            f"{what} {printed}",
            f"{what} {number(float(one.statement.value))} (printed {printed})",
            f"{path}, line {line}",
            cell.address.group if cell else "seats",
        )


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
