"""Tests in a browser run where the system has Chromium and playwright is installed."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def browser():
    """Start Chromium, or skip the tests that need it."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="run in a browser by: make test-browser"
    )
    if CHROMIUM is None:
        pytest.skip("the system has no Chromium")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
