"""The versions of what makes the numbers."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import version

_PACKAGES = (
    "pandas",
    "numpy",
    "scipy",
    "statsmodels",
    "matplotlib",
    "seaborn",
    "papermill",
    "typst",
)


@cache
def versions() -> dict[str, str]:
    """Return the version of Python, of this package and of those that make the numbers."""
    return {
        "hemicycle": version("hemicycle"),
        "python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
    }
