# Writes bytes of its own where its events go.
# outcome: failed process
# says: no event

import os

for fd in range(3, 30):
    try:
        os.write(fd, b"\xff" * 100)
    except OSError:
        pass
while True:
    pass
