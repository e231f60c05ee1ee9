# Threads without end.
# outcome: failed RuntimeError
# says: no thread and no process; gdtui --processes allows it
# else: failed RuntimeError | stopped time | stopped memory
# needs: processes
# words: yes

import threading

while True:
    threading.Thread(target=threading.Event().wait).start()
