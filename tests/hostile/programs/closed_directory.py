# Closes its own directory to its owner.
# outcome: finished

import os

open("file", "w").close()
os.chmod(".", 0)
