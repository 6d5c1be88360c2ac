"""A build with nothing to do: what it compares, and that it reads no table."""

import subprocess
import sys

import pytest

from helpers import config
from helpers.reports import receipt


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose reports were all made: a table, a notebook, a page and its list."""
    files = ("reports.toml", "data/raw/a.txt", "data/processed/seats.csv", "notebooks/a.ipynb")
    for name in (*files, "reports/index.html", "reports/chad/a.html", "reports/flagship/a.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setenv("HEMICYCLE_ROOT", str(tmp_path))
    receipt.write(receipt.inputs(False), 3)
    return tmp_path


def known() -> int | None:
    return receipt.read(receipt.inputs(False))


def test_what_did_not_change_is_up_to_date(project):
    assert known() == 3
    # What was written again as it was, and what no build makes or reads, change nothing.
    (project / "data/raw/a.txt").write_text("data/raw/a.txt")
    (project / "reports/flagship/a.pdf").write_text("renewed")
    (project / "data/raw/.fetch").mkdir()
    (project / "data/raw/.fetch/at").write_text("2")
    assert known() == 3


@pytest.mark.parametrize(
    "name",
    ["reports.toml", "data/raw/a.txt", "data/processed/seats.csv", "notebooks/a.ipynb"]
    + ["reports/index.html", "reports/chad/a.html"],
)
def test_a_file_that_was_changed_or_removed_is_noticed(project, name):
    (project / name).write_text("other")
    assert known() is None
    (project / name).unlink()
    assert known() is None


def test_a_new_file_and_another_question_are_noticed(project):
    assert receipt.read(receipt.inputs(True)) is None
    (project / "data/raw/b.txt").write_text("b")
    assert known() is None


def test_without_a_receipt_or_with_half_of_one_nothing_is_known(project):
    for text in ("", "3", "x y z", "3 a b c d"):
        (project / receipt.FILE).write_text(text)
        assert known() is None
    (project / receipt.FILE).unlink()
    assert known() is None


def test_a_build_with_nothing_to_do_reads_no_table(project):
    code = (
        "import sys; from click.testing import CliRunner; from helpers.cli import main;"
        "print(CliRunner().invoke(main, ['build']).output, {'pandas', 'nbformat'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=project)
    said = "0 made, 3 up to date, 0 failed. Look at reports/index.html first."
    assert done.stdout.split("\n") == [said, " set()", ""], done.stderr
    assert config.project_root() == project
