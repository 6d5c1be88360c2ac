"""How long it takes to fetch and tidy thousands of pages and records, and how much memory.

    python benchmarks/fetching.py [PAGES [ELECTIONS]]

Serves PAGES archived pages (3,000 unless given) and ELECTIONS records of Parline's API (1,000) on
this machine, made from the pages of data/raw under other numbers and years. Fetches all of them
without a pause, fetches again, when nothing is left to do, and tidies the folder; each is a
process of its own, of which wall time, processor time and peak memory are printed.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from helpers import config
from helpers.archive import Page, parline_api, places, read_page
from helpers.tables import folder

_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-2]\d)(?!\d)")
A_CHAMBER = 10


def main(pages: int, elections: int) -> None:
    """Serve, fetch, fetch again, tidy, and print what each took."""
    answers, lists = dict(_pages(pages)), _lists(elections)
    with _serving(answers, lists) as (address, asked), tempfile.TemporaryDirectory() as folder:
        fetch = ["fetch", "--all", "--pause", "0", "--out", f"{folder}/raw"]
        fetch += ["--archive", address, "--api", f"{address}/v1"]
        _run("fetched", fetch)
        print(f"  {len(asked)} requests")
        asked.clear()
        _run("fetched again", fetch)
        print(f"  {len(asked)} requests")
        _run("tidied", ["tidy", "--raw", f"{folder}/raw", "--out", f"{folder}/out"])


def _run(what: str, arguments: list[str]) -> None:
    command = [sys.executable, "-c", "from helpers.cli import main; main()", *arguments]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    print(
        f"{what} in {time.perf_counter() - start:.1f} s "
        f"({used.ru_utime + used.ru_stime:.1f} s of processor time), "
        f"largest process {used.ru_maxrss / 1024:.0f} MB, status {process.returncode}"
    )
    print("  " + said.strip().replace("\n", "\n  "))


# -- what is served ------------------------------------------------------------------------------


def _pages(count: int) -> Iterator[tuple[str, bytes]]:
    """Make indexes and pages by their paths: some pages a chamber, each of another year."""
    sources = [path.read_text("utf-8", errors="replace") for path in _sources()]
    for chamber, first in enumerate(range(0, count, A_CHAMBER), 1):
        code = f"2{chamber:03d}"
        names = []
        for number in range(first, min(first + A_CHAMBER, count)):
            copy, source = divmod(number, len(sources))
            names.append(f"{code}_{number % A_CHAMBER:02d}.htm")
            # Other years make elections of their own.
            text = _YEAR.sub(lambda year, c=copy: str(int(year[0]) + 10 * c - 100), sources[source])
            yield f"/parline-e/reports/arc/{names[-1]}", text.encode()
        links = "".join(f'<li><a href="arc/{name}">{name}</a>' for name in names)
        yield f"/parline-e/reports/{code}_arc.htm", f"<html><ul>{links}</ul></html>".encode()


def _sources() -> list[Path]:
    return folder.find(config.raw_folder()).pages


def _lists(count: int) -> dict[str, list[dict]]:
    """Make the lists of the API: elections from the pages of Parline, and what names them."""
    known = [place.iso2 for place in places.every() if places.by_code(place.iso2)]
    sources = [read_page(path) for path in _sources() if path.parent.name == "parline"]
    elections, parties, chambers = [], {}, {}
    codes = ((country, year) for year in itertools.count(1950) for country in known)
    for number, (country, year) in zip(range(count), codes, strict=False):
        page = sources[number % len(sources)]
        names = {f"{country.lower()}-{i}": row.party for i, row in enumerate(page.seats)}
        elections.append(_election(f"{country}-LC01-E{year}0610", page, list(names)))
        for code, name in names.items():
            parties[code] = {
                "political_party_code": code,
                "party_name": {"en": name, "fr": ""},
                "political_party_country": country,
            }
        chambers[country] = {"type": "chambers", "id": f"{country}-LC01", "attributes": {}}
    return {
        "elections": elections,
        "political_parties": list(parties.values()),
        "chambers": list(chambers.values()),
    }


def _election(code: str, page: Page, parties: list[str]) -> dict:
    """Make the record of an election with the figures of a page."""
    figures = {name: figure.value for name, figure in page.contest.items()}
    values = {name: figures.get(own) for name, own in parline_api.FIGURES.items()}
    values |= {
        "chamber": code[:7],
        "election_date": {"from": f"{code[9:13]}-06-10T00:00:00.000Z", "to": None},
        "scope_of_elections": {"term": "full_renewal"},
        "seats_per_parties": [
            {"party": party, "total_number_of_seats": row.figures[0] and row.figures[0].value}
            for party, row in zip(parties, page.seats, strict=True)
        ],
    }
    notes = {"annotation": {"notes": {"en": "", "fr": ""}}, "missing_reason": ""}
    attributes = {name: {"value": value, **notes} for name, value in values.items()}
    return {"type": "elections", "id": code, "attributes": attributes}


class _serving:
    """A server with these answers; gives its address, and the list of what it was asked."""

    def __init__(self, answers: dict[str, bytes], lists: dict[str, list[dict]]):
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                asked.append(self.path)
                path = urlsplit(self.path)
                body = answers.get(path.path)
                kind = "text/html"
                if path.path.startswith("/v1/"):
                    body, kind = _answer(lists, path.path[4:], path.query), "application/json"
                self.send_response(404 if body is None else 200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *words):
                pass

        self.asked = asked
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> tuple[str, list[str]]:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}", self.asked

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def _answer(lists: dict[str, list[dict]], name: str, query: str) -> bytes | None:
    if name not in lists:
        return None
    asked = parse_qs(query)
    size = int(asked["page[size]"][0])
    first = (int(asked["page[number]"][0]) - 1) * size
    answer = {"meta": {"total": len(lists[name])}, "data": lists[name][first : first + size]}
    return json.dumps(answer, indent=1).encode()


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    main(*given, *(3000, 1000)[len(given) :])
