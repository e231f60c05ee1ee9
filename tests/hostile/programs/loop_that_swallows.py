# A loop that catches whatever is thrown at it.
# outcome: stopped time
# says: --seconds changes it

while True:
    try:
        while True:
            pass
    except BaseException:
        pass
