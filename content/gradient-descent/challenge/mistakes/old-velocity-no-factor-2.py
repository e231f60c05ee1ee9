"""
name = "Two things at once: w is moved by the velocity of the step before, and the gradient is half as large as it should be"
hint = "lines"
advice = '''
Begin with the order of the lines. Then take the derivative of a square.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = (w * x - y) * x
            w = w - lr * velocity
            velocity = beta * velocity + gradient
    return w
