"""One module a notebook: tidy tables and measures become the frames of an analysis."""
