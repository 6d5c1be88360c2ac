"""The data package: what the tables are, for people and for programs, from the one schema."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from helpers.tables.files import digest_of
from helpers.tables.schema import TABLES, Field, Table

LICENCE = {
    "name": "CC-BY-NC-SA-4.0",
    "title": "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
    "path": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
}


def describe(contents: Mapping[str, bytes]) -> str:
    """Return ``datapackage.json``: a Frictionless Data Package of all tables.

    Parameters
    ----------
    contents : mapping of str to bytes
        The file of each table, for its size and digest.
    """
    package = {
        "name": "hemicycle",
        "title": "Parliamentary elections: the IPU's historical archive, Parline, other sources",
        "description": "Every number can be traced to the page and line that prints it. Empty "
        "means unknown. A text that begins with =, +, - or @ has an apostrophe before it, so "
        "that no spreadsheet takes it for a formula.",
        "licenses": [LICENCE],
        "sources": [
            {"title": "IPU Parline, Inter-Parliamentary Union", "path": "https://data.ipu.org"}
        ],
        "resources": [_resource(table, contents[table.name]) for table in TABLES.values()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: Table, data: bytes) -> dict:
    schema: dict = {"fields": [_field(f) for f in table.fields], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": to, "fields": [field]}}
            for column, (to, field) in table.refers.items()
        ]
    return {
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "bytes": len(data),
        "hash": digest_of(data),
        "schema": schema,
    }


def _field(f: Field) -> dict:
    constraints: dict = {}
    if f.required:
        constraints["required"] = True
    if f.minimum is not None:
        constraints["minimum"] = f.minimum
    if f.maximum is not None:
        constraints["maximum"] = f.maximum
    if f.values:
        constraints["enum"] = list(f.values)
    described = {"name": f.name, "type": f.type, "title": f.title}
    if f.type == "boolean":
        described |= {"trueValues": ["True"], "falseValues": ["False"]}
    return described | ({"constraints": constraints} if constraints else {})


def _checks(table: Table) -> pa.DataFrameSchema:
    columns = {}
    for f in table.fields:
        checks = []
        if f.minimum is not None:
            checks.append(pa.Check.ge(f.minimum))
        if f.maximum is not None:
            checks.append(pa.Check.le(f.maximum))
        if f.values:
            checks.append(pa.Check.isin(f.values))
        columns[f.name] = pa.Column(table.dtypes[f.name], checks, nullable=not f.required)
    unique = list(table.key) or None
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=unique)


def validate(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Check a table against the schema.

    Parameters
    ----------
    name : str
        Name of the table.
    frame : DataFrame
        Its rows.

    Returns
    -------
    DataFrame
        The same rows.

    Raises
    ------
    ValueError
        If a row breaks the schema; the message names the first few.
    """
    try:
        return _checks(TABLES[name]).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.head(3)
        said = "; ".join(
            f"{row.column} {row.check}: {row.failure_case!r}" for row in cases.itertuples()
        )
        raise ValueError(f"The table {name} breaks its schema ({said}).") from error
