"""An executed notebook becomes a page (HTML) and a print (PDF).

pandoc reads the notebook; ``report.lua`` sets the blocks that :mod:`helpers.reports.notebook` left
in it as figures and tables, and gathers the code at the end. ``report.html`` and ``report.css``
make the page, ``report.typ`` the print, which typst sets as PDF/UA-1. What is shown comes from
the blocks' data and is text in every format; a notebook's other HTML output is left out.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from itertools import dropwhile
from pathlib import Path

import lxml.html
import nbformat
import pypandoc
import typst

from helpers.reports import links, panels, provenance, references, sheets
from helpers.reports.blocks import NARROW_SVG, WIDE_SVG
from helpers.reports.links import slug
from helpers.reports.originals import Original
from helpers.reports.traces import Traces

_HERE = files("helpers.reports")
#: A report takes less than a second.
_PANDOC_SECONDS = 120


def blocks(node: nbformat.NotebookNode) -> Iterator[Mapping[str, object]]:
    """Yield what a notebook displayed with :mod:`helpers.reports.notebook`, in order."""
    for cell in node.cells:
        for output in cell.get("outputs", ()):
            if "hemicycle" in output.get("metadata", {}):
                yield output.metadata["hemicycle"]


def headline(node: nbformat.NotebookNode) -> dict[str, str]:
    """Return a report's ``title`` and ``summary``, the first paragraph; empty if it has none."""
    found = {"title": "", "summary": ""}
    for block in blocks(node):
        key = {"title": "title", "say": "summary"}.get(block["kind"])
        if key and not found[key]:
            found[key] = block["text"]
    return found


def first_drawing(node: nbformat.NotebookNode) -> str:
    """Return a report's first chart as drawn for a phone; empty if it has none."""
    for cell in node.cells:
        for output in cell.get("outputs", ()):
            if NARROW_SVG in output.get("data", {}):
                return output.data[NARROW_SVG]
    return ""


#: Where a page has the panel with its parameters; the local server puts one there that works.
_CHANGE = ("<!--change-->", "<!--/change-->")
_NO_FORMS = "form-action 'none'"
_FORMS = "form-action 'self'; connect-src 'self'"


def html(
    node: nbformat.NotebookNode, place: str, site: bool = False, served: panels.Served | None = None
) -> str:
    """Return a report as one HTML5 file that needs no other.

    Parameters
    ----------
    node : NotebookNode
        An executed notebook, with the record that :mod:`helpers.reports.run` puts into it.
    place : str
        Where the report goes, relative to the folder of reports and without ending.
    site : bool
        Whether it is a page of the site, and so leads to its index and to copies of the archive.
    served : Served, optional
        Where the local server has it, if it is a page of that.
    """
    css, script = stylesheet("report.css"), _script("report.js")
    name = place.rpartition("/")[2]
    about = headline(node)
    variables = {
        "css": css,
        "policy": policy(css, script),
        "script": script,
        "site": panels.SITE_NAME,
        "name": name,
        "lang": "en-GB",
        # pandoc puts variables into the template as they are.
        "head": panels.markup(*panels.head(about["title"] or name, about["summary"])),
        "panels": "".join(_CHANGE) + panels.markup(panels.cite(node)),
        "pdf": served.file(".pdf") if served else f"{name}.pdf",
        "notebook": served.file(".ipynb") if served else f"{name}.ipynb",
    }
    where = served.place if served else place
    if site:
        root = "../" * where.count("/")
        country = node.metadata.hemicycle.parameters.get("country", "")
        variables["home"] = f"{root}index.html"
        variables["country"] = escape(country)
        variables["country-page"] = f"{root}{slug(country)}/index.html"
    page = _pandoc(
        _prepare(node, _figure_in_page, place, site, where),
        "html5",
        f"--template={_HERE / 'report.html'}",
        "--mathml",
        "--toc",
        "--toc-depth=2",
        "--section-divs=false",
        "--syntax-highlighting=none",
        *(f"--variable={name}={value}" for name, value in variables.items()),
    )
    return with_panel(page, panels.change(node, served), bool(served))


def with_panel(page: str, panel: lxml.html.HtmlElement, is_served: bool = True) -> str:
    """Return a page with its panel of parameters replaced.

    Parameters
    ----------
    page : str
        A report as HTML.
    panel : HtmlElement
        See :func:`helpers.reports.panels.change`.
    is_served : bool
        Whether the page may send its form, and ask for what it needs; only the local server
        answers.
    """
    before, begin, rest = page.partition(_CHANGE[0])
    _, end, after = rest.partition(_CHANGE[1])
    if not (begin and end):
        return page
    if is_served:
        before = before.replace(_NO_FORMS, _FORMS, 1)
    return f"{before}{begin}{panels.markup(panel)}{end}{after}"


def pdf(node: nbformat.NotebookNode) -> bytes:
    """Return a report as PDF/UA-1 (ISO 14289-1): tagged, with alternative texts and a language."""
    drawings: dict[str, bytes] = {}

    def figure_as_file(data: Mapping[str, str], alt: str) -> dict[str, str]:
        name = f"figure-{len(drawings) + 1}.svg"
        drawings[name] = data[WIDE_SVG].encode()
        return {"file": name}

    body = _pandoc(
        _prepare(node, figure_as_file),
        "typst",
        f"--template={_HERE / 'report.typ'}",
    )
    return typst.compile(
        {"main.typ": body.encode(), **drawings},
        font_paths=[str(_font_folder())],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=0,
    )


def stylesheet(*names: str) -> str:
    """Return the style of a page: that of reports, with other files after it."""
    # A page's policy knows its style by digest: no blank at its ends that a writer might drop.
    return "\n".join((_HERE / name).read_text(encoding="utf-8").strip() for name in names)


@cache
def _script(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").strip()


def policy(css: str, script: str = "", is_served: bool = False) -> str:
    """Return the content security policy of a page: its own style and script, and nothing else."""

    def allowed(text: str) -> str:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        return f"'sha256-{digest}'"

    scripts = f" script-src {allowed(script)};" if script else ""
    return (
        f"default-src 'none'; img-src 'self' data: blob:; style-src {allowed(css)};{scripts} "
        f"base-uri 'none'; {_FORMS if is_served else _NO_FORMS}"
    )


def _figure_in_page(data: Mapping[str, str], alt: str) -> dict[str, str]:
    """Return a chart's markup: two drawings, of which a page shows one."""
    drawn = (
        data[kind].replace(
            "<svg ", f'<svg class="{name}" role="img" aria-label="{escape(alt)}" ', 1
        )
        for name, kind in (("wide", WIDE_SVG), ("narrow", NARROW_SVG))
    )
    return {"drawing": "\n".join(drawn)}


def _prepare(
    node: nbformat.NotebookNode,
    place_figure: Callable[[Mapping[str, str], str], dict[str, str]],
    place: str = "",
    site: bool = False,
    where: str = "",
) -> str:
    """Return a notebook as JSON for pandoc, with each block as JSON output in place of its own.

    pandoc has no name for an output's metadata, but turns JSON output into a code block of class
    ``json``, which nothing else in the result can be.

    Parameters
    ----------
    node : NotebookNode
    place_figure : callable
        Takes a figure's output data and alternative text and returns what the reader sets.
    place, site : str and bool
        As in :func:`html`.
    where : str
        Where the page is, from which its links lead; `place` unless it is served.
    """
    contents = [block["table"] for block in blocks(node) if block["kind"] == "table"]
    traces = Traces(contents, references.Archive.load().stands)
    setting = _Setting(place_figure, place, site, where or place, traces)
    cells = []
    # What stands before the first code says how to use the notebook: a page is no notebook.
    for cell in dropwhile(lambda cell: cell.cell_type != "code", node.cells):
        if cell.cell_type != "code":
            cells.append({**cell, "metadata": {}})
            continue
        outputs = [kept for each in cell.outputs if (kept := setting.output(each))]
        cells.append({**cell, "metadata": {}, "outputs": outputs})
    record = node.metadata.hemicycle
    foot = {
        "kind": "end",
        "lines": provenance.lines(
            record.notebook, record.parameters, record.inputs, record.versions
        ),
    }
    last = {"cell_type": "code", "metadata": {}, "execution_count": None, "source": ""}
    cells.append({**last, "id": "end", "outputs": [_json_output(foot)]})
    metadata = {"kernelspec": node.metadata.kernelspec}
    return json.dumps({**node, "cells": cells, "metadata": metadata})


class _Setting:
    """Prepares outputs for pandoc, and gives sections, charts and tables names that stay.

    A name comes from the heading above, not from a chart's title, which changes with the data.
    """

    def __init__(
        self, place_figure: Callable, place: str, site: bool, where: str, traces: Traces
    ) -> None:
        self.place_figure, self.place, self.site, self.where = place_figure, place, site, where
        self.traces = traces
        self.names: set[str] = set()
        self.section = ""

    def output(self, output: nbformat.NotebookNode) -> dict[str, object] | None:
        """Return one output as pandoc shall see it; None if it is not for the reader."""
        block = output.get("metadata", {}).get("hemicycle")
        if block is None:
            if output.output_type == "stream":
                return dict(output)
            plain = output.get("data", {}).get("text/plain")
            return {**output, "metadata": {}, "data": {"text/plain": plain}} if plain else None
        match block["kind"]:
            case "end":
                return None
            case "say" if self.site:
                return _json_output({**block, "parts": list(self.traced(block["text"]))})
            case "heading":
                self.section = self.name(slug(block["text"]).replace(".", "-"))
                return _json_output({**block, "id": self.section})
            case "figure":
                own = {**self.place_figure(output.data, block["alt"]), **self.named("chart")}
                return _json_output({**block, **own, "source": self.source(block["source"])})
            case "table":
                content = block["table"]
                sheet = sheets.lay_out(content, self.address).as_data()
                table = {"sheet": sheet, "csv": sheets.csv_address(content)}
                return _json_output({"kind": "table", **table, **self.named("table")})
        return _json_output(block)

    def name(self, wanted: str) -> str:
        """Return a name that nothing else in the page has."""
        names = (wanted if n == 1 else f"{wanted}-{n}" for n in itertools.count(1))
        found = next(each for each in names if each not in self.names)
        self.names.add(found)
        return found

    def named(self, kind: str) -> dict[str, str]:
        own = self.name(f"{self.section}-{kind}" if self.section else kind)
        # Files that are downloaded are told apart by the report too.
        return {"id": own, "name": slug(f"{self.place} {own}").replace(".", "-")}

    def address(self, reference: str, address: str) -> str:
        """Return where a reference to the archive leads: in the site to its copy of the line."""
        if not reference:
            return links.target(address, self.where) if self.site else links.original(address)
        if self.site:
            return "../" * self.where.count("/") + references.copy_of(reference)
        return links.original(address)

    def traced(self, text: str) -> Iterator[dict[str, str]]:
        """Yield a paragraph in parts: numbers of the report's tables lead to their lines."""
        for part, reference in self.traces.parts(text):
            lead, label = "", reference
            if reference in self.traces.originals:
                lead = self.address(reference, self.traces.originals[reference])
            elif reference:
                original = Original.at(reference)
                lead, label = self.address("", original.link), original.named
            yield {"text": part, "address": lead, "label": label}

    def source(self, text: str) -> list[dict[str, str]]:
        """Return a chart's source line in parts: names of pages lead to them."""
        archive = references.Archive.load()
        parts = re.split(r"([^\s(),;]+\.\w+)", text)
        return [
            {
                "text": part,
                "address": self.address(part, archive.original(part))
                if part in archive.pages
                else "",
            }
            for part in parts
            if part
        ]


def _json_output(block: Mapping[str, object]) -> dict[str, object]:
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {"application/json": block},
    }


def _pandoc(notebook: str, to: str, *options: str) -> str:
    """Return a notebook as pandoc writes it.

    pypandoc's own call hands the environment on as it is, and in the locale C pandoc takes neither
    a path nor a title that is not ASCII.

    Raises
    ------
    RuntimeError
        If pandoc refuses it, or takes longer than any report does.
    """
    command = [pypandoc.get_pandoc_path(), "--from=ipynb-raw_html", f"--to={to}", "--wrap=none"]
    try:
        done = subprocess.run(
            [*command, f"--lua-filter={_HERE / 'report.lua'}", *options],
            input=notebook.encode(),
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=True,
            timeout=_PANDOC_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        raise RuntimeError(error.stderr.decode(errors="replace")) from None
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"pandoc was not done after {_PANDOC_SECONDS} seconds.") from None
    return done.stdout.decode()


@cache
def _font_folder() -> Path:
    """Return matplotlib's folder of fonts: DejaVu has the letters that typst's own fonts lack."""
    # Rendering does not draw: it can do without importing matplotlib.
    return Path(find_spec("matplotlib").origin).parent / "mpl-data" / "fonts" / "ttf"
