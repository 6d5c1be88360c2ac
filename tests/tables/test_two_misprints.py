"""Two figures that must both be wrong, and of which no rule says what they should be."""

import pandas as pd

from helpers.archive import read_text
from helpers.tables.election import identify
from helpers.tables.parties import Parties
from helpers.tables.settle import settle

PAGE = """Parliamentary Chamber: X

Dates of elections / renewal (from/to):

1 May 2000

Round no 1 (1 May 2000): Elections results
Number of registered electors 90,000
Voters 21
Blank or invalid ballot papers 1,603
Valid votes 30

Round no 1: Distribution of votes
Political Group Candidates Votes %
Labour Party 20
Green Party 10
"""


def test_two_counts_that_must_be_wrong_are_named_and_not_taken_for_shares():
    page = read_text(PAGE)
    nobody = Parties(pd.DataFrame(columns=["iso3", "party", "party_id", "name"]))
    (settled,) = settle([identify("page.txt", page)], {}, nobody)
    found = next(f for f in settled.findings if f.check.startswith("valid and invalid ballots are"))
    assert "voters in round 1 another value (printed 21)" in found.message
