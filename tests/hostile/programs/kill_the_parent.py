# Kills the process that started it.
# outcome: failed PermissionError
# says: Operation not permitted
# needs: signals

import os
import signal

os.kill(os.getppid(), signal.SIGKILL)
