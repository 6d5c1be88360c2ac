"""A project of its own and a server on it, one for all tests of what is served."""

import pytest
from served import make_project, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    project = tmp_path_factory.mktemp("served")
    make_project(project)
    with serving(project, tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def visitor(server):
    with server.visitor() as client:
        yield client
