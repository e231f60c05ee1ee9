"""
name = "Two things at once: the steps go uphill, and the gradient is scaled by 1 − β"
hint = "step"
advice = '''
Begin with the sign: the gradient points to where the loss grows. Then look at what it is
multiplied by in the velocity.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + (1 - beta) * gradient
            w = w + lr * velocity
    return w
