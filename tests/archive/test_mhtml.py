"""A browser's single-file save of a page gives the page's figures, at the lines of the file."""

import base64
import html
import quopri
from pathlib import Path

import pytest

from helpers.archive import PageError, read_page
from helpers.archive.mhtml import is_mhtml

PAGES = sorted((Path(__file__).parents[2] / "data" / "raw").rglob("*.htm"))[::4]
ADDRESS = "https://archive.ipu.org/parline-e/reports/arc/2165_04.htm"


def saved(body: bytes, encoding: str = "quoted-printable", kind: str = "text/html") -> bytes:
    """Write what Chromium writes: the page first, then what it shows."""
    encode = {
        "quoted-printable": quopri.encodestring,
        "base64": base64.encodebytes,
        "binary": bytes,
    }[encoding]
    head = (
        "From: <Saved by Blink>\n"
        f"Snapshot-Content-Location: {ADDRESS}\n"
        "Subject: Election results\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----Boundary"\n'
    )
    part = f"------Boundary\nContent-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n"
    style = "------Boundary\nContent-Type: text/css\n\n@charset 'utf-8';\n"
    text = f"{head}\n\n{part}\n".encode() + encode(body) + f"\n{style}".encode()
    return (text + b"------Boundary--\n").replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def page(tmp_path, data: bytes, name: str = "page.mhtml"):
    (tmp_path / name).write_bytes(data)
    return read_page(tmp_path / name)


def figures(page):
    return [(str(cell.address), cell.text) for cell in page.cells() if cell.figure]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "binary"])
def test_gives_the_figures_of_the_page_and_its_address(tmp_path, encoding):
    for path in PAGES:
        found = page(tmp_path, saved(path.read_bytes(), encoding))
        assert figures(found) == figures(read_page(path)) != []
        assert found.url == ADDRESS


def test_figures_keep_the_lines_of_the_saved_file(tmp_path):
    for path in PAGES:
        data = saved(path.read_bytes())
        lines = data.decode("ascii").split("\r\n")
        for cell in page(tmp_path, data).cells():
            there = quopri.decodestring("\n".join(lines[cell.line - 1 : cell.line + 1]))
            there = html.unescape(there.decode("utf-8", "replace"))
            if cell.text and cell.text.isascii():
                assert cell.text.split()[0][:3] in there, cell


@pytest.mark.parametrize("charset", ["windows-1251", "utf-8", "iso-8859-2"])
def test_the_part_declares_its_encoding(tmp_path, charset):
    text = PAGES[0].read_text().replace("</title>", " Česko Россия</title>")
    body = text.encode(charset, "xmlcharrefreplace")
    alone = page(tmp_path, text.encode(), "page.htm")
    found = page(tmp_path, saved(body, kind=f'text/html; charset="{charset}"'))
    assert (found.chamber, figures(found)) == (alone.chamber, figures(alone))


@pytest.mark.parametrize(
    "data",
    [
        saved(b"p { color: red }", kind="text/css").replace(b"text/html", b"image/png"),
        saved(b"")[:200],
        saved(b"x" * 900, encoding="base64"),
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nno boundary",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\xff\n\n--\xff\n\nx",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000,
        saved(b"<p>=ZZ =\n=3", kind="text/html; charset*=unknown''%FF"),
    ],
)
def test_what_holds_no_page_is_refused_with_a_sentence(tmp_path, data):
    assert is_mhtml(data)
    with pytest.raises(PageError, match=r"^[A-Z].*\.$"):
        page(tmp_path, data)


def test_a_page_that_only_speaks_of_it_is_none():
    assert not is_mhtml(b"<html><pre>\nMIME-Version: 1.0\n\nContent-Type: multipart/related")
