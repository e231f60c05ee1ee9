"""
name = "Two things at once: no velocity reaches w, and the steps go uphill"
hint = "step"
advice = '''
Begin with the sign: the gradient points to where the loss grows. Then see what moves w.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            w = w + lr * gradient
    return w
