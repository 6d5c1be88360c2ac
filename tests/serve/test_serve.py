"""The local server: what it shows to whom, what it runs, and that it leaves nothing behind."""

from __future__ import annotations

import http.client
import io
import itertools
import json
import re
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx
import lxml.html
import nbformat
import psutil
import pytest

from helpers.reports import render, run
from helpers.reports.parameters import Archive
from helpers.serve import runs

LINES = {"Accept": "application/x-ndjson"}


def wait_until(true, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.1)
    return true()


def told(client: httpx.Client, address: str) -> list[dict]:
    """Return the lines of progress of a report."""
    return [json.loads(line) for line in client.get(address, headers=LINES).text.splitlines()]


class TestWhoMay:
    def test_it_says_where_it_is_in_one_line_and_is_on_loopback(self, server):
        assert re.fullmatch(
            r"http://127\.0\.0\.1:\d+/hemicycle/\?token=[0-9a-f]{48}\n", server.said
        )
        listening = psutil.Process(server.process.pid).net_connections("tcp")
        assert {each.laddr.ip for each in listening} == {"127.0.0.1"}

    @pytest.mark.parametrize(
        "address",
        ["", "kazakhstan/turnout.html", "run/turnout", "run/turnout.pdf?country=kg", "run/x"],
    )
    def test_without_the_token_nothing_is_shown_or_run(self, server, address):
        page = f"{server.address}/hemicycle/{address}"
        for sent in ({}, {"token": "wrong"}):
            answer = httpx.get(page, params=sent, cookies={"username": "x"})
            assert answer.status_code == 403 or "/login" in answer.headers["location"]
            assert "Kazakhstan" not in answer.text

    def test_a_page_of_another_site_may_not_ask(self, server, visitor):
        for origin in ("https://x.y", "null", f"{server.address}.x.y"):
            answer = visitor.get("/hemicycle/run/turnout", headers={"Origin": origin})
            assert answer.status_code == 403
        answer = visitor.get("/hemicycle/", headers={"Host": "x.y"})
        assert answer.status_code == 403

    def test_a_copy_is_made_for_a_form_of_its_own_only(self, visitor):
        assert visitor.post("/hemicycle/open/turnout").status_code == 403
        assert visitor.post("/hemicycle/open/turnout", data={"_xsrf": "x"}).status_code == 403


class TestTheSite:
    def test_it_shows_what_was_built(self, visitor):
        assert "Parliamentary elections" in visitor.get("/hemicycle/").text
        assert visitor.get("/hemicycle").headers["location"] == "/hemicycle/"
        assert visitor.get("/").headers["location"].rstrip("?") == "/hemicycle/"
        assert visitor.get("/hemicycle/kazakhstan/turnout.pdf").content.startswith(b"%PDF")
        assert visitor.head("/hemicycle/kazakhstan/turnout.html").status_code == 200
        assert visitor.get("/hemicycle/nowhere.html").status_code == 404

    def test_the_panel_of_a_report_is_a_form_that_works_without_javascript(self, visitor):
        answer = visitor.get("/hemicycle/kazakhstan/turnout.html")
        page = lxml.html.fromstring(answer.text)
        asked, copy = page.forms
        page.make_links_absolute("http://x/hemicycle/kazakhstan/turnout.html")
        assert (asked.method, asked.action) == ("GET", "http://x/hemicycle/run/turnout")
        assert dict(asked.fields) == {
            "country": "Kazakhstan",
            "since": "1990",
            "until": "2030",
            "house": "LC",
            "peers": "region",
        }
        assert not page.xpath("//form//*[@disabled]")
        assert "form-action 'self'" in page.xpath("//meta[@http-equiv]/@content")[0]
        assert (copy.method, copy.action) == ("POST", "http://x/hemicycle/open/turnout")

    def test_jupyterlab_is_beside_it(self, visitor):
        assert "JupyterLab" in visitor.get("/lab").text


def test_tabs_ask_the_other_notebooks_for_the_same():
    given = {"country": "Latvia", "since": 2000, "peers": "Fiji"}
    plan = run.plan(run.find_notebook("turnout"), given, Archive.load())
    asked = "?country=Latvia&since=2000"
    assert runs.tabs(plan) == [
        ("Seats", f"seat_share{asked}", False),
        ("Turnout", f"turnout{asked}&peers=FJI", True),
        ("Women", f"women_representation{asked}&peers=FJI", False),
        ("Data quality", f"data_quality{asked}", False),
    ]
    overview = run.plan(run.find_notebook("overview"), {}, Archive.load())
    assert runs.tabs(overview) == []


class TestAReport:
    def test_its_numbers_are_those_of_the_command(self, server, visitor, tmp_path):
        command = ["run", "turnout", "-p", "country", "Kyrgyzstan", "-p", "since", "2000"]
        subprocess.run(
            [sys.executable, "-m", "helpers.cli", *command, "--out", tmp_path],
            cwd=server.project,
            check=True,
            capture_output=True,
        )
        made = nbformat.read(tmp_path / "kyrgyzstan" / "turnout_since-2000.ipynb", as_version=4)
        answer = visitor.get("/hemicycle/run/turnout.ipynb?country=KGZ&since=2000")
        served = nbformat.reads(answer.text, as_version=4)
        assert list(render.blocks(served)) == list(render.blocks(made))
        assert served.metadata.hemicycle == made.metadata.hemicycle
        # Pictures, which pages do without, are made for who asks for the notebook.
        assert answer.text.count("data:image/png") > 2
        assert [cell.get("outputs") for cell in served.cells] == [
            cell.get("outputs") for cell in made.cells
        ]

    def test_it_is_a_page_with_its_files_and_its_place_in_the_site(self, server, visitor):
        answer = visitor.get("/hemicycle/run/turnout?country=Kyrgyzstan&since=2000")
        page = lxml.html.fromstring(answer.text)
        assert page.find(".//h1").text_content() == page.find(".//title").text.split(" – ")[0]
        assert page.forms[0].fields["country"] == "Kyrgyzstan"
        page.make_links_absolute(str(answer.url))
        links = {link.text: link.get("href") for link in page.xpath("//*[@class='kinds']//a")}
        begins = {"PDF": b"%PDF", "Notebook": b"{", "Tables as CSV": b"PK"}
        for name, first in begins.items():
            assert "country=Kyrgyzstan&since=2000" in links[name]
            assert visitor.get(links[name]).content.startswith(first)
        with zipfile.ZipFile(io.BytesIO(visitor.get(links["Tables as CSV"]).content)) as tables:
            names = tables.namelist()
            assert "01-" in names[0] and names[0].endswith(".csv")
            assert any("Electors" in tables.read(name).decode() for name in names)
        ours = [link for link in page.xpath("//header//a/@href") if "/hemicycle/" in link]
        assert f"{server.address}/hemicycle/index.html" in ours
        assert all(visitor.get(link.partition("#")[0]).status_code == 200 for link in ours)

    def test_how_far_it_is_is_told_and_what_is_there_is_not_made_again(self, visitor):
        address = "/hemicycle/run/turnout?country=Latvia"
        first = told(visitor, address)
        steps = [each["done"] for each in first if "of" in each]
        assert steps == list(range(len(steps))) and len(steps) > 5
        assert first[-1] == {"ready": True}
        assert told(visitor, f"{address}&since=1990&until=2030") == [{"ready": True}]

    @pytest.mark.parametrize("changed", ["data/processed/turnout.csv", "notebooks/turnout.ipynb"])
    def test_changed_tables_and_notebooks_are_noticed(self, server, visitor, changed):
        address, path = "/hemicycle/run/turnout?country=Latvia", server.project / changed
        told(visitor, address)
        assert len(told(visitor, address)) == 1
        text = path.read_text()
        new = re.sub(r"(?m)^(LV-LC01-\w+,.*),\d+\.\d+,", r"\1,99.9,", text, count=1)
        path.write_text(new if "csv" in changed else text.replace("Printed turnout", "Printed X"))
        assert path.read_text() != text
        try:
            assert len(told(visitor, address)) > 1
        finally:
            path.write_text(text)

    @pytest.mark.parametrize(
        ("query", "field", "sentence"),
        [
            (
                "country=Kyrgizstan",
                "country",
                "Kyrgizstan is no country of the archive; the nearest is Kyrgyzstan.",
            ),
            ("since=x", "since", "since must be a number, and 'x' is none."),
            ("since=2020&until=2000", "since", "since (2020) must not come after until (2000)."),
            ("sinse=2000", None, "turnout has no parameter sinse; the nearest is since."),
            ("since=1&since=2", None, "since is given 2 times; give it once."),
            ("peers=" + "x" * 2000, "peers", "peers is longer than 1000 characters."),
        ],
    )
    def test_what_does_not_fit_gets_the_sentence_beside_its_field(
        self, visitor, query, field, sentence
    ):
        for ending in ("", ".pdf", ".ipynb"):
            answer = visitor.get(f"/hemicycle/run/turnout{ending}?{query}")
            assert answer.status_code == 422
            page = lxml.html.fromstring(answer.text)
            assert page.xpath("//*[@role='alert']")[0].text_content() == sentence
            wrong = page.xpath("//*[@aria-invalid]")
            assert [each.get("name") for each in wrong] == ([field] if field else [])
            if field:
                about = page.get_element_by_id(wrong[0].get("aria-describedby").split()[0])
                assert about.text_content() == sentence
        answer = visitor.get(f"/hemicycle/run/turnout?{query}", headers=LINES)
        assert answer.status_code == 422
        assert answer.headers["content-type"].startswith(LINES["Accept"])
        assert answer.json()["problem"] == sentence
        assert answer.json()["parameter"] == (field or "")

    def test_another_notebook_gets_the_nearest(self, visitor):
        answer = visitor.get("/hemicycle/run/turnot")
        assert answer.status_code == 404
        assert "No notebook is called turnot; the nearest is turnout." in answer.text


class TestACopy:
    def test_it_has_the_parameters_in_its_cell_and_the_original_has_not(self, server, visitor):
        original = (server.project / "notebooks" / "turnout.ipynb").read_bytes()
        visitor.get("/hemicycle/kazakhstan/turnout.html")
        answer = visitor.post(
            "/hemicycle/open/turnout",
            params={"country": "Côte d'Ivoire", "since": "1985", "peers": "kz, Latvia"},
            data={"_xsrf": visitor.cookies["_xsrf"]},
        )
        assert answer.status_code == 303
        name = answer.headers["location"].removeprefix("/lab/tree/")
        content = visitor.get(f"/api/contents/{name}").json()["content"]
        (cell,) = (c for c in content["cells"] if "parameters" in c["metadata"].get("tags", ()))
        lines = cell["source"].splitlines()
        assert lines[0].startswith('country: str = "Côte d\'Ivoire"  # English name')
        assert lines[1].startswith("since: int = 1985  # first year")
        assert lines[4].startswith("peers: str = 'KAZ,LVA'  # ")
        assert (server.project / "notebooks" / "turnout.ipynb").read_bytes() == original


class TestTheLine:
    def test_a_closed_tab_cancels_its_run_and_the_next_in_line_goes_on(self, server):
        # The server, what kernels are forked from, and a kernel ready in each of two threads.
        assert wait_until(lambda: len(server.family()) == 4)
        with server.visitor() as client:
            streams = [
                client.stream("GET", f"/hemicycle/run/slow?since={year}", headers=LINES)
                for year in (1991, 1992, 1993)
            ]
            answers = [stream.__enter__() for stream in streams]
            lines = [answer.iter_lines() for answer in answers]
            assert json.loads(next(lines[2])) == {"waiting": 2}
            assert [json.loads(next(each)) for each in lines[:2]] == [{"done": 0, "of": 3}] * 2
            answers[0].close()
            assert json.loads(next(lines[2])) == {"done": 0, "of": 3}
            # What several wait for goes on when one leaves; who joins is told at once.
            with client.stream("GET", "/hemicycle/run/slow?since=1993", headers=LINES) as joined:
                assert json.loads(next(joined.iter_lines()))["of"] == 3
            assert json.loads(next(lines[2])) == {"done": 1, "of": 3}
            for answer in answers:
                answer.close()
        # Each thread has one kernel ready again, and no more.
        assert wait_until(lambda: len(server.family()) == 4)
        with server.visitor() as client:
            assert told(client, "/hemicycle/run/turnout?country=Latvia")[-1] == {"ready": True}


# --- Hostile requests -----------------------------------------------------------------------------

ODD = (
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/data/processed/seats.csv",
    "....//....//etc/passwd",
    "/etc/passwd",
    "turnout%00.pdf",
    "turnout;id",
    "$(id)",
    "`id`",
    "turnout%0d%0aSet-Cookie:x=1",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%ff%fe",
    ".%00./x",
    "con",
    "a" * 5000,
)
VALUES = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "../../../etc/passwd",
    "$(touch /tmp/x)",
    "`id`; rm -rf /",
    "{{7*7}}${7*7}#{7*7}",
    "'; DROP TABLE x; --",
    "__import__('os').system('id')",
    "\x00\x01\x1b[31m",
    "\u202e\ud83d\ude00\ufeff".encode("utf-16", "surrogatepass").decode("utf-16"),
    "9" * 4000,
    "1e400",
    "nan",
    "-1",
    "kz," * 300,
    "true",
)
NAMES = ("country", "since", "house", "peers")
METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")


def hostile() -> list[tuple[str, str, dict[str, str]]]:
    """Return requests that nobody means well with: method, address, headers."""
    found = [("GET", f"/hemicycle/{how}{odd}", {}) for odd in ODD for how in ("", "run/", "open/")]
    found += [
        ("GET", f"/hemicycle/run/turnout?{name}={quote(value)}", {})
        for name in NAMES
        for value in VALUES
    ]
    found += [("GET", f"/hemicycle/run/turnout?{quote(value)}=1", {}) for value in VALUES]
    places = ("/hemicycle/", "/hemicycle/run/turnout", "/hemicycle/open/turnout", "/api/kernels")
    found += [(method, place, {}) for method in METHODS for place in places]
    foreign = {"Origin": "https://x.y", "Referer": "https://x.y/"}
    found += [(method, place, foreign) for method in ("GET", "POST") for place in places]
    found += [
        ("GET", "/hemicycle/run/turnout?country=kg", {"Cookie": "x" * 20000}),
        ("GET", "/hemicycle/run/turnout?" + "&".join(f"a{n}=1" for n in range(3000)), {}),
        ("GET", "/hemicycle/run/turnout?country=%ff%fe", {}),
        ("GET", "/hemicycle/run/turnout?=&&&=", {}),
        ("GET", "/hemicycle/", {"Host": "x.y"}),
        ("GET", "/hemicycle/kazakhstan/turnout.html", {"Range": "bytes=5-1"}),
    ]
    nobody = [("GET", each[1], {"no token": ""}) for each in found[::4]]
    return found + nobody


def test_two_hundred_hostile_requests_get_an_answer_and_nothing_else(server):
    requests = hostile()
    assert len(requests) >= 200
    with server.visitor() as client:
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    port = int(server.address.rpartition(":")[2])
    before = len(server.family())

    def ask(request) -> tuple[int, bytes]:
        method, address, headers = request
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.putrequest(method, address, skip_host="Host" in headers)
            sent = dict(headers) if "no token" in headers else {"Cookie": cookies} | headers
            sent.pop("no token", None)
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.putheader("Content-Length", "0")
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read() + str(answer.headers).encode()
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as executor:
        answers = list(executor.map(ask, requests))
    statuses = {
        str(request): status for request, (status, _) in zip(requests, answers, strict=True)
    }
    assert {name for name, status in statuses.items() if status >= 500} == set()
    nobody = [status for name, status in statuses.items() if "no token" in name]
    assert set(nobody) <= {302, 400, 403, 404, 405}
    foreign = [status for name, status in statuses.items() if "https://x.y" in name]
    assert set(foreign) <= {403, 404, 405}
    wrong = itertools.chain.from_iterable(
        re.findall(rb"root:x:|Traceback|<script>alert|onerror=alert\(1\)>|uid=0", body)
        for _, body in answers
    )
    assert list(wrong) == []
    told_path = str(server.project).encode()
    assert not any(told_path in body or server.token.encode() in body for _, body in answers)
    assert "Traceback" not in server.errors.read_text()
    assert wait_until(lambda: len(server.family()) <= before)
    with server.visitor() as client:
        assert told(client, "/hemicycle/run/turnout?country=Latvia")[-1] == {"ready": True}


def test_when_it_ends_no_process_and_no_file_is_left(server):
    before = {path for path in server.project.rglob("*") if path.is_file()}
    with server.visitor() as client:
        stream = client.stream("GET", "/hemicycle/run/slow?since=1994", headers=LINES)
        answer = stream.__enter__()
        next(answer.iter_lines())
        family, folders = server.family(), server.folders()
        assert len(family) > 2 and all(folder.is_dir() for folder in folders) and folders
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=20)
    assert wait_until(lambda: not any(psutil.pid_exists(pid) for pid in family))
    assert not any(folder.exists() for folder in folders)
    home = server.errors.parent / server.errors.name.removesuffix("-errors")
    assert [path for path in home.rglob("*") if path.is_file() and ".cache" not in path.parts] == []
    assert {path for path in server.project.rglob("*") if path.is_file()} == before
    assert "Traceback" not in server.errors.read_text()
