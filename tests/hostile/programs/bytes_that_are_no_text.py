# Bytes that are no UTF-8, a NUL, half a surrogate pair.
# outcome: finished
# prints: after
# words: yes

import os
import sys

os.write(1, b"\xff\xfe\x00\xc3(\n")
sys.stdout.buffer.write(b"\xf0\x9f\n")
print("\ud800 \0 after")
