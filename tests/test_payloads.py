"""No text that comes in is markup, formula, directive or control in anything that goes out."""

import base64
import csv
import io
import json
import re
import shutil
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import lxml.html
import pypdf
import pytest
from archive import writers
from archive.writers import Ballots, Election, Seat, Style, Vote
from click.testing import CliRunner
from payloads import PAYLOADS

from helpers import config
from helpers.cli import main
from helpers.reports import run, site
from helpers.reports.blocks import printable
from helpers.reports.parameters import Archive
from helpers.sentences import indices
from helpers.tables import load
from helpers.tables.tidy import tidy

NOTEBOOKS = ("seat_share", "data_quality")
PAGE = "ipu/2165_04.htm"


def write_pages(raw: Path, names: list[str]) -> None:
    """Write a page whose every name is one of these, and the files beside it that name them too."""
    (raw / "ipu").mkdir(parents=True)
    rows = len(names)
    election = Election(
        country="KAZAKHSTAN",
        chamber=f"Mazhilis {names[0]}",
        dates=(date(2004, 9, 19),),
        rounds=(Ballots(1, None, 100 * rows, 90 * rows, Decimal("90.0"), 0, 90 * rows),),
        votes=tuple(Vote(1, name, None, 90, Decimal(100) / rows) for name in names),
        captions=("Total",),
        seats=tuple(Seat(1, name, (1,)) for name in names),
        men=rows,
        women=0,
    )
    (raw / PAGE).write_text(writers.html_a(election, Style()), "utf-8")
    beside = {
        "parties": [["iso3", "party", "party_id", "name", "kind", "successor_of"]]
        + [["KAZ", name, f"p{i}", f"{name} {name}", "party", ""] for i, name in enumerate(names)],
        "evidence": [["page", "round", "party", "column", "value", "source", "note"]]
        + [[PAGE, "", names[i], "total", "2", name, name] for i, name in enumerate(names[:9])]
        + [[PAGE, "", name, name, name, name, name] for name in names],
        "sources": [["page", "group", "url"]] + [[PAGE, "page", name] for name in names[:9]],
    }
    for name, listed in beside.items():
        with (raw / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(listed)


def made(folder: Path, names: list[str]) -> Path:
    """Make a project of them: tables, reports and site."""
    raw, tables = folder / "data" / "raw", folder / "data" / "processed"
    write_pages(raw, names)
    shutil.copytree(config.notebooks_folder(), folder / "notebooks")
    tidy(raw, tables, indices.rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEMICYCLE_ROOT", str(folder))
        archive = Archive.load()
        for name in NOTEBOOKS:
            run.make(run.plan(run.find_notebook(name), {}, archive), folder / "reports", site=True)
        site.build(folder / "reports")
    return folder


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    return made(tmp_path_factory.mktemp("attacked"), list(PAYLOADS))


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    names = [f"Party {number:03}" for number in range(len(PAYLOADS))]
    return made(tmp_path_factory.mktemp("harmless"), names)


def pages(folder: Path) -> list[Path]:
    return sorted(folder.glob("reports/**/*.html"))


def elements(root: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    return [each for each in root.iter() if isinstance(each.tag, str)]


def addresses(root: lxml.html.HtmlElement) -> list[str]:
    names = ("href", "src", "action", "formaction", "data", "poster", "srcset", "background")
    return [value for each in elements(root) for name in names if (value := each.get(name))]


def test_payloads_are_many():
    assert len(PAYLOADS) >= 120


def test_pages_have_no_element_and_no_address_that_harmless_names_do_not_give(attacked, harmless):
    active = ("script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "img")
    active += ("svg", "math", "video", "input", "textarea", "button", "foreignobject")
    assert [path.name for path in pages(attacked)] == [path.name for path in pages(harmless)]
    for mine, other in zip(pages(attacked), pages(harmless), strict=True):
        root, usual = (lxml.html.parse(str(path)).getroot() for path in (mine, other))
        for name in active:
            assert len(list(root.iter(name))) == len(list(usual.iter(name))), (mine, name)
        for each in elements(root):
            assert not [name for name in each.attrib if name.startswith("on")], mine
            assert "x.test" not in each.get("style", "")
        for address in addresses(root):
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
            assert not scheme or scheme[1].lower() in ("http", "https", "data"), address
            assert not address.startswith(("//", "data:text/html")), address


def test_names_are_shown_as_text(attacked):
    """As the tables have them, but for the mark in place of what may not stand in HTML."""
    shown = lxml.html.parse(str(attacked / "reports/kazakhstan/seat_share.html")).getroot()
    text = " ".join(shown.text_content().split())
    names = set(load("seats", attacked / "data" / "processed")["party"])
    assert len(names) > 60
    found = [name for name in names if " ".join(printable(name).split()) in text]
    assert len(found) > 60, sorted(names - set(found))


def test_cells_are_no_formulas(attacked):
    for path in attacked.glob("data/processed/*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")):
            for cell in row:
                assert not re.match(r"[=+@\t\r]|-\D", cell), (path.name, cell)
    for path in pages(attacked):
        for address in addresses(lxml.html.parse(str(path)).getroot()):
            if address.startswith("data:text/csv;base64,"):
                text = base64.b64decode(address.partition(",")[2]).decode("utf-8-sig")
                cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
                assert not [cell for cell in cells if re.match(r"[=+@\t\r]|-\D", cell)]


def test_a_notebook_shows_text_wherever_it_is_opened(attacked):
    for path in attacked.glob("reports/**/*.ipynb"):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", ()):
                markup = "".join(output.get("data", {}).get("text/html", ""))
                root = lxml.html.fromstring(f"<div>{markup}</div>")
                found = Counter(each.tag for each in elements(root))
                assert not found.keys() & {"script", "style", "iframe", "svg", "form", "object"}
                assert all(i.get("src").startswith("data:image/png;") for i in root.iter("img"))
                assert not [n for each in elements(root) for n in each.attrib if n.startswith("on")]
                # What JupyterLab would typeset stands in one run of text.
                for run_of_text in root.itertext():
                    text = run_of_text.strip()
                    assert text in ("$", "\\") or not set(text) & {"$", "\\"}, text


def test_a_print_has_no_actions(attacked):
    for path in attacked.glob("reports/**/*.pdf"):
        reader = pypdf.PdfReader(path)
        names = {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles"}
        assert not names & set(reader.trailer["/Root"])
        for page in reader.pages:
            for link in page.get("/Annots", ()):
                action = link.get_object().get("/A", {})
                assert action.get("/S", "/URI") == "/URI"
                assert not str(action.get("/URI", "")).lower().startswith(("javascript", "file"))
        assert "root:" not in "".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "KZ-LC01-E20040919"],
        ["list", "KAZ"],
        ["check"],
        ["tidy"],
        *(["run", "turnout", "-p", "country", name, "-p", "since", name] for name in PAYLOADS[::9]),
        *(["show", name] for name in PAYLOADS[::9]),
    ],
)
def test_a_terminal_shows_text(attacked, monkeypatch, arguments):
    monkeypatch.setenv("HEMICYCLE_ROOT", str(attacked))
    name = "\x1b[31m\u202e.txt"
    (attacked / "data" / "raw" / name).write_text("no page")
    done = CliRunner().invoke(main, arguments)
    (attacked / "data" / "raw" / name).unlink()
    assert not isinstance(done.exception, Exception), done.exception
    for letter in done.stdout + done.stderr:
        kind = unicodedata.category(letter)
        assert letter == "\n" or kind != "Cc", ascii(done.output)
        assert not 0x202A <= ord(letter) <= 0x202E
        assert not 0x2066 <= ord(letter) <= 0x2069
