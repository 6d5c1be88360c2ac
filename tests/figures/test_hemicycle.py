"""The half ring: every seat one dot, none overlapping, each bloc in one piece."""

import itertools
import warnings

import numpy as np
import pytest

from helpers.figures import hemicycle, palette, style
from helpers.figures.hemicycle import INNER, Bloc, layout

SIZES = [*range(1, 41), 50, 64, 77, 98, 107, 150, 225, 300, 450, 577, 630, 700]


@pytest.fixture(scope="module", params=SIZES)
def seats(request):
    return request.param, layout(request.param)


def test_there_is_a_dot_for_every_seat(seats):
    n, found = seats
    assert len(found.x) == len(found.y) == n


def test_no_two_dots_overlap(seats):
    n, found = seats
    if n > 1:
        apart = np.hypot(found.x[:, None] - found.x, found.y[:, None] - found.y)
        assert apart[~np.eye(n, dtype=bool)].min() > 2 * found.radius


def test_all_dots_lie_within_the_half_ring(seats):
    _, found = seats
    distance = np.hypot(found.x, found.y)
    assert (found.y - found.radius >= 0).all()
    assert (distance + found.radius <= 1 + 1e-9).all()
    assert (distance - found.radius >= INNER - 1e-9).all()


def test_the_ring_is_symmetric(seats):
    _, found = seats
    apart = np.hypot(found.x[:, None] + found.x, found.y[:, None] - found.y)
    assert apart.min(axis=1).max() < 1e-9


def test_any_run_of_seats_is_one_wedge(seats):
    _, found = seats
    assert (np.diff(found.angle) <= 1e-8).all()


def test_dots_fill_the_ring(seats):
    n, found = seats
    if n >= 40:
        ring = np.pi / 2 * (1 - INNER**2)
        assert n * np.pi * found.radius**2 / ring > 0.45


@pytest.mark.parametrize("n", [0, -3])
def test_a_house_without_seats_is_refused(n):
    with pytest.raises(ValueError, match="at least one seat"):
        layout(n)


def blocs(*sizes):
    return [
        Bloc(size, f"Party {i} {size}", colour)
        for i, (size, colour) in enumerate(zip(sizes, itertools.cycle(palette.PARTIES.values())))
    ]


@pytest.mark.parametrize("width", [style.WIDE, style.NARROW])
@pytest.mark.parametrize("sizes", [(1,), (8, 7), (300, 150, 90, 40, 20), (2,) * 40])
def test_it_draws_at_both_widths(width, sizes):
    with warnings.catch_warnings(), style.house_style():
        warnings.simplefilter("error")
        figure = style.new_figure(width, width / 2)
        total = sum(sizes)
        hemicycle.draw(figure.subplots(), blocs(*sizes), f"{total}\nseats", total // 2 + 1, width)
        figure.draw_without_rendering()


def test_labels_do_not_overlap_with_many_parties():
    with style.house_style():
        figure = style.new_figure(style.WIDE, 3)
        ax = figure.subplots()
        hemicycle.draw(ax, blocs(*[10] * 14), "140\nseats", 71, style.WIDE)
        figure.draw_without_rendering()
    boxes = [text.get_window_extent().padded(-1) for text in ax.texts[2:]]
    assert len(boxes) == 14
    for first, second in itertools.combinations(boxes, 2):
        assert not first.overlaps(second)


def test_the_majority_mark_stands_after_the_seats_that_make_it():
    found = layout(77)
    with style.house_style():
        ax = style.new_figure(style.WIDE, 3).subplots()
        hemicycle.draw(ax, blocs(42, 35), "77\nseats", 39, style.WIDE)
    (x, _), (y, _) = ax.lines[0].get_data()
    mark = np.arctan2(y, x)
    assert (found.angle[:39] >= mark - 1e-9).all()
    assert (found.angle[39:] <= mark + 1e-9).all()
