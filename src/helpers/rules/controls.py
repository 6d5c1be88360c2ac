"""Characters that text may not bring along, whether from a page or from a file beside the pages."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


def without_controls(text: str) -> str:
    """Take out the characters that move what is beside them, on a terminal or on a line of text.

    These are control characters but white space, and the marks that begin and end a direction of
    writing. No label, name or figure has any.
    """
    return _CONTROLS.sub("", text)
