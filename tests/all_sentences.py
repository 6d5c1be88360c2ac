"""Write every sentence of every report to one file, to be read through by a person.

    python tests/all_sentences.py OUT [--random N]

Runs the cells of each notebook, without a kernel, for every house of every country and for N
random sets of parameters a notebook (20 unless given), and writes titles, sentences, captions and
notes in the order of the reports; what a report repeats from the one before it is left out.
"""

import argparse
import contextlib
import io
import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from notebooks.executed import source
from notebooks.test_all_parameters import HOUSES, NAMES, defaults, drawn

from helpers.reports import notebook

_ALL_YEARS = {"since": 1900, "until": 2030}


class Words:
    """Stands in for what displays: keeps the words, draws nothing."""

    def __init__(self):
        self.lines = []

    def keep(self, *texts):
        self.lines += [text for text in texts if text]

    def scope(self):
        return {
            "title": lambda text: self.keep(f"# {text}"),
            "heading": lambda text, **_: self.keep(f"## {text}"),
            "say": lambda said: self.keep(*([said] if isinstance(said, str) else said)),
            "show": lambda chart: self.keep(
                f"[chart] {chart.title}", chart.subtitle, chart.alt, chart.note, chart.source
            ),
            "table": lambda frame, caption="", notes=(), **_: self.keep(
                f"[table] {caption}", *([notes] if isinstance(notes, str) else notes)
            ),
            "end": lambda report: None,
        }


def words_of(name, given):
    """Return the words of one report."""
    said = Words()
    replaced = {key: getattr(notebook, key) for key in said.scope() if hasattr(notebook, key)}
    for key, stand_in in said.scope().items():
        setattr(notebook, key, stand_in)
    scope = {}
    try:
        for cell in source(name).cells:
            if cell.cell_type == "code":
                exec(cell.source, scope)
                if "parameters" in cell.metadata.get("tags", []):
                    scope.update(given)
    finally:
        for key, original in replaced.items():
            setattr(notebook, key, original)
    return said.lines


def reports(random_sets):
    """Yield the name and the parameters of every report."""
    for name in NAMES:
        if "country" in defaults(name):
            for iso3, house in HOUSES:
                yield name, {"country": iso3, "house": house, **_ALL_YEARS}
        else:
            yield name, _ALL_YEARS
        for number in range(random_sets):
            yield name, drawn(name, number)


def main():
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--random", type=int, default=20)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    with options.out.open("w", encoding="utf-8") as file:
        for name, given in reports(options.random):
            with contextlib.redirect_stdout(io.StringIO()):
                lines = words_of(name, given)
            chosen = ", ".join(f"{key}={value}" for key, value in given.items())
            file.write(f"\n===== {name}: {chosen}\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
