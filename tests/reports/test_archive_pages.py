"""Copies of the archive: every line has an address and its original, and is text whatever it is."""

import csv
import re
from urllib.parse import unquote

import lxml.html
import nbformat
import pandas as pd
import pytest

from helpers import config, tables
from helpers.reports import archive_pages, references, render, run
from helpers.reports.originals import Original, Originals
from helpers.reports.parameters import Archive

NOTHING = archive_pages.EMPTY
#: Bytes of a report; others have 400,000.
LIMITS = {"overview": 700_000}
EMPTY = references.Archive(frozenset(), {}, Originals())

# --- What is on record, read by other code --------------------------------------------------------

#: Tables whose rows stand on lines, and what sources.csv calls the group.
_GROUPS = {"turnout": "electorate", "votes": "votes", "seats": "seats", "sex": "sex"}


@pytest.fixture(scope="module")
def on_record():
    """Return the addresses of a page and group as sources.csv lists them."""
    found = {}
    with (config.raw_folder() / "sources.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            urls = re.split(r" [|;] ", row["url"])
            found.setdefault((row["page"], row["group"]), []).extend(urls)
    return lambda page, group: found.get((page, group)) or found.get((page, "page"), [])


@pytest.fixture(scope="module")
def group_at():
    """Return the group of figures on a line of a page, as the tables have it."""
    found = {}
    for name in ("turnout", "votes", "seats", "members"):
        with (config.processed_folder() / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                group = row.get("dimension", name)
                found[row["page"], int(row["line"])] = _GROUPS.get(group, group)
    return found


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    archive_pages.build(folder)
    read = {}

    def at(page):
        if page not in read:
            path = folder / "sources" / f"{page}.html"
            read[page] = lxml.html.document_fromstring(path.read_text(encoding="utf-8"))
        return read[page]

    return at


@pytest.mark.parametrize("name", sorted(p.stem for p in config.notebooks_folder().glob("*.ipynb")))
def test_every_number_leads_to_its_line_and_from_there_to_the_original_on_record(
    name, copies, on_record, group_at
):
    plan = run.plan(run.find_notebook(name), {}, Archive.load())
    node = run.execute(plan)
    markup = render.html(node, plan.place, site=True)
    assert len(markup.encode()) <= LIMITS.get(name, 400_000)
    page = lxml.html.document_fromstring(markup)
    root = "../" * plan.place.count("/") + "sources/"
    leads = {a.get("href") for a in page.iter("a") if a.get("href").startswith(root)}
    assert leads
    for lead in leads:
        source, _, line = lead.removeprefix(root).partition("#L")
        copy = copies(source.removesuffix(".html"))
        if not line:
            continue
        row = copy.get_element_by_id(f"L{line}")
        group = group_at.get((source.removesuffix(".html"), int(line)))
        if group is None:
            continue  # a finding's line, without figures of a table
        wanted = on_record(source.removesuffix(".html"), group)
        found = {unquote(a.get("href")) for a in row.findall("td")[1].iter("a")}
        assert {unquote(url) for url in wanted if url.startswith("http")} <= found, lead
    check_originals(node, on_record, group_at)


def check_originals(node: nbformat.NotebookNode, on_record, group_at):
    """Hold what the notebook and the print lead to against the record."""
    for block in render.blocks(node):
        referred = block["table"].get("originals", {}) if block["kind"] == "table" else {}
        for reference, address in referred.items():
            page, _, line = reference.partition(", line ")
            if line and (page, int(line)) in group_at:
                wanted = on_record(page, group_at[page, int(line)])
                assert address == (wanted[0] if wanted else ""), reference


def test_every_line_with_a_figure_has_an_address_and_says_where_it_is_from(
    copies, on_record, group_at
):
    for (page, line), group in group_at.items():
        row = copies(page).get_element_by_id(f"L{line}")
        beside = row.findall("td")[1]
        wanted = on_record(page, group)
        found = {unquote(a.get("href")) for a in beside.iter("a")}
        assert {unquote(url) for url in wanted if url.startswith("http")} <= found, (page, line)
        if not wanted:
            assert "no original on record" in beside.text_content(), (page, line)


def test_findings_stand_beside_their_lines(copies):
    for row in tables.load("findings").dropna(subset=["page", "line"]).itertuples():
        said = copies(row.page).get_element_by_id(f"L{row.line}").text_content()
        assert row.message[:60] in said


def test_the_list_says_how_many_pages_are_compiled(copies):
    pages = tables.load("pages")
    compiled = (pages["origin"] == "compiled").sum()
    said = archive_pages.counts(pages)
    assert f"{len(pages) - compiled} are the IPU's own, {compiled} were compiled" in said


# --- What a page can hold -------------------------------------------------------------------------


def copy_of(text: str, tmp_path, origin="ipu"):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    made = archive_pages.copy("a.txt", origin, None, NOTHING, NOTHING, EMPTY, tmp_path)
    return made, lxml.html.document_fromstring(made)


def test_what_a_sentence_says_stands_beside_its_line(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Parliamentary Chamber: Mazhilis\nAsar won 4 of the 77 seats.\n"
    )
    said = pd.DataFrame(
        {"line": [2], "subject": ["party_seats"], "party": ["Asar"], "printed": ["<b>4</b>"],
         "use": ["fills"]}
    )  # fmt: skip
    made = archive_pages.copy("a.txt", "ipu", None, NOTHING, said, EMPTY, tmp_path)
    row = lxml.html.document_fromstring(made).get_element_by_id("L2")
    assert "Says of party seats of Asar: <b>4</b> (fills)." in row.text_content()
    assert "77 seats" not in made


def test_sentences_are_lines_without_words(tmp_path):
    secret = "The ruling party won 42 of the 77 seats, while the opposition boycotted the vote."
    made, page = copy_of(
        f"Parliamentary Chamber: Mazhilis\nBackground and outcome of elections:\n{secret}\n"
        "Round no 1: Distribution of seats\nPolitical Group Total\nOtan 42\nAsar 4\n",
        tmp_path,
    )
    assert "ruling party" not in made
    assert archive_pages.NOT_SHOWN in page.get_element_by_id("L3").text_content()
    assert "Otan 42" in page.get_element_by_id("L6").text_content()


def test_markup_marks_of_direction_and_controls_are_text(tmp_path):
    hostile = "<script>alert(1)</script> \u202egnp.exe\u202c \u200bx \x07 <img src=x onerror=y>"
    _, page = copy_of(
        "Parliamentary Chamber: Mazhilis\nRound no 1: Distribution of seats\n"
        f"{hostile} 42\nAsar 4\n",
        tmp_path,
    )
    said = page.get_element_by_id("L3").text_content()
    assert "<script>alert(1)</script>" in said and "[U+200B]" in said
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x07]", page.text_content())
    assert page.findall(".//script") == [] and page.findall(".//img") == []


def test_a_page_that_cannot_be_read_any_more_is_still_there(tmp_path):
    made = archive_pages.copy("gone.txt", "ipu", None, NOTHING, NOTHING, EMPTY, tmp_path)
    assert "gone.txt" in made


# --- Publishers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "publisher", "own"),
    [
        ("https://tass.com/world/712889", "TASS", ""),
        ("http://archive.ipu.org/parline-e/reports/arc/2165_04.htm",
         "Inter-Parliamentary Union", ""),
        ("https://web.archive.org/web/2022/https://cec.md/a", "cec.md", "https://cec.md/a"),
        ("https://x.y/index.php?q=https%3A%2F%2Fen.wikipedia.org%2Fwiki%2FA",
         "Wikipedia", "https://en.wikipedia.org/wiki/A"),
        ("http://206.189.44.186/host-http-en.m.wikipedia.org/wiki/2023_Kazakh_election",
         "Wikipedia", "https://en.m.wikipedia.org/wiki/2023_Kazakh_election"),
        ("https://wikimili.com/en/1994_Turkmen_parliamentary_election",
         "Wikipedia", "https://en.wikipedia.org/wiki/1994_Turkmen_parliamentary_election"),
        ("https://de.zxc.wiki/wiki/Parlamentswahl_in_Kasachstan_1994", "Wikipedia", ""),
        ("https://x.y/?q=javascript:alert(1)", "x.y", ""),
        ("(a search result without address)", "(a search result without address)", ""),
    ],
)  # fmt: skip
def test_a_copy_names_its_publisher_and_the_publishers_own_address(address, publisher, own):
    original = Original.at(address)
    assert (original.publisher, original.own) == (publisher, own)


def test_what_is_on_record_for_a_group_comes_before_the_page_and_any_is_for_none(tmp_path):
    (tmp_path / "sources.csv").write_text(
        "page,group,url\na.txt,votes,https://v.v/1 | https://v.v/2\na.txt,page,https://p.p/\n"
        "a.txt,any,https://v.v/1\na.txt,any,https://o.o/\nb.txt,any,https://o.o/\n"
    )
    known = Originals.load(tmp_path)
    assert known.of("a.txt", "votes") == ("https://v.v/1", "https://v.v/2")
    assert known.of("a.txt", "seats") == ("https://p.p/",)
    assert known.of("b.txt", "seats") == ()
    assert known.also("a.txt") == ("https://o.o/",)


def test_references_are_found_by_whole_names(tmp_path):
    archive = references.Archive(frozenset({"a/b.txt"}), {}, Originals())
    assert list(archive.find("2004, a/b.txt, line 38")) == ["a/b.txt, line 38"]
    assert list(archive.find("a/b.txt, c, a/b.txt2")) == ["a/b.txt"]
    assert references.copy_of("a/ö ?.txt, line 3") == "sources/a/%C3%B6%20%3F.txt.html#L3"
