# C code that sleeps and never lets Python go on.
# outcome: stopped time
# says: 1.5 s, the limit

import ctypes

ctypes.PyDLL(None).sleep(1000)
