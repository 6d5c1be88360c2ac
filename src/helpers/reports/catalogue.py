"""What there is to ask for: countries, their elections, notebooks and their parameters."""

from __future__ import annotations

import pandas as pd
import papermill

from helpers import config
from helpers.reports.parameters import Archive, find_country
from helpers.reports.run import find_notebook, read_notebook

#: A name, and what to say of it.
Entry = tuple[str, str]


def countries(archive: Archive) -> list[Entry]:
    """Return each country of the archive with its code, number of elections, and years."""
    found = []
    for iso3, country in archive.countries.items():
        rows = archive.elections[archive.elections["iso3"] == iso3]
        years = rows["first_date"].dt.year.dropna()
        span = f", {_span(years)}" if len(years) else ""
        found.append((country, f"{iso3}  {len(rows)} election{'s' * (len(rows) != 1)}{span}"))
    return found


def elections(country: str, archive: Archive) -> list[Entry]:
    """Return a country's elections, by their ids, with day and chamber.

    Raises
    ------
    ParameterError
        If the archive has no such country.
    """
    iso3 = find_country(country, archive)
    rows = archive.elections[archive.elections["iso3"] == iso3].sort_values("first_date")
    return [
        (
            row.election_id,
            f"{'day unknown' if pd.isna(row.first_date) else f'{row.first_date:%-d %B %Y}'}"
            f"{'' if pd.isna(row.chamber) else f', {row.chamber}'}",
        )
        for row in rows.itertuples()
    ]


def notebooks() -> list[Entry]:
    """Return the notebooks, each with the first sentence of its introduction."""
    found = []
    for path in sorted(config.notebooks_folder().glob("*.ipynb")):
        texts = [cell.source for cell in read_notebook(path).cells if cell.cell_type == "markdown"]
        lines = [line for line in "\n".join(texts).splitlines() if line and line[0] not in "#-"]
        found.append((path.stem, lines[0] if lines else ""))
    return found


def parameters(notebook: str) -> list[Entry]:
    """Return a notebook's parameters with their defaults, and what each means.

    Raises
    ------
    ParameterError
        If there is no such notebook.
    """
    found = papermill.inspect_notebook(read_notebook(find_notebook(notebook)))
    return [(f"{name} [{about['default']}]", about["help"]) for name, about in found.items()]


def _span(years: pd.Series) -> str:
    first, last = int(years.min()), int(years.max())
    return str(first) if first == last else f"{first} to {last}"
