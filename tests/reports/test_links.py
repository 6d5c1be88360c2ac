"""Every link of every report that `make` builds: the right line, and the original on record.

The notebooks' cells run here without a kernel and without drawing.
"""

import csv
import itertools
import re
from collections import defaultdict
from decimal import Decimal, InvalidOperation

import nbformat
import pytest

from helpers import config
from helpers.figures.style import Chart
from helpers.reports import build, notebook, references, sheets
from helpers.reports.parameters import Archive
from helpers.reports.traces import Traces

#: Tables whose rows stand on lines, and what sources.csv calls the group.
GROUPS = {"turnout": "electorate", "votes": "votes", "seats": "seats", "members": "sex"}
LISTED = config.project_root() / build.LIST


@pytest.fixture(scope="module")
def standing():
    """Return the numbers of each group that stand on a line, from the tables as they are."""
    found = defaultdict(lambda: defaultdict(set))
    for name, group in GROUPS.items():
        with (config.processed_folder() / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                own = group if row.get("dimension", "sex") == "sex" else row["dimension"]
                numbers = found[row["page"], int(row["line"] or 0)][own]
                numbers |= {_number(value) for value in row.values()} - {None}
    return found


@pytest.fixture(scope="module")
def whole():
    """Return what shares can be shares of: seats at stake, all listed, what others count."""

    def rows(name):
        with (config.processed_folder() / f"{name}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    of_election = defaultdict(set)
    women = defaultdict(set)
    for row in rows("women_by_year"):
        told = {_number(row[name]) for name in ("members", "pct") if row[name]}
        women[row["iso3"], row["year"]] |= told
    for row in rows("elections"):
        of_election[row["election_id"]] |= {_number(value) for value in row.values()} - {None}
        of_election[row["election_id"]] |= women[row["iso3"], row["first_date"][:4]]
    for column in ("total", "proportional", "majority"):
        own = (row for row in rows("seats") if row["column"] == column)
        for (election_id, _), seats in itertools.groupby(
            own, key=lambda row: (row["election_id"], row["page"])
        ):
            of_election[election_id].add(sum(_number(row["seats"]) or 0 for row in seats))
    return {row["page"]: of_election[row["election_id"]] for row in rows("pages")}


@pytest.fixture(scope="module")
def on_record():
    """Return the addresses of a page and group as sources.csv lists them."""
    found = defaultdict(list)
    with (config.raw_folder() / "sources.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["page"], row["group"]] += re.split(r" [|;] ", row["url"])
    return lambda page, group: found.get((page, group)) or found.get((page, "page"), [])


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    except InvalidOperation:
        return None


def _is_count(number: Decimal) -> bool:
    return number.as_tuple().exponent == 0 and not 1900 < number < 2100


def _stands(number: Decimal, there: set[Decimal]) -> bool:
    """Return True if a number stands on the line, rounded, or is a share of two that do."""
    shares = {100 * part / whole for part, whole in itertools.permutations(there, 2) if whole > 0}
    half = Decimal(5).scaleb(number.as_tuple().exponent - 1)
    return any(abs(each - number) <= half for each in there | shares)


def _shown(monkeypatch, name: str, changed: dict) -> tuple[list[dict], list[str]]:
    """Run a notebook's cells and return the tables and the paragraphs that it shows."""
    shown = []
    monkeypatch.setattr(notebook, "display", lambda data, raw, metadata: shown.append(metadata))
    monkeypatch.setattr(notebook, "show", lambda chart: isinstance(chart, Chart))
    scope = {}
    node = nbformat.read(config.notebooks_folder() / f"{name}.ipynb", as_version=4)
    for cell in node.cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, cell.id, "exec"), scope)
        if "parameters" in cell.metadata.get("tags", []):
            scope.update(changed)
    blocks = [each["hemicycle"] for each in shown]
    tables = [block["table"] for block in blocks if block["kind"] == "table"]
    return tables, [block["text"] for block in blocks if block["kind"] == "say"]


def _marks(content: dict):
    """Yield each mark's page and line, the number that it stands at, and all of the row."""
    for group in sheets.lay_out(content, lambda reference, address: reference).groups:
        for row in group.rows:
            texts = ["".join(part.text for part in cell.parts) for cell in row]
            numbers = list(map(_number, texts))
            for cell, number in zip(row, numbers, strict=True):
                for mark in cell.marks:
                    if mark.address in content.get("originals", {}):
                        yield mark.address, number, {*numbers} - {None}


def _traced(contents: list[dict], paragraphs: list[str]):
    """Yield each number of the paragraphs that leads to a line, and where."""
    traces = Traces(contents, references.Archive.load().stands)
    for paragraph in paragraphs:
        parts = list(traces.parts(paragraph))
        assert "".join(part for part, _ in parts).strip() == paragraph.strip()
        for part, reference in parts:
            if reference:
                yield part, reference


@pytest.mark.parametrize("name", sorted(p.stem for p in config.notebooks_folder().glob("*.ipynb")))
def test_every_number_of_every_listed_report_leads_to_its_line(
    monkeypatch, name, standing, whole, on_record
):
    pages = references.Archive.load().pages
    checked = traced = 0
    plans = [order.plan for order in build.orders(LISTED, Archive.load()) if order.plan]
    for plan in plans:
        if plan.notebook.stem != name:
            continue
        contents, paragraphs = _shown(monkeypatch, name, plan.changed)
        for written, reference in _traced(contents, paragraphs):
            page, _, line = reference.partition(", line ")
            if not line:
                continue
            there = set().union(*standing.get((page, int(line)), {}).values())
            number, held = _number(written.removesuffix("%")), False
            if written.endswith("%"):
                # A share may have its base elsewhere, or be that of a source with the same count.
                parts = there | {a - b for a, b in itertools.permutations(there, 2) if a > b}
                pairs = itertools.product(parts, there | whole[page])
                held = _stands(number, whole[page]) or any(_stands(number, {*p}) for p in pairs)
            assert held or number in there, (plan.place, reference, written)
            traced += 1
        for content in contents:
            for reference, address in content.get("originals", {}).items():
                page, _, line = reference.partition(", line ")
                assert page in pages
                groups = standing.get((page, int(line or 0)), {})
                wanted = [(on_record(page, group) or [""])[0] for group in groups]
                assert not line or not groups or address in wanted, (plan.place, reference)
            for reference, number, row in _marks(content):
                page, _, line = reference.partition(", line ")
                there = set().union(*standing.get((page, int(line or 0)), {}).values())
                # A mark at a row's name is of its counts; a share may have its base elsewhere.
                numbers = {number} if number is not None else {n for n in row if _is_count(n)}
                if there and numbers:
                    held = any(_stands(each, there) for each in numbers)
                    assert held, (plan.place, reference, numbers, there)
                    checked += 1
    if name in ("seat_share", "turnout", "women_representation"):
        assert checked > 50
        assert traced > 20
