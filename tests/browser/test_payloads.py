"""Names that are markup do nothing in a browser: no script runs, and nothing is asked for."""

from payloads import PAYLOADS
from test_payloads import made, pages


def test_no_script_runs_and_nothing_is_asked_for(browser, tmp_path):
    folder = made(tmp_path, list(PAYLOADS))
    asked, said = [], []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in pages(folder):
        page.goto(path.as_uri())
        for details in page.locator("details:not([open]) > summary").all():
            if details.is_visible():
                details.click()
    context.close()
    assert said == []
    own = (folder / "reports").as_uri()
    assert [url for url in asked if not url.startswith((own, "data:"))] == []
