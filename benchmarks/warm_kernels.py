"""How much sooner a report is there with a warm kernel than with an ordinary one.

Runs one notebook several times with each kind of kernel, in turn, and prints the medians and
their ratio. The first warm run starts the server that forks; it is stated apart, because a build
pays for it once.

    python benchmarks/warm_kernels.py [NOTEBOOK] [RUNS]
"""

import statistics
import sys
import time

from helpers.reports import run, warm
from helpers.reports.parameters import Archive


def seconds(plan: run.Plan) -> float:
    began = time.perf_counter()
    run.execute(plan)
    return time.perf_counter() - began


def main(notebook: str = "turnout", runs: str = "5") -> None:
    plan = run.plan(run.find_notebook(notebook), {}, Archive.load())
    first = seconds(plan)
    launcher = warm._LAUNCHER
    times: dict[str, list[float]] = {"ordinary": [], "warm": []}
    for _ in range(int(runs)):
        for kind, seen in times.items():
            # An ordinary kernel is what the provisioner starts when it does not know the command.
            warm._LAUNCHER = launcher if kind == "warm" else []
            seen.append(seconds(plan))
    ordinary, forked = (statistics.median(seen) for seen in times.values())
    print(f"{notebook}, {runs} runs each, median seconds to the executed notebook")
    print(f"ordinary kernel {ordinary:6.2f}")
    print(f"warm kernel     {forked:6.2f}   (the first, with the server's start, {first:.2f})")
    print(f"ratio           {ordinary / forked:6.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
