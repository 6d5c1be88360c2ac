"""What a notebook calls: begin, title, say, heading, show, table, end.

Each call displays one block of the report. All text comes in plain: it is made safe here, once,
because the names of parties are other people's text. A block is shown as plain HTML, without
scripts, styles or SVG: JupyterLab, GitHub and VS Code show that of any notebook, trusted or not.
It carries the same content as data in its output's metadata under ``hemicycle``, from which
:mod:`helpers.reports.render` sets HTML and print.

In a notebook, after its cell of parameters::

    report = begin("turnout", country=country, since=since, until=until, house=house, peers=peers)
    title("Fewer than half of the electors vote")
    say(["Of 9,738,548 registered electors, 8,177,059 voted."])
    show(chart)
    table(report.load("turnout"), caption="Every number and its source")
    end(report)
"""

from __future__ import annotations

import ast
import base64
import html
import itertools
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import pandas as pd
from IPython import get_ipython
from IPython.display import display

from helpers import config
from helpers.figures.style import NARROW, WIDE, Chart, render_png, render_svg
from helpers.reports import links as addresses
from helpers.reports import provenance
from helpers.reports.blocks import DRAWINGS, NARROW_SVG, NO_PICTURES, WIDE_SVG, printable
from helpers.reports.links import country_pages
from helpers.reports.parameters import Archive, ParameterError, check_names, resolve
from helpers.reports.references import Archive as References
from helpers.reports.sheets import UNKNOWN, Cell, Group, Sheet, Source, lay_out
from helpers.reports.versions import versions

__all__ = [
    "ParameterError",
    "begin",
    "country_pages",
    "end",
    "heading",
    "say",
    "show",
    "table",
    "title",
]

#: Width of a chart in a notebook, in pixels of the screen.
WIDTH = 760
#: What papermill writes above the values that it was given.
_INJECTED = "# Parameters\n"
#: A number as it is written, or one to another.
_NUMBERS = re.compile(r"(?:[<>≈≥≤] ?)?−?\d[\d,.]*(?:–\d[\d,.]*| or more)?")


@dataclass(frozen=True)
class Report:
    """A report that has begun: its notebook and its parameters, each also an attribute.

    Parameters
    ----------
    notebook : str
        Name of the notebook.
    parameters : mapping
        What :func:`helpers.reports.parameters.resolve` made of the notebook's parameters:
        ``iso3``, ``country``, ``region``, ``house``, ``since``, ``until`` and the notebook's own.
    """

    notebook: str
    parameters: Mapping[str, object]
    loaded: set[str] = field(default_factory=set, compare=False)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or name not in self.parameters:
            raise AttributeError(f"{self.notebook} has no parameter {name}.")
        return self.parameters[name]

    def load(self, name: str) -> pd.DataFrame:
        """Return what the report can read of a tidy table; see :class:`helpers.tables.view.View`.

        These are elections to its house everywhere, and all elections of its own country.
        """
        self.loaded.add(name)
        return provenance.view_of(self.parameters).load(name)


def begin(notebook_name: str, **parameters: object) -> Report:
    """Check the notebook's parameters and return them, resolved.

    Parameters
    ----------
    notebook_name : str
        The notebook's file name without its ending.
    **parameters
        Everything of the notebook's parameters cell.

    Returns
    -------
    Report

    Raises
    ------
    ParameterError
        If one does not fit. A notebook shows it as one sentence.
    """
    check_names(_injected(), parameters, notebook_name)
    try:
        archive = Archive.load()
    except FileNotFoundError as error:
        raise ParameterError(str(error)) from None
    return Report(notebook_name, MappingProxyType(resolve(parameters, archive, notebook_name)))


def _injected() -> list[str]:
    """Return the names that papermill set in the cell that it put after the parameters' own."""
    shell = get_ipython()
    cells = shell.user_ns.get("In", ()) if shell else ()
    source = next((cell for cell in reversed(cells) if cell.startswith(_INJECTED)), "")
    nodes = ast.parse(source).body
    return [node.targets[0].id for node in nodes if isinstance(node, ast.Assign)]


def title(text: str) -> None:
    """Show the report's title: the finding, as a sentence without a full stop."""
    _block("title", f"<h1>{escape(text)}</h1>", text, text=text)


def heading(text: str) -> None:
    """Show the heading of a section."""
    _block("heading", f"<h2>{escape(text)}</h2>", text, text=text)


def say(sentences: str | Sequence[str]) -> None:
    """Show sentences as one paragraph; none of them, or empty ones, show nothing."""
    sentences = [sentences] if isinstance(sentences, str) else sentences
    text = " ".join(sentence.strip() for sentence in sentences if sentence and sentence.strip())
    if text:
        _block("say", f'<p style="max-width: 42em">{escape(text)}</p>', text, text=text)


def show(chart: Chart) -> None:
    """Show a chart: its title and subtitle above, its note and source below.

    A notebook holds one drawing of it, a PNG within HTML: only so do JupyterLab and nbconvert give
    it its alternative text, and they show it of any notebook. While a report is rendered, the
    output also has the chart as SVG, which :mod:`helpers.reports.run` takes out again.
    """
    texts = {name: getattr(chart, name) for name in ("title", "subtitle", "alt", "source", "note")}
    figure = chart.draw(WIDE)
    wanted, picture = os.environ.get(DRAWINGS), ""
    if wanted != NO_PICTURES:
        picture = base64.b64encode(render_png(figure)).decode()
    below = "<br>".join(escape(text) for text in (chart.note, chart.source) if text)
    drawings = {
        "text/html": (
            f"<h3>{escape(chart.title)}</h3><p>{escape(chart.subtitle)}</p>"
            f'<img alt="{html.escape(chart.alt)}" width="{WIDTH}" '
            f'src="data:image/png;base64,{picture}"><p><small>{below}</small></p>'
        ),
        "text/plain": f"{chart.title}\n{chart.alt}",
    }
    if wanted:
        drawings[WIDE_SVG] = render_svg(figure)
        drawings[NARROW_SVG] = render_svg(chart.draw(NARROW))
    _display(drawings, {"kind": "figure", **texts})


def table(
    frame: pd.DataFrame,
    caption: str,
    notes: str | Sequence[str] = (),
    formats: Mapping[str, str | Callable[[object], str]] | None = None,
    align: Mapping[str, str] | None = None,
    links: Mapping[str, Sequence[str | None]] | None = None,
    by: str | None = None,
) -> None:
    """Show a frame as a table; its first column names the rows, its index is left out.

    What names a page of the archive, or a line of it, leads there. Columns called ``Source``,
    ``Source of votes`` or ``Other source`` become marks at the numbers that they are of.

    A frame without rows shows nothing.

    Parameters
    ----------
    frame : DataFrame
        Columns named as the reader shall see them, with units.
    caption : str
        What the table holds.
    notes : str or sequence of str
        Set below the table, for instance why a cell is unknown.
    formats : mapping, optional
        Column -> format spec (``".1f"``) or function of the value. Otherwise whole numbers have
        thousands marks from five digits on, fractions one decimal, dates are spelt out. A missing
        value is always a dash.
    align : mapping, optional
        Column -> ``"left"`` or ``"right"``. Otherwise numbers and ranges of them right, all else
        left.
    links : mapping, optional
        Column -> where each of its cells leads: an address of an original (http or https), or of
        a page of the site as :func:`country_pages` returns it; missing if nowhere. Whatever else
        is given, the cell stays text. Links to pages of the site are made in the site only.
    by : str, optional
        A column whose values divide the table: a table for each, with the next column before its
        rows. Equal values must stand together.
    """
    if frame.empty:
        return
    formats, align, links = formats or {}, align or {}, links or {}
    columns = [str(name) for name in frame.columns]
    cells = [_column(frame.iloc[:, i], formats.get(name)) for i, name in enumerate(frame.columns)]
    content = {
        "columns": columns,
        "align": [
            align.get(name)
            or ("right" if _is_number(frame.iloc[:, i]) or i and _are_numbers(cells[i]) else "left")
            for i, name in enumerate(frame.columns)
        ],
        "rows": [list(row) for row in zip(*cells, strict=True)],
        "caption": caption,
        "notes": [notes] if isinstance(notes, str) else list(notes),
    }
    if referred := References.load().referred(itertools.chain(*content["rows"])):
        content["originals"] = referred
    if by:
        content["by"] = by
    if links:
        leads = [_leads(links.get(name), len(frame)) for name in frame.columns]
        content["links"] = [list(row) for row in zip(*leads, strict=True)]
    _display(
        {"text/html": _table_html(content), "text/plain": _table_text(content)},
        {"kind": "table", "table": content},
    )


def end(report: Report) -> None:
    """Show what the report was made from: parameters, inputs, versions, licence.

    Tag its cell ``nbval-ignore-output``: versions differ between machines.
    """
    path = config.notebooks_folder() / f"{report.notebook}.ipynb"
    view = provenance.view_of(report.parameters)
    inputs = provenance.inputs(path, view, report.loaded)
    lines = provenance.lines(report.notebook, report.parameters, inputs, versions())
    items = "".join(f"<li>{escape(label)}: {escape(text)}</li>" for label, text in lines)
    _block(
        "end",
        f"<hr><small><ul>{items}</ul></small>",
        "\n".join(f"{label}: {text}" for label, text in lines),
        tables=sorted(report.loaded),
    )


# --- Making text safe -----------------------------------------------------------------------------


def escape(text: str) -> str:
    """Return plain text as HTML that shows just it.

    JupyterLab and nbconvert look for formulas between dollar signs and after backslashes in HTML
    too, but not across the border of an element: each of these signs gets an element of its own.
    """
    return re.sub(r"[$\\]", r"<span>\g<0></span>", html.escape(text))


# --- Displaying -----------------------------------------------------------------------------------


def _display(data: dict[str, str], content: dict[str, object]) -> None:
    display(printable(data), raw=True, metadata={"hemicycle": printable(content)})


def _block(kind: str, markup: str, plain: str, **content: object) -> None:
    _display({"text/html": markup, "text/plain": plain}, {"kind": kind, **content})


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _are_numbers(cells: Sequence[str]) -> bool:
    """Return True if every cell that is known reads as a number, or as one to another."""
    known = [cell for cell in cells if cell != UNKNOWN]
    return bool(known) and all(_NUMBERS.fullmatch(cell) for cell in known)


def _column(column: pd.Series, spec: str | Callable[[object], str] | None) -> list[str]:
    """Return a column's cells as text."""
    write = spec if callable(spec) else _writer(column, spec)
    return [UNKNOWN if pd.isna(value) else str(write(value)) for value in column]


def _writer(column: pd.Series, spec: str | None) -> Callable[[object], str]:
    if pd.api.types.is_bool_dtype(column):
        return {True: "yes", False: "no"}.get
    if spec is None and pd.api.types.is_datetime64_any_dtype(column):
        return lambda day: f"{day.day} {day:%B %Y}"
    if spec is None and pd.api.types.is_integer_dtype(column):
        # Years and short counts stay without marks; one long number gives the column marks.
        spec = ",d" if (column.dropna().abs() >= 10_000).any() else "d"
    elif spec is None and pd.api.types.is_float_dtype(column):
        spec = ",.1f"
    if spec is None:
        return str
    return lambda value: format(_half_up(value, spec), spec).replace("-", "\N{MINUS SIGN}")


def _half_up(value: object, spec: str) -> object:
    """Return a number rounded as sentences and charts round it: in binary 69.85 becomes 69.8."""
    if isinstance(value, float) and (decimals := re.search(r"\.(\d)f$", spec)):
        exact = Decimal(str(round(value, 10)))
        return exact.quantize(Decimal(1).scaleb(-int(decimals[1])), ROUND_HALF_UP)
    return value


def _leads(column: Sequence[str | None] | None, rows: int) -> list[str]:
    """Return where each cell of a column leads; empty text for nowhere."""
    if column is None:
        return [""] * rows
    found = [addresses.site_page(each) or addresses.original(each) for each in column]
    if len(found) != rows:
        raise ValueError(f"links must have {rows} addresses a column, as the table has rows.")
    return found


def _table_html(content: Mapping[str, object]) -> str:
    # Pages of the site are not where a notebook is.
    sheet = lay_out(content, lambda reference, address: addresses.original(address))
    below = list(map(escape, sheet.notes))
    if sheet.sources:
        below.append("Sources: " + "; ".join(map(_source_html, sheet.sources)))
    notes = "".join(f"<p><small>{each}</small></p>" for each in below)
    caption = f'<caption style="text-align: left">{escape(sheet.caption)}</caption>'
    if not content.get("by"):
        return _grid_html(sheet, sheet.groups[0], caption) + notes
    parts = "".join(
        f"<details{' open' * (each is sheet.groups[0])}><summary>{escape(each.name)}</summary>"
        f"{_grid_html(sheet, each)}</details>"
        for each in sheet.groups
    )
    return f"<p><strong>{escape(sheet.caption)}</strong></p>{parts}{notes}"


def _grid_html(sheet: Sheet, group: Group, caption: str = "") -> str:
    aligned = [f'style="text-align: {side}"' for side in sheet.align]
    head = "".join(
        f'<th scope="col" {style}>{escape(name)}</th>'
        for style, name in zip(aligned, sheet.columns, strict=True)
    )
    body = ""
    for row in group.rows:
        first, *others = map(_cell_html, row)
        cells = f'<th scope="row" {aligned[0]}>{first}</th>'
        for style, cell in zip(aligned[1:], others, strict=True):
            cells += f"<td {style}>{cell}</td>"
        body += f"<tr>{cells}</tr>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell_html(cell: Cell) -> str:
    text = "".join(_link_html(part.text, addresses.original(part.address)) for part in cell.parts)
    marks = "".join(f"<sup>{_link_html(mark.text, mark.address)}</sup>" for mark in cell.marks)
    return text + marks


def _source_html(source: Source) -> str:
    told = [escape(source.page)] if source.page else []
    if source.publisher:
        told.append(_link_html(source.publisher, source.address))
    return f"<sup>{source.mark}</sup> {', '.join(told)}"


def _link_html(text: str, address: str) -> str:
    return f'<a href="{html.escape(address)}">{escape(text)}</a>' if address else escape(text)


def _table_text(content: Mapping[str, object]) -> str:
    frame = pd.DataFrame(content["rows"], columns=content["columns"])
    return f"{content['caption']}\n{frame.to_string(index=False)}"
