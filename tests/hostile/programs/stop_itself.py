# Stops itself, as Ctrl+Z would.
# outcome: stopped time
# says: 1.5 s, the longest a run may take

import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
