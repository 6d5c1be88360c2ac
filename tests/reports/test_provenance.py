"""What a report depends on: the modules that it imports, and the rows that it can read."""

from pathlib import Path

import pandas as pd
import pytest

from helpers import config
from helpers.reports import provenance
from helpers.tables import files, view
from helpers.tables.schema import TABLES
from helpers.tables.view import View

NOTEBOOKS = config.notebooks_folder()


def modules(name: str) -> set[str]:
    folder = Path(provenance.__file__).parents[1]
    found = provenance.modules(NOTEBOOKS / f"{name}.ipynb")
    return {path.relative_to(folder).as_posix() for path in found}


@pytest.mark.parametrize("name", sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")))
def test_no_report_depends_on_the_reader(name):
    """A comment in the reader makes no report stale."""
    read = {path for path in modules(name) if path.startswith("archive/")}
    made = {"tables/settle.py", "tables/tidy.py", "rules/reconcile.py", "cli.py"}
    assert (read, modules(name) & made) == (set(), set())


def test_a_report_depends_on_its_own_figures_only():
    assert "figures/turnout.py" in modules("turnout")
    others = ["seat_share", "women_representation", "overview", "data_quality"]
    assert not any("figures/turnout.py" in modules(name) for name in others)


def test_what_sets_and_draws_a_report_is_part_of_it():
    assert {"reports/render.py", "reports/report.css", "tables/files.py"} <= modules("turnout")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Tables of a lower and an upper house of Fiji, and a lower house of Chad."""
    elections = pd.DataFrame(
        {
            "election_id": ["FJ-LC", "FJ-UC", "TD-LC"],
            "iso3": ["FJI", "FJI", "TCD"],
            "country": ["Fiji", "Fiji", "Chad"],
            "house": ["LC", "UC", "LC"],
        }
    )
    turnout = pd.DataFrame(
        {"election_id": ["FJ-LC", "FJ-UC", "TD-LC"], "round": 1, "voters": [10, 20, 30]}
    )
    parties = pd.DataFrame({"iso3": ["FJI"], "party": ["A"], "name": ["A"], "kind": ["party"]})
    made = {"elections": elections, "turnout": turnout, "parties": parties}
    write(tmp_path, made)
    monkeypatch.setattr(config, "processed_folder", lambda: tmp_path)
    return tmp_path, made


def write(folder: Path, tables: dict[str, pd.DataFrame]) -> None:
    view._digest.cache_clear()
    for name, frame in tables.items():
        frame.reindex(columns=TABLES[name].columns).to_csv(folder / f"{name}.csv", index=False)


def test_a_view_holds_its_house_and_all_of_its_own_country(folder):
    assert list(View("LC", "TCD").load("turnout")["election_id"]) == ["FJ-LC", "TD-LC"]
    assert list(View("LC", "FJI").load("turnout")["election_id"]) == ["FJ-LC", "FJ-UC", "TD-LC"]
    assert list(View("UC").load("turnout")["election_id"]) == ["FJ-UC"]
    assert len(View("UC").load("parties")) == 1


def test_rows_of_another_house_elsewhere_change_nothing(folder):
    path, made = folder
    chad, fiji = View("LC", "TCD"), View("LC", "FJI")
    before = [chad.digest("turnout"), fiji.digest("turnout")]
    made["turnout"].loc[1, "voters"] = 21
    write(path, made)
    assert chad.digest("turnout") == before[0]
    assert fiji.digest("turnout") != before[1]
    made["turnout"].loc[0, "voters"] = 11
    write(path, made)
    assert chad.digest("turnout") != before[0]


def test_the_tables_are_read_with_their_types(folder):
    assert str(View("LC").load("turnout")["voters"].dtype) == "Int64"
    assert files.load("turnout")["voters"].sum() == 60
