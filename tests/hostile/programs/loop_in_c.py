# A loop that never ends inside one call of C code.
# outcome: stopped time
# says: --seconds changes it

sum(range(10**12))
