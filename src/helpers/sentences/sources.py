"""Where figures are from: the line below a chart, and the page and line of each row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.sentences import words

_ORIGINS = {
    "ipu": "the IPU's historical archive",
    "parline": "IPU Parline",
    "compiled": "figures compiled from other public sources",
}


def source(used: Iterable[str], pages: pd.DataFrame) -> str:
    """Return a chart's source line.

    Parameters
    ----------
    used : iterable of str
        Pages that the figures stand on, as in the column ``page``.
    pages : DataFrame
        The table ``pages``.

    Returns
    -------
    str
        Names up to two pages; counts more and says where they come from.
    """
    names = sorted({page for page in used if words.known(page)})
    if not names:
        return "Source: the archive's tables."
    origin: Mapping[str, str] = pages.set_index("page")["origin"].to_dict()
    origins = [
        text for key, text in _ORIGINS.items() if key in {origin.get(page) for page in names}
    ]
    where = words.listing(origins) or "the archive"
    if len(names) <= 2:
        return f"Source: {where} ({words.listing(names)})."
    return f"Source: {where}; {len(names)} pages, named in the table of all figures."


def page_and_line(rows: pd.DataFrame) -> pd.Series:
    """Return "page, line n" of each row, or its page alone, for a table to show."""
    line = rows["line"].astype("string")
    return (rows["page"] + (", line " + line).fillna("")).astype("string")
