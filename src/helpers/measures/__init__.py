"""Measures of elections and houses: pure functions on arrays or pandas Series.

Votes come first, then seats. Shares are from 0 to 1; an index has the unit of its source, which its
docstring states with the formula. Where both arguments are Series they are aligned by index, and a
result per row keeps it.

Unknown in, unknown out: an unknown figure (``pd.NA``, ``None``, NaN) makes an index NaN, and its
own row of a Series missing. Figures that cannot be (negative ones, more voters than electors, no
votes at all) are refused with a `ValueError`.

The functions named ``…_interval`` say what incomplete figures allow. `helpers.measures.pace` is to
be imported by itself, since it loads statsmodels.
"""

from helpers.measures.allocation import FORMULAS, TieError, allocate, wasted_votes
from helpers.measures.disproportionality import gallagher, loosemore_hanby, sainte_lague_index
from helpers.measures.fragmentation import effective_number, seat_product
from helpers.measures.intervals import (
    Interval,
    effective_number_interval,
    gallagher_interval,
    loosemore_hanby_interval,
    pedersen_interval,
    sainte_lague_interval,
)
from helpers.measures.participation import invalid_share, turnout
from helpers.measures.shares import advantage_ratio, seat_share, vote_share
from helpers.measures.trend import Trend, theil_sen
from helpers.measures.volatility import (
    by_lineage,
    lineage,
    lines_between,
    pedersen,
    volatility_parts,
)
from helpers.measures.women import parity_gap, women_share

__all__ = [
    "FORMULAS",
    "Interval",
    "TieError",
    "Trend",
    "advantage_ratio",
    "allocate",
    "by_lineage",
    "effective_number",
    "effective_number_interval",
    "gallagher",
    "gallagher_interval",
    "invalid_share",
    "lineage",
    "lines_between",
    "loosemore_hanby",
    "loosemore_hanby_interval",
    "parity_gap",
    "pedersen",
    "pedersen_interval",
    "sainte_lague_index",
    "sainte_lague_interval",
    "seat_product",
    "seat_share",
    "theil_sen",
    "turnout",
    "volatility_parts",
    "vote_share",
    "wasted_votes",
    "women_share",
]
