"""The notebook ``data_quality`` runs under other parameters than its own, and stays thin."""

import nbformat
import papermill
import pytest

from helpers import config

PATH = config.notebooks_folder() / "data_quality.ipynb"


def run(tmp_path, **parameters):
    out = tmp_path / "out.ipynb"
    return papermill.execute_notebook(PATH, out, parameters=parameters, progress_bar=False)


def blocks(notebook):
    """Return the blocks of a report: kind and content, in order."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            assert output.output_type == "display_data", output
            block = output.metadata.get("hemicycle")
            if block and block["kind"] != "aside":
                found.append(block)
    return found


def test_first_screen_is_title_sentences_and_chart_and_sections_follow(tmp_path):
    shown = blocks(run(tmp_path, country="Georgia", since=1995, until=2020))
    assert [block["kind"] for block in shown[:3]] == ["title", "say", "figure"]
    assert shown[0]["text"].startswith("Georgia: ")
    assert sum(block["kind"] == "figure" for block in shown) == 3
    captions = [block["table"]["caption"] for block in shown if block["kind"] == "table"]
    assert "Pages on these elections" in captions
    assert shown[-1]["kind"] == "end"


@pytest.mark.parametrize(
    ("parameters", "first"),
    [
        ({"country": "BRB", "house": "UC"}, "Barbados 2018: "),
        ({"country": "Barbados"}, "Barbados: the archive has no election"),
    ],
)
def test_thin_and_missing_data_give_a_report_too(tmp_path, parameters, first):
    shown = blocks(run(tmp_path, **parameters))
    assert shown[0]["text"].startswith(first)
    assert shown[-1]["kind"] == "end"
    for block in shown:
        assert block["kind"] != "table" or block["table"]["rows"]


def test_notebook_is_stripped_thin_and_tagged():
    notebook = nbformat.read(PATH, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code[0].metadata.tags == ["parameters"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert all("def " not in cell.source for cell in code)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
