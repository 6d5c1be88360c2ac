"""From a folder of pages to tables: what is settled, preferred, reported, and never lost."""

import csv
import json
import os
import shutil
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from helpers import config
from helpers.sentences import indices
from helpers.tables import TABLES, load
from helpers.tables.changes import Changes
from helpers.tables.check import check
from helpers.tables.show import UnknownElection, show
from helpers.tables.tidy import tidy

RAW = config.raw_folder()
KZ = "KZ-LC01-E20040919"


def folder_of(tmp_path: Path, *pages: str, beside: tuple[str, ...] = ("parties.csv",)) -> Path:
    raw = tmp_path / "raw"
    for page in pages:
        (raw / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(RAW / page, raw / page)
    for name in beside:
        shutil.copy(RAW / name, raw / name)
    return raw


def rows(folder: Path, name: str, **where) -> list[dict]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    return [row for row in found if all(row[k] == v for k, v in where.items())]


def test_committed_tables_are_what_the_code_makes_of_the_pages():
    assert check(RAW, config.processed_folder(), indices.rows) == []


def test_tables_do_not_depend_on_the_order_or_number_of_runs(tmp_path, monkeypatch):
    raw = folder_of(tmp_path, "ipu/2165_04.txt", "compiled/KAZ_2004.txt", "ipu/2386_91.txt")
    tidy(raw, tmp_path / "one")
    found = os.walk
    monkeypatch.setattr(os, "walk", lambda *a, **k: reversed(list(found(*a, **k))))
    tidy(raw, tmp_path / "two")
    for name in [*(f"{table}.csv" for table in TABLES), "datapackage.json"]:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_large_archives_are_read_and_settled_in_processes_to_the_same_tables(tmp_path, monkeypatch):
    pages = ("ipu/2165_04.txt", "compiled/KAZ_2004.txt", "ipu/2386_91.txt")
    raw = folder_of(tmp_path, *pages, beside=("parties.csv", "evidence.csv"))
    tidy(raw, tmp_path / "one")
    monkeypatch.setattr("helpers.tables.tidy.MIN_FOR_PROCESSES", 0)
    tidy(raw, tmp_path / "two")
    for table in TABLES:
        one, two = (tmp_path / folder / f"{table}.csv" for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_files_have_the_columns_of_the_schema_and_load_with_its_types():
    for name, table in TABLES.items():
        frame = load(name)
        assert list(frame.columns) == table.columns
        for column, dtype in table.dtypes.items():
            assert str(frame[column].dtype).startswith(dtype.split("[")[0])


def test_the_data_package_is_valid():
    report = frictionless.validate(config.processed_folder() / "datapackage.json")
    assert report.valid, report.to_summary()
    described = json.loads((config.processed_folder() / "datapackage.json").read_text("utf-8"))
    assert {f"{name}.csv" for name in TABLES} == {r["path"] for r in described["resources"]}


class TestKazakhstan2004:
    def test_without_evidence_both_smallest_repairs_are_listed_and_nothing_is_changed(
        self, tmp_path
    ):
        raw = folder_of(tmp_path, "ipu/2165_04.txt", beside=())
        tidy(raw, tmp_path / "out")
        (finding,) = rows(tmp_path / "out", "findings", check="total is the sum of the tiers")
        assert finding["outcome"] == "ambiguous"
        options = finding["proposed"].split(" or ")
        assert sorted(options) == [
            "majority of AIST Bloc 10 (printed 11)",
            "proportional of AIST Bloc 0 (printed 1)",
        ]
        aist = rows(tmp_path / "out", "seats", party="AIST Bloc")
        assert {r["column"]: (r["seats"], r["status"]) for r in aist} == {
            "total": ("11", "printed"),
            "proportional": ("1", "printed"),
            "majority": ("11", "printed"),
        }

    def test_without_evidence_a_lost_cell_stays_open(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt", beside=())
        tidy(raw, tmp_path / "out")
        for party in ("Ak Zhol", "Democratic Party of Kazakhstan"):
            assert [r["column"] for r in rows(tmp_path / "out", "seats", party=party)] == ["total"]
            (finding,) = rows(tmp_path / "out", "findings", field=f"seats of {party}")
            assert finding["outcome"] == "ambiguous"

    def test_evidence_leaves_one_repair(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt", beside=("evidence.csv",))
        tidy(raw, tmp_path / "out")
        (finding,) = rows(tmp_path / "out", "findings", check="total is the sum of the tiers")
        assert finding["outcome"] == "corrected"
        assert "total of AIST Bloc 11" in finding["printed"]
        seats = {
            (r["party"], r["column"]): (r["seats"], r["status"])
            for r in rows(tmp_path / "out", "seats")
        }
        assert seats["AIST Bloc", "majority"] == ("10", "corrected")
        assert seats["Ak Zhol", "proportional"] == ("1", "inferred")
        assert seats["Democratic Party of Kazakhstan", "majority"] == ("1", "inferred")
        by_column = pd.DataFrame(rows(tmp_path / "out", "seats")).astype({"seats": int})
        assert dict(by_column.groupby("column")["seats"].sum()) == {
            "total": 77,
            "proportional": 10,
            "majority": 67,
        }

    def test_committed_tables_tell_the_known_result(self):
        seats = load("seats")
        house = seats[
            (seats["election_id"] == KZ) & seats["preferred"] & (seats["column"] == "total")
        ]
        assert len(house) == 6
        assert house["seats"].sum() == 77
        assert house.loc[house["party"].str.contains("Otan"), "seats"].tolist() == [42]
        members = load("members")
        sex = members[(members["election_id"] == KZ) & members["preferred"]]
        assert dict(zip(sex["category"], sex["members"], strict=True)) == {"men": 69, "women": 8}


class TestSeveralPages:
    def test_each_group_has_one_preferred_page(self):
        for name in ("turnout", "votes", "seats"):
            frame = load(name)
            pages = frame[frame["preferred"]].groupby("election_id")["page"].nunique()
            assert (pages == 1).all()
            assert set(frame["election_id"]) == set(pages.index)

    def test_a_page_with_figures_goes_before_an_empty_one(self):
        turnout = load("turnout")
        chosen = turnout[(turnout["election_id"] == KZ) & turnout["preferred"]]
        assert chosen["page"].tolist() == ["compiled/KAZ_2004.txt"]

    def test_pages_that_differ_by_a_round_are_of_one_election(self, tmp_path):
        raw = folder_of(tmp_path, "compiled/KAZ_2004.txt", beside=())
        text = (RAW / "ipu/2165_04.txt").read_text("utf-8").replace("19 September", "3 October")
        (raw / "ipu").mkdir()
        (raw / "ipu/2165_04.txt").write_text(text, "utf-8")
        tidy(raw, tmp_path / "out")
        assert {r["election_id"] for r in rows(tmp_path / "out", "pages")} == {KZ}

    def test_elections_of_one_year_stay_apart(self):
        ids = set(load("elections")["election_id"])
        assert {"MD-LC01-E20090405", "MD-LC01-E20090729"} <= ids

    def test_disagreements_are_told_with_both_pages(self):
        found = load("findings")
        told = found[
            (found["check"] == "sources disagree") & (found["election_id"] == "KZ-LC01-E20210110")
        ]
        assert told["message"].str.contains("7,539,280 on compiled/KAZ_2021.htm").any()
        assert told["message"].str.contains("7,241,562 on parline/KZ-LC01-E20210110.txt").any()

    def test_a_second_source_confirms_a_repair(self, tmp_path):
        raw = folder_of(tmp_path, "compiled/GEO_2012.txt", beside=())
        (raw / "ipu").mkdir()
        text = (RAW / "compiled/GEO_2012.txt").read_text("utf-8")
        assert "Georgian Dream 85 44 41" in text
        (raw / "ipu/2119_12.txt").write_text(text.replace("85 44 41", "85 44 14"), "utf-8")
        tidy(raw, tmp_path / "out")
        corrected = rows(tmp_path / "out", "seats", status="corrected")
        assert [(r["party"], r["column"], r["seats"]) for r in corrected] == [
            ("Georgian Dream", "majority", "41")
        ]
        (finding,) = rows(tmp_path / "out", "findings", outcome="corrected")
        assert finding["evidence"] == "compiled/GEO_2012.txt"


class TestSizeOfTheHouse:
    """Pages of the archive do not print it: evidence.csv has it, with its source."""

    def told(self, page: str) -> dict:
        found = load("findings")
        rows = found[(found["page"] == page) & found["check"].str.contains("stake|house")]
        (row,) = rows.to_dict("records")
        return row

    def test_a_table_with_more_seats_than_the_house_is_found(self):
        finding = self.told("compiled/GEO_1992.htm")
        assert (finding["severity"], finding["outcome"]) == ("warning", "ambiguous")
        assert "Independents 59 (printed 60)" in finding["proposed"]

    def test_a_table_that_lacks_parties_is_noted_with_both_sums(self):
        finding = self.told("compiled/UKR_2019.htm")
        assert (finding["severity"], finding["outcome"]) == ("info", "noted")
        assert "368 of 424" in finding["message"]

    def test_the_tables_hold_the_size_and_nothing_is_corrected_by_it(self):
        elections = load("elections").set_index("election_id")
        assert elections.loc["UA-LC01-E20190721", "seats_at_stake"] == 424
        corrected = load("seats").query("status == 'corrected'")
        assert corrected["page"].unique().tolist() == ["ipu/2165_04.txt"]

    def test_a_printed_size_is_not_overruled(self):
        elections = load("elections").set_index("election_id")
        assert elections.loc["KZ-LC01-E20210110", "seats_at_stake"] == 98


class TestProvenance:
    def test_every_row_names_its_page_and_a_line_of_it(self):
        lengths = {
            page: len((RAW / page).read_text("utf-8", errors="replace").splitlines())
            for page in load("pages")["page"]
        }
        for name in ("turnout", "votes", "seats", "members"):
            frame = load(name)
            assert frame["line"].notna().all()
            assert all(
                1 <= line <= lengths[page]
                for page, line in zip(frame["page"], frame["line"], strict=True)
            )

    def test_show_prints_each_figure_with_its_line(self):
        told = show(KZ, RAW, config.processed_folder())
        lines = (RAW / "ipu/2165_04.txt").read_text("utf-8").splitlines()
        at = next(i for i, line in enumerate(lines, 1) if line.startswith("AIST Bloc 11"))
        shown = next(
            line for line in told.splitlines() if "majority of AIST Bloc" in line and "line" in line
        )
        assert shown.split()[-3:] == ["11", "line", str(at)]
        assert "10 (printed 11)" in told

    def test_show_lists_the_indices_with_their_basis(self):
        shown = show("KZ-LC01-E20230319", RAW, config.processed_folder()).splitlines()
        after = shown[shown.index("Indices") :]
        assert any(line.split()[:3] == ["gallagher", "lists", "2.19"] for line in after)

    def test_show_names_the_nearest_election(self):
        with pytest.raises(UnknownElection, match=f"nearest is {KZ}"):
            show("KZ-LC01-E20040918", RAW, config.processed_folder())


class TestWhatARunChanges:
    def test_names_new_changed_and_gone_elections_and_new_findings(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt", "ipu/2386_91.txt")
        assert tidy(raw, tmp_path / "out").changes == Changes()
        assert tidy(raw, tmp_path / "out").changes == Changes()
        page = raw / "ipu/2165_04.txt"
        page.write_text(page.read_text("utf-8").replace("Women: 8", "Women: 9"), "utf-8")
        shutil.copy(RAW / "compiled/LVA_2006.txt", raw)
        (raw / "ipu/2386_91.txt").unlink()
        found = tidy(raw, tmp_path / "out").changes
        assert found.new == ("LV-LC01-E20061007 (Latvia)",)
        assert found.changed == ("KZ-LC01-E20040919 (Kazakhstan)",)
        assert [name.partition(" ")[2] for name in found.gone] == ["(Nepal)"]
        assert found.findings
        assert all(line.startswith("ipu/2165_04.txt:") for line in found.findings)

    def test_tables_that_cannot_be_read_are_replaced_without_a_word(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt")
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "elections.csv").write_bytes(b"\xff\x00")
        assert tidy(raw, tmp_path / "out").changes == Changes()


class TestWhichFilesArePages:
    def test_a_page_is_one_under_any_name(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt", beside=())
        (raw / "ipu/2165_04.txt").rename(raw / "ipu/2165_04")
        shutil.copy(RAW / "compiled/LVA_2006.txt", raw / "LVA_2010.php")
        summary = tidy(raw, tmp_path / "out")
        assert {row["page"] for row in rows(tmp_path / "out", "pages")} == {
            "ipu/2165_04",
            "LVA_2010.php",
        }
        assert summary.left_alone == []

    def test_what_is_no_page_is_named_and_left_alone(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt")
        (raw / "report.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
        (raw / "notes.md").write_text("Dear all, the minutes of the meeting.\n")
        (raw / "ipu/evidence.csv").write_text("page,party\n")
        os.mkfifo(raw / "pipe.htm")
        (raw / ".hidden.txt").write_text("no page")
        summary = tidy(raw, tmp_path / "out")
        assert (summary.pages, summary.unreadable) == (1, [])
        named = dict(summary.left_alone)
        assert sorted(named) == ["ipu/evidence.csv", "notes.md", "pipe.htm", "report.pdf"]
        assert named["pipe.htm"] == "It is not an ordinary file."
        assert all(why.endswith(".") for why in named.values())

    def test_what_a_browser_saves_beside_a_page_belongs_to_it(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt")
        for folder in ("2165_04_files", "other_files"):
            (raw / "ipu" / folder).mkdir()
            (raw / "ipu" / folder / "frame.html").write_text("<html><body>Menu</body></html>")
        summary = tidy(raw, tmp_path / "out")
        assert [name for name, _ in summary.unreadable] == ["ipu/other_files/frame.html"]

    def test_a_folder_that_cannot_be_opened_is_named(self, tmp_path, monkeypatch):
        raw = folder_of(tmp_path, "ipu/2165_04.txt")
        (raw / "closed").mkdir()
        found = os.scandir

        def scandir(path):
            if str(path).endswith("closed"):
                raise PermissionError(13, "Permission denied", str(path))
            return found(path)

        monkeypatch.setattr(os, "scandir", scandir)
        assert tidy(raw, tmp_path / "out").left_alone == [
            ("closed", "The folder cannot be opened: Permission denied.")
        ]


class TestBadInput:
    def test_tables_do_not_go_into_the_folder_of_the_pages(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt")
        before = {path.name for path in raw.iterdir()}
        with pytest.raises(ValueError, match="is the folder of the pages"):
            tidy(raw, raw)
        assert {path.name for path in raw.iterdir()} == before

    def test_a_folder_without_pages_is_one_sentence(self, tmp_path):
        with pytest.raises(FileNotFoundError, match="No page is in"):
            tidy(tmp_path, tmp_path / "out")
        with pytest.raises(FileNotFoundError, match="There is no folder"):
            tidy(tmp_path / "nowhere", tmp_path / "out")

    @pytest.mark.parametrize(
        "content",
        [
            b"", b"\x00" * 4000, b"Dear all,\n\nthe minutes of the meeting.\n",
            b"<html><p>Recipe</p></html>", bytes(range(256)) * 40,
        ],
    )  # fmt: skip
    def test_what_is_no_page_is_listed_and_the_rest_is_read(self, tmp_path, content):
        raw = folder_of(tmp_path, "ipu/2165_04.txt")
        (raw / "ipu/odd.htm").write_bytes(content)
        summary = tidy(raw, tmp_path / "out")
        assert [page for page, _ in summary.unreadable] == ["ipu/odd.htm"]
        assert summary.pages == 1
        (finding,) = rows(tmp_path / "out", "findings", severity="error")
        assert finding["page"] == "ipu/odd.htm"
        assert frictionless.validate(tmp_path / "out" / "datapackage.json").valid

    def test_a_page_without_its_country_is_kept_and_reported(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt", beside=())
        text = (raw / "ipu/2165_04.txt").read_text("utf-8").replace("KAZAKHSTAN", "RURITANIA")
        (raw / "ipu/2165_04.txt").unlink()
        (raw / "ipu/9999_04.txt").write_text(text, "utf-8")
        tidy(raw, tmp_path / "out")
        (election,) = rows(tmp_path / "out", "elections")
        assert (election["iso3"], election["country"]) == ("ZZZ", "RURITANIA")
        assert len(rows(tmp_path / "out", "seats", column="total")) == 6
        assert rows(tmp_path / "out", "findings", check="country")

    def test_a_csv_beside_the_pages_that_lacks_a_column_is_one_sentence(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt")
        (raw / "evidence.csv").write_text("page,party\nipu/2165_04.txt,AIST\n", "utf-8")
        with pytest.raises(ValueError, match=r"evidence\.csv lacks the columns"):
            tidy(raw, tmp_path / "out")

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ("KAZ,2000,inf,77,,u", "'inf' in the column women is no whole number"),
            ("KAZ,2000.5,8,77,,u", "'2000.5' in the column year is no whole number"),
            ("KAZ,99999,8,77,,u", "99999 in the column year is not from 1800 to 2100"),
            ("KAZ,2000,80,77,,u", "of 77 members 80 are women"),
            ("KAZ,2000,8,77,150,u", "150 in the column pct is not from 0 to 100"),
            ("KAZ,2000,8,0,,u", "0 in the column members is not 1 or more"),
        ],
    )
    def test_a_row_of_figures_that_cannot_be_is_named(self, tmp_path, row, sentence):
        raw = folder_of(tmp_path, "ipu/2165_04.txt")
        (raw / "women_by_year.csv").write_text(f"iso3,year,women,members,pct,url\n{row}\n")
        (problem,) = tidy(raw, tmp_path / "out").problems
        assert str(problem) == f"women_by_year.csv, line 2: {sentence}. The row is not used."
        assert len(load("women_by_year", tmp_path / "out")) == 0

    def test_a_pipe_in_place_of_a_file_is_named(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt")
        tidy(raw, tmp_path / "out")
        for path in (raw / "evidence.csv", tmp_path / "out" / "seats.csv"):
            path.unlink(missing_ok=True)
            os.mkfifo(path)
        with pytest.raises(OSError, match="seats.csv is not an ordinary file"):
            load("seats", tmp_path / "out")
        with pytest.raises(ValueError, match="evidence.csv is not an ordinary file"):
            tidy(raw, tmp_path / "out")

    def test_a_hostile_party_name_stays_text(self, tmp_path):
        raw = folder_of(tmp_path, "ipu/2165_04.txt", beside=())
        name = '=cmd|"/c calc"!A1, <script>alert(1)</script>'
        text = (raw / "ipu/2165_04.txt").read_text("utf-8").replace("Asar Party", name)
        (raw / "ipu/2165_04.txt").write_text(text, "utf-8")
        tidy(raw, tmp_path / "out")
        assert name in set(load("seats", tmp_path / "out")["party"])
        assert "'" + name in {r["party"] for r in rows(tmp_path / "out", "seats")}
