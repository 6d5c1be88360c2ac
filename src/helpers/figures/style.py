"""The house style: the only place that knows fonts, colours, axes and how a figure becomes SVG.

Charts are drawn on plain :class:`matplotlib.figure.Figure` objects inside :func:`house_style`, so
nothing leaks into or depends on pyplot. A chart's title, subtitle and source are text around the
figure, never in it: they stay selectable, reflow on a phone and are read by a screen reader.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO, StringIO
from types import MappingProxyType

import matplotlib as mpl
import numpy as np
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullFormatter
from PIL import Image
from scipy.optimize import isotonic_regression

from helpers.figures import palette, svg

#: Widths in inches: a column of print or of a desktop page, and a phone.
WIDE = 7.2
NARROW = 3.6

#: A PNG has so many dots an inch, and so many colours.
PNG_DOTS = 200
PNG_COLOURS = 128
#: The commonest of them, which have areas.
_AREAS = 16

#: Sizes in points; the same at every width.
TEXT = 9.0
SMALL = 8.0

INK = palette.INK
MUTED = "#5c5c5c"
CONTEXT = "#a6a6a6"
GRID = "#dedede"
PAPER = palette.PAPER

#: The series that a chart is about; everything else is context.
SUBJECT = "#0b5d7a"
SECOND = "#c0651a"
WOMEN = "#5f2a84"

#: The whole of which a bar is a part.
GROUND = "#dcdcdc"


def tints(colour: str, n: int) -> list[str]:
    """Return a colour in `n` steps from nearly white to itself."""
    return sns.light_palette(colour, n).as_hex()


#: Beside the subject's own colour, for what was not printed but worked out.
SUBJECT_TINT = tints(SUBJECT, 4)[1]

#: seaborn's theme, and what a chart of ours has otherwise: text in three sizes, grey lines, no
#: frame, hatches that are seen.
_RC = {
    **sns.axes_style("whitegrid"),
    "font.family": "DejaVu Sans",
    "font.size": TEXT,
    "text.color": INK,
    # A party may be called "$x$" or "a_b": text is text, never mathematics.
    "text.parse_math": False,
    "text.usetex": False,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.04,
    "figure.constrained_layout.w_pad": 0.04,
    "axes.edgecolor": CONTEXT,
    "axes.linewidth": 0.8,
    "axes.labelcolor": MUTED,
    "axes.labelsize": SMALL,
    "axes.titlesize": TEXT,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid.axis": "y",
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "xtick.bottom": True,
    "xtick.color": CONTEXT,
    "ytick.color": CONTEXT,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED,
    "xtick.labelsize": SMALL + 0.5,
    "ytick.labelsize": SMALL + 0.5,
    "xtick.major.size": 3,
    "xtick.minor.size": 2,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
    "lines.linewidth": 1.8,
    "lines.markersize": 4.5,
    "patch.linewidth": 0.6,
    "patch.force_edgecolor": False,
    "hatch.linewidth": 0.6,
    "hatch.color": MUTED,
    "svg.fonttype": "none",
    "svg.hashsalt": "hemicycle",
}


@dataclass(frozen=True)
class Chart:
    """One chart: what it says and how it is drawn.

    Parameters
    ----------
    title : str
        What the reader sees, as a sentence without full stop, made from the data.
    subtitle : str
        The measure and its unit.
    alt : str
        What the figure shows, for those who cannot see it, made from the data.
    source : str
        Where the figures come from.
    note : str
        Caveats and how to read the chart; may be empty.
    draw : callable
        Takes the width in inches and returns the figure. It may be called with any width from
        :data:`NARROW` up, any number of times.
    """

    title: str
    subtitle: str
    alt: str
    source: str
    note: str
    draw: Callable[[float], Figure]


@contextmanager
def house_style() -> Iterator[None]:
    """Apply the house style within a ``with`` block, or as a decorator ``@house_style()``.

    Whatever was set before, in a matplotlibrc or by another library, neither reaches our charts
    nor is changed by them.
    """
    with mpl.rc_context():
        mpl.rcParams.update(mpl.rcParamsDefault)
        mpl.rcParams.update(_RC)
        yield


def is_narrow(width: float) -> bool:
    """Return True if a figure of this width, in inches, is for a phone."""
    return width < 5.5


def new_figure(width: float, height: float, layout: str = "constrained") -> Figure:
    """Return an empty figure of this size, in inches.

    Parameters
    ----------
    width, height : float
    layout : {"constrained", "none"}
        Whether its margins are found by drawing it, or are those that its axes are given.
    """
    return Figure(figsize=(width, height), layout=layout)


def arrange(figure: Figure) -> None:
    """Find the margins of a figure now, so that what is drawn next can measure its axes."""
    if (engine := figure.get_layout_engine()) is not None:
        engine.execute(figure)


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """Return a figure of this size in inches, and axes that fill it and are measured in points.

    The origin is at the top left; what is drawn stands where it is put.
    """
    figure = new_figure(width, height, "none")
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set_xlim(0, width * 72)
    ax.set_ylim(height * 72, 0)
    return figure, ax


# --- Colours ------------------------------------------------------------------------------------


def ink_on(fill: str) -> str:
    """Return the text colour, dark or white, that reads better on this fill."""
    return max((INK, PAPER), key=lambda ink: palette.contrast(ink, fill))


def line_of(colour: str) -> str:
    """Return a colour for lines and rings: the same, or a grey where it is too light for them."""
    light = palette.contrast_to_paper(colour) < palette.LEAST_CONTRAST
    return MUTED if light else colour


def party_colours(
    lineages: Iterable[str],
    kinds: Mapping[str, str],
    conventional: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Give the largest parties of a country a colour each; no colour means two of them.

    Parameters
    ----------
    lineages : iterable of str
        All of the country, the most important first, whatever a chart shows of them: so a party
        keeps its colour through all charts and reports.
    kinds : mapping of str to str
        Kind of each, as in ``parties.csv``; one that is not listed is a ``"party"``.
    conventional : mapping of str to str
        The name of the colour that a lineage is known by. The first of two has it.

    Returns
    -------
    dict of str to str
        Hexadecimal colours. Parties for which none is left have :data:`palette.REST`; rows that
        are no party have that of their kind, unless they are known by a colour.

    Examples
    --------
    >>> party_colours(["otan", "independents", "auyl"], {"independents": "independents"})
    {'otan': '#3352c1', 'independents': '#e0e0e0', 'auyl': '#b48b24'}
    """
    lineages = list(dict.fromkeys(lineages))
    of_kind = {
        lineage: palette.NO_PARTY[kind]
        for lineage in lineages
        if (kind := kinds.get(lineage)) in palette.NO_PARTY and lineage not in conventional
    }
    largest = [lineage for lineage in lineages if lineage not in of_kind][: len(palette.PARTIES)]
    left = dict(palette.PARTIES)
    given = {
        lineage: left.pop(name)
        for lineage in largest
        if (name := conventional.get(lineage)) in left
    }
    for lineage in largest:
        if lineage not in given:
            given[lineage] = left.pop(next(iter(left)))
    return {lineage: (of_kind | given).get(lineage, palette.REST) for lineage in lineages}


# --- Text ---------------------------------------------------------------------------------------


@lru_cache
def _font_path(weight: str = "normal") -> str:
    font = font_manager.FontProperties(family="DejaVu Sans", weight=weight)
    return font_manager.findfont(font, fallback_to_default=False)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    return frozenset(FT2Font(_font_path()).get_charmap())


def drawable(text: str) -> str:
    """Return the text on one line, with a box for each character that the font cannot draw."""
    one_line = " ".join(str(text).split())
    return "".join(char if ord(char) in _glyphs() else "\N{WHITE SQUARE}" for char in one_line)


def label_text(name: str, width: int = 26, lines: int = 2) -> str:
    """Fit a party's name into a label.

    Parameters
    ----------
    name : str
        Any text.
    width, lines : int
        Characters a line and the most lines.

    Returns
    -------
    str
        The name wrapped; without what stands in brackets if that is what makes it too long; cut
        with an ellipsis if it still is.
    """
    name = drawable(name)
    wrap = partial(textwrap.wrap, width=width, break_long_words=False)
    for candidate in (
        name,
        re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", name).strip() or name,
    ):
        wrapped = wrap(candidate)
        if len(wrapped) <= lines:
            return "\n".join(wrapped)
    return "\n".join(wrap(candidate, max_lines=lines, placeholder=" …"))


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Return the width in points of a text's widest line in the house font."""
    font = font_manager.get_font(_font_path(weight))
    font.set_size(size, 72)
    widths = []
    for line in text.split("\n"):
        font.set_text(line)
        widths.append(font.get_width_height()[0] / 64)
    return max(widths)


# --- Direct labels ------------------------------------------------------------------------------


def spread(
    positions: Sequence[float], sizes: float | Sequence[float], low: float, high: float
) -> np.ndarray:
    """Move labels apart, as little as possible in least squares, without changing their order.

    Parameters
    ----------
    positions : sequence of float
        Where the labels' middles would stand, in any order.
    sizes : float or sequence of float
        How much room each label takes; all made smaller if they do not fit.
    low, high : float
        Limits for the labels' edges.

    Returns
    -------
    ndarray
        New positions, in the order given.

    Notes
    -----
    With the steps from each label to the next taken off, the condition becomes that positions do
    not decrease, which is isotonic regression; clipping its solution keeps to the limits.
    """
    wanted = np.asarray(positions, dtype=float)
    if wanted.size == 0:
        return wanted
    order = np.argsort(wanted, kind="stable")
    room = np.broadcast_to(np.asarray(sizes, dtype=float), wanted.shape)[order]
    room = room * min(1.0, (high - low) / room.sum())
    steps = np.concatenate([[0.0], np.cumsum((room[:-1] + room[1:]) / 2)])
    fitted = isotonic_regression(wanted[order] - steps).x
    placed = np.empty_like(wanted)
    limits = low + room[0] / 2, high - room[-1] / 2 - steps[-1]
    placed[order] = np.clip(fitted, limits[0], max(limits)) + steps
    return placed


# --- Axes ---------------------------------------------------------------------------------------


def percent_axis(axis: Axis, *, unit_on: str = "last", steps: int = 5) -> None:
    """Label an axis whose data are percentages: round steps, the sign on one tick only.

    Parameters
    ----------
    axis : Axis
        ``ax.xaxis`` or ``ax.yaxis``; set its limits first.
    unit_on : {"last", "all"}
        Whether the last tick or every tick carries the sign.
    steps : int
        About how many steps to make.
    """
    low, high = sorted(axis.get_view_interval())
    ticks = MaxNLocator(steps, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    ticks = [tick for tick in ticks if low - 1e-9 <= tick <= high + 1e-9]
    axis.set_major_locator(FixedLocator(ticks))

    def written(value: float, _: int) -> str:
        number = f"{value:g}".replace("-", "\N{MINUS SIGN}")
        return f"{number}%" if unit_on == "all" or value == ticks[-1] else number

    axis.set_major_formatter(FuncFormatter(written))


def year_axis(
    ax: Axes, years: Sequence[float], width: float, *, keep: Sequence[float] = ()
) -> None:
    """Put a tick at every election and label as many as fit, the last and the first before all.

    Parameters
    ----------
    ax : Axes
        Its x axis is in years (2004.5 is mid-2004); set its limits first.
    years : sequence of float
        When the elections were.
    width : float
        Width of the figure in inches.
    keep : sequence of float
        Elections to label before others, after the last and the first.
    """
    if not len(years):
        return
    years = sorted(set(years))
    low, high = ax.get_xlim()
    # Margins and end labels take about a quarter of the width.
    room = (text_width("0000", SMALL + 0.5) + 6) * (high - low) / (width * 72 * 0.75)
    labelled: list[float] = []
    for year in (years[-1], years[0], *keep, *reversed(years)):
        if all(abs(year - other) >= room for other in labelled):
            labelled.append(year)
    ax.xaxis.set_major_locator(FixedLocator(sorted(labelled)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{int(value)}"))
    ax.xaxis.set_minor_locator(FixedLocator(years))
    ax.xaxis.set_minor_formatter(NullFormatter())


# --- Output -------------------------------------------------------------------------------------


def render_svg(figure: Figure) -> str:
    """Write a figure as SVG that may stand in a page beside others: its text is text.

    The same figure gives the same text: no date, no random ids. Ids that nothing refers to are
    left out, the others begin with a digest of the figure, so that figures on one page do not
    take each other's shapes. There is no XML prologue.

    Parameters
    ----------
    figure : Figure

    Returns
    -------
    str
        An ``<svg>`` element.
    """
    buffer = StringIO()
    with house_style():
        FigureCanvasSVG(figure).print_svg(
            buffer,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    return svg.compact(buffer.getvalue())


def render_png(figure: Figure) -> bytes:
    """Write a figure as PNG, sharp on a dense screen and small; the same figure, the same bytes.

    Its margins are found for good: written again, as SVG, it has the same.
    """
    with house_style():
        canvas = FigureCanvasAgg(figure)
        figure.set_dpi(PNG_DOTS)
        canvas.draw()
        figure.set_layout_engine("none")
        drawn = np.array(canvas.buffer_rgba())
    buffer = BytesIO()
    _with_few_colours(drawn).save(buffer, "png")
    return buffer.getvalue()


def _with_few_colours(drawn: np.ndarray) -> Image.Image:
    """Return a drawing, RGBA and opaque, with a table of colours, which is a third as large.

    An octree is six times as fast as the median cut, but takes means: areas get their own colours
    back.
    """
    picture = Image.fromarray(drawn).convert("RGB")
    table = picture.quantize(PNG_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    # Every third dot shows what has an area.
    some = np.ascontiguousarray(drawn[::3, ::3])
    places, palette, codes = np.asarray(table)[::3, ::3], table.getpalette(), some.view(np.uint32)
    colours = Image.fromarray(some).convert("RGB").getcolors(some.size)
    for _, colour in sorted(colours)[-_AREAS:]:
        found = (codes == np.array([*colour, 255], np.uint8).view(np.uint32)).argmax()
        place = 3 * int(places.flat[found])
        palette[place : place + 3] = colour
    table.putpalette(palette)
    return table
