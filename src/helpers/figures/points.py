"""Value labels beside the points of a line, where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
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


def label_points(
    ax: Axes,
    x: Sequence[float],
    y: Sequence[float],
    labels: Sequence[str],
    *,
    colour: str = style.INK,
) -> None:
    """Label as many points of a line as fit: the last, first, highest and lowest before others.

    A label stands above, below or beside its point, and covers neither another label nor the line. The
    last point is labelled in any case. Set the axes' limits, ticks and legend first.

    Parameters
    ----------
    ax : Axes
    x, y : sequence of float
        The points in data units, from left to right.
    labels : sequence of str
        One for each point.
    colour : str
        Of the text.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    to_points = 72 / figure.dpi
    points = ax.transData.transform(np.column_stack([x, y])) * to_points
    box = ax.get_window_extent()
    low, left, right = (edge * to_points for edge in (box.y0, box.x0 - 20, box.x1 + 20))
    tall = style.TEXT * 1.1
    # The line as close points, so that a label that touches none of them is clear of it.
    steps = np.linspace(0, 1, 24)[:, None]
    line = np.vstack([points, *[a + (b - a) * steps for a, b in pairwise(points)]])
    placed: list[tuple[float, float, float, float]] = []
    order = dict.fromkeys([len(x) - 1, 0, int(np.argmax(y)), int(np.argmin(y)), *range(len(x))])
    for rank, i in enumerate(order):
        neighbours = [y[j] for j in (i - 1, i + 1) if 0 <= j < len(y)]
        above = not neighbours or y[i] >= np.mean(neighbours)
        width = style.text_width(labels[i], style.TEXT, "bold" if rank == 0 else "normal") + 2
        sides = ("above", "below") if above else ("below", "above")
        for side in (*sides, "right", "left"):
            across, up, ha, va = _PLACES[side]
            corner = points[i] + np.array(
                [
                    across - {"center": 0.5, "left": 0, "right": 1}[ha] * width,
                    up - {"bottom": 0, "center": 0.5, "top": 1}[va] * tall,
                ]
            )
            rectangle = (*corner, corner[0] + width, corner[1] + tall)
            fits = low <= rectangle[1] and left <= rectangle[0] and rectangle[2] <= right
            fits = fits and not any(_overlap(rectangle, other) for other in placed)
            if (fits and not _touches(rectangle, line)) or (rank == 0 and side == sides[0]):
                placed.append(rectangle)
                ax.annotate(
                    labels[i],
                    (x[i], y[i]),
                    xytext=(across, up),
                    textcoords="offset points",
                    ha=ha,
                    va=va,
                    color=colour,
                    fontweight="bold" if rank == 0 else "normal",
                    annotation_clip=False,
                )
                break


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _touches(rectangle: Sequence[float], line: np.ndarray) -> bool:
    left, low, right, high = rectangle
    inside = (line[:, 0] > left) & (line[:, 0] < right) & (line[:, 1] > low) & (line[:, 1] < high)
    return bool(inside.any())
