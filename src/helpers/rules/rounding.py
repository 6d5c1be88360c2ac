"""The rounding tolerances: how far a printed share can be from the count that it stands for."""

from __future__ import annotations

from decimal import Decimal

#: Sums and quotients in floating point are exact to about sixteen digits; figures have ten.
RELATIVE_ERROR = 1e-9


def half_unit(percent: Decimal) -> Decimal:
    """Return half a unit of a share's last printed decimal: by so much it can be rounded.

    Parameters
    ----------
    percent : Decimal
        A share in per cent, with the decimals of the page.

    Returns
    -------
    Decimal
        In percentage points.

    Examples
    --------
    >>> half_unit(Decimal("61.17")), half_unit(Decimal("57"))
    (Decimal('0.005'), Decimal('0.5'))
    """
    return Decimal(10) ** percent.as_tuple().exponent / 2


def bounds(percent: Decimal) -> tuple[float, float]:
    """Return the least and the largest share that is printed so.

    Examples
    --------
    >>> [round(end, 5) for end in bounds(Decimal("10.39"))]
    [10.385, 10.395]
    """
    half = float(half_unit(percent))
    slack = RELATIVE_ERROR * max(float(percent), 1.0)
    return float(percent) - half - slack, float(percent) + half + slack


def agrees(count: float, base: float, percent: Decimal) -> bool:
    """Return True if a printed share can be the count's share of the base.

    Examples
    --------
    >>> agrees(8, 77, Decimal("10.39")), agrees(8, 78, Decimal("10.39"))
    (True, False)
    """
    low, high = bounds(percent)
    return base > 0 and low <= 100 * count / base <= high


def last_decimal(percent: float) -> float:
    """Return a unit of the last decimal of a share that was read as a float.

    Examples
    --------
    >>> last_decimal(61.17), last_decimal(57.0)
    (0.01, 1.0)
    """
    decimals = len(f"{percent:.6f}".rstrip("0").partition(".")[2])
    return 10.0**-decimals


def is_rounded_or_cut(share: float, percent: float) -> bool:
    """Return True if a printed share can be a computed one, rounded or cut off.

    Publishers cut off almost as often as they round, which pages are read with patience for;
    identities are held to rounding alone.

    Parameters
    ----------
    share : float
        In per cent, computed.
    percent : float
        As printed, as exact as its last decimal.

    Examples
    --------
    >>> is_rounded_or_cut(66.28, 66.0), is_rounded_or_cut(89.1778, 89.17)
    (True, True)
    >>> is_rounded_or_cut(54.188, 54.21)
    False
    """
    unit = last_decimal(percent)
    slack = RELATIVE_ERROR * max(percent, 1.0)
    return -unit / 2 - slack <= share - percent < unit - slack
