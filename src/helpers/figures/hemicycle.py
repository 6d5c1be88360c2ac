"""A chamber drawn as a half ring of seats.

The seats stand in concentric rows, as in the chamber; every seat is one dot. Dots are as large as
the ring allows, so the drawing is right for 15 seats as for 600.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from helpers.figures import style

#: Radius of the empty middle; the ring's outer radius is 1.
INNER = 0.42

#: Limits of the axes: half of their width on a phone and on a page, with room for labels, and
#: their top.
HALF_NARROW, HALF_WIDE, TOP = 1.04, 1.75, 1.2

#: No dot is larger than this, however few the seats.
_LARGEST = 0.17

#: Dots fill so much of the room between their neighbours' centres.
_FILL = 0.88


@dataclass(frozen=True)
class Layout:
    """Where the seats are.

    Parameters
    ----------
    x, y : ndarray, shape (n,)
        Centres, from the left end of the half ring to the right.
    radius : float
        Of each dot, with the ring's outer radius as unit.
    """

    x: np.ndarray
    y: np.ndarray
    radius: float

    @property
    def angle(self) -> np.ndarray:
        """Angle of each seat in radians, from pi (left) down to 0 (right)."""
        return np.arctan2(self.y, self.x)


def layout(n: int) -> Layout:
    """Arrange `n` seats in a half ring.

    Parameters
    ----------
    n : int
        Number of seats, at least one.

    Returns
    -------
    Layout
        The seats in the order in which parties are seated: sorted by angle, so that any run of
        seats is one wedge. No two dots overlap, and all lie within the half ring.

    Notes
    -----
    For each possible number of rows, the pitch (the distance of neighbours' centres) is the
    largest with which all seats fit; the number of rows with the largest pitch is taken. Rows get
    seats in proportion to their lengths, so that every row is about equally dense.
    """
    if n < 1:
        raise ValueError(f"A hemicycle has at least one seat, not {n}.")
    # max() keeps the first of equals: the fewest rows.
    pitch, rows = max(
        (_pitch(n, rows) for rows in range(1, int(np.sqrt(n)) + 2)),
        key=lambda found: found[0],
    )
    radii = _radii(rows)
    radius = pitch * _FILL / 2
    x, y = [], []
    for r, seats in zip(radii, _shared_out(n, radii, pitch), strict=True):
        # The outermost dots of a row rest on the ground line.
        end = np.arcsin(min(pitch / 2 / r, 1.0))
        angles = np.array([np.pi / 2]) if seats == 1 else np.linspace(np.pi - end, end, seats)
        x.append(r * np.cos(angles))
        y.append(r * np.sin(angles))
    x, y = np.concatenate(x), np.concatenate(y)
    # Rounded, so that seats of different rows at the same angle keep one order everywhere.
    order = np.lexsort((np.hypot(x, y), -np.round(np.arctan2(y, x), 9)))
    return Layout(x[order], y[order], radius)


def _radii(rows: int) -> np.ndarray:
    """Return the radii of rows that share the ring's width evenly."""
    return INNER + (1 - INNER) * (np.arange(rows) + 0.5) / rows


def _capacity(radii: np.ndarray, pitch: float) -> np.ndarray:
    """Return how many seats each row can take at this pitch, its ends resting on the ground."""
    half = np.arcsin(np.minimum(pitch / 2 / radii, 1.0))
    # Each chord between neighbours spans 2 * half; the ends need half each.
    return np.floor(np.pi / (2 * half) + 1e-9).astype(int)


def _pitch(n: int, rows: int) -> tuple[float, int]:
    """Return the largest pitch with which `n` seats fit into `rows` rows (bisection)."""
    radii = _radii(rows)
    low, high = 0.0, min(_LARGEST, (1 - INNER) / rows)
    if _capacity(radii, high).sum() >= n:
        return high, rows
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _capacity(radii, middle).sum() >= n else (low, middle)
    return low, rows


def _shared_out(n: int, radii: np.ndarray, pitch: float) -> np.ndarray:
    """Share `n` seats among rows by their length, no row above its capacity."""
    room = _capacity(radii, pitch)
    seats = np.zeros(len(radii), dtype=int)
    for _ in range(n):
        # The row that would be least crowded with one more.
        crowding = np.where(seats < room, (seats + 1) / radii, np.inf)
        seats[np.argmin(crowding)] += 1
    return seats


@dataclass(frozen=True)
class Bloc:
    """A run of seats with one holder.

    Parameters
    ----------
    seats : int
        How many.
    label : str
        What to write beside them; may hold line breaks, and is left out if empty.
    colour : str
        Fill of the dots.
    core : str
        Colour of a dot within each dot, which tells apart what has the same fill; empty for none.
    """

    seats: int
    label: str
    colour: str
    core: str = ""


def draw_blocs(ax: Axes, blocs: Sequence[Bloc]) -> Layout:
    """Draw the seats of all blocs from left to right; labels and middle are left to the caller.

    Parameters
    ----------
    ax : Axes
        Its limits must be set, with equal aspect.
    blocs : sequence of Bloc

    Returns
    -------
    Layout
        Where the seats are, for labels.
    """
    seats = layout(sum(bloc.seats for bloc in blocs))
    figure = ax.get_figure(root=True)
    style.arrange(figure)
    origin, unit = ax.transData.transform([(0, 0), (1, 0)])
    points = (unit[0] - origin[0]) * 72 / figure.dpi
    start = 0
    for bloc in blocs:
        run = slice(start, start + bloc.seats)
        start += bloc.seats
        draw_dots(ax, seats.x[run], seats.y[run], 2 * seats.radius * points, bloc)
    return seats


def draw_dots(
    ax: Axes, x: Sequence[float], y: Sequence[float], diameter: float, bloc: Bloc
) -> None:
    """Draw dots of a bloc; light ones with an outline, so that they stand out from the paper.

    Parameters
    ----------
    ax : Axes
    x, y : sequence of float
        Their centres.
    diameter : float
        In points, with the outline.
    bloc : Bloc
    """
    edge = style.line_of(bloc.colour)
    line = 0 if edge == bloc.colour else min(0.9, diameter * 0.12)
    # An outline stands half outside.
    ax.scatter(x, y, s=(diameter - line) ** 2, facecolor=bloc.colour, clip_on=False,
               edgecolor=edge if line else "none", linewidth=line)  # fmt: skip
    if bloc.core:
        ax.scatter(x, y, s=(diameter * 0.4) ** 2, facecolor=bloc.core, linewidth=0,
                   clip_on=False)  # fmt: skip


def draw(ax: Axes, blocs: Sequence[Bloc], middle: str, majority: int | None, width: float) -> None:
    """Draw a chamber with its labels.

    Parameters
    ----------
    ax : Axes
        Left to this function wholly.
    blocs : sequence of Bloc
        From left to right.
    middle : str
        Text in the middle of the ring: a line in large type, then smaller ones.
    majority : int or None
        Seats that make a majority; marked where the seat after them begins, counted from the
        left. None marks nothing.
    width : float
        Width of the figure in inches; a narrow one has no room beside the ring, and its labels
        are the caller's.
    """
    narrow = style.is_narrow(width)
    ax.set_axis_off()
    ax.set_aspect("equal", adjustable="box", anchor="S")
    half = HALF_NARROW if narrow else HALF_WIDE
    ax.set_xlim(-half, half)
    ax.set_ylim(-0.02, TOP)
    seats = draw_blocs(ax, blocs)
    _draw_middle(ax, middle, narrow)
    if majority is not None and majority < len(seats.x):
        _mark_majority(ax, seats, majority)
    if not narrow:
        _label_blocs(ax, seats, blocs)


def _draw_middle(ax: Axes, middle: str, narrow: bool) -> None:
    large, *small = middle.split("\n")
    ax.text(0, 0.13, large, ha="center", va="bottom", fontsize=16 if narrow else 22,
            fontweight="bold")  # fmt: skip
    ax.text(0, 0.11, "\n".join(small), ha="center", va="top", color=style.MUTED,
            fontsize=style.SMALL, linespacing=1.3)  # fmt: skip


def _mark_majority(ax: Axes, seats: Layout, majority: int) -> None:
    at = (seats.angle[majority - 1] + seats.angle[majority]) / 2
    direction = np.array([np.cos(at), np.sin(at)])
    for near, far in ((INNER - 0.05, INNER - 0.005), (1.005, 1.05)):
        ends = np.outer((near, far), direction)
        ax.plot(
            *ends.T,
            color=style.INK,
            linewidth=1.2,
            solid_capstyle="butt",
            clip_on=False,
        )


def _label_blocs(ax: Axes, seats: Layout, blocs: Sequence[Bloc]) -> None:
    """Write the labels round the ring, on each side one above the other without touching."""
    figure = ax.get_figure(root=True)
    unit = np.subtract(*ax.transData.transform([(1, 0), (0, 0)]))[0] * 72 / figure.dpi
    line = style.TEXT * 1.3 / unit
    sides: dict[int, list[tuple[float, Bloc]]] = {-1: [], 1: []}
    start = 0
    for bloc in blocs:
        run = seats.angle[start : start + bloc.seats]
        start += bloc.seats
        if bloc.label:
            angle = float(np.mean(run))
            sides[-1 if angle > np.pi / 2 else 1].append((angle, bloc))
    radius = 1.1
    for side, labelled in sides.items():
        if not labelled:
            continue
        heights = np.array([bloc.label.count("\n") + 1 for _, bloc in labelled]) * line
        wanted = [radius * np.sin(angle) for angle, _ in labelled]
        placed = style.spread(wanted, heights + line * 0.3, -line / 4, TOP)
        for (angle, bloc), y in zip(labelled, placed, strict=True):
            x = side * max(np.sqrt(max(radius**2 - y**2, 0)), 0.12)
            tip = np.array([np.cos(angle), np.sin(angle)]) * 1.02
            ax.plot(
                [tip[0], x],
                [tip[1], y],
                color=style.CONTEXT,
                linewidth=0.6,
                clip_on=False,
            )
            ax.text(
                x + side * 0.03,
                y,
                bloc.label,
                ha="right" if side < 0 else "left",
                va="center",
                linespacing=1.15,
            )
