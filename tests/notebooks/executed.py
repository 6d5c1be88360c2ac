"""Run a notebook as papermill does, and read what it showed."""

import nbformat
import papermill

from helpers import config


def source(name):
    """Return a notebook as it is committed."""
    return nbformat.read(config.notebooks_folder() / f"{name}.ipynb", as_version=4)


def run(name, folder, **parameters):
    """Execute a notebook and return its blocks, and what it wrote beside them."""
    path = folder / f"{name}.ipynb"
    papermill.execute_notebook(
        str(config.notebooks_folder() / f"{name}.ipynb"),
        str(path),
        parameters=parameters,
        progress_bar=False,
        log_output=False,
    )
    outputs = [
        output
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", [])
    ]
    blocks = [output["metadata"]["hemicycle"] for output in outputs if "metadata" in output]
    strays = [output for output in outputs if output["output_type"] != "display_data"]
    return blocks, strays


def texts(blocks, kind):
    """Return the texts of the blocks of a kind."""
    return [block["text"] for block in blocks if block["kind"] == kind]


def tables(blocks):
    """Return the rows of each table by its caption."""
    return {
        block["table"]["caption"]: block["table"]["rows"]
        for block in blocks
        if block["kind"] == "table"
    }


def assert_thin(notebook, defaults):
    """Hold a committed notebook against what a thin one must be."""
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    introduction, first = notebook.cells[:2]
    assert introduction.cell_type == "markdown" and introduction.source.startswith("# ")
    assert first.metadata.tags == ["parameters"]
    lines = first.source.splitlines()
    assert all(": " in line.partition("=")[0] and "  # " in line for line in lines)
    values = {}
    exec(first.source, values)
    assert {name: values[name] for name in defaults} == defaults
    assert len(lines) == len(defaults)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) and all(name.isidentifier() for name in ids)
    for cell in notebook.cells[1:]:
        assert cell.cell_type == "code" and not cell.outputs and cell.execution_count is None
        assert cell is first or cell.metadata.jupyter.source_hidden
        assert "def " not in cell.source and "lambda" not in cell.source
