"""All reports: what ``reports.toml`` lists, made where it is not up to date, several at a time.

A report that fails does not stop the others. Nothing finished is lost when a build is stopped:
each report is written whole when it is done, and the next build goes on from there.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    as_completed,
)
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from helpers.reports import kernels, run, site, warm
from helpers.reports.parameters import Archive, ParameterError
from helpers.reports.run import Plan, ReportError
from helpers.tables.schema import TABLES

LIST = "reports.toml"
_KEYS = {"notebooks", "country", "elections", "flagship", "parameters"}


@dataclass
class Summary:
    """What a build did: the places of the reports, and why some failed."""

    made: list[str] = field(default_factory=list)
    up_to_date: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Order:
    """One line of what is to be made: the plan, or why there is none."""

    name: str
    plan: Plan | None = None
    problem: str = ""
    flagship: bool = False


def orders(
    path: Path, archive: Archive, everything: bool = False, new: Collection[str] = ()
) -> list[Order]:
    """Return what a list of reports asks for, each report once.

    Parameters
    ----------
    path : Path
        A file like ``reports.toml``.
    archive : Archive
    everything : bool
        Whether "every" means each country with an election, however few.
    new : collection of str
        Codes of countries that "every" means whatever the number of their elections.

    Raises
    ------
    ReportError
        If the list cannot be read. A report that cannot be made is an order with a problem.
    """
    found: dict[str, Order] = {}
    for entry in _entries(path):
        for country in _countries(entry, archive, everything, new):
            given = {**_fitting(country, archive), **entry.get("parameters", {})}
            for notebook in entry["notebooks"]:
                order = _order(notebook, given, archive, bool(entry.get("flagship")))
                found.setdefault(order.name, order)
    return list(found.values())


def others(folder: Path, wanted: list[Order], archive: Archive) -> list[Order]:
    """Return the reports in a folder that no list asks for, such as those of `hemicycle run`.

    They stay on the site, and so must say what the tables say: each is an order to make it anew
    where it is stale. One that can no longer be made, because its notebook, its country or its
    election is gone, is an order with the problem; see :func:`remove`.
    """
    asked = {order.name for order in wanted}
    found = []
    for page in site.find(folder):
        if page.place in asked:
            continue
        try:
            notebook = run.find_notebook(page.about["notebook"])
            given = page.about["parameters"]
            named = {name: given[name] for name in run.defaults(notebook) if name in given}
            plan = run.plan(notebook, named, archive)
        except (ParameterError, ReportError) as error:
            found.append(Order(page.place, problem=str(error)))
            continue
        if plan.place != page.place:
            found.append(Order(page.place, problem=f"It is made as {plan.place} now."))
        if plan.place not in asked:
            asked.add(plan.place)
            found.append(Order(plan.place, plan))
    return found


def remove(place: str, folder: Path) -> None:
    """Remove a report's files."""
    for ending in (*run.ENDINGS, ".svg"):
        (folder / f"{place}{ending}").unlink(missing_ok=True)


def build(
    wanted: list[Order],
    folder: Path,
    executor: Executor,
    force: bool = False,
    told: Callable[[str, str], None] = lambda name, what: None,
) -> Summary:
    """Make the reports that are not up to date, then the pages that lead to them.

    Parameters
    ----------
    wanted : list of Order
    folder : Path
        Folder of the reports.
    executor : concurrent.futures.Executor
        Where the reports are made; its workers must see the same files.
    force : bool
        Whether to make also what is up to date.
    told : callable
        Called with name and outcome ("made", "up to date", or why it failed) of each report.
    """
    summary = Summary()
    waiting = {}
    for order in wanted:
        if order.plan is None:
            summary.failed[order.name] = order.problem
            told(order.name, order.problem)
        elif not force and is_up_to_date(order.plan, folder):
            summary.up_to_date.append(order.name)
            told(order.name, "up to date")
        else:
            waiting[executor.submit(_make, order.plan, folder)] = order.name
    for future in as_completed(waiting):
        name = waiting[future]
        try:
            problem = future.result()
        except BrokenExecutor:
            problem = "The process that made it ended before it was done; build again."
        if problem:
            summary.failed[name] = problem
        else:
            summary.made.append(name)
        told(name, problem or "made")
    site.build(folder)
    return summary


def is_up_to_date(plan: Plan, folder: Path) -> bool:
    """Tell whether a report's files exist and were made from just these inputs."""
    files = plan.files(folder)
    if not all(path.is_file() for path in files):
        return False
    record = site.record(plan.files(folder)[-1])
    tables = record.get("tables", ())
    if not set(tables) <= TABLES.keys():
        return False
    return all(record.get(key) == value for key, value in plan.record(tables).items())


def renew_flagship(wanted: list[Order], folder: Path) -> list[Path]:
    """Copy the flagship reports' notebooks and prints to ``flagship/``, which is committed."""
    copied = []
    for order in wanted:
        if not (order.flagship and order.plan):
            continue
        for path in order.plan.files(folder):
            target = folder / "flagship" / path.relative_to(folder)
            if path.suffix != ".html" and path.is_file():
                run.write_whole({target: path.read_bytes()})
                copied.append(target)
    return copied


class _Workers(ProcessPoolExecutor):
    """Processes to make reports in, with one server for all their kernels."""

    def submit(self, *args: object, **kwargs: object) -> Future:
        """Submit a task; see :class:`concurrent.futures.Executor`."""
        warm.folder()  # the first task starts the server, which imports while the workers do
        return super().submit(*args, **kwargs)


@contextmanager
def workers(jobs: int) -> Iterator[Executor]:
    """Give processes to make reports in; when the block is left early they are ended at once."""
    executor = _Workers(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker
    )
    try:
        yield executor
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give a Dask cluster's workers to make reports in.

    Raises
    ------
    ReportError
        If ``distributed`` is not installed or nothing answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ReportError(
            "--cluster needs the package distributed: pip install 'hemicycle[cluster]'."
        ) from None
    try:
        client = Client(address, timeout="10s")
    except (OSError, TimeoutError, ValueError) as error:
        raise ReportError(f"No Dask cluster answers at {address}: {error}") from None
    with client:
        yield client.get_executor()


# --- The list -------------------------------------------------------------------------------------


def _entries(path: Path) -> list[dict]:
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))["reports"]
        for entry in listed:
            if unknown := entry.keys() - _KEYS:
                raise ReportError(f"{path.name}: an entry has no key {', '.join(sorted(unknown))}.")
            if not isinstance(entry["notebooks"], list):
                raise ReportError(f"{path.name}: notebooks must be a list of names.")
    except FileNotFoundError:
        raise ReportError(f"{path.name} is not in {path.parent}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReportError(f"{path.name} cannot be read: {error}") from None
    except (KeyError, AttributeError, TypeError):
        raise ReportError(
            f"{path.name} must hold entries [[reports]], each with a list of notebooks."
        ) from None
    return listed


def _countries(
    entry: Mapping, archive: Archive, everything: bool, new: Collection[str]
) -> list[str | None]:
    if entry.get("country") != "every":
        return [entry.get("country")]
    least = 1 if everything else entry.get("elections", 1)
    counted = archive.elections.groupby("iso3")["first_date"].count()
    return [
        iso3
        for iso3 in archive.countries
        if (count := counted.get(iso3, 0)) >= least or (count and iso3 in new)
    ]


def _fitting(country: str | None, archive: Archive) -> dict[str, object]:
    """Return the parameters under which a country has something to show.

    Defaults fit most countries; of some the archive has only an upper house, or only elections
    before the years that notebooks begin with.
    """
    if country is None:
        return {}
    given: dict[str, object] = {"country": country}
    dated = archive.elections.dropna(subset=["first_date"])
    rows = dated[(dated["iso3"] == country) | (dated["country"] == country)]
    if rows.empty or (rows["house"] == "LC").any():
        rows = rows[rows["house"] == "LC"]
    else:
        given["house"] = "UC"
    if len(rows) and (last := int(rows["first_date"].dt.year.max())) < 1990:
        given["since"] = last
    return given


def _order(notebook: str, given: Mapping, archive: Archive, flagship: bool) -> Order:
    try:
        plan = run.plan(run.find_notebook(notebook), given, archive)
    except (ParameterError, ReportError) as error:
        about = given.get("country")
        return Order(f"{notebook} ({about})" if about else notebook, problem=str(error))
    return Order(plan.place, plan, flagship=flagship)


# --- Workers --------------------------------------------------------------------------------------


def _make(plan: Plan, folder: Path) -> str:
    """Make one report; return why it failed, or nothing."""
    try:
        run.make(plan, folder, site=True)
    except (ParameterError, ReportError) as error:
        return str(error)
    except Exception as error:  # whatever it is, the other reports go on
        return " ".join(f"{type(error).__name__}: {error}".split())
    except SystemExit:
        # Told to end, and the kernel is: the executor's loop would only take the next report.
        os._exit(1)
    return ""


def _start_worker() -> None:
    """Leave Ctrl-C to the build, end in good order when told to, and with the build if it dies.

    It begins with a kernel for the first report.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))

    def end_with_parent() -> None:
        multiprocessing.parent_process().join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_with_parent, daemon=True).start()
    kernels.keep_one_ready()
