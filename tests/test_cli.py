"""The command: what it says, what it exits with, and that bad input never shows a traceback."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers import config
from helpers.cli import main


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A copy of the project's notebooks and tables, without reports."""
    for name in ("notebooks", "data/processed"):
        shutil.copytree(config.project_root() / name, tmp_path / name)
    shutil.copy(config.project_root() / "reports.toml", tmp_path)
    monkeypatch.setenv("HEMICYCLE_ROOT", str(tmp_path))
    return tmp_path


def ask(*arguments: str):
    """Run the command; return exit status, standard output and standard error."""
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_help_names_the_commands():
    code, out, _ = ask("--help")
    assert code == 0
    for command in ("fetch", "tidy", "show", "list", "check", "run", "build", "serve"):
        assert f"\n  {command} " in out


def test_commands_import_nothing_heavy_before_they_run():
    heavy = {"pandas", "papermill", "rich", "httpx"}
    code = f"import helpers.cli, sys; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (
            ["run", "turnout", "-p", "country", "Kyrgizstan"],
            2,
            "Kyrgizstan is no country of the archive; the nearest is Kyrgyzstan.",
        ),
        (["run", "turnot"], 2, "No notebook is called turnot; the nearest is turnout."),
        (
            ["run", "turnout", "-p", "sinse", "2000"],
            2,
            "turnout has no parameter sinse; the nearest is since.",
        ),
        (
            ["run", "turnout", "-p", "since", "2024", "-p", "until", "2030"],
            2,
            "The archive has no election of Kazakhstan (LC) from 2024 to 2030; "
            "it has some from 1990 to 2023.",
        ),
        (
            ["run", "seat_share", "-p", "threshold", "300"],
            2,
            "threshold must be a share from 0 below 1, not 300.",
        ),
        (
            ["show", "KZ-LC01-E2004091"],
            2,
            "No election is called KZ-LC01-E2004091; the nearest is KZ-LC01-E20040919.",
        ),
        (["tidy", "--raw", "nowhere"], 1, "There is no folder nowhere"),
        (["build", "--jobs", "0"], 2, "0 is not in the range"),
        (["bulid"], 2, "No command is called bulid; the nearest is build."),
        (["list", "Kyrgizstan"], 2, "the nearest is Kyrgyzstan."),
        (["run", "turnot", "--help"], 2, "No notebook is called turnot; the nearest is turnout."),
        (["run", "turnout", "-p", "sinse=2000"], 2, "turnout has no parameter sinse;"),
    ],
)
def test_what_does_not_fit_gets_a_sentence(project, arguments, status, sentence):
    code, out, error = ask(*arguments)
    assert code == status
    assert out == ""
    assert sentence in error
    assert len(error.splitlines()) == 1
    assert list(project.glob("reports/*")) == []


@pytest.mark.parametrize(
    "arguments", [["run", "turnout"], ["build"], ["show", "x"], ["serve", "--no-browser"]]
)
def test_without_tables_it_says_how_to_make_them(project, arguments):
    shutil.rmtree(project / "data" / "processed")
    (project / "data" / "processed").mkdir()
    code, _, error = ask(*arguments)
    assert code == 1
    assert "run `hemicycle tidy` first" in error


def test_outside_a_project_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("HEMICYCLE_ROOT", str(tmp_path))
    code, _, error = ask("build")
    assert code == 1
    assert "Traceback" not in error


def test_run_names_the_files_it_wrote(project, monkeypatch):
    monkeypatch.chdir(project)
    code, out, _ = ask("run", "turnout", "-p", "country", "kg", "-p", "since", "2000")
    assert code == 0
    names = [
        Path("reports/kyrgyzstan") / f"turnout_since-2000.{e}" for e in ("html", "pdf", "ipynb")
    ]
    assert out.split() == [str(name) for name in names]
    assert all(name.stat().st_size > 10_000 for name in names)
    assert "kyrgyzstan/turnout_since-2000.html" in (project / "reports/index.html").read_text()


def test_run_with_out_leaves_the_site_alone(project, tmp_path):
    code, _, _ = ask("run", "data_quality", "--out", tmp_path / "else")
    assert code == 0
    assert (tmp_path / "else" / "kazakhstan" / "data_quality.pdf").exists()
    assert not (project / "reports").exists()
    assert not (tmp_path / "else" / "index.html").exists()


def test_tidy_reads_a_folder_and_reports_what_it_found(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.copy(config.raw_folder() / "ipu" / "2165_04.txt", raw)
    code, out, _ = ask("tidy", "--raw", raw, "--out", tmp_path / "out")
    assert code == 0
    assert out.startswith("1 pages read, 1 elections.") or out.startswith(
        "1 page read, 1 election."
    )
    assert (tmp_path / "out" / "seats.csv").exists()


def test_tidy_goes_on_after_a_page_that_cannot_be_read_and_exits_3(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.copy(config.raw_folder() / "ipu" / "2165_04.txt", raw)
    (raw / "odd.txt").write_bytes(bytes(1000))
    code, _, error = ask("tidy", "--raw", raw, "--out", tmp_path / "out")
    assert code == 3
    assert "not read: odd.txt:" in error
    assert (tmp_path / "out" / "seats.csv").exists()


def test_tidy_names_what_it_leaves_alone_and_what_it_changes(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.copy(RAW / "ipu" / "2165_04.txt", raw)
    (raw / "notes.md").write_text("Dear all, the minutes of the meeting.\n")
    code, out, error = ask("tidy", "--raw", raw, "--out", tmp_path / "out")
    assert (code, "New" in out) == (0, False)
    assert error.startswith("left alone: notes.md: ")
    shutil.copy(RAW / "compiled" / "LVA_2006.txt", raw)
    code, out, _ = ask("tidy", "--raw", raw, "--out", tmp_path / "out")
    assert code == 0
    assert out.startswith("New elections (1):\n  LV-LC01-E20061007 (Latvia)\n")


def test_list_names_countries_elections_and_notebooks(project):
    countries = ask("list")[1].splitlines()
    assert any(line.split()[:2] == ["Kazakhstan", "KAZ"] for line in countries)
    elections = ask("list", "kz")[1]
    assert "KZ-LC01-E20040919  19 September 2004, Mazhilis\n" in elections
    assert ask("show", "Kazakhstan") == (0, elections, "")
    named = [line.split()[0] for line in ask("list", "notebooks")[1].splitlines()]
    assert named == sorted(path.stem for path in project.glob("notebooks/*.ipynb"))


def test_help_of_a_notebook_lists_its_parameters(project):
    code, out, _ = ask("run", "seat_share", "--help")
    assert code == 0
    assert "\b" not in out
    parameters = out[out.index("Parameters of seat_share:") :]
    assert 'country ["Kazakhstan"]  English name' in parameters
    assert 'threshold ["legal"]' in parameters


def test_a_parameter_may_be_given_with_an_equals_sign(project, tmp_path):
    code, out, _ = ask("run", "turnout", "-p", "country=kg", "-p", "since=2000", "--out", tmp_path)
    assert code == 0
    assert "turnout_since-2000.html" in out


def test_a_package_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    for name in [name for name in sys.modules if name.startswith("helpers.tables")]:
        monkeypatch.delitem(sys.modules, name)
    code, _, error = ask("check")
    assert (code, len(error.splitlines())) == (1, 1)
    assert error.startswith("The environment has no package pandas; make it anew")


def test_show_prints_an_election(project, monkeypatch):
    monkeypatch.setattr(config, "raw_folder", lambda: RAW)
    code, out, _ = ask("show", "KZ-LC01-E20040919")
    assert code == 0
    assert out.startswith("KZ-LC01-E20040919  Kazakhstan")


RAW = config.raw_folder()
