"""What the notebook that displays a block and the program that renders it must both know."""

from __future__ import annotations

import re

WIDE_SVG = "application/vnd.hemicycle.wide+svg"
NARROW_SVG = "application/vnd.hemicycle.narrow+svg"
#: Set where a report is being rendered: charts are then also drawn for page and print, or for these
#: only.
DRAWINGS = "HEMICYCLE_DRAWINGS"
ALL_DRAWINGS, NO_PICTURES = "all", "no pictures"

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def printable(content: object) -> object:
    """Return text, or lists and dicts with text in them, with a mark for each character unfit.

    Control characters, lone surrogates and noncharacters may stand neither in XML nor in PDF/UA.
    """
    if isinstance(content, str):
        return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", content)
    if isinstance(content, dict):
        return {name: printable(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [printable(value) for value in content]
    return content
