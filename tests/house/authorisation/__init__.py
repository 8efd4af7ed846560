"""Who may open what: every address of ours one by one, those of other packages by prefix.

To list a new address, add a ``Row`` to the file of its package in ``rows/``. The build fails on an address
that stands in no row, and on a row whose address is gone.
"""
