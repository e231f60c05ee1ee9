# Reads where nothing is.
# outcome: failed process
# says: crashed: segmentation fault
# prints: before
# words: yes

import ctypes

print("before")
ctypes.string_at(0)
