"""What all tests share: property tests try the same examples everywhere and every time.

``pytest --hypothesis-profile search`` tries others in every run, and more of them.
"""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("ci")


def pytest_addoption(parser):
    parser.addoption(
        "--everything",
        action="store_true",
        help="run notebooks for every country and for many parameters, not for a sample of them",
    )
