"""Parline's records by its API: elections, and the lists of parties and chambers that name them.

Lists come in pages of a hundred records; each election is cut out of them, byte for byte, and saved
as the API answers for it alone. Lists change, and are kept only for a run that was stopped. A
filter that the API does not know is ignored by it, and everything comes back: what came is checked
against what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from helpers.archive import json_lines
from helpers.archive.fetch.report import Progress, Report
from helpers.archive.fetch.store import Store
from helpers.archive.fetch.web import RECORDS, Refused, Web
from helpers.archive.parline_api import ELECTION_ID, party_codes
from helpers.archive.text import PageError

BASE = "https://api.data.ipu.org/v1"
FOLDER = "parline-api"
#: Records on one page of a list, as is usual.
SIZE = 100
#: Parline has some 3,000 elections and some thousand parties; a list without end is none.
MOST_PAGES = 1000


@dataclass(frozen=True)
class Record:
    """One record of a list: its text as received, and its value."""

    text: str
    value: dict

    @property
    def code(self) -> str:
        """Its id."""
        found = self.value.get("id")
        return found if isinstance(found, str) else ""

    def attribute(self, name: str) -> object:
        """Return the value of an attribute; None if it has none."""
        attributes = self.value.get("attributes")
        found = attributes.get(name) if isinstance(attributes, dict) else None
        return found.get("value") if isinstance(found, dict) else found


@dataclass(frozen=True)
class Question:
    """What a list is asked for.

    Parameters
    ----------
    resource : str
        ``elections``, ``chambers``, ``political_parties``.
    scope : str
        What it is limited to, for names of files: ``KZ``, ``KZ-LC01``, ``all``.
    filter : str
        In the words of the API; empty for everything.
    """

    resource: str
    scope: str = "all"
    filter: str = ""


class Api:
    """Fetches records; see :class:`helpers.archive.fetch.pages.Archive` for the parameters."""

    def __init__(
        self, web: Web, store: Store, report: Report, progress: Progress, base: str | None = None
    ):
        self.web, self.store, self.report, self.progress = web, store, report, progress
        self.base = base or BASE
        self.today = f"{datetime.now(UTC):%Y%m%d}"
        self._codes: set[str] = set()
        store.clear("*.list", self.today)

    # -- what to fetch ---------------------------------------------------------------------------

    def country(self, iso2: str, chambers: Collection[str] = (), since: int | None = None) -> None:
        """Fetch a country's chambers, their elections, and the parties that these name.

        Parameters
        ----------
        iso2 : str
            Its code, ``KZ``.
        chambers : collection of str, optional
            Only the elections of these, ``KZ-LC01``.
        since : int, optional
            First year of interest.
        """
        listed = self._save_list(
            Question("chambers", iso2, f"parliament:eq:{iso2}"),
            lambda record: record.code.startswith(f"{iso2}-"),
        )
        codes = [record.code for record in listed if _CHAMBER.fullmatch(record.code)]
        # Without the list, the two houses that a country can have are asked for.
        self._elections(list(chambers) or codes or [f"{iso2}-LC01", f"{iso2}-UC01"], since)
        if self._nameless():
            self._save_list(
                Question("political_parties", iso2, f"political_party_country:eq:{iso2}"),
                lambda record: record.value.get("political_party_country") == iso2,
            )

    def everything(self, since: int | None = None) -> None:
        """Fetch all chambers, elections and parties."""
        self._save_list(Question("chambers"), lambda record: True)
        self._elections([], since)
        if self._nameless():
            self._save_list(Question("political_parties"), lambda record: True)

    def close(self) -> None:
        """Forget the lists, once everything that they lead to was fetched."""
        self.store.clear("*.list")

    def _nameless(self) -> bool:
        """Return True if an election names a party that no list on the disk has."""
        codes, self._codes = self._codes, set()
        return not codes <= set(party_codes(self.store.folder / FOLDER))

    # -- elections -------------------------------------------------------------------------------

    def _elections(self, chambers: list[str], since: int | None) -> None:
        """Save the elections of chambers, or all if none is named."""
        for chamber in chambers or [""]:
            scope, asked = chamber or "all", f"chamber:eq:{chamber}" if chamber else ""
            others = 0
            try:
                for record in self._walk(Question("elections", scope, asked)):
                    own = _chamber_of(record)
                    others += bool(chamber) and own != chamber
                    if not chambers or own in chambers:
                        self._election(record, since)
            except Refused as error:
                self.report.refuse(f"Parline's elections of {chamber or 'all chambers'}", error)
            if others:
                # All were in the answer, so that to ask for the next chamber brings nothing new.
                self._note_ignored(asked, others)
                return

    def _election(self, record: Record, since: int | None) -> None:
        """Save one election, if it is not there."""
        if since is not None and (_year_of(record) or since) < since:
            return
        code = record.code
        if not ELECTION_ID.fullmatch(code):
            shown = re.sub(r"[^!-~]", "?", code)[:80] or "without an id"
            self.report.refused.append(
                (f"the election {shown}", "Its id is none of Parline's, so that it has no file.")
            )
            return
        self.progress.expect(1)
        page = f"{FOLDER}/{code}.json"
        address = f"{self.base}/elections/{code}"
        try:
            if self.store.has(page):
                self.report.there["election"] += 1
            else:
                data = self._alone(record, address)
                fresh = self.store.save(page, address, data)
                (self.report.saved if fresh else self.report.there)["election"] += 1
        except Refused as error:
            self.report.refuse(address, error)
        self._codes |= set(_party_codes(record))
        self.progress.done(code)

    def _alone(self, record: Record, address: str) -> bytes:
        """Return a record as the API answers for it alone; asked for, if the list has only ids."""
        if record.value.get("attributes"):
            return f'{{"data": {record.text}}}\n'.encode()
        data = self.web.get(address, RECORDS)
        if [own.code for own in _read(data, address)[0]] != [record.code]:
            raise Refused(f"The answer is another record than {record.code}.")
        return data

    # -- lists -----------------------------------------------------------------------------------

    def _save_list(self, question: Question, fits: Callable[[Record], bool]) -> list[Record]:
        """Save the records of a list that are what was asked for; return them."""
        found: list[Record] = []
        others = 0
        try:
            for record in self._walk(question):
                if fits(record):
                    found.append(record)
                else:
                    others += 1
        except Refused as error:
            what = question.resource.replace("_", " ")
            self.report.refuse(f"Parline's list of {what} ({question.scope})", error)
            return found
        if others:
            self._note_ignored(question.filter, others)
        if found:
            self._save_if_new(question, found)
        return found

    def _save_if_new(self, question: Question, found: list[Record]) -> None:
        """Save a list under today's date, unless the last one says the same."""
        start = f"{FOLDER}/{question.resource}_{question.scope}_"
        data = ('{"data": [\n' + ",\n".join(record.text for record in found) + "\n]}\n").encode()
        last = self.store.latest(start)
        same = last is not None and self.store.read(last) == data
        fresh = not same and self.store.save(
            f"{start}{self.today}.json", self._address(question), data
        )
        (self.report.saved if fresh else self.report.there)["list"] += 1

    def _note_ignored(self, asked: str, others: int) -> None:
        self.report.notes.append(
            f"The API did not keep to the filter {asked}: {others:,} other "
            f"record{'s' * (others != 1)} came with the answer and were left out."
        )

    def _walk(self, question: Question) -> Iterator[Record]:
        """Walk the records of a list, page by page.

        Raises
        ------
        Refused
            If a page cannot be had, or the list ends before it has as many as it says.
        """
        count, before = 0, []
        for number in range(1, MOST_PAGES + 1):
            found, total = self._page(question, number)
            texts = [record.text for record in found]
            if texts and texts == before:
                break  # The API ignores which page is asked for.
            yield from found
            count, before = count + len(found), texts
            if total is not None and count >= total:
                return
            if not found or (total is None and len(found) < SIZE):
                break
        else:
            raise Refused(f"The list did not end after {MOST_PAGES:,} pages, and was left.")
        if total is not None and count < total:
            raise Refused(f"The list says that it has {total:,} records, and {count:,} came.")

    def _page(self, question: Question, number: int) -> tuple[list[Record], int | None]:
        """Return the records on one page of a list, and how many the list has."""
        name = f"{question.resource}-{question.scope}-{self.today}-{number}.list"
        address = self._address(question, number)
        data = self.store.kept(name)
        if data is not None:
            return _read(data, address)
        try:
            data = self.web.get(address, RECORDS)
        except Refused as error:
            # A host given without the API's path: both are tried.
            if not error.absent or urlsplit(self.base).path:
                raise
            self.base += "/v1"
            try:
                data = self.web.get(self._address(question, number), RECORDS)
            except Refused:
                self.base = self.base.removesuffix("/v1")
                raise error from None
        read = _read(data, address)
        self.store.keep(name, data)
        return read

    def _address(self, question: Question, number: int = 1) -> str:
        asked = {"page[number]": number, "page[size]": SIZE}
        if question.filter:
            asked = {"filter": question.filter, **asked}
        return f"{self.base}/{question.resource}?{urlencode(asked, safe='[]:.')}"


_CHAMBER = re.compile(r"[A-Z]{2}-[A-Z]{2}\d\d")


def _read(data: bytes, address: str) -> tuple[list[Record], int | None]:
    """Read an answer: its records, and the total that it states.

    Raises
    ------
    Refused
        If it is no answer of the API.
    """
    try:
        # Not as a page is decoded: what is cut out must be what was received.
        text = data.decode("utf-8-sig")
        value = json_lines.parse(text)
    except UnicodeDecodeError:
        raise Refused("The answer cannot be read: it is not UTF-8 text.") from None
    except PageError as error:
        raise Refused(f"The answer cannot be read. {error}") from None
    if not isinstance(value, dict) or not isinstance(value.get("data"), dict | list):
        raise Refused("The answer has no records (data); is it the address of Parline's API?")
    meta = value.get("meta")
    total = meta.get("total") if isinstance(meta, dict) else None
    places = {item.key: item for item in json_lines.items(text)}
    return list(_cut(text, places["data"])), total if type(total) is int else None


def _cut(text: str, data: json_lines.Item) -> Iterator[Record]:
    """Cut the records out of an answer: those of a list or of an object by place, or the only."""
    inner = data.value
    if isinstance(inner, dict) and not all(key.isdecimal() for key in inner):
        yield Record(text[data.start : data.end], inner)
        return
    for item in json_lines.items(text, data.start):
        if isinstance(item.value, dict):
            yield Record(text[item.start : item.end], item.value)


def _chamber_of(record: Record) -> str:
    said = record.attribute("chamber")
    return said if isinstance(said, str) and said else record.code.partition("-E")[0]


def _year_of(record: Record) -> int | None:
    """Return the year that an election ended in, by its dates or else by its id."""
    days = record.attribute("election_date")
    said = (
        [days] if isinstance(days, str) else list(days.values()) if isinstance(days, dict) else []
    )
    years = [int(day[:4]) for day in said if isinstance(day, str) and re.match(r"\d{4}-", day)]
    by_id = re.search(r"-E?(\d{4})", record.code)
    return max(years) if years else int(by_id[1]) if by_id else None


def _party_codes(record: Record) -> Iterator[str]:
    entries = record.attribute("seats_per_parties")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("party"), str):
            yield json_lines.clean(entry["party"])
