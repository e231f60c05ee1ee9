# Bytes without end on the descriptor itself.
# options: --seconds 10
# outcome: stopped output
# says: printing 1 MiB

import os

while True:
    os.write(2, b"\xff\n" * 10_000)
