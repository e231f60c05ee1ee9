# Writes to the terminal and reads from it, past its standard streams.
# outcome: finished
# needs: files
# else: finished
# prints: refused

import glob

for name in ["/dev/tty", *glob.glob("/dev/pts/[0-9]*")]:
    for mode in ("wb", "rb"):
        try:
            open(name, mode, buffering=0).close()
            print("opened", name, mode)
        except OSError:
            print("refused")
