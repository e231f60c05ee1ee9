# A loop that never ends inside one call of C code.
# outcome: stopped time
# says: --seconds changes it
# app: yes

sum(range(10**12))
