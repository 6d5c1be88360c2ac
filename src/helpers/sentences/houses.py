"""What the two kinds of houses are called."""

HOUSES = {"LC": "lower or single house", "UC": "upper house"}
