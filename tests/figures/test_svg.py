"""Drawings as they stand in a page: real text, no styles, legible in the dark."""

import re

import pytest

from helpers.figures import palette, style


@pytest.fixture(scope="module")
def drawing():
    with style.house_style():
        figure = style.new_figure(4, 2)
        ax = figure.subplots()
        ax.barh(["Otan & <b>"], [80], color="#8f8f8f")
        ax.text(40, 0, "on grey", ha="center", va="center", color=style.INK)
    return style.render_svg(figure)


def test_text_is_text_and_nothing_is_a_style(drawing):
    assert "Otan &amp; &lt;b&gt;</text>" in drawing
    assert "style" not in drawing and "xlink" not in drawing
    assert not re.search(r"\d\.\d{3}", drawing)


def test_a_text_on_a_coloured_ground_has_an_ink_of_its_own_in_the_dark(drawing):
    (name,) = re.findall(r'<text [^>]*class="(\w+)"[^>]*>on grey', drawing)
    ink = {"light": "#ffffff", "dark": "#000000"}[name]
    assert palette.contrast(ink, "#8f8f8f", dark=True) >= 4.5
    assert not re.search(r'<text [^>]*class="[^>]*>Otan', drawing)


def test_inks_on_paper_read_well_in_the_dark():
    for ink in (style.INK, style.MUTED, style.SUBJECT, style.SECOND, style.WOMEN):
        assert palette.contrast_to_paper(ink, dark=True) >= 4.5, ink
