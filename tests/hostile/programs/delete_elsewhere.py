# Deletes a file that is not its own.
# outcome: failed PermissionError
# says: in its own directory alone
# needs: files
# else: finished

import os

os.remove("../canary")
