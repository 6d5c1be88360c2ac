"""One report: what is asked for is checked first, and what is written is whole and repeatable."""

import os
import re
import subprocess
import sys
from pathlib import Path

import lxml.html
import nbformat
import pytest
from reports.conftest import write_notebook

from helpers.reports import run
from helpers.reports.parameters import Archive, ParameterError


@pytest.fixture
def archive(project):
    return Archive.load()


def plan(archive, name="small", **given):
    return run.plan(run.find_notebook(name), given, archive)


class TestPlan:
    def test_a_notebook_is_found_by_name_and_by_path(self, project, monkeypatch):
        monkeypatch.chdir(project)
        path = project / "notebooks" / "small.ipynb"
        assert run.find_notebook("small") == path
        assert run.find_notebook("notebooks/small.ipynb") == path.resolve()

    @pytest.mark.parametrize("name", ["smal", "smal.ipynb", "nowhere/smal.ipynb"])
    def test_another_name_gets_the_nearest(self, project, name):
        with pytest.raises(ParameterError, match=r"is called .*; the nearest is small\."):
            run.find_notebook(name)

    def test_a_file_that_is_no_notebook_gets_a_sentence(self, archive, tmp_path):
        path = tmp_path / "odd.ipynb"
        path.write_text("not JSON")
        with pytest.raises(ParameterError, match=r"odd\.ipynb cannot be read as a notebook"):
            run.plan(path, {}, archive)

    @pytest.mark.parametrize(
        ("given", "place"),
        [
            ({}, "kazakhstan/small"),
            ({"country": "KGZ"}, "kyrgyzstan/small"),
            ({"country": "CIV"}, "cote-d-ivoire/small"),
            ({"since": "2000"}, "kazakhstan/small_since-2000"),
            ({"since": 1990, "until": "2030", "house": "lc"}, "kazakhstan/small"),
            ({"country": "Gabon", "house": "uc"}, "gabon/small_house-uc"),
        ],
    )
    def test_a_place_says_what_is_unusual(self, archive, given, place):
        assert plan(archive, **given).place == place

    def test_an_unknown_parameter_gets_the_nearest_of_this_notebook(self, archive):
        with pytest.raises(ParameterError, match="small has no parameter sinse; the nearest is si"):
            plan(archive, sinse=2000)

    def test_ways_to_ask_for_the_same_make_the_same(self, archive):
        ways = [
            plan(archive, country=name, since=since)
            for name, since in (("KGZ", 2000), ("kyrgyzstan", "2000"), ("kg", 2000.0))
        ]
        assert ways[0] == ways[1] == ways[2]


class TestHostileNotebooks:
    """Whatever lies under a notebook's name: one sentence."""

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            ("", "cannot be read as a notebook: Notebook does not appear to be JSON"),
            ("[1, 2]", "is no notebook; open it in JupyterLab and save it anew."),
            ("3", "is no notebook"),
            ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "expected key: cells"),
            (
                '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": '
                '[{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "\\ud800"}]}',
                "cannot be read as a notebook: 'utf-8' codec can't encode",
            ),
        ],
    )
    def test_it_gets_a_sentence(self, archive, tmp_path, content, sentence):
        path = tmp_path / "odd.ipynb"
        path.write_text(content)
        with pytest.raises(ParameterError, match=re.escape(sentence)):
            run.plan(path, {}, archive)

    def test_one_of_the_third_format_is_read(self, archive, tmp_path):
        (tmp_path / "old.ipynb").write_text(
            '{"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": '
            '[{"metadata": {}, "cells": [{"cell_type": "code", "language": "python", '
            '"collapsed": false, "input": ["1"], "outputs": [], "metadata": {}}]}]}'
        )
        assert run.plan(tmp_path / "old.ipynb", {}, archive).place == "old"

    def test_a_default_that_is_an_expression_is_named(self, archive, tmp_path):
        write_notebook(tmp_path / "odd.ipynb", 'country: str = "Kaz" + "akhstan"')
        sentence = "country in the parameters cell of odd.ipynb must be a plain value"
        with pytest.raises(ParameterError, match=sentence):
            run.plan(tmp_path / "odd.ipynb", {}, archive)

    @pytest.mark.parametrize(
        ("cell", "sentence"),
        [
            ("1", "odd.ipynb shows no title; call title("),
            ("print('x' * 50_000_000)", "Cell 2 of odd.ipynb prints 50,000,001 characters;"),
        ],
    )
    def test_what_makes_no_report_is_refused(self, project, archive, tmp_path, cell, sentence):
        write_notebook(tmp_path / "odd.ipynb", 'country: str = "Kazakhstan"', cell)
        with pytest.raises(run.ReportError, match=re.escape(sentence)):
            run.make(run.plan(tmp_path / "odd.ipynb", {}, archive), tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["odd.ipynb"]


class TestExecute:
    def test_the_executed_notebook_says_what_it_was_made_from(self, executed):
        plan, node = executed
        record = node.metadata.hemicycle
        assert record.parameters.country == "Kazakhstan"
        assert set(record.inputs) == {"data", "originals", "notebook", "code"}
        assert record.title.startswith("Kazakhstan voted")
        assert record.summary.startswith("A first sentence.")
        assert record.notebook == "small"

    def test_no_clock_path_or_machine_stays_in_it(self, executed):
        text = re.sub(r"image/png;base64,[^\\]*", "", nbformat.writes(executed[1]))
        assert "papermill" not in {key for cell in executed[1].cells for key in cell.metadata}
        for trace in ("iopub.execute_input", "start_time", "/tmp", str(Path.home()), os.uname()[1]):
            assert trace not in text

    def test_the_same_inputs_give_the_same_notebook(self, project, executed, without_foot):
        plan, node = executed
        assert without_foot(run.execute(plan)) == without_foot(node)

    def test_the_kernel_is_this_python_whatever_kernels_are_installed(
        self, project, executed, monkeypatch, tmp_path
    ):
        kernel = tmp_path / "kernels" / "python3"
        kernel.mkdir(parents=True)
        (kernel / "kernel.json").write_text(
            '{"argv": ["false"], "display_name": "Python 3", "language": "python"}'
        )
        monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
        assert run.execute(executed[0]).metadata.hemicycle.title

    def test_an_error_in_a_cell_is_one_sentence(self, archive):
        with pytest.raises(run.ReportError) as caught:
            run.execute(plan(archive, "broken"))
        assert str(caught.value) == (
            "broken.ipynb stopped in cell [2]: ZeroDivisionError: division by zero"
        )

    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            (
                "country",
                "Kyrgizstan",
                "Kyrgizstan is no country of the archive; the nearest is Kyrgyzstan.",
            ),
            ("contry", "Latvia", "small has no parameter contry; the nearest is country."),
        ],
    )
    def test_papermill_by_hand_shows_the_sentence(self, project, tmp_path, name, value, sentence):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "papermill",
                "notebooks/small.ipynb",
                tmp_path / "out.ipynb",
                "-p",
                name,
                value,
                "-k",
                "python3",
            ],
            cwd=project,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0
        last = done.stderr.strip().splitlines()[-1]
        assert last == sentence
        failed = nbformat.read(tmp_path / "out.ipynb", as_version=4)
        errors = [o for c in failed.cells for o in c.get("outputs", []) if o.output_type == "error"]
        assert [error.traceback for error in errors] == [[last]]


class TestDrawings:
    def test_a_stored_notebook_has_one_drawing_a_chart_and_its_words(self, executed):
        _, node = executed
        outputs = [o for c in run.without_drawings(node).cells for o in c.get("outputs", [])]
        (chart,) = [o for o in outputs if "data:image/png" in o.data.get("text/html", "")]
        assert set(chart.data) == {"text/html", "text/plain"}
        (image,) = lxml.html.fromstring(f"<div>{chart.data['text/html']}</div>").iter("img")
        assert image.get("alt") == chart.metadata.hemicycle.alt
        shown = [
            lxml.html.fromstring(o.data["text/html"]) for o in outputs if "text/html" in o.data
        ]
        assert not any(list(each.iter("style", "script", "svg")) for each in shown)


class TestWriting:
    def test_files_are_written_whole_or_not_at_all(self, tmp_path):
        first, second = tmp_path / "a" / "x.html", tmp_path / "b"
        second.write_text("a file where a folder is wanted")
        with pytest.raises(OSError, match="b"):
            run.write_whole({first: b"new", second / "y.pdf": b"new"})
        assert not first.exists()
        assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b"]

    def test_a_report_that_fails_leaves_what_was_there(
        self, archive, executed, tmp_path, monkeypatch
    ):
        wanted = plan(archive)
        for path in wanted.files(tmp_path):
            path.parent.mkdir(exist_ok=True)
            path.write_text("old")

        def fail(node):
            raise KeyboardInterrupt

        monkeypatch.setattr(run, "execute", lambda plan: executed[1])
        monkeypatch.setattr(run.render, "html", lambda *arguments: "new")
        monkeypatch.setattr(run.render, "pdf", fail)
        with pytest.raises(KeyboardInterrupt):
            run.make(wanted, tmp_path)
        assert {path.read_text() for path in tmp_path.rglob("*.*")} == {"old"}
        assert len(list(tmp_path.rglob("*.*"))) == 3
