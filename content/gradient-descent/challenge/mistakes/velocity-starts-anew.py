"""
name = "The velocity is 0 again at the start of every epoch"
hint = "memory"
advice = '''
It then forgets all pushes of the epoch before, and with one pair there is no momentum at
all. Look at where the velocity gets its first value, and which loop that line stands in.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    for _ in range(epochs):
        velocity = 0.0
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
