"""What is fetched from the two hosts, and what happens when they, or this machine, fail."""

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from loopback import (
    Site,
    endless,
    endless_head,
    half,
    send,
    serving,
    status,
    typed,
    zipped,
)
from parline import attribute, chamber, election, party, seats

from helpers.archive import fetch as package
from helpers.archive.fetch import pages, records, store, web
from helpers.cli import main
from helpers.tables.tidy import tidy

PAGE = """<html><body><p>Parliamentary Chamber: Mazhilis</p>
<p>Dates of election(s) / renewal (from/to): </p><p>19 September {}</p>
<p>Round no 1: Distribution of seats</p><table><tr><td>Political Group</td><td>Total</td></tr>
<tr><td>Otan</td><td>42</td></tr><tr><td>Caf\xe9</td><td>35</td></tr></table></body></html>"""
MANY = 200


def page(year: int = 2004) -> bytes:
    return PAGE.format(year).encode("cp1252")


@pytest.fixture
def site():
    with serving(Site()) as site:
        site.answers |= {"/v1/chambers": {"data": []}, "/v1/elections": {"data": []}}
        yield site


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    """Nothing in these tests is worth waiting for, neither hosts nor the disk."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    monkeypatch.setattr(web, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(web, "SILENCE", 1)


class Run:
    """The command, run into a folder; what it printed and left there."""

    def __init__(self, site: Site, out: Path, *arguments: str):
        given = ["fetch", "--archive", site.address, "--api", f"{site.address}/v1", "--out", out]
        result = CliRunner().invoke(main, list(map(str, [*given, "--pause", "0", *arguments])))
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        self.status, self.out, self.error = result.exit_code, result.stdout, result.stderr
        assert "Traceback" not in self.error
        self.folder = out
        # Every message is of one line.
        self.refused = [line for line in self.error.splitlines() if line.startswith("refused: ")]
        self.notes = [line for line in self.error.splitlines() if line.startswith("note: ")]
        if self.status in (0, 4):
            assert len(self.refused) + len(self.notes) == len(self.error.splitlines())

    @property
    def counts(self) -> list[int]:
        """Saved, already there, refused."""
        return [int(line.split(":")[1].split()[0].rstrip(".")) for line in self.out.splitlines()]

    @property
    def files(self) -> set[str]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        names = {path.relative_to(self.folder).as_posix() for path in found}
        return {name for name in names if not name.startswith(".fetch/")} - {"sources.csv"}

    @property
    def sources(self) -> list[dict]:
        with (self.folder / "sources.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


# -- archived pages ------------------------------------------------------------------------------


class TestPages:
    def test_of_a_chamber_are_saved_as_received_with_their_sources(self, site, tmp_path):
        site.chamber("2165", {"04": page(2004), "12_June": page(2012)})
        run = Run(site, tmp_path, "--chamber", "2165")
        assert (run.status, run.counts) == (0, [2, 0, 0])
        assert run.files == {"ipu/2165_04.htm", "ipu/2165_12_June.htm"}
        assert (tmp_path / "ipu/2165_04.htm").read_bytes() == page(2004)
        row = next(row for row in run.sources if row["page"] == "ipu/2165_04.htm")
        assert row == {
            "page": "ipu/2165_04.htm",
            "group": "page",
            "url": f"{site.address}/parline-e/reports/arc/2165_04.htm",
            "fetched": f"{datetime.now(UTC):%Y-%m-%d}",
            "sha256": hashlib.sha256(page(2004)).hexdigest(),
        }

    def test_are_read_by_tidy_which_knows_their_address(self, site, tmp_path):
        site.chamber("2165", {"04": page(2004)})
        Run(site, tmp_path / "raw", "--chamber", "2165")
        summary = tidy(tmp_path / "raw", tmp_path / "out")
        assert (summary.pages, summary.unreadable, summary.problems) == (1, [], [])
        text = (tmp_path / "out" / "pages.csv").read_text("utf-8")
        assert f"{site.address}/parline-e/reports/arc/2165_04.htm" in text

    def test_are_not_asked_for_again(self, site, tmp_path):
        site.chamber("2165", {"04": page(), "99": page(1999)})
        Run(site, tmp_path, "--chamber", "2165")
        before = len(site.log)
        run = Run(site, tmp_path, "--chamber", "2165")
        assert (run.status, run.counts) == (0, [0, 2, 0])
        # The page of the last elections, which this chamber lacks, is looked for; so are news.
        asked = {urlsplit(path).path.rpartition("/")[2] for path in site.log[before:]}
        assert asked == {"2165_E.htm", "elections", "chambers"}

    def test_are_never_overwritten(self, site, tmp_path):
        (tmp_path / "ipu").mkdir()
        own = tmp_path / "ipu" / "2165_04.htm"
        own.write_text("mine")
        site.chamber("2165", {"04": page()})
        run = Run(site, tmp_path, "--chamber", "2165")
        assert (run.counts, own.read_text()) == ([0, 1, 0], "mine")
        assert run.sources == []

    def test_are_looked_for_at_both_addresses(self, site, tmp_path):
        site.chamber("2165", {"04": status(404), "99": status(403), "95": status(404)})
        for name in ("04", "99"):
            site.answers[f"/election-summary/HTML/2165_{name}.htm"] = page()
        run = Run(site, tmp_path, "--chamber", "2165")
        assert (run.status, run.counts) == (4, [2, 0, 1])
        assert "2165_95.htm" in run.refused[0]
        assert "has no such page (status 404)" in run.refused[0]
        assert "/election-summary/HTML/2165_04.htm" in run.sources[0]["url"]

    def test_come_from_the_page_of_last_elections_where_there_is_no_index(self, site, tmp_path):
        last = page(2012) + b'<a href="arc/2165_04.htm">2004</a>'
        site.answers["/parline-e/reports/2165_E.htm"] = last
        site.answers["/parline-e/reports/arc/2165_04.htm"] = page()
        run = Run(site, tmp_path, "--chamber", "2165")
        assert (run.status, run.counts) == (0, [2, 0, 0])
        assert run.files == {"ipu/2165_E.htm", "ipu/2165_04.htm"}

    def test_of_an_index_that_failed_are_missed_aloud(self, site, tmp_path):
        site.answers["/parline-e/reports/2165_arc.htm"] = status(500)
        site.answers["/parline-e/reports/2165_E.htm"] = page(2012)
        run = Run(site, tmp_path, "--chamber", "2165")
        assert (run.status, run.files) == (4, {"ipu/2165_E.htm"})
        assert "the index of chamber 2165" in run.refused[0]

    def test_of_earlier_years_are_left_out(self, site, tmp_path):
        site.chamber("2165", {"95": page(1995), "99": page(1999), "04": page(2004)})
        run = Run(site, tmp_path, "--chamber", "2165", "--since", "1999")
        assert run.files == {"ipu/2165_99.htm", "ipu/2165_04.htm"}
        assert "2165_95.htm" not in site.pages_asked()

    def test_in_french_come_from_the_french_archive(self, site, tmp_path):
        site.answers["/parline-f/reports/1366_arc.htm"] = b'<a href="arc/1366_05.htm">2005</a>'
        site.answers["/parline-f/reports/arc/1366_05.htm"] = page(2005)
        assert Run(site, tmp_path, "--chamber", "1366").files == {"ipu/1366_05.htm"}

    def test_of_a_country_are_those_of_its_known_chambers(self, site, tmp_path):
        site.chamber("2165", {"04": page()})
        run = Run(site, tmp_path, "--country", "Kazakhstan")
        assert "ipu/2165_04.htm" in run.files

    def test_of_everything_are_explored_by_number_and_gaps_are_no_refusals(
        self, site, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(package, "NUMBERS", range(163, 168))
        site.chamber("2165", {"04": page()})
        site.chamber("2166", {"05": page(2005)})
        run = Run(site, tmp_path, "--all")
        assert (run.status, run.files) == (0, {"ipu/2165_04.htm", "ipu/2166_05.htm"})
        before = Counter(site.log)
        Run(site, tmp_path, "--all")
        # That a number is no chamber's is known for the day.
        again = Counter(site.log) - before
        assert not any("2163" in path or "_arc" in path for path in again)

    @pytest.mark.parametrize(
        "href",
        [
            "../../../../etc/2165_95.htm",
            "arc/..%2f..%2f2165_95.htm",
            "arc/2165_95%2f..%2f..%2f..%2fevil.htm",
            "arc/2165_..%5c..%5cevil.htm",
            "arc/2165_%00.htm",
            "file:///parline-e/reports/arc/2165_95.htm",
            "arc/2165_95.htm.exe",
            "arc/2165_95\x1b[31m.htm",
            "http://[2165_95.htm",
        ],
    )
    def test_links_that_are_paths_or_no_pages_are_not_followed(self, site, tmp_path, href):
        site.chamber("2165", {"04": page()}, links=f'<a href="{href}">x</a>')
        run = Run(site, tmp_path / "raw", "--chamber", "2165")
        assert (run.status, run.files) == (4, {"ipu/2165_04.htm"})
        assert "leads to no page of the archive" in run.refused[0]
        assert run.refused[0].isprintable()
        assert site.pages_asked() == ["2165_04.htm"]
        assert {path.name for path in tmp_path.iterdir()} == {"raw"}

    @pytest.mark.parametrize(
        "href",
        [
            "2165_95.htm",
            "arc/2165_95.htm",
            "../reports/arc/2165_95.htm",
            "/parline-e/reports/arc/2165_95.htm",
            "/a/mirror/reports/arc/2165_95.htm",
            "https://data.ipu.org/election-summary/HTML/2165_95.htm",
            "HTTP://archive.ipu.org/parline-e/reports/arc/2165_95.htm#top",
        ],
    )
    def test_are_found_by_every_form_of_link(self, site, tmp_path, href):
        site.answers["/parline-e/reports/2165_arc.htm"] = f"<a href='{href}'>1995</a>".encode()
        site.answers["/parline-e/reports/arc/2165_95.htm"] = page(1995)
        run = Run(site, tmp_path, "--chamber", "2165")
        assert (run.status, run.files) == (0, {"ipu/2165_95.htm"})

    def test_that_no_index_links_are_missed_aloud_and_it_is_not_kept(self, site, tmp_path):
        site.answers["/parline-e/reports/2165_arc.htm"] = b"<p>Sorry, come back later.</p>"
        run = Run(site, tmp_path, "--chamber", "2165")
        assert run.status == 4
        assert "links no page of an election" in run.refused[0]
        site.chamber("2165", {"04": page()})
        assert Run(site, tmp_path, "--chamber", "2165").counts == [1, 0, 0]

    def test_alone_are_fetched_where_only_their_host_is_named(self, site, tmp_path):
        site.chamber("2165", {"04": page()})
        arguments = ["fetch", "--chamber", "2165", "--archive", site.address, "--pause", "0"]
        result = CliRunner().invoke(main, [*arguments, "--out", str(tmp_path)])
        assert result.exit_code == 0
        assert not any(path.startswith("/v1") for path in site.log)

    def test_links_to_other_hosts_lead_to_the_archive_all_the_same(self, site, tmp_path):
        link = '<a href="http://www.ipu.org/parline-e/reports/arc/2165_95.htm?a=1">1995</a>'
        site.chamber("2165", {}, links=link)
        site.answers["/parline-e/reports/arc/2165_95.htm"] = page(1995)
        assert Run(site, tmp_path, "--chamber", "2165").files == {"ipu/2165_95.htm"}


# -- hosts that misbehave ------------------------------------------------------------------------


class TestAHost:
    def fetch(self, site, tmp_path, answer) -> Run:
        """Fetch a chamber of which one page is answered so; another is sound."""
        site.chamber("2165", {"04": answer, "99": page(1999)})
        run = Run(site, tmp_path, "--chamber", "2165")
        # Whatever happens to one page, the rest goes on, and nothing is left behind.
        assert (tmp_path / "ipu" / "2165_99.htm").read_bytes() == page(1999)
        assert not list(tmp_path.rglob("*.part"))
        return run

    def assert_refused(self, site, tmp_path, answer, sentence, asked=2):
        run = self.fetch(site, tmp_path, answer)
        assert (run.status, run.files) == (4, {"ipu/2165_99.htm"})
        (line,) = run.refused
        assert sentence in line
        assert line.isprintable()
        assert "2165_04.htm" in line
        # Once at the old address, once at the new one, which has none.
        assert len([p for p in site.pages_asked() if p == "2165_04.htm"]) == asked
        assert [row["page"] for row in run.sources] == ["ipu/2165_99.htm"]

    def test_that_asks_to_wait_is_waited_for(self, site, tmp_path, monkeypatch):
        slept = []
        monkeypatch.setattr(web.Web.__init__, "__defaults__", (slept.append,))
        run = self.fetch(site, tmp_path, [status(429, Retry_After="7"), page()])
        assert (run.status, run.counts) == (0, [2, 0, 0])
        assert 7 in slept

    def test_that_asks_to_wait_until_a_time_is_waited_for(self, site, tmp_path, monkeypatch):
        slept = []
        monkeypatch.setattr(web.Web.__init__, "__defaults__", (slept.append,))
        until = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
        self.fetch(site, tmp_path, [status(503, Retry_After=until), page()])
        assert any(25 < seconds <= 30 for seconds in slept)

    @pytest.mark.parametrize("after", ["soon", "-1", "1e9", "9" * 40, "\u00b2"])
    def test_that_asks_for_nonsense_is_asked_again_soon(self, after):
        assert web._seconds(after) is None

    def test_that_asks_to_wait_for_hours_is_left(self, site, tmp_path):
        site.chamber("2165", {"99": page(1999), "04": status(429, Retry_After="86400")})
        run = Run(site, tmp_path, "--chamber", "2165")
        assert (run.status, run.files) == (4, {"ipu/2165_99.htm"})
        assert "asks to wait 86,400 seconds" in run.refused[0]

    def test_that_fails_is_asked_again(self, site, tmp_path):
        run = self.fetch(site, tmp_path, [status(500), status(502), page()])
        assert (run.status, run.counts) == (0, [2, 0, 0])

    def test_that_always_fails_is_given_up_after_some_attempts(self, site, tmp_path):
        asked = web.ATTEMPTS + 1
        self.assert_refused(
            site, tmp_path, status(500), "(status 500). It was asked 4 times", asked
        )

    @pytest.mark.parametrize(
        ("number", "sentence"), [(401, "asks for a login"), (403, "does not serve this program")]
    )
    def test_that_forbids_is_not_asked_again(self, site, tmp_path, number, sentence):
        self.assert_refused(site, tmp_path, status(number), sentence)

    def test_that_forbids_everything_is_left_alone(self, site, tmp_path):
        site.chamber("2165", {f"{year:02d}": status(403) for year in range(30)})
        for year in range(30):
            site.answers[f"/election-summary/HTML/2165_{year:02d}.htm"] = status(403)
        run = Run(site, tmp_path, "--chamber", "2165")
        assert run.counts == [0, 0, 30]
        assert len(site.pages_asked()) == web.DENIALS_OF_A_HOST
        assert "refused 20 requests in a row" in run.refused[-1]

    def test_that_redirects_within_itself_is_followed(self, site, tmp_path):
        site.answers["/there.htm"] = page()
        run = self.fetch(site, tmp_path, status(302, Location="/there.htm"))
        assert (run.status, run.counts) == (0, [2, 0, 0])
        assert (tmp_path / "ipu" / "2165_04.htm").read_bytes() == page()

    @pytest.mark.parametrize(
        ("location", "sentence"),
        [
            ("http://127.0.0.1:9/page.htm", "redirected to 127.0.0.1:9;"),
            ("http://example.org/\x1b[31m", "redirected to example.org;"),
            ("//evil.example/2165_04.htm", "redirected to evil.example;"),
            ("ftp://127.0.0.1/x", "only redirects within one host"),
            ("file:///etc/passwd", "only redirects within one host"),
            ("http://[", "only redirects within one host"),
            ("", "redirected to no address"),
        ],
    )
    def test_that_redirects_to_another_is_not_followed(self, site, tmp_path, location, sentence):
        location = location.replace("\x1b", "%1b")
        self.assert_refused(site, tmp_path, status(302, Location=location), sentence)

    def test_that_redirects_in_circles_is_left(self, site, tmp_path):
        circle = status(302, Location="/parline-e/reports/arc/2165_04.htm")
        self.assert_refused(site, tmp_path, circle, "more than 5 times", web.MOST_REDIRECTS + 2)

    @pytest.mark.parametrize("kind", ["application/pdf", "application/json", "x/\x1b[31mred"])
    def test_that_sends_another_type_is_refused(self, site, tmp_path, kind):
        self.assert_refused(site, tmp_path, typed(kind), "which is not a page")

    def test_that_names_no_type_is_believed(self, site, tmp_path):
        run = self.fetch(site, tmp_path, typed(None, page()))
        assert (run.status, run.counts) == (0, [2, 0, 0])

    def test_that_sends_nothing_is_refused(self, site, tmp_path):
        self.assert_refused(site, tmp_path, b" \n", "sent an empty answer")

    def test_that_packs_a_page_is_unpacked(self, site, tmp_path):
        self.fetch(site, tmp_path, zipped(page()))
        assert (tmp_path / "ipu" / "2165_04.htm").read_bytes() == page()

    def test_that_packs_a_bomb_is_left_at_the_limit(self, site, tmp_path):
        bomb = zipped(bytes(300 * 2**20))
        self.assert_refused(site, tmp_path, bomb, "sent more than 8 MB")

    def test_that_packs_in_another_way_is_refused(self, site, tmp_path):
        def answer(handler):
            send(handler, page(), head={"Content-Encoding": "br"})

        self.assert_refused(site, tmp_path, answer, "packed its answer in a way")

    def test_that_never_ends_is_left_at_the_limit_of_size(self, site, tmp_path):
        self.assert_refused(site, tmp_path, endless(b"<p>more</p>" * 9999), "sent more than 8 MB")

    def test_that_announces_too_much_is_not_read(self, site, tmp_path):
        def answer(handler):
            send(handler, page(), head={"Content-Length": 10**12})

        self.assert_refused(site, tmp_path, answer, "sent more than 8 MB")

    @pytest.mark.parametrize("answer", [endless(b" ", 0.1), endless_head])
    def test_that_never_ends_is_left_at_the_limit_of_time(
        self, site, tmp_path, monkeypatch, answer
    ):
        monkeypatch.setattr(pages, "PAGE", replace(web.PAGE, most_seconds=0.4))
        self.assert_refused(site, tmp_path, answer, "did not finish its answer in 0.4 seconds")

    @pytest.mark.parametrize(
        "answer",
        [half(page()), zipped(page(), 90), typed("text/html", b""), lambda handler: None],
        ids=["length", "gzip", "empty", "silence"],
    )
    def test_that_breaks_off_leaves_no_half_page(self, site, tmp_path, answer):
        run = self.fetch(site, tmp_path, [answer, page()])
        if run.status:
            # An empty answer is whole.
            assert "empty" in run.refused[0]
        else:
            assert (tmp_path / "ipu" / "2165_04.htm").read_bytes() == page()

    def test_that_always_breaks_off_is_given_up(self, site, tmp_path):
        self.assert_refused(site, tmp_path, half(page()), "broke off its answer", web.ATTEMPTS + 1)

    def test_that_is_not_there_is_named_once(self, tmp_path):
        nowhere = Site()
        nowhere.address = "http://127.0.0.1:9"
        run = Run(nowhere, tmp_path, "--chamber", "2165")
        assert run.status == 4
        assert "127.0.0.1:9 could not be reached" in run.refused[0]

    @pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "nonsense", "http://[", "ftp://a.b"])
    def test_behind_a_proxy_that_is_none_is_named(self, tmp_path, monkeypatch, proxy):
        for name in ("ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, proxy)
        elsewhere = Site()
        # Reserved for documentation: nothing answers there.
        elsewhere.address = "http://192.0.2.1"
        run = Run(elsewhere, tmp_path, "--chamber", "2165")
        assert run.status == 4

    def test_is_given_a_pause_between_requests(self, site, tmp_path):
        site.chamber("2165", {"04": page(), "99": page()})
        began = time.monotonic()
        Run(site, tmp_path, "--chamber", "2165", "--pause", "0.1")
        assert time.monotonic() - began >= 0.1 * (len(site.log) - 1)


# -- Parline's records ---------------------------------------------------------------------------


def elections(country: str, number: int) -> list[dict]:
    """Return elections of a country's two houses, one a year."""
    return [
        election(f"{country}-{house}01-E{2000 + year}0110")
        for year in range(number)
        for house in ("LC", "UC")
    ]


def of_chamber(record: dict, wanted: str) -> bool:
    return record["id"].startswith(wanted)


class TestRecords:
    @pytest.fixture
    def api(self, site):
        """Parline with two countries, whose filters work."""
        everything = elections("KZ", 3) + elections("NO", 2)
        site.resource("elections", everything, of_chamber)
        listed = [chamber(f"{c}-{h}01") for c in ("KZ", "NO") for h in ("LC", "UC")]
        site.resource("chambers", listed, of_chamber)
        parties = [party("kz-a", "A"), party("kz-b", "B"), party("kz-c", "C"), party("no-d", "D")]
        site.resource(
            "political_parties", parties, lambda r, wanted: r["political_party_country"] == wanted
        )
        return site

    def test_of_a_country_are_saved_as_received_with_what_names_them(self, api, tmp_path):
        run = Run(api, tmp_path, "--country", "KZ")
        # The archive has no chamber in this test.
        assert (run.status, len(run.refused)) == (4, 1)
        saved = sorted(name for name in run.files if "-E20" in name)
        assert len(saved) == 6
        record = election("KZ-LC01-E20000110")
        text = (tmp_path / saved[0]).read_text("utf-8")
        assert json.loads(text) == {"data": record}
        # Byte for byte as it stood in the list.
        assert json.dumps(record, indent=1).replace("\n", "\n  ")[2:] in text
        lists = {name.rpartition("_")[0] for name in run.files if "-E20" not in name}
        assert lists == {"parline-api/chambers_KZ", "parline-api/political_parties_KZ"}
        row = next(row for row in run.sources if row["page"] == saved[0])
        assert row["url"] == f"{api.address}/v1/elections/KZ-LC01-E20000110"
        assert row["sha256"] == hashlib.sha256((tmp_path / saved[0]).read_bytes()).hexdigest()

    def test_are_read_by_tidy_with_the_names_of_the_list(self, api, tmp_path):
        Run(api, tmp_path / "raw", "--chamber", "KZ-LC01")
        summary = tidy(tmp_path / "raw", tmp_path / "out")
        assert (summary.pages, summary.elections, summary.unreadable) == (3, 3, [])
        assert ",C,total,10," in (tmp_path / "out" / "seats.csv").read_text("utf-8")

    def test_of_a_chamber_are_its_own(self, api, tmp_path):
        run = Run(api, tmp_path, "--chamber", "KZ-UC01", "--since", "2001")
        assert {name for name in run.files if "-E20" in name} == {
            "parline-api/KZ-UC01-E20010110.json",
            "parline-api/KZ-UC01-E20020110.json",
        }

    def test_of_everything_are_all(self, api, tmp_path, monkeypatch):
        monkeypatch.setattr(package, "NUMBERS", range(0))
        run = Run(api, tmp_path, "--all")
        assert (run.status, run.counts) == (0, [12, 0, 0])
        run = Run(api, tmp_path, "--since", "2001")
        assert (run.status, run.counts) == (0, [0, 7, 0])

    def test_come_in_pages_which_are_asked_for_once(self, site, tmp_path):
        site.resource("elections", elections("KZ", 25), of_chamber, cap=10)
        run = Run(site, tmp_path, "--chamber", "KZ-LC01")
        assert len([name for name in run.files if "-E20" in name]) == 25
        assert len([path for path in site.log if "/elections" in path]) == 3

    def test_that_are_new_are_found_by_the_next_run(self, site, tmp_path):
        site.resource("elections", elections("KZ", 2), of_chamber)
        Run(site, tmp_path, "--chamber", "KZ-LC01")
        site.resource("elections", elections("KZ", 3), of_chamber)
        run = Run(site, tmp_path, "--chamber", "KZ-LC01")
        assert "Saved: 1 (1 election)." in run.out

    def test_of_a_run_that_was_stopped_are_not_asked_for_again(self, site, tmp_path, monkeypatch):
        site.resource("elections", elections("KZ", 25), of_chamber, cap=10)
        save = store.Store.save

        def stop(self, name, *rest):
            if "E2014" in name:
                raise KeyboardInterrupt
            return save(self, name, *rest)

        arguments = ["--chamber", "KZ-LC01", "--api", f"{site.address}/v1", "--pause", "0"]
        with monkeypatch.context() as patch:
            patch.setattr(store.Store, "save", stop)
            CliRunner().invoke(main, ["fetch", *arguments, "--out", str(tmp_path)])
        run = Run(site, tmp_path, "--chamber", "KZ-LC01")
        assert len([name for name in run.files if "-E20" in name]) == 25
        assert len([path for path in site.log if "/elections" in path]) == 3

    def test_that_a_filter_did_not_keep_away_are_left_out(self, site, tmp_path):
        site.resource("elections", elections("NO", 60) + elections("KZ", 2), cap=50)
        site.resource("chambers", [chamber(f"{c}-LC01") for c in ("KZ", "NO")])
        site.resource("political_parties", [party("kz-a", "A"), party("no-d", "D")])
        run = Run(site, tmp_path, "--country", "KZ")
        assert {name[12:16] for name in run.files if "-E20" in name} == {"KZ-L"}
        assert "did not keep to the filter chamber:eq:KZ-LC01: 122 other records" in run.error
        # What was in the answers is not asked for again for the next chamber.
        assert len([path for path in site.log if "/elections" in path]) == 3
        listed = next(tmp_path.glob("parline-api/political_parties_KZ_*"))
        assert [r["political_party_code"] for r in json.loads(listed.read_text())["data"]] == [
            "kz-a"
        ]

    @pytest.mark.parametrize("shape", [dict, list])
    def test_are_found_in_lists_and_in_objects_by_place(self, site, tmp_path, shape):
        found = elections("KZ", 2)
        data = found if shape is list else {str(i): record for i, record in enumerate(found)}
        site.answers["/v1/elections"] = {"meta": {"total": 4}, "data": data}
        run = Run(site, tmp_path, "--chamber", "KZ-LC01")
        assert len([name for name in run.files if "-E20" in name]) == 2

    def test_of_a_list_that_has_only_ids_are_asked_for_one_by_one(self, site, tmp_path):
        own = election("KZ-LC01-E20210110")
        site.answers["/v1/elections"] = {"data": [{"type": "elections", "id": own["id"]}]}
        site.answers[f"/v1/elections/{own['id']}"] = {"data": own}
        run = Run(site, tmp_path, "--chamber", "KZ-LC01")
        path = tmp_path / f"parline-api/{own['id']}.json"
        assert json.loads(path.read_text("utf-8")) == {"data": own}
        assert f"parline-api/{own['id']}.json" in {row["page"] for row in run.sources}

    @pytest.mark.parametrize("alone", [[], election("KZ-LC01-E20230319"), {}, None])
    def test_of_which_another_comes_are_refused(self, site, tmp_path, alone):
        own = "KZ-LC01-E20210110"
        site.answers["/v1/elections"] = {"data": [{"type": "elections", "id": own}]}
        site.answers[f"/v1/elections/{own}"] = {"data": alone}
        run = Run(site, tmp_path, "--chamber", "KZ-LC01")
        assert run.status == 4
        assert not any(own in name for name in run.files)

    @pytest.mark.parametrize(
        "odd",
        [
            None,
            7,
            [],
            {"id": "KZ-LC01-E20210110", "attributes": []},
            {"id": "KZ-LC01-E20210110", "attributes": {"chamber": "KZ-LC01"}},
            {"id": "KZ-LC01-E20210110", "attributes": {"chamber": [1], "election_date": {"a": 1}}},
            election(seats_per_parties=attribute([1, None, {"party": []}, {"party": "\ud800"}])),
            election(election_date=attribute({"from": "\u0664\u0664\u0664\u0664-", "to": 3})),
        ],
    )
    def test_of_odd_shapes_break_nothing(self, site, tmp_path, odd):
        sound = election("KZ-LC01-E20230319")
        site.answers["/v1/elections"] = {"meta": {"total": "2"}, "data": [odd, sound]}
        site.answers["/v1/political_parties"] = {"data": [odd]}
        site.answers["/v1/chambers"] = {"data": {"0": odd}}
        run = Run(site, tmp_path, "--chamber", "KZ-LC01", "--since", "1990")
        assert "parline-api/KZ-LC01-E20230319.json" in run.files
        assert tidy(tmp_path, tmp_path / "out").pages >= 1

    @pytest.mark.parametrize(
        "code",
        [
            "../../evil",
            "/tmp/evil",
            "KZ-LC01-E20210110/../../x",
            "KZ-LC01-E20210110\x00",
            ".fetch",
            "KZ-LC01-E20210110.json\n",
            "",
            7,
            None,
        ],
    )
    def test_whose_ids_are_paths_are_refused(self, site, tmp_path, code):
        bad = election() | {"id": code}
        site.answers["/v1/elections"] = {"data": [bad, election("KZ-LC01-E20230319")]}
        run = Run(site, tmp_path / "raw", "--chamber", "KZ-LC01")
        assert run.status == 4
        assert any("Its id is none of Parline's" in line for line in run.refused)
        assert all(line.isprintable() for line in run.refused)
        assert {name for name in run.files if "chambers" not in name} == {
            "parline-api/KZ-LC01-E20230319.json"
        }
        assert {path.name for path in tmp_path.iterdir()} == {"raw"}

    @pytest.mark.parametrize(
        ("answer", "sentence"),
        [
            (status(403), "does not serve this program (status 403)"),
            (status(500), "It was asked 4 times"),
            (typed("text/html", b"<p>Sorry</p>"), "sent text/html, which is not an answer"),
            (typed("application/json", b"<p>Sorry</p>"), "The answer cannot be read."),
            (typed("application/json", b"[" * 100_000), "too deeply nested"),
            (typed("application/json", b'{"data": [{"id": "KZ-'), "not valid JSON"),
            (typed("application/json", b'{"error": "x"}'), "The answer has no records"),
            (typed("application/json", b"[]"), "The answer has no records"),
            (typed("application/json", b'{"data": "\xff"}'), "not UTF-8 text"),
            ({"meta": {"total": 9}, "data": []}, "says that it has 9 records, and 0 came"),
            ({"meta": {"total": 9}, "data": elections("KZ", 2)}, "9 records, and 4 came"),
        ],
    )
    def test_that_cannot_be_had_are_named_and_the_rest_goes_on(
        self, site, tmp_path, answer, sentence
    ):
        site.answers["/v1/elections"] = answer
        site.chamber("2165", {"04": page()})
        run = Run(site, tmp_path, "--chamber", "2165")
        assert run.status == 4
        (line,) = [line for line in run.refused if "Parline's elections of KZ-LC01" in line]
        assert sentence in line
        assert "ipu/2165_04.htm" in run.files

    def test_are_found_under_a_host_given_without_its_path(self, api, tmp_path):
        run = Run(api, tmp_path, "--chamber", "KZ-LC01", "--api", api.address)
        assert len([name for name in run.files if "-E20" in name]) == 3

    def test_bring_the_list_of_parties_again_only_for_a_new_party(self, api, tmp_path):
        Run(api, tmp_path, "--chamber", "KZ-LC01")
        asked = [path for path in api.log if "political_parties" in path]
        Run(api, tmp_path, "--chamber", "KZ-LC01")
        assert [path for path in api.log if "political_parties" in path] == asked
        new = election("KZ-LC01-E20230319", seats_per_parties=attribute([seats("kz-new", 98)]))
        api.resource("elections", [new], of_chamber)
        Run(api, tmp_path, "--chamber", "KZ-LC01")
        assert len([path for path in api.log if "political_parties" in path]) == len(asked) + 1


# -- this machine --------------------------------------------------------------------------------


def start(site: Site, out: Path, stderr: int = subprocess.PIPE) -> subprocess.Popen:
    # What is killed loses nothing that it gave to the system: the disk need not be waited for.
    code = "import os; os.fsync = int; from helpers.cli import main; main()"
    command = [sys.executable, "-c", code, "fetch"]
    command += ["--chamber", "2165", "--archive", site.address, "--api", f"{site.address}/v1"]
    command += ["--out", str(out), "--pause", "0"]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        env=os.environ | {"TERM": "xterm"},
    )


def test_a_run_that_is_killed_goes_on_where_it_was(site, tmp_path):
    names = [f"{1900 + number}" for number in range(MANY)]
    site.chamber("2165", {name: page() for name in names})
    killed = 0
    for stop in (40, 90, 150):
        process = start(site, tmp_path)
        with site.seen:
            assert site.seen.wait_for(lambda s=stop: len(site.pages_asked()) >= s, timeout=20)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        # What has a name is whole, at any moment.
        assert {path.read_bytes() for path in tmp_path.glob("ipu/2165_*.htm")} == {page()}
    out, error = start(site, tmp_path).communicate()
    assert killed == 3
    assert (out.splitlines()[-1], error) == ("Refused: 0.", "")
    saved = {path.name for path in (tmp_path / "ipu").iterdir()}
    assert saved == {f"2165_{name}.htm" for name in names}
    # Only the page that was under way at a kill, and not on the disk, is asked for again.
    twice = Counter(site.pages_asked()) - Counter(saved)
    assert twice.total() <= killed
    assert Counter(site.log)["/parline-e/reports/2165_arc.htm"] == 1
    with (tmp_path / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert Counter(row["page"] for row in rows) == Counter(f"ipu/{name}" for name in saved)
    assert {row["sha256"] for row in rows} == {hashlib.sha256(page()).hexdigest()}


def test_a_page_saved_in_the_last_moment_gets_its_row(site, tmp_path, monkeypatch):
    site.chamber("2165", {"04": page()})

    def killed(self, row):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(store._Sources, "add", killed)
        CliRunner().invoke(
            main,
            ["fetch", "--chamber", "2165", "--archive", site.address, "--pause", "0"]
            + ["--out", str(tmp_path)],
        )
    assert (tmp_path / "ipu" / "2165_04.htm").exists()
    run = Run(site, tmp_path, "--chamber", "2165")
    assert run.counts == [0, 1, 0]
    assert [row["sha256"] for row in run.sources] == [hashlib.sha256(page()).hexdigest()]


def test_a_page_that_was_removed_is_fetched_again_and_has_one_row(site, tmp_path):
    site.chamber("2165", {"04": [page(), page(2005)]})
    Run(site, tmp_path, "--chamber", "2165")
    (tmp_path / "ipu" / "2165_04.htm").unlink()
    run = Run(site, tmp_path, "--chamber", "2165")
    assert run.counts == [1, 0, 0]
    assert [row["sha256"] for row in run.sources] == [hashlib.sha256(page(2005)).hexdigest()]


def test_a_full_disk_gets_a_sentence_and_leaves_no_half(site, tmp_path, monkeypatch):
    site.chamber("2165", {"04": page()})

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    run = Run(site, tmp_path, "--chamber", "2165")
    assert run.status == 1
    assert "No space left on device." in run.error
    assert run.files == set()


def test_rows_are_added_to_sources_and_what_is_there_stays(site, tmp_path):
    own = 'page,group,url\r\nipu/2165_99.txt,any,"http://a.b/c,d"\r\nx.txt,votes,http://e.f'
    (tmp_path / "sources.csv").write_text(own, "utf-8", newline="")
    site.chamber("2165", {"04": page()})
    Run(site, tmp_path, "--chamber", "2165")
    lines = (tmp_path / "sources.csv").read_bytes().decode().split("\r\n")
    assert lines[:3] == [
        "page,group,url,fetched,sha256",
        'ipu/2165_99.txt,any,"http://a.b/c,d",,',
        "x.txt,votes,http://e.f,,",
    ]
    assert lines[3].startswith("ipu/2165_04.htm,page,http://127.0.0.1:")
    assert lines[4:] == [""]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"page,url\n", "lacks the column group"),
        (b'page,group,url\n"a,b', "cannot be read as CSV"),
        (b"\xff\xfe\x00", "cannot be read as CSV"),
    ],
)
def test_an_unsound_sources_csv_is_named_before_anything_is_fetched(
    site, tmp_path, content, sentence
):
    (tmp_path / "sources.csv").write_bytes(content)
    site.chamber("2165", {"04": page()})
    run = Run(site, tmp_path, "--chamber", "2165")
    assert run.status == 2
    assert sentence in run.error
    assert site.log == []
    assert (tmp_path / "sources.csv").read_bytes() == content


def test_a_second_fetch_in_the_same_folder_is_refused(site, tmp_path):
    with store.Store(tmp_path):
        run = Run(site, tmp_path, "--chamber", "2165")
    assert run.status == 2
    assert "Another fetch is at work" in run.error


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say what to fetch"),
        (["--all", "--country", "KZ"], "leave out --country"),
        (["--country", "Kazahkstan"], "is no country; the nearest is Kazakhstan."),
        (["--country", "\x1b[31m"], "?[31m is no country"),
        (["--country", ""], "Nothing is no country"),
        (["--chamber", "99999"], "is no chamber; name it by Parline's code"),
        (["--chamber", "../x"], "is no chamber"),
        (["--chamber", "XX-LC01"], "is no chamber"),
        (["--all", "--since", "long ago"], "is no year"),
        (["--all", "--since", "9999"], "is no year"),
        (["--all", "--archive", "archive.ipu.org"], "--archive archive.ipu.org is no address"),
        (["--all", "--api", "file:///etc"], "is no address"),
        (["--all", "--api", "http://a:b@c"], "is no address"),
        (["--all", "--api", "http://a:99999"], "is no address"),
        (["--all", "--pause", "-1"], "is not in the range"),
        (["--all", "--pause", "nan"], "no number of seconds"),
    ],
)
def test_what_cannot_be_asked_for_gets_a_sentence(tmp_path, arguments, sentence):
    result = CliRunner().invoke(main, ["fetch", "--out", str(tmp_path / "raw"), *arguments])
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert not (tmp_path / "raw").exists()


def test_where_only_parline_is_asked_it_says_so(site, tmp_path):
    run = Run(site, tmp_path, "--country", "Norway")
    assert run.status == 0
    assert "The archive's number of this chamber of Norway is not known" in run.notes[0]


def test_a_folder_that_is_a_file_gets_a_sentence(site, tmp_path):
    (tmp_path / "raw").write_text("")
    run = Run(site, tmp_path / "raw", "--chamber", "2165")
    assert run.status == 1
    assert len(run.error.splitlines()) == 1


def test_only_pages_names_are_written(tmp_path):
    with store.Store(tmp_path) as own:
        for name in ("../x.htm", "ipu/../x.htm", "/x.htm", "x.htm", "ipu/.x.htm", "ipu/x.exe"):
            with pytest.raises(ValueError, match="no name of a page"):
                own.save(name, "http://a.b", b"x")
        with pytest.raises(ValueError, match="no name of an answer"):
            own.keep("../x", b"x")


def test_a_terminal_shows_how_far_it_is(site, tmp_path):
    pty = pytest.importorskip("pty")
    site.chamber("2165", {name: page() for name in ("95", "99", "04")})
    parent, child = pty.openpty()
    process = start(site, tmp_path, stderr=child)
    process.communicate(timeout=20)
    os.close(child)
    shown = os.read(parent, 100_000).decode()
    os.close(parent)
    assert "4/4" in shown


def test_the_limit_of_lists_without_end_is_kept(site, tmp_path, monkeypatch):
    monkeypatch.setattr(records, "MOST_PAGES", 5)
    count = iter(range(10**6))

    def answer(handler):
        years = [next(count) for _ in range(records.SIZE)]
        found = [election(f"NO-LC01-E{year:08d}") for year in years]
        send(handler, {"data": found})

    site.answers["/v1/elections"] = answer
    run = Run(site, tmp_path, "--chamber", "KZ-LC01")
    assert len([path for path in site.log if "/elections" in path]) == 5
    assert any("did not end" in line for line in run.refused)
