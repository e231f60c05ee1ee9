"""
name = "The velocity does not start at 0"
hint = "memory"
advice = '''
The first step then holds a push that no pair has given. Look at the first value of the
velocity.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 1.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
