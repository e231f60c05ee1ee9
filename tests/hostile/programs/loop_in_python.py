# A loop that never ends.
# outcome: stopped time
# says: --seconds changes it
# app: yes

while True:
    pass
