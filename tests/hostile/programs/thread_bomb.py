# Threads without end.
# outcome: failed RuntimeError
# says: no thread and no process; gdtui run --processes allows it
# else: failed RuntimeError | stopped time | stopped memory
# needs: processes
# app: yes

import threading

while True:
    threading.Thread(target=threading.Event().wait).start()
