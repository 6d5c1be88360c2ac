"""Kernels forked warm: the same results as ordinary ones, and nothing shared or left behind."""

import asyncio
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psutil
import pytest

from helpers.reports import kernels, run, warm

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


async def started():
    """Start a kernel; return its manager and a client."""
    folder = tempfile.mkdtemp(prefix="hemicycle-test-")
    manager = kernels.KernelManager(connection_file=f"{folder}/kernel.json")
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

    def not_running(*asked):
        raise AssertionError("an ordinary kernel needs no server")

    monkeypatch.setattr(warm, "_LAUNCHER", ["-m", "other"])
    monkeypatch.setattr(warm.Server, "fork", not_running)
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
    server = psutil.Process(warm.Server.running().process.pid)
    assert not psutil.pid_exists(pid)
    assert server.children() == []


@pytest.fixture
def one_ready(project):
    kernels.keep_one_ready()
    yield
    kernels.discard()


def test_a_kernel_is_ready_before_the_next_report_and_fresh_for_each(one_ready):
    pids = []
    for _ in range(3):
        waiting = kernels._own.ready
        with kernels.kernel() as kernel:
            assert kernel is waiting
            pids.append(kernel.manager.provisioner.pid)
        assert kernels._own.ready is not kernel
        assert not Path(kernel.folder).exists()
    assert len(set(pids)) == 3
    assert not any(map(psutil.pid_exists, pids))


def test_a_kernel_that_ended_while_it_waited_is_replaced(executed, one_ready, without_foot):
    plan, node = executed
    kernels._own.ready.kill()
    assert without_foot(run.execute(plan)) == without_foot(node)


def test_a_kernel_that_ends_on_its_way_fails_its_report_in_a_sentence(executed, one_ready):
    plan, _ = executed
    with pytest.raises(run.ReportError, match=r"small\.ipynb could not be run: Kernel died"):
        run.execute(plan, started=lambda kernel: kernel.kill())


def folder_of_server() -> str:
    return warm.folder()


def test_the_server_of_a_process_does_for_its_workers_and_no_other_process(project):
    server = warm.Server.running()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        assert executor.submit(folder_of_server).result() == server.folder
    code = "from helpers.reports import warm; print(warm.folder())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() != server.folder


def keep_one_ready_for_long() -> None:
    kernels.keep_one_ready()
    time.sleep(60)


def wait_until(true, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def test_kernels_end_with_the_process_that_asked_for_them(project):
    server = psutil.Process(warm.Server.running().process.pid)
    before = {process.pid for process in server.children()}
    process = multiprocessing.get_context("spawn").Process(target=keep_one_ready_for_long)
    process.start()
    assert wait_until(lambda: {each.pid for each in server.children()} - before)
    process.kill()
    process.join()
    assert wait_until(lambda: {each.pid for each in server.children()} <= before)


def test_a_server_leaves_no_folder(project):
    code = (
        "from helpers.reports import kernels, warm;kernels.keep_one_ready(); print(warm.folder())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert not Path(done.stdout.strip()).exists()


def test_a_server_that_was_killed_is_replaced(project):
    server = warm.Server.running()
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    answers, _ = asyncio.run(ask("print('back')"))
    assert answers == ["back"]


def test_kernels_end_with_their_server(project):
    async def outlive():
        manager, client = await started()
        await client.wait_for_ready(timeout=60)
        pid = manager.provisioner.pid
        server = warm.Server.running()
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
