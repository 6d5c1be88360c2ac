"""What stands around a report: the command that makes it, how to cite it, its description."""

import shlex
import subprocess

import lxml.html

from helpers.reports import panels


def test_the_panel_has_a_field_for_every_parameter_and_the_exact_command(executed, project):
    _, node = executed
    panel = panels.change(node)
    fields = {each.get("name"): each for each in panel.iter("input", "select")}
    assert list(fields) == ["country", "since", "until", "house"]
    assert fields["since"].get("type") == "number"
    assert "Côte d'Ivoire" in [option.get("value") for option in fields["country"].iter("option")]
    meanings = [small.text for small in panel.iter("small")]
    assert meanings[0] == "English name or ISO code"
    assert panel.find(".//code").text == "hemicycle run small"


def test_a_command_is_quoted_so_that_a_shell_gives_it_back():
    value = 'Côte d\'Ivoire; $(rm -rf /) "x" \\'
    said = panels.command("turnout", {"country": value})
    assert shlex.split(said) == ["hemicycle", "run", "turnout", "-p", "country", value]
    shell = subprocess.run(["sh", "-c", f"printf '%s|' {said}"], capture_output=True, text=True)
    assert shell.stdout.split("|")[5] == value


def test_a_citation_names_the_data_and_stays_text_in_bibtex(executed):
    _, node = executed
    panel = panels.cite(node)
    entry = panel.find(".//pre").text
    assert entry.startswith("@misc{hemicycle-kazakhstan-small,")
    assert r"\textbackslash{}" in entry and r"\#import" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")
    assert node.metadata.hemicycle.inputs["data"][:16] in panel.text_content()
    assert not list(lxml.html.fromstring(panels.markup(panel)).iter("script", "b"))


def test_a_description_is_short_and_one_line():
    assert panels.shortened("a  b\nc") == "a b c"
    long = panels.shortened("word, " * 100)
    assert len(long) <= panels.LONGEST + 2 and long.endswith("word …")
