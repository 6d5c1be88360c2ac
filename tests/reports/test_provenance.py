"""What a report depends on: the modules that it imports, and the rows that it can read."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers import config, tables
from helpers.reports import parameters, provenance, run
from helpers.sentences import indices
from helpers.tables import files
from helpers.tables.schema import TABLES
from helpers.tables.tidy import tidy
from helpers.tables.view import View

NOTEBOOKS = config.notebooks_folder()


def modules(name: str) -> set[str]:
    folder = Path(provenance.__file__).parents[1]
    found = provenance.modules(NOTEBOOKS / f"{name}.ipynb")
    return {path.relative_to(folder).as_posix() for path in found}


@pytest.fixture
def package(tmp_path):
    """A copy of the package, to make changes in."""
    return Path(shutil.copytree(provenance.PACKAGE, tmp_path / "helpers"))


def stale_after(package: Path, changed: str) -> set[str]:
    """Return the notebooks whose reports are stale after a comment in some modules."""
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    before = {path.stem: provenance.code_digest(path, package) for path in paths}
    modules = list(package.glob(changed))
    assert modules
    for module in modules:
        module.write_text(module.read_text() + "\n# A comment.\n")
    provenance._code_digest.cache_clear()
    return {
        path.stem for path in paths if provenance.code_digest(path, package) != before[path.stem]
    }


@pytest.mark.parametrize(
    "changed", ["archive/**/*.py", "tables/settle.py", "rules/reconcile.py", "cli.py"]
)
def test_a_comment_in_the_reader_makes_no_report_stale(package, changed):
    assert stale_after(package, changed) == set()


def test_a_change_of_a_chart_makes_only_its_own_report_stale(package):
    assert stale_after(package, "figures/turnout.py") == {"turnout"}


def test_a_change_of_what_all_are_made_with_makes_all_stale(package):
    assert len(stale_after(package, "reports/run.py")) == len(list(NOTEBOOKS.glob("*.ipynb")))


def test_what_sets_and_draws_a_report_is_part_of_it():
    assert {"reports/render.py", "reports/report.css", "tables/files.py"} <= modules("turnout")
    assert not {"reports/site.py", "reports/site.css"} & modules("turnout")


def test_a_page_of_an_upper_house_leaves_reports_on_lower_houses_elsewhere_alone(
    tmp_path, monkeypatch
):
    pages = tables.load("pages").merge(tables.load("elections"), on="election_id")
    few = pages.loc[pages["iso3"].isin(["KAZ", "KGZ"]), "page"]
    of_parties = pages["page"].isin(tables.load("seats")["page"])
    upper = pages[of_parties & pages["house"].eq("UC") & pages["iso3"].ne("KAZ")].iloc[-1]
    raw = tmp_path / "raw"

    def add(page: str) -> None:
        (raw / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(config.raw_folder() / page, raw / page)

    def made_from(notebook: str, country: str) -> dict:
        archive = parameters.Archive.load()
        plan = run.plan(NOTEBOOKS / f"{notebook}.ipynb", {"country": country}, archive)
        return plan.record(TABLES)

    def tidied() -> dict:
        out = tmp_path / "out"
        tidy(raw, out, indices.rows)
        monkeypatch.setattr(config, "processed_folder", lambda: out)
        names = ("seat_share", "turnout", "women_representation", "data_quality")
        return {name: made_from(name, "Kazakhstan") for name in names}

    for name in [*few, "sources.csv"]:
        add(name)
    before = tidied()
    add(upper["page"])
    after = tidied()
    assert upper["iso3"] in set(tables.load("parties", tmp_path / "out")["iso3"])
    assert after == before


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
    made = {name: pd.DataFrame() for name in TABLES}
    made |= {"elections": elections, "turnout": turnout, "parties": parties}
    write(tmp_path, made)
    monkeypatch.setattr(config, "processed_folder", lambda: tmp_path)
    return tmp_path, made


def write(folder: Path, tables: dict[str, pd.DataFrame]) -> None:
    for name, frame in tables.items():
        frame.reindex(columns=TABLES[name].columns).to_csv(folder / f"{name}.csv", index=False)


def test_a_view_holds_its_house_and_all_of_its_own_country(folder):
    assert list(View("LC", "TCD").load("turnout")["election_id"]) == ["FJ-LC", "TD-LC"]
    assert list(View("LC", "FJI").load("turnout")["election_id"]) == ["FJ-LC", "FJ-UC", "TD-LC"]
    assert list(View("UC").load("turnout")["election_id"]) == ["FJ-UC"]


def test_of_parties_it_holds_those_of_its_elections_and_all_of_its_own_country(folder):
    path, made = folder
    seats = {"election_id": ["FJ-UC", "TD-LC"], "party": ["A", "B"]}
    made["seats"] = pd.DataFrame(seats)
    made["parties"] = pd.DataFrame({"iso3": ["FJI", "TCD"], "party": ["A", "B"]})
    write(path, made)
    assert list(View("UC").load("parties")["party"]) == ["A"]
    assert list(View("LC").load("parties")["party"]) == ["B"]
    assert list(View("LC", "FJI").load("parties")["party"]) == ["A", "B"]
    assert len(View("LC", "TCD").load("women_by_year")) == 0


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
