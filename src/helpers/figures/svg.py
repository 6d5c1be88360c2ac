"""A drawing's SVG made small and fit to stand in a page: real text, and no styles.

A page's policy refuses ``style`` attributes, so each property becomes an attribute of its own.
What a browser does not need goes: empty groups, names that nothing refers to, digits that nobody
sees. The same drawing gives the same text.
"""

from __future__ import annotations

import hashlib
import re

import numpy as np
from lxml import etree

from helpers.figures import palette

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")
_TURN_OF_NOTHING = re.compile(r"rotate\(-?0 [^)]*\)\s*")
#: Inks on a coloured ground in the dark, before light and dark change places.
_INKS = {"#ffffff": "light", "#000000": "dark"}
#: So far above its line is the middle of a text.
_HALF_A_LETTER = 3
_POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
_TAG = re.compile(r">\s+<")
#: What a text's own font is replaced by: fonts as wide as ours or narrower, so that it fits.
FONTS = "'DejaVu Sans', Verdana, system-ui, sans-serif"


def compact(markup: str) -> str:
    """Return a drawing as one ``<svg>`` element without styles, names of its own before all ids.

    Parameters
    ----------
    markup : str
        What matplotlib writes.
    """
    root = etree.fromstring(
        markup[markup.index("<svg") :].encode(), etree.XMLParser(remove_blank_text=True)
    )
    for each in root.findall(f".//{_SVG}style"):
        each.getparent().remove(each)
    for element in root.iter():
        _set_attributes(element)
    for element in list(root.iter(f"{_SVG}g", f"{_SVG}defs")):
        _unwrap(element)
    _mark_texts(root)
    root.set("font-family", FONTS)
    # What matplotlib sets in a style for all its elements.
    root.set("stroke-linejoin", "round")
    for name in ("version", "width", "height"):
        root.attrib.pop(name, None)
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode")

    return _with_own_names(_TAG.sub("><", text))


def _set_attributes(element: etree._Element) -> None:
    """Make a style's properties attributes, and numbers short."""
    for declared in element.attrib.pop("style", "").split(";"):
        name, _, value = (part.strip() for part in declared.partition(":"))
        if name == "font":
            # "bold 9px 'DejaVu Sans'": the family is the drawing's.
            weight, _, size = value.partition("px")[0].strip().rpartition(" ")
            element.set("font-size", size)
            if weight:
                element.set("font-weight", weight.split()[-1])
        elif name and name != "font-family":
            element.set(name, value.removesuffix("px"))
    if (target := element.attrib.pop(_HREF, None)) is not None:
        element.set("href", target)
    if "transform" in element.attrib:
        element.set("transform", _TURN_OF_NOTHING.sub("", element.get("transform")).strip())
        if not element.get("transform"):
            del element.attrib["transform"]
    for name in ("d", "x", "y", "transform", "width", "height", "points", "stroke-width"):
        if name in element.attrib:
            value = " ".join(element.get(name).split())
            element.set(name, _NUMBER.sub(_short, value))
    if element.get("stroke-linecap") == "butt":
        del element.attrib["stroke-linecap"]


def _short(number: re.Match) -> str:
    text = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _unwrap(element: etree._Element) -> None:
    """Take away a group that says nothing of what is in it, or has nothing in it."""
    parent = element.getparent()
    if element.tag == f"{_SVG}g" and not set(element.attrib) - {"id"}:
        place = parent.index(element)
        for child in reversed(list(element)):
            parent.insert(place, child)
        parent.remove(element)
    elif not len(element):
        parent.remove(element)


def _mark_texts(root: etree._Element) -> None:
    """Name each text on a coloured ground by the ink that reads best there in the dark."""
    grounds: list[tuple[np.ndarray, str]] = []
    for element in root.iter(f"{_SVG}path", f"{_SVG}text"):
        if element.tag == f"{_SVG}path":
            fill = element.get("fill", "none")
            points = _POINT.findall(element.get("d", ""))
            if fill != "none" and len(points) > 2 and element.getparent().tag != f"{_SVG}defs":
                corners = np.array(points, dtype=float)
                grounds.append((np.array([corners.min(0), corners.max(0)]), fill))
        elif "x" in element.attrib:
            at = np.array([float(element.get("x")), float(element.get("y")) - _HALF_A_LETTER])
            under = [fill for box, fill in grounds if (box[0] <= at).all() and (at <= box[1]).all()]
            if under and under[-1] != "#ffffff":
                best = max(_INKS, key=lambda ink: palette.contrast(ink, under[-1], dark=True))
                element.set("class", _INKS[best])


def _with_own_names(svg: str) -> str:
    referred = set(re.findall(r'(?:url\(#|href="#)([^")]+)', svg))
    digest = hashlib.sha256(svg.encode()).hexdigest()[:8]
    names = {old: f"f{digest}-{number}" for number, old in enumerate(sorted(referred))}

    def keep_or_drop(match: re.Match) -> str:
        return f' id="{names[match[1]]}"' if match[1] in names else ""

    svg = re.sub(r' id="([^"]*)"', keep_or_drop, svg)
    return re.sub(r'(url\(#|href="#)([^")]+)', lambda m: m[1] + names[m[2]], svg)
