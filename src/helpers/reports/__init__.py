"""Notebooks become reports: parameters, runs, pages and prints, the site, all of them at once."""

import sys

# What reads notebooks imports jsonschema, and that a package that compiles 38 grammars, so as to
# check addresses that no notebook has. Without it every process that makes reports starts sooner.
sys.modules.setdefault("rfc3987_syntax", None)
