"""The project's own files agree with each other and keep what they promise."""

import ast
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, GROUPS = PYPROJECT["project"], PYPROJECT["dependency-groups"]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MODULES = sorted((ROOT / "src" / "helpers").rglob("*.py"))

#: What conda-forge calls a package otherwise than the Python package index does.
CONDA_NAMES = {
    "pandera-pandas": "pandera",
    "playwright-python": "playwright",
    "typst-py": "typst",
}
#: From the ground up: a module imports from its own floor and those before it.
FLOORS = [
    "config",
    "rules",
    "archive",
    "tables",
    "measures",
    "analyses",
    "sentences",
    "figures",
    "reports",
    "serve",
    "cli",
]


def bounds(requirements):
    """Return the version bounds by package name."""
    parsed = map(Requirement, requirements)
    return {canonicalize_name(each.name): str(each.specifier) for each in parsed}


@pytest.fixture(scope="module")
def declared():
    extras = PROJECT["optional-dependencies"].values()
    return bounds([*PROJECT["dependencies"], *(line for extra in extras for line in extra)])


@pytest.fixture(scope="module")
def browser():
    return bounds(GROUPS["browser"])


@pytest.fixture(scope="module")
def environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]


def lock(name="requirements"):
    return (ROOT / f"{name}.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tracked():
    """Return what is committed, as text by name."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("Not a git checkout.")
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return {path: path.read_text(encoding="latin-1") for path in paths if path.is_file()}


# --- Packages -------------------------------------------------------------------------------------


def test_conda_users_get_the_same_packages_and_bounds(declared, browser, environment):
    plain = [line for line in environment if isinstance(line, str)]
    from_pip = [line for each in environment if isinstance(each, dict) for line in each["pip"]]
    assert from_pip.pop() == "-e ."
    found = bounds([*plain, *from_pip])
    assert found.pop("python") == PROJECT["requires-python"]
    assert found.pop("pip") == ""
    assert {
        CONDA_NAMES.get(name, name): bound for name, bound in found.items()
    } == declared | browser


def test_the_environment_names_the_packages_that_users_were_promised(environment):
    named = bounds(line for line in environment if isinstance(line, str))
    assert {"jupyterlab", "pandas", "matplotlib", "seaborn", "papermill", "nbval"} <= named.keys()


def test_the_locks_have_every_package_within_its_bounds(declared, browser):
    pinned = {}
    for line in re.findall(r"^(\S+==[^;\\]+)", lock() + lock("requirements-browser"), re.MULTILINE):
        pin = Requirement(line)
        pinned.setdefault(canonicalize_name(pin.name), []).append(str(pin.specifier)[2:])
    for name, bound in (declared | browser).items():
        assert name in pinned, f"{name} is not locked: run make lock."
        wanted = Requirement(name + bound).specifier
        assert all(wanted.contains(version) for version in pinned[name]), (name, bound)


@pytest.mark.parametrize("name", ["requirements", "requirements-browser"])
def test_a_lock_holds_hashes_and_no_address(name):
    text = lock(name)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all(re.match(r"[\w.-]+==", entry) for entry in entries)
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)


def test_the_build_needs_nothing_that_is_not_locked(declared):
    assert bounds(PYPROJECT["build-system"]["requires"]).items() <= declared.items()


# --- Files ----------------------------------------------------------------------------------------


def test_no_file_holds_a_path_of_a_machine(tracked):
    path = re.compile(r"(?<![\w./:-])/(?:home|root|Users|work)/\w|\b[A-Z]:\\\\?Users\b")
    assert [file for file, text in tracked.items() if path.search(text)] == []


def test_no_file_names_the_host_of_a_package_index(tracked):
    host = re.compile(r"\bpypi\.org|pythonhosted\.org|\banaconda\.org")
    assert [file for file, text in tracked.items() if host.search(text)] == []


def test_licences_are_stated_where_readers_look():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "MIT" in readme
    assert "IPU Parline" in readme
    assert "CC BY-NC-SA 4.0" in readme
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert (citation["version"], citation["license"]) == (PROJECT["version"], PROJECT["license"])
    assert "Inter-Parliamentary Union" in str(citation["references"])


def test_the_readme_leads_to_files_that_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", readme)
    assert [link for link in links if not (ROOT / link).exists()] == []


# --- Notebooks ------------------------------------------------------------------------------------


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def cells(request):
    """Return the code cells of a notebook."""
    notebook = json.loads(request.param.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def test_notebooks_are_committed_without_output(cells):
    assert not any(cell["outputs"] or cell["execution_count"] for cell in cells)


def test_notebooks_begin_with_typed_and_explained_parameters(cells):
    assert [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])] == cells[:1]
    source = "".join(cells[0]["source"])
    lines = source.splitlines()
    for statement in ast.parse(source).body:
        assert isinstance(statement, ast.AnnAssign)
        ast.literal_eval(statement.value)
        assert "#" in lines[statement.lineno - 1] + lines[statement.lineno - 2]


def test_notebooks_define_no_functions(cells):
    for cell in cells:
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)


# --- The house ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "module", MODULES, ids=lambda path: path.relative_to(ROOT / "src" / "helpers").as_posix()
)
def test_modules_import_only_from_their_floor_and_below(module):
    place = module.relative_to(ROOT / "src" / "helpers").parts[0].removesuffix(".py")
    allowed = FLOORS[: FLOORS.index(place) + 1] if place in FLOORS else []
    imported = set(floors_imported(ast.parse(module.read_text(encoding="utf-8"))))
    assert imported <= set(allowed)


def floors_imported(tree):
    """Yield the floor of each import from this package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "Imports are written in full."
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("helpers."))
