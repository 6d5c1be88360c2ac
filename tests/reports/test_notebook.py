"""What the calls of a notebook display, as HTML for JupyterLab and as data for rendering."""

import lxml.html
import pandas as pd
import pytest

from helpers.reports import notebook

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
        }
    )
    notebook.table(frame, caption="Seats", notes="A dash.", formats={"Index": ".3f"})
    data, block = shown[0]
    table = block["table"]
    assert table["rows"] == [
        ["Otan", "2004", "2,883,706", "54.5", "19 September 2004", "yes", "0.123"],
        [MARKUP, "–", "\N{MINUS SIGN}5", "–", "–", "–", "–"],
    ]
    assert table["align"] == ["left", "right", "right", "right", "left", "left", "right"]
    assert table["notes"] == ["A dash."]
    html = lxml.html.fromstring(f"<div>{data['text/html']}</div>")
    assert [th.get("scope") for th in html.iter("th")] == ["col"] * 7 + ["row"] * 2
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
