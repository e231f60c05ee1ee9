# A process that leaves its session and its parent, where processes are allowed.
# options: --seconds 5 --processes
# outcome: finished
# prints: gone on

import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for fd in range(3):
            os.close(fd)
        time.sleep(1000)
    os._exit(0)
os.wait()
print("gone on")
