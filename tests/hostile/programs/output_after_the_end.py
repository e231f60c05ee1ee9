# A thread that goes on printing when the program has ended, where threads are allowed.
# options: --seconds 5 --processes
# outcome: finished
# prints: first

import threading


def talk():
    while True:
        print("more")


print("first")
threading.Thread(target=talk, daemon=True).start()
