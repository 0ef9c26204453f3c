"""How a notes file came to its present form: one frozen step a file, never edited after a release.

A new step: change ``tables.py``; write ``versions/NNNN_what.py`` by hand, with the next number as
``revision``, names for every constraint, and ``PRAGMA user_version = N`` at its end; add the number to
``schema.REVISIONS`` and its tables to ``schema.TABLES``; lay a file of the schema before it, with three
rows in every table, into ``tests/data/stores``. The tests tell what was forgotten.
"""
