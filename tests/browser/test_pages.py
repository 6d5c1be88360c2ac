"""Reports and index as a reader meets them, in a browser: on a phone, by keyboard, with axe."""

import shutil
from pathlib import Path

import pytest

from helpers.reports import run, site
from helpers.reports.parameters import Archive

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the system has no Chromium")

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "index.html",
    "kazakhstan/index.html",
    "kazakhstan/turnout.html",
    "kazakhstan/data_quality.html",
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    archive = Archive.load()
    for name in ("turnout", "data_quality"):
        run.make(run.plan(run.find_notebook(name), {}, archive), folder, site=True)
    run.make(run.plan(run.find_notebook("turnout"), {"country": "KGZ"}, archive), folder, site=True)
    site.build(folder)
    return folder


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, reports):
    """Open a page; afterwards nothing must have been refused or gone wrong in it."""
    contexts, complaints = [], []

    def open_page(name: str, **options):
        contexts.append(
            browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        )
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((reports / name).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_a_page_never_scrolls_sideways(visit, name, width):
    page = visit(name, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, name):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(name)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    # axe puts its script in through the debugger, which the page's policy does not hold back.
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    assert found.violations_count == 0, found.generate_report()


def test_charts_change_with_the_width_and_are_met_once(visit):
    def shown(width):
        page = visit("kazakhstan/turnout.html", viewport={"width": width, "height": 800})
        image = page.locator("figure img").first
        return image.evaluate("(it) => [it.currentSrc, it.naturalWidth, it.alt]")

    wide, narrow = shown(1280), shown(390)
    assert wide[0] != narrow[0]
    assert wide[1] > narrow[1]
    assert wide[2] == narrow[2]
    page = visit("kazakhstan/turnout.html")
    assert page.get_by_role("img").count() == page.locator("figure").count()


def test_every_control_can_be_reached_by_keyboard(visit):
    page = visit("kazakhstan/turnout.html")
    wanted = page.locator("a[href], summary, [tabindex='0']")
    visible = [each for each in wanted.all() if each.is_visible()]
    reached = set()
    for _ in range(len(visible) + 2):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
    for each in visible:
        assert each.evaluate("(it) => it.outerHTML.slice(0, 200)") in reached
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert page.locator(".skip").bounding_box()["x"] >= 0


def test_the_index_is_searched_by_name_code_and_region(visit):
    page = visit("index.html")
    field = page.get_by_role("searchbox", name="Find a country")
    cards = page.locator(".cards > li:visible")
    assert cards.count() == 2
    for words, left in (("kyrg", 1), ("KAZ", 1), ("central asia", 2), ("nowhere", 0)):
        field.fill(words)
        assert cards.count() == left
    assert page.get_by_role("status").text_content() == "0 countries"


def test_everything_is_there_without_javascript(visit):
    page = visit("index.html", java_script_enabled=False)
    assert page.locator(".cards > li:visible").count() == 2
    assert page.get_by_role("searchbox").count() == 0
    page.get_by_role("link", name="Kazakhstan", exact=True).click()
    page.get_by_role("link", name="Turnout in Kazakhstan").click()
    assert page.get_by_role("heading", level=1).is_visible()
    page.get_by_text("Show the code").click()
    assert page.locator("footer pre").first.is_visible()
    page.get_by_role("link", name="Kazakhstan", exact=True).click()
    page.get_by_role("link", name="Hemicycle", exact=True).click()
    assert page.url.endswith("/index.html")


def test_thumbnails_are_shown_from_the_file_system(visit):
    page = visit("index.html")
    page.locator(".cards img").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.cards img').naturalWidth > 0", timeout=5000)
