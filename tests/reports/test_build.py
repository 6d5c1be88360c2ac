"""All reports: what is listed, what is up to date, and what happens when one fails."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from helpers.reports import build, run
from helpers.reports.parameters import Archive
from helpers.reports.run import ReportError

LIST = """
[[reports]]
notebooks = ["missing"]

[[reports]]
notebooks = ["small", "broken"]
country = "Kazakhstan"
flagship = true

[[reports]]
notebooks = ["small"]
country = "every"
elections = 10
"""


@pytest.fixture
def archive(project):
    return Archive.load()


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "reports.toml"
    path.write_text(LIST)
    return path


@pytest.fixture
def made_up(executed, monkeypatch):
    """Reports made at once, without kernel or print: the small one under every country's name."""
    _, node = executed

    def execute(plan):
        if plan.notebook.stem == "broken":
            raise ReportError("broken.ipynb stopped in cell [2]: it is broken")
        copy = node.copy()
        copy.metadata = {
            **node.metadata,
            "hemicycle": {**node.metadata.hemicycle, **plan.record(["elections"])},
        }
        return run.nbformat.from_dict(copy)

    monkeypatch.setattr(run, "execute", execute)
    monkeypatch.setattr(run.render, "pdf", lambda node: b"%PDF")


def build_all(orders, folder, **options):
    with ThreadPoolExecutor(2) as executor:
        return build.build(orders, folder, executor, **options)


class TestOthers:
    """Reports that no list asks for, such as those of ``hemicycle run``."""

    def test_they_are_made_anew_where_they_are_stale(self, project, archive, tmp_path, made_up):
        given = {"country": "Benin", "since": 1991}
        made = run.plan(run.find_notebook("small"), given, archive)
        run.make(made, tmp_path, site=True)
        (order,) = build.others(tmp_path, [], archive)
        assert (order.name, order.plan) == ("benin/small_since-1991", made)
        assert build_all([order], tmp_path).up_to_date == [order.name]
        assert build.others(tmp_path, [order], archive) == []

    def test_one_that_can_no_longer_be_made_leaves(self, project, archive, tmp_path, made_up):
        run.make(run.plan(run.find_notebook("small"), {}, archive), tmp_path, site=True)
        path = tmp_path / "kazakhstan" / "small.ipynb"
        path.write_text(path.read_text().replace('"notebook": "small"', '"notebook": "gone"'))
        (order,) = build.others(tmp_path, [], archive)
        assert (order.name, order.plan) == ("kazakhstan/small", None)
        assert order.problem.startswith("No notebook is called gone; ")
        build.remove(order.name, tmp_path)
        assert not list(tmp_path.glob("kazakhstan/small*"))

    def test_one_whose_name_has_changed_is_made_under_the_new_one(
        self, project, archive, tmp_path, made_up
    ):
        run.make(run.plan(run.find_notebook("small"), {}, archive), tmp_path, site=True)
        for path in list((tmp_path / "kazakhstan").iterdir()):
            path.rename(path.with_name(path.name.replace("small", "small_since-1990")))
        old, new = build.others(tmp_path, [], archive)
        assert (old.name, old.plan) == ("kazakhstan/small_since-1990", None)
        assert (new.name, new.problem) == ("kazakhstan/small", "")


class TestList:
    def test_every_country_is_one_line(self, listed, archive):
        orders = build.orders(listed, archive)
        names = [order.name for order in orders]
        assert len(names) == len(set(names))
        assert {"missing", "kazakhstan/small", "kyrgyzstan/small"} <= set(names)
        assert "benin/small" not in names
        assert [o.name for o in orders if o.flagship] == ["kazakhstan/small", "kazakhstan/broken"]

    def test_a_new_country_is_taken_with_one_election(self, listed, archive):
        names = {order.name for order in build.orders(listed, archive, new={"BEN"})}
        assert "benin/small" in names

    def test_all_takes_countries_with_one_election(self, listed, archive):
        names = {order.name for order in build.orders(listed, archive, everything=True)}
        assert "benin/small" in names
        # Of Gabon the archive has an upper house only, of Botswana nothing after 1989.
        assert {"gabon/small_house-uc", "botswana/small_since-1989"} <= names

    def test_a_notebook_that_is_not_there_is_a_problem_of_its_own(self, listed, archive):
        order = build.orders(listed, archive)[0]
        assert order.plan is None
        assert order.problem.startswith("No notebook is called missing; ")

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("reports = 3", "must hold entries"),
            ("[[reports]]\ncountry = 'x'", "must hold entries"),
            ("[[reports]]\nnotebooks = 'x'", "notebooks must be a list"),
            ("[[reports]]\nnotebooks = []\ncuontry = 'x'", "an entry has no key cuontry"),
            ("[[", "cannot be read"),
        ],
    )
    def test_a_list_that_cannot_be_read_gets_a_sentence(self, listed, archive, text, sentence):
        listed.write_text(text)
        with pytest.raises(ReportError, match=sentence):
            build.orders(listed, archive)


class TestBuild:
    def test_one_that_fails_does_not_stop_the_others(self, listed, archive, made_up, tmp_path):
        told = {}
        summary = build_all(build.orders(listed, archive), tmp_path / "out", told=told.__setitem__)
        assert set(summary.failed) == {"missing", "kazakhstan/broken"}
        assert "kyrgyzstan/small" in summary.made
        assert set(told) == {*summary.made, *summary.failed}
        index = (tmp_path / "out" / "index.html").read_text()
        assert "kyrgyzstan/small.html" in index
        assert "broken" not in index

    def test_not_even_an_error_that_nobody_thought_of(
        self, listed, archive, made_up, tmp_path, monkeypatch
    ):
        def fail(node):
            raise ValueError("odd")

        monkeypatch.setattr(run.render, "pdf", fail)
        summary = build_all(build.orders(listed, archive), tmp_path)
        assert summary.made == []
        assert summary.failed["kyrgyzstan/small"] == "ValueError: odd"

    def test_what_is_up_to_date_is_not_made_again(self, listed, archive, made_up, tmp_path):
        orders = [o for o in build.orders(listed, archive) if o.name.endswith("/small")]
        first = build_all(orders, tmp_path)
        assert sorted(first.made) == sorted(o.name for o in orders)
        (tmp_path / "kyrgyzstan" / "small.pdf").unlink()
        (tmp_path / "latvia" / "small.ipynb").write_text("cut off")
        second = build_all(orders, tmp_path)
        assert sorted(second.made) == ["kyrgyzstan/small", "latvia/small"]
        assert len(second.up_to_date) == len(orders) - 2
        assert build_all(orders[:1], tmp_path, force=True).made == [orders[0].name]

    def test_a_change_of_the_inputs_makes_it_anew(
        self, listed, archive, made_up, tmp_path, monkeypatch
    ):
        orders = [o for o in build.orders(listed, archive) if o.name == "kazakhstan/small"]
        build_all(orders, tmp_path)
        monkeypatch.setattr(run.provenance, "data_digest", lambda *inputs: "other")
        orders = [o for o in build.orders(listed, archive) if o.name == "kazakhstan/small"]
        assert build_all(orders, tmp_path).made == ["kazakhstan/small"]

    def test_the_same_reports_give_the_same_site(self, listed, archive, made_up, tmp_path):
        orders = [o for o in build.orders(listed, archive) if o.name.endswith("/small")]
        contents = []
        for folder in (tmp_path / "a", tmp_path / "b"):
            build_all(orders, folder)
            contents.append(
                {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
            )
        assert contents[0] == contents[1]

    def test_the_flagship_is_copied_when_asked_for(self, listed, archive, made_up, tmp_path):
        orders = build.orders(listed, archive)
        build_all(orders, tmp_path)
        copied = build.renew_flagship(orders, tmp_path)
        names = [path.relative_to(tmp_path).as_posix() for path in copied]
        assert names == ["flagship/kazakhstan/small.pdf", "flagship/kazakhstan/small.ipynb"]
        assert "flagship" not in (tmp_path / "index.html").read_text()


@pytest.mark.skipif(os.name != "posix", reason="signals and process groups are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_no_process_and_no_half_file(project, number):
    (project / "reports.toml").write_text(
        '[[reports]]\nnotebooks = ["slow"]\ncountry = "Kazakhstan"\n'
    )
    source = (project / "notebooks" / "small.ipynb").read_text()
    slow = source.replace("end(report)", "import time; time.sleep(600)")
    (project / "notebooks" / "slow.ipynb").write_text(slow)
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.cli", "build", "--jobs", "1"],
        cwd=project,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background jobs ignore SIGINT, and what they start inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        started = wait_for(lambda: kernels(process.pid))
        assert started
        process.send_signal(number)
        process.communicate(timeout=20)
    finally:
        process.kill()
    assert wait_for(lambda: not any(psutil.pid_exists(pid) for pid in started))
    assert not list((project / "reports").rglob("*slow*"))


def kernels(pid: int) -> list[int]:
    """Return the processes of a build once one of them is a kernel that has begun to work."""
    try:
        family = psutil.Process(pid).children(recursive=True)
        servers = [p for p in family if "helpers.reports.warm" in " ".join(p.cmdline())]
        return [p.pid for p in family] if any(s.children() for s in servers) else []
    except psutil.Error:
        return []


def wait_for(what, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.1)
    return what()
