"""What stands around a report: how to ask for another, how to cite it, what a link to it shows.

Built as elements, so that whatever a parameter or a title holds stays text.
"""

from __future__ import annotations

import ast
import re
import secrets
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

import lxml.html
import nbformat
import papermill
from lxml.html import builder as E

from helpers.reports.blocks import printable
from helpers.reports.parameters import FORMULAE, LEGAL, Archive
from helpers.tables.schema import HOUSES

SITE_NAME = "Hemicycle"
AUTHORS = "The Hemicycle authors"
#: What a browser shows beside a page's name: a half ring of seats.
ICON = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<path d="M2 12a6 6 0 0 1 12 0" fill="none" stroke="#0b5d7a" stroke-width="3.4" '
    'stroke-dasharray="2.6 1.5"/></svg>'
)
#: Stands where the server puts what shows that a form is from a page of its own.
XSRF = "hemicycle-xsrf-" + secrets.token_hex(16)
#: A description is cut where search engines cut it.
LONGEST = 200


def markup(*elements: lxml.html.HtmlElement) -> str:
    """Return elements as HTML."""
    return "\n".join(lxml.html.tostring(each, encoding="unicode") for each in elements)


def head(title: str, description: str) -> list[lxml.html.HtmlElement]:
    """Return what a search engine, a message with a link and a browser's tab show of a page."""
    text = shortened(description)
    return [
        E.META(name="description", content=text),
        E.META({"property": "og:title"}, content=title),
        E.META({"property": "og:description"}, content=text),
        E.META({"property": "og:type"}, content="article"),
        E.META({"property": "og:site_name"}, content=SITE_NAME),
        E.META({"property": "og:locale"}, content="en_GB"),
        E.META(name="twitter:card", content="summary"),
        E.LINK(rel="icon", href=ICON),
    ]


def shortened(text: str) -> str:
    """Return a text that is not longer than :data:`LONGEST`, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0].rstrip(",;.") + " …"


# --- Change this report ---------------------------------------------------------------------------


def command(notebook: str, changed: Mapping[str, object]) -> str:
    """Return the command that makes a report, quoted for a shell.

    Examples
    --------
    >>> command("turnout", {"country": "Costa Rica", "since": 2000})
    "hemicycle run turnout -p country 'Costa Rica' -p since 2000"
    """
    words = ["hemicycle", "run", notebook]
    for name, value in changed.items():
        words += ["-p", name, str(value)]
    return shlex.join(words)


def _of_parameters(node: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a notebook of the cells of parameters alone: papermill writes it to read it."""
    cells = [cell for cell in node.cells if "parameters" in cell.metadata.get("tags", ())]
    return nbformat.from_dict({**node, "cells": cells})


@dataclass(frozen=True)
class Served:
    """Where the local server has a report, for the panel that asks it for another.

    Parameters
    ----------
    place : str
        The page, relative to the folder of the site and without ending.
    query : str
        The report's parameters as a query.
    problem, parameter : str
        Why a report cannot be made, and the parameter that is to be changed.
    """

    place: str
    query: str = ""
    problem: str = ""
    parameter: str = ""

    def address(self, what: str, name: str) -> str:
        """Return where the server does something with a notebook."""
        return f"{'../' * self.place.count('/')}{what}/{name}"

    def file(self, ending: str, name: str = "") -> str:
        """Return where the server has the report as a file."""
        notebook = name or self.place.rpartition("/")[2]
        return f"{self.address('run', notebook)}{ending}" + (f"?{self.query}" if self.query else "")


def change(node: nbformat.NotebookNode, served: Served | None = None) -> lxml.html.HtmlElement:
    """Return the panel that shows a report's parameters and the command that makes it.

    Each parameter of the notebook's own cell has a field of its type, what is allowed, and what it
    means as its comment says. Without JavaScript the fields show what this report was made with;
    of a page that the local server has, they are an ordinary form.

    Parameters
    ----------
    node : NotebookNode
        A notebook with the record of what it was made from.
    served : Served, optional
        Where the local server has the report, if it has it.
    """
    record = node.metadata.hemicycle
    archive = Archive.load()
    rows, changed = [], {}
    for name, about in papermill.inspect_notebook(_of_parameters(node)).items():
        usual = ast.literal_eval(about["default"])
        value = record.parameters.get(name, usual)
        if value != usual:
            changed[name] = value
        rows.append(_row(name, value, usual, about["help"], _allowed(name, record, archive)))
        if served:
            _enable(rows[-1], served.problem if name == served.parameter else "")
    shown = E.CODE(command(record.notebook, printable(changed)))
    if served:
        return _served_panel(record.notebook, rows, shown, served)
    return E.DETAILS(
        E.SUMMARY("Change this report"),
        E.P(
            "These are the notebook's parameters. Change them, and run the command in the "
            "project's folder: it writes the page, the PDF and the notebook."
        ),
        E.FORM(
            *rows,
            E.P(E.CLASS("command"), shown, " "),
            {"data-notebook": record.notebook, "aria-label": "Parameters", "autocomplete": "off"},
        ),
        E.CLASS("panel change"),
    )


def _enable(row: lxml.html.HtmlElement, problem: str) -> None:
    """Let a field be changed, and say beside it what does not fit."""
    field = next(row.iter("input", "select"))
    del field.attrib["disabled"]
    said = E.P(printable(problem), E.CLASS("problem"), id=f"{field.get('id')}-problem")
    row.append(said)
    if problem:
        field.set("aria-invalid", "true")
        field.set("aria-describedby", f"{said.get('id')} {field.get('aria-describedby')}")


def _served_panel(
    notebook: str, rows: list, shown: lxml.html.HtmlElement, served: Served
) -> lxml.html.HtmlElement:
    """Return the panel with a form that the server answers, and the report's files."""
    form = E.FORM(
        *rows,
        E.P(
            E.BUTTON("Make this report", E.CLASS("make"), type="submit"),
            E.BUTTON("Cancel", E.CLASS("cancel"), type="button", hidden="hidden"),
            E.SPAN(role="status"),
            E.CLASS("tools"),
        ),
        E.P("The same in a terminal: ", shown, " ", E.CLASS("command")),
        {"data-notebook": notebook, "data-served": "", "aria-label": "Parameters"},
        method="get",
        action=served.address("run", notebook),
        autocomplete="off",
    )
    names = {".pdf": "PDF", ".ipynb": "Notebook", ".zip": "Tables as CSV"}
    files = [E.LI(E.A(text, href=served.file(ending, notebook))) for ending, text in names.items()]
    query = f"?{served.query}" if served.query else ""
    open_copy = E.FORM(
        E.INPUT(type="hidden", name="_xsrf", value=XSRF),
        E.BUTTON("Open in JupyterLab", type="submit"),
        method="post",
        action=served.address("open", notebook) + query,
    )
    below = [] if served.problem else [E.UL(*files, E.LI(open_copy), E.CLASS("kinds"))]
    opened = {"open": "open"} if served.problem else {}
    return E.DETAILS(E.SUMMARY("Change this report"), form, *below, E.CLASS("panel change"), opened)


def _row(
    name: str, value: object, usual: object, meaning: str, allowed: Mapping[str, object]
) -> lxml.html.HtmlElement:
    key = f"parameter-{name}"
    about = {
        "name": name,
        "id": key,
        "data-usual": str(usual),
        "disabled": "disabled",
        "aria-describedby": f"{key}-meaning",
    }
    value = printable(value)
    options = allowed.get("options", ())
    listed = None
    if allowed.get("closed"):
        if value not in [each for each, _ in options]:
            options = [(value, value), *options]
        field = E.SELECT(
            *(
                E.OPTION(text, {"value": each} | ({"selected": ""} if each == value else {}))
                for each, text in options
            ),
            about,
        )
    else:
        about |= {"value": str(value)} | allowed.get("field", {"type": "text"})
        if options:
            about["list"] = f"{key}-list"
            listed = E.DATALIST(*(E.OPTION(value=each) for each, _ in options), id=f"{key}-list")
        field = E.INPUT(about)
    parts = [E.LABEL(name, {"for": key}), field, *([listed] if listed is not None else [])]
    return E.DIV(*parts, E.SMALL(meaning.strip(), id=f"{key}-meaning"), E.CLASS("parameter"))


def _allowed(name: str, record: Mapping, archive: Archive) -> dict[str, object]:
    """Return the field that a parameter takes, and the values that it may have."""
    if name == "country":
        return {"options": [(each, each) for each in archive.countries.values()], "closed": True}
    if name == "house":
        words = {"LC": "LC: lower or single", "UC": "UC: upper"}
        return {"options": [(each, words[each]) for each in HOUSES], "closed": True}
    if name == "formula":
        return {"options": [(each, each) for each in FORMULAE], "closed": True}
    if name in ("since", "until", "year"):
        return {"field": {"type": "number", "min": "1800", "max": "2100", "step": "1"}}
    if name == "threshold":
        return {"options": [(LEGAL, "the law's own")]}
    if name in ("label_share", "target"):
        return {"field": {"type": "number", "min": "0", "max": "1", "step": "0.01"}}
    if name == "election" and "iso3" in record.parameters:
        rows = archive.of(record.parameters.iso3, record.parameters.house)
        return {"options": [("latest", ""), *((each, "") for each in rows["election_id"])]}
    if name == "peers":
        return {"options": [("region", "")]}
    return {}


# --- Cite this report -----------------------------------------------------------------------------


def cite(node: nbformat.NotebookNode) -> lxml.html.HtmlElement:
    """Return the panel that says how to cite a report: as text, and for BibTeX."""
    record = node.metadata.hemicycle
    title = " ".join(record.title.split()) or record.notebook
    version = record.versions.get("hemicycle", "")
    state = record.inputs.get("data", "")[:16]
    about = [record.parameters.get("country", ""), record.notebook]
    key = re.sub(r"[^a-z0-9]+", "-", " ".join([SITE_NAME, *about]).casefold()).strip("-")
    source = "Data: IPU Parline, Inter-Parliamentary Union, CC BY-NC-SA 4.0, and the sources listed"
    text = f"{AUTHORS}: “{title}”. {SITE_NAME} {version}, report {record.notebook}, "
    text += f"data {state}. {source}."
    fields = {
        "author": "{" + AUTHORS + "}",
        "title": "{" + _tex(title) + "}",
        "howpublished": f"{SITE_NAME} {version}, report {_tex(record.notebook)}",
        "note": f"Data {state}. {source}",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return E.DETAILS(
        E.SUMMARY("Cite this report"),
        E.P(text),
        E.PRE(f"@misc{{{key},\n{lines}\n}}", {"tabindex": "0"}),
        E.CLASS("panel cite"),
    )


def _tex(text: str) -> str:
    """Return text as BibTeX takes it."""
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\~^{}&%$#_]", lambda found: special.get(found[0], f"\\{found[0]}"), text)
