# Kills its whole process group.
# outcome: failed process
# says: crashed: killed

import os
import signal

os.killpg(0, signal.SIGKILL)
