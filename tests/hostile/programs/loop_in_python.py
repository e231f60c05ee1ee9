# A loop that never ends.
# outcome: stopped time
# says: --seconds changes it

while True:
    pass
