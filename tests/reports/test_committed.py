"""What git says of the project's files: notebooks saved with other parameters, new elections."""

import json
import shutil
import subprocess

import pytest

from helpers import config
from helpers.reports import committed
from helpers.reports.parameters import Archive


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A project in a repository, everything committed."""
    for name in ("notebooks", "data/processed"):
        shutil.copytree(config.project_root() / name, tmp_path / name)
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    monkeypatch.setenv("HEMICYCLE_ROOT", str(tmp_path))
    return tmp_path


def differences(folder):
    return list(committed.differences(folder.glob("notebooks/*.ipynb")))


def test_a_notebook_saved_with_other_parameters_or_output_is_named(repository):
    assert differences(repository) == []
    path = repository / "notebooks" / "turnout.ipynb"
    path.write_text(path.read_text().replace(r"\"Kazakhstan\"", r"\"Latvia\""))
    other = repository / "notebooks" / "overview.ipynb"
    node = json.loads(other.read_text())
    node["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "1"}]
    other.write_text(json.dumps(node))
    output, parameters = differences(repository)
    assert output.startswith("overview.ipynb holds the output of a run.")
    assert "country 'Latvia', not 'Kazakhstan'" in parameters
    assert parameters.endswith("git checkout notebooks/turnout.ipynb")


def test_a_country_is_new_whose_election_is_not_committed(repository):
    assert committed.new_countries(Archive.load()) == set()
    path = repository / "data" / "processed" / "elections.csv"
    path.write_text(path.read_text().replace("BJ-LC01-E2023", "BJ-LC01-E2024"))
    assert committed.new_countries(Archive.load()) == {"BEN"}


def test_without_git_nothing_is_known(repository, monkeypatch):
    shutil.rmtree(repository / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.parent))
    path = repository / "notebooks" / "turnout.ipynb"
    path.write_text(path.read_text().replace(r"\"Kazakhstan\"", r"\"Latvia\""))
    assert differences(repository) == []
    assert committed.new_countries(Archive.load()) == set()
