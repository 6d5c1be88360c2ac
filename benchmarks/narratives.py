"""Whether mutated narratives are read without an exception and in bounded time, and how fast.

    python benchmarks/narratives.py [NARRATIVES]

Takes the narratives of the tests' pages, mutates them (characters, words and lines dropped,
doubled, swapped or replaced, numbers multiplied, marks taken out) and reads NARRATIVES of them
(100,000 unless given). Prints exceptions, the slowest narrative and the mean; then the time for
narratives of growing length, whose ratio shows whether anything is quadratic; and first what the
tests' pages cost with their narratives, read and tidied and only read, against the same pages
without narratives.
"""

from __future__ import annotations

import gc
import importlib
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from helpers import config
from helpers.archive import read_text
from helpers.archive.statements import Context, statements
from helpers.archive.statements.sentences import LONGEST
from helpers.tables.tidy import tables_of

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "archive")]
told_pages = importlib.import_module("told_pages")

#: What pages cost is measured so often, in turns, because other programs run beside it.
ROUNDS = 7
#: No narrative of a page may take longer, in seconds.
SLOWEST = 1.0
_SNIPPETS = (
    "42", "1,002", "53.4 per cent", "seats", "won", "of the", "and", "; ", ": ", ", ", " (", ") ",
    "Labour", "respectively", "each", "two-thirds", "one and a half million", "respectivement",
    "sièges", "d'", "quatre-vingt-dix-sept", "1999", "10 October", "\u00a0", "\ufffd", "\u202e",
    "\x00", "'", '"', "-", "%", "women", "list seats", "in single-member constituencies", ". ",
    "https://example.org", "\u0661\u0662", "\u00bd", "ß", "İ", "0", "-1", "1e9", "999999999999",
)  # fmt: skip


def _drop(text: str, chance: random.Random) -> str:
    at, length = chance.randrange(len(text)), chance.randint(1, 12)
    return text[:at] + text[at + length :]


def _double(text: str, chance: random.Random) -> str:
    at, length = chance.randrange(len(text)), chance.randint(1, 60)
    return text[: at + length] + text[at : at + length] * chance.choice((1, 1, 1, 30)) + text[at:]


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(_SNIPPETS) * chance.choice((1, 1, 1, 1, 50)) + text[at:]


def _shuffle(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    part = words[at : at + 12]
    chance.shuffle(part)
    return " ".join(words[:at] + part + words[at + 12 :])


def _replace(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chr(chance.choice((chance.randrange(32, 256), chance.randrange(65536)))) + (
        text[at + 1 :]
    )  # fmt: skip


def _unmark(text: str, chance: random.Random) -> str:
    return text.replace(chance.choice(".,;:()"), chance.choice(("", " ", ",")))


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _drop, _double, _insert, _shuffle, _replace, _unmark,
)  # fmt: skip


def mutated(lines: list[tuple[int, str]], chance: random.Random) -> list[tuple[int, str]]:
    """Mutate some lines of a narrative."""
    begin = chance.randrange(len(lines))
    found = []
    for number, text in lines[begin : begin + 4]:
        for _ in range(chance.randint(0, 4)):
            text = chance.choice(MUTATIONS)(text or " ", chance)
        found.append((number, text))
    return found


def fuzz(count: int) -> None:
    """Read mutated narratives and print what became of them."""
    chance = random.Random(20)
    pages = [(told_pages.narrative(page), told_pages.context(page)) for page in told_pages.PAGES]
    failures, slowest, read, started = 0, 0.0, 0, time.perf_counter()
    for _ in range(count):
        lines, context = chance.choice(pages)
        lines = mutated(lines, chance)
        began = time.perf_counter()
        try:
            found = statements(lines, context)
        except Exception as error:
            failures += 1
            if failures <= 3:
                print(f"{type(error).__name__}: {error} in {lines!r}"[:2000])
            continue
        slowest = max(slowest, time.perf_counter() - began)
        read += len(found)
        assert all(len(s.printed) <= 80 for s in found)
    seconds = time.perf_counter() - started
    print(
        f"{count} mutated narratives in {seconds:.0f} s, {1000 * seconds / count:.2f} ms each; "
        f"slowest {1000 * slowest:.0f} ms; {read} statements; {failures} exceptions"
    )
    assert not failures and slowest < SLOWEST


def _best(work: Callable[[], object], times: int = 9) -> float:
    """Return the least time that a piece of work takes, in milliseconds."""
    taken = []
    gc.disable()  # as timeit does
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    gc.enable()
    return min(taken)


def cost() -> None:
    """Print what reading the pages costs with their narratives, and without."""
    full, bare, told = [], [], []
    for page in told_pages.PAGES:
        text = told_pages.decode((told_pages.FOLDER / page).read_bytes())
        gone = {line for _, line in told_pages.narrative(page)}
        full.append(text)
        bare.append("\n".join(line for line in text.splitlines() if line.strip() not in gone))
        told.append((told_pages.narrative(page), told_pages.context(page)))
    rounds = []
    for _ in range(ROUNDS):
        pages = _best(lambda: [read_text(text) for text in full], 3)
        without = _best(lambda: [read_text(text) for text in bare], 3)
        words = _best(lambda: [statements(lines, context) for lines, context in told], 3)
        rounds.append(((pages + words) / without, without, pages, words))
    ratio, without, pages, words = sorted(rounds)[ROUNDS // 2]
    count = len(told)
    print(
        f"a page without narrative {without / count:.2f} ms, with one {pages / count:.2f} ms, its "
        f"statements {words / count:.2f} ms: ratio {ratio:.2f} (median of {ROUNDS} rounds)"
    )


def _folder(bare: bool, folder: Path) -> Path:
    """Fill a folder with the pages, without their narratives if bare."""
    for page in told_pages.PAGES:
        text = told_pages.decode((told_pages.FOLDER / page).read_bytes())
        gone = {line for _, line in told_pages.narrative(page)} if bare else set()
        target = folder / page
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(t for t in text.splitlines() if t.strip() not in gone), "utf-8")
    shutil.copy(config.raw_folder() / "parties.csv", folder)
    return folder


def whole() -> None:
    """Print what reading and tidying the pages costs with their narratives, and without."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        folders = _folder(False, Path(one)), _folder(True, Path(two))
        full, bare = (_best(lambda raw=raw: tables_of(raw)) for raw in folders)
    print(
        f"{len(told_pages.PAGES)} pages read and tidied in {full:.0f} ms, without narratives in "
        f"{bare:.0f} ms: ratio {full / bare:.2f}"
    )


def growth() -> None:
    """Print the time for ever longer narratives of several shapes."""
    context = Context(chamber="Assembly", years=(1999,), parties=("Labour", "National Front (NF)"))
    shapes = {
        "sentences": "Labour won 42 of the 77 seats, the NF 30. ",
        "one sentence": "Labour won 42 of the 77 seats, the NF 30, ",
        "numbers": "42 ",
        "number words": "forty-two ",
        "parties": "Labour and the NF and ",
        "brackets": "(NF) ( ",
        "women": "of 42 women and 30 candidates from ",
        "long word": "quatre-",
    }
    for name, text in shapes.items():
        times = []
        for length in (LONGEST - 60, 30_000, 120_000, 480_000):
            lines = [(1, (text * (length // len(text) + 1))[:length])]
            began = time.perf_counter()
            statements(lines, context)
            times.append(1000 * (time.perf_counter() - began))
        print(f"{name:13}" + "".join(f"{value:10.1f} ms" for value in times))
    rows = [(number, "Labour won 42 of the 77 seats and the NF") for number in range(20_000)]
    began = time.perf_counter()
    statements(rows, context)
    print(f"20,000 lines of one sentence {1000 * (time.perf_counter() - began):.0f} ms")


if __name__ == "__main__":
    whole()
    cost()
    growth()
    fuzz(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
