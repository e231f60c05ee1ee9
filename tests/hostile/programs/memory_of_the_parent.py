# Opens the memory of the process that started it.
# outcome: failed PermissionError
# needs: parent
# else: finished

import os

open(f"/proc/{os.getppid()}/mem", "r+b").close()
