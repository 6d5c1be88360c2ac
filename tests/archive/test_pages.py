"""Every page of data/raw against what was typed from it by hand, through the tidy tables."""

import html
import re
from collections import Counter
from datetime import date
from pathlib import Path

import oracle
import pytest
from archive.writers import MONTHS

from helpers.archive import read_page
from helpers.tables import folder
from helpers.tables.tidy import tidy

RAW = Path(__file__).parents[2] / "data" / "raw"
PAGES = folder.find(RAW).pages


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("processed")
    tidy(RAW, out)
    return out


@pytest.fixture(scope="module")
def typed():
    return oracle.expected()


@pytest.fixture(scope="module")
def read(folder):
    return oracle.told(folder)


def covers(finding: dict, key: oracle.Key) -> bool:
    """Tell whether a finding of the page is about this figure: its row, or its group's field."""
    about = f"{finding['field']} {finding['message']}"
    if key[1] in ("votes", "seats"):
        return key[3] in about
    words = {"turnout": "turnout|electors|voters|blank|valid", "members": "sex|men|age|profession"}
    return re.search(words.get(key[1], key[-1]), about) is not None


def is_covered(findings: dict, key: oracle.Key) -> bool:
    return any(covers(finding, key) for finding in findings.get(key[0], []))


def test_nearly_all_figures_agree(typed, read, report):
    kinds = oracle.kinds()
    counted, agreed = Counter(), Counter()
    for key, value in typed.known.items():
        counted[kinds[key[0]]] += 1
        agreed[kinds[key[0]]] += read.known.get(key) == value
    for kind in sorted(counted):
        share = agreed[kind] / counted[kind]
        report(f"archive {kind}: {agreed[kind]} of {counted[kind]} figures agree ({share:.2%})")
    share = agreed.total() / counted.total()
    report(f"archive: {agreed.total()} of {counted.total()} figures agree ({share:.2%})")
    assert share >= 0.995


def test_no_figure_is_silently_wrong(folder, typed, read):
    findings = oracle.covered(folder)
    wrong = {
        key: (value, read.known[key])
        for key, value in typed.known.items()
        if key in read.known and read.known[key] != value
    }
    assert [item for item in wrong.items() if not is_covered(findings, item[0])] == []


def test_no_figure_stands_where_the_oracle_has_none(folder, typed, read):
    """Columns are compared both ways; only what arithmetic determines is on no page."""
    determined = {
        (page, "seats", finding["field"])
        for page, found in oracle.covered(folder).items()
        for finding in found
        if finding["check"] == "determined cell"
    }
    made_up = {key: value for key, value in read.known.items() if key not in typed.known}
    assert {(key[0], key[1], f"{key[-1]} of {key[3]}") for key in made_up} == determined


def test_the_rows_are_those_of_the_page(typed, read):
    assert read.rows == typed.rows


ARCHIVE = [entry for entry in oracle.entries() if entry["page"].startswith("ipu/")]


@pytest.mark.parametrize("entry", ARCHIVE, ids=lambda entry: entry["page"])
def test_the_dates_are_those_of_the_page(entry):
    """Days as typed; a round whose date has no day has none."""
    page = read_page(RAW / entry["page"])
    assert page.dates == list(dict.fromkeys(map(typed_day, entry["dates"])))
    days = {r["no"]: typed_day(r["date"]) for r in entry["rounds"]}
    assert {r.number: r.date for r in page.rounds} == days


def typed_day(text: str | None) -> date | None:
    """Turn a typed day into a date: ``27 juin 2001``; None without a day."""
    found = re.fullmatch(r"(\d+)(?:er)? (\w+) (\d{4})", text or "")
    if found is None:
        return None
    name = found[2].lower()
    months = next(m.lower().split() for m in MONTHS.values() if name in m.lower().split())
    return date(int(found[3]), months.index(name) + 1, int(found[1]))


def bare(text: str) -> str:
    """Return a line without tags and entities, with plain single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_figure_stands_on_its_line(path):
    lines = path.read_text("utf-8", errors="replace").split("\n")
    missing = [
        cell
        for cell in read_page(path).cells()
        if cell.figure and bare(cell.figure.text) not in bare(lines[cell.figure.line - 1])
    ]
    assert missing == []


def test_a_page_and_its_tables_have_the_same_lines(folder):
    """The tables' line is that of the row that the page gives it."""
    for row in oracle._rows(folder, "votes")[::50]:
        lines = (RAW / row["page"]).read_text("utf-8", errors="replace").split("\n")
        assert row["party"].split()[0] in bare(lines[int(row["line"]) - 1])
