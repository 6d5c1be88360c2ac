"""How long reading and tidying take, and how that compares with pandas.read_html.

    python benchmarks/tidying.py [PAGES]

Makes a folder of PAGES pages (3,000 unless given) from those of data/raw, each under several names,
tidies it in a process of its own and prints wall time and peak memory; then reads each HTML page of
data/raw with the reader and with pandas.read_html in turn, and prints the ratio of the times.
"""

from __future__ import annotations

import io
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from helpers import config
from helpers.archive import read_page
from helpers.tables import folder as pages

_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-2]\d)(?!\d)")


def many(count: int) -> None:
    """Tidy a large folder and print what it took."""
    raw = config.raw_folder()
    paths = pages.find(raw).pages
    with tempfile.TemporaryDirectory() as folder:
        for index in range(count):
            path = paths[index % len(paths)]
            copy = index // len(paths)
            target = Path(folder, "raw", path.parent.name, f"{path.stem}_{copy}{path.suffix}")
            target.parent.mkdir(parents=True, exist_ok=True)
            # Other years make elections of their own.
            text = path.read_text("utf-8", errors="replace")
            text = _YEAR.sub(lambda year, copy=copy: str(int(year[0]) + 10 * copy - 100), text)
            target.write_text(text, "utf-8")
        shutil.copy(raw / "parties.csv", Path(folder, "raw"))
        start = time.perf_counter()
        command = [sys.executable, "-c", "from helpers.cli import main; main()", "tidy"]
        command += ["--raw", f"{folder}/raw", "--out", f"{folder}/out"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    print(
        f"{count:,} pages tidied in {seconds:.1f} s ({processor:.1f} s of processor time); "
        f"largest process {used.ru_maxrss / 1024:.0f} MB"
    )


def against_pandas(rounds: int = 9) -> None:
    """Print the ratio of the reader's time to that of pandas.read_html, page by page."""
    ratios = []
    for path in pages.find(config.raw_folder()).pages:
        if path.suffix == ".txt":
            continue
        text = path.read_text("utf-8", errors="replace")
        ours, theirs = [], []
        for _ in range(rounds):
            start = time.perf_counter()
            read_page(path)
            middle = time.perf_counter()
            pd.read_html(io.StringIO(text), flavor="lxml")
            ours.append(middle - start)
            theirs.append(time.perf_counter() - middle)
        ratios.append(statistics.median(ours) / statistics.median(theirs))
    print(
        f"reading an HTML page against pandas.read_html, {len(ratios)} pages: median ratio "
        f"{statistics.median(ratios):.2f}, largest {max(ratios):.2f}"
    )


if __name__ == "__main__":
    many(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
    against_pandas()
