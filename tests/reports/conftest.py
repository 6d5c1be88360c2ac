"""A small project of its own, and one report made in it, for all tests of reports."""

import shutil
from pathlib import Path

import nbformat
import pytest

from helpers import config
from helpers.reports import run
from helpers.reports.parameters import Archive

#: A party's name that is markup in every language that a report passes through.
HOSTILE = (
    r"<script>alert(1)</script> *x* _y_ $z$ #w @ref [a](javascript:1) =1+1 \_ `c` ~t~ & "
    r'"q" http://x.y {{b}} ${d} #import "e"'
)

CELLS = (
    """country: str = "Kazakhstan"  # English name or ISO code
since: int = 1990  # first year
until: int = 2030  # last year
house: str = "LC"  # LC or UC
""",
    f"""import matplotlib.pyplot as plt
import pandas as pd
from helpers.figures.style import Chart, house_style, new_figure
from helpers.reports.notebook import begin, end, heading, say, show, table, title
HOSTILE = {HOSTILE!r}
report = begin("small", country=country, since=since, until=until, house=house)""",
    """title(f"{report.country} voted, and " + HOSTILE)
say(["A first sentence. " + HOSTILE, "", "A second sentence."])""",
    """@house_style()
def draw(width):
    figure = new_figure(width, 2)
    figure.add_subplot(title=HOSTILE).plot([2004, 2007], [42, 98])
    return figure
show(Chart("Up " + HOSTILE, "Seats " + HOSTILE, "A line " + HOSTILE, "Source: a page",
           "A note", draw))""",
    """heading("= A heading")
frame = pd.DataFrame({
    "Party": pd.array([HOSTILE, "- Otan", "= 2"], dtype="string"),
    "Seats": pd.array([42, None, -1], dtype="Int64"),
    "Votes": pd.array([2883706, 1, 0], dtype="Int64"),
    "Share, %": [54.54, 1.0, 0.0],
})
table(frame, caption="Seats " + HOSTILE, notes=["A dash: not known."])
table(pd.concat([frame] * 30), caption="A long table")
table(
    pd.DataFrame({"Country": [HOSTILE, "Fiji", "Palau"], "Page": [HOSTILE, "a", "b"]}),
    caption="Links",
    links={
        "Country": ["fiji/index.html", "https://x.y/?a=1&b=%22#c", "javascript:alert(1)"],
        "Page": [HOSTILE, 'https://x.y/"#link("z")', None],
    },
)""",
    "end(report)",
)
METHOD = "## Method\n\nThe effective number is $1/\\sum s_i^2$, see *Laakso* (1979).\n\n<b>raw</b>"


def write_notebook(path: Path, *cells: str, method: str = "") -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    node = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    node.cells = [nbformat.v4.new_code_cell(source) for source in cells]
    node.cells[0].metadata["tags"] = ["parameters"]
    if method:
        node.cells.insert(len(cells) - 1, nbformat.v4.new_markdown_cell(method))
    nbformat.write(node, path)


@pytest.fixture(scope="session")
def root(tmp_path_factory) -> Path:
    """A project with the real tables and notebooks that are quick to run."""
    folder = tmp_path_factory.mktemp("project")
    tables = config.processed_folder()
    (folder / "notebooks").mkdir()
    (folder / "reports").mkdir()
    shutil.copytree(tables, folder / "data" / "processed")
    write_notebook(folder / "notebooks" / "small.ipynb", *CELLS, method=METHOD)
    write_notebook(folder / "notebooks" / "broken.ipynb", CELLS[0], "1 / 0")
    return folder


@pytest.fixture
def project(root, monkeypatch) -> Path:
    monkeypatch.setenv("HEMICYCLE_ROOT", str(root))
    return root


@pytest.fixture(scope="session")
def executed(root):
    """The small report, executed: its plan and its notebook."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEMICYCLE_ROOT", str(root))
        plan = run.plan(run.find_notebook("small"), {"country": "kz"}, Archive.load())
        return plan, run.execute(plan)


@pytest.fixture(scope="session")
def without_foot():
    """What a notebook shows but its foot, which changes with the package under work."""
    return lambda node: [dict(cell) for cell in node.cells[:-1]]
