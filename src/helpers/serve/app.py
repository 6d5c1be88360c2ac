"""The server itself: Jupyter Server with this project's handlers and JupyterLab, on loopback.

All that Jupyter keeps on disk while it runs goes to a temporary folder that is removed at the end,
and nothing is read from the user's own settings: the same server for everyone, and no trace.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from jupyter_server.extension.application import ExtensionApp
from jupyter_server.serverapp import ServerApp
from traitlets import Unicode

from helpers import config
from helpers.reports import site, warm
from helpers.reports.parameters import Archive
from helpers.serve.handlers import NAME, OpenHandler, RunHandler, SiteHandler
from helpers.serve.runs import Runs

#: A report takes a processor; more at a time would make all of them late.
AT_ONCE = 2
#: Where JupyterLab keeps whether it asks the internet for news, which it would ask everyone.
_NEWS = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"


class HemicycleApp(ExtensionApp):
    """The extension: the site under ``/hemicycle/``, and its runs of reports."""

    name = "hemicycle"
    extension_url = "/hemicycle/"
    load_other_extensions = True
    # No extension that the user has beside JupyterLab.
    serverapp_config = {"jpserver_extensions": {"jupyterlab": True}}

    site = Unicode(help="The folder of the site.").tag(config=True)

    @classmethod
    def get_extension_package(cls) -> str:
        """Return the package that declares the extension."""
        return "helpers.serve"

    def initialize_settings(self) -> None:
        """Make what handlers share."""
        self.runs = Runs(AT_ONCE)
        copies = Path(self.serverapp.root_dir)
        self.settings.update(hemicycle_runs=self.runs, hemicycle_copies=str(copies))

    def initialize_handlers(self) -> None:
        """Say what answers which address."""
        self.handlers += [
            (rf"/hemicycle/run/{NAME}(\.pdf|\.ipynb|\.zip)?", RunHandler),
            (rf"/hemicycle/open/{NAME}", OpenHandler),
            (
                r"/hemicycle(?:/(.*))?",
                SiteHandler,
                {"path": self.site, "default_filename": "index.html"},
            ),
        ]

    async def _start_jupyter_server_extension(self, serverapp: ServerApp) -> None:
        """Say where the server is, once it answers."""
        address = f"http://{serverapp.ip}:{serverapp.port}{serverapp.base_url}hemicycle/"
        print(f"{address}?token={serverapp.identity_provider.token}", flush=True)
        self.runs.prepare()

    async def stop_extension(self) -> None:
        """End what runs."""
        self.runs.close()


def _site(spare: Path) -> Path:
    """Return the folder of the site; one without reports if none were made."""
    folder = config.reports_folder()
    if (folder / "index.html").is_file():
        return folder
    site.build(spare / "site")
    return spare / "site"


def serve(port: int | None, ip: str, open_browser: bool) -> None:
    """Serve the project until the process is told to end.

    Parameters
    ----------
    port : int or None
        The port to use and no other; None for one that is free, from 8888 on.
    ip : str
        The address to bind to.
    open_browser : bool
        Whether to open a browser with the site.

    Raises
    ------
    FileNotFoundError
        If there are no tables.
    """
    root = config.project_root()
    Archive.load()  # without tables there is nothing to serve
    # In the folder of the kernels' server, which removes it even if this process is killed.
    with tempfile.TemporaryDirectory(dir=warm.folder(), ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "HEMICYCLE_ROOT": str(root),
            "IPYTHONDIR": f"{folder}/ipython",
            "JUPYTER_CONFIG_DIR": f"{folder}/config",
            "JUPYTER_DATA_DIR": f"{folder}/data",
            "JUPYTER_RUNTIME_DIR": f"{folder}/runtime",
        }
        copies = Path(folder, "notebooks")
        copies.mkdir()
        settings = Path(folder, "config", "lab", "user-settings", _NEWS)
        settings.parent.mkdir(parents=True)
        settings.write_text('{"fetchNews": "false", "checkForUpdates": false}', encoding="utf-8")
        options = _options(copies, port, ip, open_browser)
        options["HemicycleApp.site"] = _site(Path(folder))
        HemicycleApp.launch_instance([f"--{name}={value}" for name, value in options.items()])


def _options(copies: Path, port: int | None, ip: str, open_browser: bool) -> dict[str, object]:
    return {
        "ServerApp.ip": ip,
        "ServerApp.port": 8888 if port is None else port,
        "ServerApp.port_retries": 50 if port is None else 0,
        "ServerApp.root_dir": copies,
        "ServerApp.open_browser": open_browser,
        "ServerApp.answer_yes": True,
        # A container's only user is often root; the server is for whoever has the token.
        "ServerApp.allow_root": True,
        "ServerApp.allow_unauthenticated_access": False,
        "ServerApp.terminals_enabled": False,
        "Application.log_level": "ERROR",
        "IdentityProvider.token": secrets.token_hex(24),
        "IdentityProvider.cookie_options": "{'samesite': 'Lax', 'httponly': True}",
    }
