# Ends, and then does not.
# outcome: stopped time
# says: --seconds changes it
# prints: done

import atexit


@atexit.register
def again():
    while True:
        pass


print("done")
