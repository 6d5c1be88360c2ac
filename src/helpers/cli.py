"""The command ``hemicycle``: fetch, tidy, list, show, check, run, build, serve.

Each command prints what it did and where to look. What was given wrongly gets one sentence and
exit status 2, work that failed gets one sentence and exit status 1. What a command needs is
imported when it runs, so that asking for help takes no time.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers import config

if TYPE_CHECKING:
    from helpers.archive.fetch import Progress


#: What moves the cursor or turns the direction of writing: names of files may hold it.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _say(text: str, err: bool = False) -> None:
    """Print a text, a mark in place of each control character but the ends of its own lines."""
    click.echo(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", str(text)), err=err)


class _Sentences(click.Group):
    """Shows expected errors as a sentence; those that nobody expected keep their traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            _say(error.format_message(), err=True)
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] == "helpers":
                raise
            _say(
                f"The environment has no package {error.name}; make it anew: "
                "remove the folder .venv and type make.",
                err=True,
            )
            ctx.exit(1)
        except Exception as error:
            status = getattr(error, "exit_status", 1 if isinstance(error, OSError) else None)
            if status is None:
                raise
            sentence = " ".join(str(error).split())
            if isinstance(error, OSError) and error.strerror:
                sentence = f"{error.filename or 'A file'}: {error.strerror}."
            _say(sentence, err=True)
            ctx.exit(status)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = difflib.get_close_matches(name, self.list_commands(ctx), 1)
            hint = f"the nearest is {near[0]}" if near else "see hemicycle --help"
            raise click.UsageError(f"No command is called {name}; {hint}.", ctx)
        return super().resolve_command(ctx, args)


class _Run(click.Command):
    """Takes ``-p name=value`` as ``-p name value``, and lists a notebook's parameters as help."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words: list[str] = []
        for word in args:
            name, equals, value = word.partition("=")
            after = words[-1:] in (["-p"], ["--parameter"])
            words += [name, value] if after and equals and name.isidentifier() else [word]
        if args and any(word in ctx.help_option_names for word in args):
            ctx.meta["notebook"] = next((word for word in args if not word.startswith("-")), None)
        return super().parse_args(ctx, words)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if notebook := ctx.meta.get("notebook"):
            from helpers.reports.catalogue import parameters

            with formatter.section(f"Parameters of {notebook}"):
                formatter.write_dl(parameters(notebook))


@click.group(cls=_Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hemicycle")
def main() -> None:
    """Election results, from a saved page of the archive to a report that can be cited."""


@main.command()
@click.option("--country", multiple=True, help="A country by name or ISO code; may be repeated.")
@click.option(
    "--chamber",
    multiple=True,
    help="A chamber by Parline's code (KZ-LC01) or the archive's number (2165); may be repeated.",
)
@click.option("--all", "everything", is_flag=True, help="Every country.")
@click.option("--since", metavar="YEAR", help="Only elections of this year and later ones.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of pages [data/raw].")
@click.option(
    "--pause",
    type=click.FloatRange(0, 3600),
    default=0.5,
    show_default=True,
    help="Least seconds between two requests.",
)
@click.option(
    "--archive",
    metavar="URL",
    help="Host of the archived pages; named alone, only they are fetched.",
)
@click.option(
    "--api", metavar="URL", help="Host of Parline's records; named alone, only they are fetched."
)
def fetch(
    country: tuple[str, ...],
    chamber: tuple[str, ...],
    everything: bool,
    since: str | None,
    out: Path | None,
    pause: float,
    archive: str | None,
    api: str | None,
) -> None:
    """Fetch archived pages and Parline's records that are not there yet.

    Exits 4 when something could not be fetched; it is named, and the rest was fetched.

    \b
    hemicycle fetch --country Kazakhstan
    hemicycle fetch --chamber 2165 --since 1995
    """
    from helpers.archive.fetch import Hosts, wanted
    from helpers.archive.fetch import fetch as fetch_pages

    if not pause >= 0:
        raise click.BadParameter(f"{pause} is no number of seconds.", param_hint="--pause")
    what, hosts = wanted(country, chamber, since, everything), Hosts(archive, api)
    with _fetching() as progress:
        report = fetch_pages(what, out or config.raw_folder(), pause, hosts, progress)
    for note in report.notes:
        _say(f"note: {note}", err=True)
    for name, why in report.refused:
        _say(f"refused: {name}: {why}", err=True)
    _say(report.sentence())
    if report.refused:
        sys.exit(4)


@main.command()
@click.option("--raw", type=click.Path(path_type=Path), help="Folder of pages [data/raw].")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of tables [data/processed].")
def tidy(raw: Path | None, out: Path | None) -> None:
    """Read the archive's pages, check them, and write the tidy tables.

    Exits 3 when tables were written, and a page could not be read or a row of a file beside the
    pages not used.
    """
    from helpers.sentences import indices
    from helpers.tables.tidy import tidy as make_tables

    try:
        summary = make_tables(
            raw or config.raw_folder(), out or config.processed_folder(), indices.rows
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    for page, why in summary.unreadable:
        _say(f"not read: {page}: {why}", err=True)
    for file, why in summary.left_alone:
        _say(f"left alone: {file}: {why}", err=True)
    for problem in summary.problems:
        _say(f"not used: {problem}", err=True)
    for what, listed in vars(summary.changes).items():
        if listed:
            _list(_CHANGES[what], listed)
    findings = ", ".join(f"{count} {name}" for name, count in sorted(summary.outcomes.items()))
    _say(
        f"{_count(summary.pages, 'page')} read, {_count(summary.elections, 'election')}.\n"
        f"Findings: {findings or 'none'}.\n"
        f"The tables are in {_near(summary.out)}; what does not agree is in findings.csv."
    )
    if summary.unreadable or summary.problems:
        sys.exit(3)


@main.command("list")
@click.argument("what", required=False)
def list_(what: str | None) -> None:
    """List the countries of the archive, the elections of one of them, or the "notebooks".

    \b
    hemicycle list
    hemicycle list Kazakhstan
    hemicycle list notebooks
    """
    from helpers.reports import catalogue
    from helpers.reports.parameters import Archive

    if what == "notebooks":
        _table(catalogue.notebooks())
    elif what:
        _table(catalogue.elections(what, Archive.load()))
    else:
        _table(catalogue.countries(Archive.load()))


@main.command()
@click.argument("election_id")
def show(election_id: str) -> None:
    """Print an election's figures, each with the page and line that prints it.

    Of a country its elections are listed.
    """
    from helpers.tables.show import UnknownElection
    from helpers.tables.show import show as shown

    try:
        _say(shown(election_id, config.raw_folder(), config.processed_folder()))
    except UnknownElection:
        from helpers.reports import catalogue
        from helpers.reports.parameters import Archive, ParameterError

        try:
            listed = catalogue.elections(election_id, Archive.load())
        except ParameterError:
            listed = []
        if not listed:
            raise
        _table(listed)


@main.command()
def check() -> None:
    """Check the tables against their schema, and that they are what the pages make."""
    from helpers.sentences import indices
    from helpers.tables.check import check as find_problems

    problems = find_problems(config.raw_folder(), config.processed_folder(), indices.rows)
    for problem in problems:
        _say(problem, err=True)
    if problems:
        sys.exit(1)
    _say(f"The tables in {_near(config.processed_folder())} are sound, and as made.")


@main.command(cls=_Run)
@click.argument("notebook")
@click.option(
    "-p",
    "--parameter",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="A parameter of the notebook; may be given several times.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the reports [reports].")
def run(notebook: str, parameters: tuple[tuple[str, str], ...], out: Path | None) -> None:
    """Run NOTEBOOK (a name, as turnout, or a path); write notebook, HTML and PDF.

    What a notebook may be asked: hemicycle run turnout --help.

    \b
    hemicycle run turnout -p country Kyrgyzstan -p since 2000
    """
    from helpers.reports import run as reports
    from helpers.reports import site
    from helpers.reports.parameters import Archive

    _say_torn()
    path = reports.find_notebook(notebook)
    plan = reports.plan(path, dict(parameters), Archive.load())
    folder = (out or config.reports_folder()).resolve()
    of_site = folder == config.reports_folder().resolve()
    for file in reports.make(plan, folder, site=of_site):
        _say(_near(file))
    if of_site:
        site.build(folder)


@main.command()
@click.option("--all", "everything", is_flag=True, help="Every country with an election.")
@click.option("--jobs", type=click.IntRange(1), help="Reports at a time [one a processor].")
@click.option("--cluster", metavar="ADDRESS", help="Make them on a Dask cluster.")
@click.option("--force", is_flag=True, help="Make also what is up to date.")
@click.option("--flagship", is_flag=True, help="Then renew the copies in reports/flagship.")
def build(
    everything: bool, jobs: int | None, cluster: str | None, force: bool, flagship: bool
) -> None:
    """Make the reports that reports.toml lists, and the index that leads to them."""
    from helpers.reports import receipt

    folder = config.reports_folder()
    inputs = receipt.inputs(everything)
    if not (force or flagship) and (count := receipt.read(inputs)):
        _say_built(0, count, 0)
        return
    from helpers.reports import build as reports
    from helpers.reports import committed
    from helpers.reports.parameters import Archive

    is_torn = _say_torn()
    archive = Archive.load()
    new = committed.new_countries(archive)
    wanted = reports.orders(config.project_root() / reports.LIST, archive, everything, new)
    for order in reports.others(folder, wanted, archive):
        if order.plan:
            wanted.append(order)
        else:
            reports.remove(order.name, folder)
            _say(f"removed: {order.name}: {order.problem}", err=True)
    differences = list(committed.differences(order.plan.notebook for order in wanted if order.plan))
    for difference in differences:
        _say(difference, err=True)
    place = reports.cluster(cluster) if cluster else reports.workers(jobs or _processors())
    with place as executor, _progress(len(wanted)) as told:
        summary = reports.build(wanted, folder, executor, force, told)
    for name, problem in summary.failed.items():
        _say(f"failed: {name}: {problem}", err=True)
    if flagship:
        for path in reports.renew_flagship(wanted, folder):
            _say(_near(path))
    _say_built(len(summary.made), len(summary.up_to_date), len(summary.failed))
    if summary.failed:
        sys.exit(1)
    if not is_torn and not differences:
        receipt.write(inputs, len(wanted))


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port [a free one, from 8888 on].")
@click.option("--ip", default="127.0.0.1", show_default=True, help="Address to bind to.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
def serve(port: int | None, ip: str, no_browser: bool) -> None:
    """Serve the site on this machine: its reports with other parameters, and JupyterLab.

    Prints the address with its token; whoever has not the token gets nothing. Ctrl-C ends it.
    """
    from helpers.serve import app

    app.serve(port, ip, not no_browser)


def _say_built(made: int, up_to_date: int, failed: int) -> None:
    first = _near(config.reports_folder() / "index.html")
    _say(f"{made} made, {up_to_date} up to date, {failed} failed. Look at {first} first.")


def _say_torn() -> bool:
    """Say which tables do not belong to the others; return True if there are any."""
    from helpers.tables.files import torn

    if names := torn(config.processed_folder()):
        _say(
            f"Not as the last run of `hemicycle tidy` made them: {', '.join(names)}. Reports take "
            "them as they are; to make them anew, run it again.",
            err=True,
        )
    return bool(names)


def _processors() -> int:
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


#: What to say of the changes that a run of `hemicycle tidy` made, and of how many at most.
_CHANGES = {
    "new": "New elections",
    "changed": "Elections with other figures than before",
    "gone": "Elections without a page now",
    "findings": "New findings that need review",
}
_MOST_LISTED = 12


def _table(rows: list[tuple[str, str]]) -> None:
    width = max((len(name) for name, _ in rows), default=0)
    for name, about in rows:
        _say(f"{name:<{width}}  {about}")


def _list(what: str, names: tuple[str, ...]) -> None:
    _say(f"{what} ({len(names)}):")
    for name in names[:_MOST_LISTED]:
        _say(f"  {name}")
    if len(names) > _MOST_LISTED:
        _say(f"  and {len(names) - _MOST_LISTED} more")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _near(path: Path) -> str:
    """Return a path as seen from where the user stands."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str, str], None]]:
    """Give what tells of each report: a bar on a terminal, else a line each that is not old."""
    if not sys.stderr.isatty():
        yield lambda name, what: what == "up to date" or _say(f"{name}: {what}", err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda name, what: bar.update(task, advance=1, description=name)


@contextmanager
def _fetching() -> Iterator[Progress | None]:
    """Give what shows how far a fetch is: a bar on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bar(bar, bar.add_task("", total=0))


class _Bar:
    """A bar that grows with what is found to be fetched."""

    def __init__(self, bar, task):
        self.bar, self.task, self.total = bar, task, 0

    def expect(self, count: int) -> None:
        self.total += count
        self.bar.update(self.task, total=self.total)

    def done(self, what: str) -> None:
        self.bar.update(self.task, advance=1, description=what)


if __name__ == "__main__":
    main()
