# Aborts.
# outcome: failed process
# says: crashed: aborted

import os

os.abort()
