"""Cells of seats that a page does not print, decided by the sizes of the tiers and the house.

``Motherland Party 1 1`` is a total with one list seat, or a total with one district. The row alone
does not say; but where the seats of a tier are known, its column must add up to them. A single
total that a complete table lacks is what the others leave of the seats at stake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from helpers.archive.page import Cell, Figure, SeatRow, seat_cells
from helpers.archive.party_tables import is_not_on_lists
from helpers.archive.text import fold

Option = tuple[Figure | None, ...]


def fitting(
    rows: list[SeatRow],
    sizes: Mapping[str, int],
    confirmed: Collection[tuple[int, str]] = (),
) -> Iterator[tuple[int, Option]]:
    """Find the rows that the sizes of tiers leave one reading.

    Parameters
    ----------
    rows : list of SeatRow
        A round's table of seats, all rows.
    sizes : mapping of str to int
        Seats of tiers, by the name of their column.
    confirmed : collection of (int, str)
        Cells, by row and column, that evidence confirms. The column of a row that does not add up
        has a misprint, perhaps, and decides nothing unless its cell is confirmed.

    Yields
    ------
    tuple of (int, tuple)
        Place of an open row, and the one of its readings with which the columns of the tiers can
        add up to their sizes, whatever the readings of the other rows.
    """
    options = [list(row.options or (row.figures,)) for row in rows]
    doubted = {i for i, row in enumerate(rows) if not row.options and not _adds_up(row)}
    usable = {
        name: size
        for name, size in sizes.items()
        if all((index, name) in confirmed for index in doubted)
    }
    before = None
    while before != (before := [len(left) for left in options]):
        for name, size in usable.items():
            options = _within(rows, options, name, size)
    shapes = Counter(
        _shape(left[0])
        for row, left in zip(rows, options, strict=True)
        if len(left) == 1 and not is_not_on_lists(row.party)
    )
    for index, (row, left) in enumerate(zip(rows, options, strict=True)):
        if len(left) > 1 and _say_the_same(row, left):
            # Zero seats are zero in each tier: the cell is the one that other parties fill.
            most = max(shapes[_shape(option)] for option in left)
            left = [option for option in left if most and shapes[_shape(option)] == most]
        if row.options and len(left) == 1:
            yield index, left[0]


def tier_at_stake(rows: list[SeatRow], at_stake: int) -> str | None:
    """Find the tier that alone was at stake: the one column that can add up to these seats.

    Parameters
    ----------
    rows : list of SeatRow
        A table of seats.
    at_stake : int
        Seats at stake.

    Returns
    -------
    str or None
        Name of the column; None if the table has no more seats than were at stake, or if several
        columns can add up to them.
    """
    whole = sum(cell.value for row in rows for cell in seat_cells(0, row) if _is_total(cell))
    if whole <= at_stake:
        return None
    options = [list(row.options or (row.figures,)) for row in rows]
    tiers = {n for row in rows for n, c in zip(row.names, row.columns, strict=True) if c.tier}
    found = [name for name in sorted(tiers) if at_stake in _reach(rows, options, name, at_stake)]
    return found[0] if len(found) == 1 else None


def _is_total(cell: Cell) -> bool:
    return cell.address.name == "total" and cell.value is not None


def _reach(rows, options, name: str, size: int) -> set[int]:
    """Return what a column can add up to."""
    values = [
        [seats_in(row, option, name) for option in left]
        for row, left in zip(rows, options, strict=True)
    ]
    return _sums(values, size)[-1]


def missing_total(cells: Sequence[Cell]) -> Cell | None:
    """Find the one total that a complete table lacks, and what it must be.

    Parameters
    ----------
    cells : sequence of Cell
        A page's cells.

    Returns
    -------
    Cell or None
        The empty cell with its value, status "inferred". None unless the seats at stake are known,
        one row alone lacks its total, the row has another figure, and every party that the page
        has votes for has a row of seats.
    """
    seats = [cell for cell in cells if cell.address.group == "seats"]
    totals = [cell for cell in seats if cell.address.name == "total"]
    empty = [cell for cell in totals if cell.value is None]
    at_stake = next((c.value for c in cells if c.address.name == "seats_at_stake"), None)
    voted = {fold(cell.label) for cell in cells if cell.address.group == "votes"}
    if len(empty) != 1 or at_stake is None or len({cell.address.round for cell in seats}) > 1:
        return None
    (cell,) = empty
    own = [c for c in seats if c.address.row == cell.address.row and c.value is not None]
    complete = len(voted) > 1 and voted <= {fold(total.label) for total in totals}
    rest = at_stake - sum(total.value for total in totals if total is not cell)
    if not own or not complete or rest < sum(c.value for c in own if c.tier):
        return None
    return replace(cell, value=rest, status="inferred")


def _within(
    rows: list[SeatRow], options: list[list[Option]], name: str, size: int
) -> list[list[Option]]:
    """Keep the readings with which a column can add up to its size; all if none can."""
    values = [
        [seats_in(row, option, name) for option in left]
        for row, left in zip(rows, options, strict=True)
    ]
    before, after = _sums(values, size), _sums(values[::-1], size)[::-1]
    if size not in before[-1]:
        return options
    return [
        [
            option
            for option, value in zip(left, own, strict=True)
            if any(size - value - rest in after[index + 1] for rest in before[index])
        ]
        for index, (left, own) in enumerate(zip(options, values, strict=True))
    ]


def _sums(values: list[list[int]], size: int) -> list[set[int]]:
    """Return what the first rows can add up to: none of them, one, two and so on."""
    sums = [{0}]
    for own in values:
        sums.append({s + value for s in sums[-1] for value in own if s + value <= size})
    return sums


def seats_in(row: SeatRow, option: Option, name: str) -> int:
    """Return the seats that a row has in a tier, under one of its readings.

    What no cell says is what the other tiers leave of the total; a party without any figure of a
    tier has none.
    """
    cells = dict(zip(row.names, option, strict=True))
    if figure := cells.get(name):
        return figure.value
    if name == "proportional" and is_not_on_lists(row.party):
        return 0
    tiers = [n for n, column in zip(row.names, row.columns, strict=True) if column.tier]
    others = [cells[tier].value for tier in tiers if cells[tier]]
    total = cells.get("total")
    if total is None or len(others) < len(tiers) - 1 or not others:
        return 0
    return max(total.value - sum(others), 0)


def _adds_up(row: SeatRow) -> bool:
    cells = dict(zip(row.names, row.figures, strict=True))
    tiers = [cells[n] for n, column in zip(row.names, row.columns, strict=True) if column.tier]
    if not cells.get("total") or not all(tiers):
        return True
    return cells["total"].value == sum(figure.value for figure in tiers)


def _shape(option: Option) -> tuple[bool, ...]:
    return tuple(figure is not None for figure in option)


def _say_the_same(row: SeatRow, options: list[Option]) -> bool:
    tiers = [n for n, column in zip(row.names, row.columns, strict=True) if column.tier]
    return len({tuple(seats_in(row, o, tier) for tier in tiers) for o in options}) == 1
