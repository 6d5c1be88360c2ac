"""A saved page becomes a Page: lines and cells, numbers and dates, layouts."""

from helpers.archive.page import Doubt, Figure, Page
from helpers.archive.read import read_page, read_text
from helpers.archive.text import PageError

__all__ = ["Doubt", "Figure", "Page", "PageError", "read_page", "read_text"]
