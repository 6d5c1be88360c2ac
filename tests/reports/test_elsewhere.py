"""Executed notebooks in other renderers: what they take out, and nbconvert's HTML."""

import lxml.html
import pytest
from nbconvert import HTMLExporter

from helpers.reports import render, run

#: GitHub, VS Code and JupyterLab take these out of a notebook that nobody trusts.
TAKEN_OUT = ("script", "style", "iframe", "object", "form", "svg", "link", "meta")


@pytest.fixture(scope="module")
def outputs(executed):
    lean = run.without_drawings(executed[1])
    return [output for cell in lean.cells for output in cell.get("outputs", ())]


def test_nothing_is_shown_that_a_renderer_takes_out(outputs):
    for output in outputs:
        data = output.get("data", {})
        assert set(data) <= {"text/html", "text/plain"}
        if "text/html" in data:
            element = lxml.html.fromstring(f"<div>{data['text/html']}</div>")
            assert not list(element.iter(*TAKEN_OUT))
            names = {name for each in element.iter() for name in each.attrib}
            assert not [name for name in names if name.startswith("on")]
            assert all(i.get("src").startswith("data:image/png;") for i in element.iter("img"))


def test_nbconvert_shows_every_chart_with_its_alternative_text(executed):
    node = run.without_drawings(executed[1])
    text, _ = HTMLExporter().from_notebook_node(node)
    images = list(lxml.html.document_fromstring(text).iter("img"))
    charts = [block for block in render.blocks(node) if block["kind"] == "figure"]
    assert [image.get("alt") for image in images] == [chart["alt"] for chart in charts]
