"""Kernels that start warm: forked from a process that has imported everything already.

Starting a kernel and importing pandas and matplotlib takes seconds, a fork takes milliseconds.
:class:`WarmProvisioner` is a kernel provisioner of ``jupyter_client``: it asks a server, one for
each process that starts kernels, to fork. Every kernel is a fresh copy of the server, which never
runs a notebook itself, so that no report sees anything of another. The server ends when the
process that asked for it ends, and its kernels end with it. Where there is no fork, and for
other kernels than this Python's, it is the ordinary local provisioner.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

#: Packages whose modules the server imports: what notebooks use, beside `reports.notebook`.
PACKAGES = ("helpers.analyses", "helpers.figures", "helpers.measures", "helpers.sentences")
_LAUNCHER = ["-m", "ipykernel_launcher"]


class WarmProvisioner(LocalProvisioner):
    """Starts kernels of this Python by forking; all else is the local provisioner's."""

    async def launch_kernel(self, cmd: list[str], **kwargs: object) -> KernelConnectionInfo:
        """Start a kernel; see :class:`jupyter_client.provisioning.LocalProvisioner`."""
        ours = cmd[:3] == [sys.executable, *_LAUNCHER] and hasattr(os, "fork")
        env = kwargs.get("env") or dict(os.environ)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        server = _Server.running(env) if ours else None
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

    def __init__(self, pid: int, server: _Server) -> None:
        self.pid, self.server = pid, server
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, negative for a signal; None while it runs."""
        if self.returncode is None:
            self.returncode = self.server.status(self.pid)
        return self.returncode

    def wait(self) -> int:
        while self.poll() is None:
            time.sleep(0.01)
        return self.returncode

    def send_signal(self, number: int) -> None:
        # Until its status is asked for, the server keeps an ended process: the id is no other's.
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class _Server:
    """The process that forks, seen from the one that asks."""

    _one: _Server | None = None
    _lock = threading.Lock()

    def __init__(self, env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "helpers.reports.warm"],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the process that asks
        )
        atexit.register(self.close)

    def close(self) -> None:
        """Let the server end, which it does when there can be no more requests."""
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    @classmethod
    def running(cls, env: dict[str, str]) -> _Server:
        """Return the server of this process, started with `env` if it is not running."""
        with cls._lock:
            if cls._one is None or cls._one.process.poll() is not None:
                cls._one = cls(env)
            return cls._one

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
        with self._lock:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Fork kernels and report how they ended, a line for each request, until there are no more."""
    _import_everything()
    gc.freeze()
    while line := requests.readline():
        request = json.loads(line)
        if "status" in request:
            answer = _exit_status(request["status"])
        else:
            answer = os.fork()
            if answer == 0:
                _become_kernel(request, (requests, answers))
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _exit_status(pid: int) -> int | None:
    """Return how a child ended, negative for a signal; None while it runs."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _import_everything() -> None:
    importlib.import_module("ipykernel.kernelapp")
    importlib.import_module("matplotlib_inline.backend_inline")
    importlib.import_module("helpers.reports.notebook")
    for name in PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)


def _become_kernel(request: dict, pipes: tuple[IO[bytes], ...]) -> None:
    """Turn this process into the kernel asked for; it does not return."""
    status = 1
    try:
        os.setsid()
        for pipe in pipes:
            pipe.close()
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


if __name__ == "__main__":
    del sys.path[0]  # the working directory, which IPython puts there itself
    # Kernels are not to write into the pipe that answers go through.
    with os.fdopen(os.dup(0), "rb") as asked, os.fdopen(os.dup(1), "wb") as answered:
        os.dup2(2, 1)
        serve(asked, answered)
