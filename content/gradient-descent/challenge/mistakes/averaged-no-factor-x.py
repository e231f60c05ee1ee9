"""
name = "Two things at once: the gradient lacks its factor x, and is scaled by 1 − β"
hint = "gradient"
advice = '''
Begin with the gradient: the chain rule puts a factor behind the error. Then look at what it
is multiplied by in the velocity.'''
"""


def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y)
            velocity = beta * velocity + (1 - beta) * gradient
            w = w - lr * velocity
    return w
