"""Tables change together: a run that ends in the middle leaves the old ones, and readers know."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.tables import files
from helpers.tables.check import check
from helpers.tables.schema import TABLES
from helpers.tables.tidy import tidy

RAW = Path(__file__).parents[2] / "data" / "raw"
NAMES = [*(f"{name}.csv" for name in TABLES), files.PACKAGE]


def folder_of(place, *pages):
    for page in pages:
        path = place / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((RAW / page).read_bytes())
    return place


def contents(folder):
    return {name: (folder / name).read_bytes() for name in NAMES}


@pytest.fixture
def states(tmp_path):
    """Make an old folder of tables, and what a new one will be."""
    raw = folder_of(tmp_path / "raw", "ipu/2165_04.txt")
    out = tmp_path / "out"
    tidy(raw, out)
    old = contents(out)
    folder_of(raw, "compiled/KAZ_2023.txt", "compiled/LVA_2006.txt")
    tidy(raw, tmp_path / "new")
    return raw, out, old, contents(tmp_path / "new")


def test_a_full_disk_while_a_table_is_written_changes_nothing(states, monkeypatch):
    raw, out, old, _ = states
    written = []

    def full(handle):
        written.append(handle)
        if len(written) == 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        tidy(raw, out)
    assert contents(out) == old
    assert {path.name for path in out.iterdir()} == set(NAMES)


def test_a_limit_on_the_size_of_files_changes_nothing(states):
    raw, out, old, _ = states
    program = (
        "import resource, signal, sys; from pathlib import Path; from helpers.tables.tidy import *;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900));"
        "tidy(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    command = [sys.executable, "-c", program, str(raw), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "File too large" in done.stderr
    assert contents(out) == old
    assert {path.name for path in out.iterdir()} == set(NAMES)


def test_kills_leave_old_tables_or_new_ones(states, request):
    """Kills at random moments of the writing; a torn set would be named by `check`.

    Ten kills, or two hundred with the option ``--everything``.
    """
    raw, out, old, new = states
    chance = random.Random(3)
    program = (
        "import sys; from pathlib import Path; from helpers.tables.tidy import tidy;"
        "print('begin', flush=True); tidy(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    for _ in range(200 if request.config.getoption("--everything") else 10):
        for name, data in old.items():
            (out / name).write_bytes(data)
        run = subprocess.Popen(
            [sys.executable, "-c", program, str(raw), str(out)], stdout=subprocess.PIPE
        )
        run.stdout.readline()
        time.sleep(chance.uniform(0, 0.35))
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        assert contents(out) in (old, new) or files.torn(out)


def test_the_next_run_removes_what_a_killed_one_left(states):
    """Only files of its own pattern go, and only if their process is gone."""
    raw, out, _, new = states
    program = (
        "import os, signal, sys; from pathlib import Path; from helpers.tables import files;"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL);"
        "files.replace({Path(sys.argv[1], 'seats.csv'): b'new'})"
    )
    subprocess.run([sys.executable, "-c", program, str(out)], check=False)
    (left,) = [path for path in out.iterdir() if path.name not in NAMES]
    assert left.name.startswith(".seats.csv.")
    *_, host, process, end = left.name.split(".")
    running = out / f".seats.csv.{host}.{os.getpid()}.{end}"
    others = [
        running,
        out / f".seats.csv.{host}-2.{process}.{end}",
        out / f".notes.csv.{host}.{process}.{end}",
        out / f".seats.csv.{end}",
        out / f"seats.csv.{host}.{process}.{end}",
    ]
    for path in others:
        path.write_text("kept")
    tidy(raw, out)
    assert {path.name for path in out.iterdir()} == {*NAMES, *(path.name for path in others)}
    assert contents(out) == new


def test_tables_of_two_runs_are_named(states):
    raw, out, old, new = states
    tidy(raw, out)
    assert files.torn(out) == []
    (out / "seats.csv").write_bytes(old["seats.csv"])
    assert files.torn(out) == ["seats.csv"]
    (said,) = [each for each in check(raw, out) if "describes" in each]
    assert said.startswith("seats.csv is not the table that datapackage.json describes")


@pytest.mark.parametrize("package", ["", "[]", "{}", json.dumps({"resources": [{"path": "x"}]})])
def test_a_package_without_digests_says_nothing(tmp_path, package):
    (tmp_path / files.PACKAGE).write_text(package)
    assert files.torn(tmp_path) == []
