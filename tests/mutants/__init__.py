"""Breaks the code in thousands of small ways, and lists what no test noticed: ``make mutants``.

What to break is mutmut's; how to run it is ours, since mutmut itself leaves out decorated functions, and so
nearly every action: see ``lms/decisions/0014-mutants-run-in-forks.md``.
"""
