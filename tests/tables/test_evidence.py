"""Evidence counts: it is written, decides, is carried by hard identities only, or is refused."""

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers import config
from helpers.cli import main
from helpers.tables.beside import BesideError
from helpers.tables.tidy import tidy

RAW = config.raw_folder()
KZ = "ipu/2165_04.txt"
HEAD = "page,round,party,column,value,source"


def folder_of(tmp_path: Path, page: str, evidence: str) -> Path:
    raw = tmp_path / "raw"
    (raw / page).parent.mkdir(parents=True)
    shutil.copy(RAW / page, raw / page)
    (raw / "evidence.csv").write_bytes(evidence.encode())
    return raw


def made(tmp_path: Path, page: str, *rows: str) -> tuple[Path, list[str]]:
    """Tidy one page with evidence; return the folder of tables and what was not used."""
    raw = folder_of(tmp_path, page, "\n".join([HEAD, *(f"{page},{row}" for row in rows)]) + "\n")
    summary = tidy(raw, tmp_path / "out")
    return tmp_path / "out", list(map(str, summary.problems))


def rows(folder: Path, name: str, **where) -> list[dict]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [r for r in csv.DictReader(file) if all(r[k] == v for k, v in where.items())]


def aist(folder: Path) -> dict:
    found = rows(folder, "seats", party="AIST Bloc")
    return {row["column"]: (row["seats"], row["status"]) for row in found}


def test_evidence_that_differs_from_print_is_written_with_a_finding_of_its_own(tmp_path):
    out, _ = made(tmp_path, KZ, ",AIST Bloc,majority,10,a law")
    assert aist(out)["majority"] == ("10", "corrected")
    (finding,) = rows(out, "findings", check="evidence")
    assert (finding["outcome"], finding["evidence"]) == ("corrected", "a law")
    assert finding["printed"] == "majority of AIST Bloc 11"
    assert rows(out, "findings", check="total is the sum of the tiers") == []


def test_evidence_that_contradicts_print_bends_no_other_figure(tmp_path):
    page = "compiled/KAZ_2004.txt"
    out, _ = made(tmp_path, page, ",,voters,5000000,a law")
    (turnout,) = rows(out, "turnout")
    assert (turnout["voters"], turnout["blank_or_invalid"]) == ("5000000", "135431")
    (finding,) = rows(out, "findings", check="valid and invalid ballots are the voters")
    assert finding["outcome"] == "unconfirmed"


def test_soft_identities_carry_no_evidence(tmp_path):
    out, _ = made(tmp_path, KZ, ",,men,70,a law")
    assert rows(out, "members", category="men")[0]["members"] == "70"
    assert {status for _, status in aist(out).values()} == {"printed"}
    assert rows(out, "seats", status="corrected") == []


def test_evidence_that_confirms_print_decides_between_repairs(tmp_path):
    out, _ = made(tmp_path, KZ, ",AIST Bloc,proportional,1,a law")
    assert aist(out)["majority"] == ("10", "corrected")
    (finding,) = rows(out, "findings", check="total is the sum of the tiers")
    assert (finding["outcome"], finding["evidence"]) == ("corrected", "a law")


def test_evidence_fills_an_empty_cell(tmp_path):
    out, _ = made(tmp_path, KZ, ",,electors,8518869,a law", ",,turnout_pct,56.8,a law")
    (turnout,) = rows(out, "turnout")
    assert (turnout["electors"], turnout["turnout_pct"]) == ("8518869", "56.8")


def test_shares_are_evidence_too(tmp_path):
    out, problems = made(tmp_path, KZ, ",,percent,10.4,a law")
    assert rows(out, "members", category="women")[0]["percent"] == "10.4"
    assert problems == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",AIST Block,majority,10,a law", "no row of AIST Block; the nearest is AIST Bloc"),
        (",AIST Bloc,majorty,10,a law", "no column majorty of AIST Bloc; the nearest is majority"),
        (",,electers,10,a law", "no column electers; the nearest is electors"),
        ("2,,voters,10,a law", "no voters in round 2"),
        (",AIST Bloc,majority,ten,a law", "'ten' of majority is not a whole number"),
        (",AIST Bloc,majority,1e9,a law", "'1e9' of majority is not a whole number"),
        (",,turnout_pct,101,a law", "'101' of turnout_pct is not a percentage"),
        ("first,,voters,10,a law", "the round 'first' is not a whole number"),
        (",AIST Bloc,majority,10,", "the cell source is empty"),
        (",AIST Bloc,,10,a law", "the cell column is empty"),
        (",AIST Bloc,majority,10,a law,more,still more", "more cells than the header"),
    ],
)
def test_what_cannot_be_used_is_named_and_all_else_is_used(tmp_path, row, sentence):
    out, problems = made(tmp_path, KZ, row, ",,men,68,a law")
    (problem,) = problems
    assert problem.startswith("evidence.csv, line 2: ")
    assert sentence in problem
    assert rows(out, "members", category="men")[0]["members"] == "68"
    (finding,) = rows(out, "findings", severity="error")
    assert (finding["page"], finding["line"]) == ("evidence.csv", "2")


def test_two_rows_that_contradict_each_other_are_named(tmp_path):
    _, problems = made(tmp_path, KZ, ",,men,68,a law", ",,men,67,another law")
    assert problems == [
        f"evidence.csv, line 3: men of {KZ} is 67 here and 68 in line 2; keep one of them."
    ]


def test_a_page_that_is_not_there_is_named_with_the_nearest(tmp_path):
    raw = folder_of(tmp_path, KZ, f"{HEAD}\nipu/2165_4.txt,,,men,70,a law\n")
    result = CliRunner().invoke(main, ["tidy", "--raw", str(raw), "--out", str(tmp_path / "out")])
    assert result.exit_code == 3
    assert f"no page is called ipu/2165_4.txt; the nearest is {KZ}." in result.stderr
    assert len(rows(tmp_path / "out", "seats", column="total")) == 6


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_marks_and_line_ends_of_other_programs_are_read(tmp_path, mark, ends):
    text = ends.join([mark + HEAD, f"{KZ},,AIST Bloc,majority,10,a law", ""])
    raw = folder_of(tmp_path, KZ, text)
    assert tidy(raw, tmp_path / "out").problems == []
    assert aist(tmp_path / "out")["majority"] == ("10", "corrected")


def test_a_column_that_is_not_known_is_named(tmp_path):
    raw = folder_of(tmp_path, KZ, f"{HEAD},author\n{KZ},,,men,70,a law,me\n")
    (problem,) = tidy(raw, tmp_path / "out").problems
    assert "line 1: the column 'author' is not known" in str(problem)
    assert rows(tmp_path / "out", "members", category="men")[0]["members"] == "70"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"page,party\nx,y\n", "lacks the columns round, column, value, source"),
        (f"{HEAD},page\n".encode(), "has the column page twice"),
        (b"\xff\xfe\x00p", "cannot be read as CSV"),
        (f'{HEAD}\n"{KZ},,,men'.encode(), "cannot be read as CSV"),
        (b"", "lacks the columns"),
    ],
)
def test_a_file_that_cannot_be_used_stops_in_one_sentence(tmp_path, content, sentence):
    raw = folder_of(tmp_path, KZ, "")
    (raw / "evidence.csv").write_bytes(content)
    with pytest.raises(BesideError, match=sentence):
        tidy(raw, tmp_path / "out")
    result = CliRunner().invoke(main, ["tidy", "--raw", str(raw), "--out", str(tmp_path / "out")])
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
