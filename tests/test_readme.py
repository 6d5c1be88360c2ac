"""An analyst who follows the README's worked example gets a new measure and chart."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(
    r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
)


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Return a copy of the package in which the example's first four steps were taken."""
    measure, analysis, sentences, chart, _ = BLOCKS
    helpers = tmp_path_factory.mktemp("src") / "helpers"
    shutil.copytree(ROOT / "src" / "helpers", helpers, ignore=shutil.ignore_patterns("__pycache__"))
    with (helpers / "measures" / "shares.py").open("a", encoding="utf-8") as shares:
        shares.write(f"\n\n{measure}")
    (helpers / "analyses" / "leads.py").write_text(analysis, encoding="utf-8")
    (helpers / "sentences" / "leads.py").write_text(sentences, encoding="utf-8")
    (helpers / "figures" / "leads.py").write_text(chart, encoding="utf-8")
    return helpers


def run(package, *command):
    """Run Python with the copy in place of the package."""
    place = {**os.environ, "PYTHONPATH": str(package.parent), "HEMICYCLE_ROOT": str(ROOT)}
    return subprocess.run(
        [sys.executable, *command], env=place, cwd=package, capture_output=True, text=True
    )


def test_the_report_shows_the_new_chart(package):
    notebook = json.loads((ROOT / "notebooks" / "seat_share.ipynb").read_text(encoding="utf-8"))
    cells = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}
    report = run(package, "-c", "\n".join([cells["parameters"], cells["begin"], BLOCKS[4]]))
    assert report.returncode == 0, report.stderr
    assert "the largest party was ahead of the second by" in report.stdout
    assert report.stdout.count("image/png") >= 1


def test_the_new_code_passes_its_example_and_ruff(package):
    files = ["measures/shares.py", "analyses/leads.py", "sentences/leads.py", "figures/leads.py"]
    settings = ["--config", str(ROOT / "pyproject.toml")]
    for command in (
        ["-m", "doctest", "measures/shares.py"],
        ["-m", "ruff", "check", *settings, *files],
        ["-m", "ruff", "format", "--check", *settings, *files],
    ):
        done = run(package, *command)
        assert done.returncode == 0, done.stdout + done.stderr
