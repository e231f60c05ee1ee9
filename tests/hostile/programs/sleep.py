# Does nothing, for ever.
# outcome: stopped time
# says: 1.5 s, the longest a run may take; --seconds changes it
# prints: before
# app: yes

import time

print("before")
time.sleep(10**6)
