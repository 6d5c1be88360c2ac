"""What the server answers: pages of the site, reports and their files, copies for JupyterLab.

Whatever a request says is held against what there is before anything is run: a notebook is one of
the project's, parameters are read as on the command line, and a sentence says what does not fit.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.extension.handler import ExtensionHandlerMixin
from jupyter_server.utils import url_path_join
from lxml.html import builder as E
from tornado import httputil, web

from helpers import config
from helpers.reports import panels, render, run, site
from helpers.reports.blocks import printable
from helpers.reports.frame import Frame
from helpers.reports.panels import Served
from helpers.reports.parameters import Archive, ParameterError
from helpers.reports.run import Plan, ReportError
from helpers.serve.runs import Result, Runs, TooMany, query

#: The longest value of a parameter that is read at all.
LONGEST = 1000
NAME = r"([A-Za-z0-9_-]{1,100})"
TYPES = {".pdf": "application/pdf", ".ipynb": "application/x-ipynb+json", ".zip": "application/zip"}
LINES = "application/x-ndjson"
#: Of a request's query, what is Jupyter Server's and no parameter of a notebook.
_NOT_OURS = ("token", "_xsrf")


class Handler(ExtensionHandlerMixin, JupyterHandler):
    """What all answers share: whoever has no token, or comes from another site, gets nothing."""

    @property
    def content_security_policy(self) -> str:
        """What a page may do is said in the page; here, that no other site may show it."""
        return "frame-ancestors 'self'"

    def set_default_headers(self) -> None:
        """Set headers of every answer."""
        super().set_default_headers()
        self.set_header("Cache-Control", "private, no-cache")
        # An address may hold the token: other sites are not told it.
        self.set_header("Referrer-Policy", "same-origin")

    async def prepare(self) -> None:
        """Refuse requests that a page of another site makes; see :class:`JupyterHandler`."""
        origin = self.request.headers.get("Origin")
        if origin and urlsplit(origin).netloc != self.request.host:
            raise web.HTTPError(403)
        await super().prepare()

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """Answer with a sentence."""
        self.say(status_code, httputil.responses.get(status_code, "This cannot be answered"))

    def say(self, status: int, sentence: str, *parts: lxml.html.HtmlElement) -> None:
        """Answer with a page that says why there is nothing else."""
        frame = Frame(sentence, sentence, "run/report", is_served=True)
        heading = E.H1("This report cannot be made" if parts else printable(sentence))
        said = [E.P(printable(sentence), E.CLASS("problem"), {"role": "alert"})] if parts else []
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(frame.html([heading, *said, *parts]))

    def page(self, html: str) -> None:
        """Answer with a page that has a form to open its notebook in JupyterLab."""
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(html.replace(panels.XSRF, self.xsrf_token.decode("ascii"), 1))


class SiteHandler(Handler, web.StaticFileHandler):
    """The site as a build left it; the panels of its reports are live."""

    @web.authenticated
    async def get(self, path: str | None = None, include_body: bool = True) -> None:
        """Answer with a file of the site."""
        if path is None:
            self.redirect(url_path_join(self.base_url, "hemicycle/"))
            return
        if any(part.startswith(".") for part in path.split("/")) or "\0" in path:
            raise web.HTTPError(404)
        report = Path(self.root, path) if path.endswith(".html") else None
        if report and include_body and (page := _live(report, Path(self.root))):
            self.page(page)
            return
        await web.StaticFileHandler.get(self, path, include_body)

    @web.authenticated
    async def head(self, path: str | None = None) -> None:
        """Answer with what there is to say of a file of the site."""
        await self.get(path, include_body=False)

    def set_extra_headers(self, path: str) -> None:
        """Set headers of a file."""
        self.set_header("Cache-Control", "private, no-cache")

    def compute_etag(self) -> str | None:
        """Return the digest of a file, or of a page."""
        static = getattr(self, "absolute_path", None)
        return web.StaticFileHandler.compute_etag(self) if static else None


def _live(report: Path, root: Path) -> str | None:
    """Return a report's page with a panel that works; None if there is no such report."""
    if not report.resolve().is_relative_to(root.resolve()) or not report.is_file():
        return None
    record = site.record(report.with_suffix(".ipynb"))
    if not record:
        return None
    try:
        plan = _plan(record["notebook"], _given(record))
        node = run.with_record(run.read_notebook(plan.notebook), record)
    except (KeyError, ParameterError):  # of a notebook that is gone
        return None
    place = report.relative_to(root).with_suffix("").as_posix()
    panel = panels.change(node, Served(place, query(plan)))
    return render.with_panel(report.read_text(encoding="utf-8"), panel)


def _given(record: dict) -> dict[str, object]:
    usual = run.defaults(run.find_notebook(record["notebook"]))
    return {name: record["parameters"][name] for name in usual if name in record["parameters"]}


def _plan(notebook: str, given: dict[str, object]) -> Plan:
    return run.plan(run.find_notebook(notebook), given, Archive.load())


class OfReport(Handler):
    """What is asked for one report: its notebook by name, its parameters in the query."""

    task: asyncio.Task | None = None

    async def prepare(self) -> None:
        """Say that lines of progress will follow, if they are wanted."""
        await super().prepare()
        if self.wants_lines:
            self.set_header("Content-Type", f"{LINES}; charset=UTF-8")

    @property
    def runs(self) -> Runs:
        """The runs of this server."""
        return self.settings["hemicycle_runs"]

    def given(self) -> dict[str, str]:
        """Return the parameters that a request gives.

        Raises
        ------
        ParameterError
            If one is given twice, or is longer than any that could fit.
        """
        found = {}
        for name, values in self.request.query_arguments.items():
            if name in _NOT_OURS:
                continue
            if len(values) > 1:
                raise ParameterError(f"{name[:60]} is given {len(values)} times; give it once.")
            if len(values[0]) > LONGEST:
                raise ParameterError(f"{name[:60]} is longer than {LONGEST} characters.", name)
            found[name] = self.decode_argument(values[0], name)
        return found

    async def plan(self, name: str) -> Plan | None:
        """Return what is to be made; None if there is no such thing, which is answered then."""
        if not (config.notebooks_folder() / f"{name}.ipynb").is_file():
            try:
                run.find_notebook(name)
            except ParameterError as error:
                self.say(404, str(error))
                return None
        try:
            given = self.given()
            return await asyncio.to_thread(_plan, name, given)
        except ParameterError as error:
            self.refuse(name, error)
        except FileNotFoundError as error:
            self.say(503, str(error))
        return None

    def refuse(self, name: str, error: ParameterError) -> None:
        """Say what does not fit, beside the field that it is of."""
        if self.wants_lines:
            self.set_status(422)
            self.tell({"problem": str(error), "parameter": error.parameter})
            self.finish()
            return
        node = run.read_notebook(run.find_notebook(name))
        given = {
            key: values[0][:LONGEST].decode("utf-8", "replace")
            for key, values in self.request.query_arguments.items()
        }
        record = {"notebook": name, "parameters": printable(given)}
        served = Served(f"run/{name}", problem=str(error), parameter=error.parameter)
        panel = panels.change(run.with_record(node, record), served)
        self.say(422, str(error), panel)

    @property
    def wants_lines(self) -> bool:
        """Whether progress is wanted, a line of JSON for each thing that there is to say."""
        return LINES in self.request.headers.get("Accept", "")

    def tell(self, told: dict) -> None:
        """Write one line of progress."""
        if not self._finished:
            self.write(json.dumps(told) + "\n")

    async def made(self, plan: Plan, name: str, pictures: bool = False) -> Result | None:
        """Return the report; None if it cannot be made, or nobody waits for it any more."""
        told = self._told if self.wants_lines else lambda told: None
        self.task = asyncio.ensure_future(self.runs.result(plan, told, pictures))
        try:
            return await self.task
        except asyncio.CancelledError:
            return None
        except ParameterError as error:
            self.refuse(name, error)
        except ReportError as error:
            status = 503 if isinstance(error, TooMany) else 500
            if self.wants_lines:
                self.tell({"problem": str(error), "parameter": ""})
                self.finish()
            else:
                self.say(status, str(error))
        return None

    def _told(self, told: dict) -> None:
        self.tell(told)
        if not self._finished:
            self.flush()

    def on_connection_close(self) -> None:
        """Wait for the report no longer: the tab was closed."""
        if self.task is not None:
            self.task.cancel()
        super().on_connection_close()


class RunHandler(OfReport):
    """A report with parameters: its page, or one of its files."""

    @web.authenticated
    async def get(self, name: str, ending: str | None = None) -> None:
        """Answer with the report, made now unless it is there."""
        plan = await self.plan(name)
        if plan is None:
            return
        # Only a notebook holds pictures.
        result = await self.made(plan, name, pictures=ending == ".ipynb")
        if result is None:
            return
        if self.wants_lines:
            self.tell({"ready": True})
            self.finish()
        elif ending:
            try:
                content = await asyncio.to_thread(result.file, ending)
            except RuntimeError:  # what typst refuses
                self.say(500, "This report could not be set as a file.")
                return
            self.set_header("Content-Type", TYPES[ending])
            self.set_attachment_header(plan.place.replace("/", "-") + ending)
            self.finish(content)
        else:
            self.page(result.html)


class OpenHandler(OfReport):
    """A copy of a notebook, with these parameters in its cell, opened in JupyterLab."""

    @web.authenticated
    async def post(self, name: str) -> None:
        """Write the copy, and lead to it."""
        plan = await self.plan(name)
        if plan is None:
            return
        folder = Path(self.settings["hemicycle_copies"])
        stem = plan.place.replace("/", "-")
        names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
        path = next((p for each in names if not (p := folder / f"{each}.ipynb").exists()), None)
        if path is None:
            self.say(503, "There are too many copies of this notebook.")
            return
        run.write_whole({path: run.with_parameters(plan)})
        self.redirect(url_path_join(self.base_url, "lab/tree", path.name), status=303)
