"""Other countries to compare with."""

import pandas as pd
import pytest

from helpers.analyses.peers import whole_region

ELECTIONS = pd.DataFrame(
    {"iso3": ["LVA", "EST", "LTU", "FRA"], "region": ["North", "North", "North", "West"]}
)


@pytest.mark.parametrize(
    ("peers", "region"),
    [
        (("EST", "LTU"), "North"),
        # Finland has no election to this kind of house, and is not compared.
        (("EST", "FIN", "LTU"), "North"),
        (("EST",), None),
        (("EST", "FRA", "LTU"), None),
        ((), None),
    ],
)
def test_peers_are_a_region_if_they_are_all_of_it_that_is_compared(peers, region):
    assert whole_region(peers, ELECTIONS, "LVA", "North") == region
    assert whole_region(peers, ELECTIONS, "LVA", None) is None
