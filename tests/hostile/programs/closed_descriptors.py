# Closes everything that is open.
# outcome: failed process
# says: exit status 1

import os

os.closerange(0, 100)
print("nobody hears this")
