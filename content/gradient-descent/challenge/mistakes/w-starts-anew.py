"""
name = "w is 0 again at the start of every epoch"
hint = "memory"
advice = '''
What was learned in the epoch before is thrown away, and only the velocity remembers it.
Look at where w gets its first value, and which loop that line stands in.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = velocity = 0.0
    for _ in range(epochs):
        w = 0.0
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
