# Takes the limits of the process that started it away.
# outcome: failed PermissionError
# needs: signals

import os
import resource

resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0))
