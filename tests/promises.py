"""The times that gdtui promises, in seconds: benchmarks measure them, tests allow five of each.

A test runs on machines that do other things too; a promise that is broken there by a factor of
five is broken everywhere.
"""

from __future__ import annotations

SLACK = 5

HEARTBEAT = 0.15
"""The longest time between two turns of the app's loop, whatever a program does."""
ENDED = 0.1
"""From a signal to the app until none of its processes is there."""
LOST_TERMINAL = 2.0
"""The same where only the loss of the terminal can be noticed."""
LOCK_TOLD = 5.0
"""From a save until it is said that another window holds the lock."""
DRAFT_SAVED = 1.0
"""From the last key in the editor until the text is on the disk."""
FIRST_EVENT = 0.1
"""From Run to the first event, as a part of what a cold ``python -c "import numpy"`` takes."""

SPARE_MEMORY = 20 * 2**20
"""Bytes that the process which waits has for itself alone. No time, so nothing is added."""
GROWTH = 5 * 2**20
"""Bytes that the app may grow by in 300 runs. The same holds."""
