"""
name = "Two things at once: the steps go uphill, and the gradient is half as large as it should be"
hint = "step"
advice = '''
Begin with the sign: the gradient points to where the loss grows. Then take the derivative
of a square.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w + lr * velocity
    return w
