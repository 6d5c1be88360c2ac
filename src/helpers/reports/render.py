"""An executed notebook becomes a page (HTML) and a print (PDF).

pandoc reads the notebook; ``report.lua`` sets the blocks that :mod:`helpers.reports.notebook` left
in it as figures and tables, and gathers the code at the end. ``report.html`` and ``report.css``
make the page, ``report.typ`` the print, which typst sets as PDF/UA-1. What is shown comes from
the blocks' data and is text in every format; a notebook's other HTML output is left out.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, partial
from html import escape
from importlib.resources import files
from itertools import dropwhile
from pathlib import Path

import matplotlib
import nbformat
import pypandoc
import typst

from helpers.reports import links, provenance
from helpers.reports.notebook import NARROW_SVG, WIDE_SVG

_HERE = files("helpers.reports")
SITE_NAME = "Hemicycle"


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


def html(
    node: nbformat.NotebookNode, place: str, site: bool = False, pages: Collection[str] = ()
) -> str:
    """Return a report as one HTML5 file that needs no other.

    Parameters
    ----------
    node : NotebookNode
        An executed notebook, with the record that :mod:`helpers.reports.run` puts into it.
    place : str
        Where the report goes, relative to the folder of reports and without ending.
    site : bool
        Whether to link to the site's index.
    pages : collection of str
        The site's pages that tables may link to, relative to the folder of reports.
    """
    css = stylesheet("report.css")
    variables = {
        "css": css,
        "policy": policy(css),
        "site": SITE_NAME,
        "name": place.rpartition("/")[2],
        "lang": "en-GB",
    }
    if site:
        variables["home"] = "../" * place.count("/") + "index.html"
        # pandoc puts variables into the template as they are.
        variables["country"] = escape(node.metadata.hemicycle.parameters.get("country", ""))
    return _pandoc(
        _prepare(node, _figure_in_page, partial(links.target, place=place, pages=pages)),
        "html5",
        f"--template={_HERE / 'report.html'}",
        "--mathml",
        "--toc",
        "--toc-depth=2",
        "--section-divs=false",
        "--syntax-highlighting=none",
        *(f"--variable={name}={value}" for name, value in variables.items()),
    )


def pdf(node: nbformat.NotebookNode) -> bytes:
    """Return a report as PDF/UA-1 (ISO 14289-1): tagged, with alternative texts and a language."""
    drawings: dict[str, bytes] = {}

    def figure_as_file(data: Mapping[str, str], alt: str) -> dict[str, str]:
        name = f"figure-{len(drawings) + 1}.svg"
        drawings[name] = data[WIDE_SVG].encode()
        return {"file": name}

    body = _pandoc(
        _prepare(node, figure_as_file, links.original),
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


def policy(css: str, script: str = "") -> str:
    """Return the content security policy of a page: its own style and script, and nothing else."""

    def allowed(text: str) -> str:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        return f"'sha256-{digest}'"

    scripts = f" script-src {allowed(script)};" if script else ""
    return (
        f"default-src 'none'; img-src 'self' data:; style-src {allowed(css)};{scripts} "
        "base-uri 'none'; form-action 'none'"
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
    place_link: Callable[[str], str],
) -> str:
    """Return a notebook as JSON for pandoc, with each block as JSON output in place of its own.

    pandoc has no name for an output's metadata, but turns JSON output into a code block of class
    ``json``, which nothing else in the result can be.

    Parameters
    ----------
    node : NotebookNode
    place_figure : callable
        Takes a figure's output data and alternative text and returns what the reader sets.
    place_link : callable
        Takes the address in a table's cell and returns what it leads to there; empty for nothing.
    """
    cells = []
    # What stands before the first code says how to use the notebook: a page is no notebook.
    for cell in dropwhile(lambda cell: cell.cell_type != "code", node.cells):
        if cell.cell_type != "code":
            cells.append({**cell, "metadata": {}})
            continue
        outputs = [
            kept for each in cell.outputs if (kept := _output(each, place_figure, place_link))
        ]
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


def _output(
    output: nbformat.NotebookNode, place_figure: Callable, place_link: Callable
) -> dict[str, object] | None:
    """Return one output as pandoc shall see it; None if it is not for the reader."""
    block = output.get("metadata", {}).get("hemicycle")
    if block is None:
        if output.output_type == "stream":
            return dict(output)
        plain = output.get("data", {}).get("text/plain")
        return {**output, "metadata": {}, "data": {"text/plain": plain}} if plain else None
    if block["kind"] in ("aside", "end"):
        return None
    if block["kind"] == "figure":
        return _json_output({**block, **place_figure(output.data, block["alt"])})
    if block["kind"] == "table" and "links" in block["table"]:
        leads = [[place_link(each) for each in row] for row in block["table"]["links"]]
        return _json_output({**block, "table": {**block["table"], "links": leads}})
    return _json_output(block)


def _json_output(block: Mapping[str, object]) -> dict[str, object]:
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {"application/json": block},
    }


def _pandoc(notebook: str, to: str, *options: str) -> str:
    return pypandoc.convert_text(
        notebook,
        to,
        format="ipynb-raw_html",
        extra_args=["--wrap=none", f"--lua-filter={_HERE / 'report.lua'}", *options],
    )


@cache
def _font_folder() -> Path:
    """Return matplotlib's folder of fonts: DejaVu has the letters that typst's own fonts lack."""
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"
