"""The pages that lead to the reports: an index of all, and one page a country.

They are made from the reports found in the folder, so they never name one that is not there. For
the same reason the reports on all countries get their links to countries' pages here.
Everything works without JavaScript; with it, the index can be searched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import lxml.html
import nbformat
from lxml.html import builder as E

from helpers.reports import provenance, render
from helpers.tables.files import write_text

#: Order and names of the kinds of reports; others follow under the notebook's own name.
LABELS = {
    "overview": "Overview",
    "seat_share": "Seats",
    "turnout": "Turnout",
    "women_representation": "Women",
    "data_quality": "Data quality",
}


@dataclass(frozen=True)
class Page:
    """A report as the site shows it.

    Parameters
    ----------
    place : str
        Where it is, relative to the folder of reports and without ending.
    about : dict
        The record in its notebook: parameters, title, summary.
    thumbnail : bool
        Whether its first chart, drawn for a phone, lies beside it as SVG.
    """

    place: str
    about: dict
    thumbnail: bool

    @property
    def name(self) -> str:
        """Return the file name without ending."""
        return self.place.rpartition("/")[2]

    @property
    def country(self) -> str:
        """Return the country's name; empty for a report on all countries."""
        return self.about["parameters"].get("country", "")

    @property
    def title(self) -> str:
        """Return what the report finds."""
        return self.about["title"] or self.label

    @property
    def label(self) -> str:
        """Return what kind of report it is, and under which unusual parameters."""
        notebook = self.about["notebook"]
        label = LABELS.get(notebook, notebook.replace("_", " ").capitalize())
        unusual = self.name.removeprefix(notebook).strip("_").replace("_", ", ")
        return f"{label} ({unusual})" if unusual else label

    @cached_property
    def rank(self) -> tuple:
        """Return what pages of one country are sorted by."""
        notebook = self.about["notebook"]
        order = list(LABELS).index(notebook) if notebook in LABELS else len(LABELS)
        return order, self.name


def record(notebook: Path) -> dict:
    """Return what an executed notebook says it was made from; empty if it does not say."""
    return _read(notebook).get("metadata", {}).get("hemicycle", {})


def build(folder: Path) -> None:
    """Write the index and the countries' pages into the folder of reports."""
    pages = find(folder)
    countries: dict[str, list[Page]] = {}
    for page in sorted(pages, key=lambda page: (page.country, page.rank)):
        countries.setdefault(page.country, []).append(page)
    general = countries.pop("", [])
    addresses = {f"{page.place}.html" for page in pages}
    for country, its_pages in countries.items():
        address = f"{its_pages[0].place.rpartition('/')[0]}/index.html"
        addresses.add(address)
        write_text(folder / address, _country_page(country, its_pages))
    for page in general:
        path = folder / f"{page.place}.ipynb"
        node = nbformat.read(path, as_version=4)
        if any("links" in block.get("table", ()) for block in render.blocks(node)):
            write_text(path.with_suffix(".html"), render.html(node, page.place, True, addresses))
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / "index.html", _index(general, countries))


def find(folder: Path) -> list[Page]:
    """Return the reports in a folder: those with HTML beside an executed notebook of ours."""
    pages = []
    for path in sorted([*folder.glob("*.ipynb"), *folder.glob("*/*.ipynb")]):
        if not path.with_suffix(".html").is_file():
            continue
        notebook = _read(path)
        about = notebook.get("metadata", {}).get("hemicycle")
        if about:
            place = path.relative_to(folder).with_suffix("").as_posix()
            pages.append(Page(place, about, path.with_suffix(".svg").is_file()))
    return pages


def _read(notebook: Path) -> dict:
    try:
        return json.loads(notebook.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


# --- Pages ----------------------------------------------------------------------------------------

_SCRIPT = (files("helpers.reports") / "site.js").read_text(encoding="utf-8").strip()


def _index(general: list[Page], countries: dict[str, list[Page]]) -> str:
    count = sum(map(len, countries.values())) + len(general)
    cards = (_card(country, pages) for country, pages in countries.items())
    parts = [
        E.H1("Parliamentary elections, as the archive tells them"),
        E.P(
            f"{count} reports on {len(countries)} countries: who holds the house, who votes, "
            "and how many of the members are women. Every figure can be followed to the page "
            "of the archive that prints it."
        ),
        *(_section(page, page.place) for page in general),
        E.H2("Countries"),
        E.DIV(
            E.LABEL("Find a country or a region", {"for": "find"}),
            E.INPUT(id="find", type="search", autocomplete="off"),
            E.P("", {"role": "status"}, id="found"),
            {"hidden": "hidden"},
            id="search",
        ),
        E.UL(*cards, E.CLASS("cards")),
    ]
    return _page("Parliamentary elections", parts, script=_SCRIPT)


def _country_page(country: str, pages: list[Page]) -> str:
    sections = (_section(page, page.name) for page in pages)
    return _page(country, [E.H1(country), *sections], home="../index.html")


def _section(page: Page, where: str) -> lxml.html.HtmlElement:
    """Return a report's finding, first paragraph, files and first chart."""
    chart = [E.IMG(src=f"{where}.svg", alt="")] if page.thumbnail else []
    text = E.DIV(
        E.P(page.label, E.CLASS("label")),
        E.H2(E.A(page.title, href=f"{where}.html")),
        E.P(page.about["summary"]),
        _files(page, where),
    )
    return E.SECTION(text, *chart, E.CLASS("report"))


def _card(country: str, pages: list[Page]) -> lxml.html.HtmlElement:
    first = pages[0]
    folder = first.place.rpartition("/")[0]
    parameters = first.about["parameters"]
    region = parameters.get("region") or ""
    picture = next((page for page in pages if page.thumbnail), None)
    chart = [E.IMG(src=f"{picture.place}.svg", alt="", loading="lazy")] if picture else []
    links = (
        E.LI(E.A(page.label, {"aria-label": f"{page.label}, {country}"}, href=f"{page.place}.html"))
        for page in pages
    )
    return E.LI(
        E.P(region, E.CLASS("label")),
        E.H3(E.A(country, href=f"{folder}/index.html")),
        E.P(first.title),
        *chart,
        E.UL(*links, E.CLASS("kinds")),
        {"data-words": " ".join([country, region, parameters.get("iso3", "")])},
    )


def _files(page: Page, where: str) -> lxml.html.HtmlElement:
    def link(text: str, ending: str) -> lxml.html.HtmlElement:
        about = f"{text}: {page.label}{', ' if page.country else ''}{page.country}"
        return E.LI(E.A(text, {"aria-label": about}, href=f"{where}{ending}"))

    return E.UL(
        link("Read", ".html"), link("PDF", ".pdf"), link("Notebook", ".ipynb"), E.CLASS("kinds")
    )


def _page(title: str, parts: Iterable, home: str = "", script: str = "") -> str:
    css = render.stylesheet("report.css", "site.css")
    name = E.A(render.SITE_NAME, href=home) if home else render.SITE_NAME
    trail = [E.LI(name), E.LI(title)] if home else [E.LI(name)]
    head = E.HEAD(
        E.META(charset="utf-8"),
        E.META({"http-equiv": "Content-Security-Policy"}, content=render.policy(css, script)),
        E.META(name="viewport", content="width=device-width, initial-scale=1"),
        E.META(name="color-scheme", content="light"),
        E.TITLE(f"{title} – {render.SITE_NAME}"),
        E.STYLE(css),
    )
    body = E.BODY(
        E.A("Skip to the reports", E.CLASS("skip"), href="#main"),
        E.HEADER(E.NAV(E.UL(*trail), {"aria-label": "Site"}), E.CLASS("top")),
        E.MAIN(*parts, id="main"),
        E.FOOTER(E.P(provenance.LICENCE)),
    )
    if script:
        body.append(E.SCRIPT(script))
    html = E.HTML(head, body, lang="en-GB")
    return lxml.html.tostring(
        html, doctype="<!DOCTYPE html>", encoding="unicode", pretty_print=False
    )
