# Another program.
# outcome: failed BlockingIOError
# says: no thread and no process
# needs: processes

import subprocess

subprocess.run(["sleep", "1000"], check=True)
