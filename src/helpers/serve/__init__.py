"""The local server: the site, reports with other parameters, and JupyterLab beside them.

It is an extension of Jupyter Server, from which it has its token, its check of where a request
comes from, and its settings. ``hemicycle serve`` starts both; see :func:`helpers.serve.app.serve`.
"""


def _jupyter_server_extension_points() -> list[dict[str, object]]:
    from helpers.serve.app import HemicycleApp

    return [{"module": "helpers.serve.app", "app": HemicycleApp}]
