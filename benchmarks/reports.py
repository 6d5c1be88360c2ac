"""How long reports take: against papermill's own route, in parts, and for more and more of them.

    python benchmarks/reports.py against [REPORTS]
    python benchmarks/reports.py parts
    python benchmarks/reports.py scale [COUNT ...]
    python benchmarks/reports.py served [RUNS]

``against`` makes the first REPORTS reports of reports.toml (all unless given) from nothing, once
with `hemicycle build --jobs 2` and once with papermill's command line under ``xargs -P2``, then
nbconvert to HTML and Chromium's print to PDF for each; it prints both times and their ratio.
``parts`` prints where the time of one report goes. ``scale`` makes COUNT reports with different
parameters (50, 200 and 1,000 unless given) in two processes, and on a Dask cluster of two workers
on loopback of which one is killed on the way; it fails if a report is missing. ``served`` asks the
local server for reports with new parameters, and for the same ones again.

Run it on a machine that does nothing else: the ratios change when others work beside it.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from helpers import config
from helpers.reports import build, kernels, notebook, render, run
from helpers.reports.build import Order
from helpers.reports.parameters import Archive, ParameterError

JOBS = 2
COMMAND = [sys.executable, "-m", "helpers.cli"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
#: What makes one report by the usual route, for a shell: notebook, place of the output, parameters.
USUAL = """set -e
notebook=$1; out=$2; shift 2
{python} -m papermill --no-progress-bar "$notebook" "$out.ipynb" "$@"
{python} -m nbconvert --log-level=ERROR --to html --no-input "$out.ipynb"
{chromium} --headless --no-sandbox --disable-gpu --user-data-dir="$out.profile" \\
    --no-pdf-header-footer --print-to-pdf="$out.pdf" "file://$out.html" 2>/dev/null
"""


@contextmanager
def project() -> Iterator[Path]:
    """Give a copy of this project without reports, and work in it."""
    with tempfile.TemporaryDirectory(prefix="hemicycle-benchmark-") as name:
        folder = Path(name).resolve()
        for each in ("data", "notebooks"):
            shutil.copytree(config.project_root() / each, folder / each)
        shutil.copy(config.project_root() / build.LIST, folder)
        os.environ["HEMICYCLE_ROOT"] = name
        yield folder


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def orders(folder: Path) -> list[Order]:
    found = build.orders(folder / build.LIST, Archive.load())
    return [order for order in found if order.plan]


# --- Against papermill's own route ----------------------------------------------------------------


def against(count: str = "1000") -> None:
    with project() as folder:
        wanted = orders(folder)[: int(count)]
        lines = [_entry(order) for order in wanted]
        (folder / build.LIST).write_text("\n".join(lines), encoding="utf-8")
        command = [*COMMAND, "build", "--jobs", str(JOBS)]
        ours, again = (
            seconds(lambda: subprocess.run(command, check=True, cwd=folder, capture_output=True))
            for _ in range(2)
        )
        theirs = seconds(lambda: _usual_route(wanted, folder))
        made = len(list((folder / "usual").glob("*.pdf")))
    assert made == len(wanted), f"{made} of {len(wanted)} made by the usual route"
    print(f"{len(wanted)} reports: notebook, HTML and PDF of each, {JOBS} at a time")
    print(f"papermill, nbconvert, Chromium {theirs:8.1f} s")
    print(f"hemicycle build                {ours:8.1f} s   (again, nothing to do: {again:.2f})")
    print(f"ratio                          {theirs / ours:8.1f}")


def _entry(order: Order) -> str:
    """Return one report as an entry of a list of reports."""
    plan = order.plan
    pairs = ", ".join(f"{name} = {json.dumps(value)}" for name, value in plan.changed.items())
    return f'[[reports]]\nnotebooks = ["{plan.notebook.stem}"]\nparameters = {{ {pairs} }}\n'


def _usual_route(wanted: list[Order], folder: Path) -> None:
    out = folder / "usual"
    out.mkdir()
    script = USUAL.format(python=shlex.quote(sys.executable), chromium=shlex.quote(CHROMIUM))
    asked = []
    for order in wanted:
        words = [str(order.plan.notebook), str(out / order.plan.place.replace("/", "-"))]
        for name, value in order.plan.changed.items():
            words += ["-p", name, str(value)]
        asked.append(" ".join(shlex.quote(word) for word in words))
    subprocess.run(
        ["xargs", f"-P{JOBS}", "-L1", "sh", "-c", script, "sh"],
        input="\n".join(asked) + "\n",
        text=True,
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


# --- The parts of one report ----------------------------------------------------------------------


def parts(runs: str = "5") -> None:
    print("median seconds        kernel  notebook  of which drawing      HTML       PDF")
    began = time.perf_counter()
    kernels.keep_one_ready()
    start = time.perf_counter() - began
    for path in sorted(config.notebooks_folder().glob("*.ipynb")):
        plan = run.plan(path, {}, Archive.load())
        found = [_parts(plan) for _ in range(int(runs))]
        medians = [statistics.median(each) for each in zip(*found, strict=True)]
        print(
            f"{path.stem:<20} {medians[0]:7.3f} {medians[1]:9.3f} {_drawing(plan):17.3f} ", end=""
        )
        print(f"{medians[2]:9.3f} {medians[3]:9.3f}")
    kernels.discard()
    print(f"Before the first one, once in a build: {start:.1f} s until kernels can be forked.")


def _parts(plan: run.Plan) -> tuple[float, ...]:
    """Return the seconds that a kernel, the run, HTML and PDF take."""
    time.sleep(0.5)  # what waits for kernels is ready while something else is done
    at: list[float] = []
    began = time.perf_counter()
    node = run.execute(plan, started=lambda kernel: at.append(time.perf_counter()))
    done = time.perf_counter()
    html = seconds(lambda: render.html(node, plan.place, site=True))
    return at[0] - began, done - at[0], html, seconds(lambda: render.pdf(node))


def _drawing(plan: run.Plan) -> float:
    """Return the seconds that a notebook's charts take, run in this process, warm."""
    os.environ[notebook.DRAWINGS] = "1"
    usual, spent = notebook.show, []
    node = run.read_notebook(plan.notebook)
    sources = [cell.source for cell in node.cells if cell.cell_type == "code"]
    notebook.display = lambda *shown, **about: None
    notebook.show = lambda chart: spent.append(seconds(lambda: usual(chart)))
    try:
        for _ in range(2):
            spent.clear()
            names: dict[str, object] = {}
            for source in sources:
                exec(source, names)
    finally:
        notebook.show = usual
    return sum(spent)


# --- More and more of them ------------------------------------------------------------------------


def scale(*counts: str) -> None:
    from distributed import Client, LocalCluster

    wanted = [int(count) for count in counts or ("50", "200", "1000")]
    with project() as folder:
        many = list(itertools.islice(_many(), max(wanted)))
        for count in wanted:
            with build.workers(JOBS) as executor:
                _made(many[:count], folder / f"processes-{count}", executor, "processes")
        for count in wanted:
            with (
                LocalCluster(
                    JOBS, threads_per_worker=1, dashboard_address=None, silence_logs=50
                ) as cluster,
                Client(cluster) as client,
            ):
                victim = min(client.run(os.getpid).values())

                def kill(done: int, pid: int = victim, at: int = count // 4) -> None:
                    if done == at:
                        os.kill(pid, signal.SIGKILL)

                where = folder / f"cluster-{count}"
                _made(many[:count], where, client.get_executor(), "cluster, one killed", kill)


def _many() -> Iterator[Order]:
    """Yield reports that differ in country or years."""
    archive = Archive.load()
    names = ("turnout", "women_representation", "seat_share")
    for since, name, country in itertools.product(range(1990, 2030), names, archive.countries):
        try:
            plan = run.plan(run.find_notebook(name), {"country": country, "since": since}, archive)
        except ParameterError:  # nothing since then
            continue
        yield Order(plan.place, plan)


def _made(
    wanted: list[Order],
    folder: Path,
    executor: object,
    where: str,
    tell: Callable[[int], None] = lambda done: None,
) -> None:
    done = itertools.count(1)
    spent = seconds(
        lambda: build.build(wanted, folder, executor, told=lambda name, what: tell(next(done)))
    )
    missing = [o.name for o in wanted if not all(p.is_file() for p in o.plan.files(folder))]
    assert not missing, f"{len(missing)} reports are missing: {missing[:5]}"
    print(f"{len(wanted):5} reports, {where:<20} {spent:7.1f} s, {spent / len(wanted):.3f} each")


# --- Served ---------------------------------------------------------------------------------------


def served(runs: str = "15") -> None:
    command = [*COMMAND, "serve", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        address = server.stdout.readline().strip()
        new, again, by_command = [], [], []
        with httpx.Client(timeout=120) as client:
            client.get(address)
            base = re.sub(r"\?.*", "run/turnout", address)
            time.sleep(5)  # a reader does not ask in the first seconds
            for n in range(int(runs)):
                asked = {"country": ["Kyrgyzstan", "Latvia", "Ukraine"][n % 3], "until": 2025 + n}
                new.append(seconds(lambda asked=asked: client.get(base, params=asked)))
                again.append(seconds(lambda asked=asked: client.get(base, params=asked)))
                time.sleep(0.5)
        server.terminate()
    with tempfile.TemporaryDirectory() as out:
        for country in ("Kyrgyzstan", "Latvia", "Ukraine"):
            words = [*COMMAND, "run", "turnout", "-p", "country", country, "--out", out]
            by_command.append(
                seconds(lambda words=words: subprocess.run(words, check=True, capture_output=True))
            )
    median, command_median = statistics.median(new), statistics.median(by_command)
    print(f"turnout, new parameters    median {median:6.3f} s of {runs}, longest {max(new):.3f}")
    print(f"the same again             median {statistics.median(again):6.3f} s")
    print(f"hemicycle run              median {command_median:6.3f} s of 3")
    print(f"ratio                             {command_median / median:6.1f}")


if __name__ == "__main__":
    what = {"against": against, "parts": parts, "scale": scale, "served": served}
    if len(sys.argv) < 2 or sys.argv[1] not in what:
        sys.exit(__doc__)
    what[sys.argv[1]](*sys.argv[2:])
