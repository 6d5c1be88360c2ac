"""Names that are markup do nothing in a browser: no script runs, and nothing is asked for."""

import nbformat
import pytest
from browser.test_lab import lab
from payloads import PAYLOADS
from test_payloads import NOTEBOOKS, made, pages

from helpers.reports.blocks import printable
from helpers.tables import load

__all__ = ["lab"]

#: An address of a page's own, which no other computer is asked for.
OWN = ("data:", "blob:")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return made(tmp_path_factory.mktemp("attacked"), list(PAYLOADS))


@pytest.fixture(scope="module")
def folder(project):
    """Put the executed notebooks together in one, and give the folder that JupyterLab opens."""
    paths = [project / f"reports/kazakhstan/{name}.ipynb" for name in NOTEBOOKS]
    nodes = [nbformat.read(path, as_version=4) for path in paths]
    for index, cell in enumerate(cell for node in nodes for cell in node.cells):
        cell.id = f"cell-{index}"
    nodes[0].cells = [cell for node in nodes for cell in node.cells]
    # A person who runs the cells would trust them; nothing of it is signed here.
    place = project / "lab"
    place.mkdir()
    nbformat.write(nodes[0], place / "attacked.ipynb")
    return place


@pytest.fixture
def watched(browser):
    """Open pages of which every request, and whatever a script says, is noted."""
    asked, said = [], []
    context = browser.new_context(viewport={"width": 1280, "height": 20000})
    context.on("request", lambda request: asked.append(request.url))
    context.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    yield context, asked, said
    context.close()


def test_no_script_runs_and_nothing_is_asked_for(watched, project):
    context, asked, said = watched
    page = context.new_page()
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in pages(project):
        page.goto(path.as_uri())
        for details in page.locator("details:not([open]) > summary").all():
            if details.is_visible():
                details.click()
    assert said == []
    own = (project / "reports").as_uri()
    assert [url for url in asked if not url.startswith((own, *OWN))] == []


def test_in_jupyterlab_no_script_of_a_notebook_runs_and_no_other_host_is_asked(
    watched, lab, project
):
    context, asked, said = watched
    page = context.new_page()
    page.goto(f"{lab}/doc/tree/attacked.ipynb?token=hemicycle")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60000)
    page.wait_for_function(
        "document.querySelectorAll('.jp-OutputArea img').length > 2", timeout=30000
    )
    assert "not trusted" in page.locator(".jp-StatusItem-trust").get_attribute("title").lower()
    # What a name would load or run begins at once; a moment more is for what waits.
    page.wait_for_timeout(2000)
    text = " ".join(page.locator(".jp-Notebook").text_content().split())
    names = set(load("seats", project / "data" / "processed")["party"])
    assert len(names) > 60
    assert [name for name in names if " ".join(printable(name).split()) not in text] == []
    assert said == []
    assert [url for url in asked if not url.startswith((lab, *OWN))] == []
    active = page.locator(".jp-OutputArea-output").locator("script, iframe, object, embed, form")
    assert active.count() == 0
    # A script that ran would have been noticed.
    page.evaluate("() => { fetch('//x.test/').catch(() => {}); setTimeout(() => alert(1)) }")
    page.wait_for_timeout(500)
    assert said == ["1"]
    assert [url for url in asked if "x.test" in url] == ["http://x.test/"]
