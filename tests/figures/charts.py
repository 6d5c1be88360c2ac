"""What every chart must hold: something drawn, nothing cut, the same bytes, text about it."""

import warnings

import numpy as np
from matplotlib.collections import Collection

from helpers.figures.style import render_svg


def check(chart, width):
    """Draw a chart and hold it against what any chart must be; return the figure."""
    assert chart.title and not chart.title.endswith(".")
    assert chart.subtitle and chart.source.startswith("Source: ")
    assert any(letter.isdigit() for letter in chart.alt), chart.alt
    for text in (chart.title, chart.subtitle, chart.alt, chart.note, chart.source):
        assert "nan" not in text.split() and "<NA>" not in text and "None" not in text
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = chart.draw(width)
        figure.draw_without_rendering()
    assert figure.get_figwidth() == width
    assert figure.axes
    for ax in figure.axes:
        assert has_data(ax), chart.title
        assert_zero_based(ax)
    assert_nothing_cut(figure)
    return figure


def has_data(ax):
    lines = any(np.isfinite(line.get_ydata()).any() for line in ax.lines)
    bars = any(patch.get_width() for patch in ax.patches)
    return lines or bars or any(isinstance(c, Collection) for c in ax.collections)


def assert_zero_based(ax):
    """Shares and numbers start at nought: on the value axis, which is y or, for rows, x."""
    assert 0 in (ax.get_ylim()[0], ax.get_xlim()[0])


def assert_nothing_cut(figure):
    frame = figure.get_window_extent().padded(1.5)
    for ax in figure.axes:
        ticks = [*shown_ticks(ax.xaxis), *shown_ticks(ax.yaxis)] if ax.axison else []
        for text in [*ax.texts, *ticks]:
            box = text.get_window_extent()
            inside = frame.x0 <= box.x0 and box.x1 <= frame.x1
            inside = inside and frame.y0 <= box.y0 and box.y1 <= frame.y1
            assert inside or not text.get_text(), (text.get_text(), box, frame)


def shown_ticks(axis):
    """Return the labels that are drawn: those of ticks within the view, unless switched off."""
    low, high = sorted(axis.get_view_interval())
    if not axis.get_visible():
        return []
    return [
        label
        for tick in axis.get_major_ticks()
        if low <= tick.get_loc() <= high
        for label in (tick.label1, tick.label2)
        if label.get_visible()
    ]


def same_bytes(chart, width):
    return render_svg(chart.draw(width)) == render_svg(chart.draw(width))
