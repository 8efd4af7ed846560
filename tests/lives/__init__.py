"""A machine that plays lives: random histories of a course, and after every step a look at everything.

``should`` and ``reckoning`` say what should be, in plain Python and without a line of the product;
``writing``, ``learning`` and ``working`` are the moves, made by the product's own actions; ``looking``
compares the two; ``machine`` plays at random. What it found is kept as plain stories in ``test_found``.
"""
