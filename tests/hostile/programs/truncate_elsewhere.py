# Empties a file that is not its own.
# outcome: failed PermissionError
# needs: files
# else: finished

import os

os.truncate("../canary", 0)
