"""Whether damaged and hostile pages are read in bounded time and memory, and nothing made up.

    python benchmarks/fuzz_pages.py [PAGES] [--processes N] [--start I] [--keep FOLDER]

Takes the pages of data/raw, mutates them (lines, cells, bytes, encodings, markup, digits, bulk) and
reads PAGES of them (10,000 unless given). Each mutated page has a number, from which alone it is
made: ``--start I PAGES 1`` makes it again. Counts

- escapes: exceptions other than the reader's own refusal (``PageError``);
- slow pages: more than a second of the processor for each 100 kB;
- megabytes: what reading a page of the bulk takes at most, beside what the program has;
- silent damage: a figure whose line was not touched is read as another one (another value, column,
  round or party), or not at all, and the page has no finding that it did not have before.

``--keep`` saves the first pages of each failure.
"""

from __future__ import annotations

import argparse
import codecs
import contextlib
import multiprocessing
import os
import random
import re
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers import config
from helpers.archive import Page, PageError, read_text
from helpers.archive.text import decode
from helpers.tables import folder
from helpers.tables.election import identify
from helpers.tables.parties import Parties
from helpers.tables.settle import settle

#: Seconds of the processor that 100 kB may take, and after which any page is given up.
SECONDS, LONGEST = 1.0, 30
#: So many pages of each failure are kept.
KEPT = 40
#: Counts are printed after so many pages.
REPORTED = 5_000

#: No party is listed: only what a page says by itself counts.
_PARTIES = Parties(pd.DataFrame(columns=["iso3", "party", "party_id", "name"]))

#: The parser of HTML counts no more lines.
COUNTED = 65_000

#: A line of a page: its number, or None if it was touched, and its bytes.
Line = tuple[int | None, bytes]
Mutator = Callable[[list[Line], random.Random], list[Line]]


# --------------------------------------------------------------------------- mutators


def _drop(lines: list[Line], chance: random.Random) -> list[Line]:
    at, length = _place(lines, chance), chance.choice((1, 1, 1, 2, 5, 20))
    return lines[:at] + lines[at + length :]


def _double(lines: list[Line], chance: random.Random) -> list[Line]:
    at, length = _place(lines, chance), chance.choice((1, 1, 1, 2, 5, 20))
    # Which of two equal lines is the page's own is open.
    copy = [(None, text) for _, text in lines[at : at + length]]
    return lines[:at] + copy * 2 + lines[at + length :]


def _swap(lines: list[Line], chance: random.Random) -> list[Line]:
    one = _place(lines, chance)
    other = _place(lines, chance) if chance.random() < 0.5 else min(one + 1, len(lines) - 1)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def _move(lines: list[Line], chance: random.Random) -> list[Line]:
    at, length = _place(lines, chance), chance.choice((1, 2, 5, 20))
    block, rest = lines[at : at + length], lines[:at] + lines[at + length :]
    to = _place(rest, chance) if rest else 0
    return rest[:to] + block + rest[to:]


def _cut(lines: list[Line], chance: random.Random) -> list[Line]:
    at = _place(lines, chance)
    text = lines[at][1]
    return [*lines[:at], (None, text[: chance.randrange(len(text) + 1)]), *lines[at + 1 :]]


def _glue(lines: list[Line], chance: random.Random) -> list[Line]:
    at = _place(lines, chance)
    glued = b" ".join(text for _, text in lines[at : at + 2])
    return [*lines[:at], (None, glued), *lines[at + 2 :]]


def _gap(lines: list[Line], chance: random.Random) -> list[Line]:
    at = _place(lines, chance)
    return [*lines[:at], *[(None, b"")] * chance.choice((1, 2, 50)), *lines[at:]]


def _end(lines: list[Line], chance: random.Random) -> list[Line]:
    return lines[: _place(lines, chance) + 1]


def _place(lines: list[Line], chance: random.Random) -> int:
    return chance.randrange(max(len(lines), 1))


def _in_line(change: Callable[[bytes, random.Random], bytes]) -> Mutator:
    """Let a change of a line's bytes be a mutator of pages."""

    def mutate(lines: list[Line], chance: random.Random) -> list[Line]:
        full = [place for place, (_, text) in enumerate(lines) if text.strip()]
        if not full:
            return lines
        at = chance.choice(full)
        new = re.sub(rb"[\n\r\f]", b" ", change(lines[at][1], chance))
        return [*lines[:at], (None, new), *lines[at + 1 :]]

    return mutate


_CELLS = re.compile(rb"<t[dh][^>]*>.*?(?=<t[dh]|</tr|$)|[^\t|]+[\t|]|\S+\s*", re.IGNORECASE)


def _cell(text: bytes, chance: random.Random) -> bytes:
    """Drop, double, swap or empty a cell, or put another separator behind it."""
    cells = _CELLS.findall(text)
    if not cells:
        return text
    at, other = chance.randrange(len(cells)), chance.randrange(len(cells))
    match chance.randrange(6):
        case 0:
            del cells[at]
        case 1:
            cells.insert(at, cells[at])
        case 2:
            cells[at], cells[other] = cells[other], cells[at]
        case 3:
            cells[at] = re.sub(rb">[^<]*", b">", cells[at]) if b">" in cells[at] else b"\t"
        case 4:
            cells[at] = cells[at].rstrip() + chance.choice((b"\t", b" | ", b"  ", b"\xc2\xa0", b""))
        case _:
            cells.insert(at, chance.choice((b"<td></td>", b"\t", b"| ", b"5 ", b"- ", b"n/a ")))
    return b"".join(cells)


def _bytes(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text) + 1)
    noise = bytes(chance.randrange(256) for _ in range(chance.choice((0, 1, 1, 2, 8))))
    return text[:at] + noise + text[at + chance.choice((0, 1, 1, 4)) :]


_TAGS = (
    "<td>", "</td>", "<tr>", "</tr>", "<table>", "</table>", "<br>", "<p>", "</p>", "<b>", "<!--",
    "-->", "<td colspan={}>", "<td rowspan={}>", "<th scope=row>", "<script>", "</script>", "<pre>",
    "<ul><li>", "<div", "<", ">", "&nbsp;", "&#{};", "&lt;", "&amp;", "<sup>{}</sup>", "<select>",
    "<![CDATA[", "<?xml", "<style>", "<a href='x'>", "<span style=display:none>", "<font size={}>",
    "<title>", "<head>", "<body>", "<textarea>", "<svg>", "<math>", "<template>", "</html>",
)  # fmt: skip
_SPANS = ("0", "1", "2", "3", "-1", "99", "²", "①", "٣", "1e9", "9" * 5000, "", "0x2", " 2 ")


def _markup(text: bytes, chance: random.Random) -> bytes:
    """Put a tag in, or take one out."""
    tags = list(re.finditer(rb"<[^>]*>", text))
    if tags and chance.random() < 0.4:
        tag = chance.choice(tags)
        return text[: tag.start()] + text[tag.end() :]
    at = chance.randrange(len(text) + 1)
    tag = chance.choice(_TAGS).format(chance.choice(_SPANS)).encode()
    return text[:at] + tag + text[at:]


_DIGITS = "²₂③⑤٣۵५５𝟓½¼Ⅷ໒᠕"
_MARKS = (",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’", "", "-", "+", "%", "(", ")", "/",
          "\u2212", "\u200b", "\u0301", "*", "±", "=", "n/a", "approx.", "over ")  # fmt: skip


def _digits(text: bytes, chance: random.Random) -> bytes:
    """Change a digit, or what stands beside it."""
    places = [match.start() for match in re.finditer(rb"\d", text)]
    if not places:
        return text
    at = chance.choice(places)
    match chance.randrange(6):
        case 0:
            new, end = chance.choice(_DIGITS), at + 1
        case 1:
            new, end = chance.choice("0123456789"), at + 1
        case 2:
            new, end = "", at + 1
        case 3:
            new, end = chance.choice(_MARKS), at
        case 4:
            new, end = chance.choice(("9" * 5000, "0" * 400, "1" * 11, "000", "12")), at
        case _:
            new, end = chance.choice(_DIGITS) * chance.choice((1, 3)), at
    return text[:at] + new.encode() + text[end:]


def _bulk(lines: list[Line], chance: random.Random) -> list[Line]:
    """Repeat something very often."""
    at = _place(lines, chance)
    text = lines[at][1] if lines else b""
    match chance.randrange(4):
        case 0:
            many = [(None, text)] * chance.choice((100, 1_000, 30_000))
            return lines[:at] + many[: 1 + 2_000_000 // (len(text) + 1)] + lines[at:]
        case 1:
            what = chance.choice((*_TAGS, *_MARKS, *_DIGITS, "a", "1", "\t", "1 ", "|", "Total "))
            what = what.replace("{}", "7").encode() or b" "
        case 2:
            # Cells of a line that is bulk itself take too long to find.
            what = chance.choice(_CELLS.findall(text[:10_000]) or [b"x"])
        case _:
            what = b"\n" + bytes([chance.randrange(32, 256)])
    times = chance.choice((30, 1_000, 20_000, 300_000))
    what *= min(times, 1 + 1_500_000 // len(what))
    place = chance.randrange(len(text) + 1)
    mutated = (text[:place] + what + text[place:]).split(b"\n")
    return lines[:at] + [(None, part) for part in mutated] + lines[at + 1 :]


_CHARSETS = (
    "undefined", "utf-7", "idna", "punycode", "hex", "rot13", "unicode_escape",
    "raw_unicode_escape", "utf-16", "utf-32", "cp1252", "latin-1", "ascii", "mbcs", "big5",
    "koi8-r", "zlib", "base64", "x-user-defined", "cp037", "utf-8-sig", "none", "",
)  # fmt: skip


def _encoded(data: bytes, chance: random.Random) -> bytes:
    """Save a page in another encoding, declare one, or put marks before it."""
    text = data.decode("utf-8", "replace")
    match chance.randrange(5):
        case 0:
            meta = f'<meta charset="{chance.choice(_CHARSETS)}">'
            return re.sub(r"(?i)(<head>|^)", lambda m: m[0] + meta, text, count=1).encode()
        case 1:
            name = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"))
            return text.encode(name)
        case 2:
            return text.encode(chance.choice(("cp1252", "latin-1", "koi8-r", "cp037")), "replace")
        case 3:
            marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\x00", b"\xef")
            return chance.choice(marks) + data
        case _:
            return data.decode("latin-1").encode("utf-8")


KINDS: dict[str, tuple[Mutator, ...]] = {
    "lines": (_drop, _drop, _double, _swap, _swap, _move, _cut, _glue, _gap, _end),
    "cells": (_in_line(_cell),),
    "bytes": (_in_line(_bytes),),
    "markup": (_in_line(_markup),),
    "digits": (_in_line(_digits),),
    "bulk": (_bulk,),
    "encodings": (),
}
#: How often each kind is taken.
_OFTEN = {"lines": 30, "cells": 20, "bytes": 12, "markup": 15, "digits": 15, "bulk": 2,
          "encodings": 6}  # fmt: skip


def mutated(number: int) -> tuple[str, str, list[Line], bytes]:
    """Make a mutated page: its kind, its original, its lines, and its bytes."""
    chance = random.Random(number)
    name = chance.choice(list(_pages()))
    kind = chance.choices(list(_OFTEN), _OFTEN.values())[0]
    lines: list[Line] = list(enumerate(_pages()[name].split(b"\n"), 1))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6)) if KINDS[kind] else 0):
        lines = chance.choice(KINDS[kind])(lines, chance) or [(None, b"")]
    data = b"\n".join(text for _, text in lines)
    return kind, name, lines, data if KINDS[kind] else _encoded(data, chance)


# --------------------------------------------------------------------------- figures


class Read(NamedTuple):
    """A figure as it was read: what it counts, of whom, and on which line its row begins."""

    group: str
    round: int
    name: str
    label: str
    row: int
    text: str
    value: object


def figures(page: Page) -> dict[int, list[Read]]:
    """List the figures of a page by their lines."""
    found: dict[int, list[Read]] = {}
    for group, number, name, label, row, figure in chain(
        (("contest", 0, name, "", figure.line, figure) for name, figure in page.contest.items()),
        _of_rounds(page),
        _of_parties(page),
    ):
        if figure is not None:
            value = figure.value, figure.percent
            read = Read(group, number, name, label, row, figure.text, value)
            found.setdefault(figure.line, []).append(read)
    return found


def _of_rounds(page: Page) -> Iterator[tuple]:
    for one in page.rounds:
        for name, figure in one.ballots.items():
            yield "turnout", one.number, name, "", figure.line if figure else 0, figure


def _of_parties(page: Page) -> Iterator[tuple]:
    for row in page.votes:
        for name in ("candidates", "votes", "percent"):
            yield "votes", row.round, name, row.party, row.line, getattr(row, name)
    for row in page.seats:
        for name, figure in zip(row.names, row.figures, strict=True):
            yield "seats", row.round, name, row.party, row.line, figure
    for row in page.members:
        for name in ("members", "percent"):
            yield row.dimension, 0, name, row.category, row.line, getattr(row, name)


def _plain(label: str) -> str:
    """Return what of a label no encoding changes."""
    return re.sub(r"[^A-Za-z0-9]+", "", label)


def damage(before: dict[int, list[Read]], page: Page, lines: list[Line]) -> tuple[list, list]:
    """List the figures of untouched lines that are read otherwise, and those that are not read."""
    now = figures(page)
    places = {origin: place for place, (origin, _) in enumerate(lines[:COUNTED], 1) if origin}
    labels = {_plain(read.label) for reads in before.values() for read in reads}
    names = {read.name for reads in before.values() for read in reads}
    wrong, lost = [], []
    for line, reads in before.items():
        here = now.get(places.get(line, -1), [])
        for read in reads if line in places else ():
            # A share that stands on another line may be gone from the count.
            same = [one for one in here if one[:3] == read[:3] and one.text == read.text]
            named = [one for one in same if _plain(one.label) == _plain(read.label)]
            # A name that was touched may have changed, but not to another one of the page.
            renamed = [one for one in same if _plain(one.label) not in labels]
            if named or (renamed and read.row not in places):
                continue
            # So may a caption, and then its column is another one.
            if any(one.value == read.value and one.name not in names for one in here):
                continue
            other = [one for one in here if one.text == read.text or one[:3] == read[:3]]
            (wrong if other else lost).append((line, read, other))
    return wrong, lost


def _kept(name: str, data: bytes) -> list[Line]:
    """Return the lines of a page in another encoding; those that it changed have no number."""
    old = _pages()[name].decode().split("\n")
    new = decode(data).split("\n")
    return [
        (place if text in old[place - 1 : place] else None, text.encode())
        for place, text in enumerate(new, 1)
    ]


def findings(name: str, page: Page) -> Counter:
    """Count what the reader and reconciliation find on a page, but for the lines it is on."""
    settled = settle([identify(name, page)], {}, _PARTIES)[0]
    return _unread(page) + Counter((f.check, f.field, f.message) for f in settled.findings)


def _unread(page: Page) -> Counter:
    return Counter(("unread", text, "") for _, text in page.unread)


# --------------------------------------------------------------------------- reading


@cache
def _pages() -> dict[str, bytes]:
    raw = config.raw_folder()
    return {
        path.relative_to(raw).as_posix(): decode(path.read_bytes()).encode()
        for path in folder.find(raw).pages
        if path.suffix != ".json"
    }


@cache
def _original(name: str) -> tuple[dict[int, list[Read]], Counter]:
    page = read_text(_pages()[name].decode())
    return figures(page), findings(name, page)


class TooLongError(Exception):
    """A page was given up."""


def _ring(signum, frame):
    raise TooLongError


class Outcome(NamedTuple):
    """What became of one page, how long it took, and what is wrong with it."""

    what: str
    seconds: float
    said: str = ""


def outcome(number: int) -> tuple[str, bytes, Outcome]:
    """Read a mutated page and judge the reading."""
    kind, name, lines, data = mutated(number)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    began = time.process_time()
    try:
        page = read_text(decode(data))
    except PageError:
        return kind, data, Outcome("refused", time.process_time() - began)
    except TooLongError:
        return kind, data, Outcome("given up", LONGEST)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        return kind, data, Outcome("escaped", time.process_time() - began, said[:300])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    seconds = time.process_time() - began
    before, known = _original(name)
    if kind == "encodings":
        lines = _kept(name, data)
    wrong, lost = damage(before, page, lines)
    if not (wrong or lost):
        return kind, data, Outcome("read", seconds)
    if _unread(page) - known:
        # Settling the page can only find more.
        return kind, data, Outcome("damage told", seconds)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        told = findings(name, page) - known
    except TooLongError:
        return kind, data, Outcome("given up", LONGEST, "settling it")
    except Exception as error:
        return kind, data, Outcome("escaped", seconds, f"settling: {type(error).__name__}: {error}")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if told:
        return kind, data, Outcome("damage told", seconds)
    what = "silently wrong" if wrong else "silently lost"
    said = "; ".join(f"line {line} {read} now {other}" for line, read, other in (wrong or lost)[:3])
    return kind, data, Outcome(what, seconds, f"{name}: {said}"[:900])


def _work(start: int, pages: int, step: int, keep: Path | None, counts) -> None:
    try:
        _read_all(start, pages, step, keep, counts)
    finally:
        counts.put(None)


def _read_all(start: int, pages: int, step: int, keep: Path | None, counts) -> None:
    signal.signal(signal.SIGPROF, _ring)
    told: Counter = Counter()
    slowest, peak = 0.0, 0
    for number in range(start, start + pages, step):
        kind, data, found = outcome(number)
        a_page = found.seconds / max(len(data) / 100_000, 1)
        slowest = max(slowest, a_page)
        whats = [found.what, *(["slow"] if a_page > SECONDS else [])]
        for what in whats:
            told[what, kind] += 1
            if what not in ("read", "refused", "damage told") and told[what, kind] <= KEPT:
                print(f"{number} {kind} {what} {found.seconds:.1f} s {found.said}", flush=True)
                if keep:
                    (keep / f"{what} {kind} {number}".replace(" ", "_")).write_bytes(data)
        if kind == "bulk" and found.what != "given up":
            peak = max(peak, _megabytes(data))
        if sum(told.values()) >= REPORTED:
            counts.put((told, slowest, peak))
            told = Counter()
    counts.put((told, slowest, peak))


def _megabytes(data: bytes) -> int:
    """Return what reading a page takes beside what this process has, in a copy of it."""
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with contextlib.suppress(Exception):
            read_text(decode(data))
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        os.write(sender, str(used // 1024).encode())
        os._exit(0)
    os.close(sender)
    with os.fdopen(receiver) as pipe:
        found = pipe.read()
    os.waitpid(child, 0)
    return int(found or 0)


def main(pages: int, processes: int, start: int, keep: Path | None) -> None:
    """Read mutated pages in several processes, and print what became of them."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    counts: multiprocessing.Queue = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(
            target=_work, args=(start + i, pages - i, processes, keep, counts), daemon=True
        )
        for i in range(processes)
    ]
    for worker in workers:
        worker.start()
    total: Counter = Counter()
    slowest, peak, left = 0.0, 0, processes
    while left:
        part = counts.get()
        if part is None:
            left -= 1
            continue
        total += part[0]
        slowest, peak = max(slowest, part[1]), max(peak, part[2])
        print(f"-- {_summary(total, slowest, peak)}", flush=True)


def _summary(total: Counter, slowest: float, peak: int) -> str:
    by_what: Counter = Counter()
    for (what, _), count in total.items():
        by_what[what] += count
    pages = sum(by_what.values()) - by_what["slow"]
    bad = {key: count for key, count in sorted(total.items()) if key[0].startswith("silently")}
    kinds = ", ".join(f"{what} ({kind}) {count}" for (what, kind), count in bad.items())
    return (
        f"{pages} pages: {by_what['read']} read, {by_what['damage told']} with told damage, "
        f"{by_what['refused']} refused, {by_what['escaped']} escaped, {by_what['slow']} slow, "
        f"{by_what['given up']} given up; slowest {slowest:.2f} s per 100 kB; {peak} MB; {kinds}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", nargs="?", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    main(given.pages, given.processes, given.start, given.keep)
