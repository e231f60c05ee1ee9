"""
name = "Two things at once: the steps go uphill, and the gradient lacks its factor x"
hint = "step"
advice = '''
Begin with the sign: the gradient points to where the loss grows. Then take the derivative
with the chain rule.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y)
            velocity = beta * velocity + gradient
            w = w + lr * velocity
    return w
