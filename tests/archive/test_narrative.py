"""Narrative changes nothing in what is read, wherever it stands and whatever numbers are in it."""

import pytest
from archive import cases, prose, writers
from archive.writers import Election, Narrative, Style

from helpers.archive import read_text

COMPILED = cases.compiled()
#: One page with few figures, one with all of them, and ones with tiers and long tables.
PAGES = ["ARM_1990.txt", "GEO_2024.htm", "KAZ_2004.txt", "LVA_2006.txt", "TJK_2000.txt"]
PLACES = {
    "A": ("purpose", "background", "turnout", "votes", "seats", "comments"),
    "B": ("purpose", "turnout", "votes", "seats", "comments"),
}
SHAPES = {"en": tuple(prose.english(Election())), "fr": tuple(prose.french(Election()))}
CASES = [
    pytest.param(layout, form, language, place, shape, id="-".join((layout, form, place, shape)))
    for layout, language in (("A", "en"), ("B", "en"), ("B", "fr"))
    for form in ("text", "html")
    for place in PLACES[layout]
    for shape in SHAPES[language]
]


def said(page) -> dict:
    """Return all that is read from a page but the lines, which narrative moves."""
    found = dict(writers.read(page)[0])
    rows = [(row.round, row.party) for row in (*page.votes, *page.seats)]
    rounds = [(row.number, row.date) for row in page.rounds]
    members = [(row.dimension, row.category) for row in page.members]
    head = (page.layout, page.language, page.country, page.chamber, page.dates)
    contest = {name: figure.text for name, figure in page.contest.items()}
    return {
        "figures": found,
        "rows": rows,
        "rounds": rounds,
        "members": members,
        "head": head,
        "contest": contest,
    }


@pytest.mark.parametrize(("layout", "form", "language", "place", "shape"), CASES)
def test_narrative_changes_nothing(layout, form, language, place, shape):
    style = Style(language=language, thousands="," if language == "en" else " ")
    write = writers.WRITERS[layout, form]
    tell = prose.english if language == "en" else prose.french
    changed = {}
    for name in PAGES:
        election = COMPILED[f"compiled/{name}"]
        plain = said(read_text(write(election, style)))
        told = Narrative({place: (tell(election)[shape],)})
        filled = said(read_text(write(election, style, told)))
        changed |= {(name, part): filled[part] for part in plain if filled[part] != plain[part]}
    assert changed == {}


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize(("layout", "language"), [("A", "en"), ("B", "en"), ("B", "fr")])
def test_a_page_full_of_narrative(layout, language, form):
    """All shapes in the sections that hold narrative on every page."""
    election = COMPILED["compiled/KAZ_2004.txt"]
    tell = prose.english if language == "en" else prose.french
    paragraphs = tuple(tell(election).values())
    told = Narrative(dict.fromkeys(("purpose", "background", "comments"), paragraphs))
    style = Style(language=language)
    write = writers.WRITERS[layout, form]
    assert said(read_text(write(election, style, told))) == said(read_text(write(election, style)))


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize("place", ["background", "Candidates", "Voter turnout:", "results"])
@pytest.mark.parametrize("shape", SHAPES["en"])
def test_narrative_in_a_page_of_today(form, place, shape):
    contest = cases.contests()["parline/KZ-LC01-E20210110.txt"]
    paragraph = prose.english(COMPILED["compiled/KAZ_2021.htm"])[shape]
    write = writers.WRITERS["C", form]
    filled = said(read_text(write(contest, Style(), Narrative({place: (paragraph,)}))))
    assert filled == said(read_text(write(contest, Style())))


@pytest.mark.parametrize("form", ["text", "html"])
def test_member_parties_of_a_bloc_are_no_rows(form):
    """Bullets under a table name the parts of a row that is already there."""
    election = COMPILED["compiled/KAZ_2004.txt"]
    bullets = (
        "• Baath Arab Socialist Party: 135 seats\n• Communist Party of Syria: 8 seats\n"
        "• Socialist Unionist Democratic Party: 4 seats"
    )
    write = writers.WRITERS["A", form]
    filled = said(read_text(write(election, Style(), Narrative({"seats": (bullets,)}))))
    assert filled == said(read_text(write(election, Style())))
