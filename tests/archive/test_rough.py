"""Pages as people save them: all figures as written, and nothing that the page does not say."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import oracle
import pandas as pd
import pytest
import yaml
from archive import cases, rough, writers
from archive.rough import ROUGH, Form
from archive.writers import Contest

from helpers.archive import PageError, read_page, read_text
from helpers.tables import evidence
from helpers.tables.election import identify
from helpers.tables.parties import Parties
from helpers.tables.schema import TABLES
from helpers.tables.settle import settle

ELECTIONS = cases.elections_of_the_oracle()
CONTESTS = cases.contests()

#: The share of the printed figures that must be read, as for the pages themselves.
ENOUGH = 0.995


EVIDENCE = evidence.read(cases.RAW / "evidence.csv", [])
NO_PARTIES = Parties(pd.DataFrame(columns=TABLES["parties"].columns))


def decided(page, path: str):
    """Decide the rows of seats that a text copy leaves open, by the evidence on record."""
    if not any(row.options for row in page.seats):
        return page
    (settled,) = settle([identify(path, page)], EVIDENCE, NO_PARTIES)
    return replace(page, seats=settled.seats)


def written_figures(what, form: Form) -> dict:
    """Return the figures of a page of a form, by key."""
    if isinstance(what, Contest):
        return cases.contest_written(what)
    return writers.written(what) | (rough.pairs_written(what) if form.has_pairs else {})


def read_figures(page, layout: str) -> tuple[dict, dict]:
    """Return the figures read from a page by the same keys, and the line of each."""
    found, lines = writers.read(page)
    contest = cases.contest_read(page)
    found |= contest
    lines |= {key: page.contest[key[0]].line for key in contest}
    if layout == "C":
        # The caption over the seats is the reader's own: the page has none.
        found, lines = (
            {key[:4] if key[0] == "seats" else key: value for key, value in part.items()}
            for part in (found, lines)
        )
    return found, lines


def wrong_figures(written: dict, page, layout: str) -> list:
    """Return the figures that are not those of the page, where the reader has no doubt."""
    found, lines = read_figures(page, layout)
    wrong = [
        (key, written.get(key), value)
        for key, value in found.items()
        if value != written.get(key) and lines[key] not in cases.noted(page)
    ]
    if layout == "C" or not wrong:
        return wrong
    # Doubts of a whole block, of turnout or sexes, cover its figures.
    tables = {key: value for key, value in written.items() if len(key) > 1}
    silent = {key for key, *_ in cases.disagreements(tables, page)[0]}
    return [item for item in wrong if item[0] in silent or len(item[0]) == 1]


def parties(table) -> list[tuple[int, str]]:
    return [(row.round, " ".join(row.party.split())) for row in table]


def wrong_rows(what, page) -> list:
    """Return the rows whose party is none of the table's."""
    if isinstance(what, Contest):
        written = {"votes": [], "seats": [(1, party) for party, _ in what.seats]}
    else:
        written = {"votes": parties(what.votes), "seats": parties(what.seats)}
    return [
        (table, row)
        for table, rows in written.items()
        for row in parties(getattr(page, table))
        if row not in rows
    ]


def wrong_names(what, form: Form, page) -> list:
    """Return what is wrong of country, chamber, dates, language, address and rounds."""
    present = isinstance(what, Contest)
    wanted = {
        "country": (what.country or None) if form.names_country else None,
        "chamber": (what.chamber or None) if form.names_chamber else None,
        "dates": cases.contest_dates(what) if present else list(what.dates),
        "language": form.language,
        "url": None,
    }
    read = {name: getattr(page, name) for name in wanted}
    if not present:
        wanted["rounds"] = [(ballots.number, ballots.date) for ballots in what.rounds]
        read["rounds"] = [(ballots.number, ballots.date) for ballots in page.rounds]
    return [(name, wanted[name], read[name]) for name in wanted if read[name] != wanted[name]]


@pytest.mark.parametrize("name", ROUGH)
def test_every_page_of_the_oracle_in_a_rough_form(name, report):
    """Nothing is wrong without a word, and nearly every figure is read."""
    form = ROUGH[name]
    pages = CONTESTS if form.layout == "C" else ELECTIONS
    printed = agreed = 0
    wrong = {}
    for number, (path, what) in enumerate(pages.items()):
        told = rough.narratives(what, form.language)
        text = form.write(what, told[number % len(told)])
        written = written_figures(what, form)
        printed += len(written)
        try:
            page = decided(read_text(text), path)
        except PageError as error:
            wrong[path] = [("refused", str(error))]
            continue
        found, _ = read_figures(page, form.layout)
        agreed += sum(found.get(key) == value for key, value in written.items())
        problems = wrong_names(what, form, page) + wrong_rows(what, page)
        problems += wrong_figures(written, page, form.layout)
        if problems:
            wrong[path] = problems
    report(
        f"rough {name}: {len(pages)} pages, {agreed} of {printed} figures read "
        f"({agreed / printed:.2%}), {len(wrong)} pages with something wrong"
    )
    # A few pages are enough to see what is wrong.
    assert dict(list(wrong.items())[:5]) == {}
    assert agreed / printed >= ENOUGH


def test_the_forms_cover_every_page_and_layout():
    assert len(ELECTIONS) + len(CONTESTS) == len(oracle.entries())
    assert {form.layout for form in ROUGH.values()} == set("ABC")
    assert {form.language for form in ROUGH.values()} == {"en", "fr"}


def test_elections_have_every_figure_of_the_oracle():
    typed: dict[str, Counter] = {}
    for key, value in oracle.expected().known.items():
        typed.setdefault(key[0], Counter())[float(value)] += 1
    lost = {}
    for page, what in (ELECTIONS | CONTESTS).items():
        written = written_figures(what, ROUGH["B bars"])
        missing = typed.get(page, Counter()) - Counter(map(float, written.values()))
        if missing:
            lost[page] = missing
    assert lost == {}


# --------------------------------------------------------------------------- no election page


@pytest.mark.parametrize("name", rough.GENERAL)
def test_a_general_page_is_refused(name):
    page = rough.general_page(ELECTIONS["ipu/2165_04.txt"], rough.GENERAL[name])
    with pytest.raises(PageError):
        read_text(page)


# --------------------------------------------------------------------------- addresses


@pytest.mark.parametrize("address", rough.ARCHIVE_ADDRESSES)
@pytest.mark.parametrize(
    "write", [rough.with_source, rough.with_barred_source, rough.with_saved_from]
)
def test_the_address_of_an_archived_page_is_kept_as_printed(write, address):
    page = read_text(write(ELECTIONS["ipu/2165_04.txt"], address))
    assert (page.url, page.election_id) == (address, None)


PRESENT = [rough.present_with_source, rough.present_with_saved_from]


@pytest.mark.parametrize("address", rough.PRESENT_ADDRESSES)
@pytest.mark.parametrize("write", PRESENT)
def test_the_address_of_a_page_of_today_is_kept_as_printed(write, address):
    assert read_text(write(CONTESTS["parline/KZ-LC01-E20210110.txt"], address)).url == address


@pytest.mark.parametrize("write", PRESENT)
def test_the_address_of_a_page_of_today_names_its_election(write):
    contest = CONTESTS["parline/KZ-LC01-E20210110.txt"]
    page = read_text(write(contest, rough.PRESENT_ADDRESSES[0]))
    assert page.election_id == "KZ-LC01-E20210110"


# --------------------------------------------------------------------------- real forms

REAL = Path(__file__).parent / "real_forms"
REAL_PAGES = yaml.safe_load((REAL / "expected.yaml").read_text("utf-8"))


@pytest.mark.parametrize("entry", REAL_PAGES, ids=lambda entry: entry["page"])
def test_a_real_form_is_read_whole(entry):
    """Figures, parties, names, dates and language as typed, and nothing else."""
    page = read_page(REAL / entry["page"])
    archived = "stem" in entry
    what = (cases.as_archived if archived else cases.as_contest)(entry)
    form = Form("AB" if archived else "C", rough.plain_c, entry.get("language", "en"))
    assert read_figures(page, form.layout)[0] == written_figures(what, form)
    assert parties(page.seats) == [(row.get("round", 1), row["party"]) for row in entry["seats"]]
    assert page.votes == []
    assert [name for name in wrong_names(what, form, page) if name[0] != "rounds"] == []


def test_real_forms_of_today_have_their_scope():
    pages = [entry["page"] for entry in REAL_PAGES if entry.get("scope") == "Full renewal"]
    assert [read_page(REAL / page).scope for page in pages] == ["full", "full"]
