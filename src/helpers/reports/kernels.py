"""Kernels for reports: forked and connected when they are asked for, and fresh for each report.

While a report is rendered the kernel of the next one starts, in the same thread. What starts a
kernel is :mod:`helpers.reports.warm`; what runs a notebook in it is papermill.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty

import nbformat
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines
from traitlets import default

from helpers import config
from helpers.reports import warm
from helpers.reports.blocks import ALL_DRAWINGS, DRAWINGS, NO_PICTURES

ENGINE = "hemicycle"
_START_SECONDS = 60

#: Told how many cells of how many are done.
Progress = Callable[[int, int], None]


class KernelManager(AsyncKernelManager):
    """Starts kernels of the Python that runs this, whichever kernels are installed beside it.

    The folder of its connection file is the kernel's own: for sockets, so that builds side by
    side cannot take each other's ports, and for IPython, whose set-up by the user must not change
    a report.
    """

    #: Whether charts are drawn as pictures too, for a notebook; page and print need none.
    pictures = True

    @default("transport")
    def _transport_default(self) -> str:
        return "tcp" if sys.platform == "win32" else "ipc"

    @property
    def kernel_spec(self) -> KernelSpec:
        """The specification of the kernel."""
        command = (sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}")
        wanted = ALL_DRAWINGS if self.pictures else NO_PICTURES
        own = {"IPYTHONDIR": str(Path(self.connection_file).parent), DRAWINGS: wanted}
        return KernelSpec(
            argv=[*command, "--log-level=CRITICAL"],
            display_name="Python 3",
            language="python",
            env=own | warm.ONE_THREAD,
            metadata={"kernel_provisioner": {"provisioner_name": "hemicycle-warm"}},
        )


class Kernel:
    """A kernel with what it is reached by, in the project's folder.

    It is used from the thread that has started it.

    Parameters
    ----------
    pictures : bool
        Whether charts are drawn as pictures too, which only a notebook needs.
    """

    def __init__(self, pictures: bool = True) -> None:
        self.folder = tempfile.mkdtemp(prefix="hemicycle-", dir=warm.folder())
        self.manager = KernelManager(connection_file=f"{self.folder}/kernel.json")
        self.manager.pictures = pictures
        self.client: AsyncKernelClient | None = None
        try:
            self._start()
        except BaseException:
            self.end()
            raise

    @run_sync
    async def _start(self) -> None:
        await self.manager.start_kernel(cwd=str(config.project_root()))
        self.client = self.manager.client()
        self.client.start_channels(hb=False)
        self.client.allow_stdin = False
        self.client.kernel_info()

    @run_sync
    async def connect(self) -> None:
        """Wait until it answers, and until what it displays arrives.

        Raises
        ------
        RuntimeError
            If it ends before, or does not answer.
        """
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            try:
                await self.client.shell_channel.get_msg(timeout=1)
                # A subscription takes a moment, in which what is displayed would be lost.
                await self.client.iopub_channel.get_msg(timeout=0.05)
                return
            except Empty:
                if not await self.manager.is_alive():
                    raise RuntimeError("The kernel ended before it answered.") from None
                self.client.kernel_info()
        raise RuntimeError(f"The kernel did not answer in {_START_SECONDS} seconds.")

    def kill(self) -> None:
        """End it, from whichever thread; what runs in it fails then."""
        if process := self._process():
            process.kill()

    def _process(self) -> object | None:
        """Return the process as the provisioner has it, with a Popen's methods."""
        return getattr(self.manager.provisioner, "process", None)

    @run_sync
    async def end(self) -> None:
        """End it, and leave nothing of it."""
        try:
            if self.client is not None:
                self.client.stop_channels()
            if process := self._process():
                process.kill()
                process.wait()
            await self.manager.cleanup_resources()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


class _Own(threading.local):
    """The kernels of a thread: the one that is ready, and those that are done with."""

    def __init__(self) -> None:
        self.keeps_one_ready = False
        self.pictures = True
        self.ready: Kernel | None = None
        self.spent: list[Kernel] = []


_own = _Own()


@contextmanager
def kernel(pictures: bool = True) -> Iterator[Kernel]:
    """Give a fresh kernel that answers: the one that this thread has ready, or a new one.

    Parameters
    ----------
    pictures : bool
        As in :class:`Kernel`; the one that is ready serves if it is of this kind.
    """
    if _own.ready and _own.pictures == pictures:
        found, _own.ready = _own.ready, None
    else:
        found = Kernel(pictures)
    try:
        try:
            found.connect()
        except RuntimeError:  # it waited for long, and may have been ended
            found.end()
            found = Kernel(pictures)
            found.connect()
        yield found
    finally:
        found.kill()
        _own.spent.append(found)
        if _own.keeps_one_ready:
            keep_one_ready(_own.pictures)
        else:
            discard()


def keep_one_ready(pictures: bool = True) -> None:
    """Let this thread have a kernel ready from now on; it starts while the thread does else.

    Parameters
    ----------
    pictures : bool
        As in :class:`Kernel`.
    """
    ready = _own.ready if _own.pictures == pictures else None
    if ready is not None:
        _own.ready = None
    discard()
    _own.ready, _own.pictures, _own.keeps_one_ready = ready or Kernel(pictures), pictures, True


def discard() -> None:
    """End the kernels of this thread, and keep none ready."""
    ended = [*_own.spent, *([_own.ready] if _own.ready else [])]
    _own.spent, _own.ready, _own.keeps_one_ready = [], None, False
    for each in ended:
        each.end()


class _Engine(NBClientEngine):
    """Runs a notebook in a kernel that is connected already, and leaves the kernel alone."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        kernel: Kernel,
        execution_timeout: int,
        progress: Progress,
        **kwargs: object,
    ) -> nbformat.NotebookNode:
        """Execute; see :class:`papermill.engines.NBClientEngine`."""
        client = PapermillNotebookClient(nb_man, km=kernel.manager, timeout=execution_timeout)
        client.kc = kernel.client
        count = len(nb_man.nb.cells)
        client.on_cell_start = lambda cell, cell_index: progress(cell_index, count)
        return client.execute()


papermill_engines.register(ENGINE, _Engine)
