"""Damaged and hostile pages: always a Page or a PageError, in bounded time, and nothing made up."""

import signal
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from archive import cases, writers
from archive.writers import Style
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.archive import PageError, read_page, read_text
from helpers.archive.lines import MAX_LINES
from helpers.tables import folder
from helpers.tables.election import identify
from helpers.tables.parties import Parties
from helpers.tables.settle import settle

NO_PARTIES = Parties(pd.DataFrame(columns=["iso3", "party", "party_id", "name"]))
RAW = Path(__file__).parents[2] / "data" / "raw"
PAGES = {f"{path.parent.name}/{path.name}": path for path in folder.find(RAW).pages}
SAMPLE = [
    "ipu/2165_04.txt",
    "ipu/2208_07.txt",
    "ipu/2322_E.txt",
    "ipu/1362_E.txt",
    "compiled/KAZ_1999.htm",
    "compiled/MDA_2010.htm",
    "compiled/TJK_2000.txt",
    "parline/KZ-LC01-E20210110.txt",
]
TEXTS = {name: PAGES[name].read_text("utf-8", errors="replace") for name in SAMPLE}


@contextmanager
def seconds(limit: int):
    """Fail a test that uses more time of the processor; a busy machine is no cause."""

    def ring(signum, frame):
        raise AssertionError(f"still reading after {limit} s")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, limit, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def read(text: str):
    """Read a text as far as it can be: its Page, or None where the reader refuses it."""
    with seconds(10):
        try:
            return read_text(text)
        except PageError as error:
            assert str(error)
            return None


# --------------------------------------------------------------------------- damaged pages


@st.composite
def damaged(draw) -> str:
    """Draw a page with lines dropped, doubled, swapped, cut short or overwritten."""
    lines = TEXTS[draw(st.sampled_from(SAMPLE))].split("\n")
    for _ in range(draw(st.integers(1, 6))):
        i = draw(st.integers(0, len(lines) - 1))
        j = draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(["drop", "double", "swap", "cut", "glue", "overwrite"]))
        if what == "drop" and len(lines) > 1:
            del lines[i]
        elif what == "double":
            lines.insert(i, lines[i])
        elif what == "swap":
            lines[i], lines[j] = lines[j], lines[i]
        elif what == "cut":
            lines[i] = lines[i][: draw(st.integers(0, len(lines[i])))]
        elif what == "glue" and i + 1 < len(lines):
            lines[i : i + 2] = [lines[i] + lines[i + 1]]
        else:
            lines[i] = draw(st.text(max_size=30))
    return "\n".join(lines)


@given(damaged())
def test_a_damaged_page_is_read_or_refused(text):
    page = read(text)
    if page is not None:
        with seconds(10):
            settle([identify("page.txt", page)], {}, NO_PARTIES)


@settings(max_examples=40)
@given(st.sampled_from(SAMPLE), st.data())
def test_random_bytes_in_a_page(tmp_path_factory, name, data):
    page = bytearray(PAGES[name].read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(page)))
        page[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=12))
    path = tmp_path_factory.mktemp("fuzz") / Path(name).name
    path.write_bytes(page)
    with seconds(10):
        try:
            read_page(path)
        except PageError as error:
            assert path.name in str(error) or str(error)


@given(st.binary(max_size=400))
def test_random_bytes_are_no_page(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("fuzz") / "page.htm"
    path.write_bytes(data)
    with seconds(10), pytest.raises(PageError):
        read_page(path)


# --------------------------------------------------------------------------- pages cut short


def cuts(text: str, step: int):
    """Yield a page cut after each line (or every so many), and in the middle of the next one."""
    lines = text.split("\n")
    for number in range(1, len(lines), step):
        whole = "\n".join(lines[:number])
        yield number, whole
        yield number, whole + "\n" + lines[number][: len(lines[number]) // 2]


@pytest.mark.parametrize("name", [name for name in PAGES if PAGES[name].suffix == ".txt"][::4])
def test_a_cut_text_keeps_what_stands_before_the_cut(name):
    """Figures of finished sections stay as they are; those of the cut one may become doubts."""
    text = PAGES[name].read_text("utf-8", errors="replace")
    whole = read(text)
    figures, lines = writers.read(whole)
    doubted = cases.noted(whole)
    changed = []
    for number, cut in cuts(text, 3):
        page = read(cut)
        if page is None:
            continue
        kept, _ = writers.read(page)
        for key, value in figures.items():
            if lines[key] > number - 1 or lines[key] in doubted | cases.noted(page):
                continue
            if kept.get(key) != value and not _is_cut(key, lines, number):
                changed.append((number, key, value, kept.get(key)))
    assert changed == []


def _is_cut(key, lines, number) -> bool:
    """Tell whether a figure's own section is the one that is cut: its values end at the cut."""
    group = [line for other, line in lines.items() if other[:2] == key[:2]]
    return max(group) >= number - 1


@pytest.mark.parametrize("name", ["ipu/2165_04.txt", "ipu/2322_E.txt", "compiled/MDA_2010.htm"])
def test_a_cut_page_makes_nothing_up(name):
    """No figure appears that the whole page does not have, unless the reader says so."""
    text = TEXTS[name]
    figures, _ = writers.read(read(text))
    values = set(figures.values())
    for number, cut in cuts(text, 1):
        page = read(cut)
        if page is None:
            continue
        kept, lines = writers.read(page)
        new = {
            key: value
            for key, value in kept.items()
            if value not in values and lines[key] < number and lines[key] not in cases.noted(page)
        }
        assert new == {}, f"cut after line {number}"


# --------------------------------------------------------------------------- hostile pages

HEAD = "Parliamentary Chamber: X\n\nDates of elections / renewal (from/to):\n\n  1 May 2000\n\n"
VOTES = "Round no 1: Distribution of votes"
SEATS = "Round no 1: Distribution of seats"
VOTES_TEXT = HEAD + VOTES + "\nPolitical Group Candidates Votes %\n"
SEATS_TEXT = HEAD + SEATS + "\nPolitical Group Total Proportional Majority\n"
START = "<html><body><b>Parliamentary Chamber: X</b>"
TABLE = START + "<table><tr><td>"
CAPTION = "<tr><td>Political Group</td><td>Candidates</td><td>Votes</td><td>%</td></tr>"
ROW = "<tr><td>Party {0}</td><td>1</td><td>{0}</td><td>0.1</td></tr>"
BOMB = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))


def many(text: str, times: int) -> str:
    """Repeat a text with its number put in, so that no two are alike."""
    return "".join(text.format(i, i % 90) for i in range(times))


HOSTILE = {
    "nothing": "",
    "NULs": "\0" * 1_000_000,
    "NULs in a page": TEXTS["ipu/2165_04.txt"].replace(" ", "\0"),
    "one line of letters": HEAD + "a" * 2_000_000,
    "one line of digits": VOTES_TEXT + "A " + "1" * 2_000_000,
    "one line of numbers": VOTES_TEXT + "A" + " 1" * 200_000,
    "one line of numbers before a name": VOTES_TEXT + "A" + " 1" * 200_000 + " B 5",
    "one line of arrows": HEAD + "<" * 200_000,
    "one line of links": HEAD + "<return to election results for a" * 10_000,
    "one line of grouped digits": VOTES_TEXT + "A " + "123 " * 99_999,
    "one line of brackets": HEAD + "Voters " + "(" * 1_000_000,
    "one line of spaces": HEAD + "Voters" + " " * 5_000_000 + "1",
    "one line of labels": HEAD + "Voters " * 200_000,
    "one line of dates": HEAD.replace("1 May 2000", "1 May 2000 and " * 100_000),
    "many empty lines": HEAD + "\n" * 3_000_000,
    "many headings": HEAD + (SEATS + "\nPolitical Group Total\n") * 20_000,
    "many rounds": HEAD + many("Round no {0}: Election results\nVoters 5\n", 10_000),
    "many rows of text": VOTES_TEXT + many("Party {0} 7 {0} {1}.5\n", 20_000),
    "many seats of text": SEATS_TEXT + many("Party {0} {1} {1}\n", 20_000),
    "many rows": TABLE + VOTES + "</td></tr>" + CAPTION + many(ROW, 100_000),
    "many lines of a name": VOTES_TEXT + "Party of the\n" * 9_000,
    "a name of digits and letters": VOTES_TEXT + "A " + "1x" * 400_000 + "\n",
    "many equal rows": TABLE + SEATS + "</td></tr><tr><td>Political Group</td><td>Total</td></tr>"
    + "<tr><td>A Party</td><td>0</td></tr>" * 19_000,
    "many columns": TABLE + SEATS + "</td></tr><tr><td>Political Group</td>"
    + "<td>Total</td>" * 5_000 + "</tr><tr><td>A</td>" + "<td>1</td>" * 5_000 + "</tr></table>",
    "nested tables": START + "<table><tr><td>" * 2_000 + VOTES,
    "nested lists": START + "<ul><li>" * 20_000 + "Men: 3",
    "nested bold": START + "<b>" * 100_000,
    "wide spans": START + f"<table><tr><td colspan=999999999 rowspan=999999999>{VOTES}</table>",
    "a sign before many empty lines": HEAD + "<" + "\n" * 200_000,
    "a sign before many empty lines of a page": START + "<" + "\n" * 200_000,
    "many signs before empty lines": HEAD + ("<" + "\n" * 500) * 2_000,
    "a span of many digits": START + f"<table><tr><td colspan={'9' * 5000}>{VOTES}</table>",
    "a span of other digits": START + f"<table><tr><td colspan=²>{VOTES}<td colspan=⑤>1</table>",
    "many cells in more columns": HEAD + VOTES_TEXT.rstrip("\n") + "\t".join("abcdefghij" * 4)
    + "\n" + "\t".join("1" * 20) + "\n",
    "many combining marks": HEAD + "Voters" + "\u0301" * 800_000 + " 5",
    "a caption with a year of other digits": HEAD + SEATS + "\nPolitical Group\tTotal\tSeats 200⁴\n"
    + "A\t5\t5\n",
    "a date of other digits": HEAD.replace("1 May 2000", "May 200⁴") + SEATS_TEXT + "A 5\n",
    "a round of many digits": HEAD + f"Round no {'9' * 5000}: Distribution of seats\nA 5\n",
    "a record of many digits": '{"data": {"attributes": {"seats_at_stake": {"value": '
    + "9" * 5000 + "}}}}",
    "a record of many depths": '{"data":' * 100_000,
    "a charset that is none": '<meta charset="undefined">' + START + VOTES,
    "many entities": START + "&amp;" * 1_000_000,
    "entity bomb": f'<!DOCTYPE x [<!ENTITY a "ha">{BOMB}]>{START}&j;</body></html>',
    "an entity of many digits": START + f"<table><tr><td>{VOTES}<td>&#{'9' * 5000};</table>",
    "many open comments": START + "<!--" * 200_000 + "\n" * 300_000 + "5<td>5",
    "many scripts": START + "<script></script>5<td>" * 100_000,
    "open comment": START + "<!--" + "x" * 2_000_000,
    "open tag": START + "<table " + 'a="b" ' * 300_000,
    "lone surrogates": HEAD + "Voters \ud800 5",
    "controls": HEAD + "".join(map(chr, range(32))) * 1000,
    "right to left": HEAD + "\u202e\u2066 Voters 5 \u2069" * 1000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_costs_little(name):
    page = read(HOSTILE[name])
    if page is not None:
        with seconds(10):
            settle([identify("page.txt", page)], {}, NO_PARTIES)


# --------------------------------------------------------------------------- limits of reading


def limits(page) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.message) for doubt in page.doubts if doubt.check == "limits"]


@pytest.mark.parametrize("name", ["ipu/2165_04.txt", "compiled/MDA_2010.htm"])
def test_a_page_of_too_many_lines_is_read_as_far_as_it_goes(name):
    more = "<p>more</p>\n" if name.endswith("htm") else "more\n"
    text = TEXTS[name].replace("</body></html>", "").rstrip()
    whole, page = read(text), read(text + "\n" + more * (MAX_LINES + 1000))
    assert writers.read(page) == writers.read(whole)
    ((line, said),) = limits(page)
    assert said == (
        f"The page has more than {MAX_LINES:,} lines with text; line {line:,} and those below it "
        "are not read."
    )
    # Lines without text are not counted, and breaks make several of one.
    assert abs(line - MAX_LINES) < 200
    assert limits(whole) == []


def test_figures_behind_the_last_line_that_is_read_are_in_the_one_finding_alone():
    lost = "\n<table><tr><td>Labour<td>54321</tr></table>"
    html = f"{START}<p>{VOTES}</p><p>Source</p>" + "\n<p>more</p>" * MAX_LINES + lost
    for text in (html, VOTES_TEXT + "Source\n" + "more\n" * MAX_LINES + "Labour 54321\n"):
        page = read(text)
        assert not any("54321" in line for _, line in page.unread)
        assert len(limits(page)) == 1


@pytest.mark.parametrize(("span", "said"), [("20", 0), ("21", 1), ("9" * 50, 1), ("²", 0)])
def test_a_cell_beside_one_that_spans_too_much_is_named_with_its_line(span, said):
    rows = f"\n<tr><td colspan={span}>A<td>1</tr>" * 3 + f"\n<tr><td colspan={span}>title</tr>"
    page = read(f"{TABLE}{VOTES}</td></tr>{rows}")
    assert [line for line, _ in limits(page)] == [2] * said
    alone = f"{TABLE}{VOTES}</td></tr>\n<tr><td colspan={span}>title</tr>"
    assert limits(read(alone)) == []


def test_repairs_are_looked_for_in_so_many_places_and_the_rest_is_said_to_disagree():
    rows = "".join(f"Party {chr(65 + n // 26)}{chr(65 + n % 26)} 9 2 3\n" for n in range(150))
    page = read(SEATS_TEXT + rows)
    (settled,) = settle([identify("page.txt", page)], {}, NO_PARTIES)
    found = [one for one in settled.findings if one.outcome in ("ambiguous", "unconfirmed")]
    unsearched = [one for one in found if "no repair was looked for" in one.message]
    assert (len(found), len(unsearched)) == (150, 50)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"\x00" * 1000, b"%PDF-1.7\n", b"PK\x03\x04"]
)
def test_other_files_are_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    with pytest.raises(PageError) as error:
        read_page(path)
    assert 10 < len(str(error.value)) < 300


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(PageError):
            read_page(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-7"])
def test_other_encodings_are_read_or_refused(tmp_path, encoding):
    path = tmp_path / "page.txt"
    path.write_bytes(TEXTS["ipu/2165_04.txt"].encode(encoding))
    with seconds(10):
        try:
            found = read_page(path)
        except PageError:
            return
    assert writers.read(found)[0] == writers.read(read_text(TEXTS["ipu/2165_04.txt"]))[0]


def test_markup_in_a_name_stays_text():
    election = cases.compiled()["compiled/KAZ_2004.txt"]
    name = "<script>alert(1)</script> & Co. $x$ =1+1"
    seats = (writers.Seat(1, name, election.seats[0].cells),)
    for layout in "AB":
        page = read(
            writers.WRITERS[layout, "html"](
                writers.replace(election, seats=seats), Style(entities="named")
            )
        )
        assert [row.party for row in page.seats] == [name]
