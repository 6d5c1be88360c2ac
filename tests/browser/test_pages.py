"""Reports and index as a reader meets them, in a browser: on a phone, by keyboard, with axe."""

import shlex
from pathlib import Path

import pytest

from helpers.reports import run, site
from helpers.reports.parameters import Archive

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "index.html",
    "kazakhstan/index.html",
    "kazakhstan/turnout.html",
    "kazakhstan/data_quality.html",
    "kazakhstan/seat_share.html",
    "kyrgyzstan/turnout.html",
    "sources/compiled/KAZ_2023.txt.html",
    "sources/index.html",
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    archive = Archive.load()
    for name in ("turnout", "data_quality", "seat_share"):
        run.make(run.plan(run.find_notebook(name), {}, archive), folder, site=True)
    run.make(run.plan(run.find_notebook("turnout"), {"country": "KGZ"}, archive), folder, site=True)
    site.build(folder)
    return folder


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


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, name, colours):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(name, color_scheme=colours)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    # axe puts its script in through the debugger, which the page's policy does not hold back.
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    assert found.violations_count == 0, found.generate_report()


def test_charts_change_with_the_width_and_are_met_once(visit):
    for width, kind, other in ((1280, "wide", "narrow"), (390, "narrow", "wide")):
        page = visit("kazakhstan/turnout.html", viewport={"width": width, "height": 800})
        figures = page.locator("figure").count()
        assert page.locator(f"figure svg.{kind}:visible").count() == figures
        assert page.locator(f"figure svg.{other}:visible").count() == 0
        assert page.get_by_role("img").count() == figures
        assert page.locator("figure svg text:visible").count() > 20


def test_every_control_can_be_reached_by_keyboard(visit):
    page = visit("kazakhstan/turnout.html")
    wanted = page.locator("a[href], summary, button, input, select, [tabindex='0']")
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


def test_the_index_is_searched_for_countries_parties_and_topics_as_people_type(visit):
    page = visit("index.html")
    field = page.get_by_role("searchbox", name="Find a country")
    first = page.locator("#results a").first
    for typed, name, address in (
        ("kazakstan", "Kazakhstan", "kazakhstan/index.html"),
        ("KAZ", "Kazakhstan", "kazakhstan/index.html"),
        ("cote divoire", "Côte d'Ivoire", "cote-d-ivoire/index.html"),
        ("Kirgizstan", "Kyrgyzstan", "kyrgyzstan/index.html"),
        ("nur otan", "Nur Otan", "kazakhstan/seat_share.html"),
        ("invalid balots", "Blank and invalid ballots", "#topic-blank-and-invalid-ballots"),
    ):
        field.fill(typed)
        assert (first.text_content(), first.get_attribute("href")) == (name, address), typed
    field.fill("central asia")
    named = page.locator("#results li").all_text_contents()
    assert {"Kazakhstan country", "Kyrgyzstan country"} <= set(named)
    field.fill("qqqqqq")
    assert page.get_by_role("status").text_content() == "Nothing like that in the archive"
    assert page.locator("#results a").count() == 0
    field.fill("invalid ballots")
    first.click()
    page.locator("#topic-blank-and-invalid-ballots a", has_text="Kyrgyzstan").click()
    assert page.url.endswith("kyrgyzstan/turnout.html#blank-and-invalid-ballots")
    assert page.evaluate("document.querySelector(':target').tagName") == "H2"


def test_a_number_leads_to_its_line_and_from_there_to_its_original(visit):
    page = visit("kazakhstan/seat_share.html")
    page.get_by_role("row", name="Amanat").get_by_role("link", name="line 23").first.click()
    row = page.locator("tr:target")
    assert "Amanat 90 3'431'510 53.9" in row.text_content()
    assert row.get_by_role("link", name="newtimes.kz").get_attribute("href").startswith("https://")


def test_the_panel_shows_the_command_for_what_is_chosen_and_copies_it(visit):
    page = visit("kazakhstan/turnout.html")
    page.get_by_text("Change this report").click()
    shown = page.locator(".change code")
    assert shown.text_content() == "hemicycle run turnout"
    page.get_by_label("country").select_option("Côte d'Ivoire")
    page.get_by_label("since").fill("2000")
    words = ["hemicycle", "run", "turnout", "-p", "country", "Côte d'Ivoire", "-p", "since", "2000"]
    assert shown.text_content() == shlex.join(words)
    page.get_by_role("button", name="Copy the command").click()
    page.get_by_text("Copied").wait_for()


def test_tables_and_charts_are_downloaded_from_the_file_system(visit):
    page = visit("kazakhstan/seat_share.html")
    for name, ending, begins in (
        ("Download as CSV", ".csv", b"Party,"),
        ("Download SVG", ".svg", b"<svg"),
        ("Download PNG", ".png", b"\x89PNG"),
    ):
        with page.expect_download() as waiting:
            page.locator("a, button", has_text=name).first.click()
        assert waiting.value.suggested_filename.startswith("kazakhstan-seat-share-")
        assert waiting.value.suggested_filename.endswith(ending)
        assert Path(waiting.value.path()).read_bytes().startswith(begins)


def test_on_a_phone_a_row_keeps_its_name_in_sight(visit):
    page = visit("kazakhstan/seat_share.html", viewport={"width": 390, "height": 800})
    frame = page.locator("details[open] .table").first
    name = frame.locator("tbody th").first
    before = name.bounding_box()["x"]
    frame.evaluate("(it) => { it.scrollLeft = 200; }")
    assert abs(name.bounding_box()["x"] - before) < 2
    assert name.bounding_box()["width"] < 170


def test_print_shows_every_table_and_no_controls(visit):
    page = visit("kazakhstan/seat_share.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    tables = page.locator("main table")
    assert tables.count() > 8
    assert all(each.is_visible() for each in tables.all())
    assert page.locator("button:visible, nav:visible, form:visible").count() == 0


def test_everything_is_there_without_javascript(visit):
    page = visit("index.html", java_script_enabled=False)
    assert page.locator(".cards > li:visible").count() == 2
    assert page.get_by_role("searchbox").count() == 0
    page.get_by_role("heading", name="Kazakhstan").get_by_role("link").click()
    page.get_by_role("link", name="Turnout in Kazakhstan").click()
    assert page.get_by_role("heading", level=1).is_visible()
    page.get_by_text("Change this report").click()
    assert page.locator(".change code").text_content() == "hemicycle run turnout"
    page.get_by_text("Cite this report").click()
    assert page.locator(".cite pre").is_visible()
    page.get_by_text("Show the code").click()
    assert page.locator("footer pre").first.is_visible()
    page.get_by_role("navigation", name="Reports on").get_by_role("link", name="Seats").click()
    assert page.url.endswith("/seat_share.html")
    page.get_by_role("link", name="Kazakhstan", exact=True).click()
    page.get_by_role("link", name="Hemicycle", exact=True).click()
    assert page.url.endswith("/index.html")


def test_thumbnails_are_shown_from_the_file_system(visit):
    page = visit("index.html")
    page.locator(".cards img").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.cards img').naturalWidth > 0", timeout=5000)
