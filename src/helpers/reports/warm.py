"""Kernels that start warm: forked from a process that has imported everything already.

Starting a kernel and importing pandas and matplotlib takes seconds, a fork takes milliseconds.
:class:`WarmProvisioner` is a kernel provisioner of ``jupyter_client``: it asks a server to fork.
Every kernel is a fresh copy of the server, which never runs a notebook itself, so that no report
sees anything of another. One server does for a process and its workers; it ends when the process
that started it ends, and its kernels end with it. A kernel also ends with the process that
asked for it. Where there is no fork, and for other kernels than this Python's, it is the ordinary
local provisioner.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import multiprocessing
import os
import pkgutil
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

#: Packages whose modules the server imports: what notebooks use, beside `reports.notebook`.
PACKAGES = ("helpers.analyses", "helpers.figures", "helpers.measures", "helpers.sentences")
#: What a kernel imports when it starts.
_OF_KERNELS = (
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "matplotlib_inline.backend_inline",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
)
#: The environment variable that leads workers to the server of the process that started them: its
#: process id and the server's address.
ADDRESS = "HEMICYCLE_WARM"
#: Reports are made side by side, and sums come out in one order: kernels have one thread each.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_LAUNCHER = ["-m", "ipykernel_launcher"]


class WarmProvisioner(LocalProvisioner):
    """Starts kernels of this Python by forking; all else is the local provisioner's."""

    async def launch_kernel(self, cmd: list[str], **kwargs: object) -> KernelConnectionInfo:
        """Start a kernel; see :class:`jupyter_client.provisioning.LocalProvisioner`."""
        ours = cmd[:3] == [sys.executable, *_LAUNCHER] and hasattr(os, "fork")
        env = kwargs.get("env") or dict(os.environ)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        server = Server.running() if ours else None
        pid = server.fork(cmd[3:], cwd, env) if server else None
        if pid is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = _Fork(pid, server)
        self.pid = self.pgid = pid
        self.cwd = cwd
        return self.connection_info


class _Fork:
    """What the local provisioner uses of a ``subprocess.Popen``, for another's child."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, server: Server) -> None:
        self.pid, self.server = pid, server
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, negative for a signal; None while it runs."""
        if self.returncode is None:
            self.returncode = self.server.status(self.pid)
        return self.returncode

    def wait(self) -> int:
        while self.poll() is None:
            time.sleep(0.002)
        return self.returncode

    def send_signal(self, number: int) -> None:
        # Until its status is asked for, the server keeps an ended process: the id is no other's.
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def folder() -> str | None:
    """Return a folder that is removed when all kernels are gone; None where there is no fork."""
    return Server.running().folder if hasattr(os, "fork") else None


class Server:
    """The process that forks, seen from one that asks.

    Its folder is for its socket, and for what kernels leave; the server removes it when it ends.

    Parameters
    ----------
    process : Popen, optional
        The server, where this process has started it.
    """

    _one: Server | None = None
    _starting = threading.Lock()

    def __init__(self, address: str, process: subprocess.Popen | None = None) -> None:
        self.process, self.folder = process, str(Path(address).parent)
        self.socket = socket.socket(socket.AF_UNIX)
        try:
            self.socket.connect(address)
        except OSError:
            self.socket.close()
            raise
        self.answers = self.socket.makefile("rb")
        self.asking = threading.Lock()

    @classmethod
    def start(cls) -> Server:
        """Start a server for this process and the workers that it will start."""
        folder = tempfile.mkdtemp(prefix="hemicycle-")
        address = f"{folder}/warm"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(address)
            listener.listen()
            process = subprocess.Popen(
                [sys.executable, "-m", "helpers.reports.warm", str(listener.fileno()), folder],
                env=os.environ | ONE_THREAD | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"},
                stdin=subprocess.PIPE,
                pass_fds=[listener.fileno()],
                start_new_session=True,  # Ctrl-C is for the process that asks
            )
        os.environ[ADDRESS] = f"{os.getpid()} {address}"
        server = cls(address, process)
        atexit.register(server.close)
        return server

    @classmethod
    def running(cls) -> Server:
        """Return the server of this process, started if none is running."""
        with cls._starting:
            if cls._one is None or not cls._one.is_alive():
                if cls._one is not None:
                    cls._one.close()
                cls._one = cls.of_parent() or cls.start()
            return cls._one

    @classmethod
    def of_parent(cls) -> Server | None:
        """Return the server of the process that has started this one as a worker, if it has one."""
        parent = multiprocessing.parent_process()
        owner, _, address = os.environ.get(ADDRESS, "").partition(" ")
        if parent is None or str(parent.pid) != owner:
            return None
        try:
            return cls(address)
        except OSError:
            return None

    def is_alive(self) -> bool:
        """Return True if it answers."""
        try:
            return self._ask({}) is None
        except (OSError, ValueError):
            return False

    def close(self) -> None:
        """Let the server end, and its kernels with it, if this process has started it."""
        self.answers.close()
        self.socket.close()
        if self.process:
            self.process.stdin.close()
            try:
                self.process.wait(timeout=2)
            except subprocess.TimeoutExpired:  # it is importing, and has no kernels yet
                self.process.kill()
                self.process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)

    def fork(self, arguments: list[str], cwd: str, env: dict[str, str]) -> int | None:
        """Return the process id of a new kernel; None if the server does not answer."""
        try:
            return self._ask({"arguments": arguments, "cwd": cwd, "env": env})
        except (OSError, ValueError):
            return None

    def status(self, pid: int) -> int | None:
        """Return the exit status of a kernel, None while it runs; kernels end with the server."""
        try:
            return self._ask({"status": pid})
        except (OSError, ValueError):
            return -signal.SIGKILL

    def _ask(self, request: dict) -> int | None:
        with self.asking:
            self.socket.sendall(json.dumps(request).encode() + b"\n")
            return json.loads(self.answers.readline())


# --- The server -----------------------------------------------------------------------------------


class _Forking:
    """Forks kernels and reports how they ended, a line for each request.

    Parameters
    ----------
    listener : socket
        Where processes connect that ask for kernels.
    """

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.connections: dict[socket.socket, tuple] = {}
        self.selector = DefaultSelector()
        self.selector.register(listener, EVENT_READ)
        self.selector.register(0, EVENT_READ)
        #: The connection that each kernel belongs to.
        self.kernels: dict[int, socket.socket] = {}

    def run(self) -> None:
        """Serve until the process that started this one is gone."""
        while True:
            for key, _ in self.selector.select():
                if key.fileobj == 0:
                    return
                if key.fileobj is self.listener:
                    connection, _ = self.listener.accept()
                    self.connections[connection] = connection.makefile("rb")
                    self.selector.register(connection, EVENT_READ)
                else:
                    self.answer(key.fileobj)

    def answer(self, connection: socket.socket) -> None:
        """Answer one request, or end the kernels of a process that is gone."""
        try:
            request = json.loads(self.connections[connection].readline())
            connection.sendall(json.dumps(self.result(request, connection)).encode() + b"\n")
        except (OSError, ValueError):
            self.selector.unregister(connection)
            self.connections.pop(connection).close()
            connection.close()
            self.end([pid for pid, owner in self.kernels.items() if owner is connection])

    def result(self, request: dict, connection: socket.socket) -> int | None:
        if "status" in request:
            return self.status(request["status"])
        if "arguments" not in request:
            return None
        pid = os.fork()
        if pid == 0:
            self.selector.close()
            for each in (self.listener, *self.connections, *self.connections.values()):
                each.close()
            _become_kernel(request)
        self.kernels[pid] = connection
        return pid

    def status(self, pid: int) -> int | None:
        """Return how a kernel ended, negative for a signal; None while it runs."""
        if pid not in self.kernels:
            return -signal.SIGKILL
        ended, status = os.waitpid(pid, os.WNOHANG)
        if not ended:
            return None
        del self.kernels[pid]
        return os.waitstatus_to_exitcode(status)

    def end(self, kernels: list[int]) -> None:
        """End kernels, and wait until they are gone."""
        for pid in kernels:
            os.kill(pid, signal.SIGKILL)
        for pid in kernels:
            os.waitpid(pid, 0)
            del self.kernels[pid]


def _import_everything() -> None:
    for name in (*_OF_KERNELS, "helpers.reports.notebook"):
        importlib.import_module(name)
    for name in PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)


def _rehearse() -> None:
    """Do once what every report does first, so that what it leaves in caches is there.

    Caches know what they are of: files of this content. A table that is changed later is read anew.
    """
    from helpers import config, tables
    from helpers.figures import style
    from helpers.reports import provenance, references
    from helpers.tables.schema import HOUSES, TABLES
    from helpers.tables.view import View

    figure = style.new_figure(style.NARROW, 2)
    figure.add_subplot(title="A", xlabel="B").plot([0, 1], [0, 1])
    style.render_png(figure)
    style.render_svg(figure)
    with suppress(OSError, ValueError):  # without tables there is nothing to know
        for name in TABLES:
            tables.load(name)
            for house in HOUSES:
                View(house).digest(name)
        references.Archive.load()
        for notebook in config.notebooks_folder().glob("*.ipynb"):
            provenance.code_digest(notebook)


def _become_kernel(request: dict) -> None:
    """Turn this process into the kernel asked for; it does not return."""
    status = 1
    try:
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(2, 1)
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        sys.argv = ["ipykernel_launcher", *request["arguments"]]
        from ipykernel.kernelapp import IPKernelApp

        # The kernel watches for the server's end, and ends with it.
        IPKernelApp.launch_instance([*sys.argv[1:], f"--IPKernelApp.parent_handle={os.getppid()}"])
        status = 0
    finally:
        os._exit(status)


def _main(listener: str, folder: str) -> None:
    del sys.path[0]  # the working directory, which IPython puts there itself
    try:
        _import_everything()
        _rehearse()
        gc.freeze()
        forking = _Forking(socket.socket(fileno=int(listener)))
        forking.run()
        forking.end(list(forking.kernels))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _main(*sys.argv[1:])
