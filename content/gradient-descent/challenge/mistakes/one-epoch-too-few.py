"""
name = "One epoch is missing"
hint = "loops"
advice = '''
Each result is the right one for epochs − 1. Look at the bounds of the outer loop.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(1, epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
