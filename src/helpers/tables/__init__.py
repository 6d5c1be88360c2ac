"""Pages become tidy tables: schema, identities, reconciliation, choice between sources."""

from helpers.tables.files import load
from helpers.tables.schema import TABLES

__all__ = ["TABLES", "load"]
