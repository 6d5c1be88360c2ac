"""Notebooks as JupyterLab shows them: without trust every chart is seen; Run All agrees."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

from helpers import config
from helpers.reports import run
from helpers.reports.parameters import Archive

NOTEBOOKS = sorted(path.stem for path in config.notebooks_folder().glob("*.ipynb"))
#: Nothing is cut at the right: a cell's output can be as wide as what is in it.
CLIPPED = """() => [...document.querySelectorAll('.jp-RenderedHTMLCommon')]
    .filter((it) => it.scrollWidth > it.parentElement.clientWidth + 1).length"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with every notebook executed as the flagship ones are, and one to run there."""
    place = tmp_path_factory.mktemp("lab")
    archive = Archive.load()
    for name in NOTEBOOKS:
        node = run.execute(run.plan(run.find_notebook(name), {}, archive))
        nbformat.write(run.without_drawings(node), place / f"{name}.ipynb")
    shutil.copy(config.notebooks_folder() / "turnout.ipynb", place / "edited.ipynb")
    return place


@pytest.fixture(scope="module")
def lab(folder):
    """Start JupyterLab on the folder, with settings and trust of its own; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = folder.parent / f"{folder.name}-settings"
    environment = os.environ | {
        "HEMICYCLE_ROOT": str(config.project_root()),
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "lab"),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
    }
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.root_dir": folder,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": "hemicycle",
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.news_url": None,
    }
    command = [sys.executable, "-m", "jupyterlab"]
    command += [f"--{name}={value}" for name, value in options.items()]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api?token=hemicycle")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


@pytest.fixture
def opened(browser, lab):
    """Open a notebook, tall enough that JupyterLab draws all of it."""
    contexts = []

    def open_notebook(name: str):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 20000}))
        page = contexts[-1].new_page()
        page.goto(f"{lab}/doc/tree/{name}.ipynb?token=hemicycle")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60000)
        return page

    yield open_notebook
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_without_trust_every_chart_is_seen_and_nothing_is_cut(opened, folder, name):
    node = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    charts = [block for block in run.render.blocks(node) if block["kind"] == "figure"]
    assert charts
    page = opened(name)
    page.wait_for_function(
        "(count) => document.querySelectorAll('.jp-OutputArea img').length >= count",
        arg=len(charts),
        timeout=30000,
    )
    assert "not trusted" in page.locator(".jp-StatusItem-trust").get_attribute("title").lower()
    images = page.locator(".jp-OutputArea img")
    page.wait_for_function(
        "[...document.querySelectorAll('.jp-OutputArea img')].every((it) => it.naturalWidth > 0)"
    )
    assert images.count() == len(charts)
    assert all(each.bounding_box()["width"] > 600 for each in images.all())
    assert [each.get_attribute("alt") for each in images.all()] == [c["alt"] for c in charts]
    shown = page.locator(".jp-Notebook").text_content()
    assert all(" ".join(chart["title"].split()) in shown for chart in charts)
    assert page.evaluate(CLIPPED) == 0


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_it_answers_comes_first_and_code_is_folded(opened, name):
    page = opened(name)
    first = page.locator(".jp-Notebook .jp-Cell").first
    first.locator("h1").wait_for()
    page.wait_for_function("document.querySelectorAll('.jp-Cell .jp-Placeholder').length > 2")
    editors = page.locator(".jp-CodeCell .jp-Editor:visible")
    assert editors.count() == 1
    assert "since: int" in editors.first.text_content()


def test_run_all_with_other_parameters_gives_what_the_command_gives(opened, folder, tmp_path):
    path = folder / "edited.ipynb"
    node = nbformat.read(path, as_version=4)
    cell = next(c for c in node.cells if "parameters" in c.metadata.get("tags", ()))
    cell.source = cell.source.replace('"Kazakhstan"', '"Kyrgyzstan"').replace("1990", "2000")
    nbformat.write(node, path)
    page = opened("edited")
    page.wait_for_function("document.querySelector('.jp-NotebookPanel-toolbar') !== null")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=60000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.get_by_text("Inputs (SHA-256").wait_for(timeout=120000)
    page.keyboard.press("Control+s")
    command = ["-m", "helpers.cli", "run", "turnout", "--out", str(tmp_path)]
    command += ["-p", "country", "Kyrgyzstan", "-p", "since", "2000"]
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    expected = nbformat.read(tmp_path / "kyrgyzstan" / "turnout_since-2000.ipynb", as_version=4)
    wanted = shown_in(expected)
    assert wanted
    end = time.monotonic() + 20
    while shown_in(nbformat.read(path, as_version=4)) != wanted:
        assert time.monotonic() < end, "Run All gives other numbers than the command."
        time.sleep(0.5)


def shown_in(node) -> list:
    """Return what a notebook shows, but for its foot, which names versions."""
    return [block for block in run.render.blocks(node) if block["kind"] != "end"]
