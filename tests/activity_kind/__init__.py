"""A kind of activity that only tests have: a checklist, finished by ticking everything on it.

It lies outside ``courses``, as an app of its own, so that nothing in the house can know it by name.
"""
