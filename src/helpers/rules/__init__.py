"""What must hold between the figures of a page, and what follows where it does not.

The lowest floor: it knows addresses and numbers, and nothing of pages, layouts or files.
"""
