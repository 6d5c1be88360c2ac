"""The colours of parties: everybody tells them apart, on paper, in the dark and in a grey print."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from helpers.figures import palette, style
from helpers.tables.schema import COLOURS

EVERY = [*palette.PARTIES.values(), palette.REST, *palette.NO_PARTY.values()]


def test_no_two_parties_are_confused_with_any_sight_in_light_or_in_the_dark():
    least = palette.least_distances(palette.PARTIES.values())
    assert min(least.pop(sight)[0] for sight in palette.SIGHTS) >= 15.9
    # In grey they are eight steps between black and what paper bears.
    assert least["grey"][0] >= 4


def test_no_party_is_confused_with_a_grey():
    parties = np.array([to_rgb(colour) for colour in palette.PARTIES.values()])
    greys = np.array([to_rgb(grey) for grey in (palette.REST, *palette.NO_PARTY.values())])
    assert min(apart.min() for apart in palette.distances(parties, greys).values()) >= 18.9


def test_greys_are_told_apart_by_lightness_or_hatch():
    apart = palette.least_distances([palette.REST, *palette.NO_PARTY.values()])
    assert min(distance for distance, *_ in apart.values()) >= 9.9
    assert set(palette.HATCHES) == set(palette.NO_PARTY)
    assert len(set(palette.HATCHES.values())) == len(palette.NO_PARTY)


def test_lines_and_rings_stand_out_from_the_paper():
    for colour in EVERY:
        for dark in (False, True):
            line = style.line_of(colour)
            assert palette.contrast_to_paper(line, dark=dark) >= palette.LEAST_CONTRAST, colour


def test_text_on_every_colour_is_legible():
    for colour in EVERY:
        for dark in (False, True):
            assert palette.contrast_of_text(colour, dark=dark) >= palette.LEAST_CONTRAST_OF_TEXT


def test_every_conventional_colour_has_one_in_the_palette():
    assert set(palette.PARTIES) == set(COLOURS)


def test_the_colours_are_those_that_the_search_finds():
    assert palette.search() == palette.PARTIES


def test_the_command_prints_distances_and_contrasts(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["palette"])
    palette.main()
    printed = capsys.readouterr().out
    assert "deuteranopia" in printed and "the rest" in printed


def test_sights_leave_white_and_black_as_they_are():
    for sight in palette.SIGHTS:
        for grey in (0.0, 0.5, 1.0):
            seen, plain = palette.lab(np.full(3, grey), sight), palette.lab(np.full(3, grey))
            assert np.linalg.norm(seen - plain) < 0.1


def test_with_red_green_blindness_red_and_green_come_close():
    red, green = np.array([to_rgb("#d62728")]), np.array([to_rgb("#6d8f2f")])
    apart = palette.distances(red, green)
    assert apart["deuteranopia"] < apart["normal"] / 2


def test_contrast_is_that_of_wcag():
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
