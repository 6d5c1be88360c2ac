"""Kernels forked warm: the same results as ordinary ones, and nothing shared or left behind."""

import asyncio
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from helpers.reports import run, warm

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


async def started():
    """Start a kernel; return its manager and a client."""
    folder = tempfile.mkdtemp(prefix="hemicycle-test-")
    manager = run.KernelManager(connection_file=f"{folder}/kernel.json")
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    return manager, client


async def ask(*sources: str, interrupt: bool = False) -> tuple[list[str], int]:
    """Run code in one kernel; return what it printed or raised, and the kernel's process id."""
    manager, client = await started()
    answers = []
    try:
        await client.wait_for_ready(timeout=60)

        def note(message):
            content = message["content"]
            answers.append(content.get("text", content.get("ename", "")))

        for source in sources:
            if interrupt:
                asyncio.get_running_loop().call_later(0.5, interrupt_soon, manager)
            await client.execute_interactive(source, timeout=30, output_hook=note)
        return [answer.strip() for answer in answers if answer], manager.provisioner.pid
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
        shutil.rmtree(Path(manager.connection_file).parent, ignore_errors=True)


def interrupt_soon(manager) -> None:
    asyncio.ensure_future(manager.interrupt_kernel())


def test_a_warm_kernel_gives_what_an_ordinary_one_gives(
    project, executed, without_foot, monkeypatch
):
    plan, node = executed

    def not_running(env):
        raise AssertionError("an ordinary kernel needs no server")

    monkeypatch.setattr(warm, "_LAUNCHER", ["-m", "other"])
    monkeypatch.setattr(warm._Server, "running", not_running)
    assert without_foot(run.execute(plan)) == without_foot(node)


def test_it_starts_with_everything_imported_and_knows_nothing_of_another(project):
    first, _ = asyncio.run(
        ask("import sys, pandas; pandas.mark = 1; print('scipy' in sys.modules)")
    )
    second, _ = asyncio.run(ask("import pandas; print(hasattr(pandas, 'mark'))"))
    assert (first, second) == (["True"], ["False"])


def test_it_has_the_environment_and_folder_asked_for(project, monkeypatch):
    monkeypatch.setenv("SOME_SETTING", "after the server began")
    monkeypatch.chdir(project)
    source = "import os, sys; print(os.environ['SOME_SETTING'], os.getcwd(), sys.argv[0])"
    (answer,), _ = asyncio.run(ask(source))
    assert answer.startswith(f"after the server began {project} ")


def test_it_can_be_interrupted_and_goes_on(project):
    answers, _ = asyncio.run(ask("import time; time.sleep(20)", "print('on')", interrupt=True))
    assert answers == ["KeyboardInterrupt", "on"]


def test_it_is_gone_when_shut_down_and_leaves_no_zombie(project):
    _, pid = asyncio.run(ask("1"))
    server = psutil.Process(warm._Server.running(dict(os.environ)).process.pid)
    assert not psutil.pid_exists(pid)
    assert server.children() == []


def test_a_server_that_was_killed_is_replaced(project):
    server = warm._Server.running(dict(os.environ))
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    answers, _ = asyncio.run(ask("print('back')"))
    assert answers == ["back"]


def test_kernels_end_with_their_server(project):
    async def outlive():
        manager, client = await started()
        await client.wait_for_ready(timeout=60)
        pid = manager.provisioner.pid
        server = warm._Server.running(dict(os.environ))
        server.process.kill()
        server.process.wait()
        end = time.monotonic() + 10
        while psutil.pid_exists(pid) and time.monotonic() < end:
            await asyncio.sleep(0.1)
        client.stop_channels()
        await manager.cleanup_resources()
        shutil.rmtree(Path(manager.connection_file).parent, ignore_errors=True)
        return psutil.pid_exists(pid)

    assert not asyncio.run(outlive())


def test_a_kernel_that_ends_by_itself_has_its_exit_status(project):
    async def end_with(status: int) -> int:
        manager, client = await started()
        await client.wait_for_ready(timeout=60)
        client.execute(f"import os; os._exit({status})")
        end = time.monotonic() + 10
        while manager.provisioner.process.poll() is None and time.monotonic() < end:
            await asyncio.sleep(0.05)
        found = manager.provisioner.process.poll()
        client.stop_channels()
        await manager.cleanup_resources()
        shutil.rmtree(Path(manager.connection_file).parent, ignore_errors=True)
        return found

    assert asyncio.run(end_with(7)) == 7
