"""A server on this machine that stands for the archive and the API, and can misbehave."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

HTML = "text/html; charset=windows-1252"
JSON = "application/json"


class Site:
    """What a server answers, by path, and what it was asked.

    An answer is bytes (a page), a value (JSON), or a function of the handler that does what it
    likes; of a list of answers each request takes the next, and the last stays.
    """

    def __init__(self):
        self.answers: dict[str, object] = {}
        self.log: list[str] = []
        self.seen = threading.Condition()
        self.address = ""

    def chamber(self, code: str, pages: dict[str, object], links: str = "") -> None:
        """Serve an index and its pages, by the part of their names after the number."""
        names = [f"{code}_{name}.htm" for name in pages]
        hrefs = "".join(f'<li><a href="arc/{name}">{name}</a>\n' for name in names)
        index = f"<html><body><h1>Past elections</h1><ul>{hrefs}{links}</ul></body></html>"
        self.answers[f"/parline-e/reports/{code}_arc.htm"] = index.encode()
        for name, page in zip(names, pages.values(), strict=True):
            self.answers[f"/parline-e/reports/arc/{name}"] = page

    def resource(self, name: str, records: list[dict], fits: Callable | None = None, cap=100):
        """Serve a list of records, paged; `fits` is the filter, which else is ignored."""

        def answer(handler):
            asked = parse_qs(urlsplit(handler.path).query)
            wanted = asked.get("filter", [""])[0].rpartition(":")[2]
            found = [r for r in records if not (fits and wanted) or fits(r, wanted)]
            size = min(int(asked["page[size]"][0]), cap)
            first = (int(asked["page[number]"][0]) - 1) * size
            meta = {"total": len(found), "publisher": "Inter-Parliamentary Union"}
            send(handler, {"meta": meta, "data": found[first : first + size]})

        self.answers[f"/v1/{name}"] = answer

    def pages_asked(self) -> list[str]:
        """Return the names of pages that were asked for, but for indexes."""
        names = [urlsplit(path).path.rpartition("/")[2] for path in self.log]
        return [n for n in names if n.endswith(".htm") and not n.endswith(("_arc.htm", "_E.htm"))]


def send(handler, answer, status: int = 200, head: dict | None = None) -> None:
    """Send bytes as a page, anything else as JSON."""
    page = isinstance(answer, bytes)
    body = answer if page else json.dumps(answer, indent=1).encode()
    handler.send_response(status)
    own = {"Content-Type": HTML if page else JSON, "Content-Length": len(body)} | (head or {})
    for name, value in own.items():
        if value is not None:
            handler.send_header(name, str(value))
    handler.end_headers()
    handler.wfile.write(body)


def status(number: int, **head: str) -> Callable:
    """Answer with a status."""
    named = {name.replace("_", "-"): value for name, value in head.items()}
    return lambda handler: send(handler, b"<p>No.</p>", number, named)


def typed(kind: str | None, body: bytes = b"%PDF-1.4") -> Callable:
    """Answer with another type."""
    return lambda handler: send(handler, body, head={"Content-Type": kind})


def zipped(body: bytes, cut: int | None = None) -> Callable:
    """Answer packed, and perhaps cut off."""
    packed = gzip.compress(body)[:cut]
    return lambda handler: send(
        handler, packed, head={"Content-Encoding": "gzip", "Content-Length": len(packed)}
    )


def half(body: bytes) -> Callable:
    """Announce more than is sent, and close the connection."""
    return lambda handler: send(handler, body, head={"Content-Length": 2 * len(body)})


def endless(piece: bytes, wait: float = 0.0) -> Callable:
    """Send pieces for ever, until the other end has enough."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", HTML)
        handler.end_headers()
        stop = handler.server.stop
        with suppress(OSError):
            while not stop.wait(wait):
                handler.wfile.write(piece)

    return answer


def endless_head(handler) -> None:
    """Send the head of an answer for ever, a letter at a time."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not handler.server.stop.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        site = self.server.site
        with site.seen:
            site.log.append(self.path)
            site.seen.notify_all()
            path = unquote(urlsplit(self.path).path)
            answer = site.answers.get(path)
            if isinstance(answer, list):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
        # Who kills the other end, or leaves an endless answer, breaks the connection.
        with suppress(OSError):
            if answer is None:
                send(self, b"<p>Not found</p>", 404)
            elif callable(answer):
                answer(self)
                self.close_connection = True
            else:
                send(self, answer)

    def log_message(self, *words):
        pass


@contextmanager
def serving(site: Site):
    """Serve a site while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads, server.block_on_close = True, False
    server.site, server.stop = site, threading.Event()
    server.handle_error = lambda *about: None
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
