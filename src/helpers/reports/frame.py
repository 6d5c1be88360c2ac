"""What every page of the site that is no report has: head, trail, main part, licence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import lxml.html
from lxml.html import builder as E

from helpers.reports import panels, provenance, render
from helpers.reports.blocks import printable


@dataclass(frozen=True)
class Frame:
    """A page of the site.

    Parameters
    ----------
    title : str
        Its name, in the browser's tab and at the end of its trail.
    description : str
        What it holds, for search engines and messages that link to it.
    place : str
        Where it is, relative to the folder of reports.
    above : sequence of pairs of str
        Names and addresses of the pages above it, after the index, from the folder of reports.
    script : str
        Its script; empty if it has none.
    is_served : bool
        Whether the local server answers its forms.
    """

    title: str
    description: str
    place: str
    above: Sequence[tuple[str, str]] = ()
    script: str = ""
    is_served: bool = False

    @property
    def root(self) -> str:
        """What leads from the page to the folder of reports."""
        return "../" * self.place.count("/")

    def html(self, parts: Iterable[lxml.html.HtmlElement]) -> str:
        """Return the page as HTML with these parts."""
        css = render.stylesheet("report.css", "site.css")
        home = self.place == "index.html"
        trail = [panels.SITE_NAME if home else E.A(panels.SITE_NAME, href=f"{self.root}index.html")]
        trail += [E.A(printable(name), href=self.root + to) for name, to in self.above]
        trail += [] if home else [printable(self.title)]
        head = E.HEAD(
            E.META(charset="utf-8"),
            E.META(
                {"http-equiv": "Content-Security-Policy"},
                content=render.policy(css, self.script, self.is_served),
            ),
            E.META(name="viewport", content="width=device-width, initial-scale=1"),
            E.META(name="color-scheme", content="light dark"),
            E.TITLE(printable(f"{self.title} – {panels.SITE_NAME}")),
            *panels.head(printable(self.title), printable(self.description)),
            E.STYLE(css),
        )
        body = E.BODY(
            E.A("Skip to the content", E.CLASS("skip"), href="#main"),
            E.HEADER(
                E.NAV(E.UL(*map(E.LI, trail)), {"aria-label": "Site"}),
                E.CLASS("top"),
            ),
            E.MAIN(*parts, id="main"),
            E.FOOTER(E.P(provenance.LICENCE)),
        )
        if self.script:
            body.append(E.SCRIPT(self.script))
        return lxml.html.tostring(
            E.HTML(head, body, lang="en-GB"),
            doctype="<!DOCTYPE html>",
            encoding="unicode",
            pretty_print=False,
        )
