"""The layouts: each page of the archive is of one of them, and what is none is named."""

from pathlib import Path

import pytest

from helpers.archive import PageError, read_text
from helpers.archive.layouts import LAYOUTS
from helpers.tables import load

REAL = Path(__file__).parent / "real_forms"


def test_the_tables_name_the_layouts_of_the_registry():
    names = [layout.name for layout in LAYOUTS]
    assert len(set(names)) == len(names)
    # No record of Parline's API is committed.
    assert set(load("pages")["layout"]) == set(names) - {"parline-api"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Minutes of the meeting\n\nAll agreed.\n", "none of the archive's headings"),
        (
            "Fiji\nParliament\nPolitical system\nParliamentary system\nStructure of parliament\n"
            "Unicameral\nIPU membership\nYes\n",
            "without an election",
        ),
        (
            "Parliament name (generic / translated) Majlis\nStructure of parliament\nUnicameral\n"
            "Members (statutory / current number) 50 / 50\nWomen (current number) 8 (16.00%)\n",
            "a parliament's general page",
        ),
    ],
)
def test_a_page_without_an_election_is_refused_with_what_it_is(text, what):
    with pytest.raises(PageError, match=what):
        read_text(text)


def test_a_page_that_names_no_chamber_has_none():
    text = (REAL / "parline" / "node179-13549.txt").read_text("utf-8")
    page = read_text(text.replace("Parliament of Tuvalu\n", "", 1))
    assert (page.country, page.chamber) == ("Tuvalu", None)
