"""The pages that lead to the reports: an index of all, and one page a country.

They are made from the reports found in the folder and from the archive, so they never name a
report that is not there, and have a page for every country. Everything works without JavaScript;
with it, the index can be searched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import lxml.html
import pandas as pd
from lxml.html import builder as E

from helpers import tables
from helpers.reports import archive_pages, panels
from helpers.reports.blocks import printable
from helpers.reports.frame import Frame
from helpers.reports.links import slug
from helpers.tables.files import write_text

#: Order and names of the kinds of reports; others follow under the notebook's own name.
LABELS = {
    "overview": "Overview",
    "seat_share": "Seats",
    "turnout": "Turnout",
    "women_representation": "Women",
    "data_quality": "Data quality",
}
#: Where a report has its tabs; between the two a build puts them.
_TABS = ("<!--tabs-->", "<!--/tabs-->")


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
    headings : tuple of str
        Its sections.
    """

    place: str
    about: dict
    thumbnail: bool
    headings: tuple[str, ...] = ()

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

    @property
    def is_usual(self) -> bool:
        """Whether it is of its notebook's usual parameters."""
        return self.name == self.about["notebook"]

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
    """Write the index, the countries' pages and the archive's into the folder of reports.

    Reports that are there get tabs to the others on their country.
    """
    folder.mkdir(parents=True, exist_ok=True)
    archive_pages.build(folder)
    pages = find(folder)
    elections = tables.load("elections")
    archive = tables.load("pages").merge(
        elections[["election_id", "country", "first_date"]], "left", on="election_id"
    )
    of_country: dict[str, list[Page]] = {
        name: [] for name in sorted(elections["country"].dropna().unique())
    }
    for page in sorted(pages, key=lambda page: (page.country, page.rank)):
        of_country.setdefault(page.country, []).append(page)
    general = of_country.pop("", [])
    for country, own in of_country.items():
        place = f"{slug(country)}/index.html"
        (folder / place).parent.mkdir(exist_ok=True)
        rows = archive[archive["country"] == country].sort_values(["first_date", "page"])
        write_text(folder / place, _country_page(country, place, own, rows))
        for page in own:
            path = folder / f"{page.place}.html"
            tabs = [
                (each.label, f"{each.name}.html", each is page)
                for each in own
                if each.is_usual or each is page
            ]
            write_text(path, with_tabs(path.read_text(encoding="utf-8"), country, tabs))
    write_text(folder / "index.html", _index(general, of_country, elections, archive))


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
            drawn = path.with_suffix(".svg").is_file()
            pages.append(Page(place, about, drawn, tuple(_headings(notebook))))
    return pages


def _headings(notebook: Mapping) -> Iterable[str]:
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            block = output.get("metadata", {}).get("hemicycle", {})
            if block.get("kind") == "heading":
                yield block["text"]


def _read(notebook: Path) -> dict:
    try:
        return json.loads(notebook.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


# --- Tabs -----------------------------------------------------------------------------------------


def with_tabs(page: str, country: str, tabs: Sequence[tuple[str, str, bool]]) -> str:
    """Return a report's page with what leads to the others on its country.

    Parameters
    ----------
    page : str
        HTML.
    country : str
    tabs : sequence of (str, str, bool)
        Label, address and whether it is this report, of each report; one alone gets no tab.
    """
    before, begin, rest = page.partition(_TABS[0])
    _, end, after = rest.partition(_TABS[1])
    if not (begin and end):
        return page
    items = [
        E.LI(E.A(label, {"href": address} | ({"aria-current": "page"} if is_own else {})))
        for label, address, is_own in tabs
    ]
    nav = E.NAV(E.UL(*items), E.CLASS("tabs"), {"aria-label": f"Reports on {country}"})
    markup = panels.markup(nav) if len(items) > 1 else ""
    return f"{before}{begin}{markup}{end}{after}"


# --- Pages ----------------------------------------------------------------------------------------

_SCRIPT = (files("helpers.reports") / "site.js").read_text(encoding="utf-8").strip()


def _index(
    general: list[Page],
    countries: dict[str, list[Page]],
    elections: pd.DataFrame,
    archive: pd.DataFrame,
) -> str:
    reported = {country: own for country, own in countries.items() if own}
    count = sum(map(len, reported.values())) + len(general)
    title = "Parliamentary elections, traced to their sources"
    says = (
        f"{count} reports on {len(reported)} of {len(countries)} countries: who holds the seats, "
        "who votes, and how many members are women."
    )
    frame = Frame(title, says, "index.html", script=_SCRIPT)
    topics = _topics([*general, *(page for own in reported.values() for page in own)])
    parts = [
        E.H1(title),
        E.P(says + " Numbers in the tables lead to the lines of the archive that they are from."),
        _search(countries, topics),
        *(_section(page, page.place) for page in general),
        E.H2("Countries with reports", id="countries"),
        E.UL(*(_card(*each) for each in reported.items()), E.CLASS("cards")),
        E.H2("All countries of the archive", id="all-countries"),
        E.UL(
            *(
                E.LI(E.A(printable(country), href=f"{slug(country)}/index.html"))
                for country in countries
            ),
            E.CLASS("names"),
        ),
        *_topic_list(topics),
        E.H2("The archive", id="archive"),
        E.P(archive_pages.counts(archive) + " ",
            E.A("See every page, line by line", href=archive_pages.INDEX), "."),
    ]  # fmt: skip
    return frame.html(parts)


def _search(
    countries: Mapping[str, list[Page]], topics: Mapping[str, list[Page]]
) -> lxml.html.HtmlElement:
    """Return the field, and what it searches: countries, topics, and parties by their names."""
    listed = tables.load("parties")
    places = tables.load("elections").drop_duplicates("country").set_index("country")
    names = pd.Series(places.index, index=places["iso3"])
    entries = []
    for name in countries:
        also = places.loc[name, ["iso3", "region"]].dropna() if name in places.index else ()
        entries.append([name, "country", f"{slug(name)}/index.html", " ".join(also)])
    entries += [[topic, "topic", f"#topic-{_anchor(topic)}", ""] for topic in topics]
    known = listed[listed["kind"].isin(["party", "bloc"]) & listed["iso3"].isin(names.index)]
    for (iso3, name), spellings in known.groupby(["iso3", "name"])["party"]:
        country = names[iso3]
        seats = next((p.place for p in countries[country] if p.name == "seat_share"), "")
        address = f"{seats}.html" if seats else f"{slug(country)}/index.html"
        other = " ".join(sorted(set(spellings) - {name}))
        entries.append([name, f"party, {country}", address, other])
    data = json.dumps(printable(entries), ensure_ascii=False, separators=(",", ":"))
    return E.DIV(
        E.LABEL("Find a country, a party or a topic", {"for": "find"}),
        E.INPUT(id="find", type="search", autocomplete="off", spellcheck="false"),
        E.P("", {"role": "status"}, id="found"),
        E.UL(id="results"),
        # Nothing in it ends the element early.
        E.SCRIPT(data.replace("<", "\\u003c"), type="application/json", id="entries"),
        {"hidden": "hidden", "role": "search"},
        id="search",
    )


def _topics(pages: list[Page]) -> dict[str, list[Page]]:
    """Return the reports that have a section, by the section's name."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        if page.is_usual:
            for heading in dict.fromkeys(page.headings):
                found.setdefault(heading, []).append(page)
    return dict(sorted(found.items()))


def _topic_list(topics: Mapping[str, list[Page]]) -> list[lxml.html.HtmlElement]:
    if not topics:
        return []
    items = []
    for topic, pages in topics.items():
        links = [
            E.LI(
                E.A(
                    page.country or page.label,
                    {"aria-label": f"{topic}: {page.country or page.label}"},
                    href=f"{page.place}.html#{_anchor(topic)}",
                )
            )
            for page in pages
        ]
        items.append(
            E.DETAILS(
                E.SUMMARY(topic), E.UL(*links, E.CLASS("names")), id=f"topic-{_anchor(topic)}"
            )
        )
    return [E.H2("Topics", id="topics"), *items]


def _anchor(heading: str) -> str:
    """Return the name that a report gives a section; see :mod:`helpers.reports.render`."""
    return slug(heading).replace(".", "-")


def _country_page(country: str, place: str, pages: list[Page], archive: pd.DataFrame) -> str:
    says = " ".join(page.title + "." for page in pages if page.is_usual)
    frame = Frame(country, says or f"{country} in the archive of parliamentary elections.", place)
    parts = [E.H1(printable(country)), *(_section(page, page.name) for page in pages)]
    missing = [kind for kind in LABELS if kind != "overview" and kind not in _kinds(pages)]
    if missing:
        commands = [
            E.LI(E.CODE(panels.command(kind, {"country": country})), f" {LABELS[kind]}")
            for kind in missing
        ]
        parts += [
            E.H2("Reports that can be made", id="make"),
            E.P("Run one of these in the project's folder:"),
            E.UL(*commands, E.CLASS("commands")),
        ]
    parts += [
        E.H2("Pages of the archive", id="archive"),
        archive_pages.links_to(archive, frame.root),
    ]
    return frame.html(parts)


def _kinds(pages: list[Page]) -> set[str]:
    return {page.about["notebook"] for page in pages if page.is_usual}


def _section(page: Page, where: str) -> lxml.html.HtmlElement:
    """Return a report's finding, first paragraph, files and first chart."""
    chart = [E.IMG(E.CLASS("drawing"), src=f"{where}.svg", alt="")] if page.thumbnail else []
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
    chart = []
    if picture:
        chart = [E.IMG(E.CLASS("drawing"), src=f"{picture.place}.svg", alt="", loading="lazy")]
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
    )


def _files(page: Page, where: str) -> lxml.html.HtmlElement:
    def link(text: str, ending: str) -> lxml.html.HtmlElement:
        about = f"{text}: {page.label}{', ' if page.country else ''}{page.country}"
        return E.LI(E.A(text, {"aria-label": about}, href=f"{where}{ending}"))

    return E.UL(
        link("Read", ".html"), link("PDF", ".pdf"), link("Notebook", ".ipynb"), E.CLASS("kinds")
    )
