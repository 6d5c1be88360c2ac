"""What narratives say, held against the tables: confirmed, filled, decided, contradicted."""

import csv
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers import config
from helpers.analyses import turnout
from helpers.analyses.elections import with_statements
from helpers.sentences.turnout import share_text
from helpers.tables import load
from helpers.tables.tidy import tidy

PAGES = Path(__file__).parents[1] / "archive" / "narrative"
KZ = config.raw_folder() / "ipu" / "2165_04.txt"
UNTOLD = "Background and outcome of elections:\n\n  [not reproduced]"


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("told")
    tidy(PAGES, out)
    return out


@pytest.fixture(scope="module")
def untold(tmp_path_factory) -> Path:
    """The same pages without their narratives."""
    folder = tmp_path_factory.mktemp("untold")
    shutil.copytree(PAGES, folder / "raw")
    for row in rows(PAGES.parent / "narrative", "sources", folder=PAGES):
        path = folder / "raw" / row["page"]
        if path.exists():
            path.write_bytes(without_narrative(path.read_bytes()))
    tidy(folder / "raw", folder / "out")
    return folder / "out"


def without_narrative(data: bytes) -> bytes:
    """Blank the lines of a page that its reader takes for narrative."""
    from helpers.archive.read import read_text
    from helpers.archive.text import decode

    lines = decode(data).split("\n")
    for number, _ in read_text(decode(data)).narrative:
        lines[number - 1] = "" if "<" not in lines[number - 1] else "<p></p>"
    return "\n".join(lines).encode()


def rows(out: Path, name: str, *, folder: Path | None = None, **where) -> list[dict]:
    with ((folder or out) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [r for r in csv.DictReader(file) if all(r[k] == v for k, v in where.items())]


def cells(out: Path, page: str, party: str) -> dict[str, str]:
    found = rows(out, "seats", page=page, party=party)
    return {row["caption"].casefold(): row["seats"] for row in found}


@pytest.mark.parametrize(
    ("page", "party", "expected"),
    [
        ("compiled/KAZ_1999.txt", "Independents", {"total": "23", "majority": "23"}),
        (
            "compiled/KAZ_1999.txt",
            "Federation of Trade Unions of Kazakhstan",
            {"total": "11", "majority": "11"},
        ),
        (
            "compiled/KAZ_1999.txt",
            "People's Cooperative Party of Kazakhstan",
            {"total": "1", "majority": "1"},
        ),
        ("compiled/TJK_2010.txt", "Communist Party", {"total": "2", "proportional": "2"}),
        ("compiled/TJK_2010.txt", "Islamic Renaissance Party", {"total": "2", "proportional": "2"}),
        ("ipu/2095_90.txt", "Radical Liberal Party (PLR)", {"total": "3", "provincial": "3"}),
        ("parline/FJ-LC01-E20140917.txt", "Sodelpa", {"seats": "15"}),
        ("ipu/2041_89.txt", "Botswana National Front (BNF)", {"total": "3"}),
        (
            "compiled/ARM_1999.txt",
            "Armenian Communist Party",
            {"total": "10", "proportional": "8", "majority": "2"},
        ),
    ],
)
def test_what_a_narrative_decides(told, page, party, expected):
    assert cells(told, page, party) == expected


def test_values_without_labels_are_labelled(told):
    (row,) = rows(told, "turnout", page="compiled/TJK_2010.txt", round="1")
    assert (row["electors"], row["voters"], row["valid_votes"]) == ("", "3289370", "3267660")


@pytest.mark.parametrize(
    ("page", "line"), [("ipu/2041_89.txt", "25"), ("compiled/ARM_1999.txt", "14")]
)
def test_a_contradiction_is_a_finding_and_print_stands(told, page, line):
    (finding,) = rows(told, "findings", page=page, check="narrative")
    assert (finding["line"], finding["outcome"]) == (line, "ambiguous")
    assert {r["status"] for r in rows(told, "seats", page=page)} <= {"printed", "inferred"}


def test_a_decision_names_the_line_of_its_statement(told):
    (finding,) = rows(told, "findings", page="parline/FJ-LC01-E20140917.txt", outcome="corrected")
    assert finding["evidence"] == "parline/FJ-LC01-E20140917.txt, line 36"


def test_all_else_is_the_same_without_the_narratives(told, untold):
    """Only the cells that narratives decide differ."""
    decided = {
        (row["page"], row["line"])
        for row in rows(told, "findings", check="lost cells")
        if row["evidence"]
    }
    decided |= {("parline/FJ-LC01-E20140917.txt", "39"), ("compiled/TJK_2010.txt", "turnout")}
    for name in ("elections", "turnout", "votes", "seats", "members"):
        before, after = ({tuple(r.items()) for r in rows(out, name)} for out in (untold, told))
        for row in map(dict, before ^ after):
            place = name if name == "turnout" else row.get("line")
            assert (row.get("page"), place) in decided


def test_no_sentence_is_reproduced(told):
    assert max(len(row["printed"]) for row in rows(told, "statements")) <= 40
    assert not any(re.search(r"[.;!?] ", row["printed"]) for row in rows(told, "statements"))


def test_each_statement_has_a_use(told):
    uses = {row["use"] for row in rows(told, "statements")}
    assert uses == {"confirms", "fills", "decides", "contradicts", "unchecked"}


# --------------------------------------------------------------------------- Kazakhstan 2004


def told_of_kazakhstan(tmp_path: Path, narrative: str) -> Path:
    raw = tmp_path / "raw" / "ipu"
    raw.mkdir(parents=True)
    text = KZ.read_text("utf-8")
    assert UNTOLD in text
    written = UNTOLD.replace("[not reproduced]", narrative)
    (raw / "2165_04.txt").write_text(text.replace(UNTOLD, written), "utf-8")
    tidy(tmp_path / "raw", tmp_path / "out")
    return tmp_path / "out"


def aist(out: Path) -> dict[str, tuple[str, str]]:
    found = rows(out, "seats", party="AIST Bloc")
    return {row["column"]: (row["seats"], row["status"]) for row in found}


def test_a_statement_decides_between_smallest_repairs(tmp_path):
    out = told_of_kazakhstan(tmp_path, "The AIST Bloc took one of the ten list seats.")
    assert aist(out)["majority"] == ("10", "corrected")
    (finding,) = rows(out, "findings", check="total is the sum of the tiers")
    assert finding["evidence"] == "ipu/2165_04.txt, line 18"


def test_a_list_seat_decides_rows_of_one_seat(tmp_path):
    out = told_of_kazakhstan(
        tmp_path,
        "Sixty-seven seats were decided in single-member constituencies, while 10 were filled by "
        "party lists. Otan won seven list seats, and the AIST Bloc and the Asar Party one list "
        "seat each. The tenth list seat went to Ak Zhol.",
    )
    found = {party: set(cells(out, "ipu/2165_04.txt", party)) for party in ("Ak Zhol",)}
    assert found == {"Ak Zhol": {"total", "proportional"}}
    other = cells(out, "ipu/2165_04.txt", "Democratic Party of Kazakhstan")
    assert other == {"total": "1", "majority": "1"}


@pytest.mark.parametrize(
    "narrative",
    [
        "In the 1999 elections the AIST Bloc had won one of the ten list seats.",
        "Polls had given the AIST Bloc one list seat.",
        "In the Senate, Otan holds 24 seats and the Asar Party none.",
        "An absolute majority of 39 seats was needed; the threshold was seven per cent.",
        "Some 1,000 observers watched over 9,480 polling stations in 14 regions.",
        "In the by-elections of 2005 the AIST Bloc lost ten of its seats.",
    ],
)
def test_misleading_narratives_change_nothing(tmp_path, narrative):
    out = told_of_kazakhstan(tmp_path, narrative)
    assert {status for _, status in aist(out).values()} == {"printed"}
    assert rows(out, "findings", check="narrative") == []
    assert not {"contradicts", "decides"} & {r["use"] for r in rows(out, "statements")}


# --------------------------------------------------------------------------- reports


def test_a_turnout_that_only_the_narrative_has_is_a_bound(tmp_path):
    out = told_of_kazakhstan(tmp_path, "More than 53 per cent of the electors cast votes.")
    rounds = turnout.all_rounds(load("elections", out), load("turnout", out))
    (row,) = turnout.with_statements(rounds, load("statements", out)).to_dict("records")
    assert (row["share"], row["basis"]) == (0.53, "narrative")
    assert (row["qualifier"], row["line"]) == ("at_least", 18)
    assert share_text(pd.Series(row)) == "at least 53%"


def test_two_turnouts_in_a_narrative_are_none(tmp_path):
    out = told_of_kazakhstan(
        tmp_path,
        "Turnout was 56.7 per cent on 19 September. Turnout in the end was 54.2 per cent.",
    )
    assert len(rows(out, "statements", subject="turnout_pct")) == 2
    rounds = turnout.all_rounds(load("elections", out), load("turnout", out))
    (row,) = turnout.with_statements(rounds, load("statements", out)).to_dict("records")
    assert pd.isna(row["share"])


def test_candidates_come_from_a_narrative_only_if_it_is_exact(tmp_path):
    for words, expected in (("623", 623), ("Some 623", None)):
        folder = tmp_path / words.replace(" ", "_")
        out = told_of_kazakhstan(folder, f"{words} candidates competed for the 77 seats.")
        filled = with_statements(load("elections", out), load("statements", out))
        value = filled["candidates"].iloc[0]
        assert (None if pd.isna(value) else value) == expected
        assert filled["in_words"].iloc[0] == (expected is not None)
