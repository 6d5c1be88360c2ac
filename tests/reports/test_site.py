"""The site is made from the reports that are there, and leads to no other."""

import copy
import json
import re
from urllib.parse import unquote

import lxml.html
import nbformat
import pytest

from helpers import tables
from helpers.reports import render, run, site


@pytest.fixture
def put(executed, project):
    """Put the small report into a folder, as one on a country or on all countries."""
    _, node = executed

    def write(folder, place, country=""):
        node_here = copy.deepcopy(node)
        parameters = node_here.metadata.hemicycle.parameters
        parameters.pop("country")
        if country:
            parameters["country"] = country
        path = folder / f"{place}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(run.without_drawings(node_here), path)
        path.with_suffix(".html").write_text(render.html(node_here, place, site=True))

    return write


def page_at(path):
    return lxml.html.document_fromstring(path.read_text(encoding="utf-8"))


def test_every_country_of_the_archive_has_a_page_that_says_how_to_make_a_report(put, tmp_path):
    put(tmp_path, "fiji/small", country="Fiji")
    site.build(tmp_path)
    for country in tables.load("elections")["country"].unique():
        page = page_at(tmp_path / site.slug(country) / "index.html")
        assert page.find(".//h1").text == country
    text = page_at(tmp_path / "cote-d-ivoire" / "index.html").text_content()
    assert """hemicycle run turnout -p country 'Côte d'"'"'Ivoire'""" in text


def test_no_page_leads_to_one_that_is_not_there(put, tmp_path):
    put(tmp_path, "small")
    put(tmp_path, "fiji/small", country="Fiji")
    site.build(tmp_path)
    for path in tmp_path.rglob("*.html"):
        page = page_at(path)
        for link in page.iter("a"):
            address = link.get("href")
            if re.match(r"https?:|data:", address):
                continue
            file, _, name = address.partition("#")
            if file.endswith((".pdf", ".ipynb")):
                continue
            target = path if not file else path.parent / unquote(file)
            assert target.is_file(), (path, address)
            if name and name != "main":
                assert page_at(target).get_element_by_id(name) is not None


def test_reports_on_one_country_have_tabs_to_each_other(put, tmp_path):
    put(tmp_path, "fiji/small", country="Fiji")
    site.build(tmp_path)
    assert page_at(tmp_path / "fiji/small.html").find(".//nav[@class='tabs']") is None
    other = json.loads((tmp_path / "fiji/small.ipynb").read_text())
    other["metadata"]["hemicycle"]["notebook"] = "turnout"
    (tmp_path / "fiji/turnout.ipynb").write_text(json.dumps(other))
    page = (tmp_path / "fiji/small.html").read_text()
    (tmp_path / "fiji/turnout.html").write_text(page)
    site.build(tmp_path)
    tabs = page_at(tmp_path / "fiji/small.html").find(".//nav[@class='tabs']")
    assert [(a.text, a.get("href"), a.get("aria-current")) for a in tabs.iter("a")] == [
        ("Turnout", "turnout.html", None),
        ("Small", "small.html", "page"),
    ]
    (tmp_path / "fiji/turnout.html").unlink()
    site.build(tmp_path)
    assert (tmp_path / "fiji/small.html").read_text() == page


def test_what_is_searched_is_safe_and_whole(put, tmp_path):
    put(tmp_path, "small")
    site.build(tmp_path)
    page = page_at(tmp_path / "index.html")
    entries = json.loads(page.get_element_by_id("entries").text)
    kinds = {kind.partition(",")[0] for _, kind, _, _ in entries}
    assert kinds == {"country", "party", "topic"}
    assert "<" not in page.get_element_by_id("entries").text
    named = {name for name, kind, _, _ in entries if kind == "country"}
    assert named == set(tables.load("elections")["country"].unique())


def test_the_same_folder_gives_the_same_site(put, tmp_path):
    put(tmp_path, "fiji/small", country="Fiji")
    site.build(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.html")}
    (tmp_path / "sources/made-from.json").unlink()
    site.build(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.html")} == before


def test_copies_of_the_archive_follow_it(project, tmp_path, monkeypatch):
    site.archive_pages.build(tmp_path)
    kept, gone = (
        tmp_path / "sources/ipu/2165_04.txt.html",
        tmp_path / "sources/ipu/2009_94.txt.html",
    )
    before = kept.stat().st_mtime_ns
    load = tables.load

    def without_one(name, *folder):
        frame = load(name, *folder)
        return frame[frame["page"] != "ipu/2009_94.txt"] if name == "pages" else frame

    monkeypatch.setattr(site.archive_pages.tables, "load", without_one)
    site.archive_pages.build(tmp_path)
    assert not gone.exists()
    assert kept.stat().st_mtime_ns == before
