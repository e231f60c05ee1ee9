# Calls itself without end, and without Python's guard.
# options: --seconds 10
# outcome: failed process | failed RecursionError | stopped memory

import sys

sys.setrecursionlimit(10**8)


class Deep:
    def __repr__(self):
        return repr(self)


repr(Deep())
