"""One module a notebook: tidy tables and measures become frames and sentences."""
