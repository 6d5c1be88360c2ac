"""Every notebook, for every house of the archive and for random parameters: what it shows is true.

The cells of a notebook are run here as they stand, without a kernel; warnings are errors. What is
shown is held against three things: the shape of a report, the figures that were drawn, and the
tables as plain CSV, through the independent accounts of them in ``tests/sentences``.

An ordinary run takes a sample. ``pytest tests/notebooks/test_all_parameters.py --everything``
takes twenty sets of parameters a notebook, and every house of every country, which is minutes.
"""

import ast
import logging
import random
import re
from functools import cache

import pytest
from figures.charts import assert_nothing_cut, has_data
from notebooks.executed import source
from sentences import test_overview as overview
from sentences import test_quality as quality
from sentences import test_seat_share as seats
from sentences import test_turnout as turnout
from sentences import test_women as women
from spoken import rows

from helpers.reports import notebook
from helpers.reports.parameters import FORMULAE, PARAMETERS, Archive, ParameterError, resolve

NAMES = ("seat_share", "turnout", "women_representation", "data_quality", "overview")
ARCHIVE = Archive.load()
DATED = [row for row in rows("elections") if row["first_date"]]
HOUSES = sorted({(row["iso3"], row["house"]) for row in DATED})

#: Most parties, an incomplete list of seats, one election, a partial renewal, a country's only
#: election long ago, an upper house that is appointed and one that is elected.
VARIETY = [
    ("MDA", "LC"), ("UKR", "LC"), ("LSO", "LC"), ("FSM", "LC"),
    ("BWA", "LC"), ("BRB", "UC"), ("DOM", "UC"),
]  # fmt: skip


def pytest_generate_tests(metafunc):
    everything = metafunc.config.getoption("--everything")
    if "draw" in metafunc.fixturenames:
        draws = [(name, i) for name in NAMES for i in range(20 if everything else 2)]
        metafunc.parametrize(("name", "draw"), draws)
    elif "house" in metafunc.fixturenames:
        houses = HOUSES if everything else VARIETY
        about_one = [name for name in NAMES if "country" in defaults(name)]
        metafunc.parametrize(
            ("name", "iso3", "house"),
            [(name, iso3, house) for name in about_one for iso3, house in houses],
        )


# --- Parameters -----------------------------------------------------------------------------------


@cache
def defaults(name):
    """Return the parameters of a notebook with their defaults."""
    scope = {}
    exec(source(name).cells[1].source, scope)
    return {name: value for name, value in scope.items() if name in PARAMETERS}


def drawn(name, number):
    """Return the so-manieth set of random parameters of a notebook, the same ones every time."""
    choose = random.Random(name)
    sets = []
    while len(sets) <= number:
        given = one_draw(choose, name)
        resolve(given, ARCHIVE, name)  # each one is valid, or this test is wrong
        sets.append(given)
    return sets[number]


def one_draw(choose, name):
    """Draw each parameter that the notebook has; the years hold at least one election."""
    row = choose.choice(DATED)
    year = int(row["first_date"][:4])
    everyone = sorted(ARCHIVE.countries.items())
    chosen = [choose.choice(choose.choice(everyone)) for _ in range(choose.randrange(5))]
    same_year = [
        other
        for other in DATED
        if (other["iso3"], other["house"]) == (row["iso3"], row["house"])
        and other["first_date"][:4] == row["first_date"][:4]
    ]
    candidates = {
        "country": choose.choice([row["iso3"], row["country"], row["country"].upper()]),
        "house": choose.choice([row["house"], row["house"].lower()]),
        "since": choose.choice([year, str(year), year - choose.randrange(60)]),
        "until": choose.choice([year, str(year), year + choose.randrange(60)]),
        "year": year + choose.randrange(-2, 20),
        "election": choose.choice(
            ["latest", row["election_id"], str(year) if len(same_year) == 1 else "latest"]
        ),
        "label_share": choose.choice([0, 1, round(choose.random(), 3), choose.random() / 10]),
        "formula": choose.choice([*FORMULAE, "D'Hondt", "Sainte-Lague"]),
        "threshold": choose.choice([0, round(choose.random() * 0.99, 3), choose.random() / 10]),
        "peers": choose.choice(["region", "", ", ".join(chosen)]),
        "target": choose.choice([0.5, round(0.001 + choose.random() * 0.998, 3)]),
    }
    assert candidates.keys() == PARAMETERS.keys()
    return {parameter: candidates[parameter] for parameter in defaults(name)}


# --- Running a notebook ---------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch, capsys, caplog):
    """Run a notebook's cells; hold each figure and the streams; return blocks and variables."""

    def execute(name, **parameters):
        blocks = []

        def keep(data, raw, metadata):
            assert all(text.strip() for kind, text in data.items() if kind != "text/plain"), data
            blocks.append(metadata["hemicycle"])

        def draw(figure):
            svg = render_svg(figure)
            assert figure.axes
            for ax in figure.axes:
                assert has_data(ax), "an axis without data"
            assert_nothing_cut(figure)
            return svg

        render_svg = notebook.render_svg
        scope = {}
        with monkeypatch.context() as patch:
            patch.setattr(notebook, "display", keep)
            patch.setattr(notebook, "render_svg", draw)
            patch.setattr(notebook, "render_png", lambda figure: b"a picture")
            patch.setenv(notebook.DRAWINGS, "1")
            for cell in source(name).cells:
                if cell.cell_type == "code":
                    exec(compile(cell.source, f"{name}:{cell.id}", "exec"), scope)
                if "parameters" in cell.metadata.get("tags", []):
                    scope |= parameters
        assert capsys.readouterr() == ("", "")
        assert not [log for log in caplog.records if log.levelno >= logging.WARNING]
        return blocks, scope

    return execute


# --- What a report must be ------------------------------------------------------------------------

BROKEN = re.compile(
    r"\b(nan|None(?! of)|NaT|inf)\b|<NA>| {2}| [,.;](?!\d)|\(\)|\.\.(?!\.)|\ball (one|two)\b"
)
YEAR = re.compile(r"(?<![\d,.])(?:1[89]|20)\d\d(?![\d,]|\.\d)")
COUNT = re.compile(r"\d{1,3}(?:,\d{3})+")


def check_shape(blocks):
    """Title, sentences, then figures and tables with content, and the foot."""
    kinds = [block["kind"] for block in blocks if block["kind"] != "aside"]
    assert kinds[:2] == ["title", "say"]
    assert kinds[-1] == "end"
    assert kinds.count("title") == kinds.count("end") == 1
    for above, below in zip(kinds, kinds[1:], strict=False):
        assert above != "heading" or below not in ("heading", "end"), "a section without content"
    for block in blocks:
        for text in texts(block):
            assert not BROKEN.search(text), text
        if block["kind"] == "figure":
            assert all(block[name] for name in ("title", "subtitle", "alt", "source"))
        if block["kind"] == "table":
            assert block["table"]["rows"]


def texts(block):
    """Return every text of a block that a person reads."""
    if block["kind"] == "table":
        table = block["table"]
        cells = [cell for row in table["rows"] for cell in row]
        return [table["caption"], *table["notes"], *table["columns"], *cells]
    names = ("text", "title", "subtitle", "alt", "note", "source")
    return [block[name] for name in names if block.get(name)]


@cache
def known_numbers():
    """Return every whole number of the tables, and every year of an election or a single year."""
    names = ("elections", "turnout", "votes", "seats", "members", "women_by_year")
    cells = {
        cell
        for name in names
        for row in rows(name)
        for cell in row.values()
        if cell and cell.isdecimal()
    }
    years = {row[column][:4] for row in DATED for column in ("first_date", "last_date")}
    years |= {row["date"][:4] for row in rows("turnout") if row["date"]}
    return cells, years | {row["year"] for row in rows("women_by_year")}


def check_numbers(name, blocks, given):
    """Hold each year and each long count that is said against the tables or the parameters."""
    counts, years = known_numbers()
    asked = {str(given[key]) for key in ("since", "until", "year") if key in given}
    counts = counts | {
        cell.replace(",", "")
        for block in blocks
        if block["kind"] == "table"
        for cell in texts(block)
    }
    for block in blocks:
        if block["kind"] not in ("title", "say"):
            continue
        text = block["text"]
        if name == "women_representation":  # the year in which a target comes: see check_pace
            text = re.sub(r"\bin about \d{4}|\b(between|from|and|to) \d{4}", "", text)
        unknown = set(YEAR.findall(text)) - years - asked
        assert not unknown, (unknown, text)
        for count in COUNT.findall(text):
            assert count.replace(",", "") in counts, (count, text)


def check_account(name, scope, given, monkeypatch):
    """Hold the sentences against the independent account of the tables that their tests make."""
    report = scope["report"]
    if name == "turnout":
        turnout.check(scope["analysis"], report.iso3, report.house, dict(report.parameters))
    elif name == "women_representation":
        women.check(scope["analysis"])
    elif name == "seat_share" and scope["analysis"].election is not None:
        analysis = scope["analysis"]
        told = seats.ELECTIONS[analysis.election["election_id"]], analysis
        seats.test_the_title_and_the_first_sentence_give_the_seats_of_the_largest(told)
        seats.test_percentages_are_of_the_house(told)
        seats.test_a_majority_is_claimed_only_where_it_is_sure(told)
        seats.test_all_seats_are_accounted_for_once(told)
        seats.test_appointed_members_do_not_win(told)
        seats.test_the_change_is_from_the_election_before(told)
        seats.test_votes_and_advantage_are_those_of_the_page(told)
        seats.test_indices_bound_what_complete_tables_give(told)
    elif name == "data_quality":
        house = report.iso3, report.country, report.house
        monkeypatch.setattr(quality, "SPANS", [(report.since, report.until)])
        quality.test_sentences_are_whole_and_in_the_right_number(*house)
        quality.test_summary_counts_the_pages_and_elections_that_the_tables_hold(*house)
    elif name == "overview":
        span = report.house, report.since, report.until, report.year
        overview.test_every_country_has_its_latest_election_once(span)
        overview.test_sentences_are_whole(span)
        overview.test_turnout_is_of_the_counts_of_the_first_round(span)
        overview.test_no_party_of_the_page_has_more_seats_than_the_largest(span)
        overview.test_title_counts_the_majorities_that_the_table_shows(span)
        overview.test_summary_states_the_median_and_the_extremes(span)
        overview.test_summary_counts_what_is_not_known(span)


def check(name, run, given, monkeypatch):
    blocks, scope = run(name, **given)
    check_shape(blocks)
    check_numbers(name, blocks, {**defaults(name), **given})
    check_account(name, scope, given, monkeypatch)


# --- Tests ----------------------------------------------------------------------------------------


def test_random_parameters(name, draw, run, monkeypatch):
    check(name, run, drawn(name, draw), monkeypatch)


def test_every_house(name, iso3, house, run, monkeypatch):
    given = {"country": iso3, "house": house}
    try:
        resolve({**defaults(name), **given}, ARCHIVE, name)
    except ParameterError:
        # Refused for one reason only: no election in the years that the notebook begins with.
        years = [int(row["first_date"][:4]) for row in DATED
                 if (row["iso3"], row["house"]) == (iso3, house)]  # fmt: skip
        assert max(years) < defaults(name)["since"]
        given["since"] = min(years)
    check(name, run, given, monkeypatch)


@pytest.mark.parametrize("name", NAMES)
def test_no_number_is_typed_into_a_notebook(name):
    """Numbers stand in the cell of parameters and in notes on method, nowhere else."""
    for cell in source(name).cells[2:]:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Constant):
                    assert not re.search(r"\d", str(node.value)), cell.source
