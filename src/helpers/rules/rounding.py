"""The one rounding tolerance: how far a printed share can be from the count that it stands for."""

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
