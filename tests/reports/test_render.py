"""The page and the print: structure, safety, and the same bytes each time."""

import copy
import io
import json
import re

import lxml.html
import nbformat
import pypdf
import pytest

from helpers.reports import render


@pytest.fixture(scope="module")
def markup(executed):
    plan, node = executed
    return render.html(node, plan.place, site=True)


@pytest.fixture(scope="module")
def page(markup):
    return lxml.html.document_fromstring(markup)


@pytest.fixture(scope="module")
def print_(executed):
    return render.pdf(executed[1])


@pytest.fixture(scope="module")
def hostile(executed):
    text = next(b["text"] for b in render.blocks(executed[1]) if b["kind"] == "title")
    return text.partition(" voted, and ")[2]


class TestPage:
    def test_it_has_one_title_and_the_landmarks(self, page):
        assert page.get("lang") == "en-GB"
        assert len(page.findall(".//h1")) == 1
        assert len(page.findall(".//main")) == 1
        assert [nav.get("aria-label") for nav in page.iter("nav")] == ["Site", "Contents"]
        assert page.find(".//title").text.startswith("Kazakhstan voted")
        headings = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3")]
        assert headings[0] == 1
        assert all(b - a <= 1 for a, b in zip(headings, headings[1:], strict=False))

    def test_hostile_text_is_shown_and_does_nothing(self, page, hostile):
        (script,) = page.findall(".//script")
        assert hostile not in script.text
        assert not [a for a in page.iter("a") if "javascript" in a.get("href", "")]
        for selector in ("h1", "main/p", "figcaption/p", "caption", "tbody/tr/th"):
            found = page.find(f".//{selector}")
            assert hostile in found.text_content(), selector
            assert not list(found.iter("em", "strong", "code", "a", "math", "sub"))
        assert hostile in page.find(".//figure/svg").get("aria-label")
        assert hostile in page.find(".//title").text

    def test_a_table_links_to_originals_and_within_the_site_to_its_pages(
        self, executed, page, hostile
    ):
        def leads(page):
            table = page.findall(".//table")[-1]
            return [(a.get("href"), a.text_content()) for a in table.iter("a")]

        original = ("https://x.y/?a=1&b=%22#c", "Fiji")
        assert leads(page) == [("../fiji/index.html", hostile), original]
        plan, node = executed
        alone = lxml.html.document_fromstring(render.html(node, plan.place))
        assert leads(alone) == [original]

    def test_nothing_is_fetched_and_nothing_runs(self, page):
        policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert policy.startswith(
            "default-src 'none'; img-src 'self' data: blob:; style-src 'sha256-"
        )
        assert "unsafe" not in policy
        assert not list(page.iter("iframe", "object"))
        assert all(link.get("href").startswith("data:") for link in page.iter("link"))
        for element in page.iter():
            assert element.get("style") is None
            assert not [name for name in element.attrib if name.startswith("on")]
        assert not list(page.iter("img"))

    def test_a_chart_is_drawn_with_text_for_a_wide_page_and_for_a_phone(self, page, hostile):
        figure = page.find(".//figure")
        wide, narrow = figure.findall("svg")
        assert (wide.get("class"), narrow.get("class")) == ("wide", "narrow")
        assert {each.get("role") for each in (wide, narrow)} == {"img"}
        assert wide.get("aria-label") == narrow.get("aria-label") == f"A line {hostile}"
        assert hostile in wide.text_content()
        assert "A note" in figure.text_content()
        assert "Source: a page" in figure.text_content()

    def test_a_table_has_a_caption_scopes_and_aligned_numbers(self, page):
        table = page.find(".//table")
        assert [th.get("scope") for th in table.findall("thead/tr/th")] == ["col"] * 4
        assert [th.get("scope") for th in table.findall("tbody/tr/th")] == ["row"] * 3
        cells = [td.text_content() for td in table.findall("tbody/tr/td")]
        assert cells == ["42", "2,883,706", "54.5", "–", "1", "1.0", "\N{MINUS SIGN}1", "0", "0.0"]
        assert {td.get("class") for td in table.findall("tbody/tr/td")} == {"number"}
        frame = table.getparent()
        assert (frame.get("role"), frame.get("tabindex")) == ("region", "0")

    def test_markdown_cells_are_read_but_not_their_html(self, page):
        assert page.find(".//math") is not None
        assert page.find(".//b") is None
        assert "<b>raw</b>" in page.find(".//main").text_content()

    def test_code_is_folded_and_what_it_was_made_from_is_told(self, page):
        details = page.find(".//footer//details")
        assert details.get("open") is None
        assert "report = begin" in details.text_content()
        foot = page.find(".//footer").text_content()
        for words in ("country = Kazakhstan", "SHA-256", "pandas", "CC BY-NC-SA 4.0"):
            assert words in foot

    def test_only_a_page_of_the_site_links_to_it(self, executed, page):
        plan, node = executed
        assert page.find(".//header//a").get("href") == "../index.html"
        alone = lxml.html.document_fromstring(render.html(node, plan.place))
        assert alone.findall(".//header/nav//a") == []


class TestPrint:
    def test_it_claims_accessibility_and_is_tagged(self, print_):
        reader = pypdf.PdfReader(io.BytesIO(print_))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "/StructTreeRoot" in root
        metadata = root["/Metadata"].get_data().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata

    def test_its_title_is_the_finding_and_it_has_no_date(self, print_, hostile):
        info = pypdf.PdfReader(io.BytesIO(print_)).metadata
        assert info.title == f"Kazakhstan voted, and {hostile}"
        assert info.creation_date is None
        assert info.author is None

    def test_hostile_text_is_shown_and_does_nothing(self, print_, hostile):
        reader = pypdf.PdfReader(io.BytesIO(print_))
        text = "".join("".join(page.extract_text().split()) for page in reader.pages)
        assert text.count("".join(hostile.split())) >= 5
        for row in ("-Otan", "=2"):
            assert row in text
        annotations = [a.get_object() for p in reader.pages for a in p.get("/Annots", [])]
        addresses = [a["/A"]["/URI"] for a in annotations if a.get("/A", {}).get("/URI")]
        assert addresses == ["https://x.y/?a=1&b=%22#c"]

    def test_a_long_table_repeats_its_head(self, print_):
        reader = pypdf.PdfReader(io.BytesIO(print_))
        pages = [page.extract_text() for page in reader.pages]
        assert len(pages) > 2
        assert sum("Share," in page for page in pages) >= len(pages) - 1

    def test_text_and_charts_have_one_family_of_type(self, print_):
        reader = pypdf.PdfReader(io.BytesIO(print_))
        fonts = {
            str(font.get_object()["/BaseFont"]).partition("+")[2]
            for page in reader.pages
            for font in page["/Resources"]["/Font"].values()
        }
        # Formulas have letters of their own.
        assert all(name.startswith(("DejaVu", "NewCMMath")) for name in fonts), fonts

    def test_type_of_text_tables_and_charts_is_not_below_eight_points(self, print_):
        sizes = set()

        def visit(text, transformed, matrix, font, size):
            # An exponent in a formula is smaller.
            if text.strip() and "NewCMMath" not in font["/BaseFont"]:
                sizes.add(round(abs(size * matrix[3] * transformed[3]), 1))

        for page in pypdf.PdfReader(io.BytesIO(print_)).pages:
            page.extract_text(visitor_text=visit)
        assert sizes
        assert min(sizes) >= 7.9, sizes

    def test_a_chart_without_room_lets_the_words_after_it_go_before(self, executed):
        plan, node = executed
        (figure,) = [c for c in node.cells if "Chart(" in c.source]
        (text,) = [c for c in node.cells if "A first sentence" in c.source]
        words = [text, *[figure, text] * 6]
        node = render.nbformat.from_dict({**node, "cells": [*node.cells[:2], *words]})
        pages = pypdf.PdfReader(io.BytesIO(render.pdf(node))).pages
        lowest = []
        for page in pages:
            heights = []
            page.extract_text(
                visitor_text=lambda text, a, matrix, font, size, to=heights: (
                    to.append(a[5] + matrix[5]) if text.strip() else None
                )
            )
            lowest.append(min(height for height in heights if height > 60))
        assert len(pages) > 2
        # Of 842 points; the foot of the text is at 60.
        assert max(lowest[:-1]) < 842 / 3

    @pytest.mark.parametrize("length", range(1, 8))
    def test_charts_keep_their_order_and_stand_below_their_words(self, executed, length):
        plan, node = executed
        (figure,) = [c for c in node.cells if "Chart(" in c.source]
        (text,) = [c for c in node.cells if "A first sentence" in c.source]
        cells = []
        for number in range(8):
            words, chart = copy.deepcopy(text), copy.deepcopy(figure)
            told = (
                f"Sentence {number}. "
                + "They fill a line and a half or so of the page. " * 6 * length
            )
            words.outputs = words.outputs[number > 0 :]  # The title comes before the first words.
            words.outputs[-1].metadata.hemicycle.text = told
            chart.outputs[0].metadata.hemicycle.title = f"Chart {number}"
            cells += [words, chart]
        node = nbformat.from_dict({**node, "cells": [*node.cells[:2], *cells]})
        at = {}
        for number, page in enumerate(pypdf.PdfReader(io.BytesIO(render.pdf(node))).pages):

            def visit(text, a, matrix, font, size, number=number):
                for name in re.findall(r"(?:Sentence|Chart) \d", text):
                    at.setdefault(name, (number, -(a[5] + matrix[5])))

            page.extract_text(visitor_text=visit)
        for name in ("Sentence", "Chart"):
            places = [at[f"{name} {number}"] for number in range(8)]
            assert places == sorted(places)
        assert all(at[f"Sentence {number}"] < at[f"Chart {number}"] for number in range(8))


def test_the_same_notebook_gives_the_same_bytes(executed, markup, print_):
    plan, node = executed
    assert render.html(node, plan.place, site=True) == markup
    assert render.pdf(node) == print_


def test_output_that_is_not_ours_cannot_pose_as_ours(executed):
    plan, node = executed
    node = json.loads(json.dumps(node))
    block = {"kind": "heading", "text": "Forged"}
    node["cells"][1]["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": data}
        for data in (
            {"application/json": block},
            {"text/html": "<h2>Forged</h2>"},
            {"text/plain": json.dumps(block)},
        )
    ]
    page = lxml.html.document_fromstring(render.html(render.nbformat.from_dict(node), plan.place))
    assert not [h for h in page.iter("h2") if h.text_content() == "Forged"]


def test_the_locale_does_not_matter(executed, monkeypatch):
    plan, node = executed
    node = nbformat.from_dict(node)
    node.metadata.hemicycle.title = "Côte d'Ivoire"
    usual = render.html(node, plan.place)
    monkeypatch.setenv("LC_ALL", "C")
    assert render.html(node, plan.place) == usual
