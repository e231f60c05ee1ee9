"""
name = "Two things at once: the velocity is 0 again in every epoch, and the gradient is scaled by 1 − β"
hint = "memory"
advice = '''
Begin with the place where the velocity gets its first value. Then look at what the gradient
is multiplied by.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    for _ in range(epochs):
        velocity = 0.0
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + (1 - beta) * gradient
            w = w - lr * velocity
    return w
