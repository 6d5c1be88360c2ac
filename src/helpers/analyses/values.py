"""When a value is known, and when two shares are the same to a reader."""

from __future__ import annotations

import pandas as pd

#: The smallest difference between two shares that is called a change: half a percentage point.
#: Below it, rounding and corrections of the register make as much of a difference.
SMALLEST_CHANGE = 0.005


def looks_same(first: float, second: float) -> bool:
    """Return True if two shares read alike, in per cent with one decimal."""
    return round(float(first) * 100, 1) == round(float(second) * 100, 1)


def known(value: object) -> bool:
    """Return True if a value is there: not None, NA, NaN or NaT."""
    return value is not None and not pd.isna(value)
