"""The notebook on seats runs for any parameters, shows its finding first, and warns of nothing."""

import random
import warnings

import nbformat
import pytest

from helpers import config
from helpers.reports import notebook
from helpers.reports.parameters import Archive, ParameterError

NOTEBOOK = nbformat.read(config.notebooks_folder() / "seat_share.ipynb", as_version=4)


def run(monkeypatch, **parameters):
    """Run the notebook's cells with parameters injected; return the blocks shown."""
    blocks = []
    monkeypatch.setattr(
        notebook, "display", lambda data, raw, metadata: blocks.append(metadata["hemicycle"])
    )
    scope = {}
    for cell in NOTEBOOK.cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, cell.id, "exec"), scope)
        if "parameters" in cell.metadata.get("tags", []):
            scope.update(parameters)
    return blocks


def random_parameters(seed):
    """Return valid parameters: a house of the archive, a span with an election, one of these."""
    choose = random.Random(seed)
    elections = Archive.load().elections
    elections = elections[elections["first_date"].notna()]
    row = elections.iloc[choose.randrange(len(elections))]
    year = row["first_date"].year
    return {
        "country": choose.choice([row["iso3"], row["country"]]),
        "house": row["house"],
        "since": year - choose.randrange(30),
        "until": year + choose.randrange(30),
        "election": choose.choice(["latest", row["election_id"]]),
        "label_share": choose.choice([0, 0.01, 0.05, 0.2, 1]),
        "formula": choose.choice(["dhondt", "sainte_lague", "hare", "droop"]),
        "threshold": choose.choice([0, 0.03, 0.05, 0.1, 0.3, 0.99]),
    }


def test_it_is_stripped_and_thin():
    nbformat.validate(NOTEBOOK)
    assert NOTEBOOK.metadata.kernelspec.name == "python3"
    assert NOTEBOOK.cells[1].metadata.tags == ["parameters"]
    for cell in NOTEBOOK.cells:
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None
            assert "def " not in cell.source
            assert len(cell.source.splitlines()) <= 18


def test_the_first_screen_is_title_sentences_and_one_chart(monkeypatch):
    blocks = run(monkeypatch)
    kinds = [block["kind"] for block in blocks if block["kind"] != "aside"]
    assert kinds[:3] == ["title", "say", "figure"]
    assert kinds[-1] == "end"
    assert "Kazakhstan" in blocks[0]["text"]
    assert kinds.count("figure") >= 6
    assert kinds.count("table") == 3


@pytest.mark.parametrize("seed", range(20))
def test_it_runs_with_any_parameters(monkeypatch, seed):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        blocks = run(monkeypatch, **random_parameters(seed))
    kinds = [block["kind"] for block in blocks]
    assert kinds[0] == "title"
    assert kinds[1] == "say"
    assert kinds[-1] == "end"


@pytest.mark.parametrize(
    "wrong",
    [
        {"formula": "imperiali"},
        {"threshold": 5},
        {"label_share": -1},
        {"since": 2020, "until": 2000},
        {"election": "1066"},
        {"country": "Kyrgizstan"},
    ],
)
def test_parameters_that_do_not_fit_get_a_sentence_before_any_figure(monkeypatch, wrong):
    with pytest.raises(ParameterError) as error:
        run(monkeypatch, **wrong)
    assert str(error.value).endswith(".")
