# Does nothing, for ever.
# outcome: stopped time
# says: 1.5 s, the limit; gdtui --seconds changes it
# prints: before
# words: yes

import time

print("before")
time.sleep(10**6)
