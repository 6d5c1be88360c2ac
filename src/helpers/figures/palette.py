"""The colours of parties: measured as people see them, and chosen so that no two are confused.

    python -m helpers.figures.palette            how far apart they are, and their contrasts
    python -m helpers.figures.palette --search   search for such colours anew

A page in the dark turns light into dark, so everything is measured on both grounds.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterable

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from scipy.spatial.distance import cdist

#: The ground of every chart, and its text.
PAPER = "#ffffff"
INK = "#1f1f1f"

#: The colours of parties by name, in the order in which they are given out: dark and light
#: alternate. `search` finds them.
PARTIES = {
    "blue": "#3352c1",
    "gold": "#b48b24",
    "red": "#9c1e06",
    "azure": "#458bc6",
    "purple": "#631c53",
    "green": "#377531",
    "brown": "#251909",
    "pink": "#a55d89",
}

#: Parties without a colour of their own.
REST = "#c4c4c4"

#: Rows that are no party: lighter than any party, and hatched, so that they differ in any sight.
NO_PARTY = {
    "independents": "#e0e0e0",
    "others": "#e0e0e0",
    "appointed": "#e0e0e0",
    "against_all": "#e0e0e0",
}
HATCHES = {"independents": "||||", "others": "----", "appointed": "////", "against_all": "xxxx"}

#: How colours are seen, on linear red, green and blue: G. M. Machado, M. M. Oliveira and L. A. F.
#: Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE
#: Transactions on Visualization and Computer Graphics 15 (2009), severity 1.
SIGHTS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

#: Shares of red, green and blue in WCAG's luminance, and in the grey that browsers turn hues about.
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
_GREY = np.array([0.213, 0.715, 0.072])
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.9505, 1.0, 1.089])
#: What a page in the dark shows for white; see report.css.
_WHITE_IN_THE_DARK = "#ebebeb"


# --- Seeing ---------------------------------------------------------------------------------------


def in_the_dark(channels: np.ndarray) -> np.ndarray:
    """Return red, green and blue, each in [0, 1], as a page in the dark shows them.

    Light and dark change places and hues stay: ``invert(1) hue-rotate(180deg)``.
    """
    turned = 1 - np.asarray(channels, dtype=float)
    return np.clip(2 * (turned @ _GREY)[..., None] - turned, 0, 1)


def contrast(first: str, second: str, *, dark: bool = False) -> float:
    """Return WCAG 2.2's contrast ratio of two colours, from 1 (none) to 21 (black on white).

    Parameters
    ----------
    first, second : str
        Hexadecimal colours.
    dark : bool
        Whether the page is seen in the dark.
    """
    return float(_contrasts(np.array([to_rgb(first)]), second, dark)[0])


def _contrasts(channels: np.ndarray, other: str, dark: bool) -> np.ndarray:
    both = channels, np.array(to_rgb(other))
    one, two = (_linear(in_the_dark(each) if dark else each) @ _LUMINANCE for each in both)
    return (np.maximum(one, two) + 0.05) / (np.minimum(one, two) + 0.05)


def contrast_to_paper(colour: str, *, dark: bool = False) -> float:
    """Return a colour's contrast to the ground of a chart."""
    return contrast(colour, _WHITE_IN_THE_DARK if dark else PAPER, dark=dark)


def contrast_of_text(fill: str, *, dark: bool = False) -> float:
    """Return the contrast of text on a colour: dark or light text, whichever reads better.

    In the dark it is black or white; see :mod:`helpers.figures.svg`.
    """
    return max(contrast(ink, fill, dark=dark) for ink in ("#000000" if dark else INK, PAPER))


def lab(channels: np.ndarray, sight: str = "normal") -> np.ndarray:
    """Return CIELAB (D65) of colours as somebody with this sight sees them.

    Parameters
    ----------
    channels : ndarray, shape (..., 3)
        Red, green and blue, each in [0, 1].
    sight : str
        A key of :data:`SIGHTS`.

    Returns
    -------
    ndarray, shape (..., 3)
        Lightness from 0 to 100, and the two axes of hue.
    """
    seen = np.clip(_linear(np.asarray(channels, dtype=float)) @ SIGHTS[sight].T, 0, 1)
    xyz = seen @ _TO_XYZ.T / _WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = np.moveaxis(f, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _linear(channels: np.ndarray) -> np.ndarray:
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def distances(first: np.ndarray, second: np.ndarray) -> dict[str, np.ndarray]:
    """Return how far apart colours are for each sight, on the ground where they are closer.

    Parameters
    ----------
    first, second : ndarray, shape (n, 3) and (m, 3)
        Red, green and blue, each in [0, 1].

    Returns
    -------
    dict of str to ndarray, shape (n, m)
        Sight -> distances in CIELAB (1976); for ``"grey"`` the difference in lightness alone.
    """
    found: dict[str, np.ndarray] = {}
    for both in ((first, second), tuple(map(in_the_dark, (first, second)))):
        for sight in SIGHTS:
            one, other = (lab(each, sight) for each in both)
            apart = cdist(one, other)
            found[sight] = np.minimum(found.get(sight, np.inf), apart)
        greys = [np.repeat((_linear(each) @ _LUMINANCE)[:, None], 3, axis=1) for each in both]
        one, other = (lab(_encoded(grey))[:, 0] for grey in greys)
        apart = np.abs(one[:, None] - other[None])
        found["grey"] = np.minimum(found.get("grey", np.inf), apart)
    return found


def _encoded(linear: np.ndarray) -> np.ndarray:
    low = linear <= 0.0031308
    return np.where(low, linear * 12.92, 1.055 * np.clip(linear, 0, None) ** (1 / 2.4) - 0.055)


def least_distances(colours: Iterable[str]) -> dict[str, tuple[float, str, str]]:
    """Return the two colours that are closest to each other for each sight, and how close."""
    colours = list(dict.fromkeys(colours))
    channels = np.array([to_rgb(colour) for colour in colours])
    pairs = list(itertools.combinations(range(len(colours)), 2))
    closest = {}
    for sight, apart in distances(channels, channels).items():
        i, j = min(pairs, key=lambda pair: apart[pair])
        closest[sight] = (float(apart[i, j]), colours[i], colours[j])
    return closest


# --- Choosing -------------------------------------------------------------------------------------

#: What a name stands for in CIELAB: hue in degrees from and to, least chroma, lightness from and
#: to. A party's conventional colour must be known again.
_NAMES = {
    "blue": (284, 303, 45, 18, 42),
    "gold": (74, 98, 45, 56, 60),
    "red": (20, 42, 55, 34, 50),
    "azure": (236, 276, 24, 48, 60),
    "purple": (312, 338, 40, 20, 36),
    "green": (128, 160, 30, 34, 54),
    "brown": (30, 95, 12, 10, 26),
    "pink": (340, 366, 35, 40, 58),
}
#: A difference in lightness counts so many times: in grey it is all there is.
_WEIGHT_OF_GREY = 3.5
#: Rings and lines need this contrast to the paper.
LEAST_CONTRAST = 3.0
#: Text on a colour needs this.
LEAST_CONTRAST_OF_TEXT = 4.5


def search(starts: int = 200, seed: int = 1) -> dict[str, str]:
    """Return the colours by name whose least distance, to each other and the greys, is largest.

    Parameters
    ----------
    starts : int
        From so many random choices each name's colour in turn is exchanged for the best of its
        range, until nothing gets better.
    seed : int
        Of the random choices.

    Returns
    -------
    dict of str to str
        Name -> hexadecimal colour.
    """
    grid, channels = _candidates()
    ranges = [np.flatnonzero(_is_called(grid, name)) for name in _NAMES]
    ends = np.cumsum([0, *map(len, ranges)])
    slots = [slice(*pair) for pair in itertools.pairwise(ends)]
    channels = channels[np.concatenate(ranges)]
    greys = np.array([to_rgb(grey) for grey in {REST, *NO_PARTY.values()}])
    apart, from_greys = _closeness(channels, channels), _closeness(channels, greys).min(axis=1)

    def least(chosen: list[int]) -> float:
        pairs = itertools.combinations(chosen, 2)
        return min(*(apart[pair] for pair in pairs), *from_greys[chosen])

    random = np.random.default_rng(seed)
    best: list[int] = []
    for _ in range(starts):
        chosen = [int(random.integers(slot.start, slot.stop)) for slot in slots]
        value = -np.inf
        while least(chosen) > value:
            value = least(chosen)
            for place in random.permutation(len(slots)):
                others = chosen[:place] + chosen[place + 1 :]
                own = slots[place]
                room = np.minimum(apart[own][:, others].min(axis=1), from_greys[own])
                chosen[place] = own.start + int(room.argmax())
        if not best or least(chosen) > least(best):
            best = chosen
    return {name: to_hex(channels[each]) for name, each in zip(_NAMES, best, strict=True)}


def _candidates() -> tuple[np.ndarray, np.ndarray]:
    """Return lightness, chroma and hue of colours that a screen has and paper bears, and RGB."""
    steps = range(10, 61), range(12, 73, 5), range(0, 366, 6)
    grid = np.array(list(itertools.product(*steps)), dtype=float)
    hue = np.radians(grid[:, 2])
    y = (grid[:, 0] + 16) / 116
    f = np.stack([y + grid[:, 1] * np.cos(hue) / 500, y, y - grid[:, 1] * np.sin(hue) / 200], -1)
    xyz = np.where(f**3 > 0.008856, f**3, (f - 16 / 116) / 7.787) * _WHITE
    channels = _encoded(xyz @ np.linalg.inv(_TO_XYZ).T)
    on_screen = ((channels > -0.002) & (channels < 1.002)).all(axis=1)
    grid, channels = grid[on_screen], np.round(np.clip(channels[on_screen], 0, 1) * 255) / 255
    rings = [
        _contrasts(channels, _WHITE_IN_THE_DARK if dark else PAPER, dark) for dark in (False, True)
    ]
    text = [_contrasts(channels, ink, False) for ink in (INK, PAPER)]
    fits = np.minimum(*rings) >= LEAST_CONTRAST
    fits &= np.maximum(*text) >= LEAST_CONTRAST_OF_TEXT
    return grid[fits], channels[fits]


def _is_called(grid: np.ndarray, name: str) -> np.ndarray:
    low, high, chroma, darkest, lightest = _NAMES[name]
    lightness, hue = grid[:, 0], grid[:, 2]
    fits = (grid[:, 1] >= chroma) & (lightness >= darkest) & (lightness <= lightest)
    return fits & (low <= hue) & (hue <= high)


def _closeness(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    found = distances(first, second)
    found["grey"] = found["grey"] * _WEIGHT_OF_GREY
    return np.minimum.reduce(list(found.values()))


# --- The command ----------------------------------------------------------------------------------


def main() -> None:
    """Print how far apart the colours are and their contrasts, or search for others."""
    parser = argparse.ArgumentParser(prog="python -m helpers.figures.palette", description=__doc__)
    parser.add_argument("--search", action="store_true", help="search for such colours anew")
    colours = search() if parser.parse_args().search else PARTIES
    names = {colour: name for name, colour in colours.items()}
    names |= {REST: "the rest"} | dict.fromkeys(NO_PARTY.values(), "no party")
    print("  ".join(f"{name} {colour}" for name, colour in colours.items()))
    for what, of in (("parties", colours.values()), ("parties and greys", names)):
        print(f"\nLeast distances of {what} in CIELAB, in light and dark; in grey of lightness")
        for sight, (apart, *pair) in least_distances(of).items():
            print(f"  {sight:13} {apart:5.1f}  {' and '.join(names[each] for each in pair)}")
    print("\nContrasts: to paper in light and in the dark, of text on it in light and in the dark")
    for colour, name in names.items():
        paper = [contrast_to_paper(colour, dark=dark) for dark in (False, True)]
        text = [contrast_of_text(colour, dark=dark) for dark in (False, True)]
        print(f"  {name:9} " + "".join(f"{each:7.2f}" for each in (*paper, *text)))


if __name__ == "__main__":
    main()
