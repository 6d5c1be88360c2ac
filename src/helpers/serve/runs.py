"""Runs of reports for those who wait for them: a few at a time, in line, once for all who ask.

A result is kept until what it was made from changes. A run that nobody waits for is cancelled.
"""

from __future__ import annotations

import asyncio
import io
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import nbformat

from helpers.reports import kernels, render, run, sheets, site
from helpers.reports.links import slug
from helpers.reports.panels import Served
from helpers.reports.run import Plan, ReportError

#: Results that are kept; one takes about two megabytes.
KEPT = 64
#: Runs that may wait in line.
MOST_WAITING = 100


class TooMany(ReportError):
    """More runs than may wait in line."""


@dataclass(frozen=True)
class Result:
    """A report that was made: what was asked for, the executed notebook, and the page.

    Parameters
    ----------
    plan : Plan
    node : NotebookNode
        With a drawing of each chart for page and print; with pictures if they were asked for.
    html : str
        The page, with its form.
    """

    plan: Plan
    node: nbformat.NotebookNode
    html: str

    def is_current(self) -> bool:
        """Return True if it would be made from just the same inputs now."""
        record = self.node.metadata.hemicycle
        now = self.plan.record(record["tables"])
        return all(record.get(key) == value for key, value in now.items())

    def file(self, ending: str) -> bytes:
        """Return the report as a file: ``.pdf``, ``.ipynb``, or its tables as CSV in a ``.zip``."""
        match ending:
            case ".pdf":
                return render.pdf(self.node)
            case ".ipynb":
                return nbformat.writes(run.without_drawings(self.node)).encode() + b"\n"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
            tables = [each for each in render.blocks(self.node) if each["kind"] == "table"]
            for number, block in enumerate(tables, start=1):
                name = slug(block["table"]["caption"])[:80]
                # A date of its own would make every file another one.
                entry = zipfile.ZipInfo(f"{number:02}-{name}.csv")
                files.writestr(entry, sheets.as_csv(block["table"]))
        return packed.getvalue()


def query(plan: Plan) -> str:
    """Return the parameters of a report that are not its notebook's own, for an address."""
    return urlencode({name: str(value) for name, value in plan.changed.items()})


def tabs(plan: Plan) -> list[tuple[str, str, bool]]:
    """Return what leads from a report to those of the other notebooks, asked for the same.

    Returns
    -------
    list of (str, str, bool)
        Label, address and whether it is this report; empty for a report on no country.
    """
    own = plan.notebook.stem
    if "country" not in run.defaults(plan.notebook):
        return []
    found = []
    for name, label in site.LABELS.items():
        path = plan.notebook.with_name(f"{name}.ipynb")
        if path.is_file() and "country" in (usual := run.defaults(path)):
            shared = {key: str(value) for key, value in plan.changed.items() if key in usual}
            found.append((label, f"{name}?{urlencode(shared)}", name == own))
    return found


@dataclass
class _Run:
    """A run on its way: who waits for it, how far it is, and the kernel that it is in."""

    plan: Plan
    pictures: bool
    #: Called with what there is to say of how far it is.
    listeners: list[Callable[[dict], None]]
    waiting: int = 0
    future: Future | None = None
    #: What was said last, for those who join later: the next may be long in coming.
    told: dict | None = None
    kernel: kernels.Kernel | None = None
    is_cancelled: bool = False

    def started(self, kernel: kernels.Kernel) -> None:
        """Take the kernel, and end it if nobody waits any more; called from the run's thread."""
        self.kernel = kernel
        if self.is_cancelled:
            kernel.kill()

    def cancel(self) -> None:
        """End it, wherever it is."""
        self.is_cancelled = True
        if not self.future.cancel() and self.kernel is not None:
            self.kernel.kill()


class Runs:
    """Makes reports in threads, each with a kernel that is ready.

    Parameters
    ----------
    at_once : int
        How many are made at the same time.
    """

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once
        ready = partial(kernels.keep_one_ready, pictures=False)
        self.threads = ThreadPoolExecutor(at_once, "run", initializer=ready)
        self.results: OrderedDict[str, Result] = OrderedDict()
        self.runs: dict[str, _Run] = {}

    def prepare(self) -> None:
        """Start the threads, and their kernels, before anything is asked for."""
        for _ in range(self.at_once):
            self.threads.submit(lambda: None)

    async def result(
        self,
        plan: Plan,
        listener: Callable[[dict], None] = lambda told: None,
        pictures: bool = False,
    ) -> Result:
        """Return a report, made now unless it is there and current.

        Parameters
        ----------
        plan : Plan
        listener : callable
            Called in the loop with ``{"waiting": n}`` while n runs are before this one, and with
            ``{"done": n, "of": m}`` when n of its m cells are done.
        pictures : bool
            Whether it shall have a picture of each chart, as a notebook has.

        Raises
        ------
        ReportError, ParameterError
            If it cannot be made.
        """
        loop = asyncio.get_running_loop()
        key = f"{plan.notebook.stem} {pictures} {sorted(plan.settled.items())}"
        if found := self.results.get(key):
            if await loop.run_in_executor(None, found.is_current):
                self.results.move_to_end(key)
                return found
            self.results.pop(key, None)
        asked = self.runs.get(key) or self._start(plan, pictures, key, loop)
        asked.listeners.append(listener)
        asked.waiting += 1
        if asked.told:
            listener(asked.told)
        self._tell_line()
        made = asyncio.wrap_future(asked.future)
        # Nobody may be left to take the error that a cancelled run ends with.
        made.add_done_callback(lambda future: future.cancelled() or future.exception())
        try:
            return await asyncio.shield(made)
        finally:
            asked.listeners.remove(listener)
            asked.waiting -= 1
            if not asked.waiting and not asked.future.done():
                self._drop(asked, key)
                asked.cancel()

    def _start(self, plan: Plan, pictures: bool, key: str, loop: asyncio.AbstractEventLoop) -> _Run:
        if len(self.runs) >= self.at_once + MOST_WAITING:
            raise TooMany("Too many reports are waiting to be made; try again in a minute.")
        asked = self.runs[key] = _Run(plan, pictures, [])
        asked.future = self.threads.submit(self._make, asked, loop)

        def done(future: Future) -> None:
            if not future.cancelled() and future.exception() is None:
                self.results[key] = future.result()
                while len(self.results) > KEPT:
                    self.results.popitem(last=False)
            self._drop(asked, key)
            self._tell_line()

        asked.future.add_done_callback(lambda future: loop.call_soon_threadsafe(done, future))
        return asked

    def _drop(self, asked: _Run, key: str) -> None:
        if self.runs.get(key) is asked:
            del self.runs[key]

    def _make(self, asked: _Run, loop: asyncio.AbstractEventLoop) -> Result:
        """Make a report, in a thread."""

        def progress(done: int, count: int) -> None:
            loop.call_soon_threadsafe(self._tell, asked, {"done": done, "of": count})

        node = run.execute(asked.plan, progress, asked.started, asked.pictures)
        asked.kernel = None
        served = Served(f"run/{asked.plan.notebook.stem}", query(asked.plan))
        page = render.html(node, asked.plan.place, True, served)
        country = node.metadata.hemicycle.parameters.get("country", "")
        return Result(asked.plan, node, site.with_tabs(page, country, tabs(asked.plan)))

    def _tell(self, asked: _Run, told: dict) -> None:
        asked.told = told
        for listener in list(asked.listeners):
            listener(told)

    def _tell_line(self) -> None:
        """Tell each run in line how many are before it."""
        line = [each for each in self.runs.values() if not each.future.done()]
        for place, asked in enumerate(line):
            if place >= self.at_once and not asked.future.running():
                self._tell(asked, {"waiting": place})

    def close(self) -> None:
        """Cancel all runs, and wait until their threads are done."""
        for asked in list(self.runs.values()):
            asked.cancel()
        together = threading.Barrier(self.at_once)  # or one thread would take all

        def discard() -> None:
            together.wait()
            kernels.discard()

        for _ in range(self.at_once):
            self.threads.submit(discard)
        self.threads.shutdown(wait=True)
