"""An independent tally of a year's reminders: the rulebook (docs/domain.md, 3 and 4) once more, in plain Python.

It is written from the rulebook and knows nothing of how Quorate stores or computes anything: it reads what happened and
says which reminders must have left, to whom, and when.
"""
