"""What every measure asks of its input: numbers, none negative, in step with each other.

Unknown values (``pd.NA``, ``None``, NaN) become NaN here and stay so through the arithmetic.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype, is_numeric_dtype

#: What `infer_dtype` calls numbers that stand in a column of objects, beside ``pd.NA`` or ``None``.
_NUMBERS_AMONG_OBJECTS = {"integer", "floating", "mixed-integer-float", "decimal", "empty"}

#: Sums of floating-point shares may miss their total by this much, relative to it.
ROUNDING = 1e-9


def numbers(values, name: str) -> np.ndarray:
    """Return one-dimensional `values` as floats, unknown ones as NaN.

    Parameters
    ----------
    values : array-like or pandas.Series
        Numbers from 0; unknown ones missing.
    name : str
        What they are, for the error's sentence.

    Raises
    ------
    ValueError
        If they are not a one-dimensional collection of numbers, or one is negative or infinite.
    """
    if np.ndim(values) != 1:
        raise ValueError(f"The {name} must be a list, an array or a Series with a row per party.")
    column = values if isinstance(values, pd.Series) else pd.Series(values)
    if not is_numeric_dtype(column) and infer_dtype(column) not in _NUMBERS_AMONG_OBJECTS:
        raise ValueError(f"The {name} must be numbers; the given ones are of type {column.dtype}.")
    floats = column.to_numpy(dtype=float, na_value=np.nan)
    if np.isinf(floats).any():
        raise ValueError(f"The {name} must be finite; {_first(column, np.isinf(floats))}.")
    if (floats < 0).any():
        raise ValueError(f"The {name} must not be negative; {_first(column, floats < 0)}.")
    return floats


def parties(values, name: str) -> np.ndarray:
    """Return the `numbers` of one or more parties, of which at least one is above zero or unknown.

    Raises
    ------
    ValueError
        As `numbers`; and if there is no party, or all have nothing.
    """
    floats = numbers(values, name)
    if not floats.size:
        raise ValueError(f"There are no {name}: give those of at least one party.")
    if not floats.any():  # NaN counts as something: an unknown number may be above zero
        raise ValueError(f"The {name} are all zero, so they have no shares.")
    return floats


def shares(values, name: str) -> np.ndarray:
    """Return the share of each party in the sum of all; all NaN if one of them is unknown."""
    floats = parties(values, name)
    return floats / floats.sum()


def paired(first, second, names: tuple[str, str], absent: float = np.nan) -> tuple:
    """Put two collections in step: Series by their labels, anything else by position.

    Parameters
    ----------
    first, second : array-like or pandas.Series
        If both are Series, rows with the same label belong together.
    names : tuple of str
        What the two are, for the error's sentence.
    absent : float, default NaN
        The value of a row that only the other Series has. By default it is unknown: a party that a
        table does not list is not a party that won nothing.

    Returns
    -------
    tuple
        The two, as long as each other; Series with one index if both were Series.

    Raises
    ------
    ValueError
        If lengths differ, or Series that differ in their labels have a label twice.
    """
    if isinstance(first, pd.Series) and isinstance(second, pd.Series):
        if first.index.equals(second.index):
            return first, second
        for column, name in zip((first, second), names, strict=True):
            if not column.index.is_unique:
                twice = column.index[column.index.duplicated()][0]
                raise ValueError(
                    f"The {name} have more than one row for {twice!r}; add them up first."
                )
        labels = first.index.union(second.index, sort=False)
        return tuple(
            pd.Series(numbers(column, name), column.index).reindex(labels, fill_value=absent)
            for column, name in zip((first, second), names, strict=True)
        )
    if np.ndim(first) == np.ndim(second) == 1 and len(first) != len(second):
        raise ValueError(
            f"The {names[0]} and the {names[1]} must be of the same parties in the same order; "
            f"{len(first)} and {len(second)} were given."
        )
    return first, second


def per_row(values: np.ndarray, *inputs, name: str):
    """Return `values` in the form of the inputs: a Float64 Series, an array, or a float."""
    for given in inputs:
        if isinstance(given, pd.Series):
            return pd.Series(values, given.index, name=name).astype("Float64")
    return values if any(np.ndim(given) for given in inputs) else float(values[0])


def part_and_whole(part, whole, names: tuple[str, str]):
    """Return two `numbers` in step, of which the first is a part of the second.

    A single number goes with every row of the other.

    Returns
    -------
    part, whole : numpy.ndarray
    inputs : tuple
        The two as given, put in step, for `per_row`.

    Raises
    ------
    ValueError
        As `numbers` and `paired`; and if a part is above its whole, or a whole is zero.
    """
    inputs = paired(part, whole, names)
    part, whole = np.broadcast_arrays(
        *(
            numbers([given] if np.ndim(given) == 0 else given, name)
            for given, name in zip(inputs, names, strict=True)
        )
    )
    labels = next((given.index for given in inputs if isinstance(given, pd.Series)), None)
    wholes = pd.Series(whole, labels)
    if (whole == 0).any():
        raise ValueError(f"The {names[1]} must be above zero; {_first(wholes, whole == 0)}.")
    if (part > whole).any():
        parts, most = pd.Series(part, labels), whole[part > whole][0]
        raise ValueError(
            f"There cannot be more {names[0]} than {names[1]} ({most:g}); "
            f"{_first(parts, part > whole)}. Correct the figures, or leave them out as unknown."
        )
    return part, whole, inputs


def _first(column: pd.Series, wrong: np.ndarray) -> str:
    """Say which figure is the first that is wrong."""
    row = np.argmax(wrong)
    where = f" in row {column.index[row]!r}" if len(column) > 1 else ""
    return f"{column.iloc[row]:g} was given{where}"
