"""The local server as readers use it: another report, back, its PDF, its notebook in JupyterLab."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from served import make_project, serving

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
sync_api = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def server(browser, tmp_path_factory):
    project = tmp_path_factory.mktemp("served")
    make_project(project)
    with serving(project, tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def visit(browser, server):
    """Open the address that the server has printed, tall enough for JupyterLab to draw all."""
    contexts = []

    def open_site(**options):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 20000}, **options))
        page = contexts[-1].new_page()
        page.goto(server.said.strip())
        return page

    yield open_site
    for context in contexts:
        context.close()


def test_a_reader_changes_the_country_goes_back_takes_the_pdf_and_runs_the_notebook(visit):
    page = visit()
    assert "token" not in page.url
    page.get_by_role("heading", name="Kazakhstan").get_by_role("link").click()
    page.get_by_role("link", name="Turnout in Kazakhstan").click()
    before = page.title()
    page.get_by_text("Change this report").click()
    page.get_by_label("since").fill("1066")
    page.get_by_role("button", name="Make this report").click()
    page.get_by_text("since must be a year from 1800 to 2100, and 1066 is none.").wait_for()
    assert page.get_by_label("since").evaluate("(it) => it === document.activeElement")
    page.get_by_label("since").fill("2000")
    page.get_by_label("country").select_option("Kyrgyzstan")
    page.get_by_role("button", name="Make this report").click()
    page.wait_for_url("**/hemicycle/run/turnout?*", timeout=60000)
    assert parse_qs(urlsplit(page.url).query) == {"country": ["Kyrgyzstan"], "since": ["2000"]}
    assert "Kyrgyzstan" in page.title() and "Kazakhstan" in before
    address = page.url

    page.go_back()
    page.wait_for_function("(title) => document.title === title", arg=before)
    page.go_forward()
    page.wait_for_url(address)

    page.get_by_text("Change this report").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF").first.click()
    assert waiting.value.suggested_filename == "kyrgyzstan-turnout_since-2000.pdf"
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")

    page.get_by_role("button", name="Open in JupyterLab").click()
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60000)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", timeout=60000)
    run_all(page)
    page.get_by_text("Inputs (SHA-256").wait_for(timeout=90000)
    assert "Kyrgyzstan" in page.locator(".jp-Notebook h1").nth(1).text_content()
    assert page.locator(".jp-RenderedHTMLCommon img").count() > 1


def run_all(page) -> None:
    """Choose Run All Cells; again if JupyterLab, busy with starting, has dropped it."""
    for _ in range(3):
        page.locator(".jp-Notebook .jp-MarkdownCell").first.click()  # what Run is about
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        try:
            page.get_by_text("[1]:", exact=True).wait_for(timeout=30000)
            return
        except sync_api.TimeoutError:
            continue


def test_how_far_a_run_is_is_told_and_a_button_cancels_it(visit, server):
    page = visit()
    page.goto(f"{server.address}/hemicycle/kazakhstan/turnout.html")
    page.get_by_text("Change this report").click()
    page.locator("form[data-served]").evaluate("(it) => { it.action = '../run/slow'; }")
    page.get_by_role("button", name="Make this report").click()
    page.get_by_text("Step 2 of 2").wait_for(timeout=30000)
    page.get_by_role("button", name="Cancel").click()
    assert page.get_by_role("status").text_content() == "Cancelled"


def test_without_javascript_the_form_makes_the_report(visit, server):
    page = visit(java_script_enabled=False)
    page.goto(f"{server.address}/hemicycle/kazakhstan/turnout.html")
    page.get_by_text("Change this report").click()
    page.get_by_label("country").select_option("Latvia")
    page.get_by_role("button", name="Make this report").click()
    page.wait_for_url("**/hemicycle/run/turnout?country=Latvia*", timeout=60000)
    assert "Latvia" in page.title()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_panel_and_the_page_of_what_cannot_be_made(visit, server, width):
    from axe_playwright_python.sync_playwright import Axe

    page = visit()
    page.set_viewport_size({"width": width, "height": 900})
    # The rest of a report is that of the site; see test_pages.
    for query, part in (
        ("country=Kyrgyzstan&since=2000", ".change"),
        ("country=Kyrgizstan", "html"),
    ):
        page.goto(f"{server.address}/hemicycle/run/turnout?{query}")
        page.evaluate("document.querySelector('.change').open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(
            page, context=part, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}
        )
        assert found.violations_count == 0, found.generate_report()
