"""What the calls of a notebook display, as HTML for JupyterLab and as data for rendering."""

import lxml.html
import pandas as pd
import pytest

from helpers.reports import links, notebook

MARKUP = r"<b>&</b> $x$ \(y\) \begin{z}"


@pytest.fixture
def shown(monkeypatch):
    outputs = []

    def keep(data, raw, metadata):
        outputs.append((data, metadata["hemicycle"]))

    monkeypatch.setattr(notebook, "display", keep)
    return outputs


def text_of(markup: str) -> str:
    return lxml.html.fromstring(f"<div>{markup}</div>").text_content()


@pytest.mark.parametrize(
    ("call", "kind", "tag"),
    [
        (notebook.title, "title", "h1"),
        (notebook.heading, "heading", "h2"),
        (notebook.say, "say", "p"),
    ],
)
def test_text_stays_text(shown, call, kind, tag):
    call(MARKUP)
    data, block = shown[0]
    assert block == {"kind": kind, "text": MARKUP}
    element = lxml.html.fromstring(data["text/html"])
    assert element.tag == tag
    assert element.text_content() == MARKUP
    assert {child.tag for child in element} == {"span"}


def test_no_run_of_text_holds_two_dollar_signs_or_a_command():
    # JupyterLab typesets formulas within one run of text, also in HTML.
    element = lxml.html.fromstring(f"<p>{notebook.escape(MARKUP)}</p>")
    for run in element.itertext():
        assert run in ("$", "\\") or not set(run) & {"$", "\\"}


def test_sentences_make_one_paragraph_and_none_make_none(shown):
    notebook.say(["One.", "", "  Two. "])
    notebook.say([])
    notebook.say([""])
    assert [block["text"] for _, block in shown] == ["One. Two."]


def test_a_table_is_aligned_formatted_and_says_what_is_unknown(shown):
    frame = pd.DataFrame(
        {
            "Party": pd.array(["Otan", MARKUP], dtype="string"),
            "Year": pd.array([2004, None], dtype="Int64"),
            "Votes": pd.array([2883706, -5], dtype="Int64"),
            "Share": [54.54, None],
            "Day": pd.to_datetime(["2004-09-19", None]),
            "Won": pd.array([True, None], dtype="boolean"),
            "Index": [0.12345, None],
            "Range": pd.array(["10.3–11.0", "2.2"], dtype="string"),
        }
    )
    notebook.table(frame, caption="Seats", notes="A dash.", formats={"Index": ".3f"})
    data, block = shown[0]
    table = block["table"]
    assert table["rows"] == [
        ["Otan", "2004", "2,883,706", "54.5", "19 September 2004", "yes", "0.123", "10.3–11.0"],
        [MARKUP, "–", "\N{MINUS SIGN}5", "–", "–", "–", "–", "2.2"],
    ]
    assert table["align"] == ["left", *["right"] * 3, "left", "left", "right", "right"]
    assert table["notes"] == ["A dash."]
    html = lxml.html.fromstring(f"<div>{data['text/html']}</div>")
    assert [th.get("scope") for th in html.iter("th")] == ["col"] * 8 + ["row"] * 2
    assert html.find(".//caption").text == "Seats"
    assert MARKUP in html.text_content()


def test_two_columns_of_one_name_are_two_columns(shown):
    frame = pd.DataFrame([[1, 2]], columns=["A", "A"])
    notebook.table(frame, caption="Twice")
    assert shown[0][1]["table"]["rows"] == [["1", "2"]]


def test_a_report_knows_its_parameters_and_no_others():
    report = notebook.Report("turnout", {"country": "Kazakhstan"})
    assert report.country == "Kazakhstan"
    with pytest.raises(AttributeError, match="turnout has no parameter since"):
        report.since  # noqa: B018


def test_characters_that_no_format_may_hold_are_marked(shown):
    notebook.say(["a\x00b\x1bc\ud800d\ufffee", "\tf\u0416"])
    data, block = shown[0]
    assert block["text"] == "a\ufffdb\ufffdc\ufffdd\ufffde f\u0416"
    assert "a\ufffdb" in data["text/html"]


def test_a_table_without_rows_shows_nothing(shown):
    notebook.table(pd.DataFrame(), caption="Nothing")
    notebook.table(pd.DataFrame({"A": []}), caption="Nothing")
    assert shown == []


HOSTILE_ADDRESSES = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//elsewhere.org/x.html",
    "/root.html",
    "../outside.html",
    "a/../../outside.html",
    "https:nowhere",
    "https://[broken",
    'https://x.y/" onclick="alert(1)',
    "https://x.y/<script>",
    "https://x.y/\u202eevil",
    "",
    None,
    pd.NA,
    7,
]


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_what_is_no_address_is_no_link(shown, address):
    notebook.table(pd.DataFrame({"A": ["x"]}), caption="Links", links={"A": [address]})
    data, block = shown[0]
    assert block["table"]["links"] == [[""]]
    assert "<a" not in data["text/html"]
    assert links.target(address, "kazakhstan/turnout") == ""


def test_a_cell_leads_to_an_original_as_text(shown):
    frame = pd.DataFrame({"A": [MARKUP, "y"], "B": [1, 2]})
    address = "https://data.ipu.org/node?a=1&b='2'"
    leads = pd.Series([address, None], dtype="string")
    notebook.table(frame, caption="Links", links={"A": leads})
    data, block = shown[0]
    assert block["table"]["links"] == [[address, ""], ["", ""]]
    found = lxml.html.fromstring(data["text/html"]).findall(".//a")
    assert [(a.get("href"), a.text_content()) for a in found] == [(address, MARKUP)]


def test_a_page_of_the_site_is_a_link_only_in_the_site(shown):
    pages = notebook.country_pages(["Kazakhstan", "C\u00f4te d'Ivoire"])
    assert pages == ["kazakhstan/index.html", "cote-d-ivoire/index.html"]
    notebook.table(pd.DataFrame({"A": ["x", "y"]}), caption="Links", links={"A": pages})
    data, block = shown[0]
    assert block["table"]["links"] == [[pages[0]], [pages[1]]]
    assert "<a" not in data["text/html"]
    assert links.target(pages[0], "overview") == "kazakhstan/index.html"
    assert links.target(pages[0], "fiji/turnout") == "../kazakhstan/index.html"


def test_links_are_as_many_as_rows(shown):
    with pytest.raises(ValueError, match="2 addresses a column"):
        notebook.table(pd.DataFrame({"A": ["x", "y"]}), caption="Links", links={"A": [None]})


def test_a_table_without_links_says_nothing_of_them(shown):
    notebook.table(pd.DataFrame({"A": ["x"]}), caption="None")
    assert "links" not in shown[0][1]["table"]


def test_a_half_is_rounded_up_as_in_sentences(shown):
    frame = pd.DataFrame({"Turnout, %": [69.85, 0.25, -0.25, 100.0], "Ratio": [1.005, 2, 3, 4]})
    notebook.table(frame, caption="Halves", formats={"Ratio": ".2f"})
    text = text_of(shown[0][0]["text/html"])
    for number in ("69.9", "0.3", "\N{MINUS SIGN}0.3", "100.0", "1.01", "2.00"):
        assert number in text
