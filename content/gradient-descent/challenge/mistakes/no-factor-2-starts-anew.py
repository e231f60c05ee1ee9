"""
name = "Two things at once: the velocity is 0 again in every epoch, and the gradient is half as large as it should be"
hint = "memory"
advice = '''
Begin with the place where the velocity gets its first value. Then take the derivative of a
square.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    for _ in range(epochs):
        velocity = 0.0
        for x, y in data:
            gradient = (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
