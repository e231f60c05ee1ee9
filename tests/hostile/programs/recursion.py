# Calls itself without end.
# outcome: failed RecursionError
# line: 7
# says: maximum recursion depth exceeded

def down(n):
    return down(n + 1)


down(0)
