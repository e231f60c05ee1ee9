# C code that sleeps and never lets Python go on.
# outcome: stopped time
# says: 1.5 s, the longest a run may take

import ctypes

ctypes.PyDLL(None).sleep(1000)
