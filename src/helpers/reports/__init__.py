"""Notebooks become reports: parameters, runs, pages and prints, the site, all of them at once."""
