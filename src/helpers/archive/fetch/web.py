"""Asking a host for something, politely and within limits: one request at a time, with a pause.

What comes back is not trusted: its size, time, type, packing and where it leads are checked while
it is read. What cannot be had is a :class:`Refused` with a sentence; all else is tried again.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin, urlsplit

import httpx
import tenacity


@dataclass(frozen=True)
class Kind:
    """What an answer must be: its name in sentences, its types, and how long and large it may be.

    `types` are media types; an answer that names none is taken as one of them.
    """

    name: str
    types: frozenset[str]
    most_bytes: int
    most_seconds: float


#: A page has some 15 kB; the reader takes no file of more than 8 MB.
PAGE = Kind(
    "a page", frozenset({"text/html", "application/xhtml+xml", "text/plain"}), 8 * 2**20, 30
)
#: A hundred elections have some 2 MB.
RECORDS = Kind(
    "an answer of the API", frozenset({"application/json", "application/vnd.api+json"}), 2**25, 60
)

#: How often one thing is asked for before it is given up.
ATTEMPTS = 4
#: Seconds before the second attempt; each further one waits twice as long.
FIRST_WAIT = 1.0
#: A host that asks to wait longer is left for another day.
LONGEST_WAIT = 300
#: Seconds to connect, and between two pieces of an answer.
SILENCE = 10
MOST_REDIRECTS = 5
#: A host that could not be reached so often in a row is not asked again.
FAILURES_OF_A_HOST = 3
#: Nor is one that so often in a row said that it serves others only.
DENIALS_OF_A_HOST = 20

_BUSY = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DENIED = frozenset({401, 403})
_ABSENT = frozenset({404, 410})
_STATUS = {
    401: "asks for a login",
    403: "does not serve this program",
    404: "has no such page",
    410: "has no such page any more",
    429: "asks for fewer requests",
}
_TRANSPORT = (
    (httpx.ConnectTimeout, "could not be reached"),
    (httpx.ConnectError, "could not be reached"),
    (httpx.TimeoutException, f"sent nothing for {SILENCE} seconds"),
    (httpx.NetworkError, "broke off its answer"),
    (httpx.RemoteProtocolError, "broke off its answer, or does not speak HTTP"),
    (httpx.DecodingError, "packed its answer wrongly"),
)


class Refused(Exception):
    """Something that cannot be fetched; the message is a sentence that says why.

    `absent` says that the host has no such thing, `unasked` that it was not asked any more.
    """

    def __init__(self, sentence: str, absent: bool = False, unasked: bool = False):
        super().__init__(sentence)
        self.absent, self.unasked = absent, unasked


class _Busy(Exception):
    """What may work a little later; `after` is how many seconds the host asks to wait."""

    def __init__(self, sentence: str, after: float | None = None, unreached: bool = False):
        super().__init__(sentence)
        self.after = after
        self.unreached = unreached


class Web:
    """The only thing that speaks to hosts.

    Parameters
    ----------
    pause : float
        Least seconds between the end of one request and the next.
    sleep : callable, optional
        What waits.
    """

    def __init__(self, pause: float, sleep: Callable[[float], None] = time.sleep):
        self.pause = pause
        self._sleep = sleep
        self._last: float | None = None
        self._unreached: Counter[tuple[str, str]] = Counter()
        self._denied: Counter[tuple[str, str]] = Counter()
        self._closed: dict[tuple[str, str], str] = {}
        self._runner = asyncio.Runner()
        self._clients: dict[bool, httpx.AsyncClient] = {}

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *error: object) -> None:
        for client in self._clients.values():
            self._runner.run(client.aclose())
        self._runner.close()

    def get(self, address: str, kind: Kind) -> bytes:
        """Return what a host answers, unpacked and whole.

        Parameters
        ----------
        address : str
            http or https.
        kind : Kind
            What it must be.

        Raises
        ------
        Refused
            If it cannot be had, is something else, or goes beyond a limit.
        """
        service = _service(address, kind)
        if service in self._closed:
            raise Refused(self._closed[service], unasked=True)
        again = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_Busy),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return again(self._once, address, kind)
        except _Busy as busy:
            raise self._given_up(service, busy) from None

    def is_closed(self, address: str, kind: Kind) -> bool:
        """Return True if a host is not asked for something of a kind any more in this run."""
        return _service(address, kind) in self._closed

    def _given_up(self, service: tuple[str, str], busy: _Busy) -> Refused:
        if busy.unreached:
            self._unreached[service] += 1
            if self._unreached[service] >= FAILURES_OF_A_HOST:
                self._closed[service] = (
                    f"{service[0]} was not asked: it could not be reached {FAILURES_OF_A_HOST} "
                    "times before. Run the command again later."
                )
        return Refused(f"{busy} It was asked {ATTEMPTS} times; run the command again later.")

    def _once(self, address: str, kind: Kind) -> bytes:
        """Ask once, following redirects within the host."""
        first = address
        for _ in range(MOST_REDIRECTS + 1):
            response, data = self._ask(address, kind)
            if response.status_code not in _REDIRECTS:
                return self._checked(response, data, kind)
            address = _redirected(first, address, response.headers.get("location", ""))
        raise Refused(f"{host_of(first)} redirected more than {MOST_REDIRECTS} times.")

    def _ask(self, address: str, kind: Kind) -> tuple[httpx.Response, bytes]:
        if self._last is not None:
            self._sleep(max(0.0, self.pause - (time.monotonic() - self._last)))
        host = host_of(address)
        try:
            return self._runner.run(self._answer(address, kind))
        except TimeoutError:
            raise Refused(
                f"{host} did not finish its answer in {kind.most_seconds:g} seconds, and it was "
                "left."
            ) from None
        except httpx.HTTPError as error:
            said = next((s for type_, s in _TRANSPORT if isinstance(error, type_)), "failed")
            unreached = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            raise _Busy(f"{host} {said}.", unreached=unreached) from None
        except (httpx.InvalidURL, UnicodeError):
            raise Refused(f"{host} has an address that is not valid.") from None
        finally:
            self._last = time.monotonic()

    async def _answer(self, address: str, kind: Kind) -> tuple[httpx.Response, bytes]:
        """Read an answer within its limits; a body that is not wanted is not read."""
        async with asyncio.timeout(kind.most_seconds):
            headers = {"Accept": ", ".join(sorted(kind.types))}
            async with self._client(address).stream("GET", address, headers=headers) as response:
                if response.status_code != 200:
                    return response, b""
                _check_head(response, kind)
                unpack = _Unpacker(response, kind)
                async for piece in response.aiter_raw():
                    unpack.add(piece)
                return response, unpack.whole()

    def _client(self, address: str) -> httpx.AsyncClient:
        """Return the client for a host; one on this machine is asked without a proxy."""
        direct = urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")
        if direct not in self._clients:
            try:
                self._clients[direct] = _new_client(proxy=not direct)
            except (ValueError, ImportError, httpx.InvalidURL):
                raise Refused(
                    "The proxy that the environment names (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) "
                    "cannot be used; it must be an address such as http://host:8080."
                ) from None
        return self._clients[direct]

    def _checked(self, response: httpx.Response, data: bytes, kind: Kind) -> bytes:
        """Return the data of an answer whose status says that it is one."""
        status, host = response.status_code, host_of(str(response.url))
        service = _service(str(response.url), kind)
        said = f"{host} {_STATUS.get(status, 'answered that it failed')} (status {status})."
        if status in _BUSY:
            after = _seconds(response.headers.get("retry-after", ""))
            if after is not None and after > LONGEST_WAIT:
                self._closed[service] = (
                    f"{host} asks to wait {after:,.0f} seconds; run the command again after that."
                )
                raise Refused(self._closed[service])
            raise _Busy(said, after)
        self._unreached[service] = 0
        self._denied[service] = self._denied[service] + 1 if status in _DENIED else 0
        if self._denied[service] >= DENIALS_OF_A_HOST:
            self._closed[service] = (
                f"{host} was not asked: it refused {DENIALS_OF_A_HOST} requests in a row."
            )
        if status != 200:
            raise Refused(said, absent=status in _ABSENT)
        if not data.strip():
            raise Refused(f"{host} sent an empty answer.")
        return data


def host_of(address: str) -> str:
    """Return the host of an address, with its port if it names one, fit for a sentence."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "The host"
    name = re.sub(r"[^A-Za-z0-9.:-]", "?", parts.hostname or "")[:100]
    return f"{name}:{port}" if port else name or "The host"


def _new_client(proxy: bool) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        headers={"User-Agent": _name(), "Accept-Encoding": "gzip"},
        timeout=SILENCE,
        limits=httpx.Limits(max_connections=1),
        follow_redirects=False,
        verify=_certificates(),
        trust_env=proxy,
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Return the authorities that are trusted; to load them takes a while."""
    return httpx.create_ssl_context()


def _service(address: str, kind: Kind) -> tuple[str, str]:
    """Return what fails or forbids as one: what a host has of a kind."""
    return host_of(address), kind.name


def _redirected(first: str, address: str, location: str) -> str:
    """Return where a redirect leads; only within the host, though from http to https."""
    host = host_of(first)
    try:
        target = urljoin(address, location)
        own, new = urlsplit(first), urlsplit(target)
        same = (own.hostname, own.port) == (new.hostname, new.port) and new.username is None
    except ValueError:
        same, target, new = False, "", urlsplit("")
    if not location or not same or new.scheme not in {own.scheme, "https"}:
        there = host_of(target) if location and target else "no address"
        raise Refused(f"{host} redirected to {there}; only redirects within one host are followed.")
    return target


def _check_head(response: httpx.Response, kind: Kind) -> None:
    """Refuse an answer by its head: another type, or too large.

    Raises
    ------
    Refused
    """
    host = host_of(str(response.url))
    stated = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if stated and stated not in kind.types:
        stated = re.sub(r"[^a-z0-9./+-]", "?", stated)[:60]
        raise Refused(f"{host} sent {stated}, which is not {kind.name}.")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > kind.most_bytes:
        raise Refused(_too_large(host, kind))


def _too_large(host: str, kind: Kind) -> str:
    most = kind.most_bytes // 2**20
    return f"{host} sent more than {most} MB; {kind.name} is smaller, and it was left."


class _Unpacker:
    """Takes the pieces of an answer, unpacks them, and stops at the limit of what it holds."""

    def __init__(self, response: httpx.Response, kind: Kind):
        self.host, self.kind = host_of(str(response.url)), kind
        self.data = bytearray()
        packing = response.headers.get("content-encoding", "").strip().casefold()
        if packing not in ("", "identity", "gzip", "x-gzip"):
            raise Refused(f"{self.host} packed its answer in a way that was not asked for.")
        self.zip = zlib.decompressobj(_GZIP) if "gzip" in packing else None

    def add(self, piece: bytes) -> None:
        """Take a piece.

        Raises
        ------
        Refused
            If there is more than the limit.
        """
        while piece:
            # One byte more than there is room for says that there is more.
            room = self.kind.most_bytes - len(self.data) + 1
            if self.zip is None:
                self.data += piece[:room]
                piece = b""
            else:
                piece = self._unzip(piece, room)
            if len(self.data) > self.kind.most_bytes:
                raise Refused(_too_large(self.host, self.kind))

    def _unzip(self, piece: bytes, room: int) -> bytes:
        if self.zip.eof:
            self.zip = zlib.decompressobj(_GZIP)
        try:
            self.data += self.zip.decompress(piece, room)
        except zlib.error:
            raise _Busy(f"{self.host} packed its answer wrongly.") from None
        return self.zip.unused_data if self.zip.eof else self.zip.unconsumed_tail

    def whole(self) -> bytes:
        """Return all; a packed answer must have its end.

        Raises
        ------
        _Busy
            If it broke off.
        """
        if self.zip is not None and self.data and not self.zip.eof:
            raise _Busy(f"{self.host} broke off its answer.")
        return bytes(self.data)


#: zlib's number for gzip with its header.
_GZIP = 16 + zlib.MAX_WBITS


def _wait(state: tenacity.RetryCallState) -> float:
    """Wait as long as the host asks, or else twice as long as before."""
    busy = state.outcome.exception()
    own = FIRST_WAIT * 2 ** (state.attempt_number - 1)
    return own if busy.after is None else busy.after


def _seconds(text: str) -> float | None:
    """Read a Retry-After: seconds, or a date; None if it is neither."""
    text = text.strip()
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return float(text)
    try:
        day = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    day = day.replace(tzinfo=UTC) if day.tzinfo is None else day
    return max(0.0, (day - datetime.now(UTC)).total_seconds())


def _name() -> str:
    """Say who asks."""
    try:
        return f"hemicycle/{version('hemicycle')}"
    except PackageNotFoundError:
        return "hemicycle"
