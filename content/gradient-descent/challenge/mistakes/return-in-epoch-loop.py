"""
name = "Only one epoch is done, however many are asked for"
hint = "return"
advice = '''
The function returns inside the outer loop, or w and the velocity begin anew in every epoch,
or epochs is never used. Look at how far the return is indented, and at what stands first in
the outer loop.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
        return w
    return w
