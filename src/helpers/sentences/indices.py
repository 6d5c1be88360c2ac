"""The table ``indices``: every index of every election, with a note on what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from helpers.analyses import indices
from helpers.sentences.contests import written


def rows(tables: Mapping[str, pd.DataFrame]) -> Iterator[dict]:
    """Yield the rows of the table ``indices``.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The other tidy tables.

    Yields
    ------
    dict
        As :func:`helpers.analyses.indices.rows` yields them, with ``note`` in place of
        ``reasons``: text, or None.
    """
    for row in indices.rows(tables):
        reasons = row.pop("reasons")
        yield {**row, "note": "; ".join(map(written, reasons)) or None}
