"""Hemicycle: the IPU's archive of parliamentary elections, read, checked, measured and reported.

The package is a house of floors; each module imports only from the floors below its own::

    cli -> serve -> reports -> figures -> sentences -> analyses -> measures -> tables -> archive
        -> rules
"""
