# Processes without end.
# outcome: failed BlockingIOError
# says: no thread and no process
# needs: processes

import os

while True:
    os.fork()
