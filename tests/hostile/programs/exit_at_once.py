# Leaves the process without a word.
# outcome: failed process
# says: exit status 3
# prints: before

import os

print("before", end="")
os._exit(3)
