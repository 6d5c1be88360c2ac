"""Every example in a docstring of the measures does what it says."""

import doctest
import importlib
import pkgutil

import pytest

import helpers.measures

MODULES = [module.name for module in pkgutil.iter_modules(helpers.measures.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    module = importlib.import_module(f"helpers.measures.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", helpers.measures.__all__)
def test_everything_public_says_where_it_comes_from(name):
    thing = getattr(helpers.measures, name)
    if callable(thing) and not isinstance(thing, type):
        assert "Examples\n" in thing.__doc__
        assert "Raises\n" in thing.__doc__


@pytest.mark.parametrize(
    "name",
    [
        "seat_share",
        "vote_share",
        "gallagher",
        "loosemore_hanby",
        "sainte_lague_index",
        "effective_number",
        "advantage_ratio",
        "pedersen",
        "turnout",
        "invalid_share",
        "women_share",
        "parity_gap",
    ],
)
def test_the_measures_that_others_rely_on_have_a_formula(name):
    assert ".. math::" in getattr(helpers.measures, name).__doc__
