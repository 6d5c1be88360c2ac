"""The site is made from the reports that are there, and leads to no other."""

import copy

import lxml.html
import nbformat
import pytest

from helpers.reports import site


@pytest.fixture
def put(executed):
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
        nbformat.write(node_here, path)
        path.with_suffix(".html").write_text("as it was rendered alone")

    return write


def links(path):
    return [a.get("href") for a in lxml.html.parse(str(path)).findall(".//table//a")]


def test_a_report_on_all_countries_leads_to_the_countries_that_have_reports(put, tmp_path):
    put(tmp_path, "small")
    site.build(tmp_path)
    assert links(tmp_path / "small.html") == ["https://x.y/?a=1&b=%22#c"]
    put(tmp_path, "fiji/small", country="Fiji")
    site.build(tmp_path)
    assert links(tmp_path / "small.html") == ["fiji/index.html", "https://x.y/?a=1&b=%22#c"]
    assert (tmp_path / "fiji" / "index.html").is_file()
    (tmp_path / "fiji" / "small.html").unlink()
    site.build(tmp_path)
    assert links(tmp_path / "small.html") == ["https://x.y/?a=1&b=%22#c"]


def test_other_reports_are_left_as_they_are(put, tmp_path):
    put(tmp_path, "fiji/small", country="Fiji")
    site.build(tmp_path)
    assert (tmp_path / "fiji" / "small.html").read_text() == "as it was rendered alone"
