"""A line at the end of the run: how much of the oracle the reader reads, by layout and form."""

import pytest

AGREEMENT = pytest.StashKey[list[str]]()


@pytest.fixture
def report(request):
    """Take lines for the summary at the end of the run."""
    return request.config.stash.setdefault(AGREEMENT, []).append


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash.get(AGREEMENT, []):
        terminalreporter.write_line(line)
