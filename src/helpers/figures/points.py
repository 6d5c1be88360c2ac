"""Value labels beside the points of a line, where there is room for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes

from helpers.figures import style

#: Side of the point -> offset in points and alignment of the label.
_PLACES = {
    "above": (0, 6, "center", "bottom"),
    "below": (0, -6, "center", "top"),
    "right": (7, 0, "left", "center"),
    "left": (-7, 0, "right", "center"),
}

#: How much of a label's width or height lies left of or below where it is anchored.
_BEFORE = {"left": 0.0, "bottom": 0.0, "center": 0.5, "right": 1.0, "top": 1.0}

_Box = tuple[float, float, float, float]


def label_points(
    ax: Axes,
    x: Sequence[float],
    y: Sequence[float],
    labels: Sequence[str],
    *,
    levels: Sequence[float] = (),
    marks: Sequence[tuple[float, float]] = (),
) -> None:
    """Label as many points of a line as fit: the last, first, highest and lowest before others.

    A label stands above, below or beside its point, and covers neither another label nor the
    line. The last point is labelled in any case. Set the axes' limits, ticks and legend first.

    Parameters
    ----------
    ax : Axes
    x, y : sequence of float
        The points in data units, from left to right.
    labels : sequence of str
        One for each point.
    levels : sequence of float
        Heights of level lines, in data units, that no label shall cover.
    marks : sequence of (x, y)
        Other marks, in data units, that no label shall cover.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    figure = ax.get_figure(root=True)
    style.arrange(figure)
    in_points = 72 / figure.dpi
    points = ax.transData.transform(np.column_stack([x, y])) * in_points
    frame = ax.get_window_extent()
    # A label may reach a little over the sides and the top, where there is white space.
    inside = np.array([frame.x0, frame.y0, frame.x1, frame.y1]) * in_points + [-20, 0, 20, 20]
    steps = np.linspace(0, 1, 24)[:, None]
    line = np.vstack([points, *[a + (b - a) * steps for a, b in pairwise(points)]])
    if len(marks):
        around = np.array([(0, 0), (3, 0), (-3, 0), (0, 3), (0, -3)])
        centres = ax.transData.transform(np.asarray(marks, dtype=float)) * in_points
        line = np.vstack([line, *[centres + shift for shift in around]])
    levels = [ax.transData.transform((x[0], level))[1] * in_points for level in levels]

    placed: list[_Box] = []
    order = dict.fromkeys([len(x) - 1, 0, int(np.argmax(y)), int(np.argmin(y)), *range(len(x))])
    for rank, i in enumerate(order):
        weight = "bold" if rank == 0 else "normal"
        size = (style.text_width(labels[i], style.TEXT, weight) + 2, style.TEXT * 1.1)
        sides = _sides(y, i)
        boxes = {side: _box(points[i], side, size) for side in sides}
        free = [
            side
            for side, box in boxes.items()
            if _is_free(box, inside, placed, line) and not any(box[1] < v < box[3] for v in levels)
        ]
        if not free and rank > 0:
            continue
        side = free[0] if free else sides[0]
        placed.append(boxes[side])
        across, up, ha, va = _PLACES[side]
        ax.annotate(
            labels[i],
            (x[i], y[i]),
            xytext=(across, up),
            textcoords="offset points",
            ha=ha,
            va=va,
            fontweight=weight,
            annotation_clip=False,
        )


def _sides(y: np.ndarray, i: int) -> list[str]:
    """Return where to try to put a label: a peak's above first, a trough's below."""
    neighbours = [y[j] for j in (i - 1, i + 1) if 0 <= j < len(y)]
    is_peak = not neighbours or y[i] >= np.mean(neighbours)
    return [*(("above", "below") if is_peak else ("below", "above")), "right", "left"]


def _box(point: np.ndarray, side: str, size: tuple[float, float]) -> _Box:
    across, up, ha, va = _PLACES[side]
    left = point[0] + across - _BEFORE[ha] * size[0]
    low = point[1] + up - _BEFORE[va] * size[1]
    return (left, low, left + size[0], low + size[1])


def _is_free(box: _Box, inside: np.ndarray, placed: Iterable[_Box], line: np.ndarray) -> bool:
    left, low, right, high = box
    if left < inside[0] or low < inside[1] or right > inside[2] or high > inside[3]:
        return False
    on_line = (line > (left, low)).all(axis=1) & (line < (right, high)).all(axis=1)
    overlaps = any(left < b[2] and b[0] < right and low < b[3] and b[1] < high for b in placed)
    return not overlaps and not on_line.any()
